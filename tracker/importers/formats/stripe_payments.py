"""Stripe: the list of payments, with default or with all columns."""

from __future__ import annotations

import datetime as dt

from tracker.domain import Payout
from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Harvest, Layout, Reading, Row, currency, moment, money, own_id
from tracker.importers.formats.account import MoneyAccount, Movement
from tracker.importers.formats.common import batch, by_header, several
from tracker.importers.formats.sorts import Sort, State, plain, state_of
from tracker.importers.formats.stripe import day_of
from tracker.importers.reading import table
from tracker.importers.returns import clawback, return_id
from tracker.importers.settling import settle_dates, settle_decimal

LAYOUT = Layout(
    id=Field("id", parse=own_id, need=True),
    utc=Field("Created (UTC)", "Created date (UTC)", parse=moment, need_column=False),
    local=Field("created", parse=moment, need_column=False),
    description=Field("description", need_column=False),
    asked=Field("amount", parse=money, need=True),
    asked_currency=Field("currency", parse=currency, need=True),
    asked_back=Field("amount_refunded", "Amount Refunded", parse=money, empty=0),
    amount=Field("converted_amount", "Converted Amount", parse=money, need_column=False),
    currency=Field("converted_currency", "Converted Currency", parse=currency, need_column=False),
    back=Field("converted_amount_refunded", "Converted Amount Refunded", parse=money, need_column=False),
    refunded=Field("Refunded date (UTC)", parse=moment, need_column=False),
    fee=Field("fee", parse=money, empty=0),
    mode=Field("mode", need_column=False),
    status=Field("status", need=True),
    captured=Field("captured", need_column=False),
    payer=Field(
        "customer_description", "Customer Description", "card_name", "Card Name", need_column=False,
    ),
    mail=Field("customer_email", "Customer Email", need_column=False),
)  # fmt: skip
_DAY_OF_REFUND = (
    "Payments that were refunded, whole or in part: {n}, {sum}. The file does not say when: the day of the payment "
    "was taken."
)


class StripePayments:
    """Each payment with its fee, in the currency in which it reached the balance."""

    name = "stripe_payments"
    title = "Stripe, list of payments"
    about = About(
        becomes="payouts",
        get="In Stripe: Payments, Export, default or all columns.",
        times="UTC where the column says so, brought into your own zone; else the file's own dates",
        confirmed="real files of both sets of columns",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            LAYOUT,
            "the columns of Stripe's payments",
            marks=("amount", "currency", "status", "fee"),
            own=("seller_message", "Seller Message", "captured", "statement_descriptor", "Statement Descriptor"),
            least=2,
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform, and clawbacks of what was refunded."""
        sheet = LAYOUT.bind(table(text))
        sums = ("asked", "asked_back", "amount", "back", "fee")
        dates = settle_dates(options, sheet, "utc", "local", "refunded")
        sheet.reading = Reading(dates, settle_decimal(options, sheet, *sums, currencies="asked_currency"))
        reader = _Payments(options)
        return reader.read(sheet.read(reader.make))


class _Payments:
    def __init__(self, options: ReadOptions) -> None:
        self.options, self.account = options, MoneyAccount("Stripe")
        self.refunds: list[SourceRow] = []

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if plain(row["mode"]) == "test":
            return row.left("memo", "asked", "asked_currency")
        state = state_of(row["status"])
        if state is State.DONE and plain(row["captured"]) in ("false", "no"):
            state = State.OPEN
        converted = row["amount"] is not None and row["currency"] is not None
        amount, code = (row["amount"], row["currency"]) if converted else (row["asked"], row["asked_currency"])
        back = row["back"] if converted else row["asked_back"]
        if back and state is State.BACK:
            state = State.PARTLY_BACK  # what was refunded is a row of its own, whole or in part
        made = self.account.take(row.line, self._movement(row, state, amount, code))
        if back and isinstance(made, SourceRow):
            self.refunds.append(self._refund(made, back, row["refunded"]))
        return made

    def _movement(self, row: Row, state: State, amount: int, code: str) -> Movement:
        at: dt.datetime | None = row["utc"] or row["local"]
        if at is None:
            raise row.problem("utc", "missing", "the row has no date")
        return Movement(
            on=day_of(at, self.options.home_zone) if row["utc"] else at.date(),
            amount=amount,
            currency=code,
            sort=Sort.PAYMENT,
            state=state,
            fee=row["fee"],
            id=row["id"],
            payer=row["payer"] or row["mail"] or row["description"] or "Stripe",
            note=row["description"],
        )

    def _refund(self, made: SourceRow, back: int, at: dt.datetime | None) -> SourceRow:
        assert isinstance(made.record, Payout)
        on = day_of(at, self.options.home_zone) if at else made.record.received_on
        record = clawback(on, back, 0, made.record.currency, note=made.record.note)
        if not at:
            self.account.told.money(_DAY_OF_REFUND, back, record.currency)
        own = return_id(f"{made.source_id}-refund", made.source_id)
        return made._replace(record=record, source_id=own, returns=made.source_id, content=f"refund {back}")

    def read(self, harvest: Harvest) -> ParsedBatch:
        account = self.account
        return batch(
            StripePayments.name,
            "stripe_payments",
            several(harvest, self.refunds),
            account.told.sentences(),
            perhaps=account.perhaps,
        )
