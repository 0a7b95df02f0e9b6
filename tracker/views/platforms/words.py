"""How the figures of a platform are said: shares with their range and count, days, money per hour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.analysis.report import YEAR_AHEAD, HourAhead, Rung, listed
from tracker.analysis.results.drift import Drift
from tracker.analysis.results.platforms import CancelledPoint, OnTime, PlatformCard, Share, SurvivalPoint
from tracker.views.numbers import NOTHING, Reader
from tracker.views.settings import pay_terms
from tracker.views.table import Value
from tracker.views.text import _, ngettext

QUARTER = 90
"""Days after which survival is compared."""
ENOUGH = 3
"""Projects from which on a curve and its middle are shown."""
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares that an axis names."""

Ends = tuple[float | None, float | None, float | None]
"""A figure with both ends of its range."""
UNKNOWN: Ends = (None, None, None)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one platform. `value`, `low` and `high` are for drawing and comparing, None if not known
    or hidden; `cells` are the same for a download; `n` is what it rests on."""

    key: str
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    cells: tuple[Value, Value, Value] = (None, None, None)


def titles() -> dict[str, str]:
    """What each figure is called, in the order of the table."""
    return {
        "hours": _("Hours you worked"),
        "kept": _("Kept per hour"),
        "ahead": _("Kept per hour, next {n} weeks").format(n=YEAR_AHEAD),
        "headline": _("Listed per hour"),
        "projects": _("Projects"),
        "cancelled": _("Ended by the platform"),
        "lasts": _("Still running after 90 days"),
        "cancelled_90": _("Ended by the platform within 90 days"),
        "median_days": _("Half had ended after"),
        "no_notice": _("Stops without any notice"),
        "notice": _("Median notice"),
        "paused": _("Paused days"),
        "on_time": _("Pay days paid on time"),
        "judged_by": _("Judged by these terms"),
        "days_to_pay": _("Median days until paid"),
        "paid": _("Paid, of what was due"),
        "counted": _("Counted, of the time on your clock"),
        "unpaid": _("Unpaid, of all your hours there"),
        "first_pay": _("Hours worked before the first money"),
        "drift": _("The rate over time"),
    }


def rung(card: PlatformCard, name: str) -> Rung | None:
    return next((r for r in card.hourly if r.rung == name), None)


def at(points: tuple[SurvivalPoint, ...], days: float) -> SurvivalPoint | None:
    """The curve's point on a day, if it is known that far."""
    return next((p for p in points if p.days == days and p.running is not None), None)


def cancelled_at(points: tuple[CancelledPoint, ...], days: float) -> CancelledPoint | None:
    return next((p for p in points if p.days == days and p.incidence is not None), None)


def measures(card: PlatformCard, reader: Reader) -> tuple[Measure, ...]:
    """Every figure of one platform, in the order of `titles`."""
    made = [
        *_work(card, reader),
        *_life(card, reader),
        *_stops(card, reader),
        *_pay(card, reader),
        *_rest(card, reader),
    ]
    return tuple(made)


def _work(card: PlatformCard, reader: Reader) -> list[Measure]:
    hours = card.hours.all
    return [
        Measure("hours", reader.hours(hours), hours, cells=(round(hours, 4), None, None)),
        _hourly("kept", rung(card, "kept"), reader),
        _ahead(card.ahead, reader),
        _hourly("headline", rung(card, "headline") if listed(card.caveats) else None, reader),
    ]


def _hourly(key: str, found: Rung | None, reader: Reader) -> Measure:
    """What was: a fact, without a range."""
    if found is None or found.rate is None:
        return Measure(key, NOTHING, None)
    cells = (reader.decimal(found.rate), None, None)
    return Measure(key, reader.money(found.rate), None if reader.masked else reader.plain(found.rate), cells=cells)


def _ahead(found: HourAhead | None, reader: Reader) -> Measure:
    """What may come, off the draws that every page reads."""
    if found is None:
        return Measure("ahead", NOTHING, None)
    if reader.masked:
        return Measure("ahead", reader.money(found.rate), None, cells=(reader.decimal(found.rate), None, None))
    low, high = reader.money(found.low), reader.money(found.high)
    cells = (reader.decimal(found.rate), reader.decimal(found.low), reader.decimal(found.high))
    drawn = (reader.plain(found.rate), reader.plain(found.low), reader.plain(found.high))
    return Measure("ahead", ranged(reader.money(found.rate), low, high), *drawn, cells=cells)


def _life(card: PlatformCard, reader: Reader) -> list[Measure]:
    s = card.survival
    running = _("{n}, running: {r}").format(n=reader.number(s.n), r=reader.number(s.running))
    by = s.ended.get("cancelled", 0)
    point, caused = at(s.curve, QUARTER), cancelled_at(s.cancelled_by, QUARTER)
    return [
        Measure("projects", running if s.n else NOTHING, s.n, n=s.n, cells=(s.n, None, None)),
        Measure("cancelled", of(by, s.n, reader), by, n=s.n, cells=(by, None, None)),
        _point("lasts", (point.running, point.low, point.high) if point else UNKNOWN, s.n, reader),
        _point("cancelled_90", (caused.incidence, caused.low, caused.high) if caused else UNKNOWN, s.n, reader),
        _days("median_days", (s.median_days, s.median_low, s.median_high), s.n, reader),
    ]


