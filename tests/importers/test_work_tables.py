"""Tables of hours whose columns are told by arithmetic, by the zones of their rows, or by where they stand."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.test_tables import OPTIONS, Case, done
from tracker.domain import WorkSession, session_seconds
from tracker.errors import InputError
from tracker.importers.base import Text
from tracker.importers.guess import draft
from tracker.importers.parsers import Reading, row_zone

UTC = {"zone": "UTC"}


def sessions(body: str, **answers: str) -> list[WorkSession]:
    rows = done(Case("hours", body, answers)).rows
    return [r.record for r in rows if isinstance(r.record, WorkSession)]


def starts(body: str, **answers: str) -> list[str]:
    return [f"{s.started_at:%m-%d %H:%M}" if s.started_at else str(s.worked_on) for s in sessions(body, **answers)]


def asked(body: str) -> list[str]:
    return [q.key for q in draft(Text("t.csv", body, "utf-8"), OPTIONS).needed]


@pytest.mark.parametrize(
    "head", ["Data,Da,A,Durata", "Datum,Van,Tot,Duur", "Data,Od,Do,Czas", "Date,Clocked In,Clocked Out,Worked"]
)
def test_start_and_end_are_told_by_arithmetic_in_any_language(head: str) -> None:
    body = f"{head},Job\n13/04/2026,22:00,01:30,3:30,A\n14/04/2026,09:00,09:20,0:20,A\n"
    made = sessions(body, **UTC)
    assert [session_seconds(s) for s in made] == [12_600, 1_200]
    assert [f"{s.started_at:%d %H:%M}" for s in made] == ["13 22:00", "14 09:00"]


def test_a_part_of_a_day_beside_clock_times_is_no_money() -> None:
    body = "Date,Job,Start,End,Total\n2026-04-13,A,09:00,10:30,0.0625\n2026-04-14,A,09:00,09:30,0.0208333333\n"
    assert asked(body) == ["zone"]
    assert [session_seconds(s) for s in sessions(body, **UTC)] == [5400, 1800]


def test_the_same_hours_in_another_unit_are_no_money() -> None:
    body = "Date;Job;Durée;Durée (décimal)\n13/04/2026;A;01:30:00;1,50\n14/04/2026;A;00:15:00;0,25\n"
    assert asked(body) == []


def test_an_answer_to_which_length_takes_its_unit_along() -> None:
    body = "Date,Job,Minutes,Decimal Hours\n2026-04-13,A,45,0.5\n2026-04-14,A,30,1.5\n"
    assert [session_seconds(s) for s in sessions(body, duration="Decimal Hours")] == [1800, 5400]
    assert [session_seconds(s) for s in sessions(body, duration="Minutes")] == [2700, 1800]


def test_numbers_beside_lengths_with_units_are_asked() -> None:
    body = "Date,Job,Duration\n2026-04-13,A,1h 30m\n" + "2026-04-13,A,45m\n" * 20 + "2026-04-14,A,2\n"
    assert asked(body) == ["duration_unit:Duration"]
    assert session_seconds(sessions(body, duration_unit="minutes")[-1]) == 120


def test_milliseconds() -> None:
    body = "Start,Stop,Time Entry ID,Time Tracked\n1776115800000,1776119461000,7,3661000\n"
    assert asked(body) == []
    assert [session_seconds(s) for s in sessions(body)] == [3661]
    named = "Date,Job,duration_ms\n2026-04-13,A,5400000\n"
    assert [session_seconds(s) for s in sessions(named)] == [5400]


def test_each_row_in_its_own_zone() -> None:
    body = (
        "StartDate,StartTime,StartTimeOffset,EndDate,EndTime,EndTimeOffset,Note\n"
        "2026-04-13,23:30:00,+0200,2026-04-14,00:31:01,+0200,x\n2026-04-20,09:00:00,-0400,2026-04-20,09:15:00,-0400,y\n"
    )
    assert asked(body) == []
    assert starts(body) == ["04-13 21:30", "04-20 13:00"]
    named = "Date,Start,End,Time zone\n2026-03-28,22:00,06:00,Europe/Berlin\n2026-04-14,09:00,09:30,America/New_York\n"
    assert starts(named) == ["03-28 21:00", "04-14 13:00"]
    assert session_seconds(sessions(named)[0]) == 7 * 3600


def test_zones_that_differ_within_a_row_are_asked() -> None:
    body = (
        "Date,Start,StartOffset,End,EndOffset\n2026-04-13,09:00,+0200,10:00,+0200\n2026-04-14,09:00,+0200,10:00,+0100\n"
    )
    assert "zones:EndOffset" in asked(body)


@pytest.mark.parametrize(
    ("cell", "hours"), [("+0200", 2), ("-04:00", -4), ("UTC+2", 2), ("GMT-7", -7), ("-7", -7), ("Z", 0), ("UTC", 0)]
)
def test_offsets_of_rows(cell: str, hours: int) -> None:
    assert row_zone(cell, Reading()) == dt.timezone(dt.timedelta(hours=hours))


def test_clock_times_whose_columns_say_utc_are_no_offsets() -> None:
    body = "Date,Start (UTC),End (UTC)\n2026-04-13,09:00,10:30\n2026-04-14,08:00,09:00\n"
    assert asked(body) == []
    assert starts(body) == ["04-13 09:00", "04-14 08:00"]


@pytest.mark.parametrize("cell", ["EST", "Berlin", "+1900", "90", "09:00", ""])
def test_what_is_no_zone_of_a_row(cell: str) -> None:
    with pytest.raises(InputError) as caught:
        row_zone(cell, Reading())
    assert caught.value.code == "bad_zone"


def test_a_second_table_beside_the_first_is_not_read() -> None:
    body = "Date,Job,Hours,,Date,Expense,Amount\n2026-04-13,A,1.5,,2026-04-13,coffee,4.50\n2026-04-14,A,2,,,,\n"
    made = sessions(body)
    assert [(session_seconds(s), s.amount) for s in made] == [(5400, None), (7200, None)]


def test_a_header_of_two_lines() -> None:
    body = "Date,Time,,Hours,Job\n,Start,End,,\n2026-04-13,09:00,10:30,1.5,A\n2026-04-14,23:30,00:15,0.75,A\n"
    assert starts(body, **UTC) == ["04-13 09:00", "04-14 23:30"]


def test_lines_below_the_total_say_nothing_of_the_columns() -> None:
    body = (
        "Date,From,To,Break,Hours\n2026-04-13,09:00,17:30,0:30,8\n2026-04-14,22:00,02:00,,4\nTotal,,,,12\n"
        "Signature:,____,,Date:,____\n"
    )
    batch = done(Case("signed", body, UTC))
    assert [f"{r.record.started_at:%H:%M}" for r in batch.rows] == ["09:00", "22:00"]
    assert [i.reason for i in batch.ignored] == ["total"]
    assert len(batch.problems) == 1


def test_totals_of_groups_without_a_day_are_left_out() -> None:
    body = "Client,Date,Hours\nA,2026-04-13,1.5\n,2026-04-14,2\nA Total,,3.5\nGrand Total,,3.5\n"
    batch = done(Case("pivot", body, {"total_without": "rows"}))
    assert len(batch.rows) == 2
    assert [i.reason for i in batch.ignored] == ["total", "total"]


def test_cells_with_errors_do_not_hide_what_a_column_is() -> None:
    body = "Date,Job,Hours\n2026-04-13,A,#N/A\n2026-04-14,A,2\n2026-04-15,A,1\n"
    batch = done(Case("errors", body))
    assert (len(batch.rows), len(batch.problems)) == (2, 1)


def test_a_share_is_no_state() -> None:
    body = "Date,Approved,Approved %,Total Earnings\n2026-04-13,18,90%,$5.00\n2026-04-14,10,100%,$2.00\n"
    assert not any(key.startswith(("state", "status")) for key in asked(body))


def test_breaks_that_account_for_the_difference_leave_no_doubt() -> None:
    body = "Date,Job,In,Out,Lunch (min),Total\n2026-04-13,A,09:00,17:30,30,8:00\n2026-04-14,A,09:00,13:00,0,4:00\n"
    assert asked(body) == ["zone"]
    assert [session_seconds(s) for s in sessions(body, **UTC)] == [28_800, 14_400]
