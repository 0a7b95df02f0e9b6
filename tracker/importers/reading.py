"""Bytes -> text -> table: what every importer starts from, and where hopeless files end.

    (name, bytes) ── containers.unpack ──> members ── decode ──> Text ── table ──> Table: header, (line, cells) …

Nothing here knows a format. A file that no text can be made of raises `UnreadableFile` with one sentence.
Cells are text and stay text: one that begins with = + - @ is never taken for a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import dropwhile, islice

from tracker.errors import UnreadableFile
from tracker.importers.base import Text
from tracker.importers.containers import MAX_BYTES, is_container, unpack
from tracker.importers.html_tables import is_page
from tracker.say import Count, Word, told

MAX_LINE, BLOCK = 200_000, 1_000_000
DELIMITERS = (",", ";", "\t", "|")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a text document with formatting"),
)
_WESTERN = re.compile(r"(latin_?1|iso8859_(1|9|15)|cp125[024]|mac_\w+|hp_roman8|cp(437|500|775|85\d|86\d|1140|037))$")
_WESTERN_SIGNS = set("ßºª°€£–—’‘“”„…«»·•§©®™´¡¿\xa0")
_WESTERN_LETTERS = tuple(
    set(letters)
    for letters in (
        "äöüéèàç",
        "àâçèéêëîïôùûæœü",
        "áâãàçéêíóôõú",
        "áéíóúñüç",
        "àèéìíòóùú",
        "åäæöøé",
        "áéíóúàèòçïü",
        "áéëèêïíóöüú",
    )
)
_HINT = "Export it again as CSV."
_ONE_LINE = ("{", "[", "<", "OFXHEADER")
"""How texts begin that programs may write in one line."""
_XML_SAYS = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_OFX_SAYS = re.compile(rb"\s*OFXHEADER:[^<]{0,400}?CHARSET:\s*([\w.:-]{1,40})", re.IGNORECASE)
_CODECS = re.compile(
    r"us-?ascii|ascii|utf-?8|iso-?8859-?\d{1,2}|(?:windows-?|cp)?(?:125\d|866|874|932|936|949|950)|8859-\d{1,2}|koi8-[ru]|"
    r"shift_jis|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|iso-2022-(?:jp|kr)",
    re.IGNORECASE,
)


def decode(name: str, data: bytes, encoding: str | None = None) -> Text:
    """The text of a file: BOM, UTF-8, UTF-16, else the likeliest 8-bit encoding (in `Text.encoding`).

    `encoding` forces one. Raises `UnreadableFile`: empty, too large, not text, an endless line (JSON may be one).
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            "The file has more than {max_bytes} MB.", hint=_HINT, file=name, max_bytes=Word(MAX_BYTES // 1_000_000)
        )
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("The file is empty.", hint=_HINT, file=name)
    _refuse_other_kinds(name, data)
    used = encoding or _encoding(name, data)
    try:
        text = data.decode(used)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(
            "The file is not {used} text.", hint="Try another encoding.", file=name, used=Word(used)
        ) from error
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise UnreadableFile("The file is not text.", hint=_HINT, file=name)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if not text.lstrip().startswith(_ONE_LINE) and max(map(len, text.split("\n"))) > MAX_LINE:
        raise UnreadableFile(
            "The file has a line of more than {max_line} characters.",
            hint=_HINT,
            code="endless_line",
            file=name,
            max_line=Count(MAX_LINE),
        )
    return Text(name.replace("\\", "/").rsplit("/", 1)[-1], text, used)


