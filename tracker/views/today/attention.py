"""What needs attention, in sentences, each with the name of its one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from tracker.analysis.results.terms import Learnt
from tracker.domain import Event, Payout, PayoutKind, ProjectEvent
from tracker.quickadd import line_of
from tracker.quickadd.line import quote
from tracker.units import money_text
from tracker.views import entries
from tracker.views.numbers import Reader
from tracker.views.settings import pay_terms
from tracker.views.text import _, ngettext


class Item(Protocol):
    """See `desk.attention.Item`."""

    @property
    def kind(self) -> str: ...
    @property
    def platform(self) -> str: ...
    @property
    def project(self) -> str | None: ...
    @property
    def amount(self) -> int | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def day(self) -> dt.date | None: ...
    @property
    def n(self) -> int: ...
    @property
    def days(self) -> tuple[dt.date, ...]: ...
    @property
    def found(self) -> Learnt | None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A text to put into the quick-add line, and where the caret is in it (None: at its end)."""

    text: str
    caret: int | None = None


DAYS_NAMED = 3


def said(item: Item, reader: Reader) -> str:
    """What the matter is."""
    match item.kind:
        case "overdue":
            return ngettext(
                "{platform} owes you {amount}, due since {day}: {n} day late.",
                "{platform} owes you {amount}, due since {day}: {n} days late.",
                item.n,
            ).format(
                platform=item.platform,
                amount=reader.money(item.amount, item.currency),
                day=reader.day(item.day),
                n=reader.number(item.n),
            )
        case "deadline":
            return _deadline(item, reader)
        case "learnt" if item.found is not None:
            return pay_terms.learnt(item.found)
        case "pause":
            return _("{name} has been paused since {day}, and there is no record that it went on or ended.").format(
                name=entries.name_of(item, reader), day=reader.day(item.day)
            )
        case "unlogged":
            return _unlogged(item.days, reader)
        case "no_rate":
            return _("There is no exchange rate for {currency}, so money in it is left out of every sum.").format(
                currency=item.currency
            )
        case _:
            return _("When {platform} pays is not set, so what is late is only a guess.").format(platform=item.platform)


def _deadline(item: Item, reader: Reader) -> str:
    what = _("time that {platform} did not count").format(platform=item.platform)
    if item.amount is not None:
        what = _("{what}, worth {money}").format(what=what, money=reader.money(item.amount, item.currency))
    if not item.n:
        return _("Today is the last day to object: {what}.").format(what=what)
    return ngettext(
        "{n} day left to object, until {day}: {what}.", "{n} days left to object, until {day}: {what}.", item.n
    ).format(n=reader.number(item.n), day=reader.day(item.day), what=what)


def _unlogged(days: Sequence[dt.date], reader: Reader) -> str:
    named = "; ".join(entries.weekday(reader, d) for d in days[:DAYS_NAMED])
    more = len(days) - DAYS_NAMED
    if more > 0:
        named = ngettext("{days} and {n} day more", "{days} and {n} days more", more).format(days=named, n=more)
    return ngettext(
        "You were available and nothing is logged on {n} day: {days}.",
        "You were available and nothing is logged on {n} days: {days}.",
        len(days),
    ).format(n=len(days), days=named)


def action(item: Item, reader: Reader) -> str:
    """What the button says."""
    match item.kind:
        case "overdue":
            return _("It came: record it")
        case "deadline":
            return _("Open the sheet to send")
        case "learnt":
            return _("Compare its terms")
        case "pause":
            return _("Write what happened")
        case "unlogged":
            return _("Log {day}").format(day=reader.short_day(item.days[0]))
        case "no_rate":
            return _("Give a rate")
        case _:
            return _("Set its pay days")


def line(item: Item, today: dt.date, zone: ZoneInfo) -> Line | None:
    """The line that settles it, to be checked and entered; None if a page does."""
    match item.kind:
        case "overdue":
            paid = Payout(
                platform=item.platform, kind=PayoutKind.PAYOUT.value, received_on=today, amount=item.amount or 0,
                currency=item.currency, covers_from=item.days[0], covers_to=item.days[-1],
            )  # fmt: skip
            text, known = line_of(paid, zone), money_text(item.amount or 0)
            return Line(text, text.index(known) + len(known))
        case "pause":
            went_on = ProjectEvent(
                platform=item.platform, project=item.project or "", event=Event.RESUMED.value, happened_at=today
            )
            return Line(line_of(went_on, zone))
        case "unlogged":
            name = " / ".join(quote(n) for n in (item.platform, item.project) if n)
            return Line(f" {name} {item.days[0].isoformat()}", caret=0)
        case _:
            return None


def no_work(item: Item) -> Line | None:
    """The line that says that nothing was offered on the first day without an entry."""
    if item.kind != "unlogged":
        return None
    return Line(f"nothing on {quote(item.platform)} {item.days[0].isoformat()}")


def done(working: bool) -> str:
    """What stands if nothing is left to do."""
    if working:
        return _("Looking for money that has not come …")
    return _("Nothing needs you: no money is late, no pause is open, no day is missing.")
