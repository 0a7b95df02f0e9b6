"""Settings as people read them: names of fields and choices, and the tables of what is set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from babel.core import get_global
from babel.numbers import get_currency_name

from tracker.domain import Availability, Column, Kind, Platform, Project, Record, Settings, columns
from tracker.units import from_units
from tracker.views.numbers import Reader
from tracker.views.table import Column as Shown
from tracker.views.table import Table, Value
from tracker.views.text import _, ngettext


class Operation(Protocol):
    """What a listed change has: see `store.Operation`."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> dt.datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def undoes(self) -> int | None: ...
    @property
    def undone_by(self) -> int | None: ...
    @property
    def counts(self) -> Mapping[str, int]: ...


def field_names() -> dict[str, tuple[str, str]]:
    """Label and help of each field that a page lets one fill in."""
    return {
        "home_currency": (_("Your currency"), _("Sums are shown in it.")),
        "time_zone": (_("Your time zone"), _("Its calendar days count.")),
        "standard_week_hours": (_("Hours of a full-time week"), _("For the advertised year. Empty: 40.")),
        "standard_year_weeks": (_("Weeks of a full-time year"), _("For the advertised year. Empty: 52.")),
        "platform": (_("Platform"), _("The company that offers and pays for work.")),
        "currency": (_("Currency"), _("Three letters, such as USD.")),
        "pay_cycle": (_("Pays"), _("How often money becomes due.")),
        "pay_cycle_ends": (
            _("A pay period ends on"),
            _("A weekday such as fri, for weekly pay; a date on which one ends, for pay every two weeks."),
        ),
        "pay_cycle_zone": (_("Counted in the zone"), _("Empty: your own.")),
        "pay_delay_days": (_("Days from the end of the period to the money"), _("Empty: 30.")),
        "payout_threshold": (_("Smallest sum it pays out"), ""),
        "fee_percent": (_("Percent it keeps"), _("Of what it pays, before the money reaches you.")),
        "monitoring": (_("Takes screenshots or tracks activity"), ""),
        "project": (_("Project"), _("An alias is enough.")),
        "alias": (_("Name in discreet mode"), ""),
        "role": (_("Kind of work"), _("Rates compare within a kind, so use the same words again.")),
        "pay_model": (_("Paid"), _("Empty: by the hour.")),
        "advertised_low": (
            _("Advertised, from"),
            _("As the listing put it: per hour; per month or in all where it pays so."),
        ),
        "advertised_high": (_("Advertised, to"), _("The listing's upper figure, if it gave a range.")),
        "agreed_rate": (_("Agreed"), _("What you were promised: per hour, per task, per month or in all.")),
        "promised_weekly_hours": (_("Hours a week that were promised"), ""),
        "promised_until": (_("Promised to last until"), ""),
        "starts_on": (_("From"), ""),
        "ends_on": (_("To"), _("Empty: until further notice.")),
        "kind": (_("What"), ""),
        "weekly_hours": (_("Hours a week you can work"), ""),
        "weekdays": (_("On these days"), _("mon-fri, or mon,wed,fri. Empty: Monday to Friday.")),
        "note": (_("Note"), ""),
    }


def short_names() -> dict[str, str]:
    """Heads of table columns whose field has a long label."""
    return {
        "pay_cycle_ends": _("Period ends"),
        "pay_delay_days": _("Days to money"),
        "fee_percent": _("Keeps %"),
        "weekly_hours": _("Hours a week"),
        "weekdays": _("Days"),
    }


def choice_names() -> dict[str, str]:
    """What the values of choices are called."""
    return {
        "none": _("no fixed pay day"),
        "weekly": _("every week"),
        "biweekly": _("every two weeks"),
        "semimonthly": _("on the 15th and the last day"),
        "monthly": _("every month"),
        "hourly": _("by the hour"),
        "per_task": _("by the task"),
        "fixed": _("one sum in all"),
        "stipend": _("a sum each month"),
        "available": _("available for work"),
        "time_off": _("time off"),
    }


def to_text(column: Column, value: Any, reader: Reader) -> str:
    """A value as the field that edits it shows it; the field's parser reads it back.

    Numbers have the reader's decimal sign and no grouping, dates are ISO: nothing of it can be misread.
    """
    if value is None:
        return ""
    match column.kind:
        case Kind.MONEY:
            return _number(from_units(value), reader)
        case Kind.NUMBER:
            return _number(Decimal(value), reader)
        case Kind.DAY:
            return str(value.isoformat())
        case Kind.YESNO:
            return "yes" if value else "no"
        case _:
            return str(value)


def _number(value: Decimal, reader: Reader) -> str:
    text = format(value.normalize(), "f")
    return text.replace(".", reader.decimal_sign)


