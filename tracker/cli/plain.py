"""Views as plain text: headings, sentences, figures and tables in at most 80 columns, with no colour.

A terminal reads what the pages say: days as 2026-05-31 for everybody, numbers with the signs of the language, and
amounts with the code of their currency, in a table once at the head of its column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import dropwhile
from textwrap import wrap as broken
from typing import Self

from tracker.cli import ways
from tracker.cli.figures import written
from tracker.cli.out import WIDTH, wrap
from tracker.errors import Caveat
from tracker.say import Said
from tracker.units import currency_decimals, from_units
from tracker.views import method
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

SPACE = "\N{NO-BREAK SPACE}"
NARROW = 14
"""Characters that a column of names keeps however little room there is."""
GAP = "  "
EMPTY = frozenset(("", NOTHING))
SIGNS = str.maketrans({SPACE: " ", "\N{NARROW NO-BREAK SPACE}": " ", "−": "-", NOTHING: "-"})
"""What not every console has."""
TALL = 4
"""Lines that a head takes at most, if no word is longer than its cells are wide."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A column as it is printed."""

    head: str
    cells: tuple[str, ...]
    right: bool

    def width(self, tall: int) -> int:
        """What it takes under a head of a number of lines; more lines where one word of it is all that a line holds."""
        least = max(map(len, [*self.head.split(), *self.cells]), default=0)
        wide = range(max(least, 1), len(self.head))
        return next((w for w in wide if len(broken(self.head, w)) <= tall), max(least, len(self.head)))

    def shorter(self, width: int) -> Printed:
        """The same with its names shortened."""
        return replace(self, cells=tuple(c if len(c) <= width else c[: width - 1] + "…" for c in self.cells))

    def lines(self, tall: int) -> list[str]:
        """Head and cells, all of one width; the head is level at its foot."""
        width = self.width(tall)
        head = broken(self.head, max(width, 1))
        side = str.rjust if self.right else str.ljust
        return [side(text, width) for text in (*[""] * (tall - len(head)), *head, *self.cells)]


class Terminal(Reader):
    """Who reads at a terminal; in the locale of what is said there unless another is named.

    >>> you = Terminal.of(None, "EUR")
    >>> you.money(12345600), you.money(12345678, "JPY"), you.whole(-12345600), you.exact(1250)
    ('1,234.56\\xa0EUR', '1,235\\xa0JPY', '-1,235\\xa0EUR', '0.125\\xa0EUR')
    """

    __slots__ = ()

    @classmethod
    def of(
        cls,
        locale: str | None,
        currency: str,
        *,
        masked: bool = False,
        aliases: Mapping[tuple[str, str], str] | None = None,
    ) -> Self:
        return super().of(locale or ways.locale(), currency, masked=masked, aliases=aliases)

    def money(self, units: int | None, currency: str | None = None) -> str:
        return self._coded(units, currency, currency_decimals(currency or self.currency))

    def exact(self, units: int | None, currency: str | None = None) -> str:
        digits = 0 if units is None else -int(from_units(units).normalize().as_tuple().exponent)
        return self._coded(units, currency, max(digits, currency_decimals(currency or self.currency)))

    def whole(self, units: int | None, currency: str | None = None) -> str:
        return self._coded(units, currency, 0)

    def _coded(self, units: int | None, currency: str | None, digits: int) -> str:
        if units is None:
            return NOTHING
        value = round(from_units(units), digits)
        return f"{self._written(value or abs(value), digits)}{SPACE}{currency or self.currency}"

    def number(self, value: float | Decimal | int | None, decimals: int = 0) -> str:
        return NOTHING if value is None else self._written(round(Decimal(str(value)), decimals) + 0, decimals)

    def _written(self, value: Decimal, digits: int) -> str:
        return written(f"{value:,.{digits}f}", str(self.locale))

    def day(self, day: dt.date | None) -> str:
        return NOTHING if day is None else day.isoformat()

    def say(self, said: Said | str) -> str:
        return ways.say(said)


def page(*parts: str) -> str:
    """Parts of an answer with a line between them; empty ones are left out."""
    return "\n\n".join(p for p in parts if p).translate(SIGNS)


