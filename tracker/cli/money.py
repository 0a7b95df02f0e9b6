"""Money by hand: paid, earned, spent, moved, rate."""

from __future__ import annotations

from dataclasses import replace

from tracker.cli.call import Call
from tracker.domain import Earning, EarningKind, ExchangeRate, Expense, Payout, Transfer
from tracker.errors import InputError
from tracker.quickadd import name_of, say_payout
from tracker.units import Money

ALSO_WORDS = frozenset(("BAM", "LAK", "MAD", "PEN", "RON", "SOS", "TRY"))
"""Codes of currencies that are English words too, besides those that are read as currencies in capitals only."""


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
        home_amount=call.units_in(args.home, call.desk.settings().home_currency, "What arrived at home"),
        note=args.note,
    )
    if args.covers:
        first = call.day(args.covers[0])
        record = replace(record, covers_from=first, covers_to=call.day_ahead(args.covers[1], first))
    call.add(record, say_payout(record), rate=args.rate)


def earned(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform)
    units, currency = call.money(args.amount, args.currency, platform)
    first = call.day(args.start) if args.start else call.today()
    last = call.day_ahead(args.end, first) if args.end else None
    if units < 0 and args.kind != EarningKind.ADJUSTMENT:
        raise InputError(f"A {args.kind} is not below zero.", hint="What is taken off again: --kind adjustment.")
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
        note=args.note,
    )
    until = f" to {last}" if last else ""
    due = f", due {record.due_on}" if record.due_on else ""
    status = f", {record.status}" if record.status else ""
    said = f"{args.kind} of {Money(units, currency)} owed by {name_of(record)}"
    call.add(record, f"{said}, earned {first}{until}{due}{status}")


def spent(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform) if args.platform else None
    amount, words = args.amount, list(args.words)
    if call.read.is_currency(words[0]) and not _is_thing(call, words):
        amount = f"{amount} {words.pop(0)}"
    if not words:
        raise InputError("What was it spent on?", hint=f"Such as: tracker spent {amount} headset.")
    units, currency = call.money(amount, None, None)
    if units < 0:
        raise InputError("An expense is not below zero.", hint="Money that came back is a reimbursement.")
    record = Expense(
        spent_on=call.day(args.on) if args.on else call.today(),
        amount=units,
        currency=currency,
        category=" ".join(words),
        platform=platform,
        note=args.note,
    )
    call.add(record, f"{Money(units, currency)} spent on {record.category}, {record.spent_on}")


def _is_thing(call: Call, words: list[str]) -> bool:
    """Whether the first word is no money but what it was spent on. Raises InputError where it may be either."""
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
        f"“{word}” may be the currency {word.upper()}, or what it was spent on.",
        hint=f"Write {word.upper()} for the currency; else name the currency first, such as USD {word}.",
        value=word,
    )


def moved(call: Call) -> None:
    args = call.args
    (units, fee), currency = call.amounts([args.amount, args.fee], args.currency, args.currency)
    came, came_currency = None, None
    if args.received:
        if len(args.received) > 2:
            raise InputError("--received takes an amount and a currency.", hint="Such as --received 91.20 EUR.")
        (came,), came_currency = call.amounts(args.received[:1], (args.received[1:] or [None])[0], currency)
    record = Transfer(
        moved_on=call.day(args.on) if args.on else call.today(),
        from_account=args.source,
        to_account=args.target,
        amount_out=units or 0,
        currency_out=currency,
        amount_in=came,
        currency_in=came_currency,
        fee=fee,
        note=args.note,
    )
    became = f", {Money(came, came_currency)} came in" if came is not None and came_currency else ""
    became += f", fee {Money(record.fee, currency)}" if record.fee else ""
    said = (
        f"{Money(record.amount_out, currency)} moved from {args.source} to {args.target} on {record.moved_on}{became}"
    )
    call.add(record, said)


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
        raise InputError(f"{home} is the home currency; one {home} is one {home}.")
    call.add(record, f"1 {record.currency} is {value} {home} on {record.on}")
