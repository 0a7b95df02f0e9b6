"""Proof of income: what came in, month by month and from whom, how it is backed and what is not in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from babel.dates import format_skeleton

from tracker.analysis.results.received import Payer, Received
from tracker.kinds import Evidence
from tracker.reports.papers.paper import Bars, Block, Paper, grid, heading, large, small, text
from tracker.units import SCALE
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value, decimal
from tracker.views.text import _, ngettext, spoken


def statement(
    received: Received,
    reader: Reader,
    *,
    name: str = "",
    called: Mapping[str, str] | None = None,
    size: str = "a4",
    code: str = "",
    keywords: tuple[str, ...] = (),
) -> Paper:
    """The statement as a paper.

    Args:
        name: whose it is, as she wants it on the paper. called: what platforms are called, where not by name.
        code: by which it can be checked against the ledger.
    """
    said, span = called or {}, reader.days(received.first, received.last)
    blocks: list[Block] = [
        *([text(_("For: {name}").format(name=name))] if name else []),
        text(_("Money received for gig work, {days}, after fees and before tax.").format(days=span)),
        large(summary(received, reader)),
        text(second(received, reader)),
    ]
    if received.months:
        blocks += [
            heading(_("Month by month")),
            bars(received, reader),
            _printed(months(received, reader), received, reader),
        ]
    if received.payers:
        blocks += [heading(_("Who paid")), _printed(payers(received, reader, said), received, reader)]
        blocks += [heading(_("How it is backed")), text(backing(received, reader))]
    blocks += [heading(_("What is not in it")), *(text(line) for line in not_in_it(received, reader))]
    blocks += [heading(_("How it was made")), *(small(line) for line in made_how(received, reader))]
    foot = _("Made by the worker from a record of her own; not audited.")
    return Paper(
        title=_("Statement of income received"),
        blocks=tuple(blocks),
        footer=_("{foot} Code: {code}").format(foot=foot, code=code) if code else foot,
        page=_("Page {n} of {all}"),
        size=size,
        author=name,
        language=spoken().partition("_")[0],
        keywords=keywords,
    )


def summary(r: Received, reader: Reader) -> str:
    if not r.months:
        return _("Nothing is on record for these days.")
    if not all(m.whole for m in r.months):
        return _("{money} received, {days}").format(money=reader.money(r.total), days=reader.days(r.first, r.last))
    n = len(r.months)
    return ngettext("{money} received in {n} month", "{money} received in {n} months", n).format(
        money=reader.money(r.total), n=reader.number(n)
    )


def second(r: Received, reader: Reader) -> str:
    if r.average is None or r.low is None or r.high is None or sum(m.whole for m in r.months) < 2:
        return ""
    return _("On average {average} a month; the lowest month {low}, the highest {high}.").format(
        average=reader.money(r.average), low=reader.money(r.low), high=reader.money(r.high)
    )


def months(r: Received, reader: Reader) -> Table:
    columns = (Column("month", _("Month")), Column("payments", _("Payments"), right=True),
               Column("received", _("Received"), right=True))  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (_month(m.first, reader), m.first),
            (reader.number(m.payments), m.payments),
            (reader.money(m.received), decimal(m.received)),
        ]
        for m in r.months
    ]
    return Table.of(columns, rows)


NAMED = 12
"""So many months are named one by one below their bars, of more the years."""


def bars(r: Received, reader: Reader) -> Bars:
    """The months as a picture, with the same in words."""
    sums = [m.received for m in r.months]
    low, high = min(0, *sums) / SCALE, max(0, *sums) / SCALE
    ticks = reader.ticks(low, high, money=True)
    low, high = min(low, ticks[0][0]), max(high, ticks[-1][0])

    def height(value: float) -> float:
        return (value - low) / (high - low) if high > low else 0.0

    most = max(r.months, key=lambda m: m.received)
    least = min(r.months, key=lambda m: m.received)
    said = _("A bar for each month: the highest is {most} with {much}, the lowest {least} with {little}. "
             "The table below has every month.")  # fmt: skip
    return Bars(
        tuple((_below(m.first, len(r.months), reader), height(m.received / SCALE)) for m in r.months),
        height(0), tuple((height(value), label) for value, label in ticks),
        said.format(most=_month(most.first, reader), much=reader.money(most.received),
                    least=_month(least.first, reader), little=reader.money(least.received)),
    )  # fmt: skip


def _month(first: dt.date, reader: Reader) -> str:
    return str(format_skeleton("yMMMM", first, locale=reader.locale))


def _below(first: dt.date, months: int, reader: Reader) -> str:
    if months <= NAMED:
        return str(format_skeleton("MMM", first, locale=reader.locale))
    return str(format_skeleton("y", first, locale=reader.locale)) if first.month == 1 else ""


def payers(r: Received, reader: Reader, called: Mapping[str, str]) -> Table:
    columns = (
        Column("platform", _("Platform")), Column("payments", _("Payments"), right=True),
        Column("in_their_currency", _("As it came in"), right=True), Column("received", _("Received"), right=True),
    )  # fmt: skip
    rows: list[list[tuple[str, Value]]] = [
        [
            (called.get(p.platform, p.platform), called.get(p.platform, p.platform)),
            (reader.number(p.payments), p.payments),
            (_each(p, reader), _each(p, reader)),
            (reader.money(p.received), decimal(p.received)),
        ]
        for p in r.payers
    ]
    return Table.of(columns, rows)


def aliases(r: Received) -> dict[str, str]:
    """Platforms under a letter each, the one that paid most first."""
    return {p.platform: _("Platform {letter}").format(letter=_letter(i)) for i, p in enumerate(r.payers)}


def _letter(n: int) -> str:
    """A, B, C …

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    return chr(65 + n) if n < 26 else _letter(n // 26 - 1) + chr(65 + n % 26)


def _each(p: Payer, reader: Reader) -> str:
    return _(" and ").join(reader.money(units, currency) for currency, units in p.by_currency.items())


def _printed(table: Table, r: Received, reader: Reader) -> Block:
    sums = ["" for _column in table.columns]
    sums[0], sums[1], sums[-1] = _("Together"), reader.number(sum(m.payments for m in r.months)), reader.money(r.total)
    first = next(i for i, c in enumerate(table.columns) if c.right)
    return grid([c.title for c in table.columns], table.cells, numbers_from=first, foot=[sums])


def backing(r: Received, reader: Reader) -> str:
    shares = [(Evidence.DEPOSIT, _("by deposits in an account's own file")), (Evidence.FILE, _("by a platform's file")),
              (Evidence.TYPED, _("by the worker's own entry"))]  # fmt: skip
    said = [
        _("{share} {how}").format(share=reader.share(r.by_evidence[e.value]), how=how)
        for e, how in shares
        if r.by_evidence.get(e.value)
    ]
    return _("Of the money received, {shares}.").format(shares=", ".join(said)) if said else _("No money came in.")


def not_in_it(r: Received, reader: Reader) -> list[str]:
    lines = [_("Money that was earned or is owed and has not arrived, work expenses, and any other income.")]
    return lines + [reader.say(c.text) for c in r.caveats]


def made_how(r: Received, reader: Reader) -> list[str]:
    lines = [_("A payment counts on the day it arrived, less the fee taken from it; money taken back is taken off.")]
    if rates := Counter(x.rate_from for x in r.income if x.rate_from):
        ways = {
            "arrived": _("at what arrived in the account"),
            "conversion": _("at the rate of a conversion of the worker's own near that day"),
            "typed": _("at a rate that the worker noted"),
            "table": _("at the European Central Bank's rate of the day"),
            "other": _("at the rate of another payment"),
        }
        said = ", ".join(_("{n} {how}").format(n=reader.number(n), how=ways[name]) for name, n in rates.most_common())
        lines.append(
            _("Payments in other currencies are in {currency}: {said}.").format(currency=r.currency, said=said)
        )
    lines.append(_("Facts as of {day}.").format(day=reader.day(r.as_of)))
    return lines
