"""MT940 as text: statements of lines, and what the text of a line (`:86:`) says, in the ways in which banks write it.

:20:… :25:ACCOUNT :60F:C260301EUR1000,00
:61:2603030303RC100,00NTRFNONREF//8123      a credit of 100.00 that was taken back
:86:166?00GUTSCHRIFT?20EREF+E1?21SVWZ+Invoice 7?32NORTHWIND LABS
:62F:C260331EUR900,00
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache

from tracker.errors import InputError
from tracker.words import parse_currency, parse_money

_TAG = re.compile(r":(20|21|25P?|28C?|60[FM]|61|62[FM]|64|65|86|13D?|34F|90[CD]|NS):(.*)", re.DOTALL)
_END = re.compile(r"-(?:\}(?:\{5:.*)?)?")
_LINE = re.compile(r"(\d{6})(\d{4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?([\d.,]+)([NFS][A-Z0-9 ]{3})?(.*)")
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d[\d,]*)")
_AMOUNT = re.compile(r"\d{1,15}(?:,\d{0,4})?")
_FIELDS = re.compile(r"\d{3}([?~<>|^])(?=\d\d)")
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|PURP)\+")
_CODES = re.compile(
    r"/(ORDP|BENM|CNTP|NAME|REMI|EREF|PREF|TRTP|TRCD|IBAN|BIC|MARF|CSID|RTRN|ADDR|ISDT|PURP|ULTD|ULTC|ID)/"
)


@dataclass(slots=True)
class Line:
    """One `:61:` with the `:86:` behind it, by the lines of the file."""

    line: int
    said: list[str]
    about: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Statement:
    """What is between one `:20:` and the next."""

    line: int
    account: str = ""
    opening: str = ""
    closing: str = ""
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """All of it, to tell whether it is there twice."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A `:61:` as read. `mark`: C and D, taken back RC and RD, expected EC and ED."""

    on: dt.date
    mark: str
    units: int
    reference: str
    bank: str
    more: str


@dataclass(frozen=True, slots=True)
class About:
    """What a `:86:` says: who is named, what for, references."""

    name: str
    words: str
    references: tuple[str, ...] = ()


def statements(text: str) -> list[Statement]:
    """The statements of a file, envelopes of SWIFT or none around them."""
    made: list[Statement] = []
    last: list[str] | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        said = raw.rstrip("\r")
        said = said.rpartition("{4:")[2] if "{4:" in said else said
        found = _TAG.match(said)
        if found and found[1] == "20":
            made.append(Statement(number))
        if made and said.strip():
            made[-1].words.append(said)
        if found and made:
            last = _field(made[-1], number, found[1], found[2])
        elif _END.fullmatch(said.strip()):
            last = None
        elif last is not None and said.strip():
            last.append(said)
    return made


def _field(statement: Statement, number: int, tag: str, said: str) -> list[str] | None:
    """Put a field into its statement; gives where its further lines belong."""
    match tag:
        case "25" | "25P":
            statement.account = said.strip()
        case "60F" | "60M":
            statement.opening = said.strip()
        case "62F" | "62M":
            statement.closing = said.strip()
        case "61":
            statement.lines.append(Line(number, [said]))
            return statement.lines[-1].said
        case "86" if statement.lines and not statement.closing:
            statement.lines[-1].about.append(said)
            return statement.lines[-1].about
    return None


def balance(said: str) -> tuple[dt.date, int, str] | None:
    """Day, units and currency of `C260301EUR1000,00`, below zero with a D; None if it cannot be read."""
    found = _BALANCE.fullmatch(said)
    if not found:
        return None
    try:
        units = _units(found[4])
        return _day(found[2]), units if found[1] == "C" else -units, parse_currency(found[3])
    except InputError:
        return None


def booking(line: Line) -> Booking:
    """A `:61:`. Raises `InputError` (`not_understood`, `bad_date`, `bad_number`)."""
    found = _LINE.fullmatch(line.said[0].strip())
    if not found:
        raise InputError("The line {value!r} cannot be read.", code="not_understood", column=":61:", value=line.said[0])
    value = _day(found[1])
    own, _, bank = found[7].partition("//")
    return Booking(
        _entry_day(found[2], value) if found[2] else value,
        found[3],
        _units(found[5]),
        own.strip(),
        bank.strip(),
        " ".join(line.said[1:]).strip(),
    )


def _day(said: str) -> dt.date:
    """`YYMMDD`: of this century up to 79."""
    year = int(said[:2])
    try:
        return dt.date(year + (2000 if year < 80 else 1900), int(said[2:4]), int(said[4:]))
    except ValueError:
        raise InputError("{value!r} is not a date.", code="bad_date", column=":61:", value=said) from None


def _entry_day(said: str, value: dt.date) -> dt.date:
    """`MMDD`, of the year in which it is closest to the day of value."""
    found = []
    for year in (value.year - 1, value.year, value.year + 1):
        try:
            found.append(dt.date(year, int(said[:2]), int(said[2:])))
        except ValueError:
            continue
    if not found:
        raise InputError("{value!r} is not a date.", code="bad_date", column=":61:", value=said)
    return min(found, key=lambda day: abs((day - value).days))


def _units(said: str) -> int:
    if not _AMOUNT.fullmatch(said):
        raise InputError("{value!r} is not a number of MT940.", code="bad_number", column=":61:", value=said)
    return parse_money(said.replace(",", ".").rstrip("."), exact=True)


def about(lines: list[str]) -> About:
    """What a `:86:` says: fields with numbers (`?32`), codes in slashes (`/NAME/`), or plain words."""
    joined = "".join(lines).strip()
    if found := _FIELDS.match(joined):
        return _numbered(joined[3:], found[1])
    if _CODES.search(joined):
        return _coded(joined)
    words = " ".join(" ".join(lines).split())
    return About(words, words)


def _numbered(said: str, sign: str) -> About:
    parts = _numbers(sign).split(said)
    fields = dict(zip(parts[1::2], parts[2::2], strict=True))
    name = f"{fields.get('32', '')}{fields.get('33', '')}"
    usage = "".join(v for k, v in fields.items() if "20" <= k <= "29" or "60" <= k <= "63")
    tagged = _SEPA.split(usage)
    by_tag = dict(zip(tagged[1::2], tagged[2::2], strict=True))
    words = by_tag.get("SVWZ", "" if by_tag else usage) or tagged[0] or fields.get("00", "")
    return _about(name or by_tag.get("ABWA", ""), words, by_tag.get("EREF"), by_tag.get("KREF"))


@cache
def _numbers(sign: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(sign)}(\d\d)")


def _coded(said: str) -> About:
    parts = _CODES.split(said)
    fields: dict[str, str] = {}
    for code, value in zip(parts[1::2], parts[2::2], strict=True):
        fields.setdefault(code, value.strip("/ "))
    other = fields.get("CNTP", "").split("/")
    name = fields.get("NAME") or (other[2] if len(other) > 2 else "")
    words = fields.get("REMI", "").removeprefix("USTD//") or parts[0] or fields.get("TRTP", "")
    return _about(name, words, fields.get("EREF"), fields.get("PREF"))


def _about(name: str, words: str, *references: str | None) -> About:
    known = (r.strip() for r in references if r)
    kept = tuple(r for r in known if r and r.upper() not in ("NOTPROVIDED", "NONREF"))
    name, words = " ".join(name.split()), " ".join(words.split())
    return About(name or words, words or name, kept)
