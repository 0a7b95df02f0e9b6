"""Wise: the statement of a balance (old and new layout) and the list of transfers.

Both tell of the same movements under the same ids, so what makes a row the same is its id, currency and
the sum that reached the balance.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from tracker.errors import InputError
from tracker.importers.base import About, Facts, IgnoredRow, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import (
    Field,
    Layout,
    Reading,
    Row,
    Sheet,
    currency,
    day,
    find_column,
    money,
    number,
    own_id,
)
from tracker.importers.formats.account import GIVEN_BACK, OWN_MONEY, Balances
from tracker.importers.formats.common import Told, batch, by_header, header
from tracker.importers.formats.wise_rows import NO_PAY, SOURCE, from_shop, is_card, movement_id, payout, transfer
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.importers.returns import clawback, return_id
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.units import to_units
from tracker.words import parse_currency, parse_money

STATEMENT = Layout(
    id=Field("TransferWise ID", "Wise ID", "ID", parse=own_id, need=True),
    on=Field("Date", parse=day, need=True),
    amount=Field("Amount", parse=money, need=True),
    currency=Field("Currency", parse=currency, need=True),
    description=Field("Description"),
    reference=Field("Payment Reference", need_column=False),
    balance=Field("Running Balance", parse=money, need_column=False),
    sold=Field("Exchange From", parse=currency, need_column=False),
    bought=Field("Exchange To", parse=currency, need_column=False),
    rate=Field("Exchange Rate", parse=number, need_column=False),
    payer=Field("Payer Name", need_column=False),
    merchant=Field("Merchant", need_column=False),
    payee=Field("Payee Name", need_column=False),
    fees=Field("Total fees", parse=money, need_column=False, empty=0),
    got=Field("Exchange To Amount", parse=money, need_column=False),
    direction=Field("Transaction Type", need_column=False),
)
_OWN = ("TransferWise ID", "Wise ID", "Running Balance", "Payer Name", "Payee Name", "Exchange From")
_CHARGE = re.compile(r"Wise Charges for:\s*(\S+)", re.IGNORECASE)
_FROM = re.compile(r"Received money from (.+?)(?: with reference.*)?$", re.IGNORECASE)
_CONVERTED = re.compile(r"Converted ([\d.,' ]*\d) ?([A-Z]{3}) to ([\d.,' ]*\d) ?([A-Z]{3})", re.IGNORECASE)
_DASHED = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")


class WiseStatement:
    """Money in becomes payouts (by payer, with rules), conversions transfers; all else is left out."""

    name = "wise"
    title = "Wise, statement of a balance"
    about = About(
        becomes="payouts, transfers",
        get="In Wise: Account, Statements and reports, Statement, choose balance and dates, CSV.",
        times="days only; a newer layout has times too, which are not read",
        confirmed="a real file of the newer layout, parsers of the older one",
    )

    def recognise(self, text: Text) -> Recognition:
        named = find_column(header(text), ("TransferWise ID", "Wise ID"))
        return by_header(
            text,
            STATEMENT,
            "the columns of a Wise statement",
            marks=("TransferWise ID", "Running Balance", "Payer Name", "Total fees"),
            own=_OWN,
            least=1 if named else 2,
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Dates are day-month-year as Wise writes them, else as the file settles them; numbers have a decimal point.

        Raises `NeedsAnswer` where a file that was saved again settles neither.
        """
        sheet = STATEMENT.bind(table(text))
        dates = settle_dates(options, sheet, "on") if not _as_wise_writes(sheet) else options.dates or "dmy"
        sheet.reading = Reading(dates, settle_decimal(options, sheet, "amount", "fees", "got", currencies="currency"))
        reader = _Statement(sheet)
        harvest = sheet.read(reader.make)
        return batch(
            self.name,
            SOURCE,
            harvest,
            [*reader.told.sentences(), *reader.balances.sentences()],
            reader.strays,
            reader.perhaps,
        )


def _as_wise_writes(sheet: Sheet) -> bool:
    return all(_DASHED.fullmatch(cell) for cell in sheet.cells("on"))


@dataclass(slots=True)
class _Movement:
    """All rows of one id."""

    came: list[tuple[int, str]] = field(default_factory=list)
    """Units and currency of the rows that came in."""
    went: list[tuple[int, str]] = field(default_factory=list)
    charged: int = 0
    first: tuple[dt.date, bool] | None = None
    """The earliest row: its day, and whether money came in with it."""

    def note(self, row: Row) -> None:
        came = row["amount"] > 0
        (self.came if came else self.went).append((row["amount"], row["currency"]))
        sent = "sent" in row["description"].casefold()
        at = (row["on"], came and not sent)
        # On one day a row that speaks of sending decides, else money came in first.
        if self.first is None or at[0] < self.first[0] or (at[0] == self.first[0] and (sent or at[1])):
            self.first = at

    def was_sent(self, currency: str) -> bool:
        """Whether money was sent first, and so came back."""
        return any(code == currency for _, code in self.went) and not (self.first or (None, True))[1]

    def had_come(self, currency: str) -> bool:
        """Whether money had come in first, and so went back."""
        return any(code == currency for _, code in self.came) and bool(self.first and self.first[1])


