"""Spoiled contribution files: outside and inside of their encryption, and signed again with one field replaced."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from nacl.signing import SigningKey

from bench.mutate import WORDS, mutated
from bench.outcome import Outcome
from tracker.pool.bundle import Bundle, document, signed, text
from tracker.pool.invitation import policy_digest
from tracker.pool.policy import Policy
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import SeatCode
from tracker.vault import checking, folder, intake, keys, seating
from tracker.vault.intake import Accepted, Refused

NOW = dt.datetime(2026, 5, 6, 18, tzinfo=dt.UTC)
AT_ONCE = 500

Json = dict[str, Any]


def bundles(place: Path, chance: Random, count: int) -> Iterator[Outcome]:
    """Spoiled bundles into one pool, a seat and a key for each."""
    today = NOW.date()
    policy = Policy(
        "f" * 16, "Fuzz", "USD", ("north", "south"), ("Mercor", "Outlier"), ("code", "law"), today, simulated=True
    )
    own = keys.new_keys(policy.pool)
    pool = folder.make(place / "pool", policy, own, today)
    codes = list(seating.invite(pool, count, today))
    kinds = {"sealed bundles": _outside, "bundles in clear": _inside, "signed bundles": _signed}
    made = {name: Outcome(name) for name in kinds}
    for start in range(0, count, AT_ONCE):
        batch = []
        for n, code in enumerate(codes[start : start + AT_ONCE]):
            name = list(kinds)[n % len(kinds)]
            batch.append((name, code.seat, kinds[name](_Sender(policy, code), own.recipient, chance)))
        _judged(pool, own, batch, made, today)
    wrong = [f.text for f in checking.findings(pool, today) if f.code != "no_keys"]
    for finding in wrong:
        made["sealed bundles"].fault("the pool is not whole", finding)
    yield from made.values()


@dataclass(slots=True)
class _Sender:
    """Somebody with a seat code and a key."""

    policy: Policy
    code: SeatCode
    signing: SigningKey = field(default_factory=SigningKey.generate)

    def bundle(self) -> Bundle:
        made = Bundle(
            pool=self.policy.pool,
            policy=policy_digest(self.policy),
            key=bytes(self.signing.verify_key).hex(),
            serial=1,
            made_on=NOW.date(),
            rows=(_row(), _row(platform="Outlier", kept=None)),
            seat_code=self.code.code,
        )
        return signed(made, self.sign)

    def sign(self, data: bytes) -> bytes:
        return bytes(self.signing.sign(data).signature)


def _row(**given: Any) -> ContributionRow:
    usual = {
        "quarter": "2026Q1", "platform": "Mercor", "role": "code", "region": "north", "hours": 120,
        "available_hours": 400, "headline": 50, "agreed": 45, "all_hours": 30, "kept": 28, "unpaid_share": 20,
        "due": "4-6", "on_time": "1-3", "started": 2, "ended_platform_30": 1, "ended_completed_30": 0,
        "ended_left_30": 0, "ended_platform_90": 1, "ended_completed_90": 0, "ended_left_90": 0,
        "notice": "none", "drift": "steady",
    }  # fmt: skip
    return ContributionRow(**{**usual, **given})


def _outside(sender: _Sender, recipient: str, chance: Random) -> bytes:
    return mutated(keys.encrypt(text(sender.bundle()), [recipient]), chance)


def _inside(sender: _Sender, recipient: str, chance: Random) -> bytes:
    return keys.encrypt(mutated(text(sender.bundle()), chance, WORDS), [recipient])


def _signed(sender: _Sender, recipient: str, chance: Random) -> bytes:
    """One field of the document or of a row is another value, and the signature fits."""
    said = document(sender.bundle())
    said.pop("signature")
    where = chance.choice([said, *said["rows"]])
    name = chance.choice(sorted(where))
    match chance.randrange(8):
        case 0:
            del where[name]
        case 1:
            where[chance.choice(WORDS).decode()] = where[name]
        case _:
            where[name] = _other(where[name], chance)
    return keys.encrypt(_canonical({**said, "signature": sender.sign(_canonical(said)).hex()}), [recipient])


def _other(value: Any, chance: Random) -> Any:
    """Another value: a neighbour, a bound, another kind, or what programs stumble over."""
    near = [value + d for d in (-1, 1, 5, 10, -10)] if isinstance(value, int) else [f"{value}"[:-1], f"{value} "]
    odd = [None, True, -1, 0, 2**63, 10**400, 1.5, float("nan"), float("inf"), "", [], {}, [value], {"a": value}]
    words = ["2026Q1", "2026Q2", "2025Q4", "2019Q1", "north", "south", "law", "Outlier", "other", "14+", "withdrawal"]
    return chance.choice([*near, *near, *odd, *words, chance.choice(WORDS).decode()])


def _canonical(said: Json) -> bytes:
    return (json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def _judged(
    pool: folder.Pool, own: keys.Keys, batch: Sequence[tuple[str, int, bytes]], made: dict[str, Outcome], today: dt.date
) -> None:
    """Take a batch in, and hold the pool against what was said of each file."""
    taken = intake.take(pool, own, [(str(seat), data) for _, seat, data in batch], today)
    for (name, seat, data), one in zip(batch, taken, strict=True):
        outcome, held = made[name], seating.rows(pool, seat)
        outcome.tried += 1
        match one.decision:
            case Accepted(seat=other):
                outcome.taken += 1
                told = json.loads(own.open(data))["rows"]
                rows = sorted((ContributionRow(**row) for row in told), key=_place)
                if other != seat or list(held) != rows:
                    outcome.fault("a seat does not hold what was accepted", f"{seat}")
            case Refused(code, reason):
                outcome.refused(code, str(reason))
                if held:
                    outcome.fault("a seat holds rows of a refused file", f"{seat}")
            case _:
                outcome.fault("a new file is called known", f"{seat}")


def _place(row: ContributionRow) -> tuple[str, str, str]:
    return row.quarter, row.platform, row.role
