"""A week as a grid of texts, and what saving it would change, as plain lines."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time

from tracker.domain import Activity, WorkSession
from tracker.editing.week import Line, Place, Staged, Typed, Unread, Week
from tracker.views.fields import choice_names
from tracker.views.numbers import Reader, length
from tracker.views.text import _, ngettext

DAYS = tuple(f"d{i}" for i in range(7))
"""Names of the seven columns that can be edited."""


LEAST, WIDEST, ON_PHONE = 180, 256, 200
"""Pixels of the column of names, at least and at most: beside seven days; beside one on a phone, if it has to stay
in view (Streamlit lets a column go that takes more than three fifths of the width)."""
EDGES, LINES = 20, 4
"""Pixels of a cell's edges; lines of a name at most."""


def names_room(week: Week, reader: Reader, *, phone: bool) -> tuple[int, int]:
    """(pixels, lines) that the column of names needs for the longest to be read whole."""
    widest = ON_PHONE if phone else WIDEST
    names = [line_title(line, reader) for line in week.lines]
    wide = max((_pixels(name) + EDGES for name in names), default=0)
    lines = max((_lines(name, widest - EDGES) for name in names), default=1)
    return max(LEAST, min(wide, widest)), min(LINES, lines)


def _pixels(text: str) -> int:
    """About how wide a text is in the grid's letters, rather more than less.

    >>> _pixels("Larkspur / Beacon"), _pixels("\N{CJK UNIFIED IDEOGRAPH-65E5}" * 4)
    (103, 56)
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    broad = sum(letter.isupper() or letter in "mw" for letter in text)
    return round(5.7 * (len(text) - wide) + 3 * broad + 14 * wide)


def _lines(text: str, room: int) -> int:
    """Lines that a text takes when it is broken between words; a word too long for a line is broken itself.

    >>> _lines("Larkspur / Beacon", 160), _lines("Larkspur / Beacon · paperwork", 160), _lines("x" * 50, 160)
    (1, 2, 2)
    """
    lines, left = 1, room
    for word in text.split():
        wide = _pixels(f"{word} ")
        if wide > left and left < room:
            lines, left = lines + 1, room
        more = max(0, -(-wide // room) - 1)
        lines, left = lines + more, left - (wide - more * room)
    return lines


def title(platform: str, project: str | None, activity: str | None, reader: Reader) -> str:
    """What a row or session is for: platform, project, and the kind of work if it is not paid work.

    >>> title("Outlier", "RLHF", "training", Reader.of("en-US", "USD"))
    'Outlier / RLHF · training'
    """
    name = reader.project(platform, project)
    text = f"{platform} / {name}" if name else platform
    if activity in (None, "", Activity.TASK):
        return text
    return f"{text} · {choice_names(Activity)[str(activity)]}"


def choice_title(choice: tuple[str, str | None], reader: Reader) -> str:
    return title(choice[0], choice[1], None, reader)


def line_title(line: Line, reader: Reader) -> str:
    return title(line.platform, line.project, line.activity, reader)


def day_title(day: dt.date, reader: Reader) -> str:
    """A day with its weekday, without the year."""
    return str(format_skeleton("MMMEd", day, locale=reader.locale))


def short_titles(week: Week, reader: Reader) -> list[str]:
    """Heads of the seven columns: weekday and day of the month."""
    return [short_title(week.day(i), reader) for i in range(7)]


def short_title(day: dt.date, reader: Reader) -> str:
    """Weekday and day of the month."""
    return str(format_skeleton("Ed", day, locale=reader.locale))


def clock_span(session: WorkSession, zone: ZoneInfo) -> str:
    """Start and end on the clock, as `bulk_actions.edit` reads them; "" if they are not known."""
    if session.started_at is None or session.ended_at is None:
        return ""
    ends = (t.astimezone(zone) for t in (session.started_at, session.ended_at))
    return "–".join(t.strftime("%H:%M:%S" if t.second else "%H:%M") for t in ends)


def answer(week: Week, reader: Reader) -> str:
    """The sentence above the grid."""
    days = reader.days(week.monday, week.day(6))
    if not week.total and not week.stretches:
        return _("Nothing is logged from {days}.").format(days=days)
    worked = sum(1 for i in range(7) if week.of_day(i))
    return ngettext(
        "You logged {time} on {n} day, {days}.", "You logged {time} on {n} days, {days}.", worked
    ).format(time=length(week.total), n=reader.number(worked), days=days)  # fmt: skip


def second(week: Week, reader: Reader) -> str:
    """How it is beside the week before, and what is in no cell."""
    parts = []
    if week.before:
        parts.append(_("The week before: {time}.").format(time=length(week.before)))
    for _row, s in week.stretches:
        if s.worked_on is not None and s.worked_until is not None:
            said = _("Also {time} on {what}, known only for {days}: in no cell below, but in the list.")
            what = title(s.platform, s.project, s.activity, reader)
            days = reader.days(s.worked_on, s.worked_until)
            parts.append(said.format(time=length(s.minutes or 0), what=what, days=days))
    return " ".join(parts)


def cells(week: Week, texts: Mapping[Place, str], reader: Reader, shown: Mapping[Place, str]) -> dict[str, list[str]]:
    """The grid's columns: `shown` is what the ledger says, `texts` what was typed over it; totals are the ledger's."""
    made: dict[str, list[str]] = {"line": [line_title(line, reader) for line in week.lines]}
    for i, name in enumerate(DAYS):
        made[name] = [texts.get((line, i), shown[line, i]) for line in week.lines]
    made["total"] = [_time(week.of_line(line)) for line in week.lines]
    made["line"].append(_("All"))
    for i, name in enumerate(DAYS):
        made[name].append(_time(week.of_day(i)))
    made["total"].append(_time(week.total))
    return made


def _time(seconds: int) -> str:
    return length(seconds) if seconds else ""


def time(seconds: int) -> str:
    return _time(seconds) or _("nothing")


def typed(t: Typed, reader: Reader, zone: ZoneInfo) -> str:
    """One cell of the preview: "Mon, May 4 · Outlier / RLHF: 2h → 3h 30m"."""
    line = f"{day_title(t.day, reader)} · {line_title(t.place[0], reader)}: {time(t.before)} → {time(t.after)}"
    old, new = t.change.before, t.change.after
    if old is not None and new is None:
        return f"{line} ({_('the session goes')})"
    if old is not None and new is not None and new.ended_at is not None and old.ended_at != new.ended_at:
        end = format_time(new.ended_at.astimezone(zone).replace(tzinfo=None), "short", locale=reader.locale)
        return f"{line} ({_('it ends at {time}').format(time=end)})"
    return line


def unread(u: Unread, reader: Reader) -> str:
    return f"{day_title(u.day, reader)} · {line_title(u.place[0], reader)}: {reader.say(u.why)}"


def totals(week: Week, staged: Staged, reader: Reader) -> str:
    """What the week would come to."""
    after = week.total + sum(t.after - t.before for t in staged.typed)
    return _("The week then comes to {time}; it was {before}.").format(time=time(after), before=time(week.total))


def warnings(week: Week, staged: Staged, today: dt.date, reader: Reader) -> list[str]:
    """What looks wrong with the week as it would be: more than a day holds, days to come."""
    by_day: dict[int, int] = defaultdict(int)
    for t in staged.typed:
        by_day[t.place[1]] += t.after - t.before
    said = []
    for i in sorted(by_day):
        if by_day[i] > 0 and week.of_day(i) + by_day[i] > 86_400:
            text = _("{day} would hold {time}: more than a day has.")
            said.append(text.format(day=day_title(week.day(i), reader), time=time(week.of_day(i) + by_day[i])))
    if any(t.day > today and t.after > t.before for t in staged.typed):
        said.append(_("Some of these days are still to come."))
    return said


def lines_to_add(platforms: Sequence[str], projects: Sequence[tuple[str, str]]) -> list[tuple[str, str | None]]:
    """What a row can be added for: projects by platform, and each platform without a project."""
    return sorted(
        [*((p, None) for p in platforms), *projects], key=lambda x: (x[0].casefold(), (x[1] or "").casefold())
    )
