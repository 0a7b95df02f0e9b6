"""What a ledger has that can be searched by its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.desk.session import Desk
from tracker.domain import WorkSession

NOTES = 300
"""Notes that can be found, the latest ones."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note beside work, on the last day that has it."""

    text: str
    day: dt.date
    platform: str
    project: str | None


def notes(desk: Desk) -> tuple[Noted, ...]:
    """The notes beside work, each once, the latest first; read once per version."""
    return desk.at_hand("notes", (), lambda: _notes(desk))


def _notes(desk: Desk) -> tuple[Noted, ...]:
    zone = desk.zone()
    found: dict[str, Noted] = {}
    for _row, s in desk.rows(WorkSession):
        day = s.started_at.astimezone(zone).date() if s.started_at else s.worked_on
        if s.note and day and (s.note not in found or found[s.note].day < day):
            found[s.note] = Noted(s.note, day, s.platform, s.project)
    return tuple(sorted(found.values(), key=lambda n: n.day, reverse=True)[:NOTES])
