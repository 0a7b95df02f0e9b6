"""The money that follows the work: payouts by pay cycle, late, short or missing; transfers to the bank."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import (
    NO_PAY,
    Activity,
    Earning,
    Evidence,
    PayCycle,
    PayModel,
    Payout,
    PayoutKind,
    Platform,
    Transfer,
    WorkSession,
)
from tracker.sample.lives import Life, geometric
from tracker.sample.situations import UNPAID
from tracker.sample.truth import PlatformTruth, Truth
from tracker.sample.world import HOME, ZONE, Days, cycle_end, due_date, euro_rate
from tracker.units import DAY, round_ratio, to_units

CENT = 100
LATE_FROM = 3
PAYPAL_KEEPS = 0.028
"""What the payment account keeps of an amount by its own exchange rate."""
FORCED: Mapping[str, Mapping[int, str]] = {
    "Larkspur": {6: "halves", 10: "late", 14: "short"},
    "Northbeam": {5: "missing", 8: "short"},
}
"""What happens to a platform's cycles, counted from the last one, whatever chance says."""


@dataclass(frozen=True, slots=True)
class Open:
    """Money of one platform with one due date (one project too if there is no cycle)."""

    platform: str
    due: dt.date
    project: str | None
    units: int
    currency: str
    earned_to: dt.date


def session_units(session: WorkSession, life: Life) -> int:
    """What a session earned, in units of its currency; 0 for unpaid, rejected and removed work."""
    if session.status in NO_PAY or session.activity != Activity.TASK:
        return 0
    if session.amount is not None:
        return session.amount
    rate = life.rate_on(work_day(session, ZONE))
    if rate is None:
        return 0
    if life.model is PayModel.PER_TASK:
        return (session.tasks or 0) * to_units(rate)
    if life.model is not PayModel.HOURLY:
        return 0
    own = session.minutes
    if own is None and session.started_at is not None and session.ended_at is not None:
        own = int((session.ended_at - session.started_at).total_seconds())
    counted = own if session.counted_minutes is None else session.counted_minutes
    return round_ratio((counted or 0) * to_units(rate), 3600)


def work_day(session: WorkSession, zone: str) -> dt.date:
    """The day a session belongs to in a zone: that of its start, else its last listed day."""
    if session.started_at is not None:
        return session.started_at.astimezone(ZoneInfo(zone)).date()
    day = session.worked_until or session.worked_on
    assert day is not None
    return day


def open_money(
    platforms: Iterable[Platform],
    lives: Mapping[tuple[str, str], Life],
    sessions: Sequence[WorkSession],
    earnings: Sequence[Earning],
) -> list[Open]:
    """Everything earned, grouped as it falls due; negative corrections and the unpaid project left out."""
    by_name = {p.platform: p for p in platforms}
    found: dict[tuple[str, dt.date, str | None], list[tuple[int, str, dt.date]]] = defaultdict(list)
    for s in sessions:
        life = lives.get((s.platform, s.project or ""))
        units = session_units(s, life) if life else 0
        if units > 0 and s.project != UNPAID and life is not None:
            platform = by_name[s.platform]
            day = work_day(s, (platform.pay_cycle_zone or ZONE) if s.started_at else ZONE)
            key = (s.platform, due_date(platform, day), s.project if _uncycled(platform) else None)
            found[key].append((units, life.currency, day))
    for e in earnings:
        if e.amount > 0 and e.status not in NO_PAY:
            day = e.earned_to or e.earned_from
            due = e.due_on or due_date(by_name[e.platform], day)
            project = e.project if _uncycled(by_name[e.platform]) else None
            found[e.platform, due, project].append((e.amount, e.currency, day))
    return [
        Open(name, due, project, sum(r[0] for r in rows), rows[0][1], max(r[2] for r in rows))
        for (name, due, project), rows in sorted(found.items(), key=lambda kv: (kv[0][1], str(kv[0])))
    ]


def _uncycled(platform: Platform) -> bool:
    return platform.pay_cycle == PayCycle.NONE


def pay(opened: Sequence[Open], platforms: Iterable[Platform], truth: Truth, rng: Random) -> list[Payout]:
    """The payouts that answer what fell due, as the truth has it."""
    by_name = {p.platform: p for p in platforms}
    made: list[Payout] = []
    for name in by_name:
        mine = [o for o in opened if o.platform == name]
        for i, money in enumerate(mine):
            fate = FORCED.get(name, {}).get(len(mine) - i) or _fate(truth.of(name), rng)
            made += _payouts(money, fate, by_name[name], truth.of(name), rng)
    return made


