"""What new terms of a project change of the work that is logged: hours, and what they earn (methods, section 3).

rate  25 ───────────────────────────                    the sessions that earn something else are the effect
new   30 ═══════════════════════════   always so
new   25 ──────────────┐30 ═════════   from a day on
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from tracker.analysis.hours.days import hour_parts
from tracker.analysis.money.accrual import accruals, session_terms
from tracker.analysis.results.terms import Effect
from tracker.domain import Platform, Project, ProjectEvent, to_stored
from tracker.frames import LedgerFrames, build, rows_of


def effect(before: LedgerFrames, after: LedgerFrames, as_of: dt.date) -> Effect:
    """The work sessions that earn something else in `after`: two states of one ledger with the same sessions.

    No such session gives 0 and nothing. Rates are told by currency: what an amount is worth at home plays no part.
    """
    old, new = _earned(before, as_of), _earned(after, as_of)
    rows = [row for row in {*old, *new} if old.get(row) != new.get(row)]
    seconds = _seconds(after, as_of)
    worked = round(sum(seconds.get(row, 0.0) for row in rows))
    return Effect(len(rows), worked, _summed(old, rows), _summed(new, rows))


def _earned(frames: LedgerFrames, as_of: dt.date) -> dict[int, tuple[str, int]]:
    """Currency and units of each session that earns anything up to `as_of`."""
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, as_of)
    owed = accruals(frames, parts, session_terms(frames), as_of)
    items = owed.items[owed.items["ref"] == "session"]
    money = owed.parts.merge(items[["acc", "row", "currency"]], on="acc").groupby(["row", "currency"])["native"].sum()
    return {int(r.row): (str(r.currency), int(r.native)) for r in rows_of(money.reset_index())}


def _seconds(frames: LedgerFrames, as_of: dt.date) -> dict[int, float]:
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, as_of)
    return {int(r.row): float(r.seconds) for r in rows_of(parts.groupby("row")["seconds"].sum().reset_index())}


def _summed(earned: dict[int, tuple[str, int]], rows: Iterable[int]) -> dict[str, int]:
    out: dict[str, int] = {}
    for row in rows:
        if row in earned:
            currency, units = earned[row]
            out[currency] = out.get(currency, 0) + units
    return dict(sorted(out.items()))


def of_projects(frames: LedgerFrames, names: Iterable[tuple[str, str]]) -> LedgerFrames:
    """The ledger with the work sessions of these (platform, project) alone."""
    wanted, s = set(names), frames.work_sessions
    pairs = zip(s["platform"], s["project"].fillna(""), strict=True)
    mine = pd.Series([pair in wanted for pair in pairs], index=s.index, dtype=bool)
    return replace(frames, work_sessions=s[mine].reset_index(drop=True), earnings=frames.earnings.iloc[:0])


def with_record(frames: LedgerFrames, record: Platform | Project | ProjectEvent, row: int | None) -> LedgerFrames:
    """The ledger with a record in a row's place; None: as one more row."""
    table: pd.DataFrame = getattr(frames, record.TABLE)
    number = int(table["row"].max()) + 1 if row is None and len(table) else row or 1
    stored: dict[str, list[Any]] = {"row": [number], **{name: [value] for name, value in to_stored(record).items()}}
    made = build(record.TABLE, stored, frames.zone)
    joined = pd.concat([table[table["row"] != number], made], ignore_index=True).astype(table.dtypes.to_dict())
    changed: dict[str, Any] = {record.TABLE: joined.sort_values("row", ignore_index=True)}
    return replace(frames, **changed)
