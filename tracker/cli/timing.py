"""The timer: start, pause, resume, switch, stop, status."""

from __future__ import annotations

import datetime as dt

from tracker import quickadd
from tracker.cli import ways
from tracker.cli.call import Call
from tracker.desk import timer as timing
from tracker.errors import InputError
from tracker.say import Act, Said, Word, told
from tracker.store.results import Timer
from tracker.units import duration_text
from tracker.views.text import _, ngettext


def start(call: Call) -> None:
    platform = call.platform(call.args.platform)
    timer = timing.start(call.desk, platform, call.project(platform, call.args.project), call.args.activity)
    call.out.done({"running": _timer_json(call, timer)}, _with_news(call, _since(call, timer)))


def pause(call: Call) -> None:
    if call.args.begin is not None or call.args.end is not None:
        return _take_off(call)
    timer = timing.pause(call.desk)
    ran = duration_text(timer.worked(timer.until(call.desk.now())))
    text = _("Paused after {length}: {what}. Go on with: tracker resume.").format(length=ran, what=_timed(timer))
    call.out.done({"running": _timer_json(call, timer)}, text)
    return None


def _take_off(call: Call) -> None:
    """A rest that is over, taken off the timer that runs on."""
    if call.args.begin is None or call.args.end is None:
        raise InputError("A rest that is over has a start and an end.", hint="Give it as --from 14:05 --to 14:40.")
    first, last = (_end(call, text) for text in (call.args.begin, call.args.end))
    timer, operation = timing.take_off(call.desk, first, last)
    rested = duration_text(int((last - first).total_seconds()))
    text = _("{length} taken off the timer: {what}.").format(length=rested, what=_timed(timer))
    data = {"operation": operation.id, "running": _timer_json(call, timer)}
    call.out.done(data, text + ways.undo(operation))


def resume(call: Call) -> None:
    timer = timing.resume(call.desk)
    rested = duration_text(timer.paused_seconds)
    text = _("The timer runs again: {what} (paused for {length} in all).").format(what=_timed(timer), length=rested)
    call.out.done({"running": _timer_json(call, timer)}, text)


def switch(call: Call) -> None:
    """Keep what ran and time something else, in one step."""
    platform = call.platform(call.args.platform)
    project = call.project(platform, call.args.project)
    session, timer, operation = timing.switch(call.desk, platform, project, call.args.activity)
    kept = quickadd.say_session(session, call.desk.zone())
    done = _("Logged: {what}.").format(what=ways.say(kept)) + ways.undo(operation)
    text = f"{done}\n{_since(call, timer)}"
    data = {"operation": operation.id, "understood": kept, "new": call.news, "running": _timer_json(call, timer)}
    call.out.done(data, _with_news(call, text))


def stop(call: Call) -> None:
    end = None if call.args.at is None else _end(call, call.args.at)
    session, operation = timing.stop(call.desk, note=call.args.note, ended_at=end)
    call.tell("Logged: {what}.", quickadd.say_session(session, call.desk.zone()), session, (), operation)


def _end(call: Call, text: str) -> dt.datetime:
    """The end that is said: a clock time alone is the first of that kind after the start."""
    from tracker.words import local_instant, parse_clock

    timer = timing.running(call.desk)
    if text.strip().isdecimal():
        raise InputError(
            "{text} is not a time of day.",
            hint="Write it as 18:30 or 6:30pm.",
            value=text,
            text=Word(text),
            code="bad_time",
        )
    if timer is not None and ":" in text and len(text.split()) == 1 and "T" not in text:
        zone, clock = call.desk.zone(), parse_clock(text)
        began = timer.started_at.astimezone(zone).date()
        ends = [local_instant(dt.datetime.combine(began + dt.timedelta(days=n), clock), zone.key) for n in (0, 1)]
        return ends[0] if ends[0] > timer.started_at else ends[1]
    end = call.when(text)
    if not isinstance(end, dt.datetime):
        raise InputError("At what time did it end on {end}?", hint='Give it as --at "2026-05-04 18:30".', end=Word(end))
    return end


def status(call: Call) -> None:
    """The running timer, and the day so far."""
    timer = timing.running(call.desk)
    today = call.today()
    seconds, n = timing.logged_on(call.desk, today)
    said = [_("No timer is running.")] if timer is None else [ways.say(s) for s in _status(call, timer)]
    text = ngettext("Logged today: {length} in {n} session.", "Logged today: {length} in {n} sessions.", n)
    said.append(text.format(length=duration_text(seconds), n=n))
    data = {
        "running": _timer_json(call, timer) if timer else None,
        "today": {"date": today.isoformat(), "hours": round(seconds / 3600, 6), "sessions": n},
        "ledger": str(call.desk.path or ""),
    }
    call.out.answer(data, "\n".join(said))


def _status(call: Call, timer: Timer) -> list[Said]:
    ran = Word(duration_text(timer.worked(timer.until(call.desk.now()))))
    text = "{length} on {what}, paused." if timer.paused_at else "{length} on {what}, still running."
    said = [told(text, length=ran, what=Word(_timed(timer)))]
    if rested := _rested(call, timer):
        said.append(Said("Pauses taken off: {length}.", length=Word(duration_text(rested))))
    if timing.is_forgotten(call.desk):
        said.append(Said("Was it forgotten? {way}", way=Act.SAY_STOPPED))
    return said


def _rested(call: Call, timer: Timer) -> int:
    """Seconds of all pauses, the present one too."""
    now = 0 if timer.paused_at is None else int((call.desk.now() - timer.paused_at).total_seconds())
    return timer.paused_seconds + max(0, now)


def _since(call: Call, timer: Timer) -> str:
    since = f"{timer.started_at.astimezone(call.desk.zone()):%H:%M}"
    return _("The timer runs since {time}: {what}.").format(time=since, what=_timed(timer))


def _with_news(call: Call, text: str) -> str:
    return "\n".join([text, *call.news])


def _timed(timer: Timer) -> str:
    name = f"{timer.platform} / {timer.project}" if timer.project else timer.platform
    return f"{name} ({_(timer.activity)})" if timer.activity and timer.activity != "task" else name


def _timer_json(call: Call, timer: Timer) -> dict[str, object]:
    """`seconds` are worked, `paused_seconds` rested; `paused_at` is null while it runs."""
    zone = call.desk.zone()
    return {
        "platform": timer.platform,
        "project": timer.project,
        "activity": timer.activity,
        "started_at": timer.started_at.astimezone(zone).isoformat(),
        "seconds": timer.worked(timer.until(call.desk.now())),
        "paused_at": None if timer.paused_at is None else timer.paused_at.astimezone(zone).isoformat(),
        "paused_seconds": _rested(call, timer),
    }
