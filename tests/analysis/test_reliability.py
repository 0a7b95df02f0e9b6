"""Notice, pay days kept, days to pay, and promises, from small tables; oracles in print if there are any."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import at, day, earned, ledger, money, payout, span, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.platforms.reliability import (
    Unit,
    days_to_pay,
    hours_before_pay,
    notice_of,
    on_time,
    paid_share,
    paused_share,
    pay_units,
    promises_of,
    share_of,
)
from tracker.analysis.projects.lives import lives
from tracker.domain import Platform, Project, ProjectEvent
from tracker.units import DAY

WEEKLY = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5)
MONDAY = dt.date(2026, 1, 5)


def basis_of(*records, as_of="2026-12-31", **more):
    return make_basis(ledger(*records, **more), day(as_of), None)


def event(kind, happened, announced=None, project="Nova", **more):
    when = at if "T" in happened else day
    told = None if announced is None else (at if "T" in announced else day)(announced)
    return ProjectEvent(
        platform="Acme", project=project, event=kind, happened_at=when(happened), announced_at=told, **more
    )


def week(i: int, amount="400"):
    """A day of work in week i, due on the Friday after it."""
    return work((MONDAY + i * 7 * DAY).isoformat(), 600, project="Nova", amount=money(amount), currency="USD")


def paid(i: int, amount="400", late=0):
    return payout((MONDAY + (i * 7 + 11 + late) * DAY).isoformat(), amount)


# --- shares ---------------------------------------------------------------------------------------------


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_limits_and_below_five_only_counts_speak(pair):
    k, n = pair
    s = share_of(k, n)
    assert (s.n, s.k) == (n, k)
    if n < 5:
        assert (s.share, s.low, s.high) == (None, None, None)
    else:
        assert 0 <= s.low <= s.share <= s.high <= 1


# --- notice ---------------------------------------------------------------------------------------------


def test_notice_by_hand():
    """Stops of a platform.

    | event | announced | in effect | notice |
    |---|---|---|---|
    | paused | Jan 5 09:00 | Jan 5 09:00 | 0 |
    | paused | Jan 19 | Jan 20 | 24 |
    | cancelled | Feb 2 09:00 | Feb 1 09:00 | 0, said afterwards |
    | cancelled | Mar 1 | Mar 4 | 72 |
    | deactivated | not known | Mar 9 | counted apart |
    """
    stops = [
        event("paused", "2026-01-05T09:00", "2026-01-05T09:00"),
        event("paused", "2026-01-20", "2026-01-19"),
        event("cancelled", "2026-02-01T09:00", "2026-02-02T09:00"),
        event("cancelled", "2026-03-04", "2026-03-01", project="Other"),
        event("deactivated", "2026-03-09"),
    ]
    projects = [Project(platform="Acme", project=p) for p in ("Nova", "Other")]
    found = notice_of(lives(basis_of(*projects, *stops)))
    assert (found.median, found.n, found.unknown) == (12.0, 4, 1)
    assert (found.zero.k, found.zero.n, found.zero.share) == (2, 4, None)


def test_an_end_by_the_worker_or_as_promised_needs_no_notice():
    stops = [event("left", "2026-02-01"), event("completed", "2026-03-01", "2026-02-01")]
    found = notice_of(lives(basis_of(Project(platform="Acme", project="Nova"), *stops)))
    assert (found.n, found.unknown, found.median) == (0, 0, None)


def test_paused_share_is_days_of_days():
    """20 days from start to end, 5 of them paused: from the 6th to the 10th."""
    events = [
        event("started", "2026-01-01"), event("paused", "2026-01-06"), event("resumed", "2026-01-11"),
        event("completed", "2026-01-20"),
    ]  # fmt: skip
    found = lives(basis_of(Project(platform="Acme", project="Nova"), *events))
    assert paused_share(found) == pytest.approx(5 / 20)
    assert paused_share([]) is None


# --- pay days -------------------------------------------------------------------------------------------


def test_a_week_that_is_not_paid_makes_no_later_week_late():
    """26 pay days of 400, the tenth never paid: 25 of 26 on time (methods, section 4)."""
    rows = [week(i) for i in range(26)] + [paid(i) for i in range(26) if i != 9]
    basis = basis_of(WEEKLY, *rows)
    found = on_time(pay_units(basis)["Acme"], basis.as_of)
    assert (found.k, found.n, found.by_age) == (25, 26, 0)
    assert found.share == pytest.approx(25 / 26)
    assert paid_share(basis) == pytest.approx(25 / 26)


def test_a_payment_a_little_short_is_on_time():
    """26 of 26 on time where the fifth payout is 12 short."""
    rows = [week(i) for i in range(26)] + [paid(i, "388" if i == 4 else "400") for i in range(26)]
    basis = basis_of(WEEKLY, *rows)
    found = on_time(pay_units(basis)["Acme"], basis.as_of)
    assert (found.k, found.n) == (26, 26)
    assert int(basis.money.parts["overdue"].sum()) == money(12)


def test_a_stretch_is_due_from_its_last_day():
    """A month typed as one row and paid on its last day is not pay day kept late, whether a cycle is known or not."""
    month = work("2026-01-01", 600, worked_until=day("2026-01-30"), amount=money(500), currency="USD")
    whole = payout("2026-01-30", 500, covers_from=day("2026-01-01"), covers_to=day("2026-01-30"))
    for pays, due in (
        (Platform(platform="Acme", currency="USD", pay_cycle="none", pay_delay_days=0), "2026-01-30"),
        (Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5),
         "2026-02-06"),
    ):  # fmt: skip
        basis = basis_of(pays, month, whole)
        (unit,) = pay_units(basis)["Acme"]
        assert unit.due_on == day(due)
        assert on_time((unit,), basis.as_of).k == 1


def test_money_always_short_is_the_paid_shares_question():
    """Every payout 3 % short: 26 of 26 on time, paid share .97."""
    basis = basis_of(WEEKLY, *[week(i) for i in range(26)], *[paid(i, "388") for i in range(26)])
    found = on_time(pay_units(basis)["Acme"], basis.as_of)
    assert (found.k, found.n) == (26, 26)
    assert paid_share(basis) == pytest.approx(0.97)


@pytest.mark.parametrize(("late", "k"), [(-2, 6), (0, 6), (1, 6), (2, 0)])
def test_on_time_is_up_to_one_day_late(late, k):
    basis = basis_of(WEEKLY, *[week(i) for i in range(6)], *[paid(i, late=late) for i in range(6)])
    assert on_time(pay_units(basis)["Acme"], basis.as_of).k == k


def test_what_is_not_yet_due_is_not_counted_and_what_is_due_today_neither():
    """Due on Friday the 16th: counted from the 17th on."""
    for as_of, n in (("2026-01-15", 0), ("2026-01-16", 0), ("2026-01-17", 1)):
        basis = basis_of(WEEKLY, week(0), as_of=as_of)
        assert on_time(pay_units(basis)["Acme"], basis.as_of).n == n


def test_money_that_does_not_say_what_it_was_for_is_left_out():
    """One payment of 1,000 for three weeks of 400: two weeks and a half paid by age."""
    basis = basis_of(WEEKLY, *[week(i) for i in range(3)], payout("2026-03-20", "1000"))
    found = on_time(pay_units(basis)["Acme"], basis.as_of)
    assert (found.n, found.k, found.by_age) == (0, 0, 3)
    assert days_to_pay(pay_units(basis)["Acme"], basis.as_of).n == 0


def unit(earned_to: str, days: int | None, due: int = 10) -> Unit:
    last = day(earned_to)
    return Unit(last + due * DAY, last, None if days is None else last + days * DAY, by_age=False)


def test_days_to_pay_by_hand():
    """Paid after 3, 5 and 9 days, one of 5 days ago still unpaid: 3/4 wait beyond 3, 1/2 beyond 5, none beyond 9."""
    units = [unit("2026-03-01", 3), unit("2026-03-01", 5), unit("2026-03-01", 9), unit("2026-03-26", None)]
    found = days_to_pay(units, day("2026-03-31"))
    assert (found.median, found.p90, found.n, found.unpaid) == (5.0, 9.0, 4, 1)
    assert found.late == ((-7.0, 0.75), (-5.0, 0.5), (-1.0, 0.0))


def test_days_to_pay_of_the_6_mp_arm():
    """As in Freireich et al., Blood 21 (1963) 699-716: the median of the treated arm is 23, S(6) is .857."""
    paid_after = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    open_since = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    as_of = day("2026-06-30")
    units = [unit("2026-01-01", d, 0) for d in paid_after]
    units += [Unit(as_of - d * DAY, as_of - d * DAY, None, by_age=False) for d in open_since]
    found = days_to_pay(units, as_of)
    assert (found.median, found.p90, found.n, found.unpaid) == (23.0, None, 21, 12)
    assert [(d, round(s, 3)) for d, s in found.late if d in (6, 23)] == [(6.0, 0.857), (23.0, 0.448)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.booleans()), max_size=30))
def test_no_set_of_pay_days_gives_an_impossible_figure(rows):
    as_of = day("2026-06-30")
    units = [
        Unit(as_of - back * DAY + 5 * DAY, as_of - back * DAY,
             as_of - back * DAY + min(wait, back) * DAY if came else None, by_age=False)
        for back, wait, came in rows
    ]  # fmt: skip
    told, pay = on_time(units, as_of), days_to_pay(units, as_of)
    assert 0 <= told.k <= told.n <= len(rows)
    assert pay.n == len(rows)
    assert (pay.median is None) <= (pay.p90 is None)
    assert pay.median is None or pay.p90 is None or 0 <= pay.median <= pay.p90
    left = [s for _, s in pay.late]
    assert left == sorted(left, reverse=True)
    assert all(-1e-9 <= s <= 1 for s in left)


def test_units_join_all_work_due_on_one_day():
    """Two projects and a bonus in one week are one pay day; its last day earned counts."""
    rows = [
        week(0), work("2026-01-07", 60, project="Other", amount=money(50), currency="USD"),
        earned("2026-01-09", 25, due_on=day("2026-01-16")),
    ]  # fmt: skip
    ((only,),) = pay_units(basis_of(WEEKLY, *rows)).values()
    assert (only.due_on, only.earned_to, only.paid_on) == (day("2026-01-16"), day("2026-01-09"), None)


def test_hours_before_the_first_money():
    """2 hours paid and 1 unpaid before the day of the first payout, more after it."""
    rows = [
        span("2026-01-05T09:00", "2026-01-05T11:00", amount=money(40), currency="USD"),
        span("2026-01-06T09:00", "2026-01-06T10:00", activity="assessment"),
        payout("2026-01-16", 40),
        span("2026-01-16T09:00", "2026-01-16T15:00"),
    ]
    basis = basis_of(WEEKLY, *rows)
    assert hours_before_pay(basis, "Acme") == pytest.approx(3.0)
    assert hours_before_pay(basis_of(WEEKLY, *rows[:2]), "Acme") is None
    assert hours_before_pay(basis_of(WEEKLY, rows[2]), "Acme") is None


# --- promises -------------------------------------------------------------------------------------------


def test_promised_against_delivered():
    """Promised 20 hours a week until the end of March at 40; two weeks of 10 hours came, at 40."""
    nova = Project(
        platform="Acme", project="Nova", agreed_rate=money(40), currency="USD",
        promised_weekly_hours=Decimal(20), promised_until=day("2026-03-31"),
    )  # fmt: skip
    silent = Project(platform="Acme", project="Silent")
    rows = [span(f"2026-01-{d:02d}T09:00", f"2026-01-{d:02d}T14:00", project="Nova") for d in (5, 7, 12, 14)]
    rows += [event("started", "2026-01-05"), event("cancelled", "2026-01-18"), span(
        "2026-01-05T15:00", "2026-01-05T16:00", project="Silent")]  # fmt: skip
    basis = basis_of(nova, silent, *rows)
    (found,) = promises_of(basis, lives(basis))
    assert (found.project, found.weekly_hours, found.weekly_delivered) == ("Nova", 20.0, 10.0)
    assert (found.until, found.ended) == (day("2026-03-31"), day("2026-01-18"))
    assert (found.rate, found.hourly, found.currency) == (money(40), money(40), "USD")


def test_a_rate_per_task_is_no_promise_per_hour():
    nova = Project(
        platform="Acme", project="Nova", pay_model="per_task", agreed_rate=money(2), currency="USD",
        promised_weekly_hours=Decimal(5),
    )  # fmt: skip
    basis = basis_of(nova, span("2026-01-05T09:00", "2026-01-05T10:00", project="Nova", tasks=10))
    (found,) = promises_of(basis, lives(basis))
    assert (found.rate, found.hourly, found.weekly_hours) == (None, money(20), 5.0)
