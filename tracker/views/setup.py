"""Settings as people read them: names of fields and choices, and the tables of what is set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal, get_currency_name

from tracker.domain import Availability, Column, Kind, Platform, Project, Record, Settings, columns
from tracker.errors import Problem
from tracker.units import from_units
from tracker.views.numbers import MASK, Reader
from tracker.views.table import Column as Shown
from tracker.views.table import Table, Value
from tracker.views.text import _, ngettext


def field_names() -> dict[str, tuple[str, str]]:
    """Label and help of each field that a page lets one fill in."""
    return {
        "home_currency": (_("Your currency"), _("Sums are shown in it.")),
        "time_zone": (_("Your time zone"), _("Its calendar days count.")),
        "standard_week_hours": (_("Hours of a full-time week"), _("For the advertised year. Empty: 40.")),
        "standard_year_weeks": (_("Weeks of a full-time year"), _("For the advertised year. Empty: 52.")),
        "living_cost_month": (_("What a month costs you"), _("Rent, food and all else, in your currency.")),
        "savings": (_("What you have saved"), _("What you could live on, in your currency.")),
        "tax_rate_percent": (_("Percent to set aside for tax"), _("Such as 25. Nothing is assumed.")),
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
        "successor_of": (_("Goes on with the work of"), ""),
        "happened_at": (_("In effect from"), _("A day, or a day and time: today, 2026-05-31 14:30, today 15:00.")),
        "announced_at": (_("Announced"), _("When you were told; a day or a day and time. Empty: not known.")),
        "rate": (_("The rate from then on"), ""),
        "reason": (_("Reason given"), ""),
        "received_on": (_("On the day"), _("A date, today or yesterday.")),
        "amount": (_("Amount"), _("What was paid, before any fee.")),
        "fee": (_("Fee kept of it"), _("By the platform or on the way.")),
        "home_amount": (_("Arrived in your own currency"), _("If it was converted: what reached your account.")),
        "covers_from": (_("Pays for work from"), _("If the payment says so.")),
        "covers_to": (_("to"), ""),
        "spent_on": (_("On the day"), _("A date, today or yesterday.")),
        "category": (_("For"), _("What kind of thing, such as headset or internet.")),
        "moved_on": (_("On the day"), _("A date, today or yesterday.")),
        "from_account": (_("From the account"), ""),
        "to_account": (_("To the account"), ""),
        "amount_out": (_("What left it"), ""),
        "currency_out": (_("Currency of what left"), ""),
        "amount_in": (_("What came in"), ""),
        "currency_in": (_("Currency of what came in"), ""),
        "on": (_("On the day"), _("A date, today or yesterday.")),
        "in_home_currency": (_("One of it is so much of yours"), ""),
        "field": (_("Where"), ""),
        "pattern": (_("Text"), ""),
        "activity": (_("Activity"), ""),
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
            return _amount(value, reader)
        case Kind.NUMBER:
            return _number(Decimal(value), reader)
        case Kind.DAY:
            return str(value.isoformat())
        case Kind.YESNO:
            return "yes" if value else "no"
        case _:
            return str(value)


def _amount(units: int, reader: Reader) -> str:
    """An amount; never with three decimals, which may be thousands."""
    text = _number(from_units(units), reader)
    return f"{text}0" if len(text.partition(reader.decimal_sign)[2]) == 3 else text


def _number(value: Decimal, reader: Reader) -> str:
    text = format(value.normalize(), "f")
    return text.replace(".", reader.decimal_sign)


def echo(column: Column, value: Any, reader: Reader, currency: str | None, zone: dt.tzinfo = dt.UTC) -> str:
    """What was understood, said back; empty where the field's own text says it already."""
    if value is None:
        return ""
    match column.kind:
        case Kind.INSTANT if isinstance(value, dt.datetime):
            return f"= {reader.moment(value, zone)}"
        case Kind.INSTANT:
            return f"= {reader.day(value)}"
        case Kind.MONEY:
            return f"= {reader.exact(value, currency)}"
        case Kind.NUMBER:
            return f"= {format_decimal(Decimal(value), locale=reader.locale, decimal_quantization=False)}"
        case Kind.DAY:
            return f"= {reader.day(value)}"
        case _:
            return ""


