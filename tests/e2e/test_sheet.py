"""The members' sheet and the page of a release in a browser, without us: from a file, light and dark, wide and
narrow."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pool.test_sheet import simulated
from tests.release.test_page import FIGURES, record
from tracker.pool.simulate import Model
from tracker.release.page import index
from tracker.reports.sheet import html
from tracker.views.collective.sheet import page as words
from tracker.views.numbers import Reader

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def opened(chromium, file, scheme, width):
    """A file in a browser of its own, with what it asked for and said."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (asked, said) == ([file.as_uri()], [])
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_of_a_release_does_too(chromium, tmp_path, scheme, width):
    file = tmp_path / "index.html"
    file.write_text(index(record(simulated=True), FIGURES))
    page = opened(chromium, file, scheme, width)
    assert page.locator("tbody tr[id]").count() == 7
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_it_opens_from_a_file_and_asks_nobody_for_anything(chromium, tmp_path, scheme, width):
    made = simulated(1, Model(platforms=6, taking_part=0.25), 300)
    file = tmp_path / "sheet.html"
    file.write_bytes(html(words(made, dt.date(2026, 10, 9), Reader.of(None, "USD"))))
    page = opened(chromium, file, scheme, width)
    assert "Simulated" in page.inner_text("h1")
    assert page.locator("tbody tr").count() == len(made.cells)
    assert page.locator(".hint").is_visible() is (width < 960)
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found] == []
    page.context.close()
