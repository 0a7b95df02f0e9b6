"""Payoneer: the list of transactions, with seventeen columns today and twelve before."""

from __future__ import annotations

import re

from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.columns import Field, Layout, Reading, Row, clock, currency, day, money, own_id
from tracker.importers.formats.account import FROM_SHOP, MoneyAccount, Movement, day_at_home, in_or_out
from tracker.importers.formats.common import by_header, dates_said
from tracker.importers.formats.sorts import Sort, Words, state_of
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal

LAYOUT = Layout(
    on=Field("Transaction Date", parse=day, need=True),
    time=Field("Transaction Time", parse=clock, need_column=False),
    zone=Field("Time Zone", need_column=False),
    id=Field("Transaction ID", parse=own_id, need=True),
    description=Field("Description"),
    came=Field("Credit Amount", parse=money),
    went=Field("Debit Amount", parse=money),
    currency=Field("Currency", parse=currency, need=True),
    arrived=Field("Transfer Amount", parse=money, need_column=False),
    arrived_currency=Field("Transfer Amount Currency", parse=currency, need_column=False),
    status=Field("Status", need=True),
    balance=Field("Running Balance", parse=money, need_column=False),
    more=Field("Additional Description", need_column=False),
    payer=Field("Source", need_column=False),
    reference=Field("Reference ID", need_column=False),
)
_KINDS = Words(
    (Sort.CONVERSION, r"currency exchange|\bconver(t|sion)|between (balances|currencies)"),
    (Sort.FEE, r"\bfees?\b"),
    (Sort.WITHDRAWAL, r"withdraw|\bto (your )?bank\b"),
    (Sort.RETURN, r"refund|revers|charge ?back|\breturn"),
    (Sort.CREDIT, r"cash ?back|reward|capital advance"),
)  # fmt: skip
_FROM = re.compile(r"(?:.*\s)?from (.+)", re.IGNORECASE)
_INTO = re.compile(r"\b[A-Z]{3} to [A-Z]{3}\b")
"""`USD to EUR`."""
_CARD = re.compile(r"\bcard\b", re.IGNORECASE)


class Payoneer:
    """Money in becomes payouts by its payer (`Source`); the key is the Transaction ID."""

    name = "payoneer"
    title = "Payoneer, transactions"
    about = About(
        becomes="payouts, transfers",
        get="In Payoneer: Activity, Transactions, choose the dates, Download, CSV.",
        times="the zone is in the file; the order of day and month is asked where the dates leave it open",
        confirmed="a real file of 17 columns, a parser of the older 12; the words of descriptions are unconfirmed",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            LAYOUT,
            "the columns of Payoneer's transactions",
            marks=("Transaction Date", "Transaction ID", "Credit Amount", "Debit Amount"),
            own=("Transaction Time", "Time Zone", "Running Balance", "Additional Description", "Store Name"),
            least=2,
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform and transfers. Raises `NeedsAnswer` where dates or decimal sign are open."""
        sheet = LAYOUT.bind(table(text))
        dates = settle_dates(options, sheet, "on")
        decimal = settle_decimal(options, sheet, "came", "went", "arrived", "balance", currencies="currency")
        sheet.reading = Reading(dates, decimal)
        account = MoneyAccount("Payoneer")
        return account.read(
            sheet, lambda row: _movement(row, account, options), self.name, self.name, [dates_said(dates)]
        )


def _movement(row: Row, account: MoneyAccount, options: ReadOptions) -> Movement | IgnoredRow:
    amount = in_or_out(row, "came", "went")
    if amount is None:
        return IgnoredRow(row.line, "no_amount")
    said = row["description"]
    named = _FROM.match(said)
    return Movement(
        on=day_at_home(row, options.home_zone, account.told),
        amount=amount,
        currency=row["currency"],
        sort=Sort.CONVERSION if _INTO.search(said) else _KINDS.find(said) or Sort.PAYMENT,
        state=state_of(row["status"]),
        id=row["id"],
        payer=named.group(1) if named else row["payer"] or said,
        note=said,
        reference=row["reference"],
        at=f"{row.raw('on')} {row.raw('time')}",
        balance=row["balance"],
        arrived=(row["arrived"], row["arrived_currency"]) if row["arrived"] and row["arrived_currency"] else None,
        doubt=FROM_SHOP if _CARD.search(said) else "",
    )
