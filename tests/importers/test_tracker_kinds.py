"""Time trackers: ends before starts, durations that disagree, clocks put back, several currencies, saved again."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import seconds
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.clockify import Clockify
from tracker.importers.formats.outlier import Outlier
from tracker.importers.formats.toggl import Toggl
from tracker.importers.spans import true_end

TOGGL = "Description,Project,Start date,Start time,End date,End time,Duration"
CLOCKIFY = "Project,Client,Description,User,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)"
OUTLIER = "workDate,itemID,duration,rateApplied,payout,payType,projectName,status"


def toggl(*lines: str, header: str = TOGGL, zone: str = "Europe/Berlin", dates: str | None = None) -> ParsedBatch:
    said = ReadOptions(zone=zone, dates=dates)
    return Toggl().parse(Text("x.csv", "\n".join((header, *lines)) + "\n", "utf-8"), said)


def entry(start: str, end: str, duration: str = "", *, first: str = "2026-05-04", last: str = "2026-05-04") -> str:
    return f"Batch,Larkspur,{first},{start},{last},{end},{duration}"


@pytest.mark.parametrize(
    ("start", "end", "duration", "hours"),
    [
        ("22:00:00", "06:00:00", "", 8),
        ("22:00:00", "06:00:00", "8:00:00", 8),
        ("22:00:00", "00:00:00", "2:00:00", 2),
        ("22:00:00", "06:00:00", "7:30:00", 8),
        ("18:00:00", "13:00:00", "19:00:00", 19),
        ("10:00:00", "02:00:00", "", 16),
    ],
)
def test_an_end_before_its_start_is_a_night_where_it_says_so(start: str, end: str, duration: str, hours: int) -> None:
    batch = toggl(entry(start, end, duration))
    assert not batch.problems
    assert seconds(batch) == hours * 3600


@pytest.mark.parametrize(
    ("start", "end", "duration"),
    [
        ("20:51:00", "20:49:00", "0:00:00"),
        ("20:51:00", "20:49:00", ""),
        ("20:51:00", "20:49:00", "0:02:00"),
        ("09:51:00", "09:49:00", ""),
        ("22:00:00", "06:00:00", "0:00:00"),
        ("18:00:00", "13:00:00", ""),
        ("09:00:00", "08:30:00", "0:30:00"),
        ("22:00:00", "06:00:00", "1:00:00"),
    ],
)
def test_any_other_is_rejected(start: str, end: str, duration: str) -> None:
    batch = toggl(entry(start, end, duration))
    assert [(p.code, p.line) for p in batch.problems] == [("ends_before_start", 2)]


def test_an_end_on_an_earlier_day_is_rejected() -> None:
    assert [p.code for p in toggl(entry("09:00:00", "10:00:00", last="2026-05-03")).problems] == ["ends_before_start"]


def test_a_span_and_a_duration_that_disagree_have_one_rule_for_the_file() -> None:
    batch = toggl(
        entry("09:00:00", "10:00:00", "0:50:00"),
        entry("11:00:00", "12:00:00", "1:15:00"),
        entry("13:00:00", "14:00:00", "1:00:00"),
    )
    assert seconds(batch) == 3 * 3600
    assert any("end: 2 of 3" in note and "5m more in all" in note for note in map(str, batch.notes))
    assert not any("Durations" in str(note) for note in toggl(entry("09:00:00", "10:00:00", "1:00:30")).notes)


def test_nights_on_which_the_clocks_move() -> None:
    night = toggl(entry("23:00:00", "05:00:00", "7:00:00", first="2026-10-24", last="2026-10-24"))
    assert seconds(night) == 7 * 3600
    spring = toggl(entry("23:00:00", "05:00:00", "5:00:00", first="2026-03-28", last="2026-03-29"))
    assert seconds(spring) == 5 * 3600
    back = toggl(entry("02:50:00", "02:10:00", "0:20:00", first="2026-10-25", last="2026-10-25"))
    assert seconds(back) == 20 * 60
    twice = toggl(entry("01:30:00", "02:30:00", "2:00:00", first="2026-10-25", last="2026-10-25"))
    assert seconds(twice) == 2 * 3600
    assert [p.code for p in toggl(entry("20:51:00", "20:49:00", first="2026-10-25", last="2026-10-25")).problems] == [
        "ends_before_start"
    ]


def test_nothing_stands_for_no_duration() -> None:
    batch = toggl(entry("09:00:00", "10:00:00", "-"), entry("11:00:00", "12:00:00", "n/a"))
    assert seconds(batch) == 7200
    assert not batch.problems


@pytest.mark.parametrize("duration", ["1:30:00", "1.50", "1,50", "1h 30m", "PT1H30M"])
def test_durations_in_any_setting(duration: str) -> None:
    batch = toggl(entry("22:45:00", "00:15:00", f'"{duration}"'))
    assert seconds(batch) == 5400
    assert len(batch.notes) == 1


def test_sums_in_several_currencies() -> None:
    header = f"{TOGGL},Amount (EUR),Amount (USD)"
    first, second, third = (entry(f"{hour}:00:00", f"{hour + 1}:00:00", "1:00:00") for hour in (11, 13, 15))
    batch = toggl(f"{first},0.00,25.00", f"{second},20.00,", f"{third},20.00,25.00", header=header)
    assert [(r.record.amount, r.record.currency) for r in batch.rows] == [(250_000, "USD"), (200_000, "EUR")]
    assert [(p.line, p.code) for p in batch.problems] == [(4, "several_amounts")]


def test_three_decimals_of_a_currency_are_asked_about_and_others_are_grouping() -> None:
    line = f'{entry("09:00:00", "10:00:00", "1:00:00")},"1,234"'
    with pytest.raises(NeedsAnswer) as asked:
        toggl(line, header=f"{TOGGL},Amount (KWD)")
    assert asked.value.asks == "decimal"
    assert toggl(line, header=f"{TOGGL},Amount (USD)").rows[0].record.amount == 12_340_000
    assert toggl(line, header=f"{TOGGL},Amount (JPY)").rows[0].record.amount == 12_340_000


def test_dates_that_a_spreadsheet_changed_are_asked_about() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        toggl(entry("9:00:00", "10:00:00", "1:00:00", first="5/4/2026", last="5/4/2026"))
    assert asked.value.asks == "dates"
    point = toggl(entry("9:00", "10:00", "1:00", first="15.05.2026", last="15.05.2026"))
    assert point.rows[0].record.started_at == dt.datetime(2026, 5, 15, 7, tzinfo=dt.UTC)


def test_files_put_one_below_the_other_have_their_names_twice() -> None:
    batch = toggl(entry("09:00:00", "10:00:00", "1:00:00"), TOGGL, entry("11:00:00", "12:00:00", "1:00:00"))
    assert len(batch.rows) == 2
    assert [(i.line, i.reason) for i in batch.ignored] == [(3, "header")]


def test_a_second_table_with_other_columns_is_refused_with_its_line() -> None:
    other = "User,Description,Start date,Start time,Stop date,Stop time"
    with pytest.raises(UnreadableFile, match="second table") as caught:
        toggl(entry("09:00:00", "10:00:00", "1:00:00"), other, "Ada,Batch,2026-05-04,11:00:00,2026-05-04,12:00:00")
    assert (caught.value.code, caught.value.line) == ("second_table", 3)


def test_a_spreadsheet_may_name_its_sign_in_a_line_above() -> None:
    lines = "\n".join(("sep=;", TOGGL.replace(",", ";"), entry("09:00:00", "10:00:00", "1:00:00").replace(",", ";")))
    assert seconds(Toggl().parse(Text("x.csv", lines + "\n", "utf-8"), ReadOptions(zone="UTC"))) == 3600


def test_clockify_without_durations() -> None:
    header = "Project,Client,Description,User,Email,Tags,Billable,Start Date,Start Time,End Date,End Time"
    line = "Larkspur,Ltd,Batch,Ada,a@example.org,,Yes,05/14/2026,09:00:00 PM,05/14/2026,11:30:00 PM"
    batch = Clockify().parse(Text("x.csv", f"{header}\n{line}\n", "utf-8"), ReadOptions(zone="UTC"))
    assert seconds(batch) == 9000


def test_a_clockify_rate_in_another_currency_than_its_amount() -> None:
    header = f"{CLOCKIFY},Billable Rate (EUR),Billable Amount (USD)"
    line = "Larkspur,Ltd,Batch,Ada,05/14/2026,09:00:00,05/14/2026,11:00:00,2:00:00,2.00,20.00,46.00"
    (row,) = Clockify().parse(Text("x.csv", f"{header}\n{line}\n", "utf-8"), ReadOptions(zone="UTC")).rows
    assert (row.record.amount, row.record.currency, row.record.rate) == (460_000, "USD", None)


def test_outlier_rewards_and_deductions() -> None:
    lines = ('"Mar 30, 2026",i1,0s,-,$5.00,missionReward,hopper,paid',
             '"Mar 30, 2026",i2,-,-,-$3.00,correction,hopper,paid',
             '"Mar 30, 2026",i3,1h,€20/hr,€20.00,prepay,hopper,paid')  # fmt: skip
    batch = Outlier().parse(Text("x.csv", "\n".join((OUTLIER, *lines)) + "\n", "utf-8"), ReadOptions())
    reward, taken, work = [r.record for r in batch.rows]
    assert (reward.kind, reward.amount) == ("bonus", 50_000)
    assert (taken.kind, taken.amount) == ("adjustment", -30_000)
    assert (work.minutes, work.currency) == (3600, "EUR")


def test_outlier_dates_saved_anew_are_asked_about() -> None:
    text = f"{OUTLIER}\n3/4/2026,i1,1h,$20/hr,$20.00,prepay,hopper,paid\n"
    with pytest.raises(NeedsAnswer, match="day first"):
        Outlier().parse(Text("x.csv", text, "utf-8"), ReadOptions())


def test_the_same_clock_time_is_no_night_but_where_a_day_was_worked() -> None:
    at = dt.datetime(2026, 5, 4, 9)
    assert true_end(at, at, None) == true_end(at, at, 0) == at
    assert true_end(at, at, 86_400) == at + dt.timedelta(days=1)
