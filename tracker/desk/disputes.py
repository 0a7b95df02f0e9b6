"""The dispute sheet: own-timed beside counted hours of a platform, to look at, to print and to send."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.places import write_out
from tracker.desk.reports import check_window
from tracker.desk.standing import standing
from tracker.errors import InputError
from tracker.say import Many, Said, Word

if TYPE_CHECKING:
    from tracker.analysis.results.disputes import DisputeSheet
    from tracker.desk.session import Desk

FORMS = (".csv", ".html", ".pdf")


def sheet(
    desk: Desk,
    platform: str,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    deadline: dt.date | None = None,
) -> DisputeSheet:
    """Own-timed beside counted hours by pay period and project, cached by version and arguments.

    Without a deadline that is said it has the next one by the platform's terms of pay, if these give one.
    Raises InputError where the days end before they start.
    """
    from tracker.analysis.payments.disputes import build_disputes

    check_window(start, end)
    deadline = deadline or _by_terms(desk, platform, as_of, start, end)
    key = ("dispute", platform, as_of, start, end, deadline)
    return desk.memo(key, lambda: build_disputes(desk.frames(), platform, as_of, start, end, deadline=deadline))


def _by_terms(desk: Desk, platform: str, as_of: dt.date, start: dt.date | None, end: dt.date | None) -> dt.date | None:
    """The next last day to object to what is in these days."""
    first, last = start or dt.date.min, end or dt.date.max
    found = [d for d in standing(desk, as_of).deadlines if d.platform == platform and first <= d.day <= last]
    return min((d.ends_on for d in found), default=None)


def file(made: DisputeSheet, ending: str) -> bytes:
    """The sheet as the bytes of a .csv, .html or .pdf. Raises InputError for any other ending, and for a PDF without
    the extra `papers` or with a letter that no font has."""
    from tracker.reports.disputes import dispute_csv, dispute_html, dispute_paper
    from tracker.reports.papers.pdf import pdf, stamp

    if ending not in FORMS:
        raise InputError(
            "A dispute sheet cannot be written as {ending}.",
            hint="Name a file that ends in {forms}.",
            ending=Word(ending) if ending else Said("a file without an ending"),
            forms=Many([Word(", ".join(FORMS[:-1])), Word(FORMS[-1])], " or "),
        )
    if ending == ".pdf":
        return pdf(dispute_paper(made), stamp(made.as_of))
    return dispute_csv(made) if ending == ".csv" else dispute_html(made)


def write(made: DisputeSheet, path: Path, *, force: bool = False) -> Path:
    """Write the sheet, readable by its owner only. Raises InputError, Refused where a file is there already."""
    return write_out(path, file(made, path.suffix.lower()), force=force)
