"""The tables as the store's code knows them, written out of the models by `freeze`. It imports no SQL library.

record column           in the store
platform, project       platform_id, project_id: the row of the platform or project
money, minutes, count   integer
yesno                   integer, 0 or 1
all others              text (see `domain.to_stored`)
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FROZEN = Path(__file__).parent / "frozen"
PLATFORMS, PROJECTS, RULES, ATTACHMENTS = "platforms", "projects", "rules", "attachments"
INTERNAL = frozenset({"batch", "content", "slot"})
"""Columns that records do not have: the operation that added the row, and where it came from."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `columns` without row number and owner, `refers` those that name a row of another table, `words` those
    that a person typed, `unique` those that no two rows of one owner share, `files`: can files be kept with a row?"""

    columns: list[str]
    refers: dict[str, str]
    words: list[str]
    unique: list[str] | None
    files: bool
    journaled: bool

    def stored(self, name: str) -> str:
        """The column for a record's column.

        >>> TABLES["work_sessions"].stored("platform"), TABLES["projects"].stored("project")
        ('platform_id', 'project')
        """
        return name if name in self.columns else f"{name}_id"


_EVERY = {n: Table(**t) for n, t in json.loads((FROZEN / "tables.json").read_text(encoding="utf-8")).items()}
ALL_TABLES: tuple[str, ...] = tuple(_EVERY)
TABLES: dict[str, Table] = {name: table for name, table in _EVERY.items() if table.journaled}
"""Every journaled table, parents before children."""
ATTACHABLE: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.files)
"""Tables with whose rows files can be kept."""
