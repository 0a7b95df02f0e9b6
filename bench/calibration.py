"""`python -m bench.calibration`: how often the intervals hold what is true. Seeded: the same run prints the same.

Nominal is 90 % everywhere. `given`: the share of runs in which an interval was told; `holds`: of those, the share
that holds the true value. It ends with 1 if a line is marked as not as promised.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from bench.processes import PROCESSES, Array, Process, chain, hours, income, true_rate
from bench.recovery import PLATFORMS, Held, Turn, recover
from tracker.analysis.drift import drift_of
from tracker.analysis.earnings.annual import annual
from tracker.analysis.earnings.series import doubts
from tracker.analysis.intervals import rate_interval, wilson
from tracker.analysis.survival import Curve, aalen_johansen, kaplan_meier, quantile
from tracker.sample.truth import TRUTH
from tracker.units import WEEKS_PER_YEAR

WEEKS = (13, 26, 52)
UNITS = 10_000
SEED = 20
MEAN_DAYS, CUT_SHARE = 60.0, 0.7
"""Invented projects: mean life, and the share of ends that are the platform's."""
LOWEST_HIT = 0.85
PROMISED = ("independent weeks", "spells of 8 and 2 weeks", "two-week lumps")
"""Processes under which the annual interval holds .86 to .94 at every length."""
FALSE_ALARMS, UP_TO = 0.1, 0.4
"""Of the drift rule, with weekly rates of at most this autocorrelation."""
BROKEN = "  NOT AS PROMISED"
SPREAD = 0.15
"""Of weekly rates around their level, in logarithms."""
AUTOCORRELATIONS = (0.0, 0.2, 0.4, 0.6, 0.8)
CHANGES = (-0.1, -0.2, -0.3)
DRIFT_WEEKS = (20, 26, 52, 104)
STEPS = (0.0, *CHANGES)
CENT = 0.01
SEEN, SEEN_FROM = 0.9, 26
"""Of contracts whose rate falls at once by a tenth or more, in weeks of odd minutes: the least share called a drop."""


@dataclass(slots=True)
class Tally:
    """Counts runs, told intervals, and those that hold the truth, with their widths (high ÷ low)."""

    runs: int = 0
    told: int = 0
    held: int = 0
    widths: list[float] | None = None

    def add(self, bounds: tuple[float | None, float | None] | None, truth: float) -> None:
        self.runs += 1
        low, high = bounds or (None, None)
        if low is None or high is None:
            return
        self.told += 1
        self.held += low <= truth <= high
        if low > 0:
            self.widths = [*(self.widths or ()), high / low] if self.runs <= 500 else self.widths

    @property
    def holds(self) -> float:
        return self.held / self.told if self.told else math.nan

    def text(self) -> str:
        return f"{self.holds:5.3f} ({self.told / max(1, self.runs):4.2f})"


# --- a year, and an hour --------------------------------------------------------------------------------


def year_tally(process: Process, weeks: int, runs: int, rng: np.random.Generator) -> Tally:
    """The interval of effective annualized income, beside 52.1775 mean weeks."""
    tally, truth = Tally(), float(WEEKS_PER_YEAR) * process.mean * UNITS
    for row in np.rint(income(process, runs, weeks, rng) * UNITS).astype(int):
        found, _ = annual(row)
        tally.add((found.low, found.high), truth)
    return tally


def hour_tally(process: Process, weeks: int, runs: int, rng: np.random.Generator) -> Tally:
    """The interval of the effective hourly rate, beside mean kept ÷ mean hours."""
    tally, truth = Tally(), true_rate(process) * UNITS
    kept = income(process, runs, weeks, rng)
    for y, h in zip(kept * UNITS, hours(process, kept, rng), strict=True):
        tally.add(rate_interval(y, h, round(y.sum() / h.sum())), truth)
    return tally


