"""Lines about what happened to a project: what, when it took effect, when it was announced."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from tracker import say
from tracker.domain import Event, ProjectEvent
from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.clocks import clock
from tracker.quickadd.context import MOST, Here
from tracker.quickadd.dates import DAY_NAMES
from tracker.quickadd.days import COUNTS, DAY, UNITS, Days, Lean
from tracker.quickadd.line import FILLERS, Line, Word
from tracker.quickadd.moments import at_clock, day_and_part, exact, here_day, moment
from tracker.quickadd.place import Place
from tracker.quickadd.prices import Price, RateSaid, looks_bare, price, rate
from tracker.say import Many, Name, Said, where
from tracker.words import local_instant

EVENTS = {e.value: e.value for e in Event} | {
    "canceled": "cancelled", "finished": "completed", "unpaused": "resumed", "restarted": "resumed", "quit": "left",
    "banned": "deactivated", "reinstated": "resumed", "unbanned": "resumed", "reactivated": "resumed",
    "cancels": "cancelled", "pauses": "paused", "resumes": "resumed", "starts": "started", "ends": "ended",
    "offer": "offered", "hold": "paused",
}  # fmt: skip
SHUT_OUT = frozenset(("removed", "kicked", "offboarded", "terminated", "booted", "fired"))
ENDED = SHUT_OUT | {"ended", "ending", "stopped", "over", "ends", "closed", "suspended"}
CHANGES = frozenset(
    (
        "changed", "cut", "raised", "lowered", "is", "now", "to", "dropped", "increased", "went", "up", "down",
        "reduced", "decreased", "bumped", "doubled", "halved",
    )
)  # fmt: skip
_BY = CHANGES - {"changed", "is", "now", "to", "went"}
"""Those of them that may say by how much it changed, unless one of the next says to what."""
_MOVED = _BY - {"up", "down", "doubled", "halved"} | {"went"}
_TO = frozenset(("to", "is", "now"))
_TALK = frozenset(
    (
        "my",
        "me",
        "account",
        "was",
        "has",
        "been",
        "got",
        "the",
        "project",
        "is",
        "again",
        "i",
        "today's",
        "temporarily",
        "will",
        "be",
        "are",
        "were",
        "going",
        "new",
        "pays",
        "pay",
        "paying",
        "now",
        "from",
        "out",
        "off",
        "to",
        "into",
        "an",
    )
)
_WHOSE = frozenset(("my", "the", "our", "your", "their", "hourly", "pay"))
_NEARLY = frozenset(("almost", "nearly"))
_NOTICE = pattern(
    r"(an?|\d{1,3}|one|two|three|four|five|six|seven) ?(h|hours?|hrs?|days?|weeks?|wks?)'?’?s?'?’?", re.IGNORECASE
)
_NONE = frozenset(("no notice", "without notice", "without any notice", "no warning", "without warning"))
_AMONG = "&"


def event(here: Here, line: Line, reason: str | None) -> tuple[list[ProjectEvent], Place]:
    """A dated change of a project, or of several; a new rate is one too."""
    if (hedge := line.has(_NEARLY)) and not here.names.knows(hedge):
        raise NotUnderstood([hedge])
    days = here.days(Lean.NEAR)
    late = _after_the_fact(line)
    announced = line.after(("announced", "told", "notified"), 7, lambda t: moment(t, here.days(Lean.PAST), here.zone))
    line.drop(("announced",))
    notice = _notice(line)
    new_rate = _new_rate(here, line)
    kind = line.take(1, lambda t: EVENTS.get(t.casefold()))
    if kind == Event.APPLIED:
        line.drop(("to",))
    if (kind is None or kind == "ended") and (kind or line.has(ENDED)):
        kind = _how(here, line)
    kind = kind or Event.RATE_CHANGED.value
    if kind == Event.RATE_CHANGED and new_rate is None:
        new_rate = RateSaid(_figure(here, line), None)
    when = _when(here, line, days, announced)
    if notice is not None and announced is None:
        announced = _before(when, notice)
    account = line.has(("account",)) is not None
    places = _places(here, line, kind, account=account, clocked=isinstance(when, dt.datetime))
    when, announced = _in_order(here, when, announced, late=late)
    per_unit = _in_its_currency(here, places[0], new_rate) if new_rate else None
    records = [
        ProjectEvent(
            platform=place.platform,
            project=place.project or "",
            event=kind,
            happened_at=when,
            announced_at=announced,
            rate=per_unit,
            reason=reason,
        )
        for place in places
    ]
    return records, places[0]


def _how(here: Here, line: Line) -> str:
    """`ended` says not how."""
    suspended = line.drop(ENDED) == "suspended"
    ways = (
        [Event.PAUSED, Event.DEACTIVATED]
        if suspended
        else [Event.CANCELLED, Event.COMPLETED, Event.LEFT, Event.DEACTIVATED]
    )
    question = "Is it paused, or is the account deactivated?" if suspended else "How did it end?"
    *some, last = [w.value for w in ways]
    return here.ask(
        "ended",
        question,
        [(w.value, w.value) for w in ways],
        hint=Said("Write {some} or {last}.", some=say.Word(", ".join(some)), last=say.Word(last)),
    )


# --- when ---------------------------------------------------------------------------------------------------


def _after_the_fact(line: Line) -> bool:
    """`announced only …`: agreed to be later than the effect."""
    for at, word in enumerate(line.words[:-1]):
        if word.low == "announced" and line.words[at + 1].low == "only":
            del line.words[at + 1]
            return True
    return False


def _notice(line: Line) -> dt.timedelta | None:
    """`with 2 days notice`, `24h notice`, `no notice`."""
    if line.phrase(_NONE):
        return dt.timedelta()
    return line.before(("notice",), 2, _length_of_notice) or line.after(("notice",), 3, _after_notice)


def _after_notice(text: str) -> dt.timedelta | None:
    return _length_of_notice(text.casefold().removeprefix("of "))


def _length_of_notice(text: str) -> dt.timedelta | None:
    found = _NOTICE.fullmatch(text)
    if not found:
        return None
    n = 1 if found[1].casefold() == "an" else COUNTS[found[1].casefold()]
    unit = found[2].casefold()
    return dt.timedelta(hours=n) if unit.startswith("h") else n * UNITS[unit] * DAY


def _before(when: dt.datetime | dt.date, notice: dt.timedelta) -> dt.datetime | dt.date:
    """So long before the effect; of a day in whole days."""
    if isinstance(when, dt.datetime) or notice % DAY == dt.timedelta():
        return when - notice
    raise InputError("Hours of notice need the time of day.", hint="Such as: paused today 15:00 with 12h notice.")


def _in_order(
    here: Here, when: dt.datetime | dt.date, announced: dt.datetime | dt.date | None, *, late: bool
) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date | None]:
    """An announcement after the effect is asked about, unless the line says that it came only then."""
    if announced is None or late or _first(here, announced) <= _last(here, when):
        return when, announced
    message = "It is announced after it took effect."
    options = [("", (when, announced)), ("", (announced, when))]
    return here.ask("announced", message, options, hint="Write when it took effect, or “announced only …”.")


def _first(here: Here, at: dt.datetime | dt.date) -> dt.datetime:
    """The first moment that may be meant, in the zone."""
    if isinstance(at, dt.datetime):
        return at.astimezone(here.zone)
    return dt.datetime.combine(at, dt.time(), here.zone)


def _last(here: Here, at: dt.datetime | dt.date) -> dt.datetime:
    if isinstance(at, dt.datetime):
        return at.astimezone(here.zone)
    return dt.datetime.combine(at, dt.time(23, 59, 59), here.zone)


def ago(here: Here, text: str) -> dt.datetime | None:
    """`2h ago` as an instant of whole minutes."""
    seconds = here.length(text[:-4].strip()) if text.casefold().endswith(" ago") else None
    if seconds is None or not here.is_now:
        return None
    return (here.now - dt.timedelta(seconds=seconds)).astimezone(dt.UTC).replace(second=0, microsecond=0)


def _when(here: Here, line: Line, days: Days, announced: dt.datetime | dt.date | None) -> dt.datetime | dt.date:
    """The instant, or the day if no clock time is said. A weekday is the first after the announcement."""
    if at := line.take(1, lambda t: exact(t, here.zone)) or line.take(5, lambda t: ago(here, t)):
        return at
    if line.has(("since",)):
        days = here.days(Lean.PAST)
        line.drop(("since",))
    day, part = None, ""
    if announced is not None:
        after = Days(_first(here, announced).date(), Lean.AHEAD, here.dates, True, here.order, here.ask)
        day = line.take(1, lambda t: after.day(t) if t.casefold() in DAY_NAMES else None)
    if day is None and (found := line.take(5, lambda t: day_and_part(days, t))):
        day, part = found
    said = line.after(("at", "from", "effective"), 2, clock) or line.take(2, clock)
    line.drop(("effective", "starting"))
    day = day or here_day(days)
    if said is None:
        return day
    return local_instant(at_clock(days, day, part, said), here.zone.key)


# --- where and how much ---------------------------------------------------------------------------------------


def _of_the_project(here: Here, platform: str, project: str) -> list[Place]:
    """`outlier started 9am` names no project: it may tell of the work of a day."""
    message = Said("Did that happen to the project {project}?", project=Name(project, platform))
    hint = "Work is written with its length: 2h outlier from 9am."
    return here.ask("project", message, [("", [Place(platform, project)])], hint=hint)


def _places(here: Here, line: Line, kind: str, *, account: bool, clocked: bool) -> list[Place]:
    """The project that it happened to: several where the line names them, all that run where an account is meant."""
    if several := _several(here, line.words):
        return several
    line.words = [w for w in line.words if w.low not in _TALK or here.names.knows(w.text)]
    place = here.place(line)
    if place.project:
        sure = not clocked or kind != Event.STARTED or any(w.quoted for w in line.words)
        return [place] if sure else _of_the_project(here, place.platform, place.project)
    running = here.names.projects_of(place.platform, running=True)
    if len(running) == 1 and not account:
        return [Place(place.platform, running[0])] if not clocked else _of_the_project(here, place.platform, running[0])
    if not running:
        raise Missing(
            Said("Which project of {platform} was it?", platform=say.Word(place.platform)),
            hint="Such as: mercor ridge paused today.",
        )
    every = [Place(place.platform, project) for project in running]
    options: list[tuple[Said | str, list[Place]]] = []
    if len(every) > 1:
        options.append((Said("all {every} projects that run", every=len(every)), every))
    options += [(p.name, [p]) for p in every[: MOST - 1]]
    if account:
        options = options[:1]
    question = "Is all that runs at {at} {kind}: {projects}?" if account else "Which project of {at} was it?"
    names, said = Many([Name(project, place.platform) for project in running]), Said(kind.replace("_", " "))
    hint = "Write which: {projects}."
    return here.ask("which project", question, options, hint=hint, at=where(place.platform), projects=names, kind=said)


def _several(here: Here, words: Sequence[Word]) -> list[Place]:
    """`"Mercor" / "ridge" & "search eval"`: projects of one platform, by their whole names."""
    if not any(w.low == _AMONG for w in words):
        return []
    names = [w for w in words if w.low != _AMONG]
    if len(names) < 4 or names[1].low != "/" or not all(w.quoted for w in names[2:]):
        return []
    return [here.names.place([names[0], names[1], project]) for project in names[2:]]


def _new_rate(here: Here, line: Line) -> RateSaid | None:
    """`rate 24`, `rate cut to 20 usd/h`, `@24`: the words between do not count; `from 30 to 24` names the old one."""
    at = rate_at(line)
    at = None if at is None else _beside_its_figure(line.words, at)
    moved: set[str] = set()
    while at is not None and at + 1 < len(line.words) and line.words[at + 1].low in CHANGES:
        moved.add(line.words.pop(at + 1).low)
    whose = at or 0
    while whose and line.words[whose - 1].low in _WHOSE:
        whose -= 1
    if at and whose and line.words[whose - 1].low in CHANGES:  # cut my rate to 18
        del line.words[whose:at]
        at = whose
    if at and line.words[at - 1].low in CHANGES:
        at -= 1
        moved.add(line.words.pop(at).low)
    if at is not None and line.words[at + 1 : at + 2] and line.words[at + 1].low == "was":
        raise _rateless()  # of what it was it is not said what it is
    if at is not None:
        line.words[at] = Word("rate")
        if _forget_the_old(line.words, at + 1):
            moved.add("to")
    found = line.take(6, rate)
    if found is None and at is not None and not line.has(("by",)):  # the rate of mercor ridge is 20
        moved |= {w.low for w in line.words} & CHANGES
        line.words = [w for w in line.words if w.low not in CHANGES | {"rate"}]
        found = RateSaid(_figure(here, line), None)
    if found and moved & _BY and not moved & _TO:
        here.ask("moved", "Is that the new rate?", [("", True)], hint="Such as: mercor ridge rate 24 from monday.")
    if found is None and at is not None:
        raise _rateless()
    if found and at is not None:
        line.drop(("rate",))
    return found


def _figure(here: Here, line: Line) -> Price:
    """The only amount of a line about a rate. Raises `InputError` if there is none, or several."""
    several = sum(bool(looks_bare(w.low)) for w in line.words) > 1
    if several or (found := here.money(line, bare=True)) is None:
        raise _rateless()
    return found


def _rateless() -> Missing:
    return Missing("What is the new rate?", hint="Such as: mercor ridge rate 24 from monday.")


def rate_at(line: Line) -> int | None:
    """Where a line says "rate", or "pay" for it: pay cut to 20."""
    low = [w.low for w in line.words]
    pay = [w in ("pay", "rates") and behind in CHANGES for w, behind in pairwise([*low, ""])]
    return next((i for i, w in enumerate(low) if w == "rate" or pay[i]), None)


def raised_at(line: Line) -> int | None:
    """Where a line that does not say "rate" says that something was raised, or cut, to a number: ridge raised to 25."""
    low = [w.low for w in line.words]
    for at, word in enumerate(low):
        to = low.index("to", at) if word in _MOVED and "to" in low[at : at + 6] else len(low)
        if to + 1 < len(low) and low[to + 1].lstrip("$€£")[:1].isdigit():
            return at
    return None


def _beside_its_figure(words: list[Word], at: int) -> int:
    """Where `rate` is once it is before the figure: `rate of ridge cut to 20` is `ridge rate cut to 20`."""
    figure = next((i for i in range(at + 1, len(words)) if words[i].low[:1].isdigit()), at)
    first, start = figure, at + 1
    while first > start and words[first - 1].low in CHANGES | {"from"}:
        first -= 1
    while start < first and words[start].low in CHANGES:
        start += 1
    idle = CHANGES | FILLERS - {"of", "for"}
    if start >= first or first == figure or any(w.low in idle for w in words[start:first]):
        return at
    moved = words[at:start]
    del words[at:start]
    at = first - len(moved)
    words[at:at] = moved
    return at


def _forget_the_old(words: list[Word], at: int) -> bool:
    """Take away the old rate of `from 24 to 20`: whether there was one."""
    to = next((i for i in range(at, min(at + 4, len(words))) if words[i].low == "to"), None)
    if to is not None and words[at].low == "from" and price(" ".join(w.said for w in words[at + 1 : to])):
        del words[at : to + 1]
        return True
    return False


def _in_its_currency(here: Here, place: Place, said: RateSaid) -> int:
    currency = here.currency(place)
    amount: Price = said.price
    if currency in amount.currencies:
        amount = amount._replace(currencies=(currency,))
    units, its = here.settled(amount, place, fine=True)
    if its != currency:
        raise InputError(
            "{at} pays in {currency}.", hint="Write the rate in {currency}.", at=place.name, currency=say.Word(currency)
        )
    if said.unit and (said.unit == "task") != here.per_task(place):
        pays = "by the task" if here.per_task(place) else "by the hour"
        text = "{at} pays {pays}, and the rate is per {unit}."
        raise InputError(text, hint="Write the other rate.", at=place.name, pays=Said(pays), unit=Said(said.unit))
    return units
