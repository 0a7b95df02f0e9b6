"""Timewarrior: the export and the data files tell of the same intervals."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tests.samples import sample
from tracker.domain import Rule
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.timewarrior import Timewarrior

FILES = ("export.json", "2026-03.data")
SAID = ReadOptions(platform="Northwind")
RULES = (Rule(field="tag", pattern="northwind", platform="Northwind"), Rule(field="tag", pattern="own", platform="-"))


def read(text: str) -> ParsedBatch:
    return Timewarrior().parse(Text("x", text, "utf-8"), SAID)


@pytest.mark.parametrize("name", FILES)
def test_scenario(name: str) -> None:
    batch = run(Timewarrior(), (DATA / "timewarrior" / name).read_bytes(), name, options=SAID, table=False)
    assert len(batch.rows) == 5
    assert seconds(batch) == 5400 + 3 * 3600 + 5400 + 0 + 3600
    assert [i.reason for i in batch.ignored] == ["running"]
    first = batch.rows[0]
    assert first.record.started_at == dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    assert first.record.note == 'Say "hello", then \\ go'
    assert set(first.facts.tag.split(", ")) == {"northwind", "night"}


def test_both_layouts_are_the_same_rows() -> None:
    export, data = (Timewarrior().parse(fixture(f"timewarrior/{name}"), SAID) for name in FILES)
    first = plan([export], options=SAID)
    assert kinds(plan([data], ledger(first), options=SAID)) == ["Duplicate"] * 5 + ["Ignored"]


def test_rules_look_at_each_tag() -> None:
    made = plan([Timewarrior().parse(fixture("timewarrior/export.json"), ReadOptions())], rules=RULES)
    assert kinds(made).count("New") == 2
    assert made.files[0].summary().ignored == {"not_assigned": 1, "not_work": 2, "running": 1}


def test_an_interval_that_was_running_comes_with_its_end() -> None:
    running = Timewarrior().parse(fixture("timewarrior/2026-03.data"), SAID)
    text = fixture("timewarrior/2026-03.data").text.replace("120000Z # own", "120000Z - 20260331T130000Z # own")
    later = plan([read(text)], ledger(plan([running], options=SAID)), options=SAID)
    assert kinds(later) == ["Duplicate"] * 5 + ["New"]


def test_a_tag_with_spaces_is_one_tag() -> None:
    (row,) = read('inc 20260302T080000Z - 20260302T090000Z # "batch 7" atlas # # "odd \\"note\\""\n').rows
    assert (row.facts.tag, row.record.note) == ("batch 7, atlas", 'odd "note"')


def test_bad_lines_are_rejected_with_their_number() -> None:
    batch = read(
        "inc 20260302T080000Z - 20260302T090000Z # a\n"
        "inc 20260302T100000Z - 20260302T090000Z # a\n"
        "exc monday\n"
        "inc 20261302T100000Z - 20261302T110000Z # a\n"
    )
    assert [(p.line, p.code) for p in batch.problems] == [
        (2, "ends_before_start"),
        (3, "bad_instant"),
        (4, "bad_instant"),
    ]
    assert len(batch.rows) == 1


@pytest.mark.parametrize("text", ['[{"id":1,"start":"2026-03-02 08:00"}]', "inc monday\n", '{"start":"x"}', "[]"])
def test_other_files_are_not_taken(text: str) -> None:
    assert Timewarrior().recognise(Text("x", text, "utf-8")).certainty == 0


@pytest.mark.parametrize("name", ["timew_export.generated.json", "2026-03.data"])
def test_shared_samples(name: str) -> None:
    """Against a reading that shares nothing with the importer."""
    path = sample(f"timewarrior/{name}")
    text = path.read_text()
    pairs = re.findall(r'(\d{8}T\d{6})Z(?:","end":"| - )(\d{8}T\d{6})Z', text)
    spans = [[dt.datetime.strptime(at, "%Y%m%dT%H%M%S") for at in pair] for pair in pairs]
    batch = run(Timewarrior(), path.read_bytes(), path.name, options=SAID, table=False)
    assert len(batch.rows) == len(spans) == 4
    assert seconds(batch) == sum((b - a).total_seconds() for a, b in spans) == 25_545
    assert [i.reason for i in batch.ignored] == ["running"]
    if name.endswith("json"):
        assert len(json.loads(text)) == len(batch.rows) + len(batch.ignored)
