"""Stripe: what moved its balance (the balance report, or the list of all transactions), and the list of payouts."""

from __future__ import annotations

import datetime as dt
import re

from tracker.importers.base import About, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, currency, moment, money, own_id
from tracker.importers.formats.account import MoneyAccount, Movement, kept_of
from tracker.importers.formats.common import NO, by_header, header
from tracker.importers.formats.sorts import Sort, Words, plain, state_of
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.say import Said, Word
from tracker.words import zone_info

SOURCE = "stripe"
BALANCE = Layout(
    id=Field("balance_transaction_id", "id", parse=own_id, need=True),
    utc=Field("created_utc", "Created (UTC)", parse=moment, need_column=False),
    local=Field("created", parse=moment, need_column=False),
    kind=Field("reporting_category", "Type", need=True),
    currency=Field("currency", parse=currency, need=True),
    gross=Field("gross", "Amount", parse=money, need=True),
    fee=Field("fee", parse=money, empty=0),
    net=Field("net", parse=money),
    description=Field("description", need_column=False),
    source=Field("source_id", "Source", need_column=False),
    charge=Field("charge_id", need_column=False),
    payer=Field("customer_name", "customer_description", "customer_email", need_column=False),
)
PAYOUTS = Layout(
    id=Field("Balance Transaction", "id", parse=own_id, need=True),
    utc=Field("Created (UTC)", parse=moment, need=True),
    currency=Field("Currency", parse=currency, need=True),
    amount=Field("Amount", parse=money, need=True),
    arrival=Field("Arrival Date (UTC)"),
    status=Field("Status", need=True),
    destination=Field("Destination"),
)
_CATEGORIES = Words(
    (Sort.MEMO, r"reserve|hold"),
    (Sort.WITHDRAWAL, r"payout"),
    (Sort.DEPOSIT, r"top ?up"),
    (Sort.RETURN, r"refund|dispute|reversal|failure|chargeback"),
    (Sort.FEE, r"^(stripe |tax )?fees?$|network cost|^tax$"),
    (Sort.CREDIT, r"advance|financing|anticipation|interest"),
    (Sort.PAYMENT, r"^(charge|payment|transfer|platform earning|application fee|contribution|issuing .*|climate .*)$"),
)
_OF_CHARGE = re.compile(r"refund for (?:charge|payment) \((.+)\)", re.IGNORECASE)
_ONLY_MOVED = "Payouts from Stripe to your bank are transfers. What you were paid is in its list of all transactions."
_ID = re.compile(r"\b(?:ch|py)_\w+")


class StripeBalance:
    """Payments become payouts, refunds and disputes clawbacks, payouts to the bank transfers."""

    name = "stripe"
    title = "Stripe, balance report or all transactions"
    about = About(
        becomes="payouts, transfers",
        get="In Stripe: Reports, Balance, itemized, Download; or Balance, All transactions, Export.",
        times="UTC where the column says so, brought into your own zone; else the file's own dates",
        confirmed="Stripe's documentation, test files of several parsers",
    )

    def recognise(self, text: Text) -> Recognition:
        names = [n.casefold() for n in header(text)]
        listed = {"id", "type", "source", "net", "created (utc)"} <= set(names)
        if not listed and "reporting_category" not in names:
            return NO
        return by_header(
            text, BALANCE, "the columns of Stripe's balance", marks=("fee", "net", "currency", "description")
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform and transfers; a refund names its payment by id, or by its description."""
        sheet = BALANCE.bind(table(text))
        account = MoneyAccount("Stripe")
        _settle(sheet, options, "utc", "local", "gross", "fee", "net")
        payments = _Payments()
        sheet.each(payments.note)
        return account.read(sheet, lambda row: _movement(row, payments, options), self.name, SOURCE)


class StripePayouts:
    """What Stripe paid out to the bank: transfers, no pay."""

    name = "stripe_payouts"
    title = "Stripe, list of payouts"
    about = About(
        becomes="transfers",
        get="In Stripe: Balance, Payouts, Export. What was paid to you is in the list of all transactions.",
        times="UTC, brought into your own zone",
        confirmed="test files of parsers",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            PAYOUTS,
            "the columns of Stripe's payouts",
            marks=("Arrival Date (UTC)", "Destination", "Status"),
            own=("Source Type", "Method", "Balance Transaction", "Failure Code"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Transfers between Stripe and the bank, under the same ids as in the balance report."""
        sheet = PAYOUTS.bind(table(text))
        _settle(sheet, options, "utc", "utc", "amount")
        account = MoneyAccount("Stripe")
        return account.read(sheet, lambda row: _payout(row, options), self.name, SOURCE, [_ONLY_MOVED])


def _settle(sheet: Sheet, options: ReadOptions, utc: str, local: str, *sums: str) -> None:
    dates = settle_dates(options, sheet, utc, local)
    sheet.reading = Reading(dates, settle_decimal(options, sheet, *sums, currencies="currency"))


def day_of(at: dt.datetime, home_zone: str) -> dt.date:
    """The day at home of a time in UTC."""
    return at.replace(tzinfo=dt.UTC).astimezone(zone_info(home_zone)).date()


class _Payments:
    """The payments of a file, by the ids and the descriptions by which a refund names them."""

    def __init__(self) -> None:
        self.by_id: dict[str, str] = {}
        self.by_text: dict[str, list[str]] = {}

    def note(self, row: Row) -> None:
        if row["gross"] > 0 and _CATEGORIES.find(row["kind"]) is Sort.PAYMENT:
            self.by_id[row["source"] or row["charge"]] = row["id"]
            self.by_text.setdefault(row["description"], []).append(row["id"])

    def of(self, row: Row) -> str:
        """The id of the payment that a row takes back; "" if nothing names one."""
        said = row["description"]
        named = _ID.search(said)
        for own in (row["charge"], row["source"], named.group() if named else ""):
            if own and own in self.by_id:
                return self.by_id[own]
        found = _OF_CHARGE.search(said)
        same = self.by_text.get(found.group(1), []) if found else []
        return same[0] if len(same) == 1 else ""


def _movement(row: Row, payments: _Payments, options: ReadOptions) -> Movement:
    sort, said = _sort(row), row["description"]
    at = row["utc"] or row["local"]
    if at is None:
        raise row.problem("utc", "missing", "the row has no date")
    return Movement(
        on=day_of(at, options.home_zone) if row["utc"] else at.date(),
        amount=row["gross"],
        currency=row["currency"],
        sort=sort,
        fee=kept_of(row),
        id=row["id"],
        payer=row["payer"] or said or "Stripe",
        note=said,
        reference=payments.of(row) if sort in (Sort.RETURN, Sort.FEE) else "",
    )


def _sort(row: Row) -> Sort:
    kind, said = plain(row["kind"]), row["description"]
    if "adjustment" in kind and re.search(r"chargeback|dispute", said, re.IGNORECASE):
        return Sort.RETURN
    if kind == "transfer" and row["gross"] < 0 and "stripe transfer" in plain(said):
        return Sort.WITHDRAWAL  # what payouts to the bank were called once
    if (sort := _CATEGORIES.find(kind)) is None:
        raise row.problem(
            "kind", "unknown_value", Said("{row!r} is not a known kind of movement", row=Word(row["kind"]))
        )
    return sort


def _payout(row: Row, options: ReadOptions) -> Movement:
    return Movement(
        on=day_of(row["utc"], options.home_zone),
        amount=-row["amount"],
        currency=row["currency"],
        sort=Sort.WITHDRAWAL,
        state=state_of(row["status"]),
        id=row["id"],
    )
