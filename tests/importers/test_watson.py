"""Watson: three layouts of one log are the same rows; sums count each project once."""

from __future__ import annotations

import csv
import datetime as dt
import json

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tests.samples import sample
from tracker.errors import NeedsAnswer
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.watson import Watson
from tracker.importers.formats.watson_report import WatsonReport
from tracker.importers.outcomes import Conflict

WINTER = ReadOptions(zone="Etc/GMT-1", platform="Northwind")
SAID = ReadOptions(platform="Northwind")
LAYOUTS = ("frames.json", "log.json", "log.csv")


def read(name: str, options: ReadOptions = WINTER) -> ParsedBatch:
    return Watson().parse(fixture(f"watson/{name}"), options)


@pytest.mark.parametrize("name", LAYOUTS)
def test_scenario(name: str) -> None:
    data = (DATA / "watson" / name).read_bytes()
    batch = run(Watson(), data, name, options=WINTER, table=False)
    assert len(batch.rows) == 4
    assert seconds(batch) == 5400 + 5700 + 3 * 3600
    assert batch.rows[0].record.started_at == dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    assert [r.record.project for r in batch.rows] == ["atlas", "atlas", "Übersetzung, Büro", "own"]
    assert batch.rows[0].facts.tag == "review, night"


@pytest.mark.parametrize("first", LAYOUTS)
@pytest.mark.parametrize("second", LAYOUTS)
def test_one_layout_after_another_adds_nothing(first: str, second: str) -> None:
    there = ledger(plan([read(first)], options=WINTER))
    assert kinds(plan([read(second)], there, options=WINTER)) == ["Duplicate"] * 4


def test_the_wrong_offset_is_a_question_and_adds_nothing() -> None:
    there = ledger(plan([read("frames.json")], options=WINTER))
    summer = ReadOptions(zone="Etc/GMT-2", platform="Northwind")
    made = plan([read("log.csv", summer)], there, options=summer)
    assert [o.kind for o in made.outcomes() if isinstance(o, Conflict)] == ["same_id"] * 4


def test_frames_that_were_edited_are_asked_about() -> None:
    there = ledger(plan([read("frames.json")], options=SAID))
    text = fixture("watson/frames.json").text.replace("1772443800", "1772447400")
    made = plan([Watson().parse(Text("x", text, "utf-8"), SAID)], there, options=SAID)
    assert kinds(made) == ["Conflict", "Duplicate", "Duplicate", "Duplicate"]


# --- the offset of a printed log ------------------------------------------------------------------------


def test_a_zone_that_has_had_two_offsets_is_asked_about() -> None:
    """Watson prints summer and winter alike, with the offset of the day of printing."""
    with pytest.raises(NeedsAnswer, match="several since 2026-03-02") as asked:
        read("log.csv", ReadOptions(zone="Europe/Berlin", as_of=dt.date(2026, 11, 1)))
    assert (asked.value.asks, asked.value.choices) == ("zone", ("Etc/GMT-1", "Etc/GMT-2"))
    with pytest.raises(NeedsAnswer):
        read("log.csv", ReadOptions(zone="Europe/Berlin"))


def test_a_zone_with_one_offset_is_enough() -> None:
    assert len(read("log.csv", ReadOptions(zone="Asia/Manila")).rows) == 4
    text = fixture("watson/log.csv").text.split("33aa")[0]
    early = ReadOptions(zone="Europe/Berlin", as_of=dt.date(2026, 3, 5))
    assert len(Watson().parse(Text("x", text, "utf-8"), early).rows) == 2


def test_the_zone_is_asked_of_a_printed_log_only() -> None:
    for name in ("frames.json", "log.json"):
        assert len(read(name, ReadOptions()).rows) == 4
    with pytest.raises(NeedsAnswer, match="name no zone"):
        read("log.csv", ReadOptions())


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ('[1772438400, 1772430000, "a", "1", []]', "ends_before_start"),
        ('["1772438400000", 1772443800, "a", "1", []]', "bad_instant"),
        ('[1772438400, 1772443800.5, "a", "1", []]', "bad_instant"),
        ('[1772438400, null, "a", "1", []]', "missing"),
        ('[1772438400, 1772443800, "", "1", []]', "missing"),
        ('[1772438400, 1772443800, "a", null, []]', "missing"),
        ('[1772438400, 1772443800, "a", "8.01E+08", []]', "changed_id"),
        ("[1772438400]", "missing"),
        ("7", "missing"),
    ],
)
def test_bad_frames_are_rejected_with_their_line(frame: str, code: str) -> None:
    text = f'[\n[1772438400, 1772443800, "a", "2", []],\n{frame}\n]'
    batch = Watson().parse(Text("x", text, "utf-8"), SAID)
    if frame == "7":
        assert [i.reason for i in batch.ignored] == ["empty"]
    else:
        assert [(p.line, p.code) for p in batch.problems] == [(3, code)]
    assert len(batch.rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[[1, 2]]",
        '[{"id": 1, "start": "", "stop": "", "project": "", "tags": [], "duration": 3}]',
        "id,start,stop,project\n",
        "id,start,stop,project,tags,note\n",
    ],
)
def test_other_files_are_not_taken(text: str) -> None:
    assert Watson().recognise(Text("x", text, "utf-8")).certainty == 0


