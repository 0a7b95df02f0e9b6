"""One line of plain words -> a record of the ledger: the quick-add of pages and terminal, and of notes.

    2h30 outlier rlhf yesterday            work, its length, a day
    14:00-16:30 outlier                    work between two clock times
    32h outlier last week                  hours known for a stretch only
    + 120 tasks prolific 18.40 usd         tasks and their pay, the time unknown
    bonus 50 usd outlier                   money owed that no logged work earns
    paid 412.50 usd mercor fee 2.10        money that arrived
    mercor ridge paused today 15:00        what happened to a project
    spent 12 usd headset                   off 3-9 aug        nothing on outlier

The whole grammar stands in docs/quickadd.md. Words in quotes are names, whatever they say. What is not said
is not guessed: the day is today, the kind of work is task, all else that is needed is asked for in the error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from tracker.domain import Platform, Project, ProjectEvent, problems
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import money, others
from tracker.quickadd.canonical import line_of
from tracker.quickadd.clocks import length, span
from tracker.quickadd.here import Here, Loggable
from tracker.quickadd.line import Line, Word, quote, split, spoken
from tracker.quickadd.places import Names, NewName, Place, SeveralFit
from tracker.quickadd.prices import looks_bare, marked
from tracker.quickadd.sentences import say
from tracker.quickadd.work import STATUSES, tasks, work

T = TypeVar("T", bound=Loggable)
Reading: TypeAlias = tuple[Loggable, Place | None]

PAID = frozenset(("paid", "received", "payout"))
SPENT = frozenset(("spent", "bought"))
OFF = frozenset(("off", "vacation", "holiday"))
QUEUE = frozenset(("nothing", "checked"))
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line was understood to say.

    `records` is all that is to be stored, in one operation (`record` the first, nearly always the only one).
    `sentence` says it back (all but the note), `line` is the one line that means the same on any day. `said` is
    the line as read, in small letters, without status and note: by it notes that come again are known.

    `new_names` are names that the ledger has not met, each with the nearest that it has; `news` says them in words.
    Where one more yes is needed before it may be stored (`sure` is False: a ledger with platforms, or words left
    over that may be no name at all) `question` asks for it. `choices` are what may be meant instead (what each
    says, its line), the nearest first; `yes` is what the yes to this very reading says ("new: mercer / alpha").
    """

    record: Loggable
    new_platform: bool
    sentence: str
    new_project: bool = False
    news: tuple[str, ...] = ()
    line: str = ""
    said: str = ""
    place: Place | None = None
    more: tuple[Loggable, ...] = ()
    new_names: tuple[NewName, ...] = ()
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    yes: str = ""

    @property
    def records(self) -> tuple[Loggable, ...]:
        return (self.record, *self.more)

    @property
    def sure(self) -> bool:
        """Whether it may be stored without another yes."""
        return not self.question

    @property
    def nearest(self) -> tuple[str, ...]:
        """Names of the ledger that the new ones may be meant for."""
        return tuple(near for new in self.new_names for near in new.nearest)


def parse(
    text: str,
    now: dt.datetime,
    zone: ZoneInfo,
    platforms: Sequence[Platform],
    projects: Sequence[Project],
    *,
    home_currency: str = "USD",
    dates: str | None = None,
    decimal: str | None = None,
    until: dt.date | None = None,
) -> Understood:
    """The record that a line of words means. `now` has a zone; days are those of `zone`.

    `dates` (dmy, mdy, ymd) and `decimal` read numbers that are not settled by themselves; `until` is the last
    day of a stretch, said elsewhere. Raises InputError (what is missing or not understood) and Ambiguous (a
    name that fits several; its `choices` are the lines that mean one each).

    >>> now = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
    >>> known = [Platform(platform="Outlier")]
    >>> parse("2h30 outlier rlhf yesterday", now, ZoneInfo("UTC"), known, []).sentence
    '2h 30m for Outlier / rlhf on Tue 2026-05-05'
    """
    local = now.astimezone(zone)
    names = Names(platforms, projects)
    return understand(text, Here(local, zone, names, home_currency, local.date(), dates, decimal, until))


def understand(text: str, here: Here) -> Understood:
    """`parse` against what is made ready once for many lines."""
    try:
        return _understood(text, here)
    except SeveralFit as several:
        raise _ambiguous(text, here, several) from None


def _ambiguous(text: str, here: Here, several: SeveralFit) -> Ambiguous:
    """The question which of several is meant, with a line for each answer."""
    places = several.places
    projects = sum(p.project is not None for p in places)
    what = "projects" if projects == len(places) else "names" if projects else "platforms"
    platforms = {p.platform for p in places}
    spoken = sorted((p.project or p.platform) if len(platforms) == 1 else p.name for p in places[:SHOWN])
    lines = []
    for place in places[:SHOWN]:
        try:
            lines.append((place.name, _understood(text, replace(here, pick=place)).line))
        except InputError:
            continue
    hint = f"Say which: {', '.join(spoken)}."
    return Ambiguous(f"“{several.text}” fits several {what}.", hint=hint, choices=tuple(lines))


