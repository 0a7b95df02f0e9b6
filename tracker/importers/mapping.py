"""A mapping: how the columns of a table from anywhere become rows of the ledger, kept as JSON.

    header of the file ──signature──> the mapping saved for it
    columns    field of the ledger -> column of the file      {"date": "Datum", "duration": "Stunden"}
    constants  field of the ledger -> one value for all rows  {"platform": "Northwind", "currency": "EUR"}
    lookups    value of a column   -> platform, project, activity, rate, paid or not

`guess.guess` drafts one, `mapped.MappedImporter` reads files by it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from tracker.domain import NOT_WORK, RULE_FIELDS, Activity, PayModel, Project
from tracker.errors import InputError
from tracker.importers.base import Text
from tracker.importers.reading import read_cells
from tracker.units import money_text, round_ratio
from tracker.words import parse_money

VERSION = 1
KINDS = ("work_session", "earning", "payout", "expense")
UNITS = ("hours", "minutes", "seconds")
DATE_ORDERS = ("ymd", "dmy", "mdy")

_SHARED = ("platform", "amount", "currency", "note", "id", *RULE_FIELDS)
FIELDS: Dict[str, tuple[str, ...]] = {
    "work_session": (
        "date", "date_until", "start", "end", "end_date", "duration", "counted", "activity", "tasks", "rate",
        "status", *_SHARED,
    ),
    "earning": ("date", "date_until", "kind", "due", "status", *_SHARED),
    "payout": ("date", "kind", "fee", "covers_from", "covers_to", *_SHARED),
    "expense": ("date", "category", *_SHARED),
}  # fmt: skip
"""What a column can be, by kind of row. `project`, `client`, `code` … are also what rules look at."""

NEEDED: Dict[str, tuple[tuple[str, ...], ...]] = {
    "work_session": (("date", "start"), ("end", "duration")),
    "earning": (("date",), ("amount",)),
    "payout": (("date",), ("amount",)),
    "expense": (("date",), ("amount",)),
}
"""Of each group at least one must have a column (or a constant)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one value of a looked-up column means. None: it says nothing on that."""

    platform: str | None = None
    project: str | None = None
    activity: str | None = None
    rate: int | None = None
    """Money units per hour (hourly), per task (per_task) or per month (stipend)."""
    pay_model: str | None = None
    currency: str | None = None
    paid: bool | None = None

    @property
    def session_rate(self) -> int | None:
        """The rate a work session carries: none where pay is a sum per month or in all."""
        return self.rate if self.pay_model in (None, PayModel.HOURLY, PayModel.PER_TASK) else None

    @property
    def kind_of_work(self) -> str | None:
        """The activity: as given, else admin for what is not paid."""
        return self.activity or (Activity.ADMIN.value if self.paid is False else None)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the values of one column mean; `*` stands for every value that is not listed."""

    column: str
    values: Dict[str, Entry]

    def find(self, value: str) -> Entry | None:
        """The entry of a cell: of the whole value, else of one part of a comma list, else of `*`.

        >>> Lookup("tags", {"own": Entry(paid=False)}).find("night, own").paid
        False
        """
        found = self.values.get(value)
        if found is None and "," in value:
            parts = (part.strip() for part in value.split(","))
            found = next((self.values[p] for p in parts if p in self.values), None)
        return found if found is not None else self.values.get("*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How to read one shape of table. None in `dates`, `decimal`, `zone` means: settled by the file or asked.

    `header` holds all column names of the file; a mapping written by hand may leave it out and then fits
    every file that has the columns it reads. `delimiter` "" is found. `header_row` is the 1-based line of the
    header, 0 for a table without one: its columns are then called "column 1", "column 2" …
    """

    name: str
    kind: str = "work_session"
    header: tuple[str, ...] = ()
    delimiter: str = ""
    encoding: str = ""
    header_row: int = 1
    dates: str | None = None
    decimal: str | None = None
    zone: str | None = None
    duration_unit: str = "hours"
    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    lookups: tuple[Lookup, ...] = ()

    @property
    def signature(self) -> str:
        """What files of this shape have in common: the header names, in any case and spacing."""
        return signature(self.header)

    def projects(self) -> tuple[Project, ...]:
        """The projects that the lookups name, with pay model and rate, for a ledger that has none yet."""
        found: dict[tuple[str, str], Project] = {}
        for entry in (e for table in self.lookups for e in table.values.values()):
            platform = entry.platform or self.constants.get("platform", "")
            if platform and platform != NOT_WORK and entry.project:
                found[platform, entry.project] = Project(
                    platform=platform,
                    project=entry.project,
                    pay_model=entry.pay_model,
                    agreed_rate=entry.rate,
                    currency=entry.currency or self.constants.get("currency"),
                )
        return tuple(found.values())


def signature(header: Sequence[str]) -> str:
    """One line that equal tables share.

    >>> signature(["Date ", "HOURS"])
    'date|hours'
    """
    return "|".join(" ".join(name.split()).casefold() for name in header)


# --- JSON ----------------------------------------------------------------------------------------------


def to_json(mapping: Mapping) -> str:
    """A mapping as JSON text: the same mapping always gives the same text."""
    raw = asdict(mapping)
    raw["lookups"] = [
        {"column": t.column, "values": {v: _entry_json(e) for v, e in sorted(t.values.items())}}
        for t in mapping.lookups
    ]
    raw["columns"] = dict(sorted(mapping.columns.items()))
    raw["constants"] = dict(sorted(mapping.constants.items()))
    return json.dumps({"tracker_mapping": VERSION, **raw}, ensure_ascii=False, indent=2) + "\n"


def _entry_json(entry: Entry) -> dict[str, Any]:
    said = {k: v for k, v in asdict(entry).items() if v is not None}
    return {k: money_text(v) if k == "rate" else v for k, v in said.items()}


def from_json(text: str, *, file: str = "mapping") -> Mapping:
    """The mapping that a JSON text holds.

    Raises:
        InputError: one sentence that says which key or value is wrong.
    """
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("this is no JSON", file=file, line=error.lineno, hint=f"{error.msg}.") from None
    except (ValueError, RecursionError):
        raise InputError("this is no mapping, however deep it goes", file=file) from None
    if not isinstance(raw, dict) or "tracker_mapping" not in raw:
        raise InputError('no mapping: an object with "tracker_mapping" is expected', file=file)
    if raw.pop("tracker_mapping") != VERSION:
        raise InputError("this mapping was written by another version", file=file, hint="Make it anew.")
    _known(raw, {f.name for f in fields(Mapping)}, file)
    _typed(raw, file)
    raw["header"] = tuple(raw.get("header", ()))
    raw["lookups"] = tuple(_lookup(t, file) for t in raw.get("lookups", ()))
    try:
        mapping = Mapping(**raw)
    except TypeError:
        raise InputError("a mapping needs a name", file=file, column="name") from None
    check(mapping, file=file)
    return mapping


_TYPES: Dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("name", "kind", "delimiter", "encoding", "duration_unit"), str),
    **dict.fromkeys(("dates", "decimal", "zone"), (str, type(None))),
    **dict.fromkeys(("header", "lookups"), list),
    **dict.fromkeys(("columns", "constants"), dict),
    "header_row": int,
}


def _typed(raw: dict[str, Any], file: str) -> None:
    for name, value in raw.items():
        inner = value.values() if isinstance(value, dict) else value if name == "header" else ()
        if not isinstance(value, _TYPES[name]) or not all(isinstance(v, str) for v in inner):
            raise InputError(f"{name} is not what it should be", file=file, column=name, value=str(value))


def _known(raw: dict[str, Any], names: set[str], file: str) -> None:
    strange = sorted(set(raw) - names)
    if strange:
        raise InputError(
            f"{strange[0]} is nothing a mapping has", hint=f"It has {', '.join(sorted(names))}.", file=file
        )


def _lookup(raw: object, file: str) -> Lookup:
    values = raw.get("values") if isinstance(raw, dict) else None
    good = isinstance(values, dict) and all(isinstance(said, dict) for said in values.values())
    if not isinstance(raw, dict) or not good or not isinstance(raw.get("column"), str):
        raise InputError('a lookup is {"column": …, "values": {…}}', file=file, column="lookups")
    entries = {}
    for value, said in raw["values"].items():
        _known(said, {f.name for f in fields(Entry)}, file)
        if not all(v is None or isinstance(v, bool if k == "paid" else str) for k, v in said.items() if k != "rate"):
            raise InputError(f"a value of the lookup for {value} is no text", file=file, column="lookups")
        entries[value] = Entry(**{**said, "rate": _money(said.get("rate"), file)})
    return Lookup(raw["column"], entries)


def _money(value: object, file: str) -> int | None:
    if value is None:
        return None
    try:
        return parse_money(str(value), exact=True)
    except InputError:
        raise InputError(f"{value!r} is no rate", file=file, column="rate") from None


def check(mapping: Mapping, *, file: str = "mapping") -> None:
    """Raises InputError where a mapping cannot be used, with the one thing to change."""
    _one_of("kind", mapping.kind, KINDS, file)
    _one_of("duration_unit", mapping.duration_unit, UNITS, file)
    _one_of("dates", mapping.dates, (None, *DATE_ORDERS), file)
    _one_of("decimal", mapping.decimal, (None, ".", ","), file)
    for name in (*mapping.columns, *mapping.constants):
        _one_of("columns", name, FIELDS[mapping.kind], file)
    for name, header in mapping.columns.items():
        if mapping.header and header not in mapping.header:
            raise InputError(f"{name} is to come from {header!r}, which the header has not", file=file)
    for group in NEEDED[mapping.kind]:
        if not any(name in mapping.columns or name in mapping.constants for name in group):
            raise InputError(f"no column is {' or '.join(group)}", hint="Say which one it is.", file=file)
    for entry in (e for table in mapping.lookups for e in table.values.values()):
        _one_of("activity", entry.activity, (None, *(a.value for a in Activity)), file)
        _one_of("pay_model", entry.pay_model, (None, *(p.value for p in PayModel)), file)


def _one_of(column: str, value: str | None, choices: tuple[str | None, ...], file: str) -> None:
    if value not in choices:
        names = ", ".join(str(c) for c in choices if c is not None)
        raise InputError(f"{value!r} is none of {names}", file=file, column=column, value=str(value))


# --- rates from a second table -------------------------------------------------------------------------

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
        InputError: a missing column, an unknown type or a rate that is no number, with its line.
    """
    at = column or mapping.columns.get("code") or ""
    if not at:
        raise InputError("no column of the mapping is the code", hint="Map one column to code.")
    rows = read_cells(rates.name, rates.text, ",")
    header = [name.strip() for name in next(rows, (0, []))[1]]
    missing = {"code", "type", "rate"} - set(header)
    if missing:
        raise InputError(f"a table of rates needs a column {min(missing)}", file=rates.name, line=1)
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
        raise InputError(
            f"{row['rate']!r} is no number", file=file, line=line, column="rate", value=row["rate"]
        ) from None
    if kind == "hourly":
        return Entry(platform, code, None, rate, PayModel.HOURLY.value, currency, True)
    if kind in ("flat rate", "flat", "retainer", "stipend"):
        months = _MONTHS.get((row.get("term") or "month").strip().casefold(), 1)
        return Entry(platform, code, None, round_ratio(rate, months), PayModel.STIPEND.value, currency, True)
    raise InputError(f"{row['type']!r} is no way of paying", hint="Use hourly, flat rate or biz.", file=file, line=line)
