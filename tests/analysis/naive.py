"""A second, slow and plain way to every figure of the report, written from the methods alone.

No frames and no vectors: records in, loops over days, whole numbers and fractions. It shares nothing with
the analysis but words and units, so that a figure on which both agree is hardly wrong in the same way twice.
Money is in units of 1/10 000, time in seconds until it is handed out in hours.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision
from scipy.special import stdtrit

from tracker.domain import (
    Availability,
    Earning,
    ExchangeRate,
    Expense,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Record,
    Settings,
    Transfer,
    WorkSession,
    parse_weekdays,
)
from tracker.units import WEEKDAYS

ONE_DAY = dt.timedelta(days=1)
YEAR_WEEKS = Fraction(521775, 10_000)
DAY_SECONDS = 24 * 3600
ZERO = Fraction(0)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + ONE_DAY * i for i in range((last - first).days + 1)]


# --- the ledger as lists --------------------------------------------------------------------------------


@dataclass
class Book:
    """The records by kind, numbered from 1 in their order, and the frame of days they are looked at in."""

    settings: Settings
    as_of: dt.date
    sessions: dict[int, WorkSession] = field(default_factory=dict)
    earnings: dict[int, Earning] = field(default_factory=dict)
    payouts: dict[int, Payout] = field(default_factory=dict)
    transfers: list[Transfer] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    availability: list[Availability] = field(default_factory=list)
    rates: list[ExchangeRate] = field(default_factory=list)
    events: list[ProjectEvent] = field(default_factory=list)
    checks: list[QueueCheck] = field(default_factory=list)
    platforms: dict[str, Platform] = field(default_factory=dict)
    projects: dict[tuple[str, str], Project] = field(default_factory=dict)
    known: dict[tuple[str, dt.date], Fraction | None] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.time_zone)

    def local_day(self, moment: dt.datetime | dt.date) -> dt.date:
        return moment.astimezone(self.zone).date() if isinstance(moment, dt.datetime) else moment

    def session_day(self, s: WorkSession) -> dt.date:
        if s.started_at is not None:
            return self.local_day(s.started_at)
        assert s.worked_on is not None
        return s.worked_on

    def project(self, platform: str, name: str | None) -> Project | None:
        return self.projects.get((platform, name)) if name is not None else None


def read(records: Iterable[Record], settings: Settings, as_of: dt.date) -> Book:
    book = Book(settings, as_of)
    seen = {"work_sessions": 0, "earnings": 0, "payouts": 0}
    for r in records:
        if r.TABLE in seen:
            seen[r.TABLE] += 1
        match r:
            case WorkSession():
                if book.session_day(r) <= as_of:
                    book.sessions[seen[r.TABLE]] = r
            case Earning():
                if r.earned_from <= as_of:
                    book.earnings[seen[r.TABLE]] = r
            case Payout():
                if r.received_on <= as_of:
                    book.payouts[seen[r.TABLE]] = r
            case Transfer():
                if r.moved_on <= as_of:
                    book.transfers.append(r)
            case Expense():
                if r.spent_on <= as_of:
                    book.expenses.append(r)
            case Availability():
                if r.starts_on <= as_of:
                    book.availability.append(r)
            case ExchangeRate():
                if r.on <= as_of:
                    book.rates.append(r)
            case ProjectEvent():
                if book.local_day(r.happened_at) <= as_of:
                    book.events.append(r)
            case QueueCheck():
                if book.local_day(r.checked_at) <= as_of:
                    book.checks.append(r)
            case Platform():
                book.platforms[r.platform] = r
            case Project():
                book.projects[r.platform, r.project] = r
            case _:
                pass
    return book


# --- days, weeks ----------------------------------------------------------------------------------------


def first_recorded(book: Book) -> dt.date | None:
    found = [book.session_day(s) for s in book.sessions.values()]
    found += [book.local_day(e.happened_at) for e in book.events]
    found += [e.earned_from for e in book.earnings.values()]
    found += [a.starts_on for a in book.availability if a.kind == "available"]
    return min(found, default=None)


def window_of(book: Book, start: dt.date | None, end: dt.date | None) -> tuple[dt.date, dt.date] | None:
    last = min(end or book.as_of, book.as_of)
    first = first_recorded(book)
    if start is None:
        if first is None:
            return None
        start = max(first, last - 364 * ONE_DAY)
    return start, last


def last_recorded(book: Book) -> dt.date | None:
    """The day of the last thing that is known, none after as-of."""
    found: list[dt.date] = []
    for s in book.sessions.values():
        begins = book.session_day(s)
        ends = s.worked_until or begins
        if s.ended_at is not None:
            ends = book.local_day(s.ended_at - dt.timedelta(microseconds=1))
        found.append(max(begins, ends))
    found += [e.earned_to or e.earned_from for e in book.earnings.values()]
    found += [p.received_on for p in book.payouts.values()]
    found += [book.local_day(e.happened_at) for e in book.events]
    found += [e.spent_on for e in book.expenses]
    found += [book.local_day(c.checked_at) for c in book.checks]
    found += [a.ends_on or book.as_of for a in book.availability if a.kind == "time_off"]
    return min(max(found), book.as_of) if found else None


def known_weeks(book: Book, start: dt.date, end: dt.date) -> list[tuple[dt.date, list[dt.date]]]:
    """Complete weeks up to the last fact, and on as long as availability is declared for each of their days."""
    last, out = last_recorded(book), []
    for monday, of_week in complete_weeks(book, start, end):
        week = days_between(monday, monday + 6 * ONE_DAY)
        if last is not None and monday > last and any(declared(book, d) is None for d in week):
            break
        out.append((monday, of_week))
    return out


def complete_weeks(book: Book, start: dt.date, end: dt.date) -> list[tuple[dt.date, list[dt.date]]]:
    """Each complete week by its Monday, with its days from the first recorded one on."""
    weeks: list[tuple[dt.date, list[dt.date]]] = []
    first = first_recorded(book)
    if first is None:
        return weeks
    low = max(start, first)
    monday = low - low.weekday() * ONE_DAY
    while monday + 6 * ONE_DAY <= end:
        if monday >= start or low == first:
            weeks.append((monday, [d for d in days_between(monday, monday + 6 * ONE_DAY) if d >= low]))
        monday += 7 * ONE_DAY
    return weeks


# --- exchange rates -------------------------------------------------------------------------------------


def reference_rate(book: Book, currency: str, day: dt.date) -> Fraction | None:
    """By the ledger's own table: the last on or before the day, else the first after it."""
    if currency == book.settings.home_currency:
        return Fraction(1)
    own = [r for r in book.rates if r.currency == currency]
    before = [r for r in own if r.on <= day]
    if before:
        newest = max(r.on for r in before)
        return Fraction([r for r in before if r.on == newest][-1].in_home_currency)
    if own:
        oldest = min(r.on for r in own)
        return Fraction(next(r for r in own if r.on == oldest).in_home_currency)
    return None


def seen_conversions(book: Book, currency: str) -> list[tuple[dt.date, Fraction]]:
    home = book.settings.home_currency
    seen = []
    for t in book.transfers:
        if not t.amount_in or not t.amount_out or t.currency_in is None or t.currency_in == t.currency_out:
            continue
        if t.currency_out == currency and t.currency_in == home:
            seen.append((t.moved_on, Fraction(t.amount_in, t.amount_out)))
        elif t.currency_in == currency and t.currency_out == home:
            seen.append((t.moved_on, Fraction(t.amount_out, t.amount_in)))
    return seen


