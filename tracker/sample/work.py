"""Days of work: paid sessions while projects run, and the unpaid ones around them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tracker.domain import Activity, Evidence, PayModel, Status, WorkSession
from tracker.sample.lives import Life
from tracker.sample.situations import DRY_WEEKS
from tracker.sample.truth import PlatformTruth, Truth
from tracker.sample.world import LARKSPUR, Days, instant
from tracker.units import DAY, to_units

OFF_WEEKS = frozenset({7, 8, 38, 39, 60, 93, 94})
STUDIES_END = 46
"""From this week on Tidepool has nothing more to offer: it is idle."""
COARSE_WEEKS = frozenset({85, 91})
"""Weeks of the retainer of which only the hours are known."""
LATEST = 22 * 60 + 20
FRIDAY_LATEST = 18 * 60
"""Friday evening here is Saturday where Larkspur's pay week ends."""
BESIDE = (
    Activity.WAITING,
    Activity.WAITING,
    Activity.SEARCHING,
    Activity.COMMUNICATION,
    Activity.REWORK,
    Activity.ADMIN,
)
SPREAD = 0.3


@dataclass(slots=True)
class Diary:
    """What is being written: sessions so far, and how far each day is filled."""

    rng: Random
    days: Days
    truth: Truth
    sessions: list[WorkSession] = field(default_factory=list)
    filled: dict[dt.date, int] = field(default_factory=dict)

    def slot(self, day: dt.date, minutes: int) -> int | None:
        """Minute of the day at which a session of that length can start; None if the day is full."""
        start = self.filled.get(day, 9 * 60 + self.rng.randrange(90))
        if start + minutes > (FRIDAY_LATEST if day.weekday() == 4 else LATEST):
            return None
        self.filled[day] = start + minutes + self.rng.randrange(5, 40)
        return start


def write_diary(lives: Sequence[Life], truth: Truth, rng: Random, days: Days) -> list[WorkSession]:
    """All sessions of the lives up to the as-of day, in order of time."""
    diary = Diary(rng, days, truth)
    for life in lives:
        if life.hiring:
            _hiring(diary, life)
    day = days.base
    while day <= days.as_of:
        for life in lives:
            if life.runs(day) and day.weekday() < 5 and _open(life, days.week_of(day)):
                _work(diary, life, day)
        day += DAY
    _search_in_dry_weeks(diary)
    return [_second_at_once(s, before) for s, before in _with_previous(diary.sessions)]


def _open(life: Life, week: int) -> bool:
    """Is the queue open and the worker there?"""
    if week in OFF_WEEKS or DRY_WEEKS[0] <= week <= DRY_WEEKS[1]:
        return False
    if life.name == "Retainer":
        return week not in COARSE_WEEKS
    return not (life.name == "Studies" and week >= STUDIES_END)


def _length(rng: Random, mean: float) -> int:
    """Minutes of one session: log-normal with this mean, at least 6."""
    return max(6, round(mean * math.exp(rng.gauss(-SPREAD * SPREAD / 2, SPREAD))))


def _work(diary: Diary, life: Life, day: dt.date) -> None:
    truth = diary.truth.of(life.platform)
    expected = truth.weekly_hours * 60 / (5 * truth.session_minutes)
    n = int(expected) + (diary.rng.random() < expected % 1)
    for _ in range(n):
        minutes = _length(diary.rng, truth.session_minutes)
        start = diary.slot(day, minutes)
        if start is None:
            return
        diary.sessions.append(_paid(diary, life, day, start, minutes))
        _beside(diary, life, day, truth)


def _paid(diary: Diary, life: Life, day: dt.date, start: int, minutes: int) -> WorkSession:
    match life.platform:
        case "Larkspur":
            return _counted_in_tenths(diary, life, day, start, minutes)
        case "Northbeam":
            return _from_platform_file(diary, life, day, start, minutes)
        case "Quillwork" if life.model is not PayModel.PER_TASK:
            return WorkSession(
                platform=life.platform, project=life.name, worked_on=day, activity=Activity.TASK,
                minutes=max(15, round(minutes / 15) * 15) * 60, evidence=Evidence.TYPED,
            )  # fmt: skip
        case _:
            return _plain(diary, life, day, start, minutes)


def _counted_in_tenths(diary: Diary, life: Life, day: dt.date, start: int, minutes: int) -> WorkSession:
    """Own clock times with a pause now and then; the platform counts whole tenths of an hour."""
    truth = diary.truth.of(life.platform)
    pause = diary.rng.choice([0, 0, 0, 8]) if minutes > 60 else 0
    own = minutes - pause
    share = min(1.0, diary.rng.gauss(truth.counted_share + 0.01, 0.03))
    return WorkSession(
        platform=life.platform, project=life.name, started_at=instant(day, start),
        ended_at=instant(day, start + minutes), minutes=own * 60,
        counted_minutes=int(own * share) // LARKSPUR.counts_in * LARKSPUR.counts_in * 60,
        activity=Activity.TASK, evidence=Evidence.TYPED,
        status=Status.PENDING if day > diary.days.as_of - 7 * DAY else None,
    )  # fmt: skip


