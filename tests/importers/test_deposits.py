"""Which payment a deposit is: laws of the assignment, and how well it does on invented ledgers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import matching
from tracker.importers.deposit_fit import Deposit, Expected
from tracker.importers.deposits import Match, match
from tracker.units import SCALE

MONDAY = dt.date(2026, 4, 13)


def day(n: int) -> dt.date:
    return MONDAY + dt.timedelta(days=n)


def came(
    key: str, n: int, money: float, payer: str = "MERCOR INC", currency: str = "USD", platform: str = ""
) -> Deposit:
    return Deposit(key, day(n), round(money * SCALE), currency, payer, platform)


def paid(key: str, n: int, money: float, platform: str = "Mercor", *, fee: float = 0, typed: bool = False) -> Expected:
    units = round(money * SCALE)
    return Expected(key, day(n), units, units - round(fee * SCALE), "USD", platform, typed)


def found(deposits: list[Deposit], payments: list[Expected]) -> list[tuple[str, str, bool]]:
    return [("+".join(m.deposits), "+".join(m.payments), m.clear) for m in match(deposits, payments, matching.rate)]


def test_days_on_which_banks_are_closed_are_no_days_on_the_way() -> None:
    """From Monday 23 November 2026 ten days of American banks end on 8 December: Thanksgiving is none of them."""
    sent = Expected("p", dt.date(2026, 11, 23), 400 * SCALE, 400 * SCALE, "USD", "Mercor")
    for last, fits in ((8, True), (9, False)):
        arrived = Deposit("d", dt.date(2026, 12, last), 400 * SCALE, "USD", "MERCOR INC")
        assert bool(match([arrived], [sent])) == fits
    euros = Expected("p", dt.date(2026, 11, 23), 400 * SCALE, 400 * SCALE, "EUR", "Mercor")
    assert not match([Deposit("d", dt.date(2026, 12, 8), 400 * SCALE, "EUR", "MERCOR INC")], [euros])


# --- single ones --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deposit", "payment", "clear"),
    [
        (came("d", 2, 400), paid("p", 0, 400), True),
        (came("d", 2, 393), paid("p", 0, 400, fee=7), True),
        (came("d", 2, 400), paid("p", 0, 400, fee=7), True),
        (came("d", 2, 397), paid("p", 0, 400), True),
        (came("d", 2, 370), paid("p", 0, 400), None),
        (came("d", 2, 401), paid("p", 0, 400), None),
        (came("d", -2, 400), paid("p", 0, 400), None),
        (came("d", -2, 400), paid("p", 0, 400, typed=True), True),
        (came("d", 9, 400), paid("p", 0, 400), False),
        (came("d", 16, 400), paid("p", 0, 400), None),
        (came("d", 2, 412.37, "ACH CREDIT 99"), paid("p", 0, 412.37), True),
        (came("d", 2, 400, "ACH CREDIT 99"), paid("p", 0, 400), False),
        (came("d", 2, 397, "ACH CREDIT 99"), paid("p", 0, 400), None),
        (came("d", 2, 400, "ANN", platform="Mercor"), paid("p", 0, 400), True),
        (came("d", 2, 400, platform="Outlier"), paid("p", 0, 400), None),
        (came("d", 2, 367, currency="EUR"), paid("p", 0, 400), True),
        (came("d", 2, 320, currency="EUR"), paid("p", 0, 400), None),
        (came("d", 2, 400, currency="KES"), paid("p", 0, 400), None),
    ],
)
def test_one_deposit_and_one_payment(deposit: Deposit, payment: Expected, clear: bool | None) -> None:
    assert found([deposit], [payment]) == ([] if clear is None else [("d", "p", clear)])


def test_a_payer_that_is_another_platform_is_no_match() -> None:
    there = [paid("p", 0, 400), paid("q", 0, 90, "Outlier")]
    assert found([came("d", 1, 400, "OUTLIER 12")], there) == []


def test_an_equal_other_candidate_makes_it_unclear() -> None:
    both = [paid("p", 0, 400), paid("q", 0, 400)]
    assert [clear for *_, clear in found([came("d", 2, 400)], both)] == [False]
    assert [clear for *_, clear in found([came("d", 2, 400), came("e", 2, 400)], both)] == [False, False]


def test_equal_payments_of_different_weeks_are_told_apart() -> None:
    weeks = [paid(f"p{n}", 7 * n, 400) for n in range(4)]
    deposits = [came(f"d{n}", 7 * n + 2, 400) for n in range(4)]
    assert found(deposits, weeks) == [(f"d{n}", f"p{n}", True) for n in range(4)]


def test_what_a_payer_charges_and_whose_it_is_are_learnt() -> None:
    sums = [311.2, 402.55, 287.9, 350.15]
    payments = [paid(f"p{n}", 14 * n, money) for n, money in enumerate(sums)]
    deposits = [came(f"d{n}", 14 * n + 1, money * 0.93, "HYPERWALLET 77") for n, money in enumerate(sums)]
    assert found(deposits, payments) == []
    deposits = [came(f"d{n}", 14 * n + 1, money - 3, f"HYPERWALLET {n}") for n, money in enumerate(sums)]
    assert found(deposits, payments) == [(f"d{n}", f"p{n}", True) for n in range(4)]
    strange = [*deposits, came("x", 15, 402.55 - 1, "ANN LEE")]
    assert len(found(strange, payments)) == 4


# --- several ------------------------------------------------------------------------------------------


def test_several_payments_in_one_deposit() -> None:
    payments = [paid("p", 0, 200.5), paid("q", 3, 310.25)]
    assert found([came("d", 4, 510.75)], payments) == [("d", "p+q", True)]
    assert found([came("d", 4, 507.75)], payments) == [("d", "p+q", False)]
    assert found([came("d", 4, 510.75)], [*payments, paid("r", 0, 200.5)]) == [("d", "p+q", False)]


def test_platforms_come_together_only_by_a_service() -> None:
    payments = [paid("p", 0, 200.5), paid("q", 1, 310.25, "Outlier")]
    assert found([came("d", 2, 510.75, "PAYPAL TRANSFER")], payments) == [("d", "p+q", False)]
    assert found([came("d", 2, 510.75, "MERCOR")], payments) == []


def test_one_payment_in_several_deposits() -> None:
    payments = [paid("p", 0, 510.75)]
    assert found([came("d", 1, 200.5), came("e", 2, 310.25)], payments) == [("d+e", "p", True)]
    assert found([came("d", 1, 200.5), came("e", 2, 310.25, "ANN LEE")], payments) == []


# --- laws ---------------------------------------------------------------------------------------------

MONEY = st.sampled_from([100, 100.5, 200, 250.25, 300, 300.5, 350.75, 400])
PAYERS = st.sampled_from(["MERCOR INC 1", "OUTLIER", "PAYPAL 7", "ANN LEE"])
DEPOSITS = st.lists(st.tuples(st.integers(0, 25), MONEY, PAYERS, st.sampled_from([0, 3])), max_size=9)
PAYMENTS = st.lists(st.tuples(st.integers(0, 25), MONEY, st.sampled_from(["Mercor", "Outlier"])), max_size=9)


def made(
    ds: list[tuple[int, float, str, int]], ps: list[tuple[int, float, str]]
) -> tuple[list[Deposit], list[Expected]]:
    return (
        [came(f"d{n}", at, money - less, payer) for n, (at, money, payer, less) in enumerate(ds)],
        [paid(f"p{n}", at, money, name) for n, (at, money, name) in enumerate(ps)],
    )


def sums(of: list[Match], deposits: list[Deposit], payments: list[Expected]) -> list[tuple[int, int]]:
    into, out = {d.key: d.amount for d in deposits}, {p.key: p.net for p in payments}
    return [(sum(into[k] for k in m.deposits), sum(out[k] for k in m.payments)) for m in of]


@settings(deadline=None)
@given(DEPOSITS, PAYMENTS)
def test_nothing_is_used_twice_and_no_more_comes_than_was_paid(ds: list, ps: list) -> None:
    deposits, payments = made(ds, ps)
    of = match(deposits, payments)
    for keys in ([k for m in of for k in m.deposits], [k for m in of for k in m.payments]):
        assert len(keys) == len(set(keys))
    assert all(min(len(m.deposits), len(m.payments)) == 1 for m in of)
    for into, out in sums(of, deposits, payments):
        assert 0 <= out - into <= max(5 * SCALE * 3, 0.05 * out)


@settings(deadline=None)
@given(DEPOSITS, PAYMENTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(ds: list, ps: list, random: object) -> None:
    deposits, payments = made(ds, ps)
    of = match(deposits, payments)
    random.shuffle(deposits)  # type: ignore[attr-defined]
    random.shuffle(payments)  # type: ignore[attr-defined]
    assert match(deposits, payments) == of


@settings(deadline=None)
@given(DEPOSITS, PAYMENTS, st.integers(0, 8))
def test_a_double_of_a_payment_makes_its_match_unclear(ds: list, ps: list, at: int) -> None:
    deposits, payments = made(ds, ps)
    of = [m for m in match(deposits, payments) if m.clear and len(m.payments) == len(m.deposits) == 1]
    if not of:
        return
    taken = of[at % len(of)]
    twin = next(p for p in payments if p.key == taken.payments[0])
    again = match(deposits, [*payments, Expected("twin", twin.day, twin.amount, twin.net, "USD", twin.platform)])
    assert not any(m.clear for m in again if m.deposits == taken.deposits)


# --- invented ledgers ---------------------------------------------------------------------------------


def test_invented_ledgers_are_matched() -> None:
    made = matching.score(range(40))
    assert made.came > 1_000
    assert made.precision >= 0.995
    assert made.recall >= 0.94
