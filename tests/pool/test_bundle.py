"""A bundle is one exact text; whatever else a file holds is refused with its reason."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool.made import POLICY, TODAY, Member, row
from tracker.errors import InputError
from tracker.pool.bundle import MOST_BYTES, MOST_ROWS, Kind, document, parse, signing_bytes, text
from tracker.pool.canonical_json import canonical
from tracker.pool.policy import OTHER


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        parse(data, POLICY, today=TODAY)
    return caught.value.code


def test_what_is_read_is_what_was_written():
    member = Member("60RK-4CSM-6MV3-EE1S")
    first, later = member.bundle(row(), row(platform=OTHER, kept=None)), member.bundle()
    for bundle in (first, later, member.withdrawal()):
        assert parse(text(bundle), POLICY, today=TODAY) == bundle
    assert first.seat_code == member.code
    assert "seat_code" not in document(later)


def test_the_text_is_canonical_and_the_signature_is_over_all_else():
    bundle = Member().bundle()
    said = json.loads(text(bundle))
    assert text(bundle) == (json.dumps(said, sort_keys=True, separators=(",", ":")) + "\n").encode()
    del said["signature"]
    assert signing_bytes(bundle) == canonical(said)
    assert set(said) == {"tracker_bundle", "pool", "policy", "kind", "key", "serial", "made_on", "rows"}


def test_the_digest_is_of_the_bundle_not_of_its_encryption():
    bundle = Member().bundle()
    assert bundle.digest == parse(text(bundle), POLICY, today=TODAY).digest
    assert bundle.digest != Member().bundle().digest


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"pool": "f" * 16}, "bundle_pool"),
        ({"policy": "f" * 64}, "bundle_policy"),
        ({"made_on": TODAY + dt.timedelta(days=2)}, "bundle_future"),
        ({"rows": (row(quarter="2026Q4"),)}, "bundle_future"),
        ({"rows": (row(quarter="2031Q1"),)}, "bundle_future"),
        ({"made_on": dt.date(2026, 9, 30)}, "bundle_future"),
        ({"rows": (row(quarter="2024Q3"),)}, "bundle_old"),
        ({"rows": (row(quarter="2026Q5"),)}, "bundle_word"),
        ({"rows": (row(quarter="../../x"),)}, "bundle_word"),
        ({"rows": (row(platform="Acme"),)}, "bundle_word"),
        ({"rows": (row(platform="=HYPERLINK(1)"),)}, "bundle_word"),
        ({"rows": (row(role="poet"),)}, "bundle_word"),
        ({"rows": (row(region="west"),)}, "bundle_word"),
        ({"rows": (row(due="5"),)}, "bundle_word"),
        ({"rows": (row(notice="soon"),)}, "bundle_word"),
        ({"rows": (row(drift="up"),)}, "bundle_word"),
        ({"rows": (row(hours=-10),)}, "bundle_bounds"),
        ({"rows": (row(hours=2600),)}, "bundle_bounds"),
        ({"rows": (row(hours=123),)}, "bundle_bounds"),
        ({"rows": (row(available_hours=810),)}, "bundle_bounds"),
        ({"rows": (row(kept=301),)}, "bundle_bounds"),
        ({"rows": (row(kept=-1),)}, "bundle_bounds"),
        ({"rows": (row(unpaid_share=105),)}, "bundle_bounds"),
        ({"rows": (row(unpaid_share=21),)}, "bundle_bounds"),
        ({"rows": (row(started=21),)}, "bundle_bounds"),
        ({"rows": (row(on_time="7-13"),)}, "bundle_parts"),
        ({"rows": (row(ended_left_30=2),)}, "bundle_parts"),
        ({"rows": (row(ended_platform_90=0),)}, "bundle_parts"),
        ({"rows": (row(), row(platform="Outlier", region="south"))}, "bundle_parts"),
        ({"rows": (row(), row())}, "bundle_twice"),
    ],
)
def test_a_signed_bundle_that_the_policy_does_not_allow_is_refused(given, code):
    assert refused(text(Member().bundle(**given))) == code


def test_more_hours_than_a_quarter_has_are_refused():
    rows = tuple(row(platform=p, role=r, hours=800) for p in POLICY.platforms for r in POLICY.roles)
    assert refused(text(Member().bundle(*rows))) == "bundle_parts"


def altered(**fields: object) -> bytes:
    member = Member()
    said = {**document(member.bundle()), **fields}
    said.pop("signature")
    return canonical({**said, "signature": member.signing.sign(canonical(said)).signature.hex()})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bundle_text"),
        (b"PK\x03\x04", "bundle_text"),
        (b"[" * 100_000, "bundle_text"),
        (b'{"a":' * 50_000, "bundle_text"),
        (b'{"a":NaN}\n', "bundle_text"),
        (b'{"a":1e999}\n', "bundle_text"),
        (b'{"a":' + b"9" * 5000 + b"}\n", "bundle_text"),
        (b'{"a":1,"a":1}\n', "bundle_text"),
        (b'{"a":"\\ud800"}\n', "bundle_text"),
        (b"{}\n", "bundle_field"),
        (b" " * (MOST_BYTES + 1), "bundle_size"),
        (altered(note="x"), "bundle_field"),
        (altered(tracker_bundle=2), "bundle_field"),
        (altered(tracker_bundle=True), "bundle_field"),
        (altered(serial=0), "bundle_field"),
        (altered(serial=True), "bundle_field"),
        (altered(serial="1"), "bundle_field"),
        (altered(made_on="2026-13-01"), "bundle_field"),
        (altered(made_on="20261101"), "bundle_field"),
        (altered(kind="gift"), "bundle_field"),
        (altered(kind=["gift"]), "bundle_field"),
        (altered(key="z" * 64), "bundle_field"),
        (altered(key=None), "bundle_field"),
        (altered(seat_code=None), "bundle_field"),
        (altered(seat_code="60rk4csm6mv3eeis"), "bundle_field"),
        (altered(rows=[]), "bundle_rows"),
        (altered(rows={}), "bundle_rows"),
        (altered(rows=[0] * (MOST_ROWS + 1)), "bundle_rows"),
        (altered(rows=[0]), "bundle_field"),
        (altered(rows=[{"quarter": "2026Q3"}]), "bundle_field"),
        (altered(kind="withdrawal"), "bundle_rows"),
        (altered(key="0" * 64), "bundle_signature"),
    ],
    ids=lambda v: "" if isinstance(v, bytes) else v,  # keys are drawn again: an id must be the same in every process
)
def test_what_is_no_bundle_is_refused(data, code):
    assert refused(data) == code


@pytest.mark.parametrize("value", [True, "120", 1.5, [120], {"a": 1}])
def test_a_number_is_a_number(value):
    assert refused(altered_row(hours=value)) in ("bundle_field", "bundle_text")
    assert refused(altered_row(region=value)) in ("bundle_field", "bundle_text", "bundle_word")


def altered_row(**fields: object) -> bytes:
    said = document(Member().bundle())
    return altered(rows=[{**said["rows"][0], **fields}])


def test_none_stands_only_where_a_figure_may_be_unknown():
    assert refused(altered_row(hours=None)) == "bundle_field"
    assert refused(altered_row(drift=None)) == "bundle_field"
    unknown = dict.fromkeys(("headline", "agreed", "all_hours", "kept", "unpaid_share", "available_hours", "notice"))
    assert parse(text(Member().bundle(row(**unknown))), POLICY, today=TODAY).rows[0].kept is None


def test_a_signature_of_somebody_else_is_refused():
    bundle = Member().bundle()
    assert refused(text(replace(bundle, key=Member().key))) == "bundle_signature"
    assert refused(text(replace(bundle, kind=Kind.CONTRIBUTION, serial=7))) == "bundle_signature"


def test_the_greatest_bundle_is_under_the_limit():
    rows = [document(Member().bundle())["rows"][0]] * MOST_ROWS
    assert len(canonical(rows)) < MOST_BYTES - 10_000


@given(st.data())
def test_no_changed_byte_is_taken(data):
    exact = bytearray(text(Member("60RK-4CSM-6MV3-EE1S").bundle(row(), row(platform="Outlier"))))
    at = data.draw(st.integers(0, len(exact) - 1))
    exact[at] ^= data.draw(st.integers(1, 255))
    assert refused(bytes(exact)).startswith("bundle_")


@given(st.binary(max_size=300))
def test_noise_is_refused(data):
    assert refused(data) == "bundle_text"


FILED = {"hours_by_file": 75, "money_by_file": 50, "money_by_deposit": 25}


def test_rows_say_how_they_are_backed_or_do_not():
    """Bundles from before this was told are the same text as then, and so the same signature and digest."""
    old, new = Member().bundle(row()), Member().bundle(row(**FILED))
    assert not set(FILED) & set(document(old)["rows"][0])
    assert set(FILED) <= set(document(new)["rows"][0])
    for bundle in (old, new):
        assert parse(text(bundle), POLICY, today=TODAY) == bundle


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"hours_by_file": 80}, "bundle_bounds"),
        ({"hours_by_file": 125}, "bundle_bounds"),
        ({"money_by_file": 100}, "bundle_parts"),
        ({"money_by_file": None}, "bundle_field"),
    ],
)
def test_how_a_row_is_backed_adds_up_and_is_coarse(told, code):
    assert refused(text(Member().bundle(row(**FILED | told)))) == code
