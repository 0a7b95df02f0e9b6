"""One line of plain words -> a work session, a payment or an extra: the quick-add of pages and terminal.

    2h30 outlier rlhf yesterday            work, its length, a day
    14:00-16:30 outlier                    work between two clock times
    45m mercor assessment unpaid mon 14:00 unpaid work, with its start
    2h mercor search eval @45/h # batch 3  a rate of its own, and a note
    + 120 tasks prolific 18.40 usd         tasks and their pay, the time unknown
    + 50 usd outlier referral              money owed that no logged work earns
    paid 412.50 usd mercor fee 2.10        money that arrived

Words in quotes are names, whatever they say. What is not said is not guessed: the day is today, the kind of
work is task, all else that is needed is asked for in the error.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tracker.domain import Activity, Earning, EarningKind, Payout, PayoutKind, Platform, Project, WorkSession
from tracker.errors import Ambiguous, InputError
from tracker.names import matches, near
from tracker.quickadd.days import NUMERIC, day_of, is_day, say_day
from tracker.quickadd.line import Line, bare_rate, clock_of, has_clock, price, tokens
from tracker.quickadd.sentences import name_of, say_payout, say_session
from tracker.units import Money
from tracker.words import (
    local_instant,
    local_span,
    parse_duration,
    parse_money,
)

_CLOCK = r"\d{1,2}(?:[:.]\d{2})?(?:am|pm)?"
_SPAN = re.compile(rf"({_CLOCK})(?:-|–|to)({_CLOCK})", re.IGNORECASE)
_ONE_CLOCK = re.compile(r"\d{1,2}:\d{2}(?:am|pm)?|\d{1,2}(?:am|pm)", re.IGNORECASE)
_SHORT = re.compile(r"[1-9]:[0-5]\d")
_LENGTH = re.compile(r"(?:\d+(?:[.,]\d+)? ?(?:h|m|min|mins|minutes?|hrs?|hours?|s|secs?|seconds?) ?)+(?:\d{1,2})?")
_RATE = re.compile(r"@?(\S*?\d\S*?)(?:/(?:h|hr|hour|task))?", re.IGNORECASE)
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d.,'’]*|\d[\d.,'’]*[^\w\s]?")
_FILLERS = frozenset(("on", "for", "at", "from", "with", "the", "of", "in", "by"))
_KINDS = {a.value: a.value for a in Activity} | {
    "applying": "application", "interviewing": "interview", "test": "assessment", "search": "searching",
    "wait": "waiting", "meeting": "communication", "meetings": "communication", "email": "communication",
    "emails": "communication",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line was understood to say; `sentence` says it back, `news` what the ledger has not met yet."""

    record: WorkSession | Earning | Payout
    new_platform: bool
    sentence: str
    new_project: bool = False
    news: tuple[str, ...] = ()


def parse(
    text: str,
    now: dt.datetime,
    zone: ZoneInfo,
    platforms: Sequence[Platform],
    projects: Sequence[Project],
    *,
    home_currency: str = "USD",
) -> Understood:
    """The record that a line of words means. `now` has a zone; days are those of `zone`.

    Raises InputError (what is missing or not understood) and Ambiguous (a name that fits several).

    >>> now = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
    >>> known = [Platform(platform="Outlier")]
    >>> parse("2h30 outlier rlhf yesterday", now, ZoneInfo("UTC"), known, []).sentence
    '2h 30m for Outlier / rlhf on Tue 2026-05-05'
    """
    body, _, note = text.partition("#")
    known = [p.platform for p in platforms] + [x for p in projects for x in (p.project, p.alias) if x]
    line = Line(tokens(body, known))
    if not line.words:
        raise InputError("There is nothing to understand.", hint="Such as: 2h30 outlier rlhf yesterday.")
    reader = _Reader(line, now.astimezone(zone), zone, platforms, projects, home_currency, note.strip() or None)
    first = line.words[0].low
    if first in ("paid", "received"):
        del line.words[0]
        return reader.payout()
    if first == "+":
        del line.words[0]
        return reader.extra()
    return reader.work()


