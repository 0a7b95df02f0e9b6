"""Lines about money: what arrived, what is owed besides logged work, what was spent."""

from __future__ import annotations

import datetime as dt

from tracker.domain import Earning, EarningKind, Expense, Payout, PayoutKind
from tracker.errors import InputError
from tracker.quickadd.clocks import here_day
from tracker.quickadd.days import Lean, Stretch
from tracker.quickadd.here import Here
from tracker.quickadd.line import Line, spoken, stripped
from tracker.quickadd.places import BEGINS, Place, _fit, _spelled
from tracker.quickadd.prices import Price, price
from tracker.quickadd.work import STATUSES

EARNED = {k.value: k.value for k in EarningKind}
ARRIVED = {k.value: k.value for k in PayoutKind} | {
    "write-off": "write_off", "written-off": "write_off", "write off": "write_off", "written off": "write_off",
    "reimbursed": "reimbursement", "clawed back": "clawback",
}  # fmt: skip


def payout(here: Here, line: Line) -> tuple[Payout, Place]:
    """Money that arrived, with its fee and the days it pays for."""
    fee = line.after(("fee", "fees"), 3, lambda t: price(t, here.decimal))
    covers = line.after(("for", "covers", "covering"), 9, lambda t: _covered(here, t))
    kind = line.take(2, lambda t: ARRIVED.get(t.casefold())) or PayoutKind.PAYOUT.value
    money = here.money(line)
    day = _one_day(here, line, "On which day did it arrive?", "The days that it pays for are said as: for 3-9 may.")
    money = money or here.money(line, bare=True)
    if money is None:
        raise InputError("How much was paid?", hint="Such as: paid 412.50 usd mercor.")
    place = here.place(line)
    record = Payout(
        platform=place.platform,
        project=place.project,
        kind=kind,
        received_on=here.past(day),
        amount=money.units,
        fee=fee.units if fee else None,
        currency=_common(here, place, money, fee),
        covers_from=covers.first if covers else None,
        covers_to=covers.last if covers else None,
    )
    return record, place


def _covered(here: Here, text: str) -> Stretch | None:
    days = here.days(Lean.PAST)
    return days.span(text) or days.stretch(f"in {text}")


def _common(here: Here, place: Place, money: Price, fee: Price | None) -> str:
    """The currency of an amount and its fee."""
    currency = money.currency or (fee.currency if fee else None) or here.currency(place)
    if fee and fee.currency not in (None, currency):
        raise InputError(f"The fee is in {fee.currency}, the money in {currency}.", hint=f"Say the fee in {currency}.")
    return currency


def _one_day(here: Here, line: Line, question: str, hint: str) -> dt.date:
    days = here.days(Lean.PAST)
    found = line.take(8, days.span)
    if found and found.first != found.last:
        raise InputError(question, hint=hint)
    return found.first if found else here_day(days)


def earning(here: Here, line: Line) -> tuple[Earning, Place]:
    """Money owed that no logged work earns: a bonus where nothing else is said."""
    due = line.after(("due",), 5, here.days(Lean.NEAR).day)
    status = line.take(1, lambda t: STATUSES.get(t.casefold()))
    line.drop(("earned",))
    kind = line.take(1, lambda t: EARNED.get(t.casefold())) or EarningKind.BONUS.value
    money = here.money(line)
    days = here.days(Lean.PAST)
    stretch = line.after(("for",), 9, lambda t: _covered(here, t)) or line.take(8, days.span)
    first = stretch.first if stretch else here_day(days)
    money = money or here.money(line, bare=True)
    if money is None:
        raise InputError("How much was it?", hint="Such as: bonus 50 usd outlier.")
    if money.units < 0 and kind != EarningKind.ADJUSTMENT:
        raise InputError(f"A {kind} is not below zero.", hint="Money taken off is an adjustment.", code="negative")
    place = here.place(line)
    record = Earning(
        platform=place.platform,
        project=place.project,
        kind=kind,
        earned_from=here.past(first),
        earned_to=stretch.last if stretch and stretch.last != first else None,
        amount=money.units,
        currency=money.currency or here.currency(place),
        due_on=due,
        status=status,
    )
    return record, place


def expense(here: Here, line: Line) -> tuple[Expense, Place | None]:
    """What was spent for work, on what, and for which platform if it says so."""
    money = here.money(line)
    day = _one_day(here, line, "On which day was it spent?", "Say one day, such as: on fri.")
    money = money or here.money(line, bare=True)
    if money is None:
        raise InputError("How much was it?", hint="Such as: spent 12 usd headset.")
    if money.units < 0:
        raise InputError("An expense is not below zero.", hint="Money that came back is a reimbursement.")
    place = _for_platform(here, line)
    category = spoken(stripped(line.words))
    if not category:
        raise InputError("What was it spent on?", hint="Such as: spent 12 usd headset.")
    record = Expense(
        spent_on=here.past(day),
        amount=money.units,
        currency=money.currency or here.home,
        category=category,
        platform=place.platform if place else None,
    )
    return record, place


def _for_platform(here: Here, line: Line) -> Place | None:
    """`for outlier`: a platform by the beginning of its name, or any name in quotes."""
    for at, word in enumerate(line.words[:-1]):
        if word.low != "for":
            continue
        name = line.words[at + 1]
        fits = [
            (f, p)
            for p in here.names.platforms
            if (f := _fit(_spelled(name.text), _spelled(p), whole=name.quoted)) is not None
        ]
        best = [p for f, p in fits if f == min(x for x, _ in fits) and f <= BEGINS]
        if len(best) == 1 or name.quoted:
            del line.words[at : at + 2]
            return Place(best[0]) if best else Place(name.text, new_platform=True)
    return None
