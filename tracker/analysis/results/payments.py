"""Which payment paid which work, line by line, and what is left open (methods, section 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import Caveat
from tracker.kinds import Stage


@dataclass(frozen=True, slots=True)
class Line:
    """Money of one payment on one pay day, in units of the work's currency. `rule`: how it was found
    (covers, cycle, cycles, exact, age, surplus); `first`, `last`: days worked; `state`: how the work
    stands by its terms."""

    payout: int
    paid_on: dt.date
    platform: str
    project: str | None
    currency: str
    due_on: dt.date
    first: dt.date
    last: dt.date
    amount: int
    rule: str
    state: str = "due"


@dataclass(frozen=True, slots=True)
class PayDay:
    """What became due on a day: owed = paid + written_off + left, in units of `currency`; `deducted` is what was
    taken off before, and is not in owed.

    `left_home` is what is left in home currency, `days_late` its age past the due date (0: not yet due, or
    nothing left). `alone`: a write-off of its days and project closes this and nothing else. `state`: one of
    `terms_of_pay.due.State`; in all but `due` the due date is only a day near which money may come. `patience`: days
    after the due date that are on time.
    """

    platform: str
    project: str | None
    currency: str
    due_on: dt.date
    first: dt.date
    last: dt.date
    owed: int
    paid: int
    written_off: int
    left: int
    left_home: int
    days_late: int
    lines: tuple[Line, ...] = ()
    alone: bool = True
    deducted: int = 0
    state: str = "due"
    patience: int = 1

    @property
    def has_due_date(self) -> bool:
        return self.state == "due"


@dataclass(frozen=True, slots=True)
class Payment:
    """One payout row with what it paid. `loose`: units of its currency that no work explains; `for_unknown`: they are
    taken as the pay of hours of unknown pay. `taken_back`: what later clawbacks took of it. `stage`: how far it is on
    record, None: arrived."""

    row: int
    platform: str
    project: str | None
    kind: str
    day: dt.date
    amount: int
    fee: int | None
    currency: str
    covers_from: dt.date | None
    covers_to: dt.date | None
    loose: int
    lines: tuple[Line, ...]
    for_unknown: bool = False
    taken_back: int = 0
    stage: str | None = None

    @property
    def on_the_way(self) -> bool:
        """Asked for or sent, and not recorded as arrived."""
        return self.stage in (Stage.ASKED, Stage.SENT)


@dataclass(frozen=True, slots=True)
class Lines:
    """Pay days, latest due first; payments, newest first. `currency` is that of `left_home`."""

    as_of: dt.date
    currency: str
    pay_days: tuple[PayDay, ...]
    payments: tuple[Payment, ...]
    caveats: tuple[Caveat, ...]

    @property
    def open(self) -> tuple[PayDay, ...]:
        """Pay days with something left, the most overdue first."""
        left = [d for d in self.pay_days if d.left > 0]
        return tuple(sorted(left, key=lambda d: (d.due_on, d.platform, d.project or "")))

    def payment(self, row: int) -> Payment | None:
        return next((p for p in self.payments if p.row == row), None)