def _refuse_other_kinds(name: str, data: bytes) -> None:
    if is_container(data):
        unpack(name, data)
        what = "a zip archive" if data.startswith(b"PK") else "an archive"
        raise UnreadableFile("This is {what} inside another file.", hint="Unpack it first.", file=name, what=told(what))
    if data[257:262] == b"ustar":
        raise UnreadableFile("This is a tar archive.", hint="Unpack it, and import the folder.", file=name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile("This is {what}, not a table of text.", hint=_HINT, file=name, what=told(what))
    start = data[:300].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile("This is a web page, perhaps a log-in page.", hint=_HINT, file=name)


HEAD = 4_096
"""Bytes by which a file is told that no text can be made of."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_hopeless(head: bytes) -> bool:
    """Whether the first bytes of a file say that it is not text, a zip or a workbook: a picture, a PDF, a film …"""
    if is_container(head) or head.startswith(_WIDE_MARKS) or is_page(head):
        return False
    try:
        _refuse_other_kinds("", head)
        if b"\x00" in head:
            _wide("", head)
    except UnreadableFile:
        return True
    return False


def _encoding(name: str, data: bytes) -> str:
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return codec
    head = data[:HEAD]
    if b"\x00" in head:
        return _wide(name, head)
    said = _declared(head)
    # What is UTF-8 is hardly anything else: bank files say 1252 and are UTF-8. ISO 2022 has bytes of ASCII only.
    for codec in ([said] if said.startswith("iso-2022") else []) + ["utf-8", said]:
        with suppress(UnicodeDecodeError, LookupError):
            data.decode(codec)
            return codec
    return _eight_bit(name, data)


def _declared(head: bytes) -> str:
    """The encoding that the head of an XML or OFX file names, "" if none; an OFX file that names none has 1252.

    >>> _declared(b'<?xml version="1.0" encoding="ISO-8859-2"?>'), _declared(b"OFXHEADER:100\\nCHARSET:1251")
    ('iso-8859-2', 'cp1251')
    """
    ofx = _OFX_SAYS.match(head)
    found = ofx or _XML_SAYS.match(head)
    said = found.group(1).decode("ascii", "replace").lower() if found else ""
    if _CODECS.fullmatch(said) and said not in ("us-ascii", "ascii", "usascii"):
        bare = said.removeprefix("windows").removeprefix("cp").lstrip("-")
        return f"cp{bare}" if bare.isdigit() else f"iso-{bare}" if bare.startswith("8859") else said
    return "cp1252" if ofx or head.lstrip().startswith(b"OFXHEADER") else ""


def _wide(name: str, head: bytes) -> str:
    """UTF-16 without a mark: in text of Latin letters every other byte is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even < odd // 8:
        return "utf-16-le"
    if even > len(head) // 4 and odd < even // 8:
        return "utf-16-be"
    raise UnreadableFile("The file is not text.", hint=_HINT, file=name)


def _eight_bit(name: str, data: bytes) -> str:
    if sum(c < 32 and c not in (9, 10, 13) for c in data[:65_536]) > len(data[:65_536]) // 100:
        raise UnreadableFile("The file is not text.", hint=_HINT, file=name)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:262_144]).best()
    guess = best.encoding if best else "cp1252"
    for codec in (
        "cp1252" if _WESTERN.match(guess) and _fits_cp1252(data) else guess,
        guess,
        "cp1252",
        "latin-1",
    ):
        try:
            data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        return codec
    return "latin-1"


