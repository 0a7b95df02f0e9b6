"""What a record may hold: limits that keep sums in 64 bits, days in 24 hours, and the archive readable."""

from __future__ import annotations

import datetime as dt
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
    problems,
)
from tracker.errors import InputError
from tracker.units import LARGEST
from tracker.words import parse_day, parse_money, read_cell

DAY = dt.date(2026, 5, 1)


def work(**given: Any) -> WorkSession:
    return WorkSession(**{"platform": "A", "worked_on": DAY, "minutes": 3600, **given})


BAD: dict[str, tuple[Record, str]] = {
    "200 hours in a day": (work(minutes=200 * 3600), "more_than_span"),
    "more hours than a stretch has": (work(minutes=49 * 3600, worked_until=DAY + dt.timedelta(1)), "more_than_span"),
    "an amount that sums beyond 64 bits": (work(amount=LARGEST + 1, currency="USD"), "too_large"),
    "tasks beyond meaning": (work(tasks=10**10), "too_large"),
    "a text without end": (work(note="x" * (LONGEST_TEXT + 1)), "too_long"),
    "half a sign": (work(note="caf\udcff"), "bad_text"),
    "a zero byte": (work(note="a\x00b"), "bad_text"),
    "the platform that means not work": (work(platform="-"), "bad_name"),
    "a week of no hours": (
        Settings(home_currency="USD", time_zone="UTC", standard_week_hours=Decimal(-4)), "out_of_range",
    ),
    "a tax of 500 %": (
        Settings(home_currency="USD", time_zone="UTC", tax_rate_percent=Decimal(500)), "out_of_range",
    ),
    "a delay past all dates": (Platform(platform="A", pay_delay_days=999_999_999), "out_of_range"),
    "a cycle of the year 1": (Platform(platform="A", pay_cycle="biweekly", pay_cycle_ends="0001-01-01"), "bad_cycle"),
    "200 hours a week": (
        Project(platform="A", project="P", promised_weekly_hours=Decimal(200)), "out_of_range",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_meant(name: str) -> None:
    record, code = BAD[name]
    assert code in [p.code for p in problems(record)]


def test_what_lies_on_the_edge_is_fine() -> None:
    stretch = work(minutes=48 * 3600, worked_until=DAY + dt.timedelta(1))
    rule = Rule(field="client", pattern="*", platform="-")
    for record in (work(minutes=86_400), stretch, work(amount=LARGEST, currency="USD"), rule):
        assert problems(record) == []


def test_a_row_with_too_few_cells_is_said_to_miss_them() -> None:
    bare: Any = {"platform": "A", "kind": None, "received_on": None, "amount": None, "currency": None}
    assert {p.code for p in problems(Payout(**bare))} == {"missing"}


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
    with pytest.raises(InputError, match="no date"):
        parse_day("Mar ³, 2025")
