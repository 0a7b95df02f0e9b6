"""Upwork's transaction history: what came in, for which work, what Upwork kept, what was withdrawn.

A week of the transaction history, newest row first:

    VAT           VAT (KE) - Service Fee - Ref ID 12          -8.00 ─┐
    Service Fee   Service Fee for Hourly - Ref ID 11         -50.00 ─┤ fee 58.00
    Hourly   11   Invoice for 08/31/2026-09/06/2026 …        500.00 ─┴─> payout 500.00 that covers the week
                                        - 12:30 hrs @ $40.00/hr      └─> work session of 12.5 h in the week
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from tracker.domain import Earning, EarningKind, Expense, Payout, PayoutKind, Transfer, WorkSession
from tracker.errors import InputError
from tracker.importers.base import (
    About,
    Facts,
    IgnoredRow,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
    one_line,
)
from tracker.importers.columns import Field, Layout, Reading, Row, Sheet, currency, day, money, own_id
from tracker.importers.formats.common import NO, Told, batch, by_header, several, spelled
from tracker.importers.formats.upwork_earnings import BOTH, FILE, PLATFORM
from tracker.importers.formats.upwork_rows import BACK, EARNED, SPENT, Line, Links, kind_of
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.importers.returns import clawback
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.say import Act, Many, Said, Word
from tracker.units import Money
from tracker.words import currency_hint, parse_currency, parse_day, parse_duration, parse_money

EARNED_TASK = "earned"
"""`Facts.task` of the rows that say what was earned, so that a rule can leave them out of one report."""

HISTORY = Layout(
    on=Field("Date", parse=day, need=True),
    ref=Field("Ref ID", "Reference ID", parse=own_id),
    transaction=Field("Transaction ID", parse=own_id, need_column=False),
    kind=Field("Type", "Transaction type", need=True),
    description=Field("Description", "Transaction summary"),
    details=Field("Transaction summary details", need_column=False),
    more=Field("Description *", need_column=False),
    team=Field("Team", "Client team", need_column=False),
    account=Field("Account Name", "Client", need_column=False),
    amount=Field("Amount", "Amount $", "Amount ($)", parse=money, need=True),
    local=Field("Amount in local currency", parse=money, need_column=False),
    currency=Field("Currency", parse=currency, need_column=False, empty="USD"),
)
_DAY = r"(\d{1,2}/\d{1,2}/\d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})"
_PERIOD = re.compile(rf"{_DAY}\s*[-–]\s*{_DAY}")
_SHORT_PERIOD = re.compile(r"([A-Z][a-z]{2,8} \d{1,2})\s*[-–]\s*([A-Z][a-z]{2,8} )?(\d{1,2}), (\d{4})")
"""The newer table may name the year, and the month, once: `Sep 7 - Sep 13, 2026`, `Sep 7-13, 2026`."""
_HOURS = re.compile(
    r"(\d[\d.,]*:?\d*)\s*(?:hrs?|hours?)\b(?:.*?@\s*([^\d\s]*)\s?([\d.,]+)\s*/\s*(?:hr|hour))?", re.IGNORECASE
)
"""Before or behind the period: older statements write `10:00 hrs @ $20.00/hr - 03/02/2020 - 03/08/2020`."""
_MOVED = re.compile(r"([\d.,]*\d)\s*([A-Z]{3})\b")


class UpworkTransactions:
    """The transaction history: invoices as money with their fees, withdrawals as transfers."""

    name = "upwork_transactions"
    title = "Upwork, transaction history"
    about = About(
        becomes="payouts with fees, work of a week, earnings, transfers, expenses",
        get="In Upwork: Manage finances, Transactions, choose the dates, then Download CSV.",
        times="days only",
        confirmed="readers of two other projects, one for each layout, with the header of the newer in its tests; "
        'the older layout with "Amount in local currency" is unconfirmed, and so is how the newer words an invoice',
    )

    def recognise(self, text: Text) -> Recognition:
        """The newer table has ids of transactions; without its types these are somebody else's."""
        if spelled(text, "Transaction ID") and not spelled(text, "Transaction type", "Transaction summary"):
            return NO
        return by_header(
            text,
            HISTORY,
            "the columns of Upwork's transaction history",
            marks=("Ref ID", "Type", "Freelancer"),
            own=("Freelancer", "Team", "Agency", "Account Name", "PO", "Transaction summary", "Amount $", "Ref ID"),
            least=2,
            never=("TransferWise ID", "Credit Amount"),
        )

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """An invoice becomes a payout of its posting day (gross, with its fee) and the work it pays for."""
        sheet = HISTORY.bind(table(text))
        amounts = ("amount", "local")
        sheet.reading = Reading(
            settle_dates(options, sheet, "on"), settle_decimal(options, sheet, *amounts, currencies=("USD",))
        )
        reader = _History(sheet)
        harvest = several(sheet.read(reader.make), reader.extra)
        # Ids of transactions are others than the Ref IDs of older exports: what both tell of is asked about.
        source = "upwork_report" if sheet.has("transaction") else "upwork"
        return batch(self.name, source, harvest, reader.notes(), reader.charges)


