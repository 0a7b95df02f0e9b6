"""Simulated collectives: who they are, and the rows that they would send. Seeded; marked as simulated throughout.

The model, which `docs/simulated.md` explains with every number:

- platforms and roles are drawn by themselves, each with shares as 1, 1/2, 1/3 … (Zipf's law with exponent 1)
- a worker has 1, 2 or 3 cells (platform and role) with chances .68, .24, .08: 1.4 on average; they stay the same
- the hourly rate kept is log-normal about the median of its cell with a spread of .45 in natural logarithms, four
  fifths of its variance the worker's own for good, the rest new each quarter

Platforms have invented names, so that nobody takes a simulated figure for one of a company.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tracker.pool import quarters
from tracker.pool.policy import Bounds, Policy
from tracker.pool.rows import (
    COUNT_BANDS,
    DRIFTS,
    EVIDENCE,
    HOURS_STEP,
    HOURS_STEPS,
    NOTICE_BANDS,
    SHARE_STEP,
    ContributionRow,
)

if TYPE_CHECKING:
    import pyarrow as pa

PLATFORMS = ("Larkspur", "Northbeam", "Quillwork", "Tidepool", "Granite", "Meadowlark", "Foxglove", "Harbour")
ROLES = (
    "generalist", "code", "language", "writing", "audio and image", "science", "education", "finance", "safety",
    "medicine", "law", "creative",
)  # fmt: skip
NAME = "Simulated collective"
TIERS: tuple[tuple[int, int, int], ...] = ((0, 0, 0), (100, 75, 25), (75, 25, 75))
"""How rows are backed, in percent of `EVIDENCE`: by three kinds of people."""

Column = NDArray[Any]

_PLATFORM_FACTORS = np.array([1.0, 1.12, 0.88, 1.06, 0.94, 1.09, 0.91, 1.03])
_ROLE_FACTORS = np.array([1.0, 1.3, 0.95, 0.98, 0.9, 1.25, 1.0, 1.28, 0.97, 1.4, 1.38, 0.96])
_ON_TIME = np.array([0.9, 0.8, 0.95, 0.7, 0.85, 0.6, 0.9, 0.75])
_ENDED = np.array([0.22, 0.30, 0.18, 0.35, 0.25, 0.40, 0.20, 0.28])
"""Of each platform by its place: chance of a payment to be on time, of a project to be ended within 30 days."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a simulated collective is made by; the defaults are those of the documentation."""

    platforms: int = 8
    roles: int = 12
    regions: int = 1
    cells: tuple[float, float, float] = (0.68, 0.24, 0.08)
    """Chances of one, two, three cells."""
    spread: float = 0.45
    """Standard deviation of the natural logarithm of the rate kept, in a cell and quarter."""
    own: float = 0.8
    """Share of its variance that stays with the worker."""
    median: float = 21.0
    """The median rate kept in the first quarter."""
    trend: float = -0.01
    """Change of all rates from one quarter to the next."""
    taking_part: float = 1.0
    """Share of the workers whose rows are in a quarter, drawn again for each."""


def policy(model: Model, seed: int, made_on: dt.date, **given: Any) -> Policy:
    """The policy of a simulated pool; `given` replaces its fields, never that it is simulated."""
    regions = ("world",) if model.regions == 1 else tuple(f"region {i + 1}" for i in range(model.regions))
    usual: dict[str, Any] = {
        "pool": hashlib.sha256(f"simulated {seed}".encode()).hexdigest()[:16],
        "name": NAME,
        "currency": "USD",
        "regions": regions,
        "platforms": PLATFORMS[: model.platforms],
        "roles": ROLES[: model.roles],
        "made_on": made_on,
        "minimum_wage": dict.fromkeys(regions, "15.00"),
    }
    return Policy(**{**usual, **given, "simulated": True})


def quarters_until(last: str, count: int) -> tuple[str, ...]:
    """So many quarters up to and with the last, oldest first.

    >>> quarters_until("2026Q1", 2)
    ('2025Q4', '2026Q1')
    """
    return tuple(quarters.shift(last, i - count + 1) for i in range(count))


def tables(rules: Policy, names: tuple[str, ...], workers: int, *, seed: int, model: Model) -> Iterator[pa.Table]:
    """The rows of a collective quarter by quarter: seat and the columns of a contribution, by seat.

    The same arguments give the same rows; more quarters or other rules give others.
    """
    import pyarrow as pa

    random = np.random.default_rng([seed, workers])
    people = _people(random, workers, model)
    tiers = _tiers(np.random.default_rng([seed, workers, 1]), workers)  # apart: all else stays as it was
    for i, name in enumerate(names):
        made = _quarter(random, people, model, rules.bounds, i)
        yield pa.table(_arrow(made | _evidence(tiers, made), rules, name))