def _from_platform_file(diary: Diary, life: Life, day: dt.date, start: int, minutes: int) -> WorkSession:
    """As the platform's own file has it: its count, its rate, its amount, its status."""
    rng, truth = diary.rng, diary.truth.of(life.platform)
    counted = round(minutes * 60 * min(1.0, max(0.3, rng.gauss(truth.counted_share, 0.08))))
    rate = life.rate_on(day) or life.rates[0][1]
    number = len(diary.sessions) + 1
    cents = round(counted * float(rate) / 36) * (0.96 if number % 50 == 0 else 1)
    return WorkSession(
        platform=life.platform, project=life.name, started_at=instant(day, start),
        ended_at=instant(day, start + minutes), counted_minutes=counted, activity=Activity.TASK,
        tasks=max(1, minutes // 12), rate=to_units(rate), amount=round(cents) * 100,
        currency=life.currency, status=_status(diary, day, truth), evidence=Evidence.FILE, source="sample",
        source_id=f"item {number}",
    )  # fmt: skip


def _status(diary: Diary, day: dt.date, truth: PlatformTruth) -> Status:
    if diary.rng.random() < truth.removed_share:
        return diary.rng.choice([Status.REJECTED, Status.REMOVED])
    return Status.PENDING if day > diary.days.as_of - 12 * DAY else Status.APPROVED


def _plain(diary: Diary, life: Life, day: dt.date, start: int, minutes: int) -> WorkSession:
    tasks = max(1, round(minutes / 12)) if life.model is PayModel.PER_TASK else None
    removed = diary.rng.random() < diary.truth.of(life.platform).removed_share
    return WorkSession(
        platform=life.platform, project=life.name, started_at=instant(day, start),
        ended_at=instant(day, start + minutes), activity=Activity.TASK, tasks=tasks,
        status=Status.REJECTED if removed else None, evidence=Evidence.TYPED,
    )  # fmt: skip


def _unpaid(diary: Diary, life: Life, day: dt.date, activity: Activity, mean: float) -> None:
    minutes = max(5, round(mean * diary.rng.uniform(0.6, 1.4)))
    start = diary.slot(day, minutes)
    if start is not None:
        diary.sessions.append(
            WorkSession(
                platform=life.platform, project=life.name, started_at=instant(day, start),
                ended_at=instant(day, start + minutes), activity=activity, evidence=Evidence.TYPED,
            )
        )  # fmt: skip


def _beside(diary: Diary, life: Life, day: dt.date, truth: PlatformTruth) -> None:
    """Two times in five a paid session is followed by an unpaid one; the mean makes up the overhead."""
    if diary.rng.random() < 0.4:
        mean = truth.unpaid_overhead * truth.session_minutes / 0.4
        _unpaid(diary, life, day, diary.rng.choice(BESIDE), mean)


def _hiring(diary: Diary, life: Life) -> None:
    """What comes before the first paid hour."""
    for before, activity, mean in (
        (12, Activity.APPLICATION, 25.0),
        (9, Activity.INTERVIEW, 30.0),
        (7, Activity.ASSESSMENT, 75.0),
        (1, Activity.ONBOARDING, 55.0),
        (0, Activity.TRAINING, 60.0),
    ):
        if activity is not Activity.INTERVIEW or diary.rng.random() < 0.5 or life.name == "Harbour":
            _unpaid(diary, life, life.start - before * DAY, activity, mean)


def _search_in_dry_weeks(diary: Diary) -> None:
    for week in range(DRY_WEEKS[0], DRY_WEEKS[1] + 1):
        for weekday in (0, 3):
            day = diary.days.at(week, weekday)
            start = instant(day, 9 * 60)
            diary.sessions.append(
                WorkSession(
                    platform="Northbeam" if weekday else "Larkspur", started_at=start,
                    ended_at=start + dt.timedelta(minutes=35 + 5 * weekday), activity=Activity.SEARCHING,
                    evidence=Evidence.TYPED,
                )
            )  # fmt: skip


def _with_previous(sessions: list[WorkSession]) -> Iterator[tuple[WorkSession, WorkSession | None]]:
    """Each session with the one before it, if that was for the same project on the same day."""
    previous: WorkSession | None = None
    for session in sorted(sessions, key=lambda s: str(s.worked_on or s.started_at)):
        same = (
            previous is not None
            and previous.project == session.project
            and previous.started_at is not None
            and session.started_at is not None
            and previous.started_at.date() == session.started_at.date()
        )
        yield session, previous if same else None
        previous = session


def _second_at_once(session: WorkSession, before: WorkSession | None) -> WorkSession:
    """Now and then Northbeam's next task is opened 15 minutes before the last one is done."""
    if before is None or before.ended_at is None or session.started_at is None or session.ended_at is None:
        return session
    if session.platform != "Northbeam" or session.amount is None or int(session.ended_at.timestamp()) % 7:
        return session
    shift = session.started_at - (before.ended_at - dt.timedelta(minutes=15))
    return replace(session, started_at=session.started_at - shift, ended_at=session.ended_at - shift)
