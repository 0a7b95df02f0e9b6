"""Days on offer without work: which, why, what they cost, how long they last (methods, section 9)."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.ledgers import at, day, ledger, money, payout, span, work
from tests.samples import sample
from tracker.analysis.availability.causes import CAUSES
from tracker.analysis.availability.gaps import build_gaps
from tracker.domain import Availability, Project, ProjectEvent, QueueCheck
from tracker.frames import from_records
from tracker.importers.base import ReadOptions
from tracker.importers.formats.upwork_earnings import UpworkEarnings
from tracker.importers.reading import decode
from tracker.sample import AS_OF, generate
from tracker.units import DAY

STATES = {"worked", "idle", "off", "paused", "unlisted", "none"}


def free(start="2026-05-04", hours=40, end=None, weekdays=None):
    return Availability(
        starts_on=day(start), ends_on=day(end) if end else None, kind="available", weekly_hours=Decimal(hours),
        weekdays=weekdays,
    )  # fmt: skip


def off(start, end=None):
    return Availability(starts_on=day(start), ends_on=day(end or start), kind="time_off")


def nova(**more):
    return Project(platform="Acme", project="Nova", agreed_rate=money(30), currency="USD", **more)


def event(kind, on, project="Nova", platform="Acme"):
    return ProjectEvent(platform=platform, project=project, event=kind, happened_at=(at if "T" in on else day)(on))


def task(on, hours=8, **more):
    return work(on, hours * 60, project="Nova", **more)


def look(when, outcome="nothing_offered", platform="Acme"):
    return QueueCheck(platform=platform, checked_at=at(when), outcome=outcome)


def gaps(*records, as_of="2026-05-31", start=None, end=None, zone="UTC", **more):
    return build_gaps(
        ledger(nova(), *records, zone=zone),
        day(as_of),
        day(start) if start else None,
        day(end) if end else None,
        **more,
    )


def spells(found):
    return [(str(g.first), str(g.last), g.days) for g in found.gaps]


# --- by hand --------------------------------------------------------------------------------------------


def test_a_week_worked_a_week_idle_a_week_worked():
    """40 hours a week from Monday 4 May; 8 hours at 30.00 on each weekday of the first and third week.

    week of   worked  idle
    4 May     5       0
    11 May    0       5     lost: 5 days of 8 hours = 40 hours at 30.00 = 1,200.00
    18 May    5       0
    """
    worked = [task(f"2026-05-{d:02d}") for d in (4, 5, 6, 7, 8, 18, 19, 20, 21, 22)]
    found = gaps(free(), event("started", "2026-05-04"), *worked, as_of="2026-05-24")
    assert (found.available_days, found.idle_days) == (15, 5)
    assert (found.available_hours, found.worked_hours, found.utilization) == (120.0, 80.0, pytest.approx(2 / 3))
    assert spells(found) == [("2026-05-11", "2026-05-15", 5)]
    (gap,) = found.gaps
    assert (gap.available_hours, gap.lost_hours, gap.cost, gap.cause) == (40.0, 40.0, money(1200), "unknown")
    assert (found.cost, found.current, found.survival, found.median_days) == (money(1200), None, (), None)
    assert "".join(d.state[0] for d in found.days) == "wwwwwuu" + "iiiiiuu" + "wwwwwuu"


def test_a_weekday_that_is_not_listed_neither_breaks_nor_lengthens_a_gap():
    """Worked on Thursday 7 May and Wednesday 13 May: Friday, Monday and Tuesday are one gap of three days."""
    found = gaps(free(), task("2026-05-07"), task("2026-05-13"), as_of="2026-05-13", start="2026-05-07")
    assert spells(found) == [("2026-05-08", "2026-05-12", 3)]


def test_a_worked_day_ends_a_gap_also_where_its_weekday_is_not_listed():
    """Worked on Saturday 9 May: two idle days before it, and from Monday on a gap of its own."""
    found = gaps(free(), task("2026-05-06"), task("2026-05-09", 2), as_of="2026-05-14")
    assert spells(found) == [("2026-05-11", "2026-05-14", 4)]
    assert found.current == found.gaps[0]


def test_two_days_are_no_gap_unless_two_are_enough():
    rows = (free(), task("2026-05-04"), task("2026-05-07"), task("2026-05-08"))
    assert gaps(*rows, as_of="2026-05-08").gaps == ()
    assert spells(gaps(*rows, as_of="2026-05-08", minimum=2)) == [("2026-05-05", "2026-05-06", 2)]


def test_time_off_on_a_listed_day_cuts_a_gap_short():
    found = gaps(free(), task("2026-05-04"), off("2026-05-08"), as_of="2026-05-13")
    assert [(g.days, g.cut, g.open) for g in found.gaps] == [(3, True, False), (3, False, True)]
    assert [d.state for d in found.days][4] == "off"


def test_time_off_on_a_weekend_changes_nothing():
    found = gaps(free(), task("2026-05-04"), off("2026-05-09", "2026-05-10"), as_of="2026-05-13")
    assert [(g.days, g.cut) for g in found.gaps] == [(7, False)]


def test_work_over_midnight_counts_for_both_days():
    rows = (free(), span("2026-05-05T22:00", "2026-05-06T02:00", project="Nova"))
    states = [d.state for d in gaps(*rows, as_of="2026-05-07").days]
    assert states == ["idle", "worked", "worked", "idle"]


def test_unpaid_work_is_no_task_work():
    rows = (free(), task("2026-05-04"), *(work(f"2026-05-{d:02d}", 60, activity="searching") for d in (5, 6, 7)))
    found = gaps(*rows, as_of="2026-05-07")
    assert [g.days for g in found.gaps] == [3]
    assert found.worked_hours == 11.0


def test_lost_hours_are_no_more_than_what_was_left_beside_the_work():
    """40 hours were on offer; 30 were worked on Monday and Sunday, so of the 32 idle ones only 10 can be lost."""
    found = gaps(free(), task("2026-05-04", 15), task("2026-05-10", 15), as_of="2026-05-10")
    (gap,) = found.gaps
    assert (gap.available_hours, gap.lost_hours, gap.cost) == (32.0, pytest.approx(10.0), money(300))
    assert "gaps_scaled" in {c.code for c in found.caveats}


def test_a_lost_hour_costs_what_an_hour_of_all_work_earned():
    """8 paid hours at 30.00 and 4 unpaid ones: an hour of all work earned 20.00. Three idle days of 8 hours."""
    found = gaps(free(), task("2026-05-04"), work("2026-05-04", 240, activity="searching"), task("2026-05-08"),
                 work("2026-05-08", 240, activity="searching"), as_of="2026-05-08")  # fmt: skip
    assert found.cost == money(16 * 20)
    assert found.gaps[0].available_hours == 24.0


def test_unmatched_income_is_no_hourly_pay():
    rows = (free(), task("2026-05-04"), payout("2026-05-08", 5000))
    assert gaps(*rows, as_of="2026-05-08").cost == money(32 * 30)


def test_nothing_declared_counts_weekdays_and_invents_no_hours():
    found = gaps(task("2026-05-04"), as_of="2026-05-12")
    assert (found.available_days, found.idle_days) == (7, 6)
    assert (found.available_hours, found.utilization, found.cost) == (None, None, None)
    assert [(g.days, g.available_hours, g.lost_hours, g.cost) for g in found.gaps] == [(6, None, None, None)]
    assert "availability_undeclared" in {c.code for c in found.caveats}


def test_days_before_availability_is_known_are_no_gap():
    found = gaps(free("2026-05-18"), task("2026-05-04"), task("2026-05-18"), as_of="2026-05-22")
    assert spells(found) == [("2026-05-19", "2026-05-22", 4)]
    assert [d.state for d in found.days][1:3] == ["none", "none"]


def test_availability_that_ends_cuts_a_gap_short():
    found = gaps(free(end="2026-05-08"), free("2026-05-18"), task("2026-05-04"), as_of="2026-05-20")
    assert [(g.days, g.cut) for g in found.gaps] == [(4, True), (3, False)]


# --- windows --------------------------------------------------------------------------------------------


def test_of_a_gap_under_way_only_the_days_of_the_window_count():
    found = gaps(free(), task("2026-05-04"), task("2026-05-20"), as_of="2026-05-22", start="2026-05-11")
    (gap,) = found.gaps
    assert (str(gap.first), gap.days, gap.before, gap.available_hours) == ("2026-05-11", 7, 4, 56.0)


def test_what_runs_past_the_window_is_cut_and_not_open():
    rows = (free(), task("2026-05-04"), task("2026-05-20"))
    found = gaps(*rows, as_of="2026-05-22", end="2026-05-12")
    assert [(g.days, g.open, g.cut) for g in found.gaps] == [(6, False, True)]
    assert found.current is None


def test_facts_after_as_of_do_not_exist():
    rows = (free(), task("2026-05-04"), task("2026-05-12"), event("cancelled", "2026-05-12"))
    found = gaps(*rows, as_of="2026-05-08")
    assert [(g.days, g.open, g.cause) for g in found.gaps] == [(4, True, "unknown")]


# --- causes ---------------------------------------------------------------------------------------------


def cause(*records, project_started=True, until="2026-05-11"):
    """The cause of the gap from Tuesday 5 May to Friday 8 May, after work on Monday."""
    rows = [event("started", "2026-05-04")] if project_started else []
    (gap,) = gaps(free(), task("2026-05-04"), task(until), *rows, *records, as_of=until).gaps
    return gap.cause, gap.platform


@pytest.mark.parametrize(("events", "expected"), [
    ([("cancelled", "2026-05-04")], ("cancelled", "Acme")),
    ([("deactivated", "2026-05-06T10:00")], ("cancelled", "Acme")),
    ([("completed", "2026-05-05"), ("paused", "2026-05-06")], ("completed", "Acme")),
    ([("left", "2026-05-05")], ("left", "Acme")),
    ([("paused", "2026-05-05")], ("paused", "Acme")),
    ([("paused", "2026-05-05"), ("resumed", "2026-05-08")], ("unknown", None)),
    ([("paused", "2026-05-05"), ("resumed", "2026-05-11")], ("paused", "Acme")),
    ([("cancelled", "2026-05-03")], ("unknown", None)),
    ([("cancelled", "2026-05-09")], ("unknown", None)),
])  # fmt: skip
def test_the_highest_event_since_the_last_worked_day_is_the_cause(events, expected):
    assert cause(*(event(kind, on) for kind, on in events)) == expected


def test_of_two_cancellations_the_latest_names_its_platform():
    rows = (
        Project(platform="Beta", project="Moss"), event("started", "2026-05-01", "Moss", "Beta"),
        event("cancelled", "2026-05-07", "Moss", "Beta"), event("cancelled", "2026-05-05"),
    )  # fmt: skip
    assert cause(*rows) == ("cancelled", "Beta")


def test_a_look_that_found_nothing_is_the_cause_where_no_event_is():
    assert cause(look("2026-05-06T12:00", platform="Beta")) == ("nothing_offered", "Beta")
    assert cause(look("2026-05-06T12:00", "offered")) == ("unknown", None)
    assert cause(look("2026-05-04T12:00")) == ("unknown", None)
    assert cause(look("2026-05-06T12:00"), event("paused", "2026-05-06")) == ("paused", "Acme")


def test_between_projects_where_none_runs():
    """Nova was cancelled long before a day's work for nobody in particular; nothing runs after it."""
    rows = (free(), event("started", "2026-04-01"), event("cancelled", "2026-04-20"), work("2026-05-04", 60))
    (gap,) = gaps(*rows, as_of="2026-05-08", start="2026-05-04").gaps
    assert (gap.cause, gap.platform) == ("between_projects", None)


