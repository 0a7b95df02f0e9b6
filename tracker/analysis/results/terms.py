"""New terms of a project or platform: what they would change of the work that is logged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


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
