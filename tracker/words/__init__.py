"""Text -> duration, money, date, clock time, zone: one parser each.

Each parser takes text and gives a value, or raises `InputError` with a stable `code`, the text as `value`
and a sentence. None of them guesses: what the text does not settle (decimal sign, order of a numeric date)
is an argument, and the detectors `decimal_sign` and `date_order` say what a whole column settles.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.words.amount import (
        Amount,
        Listed,
        agreed,
        parse_amount,
        parse_exchange,
        parse_in,
        parse_listed,
        per_hour,
        split_listed,
    )
    from tracker.words.cell import guard, read_cell, unguard, write_cell
    from tracker.words.clock import (
        local_instant,
        local_readings,
        local_span,
        offset_of,
        parse_clock,
        parse_instant,
        parse_moment,
        parse_zone,
        steady_offset,
        zone_info,
    )
    from tracker.words.currency import DOLLARS, in_use, meant_by
    from tracker.words.day import ORDERS, date_order, parse_day
    from tracker.words.duration import minutes_text, parse_duration, parse_length, spaced_duration
    from tracker.words.number import (
        SIGNS,
        currency_hint,
        decimal_sign,
        parse_currency,
        parse_decimal,
        parse_money,
        parse_price,
    )
    from tracker.words.tag import tags

_WHERE = {
    "Amount": "amount",
    "DOLLARS": "currency",
    "Listed": "amount",
    "ORDERS": "day",
    "SIGNS": "number",
    "agreed": "amount",
    "currency_hint": "number",
    "date_order": "day",
    "decimal_sign": "number",
    "guard": "cell",
    "in_use": "currency",
    "local_instant": "clock",
    "local_readings": "clock",
    "local_span": "clock",
    "meant_by": "currency",
    "minutes_text": "duration",
    "offset_of": "clock",
    "parse_amount": "amount",
    "parse_clock": "clock",
    "parse_currency": "number",
    "parse_day": "day",
    "parse_decimal": "number",
    "parse_duration": "duration",
    "parse_exchange": "amount",
    "parse_in": "amount",
    "parse_instant": "clock",
    "parse_length": "duration",
    "parse_listed": "amount",
    "parse_moment": "clock",
    "parse_money": "number",
    "parse_price": "number",
    "parse_zone": "clock",
    "per_hour": "amount",
    "read_cell": "cell",
    "spaced_duration": "duration",
    "split_listed": "amount",
    "steady_offset": "clock",
    "tags": "tag",
    "unguard": "cell",
    "write_cell": "cell",
    "zone_info": "clock",
}
"""Loaded when they are asked for: the patterns of all of them take as long to make as a short command."""

__all__ = [
    "DOLLARS",
    "ORDERS",
    "SIGNS",
    "Amount",
    "Listed",
    "agreed",
    "currency_hint",
    "date_order",
    "decimal_sign",
    "guard",
    "in_use",
    "local_instant",
    "local_readings",
    "local_span",
    "meant_by",
    "minutes_text",
    "offset_of",
    "parse_amount",
    "parse_clock",
    "parse_currency",
    "parse_day",
    "parse_decimal",
    "parse_duration",
    "parse_exchange",
    "parse_in",
    "parse_instant",
    "parse_length",
    "parse_listed",
    "parse_moment",
    "parse_money",
    "parse_price",
    "parse_zone",
    "per_hour",
    "read_cell",
    "spaced_duration",
    "split_listed",
    "steady_offset",
    "tags",
    "unguard",
    "write_cell",
    "zone_info",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
