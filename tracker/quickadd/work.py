"""Lines about work: how long, or from when to when, for whom, on which day, what it paid."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.domain import Activity, Status, WorkSession
from tracker.errors import InputError
from tracker.later import pattern
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.clocks import clock, time_of
from tracker.quickadd.context import Here
from tracker.quickadd.days import DAY, Lean, Stretch
from tracker.quickadd.halves import PARTS
from tracker.quickadd.kinds import activity_and_place
from tracker.quickadd.line import Line
from tracker.quickadd.marks import of_refused_work, of_which_work
from tracker.quickadd.moments import SMALL_HOURS, exact, here_day
from tracker.quickadd.place import Place
from tracker.quickadd.prices import THINGS, Price, RateSaid, looks_bare, rate
from tracker.quickadd.stretches import month_of, span, stretch, week_of
from tracker.quickadd.times import FULL_DAY, Time, placed, time
from tracker.quickadd.vocabulary import STATUSES
from tracker.say import Length, Said, Weekday, Word
from tracker.units import Money, duration_text

MADE = frozenset(("made", "earned", "earnings", "earning", "got", "making"))
EVERY_DAY = frozenset(("every day", "each day", "everyday"))
EACH_DAY = EVERY_DAY | frozenset(("a day", "per day", "daily", "/day", "/ day", "per diem"))
_PARTS = {"at night": "night", **{f"in the {part}": part for part in ("morning", "afternoon", "evening")}}
_ONE = "Leave the rate or the amount out."
_PART_BEGINS = {"afternoon": 12, "evening": 12, "night": 17}
_TODAY = frozenset(("today", "tod", "today's", "todays", "tonight", *(f"this {part}" for part in PARTS)))
_TASKS = pattern(rf"(\d{{1,9}}) ?x? ?((?:{'|'.join(THINGS)})s?|studies)", re.IGNORECASE)
_CLOCKLIKE = pattern(r"(\d|[01]\d|2[0-3])(?:\.([0-5]\d))?")
SATURDAY = 5
LIKELY_DAY = 12 * 3600
"""Up to this much may be one day's work: written for mon-fri, it may mean each day."""


@dataclass(frozen=True, slots=True)
class _Pay:
    """What a line says of the pay."""

    money: Price | None
    rate: RateSaid | None
    tasks: int | None


def tasks(text: str) -> tuple[int, str] | None:
    """`120 tasks` as a number and what is counted."""
    found = _TASKS.fullmatch(text)
    return (int(found[1]), found[2].casefold()) if found else None


def work(here: Here, line: Line, *, timeless: bool = False, waiting: bool = False) -> tuple[WorkSession, Place]:
    """A work session. `timeless` allows a line that says no time: then it is unknown, and zero."""
    at = line.take(1, lambda t: exact(t, here.zone))
    fraction = line.take(6, lambda t: here.length(t) if re.search("[/½¼¾]", t) else None)
    said = line.take(6, rate)
    money = here.money(line)
    counted = line.after(("counted",), 5, here.length)
    each = line.phrase(EACH_DAY) or ""
    loose = line.holds(_TODAY)
    days = _days(here, line)
    if line.has(("waiting", "wait", "waited", "looking", "searching")):
        line.phrase(("for tasks", "for work", "for a task", "for task", "for jobs"))
    done = line.take(2, tasks)
    part = days.part if days else ""
    how_long = Time(seconds=fraction) if fraction else time(here, line, part)
    said, how_long = _behind_at(here, line, said, how_long, part)
    if done and any(a.low.isdigit() and b.low in STATUSES for a, b in pairwise(line.words)):
        raise NotUnderstood([w.text for w in line.words if w.low.isdigit()], hint="Write how many tasks there were.")
    status = line.take(1, lambda t: STATUSES.get(t.casefold()))
    if status == Status.PENDING:
        line.drop(("approval", "review"))
    if money or said or done:
        line.drop(MADE if money or said or status or not how_long.unsaid else MADE - {"got"})
        _only_earned(here, line)
    timeless = timeless or done is not None
    if any(looks_bare(a.low) and b.low in ("of", "out") for a, b in pairwise(line.words)):
        raise NotUnderstood(["of"], hint="Write how many tasks there were.")
    if status in (Status.REJECTED, Status.APPROVED) and done and how_long.unsaid and not money and here.logged:
        raise of_refused_work() if status == Status.REJECTED else of_which_work()
    if money is None and timeless and how_long.seconds is None:
        money = here.money(line, bare=True)
    unpaid = line.phrase(("unpaid", "unpayed", "no pay", "non paid")) is not None
    activity, place = activity_and_place(here, line, unpaid=unpaid)
    activity = Activity.WAITING.value if waiting else activity
    place = _with_things(here, place, done[1] if done else "")
    if how_long.unsaid:
        if not timeless and place.guess:
            raise NotUnderstood([w.text for w in place.words], hint="Such as: 2h30 outlier rlhf yesterday.")
        if not timeless:
            raise Missing("How long was it?", hint="Write it as 2h30, 45m or 14:00-16:30.")
        how_long = replace(how_long, seconds=0)
    pay = _Pay(money, said, done[0] if done else None)
    record = _session(
        here, place, at, days, how_long, each=each, loose=loose, unsaid=how_long.seconds == 0 and timeless
    )
    return _paid(here, place, replace(record, activity=activity, status=status, counted_minutes=counted), pay), place


