"""OFX as text: the transactions of its accounts, from SGML (1.x) and XML (2.x) alike.

    <STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>… <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302<TRNAMT>…</STMTTRN> …

A value ends at the next tag; whether it has an end tag of its own does not matter, and neither does what the header
says of itself. A tag of something inside a transaction is known with its place: `CURRENCY/CURSYM`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from tracker.errors import InputError
from tracker.importers.base import Text
from tracker.words import parse_day

_TAG = re.compile(
    r"<(/?)([A-Za-z][\w.]*)\s*/?>\s*(?:<!\[CDATA\[(.{0,20000}?)\]\]>|((?:[^<]|<(?![/A-Za-z!?]))*))", re.DOTALL
)
_SIGN = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_LISTS = {"STMTRS", "CCSTMTRS", "INVSTMTRS"}
_FROM = {"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"}
_ROWS = {"STMTTRN": False, "STMTTRNP": True}
"""What is one transaction, and whether it is pending."""
_INSIDE = {"CURRENCY", "ORIGCURRENCY", "PAYEE", "BANKACCTTO", "CCACCTTO"} | _FROM
_MOMENT = re.compile(
    r"(\d{8})(?:(\d{2})(\d{2})(?:(\d{2})(?:\.\d{1,6})?)?)?\s*"
    r"(?:\[\s*(?:([+-]?\d{1,2}(?:\.\d{1,2})?))?\s*(?::?\s*[A-Za-z/_+-]{0,40})?\s*\])?"
)


@dataclass(slots=True)
class Account:
    """Whose transactions follow."""

    kind: str
    """`STMTRS`: a bank account, `CCSTMTRS`: a credit card, `INVSTMTRS`: investments."""
    currency: str = ""
    number: str = ""


@dataclass(slots=True)
class Transaction:
    """One transaction: its values by their tags. `whole`: it was not cut off."""

    line: int
    account: Account
    pending: bool
    values: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    def get(self, *names: str) -> str:
        """The first of these values that is filled."""
        for name in names:
            if found := self.values.get(name):
                return found
        return ""


@dataclass(slots=True)
class Ofx:
    """What a file holds. `ended`: it has its end."""

    accounts: list[Account] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    ended: bool = False


def read_ofx(text: Text) -> Ofx:
    """All accounts and transactions of a file."""
    reader = _Reader()
    for line, closes, name, value in _tags(text.text):
        reader.tag(line, closes, name, value)
    if reader.row:
        reader.row.whole = False
    return reader.made


def _tags(text: str) -> Iterator[tuple[int, bool, str, str]]:
    """(line, whether it is an end tag, name, value behind it) of each tag."""
    line, before = 1, 0
    for found in _TAG.finditer(text):
        start = found.start()
        line, before = line + text.count("\n", before, start), start
        closes, name, data, plain = found.groups()
        value = data if data is not None else plain or ""
        if "&" in value and data is None:
            value = _SIGN.sub(lambda m: unescape(m[0]), value)
        yield line, closes == "/", name.upper(), " ".join(value.split()) if value else ""


class _Reader:
    def __init__(self) -> None:
        self.made = Ofx()
        self.row: Transaction | None = None
        self._inside = ""
        self._account = Account("")

    def tag(self, line: int, closes: bool, name: str, value: str) -> None:
        if name in _ROWS:
            self._begin_or_end(line, closes, name)
        elif name in _LISTS and not closes:
            self._account = Account(name)
            self.made.accounts.append(self._account)
        elif name in _INSIDE:
            self._inside = "" if closes else name
        elif name == "OFX":
            self.made.ended = self.made.ended or closes
        elif value and not closes:
            self._value(name, value)

    def _begin_or_end(self, line: int, closes: bool, name: str) -> None:
        self._inside, self.row = "", None
        if not closes:
            self.row = Transaction(line, self._account, _ROWS[name])
            self.made.transactions.append(self.row)

    def _value(self, name: str, value: str) -> None:
        if self.row:
            self.row.values.setdefault(f"{self._inside}/{name}" if self._inside else name, value)
        elif name == "CURDEF":
            self._account.currency = self._account.currency or value
        elif name == "ACCTID" and self._inside in _FROM:
            self._account.number = self._account.number or value


@lru_cache(maxsize=4_096)
def posted(text: str) -> dt.datetime:
    """A date and time of OFX in its own offset from UTC; without one that of UTC, as the standard says.

    The offset is in hours: `[-5:EST]`, `[+5.75:NPT]`. Raises `InputError` (`bad_date`).

    >>> str(posted("20260302000500[+5.75:NPT]")), str(posted("20090401122017.000[-5:EST]").date())
    ('2026-03-02 00:05:00+05:45', '2009-04-01')
    """
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise _bad_date(text)
    day, offset = parse_day(found[1]), float(found[5] or 0)
    if abs(offset) > 15:
        raise _bad_date(text)
    zone = dt.timezone(dt.timedelta(minutes=round(offset * 60)))
    hour, minute, second = (int(found[n] or 0) for n in (2, 3, 4))
    try:
        return dt.datetime.combine(day, dt.time(hour, minute, second), zone)
    except ValueError:
        raise _bad_date(text) from None


def _bad_date(text: str) -> InputError:
    return InputError("{value!r} is not a date of OFX.", code="bad_date", value=text)
