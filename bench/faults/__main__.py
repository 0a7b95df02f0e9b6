"""`python -m bench.faults`: a ledger on a disk that fails, and on one whose power goes."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from bench.faults import cuts, injected
from bench.faults.cuts import Counted
from bench.faults.injected import COLD, OPEN, OPERATIONS, Tried

LARGE = 20
"""One power cut in so many is tried in the life that writes much at once."""
MANY = 5
"""Restoring and forgetting make a thousand calls and more: one in so many of theirs fails."""


def main() -> int:
    options = _options()
    wrong = False
    if options.only != "cuts":
        found = _inject(options.every)
        print(_injected(found, options.every), flush=True)
        wrong = any(tried.wrong for _, tried in found)
    if options.only != "calls":
        counted, control = Counted(), Counted()
        cuts.run("life", options.cuts - options.cuts // LARGE, options.seed, counted)
        cuts.run("large", options.cuts // LARGE, options.seed, counted)
        cuts.run("life", 200, options.seed, control, syncs=False)
        print(_cuts(counted, control))
        wrong |= bool(counted.wrong or not control.wrong)
    return int(wrong)


def _inject(every: int) -> list[tuple[str, Tried]]:
    names = [f"{how} {do.__name__}" for do in OPERATIONS for how in (OPEN, COLD)]
    small = [name for name in names if name.split()[1] not in ("put_back", "forget")]
    large = [f"{OPEN} put_back", f"{OPEN} forget"]
    return [*injected.tried(small, every), *injected.tried(large, every * MANY)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="let each so-manieth call fail (1)")
    parser.add_argument("--cuts", type=int, default=10_000, help="power cuts tried (10,000)")
    parser.add_argument("--only", choices=("calls", "cuts"), help="one of the two halves")
    parser.add_argument("--seed", type=int, default=1, help="what they leave (1)")
    return parser.parse_args()


def _injected(found: Sequence[tuple[str, Tried]], every: int) -> str:
    whole: Counter[str] = sum((t.cases for _, t in found), Counter[str]())
    which = "Each call" if every == 1 else f"One call in {every}"
    lines = [f"{which} to the disk fails once (of put_back and forget one in {every * MANY}): {whole.total()} cases"]
    lines += [f"  {name:28} {n:6}" for name, n in sorted(whole.items())]
    for name, tried in found:
        ends = ", ".join(f"{n} {end}" for end, n in tried.ends.most_common())
        said = f"{ends}; wrong: {len(tried.wrong) or 'nothing'}" if ends else "it makes no call, all is in memory"
        lines.append(f"{name:20} {tried.cases.total():6}: {said}")
        lines += [f"    {n} {text}" for text, n in Counter(tried.wrong).most_common(5)]
    return "\n".join(lines)


def _cuts(counted: Counted, control: Counted) -> str:
    worlds = ", ".join(f"{n} {world}" for world, n in sorted(counted.cases.items()))
    return "\n".join([
        "",
        f"The power goes: {sum(counted.cases.values())} cases ({worlds}) in {counted.operations} operations, "
        f"{counted.steps} writes, syncs and changes of names",
        f"lost, half done, damaged or come back: {len(counted.wrong) or 'nothing'}",
        *(f"    {n} {text}" for text, n in Counter(counted.wrong).most_common(10)),
        f"control, syncs do nothing: wrong in {len(control.wrong)} ways in {sum(control.cases.values())} cases",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
