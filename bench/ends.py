"""`python -m bench.ends`: an end moves the range of the coming weeks at once, and undoing it moves it back.

For each seed a sample ledger: its largest running project is ended on the last day, played, and the end taken back.
Counted: how often the range of the next 13 weeks lay lower after the end (median and both ends), and how often the
figures without the end were the same again.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

import numpy as np

from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.prospect.answer import Played, play, prospect_of
from tracker.analysis.report import Look
from tracker.domain import Event, ProjectEvent, Record
from tracker.frames import from_records
from tracker.sample import AS_OF, Sample, generate

WEEKS = 13


@dataclass(frozen=True, slots=True)
class Moved:
    """What an end did to the range of one ledger: of its median, low and high, the part that is left."""

    left: tuple[float, float, float]
    back: bool


def moved(seed: int) -> Moved | None:
    """None if no project runs, or no range is given."""
    sample = generate(seed=seed)
    before = _played(sample, sample.records)
    running = [x for x in before.ledger.lines if x.runs and x.project and x.kept.sum() > 0]
    was = prospect_of(before).look(WEEKS)
    if not running or was is None:
        return None
    top = max(running, key=lambda x: float(x.kept.sum()))
    end = ProjectEvent(platform=top.platform, project=top.project, event=Event.CANCELLED, happened_at=AS_OF)
    after = prospect_of(_played(sample, (*sample.records, end))).look(WEEKS)
    if after is None:
        return None
    left = tuple(b / a if a else 1.0 for a, b in zip(_ends(was), _ends(after), strict=True))
    return Moved((left[0], left[1], left[2]), prospect_of(_played(sample, sample.records)) == prospect_of(before))


def _played(sample: Sample, records: tuple[Record, ...]) -> Played:
    return play(make_basis(from_records(records, sample.settings), AS_OF, None))


def _ends(look: Look) -> tuple[int, int, int]:
    return look.median, look.low, look.high


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.ends", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    asked = parser.parse_args(argv)
    found = [m for seed in range(1, asked.seeds + 1) if (m := moved(seed)) is not None]
    print(f"python -m bench.ends: seeds 1 to {asked.seeds}, the next {WEEKS} weeks")
    print(f"\nledgers with a project that runs and a range: {len(found)}")
    for at, name in enumerate(("median", "low", "high")):
        left = [m.left[at] for m in found]
        lower = sum(x < 1 for x in left)
        print(f"{name:7} lower after the end in {lower} of {len(found)}; left of it, median: {np.median(left):.2f}")
    print(f"the same figures again without the end in {sum(m.back for m in found)} of {len(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
