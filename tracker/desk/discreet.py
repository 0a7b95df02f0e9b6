"""Discreet mode: whether amounts and names are hidden, and what projects are called while they are.

What was chosen is in a small file beside the ledger (readable by its owner only), so that it holds after a refresh
and a restart, in every window, and is not part of the ledger itself: no operation, no archive, nothing to undo.
A ledger with a platform that takes screenshots is hidden when it is opened, and again ten minutes after it was
shown.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.desk.session import Desk
from tracker.domain import Platform, Project

SHOWN_FOR = dt.timedelta(minutes=10)
"""So long a ledger with a monitoring platform stays readable."""

_lock = threading.Lock()
_shown_until: dict[str, dt.datetime] = {}
"""Until when a watched ledger may be read: of this process only, so that a restart opens it hidden."""


@dataclass(frozen=True, slots=True)
class View:
    """`masked`: amounts and names are hidden. `until`: when they will be by themselves, None for not."""

    masked: bool
    until: dt.datetime | None = None


def view(desk: Desk, *, sample: bool = False) -> View:
    """How the ledger is shown now. A `sample` is nobody's: it is hidden only when that is asked for."""
    if _kept(desk):
        return View(masked=True)
    if sample or not watched(desk):
        return View(masked=False)
    until = _shown_until.get(_name(desk))
    return View(masked=False, until=until) if until is not None and desk.now() < until else View(masked=True)


def hide(desk: Desk) -> None:
    """Hide amounts and names, until `show` is called."""
    with _lock:
        _shown_until.pop(_name(desk), None)
    _keep(desk, masked=True)


def show(desk: Desk) -> None:
    """Show amounts and names: for good, or for ten minutes where a platform is watching."""
    with _lock:
        _shown_until[_name(desk)] = desk.now() + SHOWN_FOR
    _keep(desk, masked=False)


def watched(desk: Desk) -> bool:
    """Whether a platform of the ledger is marked as taking screenshots or tracking activity."""
    return bool(desk.rows(Platform, monitoring=True))


def aliases(desk: Desk) -> Mapping[tuple[str, str], str]:
    """What each (platform, project) is called while names are hidden: its alias, else "Project" and its number.

    The number is the row's, so it stays with the project; an alias given twice has it too.
    """
    rows = desk.rows(Project)
    given = Counter(p.alias for _row, p in rows)

    def name(row: int, alias: str | None) -> str:
        if not alias:
            return f"Project {row}"
        return alias if given[alias] == 1 else f"{alias} {row}"

    return {(p.platform, p.project): name(row, p.alias) for row, p in rows}


def place(desk: Desk) -> Path:
    """The file that holds the choice: beside the ledger; for a ledger on a server in the user's data folder."""
    if desk.path is not None:
        return desk.path.with_name(f"{desk.path.name}.view.json")
    from tracker.store import system

    return system.data_dir() / "server.view.json"


def _name(desk: Desk) -> str:
    return str(desk.path or "server")


def _kept(desk: Desk) -> bool:
    """The kept choice. A file that cannot be read as one hides: the safe side."""
    try:
        text = place(desk).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
    try:
        said = json.loads(text)
    except json.JSONDecodeError:
        return True
    return not (isinstance(said, dict) and said.get("discreet") is False)


def _keep(desk: Desk, *, masked: bool) -> None:
    from tracker.store import system

    path = place(desk)
    system.make_folder(path.parent)
    with _lock:
        system.write_private(path, json.dumps({"discreet": masked}).encode())
