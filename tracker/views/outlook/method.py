"""How the page Outlook works its figures out, in plain words."""

from __future__ import annotations

from tracker.views.text import _


def outlook() -> tuple[tuple[str, str], ...]:
    """(what, how) in the order of the page."""
    return (
        (
            _("When money comes"),
            _(
                "From the days on which the platform's earlier pay days were paid, unpaid ones counted as still "
                "waiting. Money that is late already is held against those that were as late. It takes 5 pay days "
                "of the platform; of the rest of a pay day that was paid short nothing is said."
            ),
        ),
        (
            _("The next 13 weeks"),
            _(
                "A thousand times the next year is played once: what runs now goes on at its own level until it ends, "
                "then comes a gap, then new work at a level of its own. How long projects last, how soon the next "
                "one comes, what they pay and how their weeks differ is drawn each time from what your records leave "
                "open; where they say little, from what is usual. Platforms that have ended bring nothing. It is what "
                "is earned in each week after fees and expenses, not the day it arrives; the rest of this week is "
                "not in. 8 of 10 cases are in the shaded part. What I make shows the same draws."
            ),
        ),
        (
            _("How long savings last"),
            _(
                "Savings, plus what is owed on the days drawn from each platform's record, plus what the drawn weeks "
                "bring as much later as that platform usually pays, less what a week costs (12 × a month ÷ 52.1775), "
                "until nothing is left; at most a year is looked at. Where you set a percentage for tax, that part of "
                "what comes is not counted."
            ),
        ),
        (
            _("What if a platform ends"),
            _("The same draws without what it brought. What it owes you already still comes."),
        ),
        (
            _("Set aside for tax"),
            _(
                "Your own percentage of what arrived in a calendar quarter, fees and what was taken back off, less "
                "work expenses. It is an aid for planning, not advice: what you owe depends on where you live and "
                "on what else you earn."
            ),
        ),
    )
