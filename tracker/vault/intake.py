"""Intake: files become rows, or are refused with a reason. One transaction for all that is dropped in together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tracker.errors import InputError
from tracker.pool.bundle import MOST_BYTES, Bundle, Kind, parse
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import code_hash
from tracker.say import Said, Word
from tracker.vault import seating
from tracker.vault.changing import changing
from tracker.vault.database import Change
from tracker.vault.folder import Pool
from tracker.vault.keys import Keys


@dataclass(frozen=True, slots=True)
class Accepted:
    """Its rows are in the pool now, or with a withdrawal none of the seat's do any more."""

    seat: int
    quarters: tuple[str, ...]
    """Quarters that it has rows of, or whose rows went."""
    kind: Kind
    new: bool
    """The first from this seat's key."""
    replaced: tuple[str, ...] = ()
    """Of the quarters those that had other rows before."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was taken from it; `code` is stable, `reason` a sentence."""

    code: str
    reason: Said | str


@dataclass(frozen=True, slots=True)
class Known:
    """It is in the pool already; nothing changed."""

    seat: int


Decision: TypeAlias = Accepted | Refused | Known


@dataclass(frozen=True, slots=True)
class Taken:
    """One file and what became of it; `name` is one line without signs that nobody sees."""

    name: str
    decision: Decision


def take(
    pool: Pool, keys: Keys, incoming: Iterable[tuple[str, bytes]], today: dt.date, *, only: Kind | None = None
) -> tuple[Taken, ...]:
    """Take in any number of files (name, content), in the order given; a bad one never stops the others.

    Several files of one member are taken oldest first, whatever their order. All that is accepted is written in
    one transaction: a kill leaves the pool as it was, or with all of it. `only`: refuse bundles of the other kind.
    """
    opened = [(name, _opened(pool, keys, data, today, only)) for name, data in incoming]
    order = sorted(range(len(opened)), key=lambda i: _turn(opened[i][1]))
    decisions: dict[int, Decision] = {}
    with changing(pool, today) as change:
        for i in order:
            found = opened[i][1]
            decisions[i] = found if isinstance(found, Refused) else _decide(change, pool, found)
        refused = Counter(d.code for d in decisions.values() if isinstance(d, Refused))
        for code, count in sorted(refused.items()):
            change.log("refused", code=code, count=count)
    return tuple(Taken(plain_name(name), decisions[i]) for i, (name, _) in enumerate(opened))


def plain_name(name: str) -> str:
    """A file's name as it can be in a report: who sends a file must not write lines of the report, or turn it round.

    >>> plain_name("a.bundle\\n2.bundle: seat 2")
    'a.bundle\ufffd2.bundle: seat 2'
    """
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _turn(found: Bundle | Refused) -> tuple[str, int]:
    return ("", 0) if isinstance(found, Refused) else (found.key, found.serial)


def _opened(pool: Pool, keys: Keys, data: bytes, today: dt.date, only: Kind | None) -> Bundle | Refused:
    if len(data) > MOST_BYTES:
        return Refused("bundle_size", "The file is larger than any contribution.")
    try:
        bundle = parse(keys.open(data), pool.policy, today=today)
    except InputError as error:
        return Refused(error.code, error.message)
    if only is not None and bundle.kind is not only:
        return Refused("bundle_kind", Said("The file is a {kind}, no {only}.", kind=Word(bundle.kind), only=Word(only)))
    return bundle


def _decide(change: Change, pool: Pool, bundle: Bundle) -> Decision:
    held = change.one("SELECT seat, serial, last, code_hash FROM seats WHERE key = ?", bundle.key)
    own = None if bundle.seat_code is None else code_hash(pool.policy.pool, bundle.seat_code)
    if held is None:
        seat = _bound(change, bundle, own)
        return seat if isinstance(seat, Refused | Known) else _write(change, pool, seat, bundle, new=True)
    seat, serial, last, code = held
    if last == bundle.digest:
        return Known(seat)
    if own is not None and own != code:
        return Refused("seat_other_code", "The key belongs to a seat, and the code in the file to another.")
    if bundle.serial <= serial:
        return Refused("bundle_older", "The pool has a newer contribution of this seat already.")
    return _write(change, pool, seat, bundle, new=False)


def _bound(change: Change, bundle: Bundle, code: str | None) -> int | Refused | Known:
    """The seat that a key takes which has none yet."""
    if change.one("SELECT 1 FROM retired WHERE key = ?", bundle.key):
        return Refused("seat_retired_key", "A keeper gave this seat a new key; this file is signed with the old one.")
    gone = change.one("SELECT seat FROM seats WHERE farewell = ?", bundle.digest)
    if gone is not None:
        return Known(gone[0])
    if code is None:
        return Refused("seat_unknown_key", "The file is signed with a key that has no seat in this pool.")
    found = change.one("SELECT seat, key FROM seats WHERE code_hash = ?", code)
    if found is None:
        return Refused("seat_unknown_code", "The code in the file is not one of this pool's, or was replaced.")
    if found[1] is not None:
        return Refused("seat_code_used", "The code in the file was used before, with another key.")
    return int(found[0])


def _write(change: Change, pool: Pool, seat: int, bundle: Bundle, *, new: bool) -> Accepted:
    if bundle.kind is Kind.WITHDRAWAL:
        by = "member" if pool.policy.two_keepers else ""
        return Accepted(seat, seating.erase(change, seat, bundle.digest, by=by), bundle.kind, new)
    today, quarters = change.day.isoformat(), bundle.quarters
    change.run(
        "UPDATE seats SET key = ?, serial = ?, last = ?, used_on = coalesce(used_on, ?) WHERE seat = ?",
        bundle.key, bundle.serial, bundle.digest, today, seat,
    )  # fmt: skip
    there, told = _by_quarter(seating.rows_of(change.connection, seat)), _by_quarter(bundle.rows)
    # what is sent again as it stands is left as it came: a sheet that was shown goes by who sent something else
    changed = tuple(q for q in quarters if there.get(q) != told[q])
    replaced = tuple(q for q in changed if q in there)
    for quarter in replaced:
        change.run("DELETE FROM rows WHERE seat = ? AND quarter = ?", seat, quarter)
    change.insert_rows(seat, [r for r in bundle.rows if r.quarter in changed], bundle.serial)
    change.touch(changed)
    change.log("replaced" if replaced else "added" if changed else "same", seat)
    return Accepted(seat, quarters, bundle.kind, new, replaced)


def _by_quarter(rows: Iterable[ContributionRow]) -> dict[str, frozenset[ContributionRow]]:
    held: dict[str, set[ContributionRow]] = {}
    for row in rows:
        held.setdefault(row.quarter, set()).add(row)
    return {quarter: frozenset(own) for quarter, own in held.items()}
