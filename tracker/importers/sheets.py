"""Workbooks (xlsx, xlsb, xls, ods): each sheet as the CSV it would be, so that every importer and the wizard reads it.

    a day, a moment, a time         2026-05-04, 2026-05-04 09:00:00, 09:00:00
    a length over 24 hours          26:30:00, in a column of times too (h:mm, which shows 2:30)
    a number                        7, 12.5, 1.2340: exact, without the noise of its last digits, never like 1,234
    a number of over 15 digits      1.23456789012346E+19: it was rounded when it was typed, so it cannot be an id
    a text                          as it is: zeros in front stay
    an error, a formula unsolved    #N/A, #FORMULA: rejected where a number or a day should be

Rows keep their numbers. Rows that are hidden or filtered out are read like the others, and the sheet's name says how
many they are.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from tracker.errors import UnreadableFile
from tracker.say import Count, Word, told

MAX_CELLS = 20_000_000
EXACT = 10**15
"""From here on a spreadsheet keeps no number exactly."""
NEARLY = 5_000
"""Microseconds by which a clock time may miss its second: times are kept as fractions of a day."""
NO_RESULT = "#FORMULA"
Rows: TypeAlias = list[list[Any]]
_HINT = "Open it and save it as .xlsx or as CSV."


def as_tables(name: str, data: bytes, kind: str) -> list[tuple[str, bytes]]:
    """The sheets with something in them: (name, CSV), or ("book.xlsx/June", CSV) each if several are or rows of it are
    hidden.

    `kind`: xlsx, xlsb, ods, or "" for an old one. Raises `UnreadableFile`.
    """
    marks, unseen = _CHECKS[kind](name, data) if kind in _CHECKS else ({}, {})
    if not kind and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0" in data:
        raise UnreadableFile("The workbook is locked with a password.", hint=_HINT, file=name)
    sheets = [(title, _marked(rows, marks.get(title, ()))) for title, rows in _read(name, data)]
    filled = [(title, rows) for title, rows in sheets if any(c != "" for row in rows for c in row)]
    if not filled:
        raise UnreadableFile("The workbook is empty.", file=name)
    if len(filled) == 1 and not unseen.get(filled[0][0]):
        return [(name, _as_csv(name, filled[0][1]))]
    titled = [(f"{title} (hidden rows: {n})" if (n := unseen.get(title)) else title, rows) for title, rows in filled]
    return [(path, _as_csv(path, rows)) for t, rows in titled for path in [f"{name}/{t.replace('/', '_')}"]]


SECONDS, MEMORY = 120, 4_000_000_000
"""What reading one workbook may take."""
_CHILD = """
import io, pickle, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
book, found = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())), []
for sheet in book.sheets_metadata:
    if sheet.typ == SheetTypeEnum.WorkSheet:
        hidden = "" if sheet.visible == SheetVisibleEnum.Visible else " (hidden)"
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        found.append((sheet.name + hidden, rows))
sys.stdout.buffer.write(pickle.dumps(found))
"""


def _read(name: str, data: bytes) -> list[tuple[str, Rows]]:
    """(title, rows) of each sheet of cells, read by a process of its own: a spoiled workbook can end the library with
    all that runs beside it, or keep it busy for ever. Raises `UnreadableFile`."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(MEMORY)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env=env,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        what = "workbook" if data.startswith(b"PK") else "old Excel or Word document"
        raise UnreadableFile("This {what} cannot be read.", hint=_HINT, file=name, what=told(what)) from error
    found: list[tuple[str, Rows]] = pickle.loads(done.stdout)
    return found


# --- cells as text -------------------------------------------------------------------------------------


