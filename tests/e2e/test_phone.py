"""A phone of 360 px: logging, the timer, a payment and a cancellation without zoom and without scrolling sideways."""

import datetime as dt

import pytest

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Payout, Platform, Project, ProjectEvent, Settings, WorkSession

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile Safari/537.36",
}
SMALL = """() => [...document.querySelectorAll("[data-testid=stMain] input, [data-testid=stMain] textarea")]
  .filter((e) => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 16)
  .map((e) => e.getAttribute("aria-label") || e.className)"""
"""Fields into which a phone zooms."""


@pytest.fixture
def phone(on_own, tmp_path):
    """A window of a phone on a ledger with one project; and what the ledger holds."""
    path = tmp_path / "own.db"

    def opened():
        return Desk.open(path, who="test", clock=lambda: dt.datetime.now(dt.UTC))

    with opened() as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="Europe/Lisbon"))
        entry.add(desk, [Platform(platform="Outlier", currency="USD"), Project(platform="Outlier", project="RLHF")])

    def rows(record):
        with opened() as desk:
            return [r for _, r in desk.rows(record)]

    return on_own(**PHONE), rows


def wait(page, rows, n):
    for _ in range(60):
        if len(rows()) == n:
            return
        page.wait_for_timeout(150)
    assert len(rows()) == n


def fits(window):
    content, room = window.width()
    assert content <= room
    assert window.page.evaluate("visualViewport.scale") == 1
    assert window.page.evaluate(SMALL) == []


def test_logging_timer_paid_and_cancelled(phone):
    window, rows = phone
    page = window.open()
    line = page.locator(".quickline-input")
    for text, record, n in (
        ("2h outlier rlhf", WorkSession, 1), ("paid 412.50 usd outlier", Payout, 1),
        ("outlier rlhf cancelled", ProjectEvent, 1),
    ):  # fmt: skip
        line.tap()
        line.fill(text)
        line.press("Enter")
        wait(page, lambda record=record: rows(record), n)
        window.settled()
        fits(window)
    page.locator(".st-key-timer_start button").first.tap()
    page.get_by_role("button", name="Stop").wait_for()
    fits(window)
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Stop").tap()
    wait(page, lambda: rows(WorkSession), 2)
    window.settled()
    fits(window)


def test_the_log_is_a_day_and_a_block_is_added_by_taps(phone):
    window, rows = phone
    page = window.open("log")
    page.locator(".weekcal-column").wait_for()
    assert page.locator(".weekcal-column").count() == 1
    fits(window)
    page.get_by_role("button", name="Week before").tap()
    window.settled()
    page.locator(".weekcal-add").tap()
    tools = page.locator(".weekcal-tools")
    tools.get_by_role("button", name="End later").tap()
    fits(window)
    tools.get_by_role("button", name="Save").tap()
    page.get_by_role("button", name="Outlier / RLHF", exact=True).tap()
    wait(page, lambda: rows(WorkSession), 1)
    window.settled()
    (made,) = rows(WorkSession)
    assert made.ended_at - made.started_at == dt.timedelta(minutes=75)
    fits(window)
