"""Joining what two machines did with one pool at once: the rows and seats of a copy of pool.db come into ours.

Each database has its log in it. Both logs begin alike; what comes after is what each machine did by itself (no two
acts have one line: each has a part by chance). A seat
that one of them touched is taken from there; one that both touched keeps the newer rows of each quarter; one that
either removed is removed. Two seats that were made under one number get two. The log of the copy is kept beside ours,
named by the hash of its last line, and a line of ours names that hash.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.errors import DamagedPool, Refused
from tracker.pool.canonical_json import check, read_canonical
from tracker.pool.invitation import policy_digest
from tracker.say import Act, Word
from tracker.vault import acts, database, files, seating
from tracker.vault.changing import changing
from tracker.vault.copies import Copy, copies
from tracker.vault.database import ROW_FIELDS, Change
from tracker.vault.folder import FACTS, INVITATION, JOINED, LOG, PRIVACY, Pool

SEAT = (
    "seat", "made_on", "code_hash", "given_to", "used_on", "key", "serial", "last", "removed_on", "farewell", "batch",
    "handed_by",
)  # fmt: skip
ROW = ("seat", *ROW_FIELDS, "arrived_on", "serial")

Values = dict[str, Any]


@dataclass
class Joined:
    """What joining comes to. `renumbered`: seats that two machines made under one number, theirs -> new. `clashes`:
    seats to which both gave keys: ours stays, and the copy is kept."""

    lines: int = 0
    """Acts of the copy that the pool did not know of."""
    seats: set[int] = field(default_factory=set)
    renumbered: dict[int, int] = field(default_factory=dict)
    clashes: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Side:
    """One machine's database: its log, and what it did after the logs parted."""

    connection: sqlite3.Connection
    acts: tuple[dict[str, Any], ...]

    @property
    def seats(self) -> dict[int, Values]:
        found = self.connection.execute(f"SELECT {', '.join(SEAT)} FROM seats ORDER BY seat")
        return {row[0]: dict(zip(SEAT, row, strict=True)) for row in found}

    @property
    def touched(self) -> set[int]:
        return {a["seat"] for a in self.acts if "seat" in a}

    @property
    def made(self) -> set[int]:
        return {
            n for a in self.acts if a["word"] == "invited" for n in range(a["first"], a["first"] + a["count"])
        }  # fmt: skip

    @property
    def pruned(self) -> set[str]:
        return {a["quarter"] for a in self.acts if a["word"] == "pruned"}

    def did(self, word: str, seat: int) -> bool:
        return any(a["word"] == word and a.get("seat") == seat for a in self.acts)

    def rows(self, seat: int) -> dict[str, list[Values]]:
        """By quarter."""
        held: dict[str, list[Values]] = {}
        for row in self.connection.execute(f"SELECT {', '.join(ROW)} FROM rows WHERE seat = ?", (seat,)):
            one = dict(zip(ROW, row, strict=True))
            held.setdefault(one["quarter"], []).append(one)
        return held


def unknown(pool: Pool, path: Path) -> int:
    """Acts in a copy of pool.db that the pool does not know of. Raises DamagedPool for one that is not whole, perhaps
    since it is still being delivered, or is of another pool."""
    with pool.reading() as ours, _opened(pool, path) as theirs:
        return len(_parted(ours, theirs)[1].acts)


def join(pool: Pool, path: Path, today: dt.date) -> Joined:
    """Bring a copy of pool.db into the pool, in one transaction; twice changes nothing. Raises DamagedPool."""
    with _opened(pool, path) as theirs, changing(pool, today) as change:
        ours, other = _parted(change.connection, theirs)
        found = Joined(lines=len(other.acts))
        if not other.acts:
            return found
        lines = _lines(theirs)
        _keep(pool, lines)
        _seats(change, ours, other, found)
        for quarter in ours.pruned | other.pruned:
            change.run("DELETE FROM rows WHERE quarter = ?", quarter)
        change.touch(sorted({q for (q,) in change.run("SELECT DISTINCT quarter FROM rows")}))
        change.log(
            "joined", head=check(lines), count=found.lines, seats=sorted(found.seats), clashes=sorted(found.clashes),
            renumbered=[list(pair) for pair in sorted(found.renumbered.items())],
        )  # fmt: skip
    return found