def nearest(rates: list[tuple[dt.date, Fraction]], day: dt.date) -> Fraction:
    """Of two as near, the earlier."""
    return min(rates, key=lambda r: (abs((r[0] - day).days), r[0]))[1]


def rate_of(book: Book, currency: str, day: dt.date) -> Fraction | None:
    """Home currency for one unit of `currency` on `day`."""
    key = currency, day
    if key not in book.known:
        book.known[key] = find_rate(book, currency, day)
    return book.known[key]


def find_rate(book: Book, currency: str, day: dt.date) -> Fraction | None:
    if currency == book.settings.home_currency:
        return Fraction(1)
    seen = seen_conversions(book, currency)
    near = [c for c in seen if abs((c[0] - day).days) <= 31]
    if near:
        return nearest(near, day)
    by_table = reference_rate(book, currency, day)
    if by_table is not None:
        return by_table
    if not seen:  # what a payout brought at home is better than no rate at all
        mine = [p for p in book.payouts.values() if p.currency == currency and p.home_amount]
        seen = [(p.received_on, Fraction(p.home_amount or 0, net(p))) for p in mine if net(p) > 0]
    return nearest(seen, day) if seen else None


def net(p: Payout) -> int:
    return p.amount - (p.fee or 0)


def payout_rate(book: Book, p: Payout) -> Fraction | None:
    """Home money for one unit of what the payout brought: by what arrived, if it says so."""
    if p.home_amount is not None and net(p) > 0:
        return Fraction(p.home_amount, net(p))
    return rate_of(book, p.currency, p.received_on)


# --- hours ----------------------------------------------------------------------------------------------


@dataclass
class Slice:
    """What of a session falls on one day."""

    row: int
    session: WorkSession
    day: dt.date
    own: Fraction
    counted: Fraction
    spans: list[tuple[int, int]]
    pause: Fraction
    paid: bool
    weight: Fraction
    """Share of the whole session that is on this day."""


def is_paid(s: WorkSession) -> bool:
    return (s.activity or "task") == "task" or s.rate is not None or s.amount is not None


def stamp(moment: dt.datetime) -> int:
    return int(moment.timestamp())


def day_begins(book: Book, day: dt.date) -> int:
    return first_second(book.zone, day)


@cache
def first_second(zone: ZoneInfo, day: dt.date) -> int:
    """First second of a calendar day in a zone, by halving."""
    low = stamp(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)) - 2 * DAY_SECONDS
    high = low + 4 * DAY_SECONDS
    while high - low > 1:
        middle = (low + high) // 2
        if dt.datetime.fromtimestamp(middle, zone).date() >= day:
            high = middle
        else:
            low = middle
    return high


def own_seconds(s: WorkSession) -> int:
    if s.minutes is not None:
        return s.minutes
    assert s.started_at is not None
    assert s.ended_at is not None
    return stamp(s.ended_at) - stamp(s.started_at)


def counted_seconds(s: WorkSession) -> int:
    return s.counted_minutes if s.counted_minutes is not None else own_seconds(s)


def declared(book: Book, day: dt.date) -> Availability | None:
    best: Availability | None = None
    for a in book.availability:
        covers = a.starts_on <= day and (a.ends_on is None or day <= a.ends_on)
        if a.kind == "available" and covers and (best is None or a.starts_on >= best.starts_on):
            best = a
    return best


def listed(book: Book, day: dt.date) -> bool:
    row = declared(book, day)
    return parse_weekdays(row.weekdays if row else None)[day.weekday()]


def session_days(book: Book, s: WorkSession) -> list[tuple[dt.date, Fraction, list[tuple[int, int]]]]:
    """Days a session touches: day, share of it, the span on that day (none without clock times)."""
    if s.started_at is None or s.ended_at is None:
        first = book.session_day(s)
        stretch = days_between(first, s.worked_until or first)
        if s.worked_until is not None:
            stretch = [d for d in stretch if listed(book, d)] or stretch
        return [(d, Fraction(1, len(stretch)), []) for d in stretch]
    start, end = stamp(s.started_at), stamp(s.ended_at)
    if end == start:
        return [(book.session_day(s), Fraction(1), [(start, end)])]
    out = []
    day = book.session_day(s)
    while day_begins(book, day) < end:
        a, b = max(start, day_begins(book, day)), min(end, day_begins(book, day + ONE_DAY))
        if b > a:
            out.append((day, Fraction(b - a, end - start), [(a, b)]))
        day += ONE_DAY
    return out


def slices(book: Book) -> list[Slice]:
    out = []
    for row, s in book.sessions.items():
        own, counted = own_seconds(s), counted_seconds(s)
        for day, share, spans in session_days(book, s):
            if day > book.as_of:
                continue
            length = sum(b - a for a, b in spans)
            pause = length - own * share if spans else ZERO
            out.append(Slice(row, s, day, own * share, counted * share, spans, pause, is_paid(s), share))
    return out


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Union in which spans at most a minute apart grow together."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a - out[-1][1] <= 60:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out