def _behind_at(here: Here, line: Line, said: RateSaid | None, time: Time, part: str) -> tuple[RateSaid | None, Time]:
    """`at 20`: a rate, or when it began. It is asked where the number may be a clock time and the line says none."""
    number = None if said else line.after(("at",), 1, lambda t: t if looks_bare(t) and not here.names.has(t) else None)
    if number is None:
        return said, time
    began = _CLOCKLIKE.fullmatch(number)
    if began and time.seconds is not None and not (time.span or time.start or time.end):
        clock = f"{began[1]}:{began[2] or '00'}"
        message = "“at {number}” may be a rate, or when it began."
        hint = "Write @{number}, or {clock}."
        options = [("", True), ("", False)]
        if not here.ask(f"at {number}", message, options, hint=hint, number=number, clock=clock):
            return None, replace(time, start=time_of(clock, here.ask, part))
    return RateSaid(Price(number), None), time


def _only_earned(here: Here, line: Line) -> None:
    """`2h outlier paid $36`: what the work earned, if that is agreed to; money that arrived has a line of its own."""
    if line.drop(("paid", "pays", "paying", "received", "payment")) or (
        line.has(("from",)) and any(w.low == "got" for w in line.said)
    ):
        hint = "Money that arrived has a line of its own: paid 36 usd outlier."
        here.ask("paid work", "Is the amount what this work earned?", [("", True)], hint=hint)


def _session(
    here: Here,
    place: Place,
    at: dt.datetime | None,
    days: Stretch | None,
    time: Time,
    *,
    each: str,
    loose: bool,
    unsaid: bool,
) -> WorkSession:
    """Platform, project, and when: between two instants, on a day, or on some day of a stretch. `loose`: the day was
    said as today, whose night may have begun yesterday."""
    start = end = None
    if at is not None:
        if days or time.span or time.start or time.end:
            raise InputError("Its start is given twice.", hint="Leave one of them out.")
        start, end = at, at + dt.timedelta(seconds=time.seconds or 0)
        if end > here.now:
            raise InputError("That ends in the future.", hint="Correct the date.", code="future")
    elif time.span or time.start or time.end:
        time, start, end = placed(here, time, days, days.first if days else here_day(here.days()))
    else:
        days = _day_before(here, days, time, loose=loose)
        if days and each:
            days = _up_to_today(here, days, time)
        days, time = _each_day(here, days, time, each=each)
        each = ""
    if each:
        raise InputError("Clock times belong to one day.", hint="Write a line for each day.")
    days = _up_to_today(here, days, time) if days else None
    first = None if start else (days.first if days else here.past(here_day(here.days())))
    last = None if start else here.until or (days.last if days and days.last != days.first else None)
    _check_length(time, (last - first).days + 1 if last and first else None, timeless=unsaid)
    return WorkSession(
        platform=place.platform,
        project=place.project,
        worked_on=first,
        worked_until=last,
        started_at=start,
        ended_at=end,
        minutes=time.seconds,
    )


