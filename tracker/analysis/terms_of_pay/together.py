"""What one thing owed cannot say alone: the smallest payout, the first one's hold, and money that is asked for.

pay day    a sum that is under the smallest payout waits for the first pay day on which it is not
asked      money that is paid on request is due from the day on which it was asked for
held       nothing is due before the hold of the first payment has passed
arrival    and the bank takes its business days
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from tracker.analysis.fx import to_date
from tracker.analysis.terms_of_pay.due import NEVER, State, each_day
from tracker.analysis.terms_of_pay.terms import Terms, arrival, held

ALMOST = 0.85
"""Share of a thing owed that money asked for must reach to be for it."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Money that came of a platform, or was asked for: day numbers, and units of the platform's currency."""

    came: int
    asked: int | None
    amount: int

    @property
    def day(self) -> int:
        return self.came if self.asked is None else self.asked


def come_due(owed: pd.DataFrame, terms: Sequence[Terms], amounts: np.ndarray, draws: Sequence[Draw]) -> pd.DataFrame:
    """One platform's things owed with the days on which each is due, in their order.

    Args:
        owed: of `due.pay_days`, its `terms` positions in `terms`. amounts: what each comes to, in the platform's
            currency, units. draws: what came of it up to as-of, and was asked for.
    Returns: unit (day number: the pay day by the calendar), due, kept (day number up to which it is not late),
        latest, state.
    """
    of = owed["terms"].to_numpy(dtype=np.int64)
    unit, due = owed["due"].to_numpy(dtype=np.int64), owed["due"].to_numpy(dtype=np.int64).copy()
    state = owed["state"].to_numpy(dtype=object).copy()
    open_ = (state == State.DUE) & ~owed["named"].to_numpy(dtype=bool)
    first = int(unit[open_].min()) if open_.any() else 0
    least = np.array([t.threshold or 0 for t in terms], dtype=np.int64)[of]
    if least.any():
        _defer(due, state, open_, least.tolist(), amounts, draws)
    asked = np.array([t.on_request for t in terms])[of] & open_ & (state == State.DUE)
    if asked.any():
        _ask(due, state, np.flatnonzero(asked), amounts, draws)
    for n in np.unique(of):
        move = (of == n) & open_ & (state == State.DUE)
        due[move] = each_day(due[move], partial(_arrives, terms[n], to_date(first)))
    window = np.array([t.window or 0 for t in terms], dtype=np.int64)[of]
    latest = owed["latest"].to_numpy(dtype=np.int64)
    latest = np.where(state == State.DUE, due, np.where(state == State.WAITING, latest, NEVER))
    return pd.DataFrame({"unit": unit, "due": due, "kept": due + window, "latest": latest, "state": state})


def _arrives(terms: Terms, first: dt.date, day: dt.date) -> dt.date:
    return arrival(terms, held(terms, first, day))


def _defer(
    due: np.ndarray,
    state: np.ndarray,
    open_: np.ndarray,
    least: Sequence[int],
    amounts: np.ndarray,
    draws: Sequence[Draw],
) -> None:
    """Move what is under the smallest payout to the first pay day on which the open sum reaches it.

    The sum is what had become payable by then, less what had come before.
    """
    came = np.array(sorted(d.came for d in draws), dtype=np.int64)
    paid = np.concatenate([[0], np.cumsum([d.amount for d in sorted(draws, key=lambda d: d.came)])])
    order = np.flatnonzero(open_)[np.argsort(due[open_], kind="stable")]
    days, at = np.unique(due[order], return_index=True)
    payable, waiting = 0, 0
    for day, start, end in zip(days, at, np.append(at, len(order))[1:], strict=True):
        payable += int(amounts[order[start:end]].sum())
        balance = payable - int(paid[np.searchsorted(came, day)])
        if balance <= 0 or balance >= max(least[i] for i in order[waiting:end]):
            due[order[waiting:end]] = day
            waiting = end
    state[order[waiting:]] = State.DEFERRED.value


def _ask(due: np.ndarray, state: np.ndarray, at: np.ndarray, amounts: np.ndarray, draws: Sequence[Draw]) -> None:
    """What was asked for is due from that day on, oldest first; what came without a word of when it was asked for
    says nothing of how long it took, and the rest is free to draw."""
    waiting = at[np.argsort(due[at], kind="stable")].tolist()
    for i in waiting:
        state[i] = State.FREE.value
    for draw in sorted(draws, key=lambda d: d.day):
        left = draw.amount
        while waiting and due[waiting[0]] <= draw.day and left >= ALMOST * amounts[waiting[0]]:
            i = waiting.pop(0)
            left -= int(amounts[i])
            if draw.asked is not None:
                due[i], state[i] = draw.asked, State.DUE.value
