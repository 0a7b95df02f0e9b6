"""Filling a simulated pool with rows, without bundles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from tracker.errors import InputError, Refused
from tracker.pool.checks import rows_problem
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import MOST_IN_BATCH
from tracker.vault.changing import changing
from tracker.vault.folder import Pool


def fill(pool: Pool, contributions: Iterable[tuple[int, Sequence[ContributionRow]]], today: dt.date) -> int:
    """Write seats with their rows as if they had come; gives the number of rows. Only where the policy says that
    the pool is simulated (else Refused). Raises InputError for rows that the policy does not allow."""
    if not pool.policy.simulated:
        raise Refused("Only a simulated pool is filled without bundles.")
    day, count, quarters = today.isoformat(), 0, set()
    with changing(pool, today) as change:
        for seat, rows in contributions:
            if (found := rows_problem(rows, pool.policy)) is not None:
                raise InputError(found.message, code=found.code, column=found.column)
            batch = (seat - 1) // MOST_IN_BATCH + 1
            change.run("INSERT INTO seats (seat, made_on, used_on, batch) VALUES (?, ?, ?, ?)", seat, day, day, batch)
            change.insert_rows(seat, rows, 1)
            quarters |= {r.quarter for r in rows}
            count += len(rows)
        change.touch(sorted(quarters))
        change.log("filled", count=count)
    return count
