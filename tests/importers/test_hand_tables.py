"""Tables as people keep them and terminals print them: what is written once, apart, or in a frame."""

# ruff: noqa: E501 (rows of a table)

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.test_tables import OPTIONS, Case, done
from tests.importers.test_work_tables import UTC, asked, sessions, starts
from tracker.domain import Payout, session_seconds
from tracker.importers.base import Text
from tracker.importers.doubts import answer
from tracker.importers.guess import draft
from tracker.importers.mapped import MappedImporter
from tracker.importers.mapping_json import from_json, to_json
from tracker.words import decimal_sign, parse_day, parse_money

ONCE = "Date,Client,Start,End\n2026-04-13,A,09:00,10:30\n,A,11:00,11:30\n2026-04-14,A,09:00,09:15\n,A,23:30,00:15\n"


def test_a_day_that_is_written_once_is_asked_about_and_holds_for_the_rows_below() -> None:
    assert "above:Date" in asked(ONCE)
    assert starts(ONCE, above="above", **UTC) == ["04-13 09:00", "04-13 11:00", "04-14 09:00", "04-14 23:30"]
    assert starts(ONCE, above="none", **UTC) == ["04-13 09:00", "04-14 09:00"]


def test_a_day_written_once_is_kept_in_the_mapping_and_no_total_gets_one() -> None:
    body = "Date,Client,Hours\n2026-04-13,A,1.5\n,A,0.5\nTotal,,2.0\n"
    found = draft(Text("t.csv", body, "utf-8"), OPTIONS)
    mapping = answer(found.mapping, next(q for q in found.questions if q.about == "above"), "above")
    kept = from_json(to_json(mapping))
    assert kept.above == "Date"
    batch = MappedImporter(kept).parse(Text("t.csv", body, "utf-8"), OPTIONS)
    assert [r.record.worked_on for r in batch.rows] == [dt.date(2026, 4, 13)] * 2
    assert [i.reason for i in batch.ignored] == ["total"]


def test_the_same_file_with_days_written_out_is_the_same_rows() -> None:
    full = ONCE.replace("\n,A,11", "\n2026-04-13,A,11").replace("\n,A,23", "\n2026-04-14,A,23")
    one = done(Case("hours", ONCE, {"above": "above", **UTC})).rows
    assert [r.content for r in one] == [r.content for r in done(Case("hours", full, UTC)).rows]


def test_am_and_pm_in_columns_of_their_own_are_not_left_aside() -> None:
    body = "Date,Start,AM/PM,End,AM/PM,Client\n2026-04-13,9:00,AM,1:30,PM,A\n2026-04-14,11:30,PM,12:15,AM,A\n"
    assert "halves" in asked(body)


@pytest.mark.parametrize(
    "body",
    [
        "# Hours\n\n| Date | Client | Hours |\n|------|:------:|------:|\n| 2026-04-13 | A | 1.5 |\n| 2026-04-14 | A | 0.75 |\n",
        "| Date | Client | Hours |\n|------+--------+-------|\n| [2026-04-13 Mon] | A | 1.5 |\n| <2026-04-14 Tue> | A | 0.75 |\n",
        "+------+---+\n| Date | Client | Hours |\n+------+---+\n| 2026-04-13 | A | 1.50 |\n| 2026-04-14 | A | 0.75 |\n+-----+\n",
    ],
)
def test_a_table_in_a_frame_of_strokes_is_a_table(body: str) -> None:
    made = sessions(body)
    assert [(str(s.worked_on), session_seconds(s)) for s in made] == [("2026-04-13", 5400), ("2026-04-14", 2700)]


def test_strokes_without_a_frame_keep_their_empty_first_cell() -> None:
    body = "Note|Date|Hours\n|2026-04-13|1.5\nx|2026-04-14|0.75\n"
    assert [session_seconds(s) for s in sessions(body)] == [5400, 2700]


def test_hours_and_minutes_in_columns_called_h_and_m_are_one_time() -> None:
    body = "Date,Client,h,m\n2026-04-13,A,1,30\n2026-04-14,A,0,45\n"
    assert asked(body) == ["duration:h"]
    assert [session_seconds(s) for s in sessions(body, duration="together")] == [5400, 2700]


def test_a_part_of_the_time_is_asked_about_once() -> None:
    body = "Date,Arrived,Left,Total time at work,DeskTime\n2026-04-13,09:00,17:05,08:05,07:00\n2026-04-14,09:02,12:02,03:00,02:45\n"
    assert asked(body) == ["duration:Total time at work", "zone"]
    made = sessions(body, duration="DeskTime", colons="h:mm", **UTC)
    assert [session_seconds(s) for s in made] == [25_200, 9_900]


def test_ends_that_are_counted_on_after_midnight() -> None:
    body = "Date,Start,End,Client\n2026-04-13,22:00,24:00,A\n2026-04-14,23:00,25:30,A\n"
    made = sessions(body, column="End (end)", **UTC)
    assert [f"{s.ended_at:%d %H:%M}" for s in made] == ["14 00:00", "15 01:30"]


def test_clock_times_with_a_point_are_asked_about() -> None:
    body = "Datum;Von;Bis;Kunde\n13.04.2026;9.30;11.00;A\n14.04.2026;14.00;14.45;A\n"
    assert asked(body) == ["column:end", "zone"] or asked(body) == ["column:end"]
    assert [session_seconds(s) for s in sessions(body, column="Von and Bis", **UTC)] == [5400, 2700]


def test_days_of_a_week_by_its_number() -> None:
    assert parse_day("2026-W16-1") == dt.date(2026, 4, 13) == parse_day("2026W161")


