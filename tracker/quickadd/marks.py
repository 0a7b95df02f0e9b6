"""Lines that set a day on what is logged already: handed in, approved, and money that was sent and has arrived.

    approved outlier 3 june               all that is open and was earned up to that day
    approved outlier rubric 3 june 120    what came to so much
    submitted prolific for 1-7 may        the work of these days
    arrived mercor yesterday              a payment that was on its way

Nothing is added. Where a line may mean more than one part of the work it is asked which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain import Payout, Platform, Status, WorkSession, session_seconds
from tracker.errors import InputError
from tracker.kinds import Stage
from tracker.quickadd.asking import NotUnderstood
from tracker.quickadd.context import MOST, Here, Logged, Mark, Markable
from tracker.quickadd.days import Lean, Stretch
from tracker.quickadd.line import Line, quote
from tracker.quickadd.moments import here_day
from tracker.quickadd.place import Place
from tracker.quickadd.prices import Price, write
from tracker.quickadd.stretches import span, stretch
from tracker.say import Length, Many, Part, Said, Weekday, joined
from tracker.units import Money

WORDS = {
    "approved": Mark.APPROVED, "submitted": Mark.SUBMITTED, "handed in": Mark.SUBMITTED, "turned in": Mark.SUBMITTED,
    "invoiced": Mark.SUBMITTED, "arrived": Mark.ARRIVED,
}  # fmt: skip
NOTHING_OPEN = "nothing_open"
"""The code of an error that says that nothing is open for a mark."""
WORK_MARKS = frozenset(w for w, mark in WORDS.items() if mark is not Mark.ARRIVED)
_SAID = {Mark.SUBMITTED: "handed in", Mark.APPROVED: "approved", Mark.ARRIVED: "arrived"}
_WHICH = {
    Mark.SUBMITTED: "Which of these is handed in?",
    Mark.APPROVED: "Which of these is approved?",
    Mark.ARRIVED: "Which of these has arrived?",
}
_NONE = {
    Mark.SUBMITTED: "Nothing of {what} is logged up to {day} that is not handed in, approved or paid.",
    Mark.APPROVED: "Nothing of {what} is logged up to {day} that is neither approved nor paid.",
    Mark.ARRIVED: "No payment of {what} is on its way on {day}.",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """The rows as they shall be, what is said of them, and the line that means the same on any day."""

    place: Place
    rows: tuple[int, ...]
    records: tuple[Markable, ...]
    sentence: Said
    line: str


def marked(here: Here, line: Line) -> Marked:
    """What a line marks. Raises `InputError` if there is nothing that it may mean, `Open`."""
    mark = line.take(2, lambda t: WORDS.get(t.casefold()))
    assert mark is not None
    days = here.days(Lean.PAST)
    covers = line.after(("for",), 9, lambda t: span(days, t) or stretch(days, f"in {t}"))
    money = here.money(line)
    said = line.take(8, lambda t: span(days, t))
    if said and said.first != said.last:
        raise InputError(
            "On which day was it {said}?", hint="The days of the work are said as: for 3-9 may.", said=Said(_SAID[mark])
        )
    day = here.past(said.first if said else here_day(days))
    money = money or here.money(line, bare=True)
    whole = line.drop(("all", "everything")) is not None
    place = here.place(line)
    if place.is_new:
        raise NotUnderstood([w.text for w in place.words] if place.new_platform else (place.project or "").split())
    open_ = _open(here, mark, place, day, covers)
    wish = _Wish(mark, place, day, covers, money, whole)
    wish, chosen = _chosen(here, wish, open_)
    return _made(wish, chosen)


def of_which_work() -> InputError:
    """`approved outlier 2h`: what is logged already, or two more hours, which would count twice."""
    return InputError(
        "Is that work logged already? Then it is found by its project and day, not by its length.",
        hint="Leave the length out, or log more work in a line of its own.",
    )


def of_refused_work() -> InputError:
    """`outlier rejected 3 tasks`: what is logged already, or three more, which would count twice."""
    return InputError(
        "Is that work logged already? Then it is its status that changes, and this line would add the work once more.",
        hint="Change it where it is listed, or say what is new as: 2h outlier rejected.",
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    mark: Mark
    place: Place
    day: dt.date
    covers: Stretch | None
    money: Price | None
    whole: bool


def _open(here: Here, mark: Mark, place: Place, day: dt.date, covers: Stretch | None) -> list[Logged]:
    """The rows of a place that are open for a mark on that day."""
    if here.logged is None:
        raise InputError("That is set on what is logged, and adds nothing.", hint="Write it in the quick-add line.")
    inside = [
        e
        for e in here.logged(place.platform, mark)
        if e.day <= day
        and (covers is None or covers.first <= e.day <= covers.last)
        and place.project in (None, e.place.project)
    ]
    if not inside:
        what = joined(
            [
                place.name,
                *([] if covers is None else [Said("from {first} to {last}", first=covers.first, last=covers.last)]),
            ]
        )
        hint = "Log it first, or enter another day."
        raise InputError(_NONE[mark], hint=hint, code=NOTHING_OPEN, what=what, day=Weekday(day))
    return inside


def _chosen(here: Here, wish: _Wish, open_: Sequence[Logged]) -> tuple[_Wish, Sequence[Logged]]:
    """Which of the open rows are meant; asked where they are of several projects or alike."""
    if wish.money is not None:
        return _of_amount(here, wish, open_, wish.money)
    if wish.mark is Mark.ARRIVED:
        return _one(here, wish, open_)
    places = sorted({e.place for e in open_}, key=lambda p: str(p.name))
    if wish.whole or wish.place.project or len(places) == 1:
        return wish, open_
    options: list[tuple[Said | str, Place | None]] = [("", None), *(("", p) for p in places if p.project)]
    names = Many([p.last if p.project else Said("work on no project") for p in reversed(places)])
    question = Said("Open are {names}: which is {said}?", names=names, said=Said(_SAID[wish.mark]))
    one = here.ask("which open", question, options[:MOST], hint="Enter the project, or “all”.")
    if one is None:
        return replace(wish, whole=True), open_
    return replace(wish, place=one), [e for e in open_ if e.place == one]


def _of_amount(here: Here, wish: _Wish, open_: Sequence[Logged], money: Price) -> tuple[_Wish, Sequence[Logged]]:
    """The row that comes to so much, or all of them together."""
    theirs = {e.currency for e in open_ if e.currency}
    if not money.currencies and len(theirs) == 1:
        money = money._replace(currencies=tuple(theirs))
    units, currency = here.settled(money, wish.place)
    wish = replace(wish, money=money._replace(number=write(units, currency).split()[0], currencies=(currency,)))
    alike = [e for e in open_ if (e.pay, e.currency) == (units, currency)]
    if alike:
        return _one(here, wish, alike)
    if sum(e.pay or 0 for e in open_) == units and {e.currency for e in open_} == {currency}:
        return wish, open_
    some: list[Part] = [Money(e.pay, e.currency or "") for e in open_[:MOST] if e.pay is not None]
    asked = Money(units, currency)
    raise InputError(
        "Nothing open comes to {asked}.",
        hint="Open are: {some}.",
        code="no_such_amount",
        asked=asked,
        some=Many(some or [Said("none")]),
    )


def _one(here: Here, wish: _Wish, open_: Sequence[Logged]) -> tuple[_Wish, Sequence[Logged]]:
    """The one row that is meant: of those of the same project and day the first."""
    first = {(e.place, e.day, e.pay): e for e in reversed(open_)}
    among = sorted(first.values(), key=lambda e: (e.day, str(e.place.name), e.pay or 0))[:MOST]
    one = among[0]
    if len(among) > 1:
        question = _WHICH[wish.mark]
        one = here.ask("which one", question, [("", e) for e in among], hint="Enter its project, and “for” its day.")
    if len(among) > 1 or wish.mark is Mark.ARRIVED:
        wish = replace(wish, place=one.place, covers=Stretch(one.day, one.day), money=_price(one))
    return wish, [one]


# --- what comes of it -----------------------------------------------------------------------------------------


def arrival(coming: Logged, day: dt.date) -> Marked:
    """A payment that was on its way, come in on a day."""
    covers = Stretch(coming.day, coming.day)
    return _made(_Wish(Mark.ARRIVED, coming.place, day, covers, _price(coming), False), [coming])


def _price(e: Logged) -> Price | None:
    """What a row comes to, as a line says it."""
    if e.pay is None or not e.currency:
        return None
    return Price(write(e.pay, e.currency).split()[0], (e.currency,), e.currency)


def _made(wish: _Wish, chosen: Sequence[Logged]) -> Marked:
    return Marked(
        wish.place,
        tuple(e.row for e in chosen),
        tuple(_with(e.record, wish.mark, wish.day) for e in chosen),
        _sentence(wish, chosen),
        _line(wish),
    )


def _with(record: Markable, mark: Mark, day: dt.date) -> Markable:
    """The row with the mark; what was pending is so no longer once it is approved."""
    if isinstance(record, Payout):
        return replace(record, stage=Stage.ARRIVED.value, received_on=day)
    assert not isinstance(record, Platform)
    if mark is Mark.SUBMITTED:
        return replace(record, submitted_on=day)
    return replace(record, approved_on=day, status=None if record.status == Status.PENDING else record.status)


def _sentence(wish: _Wish, chosen: Sequence[Logged]) -> Said:
    """What is set, on how much: `approved on Wed 2026-06-03: 5 entries of Outlier, …`."""
    first, last = min(e.day for e in chosen), max(e.day for e in chosen)
    days = Weekday(first) if first == last else Said("{first} to {last}", first=Weekday(first), last=Weekday(last))
    names = Many(sorted(dict.fromkeys(e.place.name for e in chosen), key=str))
    what = "{n} payment of {names}" if wish.mark is Mark.ARRIVED else "{n} entry of {names}"
    if len(chosen) > 1:
        what = "{n} entries of {names}"
    seconds = sum(session_seconds(e.record) for e in chosen if isinstance(e.record, WorkSession))
    sums = {c: sum(e.pay or 0 for e in chosen if e.currency == c) for c in sorted({e.currency or "" for e in chosen})}
    parts: list[Part] = [
        Said(what, n=len(chosen), names=names),
        days,
        *([Length(seconds)] if seconds else []),
        *(Money(units, currency) for currency, units in sums.items() if units and currency),
    ]
    return Said("{said} on {day}: {parts}", parts=Many(parts), said=Said(_SAID[wish.mark]), day=Weekday(wish.day))


def _line(wish: _Wish) -> str:
    project = f" / {quote(wish.place.project)}" if wish.place.project else ""
    covers = wish.covers and f"for {wish.covers.first} to {wish.covers.last}"
    if wish.covers and wish.covers.first == wish.covers.last:
        covers = f"for {wish.covers.first}"
    money = wish.money and f"{wish.money.number} {wish.money.currencies[0]}"
    parts = (wish.mark.value, money, "all" if wish.whole else "", quote(wish.place.platform) + project, covers)
    return " ".join(p for p in (*parts, f"on {wish.day}") if p)
