"""Workbooks made by hand, cell by cell, as Excel and LibreOffice write them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

FIRST = dt.datetime(1899, 12, 30)
_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="0"/>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">'
    + "".join(f'<xf numFmtId="{n}" applyNumberFormat="1"/>' for n in (0, 14, 22, 20, 46, 10))
    + "</cellXfs></styleSheet>"
)
"""Cell formats: general, day, moment, h:mm, [h]:mm:ss, percent."""


@dataclass(frozen=True)
class Raw:
    """A cell in the words of the file: attributes, and what is in it."""

    attributes: str
    inner: str


def share(part: float) -> Raw:
    """A number that is shown as percent."""
    return Raw('s="5"', f"<v>{part}</v>")


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def xlsx(sheets: dict[str, Sequence[Sequence[Any]]], *, hidden: Sequence[str] = (), calc: str = "") -> bytes:
    """A workbook with these sheets; a cell is a text, a number, a day, moment, time, length, None or `Raw`."""
    names = list(sheets)
    tags = "".join(
        f'<sheet name={quoteattr(t)} sheetId="{n}" r:id="r{n}" state="{"hidden" if t in hidden else "visible"}"/>'
        for n, t in enumerate(names, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>{tags}</sheets>{calc}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}'
            f'<Relationship Id="s" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": _STYLES,
            **{
                f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{main}"><sheetData>{_rows(sheets[t])}</sheetData>'
                "</worksheet>"
                for n, t in enumerate(names, 1)
            },
        }
    )


def _rows(rows: Sequence[Sequence[Any]]) -> str:
    return "".join(
        f'<row r="{n}">{"".join(_cell(f"{letter}{n}", c) for letter, c in zip(_LETTERS, row, strict=False))}</row>'
        for n, row in enumerate(rows, 1)
    )


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _cell(place: str, cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Raw):
        return f'<c r="{place}" {cell.attributes}>{cell.inner}</c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    style, number = _serial(cell)
    return f'<c r="{place}" s="{style}"><v>{number!r}</v></c>'


def _serial(cell: Any) -> tuple[int, float]:
    """The format of a value, and the number that a spreadsheet keeps for it."""
    day = dt.timedelta(days=1)
    match cell:
        case dt.datetime():
            return 2, (cell - FIRST) / day
        case dt.date():
            return 1, (dt.datetime.combine(cell, dt.time()) - FIRST).days
        case dt.time():
            return 3, (dt.datetime.combine(FIRST, cell) - FIRST) / day
        case dt.timedelta():
            return 4, cell / day
    return 0, cell


def ods(rows: Sequence[str]) -> bytes:
    """A LibreOffice spreadsheet with one sheet, its rows in the words of the file (see `ods_row`)."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Hours">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mark = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{name}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mark}"/></manifest:manifest>'
    )
    return zipped({"mimetype": mark, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_row(*cells: Any, repeated: int = 1) -> str:
    inner = "".join(map(_ods_cell, cells))
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'


def _ods_cell(cell: Any) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case Raw(attributes, inner):
            return f"<table:table-cell {attributes}>{inner}</table:table-cell>"
        case dt.date():
            kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        case dt.time():
            kind = f'office:value-type="time" office:time-value="PT{cell.hour}H{cell.minute}M{cell.second}S"'
        case str():
            kind = 'office:value-type="string"'
        case _:
            kind = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