# --- sums -----------------------------------------------------------------------------------------------


def test_sums_of_days() -> None:
    data = (DATA / "watson" / "aggregate.csv").read_bytes()
    batch = run(WatsonReport(), data, "aggregate.csv", options=SAID, table=False)
    assert seconds(batch) == 9900 + 1200
    assert [i.reason for i in batch.ignored] == ["part", "part", "header"]
    first = batch.rows[0].record
    assert (first.worked_on, first.worked_until, first.started_at) == (dt.date(2026, 3, 2), None, None)


def test_sums_of_a_stretch_of_days() -> None:
    data = (DATA / "watson" / "report.csv").read_bytes()
    (row,) = run(WatsonReport(), data, "report.csv", options=SAID, table=False).rows
    assert (row.record.worked_on, row.record.worked_until) == (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert row.record.minutes == 11_100


@pytest.mark.parametrize("second", ["aggregate.csv", "report.csv"])
def test_sums_beside_the_frames_are_asked_about(second: str) -> None:
    there = Ledger()
    there.take(read("frames.json"), options=SAID)
    made = there.plan(WatsonReport().parse(fixture(f"watson/{second}"), SAID), options=SAID, zone="Europe/Berlin")
    asked = [o for o in made.outcomes() if isinstance(o, Conflict)]
    assert {o.kind for o in asked} == {"other_report"}
    assert sum(o.record.minutes for o in asked) == 11_100


def test_two_reports_of_the_same_days_are_asked_about() -> None:
    there, text = Ledger(), fixture("watson/report.csv").text
    there.take(WatsonReport().parse(Text("x", text, "utf-8"), SAID), options=SAID)
    shorter = text.replace("2026-03-01", "2026-03-02")
    made = there.plan(WatsonReport().parse(Text("x", shorter, "utf-8"), SAID), options=SAID)
    assert [o.kind for o in made.outcomes() if isinstance(o, Conflict)] == ["other_report"]


def test_a_day_that_grew_is_asked_about() -> None:
    text = fixture("watson/aggregate.csv").text
    there = ledger(plan([WatsonReport().parse(Text("x", text, "utf-8"), SAID)], options=SAID))
    later = WatsonReport().parse(Text("x", text.replace("1200.0", "1800.0"), "utf-8"), SAID)
    assert kinds(plan([later], there, options=SAID)).count("Conflict") == 1


def test_tags_without_their_project_are_not_lost() -> None:
    text = fixture("watson/report.csv").text.replace("atlas,,", "other,,")
    batch = WatsonReport().parse(Text("x", text, "utf-8"), SAID)
    assert [(p.line, p.code) for p in batch.problems] == [(3, "missing"), (4, "missing")]


@pytest.mark.parametrize("time", ["-1", "nan", "99999999999", "90000", "1,5"])
def test_a_sum_that_cannot_be_is_rejected(time: str) -> None:
    line = f'2026-03-02 00:00:00,2026-03-02 23:59:59,a,,"{time}"'
    batch = WatsonReport().parse(Text("x", f"from,to,project,tag,time\n{line}\n", "utf-8"), SAID)
    assert (len(batch.rows), len(batch.problems)) == (0, 1)


# --- real samples, against a reading that shares nothing with the importer -------------------------------


@pytest.mark.parametrize(
    ("name", "rows", "total"),
    [("frames_upstream.json", 10, 20_749), ("frames.generated.json", 4, 24_600),
     ("frames_with_conflict_upstream.json", 3, 95)],
)  # fmt: skip
def test_shared_frames(name: str, rows: int, total: int) -> None:
    path = sample(f"watson/{name}")
    batch = run(Watson(), path.read_bytes(), path.name, options=SAID, table=False)
    frames = json.loads(path.read_text(encoding="utf-8"))
    assert len(batch.rows) == len(frames) == rows
    assert seconds(batch) == sum(f[1] - f[0] for f in frames) == total


@pytest.mark.parametrize("name", ["watson_log.generated.json", "watson_log.generated.csv"])
def test_shared_logs_are_the_frames(name: str) -> None:
    frames, path = sample("watson/frames.generated.json"), sample(f"watson/{name}")
    there = ledger(plan([Watson().parse(Text("x", frames.read_text("utf-8"), "utf-8"), WINTER)], options=WINTER))
    made = plan([Watson().parse(Text("x", path.read_text("utf-8"), "utf-8"), WINTER)], there, options=WINTER)
    assert kinds(made) == ["Duplicate"] * 4


@pytest.mark.parametrize("name", ["watson_aggregate.generated.csv", "watson_report.generated.csv"])
def test_shared_sums_are_those_of_the_frames(name: str) -> None:
    path = sample(f"watson/{name}")
    batch = run(WatsonReport(), path.read_bytes(), path.name, options=SAID, table=False)
    lines = [r for r in csv.DictReader(path.read_text("utf-8").splitlines()) if r["project"] and not r["tag"]]
    assert len(batch.rows) == len(lines)
    assert seconds(batch) == round(sum(float(r["time"]) for r in lines)) == 24_600
