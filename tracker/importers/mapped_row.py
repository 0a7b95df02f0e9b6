"""One row of a mapped table with what constants and lookups add to it, and the currency its sums are in."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from tracker.errors import InputError
from tracker.importers.base import UNASSIGNED, one_line
from tracker.importers.cell_currency import allowed_by, of_header, possible
from tracker.importers.columns import Reading, Row
from tracker.importers.mapped_cells import parser
from tracker.importers.mapping import Entry, Mapping
from tracker.say import Said, Word
from tracker.words import currency_hint, parse_currency


@dataclass(slots=True)
class Seen:
    """`fixed`: the constants that were read already, by field; `given`: the fields of columns and constants. Both are
    shared by all rows."""

    row: Row
    entry: Entry
    mapping: Mapping
    fixed: dict[str, Any]
    given: AbstractSet[str]

    def get(self, name: str) -> Any:
        """The value of a field: of its column, else its constant, else None."""
        if name not in self.given:
            return None
        mapping = self.mapping
        if name in mapping.columns:
            value = self.row[name]
            if value is not None and value != "":
                return value
        if name not in mapping.constants:
            return None
        if name not in self.fixed:
            self.fixed[name] = parser(name, mapping)(mapping.constants[name], Reading("ymd"))
        return self.fixed[name]

    def text(self, name: str) -> str | None:
        return self.get(name) or None

    def need(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise self.row.problem(name, "missing", Said("{name} is empty", name=Word(name)))
        return value

    @property
    def platform(self) -> str:
        return one_line(self.entry.platform or self.text("platform") or "") or UNASSIGNED

    @property
    def project(self) -> str | None:
        return one_line(self.entry.project or self.text("project") or "")

    def currency(self, *money: str) -> str | None:
        """Of the row's column, the lookup, the amount's own sign, the column's name, the constant; in this order.

        What a cell names itself is never thrown away: a code or a sign of one currency holds before the
        constant, and one that contradicts the row, or that the currency of the file is not, refuses the row.
        """
        names = [m for m in money if m in self.mapping.columns and self.row.raw(m)]
        cells = [(m, codes) for m in names if (codes := self._named(m))]
        said = self.row["currency"] if "currency" in self.mapping.columns else None
        said = str(said) if said else self.entry.currency
        own = next((next(iter(codes)) for _, codes in cells if len(codes) == 1), None)
        found = said or own or self._of_file(names or list(money))
        found = found or next((currency_hint(self.row.raw(m)) for m, _ in cells), None)
        for head in names:
            named = allowed_by(self.mapping.columns[head])
            if found and named and found not in named:
                one = f"in {next(iter(named))}" if len(named) == 1 else "in another currency"
                text = Said("the row says {found}, but its column is {one}", found=Word(found), one=Word(one))
                raise self.row.problem(head, "currency_conflict", text)
        for name, codes in cells:
            if found is not None and found not in codes:
                text = Said(
                    "{name!r} is not in {found}, in which the row or the mapping has it",
                    name=Word(self.row.raw(name)),
                    found=Word(found),
                )
                raise self.row.problem(name, "currency_conflict", text)
        return found

    def _named(self, name: str) -> frozenset[str]:
        try:
            return possible(self.row.raw(name))
        except InputError as error:
            raise self.row.problem(name, error.code, error.message) from None

    def _of_file(self, money: list[str]) -> str | None:
        constant = self.mapping.constants.get("currency")
        if constant:
            return parse_currency(constant)
        heads = (of_header(self.mapping.columns[m]) for m in money if m in self.mapping.columns)
        return next((h for h in heads if h), None)

    def need_currency(self, *money: str) -> str:
        code = self.currency(*money)
        if code is None:
            raise self.row.problem("amount", "no_currency", "the amount names no currency")
        return code
