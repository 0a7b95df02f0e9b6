"""PayPal, both shapes: the activity report (Type, Status) and the personal statement (Description).

Most of such a file is private life. Money that came in from somebody becomes a payout, but only rules say
whose: without one it is stored nowhere. Money that went out, holds and memos are left out. What the worker
moved between own accounts (conversions, withdrawals) becomes transfers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.domain import Evidence, Payout, PayoutKind, Transfer
from tracker.errors import InputError
from tracker.importers.base import Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import (
    Field,
    Harvest,
    Layout,
    Reading,
    Row,
    clock,
    currency,
    day,
    money,
    settle_dates,
    settle_decimal,
)
from tracker.importers.formats.common import Told, batch, by_header, dates_said, decimal_said
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.words import local_instant, offset_of, parse_zone, zone_info

LAYOUT = Layout(
    on=Field("Date", parse=day, need=True),
    time=Field("Time", parse=clock, need_column=False),
    zone=Field("TimeZone", "Time Zone", need_column=False),
    kind=Field("Type", "Description", need=True),
    status=Field("Status", need_column=False),
    currency=Field("Currency", parse=currency, need=True),
    gross=Field("Gross", parse=money, need=True),
    fee=Field("Fee", parse=money, empty=0),
    net=Field("Net", parse=money),
    id=Field("Transaction ID", need=True),
    name=Field("Name", need_column=False),
    sender=Field("From Email Address", need_column=False),
    reference=Field("Reference Txn ID", need_column=False),
    subject=Field("Subject", "Item Title", "Note", need_column=False),
    impact=Field("Balance Impact", need_column=False),
)
_HOLDS = ("hold", "authorization", "reserve", "order", "request")
_WITHDRAWALS = ("withdrawal", "transfer to bank", "transfer to card")
_DEPOSITS = ("bank deposit to pp account", "general funding", "user initiated deposit", "transfer from bank")
_RETURNS = ("refund", "reversal", "chargeback", "cancelled fee", "dispute")
_CONVERSION = "currency conversion"


class PayPal:
    """Completed rows only; the key is the Transaction ID; conversions are paired, withdrawals transfers."""

    name = "paypal"
    title = "PayPal, activity report or statement"

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text, LAYOUT, "the columns of a PayPal report", marks=("Gross", "Net", "Transaction ID", "Currency")
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform (rules on the payer give it) and transfers.

        Raises `NeedsAnswer` where the file does not settle the order of dates or the decimal sign.
        """
        sheet = LAYOUT.bind(table(text))
        dates = settle_dates(options, sheet, "on")
        decimal = settle_decimal(options, sheet, "gross", "fee", "net")
        sheet.reading = Reading(dates, decimal)
        reader = _Activity(options)
        harvest = reader.finish(sheet.read(reader.make))
        said = [dates_said(dates), decimal_said(decimal)]
        return batch(self.name, self.name, harvest, [*said, *reader.told.sentences()])


@dataclass(frozen=True, slots=True)
class _Side:
    """One row of a conversion."""

    line: int
    id: str
    reference: str
    on: dt.date
    at: str
    units: int
    currency: str


