"""Time: log, event, available, off, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from tracker.cli import ask
from tracker.cli.call import Call
from tracker.desk.entry import check, typed
from tracker.domain import Availability, Event, ProjectEvent, QueueCheck, Record, columns
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import line_of, say_day
from tracker.units import money_text

if TYPE_CHECKING:
    from tracker.quickadd import Loggable, Understood


def log(call: Call) -> None:
    """One line of words as a record; options put single columns in place."""
    args = call.args
    understood = _understood(call, " ".join(args.text))
    record = cast("Loggable", typed(understood.record))
    sentence = understood.sentence
    if values := _log_options(call, record):
        _check_options(record, values)
        record = replace(record, **values)
        sentence = call.desk.sentence(record)
    line, note = line_of(record, call.desk.zone()), getattr(record, "note", None)
    news = [*understood.news, *([f"Note: {note}"] if note and not call.out.as_json else [])]
    if args.dry_run:
        check(record)
        call.tell("Understood", sentence, record, news, None, line=line)
    else:
        done = call.desk.add_many([record], kind="log", summary=sentence)
        call.tell("Logged", sentence, record, news, done, line=line)


def _understood(call: Call, text: str) -> Understood:
    """What a line means; on a terminal it is asked which of several names is meant."""
    until = call.read.maybe(call.day, call.args.until)
    try:
        return call.desk.understand(text, now=call.now(), until=until)
    except Ambiguous as several:
        if not (several.choices and ask.possible()) or call.out.as_json:
            raise
        for n, (name, _) in enumerate(several.choices, 1):
            call.out.plain(f"  {n}  {name}")
        said = ask.choose(several.message, [str(n) for n in range(1, len(several.choices) + 1)])
        return call.desk.understand(several.choices[int(said) - 1][1], now=call.now(), until=until)


def _check_options(record: Loggable, values: Mapping[str, Any]) -> None:
    """Options are columns: of work all, of the rest those that it has."""
    there = {c.name for c in columns(type(record))}
    options = [_OPTIONS.get(name, f"--{name}") for name in values if name not in there]
    if options:
        what = record.TABLE.replace("_", " ").removesuffix("s")
        raise InputError(f"{', '.join(options)} is not for what these words say (a {what}).", hint="Leave it out.")


_OPTIONS = {"counted_minutes": "--counted", "worked_until": "--until"}


def _log_options(call: Call, record: Record) -> dict[str, Any]:
    args, read = call.args, call.read
    platform = getattr(record, "platform", "")
    rate, amount = read.maybe(read.units, args.rate), read.maybe(read.units, args.amount)
    currency = read.maybe(read.currency, args.currency)
    if currency is None and (rate or amount) and getattr(record, "currency", None) is None:
        currency = call.money("0", None, platform)[1]
    values = {
        "project": call.project(platform, args.project),
        "activity": args.activity,
        "counted_minutes": read.maybe(read.seconds, args.counted),
        "worked_until": read.maybe(call.day, args.until),
        "tasks": args.tasks,
        "rate": rate,
        "amount": amount,
        "currency": currency,
        "status": args.status,
        "note": args.note,
    }
    return {k: v for k, v in values.items() if v is not None}


def event(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform)
    record = ProjectEvent(
        platform=platform,
        project=call.project(platform, args.project) or "",
        event=args.event,
        happened_at=call.when(args.at) if args.at else call.today(),
        announced_at=call.when(args.announced) if args.announced else None,
        rate=call.read.maybe(call.read.units, args.rate),
        reason=args.reason,
        note=args.note,
    )
    if record.event == Event.RATE_CHANGED and record.rate is None:
        raise InputError("A changed rate needs the rate.", hint="Say it with --rate.")
    said = f"{record.event} on {call.say_when(record.happened_at)}: {record.platform} / {record.project}"
    said += f", rate {money_text(record.rate)}" if record.rate is not None else ""
    said += f", announced {call.say_when(record.announced_at)}" if record.announced_at else ""
    call.add(record, said)


def available(call: Call) -> None:
    args = call.args
    first = call.day(args.start) if args.start else call.today()
    record = Availability(
        starts_on=first,
        ends_on=call.day_ahead(args.end, first) if args.end else None,
        kind="available",
        weekly_hours=call.read.decimal(args.hours),
        weekdays=args.days,
        note=args.note,
    )
    until = f" to {record.ends_on}" if record.ends_on else ""
    call.add(
        record,
        f"{record.weekly_hours} hours a week ({args.days or 'mon-fri'}) from {record.starts_on}{until}",
    )


def off(call: Call) -> None:
    first = call.day_ahead(call.args.start)
    last = call.day_ahead(call.args.end, first) if call.args.end else first
    record = Availability(starts_on=first, ends_on=last, kind="time_off", note=call.args.note)
    days = f"on {say_day(first)}" if last == first else f"from {say_day(first)} to {say_day(last)}"
    call.add(record, f"time off {days}")


def checked(call: Call) -> None:
    args = call.args
    at = call.instant(args.at) if args.at else call.now()
    outcome = "nothing_offered" if args.outcome == "nothing" else "offered"
    record = QueueCheck(platform=call.platform(args.platform), checked_at=at, outcome=outcome, note=args.note)
    said = "nothing offered" if args.outcome == "nothing" else "work offered"
    call.add(record, f"{said} on {record.platform}, {call.say_when(at)}")
