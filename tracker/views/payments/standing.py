"""How owed money stands by the terms of pay: what waits and until when, what each platform has, pay days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.analysis.results.standing import Exposure, NextPayDay, Standing, Sum
from tracker.views.numbers import NOTHING, Reader
from tracker.views.payments.overview import both, money
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

HELD = ("waiting", "not_handed_in", "deferred", "free")
"""States of money that is not due yet, and neither late nor forgotten."""


def held(sums: Sequence[Sum], reader: Reader) -> str:
    """All that is held by its reason, in home currency: one sentence, "" if nothing is.

    >>> day = dt.date(2026, 5, 1)
    >>> held([Sum("Alba", "EUR", "waiting", False, 2120000, 2120000, day, day, None, None)], Reader.of("en-US", "EUR"))
    '€212.00 handed in, not yet approved.'
    """
    said = [_all_of(mine, reader) for state in HELD if (mine := [s for s in sums if s.state == state and s.home])]
    return "; ".join(said) + "." if said else ""


def _all_of(sums: Sequence[Sum], reader: Reader) -> str:
    """The sums of one state together, and the day by which all of them must come, if their terms say so."""
    why = _reason(sums[0].state).format(money=reader.money(sum(s.home for s in sums)))
    days = [s.last_on for s in sums if s.last_on is not None]
    if len(days) < len(sums):
        return why
    return _("{why}, due on {day} at the latest").format(why=why, day=reader.day(max(days)))


def _reason(state: str) -> str:
    match state:
        case "waiting":
            return _("{money} handed in, not yet approved")
        case "not_handed_in":
            return _("{money} with no invoice or hand-in recorded, so its time does not run yet")
        case "deferred":
            return _("{money} under the smallest payout")
        case _:
            return _("{money} that you can ask for, and have not")


def by_platform(sums: Sequence[Sum], reader: Reader) -> tuple[str, ...]:
    """What each platform holds, why, and by which day it must come at the latest; the largest sum first."""
    listed = [s for s in sums if s.state in (*HELD, "unknown") and s.home]
    return tuple(_one(s, reader) for s in sorted(listed, key=lambda s: (-s.home, s.platform)))


def _one(s: Sum, reader: Reader) -> str:
    if s.state == "unknown":
        return _("{platform}: when {money} is due is not known; enter its terms of pay.").format(
            platform=s.platform, money=reader.money(s.amount, s.currency)
        )
    why = _reason(s.state).format(money=reader.money(s.amount, s.currency))
    return _("{platform}: {why}{missing}; {latest}.").format(
        platform=s.platform, why=why, missing=_missing(s, reader), latest=_latest(s, reader)
    )


def _missing(s: Sum, reader: Reader) -> str:
    if s.threshold is None or not s.missing:
        return ""
    return _(" of {least}, {missing} short").format(
        least=reader.money(s.threshold, s.currency), missing=reader.money(s.missing, s.currency)
    )


def _latest(s: Sum, reader: Reader) -> str:
    if s.state == "free":
        return _("it is paid when you ask")
    if s.last_on is None:
        return _("no term says by which day it must come")
    if s.next_on is not None and s.next_on != s.last_on:
        return _("due at the latest from {first} to {last}").format(
            first=reader.day(s.next_on), last=reader.day(s.last_on)
        )
    return _("due on {day} at the latest").format(day=reader.day(s.last_on))


def exposures(found: Sequence[Exposure], reader: Reader) -> Table:
    """Handed in and not in the bank, a row for each platform, the largest sum first."""
    columns = (
        Column("platform", _("Platform")),
        Column("owed", _("Not paid yet"), right=True),
        Column("on_the_way", _("Sent, not arrived"), right=True),
        Column("in_wallet", _("In its wallet"), right=True),
        Column("exposure", _("In all"), right=True),
    )
    rows = [
        [both(e.platform), *(money(units, reader.currency, reader) for units in (e.owed, e.on_the_way, e.in_wallet,
                                                                                e.total))]
        for e in sorted(found, key=lambda e: (-e.total, e.platform))
    ]  # fmt: skip
    return Table.of(columns, rows)


def exposed(found: Sequence[Exposure], reader: Reader) -> str:
    """The sentence over that table."""
    if not found:
        return ""
    most = max(found, key=lambda e: e.total)
    return _("Worked and not in your bank: {total}. Most of it is with {platform}: {part}.").format(
        total=reader.money(sum(e.total for e in found)), platform=most.platform, part=reader.money(most.total)
    )


def pay_days(s: Standing, reader: Reader) -> Table:
    """The pay days of the coming weeks."""
    columns = (
        Column("due_on", _("Pay day")),
        Column("platform", _("Platform")),
        Column("closes_on", _("For work up to")),
        Column("kept_until", _("Late after")),
        Column("earned", _("Earned so far"), right=True),
    )
    return Table.of(columns, [_pay_day(p, reader) for p in s.pay_days])


def _pay_day(p: NextPayDay, reader: Reader) -> list[tuple[str, Value]]:
    return [
        (reader.day(p.due_on), p.due_on),
        both(_("{platform} (assumed)").format(platform=p.platform) if p.assumed else p.platform),
        (NOTHING if p.closes_on is None else reader.day(p.closes_on), p.closes_on),
        (reader.day(p.kept_until), p.kept_until),
        money(p.home, reader.currency, reader),
    ]


def next_pay_day(s: Standing, reader: Reader) -> str:
    """The next pay day in a sentence."""
    if not s.pay_days:
        return _("No pay day of the coming weeks is known: it takes a pay period and the days until it is paid.")
    first = s.pay_days[0]
    said = _("The next is {platform} on {day}; its money is late after {last}.").format(
        platform=first.platform, day=reader.day(first.due_on), last=reader.day(first.kept_until)
    )
    guessed = sorted({p.platform for p in s.pay_days if p.assumed})
    if not guessed:
        return said
    return _("{said} Assumed are those of {platforms}, as no terms of pay are entered.").format(
        said=said, platforms=", ".join(guessed)
    )


def events(s: Standing, reader: Reader) -> tuple[tuple[dt.date, str, str], ...]:
    """The pay days and the last days to object, for a calendar: day, title, what it says. A calendar may be shared or
    lie with somebody else, so no amount and no project is in it."""
    pays = [(p.due_on, _title(p), _paid_for(p, reader)) for p in s.pay_days]
    ends = {(d.ends_on, _("Last day to object: {platform}").format(platform=d.platform), "") for d in s.deadlines}
    return (*pays, *sorted(ends))


def _title(p: NextPayDay) -> str:
    said = _("Pay day, assumed: {platform}") if p.assumed else _("Pay day: {platform}")
    return said.format(platform=p.platform)


def _paid_for(p: NextPayDay, reader: Reader) -> str:
    until = _("Late after {day}.").format(day=reader.day(p.kept_until))
    if p.closes_on is None:
        return until
    return _("For work up to {day}.").format(day=reader.day(p.closes_on)) + " " + until
