"""Tables in HTML: what is copied from a page, and what many banks call a workbook (`.xls`). Each is read as CSV.

    <table>  <table> in it     the inner ones count, the outer one is layout
    colspan, rowspan           the text stands once, in the first cell: a sum is never there twice
    one row, or one column     no table

Text is as it is seen: a line break in a cell is a blank.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tracker.errors import UnreadableFile

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*){0,4}"
    rb"<(?:!doctype html|html|head|meta|style|body|table|div|google-sheets)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "head", "title", "template"))
MAX_CELLS = 2_000_000
_WIDEST, _SPAN = 100, re.compile(r"\d{1,4}")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def is_page(data: bytes) -> bool:
    """Whether bytes are HTML, a whole page or a table of one."""
    return bool(_START.match(data[:10_000]))


def as_tables(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The tables of a page: (name, CSV), or ("page.html/table 2", CSV) each if there are several; [] without one.

    Raises `UnreadableFile` for a page that cannot be read to its end.
    """
    reader = _Reader()
    try:
        reader.feed(_text(data))
        reader.close()
    except (AssertionError, ValueError) as error:  # a declaration that the standard library cannot take apart
        raise UnreadableFile("The web page is damaged.", hint="Save it again, or as CSV.", file=name) from error
    if reader.cells > MAX_CELLS:
        raise UnreadableFile("The web page has too many cells.", hint="Save it as CSV.", file=name)
    found = [_as_csv(t.rows) for t in reader.found if t.is_one()]
    return [(name if len(found) == 1 else f"{name}/table {n}", made) for n, made in enumerate(found, 1)]


def _text(data: bytes) -> str:
    said = _CHARSET.search(data[:4_096])
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    for codec in (marked, "utf-8", said.group(1).decode("ascii") if said else None):
        with suppress(UnicodeDecodeError, LookupError):
            if codec:
                return data.decode(codec)
    return data.decode("cp1252", "replace")


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    """By column: how many rows more a cell of an earlier one reaches down."""
    starts: dict[int, int] = field(default_factory=dict)
    """The same of the cells of the row that is open."""
    ended: bool = True
    """Whether no row is open."""
    inner: bool = False
    """Whether a table is in it."""

    def row(self) -> None:
        self.rows.append([])
        self.ended = False

    def cell(self, text: str, across: int, down: int) -> None:
        if not self.rows or self.ended:
            self.row()
        row = self.rows[-1]
        while self.below.get(len(row)):
            row.append("")  # an earlier row reaches into it
        for n in range(across):
            self.starts[len(row)] = down - 1
            row.append("" if n else text)

    def end(self) -> None:
        """A row is over, by its own end or by the next: what reaches down has a row less to go."""
        if self.ended:
            return
        self.ended = True
        left = {at: n - 1 for at, n in self.below.items() if n > 1}
        self.below, self.starts = left | {at: n for at, n in self.starts.items() if n > 0}, {}

    def is_one(self) -> bool:
        """Whether it holds rows of several columns, and no other table."""
        return not self.inner and sum(sum(map(bool, row)) > 1 for row in self.rows) > 1


class _Reader(HTMLParser):
    """All tables of a page, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self.open: list[_Table] = []
        self.cell: list[str] | None = None
        self.across = self.down = 1
        self.cells = 0
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        if tag == "table":
            self.cell = None
            if self.open:
                self.open[-1].inner = True
            self.open.append(_Table())
            self.found.append(self.open[-1])
        elif tag == "tr" and self.open:
            self._close_row()
            self.open[-1].row()
        elif tag in ("td", "th") and self.open:
            self._close_cell()
            said = dict(attrs)
            self.across, self.down = _span(said.get("colspan")), _span(said.get("rowspan"))
            self.cell = []
        elif tag in ("br", "p", "div", "li") and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        if tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table" and self.open:
            self._close_row()
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.unseen:
            self.cell.append(data)

    def _close_cell(self) -> None:
        if self.cell is not None and self.open and self.cells <= MAX_CELLS:
            self.cells += self.across
            text = " ".join("".join(self.cell).replace("\u00a0", " ").split())
            self.open[-1].cell(text, self.across, self.down)
        self.cell = None

    def _close_row(self) -> None:
        self._close_cell()
        if self.open:
            self.open[-1].end()


def _span(said: str | None) -> int:
    found = _SPAN.fullmatch((said or "").strip())
    return min(max(int(found.group()), 1), _WIDEST) if found else 1


def _as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        if any(row):
            writer.writerow(row)
    return out.getvalue().encode("utf-8", "replace")
