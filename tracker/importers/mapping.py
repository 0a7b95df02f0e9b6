"""A mapping: how the columns of a table from anywhere become rows of the ledger (as JSON: `mapping_json`).

    header of the file ──signature──> the mapping saved for it
    columns    field of the ledger -> column of the file      {"date": "Datum", "duration": "Stunden"}
    constants  field of the ledger -> one value for all rows  {"platform": "Northwind", "currency": "EUR"}
    words      value of a column   -> in or out, paid or not yet or no income, approved …, mine or not
    lookups    value of a column   -> platform, project, activity, rate, paid or not

`guess.draft` makes one with its open questions, `mapped.MappedImporter` reads files by it.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.domain import NOT_WORK, RULE_FIELDS, Activity, PayModel, Project, Status
from tracker.errors import InputError
from tracker.say import Many, Word

KINDS = ("work_session", "earning", "payout", "expense")
UNITS = ("hours", "minutes", "seconds", "milliseconds", "days", "h.mm")
"""What a bare number of time counts; `days` are the fractions of a spreadsheet, `h.mm` is 1.30 for 1 h 30."""
COLONS = ("h:mm", "m:ss")
DATE_ORDERS = ("ymd", "dmy", "mdy")
_GONE = ("clawback", "outgoing", "income", "returned")
BELOW_ZERO: Dict[str, tuple[str, ...]] = {"payout": _GONE, "earning": _GONE, "expense": ("spent", "refund")}
"""By kind what a sum below zero is. "returned": taken back where the row speaks of it, else gone
out. Not said: taken back; of expenses, what most rows of the file are is spent."""
FEE_IS = ("on top", "taken off")
FEES = ("fee", "fee_2", "fee_3")
"""What was kept of a payment, in up to three columns."""
WORKED = ("span", "duration")
COVERS = ("day", "week from", "week to")
"""What a row's date stands for: its day, or the week that begins or ends with it."""

_SHARED = ("platform", "amount", "currency", "note", "id", *RULE_FIELDS)
FIELDS: Dict[str, tuple[str, ...]] = {
    "work_session": (
        "date", "date_until", "start", "end", "end_date", "duration", "duration_minutes", "duration_more", "pause",
        "counted", "zone",
        "activity", "tasks", "rate", "status", "submitted", "approved", *_SHARED,
    ),
    "earning": ("date", "date_until", "kind", "due", "status", "submitted", "approved", *_SHARED),
    "payout": ("date", "kind", "amount_out", *FEES, "covers_from", "covers_to", *_SHARED),
    "expense": ("date", "category", "amount_out", *_SHARED),
}  # fmt: skip
"""What a column can be, by kind of row. `project`, `client`, `code` … are also what rules look at."""

NEEDED: Dict[str, tuple[tuple[str, ...], ...]] = {
    "work_session": (("date", "start"), ("end", "duration", "duration_minutes")),
    "earning": (("date",), ("amount",)),
    "payout": (("date",), ("amount", "amount_out")),
    "expense": (("date",), ("amount", "amount_out")),
}
"""Of each group at least one must have a column (or a constant)."""

MEANINGS: Dict[str, tuple[str, ...]] = {
    "direction": ("in", "out", "neither"),
    "state": ("paid", "not yet", "not income"),
    "status": (*(s.value for s in Status), "not income"),
    "person": ("mine", "not mine"),
    "part": ("counts", "part of another row"),
}
"""By role of a column what its words can mean."""


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
        """The rate a work session carries: none if pay is a sum per month or in all."""
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


@dataclass(frozen=True, slots=True)
class Words:
    """What each word of one column means. `role` is one of `MEANINGS`; a word that is not listed means nothing yet."""

    column: str
    role: str
    values: Dict[str, str]

    def find(self, cell: str) -> str | None:
        """The meaning of a cell, in any case and spacing; of `*` for words that are not listed; else None.

        >>> Words("Type", "state", {"Paid out": "paid", "": "not yet"}).find("PAID  OUT")
        'paid'
        """
        wanted = word_key(cell)
        return next((m for w, m in self.values.items() if word_key(w) == wanted), self.values.get("*"))


