"""Money by hand: paid, earned, spent, moved, rate."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from tracker.cli.call import Call
from tracker.domain import Earning, EarningKind, ExchangeRate, Expense, Payout, Transfer
from tracker.errors import InputError
from tracker.say import Said, Weekday, Word

ALSO_WORDS = frozenset(
    ("ALL", "AMD", "ANG", "BAM", "BOB", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "PEN", "RON", "SOS", "TOP", "TRY")
)
"""Codes of currencies that are words too: in small letters they may be what was bought."""


def paid(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform)
    project = call.project(platform, args.project)
    (units, fee), currency = call.amounts([args.amount, args.fee], args.currency, call.theirs(platform, project))
    record = Payout(
        platform=platform,
        project=project,
        kind=args.kind,
        received_on=call.day(args.on) if args.on else call.today(),
        amount=units or 0,
        fee=fee,
        currency=currency,
        home_amount=call.units_in(args.home, call.desk.settings().home_currency, Said("What arrived at home")),
        stage=args.stage,
        asked_on=call.read.maybe(call.day, args.asked),
        place=args.place,
        note=args.note,
    )
    if args.covers:
        first = call.day(args.covers[0])
        record = replace(record, covers_from=first, covers_to=_last_day(call, args.covers[1], first))
    call.say_and_add(record, rate=args.rate)


def _last_day(call: Call, text: str, first: dt.date) -> dt.date:
    """The last day that money is for; one that is not over yet is taken only with its year."""
    last = call.day_ahead(text, first)
    if last > call.today() and not re.search(r"\d{4}", text):
        raise InputError(
            "“{typed}” would be {last}, which is still to come.",
            hint="If so, write {last_2}.",
            typed=Word(text),
            last=Weekday(last),
            last_2=Word(last),
        )
    return last


def earned(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform)
    units, currency = call.money(args.amount, args.currency, platform)
    first = call.day(args.start) if args.start else call.today()
    last = _last_day(call, args.end, first) if args.end else None
    if units < 0 and args.kind != EarningKind.ADJUSTMENT:
        raise InputError(
            "A {kind} is not below zero.", hint="What is taken off again: --kind adjustment.", kind=Said(args.kind)
        )
    record = Earning(
        platform=platform,
        project=call.project(platform, args.project),
        kind=args.kind,
        earned_from=first,
        earned_to=last,
        amount=units,
        currency=currency,
        due_on=call.day_ahead(args.due, last or first) if args.due else None,
        status=args.status,
        submitted_on=call.read.maybe(call.day, args.submitted),
        approved_on=call.read.maybe(call.day, args.approved),
        note=args.note,
    )
    call.say_and_add(record)


def spent(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform) if args.platform else None
    amount, words = args.amount, list(args.words)
    if call.read.is_currency(words[0]) and not _is_thing(call, words):
        amount = f"{amount} {words.pop(0)}"
    if not words:
        raise InputError("What was it spent on?", hint="Such as: tracker spent {amount} headset.", amount=Word(amount))
    units, currency = call.money(amount, None, None)
    if units < 0:
        raise InputError("An expense is not below zero.", hint="Money that came back is a reimbursement.")
    record = Expense(
        spent_on=call.day(args.on) if args.on else call.today(),
        amount=units,
        currency=currency,
        category=" ".join(words),
        platform=platform,
        **call.rest(),
    )
    call.say_and_add(record)


def _is_thing(call: Call, words: list[str]) -> bool:
    """Whether the first word is not money but what it was spent on. Raises InputError where it may be either."""
    word = words[0]
    if word.upper() not in ALSO_WORDS or not word.islower():
        return False
    if len(words) == 1:
        return True
    desk = call.desk
    used = {desk.settings().home_currency, *(p.currency for _, p in desk.platforms())}
    if word.upper() in used:
        return False
    raise InputError(
        "“{word}” may be the currency {word_2}, or what it was spent on.",
        hint="Write {word_2} for the currency; else name the currency first, such as USD {word}.",
        value=word,
        word=Word(word),
        word_2=Word(word.upper()),
    )


def moved(call: Call) -> None:
    args = call.args
    (units, fee), currency = call.amounts([args.amount, args.fee], args.currency, args.currency)
    came, came_currency = None, None
    if args.received:
        if len(args.received) > 2:
            raise InputError("--received takes an amount and a currency.", hint="Such as --received 91.20 EUR.")
        came, came_currency = _came_in(call, args.received, currency)
    if args.source.casefold() == args.target.casefold() and came_currency in (None, currency):
        raise InputError(
            "{source} is both accounts: nothing moved.", hint="Name two accounts of yours.", source=Word(args.source)
        )
    record = Transfer(
        moved_on=call.day(args.on) if args.on else call.today(),
        from_account=args.source,
        to_account=args.target,
        amount_out=units or 0,
        currency_out=currency,
        amount_in=came,
        currency_in=came_currency,
        fee=fee,
        **call.rest(),
    )
    call.say_and_add(record)


def _came_in(call: Call, words: list[str], left: str) -> tuple[int, str]:
    """What came in, in its currency: where two may be meant and none is said it is asked for."""
    home = call.desk.settings().home_currency
    text = " ".join(words)
    if left != home and call.read.amount(text, left, home).currency is None:
        raise InputError(
            "Did {typed} arrive in {home} or in {left}?",
            hint="Write {typed} {home} or {typed} {left}.",
            typed=Word(text),
            home=Word(home),
            left=Word(left),
        )
    return call.money(text, None, None)


def rate(call: Call) -> None:
    args = call.args
    home = call.desk.settings().home_currency
    value = call.read.exchange(args.value, home)
    record = ExchangeRate(
        on=call.day(args.on) if args.on else call.today(),
        currency=call.read.currency(args.currency),
        in_home_currency=value,
    )
    if record.currency == home:
        raise InputError("{home} is the home currency; one {home} is one {home}.", home=Word(home))
    text = "1 {currency} is {value} {home} on {day}"
    call.add(record, Said(text, currency=Word(record.currency), value=Word(value), home=Word(home), day=record.on))