def test_a_paused_project_runs():
    rows = (free(), event("started", "2026-04-01"), event("paused", "2026-04-20"), work("2026-05-04", 60))
    found = gaps(*rows, as_of="2026-05-08", start="2026-05-04")
    assert found.gaps[0].cause == "unknown"
    assert [d.state for d in found.days] == ["worked", "paused", "paused", "paused", "paused"]


def test_a_look_stands_beside_its_day_in_the_home_zone():
    rows = (free(), task("2026-05-04"), look("2026-05-05T22:30"), look("2026-05-05T23:00", "offered"))
    found = gaps(*rows, as_of="2026-05-07", zone="Asia/Manila")
    assert [d.checked for d in found.days] == [None, None, "offered", None]


# --- how long gaps last ---------------------------------------------------------------------------------


def weeks_of_gaps(lengths, first=dt.date(2024, 1, 1)):
    """Every day is on offer; each gap follows one worked day. The last one is open."""
    rows, on = [free(first.isoformat(), 49, weekdays="mon-sun")], first
    for n in lengths:
        rows.append(task(on.isoformat()))
        on += (n + 1) * DAY
    return rows, on - DAY


def test_how_long_gaps_last_is_kaplan_meier_with_the_open_one_censored():
    """Gaps of 3 3 4 5 5 6 7 8 10 and one of 12 days that is open: after 5 days 5 of 10 go on, after 8 two of ten."""
    rows, last = weeks_of_gaps([3, 3, 4, 5, 5, 6, 7, 8, 10, 12])
    found = gaps(*rows, as_of=last.isoformat())
    assert [(p.days, round(p.still_idle, 3)) for p in found.survival] == [
        (3, 0.8), (4, 0.7), (5, 0.5), (6, 0.4), (7, 0.3), (8, 0.2), (10, 0.1),
    ]  # fmt: skip
    assert found.median_days == 5
    assert all(p.low < p.still_idle < p.high for p in found.survival)


