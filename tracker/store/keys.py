"""Keys of encrypted ledgers: made, wrapped by a passphrase, written for paper.

key ──┬── mark: the first bytes of every file under it, which tell nothing of it
      ├── key of the pages: SQLCipher's raw key
      └── key and names of kept files: secretbox (libsodium)
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import InputError, LedgerLocked
from tracker.later import Later
from tracker.say import Act, Word

if TYPE_CHECKING:
    import hashlib
    import hmac

    from tracker.words import letters, passphrase
else:  # a command on a plain ledger needs none of them
    hashlib, hmac = Later("hashlib"), Later("hmac")
    letters, passphrase = Later("tracker.words.letters"), Later("tracker.words.passphrase")

SECRET, MARK = 20, 16
"""Bytes of a key, and of its mark."""
_CHECK = 5
_GROUP = 5
OPERATIONS, MEMORY = 3, 1 << 28
"""What a guess at a passphrase costs (Argon2id): libsodium's "moderate", about half a second."""
MOST_MEMORY = 1 << 31
LOCK_AFTER = 60
"""Minutes without a question after which a key is let go of, unless another number is said."""


@dataclass(frozen=True)
class Key:
    """The key of an encrypted ledger; its representation holds no secret."""

    secret: bytes = field(repr=False)

    @cached_property
    def mark(self) -> bytes:
        """How files under this key begin: SQLCipher's salt, which need not be secret."""
        return self._derived("mark")[:MARK]

    @cached_property
    def of_pages(self) -> str:
        """What SQLCipher takes: key and salt as they are, nothing to derive."""
        return f"x'{self._derived('pages').hex()}{self.mark.hex()}'"

    @cached_property
    def of_files(self) -> bytes:
        """The key of what is kept beside rows."""
        return self._derived("files")

    def file_name(self, sha256: str) -> str:
        """The name under which a kept file lies; who has the same file cannot tell that it is there."""
        return hmac.new(self._derived("names"), sha256.encode(), hashlib.sha256).hexdigest()

    def seal(self, data: bytes) -> bytes:
        from nacl.secret import SecretBox

        return bytes(SecretBox(self.of_files).encrypt(data))

    def open(self, data: bytes) -> bytes | None:
        """What was sealed; None if it was not with this key, or was changed since."""
        from nacl.exceptions import CryptoError
        from nacl.secret import SecretBox

        try:
            return bytes(SecretBox(self.of_files).decrypt(data))
        except (CryptoError, ValueError):
            return None

    def on_paper(self) -> str:
        """The recovery key: 40 letters in groups of five, with a check against slips.

        >>> Key(bytes(20)).on_paper()[:12]
        '00000-00000-'
        """
        return letters.written(self.secret + _check(self.secret), _GROUP)

    def _derived(self, use: str) -> bytes:
        return hmac.new(self.secret, f"gig-tracker ledger {use}".encode(), hashlib.sha256).digest()


def new_key() -> Key:
    return Key(os.urandom(SECRET))


def from_paper(text: str) -> Key:
    """The key of a recovery key. Raises InputError (code bad_recovery) for a slip."""
    data = letters.read(text, SECRET + _CHECK)
    if data is not None and data[SECRET:] == _check(data[:SECRET]):
        return Key(data[:SECRET])
    raise InputError(
        "This is not a recovery key.",
        hint="It has {letters} letters and digits; one of them may be wrong.",
        letters=Word((SECRET + _CHECK) * 8 // 5),
        code="bad_recovery",
    )


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"gig-tracker recovery key" + secret).digest()[:_CHECK]


# --- wrapped by a passphrase ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key as it is kept beside its ledger. `finished`: whether all that belongs to the ledger is encrypted."""

    mark: bytes
    operations: int
    memory: int
    salt: bytes
    box: bytes = field(repr=False)
    lock_after: int = LOCK_AFTER
    finished: bool = True

    def unwrap(self, said: str, where: Path) -> Key:
        """The key, with its passphrase; takes about half a second, on purpose.

        Raises LedgerLocked (code wrong_passphrase).
        """
        from nacl.exceptions import CryptoError
        from nacl.secret import SecretBox

        try:
            made = _derive(said, self.salt, self.operations, self.memory)
            return Key(bytes(SecretBox(made).decrypt(self.box)))
        except CryptoError as error:
            raise LedgerLocked(
                "This passphrase does not open {where}.", hint=Act.RECOVER, where=where, code="wrong_passphrase"
            ) from error


def wrap(key: Key, said: str, *, lock_after: int = LOCK_AFTER, finished: bool = True) -> Wrapped:
    """A key under a new passphrase. Raises InputError (code short_passphrase)."""
    from nacl.secret import SecretBox

    salt = os.urandom(16)
    made = _derive(passphrase.new(said), salt, OPERATIONS, MEMORY)
    box = bytes(SecretBox(made).encrypt(key.secret))
    return Wrapped(key.mark, OPERATIONS, MEMORY, salt, box, lock_after, finished)


def _derive(said: str, salt: bytes, operations: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id

    text = passphrase.typed(said).encode()
    return bytes(argon2id.kdf(32, text, salt, opslimit=operations, memlimit=min(memory, MOST_MEMORY)))
