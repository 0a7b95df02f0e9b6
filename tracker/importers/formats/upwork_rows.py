"""How the rows of Upwork's transaction history belong together: fees to their money, returns to their payment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain import EarningKind

FEES = (
    "service fee", "vat", "gst", "processing fee", "payment processing fee", "wht", "withholding tax", "tax",
    "contract initiation fee", "currency conversion fee", "deposit fee",
)  # fmt: skip
EARNED = {
    "fixed price": EarningKind.MILESTONE,
    "fixed price payment": EarningKind.MILESTONE,
    "milestone": EarningKind.MILESTONE,
    "bonus": EarningKind.BONUS,
    "adjustment": EarningKind.ADJUSTMENT,
    "expense": EarningKind.ADJUSTMENT,
}
"""Types of income, but for work by the hour."""
BACK = ("refund", "chargeback", "reversal", "chargeback reversal")
SPENT = {
    "membership fee": "membership", "membership": "membership", "subscription": "membership",
    "subscription fee": "membership", "connects": "connects", "connects purchase": "connects",
    "connects subscription": "connects", "boosted proposal": "connects", "boosted profile": "connects",
}  # fmt: skip
_REF = re.compile(r"Ref(?:erence)?\s*ID:?\s*(\w+)", re.IGNORECASE)


def kind_of(text: str) -> str:
    """A type as it is compared: `Fixed-price` is `fixed price`."""
    return " ".join(text.casefold().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Line:
    """One row, as others belong to it."""

    line: int
    ref: str
    kind: str
    description: str
    on: str
    amount: int
    refers: str = ""
    """The Ref ID of a row that has another id of its own."""

    @property
    def is_money(self) -> bool:
        """Income, what went back of it, or what was spent: what a fee may belong to."""
        return self.kind in ("hourly", *EARNED, *SPENT, *BACK)


@dataclass(slots=True)
class Links:
    """Which row belongs to which, by line. Built from all rows of the file."""

    fees: dict[int, int] = field(default_factory=dict)
    """What was kept of the money of a line (below zero: given back)."""
    linked: set[int] = field(default_factory=set)
    """Lines that are a fee of another line."""
    by_ref: dict[str, list[Line]] = field(default_factory=dict)
    strays: dict[str, list[Line]] = field(default_factory=dict)
    """Fees by the Ref ID of a payment that another file holds."""

    @classmethod
    def of(cls, rows: Sequence[Line]) -> Links:
        made = cls()
        for row in rows:
            made.by_ref.setdefault(row.ref, []).append(row)
            if row.refers and row.refers != row.ref:
                made.by_ref.setdefault(row.refers, []).append(row)
        for row in rows:
            target = made._target(row) if row.kind in FEES else None
            if row.kind == "withdrawal fee":
                target = _withdrawal(row, rows)
            if target is not None:
                made.fees[target.line] = made.fees.get(target.line, 0) - row.amount
                made.linked.add(row.line)
            elif row.kind in FEES and row.amount < 0 and (ref := made._elsewhere(row)):
                made.strays.setdefault(ref, []).append(row)
        return made

    def _target(self, row: Line) -> Line | None:
        """The money at the end of the chain VAT -> service fee -> invoice; else that of the fee's own Ref ID."""
        at = row
        for _ in range(4):
            found = _REF.search(at.description)
            others = self.by_ref.get(found.group(1) if found else at.refers or at.ref, [])
            if money := next((r for r in others if r.is_money), None):
                return money
            if not found or not others:
                return None
            at = others[0]
        return None

    def _elsewhere(self, row: Line) -> str:
        """The Ref ID at the end of a fee's chain that no row of the file has; "" if it names none."""
        at = row
        for _ in range(4):
            found = _REF.search(at.description)
            if not found:
                return at.refers if at.refers and all(r.kind in FEES for r in self.by_ref[at.refers]) else ""
            if not (others := self.by_ref.get(found.group(1))):
                return found.group(1)
            at = others[0]
        return ""

    def charges(self) -> dict[int, tuple[str, int]]:
        """What fees take from payments of other files (Ref ID, units), all of one payment on its first line."""
        return {rows[0].line: (ref, -sum(r.amount for r in rows)) for ref, rows in self.strays.items()}

    def taken_back(self, row_ref: str, description: str) -> str:
        """The Ref ID of the payment that a return names, "" if it names none."""
        found = _REF.search(description)
        return found.group(1) if found and found.group(1) != row_ref else ""

    def is_spending(self, ref: str) -> bool:
        return any(r.kind in SPENT for r in self.by_ref.get(ref, []))


def _withdrawal(fee: Line, rows: Sequence[Line]) -> Line | None:
    """The withdrawal of the same day that a withdrawal fee belongs to: to the same account, or the only one."""
    same_day = [r for r in rows if r.kind == "withdrawal" and r.on == fee.on and r.amount < 0]
    last = fee.description.split()[-1] if fee.description.split() else ""
    same = [r for r in same_day if last and r.description.endswith(last)]
    if len(same) == 1:
        return same[0]
    return same_day[0] if len(same_day) == 1 else None