def _day_before(here: Here, days: Stretch | None, time: Time, *, loose: bool) -> Stretch | None:
    """Of which day the hours are is asked if today has not had that many so far, or its evening is to come."""
    if not here.is_now or (days and not (loose and days[:2] == (here.today, here.today))):
        return days
    passed = here.now - here.now.replace(hour=0, minute=0, second=0, microsecond=0)
    early = here.now.hour < _PART_BEGINS.get(days.part if days else "", 0)
    if not early and (time.seconds or 0) <= passed.total_seconds():
        return days
    today, yesterday = Stretch(here.today, here.today), Stretch(here.today - DAY, here.today - DAY)
    options = [("", yesterday)] if early else [("", yesterday), ("", today)]
    message = Said("It is {now}: was it yesterday?", now=Word(f"{here.now:%H:%M}"))
    return here.ask("day before", message, options, hint="Write yesterday or today.")


def _with_things(here: Here, place: Place, things: str) -> Place:
    """`5 surveys prolific` is the project Surveys, where the platform has one that is called so."""
    if not things or place.project or place.new_platform or things.startswith("task"):
        return place
    projects = here.names.beginning(place.platform, things)
    return Place(place.platform, projects[0]) if len(projects) == 1 else place


def _paid(here: Here, place: Place, record: WorkSession, pay: _Pay) -> WorkSession:
    """With tasks, rate, amount and their currency. Pay by the task where the project pays by the hour is an amount."""
    amount, currency = here.settled(pay.money, place, fine=True) if pay.money else (None, None)
    per_hour = None
    if pay.rate:
        per_hour, its = here.settled(pay.rate.price, place, fine=True)
        if currency not in (None, its):
            raise InputError(
                "The rate is in {its}, the money in {currency}.",
                hint="Write both in {currency}.",
                its=Word(its),
                currency=Word(currency),
            )
        currency = its
        unit = pay.rate.unit or _unit(here, place, pay)
        if unit == "task" and not here.per_task(place):
            amount, per_hour = _by_the_task(place, per_hour, pay.tasks, amount), None
        elif unit == "hour" and pay.rate.unit and here.per_task(place):
            text = "{at} pays by the task, and the rate is per hour."
            raise InputError(text, hint="Write the amount instead.", at=place.name)
    paid = replace(record, tasks=pay.tasks, rate=per_hour, amount=amount, currency=currency)
    check_product(paid, per_task=here.per_task(place))
    return paid


