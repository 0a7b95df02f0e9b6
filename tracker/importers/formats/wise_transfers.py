"""Wise's list of transfers: what came in, and conversions between own balances."""

from __future__ import annotations

import datetime as dt

from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, currency, moment, money, own_id
from tracker.importers.formats.common import Told, batch, by_header
from tracker.importers.formats.wise_rows import NO_PAY, SOURCE, from_shop, is_card, payout, transfer
from tracker.importers.reading import table
from tracker.importers.returns import REVERSED
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.say import Said, Word

TRANSFERS = Layout(
    id=Field("ID", parse=own_id, need=True),
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
    about = About(
        becomes="payouts, transfers",
        get="In Wise: Account, Transactions, Download, CSV.",
        times="times are taken as UTC days",
        confirmed="published rules; the header by test files of several parsers",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            TRANSFERS,
            "the columns of Wise's list of transfers",
            marks=("Direction", "Source name", "Source currency", "Target currency"),
            own=("Direction", "Source name", "Target name", "Created on"),
            least=3,
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """`IN` rows become payouts by their payer, `NEUTRAL` ones transfers; `OUT` is left out."""
        sheet = TRANSFERS.bind(table(text))
        dates = settle_dates(options, sheet, "created", "finished")
        numbers = ("source_amount", "target_amount", "source_fee", "target_fee")
        decimal = settle_decimal(options, sheet, *numbers, currencies="target_currency")
        sheet.reading = Reading(dates, decimal)
        told, perhaps = Told(), list[SourceRow]()
        harvest = sheet.read(lambda row: _listed(row, told, perhaps))
        return batch(self.name, SOURCE, harvest, told.sentences(), perhaps=perhaps)


_DONE = ("completed", "outgoing payment sent", "funds converted")
_BACK = ("refunded", "funds refunded", "charged back", "bounced back", "reversed")
_VOID = ("cancelled", "canceled", "failed")
_OPEN = (*_VOID, "pending", "processing", "waiting", "incoming payment waiting", "in progress")


def _listed(row: Row, told: Told, perhaps: list[SourceRow]) -> SourceRow | IgnoredRow:
    """What a row is; a payment that did not come is one of `perhaps`: another file may have it as one that came."""
    status = " ".join(row["status"].casefold().replace("_", " ").split())
    direction = row["direction"].casefold()
    if status in _VOID and direction == "in":
        made = _came_in(row, (row["finished"] or row["created"]).date(), Told(), True)
        perhaps.extend([made] if isinstance(made, SourceRow) else [])
    if status in _OPEN or (status in _BACK and direction != "in"):
        return row.left("not_completed", "target_amount", "target_currency")
    if status not in (*_DONE, *_BACK):
        raise row.problem("status", "unknown_value", Said("{row!r} is not a known status", row=Word(row["status"])))
    on = (row["finished"] or row["created"]).date()
    if direction == "in":
        return _came_in(row, on, told, status in _BACK)
    if direction == "neutral" and row["source_currency"] != row["target_currency"]:
        fee = row["source_fee"] if row["source_fee_currency"] in (None, row["source_currency"]) else 0
        out = (row["source_amount"], row["source_currency"])
        return transfer(row, on, out, (row["target_amount"], row["target_currency"]), fee)
    return row.left("outgoing", "source_amount", "source_currency")


def _came_in(row: Row, on: dt.date, told: Told, gone: bool) -> SourceRow | IgnoredRow:
    net, code = row["target_amount"], row["target_currency"]
    if not net or NO_PAY.search(f"{row['id']} {row['reference']}".replace("_", " ")):
        return row.left("no_pay", "target_amount", "target_currency")
    fee = row["target_fee"] if row["target_fee_currency"] in (None, code) else 0
    made = payout(row, row["source_name"], on, net + fee, fee, code, row["reference"], net=net)
    if is_card(row):
        return from_shop(made, told)
    return made._replace(state=REVERSED) if gone else made