def minus(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    left = spans
    for c, d in others:
        cut = []
        for a, b in left:
            if d <= a or c >= b:
                cut.append((a, b))
                continue
            if a < c:
                cut.append((a, c))
            if d < b:
                cut.append((d, b))
        left = cut
    return left


def length_on(book: Book, spans: list[tuple[int, int]], day: dt.date) -> int:
    low, high = day_begins(book, day), day_begins(book, day + ONE_DAY)
    return sum(max(0, min(b, high) - max(a, low)) for a, b in spans)


@dataclass
class HourSums:
    paid: Fraction = ZERO
    unpaid: Fraction = ZERO
    counted: Fraction = ZERO

    @property
    def all(self) -> Fraction:
        return self.paid + self.unpaid


class Hours:
    """Paid and unpaid seconds of each day, for some of the sessions."""

    def __init__(self, book: Book, parts: list[Slice]) -> None:
        self.book, self.parts = book, parts
        paid = merged(x for p in parts if p.paid for x in p.spans)
        unpaid = minus(merged(x for p in parts if not p.paid for x in p.spans), paid)
        self.day_paid: dict[dt.date, Fraction] = {}
        self.day_unpaid: dict[dt.date, Fraction] = {}
        # a merged gap may reach into a day on which no session lies
        days = {p.day for p in parts} | {p.day + ONE_DAY for p in parts} | {p.day - ONE_DAY for p in parts}
        for day in days:
            sides = []
            for side, spans in ((True, paid), (False, unpaid)):
                mine = [p for p in parts if p.day == day and p.paid == side]
                total = Fraction(length_on(book, spans, day))
                total += sum((p.own for p in mine if not p.spans), ZERO)
                total -= sum((p.pause for p in mine), ZERO)
                sides.append(max(total, ZERO))
            length = Fraction(day_begins(book, day + ONE_DAY) - day_begins(book, day))
            self.day_paid[day] = min(sides[0], length)
            self.day_unpaid[day] = min(sides[1], length - self.day_paid[day])

    def sums(self, days: Iterable[dt.date]) -> HourSums:
        chosen = set(days)
        paid = sum((v for d, v in self.day_paid.items() if d in chosen), ZERO)
        unpaid = sum((v for d, v in self.day_unpaid.items() if d in chosen), ZERO)
        own = sum((p.own for p in self.parts if p.paid and p.day in chosen), ZERO)
        counted = sum((p.counted for p in self.parts if p.paid and p.day in chosen), ZERO)
        return HourSums(paid / 3600, unpaid / 3600, (paid * counted / own if own else paid) / 3600)


def available_hours(book: Book, days: list[dt.date]) -> Fraction | None:
    if not any(a.kind == "available" and days and a.starts_on <= days[-1] for a in book.availability):
        return None
    total = ZERO
    for day in days:
        off = any(
            a.kind == "time_off" and a.starts_on <= day and (a.ends_on is None or day <= a.ends_on)
            for a in book.availability
        )
        row = declared(book, day)
        if row is not None and not off and parse_weekdays(row.weekdays)[day.weekday()]:
            total += Fraction(row.weekly_hours or 0) / sum(parse_weekdays(row.weekdays))
    return total


# --- accrual --------------------------------------------------------------------------------------------


@dataclass
class Part:
    """One accrual's day, or unmatched income. Native units are whole; home values are fractions."""

    ref: str
    row: int
    platform: str
    project: str | None
    day: dt.date
    due: dt.date
    currency: str
    native: Fraction | int
    rate: Fraction | None
    open: Fraction = ZERO
    settled: Fraction = ZERO
    written: Fraction = ZERO
    fees: Fraction = ZERO
    fx: Fraction = ZERO
    whole: Fraction = ZERO
    """What all parts of its row are together, up to as-of."""

    def __post_init__(self) -> None:
        self.open = Fraction(self.native)

    @property
    def age(self) -> tuple[dt.date, int, int]:
        return self.day, 0 if self.ref == "session" else 1, self.row


def project_currency(book: Book, platform: str, project: str | None) -> str:
    p, owner = book.project(platform, project), book.platforms.get(platform)
    if p is not None and p.currency is not None:
        return p.currency
    if owner is not None and owner.currency is not None:
        return owner.currency
    return book.settings.home_currency


def pay_model(book: Book, s: WorkSession) -> str:
    p = book.project(s.platform, s.project)
    return (p.pay_model if p is not None else None) or "hourly"


def rate_in_force(book: Book, s: WorkSession) -> tuple[int, str] | None:
    """Rate that held when the session began (when its day began, if no more is known), and its currency."""
    currency = project_currency(book, s.platform, s.project)
    if s.rate is not None:
        return s.rate, s.currency or currency
    begins = s.started_at.timestamp() if s.started_at is not None else float(day_begins(book, book.session_day(s)))
    best = None
    for e in book.events:
        mine = (e.platform, e.project) == (s.platform, s.project) and e.event in ("rate_changed", "started")
        if mine and e.rate is not None:
            key = e.happened_at
            moment = key.timestamp() if isinstance(key, dt.datetime) else float(day_begins(book, key))
            if moment <= begins and (best is None or moment >= best[0]):
                best = (moment, e.rate)
    if best is not None:
        return best[1], currency
    p = book.project(s.platform, s.project)
    if p is not None and p.agreed_rate is not None:
        return p.agreed_rate, currency
    return None


REFUSED = ("rejected", "removed")


def session_money(book: Book, s: WorkSession) -> tuple[int, str] | None:
    """What the session accrues in all, and in which currency."""
    return None if s.status in REFUSED else session_worth(book, s)


def session_worth(book: Book, s: WorkSession) -> tuple[int, str] | None:
    """The same, whether it was refused or not."""
    if s.amount is not None:
        return s.amount, s.currency or project_currency(book, s.platform, s.project)
    force = rate_in_force(book, s)
    if not is_paid(s) or force is None:
        return None
    match pay_model(book, s):
        case "hourly" | "fixed" | "stipend" if s.rate is not None or pay_model(book, s) == "hourly":
            return round(Fraction(force[0] * counted_seconds(s), 3600)), force[1]
        case "per_task" if s.tasks is not None:
            return force[0] * s.tasks, force[1]
    return None


def unknown_pay(book: Book) -> set[int]:
    """Sessions that should earn something and nobody knows how much."""
    out = set()
    lumps = [
        (e.platform, e.project)
        for e in book.earnings.values()
        if e.kind in ("milestone", "stipend") and e.status not in REFUSED and e.amount > 0
    ]
    for row, s in book.sessions.items():
        told = (s.platform, None) in lumps or (s.platform, s.project) in lumps
        meant = is_paid(s) and s.status not in REFUSED and pay_model(book, s) in ("hourly", "per_task")
        if meant and not told and session_worth(book, s) is None:
            out.add(row)
    return out


def cycle_end(cycle: str, ends: str | None, day: dt.date) -> dt.date:
    last_of_month = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    while True:
        match cycle:
            case "weekly":
                done = day.weekday() == WEEKDAYS.index((ends or "")[:3].lower())
            case "biweekly":
                done = (day - dt.date.fromisoformat(ends or "")).days % 14 == 0
            case "semimonthly":
                done = day.day == 15 or day == last_of_month
            case _:
                done = day == last_of_month
        if done:
            return day
        day += ONE_DAY


def due_date(book: Book, platform: str, day: dt.date, cycle_day: dt.date, due_on: dt.date | None) -> dt.date:
    owner = book.platforms.get(platform)
    cycle = (owner.pay_cycle if owner else None) or "none"
    delay = owner.pay_delay_days if owner else None
    if due_on is not None:
        due = due_on
    elif cycle == "none" or owner is None:
        due = day + ONE_DAY * (30 if delay is None else delay)
    else:
        due = cycle_end(cycle, owner.pay_cycle_ends, cycle_day) + ONE_DAY * (delay or 0)
    while due.weekday() >= 5:
        due += ONE_DAY
    return due


def shares(total: int, weights: list[Fraction]) -> list[int]:
    """Whole shares by running totals, so that they sum to the whole."""
    out, seen, given = [], ZERO, 0
    for w in weights:
        seen += w
        upto = math.floor(total * seen + Fraction(1, 2))
        out.append(upto - given)
        given = upto
    return out


def accruals(book: Book) -> list[Part]:
    parts = []
    for row, s in book.sessions.items():
        made = session_money(book, s)
        if made is None:
            continue
        day, owner = s.worked_until or book.session_day(s), book.platforms.get(s.platform)
        cycle_day = day
        if owner is not None and owner.pay_cycle_zone is not None and s.started_at is not None:
            cycle_day = s.started_at.astimezone(ZoneInfo(owner.pay_cycle_zone)).date()
        due = due_date(book, s.platform, day, cycle_day, None)
        touched = session_days(book, s)
        for (on, _, _), units in zip(touched, shares(made[0], [w for _, w, _ in touched]), strict=True):
            if on <= book.as_of:
                rate = rate_of(book, made[1], on)
                parts.append(Part("session", row, s.platform, s.project, on, due, made[1], units, rate))
    for row, e in book.earnings.items():
        if e.status in REFUSED or e.amount < 0:
            continue
        last = e.earned_to or e.earned_from
        due = due_date(book, e.platform, last, last, e.due_on)
        stretch = days_between(e.earned_from, last)
        for on, units in zip(stretch, shares(e.amount, [Fraction(1, len(stretch))] * len(stretch)), strict=True):
            if on <= book.as_of:
                rate = rate_of(book, e.currency, on)
                parts.append(Part("earning", row, e.platform, e.project, on, due, e.currency, units, rate))
    for x in parts:
        x.whole = sum((y.native for y in parts if (y.ref, y.row) == (x.ref, x.row)), ZERO)
    return sorted(parts, key=lambda p: p.age)


# --- settlement -----------------------------------------------------------------------------------------


@dataclass
class Paid:
    """One thing that a payout did: money to a part, or its unmatched rest."""

    part: Part
    source: Payout
    amount: Fraction
    """Native to the part."""
    spent: Fraction
    """In the payout's currency, as a clawback counts it."""
    fee: Fraction
    """Home money."""
    fx: Fraction


@dataclass
class Settled:
    parts: list[Part]
    unmatched: list[Part]
    by_age: int = 0
    beyond: list[Part] = field(default_factory=list)
    """Deductions that met nothing; native is below zero."""
    unknown: set[int] = field(default_factory=set)
    found: dict[int, tuple[Fraction, Fraction]] = field(default_factory=dict)
    """What payouts brought for hours of unknown pay, and its fee, by session; home money."""
    taken: dict[int, Fraction] = field(default_factory=dict)
    """Of each payout's rest, by its row."""


def cross(book: Book, p: Payout, currency: str) -> Fraction | None:
    """Units of `currency` for one unit of the payout's, on the day it arrived."""
    if currency == p.currency:
        return Fraction(1)
    mine, other = rate_of(book, p.currency, p.received_on), rate_of(book, currency, p.received_on)
    return None if mine is None or other is None else mine / other


def within(part: Part, p: Payout) -> bool:
    if not names_period(p):
        return False
    return (p.covers_from or dt.date.min) <= part.day <= (p.covers_to or p.received_on)


def names_period(p: Payout) -> bool:
    return p.covers_from is not None or p.covers_to is not None


def worth_now(book: Book, p: Payout, parts: Iterable[Part]) -> Fraction:
    """What is open of some parts, in the payout's currency."""
    return sum((x.open / (cross(book, p, x.currency) or 1) for x in parts), ZERO)


def cent(currency: str) -> Fraction:
    """One minor unit of a currency."""
    return Fraction(10_000, 10 ** get_currency_precision(currency))


def rounding(book: Book, p: Payout, currency: str) -> Fraction:
    """The larger one of the minor units of a payout and of what it pays, in the payout's currency."""
    return max(cent(p.currency), cent(currency) / (cross(book, p, currency) or 1))


def broken(x: Part) -> bool:
    """Whether the row of a part is not a whole number of minor units."""
    return x.whole % cent(x.currency) != 0


def coins(p: Payout, parts: Iterable[Part]) -> Fraction:
    """What rounding may make of parts: a minor unit of the payout for each one of a row that is not a whole number."""
    return sum((cent(p.currency) for x in parts if broken(x)), ZERO)


def rounded_down(book: Book, p: Payout, mine: list[Paid]) -> Fraction:
    """What the payout loses if each part that it paid was rounded down, at most 1 % of it."""
    taken: dict[int, Fraction] = {}
    for a in mine:
        if broken(a.part):
            taken[id(a.part)] = taken.get(id(a.part), a.part.open) + a.amount
    kinds = {id(a.part): a.part.currency for a in mine}
    lost = (units % cent(kinds[key]) / (cross(book, p, kinds[key]) or 1) for key, units in taken.items())
    return min(sum(lost, ZERO), Fraction(p.amount, 100))


def find(book: Book, p: Payout, may: list[Part]) -> list[Part] | None:
    """What the payout pays first by rules 1 to 3; None: by age."""
    if names_period(p):
        return [x for x in may if within(x, p)]
    best: tuple[int, int, dt.date] | None = None
    dues = sorted({x.due for x in may})
    owed = {due: worth_now(book, p, [x for x in may if x.due == due]) for due in dues}
    near = [due for due in dues if abs((due - p.received_on).days) <= 10]

    def fits(whole: Fraction) -> bool:
        return whole * Fraction(85, 100) <= p.amount <= whole * Fraction(101, 100)

    for due in near:
        off = abs(owed[due] - p.amount)
        likeness = 0 if off <= 50 else 1 if off <= coins(p, (x for x in may if x.due == due)) else 2
        on_time = due <= p.received_on <= due + ONE_DAY
        rank = (likeness, 0 if on_time else abs((due - p.received_on).days), due)
        if fits(owed[due]) and (best is None or rank < best):
            best = rank
    for unlike in (0, 1):
        if best is not None and best[0] <= unlike:
            break
        past = [
            due
            for due in dues
            if due <= p.received_on
            and abs(owed[due] - p.amount) <= max(Fraction(50), unlike * coins(p, (x for x in may if x.due == due)))
        ]
        if len(past) == 1:
            return [x for x in may if x.due == past[0]]
    if best is not None:
        return [x for x in may if x.due == best[2]]
    for length in range(2, len(dues) + 1):
        for end in range(len(dues), length - 1, -1):
            run = dues[end - length : end]
            if run[-1] in near and fits(sum((owed[due] for due in run), ZERO)):
                return [x for x in may if x.due in run]
    items = [[x for x in may if (x.ref, x.row) == key] for key in sorted({(x.ref, x.row) for x in may})]
    for nearest in (False, True):
        exact = [
            item
            for item in items
            if abs(worth_now(book, p, item) - p.amount) <= max(Fraction(50), coins(p, item) if nearest else ZERO)
        ]
        if exact:
            return exact[0] if len(exact) == 1 else None
    return None


def find_with_its_day(
    book: Book, p: Payout, row: int, may: list[Part], shared: dict[int, list[Part]]
) -> list[Part] | None:
    """What the payout pays first, or what it and the later ones of its day pay together."""
    if row in shared:
        return [x for x in may if any(x is y for y in shared[row])]
    found = find(book, p, may)
    if found is not None or names_period(p):
        return found
    mates = [
        (r, q)
        for r, q in sorted(book.payouts.items())
        if r >= row and q.kind == "payout" and not names_period(q)
        and (q.platform, q.received_on, q.currency, q.project) == (p.platform, p.received_on, p.currency, p.project)
    ]  # fmt: skip
    if len(mates) > 1:
        found = find(book, replace(p, amount=sum(q.amount for _, q in mates)), may)
        if found is not None:
            shared |= {r: found for r, _ in mates[1:]}
    return found


def pay(
    book: Book, p: Payout, row: int, parts: list[Part], done: list[Paid], shared: dict[int, list[Part]]
) -> tuple[Fraction, bool]:
    """Allocate one payout; returns what is left, in its own currency, and whether it went by age."""
    own = [x for x in parts if x.platform == p.platform and (p.project is None or x.project == p.project)]
    may = [
        x
        for x in own
        if x.open > 0
        and (x.day <= p.received_on + 45 * ONE_DAY or within(x, p))
        and cross(book, p, x.currency) is not None
    ]
    found = find_with_its_day(book, p, row, may, shared)
    first = may if found is None else found
    mine: list[Paid] = []
    left = give(book, p, first, Fraction(p.amount), mine)
    if left > small_change(book, p, mine) and not names_period(p):
        left = give(book, p, may, left, mine)
    if mine and left <= small_change(book, p, mine):
        last = mine[-1]
        more = paid_part(book, p, last.part, ZERO, left)
        last.spent, last.fee, last.fx = last.spent + left, last.fee + more.fee, last.fx + more.fx
        left = ZERO
    tolerance = max((rounding(book, p, x.currency) for x in first), default=ZERO)
    if 0 < worth_now(book, p, first) <= max(tolerance, rounded_down(book, p, mine)):
        round_off(book, p, first, mine)
    for ref, row in sorted({(a.part.ref, a.part.row) for a in mine}):
        item = [x for x in parts if (x.ref, x.row) == (ref, row)]
        most = max(rounding(book, p, item[0].currency), rounded_down(book, p, mine))
        if 0 < worth_now(book, p, item) <= most:
            round_off(book, p, item, mine)
    done += mine
    return left, found is None and bool(mine)


def give(book: Book, p: Payout, to: list[Part], left: Fraction, mine: list[Paid]) -> Fraction:
    """Pay parts one after the other; returns what is left."""
    for x in to:
        take = min(x.open, left * (cross(book, p, x.currency) or 1))
        if take > 0:
            spent = take / (cross(book, p, x.currency) or 1)
            mine.append(paid_part(book, p, x, take, spent))
            left -= spent
    return left


def paid_part(book: Book, p: Payout, x: Part, take: Fraction, spent: Fraction) -> Paid:
    value = payout_rate(book, p) or ZERO
    fee, fx = (p.fee or 0) * spent / p.amount * value, spent * value - take * (x.rate or 0)
    x.open -= take
    x.settled += take
    x.fees += fee
    x.fx += fx
    return Paid(x, p, take, spent, fee, fx)


def small_change(book: Book, p: Payout, mine: list[Paid]) -> Fraction:
    """A surplus of one minor unit per item is rounding, and per day of an item that is not a whole number of them."""
    items = {(a.part.ref, a.part.row, a.part.day if broken(a.part) else None): a.part.currency for a in mine}
    return sum((rounding(book, p, currency) for currency in items.values()), ZERO)


def round_off(book: Book, p: Payout, parts: list[Part], mine: list[Paid]) -> None:
    for x in parts:
        if x.open > 0:
            mine.append(paid_part(book, p, x, x.open, ZERO))


def write_off(book: Book, p: Payout, parts: list[Part]) -> None:
    may = [
        x
        for x in parts
        if x.platform == p.platform and (p.project is None or x.project == p.project) and x.day <= p.received_on
    ]
    left = Fraction(p.amount)
    for x in [*(x for x in may if within(x, p)), *may]:
        rate = cross(book, p, x.currency)
        if rate is not None:
            take = min(x.open, left * rate)
            x.open -= take
            x.written += take
            left -= take / rate


def deduct(book: Book, e: Earning, row: int, parts: list[Part], beyond: list[Part]) -> None:
    """Take a negative earning off what is owed, without any money."""
    day = e.earned_to or e.earned_from
    due = due_date(book, e.platform, day, day, e.due_on)
    as_money = Payout(platform=e.platform, kind="payout", received_on=day, amount=-e.amount, currency=e.currency)
    mine = [x for x in parts if x.platform == e.platform]

    def own(x: Part) -> bool:
        return e.project is None or x.project == e.project

    order = [x for x in mine if x.due == due and own(x)] + [x for x in mine if x.due == due]
    order += [x for x in mine if x.day <= day and own(x)] + [x for x in mine if x.day <= day] + mine
    left = Fraction(-e.amount)
    for x in order:
        rate = cross(book, as_money, x.currency)
        if rate is not None:
            take = min(x.open, left * rate)
            x.open -= take
            x.native -= take
            left -= take / rate
    if left > 0:
        rate = rate_of(book, e.currency, day)
        beyond.append(Part("deducted", row, e.platform, e.project, day, due, e.currency, -left, rate))


def claw_back(book: Book, p: Payout, row: int, done: list[Paid], unmatched: list[Part]) -> None:
    left = Fraction(p.amount)
    for a in reversed(done):
        rate = cross(book, p, a.source.currency)
        if a.part.platform != p.platform or rate is None or left <= 0:
            continue
        if p.project is not None and a.part.project != p.project:
            continue
        share = min(a.spent, left * rate) / a.spent if a.spent else Fraction(1)
        back = a.spent * share
        left -= back / rate
        a.part.settled -= a.amount * share
        a.part.fees -= (p.fee or 0) * back / p.amount * (payout_rate(book, a.source) or 0)
        a.part.fx -= a.fx * share
        if a.part.ref != "unmatched":
            a.part.written += a.amount * share
        a.spent, a.amount, a.fx = (v * (1 - share) for v in (a.spent, a.amount, a.fx))
    if left > 0:
        value = payout_rate(book, p)
        rest = Part("unmatched", row, p.platform, p.project, p.received_on, p.received_on, p.currency, 0, value)
        rest.settled = -left
        rest.fees = -(p.fee or 0) * left / p.amount * (value or 0)
        unmatched.append(rest)


def money_moves(book: Book) -> Iterator[tuple[int, Payout | Earning]]:
    """Everything that moves or closes money, by its day: what is taken off first."""
    moves: list[tuple[dt.date, int, int, Payout | Earning]] = []
    moves += [(p.received_on, 1, row, p) for row, p in book.payouts.items()]
    for row, e in book.earnings.items():
        last = e.earned_to or e.earned_from
        if e.amount < 0 and last <= book.as_of and e.status not in REFUSED:
            moves.append((last, 0, row, e))
    for _, _, row, move in sorted(moves, key=lambda m: m[:3]):
        yield row, move


def settle(book: Book) -> Settled:
    out = Settled(accruals(book), [])
    done: list[Paid] = []
    shared: dict[int, list[Part]] = {}
    for row, p in money_moves(book):
        if isinstance(p, Earning):
            deduct(book, p, row, out.parts, out.beyond)
            continue
        match p.kind:
            case "payout":
                left, aged = pay(book, p, row, out.parts, done, shared)
                out.by_age += aged
                if left > 0:
                    value = payout_rate(book, p)
                    rest = Part(
                        "unmatched", row, p.platform, p.project, p.received_on, p.received_on, p.currency, 0, value
                    )
                    rest.settled = left
                    rest.fees = (p.fee or 0) * left / p.amount * (value or 0)
                    out.unmatched.append(rest)
                    done.append(Paid(rest, p, left, left, rest.fees, ZERO))
            case "write_off":
                write_off(book, p, out.parts)
            case "clawback":
                claw_back(book, p, row, done, out.unmatched)
    find_pay(book, out)
    return out


def find_pay(book: Book, out: Settled) -> None:
    """What came beyond the work on record is what hours of unknown pay earned."""
    out.unknown = unknown_pay(book)
    paid: set[int] = set()
    for rest in sorted(out.unmatched, key=lambda x: (x.day, x.row)):
        if rest.rate is None or rest.settled <= 0:
            continue
        fit = [
            row
            for row in out.unknown
            if book.sessions[row].platform == rest.platform
            and (rest.project is None or book.sessions[row].project == rest.project)
            and book.session_day(book.sessions[row]) <= rest.day
        ]
        to = [row for row in fit if row not in paid] or fit
        minutes = {row: seen_seconds(book, row) for row in to}
        whole = sum(minutes.values(), ZERO)
        for row in to:
            share = minutes[row] / whole if whole else Fraction(1, len(to))
            amount, fee = out.found.get(row, (ZERO, ZERO))
            out.found[row] = (amount + rest.settled * rest.rate * share, fee + rest.fees * share)
        paid |= set(to)
        if to:
            out.taken[rest.row] = rest.settled * rest.rate


def seen_seconds(book: Book, row: int) -> Fraction:
    """Own seconds of a session up to as-of."""
    s = book.sessions[row]
    return own_seconds(s) * sum((share for day, share, _ in session_days(book, s) if day <= book.as_of), ZERO)


def fee_share(book: Book, platform: str) -> Fraction:
    """Expected fee on one unit of what is not yet due."""
    rows = [p for p in book.payouts.values() if p.platform == platform and p.kind == "payout"]
    if any(p.fee is not None for p in rows):
        mixed = len({p.currency for p in rows}) > 1
        worth = [(p, (payout_rate(book, p) or ZERO) if mixed else Fraction(1)) for p in rows]
        whole = sum((p.amount * w for p, w in worth), ZERO)
        return sum(((p.fee or 0) * w for p, w in worth), ZERO) / whole if whole else ZERO
    owner = book.platforms.get(platform)
    return Fraction(owner.fee_percent) / 100 if owner is not None and owner.fee_percent is not None else ZERO


# --- sums of money --------------------------------------------------------------------------------------

SUMS = (
    "accrued", "settled", "not_yet_due", "overdue", "written_off", "fees", "fx", "expenses", "unmatched", "kept",
    "cash_received",
)  # fmt: skip


@dataclass
class Money:
    accrued: Fraction = ZERO
    settled: Fraction = ZERO
    not_yet_due: Fraction = ZERO
    overdue: Fraction = ZERO
    written_off: Fraction = ZERO
    fees: Fraction = ZERO
    fx: Fraction = ZERO
    expenses: Fraction = ZERO
    unmatched: Fraction = ZERO
    cash_received: Fraction = ZERO
    fees_expected: Fraction = ZERO
    unmatched_fees: Fraction = ZERO
    beyond: Fraction = ZERO
    """Deductions that met nothing, below zero: in accrued and not yet due, and never in what was kept."""
    own_kept: Fraction = ZERO
    """Kept of what has no transfer costs and no expenses in it."""

    @property
    def kept(self) -> Fraction:
        return self.settled + self.pending - self.fees + self.fx - self.expenses

    @property
    def pending(self) -> Fraction:
        return self.not_yet_due - self.beyond

    @property
    def worked_accrued(self) -> Fraction:
        """Without unmatched income, as the three below."""
        return self.accrued - self.beyond - self.unmatched

    @property
    def worked_collected(self) -> Fraction:
        return self.settled + self.pending - self.unmatched

    @property
    def worked_kept(self) -> Fraction:
        return self.kept - (self.unmatched - self.unmatched_fees)

    @property
    def worked_arrived(self) -> Fraction:
        return self.worked_kept - (self.pending - self.fees_expected)


Scope = Callable[[str, "str | None"], bool]


def everything(platform: str, project: str | None) -> bool:
    return True


def transfer_cost(book: Book, t: Transfer) -> Fraction:
    cost = (t.fee or 0) * (rate_of(book, t.currency_out, t.moved_on) or ZERO)
    if t.amount_in is not None and t.currency_in is not None and t.currency_in != t.currency_out:
        out, into = (reference_rate(book, c, t.moved_on) for c in (t.currency_out, t.currency_in))
        if out is not None and into is not None:
            cost += t.amount_out * out - t.amount_in * into
    elif t.amount_in is not None and t.fee is None:
        cost += (t.amount_out - t.amount_in) * (rate_of(book, t.currency_out, t.moved_on) or ZERO)
    return cost


def money_sums(
    book: Book, done: Settled, days: Iterable[dt.date], scope: Scope = everything, *, side: str = "all"
) -> Money:
    """`side`: all; platform (expenses of the platform, no transfers); rows (neither)."""
    chosen, m = set(days), Money()
    expected = {name: fee_share(book, name) for name in {x.platform for x in done.parts}}
    for x in done.parts:
        if x.day not in chosen or x.rate is None or not scope(x.platform, x.project):
            continue
        m.accrued += x.native * x.rate
        m.settled += x.settled * x.rate
        m.written_off += x.written * x.rate
        m.fees += x.fees
        m.fx += x.fx
        if x.due < book.as_of:
            m.overdue += x.open * x.rate
        else:
            m.not_yet_due += x.open * x.rate
            m.fees += x.open * x.rate * expected[x.platform]
            m.fees_expected += x.open * x.rate * expected[x.platform]
    for x in done.unmatched:
        if x.day in chosen and x.rate is not None and scope(x.platform, x.project):
            m.accrued += x.settled * x.rate
            m.settled += x.settled * x.rate
            m.unmatched += x.settled * x.rate
            m.fees += x.fees
            m.unmatched_fees += x.fees
    for x in done.beyond:
        if x.day in chosen and x.rate is not None and scope(x.platform, x.project):
            m.beyond += x.native * x.rate
    m.accrued += m.beyond
    m.not_yet_due += m.beyond
    m.own_kept = m.settled + m.pending - m.fees + m.fx
    for p in book.payouts.values():
        value = payout_rate(book, p)
        if p.received_on not in chosen or value is None or not scope(p.platform, p.project):
            continue
        if p.kind == "payout":
            m.cash_received += net(p) * value
        elif p.kind == "clawback":
            m.cash_received -= net(p) * value
        elif p.kind == "reimbursement" and side != "rows":
            m.expenses -= net(p) * value
    if side == "all":
        m.fees += sum((transfer_cost(book, t) for t in book.transfers if t.moved_on in chosen), ZERO)
    for e in book.expenses:
        rate = rate_of(book, e.currency, e.spent_on)
        mine = side == "all" or (side == "platform" and e.platform is not None and scope(e.platform, None))
        if e.spent_on in chosen and rate is not None and mine:
            m.expenses += e.amount * rate
    return m


# --- the ladder -----------------------------------------------------------------------------------------


def over(top: Fraction | None, bottom: Fraction) -> Fraction | None:
    return top / bottom if top is not None and bottom > 0 else None


class Rungs:
    """Rungs 1 and 2 on some days, for some of the sessions."""

    def __init__(
        self, book: Book, done: Settled, parts: list[Slice], days: Iterable[dt.date], headline: str = "mid"
    ) -> None:
        chosen = set(days)
        self.book, self.done, self.headline = book, done, headline
        self.days = chosen
        self.own: dict[tuple[str, str | None, bool], Fraction | None] = {}
        self.paid = [p for p in parts if p.paid and p.day in chosen and p.row not in done.unknown]
        self.unvalued = any(self._unvalued(p) for p in self.paid)
        self.agreed = self._mean(self._agreed)
        self.head = self._mean(self._head)

    def _mean(self, value: Callable[[Slice], Fraction | None]) -> Fraction | None:
        top = bottom = ZERO
        for p in self.paid:
            rate = value(p)
            if rate is not None:
                top += rate * p.counted
                bottom += p.counted
        return over(top, bottom)

    def _unvalued(self, p: Slice) -> bool:
        worth = None if p.session.status in REFUSED else session_worth(self.book, p.session)
        return worth is not None and worth[0] > 0 and rate_of(self.book, worth[1], p.day) is None

    def _by_rate(self, p: Slice) -> Fraction | None:
        force = rate_in_force(self.book, p.session)
        rate = None if force is None else rate_of(self.book, force[1], p.day)
        if force is None or rate is None or pay_model(self.book, p.session) != "hourly":
            return None
        return force[0] * rate

    def _agreed(self, p: Slice) -> Fraction | None:
        by_rate = self._by_rate(p)
        if by_rate is not None:
            return by_rate
        hourly = pay_model(self.book, p.session) == "hourly"
        key = (p.session.platform, p.session.project, hourly)
        if key not in self.own:
            self.own[key] = self._accrued_per_hour(*key)
        return self.own[key]

    def _accrued_per_hour(self, platform: str, project: str | None, hourly: bool) -> Fraction | None:
        """Of a project; of hourly work only that without a rate, and nothing known if no amount is."""
        loose = [
            q
            for q in self.paid
            if (q.session.platform, q.session.project) == (platform, project)
            and (pay_model(self.book, q.session) == "hourly") == hourly
            and self._by_rate(q) is None
        ]
        rows = {q.row for q in loose}
        money = ZERO
        for x in self.done.parts:
            mine = (x.platform, x.project) == (platform, project) and x.day in self.days
            if mine and x.rate is not None and (not hourly or (x.ref == "session" and x.row in rows)):
                money += x.native * x.rate
        money += sum((self._refused(q) for q in loose), ZERO)
        return None if hourly and not money else over(money, sum((q.counted for q in loose), ZERO) / 3600)

    def _refused(self, p: Slice) -> Fraction:
        """What a refused session by the task would have earned, this day's part of it."""
        by_task = pay_model(self.book, p.session) == "per_task" and p.session.status in REFUSED
        worth = session_worth(self.book, p.session) if by_task and p.counted else None
        rate = None if worth is None else rate_of(self.book, worth[1], p.day)
        return ZERO if worth is None or rate is None else worth[0] * p.weight * rate

    def _head(self, p: Slice) -> Fraction | None:
        s = p.session
        project = self.book.project(s.platform, s.project)
        ends = (
            [] if project is None else [x for x in (project.advertised_low, project.advertised_high) if x is not None]
        )
        if project is None or not ends or pay_model(self.book, s) == "fixed":
            return self._agreed(p)
        advertised = {"low": Fraction(min(ends)), "high": Fraction(max(ends))}.get(
            self.headline, Fraction(sum(ends), len(ends))
        )
        if pay_model(self.book, s) == "stipend":
            if not project.promised_weekly_hours:
                return self._agreed(p)
            advertised = advertised * 12 / (Fraction(project.promised_weekly_hours) * 52)
        rate = rate_of(self.book, project_currency(self.book, s.platform, s.project), p.day)
        return self._agreed(p) if rate is None else advertised * rate


class RungHours:
    """Hours and money of hours of unknown pay, for the rungs, over some of the sessions."""

    def __init__(self, book: Book, done: Settled, parts: list[Slice]) -> None:
        self.done, self.parts = done, parts
        self.every = Hours(book, parts)
        without = done.unknown - set(done.found)
        self.of_known = Hours(book, [p for p in parts if p.row not in done.unknown])
        self.of_priced = Hours(book, [p for p in parts if p.row not in without])
        whole = {row: seen_seconds(book, row) for row in done.found}
        days = {row: sum(1 for p in slices(book) if p.row == row) for row in done.found}
        self.shares = [
            (p.day, p.row, p.own / whole[p.row] if whole[p.row] else Fraction(1, days[p.row]))
            for p in parts
            if p.row in done.found
        ]

    def on(self, days: Iterable[dt.date]) -> RungSums:
        chosen = set(days)
        mine = [(row, share) for day, row, share in self.shares if day in chosen]
        known, unpaid = self.of_known.sums(chosen), self.every.sums(chosen).unpaid
        paid_rows = {p.row for p in self.parts if p.paid and p.day in chosen}
        return RungSums(
            known=HourSums(known.paid, unpaid, known.counted),
            priced=self.of_priced.sums(chosen).paid + unpaid,
            found=sum((self.done.found[row][0] * share for row, share in mine), ZERO),
            fees=sum((self.done.found[row][1] * share for row, share in mine), ZERO),
            alone=bool(paid_rows) and paid_rows <= self.done.unknown,
            came=bool(mine),
        )


@dataclass
class RungSums:
    known: HourSums
    """Hours of known pay, and all unpaid ones."""
    priced: Fraction
    """All hours but those of unknown pay for which no money came."""
    found: Fraction
    fees: Fraction
    alone: bool
    came: bool

    def bottom(self, rung: str) -> Fraction:
        """What a rung divides by."""
        named = {"headline": Fraction(1), "agreed": Fraction(1), "own_timed": self.known.paid}
        return named.get(rung, self.known.all if rung == "all_hours" else self.priced)


def pay_unknown(sums: RungSums, money: Money, rungs: Rungs) -> bool:
    nothing = rungs.agreed is None and round(money.worked_accrued) == 0
    return sums.alone or (sums.known.paid > 0 and nothing and rungs.unvalued)


def ladder(sums: RungSums, money: Money, rungs: Rungs) -> dict[str, Fraction | None]:
    net_found = sums.found - sums.fees
    steps = {
        "headline": rungs.head,
        "agreed": rungs.agreed,
        "own_timed": over(money.worked_accrued, sums.known.paid),
        "all_hours": over(money.worked_accrued, sums.known.all),
        "collected": over(money.worked_collected + sums.found, sums.priced),
        "kept": over(money.worked_kept + net_found, sums.priced),
        "arrived": over(money.worked_arrived + net_found, sums.priced),
    }
    if not pay_unknown(sums, money, rungs):
        return steps
    return {name: rate if sums.came and name in ("collected", "kept", "arrived") else None
            for name, rate in steps.items()}  # fmt: skip


# --- statistics -----------------------------------------------------------------------------------------


def cosine_error(series: list[float]) -> tuple[float, float]:
    """Standard error of the mean of a series, and the quantile to multiply it by."""
    n = len(series)
    nu = max(2, math.floor(0.4 * n ** (2 / 3) + 1e-12))
    squares = []
    for j in range(1, nu + 1):
        wave = sum(y * math.cos(math.pi * j * (t - 0.5) / n) for t, y in enumerate(series, 1))
        squares.append(2 / n * wave * wave)
    return math.sqrt(sum(squares) / nu / n), float(stdtrit(nu, 0.95))


def sample_cv(series: list[float]) -> float | None:
    mean = sum(series) / len(series)
    if len(series) < 2 or mean <= 0:
        return None
    return math.sqrt(sum((y - mean) ** 2 for y in series) / (len(series) - 1)) / mean


def shapley(start: float, factors: list[float]) -> list[float]:
    """Exact shares of a product, by counting over all subsets."""
    n, out = len(factors), []
    for i in range(n):
        others = [f for k, f in enumerate(factors) if k != i]
        total = 0.0
        for size in range(n):
            weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
            total += weight * sum(math.prod(c) for c in combinations(others, size))
        out.append(start * (factors[i] - 1) * total)
    return out


# --- the answer -----------------------------------------------------------------------------------------


@dataclass
class Answer:
    window: tuple[dt.date, dt.date] | None
    hours: HourSums
    available: Fraction | None
    money: Money
    rungs: dict[str, Fraction | None]
    rung_sums: RungSums
    kept_interval: tuple[float, float] | None
    weeks: list[tuple[dt.date, HourSums, Fraction, Fraction]]
    """Monday, hours, kept, and kept without unmatched income."""
    effective: Fraction | None
    effective_interval: tuple[float, float] | None
    headline_full_time: Fraction | None
    headline_available: Fraction | None
    road_start: Fraction | None
    road: dict[str, Fraction] | None
    volatility: dict[str, float | None]
    platform_kept: dict[str, Fraction]
    by_age: int


def kept_interval(rung: Fraction | None, weeks: list[tuple[float, float]]) -> tuple[float, float] | None:
    """From weekly kept (no unmatched income) and hours."""
    if rung is None or sum(1 for _, h in weeks if h > 0) < 4:
        return None
    total, hours = sum(y for y, _ in weeks), sum(h for _, h in weeks)
    rate = total / hours
    if rate <= 0:
        return None
    mean = hours / len(weeks)
    se, t = cosine_error([(y - rate * h) / mean for y, h in weeks])
    q = t * se / rate
    if q < 0.01:
        return None
    return float(rung) * math.exp(-q), float(rung) * math.exp(q)


def road(
    book: Book, done: Settled, parts: list[Slice], weeks: int, days: list[dt.date], headline: str
) -> tuple[Fraction, dict[str, Fraction]] | None:
    hours = RungHours(book, done, parts).on(days).known
    money, rungs = money_sums(book, done, days), Rungs(book, done, parts, days, headline)
    available = available_hours(book, days)
    if weeks < 8 or hours.counted <= 0 or rungs.head is None or rungs.agreed is None:
        return None
    levels: list[tuple[str, Fraction]] = []
    if available:
        levels.append(("start", available * rungs.head))
    levels += [
        ("offered_work" if available else "start", hours.all * rungs.head),
        ("paid_time", hours.paid * rungs.head),
        ("counted_time", hours.counted * rungs.head),
        ("agreed", hours.counted * rungs.agreed),
        ("realised", money.worked_accrued),
        ("collected", money.worked_collected),
        ("kept", money.worked_kept + money.expenses),
        ("expenses", money.worked_kept),
        ("unmatched", money.kept),
    ]
    year = YEAR_WEEKS / weeks
    bars = {b[0]: (b[1] - a[1]) * year for a, b in pairwise(levels)}
    return levels[0][1] * year, bars


def spread_evenly(book: Book, done: Settled, days: list[dt.date]) -> bool:
    """Whether more than half of what was kept comes from rows over more than 7 days."""
    long = {("session", row) for row, s in book.sessions.items() if reaches(s.worked_on, s.worked_until)}
    long |= {("earning", row) for row, e in book.earnings.items() if reaches(e.earned_from, e.earned_to)}
    whole = money_sums(book, done, days, side="rows").own_kept
    mine = Settled([x for x in done.parts if (x.ref, x.row) in long], [])
    even = money_sums(book, mine, days, side="rows").own_kept
    return even > 0 and 2 * even > whole


def reaches(first: dt.date | None, last: dt.date | None) -> bool:
    return first is not None and last is not None and (last - first).days >= 7


def volatility(kept: list[float]) -> dict[str, float | None]:
    n = len(kept)
    out: dict[str, float | None] = dict.fromkeys(
        ("weekly_cv", "four_week_cv", "median_arc_change", "dry_week_share", "worst_13_weeks", "dips", "spikes")
    )
    if n:
        out["dry_week_share"] = sum(1 for y in kept if y <= 0) / n
    if n >= 13:
        out["weekly_cv"] = sample_cv(kept)
        out["worst_13_weeks"] = min(sum(kept[i : i + 13]) for i in range(n - 12))
    if n >= 8:
        mean = sum(kept) / n
        if mean > 0:
            out["dips"] = sum(1 for y in kept if y < 0.75 * mean) / n * float(YEAR_WEEKS)
            out["spikes"] = sum(1 for y in kept if y > 1.25 * mean) / n * float(YEAR_WEEKS)
    return out


def answer(
    records: Iterable[Record],
    settings: Settings,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    headline: str = "mid",
) -> Answer:
    book = read(records, settings, as_of)
    window = window_of(book, start, end)
    done, parts = settle(book), slices(book)
    days = days_between(*window) if window else []
    hours, money = Hours(book, parts), money_sums(book, done, days)
    rungs = Rungs(book, done, parts, days, headline)
    by_rung = RungHours(book, done, parts)
    steps = ladder(by_rung.on(days), money, rungs)
    weeks, worked = [], []
    week_days: list[dt.date] = []
    for monday, of_week in known_weeks(book, *window) if window else []:
        m, h = money_sums(book, done, of_week), hours.sums(of_week)
        weeks.append((monday, h, m.kept, m.worked_kept))
        r = by_rung.on(of_week)
        worked.append((float(m.worked_kept + r.found - r.fees), float(r.priced)))
        week_days += of_week
    n = len(weeks)
    mean = sum((w[2] for w in weeks), ZERO) / n if n else ZERO
    interval = None
    if n >= 13 and mean > 0:
        se, t = cosine_error([float(w[2]) for w in weeks])
        effective = float(YEAR_WEEKS * mean)
        r = t * se / float(mean)
        interval = (effective * math.exp(-r), effective * math.exp(r)) if r >= 0.01 else None
    even = spread_evenly(book, done, week_days)
    available = available_hours(book, week_days)
    of_weeks = Rungs(book, done, parts, week_days, headline)
    head, week_money = of_weeks.head, money_sums(book, done, week_days)
    nothing = round(week_money.worked_accrued) == 0 and round(week_money.unmatched) == 0
    unknown = nothing and pay_unknown(by_rung.on(week_days), week_money, of_weeks)
    week_hours, year_weeks = settings.standard_week_hours, settings.standard_year_weeks
    full = Fraction(40 if week_hours is None else week_hours) * Fraction(52 if year_weeks is None else year_weeks)
    way = road(book, done, parts, n, week_days, headline)
    platforms = {x.platform for x in [*done.parts, *done.unmatched]}
    return Answer(
        window=window,
        hours=hours.sums(days),
        available=available_hours(book, days),
        money=money,
        rungs=steps,
        rung_sums=by_rung.on(days),
        kept_interval=None if even else kept_interval(steps["kept"], worked),
        weeks=weeks,
        effective=YEAR_WEEKS * mean if n >= 8 and not unknown else None,
        effective_interval=None if unknown or even else interval,
        headline_full_time=None if steps["headline"] is None else steps["headline"] * full,
        headline_available=None if head is None or available is None else head * available / n * YEAR_WEEKS,
        road_start=way[0] if way else None,
        road=way[1] if way else None,
        volatility=volatility([] if even else [float(w[2]) for w in weeks]),
        platform_kept={
            p: money_sums(book, done, days, lambda q, _, p=p: q == p, side="rows").own_kept for p in platforms
        },
        by_age=done.by_age,
    )


@dataclass
class GroupAnswer:
    hours: HourSums
    money: Money
    rungs: dict[str, Fraction | None]
    rung_sums: RungSums


def group_answers(
    records: Iterable[Record],
    settings: Settings,
    as_of: dt.date,
    start: dt.date | None,
    end: dt.date | None,
    by: str,
    headline: str = "mid",
) -> dict[str, GroupAnswer]:
    """The ladder of each platform, project or role that has a name."""
    book = read(records, settings, as_of)
    window = window_of(book, start, end)
    days = days_between(*window) if window else []
    done, parts = settle(book), slices(book)

    def key(platform: str, project: str | None) -> str:
        if by == "platform":
            return platform
        if by == "project":
            return project or ""
        p = book.project(platform, project)
        return (p.role if p is not None else None) or ""

    named = {key(p.session.platform, p.session.project) for p in parts}
    named |= {key(x.platform, x.project) for x in [*done.parts, *done.unmatched, *done.beyond]}
    out = {}
    for name in sorted(named - {""}):
        mine = [p for p in parts if key(p.session.platform, p.session.project) == name]
        hours, by_rung = Hours(book, mine).sums(days), RungHours(book, done, mine).on(days)
        side = "platform" if by == "platform" else "rows"

        def chosen(platform: str, project: str | None, name: str = name) -> bool:
            return key(platform, project) == name

        money = money_sums(book, done, days, chosen, side=side)
        steps = ladder(by_rung, money, Rungs(book, done, mine, days, headline))
        out[name] = GroupAnswer(hours, money, steps, by_rung)
    return out


@dataclass
class OwedAnswer:
    total: Fraction
    overdue: Fraction
    items: dict[tuple[str, str, dt.date], tuple[Fraction, dt.date, dt.date, int]]
    """(platform, project, due) -> amount, first and last day earned, days late."""


def owed(records: Iterable[Record], settings: Settings, as_of: dt.date) -> OwedAnswer:
    book = read(records, settings, as_of)
    out = OwedAnswer(ZERO, ZERO, {})
    done = settle(book)
    for x in done.beyond:
        if x.rate is not None:
            out.total += x.native * x.rate
    for x in done.parts:
        if x.open <= 0 or x.rate is None:
            continue
        value, late = x.open * x.rate, max(0, (as_of - x.due).days)
        out.total += value
        out.overdue += value if late else 0
        key = (x.platform, x.project or "", x.due)
        old = out.items.get(key, (ZERO, x.day, x.day, late))
        out.items[key] = (old[0] + value, min(old[1], x.day), max(old[2], x.day), late)
    return out