def _understood(text: str, here: Here) -> Understood:
    words, note = split(text)
    if not words:
        raise InputError("There is nothing to understand.", hint="Such as: 2h30 outlier rlhf yesterday.")
    record, place = _read(here, here.names.joined(words))
    if note:
        record = replace(record, note=note)
    for wrong in problems(record):
        message = f"{wrong.message[0].upper()}{wrong.message[1:]}."
        raise InputError(message, code=wrong.code, value=wrong.value)
    understood = Understood(
        record,
        place is not None and place.new_platform,
        _sentence(here, record, place),
        place is not None and place.new_project,
        line=line_of(record, here.zone),
        said=_said(words, record),
        place=place,
    )
    return _with_news(text, here, understood)


def _with_news(text: str, here: Here, understood: Understood) -> Understood:
    """What is new about it, and the question that this needs."""
    place = understood.place
    unmet = here.names.unmet(place) if place else ()
    if place is None or not unmet:
        return understood
    news = tuple(_new(name) for name in unmet)
    more = replace(understood, new_names=unmet, news=news)
    if not here.names.platforms:
        return more
    question = " ".join(news) if more.nearest else f"{' '.join(news)} Is it meant?"
    return replace(more, question=question, choices=_instead(text, here, place, unmet), yes=f"new: {place.name}")


def _new(name: NewName) -> str:
    """One new name in words, with the nearest that there is."""
    what = "is a new platform." if name.kind == "platform" else f"is a new project of {name.platform}."
    near = f" Did you mean {' or '.join(name.nearest)}?" if name.nearest else ""
    return f"{name.name} {what}{near}"


def _instead(text: str, here: Here, place: Place, unmet: Sequence[NewName]) -> tuple[tuple[str, str], ...]:
    """The places that may be meant in a new one's stead: what each is called, and its line."""
    found = []
    for name in unmet:
        for near in name.nearest:
            meant = _near_place(here, place, near) if name.kind == "platform" else Place(place.platform, near)
            understood = _understood(text, replace(here, pick=meant))
            found.append((meant.name, understood.line))
    return tuple(found)


def _near_place(here: Here, place: Place, platform: str) -> Place:
    """The same project of another platform."""
    if place.project is None:
        return Place(platform)
    known = (platform, place.project) in here.names.projects
    return Place(platform, place.project, new_project=not known)


def _sentence(here: Here, record: Loggable, place: Place | None) -> str:
    if place is None:
        return say(record, here.zone)
    currency = here.currency(place) if isinstance(record, ProjectEvent) else ""
    return say(record, here.zone, per_task=here.per_task(place), currency=currency)


def _said(words: Sequence[Word], record: Loggable) -> str:
    """The line in small letters; status and note are no part of what makes a line the same."""
    status = getattr(record, "status", None)
    kept = [quote(w.text) if w.quoted else w.low for w in words if not (status and w.low in STATUSES)]
    return " ".join(kept)


def _read(here: Here, words: list[Word]) -> Reading:
    """The kind of line by its first word, else by what it holds."""
    line = Line(words)
    first, second = words[0].low, words[1].low if len(words) > 1 else ""
    if first == "+":
        del line.words[0]
        timed = line.sees(5, span) or line.sees(6, length) or line.sees(2, tasks)
        return work(here, line, timeless=True) if timed else money.earning(here, line)
    if f"{first} {second}" == "time off":
        del line.words[0]
        first = "off"
    for heads, read in _HEADS:
        if first in heads:
            del line.words[0]
            return read(here, line)
    if first in QUEUE:
        line.drop(("checked",))
        return others.checked(here, line)
    return _read_by_content(here, line)


_HEADS: tuple[tuple[frozenset[str], Callable[[Here, Line], Reading]], ...] = (
    (PAID, money.payout),
    (SPENT, money.expense),
    (OFF, others.off),
    (frozenset(("available",)), others.available),
)


def _read_by_content(here: Here, line: Line) -> Reading:
    """A line whose first word does not say what it is."""
    reason = _reason(line)
    event = line.has(others.EVENTS) or line.has(others.ENDED)
    if event and reason is None and not line.has(("ago",)):
        event = None if line.sees(5, span) or line.sees(6, length) else event
    if event or reason is not None:
        return others.event(here, line, reason)
    if line.sees(5, span) or line.sees(6, length):
        return work(here, line)
    if line.has(("rate",)):
        return others.event(here, line, None)
    amount = line.sees(3, lambda t: marked(t, here.decimal))
    if line.sees(2, tasks) and amount:
        return work(here, line, timeless=True)
    if line.drop(PAID) or line.sees(2, lambda t: money.ARRIVED.get(t.casefold())):
        return money.payout(here, line)
    if line.has((*money.EARNED, "earned")) and (amount or line.sees(1, looks_bare)):
        return money.earning(here, line)
    return work(here, line)


def _reason(line: Line) -> str | None:
    """What stands behind `because`, taken away with it."""
    at = next((i for i, w in enumerate(line.words) if w.low == "because"), None)
    if at is None:
        return None
    reason = spoken(line.words[at + 1 :])
    del line.words[at:]
    if not reason:
        raise InputError("Because of what?", hint="The reason stands at the end of the line.")
    return reason