def part(title: str, *bodies: str) -> str:
    """A heading and what is under it; nothing if nothing does."""
    said = [b for b in bodies if b]
    return "\n".join([title, *said]) if said else ""


def said(*sentences: Said | str) -> str:
    """Each sentence from a line of its own on."""
    return "\n".join(wrap(s) for s in sentences if s)


def facts(found: Iterable[tuple[str, str, str]]) -> str:
    """Figures, each with what it is and what it rests on."""
    return pairs([(figure, f"{what} ({rests})") for figure, what, rests in found])


def points(texts: Iterable[Said | str]) -> str:
    return "\n".join(wrap(text, first="  - ", rest="    ") for text in texts)


def notes(caveats: tuple[Caveat, ...]) -> str:
    """What the figures leave out."""
    return part(_("Worth knowing"), points(method.caveats(caveats)))


def pairs(rows: Sequence[tuple[str, str]]) -> str:
    """Questions beside their answers."""
    if not rows:
        return ""
    width = max(len(label) for label, _value in rows) + 2
    return "\n".join(wrap(label.ljust(width) + value, first="  ", rest=" " * (width + 2)) for label, value in rows)


def table(view: Table, *names: str, most: int | None = None) -> str:
    """The named columns of a table (all if none is named) but for empty ones; `most` rows, and how many more.

    Heads are broken to the width of their cells, names shortened where they leave the figures no room; columns that
    still do not fit go on below, beside the first one again.
    """
    known = {c.name: i for i, c in enumerate(view.columns)}
    rows = slice(most)
    columns = [
        _printed(view.columns[i], [r[i] for r in view.cells[rows]], [r[i] for r in view.values[rows]])
        for i in (known[n] for n in names or known)
    ]
    lines = _side_by_side([c for c in columns if not EMPTY.issuperset(c.cells)])
    rest = len(view.cells) - len(view.cells[rows])
    return "\n".join([*lines, *([_("… and {n} more").format(n=rest)] if rest else [])])


def records(view: Table) -> str:
    """Each row of a table by itself: its first cell, and what its other cells hold."""
    titles = [c.title for c in view.columns[1:]]
    rows = ((cells[0], zip(titles, cells[1:], strict=True)) for cells in view.cells)
    return "\n".join(part(first, pairs([x for x in rest if x[1] not in ("", "0")])) for first, rest in rows)


def _printed(column: Column, cells: list[str], values: list[Value]) -> Printed:
    """A column of amounts in one currency names it in its head."""
    codes = {c.rpartition(SPACE)[2] for c, v in zip(cells, values, strict=True) if isinstance(v, Decimal)}
    code = codes.pop() if len(codes) == 1 else ""
    if not code.isupper():
        return Printed(column.title, tuple(cells), column.right)
    return Printed(f"{column.title}, {code}", tuple(c.removesuffix(SPACE + code) for c in cells), column.right)


def _side_by_side(columns: list[Printed]) -> list[str]:
    """Columns under heads of as few lines as there is room for; what does not fit comes below, beside the first."""
    tall = next((n for n in range(1, TALL) if _over(columns, n) <= 0), TALL)
    _shorten(columns, tall)
    fits = next((n for n in range(len(columns), 2, -1) if _over(columns[:n], tall) <= 0), 2)
    lines = [GAP.join(cells).rstrip() for cells in zip(*(c.lines(tall) for c in columns[:fits]), strict=True)]
    below = ["", *_side_by_side([columns[0], *columns[fits:]])] if columns[fits:] else []
    return [*dropwhile(lambda line: not line, lines), *below]


def _over(columns: Sequence[Printed], tall: int) -> int:
    """Characters that columns take beyond the width; none or less where they fit."""
    return sum(c.width(tall) + len(GAP) for c in columns) - len(GAP) - WIDTH


def _shorten(columns: list[Printed], tall: int) -> None:
    """Shorten names, the longest first, as far as it takes."""
    for i in sorted(range(len(columns)), key=lambda i: -columns[i].width(tall)):
        over, c = _over(columns, tall), columns[i]
        if over > 0 and not c.right:
            columns[i] = c.shorter(max(NARROW, c.width(tall) - over))
