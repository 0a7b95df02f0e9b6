"""What a row must be to be taken, and to stay in the facts: words of the vocabulary, numbers within the bounds.

One rule book for the member's machine, for intake, for `doctor` and for the assertion before a release.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from tracker.errors import Problem
from tracker.pool import quarters
from tracker.pool.policy import OTHER, Policy
from tracker.pool.rows import (
    CAUSES,
    COUNT_BANDS,
    DRIFTS,
    EVIDENCE,
    EVIDENCE_STEP,
    HOURS_STEP,
    NOTICE_BANDS,
    SHARE_STEP,
    ContributionRow,
    hours_step,
)
from tracker.say import Word

BANDS = tuple(name for name, _, _ in COUNT_BANDS)
RATES = ("headline", "agreed", "all_hours", "kept")
ENDINGS = tuple(f"ended_{cause}_{days}" for days in (30, 90) for cause in CAUSES)
MOST_HOURS = 2210
"""More than any quarter has."""

_KINDS = {f.name: str(f.type) for f in fields(ContributionRow)}


def row_dict(row: ContributionRow) -> dict[str, Any]:
    """A row as it is in a bundle: what it does not say of its evidence is not in it, as in bundles from before."""
    return {name: value for name, value in asdict(row).items() if value is not None or name not in EVIDENCE}


def read_row(data: object) -> ContributionRow | Problem:
    """A row of a bundle, or why it is none. Looks at names and kinds of values only.

    >>> read_row({"quarter": "2026Q1"}).code
    'bundle_field'
    """
    if not isinstance(data, dict) or set(data) not in (set(_KINDS), set(_KINDS) - set(EVIDENCE)):
        return Problem("bundle_field", "A row does not have exactly the columns of a contribution.")
    for name, value in data.items():
        if not _fits(value, "int" if name in EVIDENCE else _KINDS[name]):
            return Problem("bundle_field", "{name} is not what it has to be.", column=name, name=Word(name))
    return ContributionRow(**data)


def _fits(value: object, kind: str) -> bool:
    if value is None:
        return "None" in kind
    return type(value) is (int if kind.startswith("int") else str)


def row_problem(row: ContributionRow, policy: Policy) -> Problem | None:
    """The first thing about a row that the policy does not allow; None if it is in order.

    Codes: bundle_word (not in the vocabulary), bundle_bounds (outside the bounds, or finer than agreed),
    bundle_parts (parts that are more than the whole).
    """
    return _words(row, policy) or _numbers(row, policy) or _parts(row)


def _words(row: ContributionRow, policy: Policy) -> Problem | None:
    allowed: dict[str, tuple[str | None, ...]] = {
        "platform": (*policy.platforms, OTHER),
        "role": (*policy.roles, OTHER),
        "region": policy.regions,
        "due": BANDS,
        "on_time": BANDS,
        "notice": (*NOTICE_BANDS, None),
        "drift": DRIFTS,
    }
    if not quarters.is_quarter(row.quarter):
        return Problem("bundle_word", "quarter is none.", column="quarter")
    for name, words in allowed.items():
        if getattr(row, name) not in words:
            return Problem("bundle_word", "{name} is not in the vocabulary of this pool.", column=name, name=Word(name))
    return None


def _numbers(row: ContributionRow, policy: Policy) -> Problem | None:
    b = policy.bounds
    limits = {
        "hours": (0, b.hours, HOURS_STEP),
        "available_hours": (0, b.hours, HOURS_STEP),
        "unpaid_share": (0, 100, SHARE_STEP),
        **dict.fromkeys(EVIDENCE, (0, 100, EVIDENCE_STEP)),
        **dict.fromkeys(RATES, (b.rate_low, b.rate, b.rate_step)),
        **dict.fromkeys(("started", *ENDINGS), (0, b.projects, 1)),
    }
    for name, (low, high, step) in limits.items():
        value = getattr(row, name)
        if value is None:
            continue
        if not low <= value <= high:
            return Problem(
                "bundle_bounds",
                "{name} is outside {low} to {high}.",
                column=name,
                name=Word(name),
                low=Word(low),
                high=Word(high),
            )
        if value % step and value not in (low, high):
            return Problem(
                "bundle_bounds", "{name} is finer than steps of {step}.", column=name, name=Word(name), step=Word(step)
            )
    return None


def _parts(row: ContributionRow) -> Problem | None:
    if BANDS.index(row.on_time) > BANDS.index(row.due):
        return Problem("bundle_parts", "More payments were on time than fell due.", column="on_time")
    if (row.money_by_file or 0) + (row.money_by_deposit or 0) > 100:
        return Problem("bundle_parts", "More money is backed than there is.", column="money_by_file")
    for days in (30, 90):
        if sum(getattr(row, f"ended_{cause}_{days}") for cause in CAUSES) > row.started:
            return Problem("bundle_parts", "More projects ended than started.", column="started")
    for cause in CAUSES:
        if getattr(row, f"ended_{cause}_30") > getattr(row, f"ended_{cause}_90"):
            return Problem(
                "bundle_parts", "More projects ended within 30 days than within 90.", column=f"ended_{cause}_90"
            )
    return None


def rows_problem(rows: Sequence[ContributionRow], policy: Policy) -> Problem | None:
    """The first thing about one person's rows that the policy does not allow, each and together.

    Also: bundle_twice (a cell named twice), bundle_parts (two regions in one quarter, more hours than a
    quarter has).
    """
    for row in rows:
        if (found := row_problem(row, policy)) is not None:
            return found
    cells = Counter((r.quarter, r.platform, r.role) for r in rows)
    if any(n > 1 for n in cells.values()):
        return Problem("bundle_twice", "A quarter, platform and role is there twice.")
    for quarter in {r.quarter for r in rows}:
        own = [r for r in rows if r.quarter == quarter]
        if len({r.region for r in own}) > 1:
            return Problem("bundle_parts", "{quarter} is in two regions.", column="region", quarter=Word(quarter))
        if sum(r.hours - hours_step(r.hours) // 2 for r in own) > MOST_HOURS:
            return Problem(
                "bundle_parts", "{quarter} has more hours than a quarter has.", column="hours", quarter=Word(quarter)
            )
    return None


def time_problem(rows: Sequence[ContributionRow], policy: Policy, made_on: dt.date, today: dt.date) -> Problem | None:
    """Rows of quarters that were not over when they were made (bundle_future), or that the pool no longer keeps
    (bundle_old)."""
    oldest = quarters.oldest_kept(today, policy.keep_quarters)
    for quarter in sorted({r.quarter for r in rows}):
        if quarters.last_day(quarter) >= made_on:
            return Problem(
                "bundle_future",
                "{quarter} was not over on {made_on}.",
                column="quarter",
                quarter=Word(quarter),
                made_on=Word(made_on),
            )
        if quarter < oldest:
            return Problem(
                "bundle_old", "{quarter} is older than this pool keeps.", column="quarter", quarter=Word(quarter)
            )
    return None
