"""The same again, templates, and recurring entries that wait for an answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.cli import ways
from tracker.cli.call import Call
from tracker.cli.plain import Terminal
from tracker.desk import entry, repeats
from tracker.desk.places import write_out
from tracker.domain import Template
from tracker.editing import repeats as core
from tracker.editing.repeats import Due
from tracker.errors import InputError, NotFound, Refused
from tracker.say import Said, Word
from tracker.store.results import Operation
from tracker.units import DAY, duration_text
from tracker.views import repeats as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.words import parse_clock, parse_length
from tracker.words.repeats import parse_repeats


def again(call: Call) -> None:
    platform = entry.find_platform(call.desk, call.args.platform)
    project = call.known_project(platform, call.args.project) if call.args.project else None
    day = call.day(call.args.on) if call.args.on else call.today()
    recent = repeats.recent(call.desk, call.today(), most=1000)
    found = next((s for s in recent if s.platform == platform and project in (None, s.project)), None)
    if found is None:
        raise NotFound("Nothing of it was logged in the last weeks.", hint='Log it in words: tracker log "2h …".')
    made = repeats.looked_at(call.desk, core.again(found, day), call.now())
    if (made.twice or made.questions) and not call.args.anyway:
        why = "The same is logged on that day already." if made.twice else "That day is still to come."
        raise Refused(why, hint="If it is meant, add --anyway.", code="odd")
    operation = entry.add(call.desk, [made.session])
    call.tell("Logged: {what}.", entry.sentence(call.desk, made.session), made.session, (), operation)


def template(call: Call) -> None:
    args = call.args
    if args.name is None:
        kept = [t for _row, t in repeats.templates(call.desk)]
        lines = [views.template(t, _reader(call)) for t in kept] or [_("There is no template.")]
        call.out.answer({"templates": [_json(t) for t in kept]}, "\n".join(lines))
        return
    if args.remove:
        operation = repeats.remove(call.desk, args.name)
        _done(call, operation, _("Template {name} is removed; what it logged stays.").format(name=args.name))
        return
    made = _made(call)
    done = repeats.save(call.desk, made)
    _done(call, done, _("Kept: {what}.").format(what=views.template(made, _reader(call))))


def _made(call: Call) -> Template:
    args = call.args
    if args.length is None or args.platform is None:
        raise InputError(
            "A template needs a length and a platform.", hint="Such as: tracker template calls 1h outlier."
        )
    platform = call.platform(args.platform)
    rule = parse_repeats(args.every) if args.every else None
    if rule is None and (args.start or args.end):
        raise InputError("Only a recurring entry has a first and a last day.", hint="Give its days with --every.")
    start = (call.day_ahead(args.start) if args.start else call.today()) if rule else None
    return Template(
        name=" ".join(args.name.split()),
        platform=platform,
        project=call.project(platform, args.project),
        activity=None if args.activity == "task" else args.activity,
        minutes=_length(args.length),
        clock=f"{parse_clock(args.at):%H:%M}" if args.at else None,
        note=args.note,
        repeats=rule,
        starts_on=start,
        ends_on=call.day_ahead(args.end, start) if rule and args.end else None,
    )


def _length(typed: str) -> int:
    """Seconds of a template's length: a number alone is hours. Raises InputError for what no day has."""
    seconds = parse_length(typed, bare="h")
    if 0 < seconds <= DAY // dt.timedelta(seconds=1):
        return seconds
    raise InputError(
        "“{value}” is {length}, and a day has 24 hours.",
        hint="A number alone is hours. Enter minutes such as 90m, or 1h30.",
        code="out_of_range",
        value=typed,
        length=Word(duration_text(seconds)),
    )


def recurring(call: Call) -> None:
    args = call.args
    if args.ical is not None:
        made = repeats.reminders(call.desk, call.today())
        path = write_out(Path(args.ical), made, force=args.force)
        text = Said("The days of the next three months are in {path}. No amount is in it.", path=Word(path))
        call.out.done({"file": str(path)}, text)
        return
    waiting = _waiting(call)
    if args.log and args.not_done:
        raise InputError("They were done or they were not.", hint="Give one of --log and --not-done.")
    if args.log or args.not_done:
        _answer(call, waiting)
        return
    lines = [views.due(one, _reader(call)) for one in waiting] or [_("No recurring entry waits for an answer.")]
    call.out.answer({"waiting": [_due_json(one) for one in waiting]}, "\n".join(lines))


def _waiting(call: Call) -> list[Due]:
    found = repeats.due(call.desk, call.today())
    if call.args.name is not None:
        _row, named = repeats.find(call.desk, call.args.name)
        found = [one for one in found if one.template.name == named.name]
    if call.args.on is not None:
        day = call.day(call.args.on)
        found = [one for one in found if one.day == day]
    return found


def _answer(call: Call, waiting: list[Due]) -> None:
    if not waiting:
        raise NotFound("No recurring entry waits for this answer.")
    if call.args.not_done:
        operation = repeats.leave_out(call.desk, waiting)
        _done(call, operation, _("{n} left out.").format(n=len(waiting)))
        return
    plain = [one for one in waiting if call.args.anyway or not _odd(call, one)]
    if not plain:
        raise Refused(
            "Each of these days has something of that work already, or something is odd about it.",
            hint="Look at them with: tracker recurring. If they are meant, add --anyway.",
            code="odd",
        )
    operation = repeats.confirm(call.desk, plain)
    left = len(waiting) - len(plain)
    text = _("{n} logged.").format(n=len(plain))
    more = _("{n} wait on: something is odd about them or logged already (--anyway).").format(n=left)
    _done(call, operation, f"{text} {more}" if left else text)


def _odd(call: Call, one: Due) -> bool:
    made = repeats.odd(call.desk, one, call.now())
    return made.twice or bool(made.questions)


def _done(call: Call, operation: Operation | None, text: str) -> None:
    number = None if operation is None else operation.id
    call.out.done({"operation": number}, text + ways.undo(operation))


def _reader(call: Call) -> Reader:
    return Terminal.of(None, call.desk.settings().home_currency)


def _json(t: Template) -> dict[str, object]:
    days = {"starts_on": t.starts_on, "ends_on": t.ends_on}
    return {
        "name": t.name,
        "platform": t.platform,
        "project": t.project,
        "activity": t.activity,
        "minutes": round(t.minutes / 60, 6),
        "clock": t.clock,
        "repeats": t.repeats,
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
    }


def _due_json(one: Due) -> dict[str, object]:
    day: dt.date = one.day
    return {"template": one.template.name, "day": day.isoformat(), "logged_already": len(one.there)}
