"""Every page, light and dark, wide and narrow: nothing sticks out, axe finds nothing, pictures for the eye."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import tracker

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PAGES = {
    "today": "", "log": "log", "projects": "projects", "payments": "payments", "import": "import",
    "earnings": "what-i-make", "platforms": "platforms", "availability": "availability",
    "outlook": "outlook", "offers": "offers", "papers": "papers", "contribute": "contribute",
    "collective": "collective", "explore": "explore", "settings": "settings",
}  # fmt: skip
RTL = (Path(tracker.__file__).parent / "static" / "rtl.css").read_text("utf-8")
STREAMLITS_OWN = {"presentation-role-conflict"}
"""Rules that Streamlit's own file drop breaks, with nothing that a page could do."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(on_sample, name, scheme):
    window = on_sample(color_scheme=scheme)
    page = window.open(PAGES[name])
    page.get_by_text("This is a sample").wait_for()
    page.wait_for_timeout(1500)
    found = Axe().run(page).response["violations"]
    bad = {v["id"]: [n["html"][:160] + " :: " + n["failureSummary"][:200] for n in v["nodes"][:3]] for v in found}
    assert {k: v for k, v in bad.items() if k not in STREAMLITS_OWN} == {}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(on_sample, name):
    """What fits a phone of 360 px fits a wider one."""
    window = on_sample(viewport={"width": 360, "height": 800})
    window.open(PAGES[name])
    content, room = window.width()
    assert content <= room


@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_right_to_left_fits_a_phone(on_sample, name):
    window = on_sample(viewport={"width": 360, "height": 800})
    page = window.open(PAGES[name])
    page.add_style_tag(content=RTL)
    page.wait_for_timeout(400)
    content, room = window.width()
    assert content <= room
    assert not page.get_by_test_id("stSidebar").is_visible()
    sides = page.locator("[data-testid=stMain] :is(h1, h2, li)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width > 1).map(r => [r.left, r.right])"
    )
    assert all(left >= -1 and right <= 361 for left, right in sides)


def test_pictures_are_taken(on_sample, tmp_path):
    window = on_sample(color_scheme="dark", viewport={"width": 390, "height": 900})
    for name, path in PAGES.items():
        window.open(path)
        window.page.wait_for_timeout(1200)
        target = tmp_path / f"{name}.png"
        window.whole(target)
        assert target.stat().st_size > 20_000


def test_everything_can_be_reached_by_keyboard(on_sample):
    window = on_sample()
    page = window.open("what-i-make?part=year")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText")
        )
    text = " ".join(str(r) for r in reached)
    for name in ("Import", "Settings", "Facts up to", "See the rows behind a bar"):
        assert name in text


def test_a_page_is_found_by_keyboard_alone(on_sample):
    window = on_sample()
    page = window.open()
    page.get_by_text("This is a sample").wait_for()
    page.keyboard.press("Control+k")
    page.locator("[role=dialog] input:focus").wait_for()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.type("payments")
    page.get_by_role("option", name="Payments", exact=True).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/payments**")
    page.get_by_role("heading", name="Payments").wait_for()
