"""What one file of a stranger is, and what it must add up to."""

# ruff: noqa: E501 (parts of a workbook)

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

Cell = str | int | float

WORDS = {
    word: meaning
    for meaning, words in {
        "paid": "completed complete paid settled credit cr income received receive deposit booked posted success "
        "successful executed done haben crédito credito abono gutschrift eingang",
        "not yet": "pending processing scheduled pendiente pendente",
        "not income": "failed cancelled canceled declined reversed refunded expired rejected debit dr withdrawal withdraw "
        "sent send soll débito debito cargo lastschrift ausgang fee",
    }.items()
    for word in words.split()
}
"""What everybody says of a word for the state, kind or direction of a row."""


@dataclass(frozen=True, slots=True)
class Case:
    """One invented file in a real layout, and what it must add up to, written down before it is tried.

    `seconds`: time worked. `paid`: money that arrived, after fees and what was taken back, by currency; `earned`: pay of
    sessions and earnings. None for `seconds`: nothing can be stored, and it must be said. `answers`: what its owner would
    say to each question that may come, by its key (words: by word).
    """

    file: str
    kind: str
    data: bytes
    seconds: int | None = 0
    paid: Mapping[str, str] = field(default_factory=dict)
    earned: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = True
    """Whether the layout is that of a real file, a vendor's document or a parser."""
    rejects: int = 0
    """Rows that must be refused with a sentence."""
    when: tuple[str, ...] = ()
    """Starts of the sessions (`2026-04-13T07:00`, UTC), or their days, in their order; () is not looked at."""
    states: Mapping[str, int] = field(default_factory=dict)
    """How many sessions and earnings have each status; {} is not looked at."""
    each: Sequence[str] = ()
    """The payments one by one, where that is compared: day, sum and currency, the sum after a dash if it was taken back,
    with its fee behind a stroke (`2026-04-03 1200.00/41.10 USD`)."""
    asks: Sequence[str] = ()
    """Questions that must have been asked: the file does not settle them."""
    whole: bool = False
    """Whether its owner says that all of it is of one platform, instead of a rule on the payer's name."""


def text(lines: str, encoding: str = "utf-8") -> bytes:
    """The lines as a file, without the line break at the beginning."""
    return lines.lstrip("\n").encode(encoding)


def rows(header: str, *lines: str, sep: str = ",", encoding: str = "utf-8", quote: bool = False) -> bytes:
    """A table whose cells are written with `|` between them."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=sep, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL, lineterminator="\r\n"
    )
    for line in (header, *lines):
        writer.writerow(line.split("|"))
    return out.getvalue().encode(encoding)


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    style = ' s="1"' if isinstance(value, float) and value > 40_000 and value == int(value) else ""
    style = ' s="2"' if isinstance(value, float) and 0 < value < 1 else style
    return f"<c{style}><v>{value!r}</v></c>"


def xlsx(sheet: Sequence[Sequence[Cell]], name: str = "Sheet1") -> bytes:
    """A workbook of one sheet: whole floats above 40,000 are days, floats below 1 times of day or durations."""
    body = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in sheet)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    xf = "".join(f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for n in (0, 14, 46))
    empty = "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{pack}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        f'"{kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{pack}/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{pack}/relationships"><Relationship Id="rId1" Type='
        f'"{rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{rel}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{empty}<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{xf}</cellXfs>'
        "</styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for path, content in parts.items():
            z.writestr(path, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()
