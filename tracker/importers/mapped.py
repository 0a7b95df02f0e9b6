"""Reading a table by a mapping: any CSV or TSV as work sessions, earnings, payouts or expenses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from tracker.domain import (
    NOT_WORK,
    RULE_FIELDS,
    Earning,
    EarningKind,
    Evidence,
    Expense,
    Payout,
    PayoutKind,
    WorkSession,
)
from tracker.errors import UnreadableFile
from tracker.importers.base import Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Reading, Row
from tracker.importers.formats.common import Told, batch
from tracker.importers.identity import normal
from tracker.importers.mapped_cells import When, as_table, layout_of, parser, settle, sheet_of
from tracker.importers.mapping import Entry, Mapping, signature
from tracker.importers.reading import Table, find_delimiter, read_cells
from tracker.words import currency_hint, local_span, parse_currency

_FILE = Evidence.FILE.value


class MappedImporter:
    """Files of one shape, as a mapping says. Recognises them by delimiter and header names."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.name = mapping.name
        self.title = f"{mapping.name} (your mapping)"

    def recognise(self, text: Text) -> Recognition:
        mapping = self.mapping
        try:
            if mapping.header_row == 0:
                return Recognition(0.6, "as many columns") if _same_width(text, mapping) else Recognition(0.0)
            found = as_table(text, mapping)
        except UnreadableFile:
            return Recognition(0.0)
        if mapping.header and signature(found.header) == mapping.signature:
            return Recognition(1.0, f"the columns of your mapping {mapping.name}")
        if not mapping.header and layout_of(mapping).fits(found.header):
            return Recognition(0.9, f"the columns that your mapping {mapping.name} reads")
        return Recognition(0.0)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Rows as the mapping says. Raises `InputError` for a missing column, `NeedsAnswer` for what is open."""
        sheet = sheet_of(text, self.mapping)
        sheet.reading = settle(sheet, self.mapping, options)
        maker = Maker(self.mapping, sheet.reading.zone)
        harvest = sheet.read(maker.make)
        notes = [f"Clock times were read as times in {sheet.reading.zone}."] if "start" in sheet.bound else []
        return batch(self.name, source_of(sheet.table), harvest, [*notes, *maker.told.sentences()])


def source_of(found: Table) -> str:
    """The source is named after the file's shape: a mapping renamed or corrected reads the same rows again."""
    return "table-" + blake2b(signature(found.header).encode(), digest_size=6).hexdigest()


def _same_width(text: Text, mapping: Mapping) -> bool:
    rows = read_cells(text.name, text.text, mapping.delimiter or find_delimiter(text.text))
    return all(len(cells) == len(mapping.header) for _, (_, cells) in zip(range(20), rows, strict=False))


