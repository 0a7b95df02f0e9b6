"""How owed money stands by the terms: on Today, Payments and Outlook, and on a terminal."""

import datetime as dt

import pytest

from tests.faces.conftest import AS_OF, by_label, clock, shown
from tracker.analysis.results.standing import NextPayDay, Standing
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.desk.standing import standing
from tracker.domain import PayTerms, Platform, Project, Settings, WorkSession
from tracker.reports.calendar import icalendar, on_day
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.payments import standing as views
from tracker.widgets.served import desk
from tracker.widgets.today import attention

YOU = Reader.of("en-US", "EUR")
MADE = dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)


@pytest.fixture
def own(tmp_path):
    """150 that wait for approval, 60 under a smallest payout of 100, an hour that was not counted."""
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="EUR", time_zone="UTC"))
        entry.add(made, [
            Platform(platform="Larkspur", currency="EUR"), Platform(platform="Claru", currency="EUR"),
            Project(platform="Larkspur", project="Nova", agreed_rate=to_units(30)),
            Project(platform="Claru", project="Clips", agreed_rate=to_units(20)),
            PayTerms(platform="Larkspur", counts_from="approved", auto_after_days=14, pay_delay_days=5, moves="stays",
                     dispute_days=7, dispute_from="earned"),
            PayTerms(platform="Claru", pay_cycle="weekly", pay_cycle_ends="sun", pay_day="tue",
                     payout_threshold=to_units(100)),
            WorkSession(platform="Larkspur", project="Nova", worked_on=dt.date(2026, 10, 27), minutes=6 * 3600,
                        counted_minutes=5 * 3600),
            WorkSession(platform="Claru", project="Clips", worked_on=dt.date(2026, 10, 20), minutes=3 * 3600),
        ])  # fmt: skip
    return path


def test_what_waits_and_by_which_day_it_comes_at_the_latest(open_app, own):
    at = open_app(own, page="payments")
    assert "2 platforms owe you €210.00, none of it late." in shown(at)
    assert "€150.00 handed in, not yet approved, due on Nov 15, 2026 at the latest; €60.00" in shown(at)
    assert "None of it has a due date yet; the reasons are below." in shown(at)
    assert "Larkspur: €150.00 handed in, not yet approved; due on Nov 15, 2026 at the latest." in shown(at)
    assert "€60.00 under the smallest payout of €100.00, €40.00 short" in shown(at)
    assert "Worked and not in your bank: €210.00. Most of it is with Larkspur: €150.00." in shown(at)
    at = open_app(own, page="payments", part="days")
    (states,) = [d.value["How it stands"] for d in at.dataframe if "How it stands" in d.value.columns]
    assert sorted(states) == ["not approved yet", "under the smallest payout"]


def test_today_says_what_waits_and_counts_down_the_days_to_object(open_app, own, monkeypatch):
    monkeypatch.setattr(attention, "PATIENCE", 30.0)
    at = open_app(own, page="today")
    assert "Not due yet: €150.00 handed in, not yet approved, due on Nov 15, 2026 at the latest; €60.00" in shown(at)
    assert "3 days left to object, until Nov 3, 2026: time that Larkspur did not count, worth €30.00." in shown(at)
    assert "is not set, so what is late is only a guess" not in shown(at)
    by_label(at.button, "Open the sheet to send").click().run()
    assert not at.exception, at.exception
    assert by_label(at.segmented_control, "Platform of the sheet").value == "Larkspur"


def test_discreet_mode_shows_no_amount_of_it(open_app, own):
    for page in ("today", "payments", "outlook"):
        at = open_app(own, page=page, masked=True)
        assert "•••" in shown(at)
        assert not any(amount in shown(at) for amount in ("150.00", "60.00", "210.00"))


def test_the_pay_days_to_come_stand_on_outlook(open_app, own):
    at = open_app(own, page="outlook", part="owed")
    assert "The next is Claru on Nov 3, 2026; its money is late after Nov 3, 2026." in shown(at)
    (days,) = [d.value for d in at.dataframe if "Pay day" in d.value.columns]
    assert list(days["Platform"]) == ["Claru"] * len(days)


def test_pay_days_of_an_assumed_delay_are_called_so():
    day = dt.date(2026, 11, 2)
    guessed = NextPayDay("Marlin", None, day, day, 880_000, True)
    s = Standing(AS_OF, "EUR", (), (), (guessed, NextPayDay("Claru", day, day, day, 0)), ())
    assert "Assumed are those of Marlin, as no terms of pay are entered." in views.next_pay_day(s, YOU)
    assert [row[1] for row in views.pay_days(s, YOU).cells] == ["Marlin (assumed)", "Claru"]
    assert [title for _day, title, _said in views.events(s, YOU)] == ["Pay day, assumed: Marlin", "Pay day: Claru"]


def test_a_calendar_holds_days_and_no_amounts(open_app, own):
    open_app(own, page="outlook")
    found = views.events(standing(desk(), AS_OF), YOU)
    text = icalendar([on_day(*e) for e in found], MADE, "Pay days").decode()
    assert "DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261104\r\nSUMMARY:Pay day: Claru\r\n" in text
    assert "SUMMARY:Last day to object: Larkspur" in text
    assert "Nova" not in text
    assert "€" not in text


def test_a_calendar_is_well_formed():
    events = [on_day(dt.date(2026, 12, 31), "Pay day: Åre, Inc.; a\\b", "Für Arbeit bis 日曜日, " * 9)]
    data = icalendar(events, MADE, "Pay days")
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    unfolded = data.decode().replace("\r\n ", "").split("\r\n")
    assert "SUMMARY:Pay day: Åre\\, Inc.\\; a\\\\b" in unfolded
    assert "DESCRIPTION:" + "Für Arbeit bis 日曜日\\, " * 9 in unfolded
    assert "DTEND;VALUE=DATE:20270101" in unfolded
    again = icalendar(events, MADE + dt.timedelta(days=1), "Pay days").decode()
    assert [x for x in again.split("\r\n") if x.startswith("UID")] == [x for x in unfolded if x.startswith("UID")]
