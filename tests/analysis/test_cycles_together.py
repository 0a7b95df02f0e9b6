"""One payout for several pay cycles: held back for a threshold, or drawn at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle
from tracker.domain import Record

DUE = ("2026-01-15", "2026-01-22", "2026-01-29", "2026-02-05")


def owed(*amounts: int) -> list[Record]:
    """What became due on four Thursdays in a row, each earned ten days before."""
    earned_on = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
    rows = zip(earned_on, amounts, DUE, strict=False)
    return [earned(on, amount, due_on=day(due)) for on, amount, due in rows]


def paid(records: list[Record], *payouts: Record) -> list[tuple[int, str]]:
    """Of each thing owed what was settled, and the rule that found it."""
    out = settle(ledger(records, list(payouts)), "2026-03-10")
    rules = out.settlements.groupby("row")["rule"].first().to_dict()
    parts = out.parts[out.parts["ref"] == "earning"]
    return [(int(s) // 10_000, rules.get(row, "")) for row, s in zip(parts["row"], parts["settled"], strict=True)]


def test_a_single_cycle_comes_before_any_run() -> None:
    """400 on the 22nd is the third alone, though it is also the first two together."""
    assert paid(owed(100, 300, 400), payout("2026-01-22", 400)) == [(0, ""), (0, ""), (400, "cycle")]


def test_the_shortest_run_that_fits() -> None:
    """310 on 29 January: 100 + 210 of two cycles, not 100 + 100 + 110 of three."""
    got = paid(owed(100, 100, 110, 200), payout("2026-02-05", 310))
    assert got == [(0, ""), (0, ""), (110, "cycles"), (200, "cycles")]


def test_of_runs_as_short_the_one_that_ends_latest() -> None:
    got = paid(owed(150, 150, 150, 150), payout("2026-01-29", 300))
    assert got == [(0, ""), (0, ""), (150, "cycles"), (150, "cycles")]


def test_money_that_is_eleven_days_late_is_not_the_next_pay_days() -> None:
    """300 on the 26th is the week due on the 15th, though it is 97 % of the next one, and 310 a week later likewise."""
    got = paid(owed(300, 310, 280), payout("2026-01-26", 300), payout("2026-02-02", 310))
    assert got == [(300, "cycle"), (310, "cycle"), (0, "")]


def test_of_two_long_due_of_one_amount_neither_is_chosen() -> None:
    got = paid(owed(300, 300, 310), payout("2026-02-06", 300))
    assert got == [(0, ""), (0, ""), (300, "cycle")]


def test_a_day_late_and_in_time_are_as_near() -> None:
    """200 a day, paid the day after: the first of two, and then the second."""
    days = [earned("2026-01-05", 200, due_on=day("2026-01-15")), earned("2026-01-06", 200, due_on=day("2026-01-16"))]
    got = settle(ledger(days, payout("2026-01-16", 200)), "2026-03-10").settlements
    assert got["row"].tolist() == [1]


def test_three_cycles_at_once() -> None:
    got = paid(owed(40, 70, 90), payout("2026-01-30", 200))
    assert got == [(40, "cycles"), (70, "cycles"), (90, "cycles")]


def test_a_short_run_is_paid_oldest_first_and_stays_short() -> None:
    got = paid(owed(40, 70, 90), payout("2026-01-30", 190))
    assert got == [(40, "cycles"), (70, "cycles"), (80, "cycles")]


@pytest.mark.parametrize(("on", "rule"), [("2026-02-08", "cycles"), ("2026-02-09", "age")])
def test_the_last_of_the_run_is_due_within_ten_days(on: str, rule: str) -> None:
    got = paid(owed(40, 70, 90), payout(on, 200))
    assert [r for _, r in got] == [rule] * 3


def test_a_cycle_that_is_paid_already_stands_between_no_more() -> None:
    """The second of three is paid on its day; the other two are neighbours then."""
    got = paid(owed(100, 90, 120), payout("2026-01-22", 90), payout("2026-01-29", 220))
    assert got == [(100, "cycles"), (90, "cycle"), (120, "cycles")]


def test_an_open_cycle_between_breaks_a_run() -> None:
    """130 is the first and the third together, but the second is open between them: it goes by age."""
    got = paid(owed(60, 500, 70), payout("2026-01-29", 130))
    assert [r for _, r in got] == ["age", "age", ""]


def test_a_pay_day_of_exactly_that_amount_comes_before_a_nearer_one() -> None:
    """312 and 319 due one day after the other, each paid a day after it was due."""
    work = [earned("2026-03-01", 312, due_on=day("2026-03-12")), earned("2026-03-02", 319, due_on=day("2026-03-13"))]
    got = settle(ledger(work, payout("2026-03-13", 312), payout("2026-03-14", 319)), "2026-03-31")
    found = got.settlements
    assert found["due_on"].dt.day.tolist() == [12, 13]
    assert found["paid_on"].dt.day.tolist() == [13, 14]
    assert set(found["rule"]) == {"cycle"}


@given(st.lists(st.integers(min_value=50, max_value=900), min_size=2, max_size=4), st.integers(0, 15))
def test_what_is_found_is_the_shortest_run_of_all(amounts: list[int], percent: int) -> None:
    """Against all runs tried one by one."""
    amount = sum(amounts) * (100 - percent) // 100
    on = day("2026-01-29")
    got = paid(owed(*amounts), payout(str(on), amount))

    def fits(k: int, n: int) -> bool:
        whole = sum(amounts[k : k + n])
        return 85 * whole <= 100 * amount <= 101 * whole and abs((day(DUE[k + n - 1]) - on).days) <= 10

    starts = {n: [k for k in range(len(amounts) - n + 1) if fits(k, n)] for n in range(1, len(amounts) + 1)}
    if starts[1]:
        assert any(rule == "cycle" for _, rule in got)
        return
    n = next((n for n in sorted(starts) if starts[n]), None)
    if n is not None:
        first = max(starts[n])
        # it pays the oldest first: what comes after the money has gone is found and gets nothing
        reached = [i for i in range(first, first + n) if sum(amounts[first:i]) < amount]
        assert [i for i, (_, rule) in enumerate(got) if rule == "cycles"] == reached
    assert sum(money(x) for x, _ in got) <= money(amount)