def _point(key: str, ends: Ends, n: int, reader: Reader) -> Measure:
    if ends[0] is None:
        return Measure(key, NOTHING, None, n=n)
    text = ranged(reader.share(ends[0]), *(None if e is None else reader.share(e) for e in ends[1:]))
    return Measure(key, _("{figure}, of {n}").format(figure=text, n=reader.number(n)), *ends, n=n, cells=ends)


def _days(key: str, ends: Ends, n: int, reader: Reader) -> Measure:
    if ends[0] is None:
        return Measure(key, NOTHING, None, n=n)
    text = ranged(days(ends[0], reader), *(None if e is None else reader.number(e) for e in ends[1:]))
    text = _("{figure}, of {n}").format(figure=text, n=reader.number(n))
    return Measure(key, text, *ends, n=n, cells=ends)


def _stops(card: PlatformCard, reader: Reader) -> list[Measure]:
    median = card.notice.median
    text = NOTHING if median is None else _("{hours}, of {n}").format(
        hours=notice(median, reader), n=reader.number(card.notice.n)
    )  # fmt: skip
    return [
        _counted("no_notice", card.notice.zero, reader),
        Measure("notice", text, median, n=card.notice.n, cells=(median, None, None)),
        _part("paused", card.paused_share, reader),
    ]


def _pay(card: PlatformCard, reader: Reader) -> list[Measure]:
    pay = card.days_to_pay
    text = NOTHING if pay.median is None else _("{days}, of {n}").format(
        days=days(pay.median, reader), n=reader.number(pay.n)
    )  # fmt: skip
    on_time = _counted("on_time", card.on_time, reader)
    return [
        replace(on_time, text=_told(on_time.text, card.on_time, reader)),
        Measure("judged_by", ". ".join(terms(card, reader)) or NOTHING, None),
        Measure("days_to_pay", text, pay.median, n=pay.n, cells=(pay.median, None, None)),
        _part("paid", card.paid_share, reader),
    ]


def terms(card: PlatformCard, reader: Reader) -> tuple[str, ...]:
    """What its pay days are judged by; () if none can be judged."""
    return pay_terms.judging(card.judged_by, reader, card.pays) if card.on_time.n else ()


def _rest(card: PlatformCard, reader: Reader) -> list[Measure]:
    first = None if card.hours_to_first_pay is None else round(card.hours_to_first_pay, 2)
    return [
        _part("counted", card.counted_share, reader),
        _part("unpaid", card.unpaid_share, reader),
        Measure("first_pay", reader.hours(first), first, cells=(first, None, None)),
        Measure("drift", verdict(card.drift, reader), card.drift.change, n=card.drift.weeks,
                cells=(card.drift.change, None, None)),
    ]  # fmt: skip


def _counted(key: str, share: Share | OnTime, reader: Reader) -> Measure:
    ends = (share.share, share.low, share.high)
    return Measure(key, share_text(share, reader), *ends, n=share.n, cells=ends)


def _told(share: str, units: OnTime, reader: Reader) -> str:
    """A share of pay days, and how many more there are whose money does not say what it is for."""
    if not units.by_age:
        return share
    return _("{share}; {n} not known").format(share=share, n=reader.number(units.by_age))


def _part(key: str, share: float | None, reader: Reader) -> Measure:
    return Measure(key, reader.share(share), share, cells=(share, None, None))


def ranged(middle: str, low: str | None, high: str | None) -> str:
    """A figure with its range; none if both ends read alike.

    >>> ranged("82%", "74%", "88%"), ranged("82%", None, None), ranged("$0.02", "$0.02", "$0.02")
    ('82% (74% to 88%)', '82%', '$0.02')
    """
    return (
        middle
        if low is None or high is None or low == high
        else _("{x} ({low} to {high})").format(x=middle, low=low, high=high)
    )


def of(k: int, n: int, reader: Reader) -> str:
    return _("{k} of {n}").format(k=reader.number(k), n=reader.number(n)) if n else NOTHING


def share_text(share: Share | OnTime, reader: Reader) -> str:
    """A share with its range and counts; under five only the counts.

    >>> from tracker.analysis.results.platforms import Share
    >>> r = Reader.of("en-US", "USD")
    >>> share_text(Share(.8, .6, .9, 10, 8), r), share_text(Share(None, None, None, 3, 2), r)
    ('80% (60% to 90%), 8 of 10', '2 of 3')
    """
    counts = of(share.k, share.n, reader)
    if share.share is None or share.low is None or share.high is None:
        return counts
    return f"{ranged(reader.share(share.share), reader.share(share.low), reader.share(share.high))}, {counts}"


def days(value: float, reader: Reader) -> str:
    n = round(value)
    if 0 < value < 1:
        return _("less than a day")
    return ngettext("{n} day", "{n} days", n).format(n=reader.number(n))


def notice(hours: float, reader: Reader) -> str:
    """Notice as a length; under three days in hours."""
    if hours < 0.5:
        return _("none")
    n = round(hours)
    if hours < 72:
        return ngettext("{n} hour", "{n} hours", n).format(n=reader.number(n))
    return days(hours / 24, reader)


def verdict(drift: Drift, reader: Reader) -> str:
    """What can be said of a rate over time, in a few words."""
    if drift.verdict in ("drop", "rise") and drift.change is not None:
        change = reader.share(abs(drift.change))
        return (_("down {share}") if drift.verdict == "drop" else _("up {share}")).format(share=change)
    if drift.verdict == "steady":
        return _("no change beyond chance")
    return ngettext("too short to tell ({n} week)", "too short to tell ({n} weeks)", drift.weeks).format(
        n=reader.number(drift.weeks)
    )
