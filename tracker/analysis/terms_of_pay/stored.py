"""A platform's terms of pay as records, for people to read: those that are in force on a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd

from tracker.domain import Kind, PayCycle, PayTerms, columns
from tracker.frames import LedgerFrames, rows_of

OWN = ("pay_cycle", "pay_cycle_ends", "pay_cycle_zone", "pay_delay_days")
"""Terms that a platform's own row may hold."""


def stored_terms(frames: LedgerFrames, platform: str, as_of: dt.date) -> tuple[PayTerms, ...]:
    """The last that began to hold of each kind of pay, else what the platform's own row says; () where that is
    nothing."""
    t = frames.pay_terms
    begun = t["holds_from"].isna() | (t["holds_from"] <= pd.Timestamp(as_of))
    found = [_record(r) for r in rows_of(t[(t["platform"] == platform) & begun])]
    last: dict[str | None, dt.date] = {}
    for terms in found:
        last[terms.kind] = max(last.get(terms.kind, dt.date.min), terms.holds_from or dt.date.min)
    return tuple(x for x in found if (x.holds_from or dt.date.min) == last[x.kind]) or _own(frames, platform)


def _own(frames: LedgerFrames, platform: str) -> tuple[PayTerms, ...]:
    for p in rows_of(frames.platforms[frames.platforms["platform"] == platform]):
        said = {name: _plain(getattr(p, name)) for name in OWN}
        if said["pay_delay_days"] is not None or said["pay_cycle"] not in (None, PayCycle.NONE):
            return (PayTerms(platform=platform, **said),)
    return ()


def _record(row: Any) -> PayTerms:
    said = {c.name: _plain(getattr(row, c.name), c.kind) for c in columns(PayTerms)}
    return PayTerms(**said)


def _plain(value: Any, kind: Kind | None = None) -> Any:
    """A cell of a frame as a record holds it."""
    if pd.isna(value):
        return None
    match kind:
        case Kind.NUMBER:
            return Decimal(str(value))
        case Kind.DAY:
            return value.date()
    return value.item() if hasattr(value, "item") else value


def currency_of(frames: LedgerFrames, platform: str) -> str | None:
    """What a platform pays in, if its row says so."""
    found = frames.platforms.loc[frames.platforms["platform"] == platform, "currency"].dropna()
    return str(found.iloc[0]) if len(found) else None
