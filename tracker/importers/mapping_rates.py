"""A lookup of a mapping from a second table: what each client code pays."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain import Activity, PayModel
from tracker.errors import InputError
from tracker.importers.base import Text
from tracker.importers.mapping import Entry, Lookup, Mapping
from tracker.importers.reading import read_cells
from tracker.say import Word
from tracker.units import round_ratio
from tracker.words import parse_money

_MONTHS = {"month": 1, "monthly": 1, "quarter": 3, "quarterly": 3, "year": 12, "yearly": 12}


def mapping_from_rates(
    mapping: Mapping, rates: Text, *, platform: str, currency: str | None = None, column: str = ""
) -> Mapping:
    """The mapping with a lookup built from a table of rates: columns code, type, rate and perhaps term.

    Type `hourly`: the rate is per hour. `flat rate`: a sum per term (month, quarter, year), kept as money per
    month, so that its sessions carry no hourly rate. `biz` (or `unpaid`): own work that nobody pays, activity
    admin. The code becomes the project.

    Args:
        column: the column of the mapped file that holds the code (default: the one mapped to `code`).

    Raises:
        InputError: a missing column, an unknown type or a rate that is not a number, with its line.
    """
    at = column or mapping.columns.get("code") or ""
    if not at:
        raise InputError("no column of the mapping is the code", hint="Map one column to code.")
    rows = read_cells(rates.name, rates.text, ",")
    header = [name.strip() for name in next(rows, (0, []))[1]]
    missing = {"code", "type", "rate"} - set(header)
    if missing:
        raise InputError("a table of rates needs a column {missing}", file=rates.name, line=1, missing=min(missing))
    values = {}
    for line, cells in rows:
        row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
        values[row["code"].strip()] = _rate_entry(row, platform, currency, rates.name, line)
    return replace(mapping, lookups=(*mapping.lookups, Lookup(at, values)))


def _rate_entry(row: dict[str, str], platform: str, currency: str | None, file: str, line: int) -> Entry:
    kind, code = row["type"].strip().casefold(), row["code"].strip()
    if kind in ("biz", "unpaid", "own"):
        return Entry(platform=platform, project=code, activity=Activity.ADMIN.value, paid=False)
    try:
        rate = parse_money(row["rate"].strip())
    except InputError:
        raise InputError("{value!r} is not a number", file=file, line=line, column="rate", value=row["rate"]) from None
    if kind == "hourly":
        return Entry(platform, code, None, rate, PayModel.HOURLY.value, currency, True)
    if kind in ("flat rate", "flat", "retainer", "stipend"):
        months = _MONTHS.get((row.get("term") or "month").strip().casefold(), 1)
        return Entry(platform, code, None, round_ratio(rate, months), PayModel.STIPEND.value, currency, True)
    raise InputError(
        "{row!r} is not a way of paying",
        hint="Use hourly, flat rate or biz.",
        file=file,
        line=line,
        row=Word(row["type"]),
    )
