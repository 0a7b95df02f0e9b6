"""What a whole file settles: the order of its dates, its decimal sign, its zone; else it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tracker.errors import NeedsAnswer
from tracker.importers.base import ReadOptions
from tracker.importers.columns import Sheet
from tracker.say import Said, Word
from tracker.words import ORDERS, SIGNS, currency_hint, date_order, decimal_sign, parse_currency, parse_zone


def settle_dates(options: ReadOptions, sheet: Sheet, *names: str) -> str:
    """The order of the numeric dates in these columns: as said, else as the whole file settles.

    Raises `NeedsAnswer` (`--dates`) where both readings are possible.
    """
    return options.dates or order_of(options, sheet.cells(*names), sheet.table.name)


def order_of(options: ReadOptions, cells: Sequence[str], file: str) -> str:
    """`settle_dates` for dates that are in no table."""
    order = options.dates or date_order(cells)
    if order is None:
        raise NeedsAnswer(
            Said("Dates such as {cells!r} may be day first or month first.", cells=Word(next(iter(cells), ""))),
            asks="dates",
            choices=ORDERS,
            file=file,
        )
    return order


def settle_decimal(options: ReadOptions, sheet: Sheet, *names: str, currencies: str | Sequence[str] = ()) -> str:
    """The decimal sign of these columns. Raises `NeedsAnswer` (`--decimal`) where it is open.

    `currencies`: the codes of columns that hold nothing but money, or the column that holds them. If none of
    them has three decimals, the comma of 1,234 can only be grouping.
    """
    if options.decimal:
        return options.decimal
    codes = sheet.cells(currencies) if isinstance(currencies, str) else currencies
    return sign_of(options, sheet.cells(*names), codes, sheet.table.name)


def sign_of(options: ReadOptions, cells: Sequence[str], codes: Sequence[str], file: str) -> str:
    """`settle_decimal` for sums that are in no table; `codes`: their currencies."""
    sign = options.decimal or decimal_sign(cells) or _by_grouping(cells, codes)
    if sign is None:
        raise NeedsAnswer(
            "The file does not settle whether its decimal sign is a point or a comma.",
            asks="decimal",
            choices=SIGNS,
            file=file,
        )
    return sign


def _by_grouping(cells: Sequence[str], codes: Sequence[str]) -> str | None:
    """The decimal sign of money whose every mark is a comma before three digits, if no currency has three.

    A point before three digits stays open: programs write 2.000 for two.
    """
    if not codes or any(decimals(code) > 2 for code in codes):
        return None
    return "." if {c for cell in cells for c in cell if c in SIGNS} == {","} else None


def settle_currency(options: ReadOptions, sheet: Sheet, *names: str) -> str:
    """The currency of money columns that name none: as said, else the one that signs in their cells settle.

    `$` alone settles nothing: a dozen currencies use it. Raises `NeedsAnswer` (`--currency`).
    """
    if options.currency:
        return parse_currency(options.currency)
    found = {c for cell in sheet.cells(*names) if (c := currency_hint(cell)) and (c != "USD" or "US" in cell.upper())}
    return found.pop() if len(found) == 1 else said_currency(options, sheet.table.name)


def said_currency(options: ReadOptions, file: str) -> str:
    """The currency of a file that names none, as said. Raises `NeedsAnswer` (`--currency`)."""
    if options.currency:
        return parse_currency(options.currency)
    raise NeedsAnswer("The file does not say in which currency its sums are.", asks="currency", file=file)


@cache
def decimals(code: str) -> int:
    """How many decimals a currency has; two if nobody knows it.

    >>> decimals("KWD"), decimals("JPY"), decimals("usd")
    (3, 0, 2)
    """
    from babel.numbers import get_currency_precision

    return get_currency_precision(code.strip().upper())


def settle_zone(options: ReadOptions, name: str) -> str:
    """The zone of clock times that name none, as said. Raises `NeedsAnswer` (`--zone`)."""
    if options.zone:
        return parse_zone(options.zone)
    raise NeedsAnswer(
        Said("The clock times name no zone (yours is {home_zone}).", home_zone=Word(options.home_zone)),
        asks="zone",
        choices=(options.home_zone,),
        file=name,
    )
