"""Payouts beside the terms: what was asked for, what is under way, and what came after a fee."""

from __future__ import annotations

import datetime as dt

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


def due_dates(
    items: pd.DataFrame, parts: pd.DataFrame, frames: LedgerFrames, as_of: dt.date, rates: HomeRates
) -> pd.DataFrame:
    """Accrued items with unit, due, kept (day numbers), patience, latest and state as they are at as-of.

    Args: items, parts: of `accrual.Accruals`, with each item's own pay day.
    """
    window = np.array([t.window or 0 for t in items["terms"]], dtype=np.int64)
    out = items.drop(columns=["terms", "named"]).assign(
        unit=items["due"], kept=items["due"] + window, patience=[t.patience for t in items["terms"]]
    )
    today = (as_of - EPOCH).days
    worth = parts.groupby("acc")["native"].sum().reindex(items["acc"], fill_value=0).to_numpy(dtype=np.int64)
    for platform in _special(items):
        at = np.flatnonzero((items["platform"] == platform).to_numpy())
        currency = _currency(frames, platform, items["currency"].iloc[at])
        each = [rates.cross(c, currency, today) or 0.0 for c in items["currency"].iloc[at]]
        amounts = np.rint(worth[at] * np.array(each)).astype(np.int64)
        draws = [d for d in _draws(frames, platform, currency, rates) if d.day <= today]
        made = come_due(items.iloc[at].reset_index(drop=True), amounts, draws)
        out = out.assign(**{n: _put(out[n], at, made[n]) for n in made.columns})
    return out


def _put(column: pd.Series, at: np.ndarray, values: pd.Series) -> np.ndarray:
    whole = column.to_numpy(copy=True)
    whole[at] = values.to_numpy()
    return whole


def _special(items: pd.DataFrame) -> list[str]:
    """Platforms some of whose terms one thing owed cannot tell alone."""
    some = [bool(t.threshold or t.hold or t.on_request or t.arrives) for t in items["terms"]]
    return sorted(map(str, items["platform"][some].unique()))


def _currency(frames: LedgerFrames, platform: str, used: pd.Series) -> str:
    """The currency in which a platform's sums are told: its own, else that of most of what it owes."""
    own = frames.platforms.loc[frames.platforms["platform"] == platform, "currency"].dropna()
    return str(own.iloc[0]) if len(own) else str(used.mode().iloc[0])


def _draws(frames: LedgerFrames, platform: str, currency: str, rates: HomeRates) -> list[Draw]:
    """What came of a platform or was asked for; what is only asked for has not come (NEVER)."""
    p = frames.payouts
    mine = p[(p["platform"] == platform) & (p["kind"] == PayoutKind.PAYOUT.value)]
    out = []
    for r in rows_of(mine):
        on = (r.received_on.date() - EPOCH).days
        rate = rates.cross(str(r.currency), currency, on) or 0.0
        only_asked = r.stage == Stage.ASKED.value
        asked = on if only_asked else None if pd.isna(r.asked_on) else (r.asked_on.date() - EPOCH).days
        out.append(Draw(NEVER if only_asked else on, asked, round(int(r.amount) * rate)))
    return out


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
    """The terms of each platform that has any of its own: for all pay, else of any kind, the last that began."""
    named = set(frames.pay_terms["platform"])
    found: dict[str, Terms] = {}
    for name, terms in terms_of(frames).items():
        if name in named:
            found[name] = max(terms[1:], key=lambda t: (t.kind is None, t.holds_from or dt.date.min))
    return found
