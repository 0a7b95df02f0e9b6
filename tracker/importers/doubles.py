"""The same thing told twice by two sources: which rows of one tell of what a row of another tells of.

    work      a day (or stretch) of one platform in two reports, or typed and in a report     other_report, typed_match
    payment   what arrived and what was paid: 193 typed, 200 less 7 in a file                 same_payment, typed_match
    flow      money drawn from an account, and the deposit of it on another one               withdrawal

These are tests on pairs of rows; nothing is decided here. `Told` keeps count of how much of a row has been
found again, so that two hours typed stand for two hours of a file and no more.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.importers.sight import Sight
from tracker.units import SCALE
from tracker.words.business_days import open_days_later

TYPED_DAYS = 3
BUSINESS_DAYS = 5
EARNED_DAYS = dt.timedelta(days=7)
ON_ACCOUNT = dt.timedelta(days=31)
"""How long money may be on an account before it is moved on."""
ONE = dt.timedelta(days=1)
SLACK = 60
"""Seconds by which two tellings of one time may differ."""
TAKEN = 0.05
"""So much of a sum a bank may take on the way."""
ROUGHLY = 0.25
ROUGH_SECONDS = 900
SHORT = 4
"""Letters of a name up to which it must be a word of its own."""
_WORD = re.compile(r"[a-z]+")
_CURRENCY = re.compile(r"\s+[A-Z]{3}$")


@dataclass(slots=True)
class Told:
    """Rows of one table by platform and day, and what of each is not found again yet."""

    by_day: dict[tuple[str, dt.date], list[Sight]] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    sums: dict[tuple[str, dt.date, tuple[str, bool]], int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Sight]) -> Told:
        made = cls()
        for s in rows:
            made.add(s)
        return made

    def add(self, s: Sight) -> None:
        for day in days(s):
            self.by_day.setdefault((s.name, day), []).append(s)
        key = (s.name, s.day, s.report)
        self.sums[key] = self.sums.get(key, 0) + (s.seconds or 0)

    def near(self, new: Sight, before: dt.timedelta, after: dt.timedelta) -> list[Sight]:
        """Rows of the platform from so long before a row's first day to so long after its last, nearest first."""
        found: dict[int, Sight] = {}
        day = new.day - before
        while day <= new.until + after:
            found.update((id(s), s) for s in self.by_day.get((new.name, day), ()))
            day += ONE
        return sorted(found.values(), key=lambda s: (abs(s.day - new.day), s.row or 0))

    def is_left(self, s: Sight) -> bool:
        return self.left.get(id(s), 1) > 0

    def use(self, s: Sight, seconds: int | None = None) -> None:
        """A row is found again: whole, or a number of seconds of it."""
        if seconds is None or s.seconds is None:
            self.left[id(s)] = 0
            return
        rest = self.left.get(id(s), s.seconds) - seconds
        self.left[id(s)] = rest if rest >= SLACK else 0


def days(s: Sight) -> list[dt.date]:
    """The days of a row; of a stretch all of them."""
    return [s.day + n * ONE for n in range(min((s.until - s.day).days, 366) + 1)]


# --- work ----------------------------------------------------------------------------------------------


def exactly(new: Sight, told: Told) -> Sight | None:
    """A typed row of the same day and time as a session of a file, or of the same money as an earning or payment."""
    reach = TYPED_DAYS * ONE if new.table != "work_sessions" else 0 * ONE
    for s in told.near(new, reach, reach):
        if s.typed and not new.typed and told.is_left(s) and _exact(new, s):
            told.use(s)
            return s
    return None


def _exact(a: Sight, b: Sight) -> bool:
    match a.table:
        case "work_sessions":
            if a.seconds is None or b.seconds is None or abs(a.seconds - b.seconds) >= SLACK:
                return False
            return _meet(a, b) if a.start and b.start else a.day == b.day
        case "payouts":
            return _same_sum(a, b)
        case "transfers":
            return (a.amount, a.currency) == (b.amount, b.currency)
        case _:
            return a.day == b.day and (a.amount, a.currency) == (b.amount, b.currency)


def same_work(new: Sight, told: Told, sums: Told) -> Sight | None:
    """A row of another report, or a typed one, that tells of the same work; `sums`: the rows of the new report."""
    if not new.counts:
        return None
    reach = EARNED_DAYS if new.table == "earnings" else 0 * ONE
    for s in told.near(new, reach, reach):
        if s.counts and s.report != new.report and told.is_left(s) and _work(new, s, told, sums):
            told.use(s, new.seconds if new.table == "work_sessions" else None)
            return s
    return None


def _work(a: Sight, b: Sight, told: Told, sums: Told) -> bool:
    if a.table == "earnings":
        return (a.amount, a.currency) == (b.amount, b.currency)
    if _paid_work(a) != _paid_work(b):
        return False
    if a.start and b.start:
        return _meet(a, b)
    if not a.project or not b.project or a.project.casefold() == b.project.casefold() or a.source == b.source:
        return True
    return any(
        _roughly(told.sums.get((b.name, d, b.report), 0), sums.sums.get((a.name, d, a.report), 0)) for d in days(a)
    )


def _paid_work(s: Sight) -> bool:
    return s.kind in ("", "task")


def _meet(a: Sight, b: Sight) -> bool:
    return bool(a.start and a.end and b.start and b.end and a.start < b.end and b.start < a.end)


