"""The rows behind a bar of the year's picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.report import Report
from tracker.units import WEEKS_PER_YEAR
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.analysis.earnings.behind import BehindRow


@dataclass(frozen=True, slots=True)
class BehindView:
    answer: str
    table: Table


def kinds() -> dict[str, str]:
    return {
        "overdue": _("late"),
        "written_off": _("given up"),
        "fee": _("fee"),
        "expected_fee": _("fee expected"),
        "fx": _("exchange rate"),
        "transfer": _("moving money"),
        "expense": _("expense"),
        "reimbursement": _("paid back"),
        "unmatched": _("no logged work"),
    }


def behind(rows: Sequence[BehindRow], report: Report, reader: Reader) -> BehindView:
    """The rows with their sum, and how the sum becomes the bar of a year."""
    total = sum(r.amount for r in rows)
    names = kinds()
    weeks = report.annual.weeks or 1
    said = ngettext("{n} row, {sum} in all.", "{n} rows, {sum} in all.", len(rows)).format(
        n=reader.number(len(rows)), sum=reader.money(total)
    )
    year = _("Over {weeks} weeks; put on a year: {year}.").format(
        weeks=reader.number(weeks), year=reader.money(round(total * WEEKS_PER_YEAR / weeks))
    )
    columns = (
        Column("day", _("Day")),
        Column("platform", _("Platform")),
        Column("project", _("Project")),
        Column("what", _("What")),
        Column("amount", _("Amount"), right=True),
    )
    cells: list[list[tuple[str, Value]]] = [
        [
            (reader.day(r.day), r.day),
            (r.platform or "", r.platform),
            (reader.project(r.platform, r.project), reader.project(r.platform, r.project) or None),
            (names.get(r.what, r.what), r.what),
            (reader.money(r.amount), reader.decimal(r.amount)),
        ]
        for r in rows
    ]
    return BehindView(f"{said} {year}", Table.of(columns, cells))
