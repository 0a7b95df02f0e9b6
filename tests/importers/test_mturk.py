"""MTurk: three tools tell of the same HITs; days are no pay of their own."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run
from tests.samples import sample
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.mturk import MTurk

NONE = ReadOptions()
TOOLS = ("engine.json", "suite.json", "hitdb.json")


def read(name: str) -> ParsedBatch:
    return MTurk().parse(fixture(f"mturk/{name}"), NONE)


def engine(**changes: object) -> ParsedBatch:
    hit = {"id": "3A", "requester": {"name": "Lab"}, "date": "2026-03-02T05:00:00.000Z", "reward": 0.5,
           "status": "Paid", "title": "x", **changes}  # fmt: skip
    return MTurk().parse(Text("x", json.dumps({"3A": hit}), "utf-8"), NONE)


@pytest.mark.parametrize(("name", "bonus", "returned"), [("engine.json", 2500, 1), ("suite.json", 0, 1),
                                                         ("hitdb.json", 2500, 0)])  # fmt: skip
def test_scenario(name: str, bonus: int, returned: int) -> None:
    batch = run(MTurk(), (DATA / "mturk" / name).read_bytes(), name, options=NONE, table=False)
    paid = [
        (r.record.earned_from.day, r.record.amount, r.record.status) for r in batch.rows if r.record.kind != "bonus"
    ]
    assert paid == [
        (2, 5_000, "approved"), (2, 11_000, "approved"), (9, 20_000, "pending"), (9, 500, "rejected"),
    ]  # fmt: skip
    assert sum(r.record.amount for r in batch.rows if r.record.kind == "bonus") == bonus
    reasons = [i.reason for i in batch.ignored]
    assert (reasons.count("not_completed"), reasons.count("no_amount")) == (returned, 1)
    assert batch.rows[0].facts.client == "Larkspur Lab"


@pytest.mark.parametrize("first", TOOLS)
@pytest.mark.parametrize("second", TOOLS)
def test_another_tool_adds_no_hit_twice(first: str, second: str) -> None:
    made = plan([read(second)], ledger(plan([read(first)])))
    assert kinds(made).count("Duplicate") >= 4
    assert [o.record.kind for o in made.outcomes() if type(o).__name__ == "New"] in ([], ["bonus"])
    assert "Conflict" not in kinds(made)


def test_days_are_left_out_with_their_sums_and_what_they_say_besides_is_told() -> None:
    for name in ("suite.json", "hitdb.json"):
        batch = read(name)
        totals = [(i.amount, i.currency) for i in batch.ignored if i.reason == "total"]
        assert totals == [(18_500, "USD"), (0, "USD")]
        lines = [r.line for r in batch.rows if r.record.kind != "bonus"] + [i.line for i in batch.ignored]
        assert len(set(lines)) == len(lines)
    assert any("1.85 USD" in str(note) and "1.60 USD" in str(note) for note in read("suite.json").notes)
    assert not any("approved HITs" in str(note) for note in read("hitdb.json").notes)


def test_a_later_state_updates_the_hit() -> None:
    there = ledger(plan([read("engine.json")]))
    text = fixture("mturk/engine.json").text.replace('"Pending"', '"Paid"')
    made = plan([MTurk().parse(Text("x", text, "utf-8"), NONE)], there)
    assert kinds(made).count("Updated") == 1
    assert "New" not in kinds(made)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-03-02T05:00:00.000Z", 2),
        ("2026-07-02T04:00:00.000Z", 2),
        ("2026-03-02T00:00:00.000Z", 2),
        ("2026-03-01T23:00:00.000Z", 2),
        ("2026-03-01T18:30:00.000Z", 2),
        ("2026-03-02", 2),
        ("20260302", 2),
    ],
)
def test_a_midnight_is_the_day_that_began_with_it(date: str, day: int) -> None:
    assert engine(date=date).rows[0].record.earned_from.day == day


@pytest.mark.parametrize("date", ["2026-03-02T11:00:00.000Z", "2026-03-02T15:37:12.000Z"])
def test_a_time_that_may_be_of_two_days_is_asked_about(date: str) -> None:
    with pytest.raises(NeedsAnswer) as asked:
        engine(date=date)
    assert asked.value.asks == "zone"
    text = Text("x", json.dumps({"3A": {"id": "3A", "requester": {}, "date": date, "reward": 1, "status": "Paid",
                                        "title": ""}}), "utf-8")  # fmt: skip
    (row,) = MTurk().parse(text, ReadOptions(zone="Pacific/Auckland")).rows
    assert row.record.earned_from == dt.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "Blue"}, "unknown_value"),
        ({"status": None}, "missing"),
        ({"reward": "much"}, "bad_number"),
        ({"reward": True}, "bad_number"),
        ({"reward": {"pay": 1}}, "bad_number"),
        ({"reward": None}, "missing"),
        ({"date": "today"}, "bad_date"),
        ({"date": "2026-13-02T05:00:00.000Z"}, "bad_date"),
        ({"id": ""}, "missing"),
    ],
)
def test_a_hit_that_cannot_be_read_is_rejected(changes: dict, code: str) -> None:
    batch = engine(**changes)
    assert [p.code for p in batch.problems] == [code]
    assert not batch.rows


def test_an_id_that_the_tool_made_up_is_not_used() -> None:
    assert engine(id="[Error:hitId]7b1c").rows[0].source_id == ""


@pytest.mark.parametrize("text", ['{"hits": 1}', '{"a": {"id": 1, "date": 2, "status": 3, "title": 4}}', "[]", "hits"])
def test_other_files_are_not_taken(text: str) -> None:
    assert MTurk().recognise(Text("x", text, "utf-8")).certainty == 0


def test_shared_sample() -> None:
    """63 HITs, 63.95 USD; one of them pays nothing."""
    path = sample("mturk/mturk_worker_hit_history.mturk-engine.redacted.json")
    batch = run(MTurk(), path.read_bytes(), path.name, options=NONE, table=False)
    hits = list(json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal).values())
    total = sum(Decimal(h["reward"]) for h in hits)
    assert len(hits) == len(batch.rows) + len(batch.ignored) == 63
    assert Decimal(sum(r.record.amount for r in batch.rows)) / 10_000 == total == Decimal("63.95")
    assert {i.reason for i in batch.ignored} == {"no_amount"}
    assert {r.record.earned_from.isoformat() for r in batch.rows} == {h["date"][:10] for h in hits if h["reward"]}


@pytest.mark.parametrize(
    "wrapped", ['{"data": %s}', '{"backup": {"of": "today", "hits": %s}}', '{"hits": {"items": %s}}']
)
def test_hits_wrapped_in_something_else_are_refused_and_not_left(wrapped: str) -> None:
    hit = '{"hit_id": "3A", "requester_id": "R", "reward": 0.5, "state": "Paid", "date": "2026-03-02"}'
    with pytest.raises(UnreadableFile, match="not where this format has them"):
        MTurk().parse(Text("x.json", wrapped % f"[{hit}]", "utf-8"), ReadOptions())
