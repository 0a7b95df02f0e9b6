"""Upwork's transaction history: what came in, for which work, what Upwork kept, what was withdrawn.

A week of the transaction history, newest row first:

    VAT           VAT (KE) - Service Fee - Ref ID 12          -8.00 ─┐
    Service Fee   Service Fee for Hourly - Ref ID 11         -50.00 ─┤ fee 58.00
    Hourly   11   Invoice for 08/31/2026-09/06/2026 …        500.00 ─┴─> payout 500.00 that covers the week
                                        - 12:30 hrs @ $40.00/hr      └─> work session of 12.5 h in the week
"""

from __future__ import annotations

import datetime as dt
import re

from tracker.domain import Earning, EarningKind, Expense, Payout, PayoutKind, Transfer, WorkSession
from tracker.errors import InputError
from tracker.importers.base import Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import (
    Field,
    Layout,
    Reading,
    Row,
    Sheet,
    currency,
    day,
    money,
    settle_dates,
    settle_decimal,
)
from tracker.importers.formats.common import Told, batch, by_header, several
from tracker.importers.formats.upwork_earnings import BOTH, FILE, PLATFORM
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.units import money_text
from tracker.words import parse_currency, parse_day, parse_duration, parse_money

EARNED = "earned"
"""`Facts.task` of the rows that say what was earned, so that a rule can leave them out of one report."""

HISTORY = Layout(
    on=Field("Date", parse=day, need=True),
    ref=Field("Ref ID", "Reference ID", need=True),
    kind=Field("Type", "Transaction type", need=True),
    description=Field("Description", "Transaction summary"),
    team=Field("Team", need_column=False),
    account=Field("Account Name", "Client", need_column=False),
    amount=Field("Amount", "Amount $", "Amount ($)", parse=money, need=True),
    currency=Field("Currency", parse=currency, need_column=False, empty="USD"),
)
_INVOICE = re.compile(
    r"(\d{1,2}/\d{1,2}/\d{4})\s*[-–]\s*(\d{1,2}/\d{1,2}/\d{4})(?:.*?([\d.,]+:?\d*)\s*hrs?)?"
    r"(?:.*?@\s*[^\d\s]*\s?([\d.,]+)\s*/\s*hr)?",
    re.IGNORECASE,
)
_REF = re.compile(r"Ref\s*ID:?\s*(\d+)", re.IGNORECASE)
_MOVED = re.compile(r"([\d.,]*\d)\s*([A-Z]{3})\b")
_FEES = ("service fee", "vat", "processing fee", "payment processing fee")
_EARNED_KINDS = {
    "fixed price": EarningKind.MILESTONE,
    "fixed-price": EarningKind.MILESTONE,
    "milestone": EarningKind.MILESTONE,
    "bonus": EarningKind.BONUS,
}
_BACK = ("refund", "chargeback")
_SPENT = {"membership fee": "membership", "connects": "connects", "connects purchase": "connects"}


