"""The texts of a release: METHODS.md, CITATION.cff, datapackage.json, README.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tracker.pool.quarters import first_day, last_day
from tracker.release import gates, plan, tables
from tracker.release.accounts import THREE_YEARS, YEAR
from tracker.release.cells import WHOLE, Level, copies
from tracker.release.figures import (
    BELOW,
    CONTRIBUTORS,
    ENDED,
    ENDED_30,
    ENDED_90,
    FELL,
    KEPT,
    LOST,
    LOWER,
    NAMES,
    ON_TIME,
    RATIO,
    SMALL,
    UNPAID,
    UNPAID_MIDDLE,
    UPPER,
)
from tracker.release.record import Record
from tracker.release.split import ERRORS, FIGURES, ROUGH, SPLITS, budget
from tracker.release.tables import COLUMNS

CANNOT = (
    "It does not say what workers in general earn: contributors chose to take part.",
    "It does not say what one person earns, and nothing in it depends much on any one.",
    "A cell without figures may hold nobody, few or many: the reason is not told.",
    "Rates come from what members recorded, rounded on their machines; nobody checked them against a platform.",
)
"""What no release can tell."""
CANNOT_OF = {
    CONTRIBUTORS: "It does not say how many work there: only how many of the pool's members sent their figures.",
    KEPT: "Half of them kept less than the median, and it is before tax: it is nobody's income.",
    LOWER: "A quarter kept less than this; how much less is not told.",
    UPPER: "A quarter kept more than this; how much more is not told.",
    RATIO: "A listing names a rate for paid time: what is missing may be unpaid hours, fees or costs, and is not by"
    " itself a broken promise.",
    UNPAID: "It does not say why hours went unpaid: training, waiting and refused work are all in it.",
    UNPAID_MIDDLE: "It does not say why hours went unpaid: training, waiting and refused work are all in it.",
    ON_TIME: "Payments are counted in bands, so it is rough; who had none due counts as half; how late is not told.",
    LOST: "It counts people, not projects, and does not say whether a project was long or short.",
    FELL: "It does not say by how much a rate fell, nor why.",
    BELOW: "The minimum wage is that of the pool's rules; whether it applies to this work is a question of law.",
    ENDED: "It counts people who lost one, not projects; it does not say why the platform ended it.",
    ENDED_30: "It does not say why a platform ended a project, nor how long it was meant to last.",
    ENDED_90: "It does not say why a platform ended a project, nor how long it was meant to last.",
}
"""The same of one statistic."""
SMALL_COUNTS = "Counts of platforms are noisy; only the four largest are told, so they do not sum to the count of all."
LARGE_COUNTS = "Counts of cells are noisy, and do not add up to the count of all."


def cannot(record: Record, statistics: Iterable[str] = ()) -> tuple[str, ...]:
    """What a release cannot tell: first what these of its figures cannot."""
    own = [CANNOT_OF[s] for s in dict.fromkeys(statistics)]
    return (*dict.fromkeys(own), SMALL_COUNTS if record.split == plan.NAME else LARGE_COUNTS, *CANNOT)


def fingerprint(record: Record) -> str:
    """SHA-256 of the publishing key."""
    return hashlib.sha256(bytes.fromhex(record.publisher)).hexdigest()


def methods(record: Record) -> str:
    """METHODS.md."""
    small = record.split == plan.NAME
    own = [_plan(record)] if small else [_draws(record), _gates(record)]
    parts = [f"# How release {record.release} was made", *_paragraphs(record), *own]
    parts.append("## What this cannot tell you\n\n" + "\n".join(f"- {x}" for x in cannot(record)))
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
        _who(record),
    ]


def _who(record: Record) -> str:
    if record.split == plan.NAME:
        return (
            "## Who counts\n\nContributors with a row whose kept rate and unpaid share are known, each once and at one"
            " platform, the one with most of their hours. A person's own share is of all their rows of the quarter:"
            " payments on time of those due, projects that the platform ended of those started. Rates are weighted by"
            " hours. A rate that was rounded to a whole unit is taken as lying anywhere in that unit. What is outside"
            " the policy's bounds is clipped. Who had no payment due counts as half on time."
        )
    return (
        "## Who counts where\n\nRows count whose kept rate and unpaid share are known. A contributor counts once in"
        f' "all", and in every platform and cell of platform and role that they worked in: fully in up to'
        f" {record.each} of a level, each with 1/{record.each} of its budget; {_weights(record.each)}. Counts, medians"
        " and shares of cells go by these weights. Within a cell, rates are weighted by hours. A rate that was rounded"
        " to a whole"
        " unit is taken as lying anywhere in that unit. What is outside the policy's bounds is clipped."
    )


_PLAN = """\
## The plan

