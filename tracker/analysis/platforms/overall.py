"""What all platforms of a ledger come to together: pay days kept, first stops, notice, hours before the first money."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.platforms.reliability import (
    STOPS,
    hours_before_pay,
    notice_of,
    on_time,
    pay_units,
    share_of,
)
from tracker.analysis.projects.survival import survival_of, watched_from
from tracker.analysis.results.platforms import OnTime, Overall
from tracker.analysis.results.projects import Life


def overall(basis: Basis, lives: Sequence[Life]) -> Overall:
    """All platforms together, over the whole ledger up to as-of (methods, sections 10 and 11).

    Args: basis: of the whole ledger. lives: all of its projects.
    """
    begun = [life for life in lives if life.stretches]
    first = [hours for hours in _before_pay(basis) if hours is not None]
    return Overall(
        on_time=_on_time(basis),
        projects=len(begun),
        stopped=sum(any(e.event in STOPS for e in life.events) for life in begun),
        first_stop=survival_of(lives, watched_from(basis.frames, basis.as_of), basis.as_of).first_stop_median,
        notice=notice_of(lives),
        hours_to_first_pay=median(first) if first else None,
        paying=len(first),
    )


def _on_time(basis: Basis) -> OnTime:
    """Pay days of every platform, each by the terms of its own."""
    found = [on_time(units, basis.as_of) for units in pay_units(basis).values()]
    s = share_of(sum(f.k for f in found), sum(f.n for f in found))
    return OnTime(s.share, s.low, s.high, s.n, s.k, sum(f.by_age for f in found))


def _before_pay(basis: Basis) -> list[float | None]:
    return [hours_before_pay(piece, name) for name, piece in basis.split("platform").items() if name]
