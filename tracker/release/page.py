"""index.html of a release: works from a file, asks nothing of a network, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from tracker.release.cells import Level
from tracker.release.drawing import label
from tracker.release.figures import (
    CONTRIBUTORS,
    ENDED,
    KEPT,
    LOST,
    NAMES,
    ON_TIME,
    RATES,
    RATIO,
    SHARES,
    STATISTICS,
    UNPAID,
    UNPAID_MIDDLE,
    Figure,
    Published,
)
from tracker.release.gates import Interval
from tracker.release.plan import NAME
from tracker.release.record import Record
from tracker.release.words import cannot, cited, dataset, fingerprint, told_of
from tracker.units import currency_decimals

SHARES_VIEW = "shares"
"""Name of the picture of all shares of a small release."""

FILES = (
    ("cells.csv", "all figures, for a spreadsheet"),
    ("cells.parquet", "the same, for programs"),
    ("release.db", "the same, as an SQLite database"),
    ("METHODS.md", "how it was made"),
    ("factsheet.html", "one page to print"),
    ("CITATION.cff", "how to cite it"),
    ("SHA256SUMS", "the files' hashes, to check that none was changed"),
)

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --line: #8a8a8a; --quiet: #4c5560; --kept: #0072b2;
  --aim: #fff3bf; --link: #005a8c; --mark: #8a1c1c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --paper: #16181c; --line: #8a8a8a; --quiet: #b4bcc5; --kept: #56b4e9; --aim: #5a4a00;
    --link: #7cc4f2; --mark: #8a1c1c; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 62rem; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; } a { color: var(--link); }
.lead { font-size: 1.2rem; } .quiet { color: var(--quiet); font-size: .9rem; }
.mark { background: var(--mark); color: #fff; padding: .5rem 1rem; font-weight: 600; }
.said { border-left: 4px solid var(--kept); padding-left: 1rem; }
figure { margin: 0 0 1.5rem; } .bar { margin: 0 0 .5rem; } .bar svg { display: block; width: 100%; height: 1.1rem; }
.bar .full { fill: var(--kept); } .bar .reach { stroke: var(--ink); stroke-width: 2; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; min-width: 100%; font-size: .9rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { overflow-wrap: normal; }
.figures th, .figures td { overflow-wrap: normal; } .figures tbody th { font-weight: 400; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr:target { background: var(--aim); } dt { font-weight: 600; } dd { margin: 0 0 .5rem 0; }
@media print { body { max-width: none; padding: 0; } }
"""


def index(record: Record, figures: Sequence[Figure]) -> str:
    """The page. Every published figure has its id as anchor."""
    shown = [f for f in figures if isinstance(f.result, Published)]
    title = escape(f"{record.name}: what an hour of platform work paid, {record.quarter}")
    return "".join([
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f'<meta name="referrer" content="no-referrer"><title>{title}</title><style>{_STYLE}</style>',
        f'<script type="application/ld+json">{dataset(record)}</script></head>',
        f"<body><main><h1>{title}</h1>",
        *(f'<p class="mark">{escape(s)}</p>' for s in record.sentences if s.startswith("SIMULATED")),
        _lead(record, shown),
        *(f'<p class="said">{escape(s)}</p>' for s in record.sentences if not s.startswith("SIMULATED")),
        *(_pictures(record, shown)),
        _tables(record, shown, len(figures) - len(shown)),
        _about(record),
        "</main></body></html>\n",
    ])  # fmt: skip


# --- words ----------------------------------------------------------------------------------------------------


def text(statistic: str, value: float, currency: str) -> str:
    """A figure as people read it.

    >>> text("contributors", 5948.2, "USD"), text("kept", 22.5, "USD"), text("unpaid_share", 0.2384, "USD")
    ('5,948', 'USD\\xa022.50', '23.8\\xa0%')
    >>> text("kept", 2250.4, "JPY"), text("kept", 7.1254, "KWD")
    ('JPY\\xa02,250', 'KWD\\xa07.125')
    """
    if statistic == CONTRIBUTORS:
        return f"{value + 0.0:,.0f}"
    if statistic in RATES:
        return f"{currency}\N{NO-BREAK SPACE}{value:,.{currency_decimals(currency)}f}"
    digits = 1 if statistic in (RATIO, UNPAID, ENDED) else 0  # all others are printed in whole points
    return f"{100 * value:.{digits}f}\N{NO-BREAK SPACE}%"


