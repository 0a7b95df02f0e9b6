"""Policy and invitation, seat codes, quarters, and chains of lines."""

from __future__ import annotations

import doctest
import json
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool.made import POLICY
from tracker.errors import InputError
from tracker.pool import invitation as inv
from tracker.pool.canonical_json import START, check, link
from tracker.pool.policy import Bounds, Invitation
from tracker.pool.seats import code_hash, code_of, normal_code

KEEPER = "age1ecqfk06kucp0pzm3ekdr67p4w96xcehxm4xcv8rla49jxn6xx9wsrws5lg"
INVITATION = Invitation(POLICY, (KEEPER,), "a" * 64)


@pytest.mark.parametrize(
    "module",
    [
        "pool.canonical_json",
        "pool.quarters",
        "pool.checks",
        "pool.bundle",
        "pool.seats",
        "pool.invitation",
        "vault.keys",
    ],
)
def test_examples_are_true(module):
    assert doctest.testmod(import_module(f"tracker.{module}")).failed == 0


def test_an_invitation_is_read_as_it_was_written():
    assert inv.read_invitation(inv.invitation_text(INVITATION)) == INVITATION
    assert inv.policy_digest(inv.read_policy(inv.policy_dict(POLICY))) == inv.policy_digest(POLICY)


def test_another_rule_is_another_policy():
    others = [replace(POLICY, smallest_cell=5), replace(POLICY, bounds=Bounds(hours=700)), replace(POLICY, name="B")]
    assert len({inv.policy_digest(p) for p in (POLICY, *others)}) == 4


@pytest.mark.parametrize(
    "given",
    [
        {"pool": "x"}, {"name": " "}, {"name": "a\nb"}, {"currency": "usd"}, {"regions": ()},
        {"platforms": ("A", "A")}, {"platforms": ("other",)}, {"platforms": ("=1+1",)}, {"roles": ("<b>",)},
        {"smallest_cell": 1}, {"smallest_cell": 7}, {"keep_quarters": 0}, {"rho": "1"}, {"rho": "nan"}, {"rho": "0"},
        {"rho": "x"}, {"minimum_wage": {"west": "1"}}, {"minimum_wage": {"north": "-1"}}, {"version": 2},
        {"bounds": Bounds(hours=0)}, {"bounds": Bounds(rate=0)}, {"bounds": Bounds(rate_low=300)},
        {"bounds": Bounds(hours=True)},
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_is_refused(given):
    with pytest.raises(InputError) as caught:
        inv.check_policy(replace(POLICY, **given))
    assert caught.value.code == "bad_policy"


@pytest.mark.parametrize(
    "change",
    [
        {"tracker_invitation": 2}, {"keepers": []}, {"keepers": ["age1short"]}, {"publisher": "A" * 64},
        {"publisher": None}, {"policy": {}}, {"policy": None}, {"policy": {"bounds": {"x": 1}}},
    ],
)  # fmt: skip
def test_what_is_no_invitation_is_refused(change):
    data = {**json.loads(inv.invitation_text(INVITATION)), **change}
    with pytest.raises(InputError):
        inv.read_invitation(json.dumps(data).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"[" * 90_000, b"\xff", b" " * 300_000, b"{}"])
def test_noise_is_no_invitation(data):
    with pytest.raises(InputError):
        inv.read_invitation(data)


@given(st.binary(min_size=10, max_size=10))
def test_a_code_survives_being_written_by_hand(random):
    code = code_of(random)
    assert normal_code(code) == code
    assert normal_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code
    assert normal_code(code[:-1]) is None
    assert code_hash("a", code) != code_hash("b", code)


def chain(words: list[str]) -> list[str]:
    before, lines = START, []
    for n, word in enumerate(words, 1):
        line, before = link(before, n, {"word": word})
        lines.append(line)
    return lines


def test_a_chain_shows_what_was_changed_left_out_or_moved():
    lines = chain(["a", "b", "c"])
    check(lines)
    wrong = [lines[1:], [lines[0], lines[2]], [lines[1], lines[0]], [lines[0].replace('"a"', '"x"')], ["{}\n"], ["x"]]
    for each in wrong:
        with pytest.raises(ValueError, match="line"):
            check(each)
