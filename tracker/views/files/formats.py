"""What can be imported, in words: how to get each file, what it becomes, and how sure its layout is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.importers.listing import Listed


def title(one: Listed) -> str:
    """What a format is called; a plug-in says so."""
    return _("{title} (plug-in)").format(title=one.title) if one.origin == "plug-in" else one.title


def facts(one: Listed) -> tuple[tuple[str, str], ...]:
    """(what, text) of one format, empty ones left out."""
    rows = (
        (_("Becomes"), one.becomes),
        (_("The file"), one.get),
        (_("Its times"), one.times),
        (_("Known by"), one.confirmed or unconfirmed()),
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
