"""Time: log, event, available, off, checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from tracker.cli.call import Call
from tracker.desk import entry
from tracker.desk.entry import check, typed
from tracker.domain import Availability, Event, PayModel, ProjectEvent, QueueCheck, Record, WorkSession, columns
from tracker.errors import Ambiguous, InputError, NewName
from tracker.quickadd import Loggable, Understood, line_of
from tracker.quickadd.as_line import announced_late
from tracker.quickadd.work import check_product
from tracker.say import Said, Word, joined, where
from tracker.words import agreed, per_hour
from tracker.words.locale import of_machine, preferred


def log(call: Call) -> None:
    """One line of words as a record, sometimes several; options put single columns in place."""
    args = call.args
    understood = _understood(call, " ".join(args.text))
    records = [cast("Loggable", typed(r)) for r in understood.records]
    sentence = understood.sentence
    if understood.rows:
        _mark(call, understood)
        return
    if values := _log_options(call, records[0]):
        for record in records:
            _check_options(record, values)
        records = [replace(record, **values) for record in records]
        _check_money(call, records[0])
        sentence = joined([entry.sentence(call.desk, record) for record in records], "; ")
    record = records[0]
    line = understood.line if len(records) > 1 else line_of(record, call.desk.zone())
    note = getattr(record, "note", None)
    noted = [Said("Note: {note}", note=note)] if note and not call.out.as_json else []
    news: list[Said | str] = [*understood.news, *noted]
    if args.dry_run:
        for each in records:
            check(each)
        call.tell("Understood: {what}.", sentence, record, news, None, log=(line, records))
    else:
        done = entry.add(call.desk, [*records, *call.missing_rate(records)], kind="log", summary=str(sentence))
        call.tell("Logged: {what}.", sentence, record, news, done, log=(line, records))


def _mark(call: Call, understood: Understood) -> None:
    """Days set on rows that are there; options would change more of them than the words say."""
    if any(getattr(call.args, name) is not None for name in _COLUMNS):
        raise InputError(
            "Options are for what is new; these words set a day on what is logged.", hint="Leave them out."
        )
    done = None if call.args.dry_run else entry.keep(call.desk, understood)
    text = "Understood: {what}." if call.args.dry_run else "Changed: {what}."
    call.tell(text, understood.sentence, understood.record, (), done, log=(understood.line, understood.records))


_COLUMNS = (
    "project", "activity", "counted", "until", "tasks", "rate", "amount", "currency", "status", "submitted", "approved",
    "note",
)  # fmt: skip
"""Options of `log` that put a column in place."""


def _understood(call: Call, text: str) -> Understood:
    """What a line means. What it leaves open, and a new name, is asked; if nobody can be asked it is an error."""
    until = call.read.maybe(call.day, call.args.until)
    locale = preferred(call.desk.settings().language, of_machine(os.environ))
    while True:
        try:
            found = entry.understand(call.desk, text, now=call.now(), until=until, locale=locale)
        except Ambiguous as several:
            text = several.choices[call.pick(several)][1]
            continue
        if found.question is None or call.args.new:
            return found
        error = NewName(found.question, hint="Add --new if it is meant.", choices=found.choices)
        at = call.pick(error, yes=found.yes)
        if at == len(found.choices):
            return found
        text = found.choices[at][1]


def _check_options(record: Loggable, values: Mapping[str, Any]) -> None:
    """Options are columns: of work all, of the rest those that it has."""
    there = {c.name for c in columns(type(record))}
    options = [_OPTIONS.get(name, f"--{name}") for name in values if name not in there]
    if options:
        what = Said(_MEANT[record.TABLE])
        raise InputError(
            "{options} does not fit these words ({what}).",
            hint="Leave it out.",
            options=Word(", ".join(options)),
            what=what,
        )
    for name, value in values.items():
        if name != "project" and getattr(record, name) not in (None, value):
            option = _OPTIONS.get(name, f"--{name}")
            hint = "Write it behind the amount." if name == "currency" else "Leave one of them out."
            raise InputError("{option} contradicts the words.", hint=hint, option=Word(option))


def _check_money(call: Call, record: Loggable) -> None:
    """A rate and an amount agree, and a currency has either beside it."""
    if not isinstance(record, WorkSession):
        return
    if record.currency and record.rate is None and record.amount is None:
        raise InputError("--currency is of --rate or --amount, and neither is given.", hint="Give one of them.")
    check_product(record, per_task=_by_task(call, record))


def _by_task(call: Call, record: WorkSession) -> bool:
    projects = (p for _, p in call.desk.projects(record.platform) if p.project == record.project)
    return any(p.pay_model == PayModel.PER_TASK for p in projects)


_MEANT = {
    "work_sessions": "a work session", "payouts": "a payout", "earnings": "an earning", "expenses": "an expense",
    "project_events": "a project event", "availability": "an availability", "queue_checks": "a queue check",
    "transfers": "a transfer",
}  # fmt: skip
"""What a line can mean, by table."""
_OPTIONS = {
    "counted_minutes": "--counted", "worked_until": "--until", "submitted_on": "--submitted",
    "approved_on": "--approved",
}  # fmt: skip


def _log_options(call: Call, record: Record) -> dict[str, Any]:
    args, read = call.args, call.read
    platform = getattr(record, "platform", "")
    project = call.project(platform, args.project) if platform else args.project
    (rate, amount), currency = _log_money(call, record, project)
    values = {
        "project": project,
        "activity": args.activity,
        "counted_minutes": read.maybe(read.seconds, args.counted),
        "worked_until": read.maybe(call.day, args.until),
        "tasks": args.tasks,
        "rate": rate,
        "amount": amount,
        "currency": currency,
        "status": args.status,
        "submitted_on": read.maybe(call.day, args.submitted),
        "approved_on": read.maybe(call.day, args.approved),
        "note": args.note,
    }
    return {k: v for k, v in values.items() if v is not None}


def _log_money(call: Call, record: Record, project: str | None) -> tuple[list[int | None], str | None]:
    """`--rate` and `--amount`, and the currency that they put in place: what they, `--currency` or the line say."""
    args, there = call.args, getattr(record, "currency", None)
    if args.rate is None and args.amount is None:
        return [None, None], call.read.maybe(call.read.currency, args.currency)
    usual = call.theirs(getattr(record, "platform", ""), project or getattr(record, "project", None))
    units, said = call.amounts([args.rate, args.amount], args.currency, there or usual)
    line_says = getattr(record, "rate", None) is not None or getattr(record, "amount", None) is not None
    if line_says and args.currency is None:
        agreed(said, there)
    return units, said


_NO_RATE = frozenset(
    (Event.PAUSED, Event.RESUMED, Event.CANCELLED, Event.COMPLETED, Event.LEFT, Event.DEACTIVATED, Event.DECLINED)
)
"""Events beside which a rate would change nothing."""


def event(call: Call) -> None:
    args = call.args
    platform = call.platform(args.platform)
    project = call.project(platform, args.project) or ""
    record = ProjectEvent(
        platform=platform,
        project=project,
        event=args.event,
        happened_at=call.when(args.at, near=True) if args.at else call.today(),
        announced_at=call.when(args.announced, near=True) if args.announced else None,
        rate=call.units_in(
            args.rate and per_hour(args.rate), call.pays_in(platform, project), _pay_of(where(platform, project))
        ),
        **call.rest(),
    )
    if record.event == Event.RATE_CHANGED and record.rate is None:
        raise InputError("A changed rate needs the rate.", hint="Give it with --rate.")
    if record.rate is not None and record.event in _NO_RATE:
        raise InputError(
            "A project that is {event} has no new rate.", hint="Note it as rate_changed.", event=Word(record.event)
        )
    _check_announced(call, record)
    call.say_and_add(record)


def _pay_of(name: Said) -> Said:
    return Said("The pay of {where}", where=name)


def _check_announced(call: Call, record: ProjectEvent) -> None:
    """No announcement is after the effect unless it is said in words that it came only then."""
    if announced_late(record, call.desk.zone()):
        raise InputError(
            "It is announced on {announced_at}, after it took effect on {happened_at}.",
            hint="If it was so, write it in words: tracker log '{typed}'.",
            typed=Word(line_of(record, call.desk.zone())),
            announced_at=Word(call.say_when(record.announced_at or record.happened_at)),
            happened_at=Word(call.say_when(record.happened_at)),
        )


A_DAY = 12
"""Hours up to which a number beside weekdays may be those of one day."""


def available(call: Call) -> None:
    args = call.args
    first = call.day(args.start) if args.start else call.today()
    record = Availability(
        starts_on=first,
        ends_on=call.day_ahead(args.end, first) if args.end else None,
        kind="available",
        weekly_hours=call.read.hours(args.hours),
        weekdays=args.days,
        **call.rest(),
    )
    if args.days and record.weekly_hours is not None and 0 < record.weekly_hours <= A_DAY:
        raise Ambiguous(
            "{hours} hours on {days}: a week, or each of these days?",
            hint="Write it in words: tracker log available {weekly_hours}h a week {days}, or … a day ….",
            hours=Word(args.hours),
            days=Word(args.days),
            weekly_hours=Word(record.weekly_hours),
        )
    call.say_and_add(record)


def off(call: Call) -> None:
    first = call.day_ahead(call.args.start)
    last = call.day_ahead(call.args.end, first) if call.args.end else first
    record = Availability(starts_on=first, ends_on=last, kind="time_off", **call.rest())
    call.say_and_add(record)


def checked(call: Call) -> None:
    args = call.args
    at = call.instant(args.at) if args.at else call.now()
    if at > call.now():
        raise InputError("That is in the future.", hint="Give the day, such as yesterday.", code="future")
    outcome = "nothing_offered" if args.outcome == "nothing" else "offered"
    record = QueueCheck(platform=call.platform(args.platform), checked_at=at, outcome=outcome, **call.rest())
    call.say_and_add(record)