def currency_title(code: str, reader: Reader) -> str:
    name = str(get_currency_name(code, locale=reader.locale))
    return code if name == code else f"{code} · {name}"


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
    record: type[Record],
    names: Sequence[str],
    rows: Sequence[Record],
    cell: Callable[[Column, Record], str],
    reader: Reader,
) -> Table:
    titles = {n: label for n, (label, _help) in field_names().items()} | short_names()
    by_name = {c.name: c for c in columns(record)}
    chosen = [by_name[n] for n in names]
    shown = [Shown(c.name, titles[c.name], c.kind in (Kind.MONEY, Kind.NUMBER, Kind.COUNT)) for c in chosen]
    cells = [[(cell(c, r), _value(c, r, reader)) for c in chosen] for r in rows]
    return Table.of(shown, cells)


HIDDEN = frozenset({"project", "successor_of", "note", "reason", "source", "source_id", "from_account", "to_account"})
"""Columns whose text is a real name or a person's own words: not shown in discreet mode, like amounts."""


def hides(column: Column, reader: Reader) -> bool:
    """Whether a column's value must not be shown to this reader.

    >>> rate = next(c for c in columns(Project) if c.name == "agreed_rate")
    >>> hides(rate, Reader.of("en", "USD")), hides(rate, Reader.of("en", "USD", masked=True))
    (False, True)
    """
    return reader.masked and (column.kind is Kind.MONEY or column.name in HIDDEN)


def veiled(column: Column, record: Record | None, reader: Reader) -> str:
    """What stands in the place of a hidden value: the project's alias, else dots; empty where there is none."""
    value = getattr(record, column.name, None)
    if value is None:
        return ""
    if column.name in ("project", "successor_of"):
        return reader.project(getattr(record, "platform", None), str(value))
    return MASK


def _value(column: Column, record: Record, reader: Reader) -> Value:
    value = getattr(record, column.name)
    if hides(column, reader):
        return veiled(column, record, reader) or None
    return reader.decimal(value) if column.kind is Kind.MONEY else value


def _cell(column: Column, record: Record, reader: Reader, currency: str | None) -> str:
    value = getattr(record, column.name)
    if value is None:
        return ""
    if hides(column, reader):
        return veiled(column, record, reader)
    match column.kind:
        case Kind.MONEY:
            return reader.exact(value, currency)
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
    return _table(
        Platform, PLATFORM_TABLE, platforms, lambda c, p: _cell(c, p, reader, getattr(p, "currency", None)), reader
    )


def project_table(projects: Sequence[Project], platforms: Sequence[Platform], reader: Reader) -> Table:
    """Projects with their figures, each in its own currency (else its platform's)."""
    pays = {p.platform: p.currency for p in platforms}

    def cell(column: Column, record: Record) -> str:
        assert isinstance(record, Project)
        return _cell(column, record, reader, record.currency or pays.get(record.platform))

    return _table(Project, PROJECT_TABLE, projects, cell, reader)


def project_title(project: Project, reader: Reader) -> str:
    """A project with its platform, for lists to choose from."""
    return f"{project.platform} · {reader.project(project.platform, project.project)}"


def availability_table(rows: Sequence[Availability], reader: Reader) -> Table:
    return _table(Availability, AVAILABILITY_TABLE, rows, lambda c, a: _cell(c, a, reader, None), reader)


def availability_title(a: Availability, reader: Reader) -> str:
    """One row of availability in words."""
    ends = reader.day(a.ends_on) if a.ends_on else _("further notice")
    what = choice_names()[a.kind]
    hours = _(", {hours} a week").format(hours=reader.hours(float(a.weekly_hours))) if a.weekly_hours else ""
    return _("{what}{hours}: {first} until {last}").format(
        what=what, hours=hours, first=reader.day(a.starts_on), last=ends
    )


def problem_text(problem: Problem) -> str:
    """What is wrong with one value, as a sentence beside its field."""
    known = {
        "missing": _("This is needed."),
        "not_positive": _("This must be above zero."),
        "negative": _("This cannot be below zero."),
        "ends_before_start": _("This lies before the first day."),
        "range_reversed": _("This is below the lower figure."),
        "bad_name": _("A name is one line of text."),
        "unknown_value": _("This is none of the choices."),
    }
    text = problem.message
    return known.get(problem.code) or (f"{text[:1].upper()}{text[1:]}." if text else _("This cannot be used."))
