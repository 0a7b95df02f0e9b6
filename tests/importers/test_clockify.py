"""Clockify: the detailed report's variants."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, fixture, run, seconds
from tests.samples import sample
from tracker.errors import NeedsAnswer
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.clockify import Clockify

OPTIONS = ReadOptions(zone="UTC", platform="Northwind")


@pytest.mark.parametrize("name", ["detailed_2021", "detailed_activity_24h"])
def test_scenario(name: str) -> None:
    data = (DATA / "clockify" / f"{name}.csv").read_bytes()
    run(Clockify(), data, "x.csv", options=OPTIONS)


def test_twelve_hour_times_rates_and_backslashes() -> None:
    batch = Clockify().parse(fixture("clockify/detailed_2021.csv"), OPTIONS)
    first, night, mail = [r.record for r in batch.rows]
    assert first.started_at == dt.datetime(2026, 2, 13, 9, tzinfo=dt.UTC)
    assert (first.rate, first.amount, first.currency) == (300_000, 300_000, "USD")
    assert first.note == 'Batch 7 \\ "first"'
    assert (night.ended_at - night.started_at).total_seconds() == 3600
    assert (night.rate, night.amount) == (300_000, None)
    assert (mail.rate, mail.amount, mail.currency) == (None, None, None)
    assert seconds(batch) == 3600 + 3600 + 600


def test_activity_column_and_day_first() -> None:
    batch = Clockify().parse(fixture("clockify/detailed_activity_24h.csv"), OPTIONS)
    assert batch.rows[0].facts.task == "Review"
    assert batch.rows[1].record.started_at == dt.datetime(2026, 2, 3, 23, 30, tzinfo=dt.UTC)


def test_breaks_are_left_out() -> None:
    text = fixture("clockify/detailed_activity_24h.csv")
    batch = Clockify().parse(Text(text.name, text.text.replace("Regular", "Break", 1), "utf-8"), OPTIONS)
    assert [(i.line, i.reason) for i in batch.ignored] == [(2, "break")]


def test_order_of_dates_is_asked() -> None:
    text = fixture("clockify/ambiguous_dates.csv")
    with pytest.raises(NeedsAnswer) as asked:
        Clockify().parse(text, OPTIONS)
    assert asked.value.asks == "dates"
    said = Clockify().parse(text, ReadOptions(zone="UTC", dates="mdy"))
    assert said.rows[0].record.started_at.month == 2


def test_zone_is_asked() -> None:
    with pytest.raises(NeedsAnswer, match="zone"):
        Clockify().parse(fixture("clockify/detailed_2021.csv"), ReadOptions())


def test_shared_sample_takes_start_and_end_and_says_so() -> None:
    path = sample("clockify/clockify_detailed_2022.clockission.redacted.csv")
    options = ReadOptions(zone="UTC", dates="mdy", platform="Mission")
    batch = run(Clockify(), path.read_bytes(), path.name, options=options)
    first, second = [r.record for r in batch.rows]
    assert (first.ended_at - first.started_at).total_seconds() == 17 * 60
    assert first.minutes is None
    assert any("end: 1 of 2" in note and "2m less in all" in note for note in map(str, batch.notes))
    assert second.minutes is None
    assert seconds(batch) == (17 + 41) * 60


@pytest.mark.parametrize(("dates", "said"), [
    ("mdy", "Dates were read as month/day/year: 03/04/2026 is 4 March."),
    ("dmy", "Dates were read as day/month/year: 03/04/2026 is 3 April."),
])  # fmt: skip
def test_how_dates_were_read_is_said_with_an_example(dates: str, said: str) -> None:
    options = ReadOptions(zone="UTC", platform="Northwind", dates=dates)
    notes = tuple(map(str, Clockify().parse(fixture("clockify/ambiguous_dates.csv"), options).notes))
    assert said in notes
    assert not any(dates in note for note in notes)
