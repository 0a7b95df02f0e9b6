"""Spoiling files: a few bytes changed, lost or added, and where words are given, whole cells of a text replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

MOST_CHANGES = 4
WORDS: tuple[bytes, ...] = tuple(
    word.encode()
    for word in (
        "", " ", "-", "-1", "0", "1", "-0.00", "1e999", "1E5", "NaN", "Infinity", "null", "9" * 30, "0x10", "1_000",
        "٣", "½", "−5", "(5.00)", "1,234.56", "1.234,56", "$", "$-5", "USD", "XXX", "€9", "9" * 5000, "31/02/2026",
        "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "1969-12-31", "2026-03-29 02:30", "2026-10-25 02:30",
        "24:00", "99:99", "25:61:61", "-1:00", "00:00:00", "1:", ":", "=1+1", "@SUM(A1)", "../../etc/passwd", "<b>",
        "\u202e", "\u200b", "\x00", "\ufeff", "\x85", "\u2028", "e\u0301", "😀", '"', '""', "'", "#", "a\nb", "\r",
        "\r\n", "\n\n", ";", ",", "\t", "|", "{", "[", "]}", "true", "[[[[", '{"a":', "Europe/Nowhere", "yesterday",
        "next year", "+", "@", "@/h", "h", "24h", "for", "to", "from",
    )
)  # fmt: skip
"""What programs stumble over, as cells."""

_CELL = re.compile(rb"[^,;\t\r\n\" ]*")


def mutated(data: bytes, chance: Random, words: Sequence[bytes] = ()) -> bytes:
    """The data with one to four changes; with `words` some of them put a word in the place of a whole cell."""
    made = bytearray(data)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        at = chance.randrange(len(made)) if made else 0
        match chance.randrange(7 if words else 3) if made else 2:
            case 0:
                made[at] ^= chance.randint(1, 255)
            case 1:
                del made[at]
            case 2:
                made.insert(at, chance.randrange(256))
            case _:
                start = max(made.rfind(sign, 0, at) for sign in (b",", b";", b"\t", b"\n", b'"', b" ")) + 1
                cell = _CELL.match(made, start)
                made[start : cell.end() if cell else start] = chance.choice(words)
    return bytes(made)