@dataclass
class _Reader:
    line: Line
    now: dt.datetime
    zone: ZoneInfo
    platforms: Sequence[Platform]
    projects: Sequence[Project]
    home: str
    note: str | None

    def work(self, *, minutes: int | None = None) -> Understood:
        """A work session. `minutes` (seconds) stands where no time is said; None: time is needed."""
        span, seconds, clock = self._times()
        day = self._day()
        tasks, rate = self._tasks(), self._rate()
        money = self._money(bare=minutes is not None)
        activity, unpaid = self._activity()
        platform, project, news = self._names()
        if unpaid and activity is None:
            raise InputError("What kind of unpaid work was it?", hint=f"One of {', '.join(list(Activity)[1:])}.")
        if span is None and not seconds:
            if minutes is None:
                raise InputError("How long was it?", hint="Say it as 2h30, 45m or 14:00-16:30.")
            seconds = minutes
        start, end = self._placed(span, seconds, clock, day)
        currency = (money and money[1]) or (rate and rate[1]) or None
        if currency is None and (money or rate):
            currency = self._currency(platform, project)
        record = WorkSession(
            platform=platform,
            project=project,
            worked_on=None if start else day or self.now.date(),
            started_at=start,
            ended_at=end,
            minutes=seconds if span is None or seconds is not None else None,
            activity=activity,
            tasks=tasks,
            rate=rate[0] if rate else None,
            amount=money[0] if money else None,
            currency=currency,
            note=self.note,
        )
        return self._understood(record, say_session(record, self.zone), news)

    def extra(self) -> Understood:
        """Tasks and their pay, else money owed that no logged work earns."""
        words = [w.low for w in self.line.words]
        if any(w.startswith("task") or _LENGTH.fullmatch(w) or _SPAN.fullmatch(w) for w in words if w):
            return self.work(minutes=0)
        day = self._day() or self.now.date()
        kind = self.line.take(1, lambda t: t.casefold() in set(EarningKind)) or EarningKind.BONUS.value
        money = self._money(bare=True)
        if money is None:
            raise InputError("How much was it?", hint="Such as: + 50 usd outlier bonus.")
        platform, project, news = self._names()
        record = Earning(
            platform=platform,
            project=project,
            kind=kind.casefold(),
            earned_from=day,
            amount=money[0],
            currency=money[1] or self._currency(platform, project),
            note=self.note,
        )
        owed = Money(record.amount, record.currency)
        said = f"{record.kind} of {owed} owed by {name_of(record)}, earned {say_day(day)}"
        return self._understood(record, said, news)

    def payout(self) -> Understood:
        day = self._day() or self.now.date()
        fee_text = self.line.after("fee")
        fee = None if fee_text is None else parse_money(fee_text, None)
        kind = self.line.take(1, lambda t: t.casefold() in set(PayoutKind)) or PayoutKind.PAYOUT.value
        money = self._money(bare=True)
        if money is None:
            raise InputError("How much was paid?", hint="Such as: paid 412.50 usd mercor.")
        platform, project, news = self._names()
        record = Payout(
            platform=platform,
            project=project,
            kind=kind.casefold(),
            received_on=day,
            amount=money[0],
            fee=fee,
            currency=money[1] or self._currency(platform, project),
            note=self.note,
        )
        return self._understood(record, say_payout(record), news)

    def _understood(self, record: WorkSession | Earning | Payout, said: str, news: tuple[str, ...]) -> Understood:
        platforms = [p.platform for p in self.platforms]
        projects = [(p.platform, p.project) for p in self.projects]
        new_project = record.project is not None and (record.platform, record.project) not in projects
        return Understood(record, record.platform not in platforms, said, new_project, news)

    # --- parts of a line -------------------------------------------------------------------------------

    def _times(self) -> tuple[tuple[dt.time, dt.time] | None, int | None, dt.time | None]:
        """(from, to), length in seconds, start: what is said of the time."""
        span = None
        text = self.line.take(3, lambda t: bool(_SPAN.fullmatch(t.replace(" ", ""))) and has_clock(t))
        if text:
            found = _SPAN.fullmatch(text.replace(" ", ""))
            first, last = found.groups() if found else ("", "")
            span = clock_of(first, last), clock_of(last)
        length = self.line.take(4, lambda t: bool(_LENGTH.fullmatch(t.lower())) and not re.search(r" \d+$", t))
        clock = None if span else self.line.take(1, lambda t: bool(_ONE_CLOCK.fullmatch(t)))
        if clock and not length:
            if not _SHORT.fullmatch(clock):
                raise InputError(f"{clock} is when it began; how long was it?", hint="Such as 14:00-16:30.")
            length, clock = clock, None
        return span, parse_duration(length) if length else None, clock_of(clock) if clock else None

    def _day(self) -> dt.date | None:
        text = self.line.take(3, is_day)
        day = None if text is None else day_of(text, self.now.date())
        if day is not None and day > self.now.date():
            raise InputError(f"{say_day(day)} lies in the future.", hint="Say the day as 2026-05-31.")
        return day

    def _tasks(self) -> int | None:
        text = self.line.take(2, lambda t: bool(re.fullmatch(r"\d+ ?tasks?", t, re.IGNORECASE)))
        return int(re.sub(r"\D", "", text)) if text else None

    def _rate(self) -> tuple[int, str | None] | None:
        """A price per hour or task: `@45`, `45/h`, `$45/hr`, `@ 45 usd`."""
        text = self.line.take(
            3,
            lambda t: (t[0] == "@" or "/" in t) and not NUMERIC.search(t) and price(bare_rate(t)) is not None,
        )
        return price(bare_rate(text)) if text else None

    def _money(self, *, bare: bool) -> tuple[int, str | None] | None:
        """An amount with its currency before or behind it; a number alone only where `bare`."""
        text = self.line.take(2, lambda t: (price(t) or (0, None))[1] is not None)
        if text is None and bare:
            text = self.line.take(1, lambda t: bool(_NUMBER.fullmatch(t)) and price(t) is not None)
        return price(text) if text else None

    def _activity(self) -> tuple[str | None, bool]:
        text = self.line.take(1, lambda t: t.casefold() in _KINDS)
        unpaid = self.line.take(1, lambda t: t.casefold() == "unpaid") is not None
        activity = _KINDS[text.casefold()] if text else None
        if unpaid and activity == Activity.TASK:
            activity = None
        return activity, unpaid

    def _placed(
        self,
        span: tuple[dt.time, dt.time] | None,
        seconds: int | None,
        clock: dt.time | None,
        day: dt.date | None,
    ) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Start and end as instants; none where no clock time is said."""
        if span is None and clock is None:
            return None, None
        first = span[0] if span else clock
        assert first is not None
        on = day or self.now.date()
        if span is None:
            start = local_instant(dt.datetime.combine(on, first), self.zone.key)
            end = start + dt.timedelta(seconds=seconds or 0)
        else:
            nights = 1 if span[1] <= first else 0
            if day is None and nights and dt.datetime.combine(on, first) > self.now.replace(tzinfo=None):
                on -= dt.timedelta(days=1)  # written after midnight about the night before
            last = dt.datetime.combine(on + dt.timedelta(days=nights), span[1])
            start, end = local_span(dt.datetime.combine(on, first), last, self.zone.key, seconds)
        if end > self.now:
            raise InputError("That ends in the future.", hint="Say the day, such as yesterday or 2026-05-31.")
        return start, end

    def _names(self) -> tuple[str, str | None, tuple[str, ...]]:
        """Platform, project, and what of them is new, from the words that are left."""
        words = [w for w in self.line.words if w.quoted or w.low not in _FILLERS]
        odd = next((w.text for w in words if not w.quoted and not re.search(r"[^\W\d_]", w.text)), None)
        if odd is not None:
            raise InputError(f"“{odd}” is not understood.", hint=_hint(odd), value=odd)
        if not words:
            raise InputError("For which platform was it?", hint="Such as: 2h30 outlier rlhf yesterday.")
        platform, rest, new = self._platform([w.text for w in words])
        news = [_new_platform(platform, [p.platform for p in self.platforms])] if new else []
        if not rest:
            return platform, None, tuple(news)
        project, new = self._project(platform, " ".join(rest))
        return platform, project, (*news, *([f"{project} is a new project of {platform}."] if new else []))

    def _platform(self, words: list[str]) -> tuple[str, list[str], bool]:
        known = [p.platform for p in self.platforms]
        for n in range(len(words), 0, -1):
            exact = [k for k in known if k.casefold() == " ".join(words[:n]).casefold()]
            if exact:
                return exact[0], words[n:], False
        for at, word in enumerate(words):
            found = matches(word, known)
            if len(found) > 1:
                raise Ambiguous(f"“{word}” fits several platforms.", hint=f"Say which: {', '.join(sorted(found))}.")
            if found:
                return found[0], words[:at] + words[at + 1 :], False
        return words[0], words[1:], True

    def _project(self, platform: str, text: str) -> tuple[str, bool]:
        known = {p.project: (p.alias or "",) for p in self.projects if p.platform == platform}
        found = matches(text, list(known), aliases=known)
        if len(found) > 1:
            raise Ambiguous(f"“{text}” fits several projects.", hint=f"Say which: {', '.join(sorted(found))}.")
        return (found[0], False) if found else (text, True)

    def _currency(self, platform: str, project: str | None) -> str:
        of_project = [p.currency for p in self.projects if (p.platform, p.project) == (platform, project)]
        of_platform = [p.currency for p in self.platforms if p.platform == platform]
        return next((c for c in (*of_project, *of_platform) if c), self.home)


def _hint(odd: str) -> str:
    """What a word of digits and signs may have been meant for."""
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]?", odd):
        return "Write a day as 2026-05-31 or 31 may."
    if odd.isdigit():
        return "Write a time as 45m or 2h30, money with its currency; put a name in quotes."
    return "Put it in quotes if it is a name."


def _new_platform(name: str, known: Sequence[str]) -> str:
    return f"{name} is a new platform. {near(name, known)}".strip()
