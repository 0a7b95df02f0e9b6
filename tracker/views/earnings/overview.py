"""The parts of What I make."""

from __future__ import annotations

import datetime as dt

from tracker.views.numbers import Reader
from tracker.views.text import _


def parts() -> dict[str, str]:
    """By the name in the page's address: what a part is called."""
    return {
        "hour": _("An hour"),
        "year": _("The year"),
        "work": _("Which work"),
        "weeks": _("The weeks"),
        "steady": _("How steady"),
        "press": _("What the press says"),
        "need": _("What you need"),
    }


def source(as_of: dt.date, reader: Reader) -> str:
    """Where a picture of this page is from, for its saved file."""
    return _("From the worker's own records up to {day}").format(day=reader.day(as_of))
