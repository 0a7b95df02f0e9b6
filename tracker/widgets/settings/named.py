"""Platforms and projects in Settings: saved under their name, under a new one, or asked about first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.desk import terms as new_terms
from tracker.desk.terms import Since
from tracker.domain import Platform, Project
from tracker.store.results import Operation
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import form, terms
from tracker.widgets.record import Filled
from tracker.widgets.served import desk


def save(
    name: str, row: int | None, old: Platform | Project | None, record: type[Platform | Project],
    values: dict[str, Any], filled: Filled, *, mark: str, title: str, reader: Reader,
) -> None:  # fmt: skip
    """The button that stores a platform or project; if it would change what logged work earns, the question.

    Args: name: the form. row, old: what is there, None for a new one. values: by column, what the fields say and what
    they leave. mark: the form's `mark`.
    """
    made = None if filled.errors else form.checked(record, values)
    if row is not None and isinstance(old, record) and isinstance(made, record) and terms.asked(same_name(old, made)):
        new = made
        terms.choose(
            same_name(old, new), reader, key=mark,
            write=lambda since: form.once(name, lambda: stored(old, new, since), _("Saved."), _("Nothing to change.")),
        )  # fmt: skip
        return
    form.save(name, title, filled, lambda: (record, values), lambda new: stored(old, new, None), _("Saved."), at=mark)


def stored(old: Platform | Project | None, made: Platform | Project, since: Since | None) -> Operation | None:
    """Store a new platform or project, or the fields of one that is there with its name, in one operation."""
    if old is None:
        return new_terms.add(desk(), made)
    return new_terms.save(desk(), same_name(old, made), since, name=name_of(made))


def name_of(record: Platform | Project) -> str:
    return record.platform if isinstance(record, Platform) else record.project


def same_name(old: Platform | Project, made: Platform | Project) -> Platform | Project:
    """What the fields say under the name that is stored."""
    if isinstance(made, Platform):
        return replace(made, platform=old.platform)
    return replace(made, project=name_of(old))