def weekly_tables(runs: int) -> Iterator[str]:
    for title, tally in (("Effective annualized income", year_tally), ("Effective hourly rate", hour_tally)):
        yield f"\n{title}: holds (given), and the median of high / low, at 13, 26 and 52 weeks; {runs} runs each"
        for i, process in enumerate(PROCESSES):
            found = [tally(process, w, runs, np.random.default_rng((SEED, i, w))) for w in WEEKS]
            wide = " ".join(f"{np.median(t.widths or [math.nan]):5.2f}" for t in found)
            kept = tally is hour_tally or process.name not in PROMISED or all(0.86 <= t.holds <= 0.94 for t in found)
            yield f"  {process.name:30} {'  '.join(t.text() for t in found)}   {wide}{'' if kept else BROKEN}"


DOUBTS = ("weeks_together", "halves_differ", "one_week")


def doubt_table(runs: int) -> Iterator[str]:
    """How often the caveats of a series of weeks are told, and what the range holds with and without them."""
    yield f"\nThe year's caveats at 13, 26 and 52 weeks: told; the range holds if any is told, and if none; {runs} runs"
    for i, process in enumerate(PROCESSES):
        found = [_doubted(process, w, runs, np.random.default_rng((SEED, i, w, 5))) for w in WEEKS]
        for k, code in enumerate(DOUBTS):
            told = "  ".join(f"{often[k]:5.3f}" for often, _any, _none in found)
            yield f"  {process.name if not k else '':30} {code:15} {told}"
        held = "  ".join(f"{some.holds:5.3f}/{none.holds:5.3f}" for _often, some, none in found)
        yield f"  {'':30} {'holds':15} {held}"


def _doubted(
    process: Process, weeks: int, runs: int, rng: np.random.Generator
) -> tuple[tuple[float, ...], Tally, Tally]:
    told, some, none = Counter[str](), Tally(), Tally()
    truth = float(WEEKS_PER_YEAR) * process.mean * UNITS
    for row in np.rint(income(process, runs, weeks, rng) * UNITS).astype(int).tolist():
        year, _ = annual(row)
        codes = doubts(row, year)
        told.update(codes)
        (some if codes else none).add((year.low, year.high), truth)
    return tuple(told[code] / runs for code in DOUBTS), some, none


# --- how long projects last -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Projects:
    """Invented projects: lives of mean 60 days, watched for up to 180 days, some only from a later day on."""

    entry: Array
    days: Array
    cause: list[str | None]


def invent(n: int, late: bool, rng: np.random.Generator) -> Projects:
    """Ends are drawn until n of the projects were seen at all."""
    entry = np.where(rng.random(8 * n) < 0.4, rng.uniform(0, 60, 8 * n), 0.0) if late else np.zeros(8 * n)
    life = rng.exponential(MEAN_DAYS, 8 * n)
    seen = np.flatnonzero(life > entry)[:n]
    entry, life = entry[seen], life[seen]
    watched = entry + rng.uniform(0, 180, len(seen))
    by_platform = rng.random(len(seen)) < CUT_SHARE
    cause = [
        ("cut" if cut else "done") if ends else None for cut, ends in zip(by_platform, life <= watched, strict=True)
    ]
    return Projects(entry, np.minimum(life, watched), cause)


def survival_tallies(n: int, late: bool, runs: int, rng: np.random.Generator) -> dict[str, Tally]:
    out: dict[str, Tally] = defaultdict(Tally)
    for _ in range(runs):
        made = invent(n, late, rng)
        curve = kaplan_meier(made.days, [c is not None for c in made.cause], made.entry)
        cut = aalen_johansen(made.days, made.cause, "cut", made.entry)
        for day in (30, 60, 90):
            left = math.exp(-day / MEAN_DAYS)
            out[f"running, day {day}"].add(_limits(curve, day), left)
            out[f"cut by day {day}"].add(_limits(cut, day), CUT_SHARE * (1 - left))
        middle = quantile(curve)
        out["median"].add((middle.low, middle.high), MEAN_DAYS * math.log(2))
    return out


def _limits(curve: Curve, day: float) -> tuple[float | None, float | None] | None:
    value = curve.at(day)
    return None if value is None else (value.low, value.high)


