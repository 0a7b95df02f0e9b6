"""A short run finds nothing, and what is wrong would be found."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from bench import fuzz
from bench.mutate import MOST_CHANGES, WORDS, mutated
from bench.outcome import Outcome
from tracker.desk import terms
from tracker.domain import Platform
from tracker.errors import InputError


def test_a_short_run_finds_no_fault(tmp_path):
    found = list(fuzz.run(tmp_path, 5, 60, 0.1))
    assert [o.text() for o in found if o.bad] == []
    assert [o.name for o in found][:3] == ["sealed bundles", "bundles in clear", "signed bundles"]
    assert {o.name for o in found} >= {f"files of {name}" for name in (*fuzz.fixtures(), "archive")}
    assert all(o.tried for o in found)
    assert all(o.tried == o.taken + o.turned_away for o in found)


def test_what_is_spoiled_is_near_what_it_was_and_the_same_for_the_same_seed():
    data = b"Date,Amount\n2026-03-01,5.00\n"
    for seed in range(200):
        spoiled = mutated(data, Random(seed))
        assert abs(len(spoiled) - len(data)) <= MOST_CHANGES
        assert spoiled == mutated(data, Random(seed))
        assert mutated(data, Random(seed), WORDS) == mutated(data, Random(seed), WORDS)
    assert len(mutated(b"", Random(1))) in range(MOST_CHANGES + 1)


@pytest.fixture
def ledger(tmp_path):
    with fuzz._ledger(tmp_path) as desk:
        yield desk


def refused(desk, error) -> Iterator[tuple[str, str]]:
    terms.save(desk, Platform(platform="Half"))
    raise error
    yield


@pytest.mark.parametrize(
    ("work", "fault"),
    [
        (lambda desk: iter([("no_such_code", "a reason")]), "no reason, or no_such_code is not documented"),
        (lambda desk: iter([("bad_date", " ")]), "no reason, or bad_date is not documented"),
        (lambda desk: iter([("bad_date", 1 / 0)]), "ZeroDivisionError (test_fuzz.py, line"),
        (lambda desk: refused(desk, InputError("No.")), "Fault (fuzz.py, line"),
    ],
)
def test_what_must_not_be_is_a_fault(ledger, work, fault):
    tables = ledger.store.snapshot()
    outcome = Outcome("x")
    fuzz._tried(ledger, outcome, "about", lambda: work(ledger))
    (kind,) = outcome.faults
    assert kind.startswith(fault)
    assert "about" in outcome.text() or "not documented" in kind
    assert ledger.store.snapshot() == tables


def test_a_refusal_without_a_sentence_is_a_fault(ledger):
    for message, bad in (("No.", 0), ("no", 1)):
        outcome = Outcome("x")
        outcome.refused("bad_date", message)
        assert (outcome.bad, outcome.turned_away) == (bad, 1)