class _Activity:
    def __init__(self, options: ReadOptions) -> None:
        self.options, self.told = options, Told()
        self.sides: list[_Side] = []
        self.private: set[str] = set()

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        kind, status = row["kind"].casefold(), row["status"].casefold()
        if status and status != "completed":
            return IgnoredRow(row.line, "not_completed")
        if row["impact"].casefold() == "memo" or any(word in kind.split() for word in _HOLDS):
            self.private.add(row["id"])
            return IgnoredRow(row.line, "memo")
        if _CONVERSION in kind:
            self.sides.append(self._side(row))
            return IgnoredRow(row.line, "conversion")
        if any(word in kind for word in _WITHDRAWALS) and row["gross"] < 0:
            return self._moved(row, out=True)
        if any(word in kind for word in _DEPOSITS) and row["gross"] > 0:
            # With a reference it paid for one purchase.
            return IgnoredRow(row.line, "outgoing") if row["reference"] else self._moved(row, out=False)
        if row["gross"] <= 0 or any(word in kind for word in _RETURNS):
            self.private.add(row["id"])
            return IgnoredRow(row.line, "outgoing")
        return self._paid(row)

    def _paid(self, row: Row) -> SourceRow:
        fee = abs(row["fee"])
        payer = row["name"] or row["sender"]
        record = Payout(
            platform="",
            kind=PayoutKind.PAYOUT.value,
            received_on=self._day(row),
            amount=row["gross"],
            fee=fee or None,
            currency=row["currency"],
            evidence=Evidence.DEPOSIT.value,
            note=row["subject"] or None,
        )
        facts = Facts(payer=payer, account=row["sender"], description=row["subject"] or row["kind"])
        return SourceRow(row.line, record, facts, self._content(row), row["id"])

    def _moved(self, row: Row, *, out: bool) -> SourceRow:
        account, bank = f"PayPal {row['currency']}", "Bank"
        record = Transfer(
            moved_on=self._day(row),
            from_account=account if out else bank,
            to_account=bank if out else account,
            amount_out=abs(row["gross"]),
            currency_out=row["currency"],
            fee=abs(row["fee"]) or None,
        )
        return SourceRow(row.line, record, Facts(), self._content(row), row["id"])

    def _content(self, row: Row) -> str:
        return normal(row["gross"], row["fee"], row["currency"])

    def _side(self, row: Row) -> _Side:
        return _Side(
            row.line,
            row["id"],
            row["reference"],
            self._day(row),
            f"{row.raw('on')} {row.raw('time')}",
            row["gross"],
            row["currency"],
        )

    def _day(self, row: Row) -> dt.date:
        """The day in the ledger's zone, where the row says time and zone; else the row's own day."""
        on: dt.date = row["on"]
        at, zone = row["time"], row["zone"]
        if at is None or not zone:
            return on
        local = dt.datetime.combine(on, at)
        offset = offset_of(zone)
        try:
            if offset is not None:
                instant = (local - offset).replace(tzinfo=dt.UTC)
            else:
                instant = local_instant(local, parse_zone(zone))
        except InputError:
            self.told.add("{n} rows have a time that does not name one moment; their own date was taken.")
            return on
        return instant.astimezone(zone_info(self.options.home_zone)).date()

    def finish(self, harvest: Harvest) -> Harvest:
        """Adds the transfer of each pair of conversion rows, on the line of the side that went out."""
        made = {row.line: row for row in self._conversions()}
        harvest.ignored[:] = [i for i in harvest.ignored if i.line not in made]
        harvest.rows.extend(made.values())
        harvest.rows.sort(key=lambda row: row.line)
        return harvest

    def _conversions(self) -> Iterable[SourceRow]:
        groups: dict[str, list[_Side]] = {}
        for side in self.sides:
            groups.setdefault(side.reference or side.at, []).append(side)
        for key, sides in groups.items():
            if key in self.private:
                continue
            went = [s for s in sides if s.units < 0]
            came = [s for s in sides if s.units > 0]
            if len(went) != len(came):
                self.told.add("{n} conversions have only one side in the file and were left out.")
                continue
            for out, into in zip(went, came, strict=True):
                if out.currency != into.currency:
                    yield _conversion(out, into)


def _conversion(out: _Side, into: _Side) -> SourceRow:
    fields: dict[str, Any] = {
        "moved_on": out.on,
        "from_account": f"PayPal {out.currency}",
        "to_account": f"PayPal {into.currency}",
        "amount_out": -out.units,
        "currency_out": out.currency,
        "amount_in": into.units,
        "currency_in": into.currency,
    }
    body = normal(out.units, out.currency, into.units, into.currency)
    return SourceRow(out.line, Transfer(**fields), Facts(), body, out.id)
