"""A contribution as a page of QR codes to print, for groups that pass paper on and no files."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tracker.reports import qr


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """All texts of the page. `pieces`: what each code holds, in order; `called`: the name of each."""

    language: str
    title: str
    note: str
    """What to do with it."""
    pieces: tuple[str, ...]
    called: tuple[str, ...]


_STYLE = (
    "@page{size:A4;margin:1.2cm}body{font-family:sans-serif;margin:1cm auto;max-width:18.6cm;color:#1f2933}"
    "ul{display:grid;grid-template-columns:1fr 1fr;gap:.4cm;margin:0;padding:0;list-style:none}"
    "li{border:1px dashed #777;padding:.3cm;break-inside:avoid;text-align:center}li:only-child{grid-column:1/-1}"
    "svg{display:block;width:8.2cm;max-width:100%;margin:0 auto}h1{font-size:1.3rem}p{font-size:.9rem}"
)


def html(page: CodeSheet) -> bytes:
    """The page; it opens without us and asks nothing of a network. Raises Refused, code needs_qr."""
    codes = "".join(
        f"<li><strong>{escape(name)}</strong>{qr.picture(piece, name)}</li>"
        for piece, name in zip(page.pieces, page.called, strict=True)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(page.title)}</h1><p>{escape(page.note)}</p><ul>{codes}</ul></main></body></html>\n"
    ).encode()