def _fate(truth: PlatformTruth, rng: Random) -> str:
    u = rng.random()
    for fate, share in (
        ("missing", truth.missing_share),
        ("short", truth.short_share),
        ("late", truth.late_share),
    ):
        if u < share:
            return fate
        u -= share
    return "paid"


def _payouts(money: Open, fate: str, platform: Platform, truth: PlatformTruth, rng: Random) -> list[Payout]:
    on_time = money.due + rng.choice([0, 0, 0, 1]) * DAY
    amount = round_ratio(money.units, CENT) * CENT
    match fate:
        case "missing":
            return []
        case "short":
            part = round_ratio(round(amount * rng.uniform(0.86, 0.97)), CENT) * CENT
            return [_payout(money, part, on_time, platform, rng)]
        case "late":
            day = money.due + (LATE_FROM - 1 + geometric(rng, max(1.0, truth.late_days))) * DAY
            return [_payout(money, amount, day, platform, rng)]
        case "halves":
            half = round_ratio(amount, 2 * CENT) * CENT
            first = replace(_payout(money, half, on_time, platform, rng), note="first half")
            later = _payout(money, amount - half, on_time + 9 * DAY, platform, rng)
            return [first, replace(later, note="second half")]
        case _:
            return [_payout(money, amount, on_time, platform, rng)]


def _payout(money: Open, amount: int, day: dt.date, platform: Platform, rng: Random) -> Payout:
    more: dict[str, Any] = {}
    if platform.fee_percent is not None:
        more["fee"] = round_ratio(int(amount * platform.fee_percent / 100), CENT) * CENT
    if platform.currency == "AED":
        more["fee"] = to_units(15)
    if platform.platform == "Northbeam" and rng.random() < 0.6:
        rate = euro_rate(money.currency, day) * (1 - PAYPAL_KEEPS)
        more["home_amount"] = round_ratio(round(amount * rate), CENT) * CENT
    if platform.platform == "Larkspur" and rng.random() < 0.5:
        end = cycle_end(platform, money.earned_to)
        more |= {"covers_from": end - 6 * DAY, "covers_to": end}
    return Payout(
        platform=money.platform, project=money.project, kind=PayoutKind.PAYOUT, received_on=day,
        amount=amount, currency=money.currency, evidence=Evidence.DEPOSIT, **more,
    )  # fmt: skip


def write_off(lives: Mapping[tuple[str, str], Life], sessions: Sequence[WorkSession], on: dt.date) -> list[Payout]:
    """The unpaid project's money, given up."""
    owed = sum(session_units(s, lives[s.platform, UNPAID]) for s in sessions if s.project == UNPAID)
    if owed <= 0:
        return []
    return [
        Payout(
            platform="Larkspur", project=UNPAID, kind=PayoutKind.WRITE_OFF, received_on=on, amount=owed,
            currency="USD", evidence=Evidence.TYPED, note="support stopped answering",
        )
    ]  # fmt: skip


def transfers(payouts: Sequence[Payout], days: Days) -> list[Transfer]:
    """Every four weeks: dollars from the payment account to the bank, with a fee and its own rate."""
    made = []
    for week in range(4, 104, 4):
        day = days.at(week, 4)
        since = day - 28 * DAY
        arrived = [p for p in payouts if since < p.received_on <= day and p.kind == PayoutKind.PAYOUT]
        made += _to_bank(arrived, "USD", "Wise", day)
        euros = sum(p.home_amount or 0 for p in arrived)
        if euros and week % 8 == 0:
            made.append(
                Transfer(
                    moved_on=day + DAY, from_account="PayPal", to_account="Bank", amount_out=euros,
                    currency_out=HOME,
                )
            )  # fmt: skip
    return made


def _to_bank(arrived: Sequence[Payout], currency: str, account: str, day: dt.date) -> list[Transfer]:
    out = sum(p.amount - (p.fee or 0) for p in arrived if p.currency == currency and p.home_amount is None)
    if out < to_units(20):
        return []
    fee = round_ratio(out * 5, 1000 * CENT) * CENT + to_units("0.60")
    moved = out - fee
    got = round_ratio(round(moved * euro_rate(currency, day) * 0.997), CENT) * CENT
    return [
        Transfer(
            moved_on=day, from_account=account, to_account="Bank", amount_out=moved, currency_out=currency,
            amount_in=got, currency_in=HOME, fee=fee,
        )
    ]  # fmt: skip