def contributions(
    rules: Policy, names: tuple[str, ...], workers: int, *, seed: int, model: Model
) -> Iterator[tuple[int, tuple[ContributionRow, ...]]]:
    """The same rows by contributor: seat and all its rows. For collectives that fit into memory as rows."""
    held: dict[int, list[ContributionRow]] = {}
    columns = [f.name for f in fields(ContributionRow)]
    for table in tables(rules, names, workers, seed=seed, model=model):
        values = [table.column(c).to_pylist() for c in columns]
        for seat, *row in zip(table.column("seat").to_pylist(), *values, strict=True):
            held.setdefault(seat, []).append(ContributionRow(**dict(zip(columns, row, strict=True))))
    for seat in sorted(held):
        yield seat, tuple(held[seat])


# --- who they are -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _People:
    """Workers by number, and their cells: `worker` says whose, in order."""

    region: Column
    skill: Column
    """Standard normal, one a worker."""
    gap: Column
    """What they keep of what was advertised, one a worker."""
    worker: Column
    platform: Column
    role: Column


def _people(random: np.random.Generator, workers: int, model: Model) -> _People:
    counts = random.choice([1, 2, 3], size=workers, p=model.cells)
    worker = np.repeat(np.arange(workers), counts)
    platform = random.choice(model.platforms, size=len(worker), p=zipf(model.platforms))
    role = random.choice(model.roles, size=len(worker), p=zipf(model.roles))
    return _People(
        region=random.integers(model.regions, size=workers),
        skill=random.standard_normal(workers),
        gap=random.beta(6, 4, size=workers),
        worker=worker,
        platform=platform,
        role=_apart(worker, platform, role, model.roles),
    )


def zipf(n: int) -> Column:
    """Shares that fall as 1, 1/2, 1/3 …, and sum to 1.

    >>> [round(float(x), 3) for x in zipf(3)]
    [0.545, 0.273, 0.182]
    """
    shares = 1 / np.arange(1, n + 1)
    return np.asarray(shares / shares.sum())


def _apart(worker: Column, platform: Column, role: Column, roles: int) -> Column:
    """Roles with no cell twice for one worker: the later of two goes on to the next role."""
    role = role.copy()
    for _ in range(3):
        for back in (1, 2):
            same = (worker[back:] == worker[:-back]) & (platform[back:] == platform[:-back])
            twice = same & (role[back:] == role[:-back])
            role[back:][twice] = (role[back:][twice] + 1) % roles
    return role


# --- what they send of a quarter ----------------------------------------------------------------------------


def _quarter(random: np.random.Generator, p: _People, model: Model, bounds: Bounds, number: int) -> dict[str, Column]:
    """Columns of one quarter, words as positions in their lists."""
    here = (random.random(len(p.skill)) < model.taking_part)[p.worker]
    worker, platform, role = p.worker[here], p.platform[here], p.role[here]
    hours = _stepped(random.lognormal(np.log(110), 0.6, len(worker)), HOURS_STEP, 10, min(700, bounds.hours))
    rates = _rates(random, p, model, bounds, number, here)
    return {
        "seat": worker + 1,
        "platform": platform,
        "role": role,
        "region": p.region[worker],
        "hours": np.minimum(_coarse(hours), bounds.hours),
        "available_hours": np.minimum(_coarse(_available(random, worker, hours, len(p.skill), bounds)), bounds.hours),
        **rates,
        "unpaid_share": _stepped(100 * random.beta(2.2, 7.0, len(worker)), SHARE_STEP, 0, 100),
        **_payments(random, hours, platform),
        **_projects(random, platform, bounds),
        "drift": random.choice(4, size=len(worker), p=[0.32, 0.10, 0.43, 0.15]),
    }


def _rates(
    random: np.random.Generator, p: _People, model: Model, bounds: Bounds, number: int, here: Column
) -> dict[str, Column]:
    """Kept and the rates above it, whole units; what is not known is not a number."""
    worker, platform, role = p.worker[here], p.platform[here], p.role[here]
    n = len(worker)
    z = np.sqrt(model.own) * p.skill[worker] + np.sqrt(1 - model.own) * random.standard_normal(n)
    middle = model.median * (1 + model.trend) ** number * platform_factor(platform) * role_factor(role)
    kept = middle * np.exp(model.spread * z)
    headline = kept / np.clip(p.gap[worker] + random.normal(0, 0.05, n), 0.2, 1.1)
    all_hours = kept / random.uniform(0.90, 0.99, n)
    agreed = np.maximum(headline * random.uniform(0.82, 1.0, n), all_hours)
    whole = {"headline": headline, "agreed": agreed, "all_hours": all_hours, "kept": kept}
    made = {k: _stepped(v, bounds.rate_step, bounds.rate_low, bounds.rate) for k, v in whole.items()}
    made["headline"][random.random(n) < 0.06] = np.nan
    unpaid = random.random(n) < 0.01
    for name in ("kept", "all_hours"):
        made[name][unpaid] = np.nan
    return made