A small release: fewer than {most} contributors, by noise and by the seats handed out. Their number is drawn first,
with ρ = {first:.6g}. The plan is made for that number and one standard deviation of its noise, at most the seats
handed out. Each figure of this order gets the part that it needs if it still fits; one that does not is passed
over; then all parts grow in proportion, so that nothing is left over:

{order}

Needed is what keeps the noise within 10 % (medians) or 10 points (shares) but for one draw in {doubt}. Nothing but
public numbers and noisy answers decides what is drawn.

| draw | ρ by OpenDP's map | scale |
|---|---|---|
{rows}

Counts, and sums of shares in steps of 5 points from 50 % (at most 10 steps for one person): discrete Gaussian noise
of standard deviation reach/√(2ρ). Medians and quartiles: a private quantile on public candidates, scale max(α,
1-α)/√(2ρ). Nobody is at two platforms, so their medians share one part.

## After the draw

Noisy answers are brought into step, which costs nothing: contributors are at most the seats handed out, people at
platforms sum to them, quartiles and the median rise, ended within 30 days is at most ended within 90. Rates are
printed to the first of 0.50, 1, 2, 2.50, 5 … that is at least 2.5 % of them, kept ÷ headline to a point, other
shares to 5 points; the reach of the noise is rounded outwards. A platform's median is printed where its noisy
people are at least half of what the plan took for its place. Where the median is above the minimum wage and yet
more than half are below it, or the other way round, both are noisy: about half."""


_BESIDE = """\
## What "people" of "all" is spent on