def echo(column: Column, value: Any, reader: Reader, currency: str | None) -> str:
    """What was understood, said back; empty where the field's own text says it already."""
    if value is None:
        return ""
    match column.kind:
        case Kind.MONEY:
            return f"= {reader.money(value, currency)}"
        case Kind.NUMBER:
            return f"= {reader.number(value, 2)}"
        case Kind.DAY:
            return f"= {reader.day(value)}"
        case _:
            return ""


def currency_title(code: str, reader: Reader) -> str:
    name = str(get_currency_name(code, locale=reader.locale))
    return code if name == code else f"{code} · {name}"


def is_current(code: str) -> bool:
    """Whether a currency is money today: the long tail of former ones is left out of lists."""
    return code in get_global("all_currencies")


def opening(settings: Settings, platforms: int, projects: int, reader: Reader) -> str:
    """The sentence at the top of Settings."""
    named = ngettext("{n} platform", "{n} platforms", platforms).format(n=platforms)
    known = ngettext("{n} project", "{n} projects", projects).format(n=projects)
    return _("Sums are shown in {currency} and days are counted in {zone}. {platforms}, {projects}.").format(
        currency=str(get_currency_name(settings.home_currency, locale=reader.locale)),
        zone=settings.time_zone.replace("_", " "),
        platforms=named,
        projects=known,
    )


def _table(
    record: type[Record], names: Sequence[str], rows: Sequence[Record], cell: Callable[[Column, Record], str]
) -> Table:
    titles = {n: label for n, (label, _help) in field_names().items()} | short_names()
    by_name = {c.name: c for c in columns(record)}
    chosen = [by_name[n] for n in names]
    shown = [Shown(c.name, titles[c.name], c.kind in (Kind.MONEY, Kind.NUMBER, Kind.COUNT)) for c in chosen]
    cells = [[(cell(c, r), _value(c, getattr(r, c.name))) for c in chosen] for r in rows]
    return Table.of(shown, cells)


def _value(column: Column, value: Any) -> Value:
    return from_units(value) if column.kind is Kind.MONEY and value is not None else value


def _cell(column: Column, record: Record, reader: Reader, currency: str | None) -> str:
    value = getattr(record, column.name)
    if value is None:
        return ""
    match column.kind:
        case Kind.MONEY:
            return reader.money(value, currency)
        case Kind.NUMBER:
            return reader.number(value, 2)
        case Kind.DAY:
            return reader.day(value)
        case Kind.CHOICE:
            return choice_names().get(value, str(value))
        case Kind.YESNO:
            return _("yes") if value else _("no")
        case _:
            return str(value)


PLATFORM_TABLE = ("platform", "currency", "pay_cycle", "pay_cycle_ends", "pay_delay_days", "fee_percent")
PROJECT_TABLE = ("platform", "project", "role", "pay_model", "advertised_low", "advertised_high", "agreed_rate")
AVAILABILITY_TABLE = ("kind", "starts_on", "ends_on", "weekly_hours", "weekdays")


def platform_table(platforms: Sequence[Platform], reader: Reader) -> Table:
    return _table(Platform, PLATFORM_TABLE, platforms, lambda c, p: _cell(c, p, reader, getattr(p, "currency", None)))


def project_table(projects: Sequence[Project], platforms: Sequence[Platform], reader: Reader) -> Table:
    """Projects with their figures, each in its own currency (else its platform's)."""
    pays = {p.platform: p.currency for p in platforms}

    def cell(column: Column, record: Record) -> str:
        assert isinstance(record, Project)
        return _cell(column, record, reader, record.currency or pays.get(record.platform))

    return _table(Project, PROJECT_TABLE, projects, cell)


def availability_table(rows: Sequence[Availability], reader: Reader) -> Table:
    return _table(Availability, AVAILABILITY_TABLE, rows, lambda c, a: _cell(c, a, reader, None))


def availability_title(a: Availability, reader: Reader) -> str:
    """One row of availability in words."""
    ends = reader.day(a.ends_on) if a.ends_on else _("further notice")
    what = choice_names()[a.kind]
    hours = _(", {hours} a week").format(hours=reader.hours(float(a.weekly_hours))) if a.weekly_hours else ""
    return _("{what}{hours}: {first} until {last}").format(
        what=what, hours=hours, first=reader.day(a.starts_on), last=ends
    )


def operation_kinds() -> dict[str, str]:
    return {
        "import": _("Import"),
        "add": _("Added"),
        "edit": _("Changed"),
        "settings": _("Settings"),
        "undo": _("Undone"),
        "sample": _("Sample"),
    }


def operation_title(o: Operation, reader: Reader, zone: dt.tzinfo) -> str:
    """One change of the ledger in one line: when, what, how much."""
    rows = sum(o.counts.values())
    size = ngettext("{n} row", "{n} rows", rows).format(n=reader.number(rows))
    said = o.summary or operation_kinds().get(o.kind, o.kind)
    taken = " · " + _("taken back") if o.undone_by is not None else ""
    return f"{reader.moment(o.at, zone)} · {said} · {size}{taken}"
