"""Seats and their single-use codes. The seat, not the key and not the device, is the person."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.words import letters

CODE_BYTES = 10
GROUP = 4
MOST_IN_BATCH = 20
"""Seats of one hand-out: more codes are several batches."""
MOST_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class SeatCode:
    """A code on its way to a member; the pool keeps only its hash."""

    seat: int
    code: str
    batch: int | None = None
    """The hand-out that it belongs to."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What the pool knows of a seat."""

    seat: int
    made_on: dt.date
    used_on: dt.date | None
    """The day its first bundle arrived; None while its code is unused."""
    removed_on: dt.date | None
    quarters: tuple[str, ...]
    """Quarters it has rows of, oldest first."""
    given_to: str = ""
    """What the keeper wrote down, if anything."""
    batch: int | None = None
    """The hand-out that its code belonged to; None for seats from before there were any."""
    handed_by: str = ""
    """Who handed the codes of its batch out, as the keeper wrote it down."""

    @property
    def waiting(self) -> bool:
        """Is there a code that nobody has used yet?"""
        return self.used_on is None and self.removed_on is None


def code_of(random: bytes) -> str:
    """A seat code made of ten random bytes: 16 letters in groups of four.

    >>> code_of(bytes(10)), code_of(b"0123456789")
    ('0000-0000-0000-0000', '60RK-4CSM-6MV3-EE1S')
    """
    if len(random) != CODE_BYTES:
        raise ValueError("a seat code is made of ten random bytes")
    return letters.written(random, GROUP)


def normal_code(text: str) -> str | None:
    """A code as typed -> its one form; None for what is none.

    >>> normal_code("60rk 4csm6mv3-eeis"), normal_code("60rk")
    ('60RK-4CSM-6MV3-EE1S', None)
    """
    found = letters.read(text, CODE_BYTES)
    return None if found is None else code_of(found)


def code_hash(pool: str, code: str) -> str:
    """What the pool keeps of a code: SHA-256 over the pool's number and the code's one form."""
    return hashlib.sha256(f"seat {pool} {code}".encode()).hexdigest()


def ticking_table(codes: Iterable[SeatCode]) -> str:
    """The table to hand codes out by and to tick off: CSV with columns seat, code, given_to, used_on, batch.

    >>> print(ticking_table([SeatCode(1, "60RK-4CSM-6MV3-EE1S")]), end="")
    seat,code,given_to,used_on,batch
    1,60RK-4CSM-6MV3-EE1S,,,
    """
    lines = [f"{c.seat},{c.code},,,{c.batch or ''}" for c in codes]
    return "\n".join(["seat,code,given_to,used_on,batch", *lines, ""])
