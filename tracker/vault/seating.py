"""Seats: handing out codes, new keys, erasing, and which rows are still kept."""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker.errors import InputError, NotFound, Refused
from tracker.pool import quarters
from tracker.pool.batches import Hand
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import (
    CODE_BYTES,
    MOST_AT_ONCE,
    MOST_IN_BATCH,
    Seat,
    SeatCode,
    code_hash,
    code_of,
    ticking_table,
)
from tracker.say import Word
from tracker.vault import database, files, sheets
from tracker.vault.changing import changing, settle
from tracker.vault.database import ROW_FIELDS, Change
from tracker.vault.folder import Pool

LONGEST_NAME = 80


def invite(
    pool: Pool, count: int, today: dt.date, *, path: Path | None = None, handed_by: str = ""
) -> tuple[SeatCode, ...]:
    """New seats with their single-use codes in batches of at most `MOST_IN_BATCH`, and with `path` the table to tick
    them off in. `handed_by`: who hands them out.

    The pool keeps hashes only: a code that is lost is replaced with `rekey`. The table is on the disk before
    the seats are. Raises InputError for a count that cannot be, Refused where the file is there already.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise InputError(
            "Seats are made 1 to {most_at_once} at a time.", value=str(count), most_at_once=Word(MOST_AT_ONCE)
        )
    if path is not None and path.exists():
        raise Refused(
            "{path} is there already.", hint="It may hold codes that were handed out: name another.", path=Word(path)
        )
    part = None
    with database.changing(pool.database, today) as change:
        first = change.one("SELECT coalesce(max(seat), 0) + 1 FROM seats")[0]
        day, by = today.isoformat(), _line(handed_by)
        codes = tuple(SeatCode(first + i, new_code(), b) for i, b in enumerate(_batches(change, count, day, by)))
        values = [(c.seat, day, code_hash(pool.policy.pool, c.code), c.batch, by) for c in codes]
        change.connection.executemany(
            "INSERT INTO seats (seat, made_on, code_hash, batch, handed_by) VALUES (?, ?, ?, ?, ?)", values
        )
        change.log("invited", first=first, count=count, batch=codes[0].batch)
        if path is not None:
            part = files.start(path, ticking_table(codes).encode())
    if path is not None and part is not None:
        files.finish(part, path)  # before anything else is written: the codes are nowhere but in it
    settle(pool, today)
    return codes


def _batches(change: Change, count: int, day: str, by: str) -> list[int]:
    """The batch of each of so many new seats. What one person hands out on a day goes on with a batch that has room."""
    last, there = change.one(
        "SELECT coalesce(max(batch), 0), count(*) FROM seats WHERE made_on = ? AND handed_by = ? AND batch ="
        " (SELECT max(batch) FROM seats)",
        day, by,
    )  # fmt: skip
    first = last if there else change.one("SELECT coalesce(max(batch), 0) + 1 FROM seats")[0]
    return [first + (there + i) // MOST_IN_BATCH for i in range(count)]


def new_code() -> str:
    return code_of(secrets.token_bytes(CODE_BYTES))


def seats(pool: Pool) -> tuple[Seat, ...]:
    """All seats, in order."""
    with pool.reading() as connection:
        held: dict[int, list[str]] = {}
        for seat, quarter in connection.execute("SELECT DISTINCT seat, quarter FROM rows ORDER BY quarter"):
            held.setdefault(seat, []).append(quarter)
        sql = "SELECT seat, made_on, used_on, removed_on, given_to, batch, handed_by FROM seats ORDER BY seat"
        return tuple(_seat(row, tuple(held.get(row[0], ()))) for row in connection.execute(sql))


def _seat(row: Sequence[Any], held: tuple[str, ...]) -> Seat:
    seat, made_on, used_on, removed_on, *words = row
    return Seat(seat, dt.date.fromisoformat(made_on), _day(used_on), _day(removed_on), held, *words)


def hands(pool: Pool) -> dict[int, Hand]:
    """The batch of every seat and its size: seats that are removed or not in use count in it. Seats from before there
    were batches are one batch a day."""
    with pool.reading() as connection:
        found = connection.execute("SELECT seat, batch, made_on FROM seats").fetchall()
    names = [(batch, "" if batch else day) for _, batch, day in found]
    sizes, numbers = Counter(names), {name: i for i, name in enumerate(dict.fromkeys(names))}
    return {seat: (numbers[name], sizes[name]) for (seat, *_), name in zip(found, names, strict=True)}


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def missing(pool: Pool, quarter: str) -> tuple[Seat, ...]:
    """Seats in use whose rows of a quarter have not come."""
    return tuple(s for s in seats(pool) if s.used_on is not None and quarter not in s.quarters)


def rows(pool: Pool, seat: int) -> tuple[ContributionRow, ...]:
    """The rows of one seat, oldest quarter first."""
    with pool.reading() as connection:
        return rows_of(connection, seat)


def rows_of(connection: sqlite3.Connection, seat: int) -> tuple[ContributionRow, ...]:
    """The same, by a connection that is there."""
    sql = f"SELECT {', '.join(ROW_FIELDS)} FROM rows WHERE seat = ? ORDER BY quarter, platform, role"
    return tuple(ContributionRow(**dict(zip(ROW_FIELDS, r, strict=True))) for r in connection.execute(sql, (seat,)))


def note(pool: Pool, seat: int, given_to: str, today: dt.date) -> None:
    """Write down whom a code was given to; empty wipes it. It stays in the keepers' folder."""
    text = _line(given_to)
    with changing(pool, today) as change:
        _known(change, seat)
        change.run("UPDATE seats SET given_to = ? WHERE seat = ?", text, seat)


