"""What every figure starts from: hours by day and money by accrual, up to as-of, computed once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tracker.analysis.fx import HomeRates, ReferenceRates
from tracker.analysis.hourly import rate_parts
from tracker.analysis.hours.days import hour_parts
from tracker.analysis.hours.window import first_recorded_day
from tracker.analysis.money.accrual import session_terms
from tracker.analysis.money.ledger_money import LedgerMoney, ledger_money
from tracker.frames import LedgerFrames


@dataclass(frozen=True)
class Basis:
    """`hours`: frames.HOUR_PARTS. `rates`: of `hourly.rate_parts`. `money`: everything valued at home, by `home`.

    `between` and `split` cut all of them to the same days or the same key: no figure mixes two selections.
    """

    frames: LedgerFrames
    as_of: dt.date
    first: dt.date | None
    hours: pd.DataFrame
    rates: pd.DataFrame
    money: LedgerMoney
    home: HomeRates

    def between(self, first: dt.date, last: dt.date) -> Basis:
        """Only what is on these days, both in it."""
        low, high = np.datetime64(first), np.datetime64(last)

        def cut(frame: pd.DataFrame) -> pd.DataFrame:
            day = frame["day"].to_numpy()
            inside = (day >= low) & (day <= high)
            return frame if inside.all() else frame.iloc[np.flatnonzero(inside)]

        m = self.money
        money = replace(
            m,
            parts=cut(m.parts),
            transfers=cut(m.transfers),
            expenses=cut(m.expenses),
            cash=cut(m.cash),
            deducted=cut(m.deducted),
            found=cut(m.found),
        )
        return replace(self, hours=cut(self.hours), rates=cut(self.rates), money=money)

    def split(self, by: str) -> dict[str, Basis]:
        """What belongs to each platform, project ("platform\\x1fproject") or role; "" if rows name none.

        Transfers belong to none; expenses belong to the platform they name; what arrived, to no role.
        """
        m = self.money
        hours, rates, parts = _pieces(self.hours, by), _pieces(self.rates, by), _pieces(m.parts, by)
        cash = {} if by == "role" else _pieces(m.cash, by)
        expenses = _pieces(m.expenses, by) if by == "platform" else {}
        deducted, found = _pieces(m.deducted, by), _pieces(m.found, by)
        nothing = np.array([], dtype=np.int64)
        out = {}
        for key in sorted({*hours, *parts, *deducted}):
            money = replace(
                m,
                parts=m.parts.iloc[parts.get(key, nothing)],
                transfers=m.transfers.iloc[:0],
                expenses=m.expenses.iloc[expenses.get(key, nothing)],
                cash=m.cash.iloc[cash.get(key, nothing)],
                deducted=m.deducted.iloc[deducted.get(key, nothing)],
                found=m.found.iloc[found.get(key, nothing)],
            )
            mine, promised = hours.get(key, nothing), rates.get(key, nothing)
            out[key] = replace(self, hours=self.hours.iloc[mine], rates=self.rates.iloc[promised], money=money)
        return out


def _pieces(frame: pd.DataFrame, by: str) -> dict[str, np.ndarray]:
    """Positions of the rows of each key."""
    keys = keys_of(frame, by)
    codes, names = pd.factorize(keys)
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(len(names) + 1))
    return {str(name): order[edges[i] : edges[i + 1]] for i, name in enumerate(names)}


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
    money = ledger_money(frames, parts, terms, as_of, rates)
    without = money.unpriced.union(money.found["row"])
    known = parts[~parts["row"].isin(without)] if without else parts
    promised = rate_parts(frames, known, terms, rates)
    return Basis(frames, as_of, first_recorded_day(frames, as_of), parts, promised, money, rates)
