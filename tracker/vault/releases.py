"""Releases: built once under the pool's lock, stored in its folder, handed out as they are, and checked by anybody.

Order of a build, so that a kill at any instant may waste budget and never overspends it:
reserve in the privacy ledger -> draw -> write what was spent -> write the folder beside its place -> name its hash
in the ledger -> put it in place. A folder that was named and not put in place is put there by the next use.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tracker.errors import DamagedPool, NotFound, PoolBusy, Refused
from tracker.pool.checks import rows_problem
from tracker.pool.invitation import policy_digest
from tracker.pool.rows import ContributionRow
from tracker.release import accounts
from tracker.release.accounts import Entry, Ledger
from tracker.release.cells import EACH, Points, complete, points
from tracker.release.figures import STATISTICS, Figure, figure_id, release_name
from tracker.release.record import Record, about_policy, draws_list
from tracker.release.split import DELTA, MOST_RHO, epsilon
from tracker.say import Act, Said, Word, told
from tracker.vault import facts, files, joining, measuring, packing
from tracker.vault.database import ROW_FIELDS
from tracker.vault.draws import Draws
from tracker.vault.folder import Pool
from tracker.vault.keys import Keys, keys_folder
from tracker.vault.measuring import Measured

LOCK = "lock.db"
SEEN = ".seen"
WAIT_SECONDS = 20.0
_RELEASE = re.compile(r"\d{4}Q[1-4]-r\d+")

Rows = list[tuple[int, ContributionRow]]


@dataclass(frozen=True, slots=True)
class Built:
    """A release that is in the pool; `new`: it was drawn now."""

    folder: Path
    entry: Entry
    new: bool


def build(pool: Pool, keys: Keys, quarter: str, rho: Decimal, today: dt.date) -> Built:
    """The release of a quarter: the stored one, else a new one.

    Raises Refused (codes budget, bad_rho, not_over, not_publisher, older_ledger, out_of_bounds, no_rows,
    needs_publish, copies), DamagedPool, PoolBusy.
    """
    with _alone(pool):
        ledger = settled(pool)
        _not_older(pool, ledger)
        joining.must_be_none(pool)
        _note_seen(pool, ledger)
        stored = ledger.published(quarter)
        if stored:
            return Built(_place(pool, stored[-1]), stored[-1], new=False)
        _may_build(pool, keys, quarter, rho, today)
        rows = _rows(pool, quarter)
        chosen = accounts.admitted(ledger, {s for s, r in rows if complete(r)}, quarter, rho)
        who = points([(s, r) for s, r in rows if s in chosen], pool.policy, keys.draw)
        measuring.check(who, pool.policy)
        return _drawn(pool, keys, ledger, quarter, rho, who, today)


def _may_build(pool: Pool, keys: Keys, quarter: str, rho: Decimal, today: dt.date) -> None:
    from tracker.pool.quarters import last_day
    from tracker.vault.draws import opendp

    if not 0 < rho <= Decimal(str(MOST_RHO)):
        raise Refused("ρ is above 0 and is at most {most_rho}.", code="bad_rho", most_rho=Word(MOST_RHO))
    if last_day(quarter) >= today:
        raise Refused(
            "{quarter} is not over yet.",
            hint="Late contributions cannot be added later.",
            code="not_over",
            quarter=Word(quarter),
        )
    if keys.public != pool.publisher:
        raise Refused(
            "The keys on this machine do not sign the releases of this pool.",
            hint="The keeper who made it does; the recovery key hands that over.",
            code="not_publisher",
        )
    opendp()


def _rows(pool: Pool, quarter: str) -> Rows:
    """A quarter's rows by seat, each seat's checked against the policy once more."""
    table = facts.facts(pool, [quarter])
    columns = [table.column(c).to_pylist() for c in ("seat", *ROW_FIELDS)]
    rows = [(seat, ContributionRow(**dict(zip(ROW_FIELDS, r, strict=True)))) for seat, *r in zip(*columns, strict=True)]
    if not rows:
        raise Refused("The pool has no rows of {quarter}.", code="no_rows", quarter=Word(quarter))
    own: dict[int, list[ContributionRow]] = {}
    for seat, row in rows:
        own.setdefault(seat, []).append(row)
    for seat, listed in own.items():
        if (found := rows_problem(listed, pool.policy)) is not None:
            raise Refused(
                "Seat {seat} has rows in {quarter} that the policy does not allow: {said}",
                seat=seat,
                quarter=Word(quarter),
                said=found.message,
                hint=Act.CHECK_POOL,
                code="out_of_bounds",
            )
    return rows


def _drawn(pool: Pool, keys: Keys, ledger: Ledger, quarter: str, rho: Decimal, who: Points, today: dt.date) -> Built:
    number, day = ledger.next_number, today.isoformat()
    ledger = _append(
        pool, ledger, "reserved", number, day,
        quarter=quarter, rho=accounts.rho_text(rho), seats=accounts.seats_text(who.seats),
    )  # fmt: skip
    measured = measuring.measure(who, pool.policy, float(rho), Draws(), seats=handed_out(pool))
    spent = min(Decimal(accounts.rho_text(measured.spent)), rho)
    ledger = _append(pool, ledger, "drawn", number, day, spent=accounts.rho_text(spent))
    record = _record(pool, ledger, measured, quarter, number, spent, today)
    part = _part(pool, quarter, number)
    shutil.rmtree(part, ignore_errors=True)
    sums = packing.write(part, record, _figures(record, measured), pool.policy, keys)
    ledger = _append(pool, ledger, "published", number, day, sums=sums)
    entry = ledger.published(quarter)[-1]
    _note_seen(pool, ledger)
    return Built(_place(pool, entry), entry, new=True)


def _figures(record: Record, measured: Measured) -> tuple[Figure, ...]:
    """All figures, cells in the vocabulary's order and statistics in theirs."""
    order = list(STATISTICS)
    cells = list(dict.fromkeys(cell for cell, _ in measured.results))
    found = sorted(measured.results.items(), key=lambda x: (cells.index(x[0][0]), order.index(x[0][1])))
    return tuple(Figure(figure_id(record.release, c, s), c, s, result) for (c, s), result in found)