def _line(text: str) -> str:
    """What is noted of a seat. Raises InputError."""
    line = " ".join(text.split())
    if len(line) > LONGEST_NAME or not line.isprintable():
        raise InputError(
            "What is noted of a seat is one line of at most {longest_name} letters.", longest_name=Word(LONGEST_NAME)
        )
    return line


def rekey(pool: Pool, seat: int, today: dt.date) -> SeatCode:
    """A new single-use code for a seat; its old key and code are worth nothing from now on, its rows stay."""
    code = SeatCode(seat, new_code())
    with changing(pool, today) as change:
        _known(change, seat)
        change.run(
            "INSERT INTO retired SELECT key, seat, ? FROM seats WHERE seat = ? AND key IS NOT NULL",
            today.isoformat(), seat,
        )  # fmt: skip
        change.run(
            "UPDATE seats SET code_hash = ?, key = NULL, serial = 0, last = NULL, used_on = NULL, removed_on = NULL,"
            " farewell = NULL WHERE seat = ?",
            code_hash(pool.policy.pool, code.code), seat,
        )  # fmt: skip
        change.log("rekeyed", seat)
    return code


def remove(pool: Pool, seat: int, today: dt.date) -> tuple[str, ...]:
    """Erase a seat's rows, key and name; gives the quarters that had rows. Raises NotFound; twice changes nothing."""
    with changing(pool, today) as change:
        if _known(change, seat) is not None:
            return ()
        return erase(change, seat, None)


def erase(change: Change, seat: int, farewell: str | None, *, by: str = "") -> tuple[str, ...]:
    """Leave of a seat its number, the day, and the word "removed" in the log; `by` whom where it takes two keepers."""
    held = tuple(q for (q,) in change.run("SELECT DISTINCT quarter FROM rows WHERE seat = ? ORDER BY 1", seat))
    change.run("DELETE FROM rows WHERE seat = ?", seat)
    change.run("DELETE FROM retired WHERE seat = ?", seat)
    change.run(
        "UPDATE seats SET code_hash = NULL, given_to = '', used_on = NULL, key = NULL, serial = 0, last = NULL,"
        " removed_on = ?, farewell = ? WHERE seat = ?",
        change.day.isoformat(), farewell, seat,
    )  # fmt: skip
    change.touch(held)
    change.log("removed", seat, **({"by": by} if by else {}))
    return held


def prune(pool: Pool, today: dt.date) -> tuple[str, ...]:
    """Erase rows older than the policy keeps them, and the kept sheets of those quarters, which say who was in them;
    gives the quarters that went."""
    oldest = quarters.oldest_kept(today, pool.policy.keep_quarters)
    shown = [q for q in sheets.kept(pool) if q < oldest]
    with pool.reading() as connection:
        found = connection.execute("SELECT DISTINCT quarter FROM rows WHERE quarter < ? ORDER BY 1", (oldest,))
        gone = tuple(q for (q,) in found)
    if gone:
        with changing(pool, today) as change:
            change.run("DELETE FROM rows WHERE quarter < ?", oldest)
            change.run("DELETE FROM quarters WHERE quarter < ?", oldest)
            for quarter in gone:
                change.log("pruned", quarter=quarter)
    for quarter in shown:  # after the rows: with no rows no other sheet can be made of them
        sheets.forget(pool, quarter)
    return tuple(sorted({*gone, *shown}))


def _known(change: Change, seat: int) -> str | None:
    """The day a seat was removed on, None if it was not. Raises NotFound."""
    found = change.one("SELECT removed_on FROM seats WHERE seat = ?", seat)
    if found is None:
        raise NotFound("There is no seat {seat} in this pool.", seat=Word(seat))
    return None if found[0] is None else str(found[0])
