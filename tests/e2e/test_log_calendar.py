"""The calendar week in a real browser: drawn, moved and stretched with the mouse, by keys, and on a phone."""

import datetime as dt

import pytest

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

MONDAY = dt.date(2026, 10, 26)


@pytest.fixture
def ledger(tmp_path):
    """One session on Tuesday from 9 to 11; gives start and end of all, as weekday and clock."""
    path = tmp_path / "own.db"

    def clock():
        return dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)

    start = dt.datetime(2026, 10, 27, 9, tzinfo=dt.UTC)
    with Desk.open(path, who="test", clock=clock) as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="Europe/Lisbon"))
        session = WorkSession(
            platform="Outlier", project="RLHF", started_at=start, ended_at=start + dt.timedelta(hours=2)
        )
        entry.add(desk, [Platform(platform="Outlier"), Project(platform="Outlier", project="RLHF"), session])

    def held():
        with Desk.open(path, who="test", clock=clock) as desk:
            return [f"{s.started_at:%a %H:%M}-{s.ended_at:%H:%M}" for _, s in desk.rows(WorkSession)]

    return held


def wait(page, held, wanted):
    for _ in range(40):
        if held() == wanted:
            return
        page.wait_for_timeout(150)
    assert held() == wanted


def place(page, day, hour):
    """Where on the screen an hour of a day is, scrolled into view."""
    return page.evaluate(
        """([day, hour]) => {
          const scroll = document.querySelector(".weekcal-scroll"), column = scroll.querySelector(`[data-day="${day}"]`)
          scroll.scrollTop = 7 / 24 * column.offsetHeight
          scroll.scrollIntoView({block: "center"})
          const box = column.getBoundingClientRect()
          return [box.left + box.width / 2, box.top + hour / 24 * box.height]
        }""",
        [day, hour],
    )


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*[(a + b) / 2 for a, b in zip(start, end, strict=True)], steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_blocks_are_moved_stretched_and_drawn_with_the_mouse(on_own, ledger):
    window = on_own("--as-of", "2026-10-31")
    page = window.open("log?show=calendar&week=2026-10-26")
    page.locator(".weekcal-block").wait_for()
    drag(page, place(page, 1, 10), (place(page, 2, 10)[0], place(page, 1, 12)[1]))
    wait(page, ledger, ["Wed 11:00-13:00"])
    window.settled()
    x, y = place(page, 2, 13)
    drag(page, (x, y - 3), (x, y + 40))
    wait(page, ledger, ["Wed 11:00-14:00"])
    window.settled()
    x, y = place(page, 3, 9)
    drag(page, (x, y + 1), (x, y + 60))
    page.get_by_text("What did you do on Thu, Oct 29, 09:00–10:30?").wait_for()
    page.get_by_role("button", name="Outlier / RLHF", exact=True).click()
    wait(page, ledger, ["Wed 11:00-14:00", "Thu 09:00-10:30"])
    page.get_by_role("button", name="Undo").first.click()
    wait(page, ledger, ["Wed 11:00-14:00"])
    window.settled()


def test_a_block_is_moved_and_stretched_by_keys_alone(on_own, ledger):
    window = on_own("--as-of", "2026-10-31")
    page = window.open("log?show=calendar&week=2026-10-26")
    block = page.locator(".weekcal-block")
    block.wait_for()
    block.focus()
    page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowDown", "Alt+ArrowUp"):
        page.keyboard.press(key)
    assert "Wed, Oct 28 09:15–11:45" in page.locator(".weekcal-said").inner_text()
    page.keyboard.press("Enter")
    wait(page, ledger, ["Wed 09:15-11:45"])
    window.settled()
    assert page.evaluate("document.activeElement.className").startswith("weekcal-block")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    assert ledger() == ["Wed 09:15-11:45"]


def test_on_a_phone_there_is_one_day_and_everything_has_a_button(on_own, ledger):
    window = on_own("--as-of", "2026-10-31", viewport={"width": 390, "height": 844}, has_touch=True)
    page = window.open("log?show=calendar&week=2026-10-26")
    page.locator(".weekcal-column").wait_for()
    assert page.locator(".weekcal-column").count() == 1
    content, room = window.width()
    assert content <= room
    for _ in range(4):  # from Saturday, which is today, to Tuesday
        page.get_by_role("button", name="Day before").first.tap()
    page.locator(".weekcal-block").tap()
    tools = page.locator(".weekcal-tools")
    tools.get_by_role("button", name="Day after").tap()
    tools.get_by_role("button", name="End later").tap()
    tools.get_by_role("button", name="Save").tap()
    wait(page, ledger, ["Wed 09:00-11:15"])
    window.settled()
