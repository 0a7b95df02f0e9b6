"""Wallets of a telephone company, with a column for money in and one for money out: M-Pesa, GCash."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, moment, money, own_id
from tracker.importers.formats.account import TOP_UP, MoneyAccount, Movement, in_or_out
from tracker.importers.formats.common import NO, by_header
from tracker.importers.formats.sorts import Sort, Words, state_of
from tracker.importers.reading import table
from tracker.importers.settling import said_currency, settle_dates, settle_decimal
from tracker.say import Said, Word

_GIVEN = r"\bloans?\b|overdraft|fuliza|shwari|hustler|gloan|ggives|gcredit|cash ?back|reward|rebate|interest"
_FROM = re.compile(
    r"\b(?:from|via)\s+(?:[\d*+x]{4,}\s*[-,]?\s*)?(.+?)(?=\s+(?:via|original|acc(?:ount|t)?|with)\b|[.;]|\s*$)",
    re.IGNORECASE,
)
MPESA = Layout(
    id=Field("Receipt No.", "Receipt No", "Receipt", parse=own_id),
    at=Field("Completion Time", parse=moment, need=True),
    details=Field("Details"),
    status=Field("Transaction Status", need_column=False),
    came=Field("Paid In", parse=money),
    went=Field("Withdrawn", parse=money),
    balance=Field("Balance", parse=money, need_column=False),
    party=Field("Other Party Info", need_column=False),
    linked=Field("Linked Transaction ID", need_column=False),
)
GCASH = Layout(
    id=Field("Reference No.", "Reference No", parse=own_id),
    at=Field("Date and Time", parse=moment, need=True),
    details=Field("Description"),
    status=Field("Status", need_column=False),
    came=Field("Credit", parse=money),
    went=Field("Debit", parse=money),
    balance=Field("Balance", parse=money, need_column=False),
    party=Field("Other Party Info", need_column=False),
    linked=Field("Linked Transaction ID", need_column=False),
)
_MPESA_KINDS = Words(
    (Sort.FEE, r"\bcharges?\b"),
    (Sort.RETURN, r"revers"),
    (Sort.CREDIT, rf"{_GIVEN}|deposit of funds|deposit at agent"),
)
_GCASH_KINDS = Words(
    (Sort.FEE, r"\bfees?\b|\bcharge\b"),
    (Sort.RETURN, r"refund|revers"),
    (Sort.CREDIT, _GIVEN),
    (Sort.DEPOSIT, r"cash.?in"),
)
_COUNTRIES = tuple(
    (
        code,
        (*words, *phones),
        re.compile(rf"\b(?:{'|'.join(words)})(?=\W|\d)|\b(?:{'|'.join(phones)})[\d*]{{5,}}(?![\d.,])"),
    )
    for code, words, phones in (
        ("KES", ("ksh", "kes", "safaricom"), ("2541", "2547")),
        ("TZS", ("tsh", "tzs"), ("2556", "2557")),
        ("MZN", ("mzn",), ("2584", "2588")),
        ("LSL", ("lsl",), ("2665", "2666")),
        ("ETB", ("etb",), ("2517", "2519")),
    )
)
"""By currency: its signs and how telephone numbers of its country begin, and how either is written."""


class _Wallet:
    """What both read: a moment, what was done, money in, money out, the balance after it."""

    def __init__(self, name: str, account: str, layout: Layout, kinds: Words) -> None:
        self._named, self._account, self._layout, self._kinds = name, account, layout, kinds

    def read(self, text: Text, options: ReadOptions, code: str) -> ParsedBatch:
        """Payouts without a platform. Raises `NeedsAnswer` where dates or decimal sign are open."""
        sheet = self._layout.bind(table(text))
        dates = settle_dates(options, sheet, "at")
        sheet.reading = Reading(dates, settle_decimal(options, sheet, "came", "went", "balance", currencies=(code,)))
        ids = _ids(sheet)
        said = [Said("Sums were taken as {key}.", key=Word(code))]
        account = MoneyAccount(self._account)
        return account.read(sheet, lambda row: self._movement(row, code, ids), self._named, self._named, said)

    def _movement(self, row: Row, code: str, ids: Counter[str]) -> Movement | IgnoredRow:
        if row.raw("at").casefold() in ("", "total", "totals"):
            return IgnoredRow(row.line, "total")
        amount = in_or_out(row, "came", "went")
        if amount is None:
            return IgnoredRow(row.line, "no_amount" if row["id"] else "balance")
        said, own = row["details"], row["id"]
        sort, payer = self._kinds.find(said) or Sort.PAYMENT, _payer(row)
        topped = sort is Sort.DEPOSIT and payer != said
        if sort is Sort.DEPOSIT:
            sort = Sort.PAYMENT if topped else Sort.CREDIT
        return Movement(
            on=row["at"].date(),
            amount=amount,
            currency=code,
            sort=sort,
            state=state_of(row["status"]),
            id=own,
            content="" if own else row.words("at", "details", "came", "went"),
            payer=payer,
            note=said,
            reference=own if sort is Sort.FEE and ids[own] > 1 else row["linked"] or _taken_back(sort, said, own, ids),
            at=row["at"].replace(tzinfo=None).isoformat(" ", "seconds"),
            balance=row["balance"],
            doubt=TOP_UP if topped else "",
        )


def _taken_back(sort: Sort, said: str, own: str, ids: Counter[str]) -> str:
    """The receipt that a reversal names in its words: `Reversal of SA1234`; "" where it names none of the file."""
    named = {w for w in re.findall(r"\w+", said) if w in ids and w != own} if sort is Sort.RETURN else ()
    return next(iter(named)) if len(named) == 1 else ""


def _ids(sheet: Sheet) -> Counter[str]:
    at = sheet.bound["id"].index
    return Counter(cells[at].strip() for _, cells in sheet.table if len(cells) > at)


def _payer(row: Row) -> str:
    """Who is named: `254712345678 - JANE WANJIKU` in a column of its own, or behind "from"."""
    if row["party"]:
        return str(row["party"]).rpartition(" - ")[2]
    return _from(row["details"])


@lru_cache(maxsize=4_096)
def _from(details: str) -> str:
    found = _FROM.search(details)
    return (found.group(1).strip(" ,-") if found else "") or details


class MPesa:
    """Money in becomes payouts by who sent it; charges come off what they are of."""

    name = "mpesa"
    title = "M-Pesa, statement"
    about = About(
        becomes="payouts",
        get="In M-Pesa: My account, Statement, Export; the statement comes as PDF, many tools make CSV of it.",
        times="local times; the file's own dates are taken",
        confirmed="many parsers of Safaricom's statement agree on its columns; the file is made by other tools",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            MPESA,
            "the columns of an M-Pesa statement",
            marks=("Completion Time", "Paid In", "Withdrawn"),
            own=("Receipt No.", "Receipt No", "Transaction Status"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """As `_Wallet.read`. Raises `NeedsAnswer` (`--currency`) if the rows do not show one country."""
        code = _country(text) or said_currency(options, text.name)
        return _Wallet(self.name, "M-Pesa", MPESA, _MPESA_KINDS).read(text, options, code)


def _country(text: Text) -> str:
    """The currency of the one country whose sign or telephone numbers are in the text; "" if not one."""
    small = text.text.casefold()
    found = [code for code, signs, marks in _COUNTRIES if any(_is_in(small, sign, marks) for sign in signs)]
    return found[0] if len(found) == 1 else ""


def _is_in(small: str, sign: str, marks: re.Pattern[str]) -> bool:
    """Whether a sign is somewhere as it is written; found as a text, in a tenth of the time of a pattern."""
    at = small.find(sign)
    while at >= 0 and not marks.match(small, at):
        at = small.find(sign, at + 1)
    return at >= 0


class GCash:
    """Money in becomes payouts by who sent it; service fees come off what they are of."""

    name = "gcash"
    title = "GCash, transaction history"
    about = About(
        becomes="payouts",
        get="In GCash: Transactions, Download; the history comes as PDF, several tools make CSV of it.",
        times="local times; the file's own dates are taken",
        confirmed="tools that read GCash's PDF agree on its columns; the file is made by them",
    )

    def recognise(self, text: Text) -> Recognition:
        if "gcash" not in f"{text.name} {text.text}".casefold():
            return NO
        return by_header(
            text,
            GCASH,
            "the columns of GCash's history",
            marks=("Date and Time", "Debit", "Credit", "Balance"),
            own=("Reference No.", "Reference No"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        return _Wallet(self.name, "GCash", GCASH, _GCASH_KINDS).read(text, options, "PHP")
