"""What terms of pay can never do, on ledgers and days by chance."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.analysis.ledgers import earned, ledger, payout, settle
from tests.analysis.test_pay_oracles import verdict
from tracker.analysis.terms_of_pay.terms import Terms, arrival, gross, pay_day
from tracker.domain import PayTerms
from tracker.frames import LedgerFrames
from tracker.pay_days import read

AS_OF = "2026-12-31"
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 11, 30))
TERMS = st.builds(
    Terms,
    cycle=st.sampled_from([None, "weekly", "semimonthly", "monthly"]),
    ends=st.just("fri"),
    month_day=st.integers(1, 31),
    delay=st.integers(0, 30),
    delay_in=st.sampled_from(["days", "business_days"]),
    pay_day=st.sampled_from([None, "wed", "1st+3rd wed", "last wed", "15", "5+20"]).map(lambda t: t and read(t)),
    moves=st.sampled_from([None, "next", "before", "stays"]),
    holidays=st.sampled_from([None, "fed", "ecb"]),
    arrives=st.integers(0, 7),
)


def paid_by(terms: Terms, day: dt.date) -> dt.date:
    due = pay_day(terms, day)
    assert due is not None
    return arrival(terms, due)


@given(TERMS, DAYS, st.integers(0, 20))
def test_work_of_a_later_day_is_never_due_sooner(terms: Terms, day: dt.date, more: int) -> None:
    assert paid_by(terms, day) <= paid_by(terms, day + dt.timedelta(days=more))


@given(TERMS, DAYS, st.sampled_from(["delay", "arrives"]), st.integers(0, 20))
def test_more_time_never_makes_money_due_sooner(terms: Terms, day: dt.date, what: str, more: int) -> None:
    generous = replace(terms, **{what: getattr(terms, what) + more})
    assert paid_by(terms, day) <= paid_by(generous, day)


@given(st.floats(0, 60), st.integers(0, 50_000), st.integers(0, 50_000), st.integers(1, 10**9))
def test_the_gross_amount_less_its_fee_is_what_came(percent: float, least: int, fixed: int, net: int) -> None:
    terms = Terms(fee_percent=percent, fee_min=least, fee_fixed=fixed)
    whole = gross(terms, net)
    assert abs(whole - max(round(whole * percent / 100), least) - fixed - net) <= 1


# --- ledgers --------------------------------------------------------------------------------------------

FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
"""Each costs a report or two."""
AMOUNTS = st.lists(st.sampled_from([40, 55, 70, 90, 120]), min_size=2, max_size=6)
LATE = st.lists(st.integers(-1, 12), min_size=6, max_size=6)
MORE: dict[str, Any] = {
    "payout_threshold": st.sampled_from([None, 1_000_000]),
    "first_hold_days": st.sampled_from([None, 7]),
    "arrives_after": st.sampled_from([None, 3]),
    "counts_from": st.sampled_from([None, "approved", "submitted"]),
    "auto_after_days": st.sampled_from([None, 10]),
    "on_request": st.sampled_from([None, True]),
    "pay_delay_days": st.sampled_from([None, 5]),
}


def weeks(amounts: list[int]) -> list[Any]:
    """Something earned each Wednesday from 3 June 2026 on, approved three days later where that is recorded."""
    out = []
    for i, amount in enumerate(amounts):
        on = dt.date(2026, 6, 3) + dt.timedelta(weeks=i)
        done = on + dt.timedelta(days=3) if i % 3 else None
        out.append(earned(on.isoformat(), amount, submitted_on=on, approved_on=done))
    return out


def payments(amounts: list[int], late: list[int], *, named: bool = False) -> list[Any]:
    """Each of them paid so many days after the Wednesday a week later; below zero: never.

    Args: named: does each say which Wednesday it is for?
    """
    out = []
    for i, (amount, n) in enumerate(zip(amounts, late, strict=False)):
        on = dt.date(2026, 6, 3) + dt.timedelta(weeks=i)
        covers = {"covers_from": on, "covers_to": on} if named else {}
        if n >= 0:
            out.append(payout((on + dt.timedelta(days=7 + n)).isoformat(), amount, **covers))
    return out


def weekly(**more: Any) -> PayTerms:
    given_ = {"pay_cycle": "weekly", "pay_cycle_ends": "fri", "pay_delay_days": 5, "moves": "stays", **more}
    return PayTerms(platform="Acme", **given_)


@FEW
@given(AMOUNTS, LATE, st.integers(0, 10), st.integers(0, 10))
def test_a_wider_window_never_makes_a_payment_late(amounts: list[int], late: list[int], window: int, more: int) -> None:
    """Where payments say which week they are for: by the amount alone, another may be as near in a wider window."""
    rows = weeks(amounts) + payments(amounts, late, named=True)
    tight, wide = (ledger(weekly(window_days=w), rows) for w in (window, window + more))
    assert verdict(tight, AS_OF)[1] <= verdict(wide, AS_OF)[1]
    assert overdue(wide, "2026-07-10") <= overdue(tight, "2026-07-10")


def overdue(frames: LedgerFrames, as_of: str) -> int:
    return int(settle(frames, as_of).parts["overdue"].sum())


@FEW
@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 3))
def test_a_payment_in_time_after_approval_is_in_time_however_soon_that_was(after: int, sooner: int, late: int) -> None:
    """Approving earlier, and paying as many days after it, never makes it late."""
    for waited in (after, max(0, after - sooner)):
        approved = dt.date(2026, 6, 1) + dt.timedelta(days=waited)
        terms = weekly(counts_from="approved", pay_cycle=None, pay_cycle_ends=None, window_days=3)
        due = approved + dt.timedelta(days=5 + late)
        frames = ledger(terms, earned("2026-06-01", 90, approved_on=approved), payout(due.isoformat(), 90))
        assert verdict(frames, AS_OF) == (1, 1)


UNLIKE = st.lists(st.sampled_from([40, 55, 70, 90, 120]), min_size=2, max_size=5, unique=True)


@FEW
@given(UNLIKE, LATE, st.integers(0, 5), st.sampled_from([0.2, 0.3, 0.4]))
def test_a_payment_that_comes_in_two_on_one_day_changes_no_verdict(
    amounts: list[int], late: list[int], which: int, share: float
) -> None:
    """Of which neither half is a pay day's money by itself, where no two weeks are of one amount."""
    whole = payments(amounts, late)
    assume(whole)
    chosen = whole[which % len(whole)]
    others = [p for p in whole if p is not chosen]
    assume(all(p.received_on != chosen.received_on for p in others))
    first = round(chosen.amount / 10_000 * share)
    halves = [first, chosen.amount // 10_000 - first]
    sums = {sum(amounts[i:j]) for i in range(len(amounts)) for j in range(i + 1, len(amounts) + 1)}
    assume(not any(0.8 * s <= h <= 1.05 * s for h in halves for s in sums))
    split = [payout(chosen.received_on.isoformat(), h) for h in halves]
    assert verdict(ledger(weekly(), weeks(amounts), others, split), AS_OF) == verdict(
        ledger(weekly(), weeks(amounts), whole), AS_OF
    )


@FEW
@given(AMOUNTS, LATE, st.fixed_dictionaries(MORE), st.dates(dt.date(2026, 6, 1), dt.date(2026, 8, 31)))
def test_the_parts_of_what_is_owed_are_all_that_was_accrued(
    amounts: list[int], late: list[int], more: dict[str, Any], as_of: dt.date
) -> None:
    frames = ledger(weekly(**more), weeks(amounts), payments(amounts, late))
    parts = settle(frames, as_of.isoformat()).parts
    parts = parts[parts["ref"] != "unmatched"]
    states = parts[parts["state"] != "due"]
    assert (parts["accrued"] == parts["settled"] + parts["not_yet_due"] + parts["overdue"] + parts["written_off"]).all()
    assert int(states["overdue"].sum()) == 0
    assert int(parts["accrued"].sum()) == 10_000 * sum(
        a for i, a in enumerate(amounts) if dt.date(2026, 6, 3) + dt.timedelta(weeks=i) <= as_of
    )
    assert (parts["kept_until"] >= parts["due_on"]).all()
