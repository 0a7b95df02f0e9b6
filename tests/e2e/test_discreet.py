"""Discreet mode in a real browser: nothing of an amount or a real name reaches it, by whatever way."""

import json
import re
import urllib.parse

import pytest

from tests.e2e.conftest import AS_OF, Server, Window, let_in
from tests.faces.test_discreet import ALIASES, MARKED, REAL, watched_ledger

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

LINKS = "[data-testid='stSidebarNavLink']"


class Ears:
    """Everything that passes between a window and its server, as text."""

    def __init__(self, page):
        self.heard = []
        page.on("websocket", self._socket)
        page.on("response", self._response)

    def _socket(self, socket):
        self.heard.append(socket.url)
        socket.on("framereceived", self._frame)
        socket.on("framesent", self._frame)

    def _frame(self, data):
        self.heard.append(data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data))

    def _response(self, response):
        self.heard.append(urllib.parse.unquote(response.url))
        self.heard.append(json.dumps(dict(response.headers)))

    def leaks(self):
        text = "\n".join(self.heard)
        found = [n for n in (*REAL, *MARKED) if n.lower() in text.lower()]
        return found + re.findall(r"[€£]\d|\$\d[\d,]*\.\d\d", text)

    def hears(self, *words):
        text = "\n".join(self.heard)
        return [w for w in words if w not in text]


def masked_window(on_own, tmp_path, **look):
    """A window on the marked ledger, which a watching platform makes open hidden."""
    watched_ledger(tmp_path / "own.db", monitoring=True)
    window = on_own("--as-of", AS_OF, **look)
    return window, Ears(window.page)


def links(page):
    """The pages of the navigation, as their addresses."""
    page.locator(LINKS).first.wait_for(state="attached")
    return [urllib.parse.urlsplit(a.get_attribute("href")).path.lstrip("/") for a in page.locator(LINKS).all()]


def test_a_hidden_session_hears_no_amount_and_no_real_name(on_own, tmp_path):
    window, ears = masked_window(on_own, tmp_path)
    page = window.open()
    titles = []
    for link in links(page):
        window.open(link)
        titles += [page.title(), page.url]
        _open_all(page, window)
        for button in page.get_by_role("button", name="Download as CSV", exact=True).all():
            if button.is_visible():
                with page.expect_download() as download:
                    button.evaluate("e => e.click()")
                ears.heard += [download.value.suggested_filename, download.value.path().read_text("utf-8")]
        ears.heard.append(page.content())
    ears.heard += titles
    assert ears.leaks() == []
    assert ears.hears(*ALIASES, "•••") == []


def _open_all(page, window):
    """Open what is folded: what is in it is sent when it is."""
    for closed in page.locator("details:not([open]) > summary").all():
        if closed.is_visible():
            closed.evaluate("e => e.click()")
    window.settled()


def test_one_key_hides_while_typing_and_it_holds_after_a_refresh(on_own, tmp_path):
    window, _ears = masked_window(on_own, tmp_path)
    page = window.open("what-i-make?part=work")
    page.get_by_role("button", name="Show amounts").first.click()
    page.get_by_text("left you $").first.wait_for()
    window.settled()
    assert "$" in page.locator(".st-key-answer").inner_text()
    page.get_by_role("textbox", name="Facts up to").click()
    page.keyboard.type("2026-10")
    page.keyboard.press("Alt+h")
    page.get_by_role("button", name="Show amounts").first.wait_for()
    window.settled()
    assert "•••" in page.locator(".st-key-answer").inner_text()
    later = Ears(page)
    window.open("what-i-make?by=project")
    assert later.leaks() == []
    assert "•••" in page.locator(".st-key-answer").inner_text()


def test_hiding_in_a_session_leaves_nothing_behind(on_own, tmp_path):
    """After the key nothing of what was shown is in the page, nor does any later frame bring it."""
    watched_ledger(tmp_path / "own.db")
    window = on_own("--as-of", AS_OF)
    page = window.open("what-i-make?by=project")
    assert REAL[0] in page.content()
    page.keyboard.press("Alt+h")
    page.get_by_role("button", name="Show amounts").first.wait_for()
    window.settled()
    page.wait_for_timeout(500)
    shown = page.locator("[data-testid=stApp]").evaluate("e => e.outerHTML")
    assert [n for n in (*REAL, *MARKED) if n in shown] == []
    page.keyboard.press("Alt+h")
    page.get_by_role("button", name="Hide amounts").wait_for()


SOON = (
    "import datetime as dt, sys; from tracker.desk import discreet; from tracker.__main__ import main; "
    "discreet.SHOWN_FOR = dt.timedelta(seconds=6); sys.exit(main())"
)


def test_a_watched_ledger_hides_itself_again(chromium, tmp_path):
    """The ten minutes are six seconds here; nobody touches the page."""
    watched_ledger(tmp_path / "own.db", monitoring=True)
    server = Server("--ledger", str(tmp_path / "own.db"), "--as-of", AS_OF, program=("-c", SOON))
    try:
        window = Window(chromium, server, let_in(chromium, server))
        page = window.open("what-i-make?part=work")
        page.get_by_role("button", name="Show amounts").first.click()
        page.get_by_text("left you $").first.wait_for()
        page.get_by_text("left you •••").first.wait_for(timeout=20_000)
        window.settled()
        assert "$" not in page.locator(".st-key-answer").inner_text()
        window.close()
    finally:
        server.stop()
