"""Settings as people read them: values in their fields, and the tables of what is set."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal, get_currency_name

from tracker.domain import Availability, AvailabilityKind, Column, Kind, Project, Settings
from tracker.errors import Problem
from tracker.say import Said, Whole
from tracker.units import from_units
from tracker.views.fields import choice_names
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext


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
    """What was understood, said back; empty if the field's own text says it already."""
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


def project_title(project: Project, reader: Reader) -> str:
    """A project with its platform, for lists to choose from."""
    return f"{project.platform} · {reader.project(project.platform, project.project)}"


def availability_title(a: Availability, reader: Reader) -> str:
    """One row of availability in words."""
    ends = reader.day(a.ends_on) if a.ends_on else _("further notice")
    what = choice_names(AvailabilityKind)[a.kind]
    hours = _(", {hours} a week").format(hours=reader.hours(float(a.weekly_hours))) if a.weekly_hours else ""
    return _("{what}{hours}: {first} until {last}").format(
        what=what, hours=hours, first=reader.day(a.starts_on), last=ends
    )


def problem_text(problem: Problem) -> Said | str:
    """What is wrong with one value, as a sentence beside its field."""
    known = {
        "missing": _("This is needed."),
        "not_positive": _("This must be above zero."),
        "negative": _("This cannot be below zero."),
        "ends_before_start": _("This is before the first day."),
        "range_reversed": _("This is below the lower figure."),
        "bad_name": _("A name is one line of text."),
        "unknown_value": _("This is not one of the choices."),
    }
    return known.get(problem.code) or Whole("{said}.", said=problem.message)
