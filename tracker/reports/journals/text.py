"""Entries as the text that hledger 1.25, Ledger 3.3 and Beancount 3.2 accept and add up alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tracker.errors import InputError
from tracker.reports.journals.accounts import Accounts
from tracker.reports.journals.entries import Entry, Posting
from tracker.say import Word
from tracker.units import SCALE, currency_decimals, from_units

PROGRAMS = ("hledger", "ledger", "beancount")
OPENED = "1970-01-01"
_BEANCOUNT_CODE = re.compile(r"[A-Z][A-Z0-9]*")


def journal(made: Sequence[Entry], program: str, head: Iterable[str] = ()) -> bytes:
    """The entries as a journal for one of `PROGRAMS`. `head`: lines of its own words, as comments before them.

    Every amount of a currency has the same number of decimals: Beancount derives what it tolerates from the coarsest
    amount of an entry. Raises InputError for a currency that Beancount cannot name, AssertionError for an entry that
    does not balance.
    """
    named, decimals = Accounts(), _decimals(made)
    if program == "beancount" and (odd := sorted(c for c in decimals if not _BEANCOUNT_CODE.fullmatch(c))):
        raise InputError(
            "Beancount has no currency {odd}: its codes begin with a letter.", value=odd[0], odd=Word(odd[0])
        )
    write = _Writer(program, named, decimals)
    body = [line for entry in made for line in ("", *write.entry(entry))]
    opened = [f"{OPENED} open {name}" for name in named.all()] if program == "beancount" else []
    lines = [*(f"; {_line(text)}" for text in head), *([""] if opened else []), *opened, *body]
    return ("\n".join(lines) + "\n").encode()


class _Writer:
    def __init__(self, program: str, named: Accounts, decimals: dict[str, int]) -> None:
        self.program, self.named, self.decimals = program, named, decimals

    def entry(self, entry: Entry) -> list[str]:
        _check(entry)
        if self.program == "beancount":
            head = f'{entry.day} * "{_quoted(entry.payee)}" "{_quoted(entry.what)}"'
        else:
            head = f"{entry.day} * {_plain(entry.payee)} | {_plain(entry.what)}"
        told = {"row": entry.row.replace(":", " "), "project": entry.project, "note": entry.note}
        comments = [f"  ; {name} = {_line(text)}" for name, text in told.items() if text]
        return [head, *comments, *(self.posting(p) for p in entry.postings)]

    def posting(self, p: Posting) -> str:
        amount = self.amount(p.units, p.currency)
        cost = f" @@ {self.amount(*p.cost)}" if p.cost else ""
        return f"  {self.named.of(p.account)}  {amount}{cost}"

    def amount(self, units: int, currency: str) -> str:
        """An amount in the decimals of its currency.

        >>> _Writer("hledger", Accounts(), {"KWD": 3}).amount(101_250, "KWD")
        '10.125 KWD'
        """
        code = currency if currency.isalpha() or self.program == "beancount" else f'"{currency}"'
        return f"{from_units(units):.{self.decimals[currency]}f} {code}"


def _decimals(made: Iterable[Entry]) -> dict[str, int]:
    """By currency: its own decimals, or as many as the finest amount has."""
    out: dict[str, int] = {}
    for p in (p for e in made for p in e.postings):
        for units, currency in ((p.units, p.currency), *((p.cost,) if p.cost else ())):
            fine = -int(Decimal(units).scaleb(-4).normalize().as_tuple().exponent) if units % SCALE else 0
            out[currency] = max(out.get(currency, currency_decimals(currency)), fine)
    return out


def _check(entry: Entry) -> None:
    """An entry that does not balance is never written: a program might take it with a tolerance."""
    sums: dict[str, int] = {}
    for p in entry.postings:
        units, currency = (p.cost[0] if p.units > 0 else -p.cost[0], p.cost[1]) if p.cost else (p.units, p.currency)
        sums[currency] = sums.get(currency, 0) + units
    assert not any(sums.values()), (entry, sums)


_TAG = re.compile(r"(?<=[^\s\d]):")
_BRACKETS = str.maketrans("[]", "()")


def _line(text: str) -> str:
    r"""A text as a comment, in which no program finds anything to do.

    hledger reads `date:` and Ledger `[=2026-05-04]` in a comment as another day of the entry.

    >>> _line("due date: 10:30\n[=2026-05-04]")
    'due date : 10:30 (=2026-05-04)'
    """
    return " ".join(_TAG.sub(" :", text).translate(_BRACKETS).split())


def _plain(text: str) -> str:
    """A payee or a note on the line of an entry: no sign that divides these, begins a comment or is a state or a code.

    >>> _plain("(Old) A|B; C")
    'Old) A/B, C'
    """
    return _line(text.replace("|", "/").replace(";", ",").lstrip("(!* "))


def _quoted(text: str) -> str:
    return _line(text).replace("\\", "/").replace('"', "'")
