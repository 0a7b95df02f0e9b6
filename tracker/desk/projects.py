"""The lives of projects: what the page Projects asks for and writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.desk import entry, terms
from tracker.desk.ledger_basis import basis
from tracker.domain import Project, ProjectEvent
from tracker.errors import InputError, Refused
from tracker.say import Name, Said

if TYPE_CHECKING:
    from tracker.analysis.results.projects import Life, Offer, When
    from tracker.desk.session import Desk
    from tracker.store.results import Operation


def lives(desk: Desk, as_of: dt.date) -> tuple[Life, ...]:
    """The life of every project up to as-of; cached by version and day."""
    from tracker.analysis.projects.lives import lives as made

    return desk.memo(("lives", as_of), lambda: made(basis(desk, as_of)))


def offers(desk: Desk, as_of: dt.date) -> tuple[Offer, ...]:
    """New projects that may go on with the work of an ended one."""
    from tracker.analysis.projects.succession import offers as made

    return desk.memo(("offers", as_of), lambda: made(lives(desk, as_of)))


def notice(desk: Desk, announced: When | None, happened: When) -> float | None:
    """Hours of notice, None if nobody knows when it was announced."""
    from tracker.analysis.projects.lives import notice_hours

    return notice_hours(announced, happened, desk.zone())


def record_event(desk: Desk, event: ProjectEvent) -> Operation:
    """Add what happened to a project. Raises InputError where it is wrong, Refused where it is there already."""
    there = desk.rows(ProjectEvent, platform=event.platform, project=event.project, event=event.event)
    if any(old.happened_at == event.happened_at for _row, old in there):
        raise Refused("This is recorded already.", hint="Change its day, or take the earlier one back.")
    return entry.add(desk, [event], summary=f"{event.platform} {event.project}: {event.event.replace('_', ' ')}")


def link_successor(desk: Desk, ended: Project, successor: str) -> Operation | None:
    """Say that `successor`, a project of the same platform, goes on with the work of an ended one; a new name
    makes the project. Raises InputError for itself and for a chain that bites its tail."""
    if successor == ended.project:
        raise InputError("A project cannot go on with its own work.")
    known = {p.project: p for _row, p in desk.projects(ended.platform)}
    at: str | None = ended.project
    while at is not None and at in known:
        if at == successor:
            names = {"ended": Name(ended.project, ended.platform), "other": Name(successor, ended.platform)}
            raise InputError(Said("{ended} goes on with the work of {other} already.", **names))
        at = known[at].successor_of
    new = known.get(successor) or Project(
        platform=ended.platform, project=successor, role=ended.role, pay_model=ended.pay_model, currency=ended.currency
    )
    return terms.save(desk, replace(new, successor_of=ended.project))


def unlink_successor(desk: Desk, platform: str, successor: str) -> Operation | None:
    """Take the link off again."""
    ((_row, found),) = desk.rows(Project, platform=platform, project=successor)
    return terms.save(desk, replace(found, successor_of=None))
