"""`release.json`: what a release says of itself, besides its figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from types import NoneType
from typing import Any

from tracker.pool.canonical_json import canonical, read_canonical
from tracker.pool.policy import Policy
from tracker.pool.quarters import is_quarter
from tracker.release.figures import release_name
from tracker.release.tables import bad_release

VERSION = 1
SENTENCE = (
    "Whether or not any one worker took part, these results would be almost the same."
    " Contributors are volunteers, not a sample."
)
ONLY_COUNT_SENTENCE = (
    "There are too few contributors for more than their number: noise that hides each of them would hide the figures"
    " too."
)
SIMULATED_SENTENCE = "SIMULATED: these contributors are invented by a program. No figure here is about anybody."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All values are text, whole numbers, or lists and tables of them."""

    tracker_release: int = VERSION
    pool: str
    """The pool's own number."""
    name: str
    """The pool's name."""
    policy: str
    """SHA-256 of the policy that members agreed to."""
    number: int
    quarter: str
    made_on: str
    previous: dict[str, Any] | None
    """Number of the release before and SHA-256 of its SHA256SUMS."""
    wasted: list[int]
    """Numbers that were reserved and never published, since the release before."""
    publisher: str
    """Ed25519 public key, hex."""
    currency: str
    regions: list[str]
    seats: int
    """Handed out."""
    rho: str
    """Reserved for this release."""
    spent: str
    """Sum over the draws."""
    epsilon: str
    delta: str
    split: str
    each: int
    """Platforms, and cells of platform x role, that one contributor counts in fully; in more, with less weight."""
    draws: list[dict[str, str]]
    """What was drawn, its ρ by OpenDP's map, the scale of its noise, and whether it adds to the sum."""
    only_count: bool
    spread: str | None
    """Log-normal spread of kept rates that intervals go by; null if nothing but the count is shown."""
    ratio_spread: str | None
    simulated: bool

    @property
    def release(self) -> str:
        return release_name(self.quarter, self.number)

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.made_on)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What has to be beside every figure."""
        return (
            *((SIMULATED_SENTENCE,) if self.simulated else ()),
            SENTENCE,
            *((ONLY_COUNT_SENTENCE,) if self.only_count else ()),
        )


def record_text(record: Record) -> bytes:
    return canonical(asdict(record))


def read_record(data: bytes) -> Record:
    """Raises InputError, code bad_release."""
    try:
        found = read_canonical(data)
        known = {f.name for f in fields(Record)}
        if set(found) != known or found["tracker_release"] != VERSION:
            raise ValueError("other fields")
        record = Record(**found)
        _check(record)
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise bad_release("release.json cannot be read, or a newer version of the tracker wrote it") from error
    return record


_KINDS: Mapping[str, tuple[type, ...]] = {
    "int": (int,), "str": (str,), "bool": (bool,), "str | None": (str, NoneType), "list[int]": (list,),
    "dict[str, Any] | None": (dict, NoneType), "list[str]": (list,), "list[dict[str, str]]": (list,),
}  # fmt: skip
_TEXTS = ("what", "rho", "scale", "counted")
"""Of one draw."""


def _check(record: Record) -> None:
    """Is every value of the kind that it has to be? Raises ValueError, TypeError, KeyError, ArithmeticError."""
    for f in fields(Record):
        if type(getattr(record, f.name)) not in _KINDS[str(f.type)]:
            raise ValueError(f"{f.name} is of another kind")
    numbers = [record.rho, record.spent, record.epsilon, record.delta, record.spread, record.ratio_spread]
    texts = [*record.regions, *(d[k] for d in record.draws for k in _TEXTS)]
    before = record.previous
    wrong = (
        not is_quarter(record.quarter)
        or not re.fullmatch("[A-Z]{3}", record.currency)
        or len(bytes.fromhex(record.publisher)) != 32
        or any(not Decimal(n).is_finite() for n in numbers if n is not None)
        or any(type(t) is not str for t in texts)
        or any(type(n) is not int for n in record.wasted)
        or record.day.isoformat() != record.made_on
        or (before is not None and (type(before["number"]), type(before["sums"])) != (int, str))
    )
    if wrong:
        raise ValueError("other values")


def draws_list(draws: Sequence[tuple[str, float, float, bool]]) -> list[dict[str, str]]:
    """Draws as what, ρ, scale, and whether their ρ adds to the sum ("no": in place of others that are counted)."""
    return [
        {"what": what, "rho": f"{rho:.9g}", "scale": f"{scale:.9g}", "counted": "yes" if counted else "no"}
        for what, rho, scale, counted in draws
    ]


def about_policy(policy: Policy) -> Mapping[str, Any]:
    """The fields that come from the policy."""
    return {
        "pool": policy.pool,
        "name": policy.name,
        "currency": policy.currency,
        "regions": list(policy.regions),
        "simulated": policy.simulated,
    }
