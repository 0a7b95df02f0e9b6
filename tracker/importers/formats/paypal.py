"""PayPal, both shapes: the activity report (Type, Status) and the personal statement (Description).

Most of such a file is private life. Money that came in from somebody becomes a payout, but only rules say
whose: without one it is stored nowhere. What of it went back becomes a clawback of the same payer. Money that
went out, holds and memos are left out. What the worker moved between own accounts (conversions, withdrawals)
becomes transfers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tracker.domain import Evidence, Payout, PayoutKind, Transfer
from tracker.importers.base import (
    UNASSIGNED,
    About,
    Facts,
    IgnoredRow,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
)
from tracker.importers.columns import Harvest, Reading, Row, Sheet
from tracker.importers.formats.account import day_at_home, kept_of
from tracker.importers.formats.common import Told, batch, by_header, dates_said, decimal_said, header
from tracker.importers.formats.conversions import Side, Sides
from tracker.importers.formats.paypal_languages import ENGLISH, LANGUAGES, Language
from tracker.importers.formats.sorts import Sort, State
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.importers.returns import REVERSED, clawback, return_id
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.say import Said, Word

_PAID, _BACKED = PayoutKind.PAYOUT.value, Evidence.DEPOSIT.value


class PayPal:
    """Rows whose money moved; the key is the Transaction ID; conversions are paired, withdrawals transfers."""

    name = "paypal"
    title = "PayPal, activity report or statement"
    about = About(
        becomes="payouts, transfers",
        get="In PayPal: Activity, Statements or Download, Activity report, all transactions as CSV.",
        times="the zone is in the file",
        confirmed="test files and parsers of maintained importers; de, es, fr, it, pt: the types that parsers name",
    )

    def recognise(self, text: Text) -> Recognition:
        return max((_by_language(text, language) for language in LANGUAGES), key=lambda r: r.certainty)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Payouts and clawbacks without a platform (rules on the payer give it) and transfers.

        Raises `NeedsAnswer` if the file does not settle the order of dates or the decimal sign.
        """
        language = _language(text)
        sheet = language.layout.bind(table(text))
        dates = settle_dates(options, sheet, "on")
        decimal = settle_decimal(options, sheet, "gross", "fee", "net", currencies="currency")
        sheet.reading = Reading(dates, decimal)
        reader = _Activity(options, sheet, language)
        harvest = reader.finish(sheet.read(reader.make))
        said: list[Said | str] = [dates_said(dates), decimal_said(decimal)]
        if language.kinds:
            said.append(Said("Read as PayPal's report in {name}.", name=Word(language.name)))
        return batch(self.name, self.name, harvest, [*said, *reader.told.sentences()], perhaps=reader.perhaps)


@dataclass(slots=True)
class _Seen:
    """A row as others refer to it."""

    sort: Sort
    state: State
    gross: int
    reference: str
    facts: Facts
    fees: int = 0
    """What fee rows of their own add to the payment (below zero: came back)."""
    returned: list[str] = field(default_factory=list)
    """Ids of the rows that take it back."""
    linked: bool = False
    """A fee that belongs to the return of a payment of another file."""

    @property
    def is_income(self) -> bool:
        return self.sort is Sort.PAYMENT and self.gross > 0 and self.state.moved

    @property
    def is_own(self) -> bool:
        """Moved between the worker's own accounts."""
        return self.sort is Sort.WITHDRAWAL or (self.sort is Sort.DEPOSIT and not self.reference)


