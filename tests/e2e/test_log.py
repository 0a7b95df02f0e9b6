"""Log in a real browser: ten cells typed, saved once, taken back; no key is lost, pastes are stored as shown."""

import datetime as dt

import pytest

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

MONDAY = dt.date(2026, 10, 26)
FIRST, WIDE, HIGH = 180, 84, 35
"""Width of the grid's first column and of a day, height of a row."""


@pytest.fixture
def ledger(tmp_path):
    """Two projects, both worked on last week; gives what the ledger holds, by project and day."""
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=lambda: dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)) as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="Europe/Lisbon"))
        entry.add(desk, [Platform(platform="Outlier"), Project(platform="Outlier", project="RLHF")])
        for project in ("Ridge", "RLHF"):
            day = MONDAY - dt.timedelta(days=3)
            entry.add(desk, [WorkSession(platform="Outlier", project=project, worked_on=day, minutes=3600)])

    def held():
        with Desk.open(path, who="test", clock=lambda: dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)) as desk:
            found = [s for _, s in desk.rows(WorkSession) if s.worked_on >= MONDAY]
            return {(s.project, s.worked_on.weekday()): s.minutes for s in found}

    return held


def cell(page, x, y):
    """Go into a cell of the grid: the mouse has to come from outside, then the cell opens by Enter."""
    box = page.locator("canvas[data-testid='data-grid-canvas']").first.bounding_box()
    page.mouse.move(box["x"] + x - 30, box["y"] + y + 2, steps=3)
    page.mouse.move(box["x"] + x, box["y"] + y, steps=3)
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_timeout(120)


def at(row, day):
    return FIRST + WIDE * day + WIDE // 2, HIGH * (row + 1) + HIGH // 2


def typed(page, place, text, delay=30):
    cell(page, *place)
    page.keyboard.type(text, delay=delay)
    page.keyboard.press("Enter")
    page.wait_for_timeout(120)


def told(page):
    return page.locator(".st-key-week_preview").inner_text()


def test_ten_cells_are_typed_saved_once_and_taken_back(on_own, ledger):
    window = on_own("--as-of", "2026-10-31")
    page = window.open("log")
    page.get_by_text("Nothing is logged from").wait_for()
    page.get_by_role("link", name="What I make").wait_for()
    texts = ["2h30", "3,5", "1:15", "45m", "2"]
    for row in (0, 1):
        for day, text in enumerate(texts):
            typed(page, at(row, day), text)
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Save 10 changes").wait_for()
    said = told(page)
    for line in (
        "Mon, Oct 26 · Outlier / Ridge: nothing → 2 h 30 min",
        "Tue, Oct 27 · Outlier / RLHF: nothing → 3 h 30 min",
    ):
        assert line in said
    assert ledger() == {}
    page.get_by_role("button", name="Save 10 changes").click()
    page.get_by_text("10 cells of the week are saved").wait_for()
    lasted = [9000, 12600, 4500, 2700, 7200]
    assert ledger() == {(p, d): lasted[d] for p in ("Ridge", "RLHF") for d in range(5)}
    window.settled()
    page.get_by_text("You logged 20 h on 5 days").wait_for()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Nothing is logged from").wait_for()
    assert ledger() == {}


def test_the_first_keys_of_a_slow_line_are_not_lost(on_own, ledger):
    window = on_own("--as-of", "2026-10-31")
    slow = window.context.new_cdp_session(window.page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    page = window.open("log")
    page.get_by_text("Nothing is logged from").wait_for()
    window.settled()
    typed(page, at(0, 0), "125m", delay=120)
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Save 1 change").wait_for()
    assert "nothing → 2 h 5 min" in told(page)


def test_what_is_pasted_is_stored_as_shown_or_not_at_all(on_own, ledger):
    window = on_own("--as-of", "2026-10-31")
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.open("log")
    page.get_by_text("Nothing is logged from").wait_for()
    for day, text in enumerate(["03.02.2026", "3,5"]):
        page.evaluate("t => navigator.clipboard.writeText(t)", text)
        cell(page, *at(0, day))
        page.keyboard.press("Control+v")
        page.wait_for_timeout(300)
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Save 1 change").wait_for()
    said = told(page)
    assert "nothing → 3 h 30 min" in said
    assert "“03.02.2026” is not a duration" in said
    page.get_by_role("button", name="Save 1 change").click()
    page.get_by_text("1 cell of the week is saved").wait_for()
    assert ledger() == {("Ridge", 1): 12600}


def test_a_date_pasted_into_the_list_is_the_one_shown(on_own, ledger, tmp_path):
    window = on_own("--as-of", "2026-10-31", locale="de-DE")
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.open("log?show=list")
    page.get_by_text("2 sessions, 2 h in all").wait_for()
    window.settled()
    page.evaluate("t => navigator.clipboard.writeText(t)", "03.02.2026")
    cell(page, 64 + 48, HIGH + HIGH // 2)
    page.keyboard.press("Control+v")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Save 1 change").wait_for()
    assert "23.10.2026 → 03.02.2026" in page.locator(".st-key-list_preview").inner_text()
    page.get_by_role("button", name="Save 1 change").click()
    page.get_by_text("1 session is saved").wait_for()
    with Desk.open(tmp_path / "own.db", who="test", clock=lambda: dt.datetime(2026, 10, 31, tzinfo=dt.UTC)) as desk:
        assert dt.date(2026, 2, 3) in {s.worked_on for _, s in desk.rows(WorkSession)}
