"""The app's pages on the ten-year ledger, beside a page that holds nothing but a title.

A rerun is measured as the browser would feel it without painting: from the message that asks for it to the one that
says the script has finished, over the same websocket. The first paint is measured in a browser, from the address to
the heading, each time on a server that was just started.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.measure import BenchFailure, Taken

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)")
IMPORTED = re.compile(r"imported (\S+) ([\d.]+)\n")
ADDRESS = re.compile(r'"(\w+\.py)": "([\w-]+)"')
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
RERUN_BOUND, PAINT_BOUND, MESSAGE_BOUND = 0.150, 2.0, 80
"""Seconds of a page's rerun on the server; times a bare page's first paint; messages that a rerun sends."""


def pages() -> list[str]:
    """The addresses of all pages, in the order of the navigation."""
    import tracker
    from tracker.views.palette import pages as files

    named = dict(ADDRESS.findall((Path(tracker.__file__).parent / "app.py").read_text(encoding="utf-8")))
    return [named.get(file, file.removesuffix(".py")) for file in files()]


def parts() -> list[str]:
    """The addresses of all parts of the pages that have some, with the pages that have none."""
    import importlib

    found = []
    for address in pages():
        folder = {"what-i-make": "earnings"}.get(address, address)
        try:
            named = importlib.import_module(f"tracker.views.{folder}.overview").parts()
        except (ModuleNotFoundError, AttributeError):
            named = {}
        found += [f"{address}?part={part}" for part in named] or [address]
    return found


class Served:
    """A server in a process of its own, with the cookie that lets in."""

    def __init__(self, words: Sequence[str], env: dict[str, str]) -> None:
        self.lines: list[str] = []
        self._up = threading.Event()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.served", str(_free_port()), *words], env=env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._up.wait(60):
            self.stop()
            raise BenchFailure("the app did not start:\n" + "".join(self.lines))
        found = next(m for line in self.lines if (m := LINK.search(line)))
        self.port, self.token = int(found[1]), found[2]
        self.cookie = self._come_in()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if LINK.search(line):
                self._up.set()

    def _come_in(self) -> str:
        until = time.monotonic() + 30
        while True:
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as ask:
                    ask.request("GET", self.token, headers={"Host": f"127.0.0.1:{self.port}"})
                    return (ask.getresponse().getheader("set-cookie") or "").split(";")[0]
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def imported(self) -> dict[str, float]:
        """When each heavy library was first asked for, seconds since the epoch."""
        said = IMPORTED.findall("".join(self.lines))  # another thread's line may be before it
        return {name: float(at) for name, at in reversed(said)}

    def resident(self) -> int | None:
        """Bytes held in memory now; None if the system does not tell."""
        try:
            text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        return int(text.split("VmRSS:")[1].split()[0]) * 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self._reader.join(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


def _free_port() -> int:
    """One that the system gives out: other trackers on this machine count up from 8501."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(words: Sequence[str], env: dict[str, str]) -> Iterator[Served]:
    server = Served(words, env)
    try:
        yield server
    finally:
        server.stop()


class Session:
    """One visitor over the websocket, without a browser."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.page_hash, self.messages = connection, "", 0

    @classmethod
    @contextmanager
    def on(cls, server: Served) -> Iterator[Session]:
        from websockets.sync.client import connect
        from websockets.typing import Origin

        here = f"127.0.0.1:{server.port}"
        with connect(
            f"ws://{here}/_stcore/stream",
            origin=Origin(f"http://{here}"),
            additional_headers={"Cookie": server.cookie},
            max_size=None,
            compression=None,
            proxy=None,
        ) as connection:
            yield cls(connection)

    def run(self, name: str) -> float:
        """Seconds of one run of a page, with its address after a `?`; `messages` counts what was sent for it. Raises
        BenchFailure if its script did not finish well."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        ask: Any = BackMsg()
        page, _mark, ask.rerun_script.query_string = name.partition("?")
        ask.rerun_script.page_name = "" if self.page_hash else page
        ask.rerun_script.page_script_hash = self.page_hash
        ask.rerun_script.context_info.timezone = "Europe/Lisbon"
        ask.rerun_script.context_info.locale = "en-US"
        self.messages, began = 0, time.perf_counter()
        self.connection.send(ask.SerializeToString())
        while True:
            said: Any = ForwardMsg.FromString(self.connection.recv(timeout=120, decode=False))
            self.messages += 1
            match said.WhichOneof("type"):
                case "script_finished" if said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return time.perf_counter() - began
                case "script_finished" if said.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise BenchFailure(f"the page {name} cannot be compiled")
                case "navigation":
                    self.page_hash = said.navigation.page_script_hash
                case "delta" if said.delta.new_element.WhichOneof("type") == "exception":
                    raise BenchFailure(f"the page {name} failed: {said.delta.new_element.exception.message}")


def reruns(server: Served, name: str, runs: int) -> tuple[float, Taken]:
    """Seconds of a page's first run in a session, and of its reruns."""
    with Session.on(server) as session:
        first = session.run(name)
        seconds = []
        for _ in range(max(runs, 9)):
            time.sleep(0.1)
            seconds.append(session.run(name))
    return first, Taken(statistics.median(seconds), min(seconds), max(seconds), None)


def messages(server: Served, name: str) -> int:
    """How many messages a rerun of a page or of a part of one sends."""
    with Session.on(server) as session:
        session.run(name)
        session.run(name)
        return session.messages


@dataclass(frozen=True, slots=True)
class Paint:
    """Seconds from the address to the heading, and what heavy library the server had asked for before it."""

    seconds: float
    heavy: tuple[str, ...]


def first_paint(words: Sequence[str], env: dict[str, str], chromium: Any) -> Paint:
    """The first page of a server that was just started, in a browser that was never there."""
    with served(words, env) as server:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        name, _, value = server.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"http://127.0.0.1:{server.port}/", wait_until="commit")
        page.locator("[data-testid=stMain] h1").first.wait_for(timeout=60_000)
        took, at = time.perf_counter() - began, time.time()
        context.close()
        heavy = tuple(sorted(n for n, when in server.imported().items() if when < at and n != "pandas"))
        return Paint(took, heavy)


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium; None if there is none on this machine."""
    if not Path(CHROMIUM).is_file():
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        made = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()
