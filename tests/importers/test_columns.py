"""Column descriptors: header names, bad cells, questions."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.cli import ways
from tracker.domain import WorkSession
from tracker.errors import InputError, NeedsAnswer
from tracker.importers.base import Facts, IgnoredRow, ReadOptions, SourceRow, Text
from tracker.importers.columns import Field, Harvest, Layout, Reading, Row, choice, day, hours, minutes, money, yesno
from tracker.importers.reading import table
from tracker.importers.settling import settle_dates, settle_decimal, settle_zone

LAYOUT = Layout(
    day=Field("Date", "Day", parse=day, need=True),
    worked=Field("Hours", parse=hours),
    amount=Field("Amount (*)", parse=money, need_column=False),
    client=Field("Client", need_column=False),
    state=Field("Status", parse=choice(paid="approved", not_yet="pending"), need_column=False),
    billable=Field("Billable", parse=yesno, need_column=False, empty=True),
)


def make(row: Row) -> SourceRow | IgnoredRow:
    if row["client"] == "Total":
        return IgnoredRow(row.line, "total")
    record = WorkSession(platform="X", worked_on=row["day"], minutes=row["worked"], amount=row["amount"])
    return SourceRow(row.line, record, Facts(client=row["client"]), "")


def read(text: str, **reading: str) -> Harvest:
    return LAYOUT.bind(table(Text("x.csv", text, "")), Reading(**reading)).read(make)


def test_columns_are_found_by_name_in_any_place_and_case() -> None:
    got = read("AMOUNT (eur),other,hours,DAY\n2.50,?,1.5,2026-05-01\n").rows[0].record
    assert got == WorkSession(platform="X", worked_on=dt.date(2026, 5, 1), minutes=5400, amount=25_000)


def test_the_star_gives_the_currency() -> None:
    sheet = LAYOUT.bind(table(Text("x.csv", "Date,Hours,Amount ( EUR )\n,,\n", "")))
    assert (sheet.star("amount"), sheet.star("client"), sheet.has("client")) == ("EUR", "", False)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read("Client,Amount (EUR)\nx,2\n")
    assert caught.value.code == "missing_column"
    assert "Date, Hours" in str(caught.value.sentence())


def test_bad_cells_reject_their_row_and_no_other() -> None:
    got = read(
        "Date,Hours,Client,Status,Billable\n"
        "2026-13-01,1,a,paid,yes\n"
        "2026-05-02,many,a,,\n"
        "2026-05-02,1,Total,what,\n"
        ",1,b,,\n"
        ",,,,\n"
        "2026-05-03,1,b,not yet,no\n"
        "2026-05-03,1,b,,,extra\n"
        "2026-05-04\n",
        decimal=".",
    )
    assert [(p.line, p.column, p.value, p.code) for p in got.problems] == [
        (2, "Date", "2026-13-01", "bad_date"),
        (3, "Hours", "many", "bad_duration"),
        (5, "Date", "", "missing"),
        (8, "", "extra", "too_many_cells"),
        (9, "minutes", "", "missing"),
    ]
    assert [(i.line, i.reason) for i in got.ignored] == [(4, "total"), (6, "empty")]
    assert [r.line for r in got.rows] == [7]


def test_a_problem_that_the_format_states() -> None:
    def refuse(row: Row) -> SourceRow:
        raise row.problem("worked", "too_long", "more hours than a day has")

    got = LAYOUT.bind(table(Text("x.csv", "Date,Hours\n2026-05-01,25\n", ""))).read(refuse)
    assert (got.problems[0].column, got.problems[0].value, got.problems[0].code) == ("Hours", "25", "too_long")


def test_decimal_hours_with_a_comma() -> None:
    reading = Reading(decimal=",")
    assert (hours("1,5", reading), minutes("7,5", reading), hours("1:30", reading)) == (5400, 450, 5400)


def test_what_the_file_does_not_settle_is_asked() -> None:
    sheet = LAYOUT.bind(table(Text("x.csv", 'Date,Hours,Amount (EUR)\n03/02/2026,1,"1,234"\n', "")))
    for settle, asks in ((settle_dates, "dates"), (settle_decimal, "decimal")):
        with pytest.raises(NeedsAnswer) as caught:
            settle(ReadOptions(), sheet, "day" if asks == "dates" else "amount")
        assert caught.value.asks == asks
        assert f"--{asks}" in ways.say(caught.value.sentence())
    assert settle_dates(ReadOptions(dates="dmy"), sheet, "day") == "dmy"
    assert settle_decimal(ReadOptions(decimal=","), sheet, "amount") == ","
    with pytest.raises(NeedsAnswer) as caught:
        settle_zone(ReadOptions(home_zone="Asia/Manila"), "x.csv")
    assert caught.value.choices == ("Asia/Manila",)
    assert settle_zone(ReadOptions(zone="asia/manila"), "x.csv") == "Asia/Manila"


def test_a_bad_date_among_good_ones_does_not_hide_the_order() -> None:
    sheet = LAYOUT.bind(table(Text("x.csv", "Date,Hours\n12/31/2023,1\n13/15/2024,1\n", "")))
    sheet.reading = Reading(dates=settle_dates(ReadOptions(), sheet, "day"))
    got = sheet.read(make)
    assert [(p.line, p.code) for p in got.problems] == [(3, "bad_date")]
