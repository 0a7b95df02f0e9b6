"""The answers: report, what is owed, rows behind a bar; kept in the ledger's cache for the command line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tracker.desk import prospect
from tracker.desk.ledger_basis import basis
from tracker.desk.prospect import played
from tracker.errors import InputError
from tracker.later import pandas_alone

if TYPE_CHECKING:
    from tracker.analysis.earnings.behind import BehindRow
    from tracker.analysis.report import Owed, Report, Window
    from tracker.desk.session import Desk
from tracker.say import Said, Word

T = TypeVar("T")
CACHE_FORM = 11
"""Goes up when an answer of the same ledger changes: methods, texts or keys."""

BY = ("platform", "project", "role")
HEADLINES = ("mid", "high", "low")


def report(
    desk: Desk,
    as_of: dt.date | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
    headline: str = "mid",
) -> Report:
    """The whole answer for one window (methods, sections 1 to 8), made once per version and arguments.

    `as_of` is today where None; `start`/`end` None: the default window. `by`: platform, project or role.
    `headline`: mid, high or low. Raises InputError for a window or a choice that makes no sense.
    """
    from tracker.analysis.earnings.report_builder import report_of

    check_window(start, end, by, headline)
    day = as_of or desk.today()
    return desk.memo(
        ("report", day, start, end, by, headline),
        lambda: report_of(basis(desk, day), start, end, by=by, headline=cast(Any, headline), played=played(desk, day)),
    )


def check_window(start: dt.date | None, end: dt.date | None, by: str | None = None, headline: str = "mid") -> None:
    """Raises InputError for a window that ends before it starts, a grouping or a headline that there is not one of."""
    if start is not None and end is not None and end < start:
        raise InputError("The window ends before it starts.", hint="Give the earlier day first.")
    if by is not None and by not in BY:
        raise InputError("Nothing is grouped by {by}.", hint="One of {by_2}.", by=Word(by), by_2=Word(", ".join(BY)))
    if headline not in HEADLINES:
        raise InputError(
            "{headline} is not an end of an advertised range.",
            hint="One of {headlines}.",
            headline=Word(headline),
            headlines=Word(", ".join(HEADLINES)),
        )


def window(desk: Desk, as_of: dt.date, start: dt.date | None = None, end: dt.date | None = None) -> Window:
    """The days that a report of these arguments is about. Raises InputError where they end before they start."""
    from tracker.analysis.hours.window import choose_window, first_recorded_day

    check_window(start, end)
    first = desk.memo(("first_day", as_of), lambda: first_recorded_day(desk.frames(), as_of))
    return choose_window(first, as_of, start, end)


def owed(desk: Desk, as_of: dt.date | None = None) -> Owed:
    """What is owed and unpaid at `as_of` (today), by platform, project and due date; made once per version and day."""
    from tracker.analysis.payments.owed import owed_of

    day = as_of or desk.today()
    return desk.memo(("owed", day), lambda: owed_of(basis(desk, day)))


def rows_behind(
    desk: Desk,
    factor: str,
    as_of: dt.date | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[BehindRow, ...]:
    """Rows that a bar of the road sums up, by day: `collected` (late), `kept` (fees), `expenses`, `unmatched`.

    Their amounts sum to the bar before it is put on a year: Σ amount × 52.1775 ÷ complete weeks. Raises InputError
    for a step that no rows make up.
    """
    from tracker.analysis.earnings import behind

    if factor not in behind.FACTORS:
        raise InputError(
            "{factor} is not a sum of rows.",
            hint="Ask for one of {factors}.",
            factor=Word(factor),
            factors=Word(", ".join(behind.FACTORS)),
        )
    day = as_of or desk.today()
    return desk.memo(
        ("behind", factor, day, start, end),
        lambda: behind.rows_behind(desk.frames(), day, start, end, factor=factor, reference=desk.rates()),
    )


def cached(
    desk: Desk,
    name: str,
    args: Sequence[object],
    make: Callable[[], T],
    as_json: Callable[[T], dict[str, Any]],
    say: Callable[[Said], str],
) -> dict[str, Any]:
    """An answer as JSON, or as `{"text"}` in words; from the ledger's cache, without pandas, if nothing changed.

    `args` are all that the answer depends on besides the ledger; `say` speaks the sentences in it.
    """
    leaning = prospect.leans_on(desk)
    beside = [] if leaning is None else [str(leaning)]
    key = json.dumps([CACHE_FORM, name, *(None if a is None else str(a) for a in args), *beside])
    kept = desk.store.cached(key)
    if kept is None:
        pandas_alone()
        version = desk.version
        kept = json.dumps(as_json(make()), ensure_ascii=False, allow_nan=False, default=say)
        desk.store.cache(key, kept, version=version)
    return dict(json.loads(kept))