class _Statement:
    """Reads the file twice: a charge, the other side of a conversion and a return are rows of their own."""

    def __init__(self, sheet: Sheet) -> None:
        self.told, self.balances = Told(), Balances()
        self.movements: dict[str, _Movement] = {}
        self.strays: dict[int, tuple[str, int, str]] = {}
        self.used: set[str] = set()
        self.perhaps: list[SourceRow] = []
        """Money that went out, and went back if its id is that of a payment of another file."""
        sheet.each(self._note)

    def _note(self, row: Row) -> None:
        charge = _CHARGE.match(row["description"])
        movement = self.movements.setdefault(charge.group(1) if charge else row["id"], _Movement())
        if charge:
            movement.charged -= row["amount"]
        else:
            movement.note(row)
        # last: a balance that cannot be read takes nothing from what the row says
        if row["balance"] is not None:
            self.balances.add(row["currency"], f"{row['on']}", row.line, row["amount"], row["balance"])

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if row["direction"].casefold() == "debit" and row["amount"] > 0:
            raise row.problem("direction", "sums_differ", "a debit is below zero")
        if charge := _CHARGE.match(row["description"]):
            return self._charge(row, charge.group(1))
        here = self.movements[row["id"]]
        if _is_conversion(row, here):
            return self._converted(row, here)
        if row["amount"] > 0:
            return self._came(row, here)
        if row["amount"] < 0 and here.had_come(row["currency"]) and not is_card(row):
            return self._back(row)
        if row["amount"] < 0 and not here.came and not row["merchant"] and not is_card(row):
            self.perhaps.append(self._back(row))
        return row.left("outgoing")

    def _charge(self, row: Row, target: str) -> IgnoredRow:
        """A charge of a payment of the file is its fee; the others wait for theirs."""
        there = self.movements[target]
        if not there.came and not there.went and target not in self.used:
            self.used.add(target)
            if there.charged > 0:
                self.strays[row.line] = (target.upper(), there.charged, row["currency"])
            elif there.charged < 0:
                self.told.money(GIVEN_BACK, there.charged, row["currency"])
        return row.left("fee")

    def _came(self, row: Row, here: _Movement) -> SourceRow | IgnoredRow:
        said = f"{row['id']} {row['description']}".replace("_", " ")
        if NO_PAY.search(said):
            self.told.money(OWN_MONEY, row["amount"], row["currency"])
            return row.left("no_pay")
        if row["merchant"] or is_card(row):
            payer = row["merchant"] or row["description"]
            made = payout(row, payer, row["on"], row["amount"], 0, row["currency"], row["reference"], net=row["amount"])
            return from_shop(made, self.told)
        if here.was_sent(row["currency"]):
            self.told.money("Money that you had sent and that came back: {n}, {sum}.", row["amount"], row["currency"])
            return row.left("no_pay")
        return self._paid(row)

    def _paid(self, row: Row) -> SourceRow:
        named = _FROM.match(row["description"])
        payer = row["payer"] or (named.group(1) if named else row["description"])
        apart = max(self.movements[row["id"]].charged, 0) if row["id"] not in self.used else 0
        self.used.add(row["id"])
        gross = row["amount"] if apart else row["amount"] + row["fees"]
        return payout(
            row, payer, row["on"], gross, apart or row["fees"], row["currency"], row["reference"], net=row["amount"]
        )

    def _back(self, row: Row) -> SourceRow:
        """Money that had come in and went back, under the same id."""
        facts = Facts(
            payer=row["payee"] or row["payer"], description=row["reference"], account=f"Wise {row['currency']}"
        )
        record = clawback(row["on"], row["amount"], 0, row["currency"], note=row["description"])
        own = movement_id(row)
        return SourceRow(
            row.line, record, facts, normal(row["amount"], row["currency"]), return_id(f"{own}-back", own), returns=own
        )

    def _converted(self, row: Row, here: _Movement) -> SourceRow | IgnoredRow:
        """Both sides make one transfer, on the side that went out: Amount holds the fee, unless it has a row."""
        if row["amount"] > 0:
            if not here.went:
                self.told.money(
                    "Conversions whose other side is in another balance's statement: {n}, {sum}. Import it too.",
                    row["amount"],
                    row["currency"],
                )
            return row.left("conversion")
        into = _into(row, here)
        if into is None:
            self.told.money(
                "Conversions without their result were left out: {n}, {sum}.",
                row["amount"],
                row["currency"],
            )
            return row.left("conversion")
        whole, apart = -row["amount"], max(here.charged, 0)
        fee = apart or row["fees"]
        out = whole if apart else whole - fee
        if row["rate"] and fee and not apart:
            fair = to_units(into[0] / row["rate"] / 10_000)
            out = min(whole, whole - fee, key=lambda units: abs(units - fair))
        return transfer(row, row["on"], (out, row["currency"]), into, fee)


def _is_conversion(row: Row, here: _Movement) -> bool:
    """Between own balances: both sides under one id, or one that says so."""
    if row["merchant"] or is_card(row):
        return False
    if _CONVERTED.search(row["description"]) or row["id"].upper().startswith("CONVERSION"):
        return True
    if {code for _, code in here.came} - {code for _, code in here.went} and here.went:
        return True
    return bool(row["id"].upper().startswith("BALANCE-") and row["sold"] and row["bought"])


def _into(row: Row, here: _Movement) -> tuple[int, str] | None:
    """What came in at the other end: by the row of the other side, a column, or the description."""
    if len(here.came) == 1:
        return here.came[0]
    if row["got"] and row["bought"]:
        return row["got"], row["bought"]
    if found := _CONVERTED.search(row["description"]):
        try:
            return parse_money(found.group(3), "."), parse_currency(found.group(4))
        except InputError:
            return None
    return None
