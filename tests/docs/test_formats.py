"""The table of docs/formats.md, held against what the formats say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.desk.notes import NotesImporter
from tracker.importers.listing import OURS, Listed, listed

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` (\|.*\|)$", PAGE[PAGE.index("| name (") : PAGE.index("\n## ")], re.MULTILINE))


def ours() -> list[Listed]:
    return [one for one in listed(NotesImporter, ()) if one.origin == OURS]


def test_every_format_has_a_row_and_no_other() -> None:
    assert sorted(ROWS) == sorted(one.name for one in ours())


def test_what_is_unconfirmed_is_called_so() -> None:
    assert [one.name for one in ours() if not one.confirmed and "**unconfirmed**" not in ROWS[one.name]] == []


def test_everything_says_how_its_file_is_had_and_what_its_times_are() -> None:
    assert [one.name for one in ours() if not (one.becomes and one.get.endswith(".") and one.times)] == []
