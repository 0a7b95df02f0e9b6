"""Records and ledgers for the store's tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker.domain import (
    Availability,
    Earning,
    ExchangeRate,
    Expense,
    Payout,
    PayTerms,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Record,
    Rule,
    Settings,
    Template,
    TemplateDay,
    Transfer,
    WorkSession,
)
from tracker.store import Store

AT = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
WHO = "test"
DAY = dt.date(2026, 5, 1)


def session(day: int = 1, **given: Any) -> WorkSession:
    """A work session of an hour in May 2026."""
    values: dict[str, Any] = {
        "platform": "Outlier", "worked_on": dt.date(2026, 5, 1) + dt.timedelta(days=day - 1), "minutes": 3600,
    }  # fmt: skip
    return WorkSession(**{**values, **given})


def everything() -> list[Record]:
    """One row or more of every table, every kind of value among them."""
    noon = dt.datetime(2026, 5, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))
    return [
        Settings(home_currency="USD", time_zone="Europe/Berlin", standard_week_hours=Decimal("38.50"),
                 savings=90_000_000),
        Platform(platform="Outlier", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5,
                 fee_percent=Decimal("0.5"), nda=True, monitoring=False, note="pays on time"),
        PayTerms(platform="Outlier", kind="task", holds_from=DAY, counts_from="approved", pay_delay_days=5,
                 pay_day="fri", delay_in="business_days", holidays="fed", moves="next", window_days=2,
                 payout_threshold=100_000, on_request=False, part_percent=Decimal("40"),
                 fee_min=10_000, hand="own", note="on its own page"),
        Project(platform="Outlier", project="Aether", role="rater", pay_model="hourly", advertised_low=300_000,
                advertised_high=450_000, agreed_rate=350_000, promised_until=DAY, successor_of="Old one"),
        ProjectEvent(platform="Outlier", project="Aether", event="started", happened_at=DAY, announced_at=noon),
        session(project="Aether", started_at=noon, ended_at=noon + dt.timedelta(hours=1), worked_on=None,
                activity="task", tasks=3, rate=250_000, currency="USD", status="pending", evidence="file",
                note='quo"ted\nünïcode', source="toggl", source_id="a#1"),
        session(2),
        Earning(platform="Outlier", kind="bonus", earned_from=DAY, amount=50_000, currency="USD", due_on=DAY,
                submitted_on=DAY, approved_on=DAY),
        Payout(platform="Outlier", kind="payout", received_on=DAY, amount=123_4567, fee=1, currency="USD",
               stage="sent", asked_on=DAY, place="wallet"),
        Transfer(moved_on=DAY, from_account="PayPal", to_account="bank", amount_out=10**15, currency_out="USD"),
        Rule(field="client", pattern="Acme*", platform="Outlier", project="Aether", activity="task"),
        Rule(field="payer", pattern="My bank", platform="-"),
        Expense(spent_on=DAY, amount=150_000, currency="USD", category="internet"),
        Availability(starts_on=DAY, kind="available", weekly_hours=Decimal("25"), weekdays="mon-fri"),
        QueueCheck(platform="Mercor", checked_at=noon, outcome="nothing_offered"),
        ExchangeRate(on=DAY, currency="PHP", in_home_currency=Decimal("0.0171")),
        Template(name="Aether calls", platform="Outlier", project="Aether", minutes=7200, clock="14:00",
                 repeats="FREQ=WEEKLY;BYDAY=MO", starts_on=DAY),
        TemplateDay(template="Aether calls", on=DAY, answer="logged"),
    ]  # fmt: skip


def add(store: Store, *records: Record, kind: str = "add", **given: Any) -> int:
    """Add records in one operation and give its number."""
    with store.operation(kind, who=WHO, at=AT, **given) as change:
        change.insert_many(records)
    return change.id


def do(store: Store, step: Any, kind: str = "do") -> int:
    """Run `step(change)` as one operation and give its number."""
    with store.operation(kind, who=WHO, at=AT) as change:
        step(change)
    return change.id


def undo(store: Store, number: int, *, together: bool = False) -> int:
    return store.undo(number, who=WHO, at=AT, together=together).id


def replay(store: Store) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """The tables as the journal tells them, from nothing; the digests of all that is there now are right."""
    from tracker.store import journal
    from tracker.store.rows import from_json
    from tracker.store.tables import TABLES

    tables: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in TABLES}
    with store._database.read() as sql:
        for _, step in journal.walk(sql):
            present = tables[step.table].get(step.row)
            assert present == (None if step.before is None else from_json(step.before))
            if step.after is None:
                del tables[step.table][step.row]
            else:
                tables[step.table][step.row] = from_json(step.after)
    assert [f for f in store.flaws() if f.kind == "journal"] == []
    return {name: sorted(rows.items()) for name, rows in tables.items()}


def bytes_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def first_row(store: Store, record: type[Record]) -> int:
    return store.rows(record)[0][0]
