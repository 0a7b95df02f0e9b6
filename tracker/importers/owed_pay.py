"""Deposits that no payment tells of, held against pay that is owed: proposed, and never stored by themselves.

    sessions, earnings, terms ── the desk ──> Owing: platform, due date, sum that is left ──┐
    deposits whose payer no rule names ─────────────────────────────────────────────────────┴─> owed, maybe_owed

The same assignment as for payments that are known (`deposits`): payer, sum less the charge of the way, business days. A
due date stands for the day of the payment, and money may come three days before it. What is confirmed is stored as a
payment of that platform, backed by its deposit; the row of the deposit is then known by its own identity.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tracker.domain import Rule
from tracker.importers.arrivals import Came, place, rules_learnt
from tracker.importers.deposit_fit import CENT, Expected
from tracker.importers.deposits import Match, match
from tracker.importers.identity import amended
from tracker.importers.numbering import row_hash
from tracker.importers.outcomes import ONE_BY_ONE, OWED, Arrival, Conflict, Raised
from tracker.importers.sourced import imported

MAYBE_OWED = ONE_BY_ONE[1]


@dataclass(frozen=True, slots=True)
class Owing:
    """Pay that is left of what became due on a day, in units of `currency`."""

    platform: str
    due_on: dt.date
    amount: int
    currency: str


Owings: TypeAlias = Callable[[], Sequence[Owing]]


def nothing_owed() -> Sequence[Owing]:
    """Of a ledger of which nobody asks."""
    return ()


def look(came: Sequence[Came], owings: Sequence[Owing], told: frozenset[str]) -> None:
    """Put a question in the place of each open deposit that seems to be pay that is owed.

    `told`: platforms whose own file tells of their payments in this import. Deposits that rules know use up what is
    owed before those of which nothing is known.
    """
    open_ones = {c.token: c for c in came if c.is_open}
    left = {str(n): o for n, o in enumerate(owings) if o.platform.casefold() not in told and o.amount > 0}
    if not left or all(c.claimed for c in open_ones.values()):
        return
    expected = [Expected(k, o.due_on, o.amount, o.amount, o.currency, o.platform, typed=True) for k, o in left.items()]
    found = match([c.deposit(key) for key, c in open_ones.items()], expected)
    rules = rules_learnt(found, open_ones, {k: o.platform for k, o in left.items()})
    for m in found:
        rows = [open_ones[k] for k in m.deposits]
        if not any(c.claimed for c in rows):
            _propose(m, rows, left, {k: r for k, r in rules.items() if k in m.deposits})


def _propose(m: Match, rows: Sequence[Came], left: Mapping[str, Owing], rules: Mapping[str, Rule]) -> None:
    owed = [left[k] for k in m.payments]
    whole = sum(o.amount for o in owed)
    gap = whole - sum(c.record.amount - (c.record.fee or 0) for c in rows)
    charge = gap if gap > CENT and len(rows) == 1 else 0
    for c in rows:
        record = c.record
        taken = 0 if record.fee else charge
        kept = {"amount": record.amount + taken, "fee": (record.fee or 0) + taken or None}
        paid = amended(record, platform=owed[0].platform, place=place(c.source), **kept)
        hashed_row = row_hash(c.row)
        key = (c.source, c.row.source_id or f"{hashed_row}#{c.number}")
        new = imported(c.row._replace(record=paid), key, hashed_row)
        raised = tuple(
            Raised(None, None, (), c.token, o.platform, "", o.due_on, o.amount, o.currency, charge) for o in owed
        )
        arrival = Arrival(raised, c.payer, len(rows), False, rules.get(c.token))
        c.outcomes[c.at] = Conflict(
            c.row.line, new.record, None, OWED if m.clear else MAYBE_OWED, (), new.content, c.token, arrival=arrival
        )
