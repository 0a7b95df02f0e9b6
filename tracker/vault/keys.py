"""Keepers' keys: in the user folder, under a passphrase, never in the folder of the pool.

One secret of 32 bytes per keeper and pool; from it come the age identity that opens bundles, the Ed25519 key
that signs releases, and the key by which rates that were rounded are spread within their unit. The recovery key is
this secret, written for paper. Who has it, has the pool's keys: that is how a pool is handed over.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import InputError, KeysNeeded, Refused
from tracker.pool.canonical_json import canonical, digest, read_canonical
from tracker.say import Word
from tracker.vault import armour, files
from tracker.words import letters
from tracker.words.passphrase import new

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

FOLDER_VARIABLE = "TRACKER_KEYS"
PASSPHRASE_VARIABLE = "TRACKER_PASSPHRASE"
APPLICATION = "gig-tracker"
VERSION = 1
SECRET_BYTES = 32
RECOVERY_GROUP = 5
MEASURED_AGAIN = 60
TOO_MUCH_WORK = "Excessive work"
"""In the words of age's refusal, which has no type of its own."""

_CHECK_BYTES = 3
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@dataclass(frozen=True)
class Keys:
    """A keeper's unlocked keys of one pool. Is never printed: its representation holds no secret."""

    pool: str
    secret: bytes = field(repr=False)

    @cached_property
    def identity(self) -> Identity:
        """The age identity that opens bundles."""
        from pyrage.x25519 import Identity

        return Identity.from_str(_bech32("age-secret-key-", self._derived("age")).upper())

    @property
    def recipient(self) -> str:
        """What bundles are encrypted to: `age1…`."""
        return str(self.identity.to_public())

    @property
    def public(self) -> str:
        """The Ed25519 public key of releases, hex."""
        return bytes(self._signing.verify_key).hex()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the publishing key: what invitations and citations name."""
        return fingerprint(self.public)

    @property
    def draw(self) -> bytes:
        """The key by which releases spread rates within the unit that they were rounded to."""
        return self._derived("draw")

    @cached_property
    def _signing(self) -> Any:
        from nacl.signing import SigningKey

        return SigningKey(self._derived("publish"))

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of a signature by the publishing key."""
        return bytes(self._signing.sign(data).signature)

    def open(self, data: bytes) -> bytes:
        """The content of a file, or of a text, that was encrypted to this keeper. Raises InputError, code
        bundle_locked."""
        import pyrage

        try:
            return bytes(pyrage.decrypt(armour.plain(data), [self.identity]))
        except pyrage.DecryptError as error:
            raise InputError(
                "The file is not encrypted to the keepers of this pool, or is damaged.", code="bundle_locked"
            ) from error

    def _derived(self, use: str) -> bytes:
        return hmac.new(self.secret, f"gig-tracker pool {self.pool} {use}".encode(), hashlib.sha256).digest()


