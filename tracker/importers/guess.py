"""A first draft of a mapping for any table, and what it leaves open.

    Text ── draft ──> Draft: mapping, questions (what the file does not settle), rows (the first, as understood)
    Text, mapping with answers ── again ──> Draft

Columns are told by their names (in several languages) and by what is in them. The draft holds only what
it can defend; every doubt is a question of its own (`doubts_*`). The first rows are shown as they would be
stored with the likeliest answers: they are to look at, and never what is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from tracker.errors import InputError, UnreadableFile
from tracker.importers import doubts_length, doubts_money
from tracker.importers import vocabulary as v
from tracker.importers.base import ReadOptions, Text
from tracker.importers.cell_currency import of_header, possible
from tracker.importers.doubts import Question
from tracker.importers.doubts_all import open_questions
from tracker.importers.first_rows import FirstRow, first_rows
from tracker.importers.guess_columns import LENGTH_NAMES, kind_of, named_unit, plain, roles_of
from tracker.importers.guess_spans import proven
from tracker.importers.kinds import refuse_other_kinds
from tracker.importers.look import DAY_NAMES, Look
from tracker.importers.mapped_cells import DATES, NUMBERS, currency, sheet_of, told_apart, unnamed
from tracker.importers.mapping import FEES, FIELDS, Mapping, Words, word_key
from tracker.importers.parsers import Reading
from tracker.importers.plain_sums import fee_columns, is_total, partner, settled
from tracker.importers.reading import Table, find_delimiter, read_cells, table
from tracker.importers.row_zones import zone_column
from tracker.words import date_order, decimal_sign, parse_duration

_HINT = "Export it as CSV with several columns."
SHORTEST_WAY = 4
"""Letters of a word that says by itself which way money went."""
_TELLING = ("payer", "description", "client", "project", "task", "contract")
"""Fields of which one has to be there for rules to tell whose a row is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mapping with what it can defend, what to ask, and the first rows as they would be stored.

    `assumed` is the mapping with the likeliest answers, by which `rows` were read while questions are open.
    """

    mapping: Mapping
    questions: tuple[Question, ...]
    rows: tuple[FirstRow, ...]
    assumed: Mapping

    @property
    def needed(self) -> tuple[Question, ...]:
        """Questions without whose answers nothing is imported."""
        return tuple(q for q in self.questions if not q.optional)


def draft(text: Text, options: ReadOptions | None = None, *, n: int = 10) -> Draft:
    """A mapping for a table of any shape. Raises `UnreadableFile` if the text is not a table at all."""
    said = options or ReadOptions()
    found = _table(text)
    bare = Mapping(
        name=re.sub(r"\.\w+$", "", text.name) or "table",
        header=told_apart(found.header),
        delimiter=found.delimiter,
        encoding=text.encoding,
        header_row=found.header_line,
        drafted=True,
    )
    return again(text, _first(Look.at(text, bare), bare), said, n=n)


def again(text: Text, mapping: Mapping, options: ReadOptions | None = None, *, n: int = 10) -> Draft:
    """The draft after an answer or a correction. Raises as `draft`, and `InputError` for a missing column."""
    said = options or ReadOptions()
    mapping = _settled(text, mapping, said)
    asked, assumed = open_questions(Look.at(text, mapping), mapping, said)
    return Draft(mapping, asked, first_rows(text, assumed, said, n=n), assumed)


def _table(text: Text) -> Table:
    refuse_other_kinds(text)
    try:
        found = table(text)
        if len(found.header) > 1:
            return found
        raise UnreadableFile("The file is not a table: it has one column.", hint=_HINT, file=text.name)
    except UnreadableFile:
        if _is_set_in_columns(text.text[:20_000]):
            raise UnreadableFile(
                "The columns are set apart by spaces.",
                hint="Copy the table into a spreadsheet, see that each column is one of its own, and save it as CSV.",
                file=text.name,
            ) from None
        sign = find_delimiter(text.text)
        rows = [row for _, row in islice(read_cells(text.name, text.text, sign), 20)]
        width = max(map(len, rows), default=0)
        if width < 2:
            raise
        return Table(text.name, text.text, sign, unnamed(width), 0)


def _is_set_in_columns(head: str) -> bool:
    """Whether lines have several wide gaps, and no comma but those within numbers: it is no CSV."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    wide = sum(len(re.findall(r"\S {2,}\S", line)) > 1 for line in lines)
    return wide > 1 and wide * 2 > len(lines) and not re.search(r"[;\t|]|(?<!\d),|,(?!\d{3})", head)