FREIREICH = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0),
             (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]  # fmt: skip
"""Weeks in remission of the 6-MP arm and whether they ended: E. Freireich et al., Blood 21 (1963) 699-716."""


def test_the_published_curve_of_freireich_as_gaps():
    """Each remission is a gap of as many days after a day of work; a censored one is cut short by time off."""
    rows, on = [free("2024-01-01", 49, weekdays="mon-sun")], day("2024-01-01")
    for n, ended in FREIREICH:
        rows.append(task(on.isoformat()))
        on += (n + 1) * DAY
        if not ended:
            rows.append(off(on.isoformat()))
            on += DAY
    rows.append(task(on.isoformat()))
    found = gaps(*rows, as_of=on.isoformat(), start="2024-01-01")
    assert [(g.days, not g.cut) for g in found.gaps] == [(n, bool(ended)) for n, ended in FREIREICH]
    assert [(p.days, round(p.still_idle, 3)) for p in found.survival] == [
        (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
    ]  # fmt: skip
    assert found.median_days == 23


def test_nine_gaps_and_gaps_that_are_not_over_give_no_curve():
    rows, last = weeks_of_gaps([4] * 9)
    found = gaps(*rows, as_of=last.isoformat())
    assert (found.survival, found.median_days) == ((), None)
    assert next(c.n for c in found.caveats if c.code == "too_few_gaps") == 9


# --- nothing, and too little ----------------------------------------------------------------------------


def test_an_empty_ledger_has_no_gaps():
    found = build_gaps(ledger(), day("2026-05-31"))
    assert (found.available_days, found.idle_days, found.worked_hours, found.gaps) == (0, 0, 0.0, ())
    assert (found.available_hours, found.utilization, found.cost, found.current) == (None, None, None, None)
    assert [c.code for c in found.caveats] == ["nothing_recorded"]


def test_a_window_before_everything_has_days_and_nothing_else():
    found = gaps(free(), task("2026-05-04"), start="2026-03-02", end="2026-03-08")
    assert (found.available_days, found.idle_days, found.gaps, len(found.days)) == (0, 0, (), 7)
    assert {d.state for d in found.days} == {"none"}


def test_a_year_of_nothing_has_a_gap_without_a_cost():
    found = gaps(free("2025-06-01"), as_of="2026-05-31")
    (gap,) = found.gaps
    assert (gap.days, gap.open, gap.cost, found.cost) == (260, True, None, None)
    assert found.utilization == 0.0
    assert "no_hours" in {c.code for c in found.caveats}


def test_hours_without_any_rate_have_no_cost():
    rows = (free(), work("2026-05-04", 60), work("2026-05-11", 60))
    found = gaps(*rows, as_of="2026-05-11")
    assert (found.gaps[0].cost, found.cost) == (None, None)
    assert "pay_unknown" in {c.code for c in found.caveats}


def test_no_gap_costs_nothing():
    assert gaps(free(), *(task(f"2026-05-{d:02d}") for d in range(4, 9)), as_of="2026-05-08").cost == 0


# --- invariants -----------------------------------------------------------------------------------------

FIRST = dt.date(2026, 1, 5)
days_of = st.lists(st.integers(0, 90), max_size=25, unique=True)
periods = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 40), st.integers(0, 60),
              st.sampled_from([None, "mon-sun", "sat", "mon,wed"])), max_size=4,
)  # fmt: skip
offs = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 12)), max_size=3)
kinds = st.sampled_from(["started", "paused", "resumed", "cancelled", "completed", "left", "deactivated"])
happenings = st.lists(st.tuples(st.integers(0, 90), kinds), max_size=6)