class _History:
    """Reads the file twice: fees are in rows of their own, above or below the money they belong to."""

    def __init__(self, sheet: Sheet) -> None:
        self.newer = sheet.has("transaction")
        self.dollars = "$" in (sheet.bound["amount"].header if sheet.has("amount") else "")
        self.more = sheet.all_of("more")
        self.extra: list[SourceRow] = []
        self.told = Told()
        self.kept: Counter[str] = Counter()
        rows: list[Line] = []

        def note(row: Row) -> None:
            refers = row["ref"]
            self._fill(row)
            kind = kind_of(row["kind"])
            rows.append(Line(row.line, row["ref"], kind, row["description"], row.raw("on"), row["amount"], refers))

        sheet.each(note)
        self.links = Links.of(rows)
        self.away = {line.line for lines in self.links.strays.values() for line in lines}
        self.charges: dict[int, tuple[str, int, str]] = {}

    def _fill(self, row: Row) -> None:
        """The row's id and its words, wherever its layout has them; the newer one names the account that is yours."""
        own = row["transaction"] if self.newer else row["ref"]
        if not own:
            raise row.problem("transaction" if self.newer else "ref", "missing", "the row has no id")
        said = [row["description"], row["details"], *(row[n] for n in self.more)]
        row.update(ref=own, description=" - ".join(dict.fromkeys(s for s in said if s)))
        if self.dollars:
            row["currency"] = "USD"
        if self.newer:
            row["account"] = ""

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        self._fill(row)
        kind, amount = kind_of(row["kind"]), row["amount"]
        if row.line in self.links.linked:
            return row.left("fee")
        if row.line in self.away:
            return self._charge(row)
        if kind == "withdrawal":
            return self._moved(row)
        if kind in SPENT or (kind in BACK and amount > 0):
            return self._spent(row, SPENT.get(kind, "")) if amount < 0 else self._given_back(row)
        if kind in BACK or (amount < 0 and kind in ("hourly", *EARNED)):
            return self._back(row)
        if amount > 0 and kind == "hourly":
            return self._invoice(row)
        if amount > 0 and kind in EARNED:
            return self._sum(row, EARNED[kind])
        return self._other(row)

    def _charge(self, row: Row) -> IgnoredRow:
        code = self._currency(row)
        if charge := self.links.charges().get(row.line):
            self.charges[row.line] = (*charge, code)
        self.told.money(
            "Fees of payments that the file does not hold: {n}, {sum}. Where the ledger has the payment and no fee of "
            "it, they come off it.",
            row["amount"],
            code,
        )
        return row.left("fee")

    def _currency(self, row: Row) -> str:
        """That of `Amount`: US dollars where another column holds the same in a currency of its own."""
        local = row["local"]
        return "USD" if (local is not None and local != row["amount"]) else row["currency"]

    def _fee(self, row: Row) -> int:
        return self.links.fees.get(row.line, 0)

    def _invoice(self, row: Row) -> SourceRow:
        period = _period(row["description"])
        if not period and self.newer:
            return self._undated(row)
        if not period:
            raise row.problem("description", "no_period", "an hourly invoice names no period")
        week = _week(*period)
        if week is None:
            raise row.problem("description", "no_period", "an hourly invoice is of a week, and its dates are not")
        first, last = week
        if worked := _HOURS.search(row["description"]):
            rate, code = worked.group(3), self._currency(row)
            sign = currency_hint(f"{worked.group(2) or ''}1")
            session = WorkSession(
                platform=PLATFORM,
                project=one_line(row["team"] or row["account"]),
                worked_on=first,
                worked_until=last,
                minutes=parse_duration(worked.group(1), "h"),
                amount=row["amount"],
                rate=parse_money(rate) if rate and sign in (None, code) else None,
                currency=code,
                evidence=FILE,
                note=row["description"],
            )
            self._earned(row, session)
        return self._paid(row, first, last)

    def _undated(self, row: Row) -> SourceRow:
        """Money for hours of a week that the newer table does not name in words that are known."""
        said = (
            "Payments by the hour that name no week: {n}, {sum}. They are on the day of posting, without their hours."
        )
        self.told.money(said, row["amount"], self._currency(row))
        return self._sum(row, EarningKind.MILESTONE)

    def _sum(self, row: Row, kind: EarningKind) -> SourceRow:
        earning = Earning(
            platform=PLATFORM,
            project=one_line(row["team"] or row["account"]),
            kind=kind.value,
            earned_from=row["on"],
            amount=row["amount"],
            currency=self._currency(row),
            evidence=FILE,
            note=row["description"] or None,
        )
        self._earned(row, earning)
        return self._paid(row, row["on"], row["on"])

    def _earned(self, row: Row, record: WorkSession | Earning) -> None:
        facts = Facts(team=row["team"], client=row["account"], description=row["description"], task=EARNED_TASK)
        body = normal(EARNED_TASK, row["amount"], row["currency"], row["description"])
        self.extra.append(SourceRow(row.line, record, facts, body, f"{row['ref']}-earned"))

    def _paid(self, row: Row, first: dt.date, last: dt.date) -> SourceRow:
        fee = self._fee(row)
        record = Payout(
            platform=PLATFORM,
            kind=PayoutKind.PAYOUT.value,
            received_on=row["on"],
            amount=row["amount"],
            fee=fee if fee > 0 else None,
            currency=self._currency(row),
            covers_from=first,
            covers_to=last,
            evidence=FILE,
            note=row["description"] or None,
        )
        body = normal(row["on"], row["amount"], row["currency"], fee, row["description"])
        return SourceRow(row.line, record, Facts(team=row["team"], client=row["account"]), body, row["ref"])

    def _back(self, row: Row) -> SourceRow:
        payment = self.links.taken_back(row["ref"], row["description"])
        record = clawback(
            row["on"],
            row["amount"],
            -self._fee(row),
            self._currency(row),
            platform=PLATFORM,
            evidence=FILE,
            note=row["description"] or None,
        )
        body = normal(row["on"], row["amount"], row["currency"], row["description"])
        facts = Facts(team=row["team"], client=row["account"])
        return SourceRow(row.line, record, facts, body, row["ref"], returns=payment)

    def _given_back(self, row: Row) -> SourceRow:
        """What Upwork gave back of an expense; what came back of a return is income again."""
        payment = self.links.taken_back(row["ref"], row["description"])
        income = bool(payment) and not self.links.is_spending(payment) and kind_of(row["kind"]) != "refund"
        record = Payout(
            platform=PLATFORM,
            kind=(PayoutKind.PAYOUT if income else PayoutKind.REIMBURSEMENT).value,
            received_on=row["on"],
            amount=row["amount"],
            currency=self._currency(row),
            evidence=FILE,
            note=row["description"] or row["kind"],
        )
        body = normal(row["on"], row["amount"], row["currency"], row["description"])
        return SourceRow(row.line, record, Facts(team=row["team"], client=row["account"]), body, row["ref"])

    def _moved(self, row: Row) -> SourceRow:
        """A withdrawal, or one that came back."""
        description, fee = row["description"], self._fee(row)
        arrived = _arrived(description)
        account = one_line(re.split(r"\s+(?:transfer|withdrawal)\b|\s*[-:]\s", description)[0]) or "Bank"
        back = row["amount"] > 0
        record = Transfer(
            moved_on=row["on"],
            from_account=account if back else PLATFORM,
            to_account=PLATFORM if back else account,
            amount_out=abs(row["amount"]),
            currency_out=self._currency(row),
            fee=fee if fee > 0 else None,
            note=description or None,
            amount_in=arrived[0] if arrived and not back else None,
            currency_in=arrived[1] if arrived and not back else None,
        )
        body = normal(row["on"], row["amount"], row["currency"], fee, description)
        return SourceRow(row.line, record, Facts(), body, row["ref"])

    def _spent(self, row: Row, category: str) -> SourceRow:
        amount = abs(row["amount"]) + self._fee(row)
        record = Expense(
            spent_on=row["on"],
            amount=amount,
            currency=self._currency(row),
            category=category,
            platform=PLATFORM,
            note=row["description"] or None,
        )
        return SourceRow(row.line, record, Facts(), normal(row["on"], amount, category), row["ref"])

    def _other(self, row: Row) -> IgnoredRow:
        """Money that left and belongs to no invoice; money that came in has to be of a known type."""
        if row["amount"] > 0:
            raise row.problem(
                "kind", "unknown_type", Said("{row!r} is not a known type of income", row=Word(row["kind"]))
            )
        self.told.money(
            Said("Rows of the type {row} were left out: {n}, {sum}.", row=Word(row["kind"])),
            row["amount"],
            row["currency"],
        )
        self.kept[self._currency(row)] -= row["amount"]
        return row.left("outgoing")

    def notes(self) -> list[Said | str]:
        said: list[Said | str] = [*self.told.sentences()]
        if self.kept:
            sums = [Money(units, code) for code, units in sorted(self.kept.items())]
            text = "Upwork kept {sums} that belongs to no invoice: enter what was a work expense {way}"
            said.append(Said(text, sums=Many(sums), way=Act.ENTER_EXPENSE))
        return [*said, *([BOTH] if self.extra else [])]


def _period(said: str) -> tuple[str, str] | None:
    """First and last day that an invoice names, each with its year."""
    if found := _PERIOD.search(said):
        return found.group(1), found.group(2)
    if not (short := _SHORT_PERIOD.search(said)):
        return None
    first, month, last, year = short.groups()
    end = f"{month or first.rpartition(' ')[0] + ' '}{last}, {year}"
    return (f"{first}, {int(year) - (first[:3] == 'Dec' and end[:3] == 'Jan')}", end)


def _week(first: str, last: str) -> tuple[dt.date, dt.date] | None:
    """The days of an invoice: month first, as Upwork writes them, or day first where only that gives a week."""
    for order in ("mdy", "dmy"):
        try:
            days = parse_day(first, order), parse_day(last, order)
        except InputError:
            continue
        if 0 <= (days[1] - days[0]).days < 7:
            return days
    return None


def _arrived(description: str) -> tuple[int, str] | None:
    """What came in at the other end of a withdrawal, if the description says so."""
    found = _MOVED.search(description)
    if not found:
        return None
    try:
        return parse_money(found.group(1), None), parse_currency(found.group(2))
    except InputError:
        return None
