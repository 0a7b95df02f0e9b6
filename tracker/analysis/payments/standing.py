"""How money that is owed stands by the terms of pay (methods, section 4).

The sums are all that is open: settled, written off and they make what was accrued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from tracker.analysis.fx import EPOCH, HomeRates, ReferenceRates, day_numbers
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.payments.disputes import build_disputes
from tracker.analysis.results.disputes import DisputeItem
from tracker.analysis.results.standing import Deadline, Exposure, NextPayDay, Standing, Sum
from tracker.analysis.terms_of_pay.due import State
from tracker.analysis.terms_of_pay.paid import as_paid, latest_terms
from tracker.analysis.terms_of_pay.terms import Terms, arrival, cycle_end, in_force, pay_day, terms_of
from tracker.domain import PayoutKind
from tracker.frames import rows_of
from tracker.kinds import DaysIn, DisputeFrom, PayKind, Place, Stage
from tracker.units import DAY
from tracker.words.business_days import business_days_later


def standing(basis: Basis, *, weeks: int = 6, reference: ReferenceRates | None = None) -> Standing:
    """What waits and why, what is on its way, the pay days of the coming weeks, and the deadlines that are not over.

    Args: reference: rates for what is in wallets and on the way. Money without any rate is left out.
    """
    return Standing(
        as_of=basis.as_of,
        currency=basis.frames.settings.home_currency,
        sums=tuple(_sums(basis)),
        exposures=tuple(_exposures(basis, HomeRates(basis.frames, basis.as_of, reference))),
        pay_days=tuple(sorted(_pay_days(basis, basis.as_of + 7 * weeks * DAY), key=lambda p: (p.due_on, p.platform))),
        deadlines=tuple(sorted(_deadlines(basis), key=lambda d: (d.ends_on, d.platform, d.row))),
    )


# --- what is open ---------------------------------------------------------------------------------------


def _open(basis: Basis) -> pd.DataFrame:
    parts = basis.money.parts
    parts = parts.assign(home=parts["overdue"] + parts["not_yet_due"], late=parts["overdue"] > 0)
    open_: pd.DataFrame = parts[(parts["ref"] != "unmatched") & (parts["home"] > 0)]
    return open_


def _sums(basis: Basis) -> Iterator[Sum]:
    by = _open(basis).groupby(["platform", "currency", "state", "late"], as_index=False)
    terms = latest_terms(basis.frames)
    for r in rows_of(
        by.agg(
            amount=("open", "sum"), home=("home", "sum"), first=("day", "min"), last=("day", "max"),
            soonest=("latest_on", "min"), latest=("latest_on", "max"), said=("latest_on", "count"), n=("day", "count"),
        )
    ):  # fmt: skip
        least = terms[r.platform].threshold if r.state == State.DEFERRED and r.platform in terms else None
        yield Sum(
            str(r.platform), str(r.currency), str(r.state), bool(r.late), int(r.amount), int(r.home),
            r.first.date(), r.last.date(), _date(r.soonest), _date(r.latest) if r.said == r.n else None,
            least, None if least is None else max(0, least - int(r.amount)),
        )  # fmt: skip


def _date(at: Any) -> dt.date | None:
    return None if pd.isna(at) else at.date()


# --- what the platform still has ------------------------------------------------------------------------


def _exposures(basis: Basis, rates: HomeRates) -> Iterator[Exposure]:
    owed = _open(basis).groupby("platform")["home"].sum()
    way, wallet = _on_the_way(basis, rates), _in_wallets(basis, rates)
    for platform in sorted({*map(str, owed.index), *way, *wallet}):
        found = Exposure(platform, int(owed.get(platform, 0)), way.get(platform, 0), wallet.get(platform, 0))
        if found.total:
            yield found


def _came(basis: Basis) -> pd.DataFrame:
    """Payouts up to as-of with amount and fee; what is only asked for does not count."""
    p = basis.frames.payouts
    p = p[(p["kind"] == PayoutKind.PAYOUT.value) & (p["received_on"] <= pd.Timestamp(basis.as_of))].copy()
    p["amount"], p["fee"], _judged = as_paid(p, basis.frames)
    return p[p["stage"] != Stage.ASKED.value]


def _on_the_way(basis: Basis, rates: HomeRates) -> dict[str, int]:
    """What was sent and is not recorded as arrived: that its days have passed does not say that it came."""
    came = _came(basis)
    return _at_home(came[came["stage"] == Stage.SENT.value], rates)


def _in_wallets(basis: Basis, rates: HomeRates) -> dict[str, int]:
    """What came into each platform's wallet and has not been moved on; never below nothing."""
    came, moved = _came(basis), basis.frames.transfers
    inside = _at_home(came[came["place"] == Place.WALLET.value], rates)
    moved = moved[moved["moved_on"] <= pd.Timestamp(basis.as_of)]
    for r in rows_of(moved):
        name = next((n for n in inside if n.casefold() == str(r.from_account).casefold()), None)
        if name is not None:
            rate = rates.on(str(r.currency_out), (r.moved_on.date() - EPOCH).days) or 0.0
            inside[name] = max(0, inside[name] - round(int(r.amount_out) * rate))
    return inside


