"""Platforms and projects in Settings: saved under their name, under a new one, or asked about first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.desk import entry
from tracker.desk import terms as new_terms
from tracker.desk.terms import Since
from tracker.domain import Platform, Project
from tracker.views.numbers import Reader
from tracker.widgets import form, show, terms
from tracker.widgets.record import Filled, saving
from tracker.widgets.served import desk


def save(
    row: int | None, old: Platform | Project | None, record: type[Platform | Project], values: dict[str, Any],
    filled: Filled, *, key: str, title: str, reader: Reader,
) -> None:  # fmt: skip
    """The button that stores a platform or project; if it would change what logged work earns, the question.

    Args: row, old: what is there, None for a new one. values: by column, what the fields say and what they leave.
    """
    made = None if filled.errors else form.checked(record, values)
    if row is not None and isinstance(old, record) and isinstance(made, record) and terms.asked(_same_name(old, made)):
        new = made
        terms.choose(_same_name(old, new), reader, key=key, write=lambda since: _saved(row, old, record, values, since))
    elif show.save(title, filled, key=key):
        _saved(row, old, record, values, None)


def _saved(
    row: int | None, old: Platform | Project | None, record: type[Platform | Project], values: dict[str, Any],
    since: Since | None,
) -> None:  # fmt: skip
    with saving(record=record):
        made = record(**values)
        _store(made if old is None else _same_name(old, made), since)
        if row is not None and old is not None and _name(made) != _name(old):
            entry.rename(desk(), made.TABLE, row, _name(made))


def _store(record: Platform | Project, since: Since | None) -> None:
    if isinstance(record, Platform):
        new_terms.save(desk(), record, since)
    else:
        new_terms.save(desk(), record, since)


def _name(record: Platform | Project) -> str:
    return record.platform if isinstance(record, Platform) else record.project


def _same_name(old: Platform | Project, made: Platform | Project) -> Platform | Project:
    """What the fields say under the name that is stored: the new one comes after it."""
    if isinstance(made, Platform):
        return replace(made, platform=old.platform)
    return replace(made, project=_name(old))
