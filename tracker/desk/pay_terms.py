"""Terms of pay of the ledger's platforms: what is stored, and known ones taken over once they are confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.desk import entry
from tracker.domain import PayTerms, Platform, Record

if TYPE_CHECKING:
    from tracker.desk.reference import KnownTerms
    from tracker.desk.session import Desk
    from tracker.store import Operation


def stored(desk: Desk, platform: str) -> list[tuple[int, PayTerms]]:
    """Its terms with their rows, in the order in which they began to hold."""
    return sorted(desk.rows(PayTerms, platform=platform), key=lambda x: (str(x[1].holds_from or ""), x[0]))


def accept(desk: Desk, platform: str, known: Sequence[KnownTerms]) -> Operation:
    """Store known terms, and with them a platform that is new. Amounts in another currency than the platform pays in
    are left out."""
    there = desk.rows(Platform, platform=platform)
    said = next((k.currency for k in known if k.currency), None)
    fresh: list[Record] = [] if there else [Platform(platform=platform, currency=said)]
    pays = (there[0][1].currency if there else said) or desk.settings().home_currency
    rows = [_in(k, pays, platform) for k in known]
    return entry.add(desk, [*fresh, *rows], summary=f"terms of pay of {platform}")


def _in(known: KnownTerms, pays: str, platform: str) -> PayTerms:
    terms = replace(known.terms, platform=platform)
    if known.currency in ("", pays):
        return terms
    return replace(terms, payout_threshold=None, fee_min=None, fee_fixed=None)
