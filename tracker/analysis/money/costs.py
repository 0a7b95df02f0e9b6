"""What moving money cost, what was spent on work, and what arrived on the account (methods, section 4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from tracker.analysis.fx import EPOCH, HomeRates, day_numbers
from tracker.frames import LedgerFrames, rows_of


def transfer_costs(frames: LedgerFrames, as_of: dt.date, rates: HomeRates) -> pd.DataFrame:
    """What moving money cost: the fee, and for a conversion the loss against the day's reference rate."""
    rows = []
    t = frames.transfers
    for r in rows_of(t[t["moved_on"] <= pd.Timestamp(as_of)]):
        day = (r.moved_on.date() - EPOCH).days
        cost = _one_transfer_cost(r, day, rates)
        if cost is not None:
            rows.append((int(r.row), r.moved_on, cost))
    out = pd.DataFrame(rows, columns=["row", "day", "cost"])
    return out.astype({"row": "int64", "day": "datetime64[us]", "cost": "int64"})


def _one_transfer_cost(r: Any, day: int, rates: HomeRates) -> int | None:
    out, into = r.currency_out, r.currency_in
    gone, came, fee = r.amount_out, r.amount_in, r.fee
    out_rate = rates.on(str(out), day)
    if out_rate is None:
        return None
    cost = 0 if pd.isna(fee) else round(int(fee) * out_rate)
    if pd.isna(came):
        return cost
    if pd.isna(into) or out == into:
        return cost if not pd.isna(fee) else round((int(gone) - int(came)) * out_rate)
    reference_out = rates.on(str(out), day, reference_only=True)
    reference_in = rates.on(str(into), day, reference_only=True)
    if reference_out is None or reference_in is None:
        return cost
    return cost + round(int(gone) * reference_out) - round(int(came) * reference_in)


def expenses_of(frames: LedgerFrames, payouts: pd.DataFrame, as_of: dt.date, rates: HomeRates) -> pd.DataFrame:
    """What was spent on work, and below zero what of it was paid back, by day."""
    e = frames.expenses
    e = e[e["spent_on"] <= pd.Timestamp(as_of)]
    day = day_numbers(e["spent_on"]) if len(e) else np.array([], dtype=np.int64)
    rate = rates.many(e["currency"].to_numpy(dtype=object), day)
    spent = pd.DataFrame(
        {"table": "expenses", "row": e["row"], "platform": e["platform"], "day": e["spent_on"],
         "cost": np.rint(e["amount"].to_numpy(dtype=float) * rate)}
    )  # fmt: skip
    back = payouts[payouts["kind"] == "reimbursement"]
    paid_back = pd.DataFrame(
        {"table": "payouts", "row": back["row"], "platform": back["platform"], "day": back["received_on"],
         "cost": -back["net"]}
    )  # fmt: skip
    out = pd.concat([spent, paid_back], ignore_index=True)
    out = out[out["cost"].notna()]
    return out.astype({"cost": "int64"}).reset_index(drop=True)


def cash_of(payouts: pd.DataFrame) -> pd.DataFrame:
    """What arrived on the account by day: payouts net of fees, clawbacks below zero."""
    p = payouts[payouts["kind"].isin(["payout", "clawback"]) & payouts["net"].notna()]
    sign = np.where(p["kind"] == "clawback", -1, 1)
    return pd.DataFrame(
        {"row": p["row"], "platform": p["platform"], "project": p["project"], "day": p["received_on"],
         "amount": (p["net"] * sign).astype("int64")}
    ).reset_index(drop=True)  # fmt: skip
