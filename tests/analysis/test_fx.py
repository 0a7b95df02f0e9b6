"""Which exchange rate holds on a day, and what a ledger with few rates still gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle, sums, work
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.fx import EPOCH, HomeRates
from tracker.domain import Availability, ExchangeRate, Platform, Transfer


class Table:
    """A reference table with a last day, as a bundled one has."""

    def __init__(self, rates: dict[str, float], last: str) -> None:
        self.rates, self.last = rates, day(last)

    def rate(self, currency: str, home: str, on: dt.date) -> tuple[float, dt.date] | None:
        found = self.rates.get(currency)
        return None if found is None else (found, min(on, self.last))


def number(text: str) -> int:
    return (day(text) - EPOCH).days


def conversion(on: str, out: str, into: str) -> Transfer:
    return Transfer(
        moved_on=day(on), from_account="a", to_account="b",
        amount_out=money(out), currency_out="EUR", amount_in=money(into), currency_in="USD",
    )  # fmt: skip


def typed(on: str, currency: str, value: str) -> ExchangeRate:
    return ExchangeRate(on=day(on), currency=currency, in_home_currency=Decimal(value))


def test_an_own_conversion_within_31_days_beats_a_typed_rate_which_beats_the_table() -> None:
    frames = ledger(conversion("2025-03-01", "100", "120"), typed("2025-01-01", "EUR", "1.1"))
    rates = HomeRates(frames, day("2025-12-31"), Table({"EUR": 1.0, "GBP": 1.3}, "2025-12-31"))
    assert rates.on("EUR", number("2025-04-01")) == 1.2
    assert rates.on("EUR", number("2025-04-02")) == 1.1
    assert rates.on("EUR", number("2025-03-01"), reference_only=True) == 1.1
    assert rates.on("GBP", number("2025-04-02")) == 1.3
    assert rates.on("USD", 0) == 1.0


def test_the_last_typed_rate_on_or_before_the_day_holds() -> None:
    frames = ledger(typed("2025-01-01", "EUR", "1.1"), typed("2025-01-05", "EUR", "1.3"))
    rates = HomeRates(frames, day("2025-12-31"), None)
    assert [rates.on("EUR", number(f"2025-01-{d:02d}")) for d in (4, 5, 6)] == [1.1, 1.3, 1.3]
    assert not rates.caveats()


def test_the_table_comes_before_a_typed_rate_of_a_later_day_unless_it_is_old() -> None:
    """Typed on 10 March; the table ends on 1 March, and a rate of up to 7 days is taken as it is."""
    frames = ledger(typed("2025-03-10", "EUR", "1.3"))
    rates = HomeRates(frames, day("2025-12-31"), Table({"EUR": 1.0}, "2025-03-01"))
    days = ("2025-02-01", "2025-03-08", "2025-03-09", "2025-03-10", "2025-04-01")
    assert [rates.on("EUR", number(d)) for d in days] == [1.0, 1.0, 1.3, 1.3, 1.3]
    assert [(c.code, c.n) for c in rates.caveats()] == [("rate_stale", 22)]
    far = HomeRates(frames, day("2025-12-31"), Table({"EUR": 1.0}, "2022-03-01"))
    assert far.on("EUR", number("2025-03-01")) == 1.3
    assert [(c.code, c.n) for c in far.caveats()] == [("rate_stale", 9)]


def test_an_old_rate_is_used_and_its_age_said() -> None:
    rates = HomeRates(ledger(typed("2025-01-01", "EUR", "1.1")), day("2025-12-31"), None)
    assert rates.on("EUR", number("2025-01-31")) == 1.1
    assert [(c.code, c.n) for c in rates.caveats()] == [("rate_stale", 30)]


def test_a_currency_without_any_rate_stays_out_and_is_named() -> None:
    out = settle(ledger(earned("2025-01-06", 30, currency="KES"), earned("2025-01-07", 5)), "2025-02-20")
    assert sums(out.parts)["accrued"] == money(5)
    assert [(c.code, "KES" in str(c.text)) for c in out.caveats if c.code == "no_rate"] == [("no_rate", True)]


def test_one_typed_rate_serves_days_before_and_after_it() -> None:
    frames = ledger(
        [work(f"2025-{m:02d}-15", 60, amount=money(10 * m), currency="USD") for m in range(1, 7)],
        payout("2025-06-20", 210),
        typed("2025-04-01", "USD", "129.5"),
        Availability(starts_on=day("2025-01-01"), kind="available", weekly_hours=Decimal(10)),
        home="KES",
    )
    report = build_report(frames, day("2025-06-30"))
    assert report.money.accrued == 21 * money("1295")
    assert all(r.rate is not None for r in report.hourly)
    assert report.annual.effective is not None
    assert report.annual.low is not None
    assert "rate_stale" in {c.code for c in report.caveats}
    assert "no_rate" not in {c.code for c in report.caveats}


def test_home_php_with_a_table_that_ends_three_weeks_before_as_of_has_no_null() -> None:
    frames = ledger(
        Platform(platform="Acme", pay_delay_days=7),
        [work(f"2025-{m:02d}-{d:02d}", 120, rate=money(20), currency="USD") for m in range(1, 7) for d in (5, 20)],
        [payout(f"2025-{m:02d}-14", 40) for m in range(1, 7)],
        Availability(starts_on=day("2025-01-01"), kind="available", weekly_hours=Decimal(10)),
        home="PHP", zone="Asia/Manila",
    )  # fmt: skip
    report = build_report(frames, day("2025-06-30"), reference=Table({"USD": 58.0}, "2025-06-09"))
    assert all(r.rate is not None for r in report.hourly)
    assert None not in (report.annual.effective, report.annual.low, report.road_start, report.arrived)
    assert [c.n for c in report.caveats if c.code == "rate_stale"] == [11]


def test_a_payouts_own_home_amount_is_its_rate_and_the_difference_is_fx() -> None:
    frames = ledger(
        earned("2025-01-06", 100, currency="EUR"),
        typed("2025-01-01", "EUR", "1.1"),
        payout("2025-01-10", 100, currency="EUR", fee=money(2), home_amount=money("117.60")),
    )
    got = sums(settle(frames, "2025-02-20").parts)
    assert got["settled"] == money(110)
    assert got["fees"] == money("2.4")
    assert got["fx"] == money(10)


def test_a_payout_in_another_currency_is_matched_at_the_days_cross_rate() -> None:
    frames = ledger(
        earned("2025-01-06", 100, currency="EUR"),
        typed("2025-01-01", "EUR", "1.1"),
        payout("2025-01-10", 110),
    )
    parts = settle(frames, "2025-02-20").parts
    assert parts["settled"].tolist() == [money(110)]
    assert parts["fx"].tolist() == [0]


def test_a_transfer_costs_its_fee_and_what_the_conversion_lost() -> None:
    frames = ledger(
        typed("2025-01-01", "EUR", "1.1"),
        Transfer(
            moved_on=day("2025-01-10"), from_account="a", to_account="b", amount_out=money(100),
            currency_out="EUR", amount_in=money(108), currency_in="USD", fee=money(1),
        ),
    )  # fmt: skip
    out = settle(frames, "2025-02-20")
    assert out.transfers["cost"].tolist() == [money("1.08") + money(2)]


def test_what_a_conversion_cost_is_not_measured_against_a_rate_of_another_year() -> None:
    """The table of the rouble ended in March 2022: its last rate would make a loss of a fifth out of nothing."""
    moved = replace(conversion("2026-05-06", "100", "8000"), currency_out="USD", currency_in="RUB")
    frames = ledger(payout("2026-05-04", 100), moved, home="RUB")
    table = Table({"USD": 100.0}, "2022-03-01")
    out = settle(frames, "2026-06-01", table)
    assert out.transfers["cost"].tolist() == [0]
    assert [c.n for c in out.caveats if c.code == "rate_stale"] == [(day("2026-05-06") - day("2022-03-01")).days]
    near = settle(frames, "2026-06-01", Table({"USD": 100.0}, "2026-05-01"))
    assert near.transfers["cost"].tolist() == [money(2000)]
