"""Identity: hashes, ordinals, slots and quick copies."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Payout, WorkSession
from tracker.importers.identity import (
    amended,
    content_key,
    digest,
    hash_of,
    normal,
    own_words,
    slot_key,
    start_slot,
    status_of,
)


def test_the_zone_of_an_instant_is_no_part_of_the_content() -> None:
    utc = dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC)
    local = utc.astimezone(ZoneInfo("Asia/Manila"))
    assert normal(utc) == normal(local)
    assert start_slot(utc) == start_slot(local) == "2026-05-01T09:00:00+00:00"


def test_padding_is_no_part_of_the_content() -> None:
    assert normal(Decimal("2.50"), " x") == normal(Decimal("2.5"), "x ")
    assert normal(Decimal("100")) == "100"
    assert normal(Decimal("0.00")) == normal(Decimal("0"))


def test_parts_do_not_run_together() -> None:
    assert normal("a", "b") != normal("a\x1fb") != normal("ab", "")


def test_the_status_as_read_lies_beside_the_hash() -> None:
    kept = content_key(digest("x"), None)
    assert (hash_of(kept), status_of(kept)) == (digest("x"), "approved")
    assert (hash_of(None), status_of(None)) == ("", "")


def test_slots_tell_source_and_platform_apart_and_hold_no_name() -> None:
    slots = {slot_key(s, "x", p) for s in ("toggl", "clockify") for p in ("Outlier", "Mercor")}
    assert len(slots) == 4
    assert slot_key("toggl", "", "Outlier") is None
    assert not any("Outlier" in (s or "") for s in slots)


@given(st.sampled_from(["", "P", "東京"]), st.integers(1, 10**9))
def test_copies_are_what_replace_makes(name: str, units: int) -> None:
    session = WorkSession(platform="X", worked_on=dt.date(2026, 5, 1), minutes=60)
    payout = Payout(platform="X", kind="payout", received_on=dt.date(2026, 5, 1), amount=1, currency="USD")
    assert amended(session, project=name, amount=units) == replace(session, project=name, amount=units)
    assert amended(payout, amount=units) == replace(payout, amount=units)
    assert amended(payout) == payout


@given(st.lists(st.text(st.sampled_from("a0.1 \x1f\t\n\u00a0-+é"), max_size=5), max_size=4))
def test_a_row_in_its_own_words_is_its_cells_in_theirs(cells: list[str]) -> None:
    assert own_words(cells) == "\x1f".join(own_words([c]) for c in cells)
