"""The plan: what is new, what is there, what is in conflict; twice adds nothing, order does not matter."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import Ledger, at, batch, names, only_new, payout, session
from tracker.domain import (
    Earning,
    ExchangeRate,
    Expense,
    Payout,
    Platform,
    Rule,
    Settings,
    WorkSession,
)
from tracker.errors import Problem
from tracker.importers.base import UNASSIGNED, Facts, IgnoredRow, ParsedBatch, ReadOptions, SourceRow
from tracker.importers.outcomes import Conflict, Duplicate, New, Updated
from tracker.importers.plan import needs
from tracker.importers.results import ImportPlan, answered
from tracker.importers.rules import parse_rule
from tracker.say import Said

DAY = dt.date(2026, 5, 1)


def typed(**values: object) -> WorkSession:
    made = WorkSession(platform="Northwind", worked_on=DAY, minutes=3600, source="typed", source_id="t1")
    return replace(made, **values)


def kinds(plan: ImportPlan) -> list[str]:
    return [o.kind for o in plan.outcomes() if isinstance(o, Conflict)]


# --- identity ----------------------------------------------------------------------------------------


def test_the_same_file_twice_adds_nothing() -> None:
    ledger, file = Ledger(), batch(session(2, at(1, 9)), session(3, at(1, 11), note="b"))
    assert only_new(ledger.take(file))
    before = ledger.content()
    again = ledger.take(file)
    assert names(again) == [["Duplicate", "Duplicate"]]
    assert again.empty
    assert ledger.content() == before


def test_two_equal_rows_in_one_file_both_live() -> None:
    ledger, row = Ledger(), session(2, at(1, 9))
    ledger.take(batch(row, row._replace(line=3)))
    assert len(ledger.rows) == 2
    assert names(ledger.take(batch(row, row._replace(line=3), row._replace(line=4)))) == [
        ["Duplicate", "Duplicate", "New"]
    ]


def test_new_rows_carry_source_id_evidence_and_hashes() -> None:
    ledger = Ledger()
    ledger.take(batch(session(2, at(1, 9)), payout(3, 2, 100, "x", own="T-1", platform="Northwind"), source="toggl"))
    (work, content, slot), (money, _, no_slot) = ledger.rows.values()
    assert (work.source, work.evidence) == ("toggl", "file")
    assert work.source_id.endswith("#1")
    assert (content or "").startswith(work.source_id[:32])
    assert (slot is None, no_slot is None) == (False, True)
    assert money.source_id == "T-1"


def test_later_edits_in_the_ledger_do_not_make_a_row_new() -> None:
    ledger, file = Ledger(), batch(session(2, at(1, 9), note="as read"))
    ledger.take(file)
    record, content, slot = ledger.rows[1]
    ledger.rows[1] = (replace(record, note="mine", activity="training"), content, slot)
    assert names(ledger.take(file)) == [["Duplicate"]]


def test_overlapping_exports_of_one_source_are_one() -> None:
    rows = [session(n, at(1, 9 + n), note=str(n)) for n in range(4)]
    first, second = batch(*rows[:3]), batch(*rows[1:])
    together, apart = Ledger(), Ledger()
    assert names(together.take(first, second)) == [["New"] * 3, ["Duplicate", "Duplicate", "New"]]
    apart.take(first)
    apart.take(second)
    assert together.content() == apart.content()


def test_the_same_hour_from_two_sources_is_asked_about() -> None:
    ledger, row = Ledger(), session(2, at(1, 9))
    plan = ledger.take(batch(row, source="toggl"), batch(row, source="clockify"))
    assert (names(plan), kinds(plan)) == ([["New"], ["Conflict"]], ["other_report"])
    assert only_new(ledger.take(batch(session(2, at(1, 12)), source="clockify")))


# --- status ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", ["", "id-7"])
def test_a_changed_status_is_an_update(own: str) -> None:
    ledger = Ledger()
    ledger.take(batch(session(2, at(1, 9), own=own, status="pending")))
    plan = ledger.take(batch(session(2, at(1, 9), own=own, status="approved")))
    assert [o.changes for o in plan.outcomes() if isinstance(o, Updated)] == [(("status", "approved"),)]
    assert ledger.rows[1][0].status == "approved"
    assert names(ledger.take(batch(session(2, at(1, 9), own=own)))) == [["Duplicate"]]
    assert names(ledger.take(batch(session(2, at(1, 9), own=own, status="rejected")))) == [["Updated"]]


def test_a_status_that_a_person_set_is_not_set_back() -> None:
    ledger, file = Ledger(), batch(session(2, at(1, 9), status="pending"))
    ledger.take(file)
    record, content, slot = ledger.rows[1]
    ledger.rows[1] = (replace(record, status="rejected"), content, slot)
    assert names(ledger.take(file)) == [["Duplicate"]]


def test_the_later_status_of_one_import_holds() -> None:
    ledger = Ledger()
    old, new = session(2, at(1, 9), own="a", status="pending"), session(2, at(1, 9), own="a", status="removed")
    plan = ledger.take(batch(old), batch(new))
    assert names(plan) == [["New"], ["Updated"]]
    assert [r.status for r, _, _ in ledger.rows.values()] == ["removed"]
    assert names(ledger.take(batch(new))) == [["Duplicate"]]


# --- conflicts ---------------------------------------------------------------------------------------


def test_other_content_under_the_same_id_is_a_conflict() -> None:
    ledger = Ledger()
    ledger.take(batch(payout(2, 1, 100, "x", own="T", platform="Northwind")))
    plan = ledger.take(batch(payout(2, 1, 150, "x", own="T", platform="Northwind")))
    (conflict,) = plan.outcomes()
    assert isinstance(conflict, Conflict)
    assert (conflict.kind, conflict.row, conflict.proposed, conflict.choice) == ("same_id", 1, "replace", "keep")
    assert ledger.rows[1][0].amount == 100
    ledger.apply(answered(plan, "replace"))
    assert ledger.rows[1][0].amount == 150
    assert names(ledger.take(batch(payout(2, 1, 150, "x", own="T", platform="Northwind")))) == [["Duplicate"]]


def test_an_edited_text_at_the_same_start_is_a_conflict_that_can_be_answered() -> None:
    for answer, notes in (("keep", ["old"]), ("replace", ["new"]), ("add", ["new", "old"])):
        ledger = Ledger()
        ledger.take(batch(session(2, at(1, 9), note="old"), session(3, at(1, 12), note="other")))
        file = batch(session(2, at(1, 9), note="new"), session(3, at(1, 12), note="other"))
        plan = ledger.plan(file)
        assert names(plan) == [["Conflict", "Duplicate"]]
        assert kinds(plan) == ["same_slot"]
        ledger.apply(answered(plan, answer))
        found = sorted(str(r.note) for r, _, _ in ledger.rows.values())
        assert found == sorted([*notes, "other"])
        if answer != "keep":
            assert only_new(ledger.plan(file)) is False
            assert kinds(ledger.plan(file)) == []


def test_a_second_timer_at_the_same_start_is_no_conflict() -> None:
    ledger = Ledger()
    ledger.take(batch(session(2, at(1, 9), note="a")))
    assert names(ledger.take(batch(session(2, at(1, 9), note="a"), session(3, at(1, 9), note="b")))) == [
        ["Duplicate", "New"]
    ]


def test_another_platform_at_the_same_time_is_a_question() -> None:
    ledger = Ledger()
    ledger.take(batch(session(2, at(1, 9), note="a", platform="Northwind")))
    assert kinds(ledger.plan(batch(session(2, at(1, 9), note="b", platform="Southwind")))) == ["moved"]
    assert only_new(ledger.plan(batch(session(2, at(1, 12), note="b", platform="Southwind"))))


def test_an_edited_row_in_a_second_file_of_one_import_waits() -> None:
    ledger = Ledger()
    plan = ledger.take(batch(session(2, at(1, 9), note="a")), batch(session(2, at(1, 9), note="b")))
    assert kinds(plan) == ["in_this_import"]
    assert [r.note for r, _, _ in ledger.rows.values()] == ["a"]


# --- typed rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "match"),
    [
        (typed(), True),
        (typed(minutes=3630), True),
        (typed(minutes=3700), True),
        (typed(minutes=3600 * 5), True),
        (typed(activity="onboarding", minutes=3700), False),
        (typed(platform="Southwind"), False),
        (typed(worked_on=dt.date(2026, 5, 2)), False),
        (typed(worked_on=None, minutes=None, started_at=at(1, 9, 30), ended_at=at(1, 10, 30)), True),
        (typed(worked_on=None, minutes=None, started_at=at(1, 14), ended_at=at(1, 15)), False),
    ],
)
def test_a_typed_session_is_never_overwritten(there: WorkSession, match: bool) -> None:
    ledger = Ledger([there])
    plan = ledger.take(batch(session(2, at(1, 9))))
    assert kinds(plan) == (["typed_match"] if match else [])
    assert ledger.rows[1][0] == there
    assert len(ledger.rows) == (1 if match else 2)
    if match:
        both = answered(plan, "replace")
        assert [o.choice for o in both.outcomes() if isinstance(o, Conflict)] == ["keep"]


def test_work_of_the_day_from_another_source_is_asked_about() -> None:
    ledger = Ledger([typed(source="toggl", source_id="x#1")])
    plan = ledger.take(batch(session(2, at(1, 9)), session(3, at(2, 9))))
    assert (names(plan), kinds(plan)) == ([["Conflict", "New"]], ["other_report"])


def test_typed_days_are_days_of_the_ledgers_zone() -> None:
    ledger = Ledger([typed(worked_on=dt.date(2026, 5, 2))])
    late = batch(session(2, at(1, 20)))
    assert kinds(ledger.plan(late, zone="Asia/Manila")) == ["typed_match"]
    assert kinds(ledger.plan(late, zone="UTC")) == []


def test_one_typed_session_stands_for_one_row_only() -> None:
    ledger = Ledger([typed()])
    assert names(ledger.plan(batch(session(2, at(1, 9)), session(3, at(1, 15))))) == [["Conflict", "New"]]


def test_a_typed_payout_is_proposed() -> None:
    there = Payout(
        platform="Outlier",
        kind="payout",
        received_on=DAY,
        amount=5_000_000,
        currency="USD",
        source="typed",
        source_id="p",
    )
    ledger, rule = Ledger([there]), [parse_rule("payer=Scale:Outlier")]
    assert kinds(ledger.plan(batch(payout(2, 3, 5_000_000, "Scale")), rules=rule)) == ["deposit"]
    assert kinds(ledger.plan(batch(payout(2, 29, 5_000_000, "Scale")), rules=rule)) == []


# --- sums and counts ---------------------------------------------------------------------------------


def test_the_json_of_a_file() -> None:
    bonus = Earning(platform="Northwind", kind="bonus", earned_from=DAY, amount=123_4500, currency="USD")
    file = ParsedBatch(
        "toggl",
        "toggl",
        (
            session(2, at(1, 9), 20),
            SourceRow(3, bonus, Facts(), "b"),
            session(4, at(2, 9), platform=UNASSIGNED, client="Me"),
        ),
        (Problem("bad_date", "not a date", 5, "Date", "x"),),
        (IgnoredRow(6, "total"), IgnoredRow(7, "total")),
    )
    plan = Ledger().plan(file)
    assert plan.json() == {
        "files": [
            {
                "file": "0.csv",
                "format": "toggl",
                "rows": 6,
                "new": 2,
                "updated": 0,
                "duplicate": 0,
                "conflict": 0,
                "ignored": {"not_assigned": 1, "total": 2},
                "rejected": [
                    {"line": 5, "column": "Date", "value": "x", "code": "bad_date", "message": Said("not a date")}
                ],
                "minutes": 20,
                "amounts": {"USD": "123.45"},
                "stored": {
                    "earnings": {"rows": 1, "minutes": 0, "amounts": {"USD": "123.45"}},
                    "work_sessions": {"rows": 1, "minutes": 20, "amounts": {}},
                },
                "left_out": {
                    "not_assigned": {"rows": 1, "minutes": 60, "amounts": {}},
                    "total": {"rows": 2, "minutes": 0, "amounts": {}},
                },
                "asked": {},
                "conflicts": [],
            }
        ],
        "batch": None,
    }
    json.dumps(plan.json(7), default=str)
    assert [g.value for g in plan.questions] == ["Me"]


def test_a_line_that_makes_work_and_money_is_one_row() -> None:
    work = session(2, at(1, 9), own="a")
    money = payout(2, 1, 70_000, "x", own="b", platform="Northwind")
    summary = Ledger().plan(batch(work, money)).files[0].summary()
    assert (summary.rows, summary.new, summary.amounts) == (1, 1, {"USD": 70_000})


def test_clawbacks_are_taken_off_what_was_paid() -> None:
    rows = [payout(2, 1, 500, "x", "a", "N"), payout(3, 1, 200, "x", "b", "N", kind="clawback")]
    rows.append(payout(4, 1, 900, "x", "c", "N", kind="write_off"))
    assert Ledger().plan(batch(*rows)).files[0].summary().amounts == {"USD": 300}


def test_a_payer_without_a_rule_is_stored_nowhere() -> None:
    ledger = Ledger()
    plan = ledger.take(batch(payout(2, 1, 500, "Aunt May")), options=ReadOptions(platform="Outlier"))
    assert names(plan) == [["Ignored"]]
    assert "Aunt May" not in repr([f.outcomes for f in plan.files])
    assert ledger.rows == {}


# --- tables without a source -------------------------------------------------------------------------


def archive(*records: object) -> ParsedBatch:
    rows = tuple(SourceRow(n, r, Facts(), "", getattr(r, "source_id", None) or "") for n, r in enumerate(records, 2))
    return ParsedBatch("archive", "archive", rows)


def test_blanks_of_a_platform_are_filled_and_other_values_asked() -> None:
    ledger = Ledger([Platform(platform="Outlier"), Platform(platform="Mercor", currency="USD")])
    plan = ledger.plan(
        archive(
            Platform(platform="Outlier", currency="USD"),
            Platform(platform="Mercor", currency="EUR"),
            Platform(platform="New"),
        )
    )
    assert names(plan) == [["Updated", "Conflict", "New"]]
    ledger.apply(answered(plan, "replace"))
    assert [r.currency for r, _, _ in ledger.rows.values()] == ["USD", "EUR", None]


def test_keys_of_settings_rules_and_rates() -> None:
    records = (
        Settings(home_currency="USD", time_zone="UTC"),
        Rule(field="client", pattern="a", platform="X"),
        ExchangeRate(on=DAY, currency="PHP", in_home_currency=Decimal("0.017")),
    )
    ledger = Ledger(records)
    assert names(ledger.plan(archive(*records))) == [["Duplicate"] * 3]
    other = archive(
        Settings(home_currency="EUR", time_zone="UTC"),
        replace(records[1], platform="Y"),
        replace(records[2], in_home_currency=Decimal("0.018")),
    )
    assert kinds(ledger.plan(other)) == ["other_values"] * 3


def test_a_key_that_stands_twice_in_a_file_is_rejected() -> None:
    plan = Ledger().plan(archive(Platform(platform="A"), Platform(platform="A", currency="USD")))
    assert names(plan) == [["New", "Rejected"]]
    assert plan.files[0].summary().rejected[0].code == "repeated_key"


def test_equal_expenses_both_live_and_come_once() -> None:
    spent = Expense(spent_on=DAY, amount=50_000, currency="USD", category="power")
    ledger = Ledger()
    assert names(ledger.take(archive(spent, spent))) == [["New", "New"]]
    assert names(ledger.take(archive(spent, spent), archive(spent, spent, spent))) == [
        ["Duplicate"] * 2,
        ["Duplicate", "Duplicate", "New"],
    ]


def test_archive_rows_with_an_id_are_compared_as_wholes() -> None:
    row = typed(note="x")
    ledger = Ledger([row])
    assert names(ledger.plan(archive(row))) == [["Duplicate"]]
    assert names(ledger.plan(archive(replace(row, status="rejected")))) == [["Updated"]]
    plan = ledger.plan(archive(replace(row, note="y")))
    assert [o.changes for o in plan.outcomes() if isinstance(o, Conflict)] == [(("note", "y"),)]


def test_what_a_plan_needs_of_the_ledger() -> None:
    from tracker.importers.rules import Assigned

    mixed = [Assigned("a", batch(session(2, at(1, 9)))), Assigned("b", archive(Platform(platform="A"), typed()))]
    assert needs(mixed) == ({"work_sessions"}, {"platforms", "work_sessions"})


def test_inserts_come_in_the_archives_order() -> None:
    plan = Ledger().plan(archive(typed(), Platform(platform="A")))
    assert [r.TABLE for r, _ in plan.inserts()] == ["platforms", "work_sessions"]


# --- laws --------------------------------------------------------------------------------------------

ROWS = st.builds(
    lambda hour, minutes, note, status: session(1, at(1, hour), minutes, note=note, status=status),
    st.integers(0, 20),
    st.integers(1, 3),
    st.sampled_from(["a", "b"]),
    st.sampled_from([None, "pending"]),
)


@given(st.lists(ROWS, max_size=12))
def test_any_file_twice_adds_nothing(rows: list[SourceRow]) -> None:
    ledger = Ledger()
    plan = ledger.take(batch(*rows))
    assert only_new(plan)
    before = ledger.content()
    assert all(isinstance(o, Duplicate | Updated) for o in ledger.take(batch(*rows)).outcomes())
    assert len(ledger.content()) == len(before)


def _days_later(row: SourceRow, n: int) -> SourceRow:
    """The row in the export of a later day."""
    record, later = row.record, dt.timedelta(days=n)
    assert isinstance(record, WorkSession)
    assert record.started_at
    assert record.ended_at
    start, end = record.started_at + later, record.ended_at + later
    moved = replace(record, started_at=start, ended_at=end, note=f"{n}{record.note}")
    return row._replace(record=moved, content=f"{n}{row.content}", slot=start.isoformat())


@given(st.lists(st.lists(ROWS, max_size=5), min_size=2, max_size=3))
def test_the_order_of_files_without_common_rows_changes_nothing(files: list[list[SourceRow]]) -> None:
    made = [batch(*(_days_later(r, n) for r in rows)) for n, rows in enumerate(files)]
    results = set()
    for order in permutations(made):
        for together in (True, False):
            ledger = Ledger()
            if together:
                ledger.take(*order)
            else:
                for file in order:
                    ledger.take(file)
            results.add(tuple(ledger.content()))
    assert len(results) == 1


@given(st.lists(ROWS, max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_cut_anywhere_overlapping_files_bring_the_whole(rows: list[SourceRow], a: int, b: int) -> None:
    distinct = list({r.slot: r for r in rows}.values())
    cut, back = sorted((min(a, len(distinct)), min(b, len(distinct))))
    whole, parts = Ledger(), Ledger()
    whole.take(batch(*distinct))
    parts.take(batch(*distinct[:back]), batch(*distinct[cut:]))
    assert parts.content() == whole.content()


def test_outcomes_are_frozen() -> None:
    with pytest.raises(AttributeError):
        New(1, typed()).line = 2