def clashes(pool: Pool, path: Path) -> tuple[int, ...]:
    """The seats to which both machines gave keys, of a copy that was joined."""
    with pool.reading() as ours, _opened(pool, path) as theirs:
        heads = {_act(line)["hash"] for line in _lines(theirs)}
        joined = [a for a in map(_act, _lines(ours)) if a["word"] == "joined" and a["head"] in heads]
    return tuple(sorted({seat for a in joined for seat in a["clashes"]}))


def superseded(pool: Pool, copy: Copy) -> bool:
    """Does the pool have everything of the copy, or make it again by itself, so that it can go? Raises DamagedPool."""
    if copy.of.name == database.FILE:
        return unknown(pool, copy.path) == 0
    if copy.of.name == INVITATION or copy.of.parent.name == FACTS:
        return True
    if copy.path.is_dir() or not copy.of.is_file():
        return False
    theirs, ours = copy.path.read_bytes(), copy.of.read_bytes()
    if copy.of.name == LOG:
        joined = pool.folder / JOINED
        held = [p.read_bytes() for p in joined.iterdir()] if joined.is_dir() else []
        return any(whole.startswith(theirs) for whole in (ours, *held))
    return theirs == ours or (copy.of.name == PRIVACY and ours.startswith(theirs))


def must_be_none(pool: Pool) -> None:
    """Raises Refused, code copies, where a copy may hold rows or releases that the pool does not know of: figures
    would leave people out, or be drawn twice."""
    for copy in copies(pool):
        if copy.of.name in (database.FILE, PRIVACY) and not superseded(pool, copy):
            raise Refused(
                "{name} in the pool's folder was written on another machine at the same time.",
                hint=Act.CHECK_POOL,
                code="copies",
                name=Word(copy.path.name),
            )