class UpworkTransactions:
    """The transaction history: invoices as money with their fees, withdrawals as transfers."""

    name = "upwork_transactions"
    title = "Upwork, transaction history"

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            HISTORY,
            "the columns of Upwork's transaction history",
            marks=("Ref ID", "Type", "Freelancer"),
            own=("Freelancer", "Team", "Agency", "Account Name", "PO", "Transaction summary", "Amount $", "Ref ID"),
            least=2,
            never=("TransferWise ID", "Transaction ID", "Credit Amount"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """An invoice becomes a payout of its posting day (gross, with its fee) and the work it pays for."""
        sheet = HISTORY.bind(table(text))
        sheet.reading = Reading(settle_dates(options, sheet, "on"), settle_decimal(options, sheet, "amount"))
        reader = _History(sheet)
        harvest = sheet.read(reader.make)
        return batch(self.name, "upwork", several(harvest, reader.extra), reader.notes())


class _History:
    """Reads the file twice: fees stand in rows of their own, above or below the money they belong to."""

    def __init__(self, sheet: Sheet) -> None:
        self.extra: list[SourceRow] = []
        self.told = Told()
        self.kept = 0
        self.fees: dict[str, int] = {}
        self.linked: set[str] = set()
        self._find_fees(sheet)

    def _find_fees(self, sheet: Sheet) -> None:
        rows: dict[str, tuple[str, str, str, int]] = {}

        def note(row: Row) -> IgnoredRow:
            at = (row["kind"].casefold(), row["description"], row.raw("on"), row["amount"])
            rows[row["ref"]] = at
            return IgnoredRow(row.line, "fee")

        sheet.read(note)
        for ref, (kind, description, on, amount) in rows.items():
            target = self._target(ref, rows) if kind in _FEES else None
            if kind == "withdrawal fee":
                target = _withdrawal(on, description, rows)
            if target:
                self.fees[target] = self.fees.get(target, 0) - amount
                self.linked.add(ref)

    def _target(self, ref: str, rows: dict[str, tuple[str, str, str, int]]) -> str | None:
        """The invoice at the end of the chain VAT -> service fee -> invoice."""
        for _ in range(4):
            found = _REF.search(rows[ref][1])
            if not found or found.group(1) not in rows:
                return None
            ref = found.group(1)
            if rows[ref][0] not in _FEES:
                paid = rows[ref][0] in ("hourly", *_EARNED_KINDS, *_SPENT)
                return ref if paid else None
        return None

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        kind = row["kind"].casefold()
        if row["ref"] in self.linked:
            return IgnoredRow(row.line, "fee")
        if kind == "withdrawal":
            return self._moved(row)
        if kind in _BACK or (row["amount"] < 0 and kind in ("hourly", *_EARNED_KINDS)):
            return self._back(row)
        if row["amount"] > 0 and kind == "hourly":
            return self._invoice(row)
        if row["amount"] > 0 and kind in _EARNED_KINDS:
            return self._sum(row, _EARNED_KINDS[kind])
        if row["amount"] < 0 and kind in _SPENT:
            return self._spent(row, _SPENT[kind])
        return self._other(row)

    def _invoice(self, row: Row) -> SourceRow:
        found = _INVOICE.search(row["description"])
        if not found:
            raise row.problem("description", "no_period", "an hourly invoice names no period")
        first, last = (parse_day(found.group(i), "mdy") for i in (1, 2))
        worked = found.group(3)
        if worked:
            rate = found.group(4)
            session = WorkSession(
                platform=PLATFORM,
                project=row["team"] or row["account"] or None,
                worked_on=first,
                worked_until=last,
                minutes=parse_duration(worked, "h"),
                amount=row["amount"],
                rate=parse_money(rate) if rate else None,
                currency=row["currency"],
                evidence=FILE,
                note=row["description"],
            )
            self._earned(row, session)
        return self._paid(row, first, last)

    def _sum(self, row: Row, kind: EarningKind) -> SourceRow:
        earning = Earning(
            platform=PLATFORM,
            project=row["team"] or row["account"] or None,
            kind=kind.value,
            earned_from=row["on"],
            amount=row["amount"],
            currency=row["currency"],
            evidence=FILE,
            note=row["description"] or None,
        )
        self._earned(row, earning)
        return self._paid(row, row["on"], row["on"])

    def _earned(self, row: Row, record: WorkSession | Earning) -> None:
        facts = Facts(team=row["team"], client=row["account"], description=row["description"], task=EARNED)
        body = normal(EARNED, row["amount"], row["currency"], row["description"])
        self.extra.append(SourceRow(row.line, record, facts, body, f"{row['ref']}-earned"))

    def _paid(self, row: Row, first: dt.date, last: dt.date) -> SourceRow:
        fee = self.fees.get(row["ref"], 0)
        record = Payout(
            platform=PLATFORM,
            kind=PayoutKind.PAYOUT.value,
            received_on=row["on"],
            amount=row["amount"],
            fee=fee if fee > 0 else None,
            currency=row["currency"],
            covers_from=first,
            covers_to=last,
            evidence=FILE,
            note=row["description"] or None,
        )
        body = normal(row["on"], row["amount"], row["currency"], fee, row["description"])
        return SourceRow(row.line, record, Facts(team=row["team"], client=row["account"]), body, row["ref"])

    def _back(self, row: Row) -> SourceRow:
        record = Payout(
            platform=PLATFORM,
            kind=PayoutKind.CLAWBACK.value,
            received_on=row["on"],
            amount=abs(row["amount"]),
            currency=row["currency"],
            evidence=FILE,
            note=row["description"] or None,
        )
        body = normal(row["on"], row["amount"], row["currency"], row["description"])
        return SourceRow(row.line, record, Facts(team=row["team"], client=row["account"]), body, row["ref"])

    def _moved(self, row: Row) -> SourceRow:
        description = row["description"]
        arrived = _arrived(description)
        fee = self.fees.get(row["ref"], 0)
        record = Transfer(
            moved_on=row["on"],
            from_account=PLATFORM,
            to_account=re.split(r"\s+(?:transfer|withdrawal)\b|\s*[-:]\s", description)[0].strip() or "Bank",
            amount_out=abs(row["amount"]),
            currency_out=row["currency"],
            fee=fee if fee > 0 else None,
            note=description or None,
            amount_in=arrived[0] if arrived else None,
            currency_in=arrived[1] if arrived else None,
        )
        body = normal(row["on"], row["amount"], row["currency"], fee, description)
        return SourceRow(row.line, record, Facts(), body, row["ref"])

    def _spent(self, row: Row, category: str) -> SourceRow:
        amount = abs(row["amount"]) + self.fees.get(row["ref"], 0)
        record = Expense(
            spent_on=row["on"],
            amount=amount,
            currency=row["currency"],
            category=category,
            platform=PLATFORM,
            note=row["description"] or None,
        )
        return SourceRow(row.line, record, Facts(), normal(row["on"], amount, category), row["ref"])

    def _other(self, row: Row) -> IgnoredRow:
        """Money that left and belongs to no invoice; money that came in has to be of a known type."""
        if row["amount"] > 0:
            raise row.problem("kind", "unknown_type", f"{row['kind']!r} is no known type of income")
        self.told.add(f"{{n}} rows of the type {row['kind']} were left out.")
        self.kept -= row["amount"]
        return IgnoredRow(row.line, "outgoing")

    def notes(self) -> list[str]:
        said = self.told.sentences()
        if self.kept:
            said.append(
                f"Upwork kept {money_text(self.kept)} that belongs to no invoice: "
                "enter what was a work expense with tracker spent."
            )
        return [*said, *([BOTH] if self.extra else [])]


def _arrived(description: str) -> tuple[int, str] | None:
    """What came in at the other end of a withdrawal, where the description says so."""
    found = _MOVED.search(description)
    if not found:
        return None
    try:
        return parse_money(found.group(1), None), parse_currency(found.group(2))
    except InputError:
        return None


def _withdrawal(on: str, description: str, rows: dict[str, tuple[str, str, str, int]]) -> str | None:
    """The withdrawal of the same day that a withdrawal fee belongs to: to the same account, or the only one."""
    same_day = [(ref, r[1]) for ref, r in rows.items() if r[0] == "withdrawal" and r[2] == on]
    last = description.split()[-1] if description.split() else ""
    same = [ref for ref, said in same_day if last and said.endswith(last)]
    if len(same) == 1:
        return same[0]
    return same_day[0][0] if len(same_day) == 1 else None
