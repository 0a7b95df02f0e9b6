"""Which row is which: hashes of rows as read, ordinals among equal ones, slots.

    own id of the source        source_id = the id; of the second row with that id in a file, the id + "#2" …
    no id                       source_id = hash of the content + "#" + ordinal among equal rows of the file
    content (kept in the store) hash of the row in its file's own words + ":" + its status as read
    slot    (kept in the store) hash of source, place in the source (start …) and platform

The content is what the cells say, before a zone, an order of dates, a mapping or a rule is applied to them.
Platform and project are part of it only if the cells do not tell two works apart (`plan`).

All that the store keeps of a row as read are hashes: no name or text survives in them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, TypeVar

from tracker.domain import BY_TABLE, Record, Status
from tracker.record_base import twin

_SEPARATOR = "\x1f"
APPROVED = Status.APPROVED.value
R = TypeVar("R", bound=Record)


def digest(content: str) -> str:
    """The hash of a normalised row: 32 hexadecimal digits.

    >>> digest("a") == digest("a") != digest("b"), len(digest(""))
    (True, 32)
    """
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def normal(*parts: object) -> str:
    """The normalised content of a row: instants in UTC, numbers without padding, text stripped.

    >>> normal(dt.date(2026, 5, 1), Decimal("1.50"), None, " x ").split(chr(31))
    ['2026-05-01', '1.5', '', 'x']
    """
    return _SEPARATOR.join(map(_part, parts))


def _part(value: object) -> str:
    if type(value) is str:
        return value.strip().replace(_SEPARATOR, " ")
    match value:
        case None:
            return ""
        case dt.datetime():
            at = value.astimezone(dt.UTC) if value.utcoffset() is not None else value
            return at.isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f") if value else "0"
        case _:
            return str(value)


_NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?|[-+]?\.\d+")


def own_words(cells: Sequence[str]) -> str:
    """Cells as their file has them: spacing and padded zeros are no difference, nothing is interpreted.

    >>> own_words([" 03/04/2026", "1.50", "a  b"]).split(chr(31))
    ['03/04/2026', '1.5', 'a b']
    """
    text = _SEPARATOR.join(cells)
    spaced = "  " in text or f" {_SEPARATOR}" in text or f"{_SEPARATOR} " in text or text[:1] == " " or text[-1:] == " "
    if spaced or not text.replace(_SEPARATOR, "").isprintable() or text.count(_SEPARATOR) >= len(cells):
        return _SEPARATOR.join(map(_word, cells))
    return _SEPARATOR.join([_word(c) if "." in c else c for c in cells]) if "." in text else text


@lru_cache(maxsize=65_536)
def _word(cell: str) -> str:
    text = " ".join(cell.replace(_SEPARATOR, " ").split())
    if not _NUMBER.fullmatch(text) or "." not in text:
        return text
    return text.rstrip("0").rstrip(".") or "0"


class Ordinals:
    """Ids of rows without one of their own: the nth of several equal rows is the nth in every file.

    >>> ids = Ordinals(); [ids.next("ab"), ids.next("cd"), ids.next("ab")]
    ['ab#1', 'cd#1', 'ab#2']
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, key: str) -> str:
        self._seen[key] += 1
        return f"{key}#{self._seen[key]}"


def content_key(hashed: str, status: str | None) -> str:
    """What the store keeps as `content`: the hash, and the status as read (which is not part of the hash)."""
    return f"{hashed}:{status or APPROVED}"


def hash_of(content: str | None) -> str:
    """The hash in a kept `content`; "" if none is known."""
    return (content or "").partition(":")[0]


def status_of(content: str | None) -> str:
    """The status as read in a kept `content`; "" if none is known."""
    return (content or "").partition(":")[2]


def slot_key(source: str, slot: str, platform: str) -> str | None:
    """What the store keeps as `slot`: source, place and platform in one hash; None without a place."""
    if not slot:
        return None
    return blake2b(f"{source}\x1f{slot}\x1f{platform}".encode(), digest_size=12).hexdigest()


def start_slot(start: dt.datetime) -> str:
    """The `SourceRow.slot` of a session with clock times: so a ledger restored from an archive finds it.

    >>> start_slot(dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC))
    '2026-05-01T09:00:00+00:00'
    """
    return start.astimezone(dt.UTC).isoformat()


@cache
def _copier(table: str) -> Callable[[Record], Any]:
    """What copies a record of a table into one of the twin class. It is written out, as dataclasses write what they
    make: to go through the columns in a loop takes five times as long."""
    record = BY_TABLE[table]
    lines = [f"    made.{f.name} = record.{f.name}" for f in fields(record)]
    scope: dict[str, Any] = {"Open": twin(record)}
    exec("\n".join(("def copied(record):", "    made = Open()", *lines, "    return made")), scope)
    made: Callable[[Record], Any] = scope["copied"]
    return made


def amended(record: R, **changes: Any) -> R:
    """A copy of a record with some columns changed; quicker than `dataclasses.replace`. Raises Invalid."""
    made = changed(record, changes)
    made.__post_init__()
    return made


def changed(record: R, changes: Mapping[str, Any]) -> R:
    """The same unchecked: for values that were checked before, in columns that no rule can make wrong."""
    made = _copier(record.TABLE)(record)
    for name, value in changes.items():
        setattr(made, name, value)
    made.__class__ = type(record)
    copied: R = made
    return copied
