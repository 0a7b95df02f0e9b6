"""What every figure starts from: hours by day and money by accrual, up to as-of, computed once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tracker.analysis.accrual import session_terms
from tracker.analysis.fx import HomeRates, ReferenceRates
from tracker.analysis.hourly import rate_parts
from tracker.analysis.hours import hour_parts
from tracker.analysis.ledger_money import LedgerMoney, ledger_money
from tracker.analysis.window import first_recorded_day
from tracker.frames import LedgerFrames


@dataclass(frozen=True)
class Basis:
    """`hours`: frames.HOUR_PARTS. `rates`: of `hourly.rate_parts`. `money`: everything valued at home.

    `select` cuts all of them to the same days or the same key, so that no figure mixes two selections.
    """

    frames: LedgerFrames
    as_of: dt.date
    first: dt.date | None
    hours: pd.DataFrame
    rates: pd.DataFrame
    money: LedgerMoney

    def between(self, first: dt.date, last: dt.date) -> Basis:
        """Only what lies on these days, both in it."""
        low, high = pd.Timestamp(first), pd.Timestamp(last)

        def cut(frame: pd.DataFrame) -> pd.DataFrame:
            inside: pd.DataFrame = frame[(frame["day"] >= low) & (frame["day"] <= high)]
            return inside

        m = self.money
        money = replace(m, parts=cut(m.parts), transfers=cut(m.transfers), expenses=cut(m.expenses), cash=cut(m.cash))
        return replace(self, hours=cut(self.hours), rates=cut(self.rates), money=money)

    def only(self, by: str, key: str) -> Basis:
        """Only what belongs to one platform, project ("platform\\x1fproject") or role; "" where rows name none.

        Transfers belong to none; expenses belong to the platform they name.
        """

        def cut(frame: pd.DataFrame) -> pd.DataFrame:
            mine: pd.DataFrame = frame[keys_of(frame, by) == key]
            return mine

        m = self.money
        named = by == "platform"
        money = replace(
            m,
            parts=cut(m.parts),
            transfers=m.transfers.iloc[:0],
            expenses=m.expenses[m.expenses["platform"] == key] if named else m.expenses.iloc[:0],
            cash=m.cash.iloc[:0] if by == "role" else cut(m.cash),
        )
        return replace(self, hours=cut(self.hours), rates=cut(self.rates), money=money)


def keys_of(frame: pd.DataFrame, by: str) -> np.ndarray:
    """The key of each row for a grouping: the platform, "platform\\x1fproject", or the role."""
    column = frame[by].astype("str").fillna("")
    if by == "project":
        column = frame["platform"].astype("str").fillna("") + "\x1f" + column
    return column.to_numpy(dtype=object)


def make_basis(frames: LedgerFrames, as_of: dt.date, reference: ReferenceRates | None) -> Basis:
    """Everything up to `as_of`; facts of later days do not exist."""
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, as_of)
    terms = session_terms(frames)
    rates = HomeRates(frames, as_of, reference)
    promised = rate_parts(frames, parts, terms, rates)
    money = ledger_money(frames, parts, terms, as_of, rates)
    return Basis(frames, as_of, first_recorded_day(frames, as_of), parts, promised, money)
