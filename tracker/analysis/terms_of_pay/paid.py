"""Payouts beside the terms: what was asked for, what is under way, and what came after a fee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tracker.analysis.fx import EPOCH, HomeRates, day_numbers, to_date
from tracker.analysis.terms_of_pay.due import NEVER
from tracker.analysis.terms_of_pay.terms import Terms, arrival, gross, terms_of
from tracker.analysis.terms_of_pay.together import Draw, come_due
from tracker.domain import PayoutKind
from tracker.frames import LedgerFrames, rows_of
from tracker.kinds import Place, Stage

AFTER_FEES = frozenset({Place.PAYPAL.value, Place.BANK.value})
"""Places where a payout without a fee of its own is what came in after the fee that the terms name."""
DRAWN = ["platform", "received_on", "asked_on", "stage", "amount", "currency"]
"""Columns of payouts that say what was drawn."""


@dataclass(frozen=True)
class Owed:
    """`items`, `terms` and `parts` of `accrual.Accruals`."""

    items: pd.DataFrame
    terms: tuple[Terms, ...]
    parts: pd.DataFrame


def due_dates(owed: Owed, frames: LedgerFrames, as_of: dt.date, rates: HomeRates) -> pd.DataFrame:
    """Accrued items with unit, due, kept (day numbers), patience, latest and state as they are at as-of."""
    items, of = owed.items, owed.items["terms"].to_numpy(dtype=np.int64)
    window = np.array([t.window or 0 for t in owed.terms], dtype=np.int64)[of]
    patience = np.array([t.patience for t in owed.terms], dtype=np.int64)[of]
    dated = {"unit": items["due"], "kept": items["due"] + window, "patience": patience}
    out = items.drop(columns=["terms", "named"]).assign(**dated)
    together = np.array([t.hangs_together for t in owed.terms])[of]
    if not together.any():
        return out
    mine = items[items["platform"].isin(items["platform"][together].unique())]
    made = [_come_due(of_one, as_of, rates) for of_one in _by_platform(owed, mine, frames)]
    hang = pd.concat(made).loc[mine.index]
    return out.assign(**{n: _put(out[n], mine.index.to_numpy(), hang[n]) for n in hang.columns})


@dataclass(frozen=True)
class _OfOne:
    """What one platform owes: its items, what each comes to (units of its own currency), and its payouts."""

    items: pd.DataFrame
    terms: tuple[Terms, ...]
    worth: np.ndarray
    currency: str
    payouts: list[Any]


def _by_platform(owed: Owed, mine: pd.DataFrame, frames: LedgerFrames) -> Iterator[_OfOne]:
    worth = owed.parts.groupby("acc")["native"].sum()
    told = dict(zip(frames.platforms["platform"], frames.platforms["currency"], strict=True))
    payouts: dict[str, list[Any]] = {}
    for r in rows_of(frames.payouts.loc[frames.payouts["kind"] == PayoutKind.PAYOUT.value, DRAWN]):
        payouts.setdefault(str(r.platform), []).append(r)
    for platform, items in mine.groupby("platform", sort=True):
        each = worth.reindex(items["acc"], fill_value=0).to_numpy(dtype=np.int64)
        own = told.get(platform)
        currency = str(items["currency"].mode().iloc[0] if pd.isna(own) else own)
        yield _OfOne(items, owed.terms, each, currency, payouts.get(str(platform), []))


def _come_due(of: _OfOne, as_of: dt.date, rates: HomeRates) -> pd.DataFrame:
    """Of the items of one platform, with their index."""
    today = (as_of - EPOCH).days
    cross = {c: rates.cross(str(c), of.currency, today) or 0.0 for c in of.items["currency"].unique()}
    amounts = np.rint(of.worth * of.items["currency"].map(cross).to_numpy(dtype=float)).astype(np.int64)
    draws = [d for d in _draws(of, rates) if d.day <= today]
    return come_due(of.items, of.terms, amounts, draws).set_index(of.items.index)


def _put(column: pd.Series, at: np.ndarray, values: pd.Series) -> np.ndarray:
    whole = column.to_numpy(copy=True)
    whole[at] = values.to_numpy()
    return whole


def _draws(of: _OfOne, rates: HomeRates) -> Iterator[Draw]:
    """What came of a platform or was asked for; what is only asked for has not come (NEVER)."""
    for r in of.payouts:
        on = (r.received_on.date() - EPOCH).days
        rate = rates.cross(str(r.currency), of.currency, on) or 0.0
        only_asked = r.stage == Stage.ASKED.value
        asked = on if only_asked else None if pd.isna(r.asked_on) else (r.asked_on.date() - EPOCH).days
        yield Draw(NEVER if only_asked else on, asked, round(int(r.amount) * rate))


def as_paid(payouts: pd.DataFrame, frames: LedgerFrames) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Amount and fee of each payout, and the day number on which it is held against due dates.

    Where terms name a fee, a payout into a bank or PayPal without one is what came in after it; if they say how
    long money is on its way, one that was sent on a day arrives that number of business days later.
    """
    amount, fee = payouts["amount"].copy(), payouts["fee"].copy()
    judged = pd.Series(day_numbers(payouts["received_on"]), index=payouts.index, dtype="int64")
    terms = latest_terms(frames)
    for r in rows_of(payouts[payouts["platform"].isin(list(terms)) & (payouts["kind"] == PayoutKind.PAYOUT.value)]):
        own = terms[str(r.platform)]
        if r.stage == Stage.SENT.value:
            judged[r.Index] = (arrival(own, to_date(int(judged[r.Index]))) - EPOCH).days
        if own.takes_a_fee and pd.isna(r.fee) and r.place in AFTER_FEES:
            amount[r.Index] = gross(own, int(r.amount))
            fee[r.Index] = amount[r.Index] - int(r.amount)
    return amount, fee, judged


def latest_terms(frames: LedgerFrames) -> dict[str, Terms]:
    """The terms of each platform that has any of its own: for all pay, else of any kind, the last that began.

    Without rows its own columns are they, if they name a smallest payout or a fee.
    """
    named = set(frames.pay_terms["platform"])
    found: dict[str, Terms] = {}
    for name, terms in terms_of(frames).items():
        if name in named:
            found[name] = max(terms[1:], key=lambda t: (t.kind is None, t.holds_from or dt.date.min))
        elif terms[0].threshold or terms[0].takes_a_fee:
            found[name] = terms[0]
    return found