@settings(deadline=None)
@given(days_of, periods, offs, happenings, st.integers(1, 5), st.integers(-5, 60), st.integers(5, 95))
def test_days_add_up_and_nothing_is_lost_or_invented(worked, offered, away, happened, minimum, start, end):
    def on(i):
        return (FIRST + i * DAY).isoformat()

    rows = [task(on(i), 3) for i in worked]
    rows += [free(on(i), hours, on(i + n), weekdays) for i, n, hours, weekdays in offered]
    rows += [off(on(i), on(i + n)) for i, n in away]
    rows += [event(kind, on(i)) for i, kind in happened]
    found = gaps(*rows, as_of=on(92), start=on(start), end=on(end) if end >= start else None, minimum=minimum)
    assert {d.state for d in found.days} <= STATES
    assert found.idle_days == sum(d.state in ("idle", "paused") for d in found.days)
    assert sum(g.days for g in found.gaps) <= found.idle_days <= found.available_days <= found.window.days
    assert all(g.days >= minimum and g.cause in CAUSES and not (g.open and g.cut) for g in found.gaps)
    assert all(a.last < b.first for a, b in zip(found.gaps, found.gaps[1:], strict=False))
    assert sum(g.open for g in found.gaps) <= 1
    if found.available_hours is not None:
        left = max(found.available_hours - found.worked_hours, 0)
        assert sum(g.lost_hours for g in found.gaps) <= left + 1e-6
    figures = [found.utilization, found.available_hours, *(g.lost_hours for g in found.gaps)]
    assert all(f is None or math.isfinite(f) for f in figures)


