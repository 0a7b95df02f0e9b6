"""What can be imported, in words: how to get each file, what it becomes, and how sure its layout is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracker.views.table import Column, Table
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.importers.listing import Listed


def title(one: Listed) -> str:
    """What a format is called; a plug-in says so."""
    return _("{title} (plug-in)").format(title=one.title) if one.origin == "plug-in" else _(one.title)


MONEY = ("payout", "transfer")
"""Words of what a money account's file becomes."""


def ordered(rows: Iterable[Listed]) -> list[Listed]:
    """Those of work first, then those of money accounts, and your own mappings; each by name."""
    return sorted(rows, key=lambda one: (one.origin == "mapping", _tells_money(one), one.title.casefold()))


def _tells_money(one: Listed) -> bool:
    return one.becomes.startswith(MONEY)


def table(rows: Iterable[Listed]) -> Table:
    """Each format in a line: what it is called, what it becomes, whether a real file has been seen."""
    heads = (Column("title", _("Kind of file")), Column("becomes", _("Becomes")), Column("known", _("Layout")))
    cells = [(title(one), _(one.becomes), _("known") if one.confirmed else _("unconfirmed")) for one in rows]
    return Table.of(heads, [[(cell, cell) for cell in row] for row in cells])


def facts(one: Listed) -> tuple[tuple[str, str], ...]:
    """(what, text) of one format, empty ones left out."""
    rows = (
        (_("Becomes"), _(one.becomes)),
        (_("The file"), _(one.get)),
        (_("Its times"), _(one.times)),
        (_("Known by"), _(one.confirmed) or unconfirmed()),
    )
    return tuple((what, text) for what, text in rows if text)


def unconfirmed() -> str:
    return _("unconfirmed: no real file has been seen; check the first rows")


def count(shown: Sequence[Listed], of: int) -> str:
    """How many formats are shown."""
    if len(shown) == of:
        return ngettext("{n} kind of file is read.", "{n} kinds of files are read.", of).format(n=of)
    return _("{n} of {all} kinds of files.").format(n=len(shown), all=of)


def none_found() -> str:
    return _("No kind of file is called so. Any table (CSV, Excel) can be read: you set once what each column is.")
