"""Which kind of line it is: by its first words, else by what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from tracker.domain import Payout, PayoutKind, Status
from tracker.errors import InputError
from tracker.kinds import Stage
from tracker.quickadd import events, marks, money, moves, other_records
from tracker.quickadd.asking import Missing, NotUnderstood, Open
from tracker.quickadd.clocks import span
from tracker.quickadd.context import Here, Loggable, Mark
from tracker.quickadd.floors import floor, is_floor
from tracker.quickadd.lengths import length
from tracker.quickadd.line import Line, Word, spoken
from tracker.quickadd.marks import NOTHING_OPEN, WORK_MARKS, Marked, arrival
from tracker.quickadd.place import Place
from tracker.quickadd.prices import THINGS, looks_bare, marked, price, rate
from tracker.quickadd.ready import ready
from tracker.quickadd.stretches import stretch
from tracker.quickadd.vocabulary import KINDS
from tracker.quickadd.work import MADE, tasks, work
from tracker.quickadd.zoned import in_its_zone
from tracker.say import Said, Weekday

_STILL_OUT = frozenset(("unpaid", "unpayed", "waiting", "wait"))
"""Words that say of an amount that it has not come."""
_FEASTS = frozenset(
    (
        "good friday", "black friday", "cyber monday", "easter monday", "easter sunday", "palm sunday", "whit monday",
        "ash wednesday", "maundy thursday", "super tuesday",
    )
)  # fmt: skip
"""Days of the year that are not the last such weekday."""
Reading: TypeAlias = tuple[Sequence[Loggable], Place | None] | Marked


def read(here: Here, words: list[Word]) -> Reading:
    """What the words say, and about which place. Raises `InputError`, `Open`."""
    here, words = in_its_zone(here, words)
    words = ready(here, words)
    line = Line(words)
    if feast := line.phrase(_FEASTS):
        raise NotUnderstood(feast.split(), hint="Write the date.")
    if words[0].low == "+":
        del line.words[0]
        timed = line.sees(5, span) or line.sees(6, length) or line.sees(2, tasks)
        return _one(work(here, line, timeless=True) if timed else money.earning(here, line))
    if (found := _by_head(here, line)) is not None:
        return found
    return _by_content(here, line)


def _one(found: tuple[Loggable, Place | None]) -> Reading:
    return (found[0],), found[1]


def _by_head(here: Here, line: Line) -> Reading | None:
    """A line whose first words say what it is, whatever else is in it."""
    first = line.words[0].low
    if is_floor(here, line):
        return floor(here, line)
    timed = _timed(here, line)
    if first == "floor" and line.sees(7, lambda t: span(t, bare=True)) and not here.names.knows(first):
        raise NotUnderstood([first])
    paid = _amount(line)
    if first == "arrived" and here.logged:
        return _marked_or_paid(here, line)
    approved = None
    if here.logged is not None:
        if _said_of_work(here, line, "rejected"):
            raise marks.of_refused_work()
        approved = _said_of_work(here, line, "approved") if first != "approved" else None
    if (timed and here.logged is not None and _handed_in_last(here, line)) or (approved and not _amount(approved)):
        raise marks.of_which_work()
    if approved and not timed and not line.has(money.EARNED):
        return marks.marked(here, line)
    if _marked_first(line) and not line.has(money.EARNED):
        if timed and here.logged is not None:
            raise marks.of_which_work()
        if not timed:
            return marks.marked(here, line)
    if first in ("spent", "bought", "purchased", "expense", "expenses") and not (timed and not paid):
        del line.words[0]
        return _one(money.expense(here, line))
    if first in ("i", "we") and len(line.words) > 1 and line.words[1].low in ("paid", "payed", "sent") and not timed:
        del line.words[:2]
        return _one(money.paid_by_me(here, line))
    if first in ("paid", "payed", "received") and (kind := line.has(money.EARNED)) and not here.names.knows(kind):
        return _one(money.earned_or_arrived(here, line))
    if first == "paid" and timed and len(line.words) > 1 and line.words[1].low in KINDS:
        del line.words[0]  # paid training 2h outlier
        return None
    if first in ("paid", "payed", "received", "payout"):
        del line.words[: 1 + (line.words[1:2] == [Word("out")])]
        if first in ("paid", "payed"):
            return _arrived(here, money.payout_or_expense(here, line))
        return _arrived(here, money.payout(here, line))
    spare = line.has(("available",)) and not line.holds(other_records.OFFERED) and line.sees(2, other_records.hours_of)
    if (spare or first == "available") and not paid:
        return _one(other_records.available(here, line))
    if not timed and not paid and line.holds(other_records.OFF) and not line.has((*events.EVENTS, *events.SHUT_OUT)):
        return _one(other_records.off(here, line))
    return None


def _handed_in_last(here: Here, line: Line) -> bool:
    """Whether a line of work ends by saying that it was handed in: `2h outlier submitted`."""
    ends = [" ".join(w.low for w in line.words[-n:]) for n in (1, 2)]
    return any(marks.WORDS.get(end) is Mark.SUBMITTED and not here.names.knows(end) for end in ends)


def _said_of_work(here: Here, line: Line, word: str) -> Line | None:
    """`outlier approved my 2h`: what a platform did with so much, which is logged already: what is behind it."""
    low = [w.low for w in line.words]
    at = low.index(word) if word in low else len(low)
    if not all(w.quoted or here.names.fits(w.text) or w.low in ("has", *THINGS) for w in line.words[:at]):
        return None
    behind = Line(line.words[at + 1 :])
    return behind if _sees(behind, 6, length) or _sees(behind, 2, tasks) or _amount(behind) else None


def _marked_first(line: Line) -> bool:
    """Whether the line begins by saying that work was handed in, or approved."""
    return any(" ".join(w.low for w in line.words[:n]) in WORK_MARKS for n in (1, 2))


def _marked_or_paid(here: Here, line: Line) -> Reading:
    """`arrived mercor`: a payment that was on its way; with an amount that none has it is another one."""
    whole = Line(line.words)
    try:
        return marks.marked(here, line)
    except InputError as error:
        unread = isinstance(error, NotUnderstood)
        if not (unread or error.code == NOTHING_OPEN) or not _amount(whole):
            raise
    return _arrived(here, money.payout(here, whole)) if unread else _one(money.payout(here, whole))


def _arrived(here: Here, found: tuple[Loggable, Place | None]) -> Reading:
    """A payment; if one of that amount is on its way it is asked whether it is that one."""
    record, place = found
    if here.logged is None or not isinstance(record, Payout) or record.stage or record.kind != PayoutKind.PAYOUT:
        return _one(found)
    coming = [e for e in here.logged(record.platform, Mark.ARRIVED) if e.day <= record.received_on]
    same = next((e for e in coming if (e.pay, e.currency) == (record.amount, record.currency)), None)
    if same is None:
        return _one(found)
    message = Said("Is it the payment that was sent on {day}?", day=Weekday(same.day))
    if here.ask("on its way", message, [("", True), ("", False)], hint="Enter “arrived”, or log it as another one."):
        return arrival(same, record.received_on)
    return (replace(record, stage=Stage.ARRIVED.value),), place


def _by_content(here: Here, line: Line) -> Reading:
    """A line whose first word does not say what it is."""
    reason = _reason(line)
    money.side_by_side(line)
    timed, paid = _timed(here, line), _amount(line)
    if reason is None and not timed and not paid and _is_queue(line):
        return _one(other_records.checked(here, line))
    if not timed and moves.is_move(line):
        return _one(moves.transfer(here, line))
    event = line.has(events.EVENTS) or line.has(events.ENDED)
    if event in ("completed", "finished") and line.sees(2, tasks):
        event = None if line.drop(("completed", "finished")) else event
    if event and reason is None and (timed or (paid and event == Status.REMOVED)) and not line.has(("ago", "notice")):
        event = None
    if event or reason is not None:
        return events.event(here, line, reason)
    if timed:
        return _one(work(here, line, waiting=not paid and _waited(here, line)))
    if events.rate_at(line) is None and (at := events.raised_at(line)) is not None:
        here.ask("moved", "Is that the new rate?", [("", True)], hint="Such as: mercor ridge rate 24 from monday.")
        line.words.insert(at, Word("rate"))
    if events.rate_at(line) is not None or (line.has(("pays", "paying", "now")) and _sees(line, 6, rate)):
        return events.event(here, line, None)
    if line.has(("pays", "paying")) and not line.has(("me", "for", "via", "fee")) and _is_rate(here, line):
        return events.event(here, line, None)
    return _by_money(here, line, paid=paid)


def _is_rate(here: Here, line: Line) -> bool:
    """`mercor ridge pays 22`: what an hour pays from now on, or money that arrived."""
    if not line.sees(1, looks_bare) and not _sees(line, 3, marked):
        return False
    if line.has(("now",)):
        return True
    message = "Is it the rate, or money that arrived?"
    hint = "Write rate 22, or paid 22."
    return here.ask("pays", message, [("", False), ("", True)], hint=hint)


def _by_money(here: Here, line: Line, *, paid: bool) -> Reading:
    """A line without a time: about money, or about tasks."""
    figure = paid or _sees(line, 1, price)
    if paid and (still := line.has(_STILL_OUT)) and not line.sees(2, tasks) and not here.names.knows(still):
        raise NotUnderstood([still])
    if line.sees(2, tasks):
        return _one(work(here, line, timeless=True))
    if figure and line.sees(2, lambda t: money.ARRIVED.get(t.casefold())):
        return _one(money.payout(here, line))
    if line.has(money.EARNED) and figure:
        return _one(money.earned_or_arrived(here, line))
    if line.has(money.BILLS) and paid and not _pays(here, line):
        return _one(money.bill(here, line))
    if line.has(money.PAID) or line.holds(money.PAID_PHRASES):
        return _arrived(here, money.payout(here, line))
    if line.has(MADE) and figure:
        return _one(_made(here, line))
    if paid and not line.sees(6, rate):
        return _arrived(here, money.unsaid(here, line) or work(here, line, timeless=True))
    if line.holds(WORK_MARKS):
        return marks.marked(here, line)
    if not figure and line.has((Status.REJECTED,)) and not here.names.knows(Status.REJECTED):
        return _turned_down(here, line)
    return _one(work(here, line))


def _turned_down(here: Here, line: Line) -> Reading:
    """`outlier rejected`, and nothing more: an application, if that is agreed to."""
    message = "Was an application of yours turned down?"
    here.ask("declined", message, [("", True)], hint="The status of logged work is changed where it is listed.")
    line.words = [Word("declined") if w.low == Status.REJECTED else w for w in line.words if w.low != "application"]
    return events.event(here, line, None)


def _waited(here: Here, line: Line) -> bool:
    """`1h outlier no tasks`: time spent waiting, if that is agreed to."""
    if not line.holds(other_records.NO_TASKS):
        return False
    while line.phrase(other_records.NO_TASKS):
        continue
    message = "Is it time that you waited for tasks?"
    hint = "Write waiting, or write what else there was behind a #."
    return here.ask("waited", message, [("", True), ("", False)], hint=hint)


def _made(here: Here, line: Line) -> tuple[Loggable, Place | None]:
    """`made 36 usd outlier`: work whose time is not given, or money besides."""
    message = "Is it pay for work whose time you do not know, or a bonus besides it?"
    options = [("", True), ("", False)]
    of_work = here.ask("made", message, options, hint="Write the time: 2h outlier made $36. Or write bonus.")
    line.drop(MADE)
    return work(here, line, timeless=True) if of_work else money.earning(here, line)


def _pays(here: Here, line: Line) -> bool:
    """Whether a known platform, and nobody's bill, is what an amount is beside."""
    return line.has(("from", "by")) is not None


