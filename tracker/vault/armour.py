"""A contribution as text, for a chat or a mail without attachments: age's own armour, and back from what a chat made
of it: quoted, indented, with other dashes, words before and after."""

from __future__ import annotations

import base64
import binascii
import re

from tracker.errors import InputError

WIDTH = 64
_WORDS = "AGE ENCRYPTED FILE"
_BLOCK = re.compile(rf"BEGIN {_WORDS}[-\u2010-\u2015]*(.*?)[-\u2010-\u2015]*END {_WORDS}", re.DOTALL)
_BETWEEN = re.compile(r"[\s>|\u200b-\u200f\u2060\ufeff]+")
"""What chats and mails put between the letters."""


def armoured(data: bytes) -> str:
    """The text of an encrypted file, as `age --armor` writes it."""
    letters = base64.b64encode(data).decode("ascii")
    lines = [letters[i : i + WIDTH] for i in range(0, len(letters), WIDTH)]
    return "\n".join([f"-----BEGIN {_WORDS}-----", *lines, f"-----END {_WORDS}-----", ""])


def plain(data: bytes) -> bytes:
    """The encrypted file that a text holds; what is not such a text is given back as it is. Raises InputError, code
    bundle_locked, for a text that is not whole, or that holds several."""
    if b"BEGIN " + _WORDS.encode() not in data:
        return data
    found = _BLOCK.findall(data.decode("utf-8", "replace"))
    if len(found) != 1:
        raise InputError(
            "The text is cut off, or holds several contributions.",
            hint="It goes from its line BEGIN to its line END; take each one by itself.",
            code="bundle_locked",
        )
    try:
        return base64.b64decode(_BETWEEN.sub("", found[0]), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InputError("The text was changed on its way.", hint="Ask for it again.", code="bundle_locked") from error
