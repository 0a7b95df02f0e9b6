"""Which days are looked at, and which of their weeks are complete (methods, section 1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.hours.declared import declared_days
from tracker.analysis.report import Window
from tracker.domain import AvailabilityKind, Event
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.units import DAY, monday

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_DAYS = 364


@dataclass(frozen=True, slots=True)
class Weeks:
    """The complete weeks of a window, in order: `mondays`, and the days they span (both ends in it).

    `unknown`: the weeks behind them of which nothing is known, so that they are no complete weeks.
    """

    mondays: tuple[dt.date, ...]
    first: dt.date | None
    last: dt.date | None
    unknown: tuple[dt.date, ...] = ()

    def __len__(self) -> int:
        return len(self.mondays)

    def caveats(self) -> tuple[Caveat, ...]:
        """`nothing_since`, where weeks are left out because nothing is known of them."""
        if not self.unknown:
            return ()
        n = len(self.unknown)
        text = (
            "Nothing is recorded since {day}, and no availability is declared: these {n} weeks are left out. If you "
            "were free to work and found none, declare your availability: then they count, with nothing."
        )
        if n == 1:
            text = (
                "Nothing is recorded since {day}, and no availability is declared: that week is left out. If you were "
                "free to work and found none, declare your availability: then they count, with nothing."
            )
        return (Caveat("nothing_since", text, n, day=self.unknown[0]),)


def first_recorded_day(frames: LedgerFrames, as_of: dt.date) -> dt.date | None:
    """The earliest day among work sessions, project events, earnings and declared availability.

    Payouts, expenses and exchange rates do not open a window; facts after `as_of` do not exist.
    """
    return _first_day(frames, frames.project_events, as_of)


def first_watched_day(frames: LedgerFrames, as_of: dt.date) -> dt.date | None:
    """The same without the starts of projects, which are often typed in long afterwards.

    None for a ledger that holds nothing but project events: it is taken at its word.
    """
    events = frames.project_events
    if _first_day(frames, events.iloc[:0], as_of) is None:
        return None
    return _first_day(frames, events[events["event"] != Event.STARTED], as_of)


def _first_day(frames: LedgerFrames, events: pd.DataFrame, as_of: dt.date) -> dt.date | None:
    days: list[dt.date] = []
    sessions, zone = frames.work_sessions, frames.zone
    days += _earliest(sessions["started_at"].dt.tz_convert(zone))
    days += _earliest(sessions["worked_on"])
    days += _earliest(events["happened_at"].dt.tz_convert(zone))
    days += _earliest(frames.earnings["earned_from"])
    available = frames.availability[frames.availability["kind"] == "available"]
    days += _earliest(available["starts_on"])
    known = [d for d in days if d <= as_of]
    return min(known) if known else None


def _earliest(column: pd.Series) -> list[dt.date]:
    import pandas as pd

    value = column.min()
    return [] if pd.isna(value) else [value.date()]


def choose_window(
    first: dt.date | None, as_of: dt.date, start: dt.date | None = None, end: dt.date | None = None
) -> Window:
    """The window asked for, or the default: from the first recorded day, at most 364 days back.

    >>> w = choose_window(dt.date(2024, 1, 1), dt.date(2026, 1, 4))
    >>> w.start, w.days
    (datetime.date(2025, 1, 5), 365)
    """
    last = min(end, as_of) if end else as_of
    if start is None:
        if first is None or first > last:
            return Window(None, last, 0)
        start = max(first, last - DEFAULT_DAYS * DAY)
    if start > last:
        return Window(None, last, 0)
    return Window(start, last, (last - start).days + 1)


def known_weeks(frames: LedgerFrames, as_of: dt.date, window: Window, first: dt.date | None) -> Weeks:
    """The complete weeks of a window: its Monday-to-Sunday weeks as far as anything is known of them.

    Weeks after the one that holds the last fact count, as weeks with nothing, as long as availability is declared
    for each of their days; from the first other one on they are left out (`Weeks.unknown`).

        facts         x xx  x x  x
        available                  =========
        weeks        |1|2|3|4|5|6|7|8|9|.|.|         9 complete, 2 of which nothing is known
    """
    weeks, last = complete_weeks(window, first), last_recorded_day(frames, as_of)
    if last is None:
        return weeks
    asked = [m for m in weeks.mondays if m > last]
    if not asked:
        return weeks
    declared = declared_days(frames.availability, asked[0], asked[-1] + 6 * DAY).reshape(-1, 7).all(axis=1)
    unknown = tuple(asked[int(declared.argmin()) :]) if not declared.all() else ()
    known = weeks.mondays[: len(weeks) - len(unknown)]
    return Weeks(known, weeks.first if known else None, known[-1] + 6 * DAY if known else None, unknown)


def last_recorded_day(frames: LedgerFrames, as_of: dt.date) -> dt.date | None:
    """The day of the last fact up to `as_of`: a session, earning, payout, event, expense, queue check or time off.

    That of a stretch or of time off is its last day; what runs past `as_of` counts up to it.
    """
    import pandas as pd

    zone, top = frames.zone, pd.Timestamp(as_of)
    s, e, off = frames.work_sessions, frames.earnings, frames.availability
    off = off[off["kind"] == AvailabilityKind.TIME_OFF.value]

    def local(instants: pd.Series) -> pd.Series:
        days: pd.Series = instants.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
        return days

    ended = local(s["ended_at"] - pd.Timedelta(1, "us"))
    began = local(s["started_at"]).fillna(s["worked_on"])
    facts = [
        (began, ended.fillna(s["worked_until"])),
        (e["earned_from"], e["earned_to"]),
        (off["starts_on"], off["ends_on"].fillna(top)),
        *((days, days) for days in (
            frames.payouts["received_on"], frames.expenses["spent_on"],
            local(frames.project_events["happened_at"]), local(frames.queue_checks["checked_at"]),
        )),
    ]  # fmt: skip
    latest = [last.where(last > first, first)[first <= top].max() for first, last in facts]
    return max((min(d.date(), as_of) for d in latest if not pd.isna(d)), default=None)


def complete_weeks(window: Window, first: dt.date | None) -> Weeks:
    """Monday-to-Sunday weeks inside the window, from the first recorded day on, whatever is known of them.

    The week that holds the first recorded day counts as complete where the window opens on it (or before
    it: of the days before, the ledger knows nothing).

    >>> w = Window(dt.date(2026, 1, 7), dt.date(2026, 1, 20), 14)
    >>> [str(m) for m in complete_weeks(w, dt.date(2026, 1, 7)).mondays]
    ['2026-01-05', '2026-01-12']
    >>> [str(m) for m in complete_weeks(w, dt.date(2026, 1, 1)).mondays]
    ['2026-01-12']
    """
    if window.start is None or first is None:
        return Weeks((), None, None)
    opens_on_first = window.start <= first
    start = first if opens_on_first else window.start
    week = monday(start)
    if week != start and not opens_on_first:
        week += 7 * DAY
    mondays = []
    while week + 6 * DAY <= window.end:
        mondays.append(week)
        week += 7 * DAY
    if not mondays:
        return Weeks((), None, None)
    return Weeks(tuple(mondays), max(start, mondays[0]), mondays[-1] + 6 * DAY)
