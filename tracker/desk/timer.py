"""The timer: start, pause, resume, switch, stop. It is in the ledger, every step is one operation.

A timer that ran for half a day, or on from an earlier day, was most likely forgotten: what it timed is kept
only with an end that a person gives.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.domain import Activity, Platform, Project, WorkSession, session_seconds
from tracker.errors import ForgottenTimer, InputError, NotFound, Refused
from tracker.say import Act, Word

if TYPE_CHECKING:
    from tracker.desk.session import Desk
    from tracker.store import Change, Operation, Timer

LONGEST = dt.timedelta(hours=12)
"""A timer that runs longer is asked about."""


def running(desk: Desk) -> Timer | None:
    """The timer, if one runs."""
    return desk.store.timer()


def start(desk: Desk, platform: str, project: str | None = None, activity: str | None = None) -> Timer:
    """Start the timer. Raises Refused where one runs."""
    there = running(desk)
    if there is not None:
        raise Refused("A timer for {platform} is running.", hint=Act.STOP_OR_SWITCH, platform=Word(there.platform))
    made = _made(desk, platform, project, activity)
    with desk.operation("start", f"timer started for {platform}") as change:
        change.start_timer(made)
    return made


def _made(desk: Desk, platform: str, project: str | None, activity: str | None) -> Timer:
    from tracker.store import Timer

    if activity is not None and activity not in set(Activity):
        raise InputError(
            "{activity} is not a kind of work.",
            hint="One of {activity_2}.",
            activity=Word(activity),
            activity_2=Word(", ".join(Activity)),
        )
    Project(platform=platform, project=project) if project else Platform(platform=platform)  # names that can be
    return Timer(platform=platform, project=project, activity=activity, started_at=_now(desk))


def _now(desk: Desk) -> dt.datetime:
    return desk.now().replace(microsecond=0)


def forgotten(timer: Timer, now: dt.datetime, zone: dt.tzinfo) -> bool:
    """Did the timer run for more than half a day, or on from an earlier day? While paused it does not run."""
    end = timer.until(now)
    return end - timer.started_at > LONGEST or end.astimezone(zone).date() != timer.started_at.astimezone(zone).date()


def is_forgotten(desk: Desk) -> bool:
    """Does a timer run that was forgotten?"""
    timer = running(desk)
    return timer is not None and forgotten(timer, desk.now(), desk.zone())


def pause(desk: Desk) -> Timer:
    """Let the timer rest."""
    _running(desk)
    with desk.operation("pause", "timer paused") as change:
        return change.pause_timer(_now(desk))


def resume(desk: Desk) -> Timer:
    """Let the timer go on."""
    _running(desk)
    with desk.operation("resume", "timer resumed") as change:
        return change.resume_timer(_now(desk))


def take_off(desk: Desk, first: dt.datetime, last: dt.datetime) -> tuple[Timer, Operation]:
    """Take a rest off the running timer afterwards, from one instant to another, in one operation.

    Raises NotFound if none runs, InputError where the rest is not within what it ran.
    """
    timer = _running(desk)
    first, last = first.replace(microsecond=0), last.replace(microsecond=0)
    if last <= first:
        raise InputError("The rest ends before it began.", hint="Swap the two times.")
    if first < timer.started_at or last > timer.until(desk.now()):
        raise InputError(
            f"The timer ran from {_said(desk, timer.started_at)} to {_said(desk, timer.until(desk.now()))}: "
            "the rest was not within that.",
            hint="Give times in between.",
        )
    with desk.operation(
        "pause", f"rest from {_said(desk, first)} to {_said(desk, last)} taken off the timer"
    ) as change:
        timer = change.rest_timer(first, last)
    return timer, desk.store.done(change.id)


def _running(desk: Desk) -> Timer:
    timer = running(desk)
    if timer is None:
        raise NotFound("No timer is running.", hint=Act.START_TIMER)
    return timer


def stop(desk: Desk, *, note: str | None = None, ended_at: dt.datetime | None = None) -> tuple[WorkSession, Operation]:
    """Stop the timer, at `ended_at` or now, and keep its time as a work session, pauses taken off, in one operation.

    Raises NotFound if none runs, ForgottenTimer where it was forgotten and no end is given, InputError.
    """
    _running(desk)
    with desk.operation("stop", "timer stopped") as change:
        session = _keep(desk, change, note, ended_at)
    return session, desk.store.done(change.id)


def switch(
    desk: Desk, platform: str, project: str | None = None, activity: str | None = None
) -> tuple[WorkSession, Timer, Operation]:
    """Stop the timer and start it for something else, in one operation. Raises as `stop` does."""
    timer = _running(desk)
    made = _made(desk, platform, project, activity)
    if (timer.platform, timer.project, timer.activity) == (platform, project, activity):
        raise Refused("The timer is for that already.", hint="Nothing was changed.")
    with desk.operation("switch", f"timer switched to {platform}") as change:
        session = _keep(desk, change, None, None)
        change.start_timer(made)
    return session, made, desk.store.done(change.id)


def drop(desk: Desk) -> Operation:
    """Stop the timer and store nothing."""
    _running(desk)
    with desk.operation("stop", "timer thrown away") as change:
        change.stop_timer()
    return desk.store.done(change.id)


def _keep(desk: Desk, change: Change, note: str | None, ended_at: dt.datetime | None) -> WorkSession:
    """Take the timer away and insert its session; it is looked at inside the change: a second window may be quicker."""
    timer = change.stop_timer()
    end = _end_now(desk, timer) if ended_at is None else _told(desk, timer, ended_at)
    if ended_at is None and forgotten(timer, end, desk.zone()):
        raise _question(desk, timer)
    worked = timer.worked(end)
    session = WorkSession(
        platform=timer.platform,
        project=timer.project,
        started_at=timer.started_at,
        ended_at=end,
        minutes=worked if worked < int((end - timer.started_at).total_seconds()) else None,
        activity=timer.activity,
        evidence="typed",
        note=note or timer.note,
    )
    change.insert(session)
    return session


def _end_now(desk: Desk, timer: Timer) -> dt.datetime:
    """The present, or the pause that goes on; a clock that was put back is said."""
    now = _now(desk)
    if now < timer.started_at and timer.paused_at is None:
        desk.notices.append("The clock is before the timer's start, so how long it ran is not known: correct it.")
    return timer.until(now)


def _told(desk: Desk, timer: Timer, end: dt.datetime) -> dt.datetime:
    """An end that a person gave: after the start, not in the future, not in a pause that goes on."""
    if end <= timer.started_at:
        raise InputError(
            "The timer was started at {desk}: it ended after that.", desk=Word(_said(desk, timer.started_at))
        )
    if end > desk.now():
        raise InputError("{desk} is still to come.", hint="Give an end that is over.", desk=Word(_said(desk, end)))
    if timer.paused_at is not None and end > timer.paused_at:
        raise InputError(
            "The timer is paused since {desk}: it cannot have ended later.",
            hint="Stop it without an end, or resume it first.",
            desk=Word(_said(desk, timer.paused_at)),
        )
    return end.replace(microsecond=0)


def _question(desk: Desk, timer: Timer) -> ForgottenTimer:
    return ForgottenTimer(
        "The timer for {platform} runs since {desk}: was it forgotten? Nothing was kept.",
        hint=Act.SAY_STOPPED,
        platform=Word(timer.platform),
        desk=Word(_said(desk, timer.started_at)),
    )


def _said(desk: Desk, at: dt.datetime) -> str:
    return at.astimezone(desk.zone()).strftime("%Y-%m-%d %H:%M")


def logged_on(desk: Desk, day: dt.date) -> tuple[int, int]:
    """Seconds and number of the work sessions that began on a day of the home zone."""
    zone, one = desk.zone(), dt.timedelta(days=1)
    seconds, n = 0, 0
    for _, session in desk.store.sessions_between(day - one, day + one):
        began = session.started_at.astimezone(zone).date() if session.started_at else session.worked_on
        if began == day:
            seconds, n = seconds + session_seconds(session), n + 1
    return seconds, n
