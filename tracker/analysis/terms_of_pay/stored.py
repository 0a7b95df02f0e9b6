"""A platform's terms of pay as records, for people to read: those that are in force on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from tracker.analysis.results.terms import JudgedBy
from tracker.analysis.terms_of_pay.terms import Terms
from tracker.domain import Kind, PayCycle, PayTerms, columns
from tracker.frames import LedgerFrames, rows_of
from tracker.settings import DEFAULT_PAY_DELAY_DAYS
from tracker.units import DAY

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


def judging(frames: LedgerFrames, platform: str, used: Collection[Terms]) -> tuple[JudgedBy, ...]:
    """Terms that are used, as records: by kind of pay, those that hold for the latest work first.

    Args: used: of `LedgerMoney.judged_by`; what they say and no row does is the platform's own row, or assumed.
    """
    keys = {(t.kind, t.holds_from, t.part) for t in used}
    rows = [(int(r.row), _record(r)) for r in rows_of(frames.pay_terms[frames.pay_terms["platform"] == platform])]
    whole = 100.0
    named = [
        JudgedBy(t, _until(t.kind, t.holds_from, rows), row=row)
        for row, t in rows
        if (t.kind, t.holds_from, whole if t.part_percent is None else float(t.part_percent)) in keys
    ]
    named.sort(key=lambda j: (j.terms.kind or "", -(j.terms.holds_from or dt.date.min).toordinal()))
    by_row = {(j.terms.kind, j.terms.holds_from) for j in named}
    return (*named, *_beside(frames, platform, used, by_row, rows))


def _beside(
    frames: LedgerFrames, platform: str, used: Collection[Terms], by_row: Collection[tuple[Any, Any]],
    rows: list[tuple[int, PayTerms]],
) -> Iterator[JudgedBy]:  # fmt: skip
    """Of terms that are no row of their own: what the platform's own row says, or the usual delay."""
    rest = [t for t in used if t.assumed or (t.kind, t.holds_from) not in by_row]
    if rest:
        own = _own(frames, platform)
        terms = own[0] if own else PayTerms(platform=platform, pay_delay_days=DEFAULT_PAY_DELAY_DAYS)
        yield JudgedBy(terms, _until(None, None, rows), assumed=not own)


def _until(kind: str | None, since: dt.date | None, rows: list[tuple[int, PayTerms]]) -> dt.date | None:
    """The last day of the work that terms hold for; None if no later ones of their kind of pay are entered."""
    days = (t.holds_from for _, t in rows if t.kind == kind and t.holds_from is not None)
    later = [day for day in days if since is None or day > since]
    return min(later) - DAY if later else None


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