class _Activity:
    """Reads the file twice: what a row is depends on the rows that it names."""

    def __init__(self, options: ReadOptions, sheet: Sheet, language: Language) -> None:
        self.options, self.told, self.language = options, Told(), language
        self.seen: dict[str, _Seen] = {}
        self.sides = Sides("PayPal")
        self.perhaps: list[SourceRow] = []
        """Payments that did not come: another file may have them as ones that came."""
        sheet.each(self._note)
        for own, row in self.seen.items():
            self._link(own, row)

    def _note(self, row: Row) -> None:
        made = _Seen(self._sort(row), self._state(row), row["gross"], row["reference"], _facts(row))
        there = self.seen.get(row["id"])
        if there is None or there.sort is Sort.MEMO:
            self.seen[row["id"]] = made

    def _link(self, own: str, row: _Seen) -> None:
        """Tell a payment of what names it: what took it back, fees in rows of their own."""
        target = self._root(row.reference)
        if target is None and row.sort is Sort.FEE and row.state.moved:
            self._link_to_return(row)
        if target is None or not target.is_income or not row.state.moved:
            return
        if row.sort is Sort.RETURN and row.gross < 0:
            target.returned.append(own)
        elif row.sort is Sort.FEE:
            back = self.seen[target.returned[0]] if row.gross > 0 and target.returned else target
            back.fees -= row.gross

    def _link_to_return(self, fee: _Seen) -> None:
        """A fee whose payment is in another file belongs to what took that payment back, if this file has it."""
        back = next(
            (r for r in self.seen.values() if r.sort is Sort.RETURN and r.gross < 0 and r.reference == fee.reference),
            None,
        )
        if back is not None and fee.reference:
            back.fees -= fee.gross
            fee.linked = True

    def _root(self, reference: str) -> _Seen | None:
        """The payment or other first row at the end of a chain of references; None: not in the file."""
        row = None
        for _ in range(6):
            row = self.seen.get(reference)
            if row is None or row.is_income or not row.reference or row.reference == reference:
                return row
            reference = row.reference
        return row

    def _root_id(self, reference: str) -> str:
        for _ in range(6):
            row = self.seen.get(reference)
            if row is None or row.is_income or not row.reference:
                return reference
            reference = row.reference
        return reference

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        sort, gross = self._sort(row), row["gross"]
        state = self._state(row)
        if state is State.VOID and sort is Sort.PAYMENT and gross > 0:
            self.perhaps.append(self._void(row))
        if not state.moved:
            return row.left("not_completed", "gross")
        sign = self.language.sign(row["impact"])
        if (gross > 0 and sign == "debit") or (gross < 0 and sign == "credit"):
            raise row.problem(
                "gross",
                "sums_differ",
                Said("{row} does not agree with the sign of the gross sum", row=Word(row["impact"])),
            )
        match sort:
            case Sort.MEMO:
                return row.left("memo", "gross")
            case Sort.CONVERSION:
                self.sides.add(self._side(row))
                return row.left("conversion", "gross")
            case Sort.FEE:
                return self._fee(row)
            case Sort.RETURN:
                return self._returned(row)
            case Sort.WITHDRAWAL if gross < 0:
                return self._moved(row, out=True)
            case Sort.DEPOSIT if gross > 0 and not row["reference"]:
                return self._moved(row, out=False)
            case Sort.PAYMENT if gross > 0:
                return self._paid(row)
            case _:
                self.sides.private(f"{row.raw('on')} {row.raw('time')}", row["currency"], gross)
                return row.left("no_pay" if gross > 0 else "outgoing", "gross")

    def _fee(self, row: Row) -> IgnoredRow:
        target = self._root(row["reference"])
        if not self.seen[row["id"]].linked and (target is None or not target.is_income):
            self.told.money(
                "Fees that name no payment of the file were left out: {n}, {sum}.", row["gross"], row["currency"]
            )
        return row.left("fee", "gross")

    def _paid(self, row: Row) -> SourceRow:
        seen, state = self.seen[row["id"]], self._state(row)
        if state is State.PARTLY_BACK and not seen.returned:
            self.told.money(
                "Payments refunded in part, whose refund the file does not hold: {n}, {sum}. They stand whole until a "
                "file with the refund is imported.",
                row["gross"],
                row["currency"],
            )
        fee = max(kept_of(row) + seen.fees, 0)
        record = Payout(
            platform=UNASSIGNED,
            kind=_PAID,
            received_on=self._day(row),
            amount=row["gross"],
            fee=fee or None,
            currency=row["currency"],
            evidence=_BACKED,
            note=row["subject"] or None,
        )
        gone = state is State.BACK and not seen.returned
        if gone:
            self.told.money(
                "Payments taken back whole, of which nothing counts: {n}, {sum}.", row["gross"], row["currency"]
            )
        return SourceRow(
            row.line,
            record,
            _facts(row),
            normal(row["gross"], -fee, row["currency"]),
            row["id"],
            state=REVERSED if gone else "",
        )

    def _void(self, row: Row) -> SourceRow:
        record = Payout(
            platform=UNASSIGNED,
            kind=_PAID,
            received_on=self._day(row),
            amount=row["gross"],
            currency=row["currency"],
        )
        return SourceRow(row.line, record, _facts(row), self._content(row), row["id"], state=REVERSED)

    def _returned(self, row: Row) -> SourceRow | IgnoredRow:
        """Money that went back to a payer, or came back."""
        target, reference = self._root(row["reference"]), self._root_id(row["reference"])
        if target is not None and target.is_own and row["gross"] > 0:
            return self._moved(row, out=False)
        if not reference or (target is not None and not target.is_income):
            self.sides.private(f"{row.raw('on')} {row.raw('time')}", row["currency"], row["gross"])
            return row.left("no_pay" if row["gross"] > 0 else "no_payment", "gross")
        facts = target.facts if target is not None else _facts(row)
        return SourceRow(
            row.line, self._back(row), facts, self._content(row), return_id(row["id"], reference), returns=reference
        )

    def _back(self, row: Row) -> Payout:
        """The record of a return: a clawback, or a payment that came after all."""
        on, note = self._day(row), row["kind"]
        if row["gross"] < 0:
            return clawback(on, row["gross"], -kept_of(row) - self.seen[row["id"]].fees, row["currency"], note=note)
        return Payout(
            platform=UNASSIGNED,
            kind=_PAID,
            received_on=on,
            amount=row["gross"],
            fee=max(kept_of(row), 0) or None,
            currency=row["currency"],
            evidence=_BACKED,
            note=note,
        )

    def _moved(self, row: Row, *, out: bool) -> SourceRow:
        account, bank = f"PayPal {row['currency']}", "Bank"
        record = Transfer(
            moved_on=self._day(row),
            from_account=account if out else bank,
            to_account=bank if out else account,
            amount_out=abs(row["gross"]),
            currency_out=row["currency"],
            fee=abs(kept_of(row)) or None,
        )
        return SourceRow(row.line, record, Facts(), self._content(row), row["id"])

    def _sort(self, row: Row) -> Sort:
        return Sort.MEMO if self.language.sign(row["impact"]) == "memo" else self.language.sort(row["kind"])

    def _state(self, row: Row) -> State:
        return self.language.state(row["status"])

    def _content(self, row: Row) -> str:
        return normal(row["gross"], row["fee"], row["currency"])

    def _side(self, row: Row) -> Side:
        at = f"{row.raw('on')} {row.raw('time')}"
        return Side(row.line, row["id"], row["reference"], self._day(row), at, row["gross"], row["currency"])

    def _day(self, row: Row) -> dt.date:
        return day_at_home(row, self.options.home_zone, self.told)

    def finish(self, harvest: Harvest) -> Harvest:
        """Adds the transfer of each pair of conversion rows, on the line of the side that went out."""
        work = {own for own, row in self.seen.items() if row.is_income or row.is_own}
        work.update(own for row in self.seen.values() for own in row.returned)
        made = {row.line: row for row in self.sides.transfers(work, set(self.seen), self.told)}
        harvest.ignored[:] = [i for i in harvest.ignored if i.line not in made]
        harvest.rows.extend(made.values())
        harvest.rows.sort(key=lambda row: row.line)
        return harvest


def _by_language(text: Text, language: Language) -> Recognition:
    names = {key: f.names[0] for key, f in language.layout.fields.items()}
    return by_header(
        text,
        language.layout,
        "the columns of a PayPal report",
        marks=(names["id"], names["currency"]),
        own=language.own,
        never=("balance_transaction_id", "Credit Amount"),
    )


def _language(text: Text) -> Language:
    """The language whose columns a text has; English if none, to say what is missing."""
    found = header(text)
    return next((language for language in LANGUAGES if language.layout.fits(found)), ENGLISH)


def _facts(row: Row) -> Facts:
    payer = row["name"] or row["sender"]
    return Facts(payer=payer, account=row["sender"], description=row["subject"] or row["kind"])
