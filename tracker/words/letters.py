"""Bytes as letters for paper: 32 that are not taken for one another when they are read out or written by hand."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base32: no I, L, O and U."""
_READ = {**{c: c for c in ALPHABET}, "O": "0", "I": "1", "L": "1"}


def written(data: bytes, group: int) -> str:
    """Bytes as letters in groups; their bits must be a multiple of five.

    >>> written(bytes(5), 4)
    '0000-0000'
    """
    number, letters = int.from_bytes(data), ""
    for _ in range(len(data) * 8 // 5):
        number, rest = divmod(number, 32)
        letters = ALPHABET[rest] + letters
    return "-".join(letters[i : i + group] for i in range(0, len(letters), group))


def read(text: str, size: int) -> bytes | None:
    """The bytes that were written; None if there are not so many, or a sign is not one of the letters.

    >>> read("oooo iiii", 5).hex()
    '0000008421'
    """
    letters = [_READ.get(c) for c in text.upper() if c not in "- \t\r\n"]
    if len(letters) * 5 != size * 8 or None in letters:
        return None
    number = 0
    for c in letters:
        number = number * 32 + ALPHABET.index(str(c))
    return number.to_bytes(size)
