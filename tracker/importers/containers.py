"""What holds files: zip archives, gzip, workbooks. Each is opened once; what is in it is read like any file.

    export.zip      export.zip/hours.csv, export.zip/pay.xlsx/June, …
    hours.csv.gz    hours.csv.gz
    pay.xlsx        pay.xlsx if it has one sheet, else pay.xlsx/June, pay.xlsx/July: each a table as CSV
    page.html       page.html if it has one table, else page.html/table 1, page.html/table 2: likewise

Nothing is unpacked that would be far more than it is: sizes are counted before.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence

from tracker.errors import UnreadableFile
from tracker.importers import html_tables
from tracker.say import Count, Word

MAX_BYTES = 200_000_000
MAX_MEMBERS = 1_000
MAX_RATIO = 200
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP, _OLE = b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError, ValueError)
"""What reading a damaged archive may raise."""


def is_container(data: bytes) -> bool:
    """Whether bytes are a zip, a gzip or an old workbook."""
    return data.startswith((*_ZIP, _GZIP, _OLE))


def unpack(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The files in a zip, the sheets of a workbook, the tables of a page, as ("archive.zip/member", bytes), sorted; any
    other as itself.

    Raises `UnreadableFile` for what is damaged or encrypted, for another Office document, and for what unpacks to far
    more than its size (a bomb): nothing is unpacked then.
    """
    if data.startswith(_ZIP):
        return _unpack_zip(name, data)
    if data.startswith(_GZIP):
        return [(name, _inflate(name, data))]
    if html_tables.is_page(data):
        return html_tables.as_tables(name, data) or [(name, data)]
    return _sheets(name, data, "") if data.startswith(_OLE) else [(name, data)]


def _unpack_zip(name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and not is_litter(m.filename)]
            _check_members(name, members, len(data))
            if kind := _office(name, archive, {m.filename for m in members}):
                return _sheets(name, data, kind)
            read = [(f"{name}/{m.filename}", _member(name, archive, m)) for m in sorted(members, key=_by_name)]
    except _DAMAGED as error:
        raise UnreadableFile("The zip archive is damaged.", hint="Fetch it again.", file=name) from error
    return [part for path, content in read for part in _opened_within(path, content)]


def _opened_within(path: str, content: bytes) -> list[tuple[str, bytes]]:
    """The sheets of a workbook or the tables of a page in a zip; else the file as it is, also a spoiled workbook."""
    if html_tables.is_page(content):
        return unpack(path, content)
    try:
        return _sheets(path, content, "") if content.startswith(_OLE) else _book_or_itself(path, content)
    except UnreadableFile:
        return [(path, content)]  # whoever reads it says why


def _book_or_itself(path: str, content: bytes) -> list[tuple[str, bytes]]:
    if not content.startswith(_ZIP):
        return [(path, content)]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except _DAMAGED:
        return [(path, content)]
    return unpack(path, content) if names & {_EXCEL, _OPEN_DOCUMENT} else [(path, content)]


def _by_name(member: zipfile.ZipInfo) -> str:
    return member.filename


def is_litter(path: str) -> bool:
    """Files that systems add to folders and archives by themselves, and what is in hidden folders."""
    parts = path.split("/")
    return any(p == "__MACOSX" or p.startswith(".") for p in parts) or parts[-1] in ("Thumbs.db", "desktop.ini")


def _check_members(name: str, members: Sequence[zipfile.ZipInfo], size: int) -> None:
    if not members:
        raise UnreadableFile("The zip archive is empty.", file=name)
    if any(m.flag_bits & 1 for m in members):
        raise UnreadableFile("The zip archive is locked with a password.", hint="Unpack it first.", file=name)
    if twice := next((n for n, times in Counter(m.filename for m in members).items() if times > 1), None):
        raise UnreadableFile(
            "The zip archive holds {twice} twice.", hint="Unpack it yourself.", file=name, twice=Word(twice)
        )
    total = sum(m.file_size for m in members)
    if len(members) > MAX_MEMBERS or total > MAX_BYTES or (total > 1_000_000 and total > MAX_RATIO * size):
        raise UnreadableFile(
            "The zip archive unpacks to far more than it is ({members} files, {total} bytes).",
            hint="It was left alone; unpack it yourself and import the files you trust.",
            code="zip_bomb",
            file=name,
            members=len(members),
            total=Count(total),
        )


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """One member's bytes; never more than its entry promised, which was counted before."""
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) > member.file_size:
        raise UnreadableFile("The zip archive gives a wrong size.", code="zip_bomb", file=name)
    return data


def _inflate(name: str, data: bytes) -> bytes:
    """What is in a gzip, parts one behind the other too."""
    out, rest = bytearray(), data
    try:
        while rest.startswith(_GZIP):
            stream = zlib.decompressobj(31)
            out += stream.decompress(rest, MAX_BYTES + 1 - len(out))
            if len(out) > MAX_BYTES or (len(out) > 1_000_000 and len(out) > MAX_RATIO * len(data)):
                raise UnreadableFile(
                    "The gzip archive unpacks to far more than its {data} bytes.",
                    hint="It was left alone; unpack it yourself if you trust it.",
                    code="zip_bomb",
                    file=name,
                    data=Count(len(data)),
                )
            if not stream.eof:
                raise EOFError
            rest = stream.unused_data
    except (zlib.error, EOFError) as error:
        raise UnreadableFile("The gzip archive is damaged.", hint="Fetch it again.", file=name) from error
    if is_container(bytes(out[:4])):
        raise UnreadableFile("This is an archive inside a gzip archive.", hint="Unpack it first.", file=name)
    return bytes(out)


# --- office documents ----------------------------------------------------------------------------------

_EXCEL, _OPEN_DOCUMENT = "[Content_Types].xml", "META-INF/manifest.xml"


def _office(name: str, archive: zipfile.ZipFile, members: set[str]) -> str:
    """xlsx, xlsb or ods for a workbook, "" for a plain zip. Raises `UnreadableFile` for any other Office document."""
    if _EXCEL in members:
        if "xl/workbook.xml" in members:
            return "xlsx"
        if "xl/workbook.bin" in members:
            return "xlsb"
        raise UnreadableFile(
            "This is an Office document, and no Excel workbook (.xlsx).", hint="Save it as .xlsx or CSV.", file=name
        )
    if _OPEN_DOCUMENT in members and "content.xml" in members:
        mark = archive.read("mimetype") if "mimetype" in members else b""
        if b"opendocument.spreadsheet" in mark:
            return "ods"
        raise UnreadableFile("This is an OpenDocument file, and no spreadsheet.", hint="Save it as CSV.", file=name)
    if "Index/Document.iwa" in members:
        raise UnreadableFile(
            "This is a document of Apple's Numbers or Pages.",
            hint="In Numbers choose File, Export To, CSV, and import that.",
            file=name,
        )
    return ""


def _sheets(name: str, data: bytes, kind: str) -> list[tuple[str, bytes]]:
    from tracker.importers.sheets import as_tables

    return as_tables(name, data, kind)
