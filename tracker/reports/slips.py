"""Seat codes as slips to print and cut: one HTML page that opens without us and asks nothing of a network."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tracker.reports import qr


@dataclass(frozen=True, slots=True)
class Slips:
    """All texts of the page. `slips`: seat and code of each."""

    language: str
    title: str
    seat: str
    """What is before a seat's number."""
    note: str
    """What the member has to know, on every slip."""
    slips: tuple[tuple[int, str], ...]
    drawn: bool = False
    """With a QR code of each, which needs segno."""


_STYLE = (
    "body{font-family:sans-serif;margin:1cm;color:#1f2933}"
    "ul{display:grid;grid-template-columns:1fr 1fr;gap:0;margin:0;padding:0;list-style:none}"
    "@page{size:A4;margin:1cm}li{border:1px dashed #777;padding:.5cm;break-inside:avoid}"
    "svg{float:right;width:2.8cm;margin-left:.3cm}"
    "code{display:block;font-size:1.25rem;letter-spacing:.05em;margin:.2cm 0}p{margin:0;font-size:.85rem}"
)


def html(page: Slips) -> bytes:
    """The page.

    >>> made = html(Slips("en", "A & B", "Seat", "Keep it.", ((1, "0000-1111"),))).decode()
    >>> "A &amp; B" in made, "<code>0000-1111</code>" in made
    (True, True)
    """
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(page.title)}</h1><ul>{_slips(page)}</ul></main></body></html>\n"
    ).encode()


def _slips(page: Slips) -> str:
    lines: list[str] = []
    for seat, code in page.slips:
        name = f"{page.seat} {seat}"
        drawn = qr.picture(code, name) if page.drawn else ""
        lines.append(
            f"<li>{drawn}<strong>{escape(page.title)}</strong><br>{escape(name)}<code>{escape(code)}</code>"
            f"<p>{escape(page.note)}</p></li>"
        )
    return "".join(lines)
