"""Bundles taken in: a pool with so many seats, and a file for each."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from nacl.signing import SigningKey

from bench.measure import Taken, measure, run_once, tracker
from tracker.pool import quarters
from tracker.pool.bundle import Bundle, signed, text
from tracker.pool.invitation import policy_digest
from tracker.pool.policy import Policy
from tracker.pool.rows import ContributionRow
from tracker.vault import folder, keys, seating

BUNDLES = 4000
PASSPHRASE = "for the benchmark only"
BOUND = 60 / 2000
"""Seconds for one bundle: 2,000 a minute."""

_PREPARE = "import sys; from bench.intake import prepare; prepare(sys.argv[1], int(sys.argv[2]))"


def intake(home: Path, env: dict[str, str], runs: int, bundles: int = BUNDLES) -> Taken:
    """`tracker pool add` with all files at once, each time into a pool that has none of them."""
    own = env | {keys.FOLDER_VARIABLE: str(home / "keys"), keys.PASSPHRASE_VARIABLE: PASSPHRASE}
    run_once([sys.executable, "-c", _PREPARE, str(home), str(bundles)], own)
    files = sorted(str(p) for p in (home / "inbox").iterdir())
    return measure(tracker("pool", "add", str(home / "pool"), *files), own, runs, before=_fresh(home), warm_up=False)


def _fresh(home: Path) -> Callable[[], object]:
    def fresh() -> None:
        shutil.rmtree(home / "pool", ignore_errors=True)
        shutil.copytree(home / "template", home / "pool")

    return fresh


def prepare(place: str, bundles: int) -> None:
    """Make the pool `template` and the files in `inbox`, one of each seat, with five rows."""
    home, today = Path(place), dt.datetime.now(dt.UTC).date()
    policy = Policy("b" * 16, "Bench", "USD", ("world",), ("A", "B", "C"), ("code", "law"), today, simulated=True)
    made = keys.new_keys(policy.pool)
    keys.save(made, PASSPHRASE)
    pool = folder.make(home / "template", policy, made, today)
    (home / "inbox").mkdir()
    for code in seating.invite(pool, bundles, today):
        sealed = keys.encrypt(text(_bundle(policy, code.code, today)), [made.recipient])
        (home / "inbox" / f"{code.seat}.bundle").write_bytes(sealed)


def _bundle(policy: Policy, code: str, today: dt.date) -> Bundle:
    own = SigningKey.generate()
    last = quarters.last_complete(today)
    cells = [(q, p, "code") for q in (last, quarters.shift(last, -1)) for p in ("A", "B")] + [(last, "C", "law")]
    bundle = Bundle(
        pool=policy.pool,
        policy=policy_digest(policy),
        key=bytes(own.verify_key).hex(),
        serial=1,
        made_on=today,
        rows=tuple(_row(*cell) for cell in cells),
        seat_code=code,
    )
    return signed(bundle, lambda data: bytes(own.sign(data).signature))


def _row(quarter: str, platform: str, role: str) -> ContributionRow:
    return ContributionRow(
        quarter=quarter, platform=platform, role=role, region="world", hours=120, available_hours=300, headline=40,
        agreed=35, all_hours=25, kept=22, unpaid_share=15, due="4-6", on_time="1-3", started=1, ended_platform_30=0,
        ended_completed_30=0, ended_left_30=0, ended_platform_90=0, ended_completed_90=0, ended_left_90=0, notice=None,
        drift="steady",
    )  # fmt: skip