@lru_cache(maxsize=16_384)
def word_key(word: str) -> str:
    """A word as it is compared.

    >>> word_key(" Charge_Back ") == word_key("charge back")
    True
    """
    return " ".join(word.replace("_", " ").casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How to read one shape of table. None in `dates`, `decimal`, `zone` means: settled by the file or asked.

    `header` holds all column names of the file; a mapping written by hand may leave it out and then fits
    every file that has the columns it reads. `delimiter` "" is found. `header_row` is the 1-based line of the
    header, 0 for a table without one: its columns are then called "column 1", "column 2" …

    `below_zero`: what sums below zero are (see `BELOW_ZERO`). `fee_is` "taken off": the amount is what was left
    after the fee, so that the payout's gross is both together. `once_per` names a column by which an amount that
    is on several lines counts once; a row whose cell in the column `total_without` is empty sums up those above it.
    `above` names the column of days whose empty cells say the same as the row above them.
    `worked`: which of span and duration is the time worked where they disagree; `pause_unit` is that of plain
    numbers of pauses. `covers`: what the date of hours stands for.
    `hundredths`: sums are in cents. `drafted`: made by the wizard, so a doubt that it does not answer is asked with
    every file; `answered` are the keys of the doubts that it does.
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
    colons: str = "h:mm"
    below_zero: str | None = None
    fee_is: str = "on top"
    once_per: str = ""
    total_without: str = ""
    above: str = ""
    worked: str | None = None
    pause_unit: str = "minutes"
    covers: str = "day"
    hundredths: bool = False
    columns: Dict[str, str] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    words: tuple[Words, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    drafted: bool = False
    answered: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """What files of this shape have in common: the header names, in any case and spacing."""
        return signature(self.header)

    def has(self, *names: str) -> bool:
        """Whether any of these fields has a column or a constant."""
        return any(n in self.columns or n in self.constants for n in names)

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


def check(mapping: Mapping, *, file: str = "mapping") -> None:
    """Raises InputError if a mapping cannot be used, with the one thing to change."""
    settle_check(mapping, file=file)
    for group in NEEDED[mapping.kind]:
        if not mapping.has(*group):
            raise InputError(
                "no column is {group}",
                hint="Choose which one it is.",
                file=file,
                group=Many([Word(x) for x in group], " or "),
            )


def settle_check(mapping: Mapping, *, file: str = "mapping") -> None:
    """The part of `check` that a draft with open questions passes too."""
    _one_of("kind", mapping.kind, KINDS, file)
    _one_of("duration_unit", mapping.duration_unit, UNITS, file)
    _one_of("colons", mapping.colons, COLONS, file)
    _one_of("dates", mapping.dates, (None, *DATE_ORDERS), file)
    _one_of("decimal", mapping.decimal, (None, ".", ","), file)
    _one_of("fee_is", mapping.fee_is, FEE_IS, file)
    _one_of("pause_unit", mapping.pause_unit, ("hours", "minutes"), file)
    _one_of("covers", mapping.covers, COVERS, file)
    _one_of("worked", mapping.worked, (None, *WORKED), file)
    _one_of("below_zero", mapping.below_zero, (None, *BELOW_ZERO.get(mapping.kind, ())), file)
    for name in (*mapping.columns, *mapping.constants):
        _one_of("columns", name, FIELDS[mapping.kind], file)
    for name, header in _read_columns(mapping):
        if mapping.header and header not in mapping.header:
            raise InputError(
                "{name} is to come from {header!r}, which the header has not",
                file=file,
                name=Word(name),
                header=Word(header),
            )
    for words in mapping.words:
        _one_of("words", words.role, tuple(MEANINGS), file)
        for meaning in words.values.values():
            _one_of("words", meaning, MEANINGS[words.role], file)
    for entry in (e for table in mapping.lookups for e in table.values.values()):
        _one_of("activity", entry.activity, (None, *(a.value for a in Activity)), file)
        _one_of("pay_model", entry.pay_model, (None, *(p.value for p in PayModel)), file)


def _read_columns(mapping: Mapping) -> list[tuple[str, str]]:
    """What is read from which column."""
    found = [*mapping.columns.items(), *((w.role, w.column) for w in mapping.words)]
    named = (("once_per", mapping.once_per), ("total_without", mapping.total_without), ("above", mapping.above))
    return [*found, *(pair for pair in named if pair[1])]


def _one_of(column: str, value: str | None, choices: tuple[str | None, ...], file: str) -> None:
    if value not in choices:
        names = ", ".join(str(c) for c in choices if c is not None)
        raise InputError(
            "{given!r} is not one of: {names}",
            file=file,
            column=column,
            value=str(value),
            given=Word(value),
            names=Word(names),
        )
