"""A long, plain ledger of any size, for benchmarks: hourly work, weekly pay, a few weeks unpaid."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from random import Random

from tracker.domain import (
    Activity,
    Availability,
    AvailabilityKind,
    Event,
    Evidence,
    PayCycle,
    Payout,
    PayoutKind,
    Platform,
    Project,
    ProjectEvent,
    Record,
    Settings,
    WorkSession,
)
from tracker.sample.make import AS_OF, Sample
from tracker.units import DAY, from_units, monday, round_ratio, to_units

PLATFORMS = ("Larkspur", "Northbeam", "Quillwork", "Tidepool", "Granite Annotation")
DELAY = 5


def big_ledger(
    sessions: int = 20_000,
    payouts: int = 2_000,
    projects: int = 200,
    years: int = 10,
    seed: int = 7,
    as_of: dt.date = AS_OF,
) -> Sample:
    """A number of sessions, payouts and projects over a number of years up to `as_of`, all in USD at home in USD.

    One session in five is unpaid. Needs projects >= 5 and payouts of at least one. The same arguments give
    the same records.
    """
    rng = Random(seed)
    first = as_of - round(365.25 * years) * DAY
    made = _projects(projects, first, as_of, rng)
    worked = _sessions(sessions, made, first, as_of, rng)
    records: list[Record] = [
        Platform(platform=p, currency="USD", pay_cycle=PayCycle.WEEKLY, pay_cycle_ends="sun", pay_delay_days=DELAY)
        for p in PLATFORMS
    ]
    records += [p for p, _, _ in made]
    records += [e for p, start, end in made for e in _events(p, start, end)]
    records += worked
    records += _payouts(payouts, worked, {(p.platform, p.project): p for p, _, _ in made}, rng)
    records.append(Availability(starts_on=first, kind=AvailabilityKind.AVAILABLE, weekly_hours=from_units(400000)))
    return Sample(Settings(home_currency="USD", time_zone="America/New_York"), tuple(records))


def _projects(n: int, first: dt.date, as_of: dt.date, rng: Random) -> list[tuple[Project, dt.date, dt.date]]:
    """Projects side by side on five platforms; each runs for a share of the years."""
    per_platform = -(-n // len(PLATFORMS))
    length = (as_of - first).days / per_platform
    made = []
    for i in range(n):
        platform, turn = PLATFORMS[i % len(PLATFORMS)], i // len(PLATFORMS)
        start = first + int(turn * length) * DAY
        rate = rng.randrange(30, 90) * 5000
        project = Project(
            platform=platform, project=f"Project {i + 1:04d}", role=rng.choice(["editing", "code review"]),
            advertised_low=rate, advertised_high=rate * 3 // 2, agreed_rate=rate, currency="USD",
        )  # fmt: skip
        made.append((project, start, min(first + int((turn + 1) * length) * DAY, as_of)))
    return made


def _events(project: Project, start: dt.date, end: dt.date) -> list[ProjectEvent]:
    return [
        ProjectEvent(
            platform=project.platform, project=project.project, event=event, happened_at=day,
            announced_at=day if event is Event.CANCELLED else None,
        )
        for event, day in ((Event.STARTED, start), (Event.CANCELLED, end))
    ]  # fmt: skip


def _sessions(
    n: int, projects: list[tuple[Project, dt.date, dt.date]], first: dt.date, as_of: dt.date, rng: Random
) -> list[WorkSession]:
    """Spread evenly over the days; each goes to a project that runs on its day."""
    span = (as_of - first).days
    lanes: dict[str, list[tuple[Project, dt.date, dt.date]]] = defaultdict(list)
    for entry in projects:
        lanes[entry[0].platform].append(entry)
    rows = []
    for i in range(n):
        day = first + (i * span // n) * DAY
        lane = lanes[PLATFORMS[i % min(len(PLATFORMS), len(projects))]]
        turn = min(len(lane) - 1, (day - first).days * len(lane) // span)
        rows.append(_session(i, lane[turn][0], day, rng))
    return rows


def _session(i: int, project: Project, day: dt.date, rng: Random) -> WorkSession:
    own = rng.randrange(2, 25) * 6
    start = dt.datetime(day.year, day.month, day.day, 13 + i % 8, rng.randrange(60), tzinfo=dt.UTC)
    unpaid = rng.random() < 0.2
    return WorkSession(
        platform=project.platform, project=project.project, started_at=start,
        ended_at=start + dt.timedelta(minutes=own), minutes=own * 60,
        counted_minutes=None if unpaid else own // 12 * 12 * 60,
        activity=Activity.WAITING if unpaid else Activity.TASK, evidence=Evidence.FILE, source="bench",
        source_id=str(i),
    )  # fmt: skip


def _payouts(
    n: int, sessions: list[WorkSession], projects: dict[tuple[str, str], Project], rng: Random
) -> list[Payout]:
    """Weekly pay; too many weeks leave some unpaid, too few are paid in several parts."""
    owed: dict[tuple[str, dt.date], int] = defaultdict(int)
    for s in sessions:
        if s.activity == Activity.TASK and s.started_at is not None:
            day = s.started_at.date()
            rate = projects[s.platform, s.project or ""].agreed_rate or 0
            owed[s.platform, monday(day) + 6 * DAY] += round_ratio((s.counted_minutes or 0) * rate, 3600)
    weeks = sorted((k for k, units in owed.items() if units > 0), key=lambda k: (k[1], k[0]))
    if len(weeks) > n:
        kept = set(rng.sample(range(len(weeks)), n))
        weeks = [w for i, w in enumerate(weeks) if i in kept]
    parts, rest = divmod(n, max(1, len(weeks)))
    rows: list[Payout] = []
    for i, (platform, end) in enumerate(weeks):
        count = parts + (i < rest)
        for k in range(count):
            whole = round_ratio(owed[platform, end], 100) * 100
            part = whole // count // 100 * 100
            amount = whole - part * (count - 1) if k == 0 else part
            rows.append(
                Payout(
                    platform=platform, kind=PayoutKind.PAYOUT, received_on=end + (DELAY + k) * DAY,
                    amount=max(100, amount), fee=to_units("0.25"), currency="USD",
                    evidence=Evidence.DEPOSIT, source="bench", source_id=str(len(rows)),
                )
            )  # fmt: skip
    return rows
