"""Rows typed by hand that a source row seems to repeat: proposed, never overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.domain import Earning, Known, Payout, Record, WorkSession, to_stored
from tracker.importers.rules import session_seconds
from tracker.words import zone_info

TYPED = (None, "", "typed")
PAY_DAYS = dt.timedelta(days=3)
SECONDS = 60


class TypedRows:
    """The typed rows of one table; each is proposed for one source row at most.

    work session   same platform and day, equal minutes, spans that meet where both have one
    payout         same platform and amount, at most three days apart
    earning        same platform, amount and first day
    """

    def __init__(self, known: Sequence[Known], zone: str) -> None:
        self._zone = zone
        self._by_platform: dict[str, list[Known]] = {}
        for row in known:
            if row.source in TYPED and row.platform:
                self._by_platform.setdefault(row.platform, []).append(row)

    def match(self, record: Record) -> int | None:
        """The number of the typed row that the record repeats, which is then used up; None without one."""
        rows = self._by_platform.get(getattr(record, "platform", ""))
        if not rows:
            return None
        for i, row in enumerate(rows):
            if self._is_same(record, row):
                return rows.pop(i).row
        return None

    def _is_same(self, record: Record, row: Known) -> bool:
        match record:
            case WorkSession():
                return self._same_session(record, row)
            case Payout():
                near = row.day is not None and abs(dt.date.fromisoformat(row.day) - record.received_on) <= PAY_DAYS
                return near and (row.amount, row.currency) == (record.amount, record.currency)
            case Earning():
                same_day = row.day == record.earned_from.isoformat()
                return same_day and (row.amount, row.currency) == (record.amount, record.currency)
            case _:
                return False

    def _same_session(self, record: WorkSession, row: Known) -> bool:
        span = _span(row)
        seconds = row.seconds if row.seconds is not None else span and int((span[1] - span[0]).total_seconds())
        if seconds is None or abs(seconds - session_seconds(record)) >= SECONDS:
            return False
        if span and record.started_at and record.ended_at:
            return span[0] < record.ended_at and record.started_at < span[1]
        day = self._day(span[0]) if span else row.day and dt.date.fromisoformat(row.day)
        return day is not None and day == (self._day(record.started_at) if record.started_at else record.worked_on)

    def _day(self, instant: dt.datetime) -> dt.date:
        return instant.astimezone(zone_info(self._zone)).date()


def same_values(record: Record, row: Known) -> bool:
    """Whether a source row has the day, time and money that the ledger's row has.

    For rows of which no hash is known (an archive made by hand): what else an edit may have changed is left.
    """
    s = to_stored(record)
    days = ("worked_on", "started_at", "earned_from", "received_on", "moved_on")
    day = next((str(s[c])[:10] for c in days if s.get(c)), None)
    amount, currency = ("amount_out", "currency_out") if "amount_out" in s else ("amount", "currency")
    found = (day, *(s.get(c) for c in ("started_at", "ended_at", "minutes", amount, currency)))
    return found == (row.day, row.started_at, row.ended_at, row.seconds, row.amount, row.currency)


def _span(row: Known) -> tuple[dt.datetime, dt.datetime] | None:
    if not row.started_at or not row.ended_at:
        return None
    return dt.datetime.fromisoformat(row.started_at), dt.datetime.fromisoformat(row.ended_at)
