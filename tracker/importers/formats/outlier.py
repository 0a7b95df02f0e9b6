"""Outlier's earnings: a CSV with one row per task or reward, and the same pasted from the page as text."""

from __future__ import annotations

import csv
import io
import re

from tracker.domain import Earning, EarningKind, Evidence, Status, WorkSession
from tracker.importers.base import About, Facts, ParsedBatch, ReadOptions, Recognition, SourceRow, Text, one_line
from tracker.importers.columns import Field, Harvest, Layout, Reading, Row, day, duration, money, own_id
from tracker.importers.formats.common import NO, Told, batch, by_header
from tracker.importers.identity import normal
from tracker.importers.reading import Table, table
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.importers.states import status_word
from tracker.say import Said, Word
from tracker.words import currency_hint

PLATFORM = "Outlier"
COLUMNS = ("workDate", "itemID", "duration", "rateApplied", "payout", "payType", "projectName", "status")
LABELS = ("Date", "ID", "Duration", "Rate", "Value", "Type", "Category", "Status")
"""What the pasted page calls the columns, in the same order."""


def _length(cell: str, reading: Reading) -> int | None:
    return None if cell.strip("-–— ") == "" else duration(cell, reading)


def _rate(cell: str, reading: Reading) -> int | None:
    return None if cell.strip("-–— ") == "" else money(re.split(r"\s*/", cell)[0], reading)


LAYOUT = Layout(
    on=Field("workDate", parse=day, need=True),
    item=Field("itemID", parse=own_id),
    length=Field("duration", parse=_length, need_column=False),
    rate=Field("rateApplied", parse=_rate, need_column=False),
    pay=Field("payout", parse=money, need=True),
    kind=Field("payType"),
    project=Field("projectName", need_column=False),
    status=Field("status", need_column=False),
)
_KINDS = {
    "task": "prepay",
    "time": "prepay",
    "exceeded time": "overtimepay",
    "overtime": "overtimepay",
    "mission": "missionreward",
    "mission reward": "missionreward",
}
_WORK = ("prepay", "overtimepay")
_LABEL = re.compile(rf"^\s*({'|'.join(LABELS)})\s*:\s*(.*?)\s*$", re.IGNORECASE)


class Outlier:
    """Tasks are sessions of a day (time, rate, amount); rewards without time are bonuses."""

    name = "outlier"
    title = "Outlier, earnings (CSV or pasted text)"
    about = About(
        becomes="work sessions of a day, earnings",
        get="In Outlier: Earnings, then download the CSV, or select the rows of the page, copy and paste them.",
        times="days only",
        confirmed="three independent tools that read it",
    )

    def recognise(self, text: Text) -> Recognition:
        if _is_pasted(text.text):
            return Recognition(0.95, "Outlier's earnings as pasted from the page")
        if "itemID" not in text.text[:2000] and "rateApplied" not in text.text[:2000]:
            return NO
        return by_header(text, LAYOUT, "the columns of Outlier's earnings", marks=("itemID", "payType", "payout"))

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Rows have no id of their own: an item has several (task, exceeded time). Status is not part of it."""
        pasted = _is_pasted(text.text)
        sheet = LAYOUT.bind(_pasted_table(text) if pasted else table(text))
        dates = settle_dates(options, sheet, "on")
        sheet.reading = Reading(dates, settle_decimal(options, sheet, "pay", "rate", currencies=("USD",)))
        told = Told()
        harvest = sheet.read(lambda row: _earned(row, told))
        if pasted:
            _true_lines(text, harvest)
        return batch(self.name, self.name, harvest, told.sentences())


def _earned(row: Row, told: Told) -> SourceRow:
    kind = _KINDS.get(row["kind"].casefold(), row["kind"].replace(" ", "").casefold())
    status, project = _status(row["status"], told), one_line(row["project"])
    code = currency_hint(row.raw("pay")) or "USD"
    record: WorkSession | Earning
    if row["length"] or kind in _WORK:
        if row["length"] is None:
            raise row.problem("length", "missing", "a task without its time")
        record = WorkSession(
            platform=PLATFORM,
            project=project,
            worked_on=row["on"],
            minutes=row["length"],
            rate=row["rate"],
            amount=row["pay"],
            currency=code,
            status=status,
            evidence=Evidence.FILE.value,
        )
    else:
        record = Earning(
            platform=PLATFORM,
            project=project,
            kind=_earning_kind(kind, row["pay"]),
            earned_from=row["on"],
            amount=row["pay"],
            currency=code,
            status=status,
            evidence=Evidence.FILE.value,
            note=row["kind"] or None,
        )
    facts = Facts(project=row["project"], task=row["kind"])
    body = normal(row["on"], row["item"], row["length"], row["rate"], row["pay"], kind, row["project"])
    return SourceRow(row.line, record, facts, body, slot=normal(row["on"], row["item"], kind))


def _earning_kind(kind: str, pay: int) -> str:
    """Below zero it is what Outlier took off: an adjustment, whatever it is called."""
    if pay < 0:
        return EarningKind.ADJUSTMENT.value
    if "referral" in kind:
        return EarningKind.REFERRAL.value
    return (EarningKind.ADJUSTMENT if "adjust" in kind else EarningKind.BONUS).value


def _status(word: str, told: Told) -> str:
    status = status_word(word)
    if status is None:
        told.add(Said("{n} rows have the status {word!r}: taken as pending.", word=Word(word)))
        return Status.PENDING.value
    return status


# --- pasted text ---------------------------------------------------------------------------------------


def _is_pasted(text: str) -> bool:
    found = {m.group(1).casefold() for line in text[:4000].split("\n") if (m := _LABEL.match(line))}
    return {"date", "duration", "rate", "value", "status"} <= found


def _blocks(text: str) -> list[tuple[int, dict[str, str]]]:
    """(first line, value by label) of each block; a block begins at `Date:`."""
    blocks: list[tuple[int, dict[str, str]]] = []
    label = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _LABEL.match(line)
        if found:
            label = found.group(1).casefold()
            if label == "date" or not blocks:
                blocks.append((number, {}))
            blocks[-1][1][label] = found.group(2)
        elif label and line.strip() and not blocks[-1][1][label]:
            blocks[-1][1][label] = line.strip()
    return blocks


def _pasted_table(text: Text) -> Table:
    """The blocks as the table that the CSV would be."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for _, said in _blocks(text.text):
        writer.writerow([said.get(label.casefold(), "") for label in LABELS])
    return Table(text.name, out.getvalue(), ",", COLUMNS, 1)


def _true_lines(text: Text, harvest: Harvest) -> None:
    """Line numbers of the pasted text instead of those of the table made of it."""
    starts = [line for line, _ in _blocks(text.text)]

    def at(line: int) -> int:
        return starts[line - 2] if 0 <= line - 2 < len(starts) else line

    harvest.rows[:] = [SourceRow(at(r.line), r.record, r.facts, r.content, r.source_id, r.slot) for r in harvest.rows]
    harvest.ignored[:] = [type(i)(at(i.line), i.reason) for i in harvest.ignored]
    harvest.problems[:] = [type(p)(p.code, p.message, at(p.line), p.column, p.value) for p in harvest.problems]
