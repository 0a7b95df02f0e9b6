"""Terms of pay of every kind in a real browser: axe, pictures, the days left to object, and what is known is asked."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e import owed
from tests.e2e.conftest import Server, Window, let_in

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PAGES = {
    "today": "", "log": "log?show=list", "payments": "payments", "platforms": "platforms?compare=on_time",
    "settings": "settings?part=platforms", "outlook": "outlook",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    path = tmp_path_factory.mktemp("owed") / "owed.db"
    owed.write(path)
    made = Server("--ledger", str(path), "--as-of", owed.AS_OF.isoformat())
    yield made
    made.stop()


@pytest.fixture(scope="module")
def key(chromium, server):
    return let_in(chromium, server)


@pytest.fixture
def on_owed(chromium, server, key):
    opened = []

    def window(**look):
        opened.append(Window(chromium, server, key, **look))
        return opened[-1]

    yield window
    for each in opened:
        each.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(on_owed, name, scheme):
    page = on_owed(color_scheme=scheme).open(PAGES[name])
    page.wait_for_timeout(1500)
    found = Axe().run(page).response["violations"]
    assert {v["id"]: [n["html"][:160] + n["failureSummary"][:200] for n in v["nodes"][:3]] for v in found} == {}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")])
def test_pictures_are_taken_and_nothing_scrolls_sideways(on_owed, tmp_path, scheme, width):
    window = on_owed(color_scheme=scheme, viewport={"width": width, "height": 900})
    for name, path in PAGES.items():
        window.open(path)
        window.page.wait_for_timeout(1200)
        content, room = window.width()
        assert content <= room, name
        target = tmp_path / f"{name}-{scheme}-{width}.png"
        window.whole(target)
        assert target.stat().st_size > 20_000


def test_today_counts_down_the_days_to_object(on_owed):
    page = on_owed().open()
    page.get_by_text("3 days left to object, until Nov 3, 2026: time that Larkspur did not count").wait_for()
    page.get_by_text("handed in, not yet approved").first.wait_for()


def test_known_terms_are_asked_about_when_their_platform_is_chosen(on_owed):
    window = on_owed()
    page = window.open()
    page.get_by_role("button", name="Set its pay days").click()
    window.settled()
    page.get_by_text("Is that what your contract says?").wait_for()
    page.get_by_role("button", name="Yes, use these").wait_for()
    window.choose("Terms of", "Larkspur")
    assert not page.get_by_role("button", name="Yes, use these").is_visible()
