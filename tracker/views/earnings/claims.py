"""What the press says this work pays, your own figure beside each claim, and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.analysis.report import Report
from tracker.units import to_units
from tracker.views.numbers import NOTHING, Reader
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
    """One claim in a line, and the address and name of what says so; "" if no address is recorded."""

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
    return Claim(claim["claim"], units * rate / 10_000, you.money(units, CLAIMED_IN))


# --- all of them, and where they were read --------------------------------------------------------------


def sources(known: Sequence[Mapping[str, str]], r: Report, you: Reader) -> tuple[Source, ...]:
    """Every claim that a ledger can be held against, with your figure and its source."""
    own = yours(r, you)
    return tuple(_source(c, own.get(c["measure"], NOTHING)) for c in known if c["measure"])


def _source(claim: Mapping[str, str], own: str) -> Source:
    said = _("{claim}: {figure} {unit}. Yours, {what}: {own}.").format(
        claim=claim["claim"][:1].upper() + claim["claim"][1:], figure=claim["figure"], unit=claim["unit"],
        what=claim["compares_with"].partition(";")[0], own=own,
    )  # fmt: skip
    name = ", ".join(x for x in (claim["publication"] or claim["who_says_so"], claim["date"]) if x)
    return Source(f"{said} {_trust(claim)}".strip(), name, claim["url"])


def _trust(claim: Mapping[str, str]) -> str:
    return f"({claim['trust']})" if claim["trust"] else ""


def yours(r: Report, you: Reader) -> dict[str, str]:
    """Your own figure of each measure, as far as this page has it."""
    weeks = r.window.days / 7
    rates = {name: r.rung(name).rate for name in ("headline", "agreed", "own_timed", "all_hours")}
    found = {name: _("{money} an hour").format(money=you.money(rate)) for name, rate in rates.items() if rate}
    if r.annual.effective is not None:
        found["annual"] = _("{money} a year").format(money=you.whole(r.annual.effective))
        found["kept_month"] = _("{money} a month").format(money=you.whole(round(r.annual.effective / 12)))
    if weeks and r.hours.all:
        found["counted_week"] = _("{hours} a week").format(hours=you.hours(r.hours.paid_counted / weeks))
        found["waiting"] = _("{hours} a week").format(
            hours=you.hours(r.hours.unpaid_by_activity.get("waiting", 0.0) / weeks)
        )
        found["unpaid_share"] = _("{share} of your hours unpaid").format(share=you.share(r.hours.unpaid / r.hours.all))
        found["paid_hours_share"] = _("{share} of your hours paid").format(
            share=you.share(r.hours.paid_own / r.hours.all)
        )
    if r.hours.paid_own:
        found["counted_share"] = _("{share} counted").format(share=you.share(r.hours.paid_counted / r.hours.paid_own))
    if due := r.money.settled + r.money.overdue + r.money.written_off:
        found["paid_share"] = _("{share} of what was due has not come").format(
            share=you.share(1 - r.money.settled / due)
        )
    found["overdue"] = you.money(r.money.overdue)
    return found


def table(known: Sequence[Mapping[str, str]], r: Report, you: Reader) -> Table:
    """The same as a table for a download."""
    columns = (
        Column("claim", _("What was claimed")), Column("figure", _("Figure"), right=True), Column("unit", _("In")),
        Column("yours", _("Yours")), Column("compares_with", _("What yours is")), Column("source", _("Read in")),
        Column("url", _("Address")),
    )  # fmt: skip
    own = yours(r, you)
    rows: list[list[tuple[str, Value]]] = [
        [(v, v) for v in (c["claim"], c["figure"], c["unit"], own.get(c["measure"], NOTHING), c["compares_with"],
                          c["publication"] or c["who_says_so"], c["url"])]
        for c in known if c["measure"]
    ]  # fmt: skip
    return Table.of(columns, rows)
