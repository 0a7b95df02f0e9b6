"""Rows of files put one below the other, and rows of days that are still to come."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.domain import Earning, Expense, Payout, Transfer, WorkSession
from tracker.importers.ahead import without_future
from tracker.importers.base import Facts, ParsedBatch, ReadOptions, SourceRow
from tracker.importers.intake import read_files

TOGGL = "User,Email,Client,Project,Description,Start date,Start time,End date,End time,Duration,Amount (USD)\n"
ONE = "Ann,a@x.io,Acme,L,one,2026-04-13,09:00:00,2026-04-13,10:00:00,01:00:00,30.00\n"
TWO = "Ann,a@x.io,Acme,L,two,2026-04-14,09:00:00,2026-04-14,10:00:00,01:00:00,20.00\n"
TODAY = dt.date(2026, 5, 6)
LATER = dt.date(2026, 5, 8)


def read(body: str) -> ParsedBatch:
    ((_, batch),) = read_files([("toggl.csv", body.encode())], ReadOptions(zone="Europe/Rome"))
    return batch


def test_rows_above_a_header_that_comes_again_count_once() -> None:
    batch = read(TOGGL + ONE + TOGGL + ONE + TWO)
    assert [row.line for row in batch.rows] == [2, 5]
    (again,) = [i for i in batch.ignored if i.reason == "above"]
    assert (again.line, again.seconds, again.amount, again.currency) == (4, 3600, 300_000, "USD")


def test_equal_rows_below_one_header_stay_two() -> None:
    assert len(read(TOGGL + ONE + ONE).rows) == 2
    assert [r.line for r in read(TOGGL + ONE + ONE + TOGGL + ONE + ONE + ONE).rows] == [2, 3, 7]


def test_three_files_one_below_the_other_are_the_longest_of_them() -> None:
    assert [r.line for r in read(TOGGL + ONE + TOGGL + TWO + TOGGL + ONE + TWO).rows] == [2, 4]


RECORDS = (
    WorkSession(platform="P", worked_on=LATER, minutes=60),
    WorkSession(
        platform="P",
        started_at=dt.datetime(2026, 5, 8, 9, tzinfo=dt.UTC),
        ended_at=dt.datetime(2026, 5, 8, 10, tzinfo=dt.UTC),
    ),
    Earning(platform="P", kind="bonus", earned_from=LATER, amount=1, currency="USD"),
    Payout(platform="P", kind="payout", received_on=LATER, amount=1, currency="USD"),
    Expense(spent_on=LATER, amount=1, currency="USD", category="other"),
    Transfer(moved_on=LATER, from_account="a", to_account="b", amount_out=1, currency_out="USD"),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_what_is_still_to_come_is_refused_with_its_line(record: object) -> None:
    batch = ParsedBatch("x", "x", (SourceRow(7, record, Facts(), "a"),))  # type: ignore[arg-type]
    late = without_future(batch, TODAY)
    assert (late.rows, [(p.code, p.line) for p in late.problems]) == ((), [("future", 7)])
    assert without_future(batch, TODAY + dt.timedelta(days=1)) is batch  # the file's zone may be ahead
