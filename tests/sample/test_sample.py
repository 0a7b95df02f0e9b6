"""The sample holds every situation, is always the same, and is what its truth says."""

import datetime as dt
import math
import statistics
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tracker import frames
from tracker.domain import (
    RECORDS,
    Activity,
    Availability,
    Earning,
    EarningKind,
    Event,
    Expense,
    PayCycle,
    PayModel,
    Payout,
    PayoutKind,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Settings,
    Status,
    Transfer,
    WorkSession,
)
from tracker.sample import AS_OF, TRUTH, big_ledger, generate
from tracker.sample.lives import draw_lives
from tracker.sample.truth import PARAMETERS
from tracker.sample.world import LARKSPUR, Days, instant
from tracker.units import DAY

SEEDS = (7, 1, 42, 1001)


@pytest.fixture(scope="module", params=SEEDS)
def sample(request):
    return generate(request.param)


def test_same_seed_same_records():
    assert generate(3) == generate(3)
    assert generate(3) != generate(4)


def test_no_clock_and_no_pandas_are_needed():
    code = "import sys; from tracker.sample import generate; generate(); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_records_stand_in_the_archives_order_and_hold_no_settings(sample):
    places = [RECORDS.index(type(r)) for r in sample.records]
    assert places == sorted(places)
    assert not sample.of(Settings)


def test_names_point_to_what_exists(sample):
    platforms = {p.platform for p in sample.of(Platform)}
    projects = {(p.platform, p.project) for p in sample.of(Project)}
    assert len(platforms) == 5
    assert len(projects) == len(sample.of(Project))
    for record in sample.records:
        name = getattr(record, "platform", None)
        assert name is None or name == "-" or name in platforms
        project = getattr(record, "project", None)
        if project is not None:
            assert (name, project) in projects


def test_nothing_happens_after_the_as_of_day():
    for as_of in (AS_OF, dt.date(2026, 6, 3), dt.date(2027, 2, 14)):
        sample = generate(as_of=as_of)
        last = max(s.started_at.date() for s in sample.of(WorkSession) if s.started_at)
        assert as_of - 7 * DAY <= last <= as_of
        assert max(p.received_on for p in sample.of(Payout)) <= as_of
        first = min(s.started_at.date() for s in sample.of(WorkSession) if s.started_at)
        assert 720 <= (as_of - first).days <= 760


def test_source_ids_are_unique(sample):
    ids = [s.source_id for s in sample.of(WorkSession) if s.source]
    assert len(ids) == len(set(ids)) > 100


def test_frames_can_be_built_from_it(sample):
    made = frames.from_records(sample.records, sample.settings)
    assert len(made.work_sessions) == len(sample.of(WorkSession))
    assert str(made.payouts["amount"].dtype) == "Int64"


# --- situations -----------------------------------------------------------------------------------------


def test_pay_models_and_pay_cycles(sample):
    assert {p.pay_model for p in sample.of(Project)} >= set(PayModel)
    assert {p.pay_cycle for p in sample.of(Platform)} == set(PayCycle)
    assert any(p.fee_percent for p in sample.of(Platform))
    assert any(p.monitoring for p in sample.of(Platform))


def test_listings(sample):
    projects = sample.of(Project)
    assert any(p.advertised_low and p.advertised_high and p.advertised_low < p.advertised_high for p in projects)
    assert any(p.advertised_low is None and p.advertised_high for p in projects)
    assert any(p.advertised_low is None and p.advertised_high is None for p in projects)


def test_every_event(sample):
    assert {e.event for e in sample.of(ProjectEvent)} == set(Event)


def test_notice_given_none_given_told_afterwards_and_bare_dates(sample):
    ends = [e for e in sample.of(ProjectEvent) if e.event in (Event.CANCELLED, Event.DEACTIVATED)]
    assert any(e.announced_at == e.happened_at for e in ends)
    assert any(_instant(e.announced_at) > _instant(e.happened_at) for e in ends)
    assert any(_instant(e.announced_at) < _instant(e.happened_at) for e in sample.of(ProjectEvent) if e.announced_at)
    assert any(not isinstance(e.happened_at, dt.datetime) for e in sample.of(ProjectEvent))


