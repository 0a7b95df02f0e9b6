"""factsheet.html of a release: what a newsroom prints on one page. No script, nothing from a network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tracker.release import drawing
from tracker.release.cells import Level
from tracker.release.figures import CONTRIBUTORS, KEPT, NAMES, Figure, Published
from tracker.release.record import Record
from tracker.release.words import cannot, cited

MOST_LINES = 14
"""Figures in its table: what is more is in the tables of the release."""
MOST_LIMITS = 6

_STYLE = """
@page { size: A4; margin: 15mm; }
body { font: 13px/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 180mm; margin: 0 auto;
  padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { font-size: 1rem; margin: .9rem 0 .3rem; }
.mark { background: #8a1c1c; color: #fff; padding: .3rem .6rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .15rem .4rem;
  border-bottom: 1px solid #8a8a8a; } th { font-weight: 400; } .n { text-align: right; white-space: nowrap; }
thead th { font-weight: 600; } ul { margin: 0; padding-left: 1.1rem; } svg { width: 100%; height: auto; }
"""


def factsheet(record: Record, figures: Sequence[Figure]) -> str:
    """One page: the figures of all contributors and of the platforms, one picture, its limits, how to cite it."""
    shown = [f for f in figures if isinstance(f.result, Published) and f.cell.level is not Level.LEAF]
    listed = sorted(shown, key=lambda f: (f.cell.level is not Level.ALL, f.statistic == CONTRIBUTORS))[:MOST_LINES]
    pictures = {d.name: d for d in drawing.drawings(figures, record)}
    picture = pictures.get("shares") or pictures.get(KEPT)
    title = f"{record.name}: what an hour of platform work paid, {record.quarter}"
    limits = cannot(record, [f.statistic for f in listed])[:MOST_LIMITS]
    return "".join([
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f'<meta name="referrer" content="no-referrer"><title>{escape(title)}</title><style>{_STYLE}</style></head>',
        f"<body><h1>{escape(title)}</h1>",
        *(f'<p class="mark">{escape(s)}</p>' for s in record.sentences if s.startswith("SIMULATED")),
        *(f"<p>{escape(s)}</p>" for s in record.sentences if not s.startswith("SIMULATED")),
        _table(listed, record),
        drawing.svg(picture) if picture else "",
        f"<h2>What this cannot tell you</h2><ul>{''.join(f'<li>{escape(x)}</li>' for x in limits)}</ul>",
        f"<h2>Source</h2><p>{escape(cited(record))} ρ = {record.spent}, (ε, δ) = ({record.epsilon}, {record.delta})."
        ' All figures: <a href="index.html">index.html</a>, <a href="cells.csv">cells.csv</a>.</p></body></html>\n',
    ])  # fmt: skip


def _table(listed: Sequence[Figure], record: Record) -> str:
    head = '<tr><th scope="col">Who</th><th scope="col">What</th><th scope="col" class="n">Figure</th>'
    head += '<th scope="col" class="n">Noise</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{''.join(_row(f, record) for f in listed)}</tbody></table>"


def _row(f: Figure, record: Record) -> str:
    assert isinstance(f.result, Published)
    value, low, high = (
        escape(drawing.printed(f.statistic, v, record.currency))
        for v in (f.result.value, f.result.noise.low, f.result.noise.high)
    )
    return (
        f'<tr><th scope="row">{escape(drawing.label(f))}</th><td>{escape(NAMES[f.statistic])}</td>'
        f'<td class="n">{value}</td><td class="n">{low} to {high}</td></tr>'
    )