def _timed(here: Here, line: Line) -> bool:
    """Whether the line says how long, or from when to when; the hour of a new rate is not that."""
    if line.has(("rate",)):
        line = Line(line.words)
        with suppress(InputError, Open):
            line.take(6, lambda t: rate(t) if "rate" not in t.casefold() else None)
    return _sees(line, 7, span) or _sees(line, 6, length) or _bare_span(here, line)


def _bare_span(here: Here, line: Line) -> bool:
    """Whether there is a 9-5 that is not part of a date."""
    rest, days = Line(line.words), here.days()
    try:
        rest.take(8, lambda t: stretch(days, t))
    except (InputError, Open):
        return False
    return _sees(rest, 1, lambda t: span(t, bare=True) if "-" in t else None)


def _amount(line: Line) -> bool:
    """Whether it names an amount with its currency, or a rate."""
    return _sees(line, 3, marked) or _sees(line, 6, rate)


def _sees(line: Line, longest: int, read: Callable[[str], object]) -> bool:
    """Whether there is one of these, be it one that has to be asked about or is wrong."""
    try:
        return line.sees(longest, read)
    except (InputError, Open):
        return True


def _is_queue(line: Line) -> bool:
    """Whether it tells of a look into a queue."""
    first = line.words[0].low
    return (
        first in ("checked", "nothing")
        or line.holds(other_records.NOTHING)
        or line.holds(other_records.OFFERED - {"offered"})
    )


def _reason(line: Line) -> str | None:
    """What is behind `because`, taken away with it."""
    line.phrase(("no reason given", "no reason", "no explanation", "without explanation"))
    low = [w.low for w in line.words]
    two = next((i for i, pair in enumerate(pairwise(low)) if pair == ("due", "to")), None)
    at = next((i for i, w in enumerate(low) if w in ("because", "cause", "bc", "coz", "cos", "cuz")), two)
    if at is None:
        return None
    reason = spoken(line.words[at + (2 if at == two else 1) :])
    del line.words[at:]
    if not reason:
        raise Missing("Because of what?", hint="The reason is at the end of the line.")
    return reason
