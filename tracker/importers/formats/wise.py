"""Wise: the statement of a balance (old and new layout) and the list of transfers.

Both tell of the same movements under the same ids, so what makes a row the same is its id, currency and
the sum that reached the balance.
"""

from __future__ import annotations

import datetime as dt
import re

from tracker.domain import Evidence, Payout, PayoutKind, Transfer
from tracker.importers.base import Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import (
    Field,
    Layout,
    Reading,
    Row,
    Sheet,
    currency,
    day,
    moment,
    money,
    number,
    settle_decimal,
)
from tracker.importers.formats.common import batch, by_header
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.units import to_units

SOURCE = "wise"
STATEMENT = Layout(
    id=Field("TransferWise ID", "Wise ID", "ID", need=True),
    on=Field("Date", parse=day, need=True),
    amount=Field("Amount", parse=money, need=True),
    currency=Field("Currency", parse=currency, need=True),
    description=Field("Description"),
    reference=Field("Payment Reference", need_column=False),
    sold=Field("Exchange From", parse=currency, need_column=False),
    bought=Field("Exchange To", parse=currency, need_column=False),
    rate=Field("Exchange Rate", parse=number, need_column=False),
    payer=Field("Payer Name", need_column=False),
    merchant=Field("Merchant", need_column=False),
    fees=Field("Total fees", parse=money, need_column=False, empty=0),
    got=Field("Exchange To Amount", parse=money, need_column=False),
)
_CHARGE = re.compile(r"Wise Charges for:\s*(\S+)", re.IGNORECASE)
_FROM = re.compile(r"Received money from (.+?)(?: with reference.*)?$", re.IGNORECASE)


