"""Pools whose rows are written straight into the database, for tests of releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.pool import simulate
from tracker.pool.policy import Policy
from tracker.pool.rows import ContributionRow
from tracker.vault import folder, keys, seating
from tracker.vault.changing import changing
from tracker.vault.folder import Pool
from tracker.vault.keys import Keys

TODAY = dt.date(2026, 11, 22)
QUARTER = "2026Q3"
PASSPHRASE = "correct horse battery"


def policy(seed: int = 1, **given: object) -> Policy:
    return simulate.policy(simulate.Model(), seed, dt.date(2026, 1, 5), **given)


def rows(workers: int, names: Sequence[str] = (QUARTER,), seed: int = 1) -> dict[int, tuple[ContributionRow, ...]]:
    """Simulated rows by seat."""
    made = simulate.contributions(policy(), tuple(names), workers, seed=seed, model=simulate.Model())
    return dict(made)


@dataclass
class Filled:
    pool: Pool
    keys: Keys


def filled(
    place: Path, workers: int, names: Sequence[str] = (QUARTER,), seed: int = 1, *, kept: bool = False, **given: object
) -> Filled:
    """A pool with simulated contributors in it; with `kept` its keys are in the user folder under PASSPHRASE."""
    rules = replace(policy(**{k: v for k, v in given.items() if k != "real"}), simulated=not given.get("real"))
    own = keys.new_keys(rules.pool)
    if kept:
        keys.save(own, PASSPHRASE)
    pool = folder.make(place, rules, own, TODAY)
    seating.invite(pool, workers + 1, TODAY)
    with changing(pool, TODAY) as change:
        for seat, listed in rows(workers, names, seed).items():
            change.insert_rows(seat, listed, 1)
        change.touch(names)
    return Filled(pool, own)


def plant(pool: Pool, seat: int, column: str, value: object) -> None:
    """Put a value into a row behind the back of intake."""
    with changing(pool, TODAY) as change:
        change.run(f"UPDATE rows SET {column} = ? WHERE seat = ?", value, seat)
        change.touch([QUARTER])


def one(row: ContributionRow, **given: object) -> ContributionRow:
    return replace(row, **given)
