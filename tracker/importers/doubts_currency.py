"""Doubts about what a sum is in: its currency, whole amounts or cents, money for an hour or for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tracker.errors import InputError
from tracker.importers import vocabulary as v
from tracker.importers.cell_currency import allowed_by, of_header, possible
from tracker.importers.doubts import ANY_CURRENCY, Choice, Question
from tracker.importers.doubts_money import NONE
from tracker.importers.look import Look
from tracker.importers.mapping import FEES, Mapping
from tracker.importers.plain_sums import partner
from tracker.importers.settling import decimals
from tracker.say import Said, Word
from tracker.units import money_text

_OFFSET = re.compile(r"\d(?:Z| ?[+-]\d\d:?\d\d)$|^\d{10}(?:\d{3})?$")


def hundredths(look: Look, mapping: Mapping) -> Iterator[Question]:
    """Sums that are whole numbers without a sign, all of them large or written by a program: they may be cents.

    A program writes 10.00 for ten; a person writes 10.
    """
    at = look.index(mapping.columns.get("amount", ""))
    if at is None or look.kinds[at] != "number":
        return
    codes = {c for c in look.currencies(at, mapping) if c}
    if codes and not any(decimals(c) for c in codes):
        return  # there are no cents of it
    numbers = [abs(n) for n in look.numbers(at) if n]
    called = bool(re.search(r"(?i)cents?\b|pence|minor", look.header[at]))
    whole = all(n % 10_000 == 0 and (n >= 1_000_000 or _by_a_program(look, mapping)) for n in numbers)
    if not numbers or not (called or whole) or any(c in ".," for cell in look.filled(at) for c in cell):
        return
    most = money_text(max(numbers))
    cents = money_text(max(numbers) // 100)
    choices = (
        Choice(
            "whole",
            Said("whole amounts: the largest is {most}", most=Word(most)),
            (("hundredths", ""),),
            *look.total(at, mapping),
        ),
        Choice("cents", Said("cents: the largest is {cents}", cents=Word(cents)), (("hundredths", "yes"),)),
    )
    name = look.header[at]
    yield Question(
        f"hundredths:{name}",
        Said("{name}: are these whole amounts or cents?", name=Word(name)),
        choices[::-1] if called else choices,
    )


def _by_a_program(look: Look, mapping: Mapping) -> bool:
    """Whether a program wrote a table of payments: its rows have ids, or moments with an offset."""
    if mapping.kind == "work_session":
        return False
    moments = (c for i, kind in enumerate(look.kinds) if kind in ("moment", "epoch") for c in look.filled(i))
    return "id" in mapping.columns or any(_OFFSET.search(c) for c in islice(moments, 20))


def rate(look: Look, mapping: Mapping) -> Iterator[Question]:
    """A column that is named a rate without saying of what."""
    if mapping.kind != "work_session" or "rate" in mapping.columns:
        return
    for i, name in enumerate(look.header):
        prices = look.kinds[i] in ("number", "money") or (look.kinds[i] == "text" and any(look.numbers(i)))
        if v.named(name, v.RATE) and prices and name not in mapping.columns.values():
            yield Question(f"rate:{name}", Said("What is {name}?", name=Word(name)), (
                Choice("rate", "money for an hour (for a task, where the project is paid by the task)",
                       (("columns.rate", name),)),
                Choice(NONE, "something else", ()),
            ))  # fmt: skip


def currency(look: Look, mapping: Mapping) -> Iterator[Question]:
    """The currency of the sums, if neither a column, their name nor every cell says it."""
    money = [
        i for f in ("amount", "rate", *FEES, "amount_out") if (i := look.index(mapping.columns.get(f, ""))) is not None
    ]
    if not money:
        return
    at = look.index(mapping.columns.get("currency", ""))
    own = of_header(look.header[money[0]])
    columns = [i for i, k in enumerate(look.kinds) if k == "currency"]
    if own is None and at is not None and at == partner(look, money[0]):
        return
    if own is None and len(columns) > 1 and len({tuple(look.column(i)) for i in columns}) > 1:
        of, choices = look.header[money[0]], tuple(_currency_column(look, i) for i in columns)
        yield Question(
            f"currency:{of}", Said("Which column names the currency of {of}?", of=Word(of)), choices, takes=ANY_CURRENCY
        )
        return
    if at is not None or own is not None or mapping.constants.get("currency"):
        return
    named = [_named(row[money[0]]) for row in look.rows if row[money[0]]]
    if named and all(len(n) == 1 for n in named):
        return
    shared = frozenset.intersection(*named) if named else frozenset()
    shared = shared or allowed_by(look.header[money[0]])
    likely = sorted(shared, key=lambda c: (c not in ("USD", "GBP", "JPY", "SEK", "INR"), c))
    choices = tuple(Choice(c, c, ((ANY_CURRENCY, c),)) for c in likely[:12])
    yield Question(
        "currency",
        Said("In which currency is {header}?", header=Word(look.header[money[0]])),
        choices,
        takes=ANY_CURRENCY,
        suggested=("USD", "EUR"),
    )


def _currency_column(look: Look, i: int) -> Choice:
    name, codes = look.header[i], ", ".join(list(look.words(i))[:4])
    return Choice(
        name,
        Said("the column {name}: {codes}", name=Word(name), codes=Word(codes)),
        (("columns.currency", name), ("constants.currency", "")),
    )


def _named(cell: str) -> frozenset[str]:
    try:
        return possible(cell)
    except InputError:
        return frozenset()