@dataclass(slots=True)
class _Seen:
    """A row with what constants and lookups add to it."""

    row: Row
    entry: Entry
    mapping: Mapping

    def get(self, name: str) -> Any:
        if name in self.mapping.columns:
            value = self.row[name]
            if value not in (None, ""):
                return value
        constant = self.mapping.constants.get(name)
        if constant is None:
            return None
        return parser(name, self.mapping)(constant, Reading("ymd"))

    def text(self, name: str) -> str | None:
        return self.get(name) or None

    def need(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise self.row.problem(name, "missing", f"{name} is empty")
        return value

    @property
    def platform(self) -> str:
        return self.entry.platform or self.text("platform") or ""

    @property
    def project(self) -> str | None:
        return self.entry.project or self.text("project")

    def currency(self, *money: str) -> str | None:
        """Of the row, the lookup, the amount's own sign, the constant; in this order."""
        if "currency" in self.mapping.columns and self.row["currency"]:
            return str(self.row["currency"])
        hints = (currency_hint(self.row.raw(name)) for name in money if name in self.mapping.columns)
        own = self.entry.currency or next((h for h in hints if h), None)
        constant = self.mapping.constants.get("currency")
        return own or (parse_currency(constant) if constant else None)

    def need_currency(self) -> str:
        code = self.currency("amount")
        if code is None:
            raise self.row.problem("amount", "no_currency", "the amount names no currency")
        return code


class Maker:
    """One mapped row after the other."""

    def __init__(self, mapping: Mapping, zone: str) -> None:
        self.mapping, self.zone, self.told = mapping, zone, Told()
        made: dict[str, Callable[[_Seen], Any]] = {
            "work_session": self._session,
            "earning": self._earning,
            "payout": self._payout,
            "expense": self._expense,
        }
        self._record = made[mapping.kind]

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        seen = _Seen(row, self._entry(row), self.mapping)
        if seen.platform == NOT_WORK:
            return IgnoredRow(row.line, "not_work")
        record = self._record(seen)
        if isinstance(record, IgnoredRow):
            return record
        facts = Facts(**{name: str(seen.get(name) or "") for name in RULE_FIELDS})
        return SourceRow(row.line, record, facts, row.whole("status"), seen.text("id") or "", _slot(record, facts))

    def _entry(self, row: Row) -> Entry:
        """What the lookups say of the row; earlier ones first."""
        merged = Entry()
        for i, lookup in enumerate(self.mapping.lookups):
            found = lookup.find(row.raw(f"lookup {i}"))
            if found is not None:
                merged = found if merged == Entry() else _merge(merged, found)
        return merged

    def _session(self, seen: _Seen) -> WorkSession | IgnoredRow:
        start, end, seconds = self._times(seen)
        own = seen.get("rate")
        paid = seen.entry.paid is not False
        rate = own if own is not None else seen.entry.session_rate
        amount = seen.get("amount")
        return WorkSession(
            platform=seen.platform,
            project=seen.project,
            worked_on=None if start else seen.need("date"),
            worked_until=seen.get("date_until"),
            started_at=start,
            ended_at=end,
            minutes=seconds,
            counted_minutes=seen.get("counted"),
            activity=seen.get("activity") or seen.entry.kind_of_work,
            tasks=seen.get("tasks"),
            rate=rate if paid else None,
            amount=amount if paid else None,
            currency=seen.currency("amount", "rate") if paid and (rate or amount is not None) else None,
            status=seen.get("status"),
            evidence=_FILE,
            note=seen.text("note") or seen.text("description"),
        )

    def _times(self, seen: _Seen) -> tuple[dt.datetime | None, dt.datetime | None, int | None]:
        """(start, end, seconds); an end before its start lies on the next day, where it names no day."""
        seconds = seen.get("duration")
        begin = seen.get("start")
        if begin is None:
            if seconds is None:
                raise seen.row.problem("duration", "missing", "the row says neither when nor how long")
            return None, None, seconds
        start = _at(begin, seen, "date")
        end = self._end(seen, start, seconds)
        if start.utcoffset() is None or end.utcoffset() is None:
            start, end = local_span(_bare(start), _bare(end), self.zone, seconds)
        start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
        span = round((end - start).total_seconds())
        return start, end, seconds if seconds is not None and 0 < seconds < span else None

    def _end(self, seen: _Seen, start: dt.datetime, seconds: int | None) -> dt.datetime:
        finish = seen.get("end")
        if finish is None:
            if seconds is None:
                raise seen.row.problem("end", "missing", "the row has neither an end nor a duration")
            return start + dt.timedelta(seconds=seconds)
        if isinstance(finish, dt.datetime):
            return finish
        day = seen.get("end_date")
        end = dt.datetime.combine(day or start.date(), dt.time(), start.tzinfo) + dt.timedelta(seconds=finish)
        if day is None and end < start:
            end += dt.timedelta(days=1)
        return end

    def _earning(self, seen: _Seen) -> Earning:
        return Earning(
            platform=seen.platform,
            project=seen.project,
            kind=(seen.text("kind") or EarningKind.MILESTONE.value).casefold(),
            earned_from=seen.need("date"),
            earned_to=seen.get("date_until"),
            amount=seen.need("amount"),
            currency=seen.need_currency(),
            due_on=seen.get("due"),
            status=seen.get("status"),
            evidence=_FILE,
            note=seen.text("note") or seen.text("description"),
        )

    def _payout(self, seen: _Seen) -> Payout | IgnoredRow:
        amount = seen.get("amount")
        if amount is None or amount <= 0:
            return IgnoredRow(seen.row.line, "outgoing")
        fee = seen.get("fee")
        return Payout(
            platform=seen.platform,
            project=seen.project,
            kind=(seen.text("kind") or PayoutKind.PAYOUT.value).casefold(),
            received_on=seen.need("date"),
            amount=amount,
            fee=abs(fee) if fee else None,
            currency=seen.need_currency(),
            covers_from=seen.get("covers_from"),
            covers_to=seen.get("covers_to"),
            evidence=Evidence.DEPOSIT.value,
            note=seen.text("note") or seen.text("description"),
        )

    def _expense(self, seen: _Seen) -> Expense:
        return Expense(
            spent_on=seen.need("date"),
            amount=abs(seen.need("amount")),
            currency=seen.need_currency(),
            category=" ".join((seen.text("category") or "other").split()),
            platform=seen.platform or None,
            note=seen.text("note") or seen.text("description"),
        )


def _at(when: When, seen: _Seen, day: str) -> dt.datetime:
    if isinstance(when, dt.datetime):
        return when
    return dt.datetime.combine(seen.need(day), dt.time()) + dt.timedelta(seconds=when)


def _bare(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=None)


def _merge(first: Entry, second: Entry) -> Entry:
    said = {name: getattr(first, name) for name in Entry.__slots__}
    return Entry(**{n: v if v is not None else getattr(second, n) for n, v in said.items()})


def _slot(record: Any, facts: Facts) -> str:
    """The place of a row in its source: its start, else its day and what it is about."""
    match record:
        case WorkSession(started_at=dt.datetime() as start):
            return str(normal(start))
        case WorkSession(worked_on=day) | Earning(earned_from=day):
            return normal(day, facts.client, facts.project, facts.task, facts.code, facts.contract, facts.tag)
        case _:
            return ""