WEEKDAYS = {None: {0, 1, 2, 3, 4}, "mon-sun": set(range(7)), "sat": {5}, "mon,wed": {0, 2}}


def slowly(worked, offered, away, minimum, last):
    """The gaps, one day after another, straight from the definition: (first, last, idle days, cut, open)."""
    out, run = [], []

    def close(cut=False, still=False):
        if len(run) >= minimum:
            out.append((run[0], run[-1], len(run), cut, still))
        run.clear()

    for i in range(min([*worked, *(o[0] for o in offered)], default=last + 1), last + 1):
        in_force = [o for o in sorted(offered, key=lambda o: o[0]) if o[0] <= i <= o[0] + o[1]]
        hours, listed = (in_force[-1][2], WEEKDAYS[in_force[-1][3]]) if in_force else (0, WEEKDAYS[None])
        is_listed = (FIRST + i * DAY).weekday() in listed
        is_off = any(a <= i <= a + n for a, n in away)
        available = is_listed and not is_off and (hours > 0 or not offered)
        if i in worked:
            close()
        elif available:
            run.append(i)
        elif is_listed:
            close(cut=True)
    close(still=True)
    return out


@settings(deadline=None)
@given(days_of, periods, offs, st.integers(1, 5))
def test_gaps_are_those_found_day_by_day(worked, offered, away, minimum):
    rows = [task((FIRST + i * DAY).isoformat(), 3) for i in worked]
    for i, n, hours, weekdays in offered:
        rows.append(free((FIRST + i * DAY).isoformat(), hours, (FIRST + (i + n) * DAY).isoformat(), weekdays))
    rows += [off((FIRST + i * DAY).isoformat(), (FIRST + (i + n) * DAY).isoformat()) for i, n in away]
    found = gaps(*rows, as_of=(FIRST + 92 * DAY).isoformat(), minimum=minimum)
    assert [((g.first - FIRST).days, (g.last - FIRST).days, g.days, g.cut, g.open) for g in found.gaps] == slowly(
        worked, offered, away, minimum, 92
    )


# --- a real log -----------------------------------------------------------------------------------------


def test_the_gaps_of_a_real_log_are_those_counted_by_hand():
    """Eleven contracts on Upwork over 22 months; no availability is declared, so weekdays count.

    Counted from the file: 226 days with hours, 161 of them weekdays; 24 times three weekdays or more without.
    """
    path = sample("upwork/upwork_earnings_by_contract.upwork-analytics.csv")
    text = decode(path.name, path.read_bytes())
    rows = [r.record for r in UpworkEarnings().parse(text, ReadOptions()).rows]
    frames = ledger(rows)
    found = build_gaps(frames, day("2025-07-16"), day("2023-09-16"))
    assert [g.days for g in found.gaps] == [
        3, 21, 20, 9, 29, 13, 3, 4, 23, 7, 3, 9, 9, 14, 37, 16, 3, 3, 5, 4, 8, 3, 5, 3,
    ]  # fmt: skip
    assert (found.available_days, found.idle_days) == (478, 478 - 161)
    assert {p.days: p.still_idle for p in found.survival}[7] == pytest.approx(12 / 24)
    assert (found.median_days, found.cost) == (7, None)


# --- the sample -----------------------------------------------------------------------------------------


def test_the_samples_gaps():
    made = generate()
    found = build_gaps(from_records(made.records, made.settings), AS_OF, dt.date(2024, 11, 1))
    assert [(str(g.first), str(g.last), g.days, g.cause, g.platform) for g in found.gaps] == [
        ("2025-12-17", "2025-12-21", 4, "unknown", None),
        ("2026-01-05", "2026-02-08", 30, "cancelled", "Larkspur"),
    ]  # fmt: skip
    assert (found.available_days, found.idle_days) == (535, 80)
    assert found.utilization == pytest.approx(0.6495, abs=1e-4)
