"""The tour: five steps, each on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.views.text import _


@dataclass(frozen=True, slots=True)
class Step:
    """What is said, on which page (its file)."""

    page: str
    text: str


def steps() -> tuple[Step, ...]:
    return (
        Step(
            "today.py",
            _("You write one line about what you did or what was paid, in your own words, and Enter saves it. Four "
              "figures above it answer how you stand."),
        ),
        Step(
            "log.py",
            _("Here is your week as a grid: click a cell, type 2h30, and save. Every change can be undone."),
        ),
        Step(
            "payments.py",
            _("Here is who owes you what and since when, and which payment paid which work."),
        ),
        Step(
            "earnings.py",
            _("Here is what an hour really paid, from what the listing promised to what you kept, unpaid hours in it."),
        ),
        Step(
            "files.py",
            _("Files of platforms, time trackers and banks are read here. You see what would be stored before it is."),
        ),
    )  # fmt: skip


def heading(at: int) -> str:
    return _("Tour, step {at} of {all}").format(at=at + 1, all=len(steps()))
