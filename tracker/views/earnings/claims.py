"""What the press says this work pays, your own figure beside each claim, and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.analysis.report import Report
from tracker.analysis.results.platforms import Overall
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.platforms.words import days, notice, of
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

CLAIMED_IN = "USD"


@dataclass(frozen=True, slots=True)
class Claim:
    """`said`: the figure in main units of home currency, for drawing."""

    title: str
    said: float
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """One claim in a line with your figure, or why there is none; and the address and name of what says so; "" if no
    address is recorded."""

    text: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """`yours`: your figure in main units, for drawing."""

    answer: str
    claims: tuple[Claim, ...]
    yours: float
    yours_text: str
    legend: str
    ticks: tuple[tuple[float, str], ...]
    alt: str


def measures() -> dict[str, str]:
    """Measures of claims that can be drawn, for they are money an hour."""
    return {
        "headline": _("What listings named"),
        "agreed": _("What was agreed"),
        "all_hours": _("All hours counted in"),
    }


def drawn(
    known: Sequence[Mapping[str, str]], measure: str, r: Report, rate: tuple[float, dt.date] | None, you: Reader
) -> ClaimsView | None:
    """The claims of one measure beside your figure; None if either is missing or amounts are hidden.

    Args: rate: home units for one US dollar, and the day it is of.
    """
    rung, rows = r.rung(measure).rate, [c for c in known if c["measure"] == measure and _hourly(c)]
    if rung is None or not rows or rate is None or you.masked:
        return None
    listed = tuple(sorted((_claim(c, rate[0], you) for c in rows), key=lambda c: -c.said))
    yours, text = you.plain(rung) or 0.0, you.money(rung)
    return ClaimsView(
        answer=_("Yours was {yours} an hour; claims that name more: {n} of {of}.").format(
            yours=text, n=you.number(sum(c.said > yours for c in listed)), of=you.number(len(listed))
        ),
        claims=listed,
        yours=yours,
        yours_text=text,
        legend=_legend(r.currency, rate[1], you),
        ticks=you.ticks(0.0, max(yours, listed[0].said), money=True),
        alt=_("Yours {yours}. {claims}.").format(
            yours=text, claims="; ".join(f"{c.title}: {c.text}" for c in listed)
        ),
    )  # fmt: skip


def _legend(home: str, day: dt.date, you: Reader) -> str:
    said = _("Upright mark: what was claimed. Bar: your own figure for the same thing.")
    if home == CLAIMED_IN:
        return said
    return f"{said} " + _("Dollars are put in {home} at the rate of {day}.").format(home=home, day=you.day(day))


def _hourly(claim: Mapping[str, str]) -> bool:
    return claim["unit"].startswith(f"{CLAIMED_IN} an hour")


def _claim(claim: Mapping[str, str], rate: float, you: Reader) -> Claim:
    units = to_units(Decimal(claim["figure"]))
    return Claim(_(claim["claim"]), units * rate / 10_000, you.money(units, CLAIMED_IN))


# --- all of them, and where they were read --------------------------------------------------------------


def sources(known: Sequence[Mapping[str, str]], r: Report, all_of: Overall, you: Reader) -> tuple[Source, ...]:
    """Every claim that a ledger can be held against, with your figure and its source."""
    own = yours(r, all_of, you)
    return tuple(_source(c, own[c["measure"]]) for c in known if c["measure"])


def _source(claim: Mapping[str, str], own: str) -> Source:
    said = _("{claim}: {figure} {unit}. Yours, {what}: {own}.").format(
        claim=(named := _(claim["claim"]))[:1].upper() + named[1:], figure=claim["figure"], unit=_(claim["unit"]),
        what=_what(claim), own=own,
    )  # fmt: skip
    return Source(f"{said} {_trust(claim)}".strip(), read_in(claim), claim["url"])


def _what(claim: Mapping[str, str]) -> str:
    """What your figure is of: rates are of all your work, whatever kind of work or project a claim is about.

    >>> _what({"measure": "agreed", "compares_with": "agreed rate in the role group writing"})
    'what was agreed, of all your work'
    """
    if named := measures().get(claim["measure"]):
        return _("{what}, of all your work").format(what=named[:1].lower() + named[1:])
    if claim["measure"] == "kept_month":
        return _("a twelfth of what you keep in a year")
    return _(claim["compares_with"].partition(";")[0])


def read_in(claim: Mapping[str, str]) -> str:
    """Who says so, and when."""
    return ", ".join(x for x in (claim["publication"] or claim["who_says_so"], claim["date"]) if x)


def _trust(claim: Mapping[str, str]) -> str:
    return f"({_(claim['trust'])})" if claim["trust"] else ""


def yours(r: Report, all_of: Overall, you: Reader) -> dict[str, str]:
    """Your own figure of each measure, or why there is none."""
    return {**_why_not(), **_rates(r, you), **_year(r, you), **_hours(r, you), **_money(r, you), **_kept(all_of, you)}


def _why_not() -> dict[str, str]:
    """Why there is no figure of a measure, if there is none."""
    hours, weeks = _("no hours are on record for these days"), _("that takes more complete weeks")
    no_rate = _("no such rate is on record for these days")
    return {
        **dict.fromkeys(("headline", "agreed", "all_hours"), no_rate),
        **dict.fromkeys(("annual", "kept_month"), weeks),
        **dict.fromkeys(("own_timed", "counted_week", "waiting", "unpaid_share", "paid_hours_share"), hours),
        "counted_share": hours,
        "paid_share": _("nothing was due in these days"),
        "stipend": _("a ledger has no figure for stipends alone"),
        "on_time": _("no pay day that can be checked has passed"),
        "first_stop": _("no project of yours has begun"),
        "notice": _("no stop whose announcement is known is on record"),
        "before_first_payout": _("no platform has paid you yet"),
    }


def _rates(r: Report, you: Reader) -> dict[str, str]:
    rates = {name: r.rung(name).rate for name in ("headline", "agreed", "all_hours")}
    return {name: _("{money} an hour").format(money=you.money(rate)) for name, rate in rates.items() if rate}


def _year(r: Report, you: Reader) -> dict[str, str]:
    if r.annual.effective is None:
        return {}
    return {
        "annual": _("{money} a year").format(money=you.whole(r.annual.effective)),
        "kept_month": _("{money} a month").format(money=you.whole(round(r.annual.effective / 12))),
    }


def _hours(r: Report, you: Reader) -> dict[str, str]:
    h, weeks = r.hours, r.window.days / 7
    if not weeks or not h.all:
        return {}
    weekly = {
        "own_timed": h.paid_own,
        "counted_week": h.paid_counted,
        "waiting": h.unpaid_by_activity.get("waiting", 0),
    }
    found = {name: _("{hours} a week").format(hours=you.hours(n / weeks)) for name, n in weekly.items()}
    found["unpaid_share"] = _("{share} of your hours unpaid").format(share=you.share(h.unpaid / h.all))
    found["paid_hours_share"] = _("{share} of your hours paid").format(share=you.share(h.paid_own / h.all))
    if h.paid_own:
        found["counted_share"] = _("{share} counted").format(share=you.share(h.paid_counted / h.paid_own))
    return found


def _money(r: Report, you: Reader) -> dict[str, str]:
    found = {"overdue": you.money(r.money.overdue)}
    if due := r.money.settled + r.money.overdue + r.money.written_off:
        share = you.share(1 - r.money.settled / due)
        found["paid_share"] = _("{share} of what was due has not come").format(share=share)
    return found


def _kept(all_of: Overall, you: Reader) -> dict[str, str]:
    """What is of the whole ledger: pay days, stops, notice, hours before the first money."""
    found = {}
    if all_of.on_time.n:
        late = of(all_of.on_time.n - all_of.on_time.k, all_of.on_time.n, you)
        said = _("{k_of_n} pay days late, by the terms that are named with each platform")
        if all_of.on_time.by_age:
            said = _(
                "{k_of_n} pay days late, of those whose money says what it is for, by the terms that are named with "
                "each platform"
            )
        found["on_time"] = said.format(k_of_n=late)
    if all_of.projects:
        found["first_stop"] = _first_stop(all_of, you)
    if all_of.notice.n and all_of.notice.median is not None:
        found["notice"] = _("{notice}, the median of {n} stops").format(
            notice=notice(all_of.notice.median, you), n=you.number(all_of.notice.n)
        )
    if all_of.hours_to_first_pay is not None:
        found["before_first_payout"] = _("{hours}, the median of {n} platforms").format(
            hours=you.hours(all_of.hours_to_first_pay), n=you.number(all_of.paying)
        )
    return found


def _first_stop(all_of: Overall, you: Reader) -> str:
    stopped = of(all_of.stopped, all_of.projects, you)
    if all_of.first_stop is None:
        return _("no median, as {k_of_n} projects were stopped").format(k_of_n=stopped)
    return _("{days}, the median ({k_of_n} projects were stopped)").format(
        days=days(all_of.first_stop, you), k_of_n=stopped
    )


def table(known: Sequence[Mapping[str, str]], r: Report, all_of: Overall, you: Reader) -> Table:
    """The same as a table, for a download and for JSON."""
    columns = (
        Column("claim", _("What was claimed")), Column("figure", _("Figure"), right=True), Column("unit", _("In")),
        Column("yours", _("Yours")), Column("compares_with", _("What yours is")), Column("source", _("Read in")),
        Column("url", _("Address")),
    )  # fmt: skip
    own = yours(r, all_of, you)
    rows: list[list[tuple[str, Value]]] = [
        [(v, v) for v in (_(c["claim"]), c["figure"], _(c["unit"]), own[c["measure"]], _what(c),
                          c["publication"] or c["who_says_so"], c["url"])]
        for c in known if c["measure"]
    ]  # fmt: skip
    return Table.of(columns, rows)