def survival_table(runs: int) -> Iterator[str]:
    yield f"\nHow long projects last: holds (given) with 10, 20 and 50 projects; {runs} runs each"
    for late in (False, True):
        yield "  two in five come under observation late" if late else "  all watched from their start"
        found = [survival_tallies(n, late, runs, np.random.default_rng((SEED, late, n))) for n in (10, 20, 50)]
        for what in found[0]:
            yield f"    {what:28} {'  '.join(t[what].text() for t in found)}"


# --- shares ---------------------------------------------------------------------------------------------


def wilson_coverage(n: int, share: float) -> float:
    """Exact: the chance of each count, where its interval holds the share."""
    total = 0.0
    for k in range(n + 1):
        low, high = wilson(k, n) or (0.0, 1.0)
        total += math.comb(n, k) * share**k * (1 - share) ** (n - k) * (low <= share <= high)
    return total


def wilson_table() -> Iterator[str]:
    shares = (0.05, 0.1, 0.2, 0.3, 0.5)
    grid = np.linspace(0.02, 0.98, 193)
    yield f"\nShares (Wilson), exact: true share {', '.join(map(str, shares))}; mean over .02 to .98"
    for n in (5, 10, 20, 50, 100):
        mean = sum(wilson_coverage(n, float(p)) for p in grid) / len(grid)
        yield f"  n = {n:<3}  {'  '.join(f'{wilson_coverage(n, p):5.3f}' for p in shares)}   {mean:5.3f}"


# --- does the rate hold ---------------------------------------------------------------------------------


