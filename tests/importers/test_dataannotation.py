"""DataAnnotation's Funds History: totals count once, every line is accounted for, the day of copying is settled."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tracker.errors import NeedsAnswer
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.dataannotation import DataAnnotation
from tracker.importers.formats.hours_worked import HoursWorked

NAME = "dataannotation/funds_history.txt"
AS_OF = ReadOptions(as_of=dt.date(2026, 6, 26))


def read(*replaced: tuple[str, str], options: ReadOptions = AS_OF) -> ParsedBatch:
    text = fixture(NAME).text
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return DataAnnotation().parse(Text("x.txt", text, "utf-8"), options)


def test_scenario() -> None:
    run(DataAnnotation(), (DATA / NAME).read_bytes(), "x.txt", options=AS_OF, table=False)


def test_totals_count_once_and_every_line_is_accounted_for() -> None:
    batch = read()
    assert not batch.problems
    assert [(r.line, r.record.TABLE, r.record.amount, r.record.status) for r in batch.rows] == [
        (6, "work_sessions", 3_712_500, "pending"),
        (8, "earnings", 500_000, "pending"),
        (11, "work_sessions", 4_060_900, "pending"),
        (14, "work_sessions", 3_850_000, "approved"),
        (16, "earnings", 150_000, "approved"),
        (17, "earnings", 120_000, "rejected"),
    ]
    assert sum(r.record.amount for r in batch.rows) == 12_393_400
    assert seconds(batch) == (6 * 60 + 45 + 7 * 60 + 23 + 7 * 60) * 60
    assert batch.rows[0].record.worked_on == dt.date(2026, 6, 25)
    assert batch.rows[0].record.project == "Boxing 🥊 - Create Complex Prompts - 06/14/26"
    assert [(i.line, i.reason) for i in batch.ignored] == [
        (1, "header"), (2, "header"), (3, "total"), (4, "total"), (5, "no_amount"), (7, "total"), (9, "total"),
        (10, "total"), (12, "total"), (13, "total"), (15, "total"),
    ]  # fmt: skip


def test_a_folded_project_is_a_problem_and_not_silence() -> None:
    batch = read(("Time Entry\t···\t$406.09\t7h 23 min\tPending Approval · 2 days ago\n", ""))
    assert [(p.line, p.code) for p in batch.problems] == [(9, "sum_differs"), (10, "sum_differs")]
    assert "come to 0.00, not 406.09" in str(batch.problems[0].message)


def test_a_project_with_a_number_is_no_day() -> None:
    page = "Jun 25 $5.00\nPhase 2 $5.00\nTime Entry $5.00 1h 0 min Pending Approval · 1 day ago\n"
    batch = DataAnnotation().parse(Text("x.txt", page, "utf-8"), AS_OF)
    assert not batch.problems
    assert [(r.record.project, r.record.worked_on) for r in batch.rows] == [("Phase 2", dt.date(2026, 6, 25))]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Referral reward, see below", "not_understood"),
        ("Time Entry 6h 45 min", "not_understood"),
        ("Time Entry ··· $5.00 1h 0 min Blue · 1 day ago", "unknown_value"),
        ("Time Entry ··· $5.00 1h 0 min", "unknown_value"),
        ("=1+1", "not_understood"),
    ],
)
def test_a_line_that_is_not_understood_is_rejected_with_its_number(line: str, code: str) -> None:
    batch = read(("Jun 23\t", f"{line}\nJun 23\t"))
    assert (9, code) in [(p.line, p.code) for p in batch.problems]
    assert len(batch.rows) == 6


def test_an_entry_above_any_day_is_rejected() -> None:
    batch = read(("Jun 25\t$421.25\n", ""))
    assert [(p.line, p.code) for p in batch.problems] == [(5, "no_day"), (7, "no_day")]


def test_cells_on_lines_of_their_own_are_the_same_rows() -> None:
    apart = Text("x.txt", fixture(NAME).text.replace("\t", "\n"), "utf-8")
    batch = DataAnnotation().parse(apart, AS_OF)
    assert [r.content for r in batch.rows] == [r.content for r in read().rows]
    assert not batch.problems


def test_approval_updates_whatever_the_age_says_by_then() -> None:
    first = plan([read()])
    paid = ("$371.25\t6h 45 min\tPending Approval · 1 day ago", "$371.25\t6h 45 min\tPaid · 2 weeks ago")
    after = plan([read(paid)], ledger(first))
    assert kinds(after).count("Updated") == 1
    assert kinds(after).count("New") == 0


def test_a_copy_of_another_day_is_asked_about() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        read(options=ReadOptions(as_of=dt.date(2026, 11, 30)))
    assert asked.value.asks == "as_of"
    assert "2026-06-26" in asked.value.choices
    with pytest.raises(NeedsAnswer):
        read(options=ReadOptions())


def test_days_are_the_last_such_days_before_the_copy() -> None:
    page = "Dec 30 $5.00\nP $5.00\nTask Submission $5.00 Paid · 6 days ago\n"
    batch = DataAnnotation().parse(Text("x.txt", page, "utf-8"), ReadOptions(as_of=dt.date(2027, 1, 5)))
    assert batch.rows[0].record.earned_from == dt.date(2026, 12, 30)
    assert "up to 2027-01-05" in str(batch.notes[0])
    said = DataAnnotation().parse(Text("x.txt", page.replace("Dec 30", "Dec 30, 2024"), "utf-8"), AS_OF)
    assert said.rows[0].record.earned_from == dt.date(2024, 12, 30)
    assert said.notes == ()


# --- Hours Worked Tracker ------------------------------------------------------------------------------

WORKED = "dataannotation/hours_worked.csv"
SAID = ReadOptions(zone="America/Chicago", currency="USD", platform="DataAnnotation")


def test_hours_worked_tracker_scenario() -> None:
    run(HoursWorked(), (DATA / WORKED).read_bytes(), "x.csv", options=SAID)


def test_hours_worked_tracker() -> None:
    batch = HoursWorked().parse(fixture(WORKED), SAID)
    timed, night, day, piece = [r.record for r in batch.rows]
    assert (timed.started_at, timed.amount, timed.rate) == (
        dt.datetime(2026, 6, 25, 14, tzinfo=dt.UTC), 1_000_000, 400_000,
    )  # fmt: skip
    assert night.ended_at == dt.datetime(2026, 6, 26, 6, tzinfo=dt.UTC)
    assert (day.worked_on, day.minutes, day.started_at) == (dt.date(2026, 6, 26), 4500, None)
    assert (piece.TABLE, piece.kind, piece.amount) == ("earnings", "milestone", 150_000)
    assert [(i.line, i.reason) for i in batch.ignored] == [(6, "no_amount")]
    assert [r.source_id for r in batch.rows] == ["ws_1", "ws_2", "ws_3", "ws_4"]


def test_hours_worked_tracker_asks_for_currency_and_zone() -> None:
    for said, asks in ((ReadOptions(), "currency"), (ReadOptions(currency="USD"), "zone")):
        with pytest.raises(NeedsAnswer) as asked:
            HoursWorked().parse(fixture(WORKED), said)
        assert asked.value.asks == asks
