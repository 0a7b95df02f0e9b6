"""`python -m bench.rates`: how often the range of what an hour will leave holds what comes.

Four invented ways of earning by the hour, 13, 26 and 52 weeks of history, the next 52 and 13 weeks; share of series
whose realised rate (all money over all hours) is in the 90 % range, and the range's median width over the rate. A
project has a rate of its own (spread .3 on the log scale, about 20) and hours a week of its own (spread .4, about 15);
a week's hours are lognormal with spread .4, its money is rate times hours, uneven by a tenth, and a fifth of the hours
more are unpaid, uneven by half. Projects live 8 weeks on average, with gaps of 3.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from bench.prospect import HOLDS
from bench.ways import UNITS, Array, noise, spans
from tracker.analysis.intervals import rate_spread
from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.model import AHEAD, LOOKS, Line

WEEKS = (13, 26, 52)
SEED = 2026
RATE, HOURS = 20.0, 15.0
Ledger: TypeAlias = tuple[list[Line], Array, Array]
"""Lines, and money and hours of the history's and all 52 coming weeks (main units)."""


def _weeks(n: int, rate: float, hours: float, random: np.random.Generator) -> tuple[Array, Array]:
    paid = hours * noise(n, random, spread=0.4)
    unpaid = 0.2 * paid * noise(n, random, spread=0.5, phi=0.0)
    return rate * paid * noise(n, random, spread=0.1, phi=0.0), paid + unpaid


def _line(money: Array, hours: Array, start: int, end: int | None, *, platform: str, account: bool) -> Line:
    kept = money * UNITS
    return Line(platform, start, end, kept, account=account, paid=kept, hours=hours)


def _own(random: np.random.Generator, spread: float, about: float) -> float:
    return about * float(np.exp(spread * random.standard_normal() - spread**2 / 2))


def projects(*names: str, spread: float = 0.3) -> Callable[[int, np.random.Generator], Ledger]:
    """Projects one after another on each of these platforms."""

    def made(weeks: int, random: np.random.Generator) -> Ledger:
        money, hours, lines = np.zeros(weeks + AHEAD), np.zeros(weeks + AHEAD), []
        for name in names:
            for start, end in spans(weeks, 8, 3, random):
                first, stop = max(start, 0), min(end, weeks + AHEAD)
                if stop <= first:
                    continue
                got = _weeks(stop - first, _own(random, spread, RATE), _own(random, 0.4, HOURS), random)
                money[first:stop] += got[0]
                hours[first:stop] += got[1]
                if start < weeks:
                    known, over = min(stop, weeks) - first, stop if stop < weeks else None
                    lines.append(_line(got[0][:known], got[1][:known], start, over, platform=name, account=False))
        return lines, money, hours

    return made


def account(weeks: int, random: np.random.Generator) -> Ledger:
    """One account that never ends."""
    money, hours = _weeks(weeks + AHEAD, RATE, HOURS, random)
    return [_line(money[:weeks], hours[:weeks], 0, None, platform="a", account=True)], money, hours


WAYS: dict[str, Callable[[int, np.random.Generator], Ledger]] = {
    "projects, own rates": projects("a"),
    "two platforms of projects": projects("a", "b"),
    "projects, one rate": projects("a", spread=0.0),
    "one account": account,
}


def cell(name: str, weeks: int, series: int, seed: int) -> dict[str, list[tuple[bool, float]]]:
    """By "prospect 52", …: of each series whether it held, and the width over the rate that came."""
    out: dict[str, list[tuple[bool, float]]] = {f"{m} {look}": [] for m in ("prospect", "cosine") for look in LOOKS}
    for k in range(series):
        lines, money, hours = WAYS[name](weeks, np.random.default_rng([seed, weeks, k, len(name)]))
        drawn = draw(lines, weeks, seed + k) if money[:weeks].sum() > 0 else None
        wide = rate_spread(money[:weeks], hours[:weeks])
        for look in LOOKS:
            worked = hours[weeks : weeks + look].sum()
            if drawn is None or worked <= 0:
                continue
            came = float(money[weeks : weeks + look].sum() / worked)
            paid, spent = (sum(v[:, :look].sum(axis=1) for v in d.values()) for d in (drawn.paid, drawn.hours))
            ends = np.quantile(paid[spent > 0] / spent[spent > 0] / UNITS, (0.05, 0.95))
            _add(out[f"prospect {look}"], ends[0], ends[1], came)
            if wide is not None:
                rate = float(money[:weeks].sum() / hours[:weeks].sum())
                _add(out[f"cosine {look}"], rate * np.exp(-wide), rate * np.exp(wide), came)
    return out


def _add(to: list[tuple[bool, float]], low: float, high: float, came: float) -> None:
    to.append((bool(low <= came <= high), float(high - low) / came))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.rates", description=__doc__)
    parser.add_argument("--series", type=int, default=400, help="of each cell")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(argv)
    print(f"python -m bench.rates: {asked.series} series a cell, 90 % ranges of the hourly rate, seed {asked.seed}\n")
    print(f"{'way':26} weeks  " + "".join(f"{m} {look} weeks   " for m in ("prospect", "cosine") for look in LOOKS))
    held = 0
    for name in WAYS:
        for weeks in WEEKS:
            found = cell(name, weeks, asked.series, asked.seed)
            told = [(np.mean([h for h, _w in of]), np.median([w for _h, w in of])) for of in found.values()]
            held += sum(round(float(share), 2) >= HOLDS for share, _wide in told[: len(LOOKS)])
            print(f"{name:26} {weeks:5}  " + "".join(f"{s:.2f} ({w:.2f})         " for s, w in told), flush=True)
    print(f"\nprospect holds {HOLDS} or more in {held} of {len(WAYS) * len(WEEKS) * len(LOOKS)} cells")
    return 0


if __name__ == "__main__":
    sys.exit(main())
