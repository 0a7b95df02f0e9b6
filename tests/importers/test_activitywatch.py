"""ActivityWatch: times at the keyboard are proposals, never stored by themselves; titles are forgotten."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, cli
from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, kinds, seconds
from tracker.domain import Rule, WorkSession
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.activitywatch import ActivityWatch
from tracker.importers.formats.timewarrior import Timewarrior
from tracker.importers.outcomes import ADD, REPLACE, Conflict
from tracker.importers.registry import recognise
from tracker.importers.results import answered

__all__ = ["cli"]
SAID = ReadOptions(platform="Northwind")
PATH = DATA / "activitywatch" / "buckets.json"


def read() -> ParsedBatch:
    return ActivityWatch().parse(fixture("activitywatch/buckets.json"), SAID)


def one(**changes: object) -> ParsedBatch:
    event = {"timestamp": "2026-03-02T08:00:00+00:00", "duration": 60.5, "data": {"status": "not-afk"}, **changes}
    bucket = {"type": "afkstatus", "client": "aw-watcher-afk", "hostname": "laptop", "events": [event]}
    return ActivityWatch().parse(Text("x", json.dumps({"buckets": {"b": bucket}}), "utf-8"), SAID)


def test_times_at_the_keyboard_are_rows_and_count_once() -> None:
    batch = read()
    assert recognise(fixture("activitywatch/buckets.json"), ReadOptions())[0].name == "activitywatch"
    spans = sorted((r.record.started_at.isoformat()[11:19], r.record.ended_at.isoformat()[11:19]) for r in batch.rows)
    assert spans == [("08:00:00", "10:00:00"), ("11:00:00", "12:30:00"), ("12:30:00", "13:00:00")]
    assert seconds(batch) == 4 * 3600
    assert sorted(i.reason for i in batch.ignored) == ["break", "empty", "part"]
    assert {r.facts.account for r in batch.rows} == {"laptop", "desk"}
    assert not batch.problems


def test_the_bucket_as_csv_is_the_same_spans() -> None:
    there = Ledger()
    there.apply(answered(there.plan(read(), options=SAID), ADD))
    text = (
        "id,timestamp,duration,status\r\n"
        "4,2026-03-02T11:00:00.001000+00:00,5400.000000000,not-afk\r\n"
        "3,2026-03-02T10:00:00.001000+00:00,3600.000000000,afk\r\n"
        "2,2026-03-02T08:00:00.400000+00:00,7199.600000000,not-afk\r\n"
    )
    assert recognise(Text("x", text, "utf-8"), ReadOptions())[0].name == "activitywatch"
    made = there.plan(ActivityWatch().parse(Text("x", text, "utf-8"), SAID), options=SAID)
    assert kinds(made) == ["Duplicate", "Duplicate", "Ignored"]


def test_titles_are_forgotten() -> None:
    assert "Secret" not in repr(read())


def test_nothing_is_stored_before_it_is_confirmed() -> None:
    there = Ledger()
    made = there.plan(read(), options=SAID)
    assert [o.kind for o in made.outcomes() if isinstance(o, Conflict)] == ["proposed"] * 3
    assert made.empty
    assert answered(made, REPLACE).empty
    there.apply(answered(made, ADD, ("proposed",)))
    assert len(there.rows) == 3
    assert kinds(there.plan(read(), options=SAID)).count("Duplicate") == 3


def test_what_was_confirmed_is_there_and_the_rest_is_asked_again() -> None:
    there = Ledger()
    files = answered(there.plan(read(), options=SAID), ADD)
    there.apply(files)
    text = fixture("activitywatch/buckets.json").text.replace('"duration": 5400.0', '"duration": 7200.0')
    later = there.plan(ActivityWatch().parse(Text("x", text, "utf-8"), SAID), options=SAID)
    assert {o.kind for o in later.outcomes() if isinstance(o, Conflict)} <= {"same_slot", "moved", "proposed"}
    assert later.empty


def test_a_span_at_the_time_of_work_is_asked_about_as_that() -> None:
    there = Ledger()
    line = "inc 20260302T083000Z - 20260302T093000Z # northwind\n"
    there.take(Timewarrior().parse(Text("x", line, "utf-8"), SAID), options=SAID)
    made = there.plan(read(), options=SAID)
    assert sorted(o.kind for o in made.outcomes() if isinstance(o, Conflict)) == [
        "other_report",
        "proposed",
        "proposed",
    ]


def test_rules_choose_the_computer() -> None:
    rules = [
        Rule(field="account", pattern="laptop", platform="Northwind"),
        Rule(field="account", pattern="desk", platform="-"),
    ]
    made = Ledger().plan(read(), rules=rules)
    assert kinds(made).count("Conflict") == 2
    assert made.files[0].summary().ignored["not_work"] == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"duration": "long"}, "bad_duration"),
        ({"duration": -1}, "bad_duration"),
        ({"duration": 1e12}, "bad_duration"),
        ({"duration": None}, "missing"),
        ({"timestamp": "2026-03-02T08:00:00"}, "no_offset"),
        ({"timestamp": "9999-12-31T23:59:59.999999+00:00"}, "bad_instant"),
        ({"timestamp": "soon"}, "bad_instant"),
        ({"data": {"status": "asleep"}}, "unknown_value"),
        ({"data": {}}, "missing"),
    ],
)
def test_an_event_that_cannot_be_read_is_rejected(changes: dict, code: str) -> None:
    batch = one(**changes)
    assert ([p.code for p in batch.problems], batch.rows) == ([code], ())


def test_fractions_of_seconds_are_rounded() -> None:
    (row,) = one(timestamp="2026-03-02T08:00:00.600000+00:00").rows
    assert row.record.started_at == dt.datetime(2026, 3, 2, 8, 0, 1, tzinfo=dt.UTC)
    assert [i.reason for i in one(duration=0.4).ignored] == ["empty"]
    assert seconds(one(duration=1e-05)) == 0


def test_buckets_without_the_watcher_of_the_keyboard_bring_nothing() -> None:
    text = fixture("activitywatch/buckets.json").text.replace("afkstatus", "other")
    batch = ActivityWatch().parse(Text("x", text, "utf-8"), SAID)
    assert (batch.rows, batch.problems, batch.ignored) == ((), (), ())
    assert any("other buckets, 3" in str(note) for note in batch.notes)


def test_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "buckets.json"
    path.write_bytes(PATH.read_bytes())
    said = " ".join(cli("import", str(path), "--platform", "Northwind").out.split())
    assert "3 spans of time may have been work (4.0 h)." in said
    assert "Left out. --add proposed stores them all the same." in said
    assert cli.rows(WorkSession) == []
    found = cli("import", str(path), "--platform", "Northwind", "--add", "proposed", "--json").json["files"][0]
    assert (found["asked"], found["minutes"]) == ({"proposed": 3}, 240)
    assert len(cli.rows(WorkSession)) == 3
    cli("undo")
    assert cli.rows(WorkSession) == []
