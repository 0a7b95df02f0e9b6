"""The rows behind a bar of the road: the bar is their sum (methods, section 7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tracker.analysis.fx import ReferenceRates
from tracker.analysis.hours.window import choose_window, known_weeks
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.frames import LedgerFrames, rows_of

FACTORS = ("collected", "kept", "expenses", "unmatched")
"""Steps of the road whose bar is a sum of rows."""

TABLES = {"session": "work_sessions", "earning": "earnings", "unmatched": "payouts"}


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One row of the ledger with its part of a bar; `amount` in units of home currency, as the bar counts it
    (what took money away is below zero)."""

    table: str
    row: int
    day: dt.date
    platform: str
    project: str | None
    what: str
    """overdue, written_off, fee, expected_fee, fx, transfer, expense, reimbursement, unmatched."""
    amount: int


def rows_behind(
    frames: LedgerFrames,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    factor: str,
    reference: ReferenceRates | None = None,
) -> tuple[BehindRow, ...]:
    """Rows of one late bar on the window's complete weeks, by day.

    Their amounts sum to the bar before it is put on a year: sum x 52.1775 / number of weeks.
    Raises ValueError for a step that no rows make up.
    """
    if factor not in FACTORS:
        raise ValueError(f"{factor} is not a sum of rows")
    basis = make_basis(frames, as_of, reference)
    weeks = known_weeks(frames, as_of, choose_window(basis.first, as_of, start, end), basis.first)
    if weeks.first is None or weeks.last is None:
        return ()
    basis = basis.between(weeks.first, weeks.last)
    found = {"collected": _late, "kept": _fees, "expenses": _expenses, "unmatched": _unmatched}[factor](basis)
    return tuple(sorted((r for r in found if r.amount), key=lambda r: (r.day, r.table, r.row, r.what)))


def _late(basis: Basis) -> Iterator[BehindRow]:
    parts = basis.money.parts
    yield from _summed(parts, "overdue", "overdue", -1)
    yield from _summed(parts, "written_off", "written_off", -1)


def _fees(basis: Basis) -> Iterator[BehindRow]:
    parts = basis.money.parts
    parts = parts[parts["ref"] != "unmatched"]
    yield from _summed(parts.assign(fee=parts["fees"] - parts["fees_expected"]), "fee", "fee", -1)
    yield from _summed(parts, "fees_expected", "expected_fee", -1)
    yield from _summed(parts, "fx", "fx", 1)
    for r in rows_of(basis.money.transfers):
        yield BehindRow("transfers", r.row, r.day.date(), "", None, "transfer", -int(r.cost))


def _expenses(basis: Basis) -> Iterator[BehindRow]:
    for r in rows_of(basis.money.expenses):
        platform = "" if pd.isna(r.platform) else str(r.platform)
        what = "expense" if r.table == "expenses" else "reimbursement"
        yield BehindRow(r.table, r.row, r.day.date(), platform, None, what, -int(r.cost))


def _unmatched(basis: Basis) -> Iterator[BehindRow]:
    parts = basis.money.parts
    parts = parts[parts["ref"] == "unmatched"]
    yield from _summed(parts, "unmatched", "unmatched", 1)
    yield from _summed(parts, "fees", "fee", -1)


def _summed(parts: pd.DataFrame, column: str, what: str, sign: int) -> Iterator[BehindRow]:
    """One row per row of the ledger: its parts of the column together, on the first of their days."""
    some = parts[parts[column] != 0].assign(project=lambda f: f["project"].fillna(""))
    keys = ["ref", "row", "platform", "project"]
    for r in rows_of(some.groupby(keys, as_index=False).agg(day=("day", "min"), units=(column, "sum"))):
        yield BehindRow(
            TABLES[r.ref],
            int(r.row),
            r.day.date(),
            str(r.platform),
            str(r.project) or None,
            what,
            sign * int(r.units),
        )
