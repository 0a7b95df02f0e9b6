"""Uber for drivers and couriers: transactions and trips of its portal, and the payments of one's own data.

    payments_order.csv     one row per transaction, its parts a tree in the column names:
        Paid to you -0.07
            Your earnings 49.92                        earning 49.92 (a tip in it: an earning of its own)
            Trip balance
                Payouts : Cash collected -59.02        payout 59.02, in cash
                Payouts : Transferred to bank …        payout
                Refunds : Toll 9.03                    earning, an adjustment: what came back of expenses
    trip_activity.csv      one row per trip: a work session from request to drop-off
    driver_payments.csv    one row per part of a payment: an earning each, charges below zero

What Uber keeps of a fare is never seen by the driver: what is earned is what is left of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tracker.domain import Earning, EarningKind, Evidence, Payout, PayoutKind, WorkSession
from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, currency, moment, money, own_id
from tracker.importers.formats.common import NO, People, Spans, Told, batch, by_header, header, several
from tracker.importers.reading import Table, table
from tracker.importers.settling import settle_currency, settle_dates, settle_decimal, settle_zone
from tracker.say import Said, Word

PLATFORM = "Uber"
FILE = Evidence.FILE.value

_EARNED, _BALANCE = "Paid to you:Your earnings", "Paid to you:Trip balance"
TRANSACTIONS = Layout(
    own=Field("Transaction UUID", parse=own_id, need=True),
    trip=Field("Trip UUID", parse=own_id),
    what=Field("Description"),
    at=Field("vs reporting", parse=moment, need=True),
    first=Field("Driver first name", need_column=False),
    last=Field("Driver last name", "Driver surname", need_column=False),
    paid=Field("Paid to you", parse=money, need_column=False),
    earned=Field(_EARNED, parse=money),
    tip=Field(f"{_EARNED}:Tip", parse=money, need_column=False),
    cash=Field(f"{_BALANCE}:Payouts:Cash collected", parse=money, need_column=False),
    bank=Field(f"{_BALANCE}:Payouts:Transferred to bank account", parse=money, need_column=False),
    refund=Field(f"{_BALANCE}:Refunds:*", f"{_BALANCE}:Expenses:*", parse=money, need_column=False),
)
TRIPS = Layout(
    own=Field("Trip UUID", parse=own_id, need=True),
    first=Field("Driver first name", need_column=False),
    last=Field("Driver last name", "Driver surname", need_column=False),
    start=Field("Trip request time", parse=moment, need=True),
    end=Field("Trip drop off time", "Trip drop-off time", parse=moment),
    status=Field("Trip status"),
    product=Field("Product Type", "Service type", need_column=False),
)
PARTS = Layout(
    trip=Field("Trip UUID", parse=own_id),
    at=Field("Local Timestamp", parse=moment, need=True),
    amount=Field("Local Amount", parse=money, need=True),
    currency=Field("Currency Code", "Currency", parse=currency, need_column=False),
    kind=Field("Classification", need=True),
    category=Field("Category", need_column=False),
)
BOTH = "Uber's transactions and the payments in your own data are of the same rides: import only one of the two."


def _squeezed(found: Table) -> Table:
    """The table with its column names spelled one way: some have spaces around their colons, some have none."""
    return replace(found, header=tuple(":".join(p.strip() for p in n.split(":")) for n in found.header))


class UberTransactions:
    """Earnings, tips, refunds, cash and bank transfers, each a row; the file names no currency."""

    name = "uber_transactions"
    title = "Uber, payments transactions (payments_order)"
    about = About(
        becomes="earnings, payouts",
        get="In Uber's portal for drivers with a fleet account: Reports, Generate report, Payments transaction. "
        "In English; others are told by their columns.",
        times="the offset that the file writes; days are those of that zone",
        confirmed="tests of two readers, one with a header copied from a live report",
    )

    def recognise(self, text: Text) -> Recognition:
        names = {":".join(p.strip() for p in n.split(":")).casefold() for n in header(text)}
        needed = {n.casefold() for f in TRANSACTIONS.fields.values() if f.need_column for n in f.names}
        return Recognition(0.95, "the columns of Uber's payments transactions") if needed <= names else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` for the currency, which the file does not name."""
        sheet = TRANSACTIONS.bind(_squeezed(table(text)))
        sums = [n for field in ("paid", "earned", "tip", "cash", "bank", "refund") for n in sheet.all_of(field)]
        code = settle_currency(options, sheet, *sums)
        dates = settle_dates(options, sheet, "at")
        sheet.reading = Reading(dates, settle_decimal(options, sheet, *sums, currencies=(code,)))
        reader = _Transactions(sheet, code)
        harvest = several(sheet.read(reader.make), reader.extra)
        return batch(self.name, self.name, harvest, [*reader.told.sentences(), *reader.people.notes(), BOTH])


