"""Changes on a page: in the words of the pages, never with the names of columns and tables."""

import datetime as dt
import re

import pytest

from tests.faces.conftest import shown
from tests.faces.test_settings import settings
from tracker.desk import entry, terms
from tracker.domain import BY_TABLE, Platform, Project, WorkSession
from tracker.views import changes
from tracker.views.numbers import Reader
from tracker.widgets.served import desk

YOU = Reader.of("de-DE", "EUR")


@pytest.mark.parametrize(("summary", "said"), [
    ("home_currency is EUR, time_zone is Europe/Berlin", "Your currency: EUR; Your time zone: Europe/Berlin"),
    ("savings is not set", "What you have saved: not set"),
    ("living_cost_month is 1450.50", "What a month costs you: 1.450,50\xa0€"),
    ("standard_week_hours is 37.5, standard_year_weeks is 50", "Hours of a full-time week: 37,5; "
     "Weeks of a full-time year: 50"),
    ("tax_rate_percent is 25", "Percent to set aside for tax: 25"),
    ("settings", "Settings"),
    ("platforms: Mercor", "Platform: Mercor"),
    ("work_sessions: Mercor Ridge task changed", "Session: Mercor Ridge task changed"),
    ("12 rows in payouts, work_sessions", "12 rows in Payments, Sessions"),
    ("2 rows edited in projects", "2 rows edited in Projects"),
    ("row 7 of payouts removed", "Payment removed"),
    ("undo of 3 (edit)", "Undone: Changed"),
    ("undo of 3, 4, 9", "Undone: 3 changes"),
    ("a.pdf kept with Mercor Ridge (row 3 of projects)", "a.pdf kept with Mercor Ridge"),
    ("2h30 Mercor is fine", "2h30 Mercor is fine"),
    ("time is money, friend", "time is money, friend"),
])  # fmt: skip
def test_a_summary_in_plain_words(summary, said):
    assert changes.plain(summary, YOU) == said


def test_every_table_has_its_words():
    assert set(BY_TABLE) <= set(changes.table_names())
    assert set(BY_TABLE) <= set(changes.row_names())


def test_the_page_lists_no_column_and_no_table(open_app):
    at = settings(open_app, "changes")
    entry.save_settings(desk(), desk().settings())
    terms.save(desk(), Platform(platform="Mercor", currency="USD"))
    entry.add(desk(), [Project(platform="Mercor", project="Ridge")])
    for hours in (1, 2):
        entry.add(desk(), [WorkSession(platform="Mercor", worked_on=dt.date(2026, 5, 4), minutes=hours * 3600)])
    entry.change(
        desk(), [("work_sessions", 1, WorkSession(platform="Mercor", worked_on=dt.date(2026, 5, 4), minutes=1800))]
    )
    entry.remove(desk(), "work_sessions", 2)
    entry.undo(desk())
    entry.save_settings(desk(), desk().settings().__class__(home_currency="CHF", time_zone="Asia/Tokyo"))
    at.run()
    assert "Your currency: CHF; Your time zone: Asia/Tokyo" in shown(at)
    lines = [line for line in shown(at).splitlines() if " · " in line]
    assert len(lines) >= 7
    assert not [line for line in lines if re.search(r"[a-z]_[a-z]|\brow \d|undo of", line)], lines
