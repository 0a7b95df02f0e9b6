"""Is a pool whole: its rows, its log, what is made from them, and the keys to it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.errors import DamagedPool
from tracker.pool import quarters
from tracker.pool.canonical_json import check
from tracker.pool.checks import rows_problem
from tracker.say import Act, Said, Word
from tracker.vault import database, facts, files, joining, keys, seating, sheets
from tracker.vault.changing import settle
from tracker.vault.copies import Copy, copies
from tracker.vault.folder import LOG, Pool, log_ahead, log_bytes

_OUTSIDE = "Seat {seat} has rows that the policy does not allow: {said}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it has to be."""

    code: str
    text: Said | str
    fixable: bool = False


def findings(pool: Pool, today: dt.date) -> tuple[Finding, ...]:
    """All that is wrong or odd; nothing is changed.

    Codes: damaged_rows, row_outside, log_changed, log_behind, log_ahead, facts_differ, unfinished_file, old_rows,
    no_keys, copy_other, copy_known, copy_clash, copy_unread, copy_left.
    """
    return (*_rows(pool), *_log(pool), *_files(pool, today), *(_copy(pool, c) for c in copies(pool)))


def _copy(pool: Pool, copy: Copy) -> Finding:
    """What a sync service left beside a file of the pool."""
    name, of = Word(copy.path.name), Word(copy.of.name)
    try:
        known = joining.superseded(pool, copy)
        if known and copy.of.name == database.FILE and (seats := joining.clashes(pool, copy.path)):
            listed = Word(", ".join(map(str, seats)))
            text = "{name} is joined, but for seats {seats}: both machines gave them keys. Ours stand; ask the members."
            return Finding("copy_clash", Said(text, name=name, seats=listed), fixable=True)
        if known:
            return Finding(
                "copy_known", Said("{name} is a copy of {of}; the pool has all of it.", name=name, of=of), fixable=True
            )
        if copy.of.name == database.FILE:
            text = "{name} was written on another machine at the same time: the pool lacks {n} of its acts."
            return Finding("copy_other", Said(text, name=name, n=joining.unknown(pool, copy.path)), fixable=True)
    except DamagedPool as error:
        return Finding("copy_unread", error.message)
    text = "{name} and {of} were written on two machines at once, and say two things: keep the right one."
    return Finding("copy_left", Said(text, name=name, of=of))


def fix(pool: Pool, found: tuple[Finding, ...], today: dt.date) -> tuple[Finding, ...]:
    """Put right what can be; gives what was. A log that was changed is kept aside under another name."""
    put_right = tuple(f for f in found if f.fixable)
    codes = {f.code for f in put_right}
    if codes & {"log_changed", "log_ahead"}:
        log = pool.folder / LOG
        log.replace(log.with_name(f"{LOG}.changed-{today.isoformat()}"))
    if "facts_differ" in codes:
        for quarter in facts.differing(pool):
            facts.forget(pool, quarter)
    for part in files.parts(pool.folder):
        part.unlink(missing_ok=True)
    if codes & {"copy_other", "copy_known", "copy_clash"}:
        _join(pool, today)
    settle(pool, today)
    return put_right


def _join(pool: Pool, today: dt.date) -> None:
    """Join copies of the database, then let those go of which everything is in the pool."""
    for copy in sorted(copies(pool), key=lambda c: c.of.name != database.FILE):
        with contextlib.suppress(DamagedPool):  # it is found again, and said
            joined = joining.join(pool, copy.path, today) if copy.of.name == database.FILE else None
            if not (joined and joined.clashes) and joining.superseded(pool, copy):
                copy.path.unlink()


def _rows(pool: Pool) -> Iterator[Finding]:
    with pool.reading() as connection:
        said = [line for (line,) in connection.execute("PRAGMA integrity_check")]
        said += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    if said != ["ok"]:
        yield Finding("damaged_rows", Said("pool.db is damaged: {said}", said=Word(said[0])))
        return
    for seat in seating.seats(pool):
        if seat.quarters and (problem := rows_problem(seating.rows(pool, seat.seat), pool.policy)) is not None:
            yield Finding("row_outside", Said(_OUTSIDE, seat=seat.seat, said=problem.message))


def _log(pool: Pool) -> Iterator[Finding]:
    path = pool.folder / LOG
    there = path.read_bytes() if path.exists() else b""
    with pool.reading() as connection:
        whole = log_bytes(connection)
    try:
        check(whole.decode().splitlines(keepends=True))
    except ValueError as error:
        yield Finding("damaged_rows", Said("The log in pool.db was changed: {error}.", error=Word(error)))
    if lines := log_ahead(pool):
        text = (
            "{log} tells of {n} acts that pool.db does not have: let the sync service deliver it. If you put back an"
            " older pool.db on purpose, go on with it."
        )
        yield Finding("log_ahead", Said(text, log=Word(LOG), n=lines), fixable=True)
    elif not whole.startswith(there):
        yield Finding(
            "log_changed", Said("{log} was changed by something other than the tracker.", log=Word(LOG)), fixable=True
        )
    elif there != whole:
        yield Finding("log_behind", Said("{log} lacks the last lines.", log=Word(LOG)), fixable=True)


def _files(pool: Pool, today: dt.date) -> Iterator[Finding]:
    for quarter in facts.differing(pool):
        yield Finding(
            "facts_differ",
            Said("The facts of {quarter} are not the rows of the pool.", quarter=Word(quarter)),
            fixable=True,
        )
    for part in files.parts(pool.folder):
        yield Finding("unfinished_file", Said("{name} was left behind unfinished.", name=Word(part.name)), fixable=True)
    oldest = quarters.oldest_kept(today, pool.policy.keep_quarters)
    there = {q for s in seating.seats(pool) for q in s.quarters} | {*sheets.kept(pool)}
    old = ", ".join(sorted(q for q in there if q < oldest))
    if old:
        text = "Rows or a sheet of {old} are kept longer than the policy allows: {way}"
        yield Finding("old_rows", Said(text, old=Word(old), way=Act.PRUNE_POOL))
    if not pool.policy.simulated and not keys.has_keys(pool.policy.pool):
        yield Finding("no_keys", "This machine has no keys of this pool: no bundle can be opened here.")
