"""A passphrase as a person types it."""

from __future__ import annotations

import unicodedata

from tracker.errors import InputError

SHORTEST = 8


def typed(text: str) -> str:
    """A passphrase in its one form, however the keyboard writes its letters (NFC)."""
    return unicodedata.normalize("NFC", text)


def new(text: str) -> str:
    """One that is to be set. Raises InputError (code short_passphrase)."""
    if len(text) < SHORTEST:
        raise InputError(
            f"The passphrase is shorter than {SHORTEST} letters.",
            hint="Four or five words that only you would put together are good.",
            code="short_passphrase",
        )
    return typed(text)