def _fits_cp1252(data: bytes) -> bool:
    """Western text: its letters beyond ASCII are those of one Western language."""
    try:
        beyond = {c.lower() for c in data.decode("cp1252") if ord(c) > 127}
    except UnicodeDecodeError:
        return False
    return any(beyond <= letters | _WESTERN_SIGNS for letters in _WESTERN_LETTERS)


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited text. Iterating reads it again from the text, so nothing is kept twice.

    `header` holds the names as written, stripped; `header_line` is 1-based; `name` is the file's name.
    """

    name: str
    text: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    above: int | None = field(default=None, kw_only=True)
    """The column whose empty cells say the same as the row above."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """(line, cells) of each row after the header; blank lines are no rows. `line` is its first line.

        Raises `UnreadableFile` where a quoted cell never ends.
        """
        rows = dropwhile(lambda row: row[0] <= self.header_line, read_cells(self.name, self.text, self.delimiter))
        return rows if self.above is None else _filled(rows, self.above)

    def distinct(self, indexes: Sequence[int]) -> list[set[str]]:
        """The distinct cells of some columns, in one pass; missing ones are left out."""
        found: list[set[str]] = [set() for _ in indexes]
        pairs = [(i, cells.add) for i, cells in zip(indexes, found, strict=True)]
        for _, row in self:
            try:
                for i, add in pairs:
                    add(row[i])
            except IndexError:
                for i, add in pairs:
                    if i < len(row):
                        add(row[i])
        return found


def _filled(rows: Iterator[tuple[int, list[str]]], at: int) -> Iterator[tuple[int, list[str]]]:
    """The rows, the empty cells of one column filled from above."""
    last = ""
    for line, cells in rows:
        if len(cells) > at and not cells[at].strip() and any(c.strip() for c in cells):
            cells[at] = last
        last = cells[at] if len(cells) > at and cells[at].strip() else last
        yield line, cells


_LINES = re.compile(r"[^\n]*\n|[^\n]+")
"""Lines with their ends; only \\n ends a line (`splitlines` knows a dozen more)."""
_ANY_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""The same where a carriage return may be alone: the end of a row, or text inside a quoted cell."""


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, of which a block at a time is held twice."""
    lines = _ANY_LINES if text.count("\r") != text.count("\r\n") else _LINES
    at = 0
    while at < len(text):
        end = text.rfind("\n", at, at + BLOCK) + 1 or text.find("\n", at + BLOCK) + 1 or len(text)
        yield from lines.findall(text, at, end)
        at = end


def read_cells(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(first line, cells) of each row of delimited text: doubled quotes, no escape character."""
    # An odd number of quotes means a quoted cell may run to the end of the file: then be strict.
    reader = csv.reader(_lines(text), delimiter=delimiter, doublequote=True, strict=text.count('"') % 2 == 1)
    framed, before = delimiter == "|" and _is_framed(text), 0
    try:
        for cells in reader:
            if found := _unframed(cells) if framed else cells:
                yield before + 1, found
            before = reader.line_num
    except csv.Error as error:
        raise UnreadableFile(
            "A cell is too long." if "limit" in str(error) else "A cell with a quotation mark never ends.",
            hint="Export the file again, or mend the quotes from this line on.",
            code="open_quote",
            file=name,
            line=before + 1,
        ) from error


_RULE = re.compile(r"[-+:=_\s]*")


def _is_framed(text: str) -> bool:
    """Whether each line with strokes has one at both ends, as tables of Markdown, Org and terminals have."""
    lines = (line.strip() for line in islice(_lines(text[:65_536]), 40))
    ends = [line[0] == line[-1] == "|" for line in lines if "|" in line]
    return len(ends) > 1 and all(ends)


def _unframed(cells: list[str]) -> list[str]:
    """The cells between the outer strokes; none of a line that only rules off."""
    inner = cells[1:-1] if len(cells) > 2 and not cells[0].strip() and not cells[-1].strip() else cells
    return [] if all(map(_RULE.fullmatch, inner)) and any(c.strip() for c in inner) else inner


def table(text: Text, *, delimiter: str | None = None, header_line: int | None = None) -> Table:
    """The table in a text: delimiter and header line found, unless said.

    The header is the first line that is as wide as the table (so lines of preamble above it are left
    out) and whose cells are words, none empty but the last. Raises `UnreadableFile` without one.
    """
    sep = delimiter or find_delimiter(text.text)
    head = list(_head(text, sep))
    at = header_line if header_line is not None else _below(head, _find_header(head))
    for n, (line, cells) in enumerate(head if at else ()):
        if line == at:
            names = [c.strip() for c in cells]
            below = [] if header_line else head[n + 1 : n + 3]
            if below and (both := _of_two_lines(names, *(row for _, row in below))):
                names, line = both, below[0][0]
            return Table(text.name, text.text, sep, tuple(names), line)
    raise UnreadableFile("The file has no row of column names.", hint=_HINT, file=text.name, code="no_header")