# --- what the draft can defend -------------------------------------------------------------------------


def _first(look: Look, bare: Mapping) -> Mapping:
    if (beside := _second_table(look)) is not None:
        look.kinds[beside:] = ["empty"] * (len(look.kinds) - beside)
    roles = roles_of(look.header, look.kinds)
    roles = _named_day(look, roles) | _summed_times(look, roles)
    if not {"start", "end", "duration"} <= set(roles) and (told := proven(look, bare, roles)):
        roles = {f: i for f, i in roles.items() if i not in told.values()} | told
    if (at := zone_column(look, [roles[f] for f in ("start", "end") if f in roles])) is not None:
        roles = {f: i for f, i in roles.items() if i != at} | {"zone": at}
    if whole_days(look, roles):
        roles |= {"date": roles.pop("start"), "date_until": roles.pop("end")}
    if "id" in roles and len(set(look.column(roles["id"]))) < len(look.rows):
        del roles["id"]  # what is not another in each row is not a number of the row
    timed = "duration" in roles or ("start" in roles and "end" in roles)
    payments = replace(bare, kind="payout")
    timed = timed or (
        not doubts_money.sums_of(look, bare) and ("start" in roles or not doubts_money.sums_of(look, payments))
    )
    kind = "work_session" if timed else "payout"
    if not timed:
        roles = _told_from(look, roles)
    made = replace(bare, kind=kind, columns={f: look.header[i] for f, i in roles.items() if f in FIELDS[kind]})
    made = _with_money(look, replace(made, duration_unit=_unit(look, made)))
    return replace(made, words=_plain_ways(look, made))


_AGAIN = re.compile(r"(.+) \(column \d+\)")


def _second_table(look: Look) -> int | None:
    """Where another table is beside the first: behind an empty column a name comes again."""
    names = look.header
    for at, kind in enumerate(look.kinds):
        again = (m[1] for name in names[at:] if (m := _AGAIN.fullmatch(name)))
        if kind == "empty" and at > 0 and any(name in names[:at] for name in again):
            return at
    return None


def _named_day(look: Look, roles: dict[str, int]) -> dict[str, int]:
    """The roles with the only column that is called a date, though many of its rows have none yet ("Pending")."""
    called = [i for i, name in enumerate(look.header) if plain(name) in DAY_NAMES]
    others = [i for i, kind in enumerate(look.kinds) if kind in ("day", "moment", "epoch")]
    if len(called) != 1 or others or {"date", "start"} & set(roles) or called[0] in roles.values():
        return roles
    return roles | {"date": called[0]} if any(kind_of([c]) == "day" for c in look.filled(called[0])) else roles


def _summed_times(look: Look, roles: dict[str, int]) -> dict[str, int]:
    """A column "Time" of 1:30 and 0:45, if a row of totals adds it up: those are lengths."""
    if {"duration", "start", "end"} & set(roles):
        return {}
    totals = [n for n, row in enumerate(look.rows) if is_total(row)]
    for i, name in enumerate(look.header):
        if look.kinds[i] != "clock" or plain(name) not in LENGTH_NAMES or i in roles.values():
            continue
        lengths = [_length(c) for c in look.column(i)]
        parts = sum(s or 0 for n, s in enumerate(lengths) if n not in totals)
        if len(totals) == 1 and parts and lengths[totals[0]] == parts:
            return {"duration": i}
    return {}


