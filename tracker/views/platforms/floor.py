"""The floor of a platform in words: the verdict of the last week, and its weeks as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.analysis.results.floor import Floor, FloorWeek, Verdict
from tracker.domain import Platform
from tracker.units import DAY
from tracker.views.fields import title
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

RECENT = 28
"""Days within which a week began whose verdict is news."""


def news(floors: Sequence[Floor], as_of: dt.date) -> list[Floor]:
    """Those of platforms that were worked for in the last weeks."""
    return [f for f in floors if f.last and f.last.monday >= as_of - RECENT * DAY]


def verdict(found: Floor, reader: Reader) -> str:
    """What the last week with work says of the floor."""
    week = found.last
    if week is None:
        return _("There is no week with work on {platform} to hold against your floor of {floor} an hour.").format(
            platform=found.platform, floor=floor(found, None, reader)
        )
    said = _said(found, week)
    before = found.decided if week.verdict in (Verdict.OPEN, Verdict.UNKNOWN) else None
    if before is not None and before.verdict is Verdict.UNDER:
        said += " " + _("The last week that can be judged, that of {before}, was under it.")
    return said.format(
        platform=found.platform,
        floor=floor(found, week, reader),
        week=reader.day(week.monday),
        rate=reader.money(week.rate),
        kept=_kept(week, reader),
        reason=_reason(week),
        arrived=reader.money(week.arrived),
        all=reader.money(week.if_all),
        n=reader.number(found.under),
        before=reader.day(before.monday) if before else "",
    )


def _said(found: Floor, week: FloorWeek) -> str:
    match week.verdict:
        case Verdict.UNDER:
            return _under(found)
        case Verdict.HELD if week.rate is None:
            return _("{platform} kept your floor of {floor}: of the week of {week}, {arrived} an hour has come so far.")
        case Verdict.HELD:
            return _("{platform} kept your floor of {floor}: {rate} an hour in the week of {week}.")
        case Verdict.OPEN:
            return _(
                "Whether {platform} keeps your floor of {floor} is open: of the week of {week}, {arrived} an hour has "
                "come, and it will be {all} if all of it comes."
            )
        case _:
            return _("The week of {week} on {platform} cannot be held against your floor of {floor}: {reason}.")


def _kept(week: FloorWeek, reader: Reader) -> str:
    if week.rate is not None:
        return _("{rate} an hour").format(rate=reader.money(week.rate))
    return _("{rate} an hour, if all of it comes").format(rate=reader.money(week.if_all))


def _under(found: Floor) -> str:
    """How many weeks in a row, and what the last one left."""
    if found.under == 1:
        return _("{platform} was under your floor of {floor} in the week of {week}: {kept}.")
    if found.at_least:
        return ngettext(
            "At least {n} week in a row under your floor of {floor} on {platform}. The week of {week}: {kept}.",
            "At least {n} weeks in a row under your floor of {floor} on {platform}. The week of {week}: {kept}.",
            found.under,
        )
    if found.under == 2:
        return _("Second week in a row under your floor of {floor} on {platform}. The week of {week}: {kept}.")
    return ngettext(
        "{n} week in a row under your floor of {floor} on {platform}. The week of {week}: {kept}.",
        "{n} weeks in a row under your floor of {floor} on {platform}. The week of {week}: {kept}.",
        found.under,
    )


def _reason(week: FloorWeek) -> str:
    """Why a week is not known."""
    match week.why[0] if week.why else "":
        case "hours_unknown":
            return _("the time of some of its work is not on record")
        case "coarse_hours":
            return _("some of its hours are known only for days of several weeks")
        case "paid_as_a_whole":
            return _("some of its work is paid as one sum or by the month")
        case "no_rate":
            return _("a currency has no exchange rate")
        case _:
            return _("what some of its work pays is not on record")


def floor(found: Floor, week: FloorWeek | None, reader: Reader) -> str:
    """The floor as it was set, and what it is in the reader's currency if that is another one."""
    own = reader.exact(found.floor, found.currency)
    if found.currency == reader.currency or week is None or week.floor is None or reader.masked:
        return own
    return _("{floor} ({here})").format(floor=own, here=reader.money(week.floor))


def weeks(found: Floor, reader: Reader) -> Table:
    """The weeks with work, the latest first."""
    columns = (
        Column("week", _("Week of")),
        Column("hours", _("Hours"), right=True),
        Column("kept", _("Kept per hour"), right=True),
        Column("arrived", _("Arrived per hour"), right=True),
        Column("if_all", _("If all of it comes"), right=True),
        Column("floor", title(Platform, "floor_rate"), right=True),
        Column("verdict", _("Verdict")),
    )
    worked = [w for w in reversed(found.weeks) if w.verdict is not Verdict.NO_HOURS]
    return Table.of(columns, [_row(w, reader) for w in worked])


def _row(w: FloorWeek, reader: Reader) -> list[tuple[str, Value]]:
    money = [(reader.money(units), reader.decimal(units)) for units in (w.rate, w.arrived, w.if_all, w.floor)]
    return [
        (reader.day(w.monday), w.monday),
        (reader.hours(w.hours), round(w.hours, 2)),
        *money,
        (_verdict(w), w.verdict.value),
    ]


def _verdict(w: FloorWeek) -> str:
    match w.verdict:
        case Verdict.UNDER:
            return _("under")
        case Verdict.HELD:
            return _("kept")
        case Verdict.OPEN:
            return _("open")
        case _:
            return _("not known")
