"""Prolific: time, reward and bonus of a study in one row, two currencies, every state, and bonuses that come later."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tracker.errors import InputError, NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.prolific import UTC_SAID, Prolific
from tracker.importers.reading import table
from tracker.importers.registry import recognise

NAME = "prolific/submissions.csv"
MANILA = ReadOptions(home_zone="Asia/Manila")


def read(*replaced: tuple[str, str], options: ReadOptions = MANILA) -> ParsedBatch:
    text = fixture(NAME).text
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return Prolific().parse(Text("x.csv", text, "utf-8"), options)


def test_scenario() -> None:
    run(Prolific(), (DATA / NAME).read_bytes(), "x.csv", options=ReadOptions())


def test_every_state() -> None:
    batch = read()
    assert not batch.problems
    sessions = [r.record for r in batch.rows if r.record.TABLE == "work_sessions"]
    assert [(s.note, s.status, s.amount, s.currency) for s in sessions] == [
        ("Spreadsheet habits", "approved", 75_000, "USD"),
        ("Image matching, part 2", "approved", 26_700, "GBP"),
        ("Quick opinions", "pending", 6_000, "GBP"),
        ("Memory game", "rejected", 30_000, "GBP"),
        ("Left in the middle", "removed", 40_000, "GBP"),
        ("Not for you", "approved", None, None),
    ]
    bonuses = [r.record for r in batch.rows if r.record.TABLE == "earnings"]
    assert [(b.note, b.kind, b.amount, b.currency) for b in bonuses] == [
        ("Image matching, part 2", "bonus", 5_000, "GBP"),
        ("Returned with part pay", "bonus", 12_500, "GBP"),
    ]
    assert [(i.line, i.reason) for i in batch.ignored] == [(6, "not_completed"), (7, "not_completed"), (11, "running")]
    assert {r.line for r in batch.rows} | {i.line for i in batch.ignored} == set(range(2, 12))


def test_times_are_utc_and_days_the_ledgers() -> None:
    batch = read()
    first = batch.rows[0].record
    assert first.started_at == dt.datetime(2026, 3, 25, 16, 10, 53, 160_000, tzinfo=dt.UTC)
    assert first.submitted_on == dt.date(2026, 3, 26)
    assert UTC_SAID in batch.notes
    assert seconds(batch) == 301 + 343 + 240 + 1260 + 300 + 60
    there = read(options=ReadOptions(zone="Europe/London", home_zone="Asia/Manila"))
    assert UTC_SAID not in there.notes
    assert [r.content for r in there.rows] == [r.content for r in batch.rows]


def test_what_screened_out_is_left_out_with_its_sum() -> None:
    assert any("screened you out" in str(n) and "1, 2.00 GBP" in str(n) for n in read().notes)


def test_approval_updates_and_a_bonus_that_comes_later_is_one_more_row() -> None:
    first = plan([read()])
    later = plan(
        [read(("CQQ12345,AWAITING REVIEW", "CQQ12345,APPROVED"), ("£3.00,£0.00", "£3.00,£1.00"))], ledger(first)
    )
    assert kinds(later).count("Updated") == 1
    assert next(later.changes()).changes == (("status", "approved"),)
    assert kinds(later).count("New") == 1


def test_a_bonus_that_grew_is_asked_about() -> None:
    book = Ledger()
    book.take(read())
    grown = book.plan(read(("£2.67,£0.50", "£2.67,£0.75")))
    assert [c.kind for c in grown.outcomes() if type(c).__name__ == "Conflict"] == ["same_id"]


def test_the_day_of_review_and_the_time_taken_where_they_are() -> None:
    head = "Study,Reward,Bonus,Started At,Completed At,Reviewed At,Time Taken,Status"
    line = "Vowels,£1.00,,,2026-03-25 10:10:00,2026-03-27 09:00:00,0:10:00,APPROVED"
    (row,) = Prolific().parse(Text("x.csv", f"{head}\n{line}\n", "utf-8"), ReadOptions()).rows
    assert row.record.started_at == dt.datetime(2026, 3, 25, 10, tzinfo=dt.UTC)
    assert (row.record.submitted_on, row.record.approved_on) == (dt.date(2026, 3, 25), dt.date(2026, 3, 27))


def test_the_time_taken_stands_for_a_start_that_is_not_there() -> None:
    head = "Study,Researcher,Status,Completed At,Time Taken,Reward,Bonus,Currency"
    line = "Vowels,Lab,APPROVED,2026-03-25 10:10:00,343,2.67,0.50,GBP"
    batch = Prolific().parse(Text("x.csv", f"{head}\n{line}\n", "utf-8"), ReadOptions())
    assert seconds(batch) == 343
    assert [(r.record.amount, r.record.currency) for r in batch.rows] == [(26_700, "GBP"), (5_000, "GBP")]


def test_rewards_that_may_be_pence_are_refused() -> None:
    head = "Study,Reward,Bonus,Started At,Completed At,Status,Currency"
    text = f"{head}\nV,150,0,2026-03-25 10:00,2026-03-25 10:10,APPROVED,GBP\n"
    with pytest.raises(InputError) as refused:
        Prolific().parse(Text("x.csv", text, "utf-8"), ReadOptions())
    assert refused.value.code == "hundredths"


def test_sums_without_a_sign_are_asked_about() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        read(("£0.60", "0.60"))
    assert asked.value.asks == "currency"
    batch = read(("£0.60", "0.60"), options=ReadOptions(currency="EUR"))
    assert [r.record.currency for r in batch.rows if r.record.note == "Quick opinions"] == ["EUR"]


@pytest.mark.parametrize("status", ["BLUE", "=1+1", "PARTLY APPROVED"])
def test_an_unknown_state_is_rejected_with_its_line(status: str) -> None:
    batch = read(("CQQ12345,AWAITING REVIEW", f"CQQ12345,{status}"))
    assert [(p.line, p.code, p.value) for p in batch.problems] == [(4, "unknown_value", status)]


def test_an_approved_study_without_its_times_is_rejected() -> None:
    batch = read(("2026-03-25 16:15:55.062000,CF5A4DW1", ",CF5A4DW1"))
    assert [(p.line, p.code) for p in batch.problems] == [(2, "missing")]


def test_a_researchers_export_is_not_taken() -> None:
    head = "Submission id,Participant id,Status,Started at,Completed at,Time taken,Completion code,Reward,Study"
    with pytest.raises(UnreadableFile) as caught:
        recognise(Text("x.csv", f"{head}\na,b,APPROVED,2026-03-25 10:10:00,,1,c,1,d\n", "utf-8"), ReadOptions())
    assert "researcher" in str(caught.value.message)


@pytest.mark.parametrize("hostile", ["=1+1", "13/15/2024", "9" * 400, "NaN", "£", '{"":{0', "-£5"])
@pytest.mark.parametrize("n", range(7))
def test_hostile_cells(hostile: str, n: int) -> None:
    head, first, *others = fixture(NAME).text.split("\n")
    cells = first.split(",")
    cells[n] = hostile.replace('"', "'")
    made = Text("x.csv", "\n".join((head, ",".join(cells), *others)), "utf-8")
    try:
        batch = Prolific().parse(made, MANILA)
    except InputError:
        return
    lines = {r.line for r in batch.rows} | {i.line for i in batch.ignored} | {p.line for p in batch.problems}
    assert lines == {line for line, _ in table(made)}