def _head(text: Text, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The first 60 rows; a quote that never ends is found when all rows are read."""
    start = text.text[:MAX_LINE] if len(text.text) > MAX_LINE else text.text
    reader, before = csv.reader(_lines(start), delimiter=delimiter), 0
    framed = delimiter == "|" and _is_framed(text.text)
    for cells in islice(_careful(reader), 60):
        if found := _unframed(cells) if framed else cells:
            yield before + 1, found
        before = reader.line_num


def _careful(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows up to one that is not a CSV; reading all of the table says what is wrong with it."""
    try:
        yield from reader
    except csv.Error:
        return


def find_delimiter(text: str) -> str:
    """The sign that splits the first lines into most columns, evenly; a comma if none does."""
    lines = [line for line in islice(_lines(text[:65_536]), 40) if line.strip()]

    def score(sign: str) -> tuple[bool, bool, int, int]:
        widths = [len(_split(line, sign)) for line in lines]
        common = max(set(widths), key=lambda w: (widths.count(w) * (w - 1), w), default=1)
        count = widths.count(common) if common > 1 else 0
        # Every line as wide as the others beats more columns: decimal commas make columns, but no header.
        return count * 4 >= max(len(widths), 1), count == len(widths), common if count else 0, count

    return max(DELIMITERS, key=lambda sign: (*score(sign), -DELIMITERS.index(sign)))


def _split(line: str, delimiter: str) -> list[str]:
    return next(_careful(csv.reader([line.rstrip("\r\n")], delimiter=delimiter)), [])


def _find_header(head: Sequence[tuple[int, list[str]]]) -> int | None:
    widths = [_width(cells) for _, cells in head]
    if not widths:
        return None
    full = max(set(widths), key=lambda w: (w > 1, widths.count(w), w))
    for (line, cells), width in zip(head, widths, strict=True):
        if width >= min(full, 2) and len(cells) >= full and _is_header(cells):
            return line
    for (line, cells), width in zip(head, widths, strict=True):
        if width * 2 >= full and width >= 2 and _is_header(cells):
            return line
    return next((line for n, (line, cells) in enumerate(head) if _is_spaced_header(cells, head[n + 1 :])), None)


def _of_two_lines(names: Sequence[str], below: Sequence[str], first: Sequence[str] = ()) -> list[str]:
    """The names of a header whose second line is under names that span several columns; [] if it is no such line.

    Date | Time  |     | Hours
         | Start | End |           what the second line leaves empty has its name in the first
    """
    second = [c.strip() for c in below]
    if len(second) != len(names) or not any(b and not a for a, b in zip(names, second, strict=True)):
        return []
    both = [b or a for a, b in zip(names, second, strict=True)]
    words = [b for b in second if b]
    named = sum(1 for a in names if a)
    spared = sum(1 for a, b in zip(names, second, strict=True) if a and not b)
    values = any(_VALUE.fullmatch(c.strip()) for c in first if c.strip())
    fits = all(both) and spared * 2 >= named and _is_header(words) and len(set(both)) == len(both)
    return both if fits and values else []


def _is_spaced_header(cells: Sequence[str], below: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether cells are names of columns with columns between them in which nothing is, as sheets have them."""
    named = [i for i, cell in enumerate(cells) if cell.strip()]
    if len(named) < 2 or not below or not _is_header([cells[i] for i in named]):
        return False
    return all(i in named or not cell.strip() for _, row in below for i, cell in enumerate(row))


def _below(head: Sequence[tuple[int, list[str]]], at: int | None) -> int | None:
    """The header of the table below narrower lines that tell of the account or of sums.

    In a statement of few rows they are most of the lines.
    """
    first = next((len(cells) for line, cells in head if line == at), 0)
    for n, (line, cells) in enumerate(head[:-1]):
        wide = len(cells)
        below = head[n + 1 :]
        if at and line > at and wide > max(first, 2) and _is_header(cells) and all(len(c) == wide for _, c in below):
            return line
    return at


def _width(cells: Sequence[str]) -> int:
    """Cells up to the last that is not empty."""
    return max((i for i, c in enumerate(cells, 1) if c.strip()), default=0)


_VALUE = re.compile(r"[-+(]?[\W_]*\d[\d.,:/\s-]*\)?%?(?:\s*[AP]M)?", re.IGNORECASE)


def _is_header(cells: Sequence[str]) -> bool:
    """Names, not values: nearly all filled, no numbers, dates or times, no name twice."""
    names = [c.strip() for c in cells]
    filled = [n for n in names if n]
    return (
        len(filled) * 3 >= len(names) * 2
        and len({n.casefold() for n in filled}) * 2 > len(filled)
        and any(c.isalpha() for n in filled for c in n)
        and not any(_VALUE.fullmatch(n) or n.startswith("----") for n in filled)
    )
