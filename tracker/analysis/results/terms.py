"""New terms of a project or platform: what they would change of logged work, and those that what came bears out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.domain import PayTerms


@dataclass(frozen=True, slots=True)
class Effect:
    """Sessions that earn something else, their own-timed seconds, and what they earned before and earn after: units
    by currency; a currency without anything is not in it."""

    sessions: int
    seconds: int
    before: dict[str, int]
    after: dict[str, int]


@dataclass(frozen=True, slots=True)
class TermsQuestion:
    """What is asked of a project, or of a platform whose projects name no currency. `what`: the columns that differ.
    `always`: what changes if it was always so; `since`: what changes from `day` on, None if there is no such
    answer."""

    name: str
    what: tuple[str, ...]
    always: Effect
    since: Effect | None
    day: dt.date
    of_platform: bool = False


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """Terms by which pay days are on time or late. `until`: the last day of the work that they hold for, None: they
    still hold; `row`: of `pay_terms`, None: the platform's own row says so, or, `assumed`, nobody does."""

    terms: PayTerms
    until: dt.date | None = None
    row: int | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of a platform beside its terms of pay, and terms that would fit it.

    `n`: pay days whose first money is known; `weekday`: 0 (Monday) to 6, on which four in five of them came, None if
    they came on several; `offset_days`: days after the day that the terms give, None if they give none or it
    differs; `proposed`: terms that would fit, without the day from which they hold; `sourced`: it is recorded who
    says the present ones.
    """

    platform: str
    n: int
    weekday: int | None
    offset_days: int | None
    proposed: PayTerms
    sourced: bool