def platform_factor(platform: Column) -> Column:
    """How a platform pays beside the others: from 1.12 down to .88 and up again, by its place.

    >>> [round(float(x), 2) for x in platform_factor(np.arange(4))]
    [1.0, 1.12, 0.88, 1.06]
    """
    return np.asarray(_PLATFORM_FACTORS[platform % 8])


def role_factor(role: Column) -> Column:
    """How a kind of work is paid beside the others, by its place: generalists 1, medicine and law the most."""
    return np.asarray(_ROLE_FACTORS[role % 12])


def _available(random: np.random.Generator, worker: Column, hours: Column, workers: int, bounds: Bounds) -> Column:
    """Declared for the quarter, the same in all rows of a worker; a tenth declares nothing."""
    worked = np.bincount(worker, weights=hours, minlength=workers)
    offered = np.clip(_stepped(worked * random.uniform(1.0, 2.2, workers), HOURS_STEP, 0, 10_000), 0, bounds.hours)
    offered[random.random(workers) < 0.1] = np.nan
    return np.asarray(offered[worker])


def _payments(random: np.random.Generator, hours: Column, platform: Column) -> dict[str, Column]:
    due = random.poisson(np.clip(hours / 16, 0.5, 13))
    on_time = random.binomial(due, _ON_TIME[platform % 8])
    first = np.array([low for _, low, _ in COUNT_BANDS])
    bands = [np.searchsorted(first, counted, side="right") - 1 for counted in (due, on_time)]
    return dict(zip(("due", "on_time"), bands, strict=True))


def _tiers(random: np.random.Generator, workers: int) -> Column:
    """Who types, who has files of hours and money, and who sees each payment arrive in an account's file."""
    return random.choice(len(TIERS), size=workers, p=[0.35, 0.35, 0.30])


def _evidence(tiers: Column, made: Mapping[str, Column]) -> dict[str, Column]:
    """How each row is backed, the same in all rows of a worker; nothing in rows without a rate."""
    told = np.array(TIERS, dtype=float)[tiers[made["seat"] - 1]]
    told[np.isnan(made["kept"])] = np.nan
    return dict(zip(EVIDENCE, told.T, strict=True))


def _projects(random: np.random.Generator, platform: Column, bounds: Bounds) -> dict[str, Column]:
    """Projects started, and how they ended: by the platform, as promised, by the worker, within 30 and 90 days."""
    started = np.minimum(random.poisson(0.9, len(platform)), bounds.projects)
    chance = _ENDED[platform % 8]
    made: dict[str, Column] = {"started": started}
    left = started
    ended = {}
    for days, scale in ((30, 1.0), (90, 0.8)):
        for cause, share in (("platform", chance * scale), ("completed", 0.12), ("left", 0.05)):
            ended[cause, days] = random.binomial(left, share)
            left = left - ended[cause, days]
    for cause in ("platform", "completed", "left"):
        made[f"ended_{cause}_30"] = ended[cause, 30]
        made[f"ended_{cause}_90"] = ended[cause, 30] + ended[cause, 90]
    notice = random.choice(len(NOTICE_BANDS), size=len(platform), p=[0.55, 0.2, 0.15, 0.1]).astype(float)
    notice[made["ended_platform_90"] == 0] = np.nan
    return {**made, "notice": notice}


def _coarse(hours: Column) -> Column:
    """Hours as a row tells them; half a step goes up."""
    steps = np.select(
        [hours >= first for first, _ in reversed(HOURS_STEPS)], [step for _, step in reversed(HOURS_STEPS)], HOURS_STEP
    )
    return np.asarray(np.floor(hours / steps + 0.5) * steps)


def _stepped(values: Column, step: int, low: int, high: int) -> Column:
    return np.asarray(np.clip(np.rint(values / step) * step, low, high))


def _arrow(made: dict[str, Column], rules: Policy, quarter: str) -> dict[str, pa.Array]:
    """Columns in the order of the facts: numbers as int64, words as text, what is not known as null."""
    import pyarrow as pa

    words: dict[str, tuple[str, ...]] = {
        "platform": rules.platforms, "role": rules.roles, "region": rules.regions, "notice": NOTICE_BANDS,
        "due": tuple(b for b, _, _ in COUNT_BANDS), "on_time": tuple(b for b, _, _ in COUNT_BANDS), "drift": DRIFTS,
    }  # fmt: skip
    n = len(made["seat"])
    columns = {"seat": pa.array(made["seat"].astype("int64"))}
    for name in (f.name for f in fields(ContributionRow)):
        if name == "quarter":
            columns[name] = pa.repeat(pa.scalar(quarter), n)
            continue
        values = made[name]
        missing = np.isnan(values) if values.dtype.kind == "f" else np.zeros(n, bool)
        whole = pa.array(np.where(missing, 0, values).astype("int64"), mask=missing)
        columns[name] = pa.array(words[name]).take(whole) if name in words else whole
    return columns
