"""Members' sheets that were shown: kept in the pool's folder, so that a quarter stays as it was."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.errors import DamagedPool, InputError
from tracker.pool.canonical_json import canonical, read_canonical
from tracker.pool.quarters import is_quarter
from tracker.pool.sheet import CORRECTED_FROM, Sheet, changed, read_sheet, sheet_dict
from tracker.say import Word
from tracker.vault import database, files
from tracker.vault.folder import Pool

SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as it was first shown, or last corrected."""

    sheet: Sheet
    made_on: dt.date
    seats: dict[str, str]
    """Seat -> which bundle its rows were of."""
    gone: int = 0
    """Contributors whose rows were erased since: nothing else is kept of them."""
    waiting: int = 0
    """Contributors that have changed since: too few of them to correct it."""


def settled(pool: Pool, quarter: str, today: dt.date, build: Callable[[], Sheet]) -> Shown:
    """The sheet of a quarter: the one that was shown, or a new one if there is none, or where ten or more
    contributors have changed since. It is kept before it is given out, and is of the rows of just those seats: where
    others come in while it is made, it is made once more. Raises DamagedPool, InputError."""
    while True:
        with pool.reading() as connection:
            now = contributors(connection, quarter)
        there = shown(pool, quarter)
        if there is not None and (n := changed(there.seats, now, there.gone)) < CORRECTED_FROM:
            return replace(there, waiting=n)
        made = Shown(build(), today, now)
        with database.changing(pool.database, today) as change:  # the lock: one program writes the file
            if contributors(change.connection, quarter) == now and shown(pool, quarter) == there:
                _keep(pool, quarter, made)
                return made


def _keep(pool: Pool, quarter: str, made: Shown) -> None:
    path = _path(pool, quarter)
    files.make_folder(path.parent)
    seen = {"made_on": made.made_on.isoformat(), "seats": made.seats, "gone": made.gone}
    files.write(path, canonical({"tracker_sheet": 1, **seen, "sheet": sheet_dict(made.sheet)}))


def shown(pool: Pool, quarter: str) -> Shown | None:
    """The sheet of a quarter that was shown; None if there is none. Raises DamagedPool."""
    path = _path(pool, quarter)
    if not path.is_file():
        return None
    try:
        found = read_canonical(path.read_bytes())
        seats = {str(k): str(v) for k, v in found["seats"].items()}
        day, gone = dt.date.fromisoformat(found["made_on"]), int(found.get("gone", 0))
        return Shown(read_sheet(found["sheet"]), day, seats, gone)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedPool("The sheet of {quarter} that was shown cannot be read.", quarter=Word(quarter)) from error


def kept(pool: Pool) -> tuple[str, ...]:
    """Quarters whose sheet was shown and is kept, oldest first."""
    return tuple(sorted(p.stem for p in (pool.folder / SHEETS).glob("*.json") if is_quarter(p.stem)))


def settle(pool: Pool, day: dt.date) -> None:
    """Take the numbers of seats that have no rows of a quarter any more out of its kept sheet; how many they were
    stays. A sheet that cannot be read is left as it is, and said when it is asked for."""
    for quarter in kept(pool):
        with contextlib.suppress(DamagedPool), database.changing(pool.database, day) as change:  # the lock
            there, now = shown(pool, quarter), contributors(change.connection, quarter)
            if there is not None and not there.seats.keys() <= now.keys():
                seats = {s: bundle for s, bundle in there.seats.items() if s in now}
                gone = there.gone + len(there.seats) - len(seats)
                _keep(pool, quarter, replace(there, seats=seats, gone=gone))


def forget(pool: Pool, quarter: str) -> None:
    """Erase the kept sheet of a quarter, and with it which seats were in it."""
    _path(pool, quarter).unlink(missing_ok=True)


def contributors(connection: sqlite3.Connection, quarter: str) -> dict[str, str]:
    """Seats with rows of a quarter, each with the day and number of the bundle that they are of."""
    sql = "SELECT seat, max(arrived_on), max(serial) FROM rows WHERE quarter = ? GROUP BY seat ORDER BY seat"
    return {str(seat): f"{day} {serial}" for seat, day, serial in connection.execute(sql, (quarter,))}


def _path(pool: Pool, quarter: str) -> Path:
    if not is_quarter(quarter):
        raise InputError(
            "{quarter} is not a quarter.", hint="Write it as 2026Q3.", value=quarter, quarter=Word(quarter)
        )
    return pool.folder / SHEETS / f"{quarter}.json"