def check_product(record: WorkSession, *, per_task: bool) -> None:
    """A rate and an amount that are said of one work agree, but for what rounding leaves."""
    counted = record.counted_minutes or record.minutes
    if counted is None and record.started_at and record.ended_at:
        counted = int((record.ended_at - record.started_at).total_seconds())
    of = record.tasks if per_task else counted
    if record.rate is None or record.amount is None or not of:
        return
    product = record.rate * of if per_task else record.rate * of / 3600
    if abs(product - record.amount) > max(record.amount // 100, 100):
        came = Money(round(product), record.currency or "")
        said = Money(record.amount, came.currency)
        raise InputError("At that rate it comes to {came}, not {said}.", hint=_ONE, came=came, said=said)


def _unit(here: Here, place: Place, pay: _Pay) -> str:
    """The unit of a rate that names none: what the project pays by; asked where it is the hour and tasks are said."""
    if here.per_task(place):
        return "task"
    if pay.tasks is None or pay.rate is None or pay.rate.own:
        return "hour"
    said = pay.rate.price.number
    message = "Is {pay} the pay of one task, or of an hour?"
    hint = "Write {pay} each, or {pay}/h."
    return here.ask("unit", message, [("", "task"), ("", "hour")], hint=hint, pay=said)


def _by_the_task(place: Place, each: int, tasks: int | None, amount: int | None) -> int:
    """What a number of tasks paid."""
    if tasks is None:
        text = "{at} pays by the hour, and the rate is per task."
        raise InputError(text, hint="Write how many tasks, or the amount.", at=place.name)
    if amount not in (None, each * tasks):
        raise InputError("The tasks and the amount do not agree.", hint="Leave one of them out.")
    return each * tasks


def _days(here: Here, line: Line) -> Stretch | None:
    """The day, or the stretch of which only the hours are known, with the part of the day."""
    days = here.days(Lean.PAST)
    since = line.after(("since",), 8, days.day)
    if since:
        return Stretch(since, here.past(here_day(days)))
    if line.after(("by",), 8, lambda t: days.day(t) or clock(t)):
        raise NotUnderstood(["by"], hint="Write on which day it was, or until when.")
    if not line.sees(8, lambda t: stretch(days, t)) and not line.sees(2, clock):
        first = line.after(("from",), 8, days.day)
        if first and first < here.today:
            whole, one = Stretch(first, here.past(here_day(days))), Stretch(first, first)
            message = Said("Was it on {day}, or on all days since?", day=Weekday(first))
            return here.ask("from", message, [("", one), ("", whole)], hint="Write on or since before the day.")
        if first:
            return Stretch(first, first)
    found = line.take(8, lambda t: span(days, t))
    part = line.take(3, lambda t: _PARTS.get(t.casefold()))
    if part and found is None:
        today = here_day(days)
        return Stretch(today, today, part=part)
    return found._replace(part=part) if part and found else found


def _each_day(here: Here, days: Stretch | None, time: Time, *, each: str | bool) -> tuple[Stretch | None, Time]:
    """Hours of each day of a stretch, as a sum; of mon-fri it is asked whether they are of each."""
    if days is None or days.first == days.last:
        if each and not (days and days.whole):
            raise InputError("Of which days is it?", hint="Such as: 2h a day outlier mon-fri.")
        return days, time
    n, seconds = (days.last - days.first).days + 1, time.seconds or 0
    if each and each not in EVERY_DAY and days.whole and 0 < (worked := _weekdays_in(days)) < n:
        message = Said("Was it on each of {n} days, or on {worked} from Monday to Friday?", n=n, worked=worked)
        n = here.ask("weekdays", message, [("", n), ("", worked)], hint="Write the days: 2h a day outlier mon-fri.")
    if not each and days.weekdays and 0 < seconds <= LIKELY_DAY:
        said = duration_text(seconds)
        message = Said("Is it {said} in all, or {said} each day?", said=Word(said))
        each = here.ask(
            "each day",
            message,
            [("", False), ("", True)],
            hint=Said("Write {said} a day, or the dates.", said=Word(said)),
        )
    return (days._replace(weekdays=False), replace(time, seconds=seconds * n) if each else time)


def _weekdays_in(days: Stretch) -> int:
    return sum((days.first + n * DAY).weekday() < SATURDAY for n in range((days.last - days.first).days + 1))


def _up_to_today(here: Here, days: Stretch, time: Time) -> Stretch:
    """A week or month that is not over reaches up to today, unless more hours are said than these days have."""
    if days.last <= here.today or days.first > here.today:
        here.past(days.last)
        return days
    passed = here.now.replace(tzinfo=None) - dt.datetime.combine(days.first, dt.time())
    over = (time.seconds or 0) > (
        passed.total_seconds() if here.is_now else FULL_DAY * ((here.today - days.first).days + 1)
    )
    if over and days[:2] in (week_of(days.first)[:2], month_of(days.first)[:2]):
        return (
            _one_before(here, days) if days.whole and here.is_now and passed < dt.timedelta(hours=SMALL_HOURS) else days
        )
    return days._replace(last=here.today) if days.whole else days._replace(last=here.past(days.last))


def _one_before(here: Here, days: Stretch) -> Stretch:
    """Hours of a week or month that has just begun, said after midnight: they may be of the one before."""
    last = days.first - DAY
    before = week_of(last) if days[:2] == week_of(days.first)[:2] else month_of(last)
    message = Said("It is {now} on the first day: was it the one before?", now=Word(f"{here.now:%H:%M}"))
    return here.ask("one before", message, [("", before), ("", days)], hint="Write the dates.")


def _check_length(time: Time, days: int | None, *, timeless: bool) -> None:
    if time.seconds is None:
        return
    if time.seconds == 0 and not timeless:
        raise InputError("It took no time.", hint="Where the time is unknown, begin with a +.", code="not_positive")
    if time.seconds > FULL_DAY * (days or 1):
        raise InputError(
            "{seconds} are more than its days have." if days else "{seconds} are more than a day has.",
            hint="For a range of days, write: 32h outlier last week.",
            code="out_of_range",
            seconds=Length(time.seconds),
        )