def _record(
    pool: Pool, ledger: Ledger, m: Measured, quarter: str, number: int, spent: Decimal, today: dt.date
) -> Record:
    before = ledger.last
    since = before.number if before else 0
    return Record(
        **about_policy(pool.policy),
        policy=policy_digest(pool.policy),
        number=number,
        quarter=quarter,
        made_on=today.isoformat(),
        previous={"number": before.number, "sums": before.sums} if before else None,
        wasted=[e.number for e in ledger.entries if since < e.number < number],
        publisher=pool.publisher,
        seats=handed_out(pool),
        rho=accounts.rho_text(next(e.rho for e in ledger.entries if e.number == number)),
        spent=accounts.rho_text(spent),
        epsilon=f"{epsilon(float(spent)) + 0.0005:.3f}",  # rounded up
        delta=f"{DELTA:.0e}",
        split=m.split,
        each=EACH,
        draws=draws_list([(d.what, d.rho, d.scale, d.counted) for d in m.draws]),
        only_count=m.only_count,
        spread=f"{m.spreads[0]:.3f}" if m.spreads else None,
        ratio_spread=f"{m.spreads[1]:.3f}" if m.spreads else None,
    )


def handed_out(pool: Pool) -> int:
    """Seats handed out: a public number."""
    with pool.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM seats").fetchone()[0])


# --- the privacy ledger -------------------------------------------------------------------------------------


def read_ledger(pool: Pool) -> Ledger:
    """The pool's privacy ledger; an empty one if nothing was reserved yet. A last line that is cut short was never
    acted on, and does not count; one that lacks its newline alone does. Raises DamagedPool."""
    return accounts.read(_whole(_bytes(pool)).decode("utf-8", "replace").splitlines(keepends=True))


def _bytes(pool: Pool) -> bytes:
    path = pool.privacy_ledger
    return path.read_bytes() if path.exists() else b""


def _whole(data: bytes) -> bytes:
    end = data.rfind(b"\n") + 1
    return data + b"\n" if data[end:].endswith(b"}") else data[:end]


def _append(pool: Pool, ledger: Ledger, word: str, number: int, day: str, **more: str) -> Ledger:
    """Add a line and keep it on the disk, before anything that it allows is done."""
    whole = _whole(_bytes(pool))
    text = whole + accounts.line(ledger, word, number, day, **more).encode()
    files.write(pool.privacy_ledger, text)
    return read_ledger(pool)


