"""What a running app leaves for this user alone to find: how to stop it, and the page that opens the browser.

A link in the arguments of a browser is in the list of processes, which every user of the machine can read. So the
browser is handed a file that only this user can read and that leads on; it is removed once somebody came in.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tracker.door.keys import ADDRESS, LINK_LIFE
from tracker.errors import NotFound, Refused
from tracker.say import Said, Word
from tracker.store import system

_FOLDER = "running"


@dataclass(frozen=True, slots=True)
class Running:
    """An app that runs: its port, what it shows, and the word that stops it."""

    port: int
    shows: str
    stop_word: str
    file: Path


def _folder() -> Path:
    folder = system.data_dir() / _FOLDER
    system.make_folder(folder)
    return folder


def _write(path: Path, text: str) -> Path:
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    system.make_private(path)
    return path


@contextlib.contextmanager
def announced(port: int, shows: str) -> Iterator[Running]:
    """Leave word of an app on a port while the block runs. What it `shows` is a ledger's path, or a few words."""
    path = _folder() / f"app-{port}.json"
    path.unlink(missing_ok=True)  # of an app that was killed: the port is ours now
    _clear_old_pages()
    word = secrets.token_urlsafe(24)
    _write(path, json.dumps({"port": port, "shows": shows, "stop": word, "process": os.getpid()}))
    try:
        yield Running(port, shows, word, path)
    finally:
        path.unlink(missing_ok=True)


def opening_file(link: str) -> Path:
    """A page that leads on to the link, for this user's eyes only."""
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f'<meta http-equiv="refresh" content="0; url={escape(link)}"><title>Tracker</title></head>'
        f'<body><p>The tracker is opening. If it does not, <a href="{escape(link)}">open it</a>.</p></body></html>'
    )
    return _write(_folder() / f"open-{secrets.token_hex(8)}.html", page)


def _clear_old_pages() -> None:
    """Remove the pages of apps that were killed before somebody came in: their links are dead."""
    for page in _folder().glob("open-*.html"):
        with contextlib.suppress(OSError):
            if time.time() - page.stat().st_mtime > LINK_LIFE:
                page.unlink()


def all_running() -> tuple[Running, ...]:
    """The apps of this user that have left word, by port; those of a killed app among them."""
    return tuple(sorted((r for path in _folder().glob("app-*.json") if (r := _read(path))), key=lambda r: r.port))


def _read(path: Path) -> Running | None:
    try:
        said = json.loads(path.read_text("utf-8"))
        return Running(int(said["port"]), str(said["shows"]), str(said["stop"]), path)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stop(port: int | None) -> Running:
    """Stop the app on a port, or the only one that runs, and give what it was.

    Raises NotFound if there is none, Refused if there are several and no port is given.
    """
    there = [r for r in all_running() if port in (None, r.port) and _is_up(r)]
    if not there:
        raise NotFound(
            "No tracker of yours is running."
            if port is None
            else Said("No tracker of yours is on port {port}.", port=Word(port))
        )
    if len(there) > 1:
        rows = "; ".join(f"{r.port} ({r.shows})" for r in there)
        raise Refused("Several trackers are running: {rows}.", hint="Name one with --port.", rows=Word(rows))
    if _ask(there[0]) != http.client.NO_CONTENT:
        raise Refused(
            "The tracker on port {port} does not answer.",
            hint="End it where it was started: Ctrl+C.",
            port=Word(there[0].port),
        )
    return there[0]


def _is_up(running: Running) -> bool:
    """Whether something listens there; the word of an app that was killed is removed."""
    wire = http.client.HTTPConnection(ADDRESS, running.port, timeout=5)
    try:
        wire.connect()
    except OSError:
        running.file.unlink(missing_ok=True)
        return False
    finally:
        wire.close()
    return True


def _ask(running: Running) -> int | None:
    wire = http.client.HTTPConnection(ADDRESS, running.port, timeout=10)
    try:
        wire.request("POST", "/stop", headers={"X-Tracker-Stop": running.stop_word})
        return wire.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        wire.close()
