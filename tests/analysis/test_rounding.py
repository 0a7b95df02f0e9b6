"""Payouts are rounded to the currency's smallest coin, and what a clawback gives back of a fee."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle, span, sums, work
from tracker.analysis.earnings.report_builder import build_report
from tracker.domain import Earning, ExchangeRate, Payout, Platform, Record
from tracker.units import minor_unit


@pytest.mark.parametrize(
    ("currency", "units"), [("USD", 100), ("KWD", 10), ("BHD", 10), ("JPY", 10_000), ("KRW", 10_000), ("XYZ", 100)]
)
def test_the_smallest_coin(currency: str, units: int) -> None:
    assert minor_unit(currency) == units


@pytest.mark.parametrize(
    ("paid", "overdue", "fx"), [("215.41", 0, "-0.0067"), ("215.42", 0, "0.0033"), ("215.40", "0.0167", 0)]
)
def test_517_minutes_at_25(paid: str, overdue: str | int, fx: str | int) -> None:
    """215.4167 were earned: both ways of rounding pay it in full, a cent less does not."""
    got = sums(
        settle(
            ledger(work("2026-01-05", 517, rate=money(25), currency="USD"), payout("2026-01-10", paid)), "2026-05-10"
        ).parts
    )
    assert (got["overdue"], got["fx"], got["unmatched"]) == (money(overdue), money(fx), 0)
    assert got["accrued"] == money("215.4167")


@pytest.mark.parametrize("on", ["2026-02-05", "2026-03-20"])
@pytest.mark.parametrize("paid", ["215.41", "215.42"])
def test_517_minutes_paid_late_say_what_they_were_for(paid: str, on: str) -> None:
    """However late, money of one row, rounded as the platform likes, is known to be for that row."""
    out = settle(ledger(work("2026-01-05", 517, rate=money(25), currency="USD"), payout(on, paid)), "2026-05-10")
    assert {c.code for c in out.caveats} == {"pay_delay_assumed"}
    assert (sums(out.parts)["overdue"], sums(out.parts)["unmatched"]) == (0, 0)


def rounded(units: int, how: str) -> int:
    return {"down": units // 100, "up": -(-units // 100), "half": (units + 50) // 100}[how] * 100


@pytest.mark.parametrize("how", ["down", "up", "half"])
@pytest.mark.parametrize("each", ["row", "day", "week"])
def test_a_platform_may_round_each_row_day_or_week(how: str, each: str) -> None:
    """Twelve weeks of ten odd sessions at 25 an hour: nothing is owed and nothing is left over, whatever it rounds."""
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    random, rows, first = Random(1), [acme], dt.date(2026, 1, 5)
    for week in range(12):
        made: dict[tuple[int, ...], int] = {}
        for n in range(10):
            minutes, at = random.randrange(7, 200), random.randrange(7)
            rows.append(work(f"{first + dt.timedelta(7 * week + at)}", minutes, rate=money(25), currency="USD"))
            key = {"row": (n,), "day": (at,), "week": ()}[each]
            made[key] = made.get(key, 0) + round(minutes * money(25) / 60)
        amount = sum(rounded(units, how) for units in made.values())
        on = first + dt.timedelta(7 * week + 9)
        rows.append(Payout(platform="Acme", kind="payout", received_on=on, amount=amount, currency="USD"))
    out = settle(ledger(rows), "2026-07-10")
    got = sums(out.parts)
    assert (got["overdue"], got["unmatched"]) == (0, 0)
    assert abs(got["fx"]) <= 120 * 100
    assert out.caveats == ()


def test_a_session_over_midnight_may_be_rounded_on_each_of_its_days() -> None:
    """101 minutes at 25: 16.6667 before midnight and 25.4167 after it; 16.66 and 25.41 pay it in full."""
    night = span("2026-01-05T23:20", "2026-01-06T01:01", rate=money(25), currency="USD")
    for paid in ("42.07", "42.08", "42.09"):
        got = sums(settle(ledger(night, payout("2026-01-10", paid)), "2026-05-10").parts)
        assert (got["overdue"], got["unmatched"]) == (0, 0)


def test_what_is_more_than_rounding_is_owed() -> None:
    """Ten sessions of 12.505: 125.00 rounds each down, 124.99 does not."""
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    rows = [work("2026-01-05", 30, amount=money("12.505"), currency="USD") for _ in range(10)]
    for paid, owed in (("125.00", 0), ("124.99", "0.06")):
        got = sums(settle(ledger(acme, rows, payout("2026-01-14", paid)), "2026-05-10").parts)
        assert got["overdue"] == money(owed)


def test_whole_coins_are_never_rounded_down() -> None:
    """Ten sessions of 12.50, and 5 cents less arrives: they are owed."""
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    rows = [work("2026-01-05", 30, amount=money("12.50"), currency="USD") for _ in range(10)]
    got = sums(settle(ledger(acme, rows, payout("2026-01-14", "124.95")), "2026-05-10").parts)
    assert got["overdue"] == money("0.05")


def test_a_share_that_is_too_large_is_no_rounding() -> None:
    """A hundred tasks of 0.0125, each paid as 0.01: a fifth of the money is not rounded away, it is owed."""
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    rows = [work("2026-01-05", 1, amount=money("0.0125"), currency="USD") for _ in range(100)]
    got = sums(settle(ledger(acme, rows, payout("2026-01-14", "1.00")), "2026-05-10").parts)
    assert got["overdue"] == money("0.25")


def test_the_exact_amount_comes_before_one_that_rounding_explains() -> None:
    """Rows of 215.41 and 215.4167, both unpaid: 215.41 pays the first, 215.42 the second."""
    rows = [work("2026-01-06", 500, amount=money("215.41")), work("2026-01-05", 517, rate=money(25), currency="USD")]
    for paid, first in (("215.41", money("215.41")), ("215.42", 0)):
        parts = settle(ledger(rows, payout("2026-03-20", paid)), "2026-05-10").parts
        assert int(parts.loc[parts["row"] == 1, "settled"].sum()) == first


@pytest.mark.parametrize(
    ("currency", "owed", "paid", "left", "loose"),
    [
        ("KWD", "10.0004", "10.000", 0, 0),
        ("KWD", "10.0014", "10.000", "0.0014", 0),
        ("KWD", "10", "10.002", 0, "0.002"),
        ("JPY", "1000.6", "1000", 0, 0),
        ("JPY", "1001.6", "1000", "1.6", 0),
        ("JPY", "1000.4", "1001", 0, 0),
        ("USD", "10", "10.01", 0, 0),
        ("USD", "10", "10.02", 0, "0.02"),
    ],
)
def test_one_coin_of_the_currency_is_rounding(
    currency: str, owed: str, paid: str, left: str | int, loose: str | int
) -> None:
    frames = ledger(
        earned("2026-01-05", owed, currency=currency), payout("2026-01-10", paid, currency=currency), home=currency
    )
    got = sums(settle(frames, "2026-05-10").parts)
    assert (got["overdue"], got["unmatched"]) == (money(left), money(loose))


def test_the_larger_coin_of_two_currencies_counts() -> None:
    """Owed 1,000.30 yen, paid 10.00 dollars at 100 yen: 0.30 yen is less than a cent and than a yen."""
    frames = ledger(
        ExchangeRate(on=day("2026-01-01"), currency="USD", in_home_currency=Decimal(100)),
        earned("2026-01-05", "1000.3", currency="JPY"), payout("2026-01-10", 10), home="JPY",
    )  # fmt: skip
    got = sums(settle(frames, "2026-05-10").parts)
    assert (got["overdue"], got["settled"], got["fx"]) == (0, money("1000.3"), money("-0.3"))


def test_a_surplus_of_a_coin_for_each_item_is_no_work_that_was_not_logged() -> None:
    """Three sessions of 100.005, each paid as 100.01, in one payout: 0.015 more than they earned."""
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    rows = [work(f"2026-01-0{d}", 60, amount=money("100.005"), currency="USD") for d in (5, 6, 7)]
    out = settle(ledger(acme, rows, payout("2026-01-14", "300.03")), "2026-05-10")
    got = sums(out.parts)
    assert (got["unmatched"], got["overdue"], got["fx"]) == (0, 0, money("0.015"))
    assert "unmatched_income" not in {c.code for c in out.caveats}


def test_what_is_left_of_all_that_was_found_is_settled() -> None:
    """Two tasks of 5.00 and 0.008, and 5.00 arrive for the cycle: eight tenths of a cent is owed by nobody."""
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3)
    rows = [work("2026-01-05", 60, amount=money(5)), work("2026-01-06", 1, amount=money("0.008"))]
    got = sums(settle(ledger(acme, rows, payout("2026-01-14", 5)), "2026-05-10").parts)
    assert (got["overdue"], got["settled"], got["fx"]) == (0, money("5.008"), money("-0.008"))


def test_a_surplus_above_rounding_goes_on() -> None:
    rows = [earned("2026-01-05", 10, due_on=day("2026-01-12")), earned("2026-01-20", 1, due_on=day("2026-03-02"))]
    got = settle(ledger(rows, payout("2026-01-12", "10.05")), "2026-05-10").parts
    assert got["settled"].tolist() == [money(10), money("0.05")]


def test_a_clawback_takes_the_rounding_back_too() -> None:
    frames = ledger(
        work("2026-01-05", 517, rate=money(25), currency="USD"), payout("2026-01-10", "215.41"),
        payout("2026-01-12", "215.41", kind="clawback"),
    )  # fmt: skip
    got = sums(settle(frames, "2026-05-10").parts)
    assert (got["settled"], got["written_off"], got["fx"], got["unmatched"]) == (0, money("215.4167"), 0, 0)


# --- the fee of what is taken back ---

EARNED = earned("2026-01-05", 200)


@pytest.mark.parametrize(
    ("back", "fee", "kept"),
    [(50, "1.75", "144.75"), (200, None, -7), (200, 7, 0), (240, 6, -41), (50, None, 143), (100, "3.5", "96.5")],
)
@pytest.mark.parametrize("work_on_record", [True, False])
def test_the_fee_comes_back_as_far_as_the_clawback_says(
    back: int, fee: str | int | None, kept: str | int, work_on_record: bool
) -> None:
    """200 came, 7 of it kept as a fee."""
    rows: list[Record] = [EARNED] if work_on_record else []
    rows += [
        payout("2026-01-10", 200, fee=money(7)),
        payout("2026-01-20", back, kind="clawback", fee=None if fee is None else money(fee)),
    ]
    m = build_report(ledger(rows), day("2026-02-20"), day("2026-01-01")).money
    assert (m.kept, m.cash_received) == (money(kept), money(kept))


def test_a_fee_that_comes_back_is_shared_by_what_is_taken() -> None:
    """Two payouts of 100 with a fee of 4 each; 150 taken back with 3: 2 of it with the later, 1 with the earlier."""
    frames = ledger(
        earned("2026-01-05", 100), earned("2026-01-12", 100), payout("2026-01-10", 100, fee=money(4)),
        payout("2026-01-17", 100, fee=money(4)), payout("2026-01-20", 150, kind="clawback", fee=money(3)),
    )  # fmt: skip
    parts = settle(frames, "2026-02-20").parts
    assert parts["settled"].tolist() == [money(50), 0]
    assert parts["fees"].tolist() == [money(3), money(2)]


AMOUNT = st.integers(min_value=1, max_value=900_0000)
DAY = st.integers(min_value=0, max_value=90)


@given(
    st.lists(st.tuples(DAY, AMOUNT, st.sampled_from(["USD", "JPY", "KWD"])), min_size=1, max_size=8),
    st.lists(st.tuples(DAY, AMOUNT, st.sampled_from(["payout", "payout", "clawback"]), st.integers(0, 20)), max_size=8),
    st.lists(st.tuples(DAY, AMOUNT), max_size=3),
)
def test_kept_before_expenses_is_what_arrived_and_what_is_to_come(
    worked: list[tuple[int, int, str]], moved: list[tuple[int, int, str, int]], less: list[tuple[int, int]]
) -> None:
    """One currency of money, any of work: fees, clawbacks, deductions, rounding and unmatched income among it. The
    last payout brings all that is still owed, so that nothing is left to come."""
    base = dt.date(2026, 1, 1)

    def on(n: int) -> dt.date:
        return base + dt.timedelta(days=n)

    rows: list[Record] = [
        ExchangeRate(on=base, currency="JPY", in_home_currency=Decimal("0.01")),
        ExchangeRate(on=base, currency="KWD", in_home_currency=Decimal("3.25")),
    ]
    rows += [Earning(platform="Acme", kind="bonus", earned_from=on(d), amount=a, currency=c) for d, a, c in worked]
    rows += [
        Payout(platform="Acme", kind=k, received_on=on(d), amount=a, fee=a * f // 100, currency="USD")
        for d, a, k, f in moved
    ]
    rows += [Earning(platform="Acme", kind="adjustment", earned_from=on(d), amount=-a, currency="USD") for d, a in less]
    before = build_report(ledger(rows), on(400), base).money
    if before.overdue > 0:
        rows.append(
            Payout(platform="Acme", kind="payout", received_on=on(399), amount=before.overdue + 500, currency="USD")
        )
    m = build_report(ledger(rows), on(400), base).money
    assert m.overdue == 0
    assert abs(m.kept - m.cash_received) <= len(rows)
    assert m.accrued == m.settled + m.not_yet_due + m.overdue + m.written_off
