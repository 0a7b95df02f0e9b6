"""The life of each project: when it ran, paused and ended, with what notice, and what came of its promises.

started        paused      resumed              cancelled
   |==============|-----------|====================X
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.projects import Life, LifeEvent, RateStep, Stretch, When
from tracker.domain import ENDS, Event
from tracker.frames import LedgerFrames, rows_of

BEGINS = frozenset({Event.STARTED, Event.RESUMED})


def notice_hours(announced: When | None, happened: When, zone: ZoneInfo) -> float | None:
    """Hours from the announcement to its effect: days without a time have 24 each, afterwards is 0.

    >>> notice_hours(dt.date(2026, 3, 2), dt.date(2026, 3, 4), ZoneInfo("UTC"))
    48.0
    """
    if announced is None:
        return None
    if isinstance(announced, dt.datetime) and isinstance(happened, dt.datetime):
        return max(0.0, (happened - announced).total_seconds() / 3600)
    return max(0.0, 24.0 * (_day(happened, zone) - _day(announced, zone)).days)


def _day(when: When, zone: ZoneInfo) -> dt.date:
    return when.astimezone(zone).date() if isinstance(when, dt.datetime) else when


def lives(basis: Basis) -> tuple[Life, ...]:
    """The life of every project, the one that began last first; those not begun are on top."""
    frames, as_of = basis.frames, basis.as_of
    events = _events(frames)
    worked = _worked(basis)
    pays = {str(p.platform): str(p.currency) for p in rows_of(frames.platforms) if not pd.isna(p.currency)}
    successors = {
        (str(p.platform), str(p.successor_of)): str(p.project)
        for p in rows_of(frames.projects)
        if not pd.isna(p.successor_of)
    }
    home = frames.settings.home_currency
    made = []
    for p in rows_of(frames.projects):
        key = (str(p.platform), str(p.project))
        currency = pays.get(key[0], home) if pd.isna(p.currency) else str(p.currency)
        made.append(_life(p, currency, events.get(key, []), worked.get(key), successors.get(key), as_of))
    return tuple(sorted(made, key=lambda x: (x.started or dt.date.max, x.row), reverse=True))


def _events(frames: LedgerFrames) -> dict[tuple[str, str], list[LifeEvent]]:
    """Events of each project, in the order of their effect, then row."""
    zone, out = frames.zone, defaultdict(list)
    for e in rows_of(frames.project_events):
        happened = _when(e.happened_at, bool(e.happened_has_time), zone)
        announced = None if pd.isna(e.announced_at) else _when(e.announced_at, bool(e.announced_has_time), zone)
        made = LifeEvent(
            row=int(e.row),
            event=str(e.event),
            day=_day(happened, zone),
            happened_at=happened,
            announced_at=announced,
            notice=notice_hours(announced, happened, zone),
            rate=None if pd.isna(e.rate) else int(e.rate),
            reason=None if pd.isna(e.reason) else str(e.reason),
        )
        out[str(e.platform), str(e.project)].append((e.happened_at, made.row, made))
    return {k: [made for _at, _row, made in sorted(v, key=lambda x: x[:2])] for k, v in out.items()}


def _when(at: pd.Timestamp, has_time: bool, zone: ZoneInfo) -> When:
    moment = at.to_pydatetime()
    return moment.astimezone(dt.UTC) if has_time else moment.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class _Work:
    first: dt.date
    last: dt.date
    hours: float
    earned: int | None


def _worked(basis: Basis) -> dict[tuple[str, str], _Work]:
    """First and last day of task work, counted paid hours, and what sessions accrued, by project."""
    hours = basis.hours[basis.hours["project"].notna()]
    tasks = hours[hours["activity"] == "task"]
    days = tasks.groupby(["platform", "project"])["day"].agg(["min", "max"])
    counted = hours[hours["paid"]].groupby(["platform", "project"])["counted"].sum()
    parts = basis.money.parts
    parts = parts[(parts["ref"] == "session") & parts["project"].notna()]
    money = parts.groupby(["platform", "project"]).agg(native=("native", "sum"), kinds=("currency", "nunique"))
    earned = {k: int(n) if kinds == 1 else None for k, n, kinds in money.itertuples()}
    seconds = counted.to_dict()
    return {
        (str(k[0]), str(k[1])): _Work(low.date(), high.date(), seconds.get(k, 0.0) / 3600, earned.get(k, 0))
        for k, low, high in days.itertuples()
    }


def _life(
    p: Any, currency: str, events: Sequence[LifeEvent], work: _Work | None, successor: str | None, as_of: dt.date
) -> Life:
    past = tuple(e for e in events if e.day <= as_of)
    ahead = tuple(e for e in events if e.day > as_of)
    stretches, state, end = _course(past, work, as_of)
    agreed = None if pd.isna(p.agreed_rate) else int(p.agreed_rate)
    return Life(
        row=int(p.row),
        platform=str(p.platform),
        project=str(p.project),
        alias=_text(p.alias),
        role=_text(p.role),
        currency=currency,
        state=state,
        started=stretches[0].first if stretches else None,
        last_worked=work.last if work else None,
        stretches=stretches,
        events=past,
        ahead=ahead,
        end=end,
        rates=_rates(agreed, past),
        promised_weekly=None if pd.isna(p.promised_weekly_hours) else float(p.promised_weekly_hours),
        promised_until=None if pd.isna(p.promised_until) else p.promised_until.date(),
        agreed_rate=agreed,
        hours=work.hours if work else 0.0,
        earned=work.earned if work else 0,
        successor_of=_text(p.successor_of),
        successor=successor,
    )


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _rates(agreed: int | None, events: Sequence[LifeEvent]) -> tuple[RateStep, ...]:
    """The agreed rate, then each rate that an event names, from its day on."""
    steps = [] if agreed is None else [RateStep(None, agreed, None)]
    said = [RateStep(e.day, e.rate, e.event) for e in events
            if e.rate is not None and e.event in (Event.STARTED, Event.RATE_CHANGED)]  # fmt: skip
    return (*steps, *said)


def _course(
    events: Sequence[LifeEvent], work: _Work | None, as_of: dt.date
) -> tuple[tuple[Stretch, ...], str, LifeEvent | None]:
    """Stretches of running and paused, the state at as-of, and the ending if it has ended.

    It starts with its first `started` event, else with the first task work, else with whatever says that it
    runs, pauses or ends.
    """
    turns = [e for e in events if e.event in BEGINS or e.event == Event.PAUSED or e.event in ENDS]
    started = next((e.day for e in turns if e.event == Event.STARTED), None)
    begins = started or (work.first if work else None) or (turns[0].day if turns else None)
    if begins is None:
        return (), "offered", None
    out: list[Stretch] = []
    state, since, end = "running", begins, None
    for e in turns:
        if e.day < begins:
            continue
        after = "running" if e.event in BEGINS else "paused" if e.event == Event.PAUSED else "ended"
        if after == state:
            continue
        if state != "ended":
            out += _stretch(since, e.day, state, closed=after == "ended")
        state, since, end = after, e.day, e if after == "ended" else None
    if state != "ended":
        out += _stretch(since, as_of, state, closed=True)
    return tuple(out), state, end


def _stretch(first: dt.date, until: dt.date, state: str, *, closed: bool) -> list[Stretch]:
    """A stretch up to a day, which is in it if nothing follows on that day."""
    last = until if closed else until - dt.timedelta(days=1)
    return [Stretch(first, max(first, last), state == "paused")] if last >= first or closed else []
