"""Hours of unknown pay: paid work without a rate, tasks or an amount, and the money that came for it (methods,
section 3).

payout            100 ──┬── 30   explained by work of known pay
                        └── 70   the rest: what the hours of unknown pay earned, by own minutes
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.analysis.hours.days import counted_hours, daily_hours
from tracker.errors import Caveat
from tracker.frames import rows_of
from tracker.say import Count, Sum
from tracker.units import split_evenly

SHARES = ("row", "platform", "project", "role", "day", "amount", "fee")


@dataclass(frozen=True)
class PayFound:
    """`shares`: one row per session and day for which money came (columns SHARES; units of home currency, `fee` is
    what of it was kept). `left`: sessions for which none came. `taken`: units of each payout's rest that are in
    `shares`, by the payout's row."""

    shares: pd.DataFrame
    left: frozenset[int]
    taken: dict[int, int]


def find_pay(unknown: frozenset[int], hours: pd.DataFrame, begun: pd.DataFrame, rests: pd.DataFrame) -> PayFound:
    """Takes what payouts brought beyond the work on record as the pay of these sessions.

    Each rest, in the order in which it arrived, is shared by own minutes among the sessions of its platform (of its
    project, if it names one) that began by its day and that no earlier one paid; if all are paid, among all of them.

    Args:
        unknown: rows of sessions. hours: frames.HOUR_PARTS up to as-of. begun: row and day (datetime64) on which
            each session began.
        rests: unmatched income that stands (row, platform, project, day, unmatched, fees).
    """
    mine = hours[hours["row"].isin(unknown)].merge(begun.rename(columns={"day": "begun"}), on="row", how="left")
    arrived = rests[rests["unmatched"] > 0].sort_values(["day", "row"], kind="stable")
    paid: set[int] = set()
    pieces: list[pd.DataFrame] = []
    taken: dict[int, int] = {}
    for r in rows_of(arrived if len(mine) else arrived.iloc[:0]):
        fit = (mine["platform"] == r.platform) & (mine["begun"] <= r.day)
        if not pd.isna(r.project) and r.project:
            fit &= mine["project"] == r.project
        fresh = fit & ~mine["row"].isin(paid)
        to = mine[fresh if fresh.any() else fit]
        if len(to):
            pieces.append(_shared(to, int(r.unmatched), int(r.fees)))
            paid |= {int(row) for row in to["row"]}
            taken[int(r.row)] = int(r.unmatched)
    shares = pd.concat(pieces, ignore_index=True) if pieces else _shared(mine.iloc[:0], 0, 0)
    return PayFound(shares, unknown - paid, taken)


def _shared(parts: pd.DataFrame, amount: int, fee: int) -> pd.DataFrame:
    seconds = [round(s * 1000) for s in parts["seconds"]]
    weights = seconds if any(seconds) else [1] * len(seconds)
    made = parts[list(SHARES[:5])].assign(
        amount=np.array(split_evenly(amount, weights), dtype=np.int64),
        fee=np.array(split_evenly(fee, weights), dtype=np.int64),
    )
    return made.reset_index(drop=True)


@dataclass(frozen=True)
class RungHours:
    """The hours that the rungs of a window divide by.

    | field | meaning |
    |---|---|
    | paid | union of the paid sessions of known pay: rungs 1 to 4 |
    | counted | what of them was counted |
    | priced | daily union of these and of those for which money came: rungs 5 and 6 (columns day, paid) |
    | found, fees | that money, and what of it was kept as a fee; units of home currency |
    | left | hours for which none came, and `sessions` of them |
    | alone | all paid hours are of unknown pay: rungs 1 to 4 say nothing |
    """

    paid: float
    counted: float
    priced: pd.DataFrame
    found: int = 0
    fees: int = 0
    with_money: int = 0
    found_hours: float = 0.0
    left: float = 0.0
    sessions: int = 0
    alone: bool = False

    @property
    def priced_hours(self) -> float:
        return float(self.priced["paid"].sum())

    def caveats(self, currency: str) -> Iterable[Caveat]:
        """`pay_from_payouts`, `pay_unknown`."""
        if self.with_money:
            text = (
                "{hours} h of paid work have no rate and no amount: {much} that came beyond the work on record is "
                "taken as what they earned."
            )
            much, hours = Sum(self.found, currency), Count(self.found_hours, 1)
            yield Caveat("pay_from_payouts", text, self.with_money, much=much, hours=hours)
        if self.sessions:
            text = (
                "{hours} h of paid work have no rate and no amount, and no money came for them: what they pay is "
                "unknown, and the hourly figures leave them out."
            )
            yield Caveat("pay_unknown", text, self.sessions, hours=Count(self.left, 1))


def rung_hours(hours: pd.DataFrame, days: pd.DataFrame, shares: pd.DataFrame, left: frozenset[int]) -> RungHours:
    """Of selected parts. `days`: their `daily_hours`; `shares`, `left`: of `find_pay`, the same selection."""
    paid = hours["paid"].to_numpy(dtype=bool)
    without = hours["row"].isin(left).to_numpy()
    came = hours["row"].isin(set(shares["row"])).to_numpy()
    if not (without | came).any():
        whole = float(days["paid"].sum())
        return RungHours(whole, counted_hours(hours, whole), days[["day", "paid"]])
    known = hours[paid & ~without & ~came]
    union = float(daily_hours(known)["paid"].sum())
    priced = daily_hours(hours[paid & ~without])
    return RungHours(
        paid=union,
        counted=counted_hours(known, union),
        priced=priced[["day", "paid"]],
        found=int(shares["amount"].sum()),
        fees=int(shares["fee"].sum()),
        with_money=int(hours["row"][came].nunique()),
        found_hours=_clock(hours, came),
        left=_clock(hours, without),
        sessions=int(hours["row"][without].nunique()),
        alone=not len(known),
    )


def _clock(hours: pd.DataFrame, of: np.ndarray) -> float:
    return float(hours["seconds"].to_numpy()[of].sum()) / 3600
