"""QIF: what money programs (Quicken, and those after it) write of an account. It names no currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from tracker.errors import InputError
from tracker.importers.bank_marks import QIF
from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.formats.account import Movement
from tracker.importers.formats.bank import ON_CARD, BankFile, Move, bad_file, check_size
from tracker.importers.formats.common import NO, dates_said
from tracker.importers.formats.sorts import Sort
from tracker.importers.identity import own_words
from tracker.importers.qif_text import BANKS, INVESTED, OTHERS, Record, records
from tracker.importers.settling import order_of, said_currency, sign_of
from tracker.say import Said, Word
from tracker.words import parse_day, parse_money

_OWN = re.compile(r"\[.+\].*")
"""A category that is another account."""
_SUM = re.compile(r"[-+]?(?:\d[\d.,'\u00a0\u202f ]*|[.,]\d+)")
_PARTS = "The parts of a sum do not come to it: {n}. The sum itself was taken."
_MIXED = "A part of the sum came from another of your accounts: enter what was paid by hand."


class Qif:
    """Money in becomes payouts by its payer (`P`); the order of day and month is settled by all dates of the file."""

    name = "qif"
    title = "QIF, account of a money program"
    about = About(
        becomes="payouts",
        get="In the money program: File, Export, QIF; some banks offer it too.",
        times="the file's own days; the order of day and month is asked where the dates leave it open",
        confirmed="a real file, and the published letters of the format",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "QIF") if QIF.match(text.text[:20_000]) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform. Raises `NeedsAnswer` where dates, decimal sign or the currency are open."""
        check_size(text.name, text.text)
        there = [r for r in records(text) if r.kind in (*BANKS, *OTHERS, *INVESTED)]
        if not there:
            raise bad_file(text.name, "This is QIF without the rows of an account.")
        money = [r for r in there if r.kind not in INVESTED]
        dates = order_of(options, sorted({r.date for r in there}), text.name)
        currency = said_currency(options, text.name)
        sums = {v for r in money for v in (_sum(r), *(s.amount for s in r.splits)) if _SUM.fullmatch(v)}
        bank = BankFile(self.name, text.name)
        reader = _Reader(bank, dates, sign_of(options, sorted(sums), [currency], text.name), currency)
        for record in there:
            bank.add(record.line, partial(reader.move, record))
        return bank.parsed([dates_said(dates), Said("Sums were taken as {currency}.", currency=Word(currency))])


def _sum(record: Record) -> str:
    return record.values.get("T") or record.values.get("U", "")


@dataclass(frozen=True, slots=True)
class _Reader:
    bank: BankFile
    dates: str
    sign: str
    currency: str

    def move(self, record: Record) -> Move:
        """What a record is. Raises `InputError` for one that cannot be read."""
        if record.kind in INVESTED:
            return IgnoredRow(record.line, "no_pay")
        if not record.whole:
            raise InputError("The row is cut off.", code="bad_bank_file")
        values = record.values
        if not values.get("D"):
            raise InputError("The date is missing.", code="missing", column="D")
        units, on = self._units(_sum(record), "T"), parse_day(record.date, self.dates)
        payer, memo = values.get("P", ""), values.get("M", "")
        note = memo if payer in memo else f"{payer}: {memo}" if memo else payer
        return Movement(
            on=on,
            amount=units,
            currency=self.currency,
            sort=self._sort(record, units),
            content=own_words([record.account, values["D"], _sum(record), payer, memo, values.get("N", "")]),
            payer=payer or memo,
            note=note,
            lane=record.account,
            doubt=ON_CARD if record.kind in OTHERS else "",
        )

    def _units(self, said: str, letter: str) -> int:
        if not said:
            raise InputError("The sum is missing.", code="missing", column=letter)
        if not _SUM.fullmatch(said):
            raise InputError("{value!r} is not a number.", code="bad_number", column=letter, value=said)
        return parse_money(said, self.sign, exact=True)

    def _sort(self, record: Record, units: int) -> Sort:
        """A payment, or money of one's own that moved between accounts.

        Raises `InputError` (`several_amounts`) for money that came in and is both.
        """
        parts = [
            (_OWN.fullmatch(s.category) is not None, self._units(s.amount, "$")) for s in record.splits if s.amount
        ]
        if not parts:
            return Sort.CREDIT if _OWN.fullmatch(record.values.get("L", "")) else Sort.PAYMENT
        if sum(part for _, part in parts) != units:
            self.bank.account.told.add(_PARTS)
        came = {own for own, part in parts if part > 0}
        if units > 0 and len(came) > 1:
            raise InputError(_MIXED, code="several_amounts", column="S")
        return Sort.CREDIT if came == {True} else Sort.PAYMENT
