"""What a record may hold: limits that keep sums in 64 bits, days in 24 hours, and the archive readable."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tracker.domain import (
    LONGEST_TEXT,
    Payout,
    Platform,
    Project,
    Record,
    Rule,
    Settings,
    WorkSession,
    columns,
)
from tracker.errors import InputError, Invalid
from tracker.importers.identity import amended
from tracker.units import LARGEST
from tracker.words import parse_day, parse_money, read_cell

DAY = dt.date(2026, 5, 1)
LATE = dt.datetime(2026, 5, 1, 23, tzinfo=dt.UTC)


def work(**given: Any) -> WorkSession:
    return WorkSession(**{"platform": "A", "worked_on": DAY, "minutes": 3600, **given})


BAD: dict[str, tuple[type[Record], dict[str, Any], str]] = {
    "200 hours in a day": (WorkSession, {"minutes": 200 * 3600}, "more_than_span"),
    "more hours than a stretch has": (
        WorkSession, {"minutes": 49 * 3600, "worked_until": DAY + dt.timedelta(1)}, "more_than_span",
    ),
    "an amount that sums beyond 64 bits": (WorkSession, {"amount": LARGEST + 1, "currency": "USD"}, "too_large"),
    "tasks beyond meaning": (WorkSession, {"tasks": 10**10}, "too_large"),
    "a text without end": (WorkSession, {"note": "x" * (LONGEST_TEXT + 1)}, "too_long"),
    "half a sign": (WorkSession, {"note": "caf\udcff"}, "bad_text"),
    "a zero byte": (WorkSession, {"note": "a\x00b"}, "bad_text"),
    "the platform that means not work": (WorkSession, {"platform": "-"}, "bad_name"),
    "a time that no zone places": (
        WorkSession, {"started_at": dt.datetime(2026, 5, 1, 9), "ended_at": dt.datetime(2026, 5, 1, 10)}, "wrong_type",
    ),
    "yes for a number": (WorkSession, {"tasks": True}, "wrong_type"),
    "a moment for a day": (WorkSession, {"worked_on": dt.datetime(2026, 5, 1, tzinfo=dt.UTC)}, "wrong_type"),
    "a week of no hours": (Settings, {"standard_week_hours": Decimal(-4)}, "out_of_range"),
    "a week of no number": (Settings, {"standard_week_hours": Decimal("NaN")}, "wrong_type"),
    "a week without end": (Settings, {"standard_week_hours": Decimal("Infinity")}, "wrong_type"),
    "a tax of 500 %": (Settings, {"tax_rate_percent": Decimal(500)}, "out_of_range"),
    "a delay past all dates": (Platform, {"pay_delay_days": 999_999_999}, "out_of_range"),
    "a cycle of the year 1": (Platform, {"pay_cycle": "biweekly", "pay_cycle_ends": "0001-01-01"}, "bad_cycle"),
    "200 hours a week": (Project, {"promised_weekly_hours": Decimal(200)}, "out_of_range"),
}  # fmt: skip
RIGHT: dict[type[Record], dict[str, Any]] = {
    WorkSession: {"platform": "A", "worked_on": DAY, "minutes": 3600},
    Settings: {"home_currency": "USD", "time_zone": "UTC"},
    Platform: {"platform": "A"},
    Project: {"platform": "A", "project": "P"},
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_meant_cannot_be_made(name: str) -> None:
    record, values, code = BAD[name]
    record(**RIGHT[record])
    with pytest.raises(Invalid) as caught:
        record(**{**RIGHT[record], **values})
    assert code in [p.code for p in caught.value.problems]
    assert {p.column for p in caught.value.problems} <= {c.name for c in columns(record)}


def test_every_problem_is_told_at_once_by_its_column() -> None:
    with pytest.raises(Invalid) as caught:
        WorkSession(platform=" ", started_at=None, ended_at=LATE, tasks=-1)
    wrong = caught.value
    assert [p.column for p in wrong.problems] == ["platform", "tasks", "ended_at"]
    assert (wrong.code, wrong.column) == ("bad_name", "platform")
    assert str(wrong) == (
        "A name is one line of text; tasks cannot be below zero; started at and ended at belong together."
    )
    assert wrong.values["tasks"] == -1


def test_a_copy_of_a_record_is_checked_too() -> None:
    right = work()
    for copy in (replace, amended):
        with pytest.raises(Invalid, match="below zero"):
            copy(right, minutes=-1)


def test_what_lies_on_the_edge_is_fine() -> None:
    work(minutes=86_400)
    work(minutes=48 * 3600, worked_until=DAY + dt.timedelta(1))
    work(amount=LARGEST, currency="USD")
    work(note="x" * LONGEST_TEXT)
    Rule(field="client", pattern="*", platform="-")


def test_a_row_with_too_few_cells_is_said_to_miss_them() -> None:
    bare: Any = {"platform": "A", "kind": None, "received_on": None, "amount": None, "currency": None}
    with pytest.raises(Invalid) as caught:
        Payout(**bare)
    assert {p.code for p in caught.value.problems} == {"missing"}


@pytest.mark.parametrize("text", ["1e400", "$1e9", "nan", "inf", "", "USD", "5 CHF 20"])
def test_letters_inside_an_amount_are_never_left_out(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_money(text)
    assert caught.value.code == "bad_number"


def test_amounts_have_a_limit() -> None:
    from tracker.domain import Kind

    for read in (parse_money, lambda text: read_cell(Kind.MONEY, text)):
        assert read("100000000000") == LARGEST
        with pytest.raises(InputError, match="larger than can be meant"):
            read("100000000000.0001")


def test_a_raised_three_is_no_day() -> None:
    with pytest.raises(InputError, match="not a date"):
        parse_day("Mar ³, 2025")
