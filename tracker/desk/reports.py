"""The answers: report, what is owed, rows behind a bar; kept in the ledger's cache for the command line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from tracker.desk import shapes
from tracker.errors import InputError

if TYPE_CHECKING:
    from tracker.analysis.behind import BehindRow
    from tracker.analysis.report import Owed, Report
    from tracker.desk.desk import Desk

CACHE_FORM = 3
"""Goes up when an answer of the same ledger changes: methods, texts or keys."""

BY = ("platform", "project", "role")
HEADLINES = ("mid", "high", "low")


def report(
    desk: Desk, as_of: dt.date, start: dt.date | None, end: dt.date | None, *, by: str | None, headline: str
) -> Report:
    """The whole answer for one window. Raises InputError for a window or a choice that makes no sense."""
    from tracker.analysis.answer import report_of
    from tracker.desk import payments

    _check(start, end, by, headline)
    return report_of(payments.basis(desk, as_of), start, end, by=by, headline=cast(Any, headline))


def _check(start: dt.date | None, end: dt.date | None, by: str | None, headline: str) -> None:
    if start is not None and end is not None and end < start:
        raise InputError("The window ends before it starts.", hint="Give the earlier day first.")
    if by is not None and by not in BY:
        raise InputError(f"Nothing is grouped by {by}.", hint=f"One of {', '.join(BY)}.")
    if headline not in HEADLINES:
        raise InputError(f"{headline} is no end of an advertised range.", hint=f"One of {', '.join(HEADLINES)}.")


def owed(desk: Desk, as_of: dt.date) -> Owed:
    """What is open at `as_of`."""
    from tracker.analysis.owed import build_owed

    return build_owed(desk.frames(), as_of, reference=desk.rates())


def rows_behind(
    desk: Desk, factor: str, as_of: dt.date, start: dt.date | None, end: dt.date | None
) -> tuple[BehindRow, ...]:
    """Rows of one late bar of the road, by day. Raises InputError for a step that no rows make up."""
    from tracker.analysis import behind

    if factor not in behind.FACTORS:
        raise InputError(f"{factor} is no sum of rows.", hint=f"Ask for one of {', '.join(behind.FACTORS)}.")
    return behind.rows_behind(desk.frames(), as_of, start, end, factor=factor, reference=desk.rates())


def report_json(
    desk: Desk, as_of: dt.date, start: dt.date | None, end: dt.date | None, *, by: str | None, headline: str
) -> dict[str, Any]:
    """The report as JSON; from the ledger's cache, without loading pandas, where nothing has changed."""
    _check(start, end, by, headline)
    return _cached(
        desk,
        ["report", as_of, start, end, by, headline],
        lambda: shapes.report(desk.report(as_of, start, end, by=by, headline=headline)),
    )


def owed_json(desk: Desk, as_of: dt.date) -> dict[str, Any]:
    """What is owed as JSON; from the ledger's cache where nothing has changed."""
    return _cached(desk, ["owed", as_of], lambda: shapes.owed(desk.owed(as_of)))


def _cached(desk: Desk, key: list[object], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    name = json.dumps([CACHE_FORM, *(None if k is None else str(k) for k in key)])
    kept = desk.store.cached(name)
    if kept is not None:
        return dict(json.loads(kept))
    version = desk.version
    made = make()
    desk.store.cache(name, json.dumps(made, ensure_ascii=False, allow_nan=False), version=version)
    return made