def settled(pool: Pool) -> Ledger:
    """The ledger, with every folder that it names in its place and unfinished ones gone."""
    ledger = read_ledger(pool)
    for entry in ledger.published():
        _place(pool, entry)
    for part in pool.releases.glob(f"*{files.PART}"):
        shutil.rmtree(part, ignore_errors=True)
    return ledger


def _name(entry: Entry) -> str:
    return release_name(entry.quarter, entry.number)


def _part(pool: Pool, quarter: str, number: int) -> Path:
    return pool.releases / f"{release_name(quarter, number)}{files.PART}"


def _place(pool: Pool, entry: Entry) -> Path:
    """Where a release stands; one that a kill left beside its place is put there. Raises DamagedPool."""
    place, part = pool.releases / _name(entry), _part(pool, entry.quarter, entry.number)
    if not place.is_dir() and part.is_dir():
        part.replace(place)
        files.keep_names(pool.releases)
    if not place.is_dir() or packing.sums_of(place) != entry.sums:
        raise DamagedPool(
            "Release {entry} of the pool is missing or changed.",
            hint="Take it from a copy; it is never drawn again.",
            entry=Word(_name(entry)),
        )
    return place


@contextlib.contextmanager
def _alone(pool: Pool) -> Iterator[None]:
    """One program builds. The lock goes with the program that holds it, however it ends."""
    files.make_folder(pool.releases)
    connection = sqlite3.connect(pool.releases / LOCK, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise PoolBusy("Another program is building a release of this pool.", hint="Try again later.") from error
        yield
    finally:
        connection.close()


# --- what this user has seen --------------------------------------------------------------------------------


def _seen_path(pool: Pool) -> Path:
    return keys_folder() / f"{pool.policy.pool}{SEEN}"


def _not_older(pool: Pool, ledger: Ledger) -> None:
    """Raises Refused, code older_ledger, where the ledger lacks a release that is in the pool's folder, or the last
    one that this user has seen."""
    known = {_name(e) for e in ledger.published()}
    for place in pool.releases.iterdir():
        if _RELEASE.fullmatch(place.name) and place.name not in known:
            raise _older(Said("release {name}, which is in the pool's folder", name=Word(place.name)))
    path = _seen_path(pool)
    if not path.is_file():
        return
    try:
        seen = json.loads(path.read_text())
        number, sums = int(seen["number"]), str(seen["sums"])
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedPool("{name} in the keys folder cannot be read.", name=Word(path.name)) from error
    if not any(e.number == number and e.sums == sums for e in ledger.published()):
        raise _older(Said("release {number}, which was built before", number=Word(number)))


def _older(than: Said | str) -> Refused:
    return Refused(
        "The pool's privacy ledger is older than {than}.",
        hint="The folder, or this file of it, is a copy from earlier: take the one that holds the release.",
        code="older_ledger",
        than=told(than),
    )


def _note_seen(pool: Pool, ledger: Ledger) -> None:
    last = ledger.last
    if last is not None:
        files.make_folder(keys_folder())
        files.write(_seen_path(pool), json.dumps({"number": last.number, "sums": last.sums}).encode())


# --- handing out and listing --------------------------------------------------------------------------------


def hand_out(built: Built, to: Path) -> Path:
    """A copy of a stored release in a new folder, there whole or not at all. Raises Refused where something is
    in it already; the same release there already is left."""
    if to.exists() and any(to.iterdir() if to.is_dir() else [to]):
        if to.is_dir() and packing.sums_of(to) == built.entry.sums:
            return to
        raise Refused("{to} is there already, and not empty.", hint="Name a new folder.", to=Word(to))
    files.make_folder(to.absolute().parent)
    part = to.with_name(f"{to.name}.{os.getpid()}{files.PART}")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(built.folder, part)
    if to.exists():
        to.rmdir()
    part.replace(to)
    return to


def listed(pool: Pool) -> tuple[tuple[Entry, Path | None], ...]:
    """Every reservation and where its release stands, oldest first."""
    with _alone(pool):
        ledger = settled(pool)
    return tuple((e, pool.releases / _name(e) if e.sums else None) for e in ledger.entries)


def stored(pool: Pool, quarter: str) -> Path:
    """The folder of a quarter's release. Raises NotFound."""
    found = [path for entry, path in listed(pool) if entry.quarter == quarter and path is not None]
    if not found:
        raise NotFound("There is no release of {quarter}.", hint=Act.BUILD_RELEASE, quarter=Word(quarter))
    return found[-1]
