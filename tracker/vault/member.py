"""A member's side of a pool: the key made for it alone, and every bundle that was made, beside the ledger.

One file per pool, `contributions/POOL.json` in the ledger's folder, readable by this user alone: the secret of the
key, the hash of the seat code, the invitation that was agreed to, and the exact text of each bundle.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tracker.errors import DamagedPool, Refused, TrackerError
from tracker.pool.bundle import Bundle, Kind, signed, text
from tracker.pool.canonical_json import canonical, read_canonical
from tracker.pool.invitation import invitation_text, read_invitation
from tracker.pool.policy import Invitation
from tracker.say import Word
from tracker.vault import files

VERSION = 1
FOLDER = "contributions"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Sent:
    """One bundle that was made; `document` is its exact text."""

    serial: int
    made_on: dt.date
    kind: Kind
    quarters: tuple[str, ...]
    document: str
    key: str = ""
    """The public key it was signed with: a new seat code comes with a new one."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a member keeps of one pool. Its representation holds no secret."""

    invitation: Invitation
    secret: bytes = field(repr=False)
    code_hash: str | None
    """Of the code that this key was bound with (`seats.code_hash`)."""
    serial: int = 0
    """Of the last bundle made with this key."""
    region: str | None = None
    agreed_on: dt.date | None = None
    """The day on which the first bundle was made under these rules: the recorded consent."""
    withdrawn: bool = False
    sent: tuple[Sent, ...] = ()

    @property
    def pool(self) -> str:
        return self.invitation.policy.pool

    @property
    def key(self) -> str:
        """The public key, hex."""
        return bytes(self._signing().verify_key).hex()

    def sign(self, bundle: Bundle) -> Bundle:
        """The bundle, signed with this member's key."""
        signing = self._signing()
        return signed(bundle, lambda data: bytes(signing.sign(data).signature))

    def _signing(self) -> Any:
        from nacl.signing import SigningKey

        return SigningKey(self.secret)

    def with_sent(self, bundle: Bundle) -> Membership:
        """With one more bundle made."""
        made = Sent(
            bundle.serial, bundle.made_on, bundle.kind, bundle.quarters, text(bundle).decode("utf-8"), bundle.key
        )
        return replace(
            self,
            serial=bundle.serial,
            agreed_on=self.agreed_on or bundle.made_on,
            withdrawn=bundle.kind is Kind.WITHDRAWAL,
            sent=(*self.sent, made),
        )


def new_membership(invitation: Invitation, code_hash: str | None = None) -> Membership:
    """A membership with a new key; it lies nowhere before `save`."""
    return Membership(invitation, secrets.token_bytes(SECRET_BYTES), code_hash)


def with_new_key(member: Membership, code_hash: str) -> Membership:
    """The same member with a new key for another seat code; what was made stays listed."""
    return replace(member, secret=secrets.token_bytes(SECRET_BYTES), code_hash=code_hash, serial=0, withdrawn=False)


def place(folder: Path, pool: str) -> Path:
    return folder / FOLDER / f"{pool}.json"


def load(folder: Path, pool: str) -> Membership | None:
    """The membership in a pool; None if there is none. Raises DamagedPool."""
    path = place(folder, pool)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        member = _read(read_canonical(data))
    except (ValueError, KeyError, TypeError, TrackerError) as error:
        raise DamagedPool(
            "{path} is not as it was written, so the key to this pool cannot be read.",
            hint="Move the file away and ask a keeper for a new code for your seat.",
            path=Word(path),
        ) from error
    if member.pool != pool:
        raise DamagedPool("{path} belongs to another pool.", hint="Give the file its own name back.", path=Word(path))
    return member


def load_all(folder: Path) -> tuple[Membership, ...]:
    """All memberships, by the pool's name; what cannot be read is left out."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        try:
            member = load(folder, path.stem)
        except DamagedPool:
            continue
        found += [member] if member is not None else []
    return tuple(sorted(found, key=lambda m: m.invitation.policy.name.casefold()))


def save(folder: Path, member: Membership, *, after: int | None) -> None:
    """Keep a membership whose last bundle was `after` (None: there was none). Raises Refused where another window
    has made one meanwhile."""
    there = load(folder, member.pool)
    if (None if there is None else len(there.sent)) != after:
        raise Refused("Another file for this pool was made meanwhile.", hint="Look again before you make this one.")
    path = place(folder, member.pool)
    files.make_folder(path.parent)
    files.write(path, canonical(_document(member)))


def _document(m: Membership) -> dict[str, Any]:
    return {
        "tracker_membership": VERSION,
        "invitation": invitation_text(m.invitation).decode("utf-8"),
        "secret": m.secret.hex(),
        "code_hash": m.code_hash,
        "serial": m.serial,
        "region": m.region,
        "agreed_on": None if m.agreed_on is None else m.agreed_on.isoformat(),
        "withdrawn": m.withdrawn,
        "sent": [
            {
                "serial": s.serial, "made_on": s.made_on.isoformat(), "kind": s.kind.value,
                "quarters": list(s.quarters), "document": s.document, "key": s.key,
            }
            for s in m.sent
        ],
    }  # fmt: skip


def _read(found: Mapping[str, Any]) -> Membership:
    if found["tracker_membership"] != VERSION:
        raise ValueError("written by a newer version")
    secret = bytes.fromhex(found["secret"])
    if len(secret) != SECRET_BYTES:
        raise ValueError("the key has another length")
    agreed = found["agreed_on"]
    return Membership(
        invitation=read_invitation(found["invitation"].encode("utf-8")),
        secret=secret,
        code_hash=found["code_hash"],
        serial=int(found["serial"]),
        region=found["region"],
        agreed_on=None if agreed is None else dt.date.fromisoformat(agreed),
        withdrawn=bool(found["withdrawn"]),
        sent=tuple(
            Sent(
                int(s["serial"]), dt.date.fromisoformat(s["made_on"]), Kind(s["kind"]),
                tuple(s["quarters"]), str(s["document"]), str(s["key"]),
            )
            for s in found["sent"]
        ),
    )  # fmt: skip
