"""The four figures of Today: worked out by hand, the same as on the pages that explain them, and hidden when asked."""

import datetime as dt
import re

import pytest

from tests.faces.conftest import AS_OF, clock, shown
from tests.faces.test_discreet import everything, leaks, watched_ledger
from tracker.desk import entry, glance, lately, reports
from tracker.desk.session import Desk
from tracker.desk.standing import standing
from tracker.domain import Payout, Platform, Project, Settings, WorkSession
from tracker.units import DAY, to_units
from tracker.views.numbers import Reader
from tracker.views.today import glance as views
from tracker.widgets.served import desk
from tracker.widgets.today import attention

YOU = Reader.of("en-US", "USD")


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(attention, "PATIENCE", 60.0)


def cards(at):
    """The figures as the page sends them."""
    return "\n".join(e.proto.body for e in at.get("html") if "glance" in e.proto.body)


@pytest.fixture
def own(tmp_path):
    """10 h at $30 ten days ago and 5 h at $30 today; $240 came, on 1 October, for 12 h of September."""
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as made:
        settings = Settings(home_currency="USD", time_zone="UTC", living_cost_month=to_units(1000))
        entry.save_settings(made, settings)
        entry.add(made, [
            Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3),
            Project(platform="Mercor", project="Nova", agreed_rate=to_units(30)),
            WorkSession(platform="Mercor", project="Nova", worked_on=dt.date(2026, 9, 21), minutes=12 * 3600,
                        counted_minutes=8 * 3600),
            WorkSession(platform="Mercor", project="Nova", worked_on=AS_OF - 10 * DAY, minutes=10 * 3600),
            WorkSession(platform="Mercor", project="Nova", worked_on=AS_OF, minutes=5 * 3600),
            Payout(platform="Mercor", kind="payout", received_on=dt.date(2026, 10, 1), amount=to_units(240),
                   currency="USD"),
        ])  # fmt: skip
    return path


def test_by_hand(open_app, own):
    """10 h at $30 of 21 October were due on the 28th and are late: $150 of 15 hours is $10 an hour.

    The weeks: 12 h of which 8 count are $240; $300; this week $150. The need: 1000 x 12 / 52.1775 = $230.
    """
    open_app(own, page="today")
    g = glance.glance(desk(), AS_OF)
    assert (g.kept.first, g.kept.last, g.kept.rate) == (AS_OF - 27 * DAY, AS_OF, to_units(10))
    assert [s.rate for s in g.before] == [None, None, to_units(20)]
    assert [units for _monday, units in g.earned] == [to_units(n) for n in (0, 0, 240, 0, 0, 0, 300, 150)]
    assert (g.owed, g.late, g.exposed) == (to_units(450), to_units(300), to_units(450))
    assert (g.owed_then, g.exposed_then) == (0, 0)
    assert round(g.needed / 10_000) == 230


def test_they_are_those_of_the_pages_that_explain_them(open_app, sample_file):
    at = open_app(sample_file, page="today")
    g = glance.glance(desk(), AS_OF)
    for s in (*g.before, g.kept):
        assert s.rate == reports.report(desk(), AS_OF, s.first, s.last).rung("kept").rate
    assert g.earned[-1][1] == lately.lately(desk(), AS_OF).week_money
    assert (g.owed, g.late) == (reports.owed(desk(), AS_OF).total, reports.owed(desk(), AS_OF).overdue)
    assert g.exposed == sum(e.total for e in standing(desk(), AS_OF).exposures)
    assert g.owed_then == reports.owed(desk(), AS_OF - 28 * DAY).total
    for card in views.cards(g, Reader.of("en-US", "EUR")):
        assert card.figure in cards(at)
        assert card.alt in cards(at)
    links = {p.proto.label: p.proto.query_string for p in at.get("page_link")}
    assert links["What I make"] == "window=own&from=2026-10-04&to=2026-10-31"
    assert links["What you need"] == "part=need"


def test_one_tap_leads_to_the_same_figure(open_app, sample_file):
    first = AS_OF - 27 * DAY
    at = open_app(sample_file, window="own", **{"from": first.isoformat(), "to": AS_OF.isoformat()})
    kept = reports.report(desk(), AS_OF, first, AS_OF).rung("kept").rate
    assert f"you kept €{kept / 10_000:.2f} for each hour" in shown(at)


def test_hidden_they_hold_no_amount_and_no_lengths(open_app, tmp_path):
    at = open_app(watched_ledger(tmp_path / "own.db"), page="today", masked=True)
    assert "•••" in cards(at)
    assert "<i " not in cards(at)
    assert leaks(everything(at)) == []


def test_while_they_are_worked_out_their_place_is_kept():
    waiting = views.cards(None, YOU)
    assert [c.figure for c in waiting] == [views.WORKING] * 4
    assert not any(c.bars or c.beside or c.alt for c in waiting)


def test_a_ledger_of_one_line_says_what_it_cannot(open_app, tmp_path):
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [WorkSession(platform="Mercor", worked_on=AS_OF, minutes=3600)])
    said = cards(open_app(path, page="today"))
    assert "no hours in the 4 weeks before" in said
    assert "Your living cost in Settings makes a target." in said
    assert "none of it late" in said
    assert not re.search(r"\b(None|nan)\b", said)