class _Transactions:
    def __init__(self, sheet: Sheet, code: str) -> None:
        self.code, self.refunds = code, sheet.all_of("refund")
        self.has_paid = sheet.has("paid")
        self.told, self.people = Told(), People()
        self.extra: list[SourceRow] = []

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        made = self._parts(row)
        if not made:
            return IgnoredRow(row.line, "no_amount")
        self.people.add(f"{row['first']} {row['last']}")
        first, *others = made
        self.extra += others
        return first

    def _parts(self, row: Row) -> list[SourceRow]:
        """What a transaction is made of; the file's own sum is held against it."""
        earned, tip, cash, bank = (row[n] or 0 for n in ("earned", "tip", "cash", "bank"))
        refund = sum(row[n] or 0 for n in self.refunds)
        if self.has_paid and row["paid"] is not None and row["paid"] != earned + cash + bank + refund:
            self.told.money(
                "Transactions whose parts do not come to what was paid: {n}, {sum} apart; the parts were taken.",
                row["paid"] - earned - cash - bank - refund, self.code,
            )  # fmt: skip
        parts = [
            self._earning(row, "", self._kind(row, earned - tip), earned - tip),
            self._earning(row, "-tip", EarningKind.BONUS, tip, "tip"),
            self._earning(row, "-refund", EarningKind.ADJUSTMENT, refund, "tolls and other expenses refunded"),
            self._payout(row, "-cash", -cash, "cash"),
            self._payout(row, "-bank", -bank, ""),
        ]
        return [part for part in parts if part is not None]

    def _kind(self, row: Row, units: int) -> EarningKind:
        if units < 0 or "adjust" in row["what"].casefold():
            return EarningKind.ADJUSTMENT
        return EarningKind.MILESTONE if row["trip"] else EarningKind.BONUS

    def _earning(self, row: Row, part: str, kind: EarningKind, units: int, what: str = "") -> SourceRow | None:
        if not units:
            return None
        record = Earning(
            platform=PLATFORM,
            kind=(kind if units > 0 else EarningKind.ADJUSTMENT).value,
            earned_from=row["at"].date(),
            amount=units,
            currency=self.code,
            evidence=FILE,
            note=", ".join(n for n in (row["what"], what) if n) or None,
        )
        return self._made(row, record, part)

    def _payout(self, row: Row, part: str, units: int, what: str) -> SourceRow | None:
        if not units:
            return None
        record = Payout(
            platform=PLATFORM,
            kind=(PayoutKind.PAYOUT if units > 0 else PayoutKind.CLAWBACK).value,
            received_on=row["at"].date(),
            amount=abs(units),
            currency=self.code,
            evidence=FILE,
            note=", ".join(n for n in (row["what"], what) if n) or None,
        )
        return self._made(row, record, part)

    def _made(self, row: Row, record: Earning | Payout, part: str) -> SourceRow:
        facts = Facts(description=row["what"], task=part.removeprefix("-"))
        words = row.words("trip", "what", "at", "earned", "tip", "cash", "bank", *self.refunds)
        return SourceRow(row.line, record, facts, words, row["own"] + part)


