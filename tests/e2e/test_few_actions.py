"""What is done often takes three actions at most: a click, or a field that is filled in, is one."""

import datetime as dt

import pytest

from tests.e2e.test_log import at, typed
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, ProjectEvent, Settings, WorkSession

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

MONDAY = dt.date(2026, 10, 19)
"""Of the week before the day that the app is started for."""


def held(tmp_path):
    return Desk.open(tmp_path / "own.db", who="test", clock=lambda: dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC))


@pytest.fixture
def window(tmp_path, on_own):
    """Two hours on the Monday of last week, of which the platform counted one."""
    with held(tmp_path) as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="Europe/Lisbon"))
        worked = WorkSession(platform="Outlier", project="RLHF", worked_on=MONDAY, minutes=7200, counted_minutes=3600)
        entry.add(
            desk, [Platform(platform="Outlier", currency="USD"), Project(platform="Outlier", project="RLHF"), worked]
        )
    return on_own("--as-of", "2026-10-31")


def test_a_day_of_last_week_is_corrected(window, tmp_path):
    page = window.open()
    page.get_by_role("link", name="Correct a day of last week").click()
    page.get_by_text("You logged 2 h on 1 day").wait_for()
    window.settled()
    typed(page, at(0, 0), "3h")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("You logged 3 h on 1 day").wait_for()
    with held(tmp_path) as desk:
        assert [s.minutes for _row, s in desk.rows(WorkSession)] == [3 * 3600]


def test_a_sheet_for_a_dispute_is_downloaded(window):
    page = window.open()
    page.get_by_role("link", name="Papers").click()
    page.get_by_role("radio", name="Outlier").click()
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Download the sheet to print or send").click()
    assert sheet.value.suggested_filename == "time-not-counted.html"


def test_a_cancellation_with_notice_takes_two_fields(window, tmp_path):
    page = window.open("projects")
    page.get_by_role("button", name="It was cancelled").click()
    for label, day in (("In effect from", "2026-10-30 12:00"), ("Announced", "2026-10-29 12:00")):
        page.get_by_label(label, exact=True).fill(day)
    page.get_by_label("Announced", exact=True).press("Tab")
    window.settled()
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Recorded.").wait_for()
    with held(tmp_path) as desk:
        ((_row, made),) = desk.rows(ProjectEvent)
    assert made.happened_at - made.announced_at == dt.timedelta(days=1)
