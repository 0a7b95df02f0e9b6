"""Revolut: the statement of an account, in its layout of today and the old one with `;`."""

from __future__ import annotations

import re

from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.columns import Field, Layout, Reading, Row, currency, day, moment, money
from tracker.importers.formats.account import FROM_SHOP, TOP_UP, MoneyAccount, Movement, in_or_out
from tracker.importers.formats.common import NO, by_header, header
from tracker.importers.formats.sorts import Sort, Words, plain, state_of
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.words import parse_currency

STATEMENT = Layout(
    kind=Field("Type", need=True),
    product=Field("Product", need_column=False),
    started=Field("Started Date", parse=moment),
    completed=Field("Completed Date", parse=moment),
    description=Field("Description"),
    amount=Field("Amount", parse=money, need=True),
    fee=Field("Fee", parse=money, empty=0),
    currency=Field("Currency", parse=currency, need=True),
    status=Field("State", need=True),
    balance=Field("Balance", parse=money, need_column=False),
)
OLD = Layout(
    on=Field("Completed Date", parse=day, need=True),
    description=Field("Description", "Reference", need=True),
    out=Field("Paid Out (*)", parse=money),
    came=Field("Paid In (*)", parse=money),
    exchange_out=Field("Exchange Out*", need_column=False),
    balance=Field("Balance (*)", parse=money, need_column=False),
)
_KINDS = Words(
    (Sort.CONVERSION, r"exchange"),
    (Sort.FEE, r"^fees?$|^charge$|\bfee\b"),
    (Sort.RETURN, r"refund|charge ?back|reversal"),
    (Sort.CREDIT, r"cash ?back|reward|interest|loan"),
    (Sort.DEPOSIT, r"top ?up|^deposit$"),
)
_OLD_KINDS = Words(
    (Sort.CONVERSION, r"^exchange|^sold |^bought |^converted"),
    (Sort.FEE, r"\bfee\b"),
    (Sort.RETURN, r"refund|charge ?back|reversal"),
    (Sort.CREDIT, r"cash ?back|reward|interest"),
    (Sort.DEPOSIT, r"top.?up"),
)
_POCKET = re.compile(r"\b(pocket|vault|savings?)\b", re.IGNORECASE)
_FROM = re.compile(r"(?:.*\s)?from (.+)", re.IGNORECASE)
_POCKETS = "Moved between your own pockets: {n}, {sum}."


class Revolut:
    """Money in from somebody becomes payouts, exchanges transfers; only what is completed counts."""

    name = "revolut"
    title = "Revolut, account statement"
    about = About(
        becomes="payouts, transfers",
        get="In Revolut: the account, Statement, Excel (which is a CSV file), choose the dates.",
        times="the file names no zone; its own dates are taken",
        confirmed="a real file of today's layout; maintained parsers of the old one",
    )

    def recognise(self, text: Text) -> Recognition:
        if len(header(text)) and STATEMENT.fits(header(text)):
            return by_header(text, STATEMENT, "the columns of a Revolut statement", marks=("Started Date", "State"))
        if OLD.fits(header(text)):
            return by_header(text, OLD, "the columns of Revolut's old statement", own=("Exchange Out*", "Exchange In*"))
        return NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform and transfers. Raises `NeedsAnswer` where dates or decimal sign are open."""
        layout = STATEMENT if STATEMENT.fits(header(text)) else OLD
        sheet = layout.bind(table(text))
        account = MoneyAccount("Revolut")
        if layout is STATEMENT:
            dates = settle_dates(options, sheet, "started", "completed")
            sums = settle_decimal(options, sheet, "amount", "fee", "balance", currencies="currency")
            sheet.reading = Reading(dates, sums)
            return account.read(sheet, lambda row: _movement(row, account), self.name, self.name)
        code = parse_currency(sheet.star("came"))
        dates = settle_dates(options, sheet, "on")
        sheet.reading = Reading(dates, settle_decimal(options, sheet, "out", "came", "balance", currencies=(code,)))
        return account.read(sheet, lambda row: _old_movement(row, code), self.name, self.name)


def _movement(row: Row, account: MoneyAccount) -> Movement:
    kind, said = plain(row["kind"]), row["description"]
    sort, payer, doubt = _meaning(_KINDS.find(kind), said, "card payment" in kind)
    at = row["completed"] or row["started"]
    if at is None:
        raise row.problem("started", "missing", "neither Started Date nor Completed Date is filled")
    state, product = state_of(row["status"]), plain(row["product"])
    if state.moved and (product not in ("", "current") or ("transfer" in kind and _POCKET.search(said))):
        account.told.money(_POCKETS, row["amount"], row["currency"])
        sort = Sort.MEMO
    return Movement(
        on=at.date(),
        amount=row["amount"],
        currency=row["currency"],
        sort=sort,
        state=state,
        fee=row["fee"],
        content=row.words("kind", "product", "started", "description", "amount", "fee", "currency"),
        payer=payer,
        note=said,
        at=f"{at:%Y-%m-%d %H:%M:%S}",
        balance=row["balance"],
        lane=f"{product} {row['currency']}",
        doubt=doubt,
    )


def _old_movement(row: Row, code: str) -> Movement | IgnoredRow:
    amount = in_or_out(row, "came", "out")
    if amount is None:
        return IgnoredRow(row.line, "no_amount")
    said = row["description"]
    found = _OLD_KINDS.find(said) or (Sort.CONVERSION if row["exchange_out"] and amount > 0 else None)
    sort, payer, doubt = _meaning(found, said, not _FROM.match(said))
    return Movement(
        on=row["on"],
        amount=amount,
        currency=code,
        sort=sort,
        content=row.words("on", "description", "out", "came"),
        payer=payer,
        note=said,
        at=f"{row.raw('on')} {said}",
        balance=row["balance"],
        doubt=doubt,
    )


def _meaning(sort: Sort | None, said: str, is_shop: bool) -> tuple[Sort, str, str]:
    """What a row is, who paid, and what there is to ask: a bank transfer comes in as a top-up "from" somebody."""
    named = _FROM.match(said)
    payer = named.group(1) if named else said
    if sort is Sort.DEPOSIT:
        return (Sort.PAYMENT, payer, TOP_UP) if named else (Sort.CREDIT, payer, "")
    return sort or Sort.PAYMENT, payer, FROM_SHOP if is_shop else ""
