"""Write the table of docs/formats.md from what each format says of itself: run after a format was added."""

from __future__ import annotations

from pathlib import Path

from tracker.desk.notes import NotesImporter
from tracker.importers.listing import listed

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
HEAD = "| name (`--format`) | file | becomes | known by |\n|---|---|---|---|\n"
LAST = "| a mapping of yours | any table (CSV, Excel, LibreOffice) | work, earnings, payouts or expenses | you |\n"


def table() -> str:
    """The table, one row per format of the tracker."""
    rows = (
        f"| `{one.name}` | {one.title} | {one.becomes} | {one.confirmed or '**unconfirmed**'} |\n"
        for one in listed(NotesImporter, ())
        if one.origin == "tracker"
    )
    return HEAD + "".join(rows) + LAST


def written(page: str) -> str:
    """A page with the table in place of the one it has."""
    begin = page.index("| name (`--format`)")
    end = page.index("\n\n", begin) + 1
    return page[:begin] + table() + page[end:]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
