"""The ledger and the moment that the tests of quick-add read their lines against."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import Platform, Project
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import Understood, parse

ROME = ZoneInfo("Europe/Rome")
NOW = dt.datetime(2026, 5, 6, 18, tzinfo=dt.UTC)
"""A Wednesday; 20:00 in Rome."""
PLATFORMS = [
    Platform(platform="Outlier"),
    Platform(platform="Mercor", currency="EUR"),
    Platform(platform="Scale AI"),
    Platform(platform="Prolific", currency="GBP"),
    Platform(platform="DataAnnotation"),
]
PROJECTS = [
    Project(platform="Outlier", project="rlhf-2"),
    Project(platform="Mercor", project="search eval", alias="blue"),
    Project(platform="Mercor", project="search rank"),
    Project(platform="Mercor", project="ridge"),
    Project(platform="Prolific", project="surveys", pay_model="per_task"),
    Project(platform="DataAnnotation", project="Training"),
    Project(platform="Scale AI", project="north ridge"),
]


def read(text: str, now: dt.datetime = NOW, **said: Any) -> Understood:
    """The line in that ledger. `said`: home_currency, order, dates, decimal."""
    return parse(text, now, ROME, PLATFORMS, PROJECTS, **said)


def said(text: str, now: dt.datetime = NOW, **more: Any) -> str:
    """What comes of a line, in one line: see the head of table.txt."""
    try:
        understood = read(text, now, **more)
    except Ambiguous as question:
        return f"? {question.sentence()} [{' | '.join(label for label, _ in question.choices)}]"
    except InputError as error:
        return f"! {error.sentence()}"
    note = getattr(understood.record, "note", None)
    whole = " | ".join((understood.sentence, *understood.news)) + (f" # {note}" if note else "")
    if understood.sure:
        return whole
    return f"{whole} [{' | '.join((*(label for label, _ in understood.choices), understood.yes))}]"
