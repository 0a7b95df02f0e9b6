"""The later parts of What I make: why there was no work, what happened, a target, an offer, a dispute sheet."""

import datetime as dt
import json
from decimal import Decimal

from tests.faces.conftest import AS_OF, all_parts, clock, shown
from tests.faces.reports import report, usd
from tests.faces.test_discreet import everything, leaks, watched_ledger
from tests.faces.test_make import a_few_weeks
from tracker.analysis.availability.shares import GapShare
from tracker.analysis.earnings.target import target
from tracker.desk import earnings, entry, projects, reports
from tracker.desk.session import Desk
from tracker.domain import Settings
from tracker.units import to_units
from tracker.views.earnings import happenings, lost_work
from tracker.views.earnings import target as target_view
from tracker.views.earnings.picture import causes as cause_chart
from tracker.views.earnings.picture import happenings as event_chart
from tracker.views.numbers import Reader
from tracker.widgets.served import desk

YOU = Reader.of("en-US", "USD")
HIDDEN = Reader.of("en-US", "USD", masked=True)


# --- texts ----------------------------------------------------------------------------------------------


def test_a_target_is_said_in_hours():
    said = target_view.target(target(report(), usd(1000)), YOU)
    assert said.answer == (
        "You need $1,000 a month: at the $19.40 that you kept per hour, that is 11.9\xa0h a week; "
        "you average 20.1\xa0h."
    )
    assert "between 9.1\xa0h and 16.1\xa0h a week (about 9 in 10)" in said.second
    assert "$" not in target_view.target(target(report(), usd(1000)), HIDDEN).answer


def test_a_target_beyond_the_week_is_said_to_be():
    assert "a higher rate" in target_view.target(target(report(), usd(45000)), YOU).second


SHARES = (GapShare("cancelled", 2, 75.0, 0.75, usd(-9360)), GapShare("short_days", 0, 25.0, 0.25, usd(-3120)))


def test_causes_as_words_and_bars():
    view = lost_work.lost_work(SHARES, YOU)
    assert view.answer == (
        "Of the $12,480 a year that hours without work took, 75% came from this: a project was cancelled."
    )
    assert [b.text for b in view.bars] == ["$9,360 a year (75%)", "$3,120 a year (25%)"]
    figure = json.loads(cause_chart.causes(view).to_json())
    assert figure["data"][0]["x"] == [0.75, 0.25]
    hidden = lost_work.lost_work(SHARES, HIDDEN)
    spec = cause_chart.causes(hidden).to_json() + hidden.answer + hidden.alt + hidden.table.csv().decode()
    assert "9,360" not in spec
    assert "9360" not in spec


def test_no_causes_and_no_events_are_no_failure():
    assert lost_work.lost_work((), YOU).bars == ()
    assert happenings.happenings((), (), YOU).rows == ()
    assert "Nothing that happened" in happenings.happenings(report().weeks, (), YOU).answer


# --- the page -------------------------------------------------------------------------------------------


def test_the_first_step_is_shared_among_causes(open_app, sample_file):
    at = open_app(sample_file, part="year")
    shares = earnings.gap_shares(desk(), reports.report(desk(), AS_OF))
    bar = next(f for f in reports.report(desk(), AS_OF).factors if f.name == "offered_work")
    assert sum(s.contribution for s in shares) == bar.contribution
    assert f"Of the €{-bar.contribution / 10_000:,.0f} a year that hours without work took" in shown(at)


def test_events_stand_beneath_the_weeks(open_app, sample_file):
    at = open_app(sample_file, part="weeks")
    report_ = reports.report(desk(), AS_OF)
    view = happenings.happenings(report_.weeks, projects.lives(desk(), AS_OF), Reader.of("en-US", "EUR"))
    first, last = report_.weeks[0].monday, report_.weeks[-1].monday + dt.timedelta(days=6)
    events = [e for x in projects.lives(desk(), AS_OF) for e in x.events if first <= e.day <= last]
    drawn = [e for e in events if any(e.event in kind for kind in happenings.KINDS.values())]
    assert sum(m.count for r in view.rows for m in r.marks) == len(drawn)
    assert len(events) == len(view.table.cells)
    assert f"{len(events)} events are on record" in shown(at)
    figure = json.loads(event_chart.happenings(view).to_json())
    assert figure["layout"]["xaxis"]["categoryarray"] == [w.monday.isoformat() for w in report_.weeks]


def test_the_target_starts_from_the_living_cost(open_app, tmp_path):
    a_few_weeks(tmp_path / "own.db", 14)
    with Desk.open(tmp_path / "own.db", who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC", living_cost_month=to_units("1234.5")))
    at = open_app(tmp_path / "own.db", part="need")
    field = at.text_input(key="target_month")
    assert field.value == "1234.5"
    assert "You need $1,234 a month" in shown(at) or "You need $1,235 a month" in shown(at)
    field.set_value("2,000").run()
    assert "You need $2,000 a month" in shown(at)
    assert desk().settings().living_cost_month == to_units("1234.5")
    field.set_value("0").run()
    assert "above zero" in shown(at)
    field.set_value("much").run()
    assert at.error
    at.text_input(key="target_month").set_value("").run()
    assert "Enter what you need per month" in shown(at)


def test_a_target_counts_the_tax_of_the_settings_and_says_so():
    """1,000 after a tax of 20 % are 1,250 before it: 1,250 x 12 / 52.1775 / 19.40 = 14.8 hours a week."""
    said = target_view.target(target(report(), usd(1000), 20.0), YOU)
    assert "You need $1,000 a month after tax; with the 20% of your settings, that is $1,250 before it" in said.answer
    assert "that is 14.8\xa0h a week" in said.answer
    assert "before tax" in said.second
    assert "No tax is counted" not in said.second
    assert (
        "No tax is counted: Settings name no tax rate." in target_view.target(target(report(), usd(1000)), YOU).second
    )
    nothing = target_view.target(target(report(), usd(1000), 100.0), YOU)
    assert "nothing of what you keep is left" in nothing.answer


def test_the_page_takes_the_tax_rate_of_the_settings(open_app, tmp_path):
    a_few_weeks(tmp_path / "own.db", 14)
    with Desk.open(tmp_path / "own.db", who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC", tax_rate_percent=Decimal(25)))
    at = open_app(tmp_path / "own.db", part="need")
    at.text_input(key="target_month").set_value("3000").run()
    assert "You need $3,000 a month after tax; with the 25% of your settings, that is $4,000 before it" in shown(at)


def test_masked_parts_hold_no_amount(open_app, tmp_path):
    at = open_app(watched_ledger(tmp_path / "own.db"), masked=True, part="need")
    assert leaks(all_parts(at, everything)) == []
    assert "You need ••• a month" in shown(at)
    at.button(key="discreet").click().run()
    at.text_input(key="target_month").set_value("4713.19").run()
    at.button(key="discreet").click().run()
    assert leaks(everything(at)) == []