def _instant(value):
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)


def test_a_project_paused_two_days_after_its_start_and_cancelled(sample):
    harbour = {e.event: e.happened_at for e in sample.of(ProjectEvent) if e.project == "Harbour"}
    assert (harbour[Event.PAUSED].date() - harbour[Event.STARTED].date()).days == 2
    assert Event.RESUMED not in harbour
    assert any(p.kind == PayoutKind.WRITE_OFF and p.project == "Harbour" for p in sample.of(Payout))


def test_the_successor_comes_at_a_lower_rate(sample):
    by_name = {p.project: p for p in sample.of(Project)}
    successor = by_name["Beacon"]
    assert successor.successor_of == "Lantern"
    assert successor.agreed_rate < by_name["Lantern"].agreed_rate


def test_every_activity_but_none_too_many(sample):
    assert {s.activity for s in sample.of(WorkSession)} == set(Activity)


def test_forms_of_sessions(sample):
    sessions, zone = sample.of(WorkSession), ZoneInfo(sample.settings.time_zone)
    clocked = [s for s in sessions if s.started_at]
    assert any(s.started_at.astimezone(zone).date() < s.ended_at.astimezone(zone).date() for s in clocked)
    assert any(s.counted_minutes is not None and s.counted_minutes < _own(s) for s in clocked)
    assert any(s.minutes is not None and s.minutes < (s.ended_at - s.started_at).total_seconds() for s in clocked)
    assert any(s.worked_on and not s.worked_until and not s.started_at for s in sessions)
    assert any(s.worked_until and s.minutes == 32 * 3600 for s in sessions)
    assert any(s.tasks for s in sessions)
    assert {s.status for s in sessions} >= {Status.PENDING, Status.APPROVED, Status.REJECTED, Status.REMOVED}


def _own(session):
    if session.minutes is not None:
        return session.minutes
    return (session.ended_at - session.started_at).total_seconds()


def test_parallel_sessions_in_both_years(sample):
    tasks = sorted(
        (s.started_at, s.ended_at, s.platform)
        for s in sample.of(WorkSession)
        if s.started_at and s.activity == Activity.TASK
    )
    overlaps = [b[0] for a, b in pairwise(tasks) if b[0] < a[1] and a[2] == b[2]]
    assert overlaps
    assert len(overlaps) < len(tasks) / 10


def test_earnings_and_payouts_of_every_kind(sample):
    assert {e.kind for e in sample.of(Earning)} == set(EarningKind)
    assert any(e.amount < 0 for e in sample.of(Earning))
    assert {p.kind for p in sample.of(Payout)} == set(PayoutKind)
    assert any(p.fee for p in sample.of(Payout))
    assert any(p.home_amount for p in sample.of(Payout))
    assert any(p.covers_from for p in sample.of(Payout))
    assert {p.note for p in sample.of(Payout)} >= {"first half", "second half"}


def test_transfers_with_and_without_a_conversion(sample):
    moved = sample.of(Transfer)
    assert any(t.currency_in == "EUR" and t.fee for t in moved)
    assert any(t.amount_in is None and t.currency_out == "EUR" for t in moved)


def test_three_foreign_currencies_and_a_rate_that_is_old(sample):
    currencies = {p.currency for p in sample.of(Payout)}
    assert currencies == {"USD", "GBP", "AED"}
    stale = [r for r in sample.records if type(r).__name__ == "ExchangeRate" and r.currency == "AED"]
    stipend = [e for e in sample.of(Earning) if e.kind == EarningKind.STIPEND]
    between = [e for e in stipend if stale[0].on + 8 * DAY < e.earned_from < stale[1].on]
    assert between