def _lead(record: Record, shown: Sequence[Figure]) -> str:
    of_all = {f.statistic: f.result for f in shown if f.cell.level is Level.ALL}

    def said(statistic: str) -> str:
        result = of_all.get(statistic)
        return text(statistic, result.value, record.currency) if isinstance(result, Published) else ""

    people, kept, ratio, unpaid = (said(s) for s in (CONTRIBUTORS, KEPT, RATIO, UNPAID))
    if record.split == NAME:
        return _small_lead(record, {s: said(s) for s in of_all})
    if not kept:
        return f'<p class="lead">About {people or "some"} people took part in {escape(record.quarter)}.</p>'
    more = f"In the middle that was {ratio} of the hourly rate that the listings named. " if ratio else ""
    more += f"On average {unpaid} of their hours went unpaid." if unpaid else ""
    return (
        f'<p class="lead">In {escape(record.quarter)}, half of about {people} contributors kept {escape(kept)} or more'
        f" for each hour of work, paid and unpaid.</p>" + (f"<p>{more.strip()}</p>" if more else "")
    )


def small_lead(quarter: str, seats: str, said: Mapping[str, str]) -> list[str]:
    """What a small release says first, in sentences; `said`: the texts of its figures of all contributors.

    >>> small_lead("2026Q3", "60", {KEPT: "20", RATIO: "60 %"})[0]
    'In 2026Q3, half of the contributors kept 20 or more for each hour of work, paid and unpaid.'
    >>> small_lead("2026Q3", "60", {})
    ['Some of 60 people took part in 2026Q3; with so few, more than that cannot be told.']
    """
    of = f"about {said[CONTRIBUTORS]}" if CONTRIBUTORS in said else "the"
    some = f"about {said[CONTRIBUTORS]}" if CONTRIBUTORS in said else "some"
    made = {
        KEPT: f"half of {of} contributors kept {said.get(KEPT)} or more for each hour of work, paid and unpaid",
        RATIO: f"half of {of} contributors kept {said.get(RATIO)} or more of the hourly rate that the listings named",
        UNPAID_MIDDLE: f"in the middle {said.get(UNPAID_MIDDLE)} of the hours went unpaid",
        ON_TIME: f"{said.get(ON_TIME)} of payments came on time, on average over people",
        LOST: f"{said.get(LOST)} of people lost a project to the platform within 30 days",
    }
    there = [text for name, text in made.items() if name in said]
    if not there:
        told = f"{some.capitalize()} of {seats} people took part in {quarter}"
        return [f"{told}; with so few, more than that cannot be told."]
    return [f"In {quarter}, {there[0]}.", *(f"{x[0].upper()}{x[1:]}." for x in there[1:])]


def _small_lead(record: Record, said: Mapping[str, str]) -> str:
    first, *more = small_lead(record.quarter, f"{record.seats:,}", said)
    return f'<p class="lead">{escape(first)}</p>' + (f"<p>{escape(' '.join(more))}</p>" if more else "")


def _reach(span: Interval | None, statistic: str, currency: str) -> str:
    return "" if span is None else f"{text(statistic, span.low, currency)} to {text(statistic, span.high, currency)}"


# --- pictures -------------------------------------------------------------------------------------------------


def _pictures(record: Record, shown: Sequence[Figure]) -> list[str]:
    made = []
    if record.split == NAME:
        of_it = [f for f in shown if f.statistic in SHARES and f.cell.level is Level.ALL]
        made += [_picture("Shares of all contributors", of_it, record)] if of_it else []
    for statistic in (KEPT,) if record.split == NAME else (KEPT, RATIO):
        of_it = [f for f in shown if f.statistic == statistic]
        for leaves, more in ((False, ""), (True, ", by kind of work")):
            part = [f for f in of_it if (f.cell.level is Level.LEAF) is leaves]
            if part:
                made.append(_picture(f"{NAMES[statistic]}{more}", part, record))
    return made


def _picture(title: str, part: Sequence[Figure], record: Record) -> str:
    """Bars, the row "all" first and then from the highest to the lowest."""
    mixed = len({f.statistic for f in part}) > 1
    top = 1.0 if mixed else max(f.result.noise.high for f in part if isinstance(f.result, Published)) or 1.0
    ordered = part if mixed else sorted(part, key=lambda f: (f.cell.level is not Level.ALL, -_value(f)))
    bars = "".join(_bar(f, top, record) for f in ordered)
    limits = "".join(f"<li>{escape(x)}</li>" for x in cannot(record, [f.statistic for f in part]))
    anchor = f"view-{SHARES_VIEW if mixed else part[0].statistic}"
    if any(f.cell.level is Level.LEAF for f in part):
        anchor += "-by-role"
    return (
        f'<h2 id="{anchor}">{escape(title)}</h2><figure>{bars}<figcaption class="quiet">Thin line: where the figure'
        " without noise is in 19 of 20 draws. What is not drawn is withheld, not absent.</figcaption>"
        f"<details><summary>What this cannot tell you</summary><ul>{limits}</ul></details></figure>"
    )