class UberTrips:
    """Completed trips as sessions from request to drop-off; trips that were cancelled have no end."""

    name = "uber_trips"
    title = "Uber, trip activity"
    about = About(
        becomes="work sessions",
        get="In Uber's portal for drivers with a fleet account: Reports, Generate report, Trip activity.",
        times="local to the city, without a zone: asked",
        confirmed="column lists of three readers, one with made-up rows",
    )

    def recognise(self, text: Text) -> Recognition:
        own = ("Driver UUID", "Vehicle UUID", "License plate", "Number plate", "Trip distance", "Pickup address")
        return by_header(text, TRIPS, "the columns of Uber's trip activity", own=own, least=2)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` for the zone."""
        sheet = TRIPS.bind(table(text))
        dates, zone = settle_dates(options, sheet, "start", "end"), settle_zone(options, text.name)
        sheet.reading = Reading(dates, zone=zone)
        spans, people = Spans(zone), People()
        harvest = sheet.read(lambda row: _trip(row, spans, people))
        return batch(self.name, self.name, harvest, [*spans.notes(), *people.notes(), BOTH])


def _trip(row: Row, spans: Spans, people: People) -> SourceRow | IgnoredRow:
    if row["status"].casefold() != "completed":
        return IgnoredRow(row.line, "not_completed")
    if row["end"] is None:
        raise row.problem("end", "missing", "a completed trip does not say when it ended")
    people.add(f"{row['first']} {row['last']}")
    start, end = (row[n].replace(tzinfo=dt.UTC) for n in ("start", "end"))
    if end < start:
        raise row.problem("end", "ends_before_start", "the trip ends before it was asked for")
    first, last = spans.between(start, end, None)
    record = WorkSession(
        platform=PLATFORM, started_at=first, ended_at=last, tasks=1, evidence=FILE, note=row["product"] or None
    )
    words = row.words("start", "end", "status", "product")
    return SourceRow(row.line, record, Facts(task=row["product"]), words, row["own"], slot=first.isoformat())


class UberPayments:
    """Each part of a payment is an earning: fares and tips above zero, charges below."""

    name = "uber_payments"
    title = "Uber, payments of your own data (driver_payments)"
    about = About(
        becomes="earnings",
        get="At Uber's privacy centre: Download your data; after some days take Driver, driver_payments-0.csv.",
        times="days only, local to the city",
        confirmed="the column names that four readers of it need, no real file",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(text, PARTS, "the columns of the payments in Uber's copy of your data",
                         marks=("Trip UUID", "Local Amount", "Local Timestamp"))  # fmt: skip

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` for the currency if no column names it."""
        sheet = PARTS.bind(table(text))
        code = None if sheet.has("currency") else settle_currency(options, sheet, "amount")
        dates = settle_dates(options, sheet, "at")
        decimal = settle_decimal(options, sheet, "amount", currencies="currency" if code is None else (code,))
        sheet.reading = Reading(dates, decimal)
        return batch(self.name, self.name, sheet.read(lambda row: _part(row, code)), [BOTH])


_MOVED = ("payout", "cash", "bank", "transfer")


def _part(row: Row, code: str | None) -> SourceRow | IgnoredRow:
    units, kind, category = row["amount"], row["kind"].casefold(), row["category"].casefold()
    if not units:
        return IgnoredRow(row.line, "no_amount")
    if any(word in f"{kind} {category}" for word in _MOVED):
        raise row.problem(
            "kind", "unknown_type", Said("{row!r} is not a known part of what was earned", row=Word(row["kind"]))
        )
    own = row["currency"] or code
    if own is None:
        raise row.problem("currency", "missing", "the sum names no currency")
    form = EarningKind.MILESTONE if "fare" in kind or category == "fare" else EarningKind.BONUS
    record = Earning(
        platform=PLATFORM,
        kind=(form if units > 0 else EarningKind.ADJUSTMENT).value,
        earned_from=row["at"].date(),
        amount=units,
        currency=own,
        evidence=FILE,
        note=row["kind"],
    )
    facts = Facts(description=row["kind"], task=row["category"])
    return SourceRow(row.line, record, facts, row.words("trip", "at", "amount", "currency", "kind"))
