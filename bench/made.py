"""What is measured on: a ten-year ledger, the same as an hledger journal, and a Toggl file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from tracker.domain import Payout, PayTerms, Platform, Project, Record, WorkSession
from tracker.sample import Sample
from tracker.store import Store
from tracker.units import money_text, round_ratio

TOGGL_HEADER = (
    "User", "Email", "Client", "Project", "Task", "Description", "Billable", "Start date", "Start time",
    "End date", "End time", "Duration", "Tags", "Amount (USD)",
)  # fmt: skip
CLIENTS = ("Larkspur", "Northbeam", "Quillwork", "Tidepool", "Granite Annotation")
TERMS: tuple[tuple[dict[str, Any], ...], ...] = (
    ({"window_days": 2},),
    ({"payout_threshold": 500_000, "arrives_after": 2, "holidays": "fed"},),
    ({"delay_in": "business_days", "moves": "next", "holidays": "ecb", "first_hold_days": 7},),
    ({"on_request": True},),
    ({}, {"kind": "hourly", "holds_from": dt.date(2021, 1, 1), "pay_cycle_ends_at": 19, "pay_day": "fri",
          "pay_cycle_zone": "America/Chicago"}),
)  # fmt: skip
"""Of one platform each, beside its weekly pay."""
WHEN = dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)


def write_ledger(sample: Sample, path: Path) -> None:
    """A ledger file with the sample in it, written as one operation."""
    store = Store.open(path)
    with store.operation("sample", who="bench", at=WHEN, summary="benchmark ledger") as change:
        for records in _by_class((sample.settings, *sample.records)):
            change.insert_many(records)
    store.close()


def with_terms(sample: Sample) -> Sample:
    """The same with terms of pay for each platform: what real ones have, no two alike."""
    records = list(sample.records)
    for i, p in enumerate(r for r in sample.records if isinstance(r, Platform)):
        weekly = {"pay_cycle": p.pay_cycle, "pay_cycle_ends": p.pay_cycle_ends, "pay_delay_days": p.pay_delay_days}
        records += [PayTerms(platform=p.platform, **{**weekly, **more}) for more in TERMS[i % len(TERMS)]]
    return replace(sample, records=tuple(records))


def _by_class(records: tuple[Record, ...]) -> list[list[Record]]:
    groups: dict[type, list[Record]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    return list(groups.values())


def journal(sample: Sample) -> str:
    """The same work and payments as a plain-text journal: one transaction per session and per payout."""
    rates = {(p.platform, p.project): p.agreed_rate or 0 for p in sample.of(Project) if isinstance(p, Project)}
    lines = []
    for s in sample.of(WorkSession):
        assert isinstance(s, WorkSession)
        assert s.started_at is not None
        units = round_ratio((s.counted_minutes or 0) * rates[s.platform, s.project or ""], 3600)
        account = f"{s.platform}:{s.project}"
        lines.append(_entry(s.started_at.date(), f"owed:{account}", f"income:{account}", units))
    for p in sample.of(Payout):
        assert isinstance(p, Payout)
        lines.append(_entry(p.received_on, "bank", f"owed:{p.platform}", p.amount))
    return "\n".join(lines)


def _entry(day: dt.date, to: str, source: str, units: int) -> str:
    return f"{day.isoformat()} work\n    {to}    USD {money_text(units)}\n    {source}\n"


def toggl_csv(rows: int, seed: int = 7) -> str:
    """A detailed export with so many entries, one after another from 2016 on, all in working hours.

    Clients are the five platforms of the sample; every eighth entry is not billable.
    """
    rng, out = Random(seed), io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(TOGGL_HEADER)
    per_day = -(-rows // 3600)
    for i in range(rows):
        start = dt.datetime(2016, 1, 4, 8, tzinfo=dt.UTC) + dt.timedelta(
            days=i // per_day, minutes=i % per_day * (600 // per_day)
        )
        seconds = rng.randrange(60, 18_000)
        end = start + dt.timedelta(seconds=seconds)
        client = CLIENTS[rng.randrange(5)]
        write.writerow((
            "Sample Person", "sample@example.org", client, f"{client} {rng.randrange(8)}", "",
            f"entry {i}", "No" if i % 8 == 0 else "Yes", start.date().isoformat(), start.time().isoformat(),
            end.date().isoformat(), end.time().isoformat(), _clock(seconds), "", "",
        ))  # fmt: skip
    return "\ufeff" + out.getvalue()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