def _length(cell: str) -> int | None:
    try:
        return parse_duration(cell)
    except InputError:
        return None


def _plain_ways(look: Look, made: Mapping) -> tuple[Words, ...]:
    """Words for in and out that leave no doubt: both are there, and nothing else is, beside sums without signs.

    Letters (C, D) and words as short as "in" may be anything.
    """
    at = look.index(made.columns.get("amount", "")) if made.kind == "payout" else None
    for i, kind in enumerate(look.kinds):
        words = look.words(i) if kind == "text" and at not in (None, i) else {}
        ways = {w: v.direction(w) for w in words}
        if any(len(w) < SHORTEST_WAY and word_key(w) not in ("cr", "dr") for w in words):
            continue
        if set(ways.values()) == {"in", "out"} and not v.named(look.header[i], v.STATUS_HEADERS):
            signs = {units > 0 for units in look.numbers(at or 0) if units}
            return (Words(look.header[i], "direction", ways),) if len(signs) == 1 else ()
    return ()


def _told_from(look: Look, roles: dict[str, int]) -> dict[str, int]:
    """The roles, so that rules have a text by which a payment is told from the others.

    Banks name that column in any language: without a known name it is the text that differs most from row to row, or
    the notes, if there is more in them. A column of which nothing is filled, or whose words only say which way the
    money went, tells nothing.
    """
    kept = {f: i for f, i in roles.items() if f not in _TELLING or _tells(look, i)}
    told = [look.header[kept[f]] for f in _TELLING if f in kept]
    used = {i for f, i in kept.items() if f != "tag"}  # "label" is what banks of France call the text
    left = [i for i, k in enumerate(look.kinds) if k == "text" and i not in used and _tells(look, i)]
    if not left or any(plain(name) != "category" for name in told):
        return kept
    most = max(left, key=lambda i: (len(look.words(i)), sum(map(len, look.filled(i))), -i))
    note = kept.get("note")
    if note is not None and _letters(look, note) > _letters(look, most):
        return {f: i for f, i in kept.items() if f != "note"} | {"description": note}
    return {f: i for f, i in kept.items() if i != most} | {"description": most}


def _letters(look: Look, i: int) -> int:
    return sum(map(len, look.filled(i)))


def _tells(look: Look, i: int) -> bool:
    return any(word and not v.direction(word) and not v.state(word) for word in look.words(i))


def whole_days(look: Look, roles: dict[str, int]) -> bool:
    """Whether starts and ends are the first and last moments of days: a period, no clock times."""
    if not {"start", "end", "duration"} <= set(roles):
        return False
    starts, ends = list(look.filled(roles["start"])), list(look.filled(roles["end"]))
    first, last = r"\D00:00(:00)?", r"\D(23:59(:59)?|00:00(:00)?)"
    return all(re.search(first + "$", c) for c in starts) and all(re.search(last + "$", c) for c in ends)


def _unit(look: Look, made: Mapping) -> str:
    """The unit of bare numbers: as the name says, as start and end prove, else one that fits into a day."""
    at = look.index(made.columns.get("duration", ""))
    if at is None or look.kinds[at] != "number":
        return "hours"
    if proven := doubts_length.units_of_span(look, made, at):
        return proven[0]
    largest = max((n for n in look.numbers(at) if n), default=0) / 10_000
    return named_unit(look.header[at]) or next(
        (unit for unit, most in (("hours", 24), ("minutes", 1440), ("seconds", 86_400)) if largest <= most),
        "milliseconds",
    )


