"""A ledger of an invented worker whose platforms pay by terms of every kind, for pictures and for axe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Payout, PayTerms, Platform, Project, ProjectEvent, Record, Settings, Transfer, WorkSession
from tracker.units import to_units

AS_OF = dt.date(2026, 10, 31)
"""A Saturday."""
NAMES = ("Larkspur", "Claru", "Prolific", "Magpie", "Osprey", "Outlier")
DAY = dt.timedelta(days=1)


def write(path: Path) -> None:
    """Twelve weeks of work with what came of it.

    Larkspur    pays from approval: some wait for it, one hour was not counted, and its days to object run out
    Claru       pays from 100 on, and owes 60
    Prolific    pays on request into its wallet
    Magpie      pays within a window after each week, and has sent money that has not arrived; one week is late
    Osprey      nobody says when it pays
    Outlier     no terms are entered, and some are known
    """
    noon = dt.datetime.combine(AS_OF, dt.time(12), dt.UTC)
    with Desk.open(path, who="test", clock=lambda: noon) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC", living_cost_month=to_units(900)))
        entry.add(made, [*_known(), *_waiting(), *_drawn(), *_windowed(), *_others()])


def _known() -> Iterator[Record]:
    yield from (Platform(platform=name, currency="USD") for name in NAMES)
    for name, project, rate in (
        ("Larkspur", "Nova", 30), ("Claru", "Clips", 20), ("Prolific", "Studies", 12), ("Magpie", "Review", 24),
        ("Osprey", "Search", 18), ("Outlier", "Rubric", 22),
    ):  # fmt: skip
        yield Project(platform=name, project=project, agreed_rate=to_units(rate), advertised_high=to_units(rate + 10))
        yield ProjectEvent(platform=name, project=project, event="started", happened_at=AS_OF - 84 * DAY)
    yield PayTerms(platform="Larkspur", counts_from="approved", auto_after_days=14, pay_delay_days=5, moves="stays",
                   dispute_days=7, dispute_from="earned", hand="own")  # fmt: skip
    yield PayTerms(platform="Claru", pay_cycle="weekly", pay_cycle_ends="sun", pay_day="tue",
                   payout_threshold=to_units(100), hand="first", seen_on=AS_OF - 30 * DAY,
                   source_url="https://example.org/payments")  # fmt: skip
    yield PayTerms(platform="Prolific", counts_from="approved", auto_after_days=21, pay_delay_days=0, moves="stays",
                   on_request=True, arrives_after=1)  # fmt: skip
    yield PayTerms(platform="Magpie", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3, window_days=4)
    yield PayTerms(platform="Magpie", holds_from=AS_OF - 26 * DAY, pay_cycle="weekly", pay_cycle_ends="sun",
                   pay_delay_days=5, window_days=4, arrives_after=2)  # fmt: skip
    yield PayTerms(platform="Osprey", pay_cycle="weekly", pay_cycle_ends="fri")


def _work(platform: str, project: str, ago: int, hours: float, **more: object) -> WorkSession:
    day = AS_OF - ago * DAY
    return WorkSession(platform=platform, project=project, worked_on=day, minutes=round(hours * 3600), **more)


def _paid(platform: str, ago: int, amount: float, **more: object) -> Payout:
    day = AS_OF - ago * DAY
    return Payout(
        platform=platform, kind="payout", received_on=day, amount=to_units(amount), currency="USD", **more
    )  # fmt: skip


def _waiting() -> Iterator[Record]:
    for week in range(3, 12):
        done = AS_OF - (7 * week + 2) * DAY
        yield _work("Larkspur", "Nova", 7 * week + 2, 5, submitted_on=done, approved_on=done + 3 * DAY)
        yield _paid("Larkspur", 7 * week - 6, 150, covers_from=done, covers_to=done)
    yield _work("Larkspur", "Nova", 4, 6, counted_minutes=5 * 3600, submitted_on=AS_OF - 4 * DAY)
    yield _work("Larkspur", "Nova", 2, 4, status="pending", submitted_on=AS_OF - 2 * DAY)


def _drawn() -> Iterator[Record]:
    yield _work("Claru", "Clips", 11, 3)
    for ago in (40, 33, 26):
        yield _work("Prolific", "Studies", ago, 2, submitted_on=AS_OF - ago * DAY, approved_on=AS_OF - (ago - 2) * DAY)
    yield _paid("Prolific", 30, 24, place="wallet")
    yield Transfer(from_account="Prolific", to_account="Bank", moved_on=AS_OF - 20 * DAY, amount_out=to_units(10),
                   currency_out="USD")  # fmt: skip


def _windowed() -> Iterator[Record]:
    for week in range(1, 12):
        ago = 7 * week + 3
        yield _work("Magpie", "Review", ago, 6, submitted_on=AS_OF - ago * DAY)
        if week > 4:
            yield _paid("Magpie", ago - 8, 144)
    yield _paid("Magpie", 2, 144, stage="sent")


def _others() -> Iterator[Record]:
    for ago in (30, 16, 9):
        yield _work("Osprey", "Search", ago, 3)
        yield _work("Outlier", "Rubric", ago - 1, 4)
    yield _work("Outlier", "Rubric", 8, 2, activity="training")
