"""What Wise's statement and its list of transfers share: ids, records, and whom a rule has to name."""

from __future__ import annotations

import datetime as dt
import re

from tracker.domain import Evidence, Payout, PayoutKind, Transfer
from tracker.importers.base import UNASSIGNED, Facts, SourceRow
from tracker.importers.columns import Row
from tracker.importers.formats.account import FROM_SHOP
from tracker.importers.formats.common import Told
from tracker.importers.identity import normal

SOURCE = "wise"
NO_PAY = re.compile(
    r"topped up|top.?up|^\S+ moved [\d.,]+ [a-z]{3} (?:to|from)\b|cashback|interest|\breturns? on\b|opening balance",
    re.IGNORECASE,
)
"""Words of ids and descriptions of the worker's own money, and of rewards."""


def is_card(row: Row) -> bool:
    return bool(row["id"].upper().startswith("CARD"))


def from_shop(made: SourceRow, told: Told) -> SourceRow:
    """A row that came in from a shop, a refund or pay: only a rule that names the shop says which."""
    assert isinstance(made.record, Payout)
    told.money(FROM_SHOP, made.record.amount, made.record.currency)
    return made._replace(doubtful=True)


def movement_id(row: Row) -> str:
    """The id under which statement and list know the movement: `TRANSFER-1001`, also for a bare number."""
    return f"TRANSFER-{row['id']}" if row["id"].isdigit() else row["id"].upper()


def payout(
    row: Row, payer: str, on: dt.date, gross: int, fee: int, code: str, reference: str, *, net: int
) -> SourceRow:
    record = Payout(
        platform=UNASSIGNED,
        kind=PayoutKind.PAYOUT.value,
        received_on=on,
        amount=gross,
        fee=fee or None,
        currency=code,
        evidence=Evidence.DEPOSIT.value,
        note=reference or None,
    )
    facts = Facts(payer=payer, description=reference, account=f"Wise {code}")
    return SourceRow(row.line, record, facts, normal(net, code), movement_id(row))


def transfer(row: Row, on: dt.date, out: tuple[int, str], into: tuple[int, str], fee: int) -> SourceRow:
    record = Transfer(
        moved_on=on,
        from_account=f"Wise {out[1]}",
        to_account=f"Wise {into[1]}",
        amount_out=out[0],
        currency_out=out[1],
        amount_in=into[0],
        currency_in=into[1],
        fee=fee or None,
    )
    return SourceRow(row.line, record, Facts(), normal(out[1], into[0], into[1]), movement_id(row))
