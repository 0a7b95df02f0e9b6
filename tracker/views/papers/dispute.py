"""Time that a platform did not count, by pay period and project: to look at before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.results.disputes import DisputeLine, DisputeSheet
from tracker.views.numbers import NOTHING, Reader
from tracker.views.payments.overview import both
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

TINY = 1 / 120
"""Hours: half a minute."""


@dataclass(frozen=True, slots=True)
class DisputeView:
    answer: str
    second: str
    table: Table


def dispute(sheet: DisputeSheet, reader: Reader) -> DisputeView:
    """The sheet as sentences and table."""
    return DisputeView(_answer(sheet, reader), _deadline(sheet, reader), _table(sheet, reader))


def _answer(s: DisputeSheet, reader: Reader) -> str:
    if not s.n:
        return _("No paid work for {platform} is on record for these days.").format(platform=s.platform)
    if not any(i.counted is not None for i in s.items):
        return _("What {platform} counted is not on record, so nothing can be compared.").format(platform=s.platform)
    if abs(s.difference) < TINY:
        return _("{platform} counted all the time on your clock.").format(platform=s.platform)
    periods = sum(1 for x in s.lines if abs(x.difference) >= TINY)
    said = ngettext(
        "{hours} on your clock were not counted by {platform}, in {n} line",
        "{hours} on your clock were not counted by {platform}, in {n} lines",
        periods,
    ).format(hours=reader.hours(s.difference), platform=s.platform, n=reader.number(periods))
    worth = _(" and ").join(reader.money(units, currency) for currency, units in s.totals.items())
    return _("{said}: worth {money}.").format(said=said, money=worth) if worth else f"{said}."


def _deadline(s: DisputeSheet, reader: Reader) -> str:
    if not s.n:
        return ""
    if s.deadline is not None:
        return _("To be disputed by {day}.").format(day=reader.day(s.deadline))
    return _("By when it can be disputed is not known: look it up in the platform's terms.")


def _table(s: DisputeSheet, reader: Reader) -> Table:
    columns = (
        Column("first_day", _("From")),
        Column("last_day", _("To")),
        Column("due_on", _("Due")),
        Column("project", _("Project")),
        Column("own_timed_hours", _("Your clock"), right=True),
        Column("counted_hours", _("Counted"), right=True),
        Column("unrecorded_hours", _("Count not known"), right=True),
        Column("refused_hours", _("Refused"), right=True),
        Column("difference_hours", _("Difference"), right=True),
        Column("difference_amount", _("Worth"), right=True),
    )
    return Table.of(columns, [_row(x, s.platform, reader) for x in s.lines])


def _row(x: DisputeLine, platform: str, reader: Reader) -> list[tuple[str, Value]]:
    def hours(value: float) -> tuple[str, Value]:
        return reader.number(value, 2), round(value, 4)

    return [
        (reader.day(x.first), x.first),
        (reader.day(x.last), x.last),
        (reader.day(x.due_on), x.due_on) if x.due_on else (NOTHING, None),
        both(reader.project(platform, x.project)),
        *(hours(h) for h in (x.own, x.counted, x.unrecorded, x.refused, x.difference)),
        (reader.money(x.money, x.currency), reader.decimal(x.money)),
    ]
