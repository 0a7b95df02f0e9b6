"""Terms of pay as contracts state them, and the due dates that a calendar on the wall gives."""

# ruff: noqa: E501 (a contract is one line)

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.analysis.ledgers import ledger
from tracker.analysis.terms_of_pay.paid import latest_terms
from tracker.analysis.terms_of_pay.terms import Terms, arrival, pay_day, terms_of
from tracker.domain import PayTerms, Platform
from tracker.units import to_units


def stated(**row: Any) -> Terms:
    frames = ledger(Platform(platform="Acme", currency="USD"), PayTerms(platform="Acme", **row))
    return terms_of(frames)["Acme"][1]


WEEKLY: dict[str, Any] = {"pay_cycle": "weekly"}
TWICE: dict[str, Any] = {"pay_cycle": "semimonthly", "pay_delay_days": 5, "holidays": "fed"}
MONTHLY: dict[str, Any] = {"pay_cycle": "monthly"}
OTHER: dict[str, Any] = {
    "pay_cycle": "biweekly", "pay_cycle_ends": "2026-01-09", "pay_delay_days": 7, "holidays": "fed",
}  # fmt: skip
ANCHORED: dict[str, Any] = {
    "pay_cycle": "biweekly", "pay_cycle_ends": "2026-06-12", "pay_delay_days": 3, "moves": "stays",
}  # fmt: skip
CASES = (
    ("week to Sunday, ten days", {**WEEKLY, "pay_cycle_ends": "sun", "pay_delay_days": 10}, "2026-06-01", "2026-06-17"),
    ("on the day itself", {**WEEKLY, "pay_cycle_ends": "tue", "pay_day": "tue"}, "2026-06-02", "2026-06-02"),
    ("the Tuesday after", {**WEEKLY, "pay_cycle_ends": "tue", "pay_day": "tue", "pay_delay_days": 1}, "2026-06-02", "2026-06-09"),
    ("the Friday after the week", {**WEEKLY, "pay_cycle_ends": "sun", "pay_day": "fri"}, "2026-06-01", "2026-06-12"),
    ("first half, a Saturday", TWICE, "2026-06-15", "2026-06-22"),
    ("second half, a Sunday", TWICE, "2026-06-16", "2026-07-06"),
    ("the 14th, a Sunday", {**MONTHLY, "pay_delay_days": 14}, "2026-05-10", "2026-06-15"),
    ("16th to 15th", {**MONTHLY, "pay_cycle_month_day": 15, "pay_delay_days": 30}, "2026-05-16", "2026-07-15"),
    ("to the 31st in February", {**MONTHLY, "pay_cycle_month_day": 31, "pay_delay_days": 5}, "2026-02-10", "2026-03-05"),
    ("to the 30th, on the 31st", {**MONTHLY, "pay_cycle_month_day": 30, "pay_delay_days": 1, "holidays": "fed"}, "2026-03-31", "2026-05-01"),
    ("the same where 1 May is a holiday", {**MONTHLY, "pay_cycle_month_day": 30, "pay_delay_days": 1, "holidays": "ecb"}, "2026-03-31", "2026-05-04"),
    ("19 June is a holiday: after it", OTHER, "2026-06-01", "2026-06-22"),
    ("before it", {**OTHER, "moves": "before"}, "2026-06-01", "2026-06-18"),
    ("on it", {**OTHER, "moves": "stays"}, "2026-06-01", "2026-06-19"),
    ("two weeks before the anchor", ANCHORED, "2026-05-10", "2026-05-18"),
    ("the last day of two weeks", ANCHORED, "2026-06-12", "2026-06-15"),
    ("the first day of the next two", ANCHORED, "2026-06-13", "2026-06-29"),
    ("first and third Wednesday", {"pay_day": "first and third Wednesday of the month", "pay_delay_days": 1}, "2026-06-03", "2026-06-17"),
    ("last Wednesday, which is over", {"pay_day": "last wed"}, "2026-06-25", "2026-07-29"),
    ("last Monday of the quarter", {"pay_day": "last Monday of the quarter"}, "2026-04-10", "2026-06-29"),
    ("end of month, a Sunday", {"pay_day": "end of month"}, "2026-05-10", "2026-06-01"),
    ("the Friday before that", {"pay_day": "eom", "moves": "before"}, "2026-05-10", "2026-05-29"),
    ("the 5th and the 20th", {"pay_day": "the 5th and the 20th"}, "2026-06-06", "2026-06-22"),
    ("the 29th in February, a Saturday", {"pay_day": "29th"}, "2026-02-10", "2026-03-02"),
    ("Tuesdays and Thursdays", {"pay_day": "tue/thu", "pay_delay_days": 2}, "2026-06-01", "2026-06-04"),
    ("working days", {"pay_day": "weekdays", "pay_delay_days": 3}, "2026-06-03", "2026-06-08"),
    ("five business days over a holiday", {"pay_delay_days": 5, "delay_in": "business_days", "holidays": "fed"}, "2026-06-12", "2026-06-22"),
    ("ten business days from a Saturday", {"pay_delay_days": 10, "delay_in": "business_days"}, "2026-06-13", "2026-06-26"),
    ("Easter", {"pay_delay_days": 1, "holidays": "ecb"}, "2026-04-02", "2026-04-07"),
    ("a bank holiday in May", {"pay_delay_days": 1, "holidays": "gb"}, "2026-05-24", "2026-05-26"),
    ("Republic Day", {"pay_delay_days": 1, "holidays": "in"}, "2026-01-25", "2026-01-27"),
    ("23 April", {"pay_delay_days": 1, "holidays": "tr"}, "2026-04-22", "2026-04-24"),
    ("three business days on the way", {"pay_delay_days": 7, "moves": "stays", "arrives_after": 3}, "2026-06-01", "2026-06-11"),
)  # fmt: skip


@pytest.mark.parametrize(("what", "row", "worked", "due"), CASES, ids=[c[0] for c in CASES])
def test_due_dates_of_contracts(what: str, row: dict[str, Any], worked: str, due: str) -> None:
    terms = stated(**row)
    paid = pay_day(terms, dt.date.fromisoformat(worked))
    assert paid is not None
    assert arrival(terms, paid) == dt.date.fromisoformat(due)


def test_a_platforms_own_smallest_payout_and_fee_are_its_terms() -> None:
    frames = ledger(
        Platform(platform="Acme", currency="USD", payout_threshold=to_units(50)),
        Platform(platform="Beta", currency="USD", fee_percent=Decimal(20)),
        Platform(platform="Gamma", currency="USD"),
    )
    found = latest_terms(frames)
    assert found["Acme"].threshold == to_units(50)
    assert found["Beta"].fee_percent == 20
    assert "Gamma" not in found
