"""QIF as text: records of lines that begin with a letter, in sections, each of an account.

!Account  NChecking TBank ^      !Type:Bank  D03/04/26 T1,250.00 PNorthwind MInvoice 7 LIncome ^
D of the day, T of the sum, P who, M what for, L a category or [another account], S E $ parts of the sum
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.importers.base import Text

_YEAR = re.compile(r"(.*\d)\s*'\s*(\d{1,4})")
BANKS = ("bank", "cash")
OTHERS = ("ccard", "oth a", "oth l")
"""Credit cards, and accounts of what is owned and owed."""
INVESTED = ("invst", "port", "401(k)/403(b)")


@dataclass(slots=True)
class Split:
    """A part of a record's sum."""

    category: str
    amount: str = ""


@dataclass(slots=True)
class Record:
    """One record: its values by their letters."""

    line: int
    kind: str
    """Of its section, in small letters: `bank`, `cash`, `ccard`, `oth a` …"""
    account: str
    values: dict[str, str] = field(default_factory=dict)
    splits: list[Split] = field(default_factory=list)
    whole: bool = True
    """Whether it has its end (`^`)."""

    @property
    def date(self) -> str:
        """Its day with the year as four figures where an apostrophe says that it is of this century.

        >>> Record(1, "bank", "", {"D": "1/15' 4"}).date, Record(1, "bank", "", {"D": "15.01'26"}).date
        ('1/15/2004', '15.01.2026')
        """
        said = re.sub(r"(?<=[/.-])\s+|\s+(?=[/.-])", "", self.values.get("D", "").strip())
        if found := _YEAR.fullmatch(said):
            sign = next((c for c in found[1] if c in "/.-"), "/")
            year = found[2] if len(found[2]) == 4 else f"20{found[2].zfill(2)}"
            return f"{found[1].strip()}{sign}{year}"
        return said


def records(text: Text) -> Iterator[Record]:
    """The records of all sections, those of lists (accounts, categories …) left aside."""
    kind = account = ""
    record: Record | None = None
    for number, raw in enumerate(text.text.split("\n"), 1):
        said = raw.strip()
        if said.startswith("!"):
            kind = _section(said) or kind
            record = None
        elif said == "^":
            if record and kind == "account":
                account = record.values.get("N", "")
            elif record:
                yield record
            record = None
        elif said:
            record = record or Record(number, kind, account)
            _put(record, said[0].upper(), said[1:].strip())
    if record and kind != "account":
        record.whole = False
        yield record


def _section(said: str) -> str:
    """The kind of section that a line begins; "" for an option, which begins none."""
    name, _, kind = said[1:].partition(":")
    if name.strip().casefold() == "type":
        return " ".join(kind.casefold().split())
    return "account" if name.strip().casefold() == "account" else ""


def _put(record: Record, letter: str, value: str) -> None:
    if letter == "S":
        record.splits.append(Split(value))
    elif letter == "$" and record.splits:
        record.splits[-1].amount = value
    else:
        record.values.setdefault(letter, value)
