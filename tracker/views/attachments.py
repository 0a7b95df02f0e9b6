"""Kept files as people read them: name, size, beside what."""

from __future__ import annotations

from typing import Protocol

from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext


class Kept(Protocol):
    """What a kept file shows of itself: see `store.Attachment`."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...


def size(n: int, reader: Reader) -> str:
    """Bytes in the unit that suits them.

    >>> r = Reader.of("de-DE", "EUR")
    >>> size(31, r), size(12_345, r), size(3_460_000, r)
    ('31 B', '12 kB', '3,5 MB')
    """
    if n < 1_000:
        return f"{reader.number(n)} B"
    return f"{reader.number(n / 1_000)} kB" if n < 1_000_000 else f"{reader.number(n / 1e6, 1)} MB"


def title(kept: Kept, beside: str, reader: Reader) -> str:
    """One file in a line; `beside` is what it is kept with, if that is not given already."""
    parts = [reader.note(kept.name), size(kept.size, reader), beside]
    return " · ".join(p for p in parts if p)


def heading(n: int, reader: Reader) -> str:
    """The heading of a row's files."""
    if not n:
        return _("Keep a file with it")
    return ngettext("{n} file kept with it", "{n} files kept with it", n).format(n=reader.number(n))


def opening() -> str:
    return _(
        "An offer letter, a mail, a screenshot: a copy is kept beside your ledger, at most 25 MB, and is sent nowhere."
    )


def going(n: int, reader: Reader) -> str:
    """What else goes with rows that are removed; "" for nothing."""
    if not n:
        return ""
    said = ngettext(
        "{n} kept file goes with what is removed; undo brings it back.",
        "{n} kept files go with what is removed; undo brings them back.",
        n,
    )
    return said.format(n=reader.number(n))
