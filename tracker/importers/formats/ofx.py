"""OFX and QFX: what a bank writes for money programs, SGML (1.x) and XML (2.x)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import partial

from tracker.errors import InputError
from tracker.importers.bank_marks import OFX
from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.formats.account import FROM_SHOP, Movement
from tracker.importers.formats.bank import CALLED_DEBIT, MOVED, ON_CARD, BankFile, Move, bad_file, check_size, tail
from tracker.importers.formats.common import NO
from tracker.importers.formats.sorts import Sort
from tracker.importers.identity import own_words
from tracker.importers.ofx_text import Ofx, Transaction, posted, read_ofx
from tracker.importers.settling import said_currency, sign_of
from tracker.say import Said, Word
from tracker.words import parse_currency, parse_money

_SORTS = {"HOLD": Sort.MEMO, "INT": Sort.CREDIT, "DIV": Sort.CREDIT, "FEE": Sort.CREDIT, "SRVCHG": Sort.CREDIT}
_DOUBTS: dict[str, Said | str] = {
    **dict.fromkeys(("XFER", "ATM", "CASH"), MOVED),
    "POS": FROM_SHOP,
    **dict.fromkeys(("DEBIT", "CHECK", "PAYMENT", "DIRECTDEBIT", "REPEATPMT"), CALLED_DEBIT),
}
"""By its type: what is said of money that came in."""
_SUM = re.compile(r"[-+]?(?:\d[\d.,]*|[.,]\d+)")
_CORRECTS = "The row corrects another one: correct that by hand."
_CUT_OFF = "The file is cut off: what comes after its last row is not in it."


class Ofx1And2:
    """Money in becomes payouts by its payer (`NAME`); the key is `FITID` within its account."""

    name = "ofx"
    title = "OFX or QFX, bank statement"
    about = About(
        becomes="payouts",
        get="On your bank's site: the account, Download or Export, OFX, QFX, Quicken or Money.",
        times="the bank's own days, as the file has them",
        confirmed="real files of eight banks",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "OFX") if OFX.match(text.text[:2_000]) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform. Raises `NeedsAnswer` where the decimal sign or a currency is open."""
        check_size(text.name, text.text)
        ofx = read_ofx(text)
        if not ofx.accounts:
            raise bad_file(text.name, "This is OFX without the statement of an account.")
        reader = _Reader(ofx, _codes(ofx, text, options), _sign(ofx, text, options))
        bank = BankFile(self.name, text.name)
        for row in ofx.transactions:
            bank.add(row.line, partial(reader.move, row), shown=row.get("FITID"))
        return bank.parsed([] if ofx.ended else [_CUT_OFF])


def _codes(ofx: Ofx, text: Text, options: ReadOptions) -> dict[int, str]:
    """The currency of each account that has rows."""
    there = {id(r.account): r.account.currency for r in ofx.transactions}
    return {n: parse_currency(code) if code else said_currency(options, text.name) for n, code in there.items()}


def _sign(ofx: Ofx, text: Text, options: ReadOptions) -> str:
    sums = sorted({r.get("TRNAMT") for r in ofx.transactions})
    codes = sorted({r.account.currency for r in ofx.transactions if r.account.currency})
    return sign_of(options, sums, codes, text.name)


@dataclass(frozen=True, slots=True)
class _Reader:
    ofx: Ofx
    codes: dict[int, str]
    sign: str

    def move(self, row: Transaction) -> Move:
        """What a transaction is. Raises `InputError` for one that cannot be read."""
        if row.pending:
            return IgnoredRow(row.line, "not_completed")
        if not row.whole:
            raise InputError("The row is cut off.", code="bad_bank_file")
        if row.get("CORRECTFITID"):
            raise InputError(_CORRECTS, code="unknown_value", column="CORRECTFITID")
        at, units = posted(_needed(row, "DTPOSTED")), self._units(row)
        payer, note = _words(row)
        number, own = tail(row.account.number), row.get("FITID")
        sort, doubt = self._sort(row)
        return Movement(
            on=at.date(),
            amount=units,
            currency=self.codes[id(row.account)],
            sort=sort,
            id=f"{number}/{own}" if own else "",
            content=own_words([number, row.get("DTPOSTED")[:8], row.get("TRNAMT"), payer]),
            payer=payer,
            note=note,
            at=at.astimezone(dt.UTC).isoformat(),
            lane=number,
            doubt=doubt,
        )

    def _units(self, row: Transaction) -> int:
        """The sum, in the currency of its account. Raises `InputError` where the row names another one."""
        said, of = _needed(row, "TRNAMT"), row.get("CURRENCY/CURSYM")
        if of and of.upper() != self.codes[id(row.account)]:
            raise InputError(
                "The row names another currency than its account, and banks mean either by its sum: enter it by hand.",
                code="several_amounts",
                column="CURSYM",
                value=of,
            )
        if not _SUM.fullmatch(said):
            raise InputError("{value!r} is not a number.", code="bad_number", column="TRNAMT", value=said)
        return parse_money(said, self.sign, exact=True)

    def _sort(self, row: Transaction) -> tuple[Sort, Said | str]:
        """What a transaction is, and what is to be said of it where only a rule on its payer can tell."""
        kind, other = row.get("TRNTYPE").upper(), row.get("BANKACCTTO/ACCTID", "BANKACCTFROM/ACCTID", "CCACCTTO/ACCTID")
        if other and other in {a.number for a in self.ofx.accounts if a is not row.account}:
            return Sort.CREDIT, ""
        return _SORTS.get(kind, Sort.PAYMENT), ON_CARD if row.account.kind != "STMTRS" else _DOUBTS.get(kind, "")


def _needed(row: Transaction, name: str) -> str:
    if not (said := row.get(name)):
        raise InputError("{name} is missing.", code="missing", column=name, name=Word(name))
    return said


def _words(row: Transaction) -> tuple[str, str]:
    """Who is named, and all that is said."""
    name, memo = row.get("EXTDNAME", "NAME", "PAYEE/NAME"), row.get("MEMO")
    if not name or not memo or name in memo:
        return name or memo, memo or name
    return name, f"{name}: {memo}"
