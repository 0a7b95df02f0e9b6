"""Templates, recurring entries and the same again, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tracker.domain import Template, WorkSession, session_seconds
from tracker.editing.repeats import Due
from tracker.views.log.grid import day_title, title
from tracker.views.numbers import Reader, length
from tracker.views.text import _, ngettext
from tracker.words.repeats import CODES


def again(session: WorkSession, reader: Reader) -> str:
    """A button that logs the same again."""
    what = title(session.platform, session.project, session.activity, reader)
    return f"{what} {length(session_seconds(session))}"


def template_name(made: Template, reader: Reader) -> str:
    """What a person called it; in discreet mode what it is for."""
    return title(made.platform, made.project, made.activity, reader) if reader.masked else made.name


def template(made: Template, reader: Reader) -> str:
    """A template in one line."""
    what = title(made.platform, made.project, made.activity, reader)
    parts = [*([] if reader.masked else [made.name]), what, length(made.minutes)]
    if made.clock:
        parts.append(_("from {clock}").format(clock=made.clock))
    if made.repeats:
        parts.append(rule(made.repeats, reader))
    if made.ends_on:
        parts.append(_("until {day}").format(day=reader.day(made.ends_on)))
    return " · ".join(parts)


LACKING = 29
"""The first day of the month that not all months have."""


def rule(text: str, reader: Reader) -> str:
    """A rule in words.

    >>> [rule(r, Reader.of("en-US", "USD")) for r in ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYMONTHDAY=-1")]
    ['every week: Mon, Wed', 'every month, on its last day']
    >>> rule("FREQ=MONTHLY;BYMONTHDAY=31", Reader.of("en-US", "USD"))
    'every month, on day 31 (the last day of a month that is shorter)'
    """
    said = dict(part.split("=") for part in text.split(";"))
    n = int(said.get("INTERVAL", 1))
    match said["FREQ"]:
        case "DAILY":
            return ngettext("every day", "every {n} days", n).format(n=n)
        case "WEEKLY":
            days = [_weekday(CODES.index(code), reader) for code in said.get("BYDAY", "").split(",") if code]
            every = ngettext("every week: {days}", "every {n} weeks: {days}", n)
            return every.format(n=n, days=", ".join(days))
        case _ if said.get("BYMONTHDAY") == "-1":
            return ngettext("every month, on its last day", "every {n} months, on the last day", n).format(n=n)
        case _:
            every = ngettext("every month, on day {day}", "every {n} months, on day {day}", n)
            day = int(said.get("BYMONTHDAY", "1"))
            text = every.format(n=n, day=day)
            return text if day < LACKING else _("{rule} (the last day of a month that is shorter)").format(rule=text)


def _weekday(number: int, reader: Reader) -> str:
    return str(reader.locale.days["format"]["abbreviated"][number])


def due(one: Due, reader: Reader) -> str:
    """A day of a recurring entry that nobody has answered."""
    text = f"{day_title(one.day, reader)} · {template(_plain(one.template), reader)}"
    if not one.there:
        return text
    logged = length(sum(session_seconds(s) for s in one.there))
    return _("{entry}. {time} of this work is logged on that day already.").format(entry=text, time=logged)


def _plain(made: Template) -> Template:
    """The template without when it is due: the day says so."""
    return replace(made, repeats=None, starts_on=None, ends_on=None)


def more(n: int, first: dt.date, reader: Reader) -> str:
    text = ngettext("And {n} more day since {day}.", "And {n} more days since {day}.", n)
    return text.format(n=reader.number(n), day=reader.day(first))