def _roughly(a: int, b: int) -> bool:
    return bool(a and b) and abs(a - b) <= max(ROUGH_SECONDS, ROUGHLY * max(a, b))


# --- money ---------------------------------------------------------------------------------------------


def same_payment(new: Sight, told: Told) -> Sight | None:
    """A payment of the same platform that another source tells of, gross or net."""
    if new.kind not in ("", "payout"):
        return None
    for s in sorted(told.near(new, 9 * ONE, 9 * ONE), key=lambda s: not (new.own and s.id == new.id)):
        if s.report != new.report and not s.typed and told.is_left(s) and is_same_payment(new, s):
            told.use(s)
            return s
    return None


def is_same_payment(a: Sight, b: Sight) -> bool:
    """Two tellings of one payment: the same sum, or one less the other's fee, at most a number of days apart.

    193 typed and 200 with a fee of 7 are one; typed payments within 3 days, others within 5 business days.
    """
    if a.name != b.name or not _same_sum(a, b):
        return False
    if a.typed or b.typed:
        return abs((a.day - b.day).days) <= TYPED_DAYS
    first, last = sorted((a.day, b.day))
    return last <= open_days_later(first, BUSINESS_DAYS, (a.currency,))


def _same_sum(a: Sight, b: Sight) -> bool:
    if a.currency != b.currency or a.kind not in ("", "payout") or b.kind not in ("", "payout"):
        return False
    return bool({a.amount, a.net} & {b.amount, b.net} - {None})


def drawn(payment: Sight, transfers: Sequence[Sight], used: set[int]) -> Sight | None:
    """The transfer of which a deposit is the arrival; each transfer arrives once, and the same sum comes first."""
    left = [t for t in transfers if id(t) not in used]
    found = next((t for test in (arrives, arrives_less) for t in left if test(t, payment)), None)
    if found is not None:
        used.add(id(found))
    return found


def arrives(transfer: Sight, payment: Sight) -> bool:
    """Whether a payment is what a transfer moved on: sum, currency, at most 5 business days, and the payer.

    The payer is the account it left; without one that names it, only a sum that is not round will do.
    """
    if not _may_arrive(transfer, payment):
        return False
    out = transfer.amount or 0
    sums = {(out, transfer.currency), (out - transfer.fee, transfer.currency)}
    if transfer.amount_in is not None:
        sums = {(transfer.amount_in, transfer.currency_in or transfer.currency)}
    if not sums & {(payment.amount, payment.currency), (payment.net, payment.currency)}:
        return False
    return _names(transfer, payment) or bool((payment.amount or 0) % (10 * SCALE))


def arrives_less(transfer: Sight, payment: Sight) -> bool:
    """The same where something was taken on the way, or the sum was changed into another currency.

    The payer must name the account, and the transfer not say itself what came in.
    """
    if transfer.amount_in is not None or not _may_arrive(transfer, payment) or not _names(transfer, payment):
        return False
    if payment.currency != transfer.currency:
        return True
    out, came = transfer.amount or 0, payment.amount or 0
    return out * (1 - TAKEN) <= came <= out


def _may_arrive(transfer: Sight, payment: Sight) -> bool:
    if payment.source == transfer.source or payment.kind not in ("", "payout") or payment.evidence == "file":
        return False
    codes = (transfer.currency, payment.currency)
    return transfer.day - ONE <= payment.day <= open_days_later(transfer.day, BUSINESS_DAYS, codes)


def _names(transfer: Sight, payment: Sight) -> bool:
    bare = _CURRENCY.sub("", transfer.account)
    return bool(bare) and (payment.name in (transfer.account.casefold(), bare.casefold()) or called(payment.said, bare))


def called(said: str, account: str) -> bool:
    """Whether a text names an account, however it writes its name.

    >>> called("M-PESA 20417", "mpesa"), called("PAYPALINST XFER", "PayPal"), called("Likewise Ltd", "Wise")
    (True, True, False)
    """
    wanted = "".join(_WORD.findall(account.casefold()))
    words = _WORD.findall(said.casefold())
    whole = {"".join(words[i : i + n]).removeprefix("transfer") for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    return bool(wanted) and (wanted in whole or (len(wanted) > SHORT and any(w.startswith(wanted) for w in words)))


def leaves(transfer: Sight) -> bool:
    """Whether a transfer goes to somewhere else than another balance of the same account."""
    return transfer.account.split()[:1] != transfer.to_account.split()[:1]


def moved_on(deposit: Sight, paid: Iterable[Sight]) -> Sight | None:
    """The last payment into an account that a deposit names as its payer: it may be that pay, moved on.

    An account's statement does not always say that money which left went to the worker. A deposit of more than
    came into the account in these days, in the same currency, is not one of it.
    """
    if deposit.kind not in ("", "payout") or deposit.evidence == "file":
        return None
    came = [
        p
        for p in paid
        if p.source != deposit.source and p.kind == "payout" and deposit.day - ON_ACCOUNT <= p.day <= deposit.day
        if called(deposit.said, p.source.partition("_")[0])
    ]
    same = [p for p in came if p.currency == deposit.currency]
    if same and sum(p.net or 0 for p in same) < (deposit.amount or 0):
        return None
    return max(same or came, key=lambda p: p.day, default=None)
