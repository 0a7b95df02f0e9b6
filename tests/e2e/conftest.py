"""The app as a worker has it: a server in a process of its own, and a real browser that watches over itself.

Every page that a test opens fails the test when the browser asks another host for anything, or refuses
something by the content policy.
"""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=en-US",
]  # fmt: skip
LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=\S+")
AS_OF = "2026-10-31"


class Server:
    """A running tracker. `link` is the address it printed, `lines` all that it said."""

    def __init__(self, *options, env=None, program=("-m", "tracker"), command="app"):
        words = [sys.executable, *program, command, "--no-browser", *options]
        self.process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **(env or {})}
        )
        self.lines, self._said, self.named = [], threading.Event(), None
        threading.Thread(target=self._read, daemon=True).start()
        if not self._said.wait(60) or not self.links:
            self.stop()
            pytest.fail("the app did not answer within a minute:\n" + "".join(self.lines))

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if LINK.search(line):
                self._said.set()
        self._said.set()

    @property
    def links(self):
        return [found.group(0) for line in self.lines if (found := LINK.search(line))]

    @property
    def port(self):
        return int(LINK.search(self.links[0]).group(1))

    @property
    def base(self):
        """The address at which browsers are: the run's own host name, once one was let in."""
        return self.named or f"http://127.0.0.1:{self.port}"

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).is_file():
        pytest.fail(f"{CHROMIUM} is missing; install it (sh tests/setup_system.sh chromium) or set CHROMIUM")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGS)
        yield browser
        browser.close()


class Window:
    """One browser window on one server, already let in."""

    def __init__(self, chromium, server, key, **look):
        self.server = server
        self.context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "en-US", "timezone_id": "Europe/Lisbon"} | look
        )
        self.context.add_cookies([key])
        self.page = self.context.new_page()
        self.outside, self.refused = [], []
        self.page.on("request", self._asked)
        self.page.on("console", self._said)

    def _asked(self, request):
        here = (self.server.base, self.server.base.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(here):
            self.outside.append(request.url)

    def _said(self, message):
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.refused.append(message.text)

    def open(self, path=""):
        self.page.goto(f"{self.server.base}/{path}")
        return self.settled()

    def settled(self):
        """The script has finished and React has painted."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(
            "[data-testid='stApp'][data-test-script-state='notRunning']", timeout=60_000, state="attached"
        )
        self.page.wait_for_timeout(700)
        return self.page

    def choose(self, label, option=None):
        """Pick from a select box, by its words or else the first: a list that opens while the script runs may close."""
        box = self.page.get_by_role("combobox", name=label)
        offered = self.page.get_by_role("option", **({"name": option} if option else {})).first
        for _ in range(10):
            if not offered.is_visible():
                box.click()
            try:
                offered.click(timeout=1500)
                return self.settled()
            except PlaywrightTimeout:
                continue
        pytest.fail(f"{option or 'an option'} of {label!r} could not be picked")

    def width(self):
        """(content, window) of the part that scrolls."""
        main = "document.querySelector('[data-testid=stMain]')"
        return self.page.evaluate(f"[{main}.scrollWidth, {main}.clientWidth]")

    def whole(self, path):
        """A picture of the whole page: Streamlit scrolls an inner part, so the window grows to hold it."""
        size = self.page.viewport_size
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": min(height + 20, 9000)})
        self.page.wait_for_timeout(900)
        self.page.screenshot(path=str(path))
        self.page.set_viewport_size(size)

    def close(self):
        self.context.close()
        assert self.outside == [], f"asked another host: {self.outside}"
        assert self.refused == [], f"the content policy refused: {self.refused}"


def let_in(chromium, server):
    """The cookie that the printed link gives, got as a person gets it: by opening the link."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server.links[-1])
    page.wait_for_url(re.compile(rf"^http://tracker-\w+\.localhost:{server.port}/$"))
    server.named = page.url.rstrip("/")
    (key,) = [c for c in context.cookies() if c["name"] == f"tracker_{server.port}"]
    context.close()
    return key


@pytest.fixture(scope="session")
def sample_server():
    server = Server("--demo", "--as-of", AS_OF)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sample_key(chromium, sample_server):
    return let_in(chromium, sample_server)


@pytest.fixture
def on_sample(chromium, sample_server, sample_key):
    """Open windows on the sample ledger; each is checked when the test ends."""
    opened = []

    def window(**look):
        opened.append(Window(chromium, sample_server, sample_key, **look))
        return opened[-1]

    yield window
    for each in opened:
        each.close()


@pytest.fixture
def on_own(chromium, tmp_path):
    """A window on a ledger of one's own, empty at first; options go to the server."""
    opened = []

    def window(*options, **look):
        server = Server("--ledger", str(tmp_path / "own.db"), *options)
        opened.append(Window(chromium, server, let_in(chromium, server), **look))
        return opened[-1]

    yield window
    for each in opened:
        each.server.stop()
        each.close()
