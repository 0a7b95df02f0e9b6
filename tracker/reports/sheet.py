"""The members' sheet as one HTML file that opens without us: no script, nothing from elsewhere, light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

STYLE = """
:root { color-scheme: light dark;
  --ink: #1a1a1a; --paper: #fff; --line: #8a8a8a; --kept: #0072b2; --promised: #b35a00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --paper: #16181c; --line: #8a8a8a; --kept: #56b4e9; --promised: #e69f00; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 76rem; padding: 1.5rem; }
p, ul, .bars { max-width: 60rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.mark { border: 2px solid var(--promised); padding: .5rem 1rem; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; min-width: 100%; font-size: .86rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .35rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { vertical-align: bottom; min-width: 4rem; }
th:first-child { position: sticky; left: 0; background: var(--paper); } .hint { display: none; }
@media (max-width: 74rem) { .hint { display: block; font-size: .9rem; } }
td { white-space: nowrap; } th:first-child { text-align: left; } th.under { font-weight: 400; padding-left: 1.8rem; }
.bars { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: .15rem .8rem; align-items: center; }
.bars > span { grid-row: span 2; } .bars > div { display: flex; align-items: center; gap: .5rem; }
.bars i { display: block; height: .85rem; } .kept { background: var(--kept); }
.promised { border: 2px solid var(--promised); box-sizing: border-box; }
@media print { body { max-width: none; padding: 0; font-size: 11px; } .scroll { overflow: visible; } }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """Two lengths beside each other, as shares (0 to 1) of the longest, with what they say."""

    name: str
    kept: float
    kept_text: str
    promised: float
    promised_text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; `under` stands in for being part of the one above."""

    cells: tuple[str, ...]
    under: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """All texts of a sheet, in the reader's language and numbers."""

    language: str
    title: str
    mark: str
    """What it has to be marked as; empty if nothing."""
    lead: tuple[str, ...]
    bars_title: str
    bars: tuple[Bar, ...]
    table_title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    hidden: str
    """Below the table: which platforms are not in it; empty if all are."""
    hint: str
    """Said on a narrow screen, where the table goes on to the right."""
    notes_title: str
    notes: tuple[str, ...]


def html(page: Page) -> bytes:
    """The file."""
    mark = f'<p class="mark">{escape(page.mark)}</p>' if page.mark else ""
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(page.language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f'<meta name="referrer" content="no-referrer"><title>{escape(page.title)}</title>',
        f"<style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(page.title)}</h1>{mark}",
        *(f"<p>{escape(text)}</p>" for text in page.lead),
        _bars(page),
        f"<h2>{escape(page.table_title)}</h2>",
        f'<p class="hint">{escape(page.hint)}</p>',
        _table(page.table_title, page.heads, page.lines),
        f"<p>{escape(page.hidden)}</p>" if page.hidden else "",
        f"<h2>{escape(page.notes_title)}</h2><ul>",
        *(f"<li>{escape(text)}</li>" for text in page.notes),
        "</ul></main></body></html>",
    ]
    return "\n".join(p for p in parts if p).encode() + b"\n"


def _bars(page: Page) -> str:
    if not page.bars:
        return ""
    rows = "\n".join(
        f"<span>{escape(b.name)}</span>"
        f'<div><i class="kept" style="width:{70 * b.kept:.1f}%"></i>{escape(b.kept_text)}</div>'
        f'<div><i class="promised" style="width:{70 * b.promised:.1f}%"></i>{escape(b.promised_text)}</div>'
        for b in page.bars
    )
    return f'<h2>{escape(page.bars_title)}</h2><div class="bars">\n{rows}\n</div>'


def _table(title: str, heads: Sequence[str], lines: Sequence[Line]) -> str:
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "\n".join(f"<tr>{_cells(line)}</tr>" for line in lines)
    frame = f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
    return f"{frame}<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>"


def _cells(line: Line) -> str:
    first, *rest = line.cells
    under = ' class="under"' if line.under else ""
    return f'<th scope="row"{under}>{escape(first)}</th>' + "".join(f"<td>{escape(c)}</td>" for c in rest)
