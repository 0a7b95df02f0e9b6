"""How the figures of a page are worked out, in plain words."""

from __future__ import annotations

from tracker.errors import Caveat
from tracker.views.text import _


def made() -> tuple[tuple[str, str], ...]:
    """What I make: (what, how) in the order of the page."""
    return (
        (
            _("Hours"),
            _(
                "Hours are time on the clock: two tasks at the same time make one hour, not two. An hour is paid "
                "if it was task work or carries an amount; searching, tests, training and waiting are unpaid."
            ),
        ),
        (
            _("Kept per hour"),
            _(
                "(money that came + money not yet due − fees − conversion costs − work expenses) ÷ (paid hours + "
                "unpaid hours). Before tax. Late and written-off money counts nothing until it arrives."
            ),
        ),
        (
            _("The range"),
            _(
                "It comes from how much the weeks differ, lean stretches included, and is made to hold the true "
                "figure in about 9 of 10 cases. It cannot know that a project ends."
            ),
        ),
        (
            _("The year"),
            _(
                "52.1775 × the mean of what a complete week brought, weeks with nothing in. The advertised year "
                "is the advertised rate × the hours and weeks of a full-time year in Settings."
            ),
        ),
        (
            _("The steps of the year"),
            _(
                "Each step is taken with the earlier ones already taken, so the bars sum to what is kept, to the "
                "cent, and the last ones are sums of rows that you can open."
            ),
        ),
        (
            _("Which money paid what"),
            _(
                "A payment pays the period it names; else the pay day it fits; else the one item of exactly that "
                "amount; else the oldest open work. What is not paid by its due date is late."
            ),
        ),
    )


def caveats(items: tuple[Caveat, ...]) -> tuple[str, ...]:
    """What the figures leave out, each once, in the order of their weight."""
    seen: dict[str, None] = {}
    for c in items:
        seen.setdefault(c.text, None)
    return tuple(seen)
