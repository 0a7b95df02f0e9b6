"""A release as tables: one line per figure, text in fixed form, and back again."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.errors import InputError
from tracker.pool.policy import Policy
from tracker.release.cells import Cell, Level
from tracker.release.figures import CONTRIBUTORS, RATES, SHARES, STATISTICS, Figure, Published, Result, Suppressed
from tracker.release.gates import Interval
from tracker.say import Said, told

PUBLISHED, SUPPRESSED = "published", "suppressed"
COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("string", "Name of the figure: release/cell/statistic; an anchor in index.html"),
    "release": ("string", "Quarter and number of the release"),
    "quarter": ("string", "Quarter that the figure is about"),
    "level": ("string", "all; platform; platform and role"),
    "platform": ("string", "Platform, of the pool's public vocabulary; empty for all"),
    "role": ("string", "Kind of work, of the public vocabulary; empty for all"),
    "statistic": ("string", "; ".join(f"{k}: {v}" for k, v in STATISTICS.items())),
    "unit": ("string", "people; share (0 to 1); the pool's currency per hour"),
    "status": ("string", "published or suppressed; a suppressed figure looks the same whatever the reason"),
    "value": ("number", "The figure"),
    "noise_low": ("number", "Lower end of where the figure without noise falls in 19 of 20 draws"),
    "noise_high": ("number", "Upper end of it"),
    "sample_low": (
        "number",
        "Lower end of the interval if contributors had been drawn at random from people like them",
    ),
    "sample_high": ("number", "Upper end of it"),
}
"""Column -> Frictionless type and meaning."""
NUMBERS = tuple(name for name, (kind, _) in COLUMNS.items() if kind == "number")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of `cells.csv`; numbers are text in fixed form, empty if there is none."""

    values: Mapping[str, str]

    def number(self, name: str) -> float | None:
        return float(self.values[name]) if self.values[name] else None

    @property
    def shown(self) -> bool:
        return self.values["status"] == PUBLISHED


def unit(statistic: str, currency: str) -> str:
    if statistic == CONTRIBUTORS:
        return "people"
    return "share" if statistic in SHARES else f"{currency} per hour"


def lines(figures: Iterable[Figure], policy: Policy, release: str, quarter: str) -> tuple[Line, ...]:
    """The lines of a release's figures, in their order."""
    return tuple(_line(f, policy, release, quarter) for f in figures)


def _line(f: Figure, policy: Policy, release: str, quarter: str) -> Line:
    where = {
        "id": f.name, "release": release, "quarter": quarter, "level": f.cell.level.value,
        "platform": f.cell.platform, "role": f.cell.role, "statistic": f.statistic,
        "unit": unit(f.statistic, policy.currency),
    }  # fmt: skip
    match f.result:
        case Suppressed():
            return Line({**where, "status": SUPPRESSED, **dict.fromkeys(NUMBERS, "")})
        case Published(value, noise, sample):
            numbers = (value, noise.low, noise.high, *((sample.low, sample.high) if sample else (None, None)))
            texts = [number_text(f.statistic, n) for n in numbers]
            return Line({**where, "status": PUBLISHED, **dict(zip(NUMBERS, texts, strict=True))})


def number_text(statistic: str, value: float | None) -> str:
    """Counts whole, rates to 0.01, shares to a thousandth.

    >>> number_text("contributors", 312.6), number_text("kept", 21.5), number_text("unpaid_share", 0.2344)
    ('313', '21.50', '0.234')
    """
    if value is None:
        return ""
    digits = 0 if statistic == CONTRIBUTORS else 2 if statistic in RATES else 3
    return f"{value + 0.0:.{digits}f}"


def csv_text(listed: Sequence[Line]) -> str:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(COLUMNS)
    write.writerows([x.values[c] for c in COLUMNS] for x in listed)
    return out.getvalue()


def read_csv(text: str) -> tuple[Line, ...]:
    """The lines of `cells.csv`. Raises InputError, code bad_release."""
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise bad_release("cells.csv cannot be read") from error
    if not rows or tuple(rows[0]) != tuple(COLUMNS):
        raise bad_release("cells.csv does not have the columns of a release")
    made = []
    for row in rows[1:]:
        if len(row) != len(COLUMNS):
            raise bad_release("a line of cells.csv is cut short")
        line = Line(dict(zip(COLUMNS, row, strict=True)))
        _check_line(line)
        made.append(line)
    return tuple(made)


def _check_line(line: Line) -> None:
    v = line.values
    known = v["status"] in (PUBLISHED, SUPPRESSED) and v["statistic"] in STATISTICS and v["level"] in tuple(Level)
    parts = v["id"].split("/")
    if not known or len(parts) != 3 or (parts[0], parts[2]) != (v["release"], v["statistic"]) or not parts[1]:
        raise bad_release("a line of cells.csv has what no release has")
    try:
        numbers = [line.number(n) for n in NUMBERS]
    except ValueError as error:
        raise bad_release("a number in cells.csv is not one") from error
    if not all(math.isfinite(n) for n in numbers if n is not None):
        raise bad_release("a number in cells.csv is not one")
    value, low, high, *sample = numbers
    if {x is not None for x in (value, low, high)} != {line.shown} or (not line.shown and any(v[n] for n in NUMBERS)):
        raise bad_release("a line of cells.csv is suppressed and has a value, or the other way round")
    if (sample[0] is None) != (sample[1] is None):
        raise bad_release("an interval of cells.csv has one end")


def figures_of(listed: Iterable[Line]) -> tuple[Figure, ...]:
    """The figures that lines stand for."""
    return tuple(_figure(x) for x in listed)


def _figure(line: Line) -> Figure:
    v = line.values
    level = Level(v["level"])
    cell = Cell(level, v["id"].split("/")[1], v["platform"], v["role"])
    return Figure(v["id"], cell, v["statistic"], _result(line))


def _result(line: Line) -> Result:
    value, low, high, sample_low, sample_high = (line.number(n) for n in NUMBERS)
    if value is None or low is None or high is None:
        return Suppressed()
    sample = None if sample_low is None or sample_high is None else Interval(sample_low, sample_high)
    return Published(value, Interval(low, high), sample)


def schema() -> dict[str, Any]:
    """The dictionary of `cells.csv` as a Frictionless table schema."""
    described = [
        {"name": n, "type": kind, "description": text, **_constraints(n)} for n, (kind, text) in COLUMNS.items()
    ]
    return {"fields": described, "primaryKey": ["id"], "missingValues": [""]}


def _constraints(name: str) -> dict[str, Any]:
    allowed: dict[str, list[str]] = {
        "level": [x.value for x in Level], "status": [PUBLISHED, SUPPRESSED], "statistic": list(STATISTICS),
    }  # fmt: skip
    return {"constraints": {"required": True, "enum": allowed[name]}} if name in allowed else {}


def bad_release(why: Said | str) -> InputError:
    return InputError("This is not a release that can be trusted: {why}.", code="bad_release", why=told(why))
