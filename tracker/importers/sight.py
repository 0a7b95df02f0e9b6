"""How one row looks to somebody who asks whether it is another one: the same for rows of files and of the ledger."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.domain import Known, Record

TYPED = (None, "", "typed")
_HASHED = re.compile(r"[0-9a-f]{32}#\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One row. `row` is its number in the ledger, None in a file; `own`: its source has an id of its own for it.

    `day` and `until` are days of the home zone; `start` and `end` instants if there are clock times.
    `seconds` are those worked; money is in units, a transfer's is what left. `said` is the text that may name
    a payer. `id` is that of the row in its source.
    """

    table: str
    row: int | None
    source: str
    own: bool
    platform: str
    project: str
    day: dt.date
    until: dt.date
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    seconds: int | None = None
    amount: int | None = None
    currency: str = ""
    fee: int = 0
    kind: str = ""
    note: str = ""
    account: str = ""
    to_account: str = ""
    amount_in: int | None = None
    currency_in: str = ""
    evidence: str = ""
    status: str = ""
    slot: str = ""
    said: str = ""
    batch: int | None = None
    id: str = ""

    @property
    def typed(self) -> bool:
        return self.source in TYPED

    @property
    def report(self) -> tuple[str, bool]:
        """Rows of one report tell of different things; Upwork's two have one source, and ids in one of them."""
        return self.source, self.own

    @property
    def net(self) -> int | None:
        return None if self.amount is None else self.amount - self.fee

    @property
    def name(self) -> str:
        return self.platform.casefold()

    @property
    def moment(self) -> dt.datetime:
        """Its start, of a row without clock times the beginning of its day: for the order of rows."""
        return self.start or dt.datetime.combine(self.day, dt.time(), dt.UTC)

    @property
    def counts(self) -> bool:
        """Does it bring time or money? Refused work brings none."""
        return self.status not in ("rejected", "removed")


def hashed(source_id: str | None) -> bool:
    """Whether an id was made from a row's content, because its source has none.

    >>> hashed("ab" * 16 + "#1"), hashed("T-1001")
    (True, False)
    """
    return bool(source_id) and _HASHED.fullmatch(source_id or "") is not None


def of_known(table: str, k: Known, zone: dt.tzinfo) -> Sight:
    """A row of the ledger."""
    start = _instant(k.started_at)
    end = _instant(k.ended_at)
    day = start.astimezone(zone).date() if start else _day(k.day) or dt.date.min
    seconds = k.seconds
    if seconds is None and start and end:
        seconds = int((end - start).total_seconds())
    return Sight(
        table, k.row, k.source or "", not hashed(k.source_id), k.platform or "", k.project or "",
        day, _day(k.until) or _last(end, day, zone), start, end, seconds, k.amount, k.currency or "", k.fee or 0,
        k.kind or "", k.note or "", k.account or "", k.to_account or "", k.amount_in, k.currency_in or "",
        k.evidence or "", k.status or "", k.slot or "", k.note or "", k.batch, k.source_id or "",
    )  # fmt: skip


def of_record(record: Record, zone: dt.tzinfo, *, slot: str = "", said: str = "") -> Sight:
    """A row of a file, as it would be stored: of one of the tables with a source."""

    def get(*names: str) -> Any:
        return next((v for n in names if (v := getattr(record, n, None)) is not None), None)

    start, end = get("started_at"), get("ended_at")
    day = start.astimezone(zone).date() if start else get("worked_on", "earned_from", "received_on", "moved_on")
    seconds = get("minutes")
    if seconds is None and start and end:
        seconds = int((end - start).total_seconds())
    return Sight(
        record.TABLE, None, get("source") or "", not hashed(get("source_id")), get("platform") or "",
        get("project") or "", day, get("worked_until", "earned_to") or _last(end, day, zone), start, end, seconds,
        get("amount", "amount_out"), get("currency", "currency_out") or "", get("fee") or 0,
        get("activity", "kind") or "", get("note") or "", get("from_account") or "", get("to_account") or "",
        get("amount_in"), get("currency_in") or "", get("evidence") or "", get("status") or "", slot, said, None,
        get("source_id") or "",
    )  # fmt: skip


def _last(end: dt.datetime | None, day: dt.date, zone: dt.tzinfo) -> dt.date:
    """The last day that a row has time of: the sum of that day tells of a night's second half."""
    return day if end is None else max(day, (end - dt.timedelta.resolution).astimezone(zone).date())


@lru_cache(maxsize=65_536)
def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


@lru_cache(maxsize=16_384)
def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