def _value(f: Figure) -> float:
    return f.result.value if isinstance(f.result, Published) else 0.0


def _bar(f: Figure, top: float, record: Record) -> str:
    result = f.result
    if not isinstance(result, Published):
        return ""
    full, low, high = (f"{1000 * max(0.0, v) / top:.1f}" for v in (result.value, result.noise.low, result.noise.high))
    said = escape(text(f.statistic, result.value, record.currency))
    name = NAMES[f.statistic] if record.split == NAME and f.statistic in SHARES else label(f)
    return (
        f'<div class="bar">{escape(name)} <strong>{said}</strong>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="full" y="1" width="{full}" height="14"/>'
        f'<line class="reach" x1="{low}" x2="{high}" y1="8" y2="8" vector-effect="non-scaling-stroke"/></svg></div>'
    )


# --- tables ---------------------------------------------------------------------------------------------------


def _tables(record: Record, shown: Sequence[Figure], hidden: int) -> str:
    parts = []
    for leaves, listed in groupby(shown, key=lambda f: f.cell.level is Level.LEAF):
        name = "All figures: kinds of work on platforms" if leaves else "All figures: everybody, and platforms"
        parts.append(f"<h2>{name}</h2>{_table(name, list(listed), record)}")
    return "".join(parts) + (
        '<p class="quiet">Noise: where the figure without noise falls in 19 of 20 draws. If drawn at random: the same,'
        " had contributors been drawn at random from people like them, which they were not."
        f" {hidden:,} figure{' is' if hidden == 1 else 's are'} withheld: the noise would be too much for"
        " what is there. Of how many people, is not told.</p>"
    )


def _table(name: str, listed: Sequence[Figure], record: Record) -> str:
    heads = (("Who", ""), ("What", ""), ("Figure", "n"), ("Noise", "n"), ("If drawn at random", "n"))
    head = "".join(f'<th scope="col" class="{c}">{h}</th>' if c else f'<th scope="col">{h}</th>' for h, c in heads)
    body = "".join(_row(f, record) for f in listed)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}"><table class="figures">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(f: Figure, record: Record) -> str:
    result = f.result
    if not isinstance(result, Published):
        return ""
    numbers = (
        text(f.statistic, result.value, record.currency),
        _reach(result.noise, f.statistic, record.currency),
        _reach(result.sample, f.statistic, record.currency),
    )
    cells = "".join(f'<td class="n">{escape(n)}</td>' for n in numbers)
    return (
        f'<tr id="{escape(f.name)}"><th scope="row">{escape(label(f))}</th>'
        f'<td><a href="#{escape(quote(f.name))}">{escape(NAMES[f.statistic])}</a></td>'
        f"{cells}</tr>"
    )


def _about(record: Record) -> str:
    said = {
        "Release": record.release, "Made on": record.made_on, "Currency": record.currency,
        "Regions": ", ".join(record.regions), "Seats handed out": f"{record.seats:,}",
        "Guarantee": f"ρ = {record.spent}, which is (ε, δ) = ({record.epsilon}, {record.delta}), for each contributor",
        "Key of the publisher": fingerprint(record),
    }  # fmt: skip
    facts = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in said.items())
    meant = "".join(f"<dt>{escape(NAMES[k])}</dt><dd>{escape(STATISTICS[k])}.</dd>" for k in told_of(record))
    files = "".join(f'<li><a href="{name}">{name}</a>: {what}</li>' for name, what in FILES)
    return (
        f"<h2>What the figures mean</h2><dl>{meant}</dl><h2>About this release</h2><table>{facts}</table>"
        f"<h2>The files beside this page</h2><ul>{files}</ul>"
        f"<h2>How to cite it</h2><p>{escape(cited(record))} [the address of this page]</p>"
        '<p class="quiet">A figure is cited by its id: the address of this page, #, and the id in cells.csv; the name'
        " of each figure in the tables is a link to it.</p>"
    )
