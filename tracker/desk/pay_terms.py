"""Terms of pay of the ledger's platforms: what is stored, and known or learnt ones taken over after a yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.desk import entry
from tracker.desk.ledger_basis import basis
from tracker.domain import PayTerms, Platform, Record
from tracker.units import DAY
from tracker.words.calendar_days import cycle_last

if TYPE_CHECKING:
    from tracker.analysis.results.terms import Learnt
    from tracker.desk.reference import KnownTerms
    from tracker.desk.session import Desk
    from tracker.store import Operation, Unread


def stored(desk: Desk, platform: str) -> list[tuple[int, PayTerms]]:
    """Its terms with their rows, in the order in which they began to hold."""
    good, _bad = desk.store.apart(PayTerms, platform=platform)
    return sorted(good, key=lambda x: (str(x[1].holds_from or ""), x[0]))


def unread(desk: Desk, platform: str) -> list[Unread]:
    """Its rows that an older version took and that are no terms today: they are put right or removed."""
    return desk.store.apart(PayTerms, platform=platform)[1]


def corrected(found: Unread, values: Mapping[str, Any]) -> PayTerms:
    """The terms of such a row with other values. Raises Invalid where something still is wrong."""
    return PayTerms(**{**found.values, **values})


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


def all_learnt(desk: Desk, as_of: dt.date) -> tuple[Learnt, ...]:
    """Where what came fits other terms better than the stored ones, by platform; made once per version and day."""
    from tracker.analysis.platforms.learnt import all_learnt as answer

    return desk.memo(("learnt", as_of), lambda: answer(basis(desk, as_of)))


def learnt(desk: Desk, platform: str, as_of: dt.date) -> Learnt | None:
    return next((f for f in all_learnt(desk, as_of) if f.platform == platform), None)


def next_start(found: Learnt, as_of: dt.date) -> dt.date:
    """First day of the pay cycle after the one that holds a day: terms from then on touch no earlier work."""
    p = found.proposed
    return cycle_last(p.pay_cycle, p.pay_cycle_ends, as_of, p.pay_cycle_month_day or 31) + DAY


def take_learnt(desk: Desk, found: Learnt, since: dt.date | None, as_of: dt.date) -> Operation | None:
    """Store learnt terms. `since`: the first day of the work that they are for; None: in place of those that hold now,
    for all the work that these were for."""
    summary = f"terms of pay of {found.platform}, as its money came"
    made = replace(found.proposed, holds_from=since)
    begun = [(row, t) for row, t in stored(desk, found.platform) if t.holds_from is None or t.holds_from <= as_of]
    if since is not None or not begun:
        return entry.add(desk, [made], summary=summary)
    row, now = begun[-1]
    return entry.change(desk, [("pay_terms", row, replace(made, holds_from=now.holds_from))], summary=summary)
