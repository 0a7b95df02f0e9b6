"""Money by hand: paid, earned, spent, moved, rate."""

from __future__ import annotations

from dataclasses import replace

from tracker.cli.call import Call
from tracker.domain import Earning, EarningKind, ExchangeRate, Expense, Payout, Transfer
from tracker.errors import InputError
from tracker.quickadd import name_of, say_payout
from tracker.units import Money


def paid(call: Call) -> None:
    args, read = call.args, call.read
    platform = call.platform(args.platform)
    units, currency = call.money(args.amount, args.currency, platform)
    record = Payout(
        platform=platform,
        project=call.project(platform, args.project),
        kind=args.kind,
        received_on=call.day(args.on) if args.on else call.today(),
        amount=units,
        fee=read.maybe(read.units, args.fee),
        currency=currency,
        home_amount=read.maybe(read.units, args.home),
        note=args.note,
    )
    if args.covers:
        first = call.day(args.covers[0])
        record = replace(record, covers_from=first, covers_to=call.day_ahead(args.covers[1], first))
    if record.fee is not None and record.fee > units:
        raise InputError("The fee is more than the whole amount.", hint="The amount is what was paid before the fee.")
    call.add(record, say_payout(record))


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
    call.add(record, f"{args.kind} of {Money(units, currency)} owed by {name_of(record)}, earned {first}{until}{due}")


def spent(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform) if args.platform else None
    currency, words = None, list(args.words)
    if call.read.is_currency(words[0]):
        currency = words.pop(0)
    if not words:
        raise InputError("What was it spent on?", hint=f"Such as: tracker spent {args.amount} {currency} headset.")
    units, currency = call.money(args.amount, currency, None)
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


def moved(call: Call) -> None:
    args, read = call.args, call.read
    units, currency = call.money(args.amount, args.currency, None)
    came, came_currency = None, None
    if args.received:
        if len(args.received) > 2:
            raise InputError("--received takes an amount and a currency.", hint="Such as --received 91.20 EUR.")
        came, came_currency = call.money(args.received[0], (args.received[1:] or [currency])[0], None)
    record = Transfer(
        moved_on=call.day(args.on) if args.on else call.today(),
        from_account=args.source,
        to_account=args.target,
        amount_out=units,
        currency_out=currency,
        amount_in=came,
        currency_in=came_currency,
        fee=read.maybe(read.units, args.fee),
        note=args.note,
    )
    became = f", {Money(came, came_currency)} came in" if came is not None and came_currency else ""
    became += f", fee {Money(record.fee, currency)}" if record.fee else ""
    said = f"{Money(units, currency)} moved from {args.source} to {args.target} on {record.moved_on}{became}"
    call.add(record, said)


def rate(call: Call) -> None:
    args = call.args
    home = call.desk.settings().home_currency
    record = ExchangeRate(
        on=call.day(args.on) if args.on else call.today(),
        currency=call.read.currency(args.currency),
        in_home_currency=call.read.decimal(args.value),
    )
    if record.currency == home:
        raise InputError(f"{home} is the home currency; one {home} is one {home}.")
    call.add(record, f"1 {record.currency} is {args.value} {home} on {record.on}")