{order}: of all contributors, each counted once, by all their rows of the quarter. Each figure of this order gets the
part of ρ that keeps its noise within 10 % (quartiles) or 10 points (shares) at the noisy number of contributors, if
that still fits; then all parts grow in proportion. Shares are sums in steps of 5 points from 50 %, at most 10 steps
for one person, over the noisy number; who had no payment due counts as half on time; scales are of whole
contributors. The quartiles are brought to either side of the median, and ended within 30 days to at most ended within
90, which costs nothing. Shares are printed to a point, quartiles to the first of 0.50, 1, 2, 2.50, 5 … that is at
least 2.5 % of them; the reach of the noise is rounded outwards."""


def _plan(record: Record) -> str:
    """How a small release was planned and drawn."""
    rho = float(record.rho)
    return _PLAN.format(
        most=plan.large_from(rho),
        first=plan.first_part(rho, record.seats),
        order=", ".join(plan.ORDER),
        doubt=round(1 / plan.doubt(rho)),
        rows="\n".join(f"| {d['what']} | {d['rho']} | {d['scale']} |" for d in record.draws),
    )


def _weights(each: int) -> str:
    """What counts less than fully, in words.

    >>> _weights(2)
    'in 3 with weight 4/5 in each, in 4 or 5 with 3/5, in 6 to 12 with 2/5, in 13 to 50 with 1/5, in more with none'
    """
    said: list[str] = []
    first = each + 1
    while (parts := copies(first, each)) > 0:
        last = each * WHOLE**2 // parts**2
        many = f"{first}" if last == first else f"{first} {'or' if last == first + 1 else 'to'} {last}"
        said.append(f"in {many} with {'' if said else 'weight '}{parts}/{WHOLE}{'' if said else ' in each'}")
        first = last + 1
    return ", ".join([*said, "in more with none"])


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
        f" private quantile on public candidates, scale max(α, 1-α)/√(2ρ). Both in {WHOLE}ths of a"
        f" contributor: scales are {WHOLE} times that.\n\n{_BESIDE.format(order=', '.join(plan.BESIDE))}"
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
            lines.append(f"| {level.value} | {name} | {own:.6f} | {gates.least(own, ERRORS[level], spread)} |")
    errors = ", ".join(f"{ERRORS[level]:.0%} ({level.value})" for level in split.levels)
    return (
        f"## The gates\n\nA median is shown where the noise moves it by at most {errors} but for one draw in"
        f" {round(1 / gates.DOUBT)}, by this table"
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


def told_of(record: Record) -> tuple[str, ...]:
    """The statistics that a release of its kind may hold."""
    return SMALL if record.split == plan.NAME else (CONTRIBUTORS, KEPT, RATIO, UNPAID, ENDED, *plan.BESIDE)


def cited(record: Record) -> str:
    """How to cite a release in one line, without the address, which its files do not know."""
    marked = " (SIMULATED)" if record.simulated else ""
    return (
        f"{record.name}: What an hour of platform work paid, {record.quarter}{marked}. Release {record.release},"
        f" {record.made_on}. Published by {record.name}, key {fingerprint(record)[:16]}."
    )


def dataset(record: Record) -> str:
    """The release as a Dataset of schema.org, JSON-LD for search engines: safe inside a page."""
    publisher = {"@type": "Organization", "name": record.name}
    first, last = first_day(record.quarter), last_day(record.quarter)
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{record.name}: what an hour of platform work paid, {record.quarter}",
        "description": " ".join([*record.sentences, *cannot(record)]),
        "version": record.release,
        "identifier": f"{fingerprint(record)}/{record.release}",
        "datePublished": record.made_on,
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": list(record.regions),
        "creator": publisher,
        "publisher": publisher,
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "isAccessibleForFree": True,
        "variableMeasured": [NAMES[s] for s in told_of(record)],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": name, "encodingFormat": kind}
            for name, kind in (("cells.csv", "text/csv"), ("cells.parquet", "application/vnd.apache.parquet"))
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).replace("<", "\\u003c")


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


def dictionary() -> tuple[tuple[str, str, str], ...]:
    """Column, type and meaning: the dictionary inside `release.db`."""
    return tuple((name, kind, text) for name, (kind, text) in COLUMNS.items())


def about(record: Record) -> tuple[tuple[str, str], ...]:
    """Name and value of what a release says of itself, as text: a table of `release.db`."""
    made = [(k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in asdict(record).items()]
    sentences = [(f"sentence_{i}", s) for i, s in enumerate(record.sentences, 1)]
    return (*made, ("fingerprint", fingerprint(record)), *sentences)


def readme(record: Record) -> str:
    """README.md: what is in the folder, for a person who finds it."""
    return (
        f"# {record.name}, {record.quarter}: release {record.release}\n\n"
        + "\n\n".join(record.sentences)
        + "\n\n- `index.html`: everything on one page; opens without a network\n"
        "- `cells.csv`, `cells.parquet`: the figures; `datapackage.json` explains each column\n"
        "- `release.db`: the same for SQLite; `datasette release.db` shows it in a browser\n"
        "- `factsheet.html`: one page to print; `charts/`: pictures to print, each with its source\n"
        "- `METHODS.md`: how it was made; `CITATION.cff`: how to cite it\n"
        "- `SHA256SUMS` and its signature: `tracker release verify` checks both;"
        f" the key's fingerprint is {fingerprint(record)}\n"
    )
