"""Policies, rows, members and pools for tests of pooling."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from tracker.pool.bundle import Bundle, Kind, signed, text
from tracker.pool.invitation import policy_digest
from tracker.pool.policy import Policy
from tracker.pool.rows import ContributionRow
from tracker.vault import folder, keys, seating

TODAY = dt.date(2026, 11, 22)
QUARTER = "2026Q3"
POLICY = Policy(
    pool="0123456789abcdef",
    name="Raters united",
    currency="USD",
    regions=("north", "south"),
    platforms=("Mercor", "Outlier", "Prolific"),
    roles=("code", "generalist"),
    made_on=dt.date(2026, 1, 5),
    minimum_wage={"north": "17.60"},
)


def row(**given: Any) -> ContributionRow:
    """A row that POLICY allows."""
    usual = {
        "quarter": QUARTER, "platform": "Mercor", "role": "code", "region": "north", "hours": 120,
        "available_hours": 400, "headline": 50, "agreed": 45, "all_hours": 30, "kept": 28, "unpaid_share": 20,
        "due": "4-6", "on_time": "1-3", "started": 2, "ended_platform_30": 1, "ended_completed_30": 0,
        "ended_left_30": 0, "ended_platform_90": 1, "ended_completed_90": 0, "ended_left_90": 0,
        "notice": "none", "drift": "steady",
    }  # fmt: skip
    return ContributionRow(**{**usual, **given})


@dataclass
class Member:
    """Somebody with a key of their own for a pool, and a code if they were given one."""

    code: str | None = None
    policy: Policy = POLICY
    signing: SigningKey = field(default_factory=SigningKey.generate)
    serial: int = 0

    @property
    def key(self) -> str:
        return bytes(self.signing.verify_key).hex()

    def bundle(self, *rows: ContributionRow, **given: Any) -> Bundle:
        """The next signed bundle; `given` replaces its fields before it is signed."""
        self.serial += 1
        usual = {
            "pool": self.policy.pool, "policy": policy_digest(self.policy), "key": self.key, "serial": self.serial,
            "made_on": TODAY, "rows": rows or (row(),), "seat_code": self.code if self.serial == 1 else None,
        }  # fmt: skip
        return self.sign(Bundle(**{**usual, **given}))

    def withdrawal(self, **given: Any) -> Bundle:
        made = self.bundle(**given)
        return self.sign(replace(made, kind=Kind.WITHDRAWAL, rows=()))

    def sign(self, bundle: Bundle) -> Bundle:
        return signed(bundle, lambda data: bytes(self.signing.sign(data).signature))


@dataclass
class Made:
    """A pool in a folder with its keeper and so many members with codes."""

    pool: folder.Pool
    keys: keys.Keys
    members: list[Member]

    def file(self, bundle: Bundle | bytes, name: str = "a.bundle") -> tuple[str, bytes]:
        """The encrypted file of a bundle, or of any bytes."""
        data = bundle if isinstance(bundle, bytes) else text(bundle)
        return name, keys.encrypt(data, self.pool.invitation().keepers)


def made_pool(place: Path, members: int = 3, policy: Policy = POLICY) -> Made:
    """A pool whose keys lie nowhere but here."""
    own = keys.new_keys(policy.pool)
    pool = folder.make(place, policy, own, TODAY)
    codes = seating.invite(pool, members, TODAY) if members else ()
    return Made(pool, own, [Member(c.code, policy) for c in codes])


def quick_passphrases(monkeypatch: Any) -> None:
    """Let passphrases cost nothing: the real ones take a second each, on purpose, and have tests of their own."""
    import hashlib

    import pyrage

    def encrypt(data: bytes, passphrase: str) -> bytes:
        return hashlib.sha256(passphrase.encode()).digest() + bytes(b ^ 0x5A for b in data)

    def decrypt(data: bytes, passphrase: str) -> bytes:
        if data[:32] != hashlib.sha256(passphrase.encode()).digest():
            raise pyrage.DecryptError("Decryption failed")
        return bytes(b ^ 0x5A for b in data[32:])

    monkeypatch.setattr(pyrage.passphrase, "encrypt", encrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