def _at_home(payouts: pd.DataFrame, rates: HomeRates) -> dict[str, int]:
    out: dict[str, int] = {}
    for r, day in zip(rows_of(payouts), day_numbers(payouts["received_on"]), strict=True):
        net = int(r.amount) - (0 if pd.isna(r.fee) else int(r.fee))
        out[str(r.platform)] = out.get(str(r.platform), 0) + round(net * (rates.on(str(r.currency), int(day)) or 0.0))
    return out


# --- what is to come ------------------------------------------------------------------------------------


def _pay_days(basis: Basis, until: dt.date) -> Iterator[NextPayDay]:
    """Pay days of money that is owed, and those of the pay cycles that are still running or will."""
    open_, today = _open(basis), pd.Timestamp(basis.as_of)
    coming = open_[
        (open_["state"] == State.DUE) & (open_["due_on"] >= today) & (open_["due_on"] <= pd.Timestamp(until))
    ]
    by = coming.groupby(["platform", "due_on"], as_index=False).agg(home=("home", "sum"), kept=("kept_until", "max"))
    known = {(str(r.platform), r.due_on.date()): r for r in rows_of(by)}
    terms = terms_of(basis.frames)
    for platform in terms:
        (now, *_) = in_force(terms, platform, PayKind.HOURLY, basis.as_of)
        for closes, due in _cycles(now, basis.as_of, until):
            row = known.pop((platform, due), None)
            yield NextPayDay(platform, closes, due, due + (now.window or 0) * DAY, 0 if row is None else int(row.home))
    for (platform, due), row in known.items():
        (now, *_) = in_force(terms, platform, PayKind.HOURLY, basis.as_of)
        yield NextPayDay(platform, None, due, row.kept.date(), int(row.home), now.assumed)


def _cycles(terms: Terms, day: dt.date, until: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """Last day and due date of the cycles that are open from a day on."""
    while terms.cycled and terms.known and day <= until:
        closes, paid = cycle_end(terms, day), pay_day(terms, day)
        if paid is not None and arrival(terms, paid) <= until:
            yield closes, arrival(terms, paid)
        day = closes + DAY


# --- until when one can object --------------------------------------------------------------------------


def _deadlines(basis: Basis) -> Iterator[Deadline]:
    """Of sessions that were refused or counted short, on platforms whose terms limit the days to object."""
    for platform, terms in latest_terms(basis.frames).items():
        if terms.dispute_days is None:
            continue
        for item in build_disputes(basis.frames, platform, basis.as_of).items:
            begins = _begins(basis, terms, item) if item.difference > 0 else None
            ends = None if begins is None else _ends(terms, begins)
            if ends is not None and ends >= basis.as_of:
                left = (ends - basis.as_of).days
                yield Deadline(platform, item.project, item.row, item.day, ends, left, item.money, item.currency)


def _begins(basis: Basis, terms: Terms, item: DisputeItem) -> dt.date | None:
    """The day from which the days to object are counted; None if it has not come or is not recorded."""
    match terms.dispute_from:
        case DisputeFrom.EARNED:
            return item.day
        case DisputeFrom.CYCLE_END:
            return cycle_end(terms, item.day)
        case DisputeFrom.REVIEWED:
            s = basis.frames.work_sessions
            return _date(s.loc[s["row"] == item.row, "approved_on"].iloc[0])
        case DisputeFrom.PAID:
            paid = basis.money.settlements
            return _date(paid.loc[(paid["ref"] == "session") & (paid["row"] == item.row), "paid_on"].min())
        case _:
            return pay_day(terms, item.day)


def _ends(terms: Terms, begins: dt.date) -> dt.date:
    days = terms.dispute_days or 0
    if terms.dispute_in == DaysIn.BUSINESS_DAYS:
        return business_days_later(begins, days, terms.holidays)
    return begins + days * DAY
