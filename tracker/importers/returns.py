"""Money that goes back: one rule for every format and for mapped tables.

    200.00 fee 7.00, then refund -50.00 with 1.75 of the fee back
        payout    200.00  fee 7.00
        clawback   50.00  fee 1.75     kept 193 - 50 + 1.75 = 144.75

A refund, reversal or chargeback of a payment that the ledger has (or that comes with it) is a clawback of that
payer: `amount` is what was taken back, gross, `fee` what of the payment's fee came back with it. What a
chargeback costs besides is part of what was taken. One that names a payment which is not there is left out
(`no_payment`). A payment whose own state says that it was taken back whole, and whose return the file does not
hold, is a payout of zero: first seen so, or updated; a return of it in another file is left out then
(`already_back`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from tracker.domain import Evidence, Known, Payout, PayoutKind
from tracker.importers.base import UNASSIGNED, IgnoredRow, ParsedBatch, SourceRow
from tracker.importers.identity import amended, status_of
from tracker.importers.numbering import row_hash

NO_PAYMENT, ALREADY_BACK = "no_payment", "already_back"
REVERSED = "reversed"
"""`SourceRow.state` of a payment that was taken back whole."""


def clawback(
    on: dt.date, gross: int, fee_back: int, currency: str, *, platform: str = UNASSIGNED, **columns: Any
) -> Payout:
    """The record of money that went back.

    `gross` is what was taken (its sign does not matter), `fee_back` what of the fee came back; below zero it
    is what the return cost besides.

    >>> made = clawback(dt.date(2026, 5, 4), -500_000, 17_500, "USD"); made.amount, made.fee
    (500000, 17500)
    >>> made = clawback(dt.date(2026, 5, 4), -2_000_000, -200_000, "USD"); made.amount, made.fee
    (2200000, None)
    """
    return Payout(
        platform=platform,
        kind=PayoutKind.CLAWBACK.value,
        received_on=on,
        amount=abs(gross) + max(-fee_back, 0),
        fee=fee_back if fee_back > 0 else None,
        currency=currency,
        **{"evidence": Evidence.DEPOSIT.value, **columns},
    )


def return_id(own: str, payment: str) -> str:
    """The id of a row that takes back a payment: it tells later imports which one.

    >>> returned_by(return_id("R2", "P1"))
    'P1'
    """
    return f"{own} of {payment}"


def returned_by(source_id: str) -> str:
    """The payment that a row with this id takes back; "" for any other id."""
    return source_id.partition(" of ")[2].partition("#")[0]


def nothing_left(row: SourceRow, source: str) -> SourceRow:
    """The row of a payment that its source has taken back whole: a payout of zero."""
    nothing = amended(row.record, amount=0, fee=None, source=source)
    return row._replace(record=nothing, updates=("amount", "fee", "home_amount"))


def without_strays(batches: Sequence[ParsedBatch], known: Sequence[Known]) -> list[ParsedBatch]:
    """The batches less returns of payments that are not there.

    Rows that count only where a payment is there (`ParsedBatch.perhaps`) come in; their payment says whose they
    are. `known`: the payouts that the ledger has.
    """
    if not any(batch.perhaps or any(row.returns for row in batch.rows) for batch in batches):
        return list(batches)
    standing = {(k.source, k.source_id): _There.of(k) for k in known}
    for batch in batches:
        for row in batch.rows:
            if isinstance(row.record, Payout) and not row.returns:
                key = (batch.source, _own_id(row))
                there = standing.setdefault(key, _There.coming(row))
                standing[key] = there._replace(stands=there.stands and row.state != REVERSED)
    return [_without(_with_perhaps(batch, standing), standing) for batch in batches]


class _There(NamedTuple):
    """A payment that the ledger has, or that this import brings."""

    stands: bool
    """Whether its source has not taken it back whole."""
    platform: str
    project: str | None
    currency: str | None
    kind: str | None

    @classmethod
    def of(cls, known: Known) -> _There:
        stands = status_of(known.content) != REVERSED
        return cls(stands, known.platform or UNASSIGNED, known.project, known.currency, known.kind)

    @classmethod
    def coming(cls, row: SourceRow) -> _There:
        record = row.placed
        assert isinstance(record, Payout)
        return cls(True, record.platform, record.project, record.currency, record.kind)


_Standing: TypeAlias = Mapping[tuple[str | None, str | None], _There]


def _with_perhaps(batch: ParsedBatch, standing: _Standing) -> ParsedBatch:
    """The batch with those of its doubtful rows whose payment is there, under that payment's platform."""
    came: dict[int, SourceRow] = {}
    own = {_own_id(row) for row in batch.rows} if batch.perhaps else set()
    for row in batch.perhaps:
        there = standing.get((batch.source, row.returns or _own_id(row)))
        record = row.record
        if not row.returns and _own_id(row) in own:
            continue
        if (
            there
            and there.kind == PayoutKind.PAYOUT
            and isinstance(record, Payout)
            and there.currency == record.currency
        ):
            found = row._replace(record=amended(record, platform=there.platform, project=there.project))
            came[row.line] = nothing_left(found, batch.source) if found.state == REVERSED else found
    if not came:
        return batch
    left = tuple(i for i in batch.ignored if i.line not in came)
    return replace(batch, rows=(*batch.rows, *came.values()), ignored=left, perhaps=())


def _own_id(row: SourceRow) -> str:
    return row.source_id or f"{row_hash(row)}#1"


def _without(batch: ParsedBatch, standing: _Standing) -> ParsedBatch:
    left: list[IgnoredRow] = []
    kept: list[SourceRow] = []
    for row in batch.rows:
        stored = not row.returns or (batch.source, row.source_id) in standing
        there = standing.get((batch.source, row.returns))
        if stored or (there and there.stands):
            kept.append(row)
        else:
            assert isinstance(row.record, Payout)
            reason = NO_PAYMENT if there is None else ALREADY_BACK
            units = -row.record.amount if row.record.kind == PayoutKind.CLAWBACK else row.record.amount
            left.append(IgnoredRow(row.line, reason, amount=units, currency=row.record.currency))
    return replace(batch, rows=tuple(kept), ignored=(*batch.ignored, *left)) if left else batch
