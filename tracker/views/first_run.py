"""The first picture: three numbers in, what an hour of last month paid out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from babel.dates import format_skeleton
from babel.numbers import get_currency_name, get_territory_currencies

from tracker.analysis.report import Report
from tracker.settings import DEFAULT_CURRENCY
from tracker.units import round_ratio
from tracker.views.ladder import LadderView, ladder
from tracker.views.numbers import Reader
from tracker.views.text import _


def currency_of(reader: Reader) -> str:
    """The money of the reader's country; dollars where their browser names none.

    >>> [currency_of(Reader.of(x, "USD")) for x in ("de-DE", "en-PH", "en")]
    ['EUR', 'PHP', 'USD']
    """
    territory = reader.locale.territory
    found = get_territory_currencies(territory) if territory else []
    return str(found[0]) if found else DEFAULT_CURRENCY


def assumed(currency: str, zone: str, reader: Reader) -> str:
    """What was taken from the browser instead of being asked."""
    return _("Taken from your browser: sums in {currency}, days in the zone {zone}.").format(
        currency=str(get_currency_name(currency, locale=reader.locale)), zone=zone.replace("_", " ")
    )


def month(day: dt.date, reader: Reader) -> str:
    """A month by name: October 2026."""
    return str(format_skeleton("yMMMM", day, locale=reader.locale))


def picture(report: Report, reader: Reader) -> LadderView:
    """The two bars that three numbers give, with the sentence that answers."""
    view = ladder(report, reader)
    worth = {"headline": _promised(report), "kept": report.rung("kept").rate or 0}
    steps = tuple(
        replace(s, value=reader.plain(worth[s.key]), text=reader.money(worth[s.key]))
        for s in view.steps
        if s.key in worth
    )
    return replace(
        view,
        steps=steps,
        arrived=reader.plain(worth["kept"]),
        range=None,
        answer=_answer(report, reader),
        second=_second(report, reader),
        alt=_("Two bars: {bars}.").format(bars="; ".join(f"{s.label} {s.text}" for s in steps)),
    )


def _promised(report: Report) -> int:
    """The listing's figure; where nothing arrived, the report itself has no first step."""
    return report.rung("headline").rate or report.headline_low or 0


def _answer(report: Report, reader: Reader) -> str:
    kept, promised = report.rung("kept").rate or 0, _promised(report)
    first = report.window.start or report.window.end
    base = _("In {month} an hour of your work brought you {kept}; the listing said {promised}.").format(
        month=month(first, reader), kept=reader.money(kept), promised=reader.money(promised)
    )
    if reader.masked or promised <= 0 or kept >= promised:
        return base
    share = reader.number(round_ratio(kept * 100, promised))
    return _("{answer} That is {cents} of every 100 promised.").format(answer=base, cents=share)


def _second(report: Report, reader: Reader) -> str:
    """The three numbers said back, and what would tell more."""
    given = _("{promised} an hour promised, {hours} of work, {arrived} arrived.").format(
        promised=reader.money(_promised(report)),
        hours=reader.hours(report.hours.all),
        arrived=reader.money(report.money.cash_received),
    )
    more = _("Log or import what you did, and the steps between the two appear: unpaid hours, late money, fees.")
    return f"{given} {more}"
