"""Better terms of pay from what came: by hand to the day, and laws."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, ledger, money, payout, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.platforms.learnt import all_learnt, learnt
from tracker.analysis.platforms.reliability import Unit
from tracker.analysis.results.terms import Learnt
from tracker.analysis.terms_of_pay.terms import Terms, in_force, paid_after, terms_of
from tracker.domain import Platform, Project, Record
from tracker.errors import LedgerError
from tracker.kinds import Hand
from tracker.records import PayTerms

ONE = dt.timedelta(days=1)
AS_OF = day("2026-05-31")
FIRST = day("2026-01-02")  # a Friday
RIDGE = Project(platform="Acme", project="Ridge", agreed_rate=money(25), currency="USD")
WEEKLY = PayTerms(platform="Acme", pay_cycle="weekly", pay_cycle_ends="fri")


def of(terms: PayTerms, lags: list[int]) -> Learnt | None:
    """What is learnt where the week of Friday 2 January and each after it was paid so many days after its Friday."""
    (now,) = in_force(terms_of(ledger(Platform(platform="Acme"), terms)), "Acme", None, AS_OF)
    return learnt(terms, now, [unit(now, n, lag) for n, lag in enumerate(lags)])


def unit(terms: Terms, n: int, lag: int) -> Unit:
    end = FIRST + 7 * n * ONE
    return Unit(paid_after(terms, end) if terms.known else end, end - ONE, end + lag * ONE, False, judged=terms.known)


def test_thursdays_two_days_after_the_day_that_was_entered() -> None:
    """Entered: Tuesday, four days after the Friday; five of six came on the Thursday, one on the Saturday."""
    found = of(replace(WEEKLY, pay_delay_days=4), [6, 6, 8, 6, 6, 6])
    better = replace(WEEKLY, pay_delay_days=6)
    assert found == Learnt("Acme", 6, 3, 2, better, sourced=False)


def test_a_delay_that_nobody_knows_is_learnt_from_the_end_of_the_cycle() -> None:
    found = of(WEEKLY, [5, 5, 6, 5, 5])
    assert found == Learnt("Acme", 5, 2, None, replace(WEEKLY, pay_delay_days=5), sourced=False)


def test_too_little_or_too_mixed_teaches_nothing() -> None:
    assert of(WEEKLY, [5, 5, 5, 5]) is None
    assert of(WEEKLY, [3, 9, 4, 13, 20, 6]) is None
    assert of(WEEKLY, [5, 5, 5, 11, 12]) is None  # three of five


def test_only_what_came_last_counts() -> None:
    assert of(replace(WEEKLY, pay_delay_days=4), [20] * 8 + [4] * 12) is None


def test_sooner_than_somebody_promised_is_no_other_promise() -> None:
    entered = replace(WEEKLY, pay_delay_days=14)
    found = of(entered, [5] * 6)
    assert found is not None
    assert (found.offset_days, found.proposed.pay_delay_days) == (-9, 5)
    assert of(replace(entered, hand=Hand.FIRST), [5] * 6) is None
    late = of(replace(entered, hand=Hand.FIRST, source_url="https://acme.test"), [20] * 6)
    assert late is not None
    assert (late.sourced, late.proposed.source_url, late.proposed.pay_delay_days) == (True, None, 20)


def test_within_the_window_is_what_the_terms_say() -> None:
    windowed = replace(WEEKLY, pay_delay_days=4, window_days=3)
    assert of(windowed, [7] * 6) is None
    assert of(windowed, [8] * 6) is not None


def test_the_next_friday_after_months_that_end_on_any_day() -> None:
    """Months of 2026 to May end on Saturday, Saturday, Tuesday, Thursday and Sunday: each is paid on the Friday after
    the next three days, which is 6, 6, 3, 8 and 5 days later."""
    monthly = PayTerms(platform="Acme", pay_cycle="monthly")
    (now,) = in_force(terms_of(ledger(Platform(platform="Acme"), monthly)), "Acme", None, AS_OF)
    ends = [day(f"2026-{text}") for text in ("01-31", "02-28", "03-31", "04-30", "05-31")]
    came = [day(f"2026-{text}") for text in ("02-06", "03-06", "04-03", "05-08", "06-05")]
    found = learnt(monthly, now, [Unit(e, e, c, False, judged=False) for e, c in zip(ends, came, strict=True)])
    better = replace(monthly, pay_delay_days=3, pay_day="fri")
    assert found == Learnt("Acme", 5, 4, None, better, sourced=False)


def test_what_waits_for_others_or_for_approval_is_not_learnt() -> None:
    for more in ({"payout_threshold": money(50)}, {"on_request": True}, {"counts_from": "approved"}):
        assert of(replace(WEEKLY, pay_delay_days=4, **more), [9] * 6) is None


# --- laws -----------------------------------------------------------------------------------------------


@given(st.integers(0, 60), st.integers(5, 20))
def test_a_platform_that_always_pays_so_many_days_after_the_cycle_is_learnt_so(lag: int, n: int) -> None:
    """A Saturday is a pay day only if the terms say that weekends are; a Sunday is a day before the Monday."""
    found = of(WEEKLY, [lag] * n)
    assert found is not None
    moves = "stays" if lag % 7 == 1 else None
    assert found.proposed == replace(WEEKLY, pay_delay_days=lag, moves=moves)
    assert of(found.proposed, [lag] * n) is None


@given(st.integers(0, 30), st.lists(st.integers(0, 40), min_size=5, max_size=14))
def test_nothing_more_is_offered_once_an_offer_is_taken(entered: int, lags: list[int]) -> None:
    found = of(replace(WEEKLY, pay_delay_days=entered), lags)
    if found is not None:
        assert of(found.proposed, lags) is None


# --- from a ledger --------------------------------------------------------------------------------------


def paid_weeks(terms: list[Record], lag: int) -> tuple[Learnt, ...]:
    """Ten weeks of two hours on the Wednesday, each paid with its period so many days after the Friday."""
    ends = [FIRST + 7 * n * ONE for n in range(10)]
    rows: list[Record] = [work(str(e - 2 * ONE), 120, project="Ridge") for e in ends]
    rows += [payout(str(e + lag * ONE), 50, covers_from=e - 6 * ONE, covers_to=e) for e in ends]
    return all_learnt(make_basis(ledger(RIDGE, *terms, rows), AS_OF, None))


def test_a_ledger_whose_money_comes_later_than_entered() -> None:
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=4)
    (found,) = paid_weeks([acme], 6)
    better = replace(WEEKLY, pay_delay_days=6)
    assert found == Learnt("Acme", 10, 3, 2, better, sourced=False)
    assert paid_weeks([acme, better], 6) == ()


def test_a_ledger_without_terms_learns_from_the_days_earned() -> None:
    """Earned on the Wednesday, paid the Thursday of the week after: eight days, not the thirty that are assumed."""
    (found,) = paid_weeks([Platform(platform="Acme", currency="USD")], 6)
    better = PayTerms(platform="Acme", pay_delay_days=8)
    assert found == Learnt("Acme", 10, 3, None, better, sourced=False)
    assert paid_weeks([Platform(platform="Acme", currency="USD"), better], 6) == ()


def test_terms_of_one_kind_of_pay_are_not_judged_by_what_came_for_all() -> None:
    assert (
        paid_weeks([Platform(platform="Acme", currency="USD"), replace(WEEKLY, kind="hourly", pay_delay_days=2)], 6)
        == ()
    )


def test_a_rule_that_an_older_version_took_for_a_weekday_is_named_and_not_guessed() -> None:
    frames = ledger(Platform(platform="Acme"), PayTerms(platform="Acme", pay_day="fri"))
    frames = replace(frames, pay_terms=frames.pay_terms.assign(pay_day="monthly"))
    with pytest.raises(LedgerError, match="pay days that cannot be read: “monthly”") as error:
        terms_of(frames)
    assert error.value.code == "bad_pay_day"
