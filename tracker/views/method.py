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


def payments() -> tuple[tuple[str, str], ...]:
    """Payments: (what, how)."""
    return (
        (
            _("Owed"),
            _(
                "What you worked at its rate, and other money promised, less what came and what was given up. It is "
                "late from the day after it was due: the end of the pay period and the days until the money."
            ),
        ),
        (
            _("Which money paid what"),
            _(
                "A payment pays the period it names; else the pay day within 10 days of it of which it is 85 to "
                "101 %; else the one item of exactly that amount; else the oldest open work. What is over goes on "
                "to the oldest open work, and what no work explains is said."
            ),
        ),
        (
            _("Taken back, given up"),
            _(
                "What is taken back undoes the latest payments first. What is given up closes work without money: "
                "it counts as lost, and can be taken back like every change."
            ),
        ),
    )


def projects() -> tuple[tuple[str, str], ...]:
    """Projects: (what, how)."""
    return (
        (
            _("When a project runs"),
            _(
                "From the day it started, else the first day of task work, to its ending. Pauses are what you "
                "recorded as paused until it resumed."
            ),
        ),
        (
            _("Notice"),
            _(
                "The hours from the announcement to its effect. Where only days are known, each has 24 hours; what "
                "was announced afterwards is no notice. Without a day of announcement nothing is said."
            ),
        ),
        (
            _("Promised and delivered"),
            _(
                "Hours a week are counted hours of paid work over the days from start to end, pauses in. What an hour "
                "came to is what the work earned over those hours, before fees."
            ),
        ),
    )


def caveats(items: tuple[Caveat, ...]) -> tuple[str, ...]:
    """What the figures leave out, each once, in the order of their weight."""
    seen: dict[str, None] = {}
    for c in items:
        seen.setdefault(c.text, None)
    return tuple(seen)