def verdicts(weeks: int, phi: float, change: float, step: bool, runs: int, seed: int) -> Counter[str]:
    """What the rule says of rates that change by so much on the whole: at once half way, or evenly."""
    z = SPREAD * chain(phi, runs, weeks, np.random.default_rng((SEED, weeks, seed)))
    path = np.where(np.arange(weeks) < weeks // 2, 0.0, change) if step else change * np.linspace(0, 1, weeks)
    mondays = [dt.date(2024, 1, 1) + dt.timedelta(weeks=i) for i in range(weeks)]
    return Counter(drift_of(mondays, row).verdict for row in 20 * np.exp(z) * (1 + path))


def drift_table(runs: int) -> Iterator[str]:
    yield f"\nDrift: share of steady series called a drop or rise at {_listed(DRIFT_WEEKS)} weeks; {runs} runs each"
    for phi in AUTOCORRELATIONS:
        said = [verdicts(w, phi, 0.0, False, runs, 1) for w in DRIFT_WEEKS]
        often = [(c["drop"] + c["rise"]) / runs for c in said]
        mark = BROKEN if phi <= UP_TO and max(often) > FALSE_ALARMS else ""
        yield f"  {f'autocorrelation {phi:.1f}':30} {'  '.join(f'{x:5.3f}' for x in often)}{mark}"
    yield f"\nDrift: share of falling series called a drop at {_listed(DRIFT_WEEKS)} weeks"
    for phi in (0.0, 0.4):
        for step in (False, True):
            for change in CHANGES:
                said = [verdicts(w, phi, change, step, runs, 2) for w in DRIFT_WEEKS]
                how = f"autocorrelation {phi:.1f}, {'step' if step else 'even'} {change * 100:.0f} %"
                called = "  ".join(f"{c['drop'] / runs:5.3f}" for c in said)
                yield f"  {how:30} {called}"


def contract_verdicts(weeks: int, change: float, runs: int) -> Counter[str]:
    """What the rule says of contracts at 20 an hour that change once, half way: 20 minutes to 10 hours a week, each
    week's amount in whole cents."""
    minutes = np.random.default_rng((SEED, weeks, 3)).integers(20, 600, (runs, weeks))
    rate = np.where(np.arange(weeks) < weeks // 2, 20.0, 20.0 * (1 + change))
    amounts = np.round(minutes * rate / 60, 2)
    mondays = [dt.date(2024, 1, 1) + dt.timedelta(weeks=i) for i in range(weeks)]
    rows = zip(amounts * 60 / minutes, CENT / amounts, strict=True)
    return Counter(drift_of(mondays, rates, rough=rough).verdict for rates, rough in rows)


def contract_table(runs: int) -> Iterator[str]:
    yield f"\nDrift: share of contracts of odd minutes and whole cents called a drop at {_listed(DRIFT_WEEKS)} weeks"
    for change in STEPS:
        said = [contract_verdicts(w, change, runs) for w in DRIFT_WEEKS]
        called = [(c["drop"] + (0 if change else c["rise"])) / runs for c in said]
        seen = all(x >= SEEN for x, w in zip(called, DRIFT_WEEKS, strict=True) if w >= SEEN_FROM)
        mark = "" if (seen if change else not any(called)) else BROKEN
        what = f"one step of {change * 100:.0f} %" if change else "one rate throughout"
        yield f"  {what:30} {'  '.join(f'{x:5.3f}' for x in called)}{mark}"


def _listed(values: Sequence[int]) -> str:
    return ", ".join(map(str, values[:-1])) + f" and {values[-1]}"


# --- is the sample's story found again ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """One figure over all ledgers: how many told an interval, how many held the truth, and Wilson's low end."""

    what: str
    platform: str
    truth: float
    mean: float
    ledgers: int
    told: int
    held: int

    @property
    def low(self) -> float:
        return (wilson(self.held, self.told) or (0.0, 1.0))[0]


def hits(held: Iterable[Held]) -> list[Hit]:
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for h in held:
        groups[h.what, h.platform].append(h)
    return [_hit(what, platform, group) for (what, platform), group in sorted(groups.items())]


def _hit(what: str, platform: str, group: list[Held]) -> Hit:
    known = [h.estimate for h in group if h.estimate is not None]
    mean = sum(known) / len(known) if known else math.nan
    truth = mean if group[0].truth is None else group[0].truth
    told = [h for h in group if h.told]
    return Hit(what, platform, truth, mean, len(group), len(told), sum(h.hit(truth) for h in told))


def recovery_table(seeds: int, jobs: int) -> Iterator[str]:
    found = _recovered(seeds, jobs)
    yield f"\nThe sample's truth found again: {seeds} seeds, lower bound of the share of hits at least {LOWEST_HIT}"
    yield f"  {'':28} {'platform':10} true   mean   told  hits   at least"
    for h in hits(x for held, _ in found for x in held):
        mark = "" if h.low >= LOWEST_HIT else BROKEN
        yield (
            f"  {h.what:28} {h.platform:10} {h.truth:5.3f}  {h.mean:5.3f} {h.told:5}  "
            f"{h.held / max(1, h.told):5.3f}  {h.low:5.3f}{mark}"
        )
    yield from _turns([t for _, turns in found for t in turns])


def _recovered(seeds: int, jobs: int) -> list[tuple[list[Held], list[Turn]]]:
    if jobs == 1:
        return [recover(seed) for seed in range(seeds)]
    with get_context("spawn").Pool(jobs) as pool:
        return pool.map(recover, range(seeds), chunksize=5)


def _turns(turns: Sequence[Turn]) -> Iterator[str]:
    for name in PLATFORMS:
        mine = [t for t in turns if t.platform == name]
        said = Counter(t.verdict for t in mine)
        slopes = [t.slope for t in mine if t.slope is not None]
        low, middle, high = np.quantile(slopes, (0.05, 0.5, 0.95)) if slopes else (math.nan,) * 3
        told = ", ".join(f"{v} {n}" for v, n in said.most_common())
        yield (
            f"  drift of {name}: {told}; slope a year {middle:.3f}, nine in ten in {low:.3f} to {high:.3f}; "
            f"true {TRUTH.of(name).drift_per_year:.3f}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.calibration", description=__doc__)
    parser.add_argument("--runs", type=int, default=4000, help="series of each income process")
    parser.add_argument("--seeds", type=int, default=1000, help="sample ledgers")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    said = parser.parse_args(arguments)
    print("make calibration: how often the intervals hold what is true; nominal 90 %.")
    few = max(1, said.runs // 4)
    tables = (weekly_tables(said.runs), doubt_table(few), survival_table(few), wilson_table(), drift_table(few),
              contract_table(few), recovery_table(said.seeds, said.jobs))  # fmt: skip
    broken = False
    for table in tables:
        for line in table:
            print(line, flush=True)
            broken |= line.endswith(BROKEN)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
