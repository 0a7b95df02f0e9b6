"""The contribution bundle: the one document that leaves a worker's machine, and what makes it be taken.

A bundle is a canonical JSON document, signed inside and encrypted (age) to the pool's keepers outside:

    {"tracker_bundle": 1, "pool", "policy": SHA-256 of the policy, "kind": "contribution" | "withdrawal",
     "seat_code": only in the first from a key, "key": Ed25519 public key, "serial": counts up, "made_on",
     "rows": [...], "signature": over the document without it}

All functions here are pure; keys and files are the shell's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tracker.errors import InputError, Problem
from tracker.pool import checks
from tracker.pool.canonical_json import canonical, digest, read_canonical
from tracker.pool.invitation import policy_digest
from tracker.pool.policy import Policy
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import normal_code
from tracker.say import Word

VERSION = 1
MOST_ROWS = 400
MOST_BYTES = 400_000
"""Of the document and of the encrypted file: far more than the rows of any worker need."""
MOST_SERIAL = 10**9

_HEX = re.compile(r"[0-9a-f]+")
_FIELDS = frozenset({"tracker_bundle", "pool", "policy", "kind", "key", "serial", "made_on", "rows", "signature"})


class Kind(StrEnum):
    CONTRIBUTION = "contribution"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A contribution or its withdrawal; `signature` is empty before it is signed."""

    pool: str
    policy: str
    """SHA-256 of the policy that the member read: `invitation.policy_digest`."""
    key: str
    """The member's Ed25519 public key for this pool, hex."""
    serial: int
    """1, 2, 3 … per key: a bundle is taken only after all that it is newer than."""
    made_on: dt.date
    kind: Kind = Kind.CONTRIBUTION
    rows: tuple[ContributionRow, ...] = ()
    seat_code: str | None = None
    """The single-use code that binds the key to a seat; only in the first bundle from a key."""
    signature: str = ""

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters whose rows it replaces, oldest first."""
        return tuple(sorted({r.quarter for r in self.rows}))

    @property
    def digest(self) -> str:
        """SHA-256 of the document: the same for the same bundle however often it is encrypted."""
        return digest(text(self))


def document(bundle: Bundle) -> dict[str, Any]:
    """The bundle as the JSON document that the member reads, with the signature if there is one."""
    code = {} if bundle.seat_code is None else {"seat_code": bundle.seat_code}
    signature = {"signature": bundle.signature} if bundle.signature else {}
    return {
        "tracker_bundle": VERSION,
        "pool": bundle.pool,
        "policy": bundle.policy,
        "kind": bundle.kind.value,
        **code,
        "key": bundle.key,
        "serial": bundle.serial,
        "made_on": bundle.made_on.isoformat(),
        "rows": [checks.row_dict(r) for r in bundle.rows],
        **signature,
    }


def signing_bytes(bundle: Bundle) -> bytes:
    """What the signature is over: the canonical document without it."""
    return canonical(document(replace(bundle, signature="")))


def signed(bundle: Bundle, sign: Callable[[bytes], bytes]) -> Bundle:
    """The bundle with the signature (64 bytes) that `sign` makes of its bytes."""
    return replace(bundle, signature=sign(signing_bytes(bundle)).hex())


def text(bundle: Bundle) -> bytes:
    """The exact bytes of the document, before encryption."""
    return canonical(document(bundle))


def parse(data: bytes, policy: Policy, *, today: dt.date) -> Bundle:
    """The bundle of a decrypted file, checked against all that can be checked without the pool's seats.

    Raises InputError; codes: bundle_size, bundle_text, bundle_field, bundle_pool, bundle_policy,
    bundle_signature, bundle_rows, bundle_future, bundle_old and those of `checks.rows_problem`.
    """
    if len(data) > MOST_BYTES:
        raise InputError("The file is larger than any contribution.", code="bundle_size")
    bundle = _read(_document(data))
    if bundle.pool != policy.pool:
        raise InputError("The file was made for another pool.", code="bundle_pool")
    if bundle.policy != policy_digest(policy):
        raise InputError("The file was made for other rules than this pool's.", code="bundle_policy")
    if not verifies(bundle):
        raise InputError("The signature does not fit the file.", code="bundle_signature")
    if bundle.made_on > today + dt.timedelta(days=1):
        raise InputError("The file is dated in the future.", code="bundle_future")
    found = checks.rows_problem(bundle.rows, policy) or checks.time_problem(bundle.rows, policy, bundle.made_on, today)
    if found is not None:
        raise _raised(found)
    return bundle


def verifies(bundle: Bundle) -> bool:
    """Does the signature fit the document and its key?"""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(bundle.key)).verify(signing_bytes(bundle), bytes.fromhex(bundle.signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def _document(data: bytes) -> dict[str, Any]:
    try:
        return read_canonical(data)
    except ValueError as error:
        raise InputError("The file is not written as a contribution is.", code="bundle_text") from error


def _read(found: dict[str, Any]) -> Bundle:
    """The bundle of a document: fields and kinds of values, nothing of the policy."""
    if set(found) - {"seat_code"} != _FIELDS or repr(found["tracker_bundle"]) != str(VERSION):
        raise InputError("The file does not have exactly the fields of a contribution.", code="bundle_field")
    for name, length in (("pool", 16), ("policy", 64), ("key", 64), ("signature", 128)):
        if not _is_hex(found[name], length):
            raise _field(name)
    serial = found["serial"]
    if type(serial) is not int or not 1 <= serial <= MOST_SERIAL:
        raise _field("serial")
    return Bundle(
        pool=found["pool"],
        policy=found["policy"],
        key=found["key"],
        serial=serial,
        made_on=_day(found["made_on"]),
        kind=_kind(found["kind"]),
        rows=_rows(found["rows"], found["kind"]),
        seat_code=_code(found),
        signature=found["signature"],
    )


def _rows(value: object, kind: object) -> tuple[ContributionRow, ...]:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise InputError(
            "The file holds no list of at most {most_rows} rows.", code="bundle_rows", most_rows=Word(MOST_ROWS)
        )
    if bool(value) != (kind == Kind.CONTRIBUTION):
        raise InputError("A contribution has rows, a withdrawal has none.", code="bundle_rows")
    rows = []
    for one in value:
        row = checks.read_row(one)
        if isinstance(row, Problem):
            raise _raised(row)
        rows.append(row)
    return tuple(rows)


def _code(found: dict[str, Any]) -> str | None:
    code = found.get("seat_code")
    if "seat_code" in found and (not isinstance(code, str) or normal_code(code) != code):
        raise _field("seat_code")
    return code


def _kind(value: object) -> Kind:
    if value not in list(Kind):
        raise _field("kind")
    return Kind(str(value))


def _day(value: object) -> dt.date:
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise _field("made_on")
    return day


def _is_hex(value: object, length: int) -> bool:
    return isinstance(value, str) and len(value) == length and _HEX.fullmatch(value) is not None


def _field(name: str) -> InputError:
    return InputError("{name} is not what it has to be.", code="bundle_field", column=name, name=Word(name))


def _raised(problem: Problem) -> InputError:
    return InputError(problem.message, code=problem.code, column=problem.column)
