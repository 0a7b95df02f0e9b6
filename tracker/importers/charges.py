"""A charge in a row of its own, whose payment is in another file: found when it comes.

    May     TRANSFER-1  received 2,000.00                              payout 2,000.00
    June    FEE-1       -4.50  Wise Charges for: TRANSFER-1            its fee becomes 4.50, once

What a payment of the ledger has for a fee already is left as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.domain import Known, Payout, PayoutKind, Transfer
from tracker.importers.base import UNASSIGNED, ParsedBatch
from tracker.importers.identity import amended
from tracker.importers.outcomes import Ignored, New, Outcome, Updated

_TABLES = (Payout.TABLE, Transfer.TABLE)


def put_on_payments(
    batches: Sequence[ParsedBatch], decided: Sequence[list[Outcome]], known: Mapping[str, Sequence[Known]]
) -> None:
    """Give the charges of the batches to the payments they name, in the outcomes `decided` of each file.

    A payment that this import brings takes it in; one of the ledger is updated if it has no fee yet.
    """
    if not any(batch.charges for batch in batches):
        return
    stored = {(k.source, k.source_id): (table, k) for table in _TABLES for k in known.get(table, ())}
    coming = {
        (o.record.source, o.record.source_id): (outcomes, n)
        for outcomes in decided
        for n, o in enumerate(outcomes)
        if isinstance(o, New) and isinstance(o.record, Payout | Transfer)
    }
    for batch, outcomes in zip(batches, decided, strict=True):
        for line, (payment, units, currency) in batch.charges.items():
            key = (batch.source, payment)
            if (there := coming.get(key)) is not None:
                _take_in(*there, units, currency)
            elif key in stored:
                _update(outcomes, line, *stored[key], units, currency)


def _take_in(outcomes: list[Outcome], at: int, units: int, currency: str) -> None:
    new = outcomes[at]
    assert isinstance(new, New)
    record = new.record
    assert isinstance(record, Payout | Transfer)
    code = record.currency if isinstance(record, Payout) else record.currency_out
    if not record.fee and code == currency:
        outcomes[at] = replace(new, record=amended(record, fee=units))


def _update(outcomes: list[Outcome], line: int, table: str, there: Known, units: int, currency: str) -> None:
    if there.fee or there.currency != currency:
        return
    at = next(n for n, o in enumerate(outcomes) if isinstance(o, Ignored) and o.line == line)
    outcomes[at] = Updated(line, _charged(table, there, units, currency), there.row, (("fee", units),))


def _charged(table: str, there: Known, units: int, currency: str) -> Payout | Transfer:
    """What the line of a charge is as a record: no money of its own."""
    on = dt.date.fromisoformat(there.day or "1970-01-01")
    if table == Payout.TABLE:
        return Payout(
            platform=there.platform or UNASSIGNED,
            kind=PayoutKind.PAYOUT.value,
            received_on=on,
            amount=0,
            fee=units,
            currency=currency,
            source=there.source,
        )
    ends = (there.account or UNASSIGNED, there.to_account or UNASSIGNED)
    return Transfer(
        moved_on=on, from_account=ends[0], to_account=ends[1], amount_out=0, currency_out=currency, fee=units
    )
