"""The first picture: three numbers in, what an hour of last month paid out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from babel.dates import format_skeleton
from babel.numbers import format_decimal, get_currency_name, get_territory_currencies

from tracker.settings import DEFAULT_CURRENCY
from tracker.units import round_ratio
from tracker.views.earnings.ladder import LadderView, Step, labels
from tracker.views.numbers import Reader
from tracker.views.table import Table
from tracker.views.text import _, ngettext

LISTED_IN = "USD"
"""The currency in which nearly all such work is listed."""


class Answer(Protocol):
    """What the month paid, in one currency: see `desk.first_run.Answer`."""

    @property
    def month(self) -> dt.date: ...
    @property
    def hours(self) -> float: ...
    @property
    def currency(self) -> str: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def arrived(self) -> int | None: ...
    @property
    def kept(self) -> int | None: ...
    @property
    def foreign(self) -> str | None: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def stale(self) -> int: ...


def currency_of(reader: Reader) -> str:
    """The money of the reader's country; dollars where their browser names none.

    >>> [currency_of(Reader.of(x, "USD")) for x in ("de-DE", "en-PH", "en")]
    ['EUR', 'PHP', 'USD']
    """
    territory = reader.locale.territory
    found = get_territory_currencies(territory) if territory else []
    return str(found[0]) if found else DEFAULT_CURRENCY


def one_tap(home: str) -> list[str]:
    """Currencies that one tap chooses: dollars, the home currency, euros.

    >>> one_tap("PHP"), one_tap("USD")
    (['USD', 'PHP', 'EUR'], ['USD', 'EUR'])
    """
    return list(dict.fromkeys((LISTED_IN, home, "EUR")))


def assumed(currency: str, zone: str, reader: Reader) -> str:
    """What was taken from the browser instead of being asked."""
    return _("Taken from your browser: sums in {currency}, days in the zone {zone}.").format(
        currency=str(get_currency_name(currency, locale=reader.locale)), zone=zone.replace("_", " ")
    )


def month(day: dt.date, reader: Reader) -> str:
    """A month by name: October 2026."""
    return str(format_skeleton("yMMMM", day, locale=reader.locale))


def picture(found: Answer, reader: Reader) -> LadderView:
    """The two bars that three numbers give, with the sentence that answers; amounts in the answer's currency."""
    you = replace(reader, currency=found.currency)
    names = labels()
    worth = {"headline": _middle(found), "kept": found.kept}
    steps = tuple(Step(k, names[k], you.money(v), you.plain(v)) for k, v in worth.items() if v is not None)
    band = _band(found, you)
    highest = max([1.0, *(v for s in steps if (v := s.value) is not None), *(band or ())])
    return LadderView(
        answer=_answer(found, you),
        second=_second(found, you),
        steps=steps,
        band=band,
        band_text=_("advertised: {range}").format(range=listed(found, you)) if band else "",
        arrived=you.plain(found.kept),
        arrived_text=_("{money} has arrived").format(money=you.money(found.kept)),
        expected_text="",
        range=None,
        ticks=you.ticks(0.0, highest, money=True, steps=4),
        alt=_("Two bars: {bars}.").format(bars="; ".join(f"{s.label} {s.text}" for s in steps)),
        table=Table.of((), ()),
        hidden=reader.masked,
    )


def _middle(found: Answer) -> int | None:
    return None if found.low is None or found.high is None else round_ratio(found.low + found.high, 2)


def _band(found: Answer, you: Reader) -> tuple[float, float] | None:
    if you.masked or found.low is None or found.high is None or found.low == found.high:
        return None
    return found.low / 10_000, found.high / 10_000


def listed(found: Answer, you: Reader) -> str:
    """The listing's figure, or both of a range."""
    if found.low == found.high or you.masked:
        return you.money(found.low)
    return _("{low} to {high}").format(low=you.money(found.low), high=you.money(found.high))


def _answer(found: Answer, you: Reader) -> str:
    if found.low is None:  # no rate leads from the listing's currency to that of what arrived
        return _("In {month} an hour of your work brought you {kept}.").format(
            month=month(found.month, you), kept=you.money(found.kept)
        )
    base = _("In {month} an hour of your work brought you {kept}; the listing said {promised}.").format(
        month=month(found.month, you), kept=you.money(found.kept), promised=listed(found, you)
    )
    promised = _middle(found)
    if you.masked or not promised or found.kept is None or found.kept >= promised:
        return base
    share = you.number(round_ratio(found.kept * 100, promised))
    if found.low != found.high:
        return _("{answer} That is {cents} of every 100 of the middle of that range.").format(answer=base, cents=share)
    return _("{answer} That is {cents} of every 100 promised.").format(answer=base, cents=share)


def _second(found: Answer, you: Reader) -> str:
    """The three numbers said back, what they can tell and what would tell more."""
    facts = {"hours": you.hours(found.hours), "arrived": you.money(found.arrived)}
    given = _("{hours} of work, {arrived} arrived.").format(**facts)
    if found.low is not None:
        given = _("{promised} an hour promised, {hours} of work, {arrived} arrived.").format(
            promised=listed(found, you), **facts
        )
    alone = _(
        "One month tells of that month: what a year brings and how steady it is shows once you log or import what "
        "you did, and with it the steps between the two: unpaid hours, late money, fees."
    )
    return " ".join(s for s in (given, _rate(found, you), alone) if s)


def _rate(found: Answer, you: Reader) -> str:
    """The exchange rate in it, and how old it is."""
    if not found.foreign or not found.rate:
        return ""
    rate = format_decimal(Decimal(f"{found.rate:.4g}"), locale=you.locale, decimal_quantization=False)
    said = _("1 {foreign} counted as {rate} {currency}.").format(
        foreign=found.foreign, rate=rate, currency=found.currency
    )
    if not found.stale:
        return said
    old = ngettext("The rate is {n} day away from the day.", "The rate is {n} days away from the day.", found.stale)
    return f"{said} {old.format(n=you.number(found.stale))}"
