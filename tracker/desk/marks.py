"""What of the ledger a day of handing in, approval or arrival can still be set on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.domain import NO_PAY, Activity, Earning, Payout, PayoutKind, Platform, WorkSession
from tracker.kinds import Stage
from tracker.quickadd.context import Logged, Lookup, Mark

if TYPE_CHECKING:
    from tracker.desk.session import Desk


def lookup(desk: Desk, as_of: dt.date) -> Lookup:
    """What is open for a mark on a platform, as quick-add asks for it."""
    return lambda platform, mark: logged(desk, platform, mark, as_of)


def logged(desk: Desk, platform: str, mark: Mark, as_of: dt.date) -> Sequence[Logged]:
    """The rows of a platform that are open for a mark, in the order of their days.

    Payments that were sent and have not arrived; work and earnings that are neither paid, refused nor approved, and
    for handing in not handed in either. Work whose pay is not known is open. For a floor it is the platform itself.
    """
    if mark is Mark.FLOOR:
        return [Logged(row, p, as_of) for row, p in desk.rows(Platform, platform=platform)]
    if mark is Mark.ARRIVED:
        sent = desk.rows(Payout, platform=platform, stage=Stage.SENT.value, kind=PayoutKind.PAYOUT.value)
        found = [Logged(row, p, p.received_on, p.amount, p.currency) for row, p in sent]
    else:
        found = [e for e in _work(desk, platform, as_of) if not _has(e.record, mark)]
    return sorted(found, key=lambda e: (e.day, e.row))


def _has(record: object, mark: Mark) -> bool:
    approved = getattr(record, "approved_on", None) is not None
    return approved or (mark is Mark.SUBMITTED and getattr(record, "submitted_on", None) is not None)


def _work(desk: Desk, platform: str, as_of: dt.date) -> list[Logged]:
    """Work that is paid for, and earnings, of which something is open."""
    money = _pay(desk, as_of)
    zone = desk.zone()
    found = []
    for row, s in desk.rows(WorkSession, platform=platform):
        units, currency, open_ = money.get(("session", row), (None, None, True))
        day = s.worked_until or s.worked_on or (s.started_at.astimezone(zone).date() if s.started_at else as_of)
        if open_ and s.status not in NO_PAY and _is_paid(s):
            found.append(Logged(row, s, day, units, currency))
    for row, e in desk.rows(Earning, platform=platform):
        *_, open_ = money.get(("earning", row), (None, None, e.amount >= 0))
        if open_ and e.status not in NO_PAY:
            found.append(Logged(row, e, e.earned_to or e.earned_from, e.amount, e.currency))
    return found


def _is_paid(s: WorkSession) -> bool:
    return s.activity in (None, Activity.TASK) or s.amount is not None or s.rate is not None


def _pay(desk: Desk, as_of: dt.date) -> dict[tuple[str, int], tuple[int | None, str | None, bool]]:
    """Of each row that earned something: how much in which currency, and whether any of it is open."""
    from tracker.desk.ledger_basis import basis

    def made() -> dict[tuple[str, int], tuple[int | None, str | None, bool]]:
        parts = basis(desk, as_of).money.parts
        by = parts[parts["ref"] != "unmatched"].groupby(["ref", "row"])
        sums = by.agg(earned=("earned", "sum"), currency=("currency", "first"), open=("open", "sum"))
        each = zip(sums.index, sums["earned"], sums["currency"], sums["open"], strict=True)
        return {(str(ref), int(row)): (int(earned), str(c), bool(o > 0)) for (ref, row), earned, c, o in each}

    return desk.memo(("pay of rows", as_of), made)