@contextlib.contextmanager
def _opened(pool: Pool, path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the copy, which is left as it lies; checked."""
    own = path.with_name(f"{path.name}{files.PART}")
    shutil.copyfile(path, own)
    own.chmod(0o600)
    try:
        database.bring_up(own)
        with database.reading(own) as connection:
            _check(pool, connection)
            yield connection
    except (DamagedPool, sqlite3.Error, ValueError) as error:
        raise DamagedPool(
            "{name} is not a whole copy of this pool's database.",
            hint="It may still be on its way: let the sync service finish, then look again.",
            name=Word(path.name),
        ) from error
    finally:
        own.unlink(missing_ok=True)


def _check(pool: Pool, connection: sqlite3.Connection) -> None:
    meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    said = [line for (line,) in connection.execute("PRAGMA integrity_check")]
    if said != ["ok"] or meta.get("policy") != policy_digest(pool.policy):
        raise ValueError("damaged, or of another pool")
    if not acts.whole(pool, _lines(connection)):
        raise ValueError("its log was changed, or signed by somebody else")


def _lines(connection: sqlite3.Connection) -> list[str]:
    return [line for (line,) in connection.execute("SELECT line FROM log ORDER BY n")]


def _parted(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> tuple[_Side, _Side]:
    """What each did after the logs parted; of theirs nothing where it was joined before."""
    one, other = _lines(ours), _lines(theirs)
    common = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    known = {a.get("head") for a in map(_act, one) if a["word"] == "joined"}
    late = other[common:]
    # of a copy that was joined already and went on, what came before is in ours
    for i in reversed(range(len(late))):
        if _act(late[i])["hash"] in known:
            late = late[i + 1 :]
            break
    return _Side(ours, tuple(map(_act, one[common:]))), _Side(theirs, tuple(map(_act, late)))


def _act(line: str) -> dict[str, Any]:
    return read_canonical(line.encode())


def _keep(pool: Pool, lines: Sequence[str]) -> None:
    files.make_folder(pool.folder / JOINED)
    files.write(pool.folder / JOINED / f"{check(lines)}.log", "".join(lines).encode())


# --- seats ----------------------------------------------------------------------------------------------------


def _seats(change: Change, ours: _Side, theirs: _Side, found: Joined) -> None:
    held, other = ours.seats, theirs.seats
    free = itertools.count(max([*held, *other], default=0) + 1)
    both_made, batches = ours.made & theirs.made, _batches(held, other, ours.made, theirs.made)
    done: dict[int, Values] = {}
    for seat in sorted((theirs.touched | theirs.made) & other.keys()):
        state = {**other[seat], "batch": batches.get(other[seat]["batch"], other[seat]["batch"])}
        if state["removed_on"] and seat in held:
            if not held[seat]["removed_on"]:
                seating.erase(change, seat, state["farewell"], by="joined")
        elif seat in both_made and held[seat]["code_hash"] != state["code_hash"]:
            number = next(free)
            found.renumbered[seat] = number
            done[number] = {**state, "seat": number}
            _put(change, done[number], theirs.rows(seat))
        elif seat not in held or seat not in ours.touched:
            _put(change, state, theirs.rows(seat))
        else:
            _both(change, (ours, held[seat]), (theirs, state), found)
        found.seats.add(seat)


def _batches(held: dict[int, Values], other: dict[int, Values], ours: set[int], theirs: set[int]) -> dict[int, int]:
    """New numbers for batches that both made."""
    known = {held[n]["batch"] for n in held.keys() - ours}
    mine, other_s = {held[n]["batch"] for n in ours}, {other[n]["batch"] for n in theirs}
    free = itertools.count(max([b or 0 for b in mine | other_s | known], default=0) + 1)
    return {b: next(free) for b in sorted(b for b in mine & other_s - known if b is not None)}


def _both(change: Change, one: tuple[_Side, Values], other: tuple[_Side, Values], found: Joined) -> None:
    """A seat that both machines touched."""
    (ours, mine), (theirs, state) = one, other
    seat = mine["seat"]
    if mine["removed_on"]:
        return
    here, there_too = ours.did("rekeyed", seat), theirs.did("rekeyed", seat)
    new_key = here or there_too
    two_keys = mine["key"] and state["key"] and mine["key"] != state["key"]
    if (here and there_too) or (two_keys and not new_key):
        found.clashes.add(seat)
        return
    newer = state if there_too or (not here and state["serial"] > mine["serial"]) else mine
    rows = ours.rows(seat)
    for quarter, told in theirs.rows(seat).items():
        there = rows.get(quarter)
        if there is None or _turn(told, by_day=new_key) > _turn(there, by_day=new_key):
            rows[quarter] = told
    days = [d for d in (mine["used_on"], state["used_on"]) if d]
    used = min(days) if days and newer["key"] else None
    given_to = newer["given_to"] or mine["given_to"]
    _put(change, {**newer, "batch": mine["batch"], "used_on": used, "given_to": given_to}, rows)


def _turn(rows: Sequence[Values], *, by_day: bool) -> tuple[Any, ...]:
    """Which of two came later: by the number that the member's machine gave them; under another key that begins again,
    and the day tells."""
    last = max((r["serial"], r["arrived_on"]) for r in rows)
    return last[::-1] if by_day else last


def _put(change: Change, state: Values, rows: dict[str, list[Values]]) -> None:
    """Let a seat be as it is here, with these rows and no others."""
    seat = state["seat"]
    if state["key"]:  # keys and codes are nobody else's: ours may have retired this one
        change.run("DELETE FROM retired WHERE key = ?", state["key"])
    change.run("DELETE FROM rows WHERE seat = ?", seat)
    before = change.one("SELECT key FROM seats WHERE seat = ?", seat)
    if before and before[0] and before[0] != state["key"]:
        change.run("INSERT OR IGNORE INTO retired VALUES (?, ?, ?)", before[0], seat, change.day.isoformat())
    marks = ", ".join("?" * len(SEAT))
    fresh = ", ".join(f"{n} = excluded.{n}" for n in SEAT[1:])
    change.run(
        f"INSERT INTO seats ({', '.join(SEAT)}) VALUES ({marks}) ON CONFLICT (seat) DO UPDATE SET {fresh}",
        *(state[n] for n in SEAT),
    )
    marks = ", ".join("?" * len(ROW))
    for row in itertools.chain.from_iterable(rows.values()):
        change.run(f"INSERT INTO rows ({', '.join(ROW)}) VALUES ({marks})", *({**row, "seat": seat}[n] for n in ROW))