class WiseStatement:
    """Money in becomes payouts (by payer, with rules), conversions transfers; all else is left out."""

    name = "wise"
    title = "Wise, statement of a balance"

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            STATEMENT,
            "the columns of a Wise statement",
            marks=("TransferWise ID", "Running Balance", "Payer Name", "Total fees"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Dates are day-month-year, numbers have a decimal point, unless the options say otherwise."""
        sheet = STATEMENT.bind(table(text))
        sheet.reading = Reading(options.dates or "dmy", settle_decimal(options, sheet, "amount"))
        reader = _Statement(sheet)
        return batch(self.name, SOURCE, sheet.read(reader.make))


class _Statement:
    """Reads the file twice: what Wise charged may stand in a row of its own, above or below."""

    def __init__(self, sheet: Sheet) -> None:
        self.charges: dict[str, int] = {}
        sheet.read(self._charge)

    def _charge(self, row: Row) -> IgnoredRow:
        found = _CHARGE.match(row["description"])
        if found and row["amount"] < 0:
            self.charges[found.group(1)] = self.charges.get(found.group(1), 0) - row["amount"]
        return IgnoredRow(row.line, "fee")

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if _CHARGE.match(row["description"]):
            return IgnoredRow(row.line, "fee")
        exchanged = row["sold"] and row["bought"] and not row["merchant"]
        if row["id"].upper().startswith(("BALANCE", "CONVERSION")) and exchanged:
            if row["amount"] > 0:
                return IgnoredRow(row.line, "conversion")
            if row["got"]:
                return self._converted(row)
        if row["amount"] <= 0 or row["merchant"] or row["id"].upper().startswith("CARD"):
            return IgnoredRow(row.line, "outgoing")
        return self._paid(row)

    def _paid(self, row: Row) -> SourceRow:
        named = _FROM.match(row["description"])
        payer = row["payer"] or (named.group(1) if named else row["description"])
        apart = self.charges.get(row["id"], 0)
        gross = row["amount"] if apart else row["amount"] + row["fees"]
        return _payout(
            row, payer, row["on"], gross, apart or row["fees"], row["currency"], row["reference"], net=row["amount"]
        )

    def _converted(self, row: Row) -> SourceRow:
        """Amount holds the fee, unless the fee has a row of its own; the rate tells which."""
        whole, fee = -row["amount"], self.charges.get(row["id"], 0) or row["fees"]
        out = whole
        if row["rate"] and fee and row["id"] not in self.charges:
            fair = to_units(row["got"] / row["rate"] / 10_000)
            out = min(whole, whole - fee, key=lambda units: abs(units - fair))
        return _transfer(row, row["on"], (out, row["sold"]), (row["got"], row["bought"]), fee)


TRANSFERS = Layout(
    id=Field("ID", need=True),
    status=Field("Status", need=True),
    direction=Field("Direction", need=True),
    created=Field("Created on", parse=moment, need=True),
    finished=Field("Finished on", parse=moment, need_column=False),
    source_fee=Field("Source fee amount", parse=money, need_column=False, empty=0),
    source_fee_currency=Field("Source fee currency", parse=currency, need_column=False),
    target_fee=Field("Target fee amount", parse=money, need_column=False, empty=0),
    target_fee_currency=Field("Target fee currency", parse=currency, need_column=False),
    source_name=Field("Source name"),
    source_amount=Field("Source amount (after fees)", "Source amount*", parse=money),
    source_currency=Field("Source currency", parse=currency),
    target_amount=Field("Target amount (after fees)", "Target amount*", parse=money),
    target_currency=Field("Target currency", parse=currency),
    reference=Field("Reference", need_column=False),
)


class WiseTransfers:
    """The list of transfers: completed ones that came in, and conversions between own balances."""

    name = "wise_transfers"
    title = "Wise, list of transfers"

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            TRANSFERS,
            "the columns of Wise's list of transfers",
            marks=("Direction", "Source name", "Source currency", "Target currency"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """`IN` rows become payouts by their payer, `NEUTRAL` ones transfers; `OUT` is left out."""
        sheet = TRANSFERS.bind(table(text))
        sheet.reading = Reading(options.dates, settle_decimal(options, sheet, "source_amount", "target_amount"))
        return batch(self.name, SOURCE, sheet.read(_listed))


def _listed(row: Row) -> SourceRow | IgnoredRow:
    if row["status"].casefold() != "completed":
        return IgnoredRow(row.line, "not_completed")
    direction = row["direction"].casefold()
    on = (row["finished"] or row["created"]).date()
    if direction == "in" and row["target_amount"]:
        fee = row["target_fee"] if row["target_fee_currency"] in (None, row["target_currency"]) else 0
        net = row["target_amount"]
        return _payout(row, row["source_name"], on, net + fee, fee, row["target_currency"], row["reference"], net=net)
    if direction == "neutral" and row["source_currency"] != row["target_currency"]:
        fee = row["source_fee"] if row["source_fee_currency"] in (None, row["source_currency"]) else 0
        out = (row["source_amount"], row["source_currency"])
        return _transfer(row, on, out, (row["target_amount"], row["target_currency"]), fee)
    return IgnoredRow(row.line, "outgoing")


# --- both ----------------------------------------------------------------------------------------------


def _id(row: Row) -> str:
    """The id under which statement and list know the movement: `TRANSFER-1001`, also for a bare number."""
    return f"TRANSFER-{row['id']}" if row["id"].isdigit() else row["id"].upper()


def _payout(
    row: Row, payer: str, on: dt.date, gross: int, fee: int, code: str, reference: str, *, net: int
) -> SourceRow:
    record = Payout(
        platform="",
        kind=PayoutKind.PAYOUT.value,
        received_on=on,
        amount=gross,
        fee=fee or None,
        currency=code,
        evidence=Evidence.DEPOSIT.value,
        note=reference or None,
    )
    facts = Facts(payer=payer, description=reference, account=f"Wise {code}")
    return SourceRow(row.line, record, facts, normal(net, code), _id(row))


def _transfer(row: Row, on: dt.date, out: tuple[int, str], into: tuple[int, str], fee: int) -> SourceRow:
    record = Transfer(
        moved_on=on,
        from_account=f"Wise {out[1]}",
        to_account=f"Wise {into[1]}",
        amount_out=out[0],
        currency_out=out[1],
        amount_in=into[0],
        currency_in=into[1],
        fee=fee or None,
    )
    return SourceRow(row.line, record, Facts(), normal(out[1], into[0], into[1]), _id(row))
