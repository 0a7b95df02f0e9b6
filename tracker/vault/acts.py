"""What keepers did: the pool's log, sealed with their keys.

    n  day         word      seat           hash
    4  2026-11-22  rekeyed   41             a1…
    5  2026-11-22  sealed         key, signature over a1…      vouches for lines 1 to 5

A line names the hash of the one before it, and a seal is a keeper's signature over such a hash: who changes, drops or
reorders a line that was sealed has to make another hash, which the signature does not fit. That the last lines were
cut off is seen by who has seen them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.errors import DamagedPool, Refused
from tracker.pool.acts import AGREED, ASKED, SEALED, Fault, Line, Log, of_one_keeper, wishes
from tracker.pool.canonical_json import START, check, digest, read_canonical
from tracker.say import Word
from tracker.vault import files
from tracker.vault.changing import changing
from tracker.vault.database import Change
from tracker.vault.folder import JOINED, LOG, Pool, log_bytes
from tracker.vault.keys import Keys, fits, keys_folder

SEEN = ".log"
OWN = frozenset({"n", "before", "hash", "day", "word", "seat", "key", "signature", "once"})
"""Fields of a line that are not about its act."""


# --- writing ------------------------------------------------------------------------------------------------


def seal(pool: Pool, keys: Keys, today: dt.date) -> None:
    """Sign all that was done so far; where the last line is a seal, nothing is added. Raises DamagedPool for a log
    that is not whole: nobody signs what somebody else may have changed."""
    with changing(pool, today) as change:
        _seal(change, pool, keys)
    _note_seen(pool)


def add(pool: Pool, keys: Keys, today: dt.date, word: str, **more: object) -> None:
    """Write down an act that has no line by itself, and sign it."""
    with changing(pool, today) as change:
        change.log(word, **more)  # type: ignore[arg-type]
        _seal(change, pool, keys)
    _note_seen(pool)


def _seal(change: Change, pool: Pool, keys: Keys) -> None:
    lines = [line for (line,) in change.run("SELECT line FROM log ORDER BY n")]
    try:
        own = check(lines)
    except ValueError as error:
        said = Word(str(error))
        raise DamagedPool(
            "The log in pool.db was changed: {error}.", hint="Take it from a copy.", error=said
        ) from error
    if lines and read_canonical(lines[-1].encode())["word"] != SEALED:
        change.log(SEALED, key=keys.public, signature=keys.sign(_text(pool, own)).hex())


def _text(pool: Pool, own: str) -> bytes:
    """What a seal signs: no release and no bundle can have this text."""
    return f"gig-tracker pool log\n{pool.policy.pool}\n{own}\n".encode()


def agreed(pool: Pool, keys: Keys, today: dt.date, act: str, **about: object) -> bool:
    """Have two keepers agreed to an act? The first one's wish is written down and signed (False); with the wish of
    another it is done, and that is signed too (True). A wish is good for one act."""
    found = read(pool)
    if found.faults:
        raise Refused("The log of this pool is not as it was written.", hint="Look at it first.", code="log_faults")
    open_ = wishes(found.lines, {"act": act, **about})
    if any(x.sealed_by not in (None, keys.public) for x in open_):
        add(pool, keys, today, AGREED, act=act, **about)
        return True
    if not open_:
        add(pool, keys, today, ASKED, act=act, **about)
    return False


# --- reading ------------------------------------------------------------------------------------------------


def signers(pool: Pool) -> tuple[str, ...]:
    """The public keys of those who keep the pool, in the order in which they joined."""
    return tuple(dict.fromkeys((pool.publisher, *(k.signs for k in pool.keepers() if k.signs))))


@dataclass
class _Reading:
    pool: Pool
    signers: frozenset[str]
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    before: str = START
    number: int = 0


def read(pool: Pool) -> Log:
    """All acts with who has signed for them, and all that is wrong with them. Nothing is changed."""
    with pool.reading() as connection:
        whole_text = log_bytes(connection)
    reading = _Reading(pool, frozenset(signers(pool)))
    for text in whole_text.decode("utf-8", "replace").splitlines(keepends=True):
        if not _follows(reading, text):
            reading.faults.append(Fault("log_broken", reading.number + 1))
            break
    path = pool.folder / LOG
    if not path.is_file() or path.read_bytes() != whole_text:
        reading.faults.append(Fault("log_file", reading.number))
    reading.faults += [*_older(pool, whole_text), *_joined(pool, reading.lines)]
    reading.faults += [*(of_one_keeper(reading.lines) if pool.policy.two_keepers else ())]
    return Log(tuple(reading.lines), tuple(reading.faults))


def _follows(r: _Reading, text: str) -> bool:
    try:
        own = check([text], r.before, r.number)
    except ValueError:
        return False
    entry, before = read_canonical(text.encode()), r.before
    r.before, r.number = own, r.number + 1
    if entry["word"] == SEALED:
        _sealed(r, entry, before)
    else:
        more = {k: v for k, v in entry.items() if k not in OWN}
        r.lines.append(Line(r.number, str(entry["day"]), str(entry["word"]), entry.get("seat"), more))
    return True


def _sealed(r: _Reading, entry: Mapping[str, Any], before: str) -> None:
    key, signature = str(entry.get("key")), str(entry.get("signature"))
    if key not in r.signers or not fits(key, signature, _text(r.pool, before)):
        r.faults.append(Fault("seal_wrong", r.number))
        return
    r.lines = [replace(x, sealed_by=x.sealed_by or key) for x in r.lines]


def whole(pool: Pool, lines: Sequence[str]) -> bool:
    """Is a log a whole chain whose seals are of this pool's keepers?"""
    reading = _Reading(pool, frozenset(signers(pool)))
    return all(_follows(reading, line) for line in lines) and not reading.faults


def _joined(pool: Pool, lines: Sequence[Line]) -> list[Fault]:
    """Logs of copies that were joined and are not kept as they were."""
    lost = []
    for x in lines:
        if x.word == "joined":
            path = pool.folder / JOINED / f"{x.more['head']}.log"
            try:
                own = check(path.read_text(encoding="utf-8").splitlines(keepends=True))
            except (OSError, ValueError):
                own = ""
            lost += [] if own == x.more["head"] else [Fault("joined_lost", x.n)]
    return lost


# --- what this user has seen ----------------------------------------------------------------------------------


def _note_seen(pool: Pool) -> None:
    """Remember how far the log went when it was last signed here."""
    if pool.policy.simulated:
        return
    with pool.reading() as connection:
        whole = log_bytes(connection)
    files.make_folder(keys_folder())
    seen = {"lines": whole.count(b"\n"), "digest": digest(whole)}
    files.write(keys_folder() / f"{pool.policy.pool}{SEEN}", json.dumps(seen).encode())


def _older(pool: Pool, whole: bytes) -> list[Fault]:
    path = keys_folder() / f"{pool.policy.pool}{SEEN}"
    if not path.is_file():
        return []
    try:
        seen = json.loads(path.read_bytes())
        lines, own = int(seen["lines"]), str(seen["digest"])
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedPool("{name} in the keys folder cannot be read.", name=Word(path.name)) from error
    joined = pool.folder / JOINED  # what was signed here may have come in as a copy
    logs = [whole, *(p.read_bytes() for p in (joined.iterdir() if joined.is_dir() else ()))]
    if any(digest(b"".join(log.splitlines(keepends=True)[:lines])) == own for log in logs):
        return []
    return [Fault("log_older", min(lines, whole.count(b"\n")))]