def _as_csv(name: str, rows: Rows) -> bytes:
    """The rows as CSV, one line each, less the columns and last rows that are empty."""
    last = max(n for n, row in enumerate(rows) if any(c != "" for c in row))
    columns = list(zip(*rows[: last + 1], strict=True))
    filled = [n for n, cells in enumerate(columns) if any(c != "" for c in cells)]
    texts = [_texts(name, columns[n]) for n in range(filled[0], filled[-1] + 1)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for cells in zip(*texts, strict=True):
        if any(cells):
            writer.writerow(cells)
        else:
            out.write("\n")
    return out.getvalue().encode("utf-8", "replace")


def _texts(name: str, cells: Sequence[Any]) -> list[str]:
    """The cells of a column as text: days among moments are moments at midnight."""
    kinds = {type(c) for c in cells}
    if dt.time in kinds and kinds & {dt.date, dt.datetime}:
        cells = [_length_of(c) for c in cells]
        kinds = {type(c) for c in cells}
    if dt.date in kinds and str in kinds:
        _refuse_turned_dates(name, cells)
    day = _midnight if dt.datetime in kinds else dt.date.isoformat
    write: dict[type, Callable[[Any], str]] = {**_WRITE, dt.date: day}
    return [write[type(c)](c) for c in cells]


_ZERO, _TRUE = map(dt.datetime.fromisoformat, ("1899-12-31", "1900-03-01"))
"""From where days count, and from where on they are days as the calendar has them."""


def _length_of(cell: Any) -> Any:
    """A length of 24 hours or more in a column of times, which the library takes for a moment of 1900."""
    if not isinstance(cell, dt.date):
        return cell
    at = cell if isinstance(cell, dt.datetime) else dt.datetime.combine(cell, dt.time())
    return at - _ZERO if _ZERO < at < _TRUE else cell


def _midnight(day: dt.date) -> str:
    return f"{day.isoformat()} 00:00:00"


def _text(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell


def _number(value: float) -> str:
    """A number as it was typed: 15 digits are all that a spreadsheet keeps.

    >>> [_number(n) for n in (7.0, 0.1 + 0.2, 1.234, -2.5, 1e-7, 12345678901234567890.0)]
    ['7', '0.3', '1.2340', '-2.5', '0.0000001', '1.23456789012346E+19']
    """
    if abs(value) >= EXACT:
        return f"{value:.14E}" if value == value and abs(value) != float("inf") else "#NUM!"
    text = format(value, ".15g")
    if "e" in text:
        text = f"{value:.20f}".rstrip("0")
    whole, point, part = text.partition(".")
    return f"{whole}.{part}0" if point and len(part) == 3 else text


def _moment(at: dt.datetime) -> str:
    return _to_second(at).isoformat(" ")


def _clock(at: dt.time) -> str:
    day = dt.datetime.combine(dt.date(2000, 1, 1), at)
    near = _to_second(day)
    return near.time().isoformat() if near.date() == day.date() else "24:00:00"


def _to_second(at: dt.datetime) -> dt.datetime:
    """A moment on its second, if it misses that by next to nothing."""
    off = at.microsecond
    if off > 1_000_000 - NEARLY:
        return at.replace(microsecond=0) + dt.timedelta(seconds=1)
    return at.replace(microsecond=0) if off < NEARLY else at


def _length(span: dt.timedelta) -> str:
    """A length as hours, minutes and seconds.

    >>> _length(dt.timedelta(hours=26, minutes=30)), _length(-dt.timedelta(minutes=5))
    ('26:30:00', '-0:05:00')
    """
    total = round(abs(span).total_seconds())
    return f"{'-' if span < dt.timedelta(0) else ''}{total // 3600}:{total // 60 % 60:02}:{total % 60:02}"


_WRITE: dict[type, Callable[[Any], str]] = {
    str: _text,
    bool: lambda b: "true" if b else "false",
    int: str,
    float: _number,
    dt.datetime: _moment,
    dt.time: _clock,
    dt.timedelta: _length,
}
_NUMERIC_DAY = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b")


def _refuse_turned_dates(name: str, cells: Sequence[Any]) -> None:
    """Raise `UnreadableFile` for a column in which a spreadsheet has read some days in the wrong order.

    Opened where the month is written first, 03/02 becomes 2 March and 13/02 stays a text: then all real dates have
    a day that could be a month, and the texts one that could not.
    """
    texts = [found for c in cells if isinstance(c, str) and (found := _NUMERIC_DAY.match(c))]
    days = [c.day for c in cells if isinstance(c, dt.date)]
    turned = [f[0] for f in texts if (int(f[1]) > 12) != (int(f[2]) > 12)]
    if turned and max(days) <= 12:
        raise UnreadableFile(
            "Some dates are dates and others text ({turned}): a spreadsheet seems to have read some of "
            "them with day and month the wrong way round.",
            hint="Import the file as it was downloaded, not as a spreadsheet saved it.",
            code="turned_dates",
            file=name,
            turned=Word(turned[0].strip()),
        )


# --- what the library leaves out -----------------------------------------------------------------------

Marks: TypeAlias = dict[str, Sequence[tuple[int, int, str]]]
"""By sheet: (row, column, text) of cells that would be read as empty or as a number that nothing worked out."""
Unseen: TypeAlias = dict[str, int]
"""By sheet: rows with something in them that are hidden or filtered out."""


def _marked(rows: Rows, marks: Iterable[tuple[int, int, str]]) -> Rows:
    for row, column, text in marks:
        while len(rows) <= row:
            rows.append([""] * (len(rows[0]) if rows else 1))
        if len(rows[0]) <= column:
            rows[:] = [[*r, *[""] * (column + 1 - len(r))] for r in rows]
        rows[row][column] = text
    return rows


_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)\b")
_LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden=["'](?:1|true)["'][^>/]*>(.*?)</(?:\w+:)?row>""", re.DOTALL)


def _check_xlsx(name: str, data: bytes) -> tuple[Marks, Unseen]:
    """The cells of each sheet that the library reads as empty, and its hidden rows. Raises `UnreadableFile` for a sheet
    out of all size."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        workbook = archive.read("xl/workbook.xml")
        paths = _paths(archive)
        unsolved = b'fullCalcOnLoad="1"' in workbook
        marks, unseen = Marks(), Unseen()
        for tag in _SHEET.findall(workbook):
            path = paths.get(_attribute(tag, "r:id") or _attribute(tag, "id"), "")
            if path in archive.NameToInfo:
                xml = archive.read(path)
                _refuse_endless(name, _area(xml))
                hidden = " (hidden)" if _attribute(tag, "state") in ("hidden", "veryHidden") else ""
                title = f"{_attribute(tag, 'name')}{hidden}"
                marks[title] = list(_odd_cells(xml, unsolved))
                unseen[title] = sum(bool(_FILLED.search(cells)) for cells in _HIDDEN_ROW.findall(xml))
    return marks, unseen


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where the sheets are in the archive, by their ids."""
    where = "xl/_rels/workbook.xml.rels"
    tags = _RELATION.findall(archive.read(where)) if where in archive.NameToInfo else []
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in tags}
    return {key: path.lstrip("/") if path.startswith("/") else f"xl/{path}" for key, path in targets.items()}


def _attribute(tag: bytes, name: str) -> str:
    from html import unescape

    found = re.search(rb"\b" + name.encode() + rb"""=(?:"([^"]*)"|'([^']*)')""", tag)
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


def _area(xml: bytes) -> int:
    """How many cells a sheet spans from its first to its last."""
    rows = max(map(int, _LAST_ROW.findall(xml)), default=0)
    columns = max((_column(letters) for letters in {m[0] for m in _PLACE.findall(xml)}), default=0)
    return rows * (columns + 1)


def _column(letters: bytes) -> int:
    """The place of a column, from 0: A, B … Z, AA.

    >>> _column(b"A"), _column(b"AA")
    (0, 26)
    """
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _refuse_endless(name: str, cells: int) -> None:
    if cells > MAX_CELLS:
        raise UnreadableFile(
            "A sheet of the workbook spans {cells} cells: too much to be an export.",
            hint="Copy the table into a new workbook, or save it as CSV.",
            code="zip_bomb",
            file=name,
            cells=Count(cells),
        )


def _odd_cells(xml: bytes, unsolved: bool) -> Iterator[tuple[int, int, str]]:
    """Errors, and formulas whose result nobody has worked out."""
    if b't="e"' not in xml and not _FORMULA.search(xml):
        return
    for attributes, inner in _CELL.findall(xml):
        place = _PLACE.search(attributes)
        value = _VALUE.search(inner)
        text = value[1].decode("utf-8", "replace") if value else ""
        if place is None:
            continue
        if b't="e"' in attributes:
            yield int(place[2]) - 1, _column(place[1]), text or "#N/A"
        elif _FORMULA.search(inner) and (not text or (unsolved and text == "0")) and b't="str"' not in attributes:
            yield int(place[2]) - 1, _column(place[1]), NO_RESULT


_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:table-cell\b([^>]*office:value-type[^>]*)>")
_ODS_ERROR = b'calcext:value-type="error"'
_ODS_TABLE = re.compile(rb"(<table:table\b[^>]*>)(.*?)</table:table>", re.DOTALL)
_ODS_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')


def _check_ods(name: str, data: bytes) -> tuple[Marks, Unseen]:
    """The hidden rows of each sheet. Raises `UnreadableFile` for a sheet out of all size, and for errors in cells,
    whose places are not known."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("content.xml")
    cells = 0
    for attributes, inner in _ODS_ROW.findall(xml):
        across = sum(_repeated(cell, b"columns") for cell in _ODS_CELL.findall(inner))
        cells += _repeated(attributes, b"rows") * across
    _refuse_endless(name, cells)
    if errors := xml.count(_ODS_ERROR):
        raise UnreadableFile(
            "{errors} cells of the spreadsheet hold an error, such as #N/A.",
            hint="Put them right, or empty them, and save it again.",
            file=name,
            errors=Word(errors),
        )
    return {}, {_attribute(tag, "table:name"): _hidden_in(rows) for tag, rows in _ODS_TABLE.findall(xml)}


def _hidden_in(rows: bytes) -> int:
    """How many rows of an OpenDocument sheet are hidden and have something in them."""
    hidden = [(a, cells) for a, cells in _ODS_ROW.findall(rows) if _ODS_HIDDEN.search(a)]
    return sum(_repeated(attributes, b"rows") for attributes, cells in hidden if _ODS_CELL.search(cells))


def _repeated(attributes: bytes, what: bytes) -> int:
    found = re.search(rb"number-" + what + rb'-repeated="(\d{1,9})"', attributes)
    return int(found[1]) if found else 1


_CHECKS: dict[str, Callable[[str, bytes], tuple[Marks, Unseen]]] = {"xlsx": _check_xlsx, "ods": _check_ods}
