"""Toggl Track: every layout, and what a bad row says."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tests.samples import sample
from tracker.domain import Rule
from tracker.errors import InputError, NeedsAnswer
from tracker.importers import registry
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.toggl import Toggl

BERLIN = ReadOptions(zone="Europe/Berlin")
RULES = (Rule(field="client", pattern="*", platform="Northwind"), Rule(field="project", pattern="*", platform="Own"))
GOOD = ("classic_amount", "stop_date", "stop_tags", "free_plan", "newer_2026")


@pytest.mark.parametrize("name", GOOD)
def test_scenario(name: str) -> None:
    data = (DATA / "toggl" / f"{name}.csv").read_bytes()
    options = ReadOptions(zone="Europe/Berlin", platform="Northwind")
    run(Toggl(), data, "x.csv", options=options, rules=RULES)


def test_classic_layout() -> None:
    batch = Toggl().parse(fixture("toggl/classic_amount.csv"), BERLIN)
    first, night, own, *same = [r.record for r in batch.rows]
    assert first.started_at == dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    assert (first.amount, first.currency, first.minutes) == (750_000, "EUR", None)
    assert night.ended_at == dt.datetime(2026, 3, 2, 23, 15, tzinfo=dt.UTC)
    assert night.note == 'Say "hello", then \\ go'
    assert (own.amount, own.currency, own.project) == (None, None, "Paperwork")
    assert batch.rows[0].facts.tag == "rlhf, night"
    assert len(same) == 2
    assert same[0] == same[1]
    assert seconds(batch) == 9000 + 2700 + 1200 + 1800 + 1800


def test_stop_date_layout_is_the_same_time() -> None:
    old = Toggl().parse(fixture("toggl/classic_amount.csv"), BERLIN)
    new = Toggl().parse(fixture("toggl/stop_date.csv"), BERLIN)
    assert (new.rows[0].record.started_at, new.rows[0].record.ended_at) == (
        old.rows[0].record.started_at,
        old.rows[0].record.ended_at,
    )
    assert seconds(new) == 9000 + 2700


def test_the_layout_with_dashes_for_nothing_and_a_column_of_currencies() -> None:
    batch = Toggl().parse(fixture("toggl/newer_2026.csv"), BERLIN)
    assert not batch.problems
    assert [
        (r.record.project, r.record.amount, r.record.currency, r.facts.client, r.facts.tag) for r in batch.rows
    ] == [
        ("Larkspur", 2_200_000, "USD", "Northwind Labs", ""),
        ("Larkspur", 11_105_000, "EUR", "Northwind Labs", "rlhf"),
        (None, None, None, "", ""),
    ]
    assert [(i.line, i.reason) for i in batch.ignored] == [(5, "running")]
    assert seconds(batch) == 7200 + 3600 + 1800


def test_running_timer_is_left_out() -> None:
    batch = Toggl().parse(fixture("toggl/stop_tags.csv"), BERLIN)
    assert [(i.line, i.reason) for i in batch.ignored] == [(3, "running")]


def test_zone_is_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        Toggl().parse(fixture("toggl/stop_date.csv"), ReadOptions(home_zone="Asia/Manila"))
    assert asked.value.asks == "zone"
    assert asked.value.choices == ("Asia/Manila",)


def test_bad_rows_are_rejected_with_line_and_reason() -> None:
    batch = Toggl().parse(fixture("toggl/bad_rows.csv"), BERLIN)
    assert [(p.line, p.code) for p in batch.problems] == [
        (3, "skipped_hour"),
        (4, "bad_date"),
        (5, "ends_before_start"),
        (6, "repeated_hour"),
    ]
    good, settled = batch.rows
    assert good.line == 2
    assert settled.record.ended_at == dt.datetime(2025, 10, 26, 1, 30, tzinfo=dt.UTC)


def test_unknown_currency_in_the_header() -> None:
    text = fixture("toggl/classic_amount.csv")
    odd = Text(text.name, text.text.replace("Amount (EUR)", "Amount (XQZ)"), text.encoding)
    batch = Toggl().parse(odd, BERLIN)
    assert {p.code for p in batch.problems} == {"unknown_currency"}
    assert len(batch.rows) == 1


def test_missing_column_is_one_sentence() -> None:
    text = fixture("toggl/free_plan.csv")
    cut = Text(text.name, text.text.replace("Start time", "Beginning"), text.encoding)
    importer, _ = registry.recognise(cut, ReadOptions())
    assert importer.name == "toggl"
    with pytest.raises(InputError, match="Start time is missing") as missing:
        importer.parse(cut, BERLIN)
    assert "free_plan.csv, line 1" in str(missing.value.sentence())


def test_text_edited_at_the_source_is_a_conflict() -> None:
    text = fixture("toggl/classic_amount.csv")
    first = plan([Toggl().parse(text, BERLIN)], rules=RULES)
    edited = Text(text.name, text.text.replace("Batch 7", "Batch seven"), text.encoding)
    later = plan([Toggl().parse(edited, BERLIN)], ledger(first), rules=RULES)
    assert kinds(later) == ["Conflict", "Duplicate", "Duplicate", "Duplicate", "Duplicate"]


def test_several_people_are_said() -> None:
    text = fixture("toggl/classic_amount.csv")
    team = Text(text.name, text.text.replace("Ada Demo", "Bo Demo", 1), text.encoding)
    assert any("2 people" in note for note in map(str, Toggl().parse(team, BERLIN).notes))


def test_shared_sample() -> None:
    path = sample("toggl/toggl_detailed_bom.timba.csv")
    batch = run(Toggl(), path.read_bytes(), path.name, options=ReadOptions(zone="UTC", platform="Studies"))
    assert len(batch.rows) == 11
    assert seconds(batch) == 38_700