def fits(public: str, signature: str, data: bytes) -> bool:
    """Is it the signature (hex) of this public key (hex) over the data?"""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(public)).verify(data, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """SHA-256 of an Ed25519 public key given as hex."""
    return digest(bytes.fromhex(public))


def encrypt(data: bytes, recipients: Sequence[str]) -> bytes:
    """The age file that any of the recipients (`age1…`) opens. Raises InputError, code bad_policy."""
    import pyrage

    try:
        to = [pyrage.x25519.Recipient.from_str(r) for r in recipients]
    except pyrage.RecipientError as error:
        raise InputError("The invitation names a keeper's key that is not a valid key.", code="bad_policy") from error
    return bytes(pyrage.encrypt(data, to))


# --- in the user folder -----------------------------------------------------------------------------------


def keys_folder() -> Path:
    """Where keys lie: TRACKER_KEYS, else `keys` in the user's data folder."""
    said = os.environ.get(FOLDER_VARIABLE)
    if said:
        return Path(said).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "keys"


def key_file(pool: str) -> Path:
    return keys_folder() / f"{pool}.age"


def has_keys(pool: str) -> bool:
    """Are there keys of this pool on this machine?"""
    return key_file(pool).is_file()


def new_keys(pool: str) -> Keys:
    """Keys that nobody has yet; they lie nowhere before `save`."""
    return Keys(pool, secrets.token_bytes(SECRET_BYTES))


def keys_of_nobody(pool: str) -> Keys:
    """Keys of a simulated pool: anybody can make them from its name, for there is nothing in it to keep."""
    return Keys(pool, hashlib.sha256(f"simulated pool {pool}".encode()).digest())


def save(keys: Keys, passphrase: str, *, instead: bool = False) -> Path:
    """Put keys in the user folder, encrypted with a passphrase. `instead`: of the keys of this pool that are there.
    Raises InputError for a short passphrase, Refused where keys of this pool are there already."""
    import pyrage

    new(passphrase)
    path = key_file(keys.pool)
    if path.exists() and not instead:
        raise Refused("There are keys of this pool on this machine already: {path}.", path=Word(path))
    document = canonical({"tracker_keys": VERSION, "pool": keys.pool, "secret": keys.secret.hex()})
    files.make_folder(path.parent)
    files.write(path, bytes(pyrage.passphrase.encrypt(document, passphrase)))
    return path


def unlock(pool: str, passphrase: str) -> Keys:
    """The keys of this pool on this machine; takes about a second, on purpose. Raises KeysNeeded."""
    import pyrage

    path = key_file(pool)
    if not path.is_file():
        raise KeysNeeded(
            "There are no keys of this pool on this machine.", hint="Bring them here with the recovery key."
        )
    try:
        document = read_canonical(_unsealed(path.read_bytes(), passphrase))
        keys = Keys(pool, bytes.fromhex(document["secret"]))
    except pyrage.DecryptError as error:
        raise KeysNeeded("This passphrase does not open the keys.", hint="Try again.") from error
    except (ValueError, KeyError) as error:
        raise KeysNeeded(
            "{path} holds no keys.", hint="Bring them here with the recovery key.", path=Word(path)
        ) from error
    if document.get("pool") != pool:
        raise KeysNeeded("{path} holds the keys of another pool.", path=Word(path))
    return keys


def _unsealed(data: bytes, passphrase: str) -> bytes:
    """What is under a passphrase. Raises KeysNeeded on a machine too slow for it, pyrage's DecryptError for the rest.

    Before it opens a file age measures for two milliseconds how quick this machine is, and refuses work of more than
    sixteen seconds. Beside busy programs it measures far too little: asked again, it soon measures right.
    """
    import pyrage

    for turn in range(MEASURED_AGAIN):
        try:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        except pyrage.DecryptError as error:
            if TOO_MUCH_WORK not in str(error):
                raise
            time.sleep(min(turn, 10) * 0.02)
    raise KeysNeeded(
        "This machine is too busy or too slow to open the keys; the passphrase was not looked at.",
        hint="Try again when other programs are closed, or bring the keys here with the recovery key.",
    )


# --- on paper ---------------------------------------------------------------------------------------------


def recovery_text(keys: Keys) -> str:
    """The keys for paper: 56 letters in groups of five, with a check against slips.

    >>> text = recovery_text(Keys("0" * 16, bytes(32)))
    >>> text[:12], read_recovery("0" * 16, text.lower()).secret == bytes(32)
    ('00000-00000-', True)
    """
    return letters.written(keys.secret + _check(keys.pool, keys.secret), RECOVERY_GROUP)


def read_recovery(pool: str, text: str) -> Keys:
    """Keys from paper. Raises InputError, code bad_recovery, for a slip or the key of another pool."""
    size = SECRET_BYTES + _CHECK_BYTES
    data = letters.read(text, size)
    if data is not None and data[SECRET_BYTES:] == _check(pool, data[:SECRET_BYTES]):
        return Keys(pool, data[:SECRET_BYTES])
    raise InputError(
        "This is not the recovery key of this pool.",
        hint="It has {size} letters and digits; one of them may be wrong.",
        code="bad_recovery",
        size=Word(size * 8 // 5),
    )


def _check(pool: str, secret: bytes) -> bytes:
    return hashlib.sha256(pool.encode() + secret).digest()[:_CHECK_BYTES]


# --- the text of an age identity (BIP 173) ----------------------------------------------------------------


def _bech32(prefix: str, data: bytes) -> str:
    number, bits = int.from_bytes(data), len(data) * 8
    spare = -bits % 5
    number <<= spare
    values = [number >> shift & 31 for shift in range(bits + spare - 5, -1, -5)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    checked = _polymod([*expanded, *values, *[0] * 6]) ^ 1
    values += [checked >> 5 * (5 - i) & 31 for i in range(6)]
    return f"{prefix}1{''.join(_BECH32[v] for v in values)}"


def _polymod(values: Sequence[int]) -> int:
    generator = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for i in range(5):
            sum_ ^= generator[i] if top >> i & 1 else 0
    return sum_
