"""Time: log, start, stop, status, event, available, off, checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.cli.call import Call
from tracker.desk.entry import check, typed
from tracker.domain import Availability, Event, ProjectEvent, QueueCheck, Record, WorkSession
from tracker.errors import InputError
from tracker.quickadd import say_day, say_session
from tracker.units import money_text
from tracker.words import duration_text

if TYPE_CHECKING:
    from tracker.desk.results import Timer


def log(call: Call) -> None:
    """One line of words as a record; options put single columns in place."""
    args = call.args
    until = call.read.maybe(call.day, args.until)
    understood = call.desk.understand(" ".join(args.text), now=call.now(), until=until)
    record = typed(understood.record)
    values = _log_options(call, record)
    if values:
        if not isinstance(record, WorkSession):
            raise InputError("These options are for work, and the words are about money.", hint="Leave them out.")
        record = replace(record, **values)
        sentence = say_session(record, call.desk.zone())
    else:
        sentence = understood.sentence
    new = understood.news
    if args.dry_run:
        check(record)
        call.tell("Understood", sentence, record, new, None)
    else:
        call.tell("Logged", sentence, record, new, call.desk.add_many([record], kind="log", summary=sentence))


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


def start(call: Call) -> None:
    platform = call.platform(call.args.platform)
    project = call.project(platform, call.args.project)
    timer = call.desk.start(platform, project, call.args.activity)
    what = _timed(timer.platform, timer.project, timer.activity)
    since = timer.started_at.astimezone(call.desk.zone()).strftime("%H:%M")
    call.out.done({"running": _timer_json(call, timer)}, f"The timer runs since {since}: {what}.")


def stop(call: Call) -> None:
    session, operation = call.desk.stop(note=call.args.note)
    sentence = say_session(session, call.desk.zone())
    call.tell("Logged", sentence, session, (), operation)


def status(call: Call) -> None:
    """The running timer, and the day so far."""
    timer = call.desk.timer()
    today = call.today()
    seconds, n = call.desk.logged_on(today)
    lines = []
    if timer is None:
        lines.append("No timer runs.")
    else:
        ran = _ran(call, timer)
        lines.append(f"{duration_text(ran)} on {_timed(timer.platform, timer.project, timer.activity)}, still running.")
    lines.append(f"Logged today: {duration_text(seconds)} in {n} session{'' if n == 1 else 's'}.")
    data = {
        "running": _timer_json(call, timer) if timer else None,
        "today": {"date": today.isoformat(), "hours": round(seconds / 3600, 6), "sessions": n},
        "ledger": str(call.desk.path or ""),
    }
    call.out.answer(data, "\n".join(lines))


def _ran(call: Call, timer: Timer) -> int:
    """Seconds that the timer ran; none where the clock was put back before its start."""
    return max(0, int((call.desk.now() - timer.started_at).total_seconds()))


def _timed(platform: str, project: str | None, activity: str | None) -> str:
    name = f"{platform} / {project}" if project else platform
    return f"{name} ({activity})" if activity and activity != "task" else name


def _timer_json(call: Call, timer: Timer) -> dict[str, object]:
    return {
        "platform": timer.platform,
        "project": timer.project,
        "activity": timer.activity,
        "started_at": timer.started_at.astimezone(call.desk.zone()).isoformat(),
        "seconds": _ran(call, timer),
    }


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
