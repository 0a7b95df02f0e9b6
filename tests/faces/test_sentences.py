"""Sentences that fit the series: what has arrived, where no listing was, ranges of no width, pay days that tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.faces import reports
from tracker.analysis.report import NO_PROSPECT, Report
from tracker.analysis.results.outlook import Expected, FanWeek, Outlook, WhatIf
from tracker.analysis.results.platforms import OnTime
from tracker.errors import Caveat
from tracker.say import Share, Word
from tracker.views.earnings import ladder, road
from tracker.views.numbers import Reader
from tracker.views.outlook import money as outlook_money
from tracker.views.outlook import overview
from tracker.views.platforms import card, words
from tracker.views.platforms import overview as side_by_side

US = Reader.of("en-US", "USD")
MASKED = Reader.of("en-US", "USD", masked=True)
usd = reports.usd


def with_rates(low: float | None, high: float | None, **more: object) -> Report:
    """The report of the tests of views with other ends of what an hour may leave."""
    r = reports.report()
    ends = [None if e is None else usd(e) for e in (low, high)]
    looks = tuple(replace(x, rate_low=ends[0], rate_high=ends[1]) for x in r.prospect.looks)
    return replace(r, prospect=replace(r.prospect, looks=looks), **more)


# --- what has arrived ---


@pytest.mark.parametrize(
    ("arrived", "said"),
    [
        (0, "you kept $19.40 for each hour you worked; nothing of it has arrived yet; the listings said"),
        (-1, "you kept $19.40 for each hour you worked; nothing of it has arrived yet; the listings said"),
        (9.70, "you kept $19.40 for each hour you worked; 50% of it has arrived; the listings said"),
        (15.52, "you kept $19.40 for each hour you worked; the listings said"),
        (19.40, "you kept $19.40 for each hour you worked; the listings said"),
    ],
)
def test_the_first_sentence_says_what_has_arrived(arrived: float, said: str) -> None:
    assert said in ladder.ladder(replace(reports.report(), arrived=usd(arrived)), US).answer


# --- where there was no listing ---

MIXED = (Caveat("no_headline", "", 40),)
NONE_LISTED = (Caveat("no_headline", "", 100),)


def test_a_headline_of_listings_and_agreed_rates_says_so() -> None:
    r = replace(reports.report(), caveats=MIXED)
    view, way = ladder.ladder(r, US), road.road(r, US)
    assert "the listings and, where there was none, your agreed rate said $30.00 to $50.00" in view.answer
    assert view.steps[0].label == "Advertised, else agreed"
    assert view.band_text == "advertised, else agreed: $30.00 to $50.00"
    assert "the listings and, where there was none, your agreed rate gave" in ladder.legend(view)
    assert "the advertised rate or, where there was none, the agreed one, full time, is" in way.answer
    assert way.stretches[0].label.startswith("Advertised, else agreed")
    assert "Advertised" not in ladder.ladder(replace(r, caveats=NONE_LISTED), US).steps[0].label
    assert "the agreed rate, full time, is" in road.road(replace(r, caveats=NONE_LISTED), US).answer


# --- what the ledger knows of the year ---


def test_the_years_sentence_names_what_ended() -> None:
    text = "{share} came from {platform}, of which nothing runs any more since {day}."
    ended = Caveat("platform_ended", text, share=Share(0.58), platform=Word("Gone"), day=dt.date(2026, 3, 15))
    said = road.year_answer(replace(reports.report(), caveats=(ended,)), US)
    assert "58% came from Gone, of which nothing runs any more since Mar 15, 2026." in said


# --- one range of an hour, off the draws of the year ---


def test_what_an_hour_will_leave_is_read_off_the_draws_of_the_year() -> None:
    view = ladder.ladder(reports.report(), US)
    said = "in the next 52 weeks between $14.30 and $25.20 (about 9 in 10), and half of the cases are above $19.00."
    assert view.second == f"What an hour will leave is another question: {said}"
    assert view.range == (14.3, 25.2)
    assert view.table.cells[-1][1:4] == ("$19.00", "$14.30", "$25.20")
    assert view.table.cells[-2][2:4] == ("", "")  # what was kept is a fact
    assert "in the next 52 weeks $14.30 to $25.20" in view.alt


def test_under_13_weeks_nothing_is_said_of_what_an_hour_will_leave() -> None:
    view = ladder.ladder(reports.report(9), US)
    assert view.second == "What an hour will leave can be said from 13 complete weeks: 4 more weeks."
    assert (view.range, view.table.cells[-1][0]) == (None, "Kept")


# --- no range of no width ---


def test_a_rate_whose_ends_read_alike_has_no_range() -> None:
    view = ladder.ladder(with_rates(19.401, 19.404), US)
    assert view.second == "No range of what an hour will leave can be given: both of its ends read alike."
    assert "19.40 to" not in view.alt
    assert view.table.cells[-1][0] == "Kept, next 52 weeks"
    assert view.table.cells[-1][2:4] == ("", "")
    assert "between" in ladder.ladder(with_rates(19.40, 19.41), US).second
    assert "between ••• and •••" in ladder.ladder(with_rates(19.401, 19.404), MASKED).second


def fan(low: float, middle: float, high: float) -> tuple[FanWeek, ...]:
    return (FanWeek(dt.date(2026, 6, 29), *(usd(v) for v in (low, middle, high) * 2)),)


def outlook(weeks: tuple[FanWeek, ...], drift: float | None = None, owed: tuple[Expected, ...] = ()) -> Outlook:
    soon = round(sum(e.amount * (e.here_soon or 0) for e in owed))
    return Outlook(
        dt.date(2026, 6, 28), "USD", sum(e.amount for e in owed), owed, weeks, 26, drift, None,
        NO_PROSPECT, soon_on=dt.date(2026, 7, 26), soon=soon,
    )  # fmt: skip


def test_a_fan_without_width_is_one_figure() -> None:
    answer, _more = overview.opening(outlook(fan(1300, 1300, 1300)), US)
    assert answer.endswith("may bring $1,300; how much more or less nothing on record says.")
    assert "between $1,200 and $1,400 (about 8 in 10)" in overview.opening(outlook(fan(1200, 1300, 1400)), US)[0]
    assert "between •••" in overview.opening(outlook(fan(1300, 1300, 1300)), MASKED)[0]


def test_without_the_only_platform_nothing_is_left() -> None:
    without = WhatIf("Acme", fan(0, 0, 0), None, 1.0)
    assert outlook_money.what_if(without, outlook(fan(1, 2, 3)), US).endswith("Without it the next 1 weeks bring $0.")


def test_a_figure_with_ends_that_read_alike_stands_alone() -> None:
    assert words.ranged("30 days", "30", "30") == "30 days"


# --- rates that move, and money that may come ---


@pytest.mark.parametrize(("drift", "said"), [(-0.1, "falling"), (0.1, "rising")])
def test_the_fan_says_that_it_draws_on_what_moves(drift: float, said: str) -> None:
    answer, _more = overview.opening(outlook(fan(1200, 1300, 1400), drift), US)
    assert f"with your rates {said} as they do" in answer
    assert "as they do" not in overview.opening(outlook(fan(1200, 1300, 1400)), US)[0]


def expected(amount: float, here: float | None) -> Expected:
    return Expected("Acme", None, usd(amount), dt.date(2026, 7, 3), None, None, None, "due", here)


def test_money_owed_counts_by_how_likely_it_comes() -> None:
    """100 of which half comes and 60 of which nine tenths do: 104."""
    _answer, more = overview.opening(outlook((), owed=(expected(100, 0.5), expected(60, 0.9))), US)
    assert more.startswith("$160.00 is owed to you; by Jul 26, 2026 about $104.00 of it should be here")
    _answer, more = overview.opening(outlook((), owed=(expected(100, None),)), US)
    assert more.startswith("$100.00 is owed to you; how much of it will be here by Jul 26, 2026 nothing on record says")


# --- pay days whose money says what it is for ---


def test_pay_days_that_cannot_be_judged_are_said() -> None:
    some = OnTime(0.8, 0.6, 0.9, 10, 8, 3)
    none = OnTime(None, None, None, 0, 0, 4)
    assert card.on_time(some, US) == (
        "Pay days paid on time, of those whose money says what it is for: 80% (60% to 90%), 8 of 10; that of 3 more "
        "does not."
    )
    assert card.on_time(replace(some, by_age=0), US) == "Pay days paid on time: 80% (60% to 90%), 8 of 10."
    assert card._unjudged(none, US).endswith("the money of 4 does not say what it is for.")
    assert side_by_side._on_time(8, 10, 3, US) == (
        "Of 10 pay days whose money says what it is for, 8 were paid on time by the terms that are named "
        "below; that of 3 more does not say."
    )
    assert words._told("80%, 8 of 10", some, US) == "80%, 8 of 10; 3 not known"
