"""Upwork's earnings by contract: hours and money of each day. It names no currency: Upwork pays in USD."""

from __future__ import annotations

from tracker.domain import Earning, EarningKind, Evidence, WorkSession
from tracker.importers.base import About, Facts, ParsedBatch, ReadOptions, Recognition, SourceRow, Text
from tracker.importers.columns import Field, Layout, Reading, Row, day, hours, money
from tracker.importers.formats.common import batch, by_header
from tracker.importers.identity import normal
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal
from tracker.say import Act, Said
from tracker.words import currency_hint

PLATFORM = "Upwork"
FILE = Evidence.FILE.value
BOTH = Said(
    "Upwork's earnings report and its transaction history tell of the same work: if you import both, keep "
    "the work of one. To take only the money of the transaction history, {way}",
    way=Act.LEAVE_OUT_WORK,
)

EARNINGS = Layout(
    on=Field("Date", parse=day, need=True),
    contract=Field("Contract", need=True),
    hours=Field("Hours", parse=hours),
    amount=Field("Amount", parse=money, need=True),
    kind=Field("Payment type", "Payment Type"),
)
_KINDS = {
    "bonus": EarningKind.BONUS,
    "fixed price payment": EarningKind.MILESTONE,
    "fixed price": EarningKind.MILESTONE,
    "fixed-price": EarningKind.MILESTONE,
    "milestone": EarningKind.MILESTONE,
}


class UpworkEarnings:
    """Day by contract with hours and amount; the type is empty for hourly work. Upwork pays in USD."""

    name = "upwork_earnings"
    title = "Upwork, earnings by contract"
    about = About(
        becomes="work sessions of a day, earnings",
        get="In Upwork: Manage finances, My reports, earnings by contract, then Download CSV.",
        times="days only",
        confirmed="a real file",
    )

    def recognise(self, text: Text) -> Recognition:
        own = ("Contract", "Payment type")
        return by_header(text, EARNINGS, "the columns of Upwork's earnings by contract", marks=own, own=own, least=2)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Hourly rows are work sessions of a day with hours and amount, all others earnings of the day."""
        sheet = EARNINGS.bind(table(text))
        sheet.reading = Reading(settle_dates(options, sheet, "on"), settle_decimal(options, sheet, "hours", "amount"))
        harvest = sheet.read(_earned)
        return batch(self.name, "upwork", harvest, ("The file names no currency: Upwork pays in US dollars.", BOTH))


def _earned(row: Row) -> SourceRow:
    on, contract, kind = row["on"], " ".join(row["contract"].split()), row["kind"].casefold()
    code = currency_hint(row.raw("amount")) or "USD"
    record: WorkSession | Earning
    if row["hours"] is not None and kind in ("", "hourly"):
        record = WorkSession(
            platform=PLATFORM,
            project=contract,
            worked_on=on,
            minutes=row["hours"],
            amount=row["amount"],
            currency=code,
            evidence=FILE,
        )
    else:
        record = Earning(
            platform=PLATFORM,
            project=contract,
            kind=_KINDS.get(kind, EarningKind.ADJUSTMENT).value,
            earned_from=on,
            amount=row["amount"],
            currency=code,
            evidence=FILE,
            note=row["kind"] or None,
        )
    facts = Facts(contract=contract, project=contract, description=row["kind"])
    return SourceRow(
        row.line, record, facts, row.words("on", "contract", "hours", "amount", "kind"), slot=normal(on, contract, kind)
    )