def test_a_dry_stretch_an_idle_platform_and_queue_checks(sample):
    days = Days(AS_OF)
    tasks = [s for s in sample.of(WorkSession) if s.activity == Activity.TASK]
    weeks = Counter(days.week_of(s.started_at.date() if s.started_at else s.worked_on) for s in tasks)
    assert all(weeks[w] == 0 for w in range(61, 66))
    tidepool = [s for s in tasks if s.platform == "Tidepool"]
    assert tidepool
    assert max(s.started_at.date() for s in tidepool) < AS_OF - 364 * DAY
    assert any(c.platform == "Tidepool" for c in sample.of(QueueCheck))


def test_availability_with_time_off_and_a_later_row_that_overlaps(sample):
    rows = sample.of(Availability)
    able = [r for r in rows if r.kind == "available"]
    assert any(r.kind == "time_off" for r in rows)
    assert any(a.starts_on < b.starts_on <= (a.ends_on or AS_OF) for a in able for b in able)
    assert any(e.platform for e in sample.of(Expense))


# --- truth ----------------------------------------------------------------------------------------------


def test_hazards_come_out_of_many_lives():
    truth = TRUTH.of("Larkspur")
    lives = [x for seed in range(300) for x in draw_lives(LARKSPUR, truth, Random(seed), Days(AS_OF))]
    at_risk = sum(((life.end or AS_OF) - life.start).days for life in lives)
    for cause, hazard in (
        (Event.CANCELLED, truth.cancel_per_day),
        (Event.COMPLETED, truth.complete_per_day),
        (Event.LEFT, truth.leave_per_day),
    ):
        seen = sum(life.cause is cause for life in lives) / at_risk
        assert seen == pytest.approx(hazard, rel=0.1)
    no_notice = [x for x in lives if x.cause is Event.CANCELLED and x.announced is not None]
    share = statistics.mean(x.announced == _nine(x) for x in no_notice)
    assert share == pytest.approx(truth.no_notice_share, abs=0.04)


def _nine(life):
    return instant(life.end, 9 * 60)


def test_drift_and_counted_share_come_out():
    rates, counted, own = [], 0.0, 0.0
    for seed in range(25):
        sample = generate(seed, situations_too=False)
        first = {e.project: e for e in sample.of(ProjectEvent) if e.event == Event.STARTED}
        rates += [
            (Days(AS_OF).years(e.happened_at.date()), math.log(e.rate))
            for e in first.values()
            if e.platform == "Larkspur"
        ]
        counts = [s for s in sample.of(WorkSession) if s.platform == "Northbeam" and s.counted_minutes is not None]
        counted += sum(s.counted_minutes for s in counts)
        own += sum(_own(s) for s in counts)
    slope = statistics.linear_regression(*zip(*rates, strict=True)).slope
    assert slope == pytest.approx(TRUTH.of("Larkspur").drift_per_year, abs=0.01)
    assert counted / own == pytest.approx(TRUTH.of("Northbeam").counted_share, abs=0.01)


def test_without_situations_only_the_drawn_platforms_work():
    sample = generate(situations_too=False)
    assert {s.platform for s in sample.of(WorkSession)} == {"Larkspur", "Northbeam"}
    assert not sample.of(Earning)


def test_a_platform_the_sample_does_not_have():
    with pytest.raises(KeyError):
        TRUTH.of("Nowhere")
    assert "cancel_per_day" in PARAMETERS


# --- the ledger for benchmarks --------------------------------------------------------------------------


def test_big_ledger_has_the_numbers_asked_for():
    big = big_ledger(sessions=2_000, payouts=300, projects=50, years=3)
    assert [len(big.of(r)) for r in (WorkSession, Payout, Project)] == [2_000, 300, 50]
    assert big == big_ledger(sessions=2_000, payouts=300, projects=50, years=3)
    unpaid = sum(s.activity != Activity.TASK for s in big.of(WorkSession))
    assert 300 < unpaid < 500


def test_more_payouts_than_weeks_are_parts():
    big = big_ledger(sessions=200, payouts=400, projects=5, years=1)
    assert len(big.of(Payout)) == 400
    assert all(p.amount > 0 for p in big.of(Payout))
