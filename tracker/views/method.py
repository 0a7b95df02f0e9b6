"""How the figures of a page are worked out, in plain words."""

from __future__ import annotations

from tracker.errors import Caveat
from tracker.say import Said
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
            _("The range of an hour"),
            _(
                "What an hour left in these days is a fact and has no range. What an hour may leave in the next 52 "
                "weeks, in all and on each platform, is read off the same thousand years as the money (below): the "
                "money of all over the hours of all, unpaid ones too, in the years with any work there. A single "
                "project or a kind of work is not drawn by itself. Tried on made-up ways of earning by the hour, the "
                "range of all work held what came in 84 or more of 100 cases."
            ),
        ),
        (
            _("The year"),
            _(
                "52.1775 × the average complete week, including weeks that paid nothing. The advertised year "
                "is the advertised rate × the hours and weeks of a full-time year in Settings. It is the pace of "
                "these weeks, a fact, and promises nothing."
            ),
        ),
        (
            _("What may come"),
            _(
                "A thousand times the next year is played once. What runs now goes on at its own level until it ends; "
                "then comes a gap, then new work at a level of its own. How long projects last, how soon the next one "
                "comes, what they pay and how weeks differ is drawn each time from what your records leave open, and "
                "where they say little from what is usual. Platforms that have ended bring nothing. 9 of 10 cases are "
                "in the range. Tried on made-up ways of earning, it held what came in 86 or more of 100 cases in most "
                "of them, and in about 8 of 10 where good and bad half years follow each other or a season has not "
                "been seen yet. The next 13 weeks on Outlook are of the same draws."
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
            _("Not due yet, and why"),
            _(
                "By its terms of pay: money that counts from an approval is due no sooner than that; money under the "
                "smallest payout waits until the sum is reached; money that is paid on request is free to ask for, and "
                "is not late. A latest day stands only where the terms give one."
            ),
        ),
        (
            _("Which money paid what"),
            _(
                "A payment pays the period it names; else the pay day it fits; else two or more pay days in a row that "
                "it fits together; else the one item of exactly that amount; else the oldest open work. What is not "
                "paid by its due date is late."
            ),
        ),
        (
            _("Hours without work, by cause"),
            _(
                "The year's first step, shared by the hours lost to each gap (three days or more that you offered and "
                "that had no work). What is left are days with less work than you offered, and shorter breaks."
            ),
        ),
        (
            _("How much work you need"),
            _(
                "Your need per month ÷ (1 − the tax rate of Settings) × 12 ÷ 52.1775 ÷ what you kept per hour, which "
                "is before tax. Unpaid hours are in it, as they are in the rate; the range is that of the rate."
            ),
        ),
    )


def offers() -> tuple[tuple[str, str], ...]:
    """Offers: (what, how)."""
    return (
        (
            _("Such offers"),
            _(
                "Your own projects of this platform and kind of work; where fewer than three have a listing and hours, "
                "all of the platform, then of the kind, then all. Kept per hour of all work ÷ listed per hour, the "
                "median project first, then all of them together by their hours; "
                "unpaid hours that name no project are shared among the platform's projects."
            ),
        ),
    )


def papers() -> tuple[tuple[str, str], ...]:
    """Papers: (what, how)."""
    return (
        (
            _("Time that was not counted"),
            _(
                "Your clock less what the platform counted, times the hourly rate of that day. Rejected and removed "
                "work counts as not counted. What it counted and did not say makes no difference."
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
                "A payment pays the period it names; else the pay day due at most 10 days from it of which it is 85 "
                "to 101%: the one of exactly that amount; else the one of exactly that amount that is longer past, if "
                "there is just one; else the nearest; else the fewest pay days in a row, two "
                "or more, none open between them and the last of them due as near, of whose sum it is 85 to 101%: "
                "money that was held back, or drawn for several at once; else the one open entry of exactly that "
                "amount; else the oldest open work. What is over goes on to the oldest open work, and what no work "
                "explains is said."
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
                "was announced afterwards is not notice. Without a day of announcement nothing is said."
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


def platforms() -> tuple[tuple[str, str], ...]:
    """Platforms: (what, how)."""
    return (
        (
            _("How long projects last"),
            _(
                "Kaplan–Meier: of the projects still watched on each day, the share that did not end; those still "
                "running count for as long as they were seen. The share ended by the platform counts the other "
                "endings as endings (Aalen–Johansen). A project that goes on under another name is a new one."
            ),
        ),
        (
            _("Notice"),
            _(
                "The hours from the announcement to its effect, of cancellations, deactivations and pauses. Where "
                "only days are known, each has 24 hours; what was announced afterwards is not notice."
            ),
        ),
        (
            _("On time"),
            _(
                "All work with one due date is one pay day. It was on time if its first money came within a day of "
                "that date, or within the days that its terms of pay give. The terms by which it was judged are "
                "named beside it; work whose due date nobody knows is not judged. How much came is another "
                "question: what came, of all that was due. Money that could be matched by age only is left out."
            ),
        ),
        (
            _("The rate over time"),
            _(
                "The middle of the last eight weeks with work beside that of the first eight, in one role, linked "
                "projects as one. It is called a fall or a rise only from 20 weeks on, with a change of at least "
                "5%, and if shuffling the weeks in blocks brings as much in no more than 5 of 100 cases. Where a rate "
                "holds for a whole project, it calls a steady one a fall or rise more often than that."
            ),
        ),
        (
            _("Your floor"),
            _(
                "What each week that is over kept for each of its hours, unpaid ones in it, beside the floor. A week "
                "is under it if it would be even with all that is still open, and kept it by what has arrived alone; "
                "otherwise it is open. A week with hours or money that are not on record is not judged."
            ),
        ),
        (
            _("Ranges, and no ranking"),
            _(
                "A range is made to hold the true figure in about 9 of 10 cases. Shares of fewer than five things "
                "are not shown, only counted. There is no single score: one platform is above another only where "
                "their ranges do not touch."
            ),
        ),
    )


def caveats(items: tuple[Caveat, ...]) -> tuple[Said | str, ...]:
    """What the figures leave out, each once, in the order of their weight."""
    return tuple(dict.fromkeys(c.text for c in items))
