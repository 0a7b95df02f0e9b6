"""Venmo: the statement of a month, with lines before its header, balances around its rows and a disclaimer."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.importers.base import About, IgnoredRow, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, moment, money, own_id
from tracker.importers.formats.account import FROM_SHOP, MoneyAccount, Movement
from tracker.importers.formats.common import by_header
from tracker.importers.formats.sorts import Sort, Words, plain, state_of
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates

LAYOUT = Layout(
    id=Field("ID", parse=own_id),
    at=Field("Datetime", parse=moment),
    kind=Field("Type"),
    status=Field("Status"),
    note=Field("Note"),
    sender=Field("From"),
    to=Field("To"),
    amount=Field("Amount (total)", parse=money),
    fee=Field("Amount (fee)", parse=money, need_column=False, empty=0),
    paid_by=Field("Funding Source", need_column=False),
    paid_to=Field("Destination", need_column=False),
    began=Field("Beginning Balance", parse=money, need_column=False),
    ended=Field("Ending Balance", parse=money, need_column=False),
)
_KINDS = Words(
    (Sort.WITHDRAWAL, r"^(standard|instant|bank) transfer$"),
    (Sort.DEPOSIT, r"add(ed)? funds|add money|top ?up"),
    (Sort.RETURN, r"refund|revers|dispute|chargeback"),
    (Sort.CREDIT, r"cash ?back|reward|promo|interest|\bcredit\b"),
    (Sort.FEE, r"\bfee\b"),
    (Sort.PAYMENT, r"^(payment|charge|direct deposit|disbursement)$"),
)
_OFF = (
    "The balances before and after do not follow from the rows: rows may be missing, or sums changed. "
    "Compare with the account."
)
_UNCLEAR = "the row has a fee, and the file does not show whether its sum is before or after it: enter it by hand"


class Venmo:
    """Money in becomes payouts by who paid, transfers to and from the bank transfers."""

    name = "venmo"
    title = "Venmo, statement"
    about = About(
        becomes="payouts, transfers",
        get="In Venmo, on the web: Statements, choose the month, Download CSV.",
        times="the file names no zone; its own dates are taken",
        confirmed="maintained parsers agree; whether a sum is before its fee is unconfirmed and told by the balances",
    )

    def recognise(self, text: Text) -> Recognition:
        return by_header(
            text,
            LAYOUT,
            "the columns of a Venmo statement",
            marks=("Datetime", "Amount (total)", "From", "To"),
            own=("Funding Source", "Destination", "Statement Period Venmo Fees", "Beginning Balance"),
            least=2,
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts without a platform and transfers, in US dollars, the only currency of Venmo."""
        sheet = LAYOUT.bind(table(text))
        sheet.reading = Reading(settle_dates(options, sheet, "at"), ".")
        fees = _Fees.of(sheet)
        account = MoneyAccount("Venmo")
        said = [] if fees.agree else [_OFF]
        return account.read(sheet, lambda row: _movement(row, fees), self.name, self.name, said)


def _movement(row: Row, fees: _Fees) -> Movement | IgnoredRow:
    if not row["id"]:
        return IgnoredRow(row.line, "balance")
    if row["at"] is None or row["amount"] is None:
        return IgnoredRow(row.line, "no_amount")
    sort = _KINDS.find(row["kind"])
    amount, fee = row["amount"], abs(row["fee"])
    if fee and fees.within is None:
        raise row.problem("fee", "fee_unclear", _UNCLEAR)
    return Movement(
        on=row["at"].date(),
        amount=amount + fee if fees.within and fee else amount,
        currency="USD",
        sort=sort or Sort.PAYMENT,
        state=state_of(row["status"]),
        fee=fee,
        id=row["id"],
        payer=row["to"] if plain(row["kind"]) == "charge" else row["sender"],
        note=row["note"],
        doubt="" if sort else FROM_SHOP,
    )


@dataclass(frozen=True, slots=True)
class _Fees:
    """What the balances of the statement say of its rows.

    `agree`: whether they follow from the rows at all, as far as there are two. `within`: whether sums have their fee
    taken off already; None if that is open.
    """

    agree: bool = True
    within: bool | None = None

    @classmethod
    def of(cls, sheet: Sheet) -> _Fees:
        tally = _Tally()
        sheet.each(tally.note)
        if tally.began is None or tally.ended is None:
            return cls()
        moved = tally.ended - tally.began
        after, before = moved == tally.sums, moved == tally.sums - tally.fees
        return cls(after or before, None if after == before else after)


@dataclass(slots=True)
class _Tally:
    """What moved the balance: sums of rows that were paid from it or into it."""

    sums: int = 0
    fees: int = 0
    began: int | None = None
    ended: int | None = None

    def note(self, row: Row) -> None:
        if row["began"] is not None:
            self.began = row["began"]
        if row["ended"] is not None:
            self.ended = row["ended"]
        here = row["paid_to"] if (row["amount"] or 0) > 0 else row["paid_by"]
        transfer = _KINDS.find(row["kind"]) is Sort.WITHDRAWAL
        if row["amount"] and state_of(row["status"]).moved and (transfer or "venmo" in plain(here)):
            self.sums += row["amount"]
            self.fees += abs(row["fee"])
