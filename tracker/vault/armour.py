"""A contribution as text, for a chat or a mail without attachments: age's own armour, and back from what a chat made
of it: quoted, indented, with other dashes, words before and after. Where one message or code cannot hold it, it goes in
numbered pieces, which are put together in any order."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from tracker.errors import InputError
from tracker.say import Word

WIDTH = 64
_WORDS = "AGE ENCRYPTED FILE"
_BLOCK = re.compile(rf"BEGIN {_WORDS}[-\u2010-\u2015]*(.*?)[-\u2010-\u2015]*END {_WORDS}", re.DOTALL)
PIECE = 600
"""Letters of one piece: a QR code of as many is read from paper by any phone."""
_PIECE = re.compile(r"GIG-PIECE\s+(\d{1,3})/(\d{1,3})\s+([0-9a-f]{8})\s((?:(?!GIG-PIECE).)*?)END-PIECE", re.DOTALL)
_BETWEEN = re.compile(r"[\s>|\u200b-\u200f\u2060\ufeff]+")
"""What chats and mails put between the letters."""


def armoured(data: bytes) -> str:
    """The text of an encrypted file, as `age --armor` writes it."""
    letters = base64.b64encode(data).decode("ascii")
    lines = [letters[i : i + WIDTH] for i in range(0, len(letters), WIDTH)]
    return "\n".join([f"-----BEGIN {_WORDS}-----", *lines, f"-----END {_WORDS}-----", ""])


def pieces(data: bytes, most: int = PIECE) -> tuple[str, ...]:
    """The same as texts of about `most` letters each, for codes and short messages: one whole text where that is short
    enough, else numbered pieces.

    >>> pieces(b"x" * 20)[0].splitlines()[1]
    'eHh4eHh4eHh4eHh4eHh4eHh4eHg='
    >>> pieces(b"x" * 20, 15)
    ('GIG-PIECE 1/2 d4fc1db6 eHh4eHh4eHh4eHh END-PIECE', 'GIG-PIECE 2/2 d4fc1db6 4eHh4eHh4eHg= END-PIECE')
    """
    whole = armoured(data)
    if len(whole) <= most:
        return (whole,)
    letters, mark = base64.b64encode(data).decode("ascii"), _mark(data)
    parts = [letters[i : i + most] for i in range(0, len(letters), most)]
    return tuple(f"GIG-PIECE {n}/{len(parts)} {mark} {part} END-PIECE" for n, part in enumerate(parts, 1))


def _mark(data: bytes) -> str:
    """What the pieces of one file have in common."""
    return hashlib.sha256(data).hexdigest()[:8]


def plain(data: bytes) -> bytes:
    """The encrypted file that a text holds, whole or in pieces; what is not such a text is given back as it is. Raises
    InputError, code bundle_locked, for a text that is not whole, or that holds several."""
    if b"GIG-PIECE" in data:
        return _together(data.decode("utf-8", "replace"))
    if b"BEGIN " + _WORDS.encode() not in data:
        return data
    found = _BLOCK.findall(data.decode("utf-8", "replace"))
    if len(found) != 1:
        raise InputError(
            "The text is cut off, or holds several contributions.",
            hint="It goes from its line BEGIN to its line END; take each one by itself.",
            code="bundle_locked",
        )
    return _letters(found[0])


def _together(text: str) -> bytes:
    """The file of its pieces, in whatever order they stand; one that is there twice is one."""
    found = {(int(n), int(of), mark): _BETWEEN.sub("", part) for n, of, mark, part in _PIECE.findall(text)}
    kinds = {(of, mark) for _, of, mark in found}
    if len(kinds) > 1:
        raise InputError(
            "These are pieces of several contributions.",
            hint="Take the pieces of each by themselves.",
            code="bundle_locked",
        )
    of, mark = next(iter(kinds), (1, ""))
    missing = [str(n) for n in range(1, of + 1) if (n, of, mark) not in found]
    if missing:
        raise InputError(
            "Pieces are missing or cut off: {missing} of {n}.",
            hint="All of them go into one text, in any order.",
            code="bundle_locked",
            missing=Word(", ".join(missing)),
            n=of,
        )
    data = _letters("".join(found[n, of, mark] for n in range(1, of + 1)))
    if _mark(data) != mark:
        raise _changed()
    return data


def _letters(text: str) -> bytes:
    try:
        return base64.b64decode(_BETWEEN.sub("", text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _changed() from error


def _changed() -> InputError:
    return InputError("The text was changed on its way.", hint="Ask for it again.", code="bundle_locked")
