"""Members' sheets that were shown: kept in the pool's folder, so that a quarter stays as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import DamagedPool, InputError
from tracker.pool.canonical import canonical, read_canonical
from tracker.pool.quarters import is_quarter
from tracker.pool.sheet import CORRECTED_FROM, Sheet, changed, read_sheet, sheet_dict
from tracker.vault import files
from tracker.vault.folder import Pool

SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as it was first shown, or last corrected."""

    sheet: Sheet
    made_on: dt.date
    seats: dict[str, str]
    """Seat -> which bundle its rows were of."""
    waiting: int = 0
    """Contributors that have changed since: too few of them to correct it."""


def settled(pool: Pool, quarter: str, today: dt.date, build: Callable[[], Sheet]) -> Shown:
    """The sheet of a quarter: the one that was shown, or a new one where there is none, or where ten or more
    contributors have changed since. It is kept before it is given out. Raises DamagedPool, InputError."""
    now = contributors(pool, quarter)
    there = shown(pool, quarter)
    if there is not None and (n := changed(there.seats, now)) < CORRECTED_FROM:
        return Shown(there.sheet, there.made_on, there.seats, n)
    made = Shown(build(), today, now)
    path = _path(pool, quarter)
    files.make_folder(path.parent)
    document = {"tracker_sheet": 1, "made_on": today.isoformat(), "seats": now, "sheet": sheet_dict(made.sheet)}
    files.write(path, canonical(document))
    return made


def shown(pool: Pool, quarter: str) -> Shown | None:
    """The sheet of a quarter that was shown; None where there is none. Raises DamagedPool."""
    path = _path(pool, quarter)
    if not path.is_file():
        return None
    try:
        found = read_canonical(path.read_bytes())
        seats = {str(k): str(v) for k, v in found["seats"].items()}
        return Shown(read_sheet(found["sheet"]), dt.date.fromisoformat(found["made_on"]), seats)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedPool(f"The sheet of {quarter} that was shown cannot be read.") from error


def contributors(pool: Pool, quarter: str) -> dict[str, str]:
    """Seats with rows of a quarter, each with the day and number of the bundle that they are of."""
    sql = "SELECT seat, max(arrived_on), max(serial) FROM rows WHERE quarter = ? GROUP BY seat ORDER BY seat"
    with pool.reading() as connection:
        return {str(seat): f"{day} {serial}" for seat, day, serial in connection.execute(sql, (quarter,))}


def _path(pool: Pool, quarter: str) -> Path:
    if not is_quarter(quarter):
        raise InputError(f"{quarter} is no quarter.", hint="Write it as 2026Q3.", value=quarter)
    return pool.folder / SHEETS / f"{quarter}.json"
