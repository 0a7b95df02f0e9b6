"""The ledger and the moment that the tests of quick-add read their lines against."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import Earning, Payout, Platform, Project, WorkSession
from tracker.errors import Ambiguous, InputError
from tracker.quickadd import Understood, parse
from tracker.quickadd.context import Logged, Mark

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


Row = tuple[str, str, dict[str, Any]]


def rows_of(table: Path) -> list[Row]:
    """Line, what is understood, and what it is read with: `@ now=… home_currency=…` holds for the rows below it."""
    rows: list[Row] = []
    context: dict[str, Any] = {}
    for row in table.read_text(encoding="utf-8").splitlines():
        if row.startswith("@"):
            context = dict[str, Any](pair.split("=") for pair in row[1:].split())
            if "now" in context:
                context["now"] = dt.datetime.fromisoformat(context["now"]).replace(tzinfo=ROME)
        line, _, understood = row.partition("  =>  ")
        if understood and not row.startswith("# "):
            rows.append((line, understood, context))
    return rows


def _logged(platform: str, mark: Mark) -> list[Logged]:
    """Work of the first days of May that is open, two payments of Prolific on their way, and the platforms."""
    if mark is Mark.FLOOR:
        return [Logged(n, p, NOW.date()) for n, p in enumerate(PLATFORMS, 1) if p.platform == platform]
    if mark is Mark.ARRIVED:
        return [_sent(1, 2), _sent(2, 4)] if platform == "Prolific" else []
    bonus = Earning(
        platform="Outlier",
        kind="bonus",
        earned_from=dt.date(2026, 5, 4),
        amount=100_000,
        currency="USD",
        status="pending",
    )
    open_ = [
        _worked(1, "Outlier", "rlhf-2", 1, 400_000),
        _worked(2, "Outlier", "rlhf-2", 2, 800_000),
        _worked(3, "Outlier", "rlhf-2", 3, 1_200_000),
        _worked(4, "Outlier", None, 3, 800_000),
        Logged(1, bonus, bonus.earned_from, bonus.amount, bonus.currency),
        _worked(5, "DataAnnotation", "Training", 4, None),
    ]
    return [e for e in open_ if e.record.platform == platform]


def _worked(row: int, platform: str, project: str | None, day: int, pay: int | None) -> Logged:
    on = dt.date(2026, 5, day)
    session = WorkSession(platform=platform, project=project, worked_on=on, minutes=3600)
    return Logged(row, session, on, pay, "USD" if pay else None)


def _sent(row: int, day: int) -> Logged:
    on = dt.date(2026, 5, day)
    payout = Payout(platform="Prolific", kind="payout", received_on=on, amount=770_000, currency="GBP", stage="sent")
    return Logged(row, payout, on, 770_000, "GBP")


def read(text: str, now: dt.datetime = NOW, **said: Any) -> Understood:
    """The line in that ledger. `said`: home_currency, order, dates, decimal."""
    return parse(text, now, ROME, PLATFORMS, PROJECTS, logged=_logged, **said)


def said(text: str, now: dt.datetime = NOW, **more: Any) -> str:
    """What comes of a line, in one line: see the head of table.txt."""
    try:
        understood = read(text, now, **more)
    except Ambiguous as question:
        return f"? {question.sentence()} [{' | '.join(str(label) for label, _ in question.choices)}]"
    except InputError as error:
        return f"! {error.sentence()}"
    note = getattr(understood.record, "note", None)
    whole = " | ".join(map(str, (understood.sentence, *understood.news))) + (f" # {note}" if note else "")
    if understood.sure:
        return whole
    return f"{whole} [{' | '.join(map(str, (*(label for label, _ in understood.choices), understood.yes)))}]"
