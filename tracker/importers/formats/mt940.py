"""MT940: the older statement of banks, lines that begin with `:61:`."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from tracker.errors import InputError
from tracker.importers.bank_marks import MT940
from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.formats.account import Movement
from tracker.importers.formats.bank import Balance, BankFile, Move, Statement, bad_file, check_size, tail
from tracker.importers.formats.common import NO
from tracker.importers.formats.sorts import Sort
from tracker.importers.identity import own_words
from tracker.importers.mt940_text import About as Told
from tracker.importers.mt940_text import Booking, Line, about, balance, booking, statements
from tracker.importers.mt940_text import Statement as Said

_NO_LINK = ("NONREF", "NOTPROVIDED", "")


class Mt940:
    """Money in becomes payouts by the name in `:86:`."""

    name = "mt940"
    title = "MT940, bank statement"
    about = About(
        becomes="payouts",
        get="On your bank's site: the account, Statements or Export, MT940 or SWIFT (.sta, .mta, .940).",
        times="the bank's own days, as the file has them",
        confirmed="test files of two readers, of ten banks",
    )

    def recognise(self, text: Text) -> Recognition:
        return Recognition(0.95, "MT940") if MT940.match(text.text[:20_000]) else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform. Raises `UnreadableFile` where a statement shows no currency."""
        check_size(text.name, text.text)
        bank = BankFile(self.name, text.name)
        for said in statements(text.text):
            opening, closing = _balance(said.opening), _balance(said.closing)
            known = opening or closing
            if known is None:
                raise bad_file(text.name, "A statement has no balance, which would say its currency.", said.line)
            statement = Statement(said.line, tail(said.account), opening, closing)
            _Statement(said, statement, known.currency).read(bank)
        return bank.parsed()


def _balance(said: str) -> Balance | None:
    found = balance(said)
    return Balance(*found) if found else None


@dataclass(frozen=True, slots=True)
class _Statement:
    said: Said
    made: Statement
    currency: str

    def read(self, bank: BankFile) -> None:
        """Put its rows into the file."""
        if self.said.lines and not bank.first_time("\n".join(self.said.words)):
            for line in self.said.lines:
                bank.add(line.line, partial(IgnoredRow, line.line, "repeated"))
            return
        moved = Counter[str]()
        for line in self.said.lines:
            said, booked = about(line.about), _booked(line)
            move = bank.add(line.line, partial(self._move, line, said, booked), links=_links(said, booked))
            self.made.whole = self.made.whole and move is not None
            if isinstance(move, Movement):
                moved[move.currency] += move.amount
        self.made.moved = moved
        bank.statements.append(self.made)

    def _move(self, line: Line, said: Told, booked: Booking | None) -> Move:
        """What a line is. Raises `InputError` for one that cannot be read."""
        booked = booked or booking(line)
        came = booked.mark in ("C", "RD", "EC")
        units = booked.units if came else -booked.units
        if booked.mark in ("EC", "ED"):
            return IgnoredRow(line.line, "not_completed", amount=units, currency=self.currency)
        note = said.words or booked.more
        return Movement(
            on=booked.on,
            amount=units,
            currency=self.currency,
            sort=Sort.RETURN if booked.mark in ("RC", "RD") else Sort.PAYMENT,
            content=own_words([self.made.lane, *line.said, said.name, note, *said.references]),
            payer=said.name or note or (booked.reference if booked.reference not in _NO_LINK else ""),
            note=note,
            lane=self.made.lane,
        )


def _booked(line: Line) -> Booking | None:
    """The line as read; None for one that cannot be: it is rejected, and links nothing."""
    with suppress(InputError):
        return booking(line)
    return None


def _links(said: Told, booked: Booking | None) -> set[str]:
    """References that a line shares with that of the payment which it takes back."""
    found = (*said.references, booked.reference, booked.bank) if booked else said.references
    return {r for r in found if r.upper() not in _NO_LINK}