def _with_money(look: Look, made: Mapping) -> Mapping:
    """A single plainly named sum, the currency that names or all cells say, and a surely named hourly rate."""
    found = doubts_money.sums_of(look, made)
    columns, constants = dict(made.columns), dict(made.constants)
    if made.kind == "payout":
        columns |= dict(zip(FEES, (look.header[i] for i in fee_columns(look)), strict=False))
    if made.kind == "payout" and (sure := settled(look, found)):
        columns["amount"] = look.header[sure[0]]
        if sure[1] is not None:
            columns["amount_out"] = look.header[sure[1]]
    elif len(found) == 1 and v.named(look.header[found[0]], v.PAID):
        columns["amount"] = look.header[found[0]]
    rates = [h for i, h in enumerate(look.header) if v.named(h, v.RATE_SURE) and look.kinds[i] in ("number", "money")]
    if rates and made.kind == "work_session":
        columns["rate"] = rates[0]
    its = partner(look, look.header.index(columns["amount"])) if "amount" in columns else None
    if code_at := look.header[its] if its is not None else _currency_column(look):
        columns["currency"] = code_at
    money = [columns[f] for f in ("amount", "rate") if f in columns]
    codes = {code for name in money if (code := of_header(name) or _in_all(look, name))}
    if len(codes) == 1:
        constants["currency"] = codes.pop()
        if money and of_header(money[0]) and not _contradicts(look, columns, constants["currency"]):
            columns.pop("currency", None)
    return replace(made, columns=columns, constants=constants)


def _currency_column(look: Look) -> str:
    """The column of currencies, if there is one, or where all of them say the same."""
    found = [i for i, k in enumerate(look.kinds) if k == "currency"]
    text = [i for i, k in enumerate(look.kinds) if k == "text" and v.named(look.header[i], v.CURRENCY | v.ASSETS)]
    mixed = [look.header[i] for i in text if len([w for w in look.words(i) if w]) > 1]
    if not found and len(mixed) == 1:
        return mixed[0]  # what is no currency in it refuses its row
    named = [look.header[i] for i in text if any(_is_currency(c) for c in look.words(i))]
    if not found and len(named) == 1:
        return named[0]  # what is no code in it, such as a sign, refuses its row
    if not found or len({tuple(look.column(i)) for i in found}) > 1:
        return ""
    names = [look.header[i] for i in found]
    own = next((name for name in names if not v.foreign(name)), names[0])
    return "" if len(found) == 1 and v.FOREIGN & set(v.bare(own).split()) else own


def _contradicts(look: Look, columns: dict[str, str], code: str) -> bool:
    """Whether the column that is called just currency names another one than the name of the sum does."""
    name = columns.get("currency", "")
    cells = look.words(look.header.index(name)) if v.named(name, v.CURRENCY) else ()
    return any(cell and cell.upper() != code for cell in cells)


def _is_currency(cell: str) -> bool:
    try:
        return bool(cell) and bool(currency(cell, Reading()))
    except InputError:
        return False


def _in_all(look: Look, name: str) -> str | None:
    """The currency that every cell of a column names by itself."""
    cells = list(look.filled(look.header.index(name)))
    try:
        named = {possible(c) for c in cells}
    except InputError:
        return None
    return next(iter(next(iter(named)))) if len(named) == 1 and len(next(iter(named))) == 1 else None


def _says_utc(mapping: Mapping) -> bool:
    """Whether the columns of start and end are both called UTC."""
    names = [mapping.columns[f] for f in ("start", "end") if f in mapping.columns]
    return bool(names) and all("utc" in re.findall(r"[a-z]+", plain(name)) for name in names)


def _settled(text: Text, mapping: Mapping, said: ReadOptions) -> Mapping:
    """The draft with what was said and what the whole file settles; what does not matter stays open."""
    sheet = sheet_of(text, mapping)
    order = said.dates or mapping.dates or date_order(sheet.cells(*DATES))
    sign = said.decimal or mapping.decimal or decimal_sign(sheet.cells(*NUMBERS))
    fractions = any(c in cell for cell in sheet.cells(*NUMBERS) for c in ".,")
    constants = dict(mapping.constants)
    if said.platform:
        constants["platform"] = said.platform
    return replace(
        mapping,
        dates=None if order == "ymd" and not (said.dates or mapping.dates) else order,
        decimal=sign if fractions or said.decimal or mapping.decimal else None,
        zone=said.zone or mapping.zone or ("UTC" if _says_utc(mapping) else None),
        constants=constants,
    )
