"""The texts of a release: METHODS.md, CITATION.cff, datapackage.json, index.html."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from tracker.release import gates, tables
from tracker.release.accounts import THREE_YEARS, YEAR
from tracker.release.cells import Level
from tracker.release.drawing import Drawing, label, svg
from tracker.release.figures import STATISTICS, Figure, Published
from tracker.release.record import Record
from tracker.release.split import FIGURES, ONLY_COUNT, ROUGH, SPLITS, budget
from tracker.release.tables import COLUMNS, number_text, unit

CANNOT = (
    "It does not say what workers in general earn: contributors chose to take part.",
    "It does not say what one person earns, and nothing in it depends much on any one.",
    "A cell without figures may hold nobody, few or many: the reason is not told.",
    "Counts of cells are noisy, and do not add up to the count of all.",
    "Rates come from what members recorded, rounded on their machines; nobody checked them against a platform.",
)
"""What this cannot tell you."""


def fingerprint(record: Record) -> str:
    """SHA-256 of the publishing key."""
    return hashlib.sha256(bytes.fromhex(record.publisher)).hexdigest()


def methods(record: Record) -> str:
    """METHODS.md."""
    parts = [f"# How release {record.release} was made", *_paragraphs(record), _draws(record), _gates(record)]
    parts.append("## What this cannot tell you\n\n" + "\n".join(f"- {x}" for x in CANNOT))
    return "\n\n".join(parts) + "\n"


def _paragraphs(record: Record) -> list[str]:
    before = record.previous
    return [
        *record.sentences,
        f"Pool: {record.name}. Quarter: {record.quarter}. Currency: {record.currency}. Regions:"
        f" {', '.join(record.regions)}. Seats handed out: {record.seats}.",
        "Release before this one: "
        + (f"number {before['number']}, files {before['sums']}." if before else "none.")
        + (f" Reserved and never published since: {', '.join(map(str, record.wasted))}." if record.wasted else ""),
        "## The guarantee\n\nUser-level zero-concentrated differential privacy: one contributor added or removed, with"
        f" all their rows of the quarter. ρ = {record.spent} was spent of {record.rho} reserved, which is"
        f" (ε, δ) = ({record.epsilon}, {record.delta}). No contributor spends more than {YEAR[1]} in a year or"
        f" {THREE_YEARS[1]} in three; who has, is left out. The draws are OpenDP's.",
        "## Who counts where\n\nRows count whose kept rate and unpaid share are known. A contributor counts once in"
        f' "all", and in at most {record.each} platforms and {record.each} cells of platform and role, by a draw with'
        f" a secret key. Each has 1/{record.each} of its level's budget, and the draw does not look at figures."
        " Rates are weighted by hours. A rate that was rounded to a whole"
        " unit is taken as lying anywhere in that unit. What lies outside the policy's bounds is clipped.",
    ]


def _draws(record: Record) -> str:
    levels = next(s.levels for s in SPLITS if s.name == record.split)
    share = "; ".join(f"{level.value} {part:.0%}" for level, part in levels.items())
    figures = "\n".join(
        f"- {level.value}: " + ", ".join(f"{n} {p:.0%}" for n, p in FIGURES[level].items()) for level in levels
    )
    rows = "\n".join(f"| {d['what']} | {d['rho']} | {d['scale']} | {d['counted']} |" for d in record.draws)
    return (
        f'## The split\n\n{ROUGH:.0%} of ρ for a first count of all, which chose the split "{record.split}":'
        f" {share} of the rest. Within a level:\n\n{figures}\n\n"
        f"| draw | ρ by OpenDP's map | scale | adds to the sum |\n|---|---|---|---|\n{rows}\n\n"
        "Counts, and sums of unpaid shares: discrete Gaussian noise of standard deviation reach/√(2ρ). Medians: a"
        " private quantile on public candidates, scale max(α, 1-α)/√(2ρ)."
    )


def _gates(record: Record) -> str:
    split = next(s for s in SPLITS if s.name == record.split)
    lines = []
    for level in split.levels:
        kept, ratio = (budget(float(record.rho), split, level, f) for f in ("kept", "ratio"))
        for name, rho, spread in (
            ("kept, beside kept ÷ headline", kept, gates.SPREAD),
            ("kept ÷ headline", ratio, gates.RATIO_SPREAD),
            ("kept alone", kept + ratio, gates.SPREAD),
        ):
            own = rho / (1 if level is Level.ALL else record.each)
            lines.append(f"| {level.value} | {name} | {own:.6f} | {gates.least(own, split.error, spread)} |")
    return (
        f"## The gates\n\nUnder {ONLY_COUNT} contributors nothing but the noisy count. A median is shown where the"
        f" noise moves it by at most {split.error:.0%} but for one draw in {round(1 / gates.DOUBT)}, by this table"
        f" (log-normal spread {gates.SPREAD} for rates and {gates.RATIO_SPREAD} for kept ÷ headline, or as measured"
        f" where wider; counts taken {gates.BELOW:g} standard deviations lower):\n\n"
        "| level | median | ρ | contributors needed |\n|---|---|---|---|\n" + "\n".join(lines) + "\n\nA share is shown"
        " where 1.645 standard deviations of its noise are at most 5 points. What is not shown is withheld in one way;"
        " look at the level above."
    )


def citation(record: Record) -> str:
    """CITATION.cff."""
    marked = " (SIMULATED)" if record.simulated else ""
    title = f"{record.name}: what an hour of platform work paid, {record.quarter}{marked}"
    return "\n".join([
        "cff-version: 1.2.0",
        'message: "Please cite this release by its number and the hash of its files."',
        "type: dataset",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(record.name, ensure_ascii=False)}",
        f'version: "{record.release}"',
        f"date-released: {record.made_on}",
        "identifiers:",
        "  - type: other",
        f'    value: "{fingerprint(record)}"',
        '    description: "SHA-256 fingerprint of the Ed25519 key that signs the releases of this pool"',
        "",
    ])  # fmt: skip


def datapackage(record: Record, sizes: dict[str, tuple[int, str]]) -> str:
    """datapackage.json, with the bytes and the hash of the tables."""
    described: dict[str, Any] = {
        "profile": "data-package",
        "name": f"{record.pool}-{record.release}".lower(),
        "title": f"{record.name}, {record.quarter}",
        "description": " ".join(record.sentences),
        "version": record.release,
        "created": f"{record.made_on}T00:00:00Z",
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "resources": [
            _resource("cells", "cells.csv", "csv", sizes),
            _resource("cells-parquet", "cells.parquet", "parquet", sizes),
        ],
    }
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def _resource(name: str, path: str, form: str, sizes: dict[str, tuple[int, str]]) -> dict[str, Any]:
    size, digest = sizes[path]
    made: dict[str, Any] = {"name": name, "path": path, "format": form}
    if form != "csv":  # validators read bytes and hash of text only; SHA256SUMS has them for all files
        return made
    return made | {
        "profile": "tabular-data-resource", "type": "table", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": size, "hash": f"sha256:{digest}", "schema": tables.schema(),
    }  # fmt: skip


_STYLE = (
    "body{font-family:sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1f2933;line-height:1.5}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{padding:.3rem .5rem;border-bottom:1px solid #ddd;"
    "text-align:left}td.n{text-align:right;font-variant-numeric:tabular-nums}tr:target{background:#fff3bf}"
    "svg{max-width:100%;height:auto}.mark{background:#8a1c1c;color:#fff;padding:.5rem 1rem}"
    ".said{border-left:4px solid #2f6f9f;padding-left:1rem}"
)


def index(record: Record, figures: Sequence[Figure], charts: Sequence[Drawing]) -> str:
    """index.html: works from a file, asks nothing of a network."""
    said = "".join(
        f'<p class="{"mark" if s.startswith("SIMULATED") else "said"}">{escape(s)}</p>' for s in record.sentences
    )
    pictures = "".join(f"<figure>{svg(d)}</figure>{_cannot()}" for d in charts)
    title = escape(f"{record.name}: {record.quarter}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>{said}{_facts(record)}"
        f"{pictures}<h2>All figures</h2>{_table(figures, record)}{_meanings()}"
        '<p>How it was made: <a href="METHODS.md">METHODS.md</a>. Tables: <a href="cells.csv">cells.csv</a>,'
        ' <a href="cells.parquet">cells.parquet</a>, <a href="release.db">release.db</a>. How to cite:'
        ' <a href="CITATION.cff">CITATION.cff</a>.</p></main></body></html>\n'
    )


def _facts(record: Record) -> str:
    said = {
        "Release": record.release, "Made on": record.made_on, "Currency": record.currency,
        "Regions": ", ".join(record.regions), "Seats handed out": str(record.seats),
        "Budget": f"ρ = {record.spent}, (ε, δ) = ({record.epsilon}, {record.delta})",
        "Key of the publisher": fingerprint(record),
    }  # fmt: skip
    return (
        "<table>" + "".join(f"<tr><th>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in said.items()) + "</table>"
    )


def _cannot() -> str:
    return "<details><summary>What this cannot tell you</summary><ul>" + "".join(
        f"<li>{escape(x)}</li>" for x in CANNOT
    ) + "</ul></details>"  # fmt: skip


def _table(figures: Sequence[Figure], record: Record) -> str:
    heads = ("cell", "figure", "value", "unit", "reach of the noise", "as if drawn at random")
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    shown = [f for f in figures if isinstance(f.result, Published)]
    rows = "".join(_row(f, record) for f in shown)
    hidden = len(figures) - len(shown)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{hidden} figures are withheld.</p>"


def _row(f: Figure, record: Record) -> str:
    result = f.result
    if not isinstance(result, Published):
        return ""
    spans = [
        "" if i is None else f"{number_text(f.statistic, i.low)}–{number_text(f.statistic, i.high)}"
        for i in (result.noise, result.sample)
    ]
    cells = [label(f), f.statistic, number_text(f.statistic, result.value), unit(f.statistic, record.currency), *spans]
    tags = ["", "", ' class="n"', "", ' class="n"', ' class="n"']
    body = "".join(f"<td{t}>{escape(c)}</td>" for t, c in zip(tags, cells, strict=True))
    return f'<tr id="{escape(f.name)}">{body}</tr>'


def _meanings() -> str:
    return "<dl>" + "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in STATISTICS.items()) + "</dl>"


def dictionary() -> tuple[tuple[str, str, str], ...]:
    """Column, type and meaning: the dictionary inside `release.db`."""
    return tuple((name, kind, text) for name, (kind, text) in COLUMNS.items())


def about(record: Record) -> tuple[tuple[str, str], ...]:
    """Name and value of what a release says of itself, as text: a table of `release.db`."""
    made = [(k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in asdict(record).items()]
    sentences = [(f"sentence_{i}", s) for i, s in enumerate(record.sentences, 1)]
    return (*made, ("fingerprint", fingerprint(record)), *sentences)


def readme(record: Record) -> str:
    """README.md: what lies in the folder, for a person who finds it."""
    return (
        f"# {record.name}, {record.quarter}: release {record.release}\n\n"
        + "\n\n".join(record.sentences)
        + "\n\n- `index.html`: everything on one page; opens without a network\n"
        "- `cells.csv`, `cells.parquet`: the figures; `datapackage.json` explains each column\n"
        "- `release.db`: the same for SQLite; `datasette release.db` shows it in a browser\n"
        "- `charts/`: pictures\n- `METHODS.md`: how it was made; `CITATION.cff`: how to cite it\n"
        "- `SHA256SUMS` and its signature: `tracker release verify` checks both;"
        f" the key's fingerprint is {fingerprint(record)}\n"
    )
