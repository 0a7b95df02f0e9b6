"""Today in words: hours and money so far, what a typed line means, the timer, the last entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

from tracker.analysis.results.lately import Lately
from tracker.domain import Activity, Record
from tracker.say import Said, parts_of
from tracker.units import Money
from tracker.views import changes, entries
from tracker.views.fields import choice_names
from tracker.views.numbers import Reader
from tracker.views.text import _

ADDED = frozenset({"add", "log", "stop", "switch", "rate", "available", "time_off"})
"""Kinds of changes that one entry says better than the journal."""


class Meaning(Protocol):
    """What a typed line was understood to mean: see `quickadd.Understood`."""

    @property
    def news(self) -> tuple[Said, ...]: ...
    @property
    def records(self) -> Sequence[Record]: ...
    @property
    def question(self) -> Said | None: ...
    @property
    def choices(self) -> tuple[tuple[Said | str, str], ...]: ...
    @property
    def yes(self) -> Said | str: ...
    @property
    def rows(self) -> tuple[int, ...]: ...


class Running(Protocol):
    """A running timer: see `store.Timer`."""

    @property
    def platform(self) -> str: ...
    @property
    def project(self) -> str | None: ...
    @property
    def activity(self) -> str | None: ...
    @property
    def started_at(self) -> dt.datetime: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What is shown below the line while it is typed.

    kind     ready: Enter saves it; missing: what is still needed; choose: one of `choices` is meant
    choices  what the buttons say; a tap on one saves the line in that meaning
    """

    kind: str
    text: str
    news: str = ""
    choices: tuple[str, ...] = field(default=())


def sentence(lately: Lately, reader: Reader) -> str:
    """Hours and money of the day and the week in one sentence."""
    if lately.n == 0 and lately.week_money == 0:
        return _("Nothing is logged for this week yet.")
    week = _spell(lately.week_hours, lately.week_money, reader)
    if lately.day_hours == 0 and lately.day_money == 0:
        return _("Nothing is logged for today yet; this week so far {week}.").format(week=week)
    if (lately.day_hours, lately.day_money) == (lately.week_hours, lately.week_money):
        return _("Today and this week so far {week}.").format(week=week)
    day = _spell(lately.day_hours, lately.day_money, reader)
    return _("Today {day}; this week so far {week}.").format(day=day, week=week)


def _spell(hours: float, money: int, reader: Reader) -> str:
    """Hours and what they earned; only hours if no pay is known."""
    time = entries.length(round(hours * 3600))
    if money == 0:
        return _("{time}").format(time=time)
    return _("{time}, {money} earned").format(time=time, money=reader.money(money))


def left_out(lately: Lately) -> str:
    """Which money the sentence does not hold."""
    if not lately.left_out:
        return ""
    return _("Money in {currencies} is not in it: no exchange rate is known.").format(
        currencies=", ".join(lately.left_out)
    )


def heard(meaning: Meaning, sentence: Said, reader: Reader, zone: ZoneInfo) -> Heard:
    """A line that was understood; `sentence` is the desk's own, for rows that have no line of their own here."""
    said = [] if meaning.rows else [entries.said(record, reader, zone) for record in meaning.records]
    text = "; ".join(said) if said and all(said) else reader.say(sentence)
    if meaning.question is None:
        return Heard("ready", text, " ".join(reader.say(n) for n in meaning.news))
    labels = _labels([*(name for name, _line in meaning.choices), meaning.yes], reader)
    return Heard("choose", text, reader.say(meaning.question), labels)


def asked(question: Said | str, choices: Sequence[tuple[Said | str, str]], reader: Reader) -> Heard:
    """A line that may mean several things; without choices it says what is needed."""
    labels = _labels([label for label, _line in choices], reader)
    return Heard("choose" if labels else "missing", reader.say(question), choices=labels)


def _labels(choices: Sequence[Said | str], reader: Reader) -> tuple[str, ...]:
    """What the buttons say; where all that tells them apart is hidden with the amounts, with their currency.

    >>> paid = [Said("{money} from Acme", money=Money(50000, code)) for code in ("PHP", "MXN")]
    >>> _labels(paid, Reader.of("en-US", "USD", masked=True))
    ('PHP: ••• from Acme', 'MXN: ••• from Acme')
    """
    veiled = [reader.say(label) for label in choices]
    if len(set(veiled)) == len(veiled):
        return tuple(veiled)
    moneys = [parts_of(label, Money) for label in choices]
    return tuple(f"{money[0].currency}: {said}" if money else said for money, said in zip(moneys, veiled, strict=True))


def entry_title(o: changes.Operation, rows: Sequence[Record], reader: Reader, zone: ZoneInfo) -> str:
    """One of the last changes: an entry by what it says, anything else as the journal has it."""
    said = "; ".join(text for r in rows if (text := entries.said(r, reader, zone)))
    if not said:
        return changes.operation_title(o, reader, zone)
    if o.kind in ("stop", "switch"):
        said = _("{entry} · by the timer").format(entry=said)
    return _("{entry} · taken back").format(entry=said) if o.undone_by is not None else said


def change_title(o: changes.Operation, rows: Sequence[Record], reader: Reader, zone: ZoneInfo) -> str:
    """A change in a list of changes: when, and what an added entry says; any other as the journal has it."""
    if reader.masked or o.kind not in ADDED or not any(entries.said(r, reader, zone) for r in rows):
        return changes.operation_title(o, reader, zone)
    return f"{reader.moment(o.at, zone)} · {entry_title(o, rows, reader, zone)}"


def running(timer: Running, seconds: int, paused: bool, reader: Reader) -> str:
    """What the timer times and for how long."""
    name = entries.name_of(timer, reader)
    if timer.activity and timer.activity != "task":
        name = f"{name} · {choice_names(Activity)[timer.activity]}"
    time = entries.length(max(seconds, 0))
    if paused:
        return _("Paused: {name}, {time}").format(name=name, time=time)
    return _("Running: {name}, {time}").format(name=name, time=time)


def forgotten(timer: Running, reader: Reader, zone: ZoneInfo) -> str:
    """The question that a timer of half a day raises."""
    start = timer.started_at.astimezone(zone)
    return _(
        "The timer for {name} has been running since {day}, {time}. Nothing is booked until you enter when you stopped."
    ).format(
        name=entries.name_of(timer, reader),
        day=entries.weekday(reader, start.date()),
        time=entries.clock(reader, start),
    )