def test_a_point_behind_letters_is_no_decimal_sign() -> None:
    assert decimal_sign(["1 Std. 30 Min."]) == "."
    assert decimal_sign(["Rs. 1,50"]) == ","


def paid(body: str, **answers: str) -> list[tuple[str, int]]:
    rows = done(Case("payments", body, {"kind": "payout", "below_zero": "outgoing", **answers})).rows
    return [(str(r.record.received_on), r.record.amount) for r in rows if isinstance(r.record, Payout)]


def test_a_balance_proves_what_came_in_whatever_the_columns_are_called() -> None:
    body = "Päivä,Tulot,Menot,Jäljellä,Selite\n2026-05-04,100.00,,150.00,A\n2026-05-05,,30.00,120.00,B\n2026-05-18,7.50,,127.50,A\n"
    assert "amount" not in asked(body)
    assert paid(body, currency="EUR") == [("2026-05-04", 1_000_000), ("2026-05-18", 75_000)]


def test_a_balance_that_both_ways_would_explain_proves_nothing() -> None:
    body = "Päivä,Yksi,Kaksi,Jäljellä,Selite\n2026-05-04,10.00,,20.00,A\n2026-05-05,10.00,,30.00,B\n2026-05-18,10.00,,40.00,A\n"
    assert "amount" in asked(body)


def test_the_mark_behind_the_balance_is_not_that_of_the_sum() -> None:
    body = (
        "Date,Text,Amount,Dr / Cr,Balance,Dr / Cr\n2026-05-04,A,100.00,CR,150.00,CR\n2026-05-05,B,30.00,DR,120.00,CR\n"
    )
    assert [k for k in asked(body) if k.startswith("direction")] == []
    assert paid(body, currency="INR") == [("2026-05-04", 1_000_000)]


def test_the_sign_in_a_header_narrows_the_currency() -> None:
    body = "Date,Client,Hours,Pay (£),Tip (£)\n2026-04-13,A,1.5,30.00,2.00\n2026-04-14,A,2,36.50,0.00\n"
    found = draft(Text("t.csv", body, "utf-8"), OPTIONS)
    assert next(c.value for q in found.questions if q.key == "currency" for c in q.choices) == "GBP"


def test_minutes_of_a_recording_are_not_taken_for_time_worked() -> None:
    body = "Completed,Order,Audio Minutes,Pay\n2026-04-13,A,32,$14.40\n2026-04-14,B,10,$5.40\n"
    assert "kind" in asked(body)
    body = "Date,Task,Est. minutes,Actual minutes\n2026-04-13,A,3,4\n2026-04-14,B,10,8\n"
    assert [session_seconds(s) for s in sessions(body)] == [240, 480]


def test_money_that_is_called_clearing_is_asked_about() -> None:
    body = "Date,Activity,Order,Currency,Amount\n2026-04-13,Earnings,F1,USD,80.00\n2026-04-14,Earnings (clearing),F2,USD,40.00\n"
    assert "state:Activity" in asked(body)


def test_a_fee_that_is_a_share_only_is_asked_about() -> None:
    body = "Date,Payer,Amount,Fee\n2026-04-13,A,$100.00,10%\n2026-04-14,A,$50.00,10%\n"
    assert "share:Fee" in asked(body)
    body = "Date,Payer,Amount,Fee,Net\n2026-04-13,A,$100.00,10%,$90.00\n2026-04-14,A,$50.00,10%,$45.00\n"
    assert "share:Fee" not in asked(body)


def test_of_two_columns_of_states_the_least_counts() -> None:
    body = "Date,Test,Check,Status,Pay\n2026-04-13,A,passed,Paid,10.00\n2026-04-14,B,passed,Pending,60.00\n"
    words = {"kind": "earning", "currency": "USD", "status": {"Paid": "approved", "Pending": "pending"}}
    rows = done(Case("tests", body, words)).rows
    assert [r.record.status for r in rows] == ["approved", "pending"]


def test_books_with_both_sides_of_each_entry_are_asked_about() -> None:
    body = "Transaction ID,Date,Account,Text,Debit,Credit\n1,2026-04-13,Bank,A,100.00,\n1,2026-04-13,Sales,A,,100.00\n2,2026-04-14,Bank,B,,30.00\n2,2026-04-14,Food,B,30.00,\n"
    assert "sides:Transaction ID" in asked(body)


def test_sums_of_two_currencies_are_not_two_ways() -> None:
    body = "Date,Text,CAD$,USD$\n2026-04-13,A,1200.50,\n2026-04-14,B,-35.10,\n2026-04-20,C,,200.00\n"
    assert paid(body, amount="CAD$", kind="account") == [("2026-04-13", 12_005_000)]


def test_two_fees_one_of_which_is_a_tax_on_the_other_are_told_by_the_net() -> None:
    body = "Date,Client,Gross,Service fee,VAT,Net\n2026-04-13,A,100.00,20.00,4.00,76.00\n2026-04-14,A,50.00,10.00,2.00,38.00\n"
    assert not {"amount", "fee_is:Service fee"} & set(asked(body))
    rows = done(Case("fees", body, {"kind": "payout", "currency": "GBP"})).rows
    assert [r.record.amount - (r.record.fee or 0) for r in rows] == [760_000, 380_000]


@pytest.mark.parametrize(("cell", "sign", "units"), [("1.200,-", ",", 12_000_000), ("CHF 35.--", ".", 350_000)])
def test_a_dash_for_no_cents(cell: str, sign: str, units: int) -> None:
    assert parse_money(cell, sign) == units
