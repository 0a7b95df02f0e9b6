"""Timeclock and timedot, as hledger reads them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, kinds, ledger, plan, run, seconds
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.timeclock import Timeclock
from tracker.importers.formats.timedot import Timedot
from tracker.importers.registry import recognise

SAID = ReadOptions(zone="Europe/Berlin", platform="Northwind")


def clock(*lines: str, zone: str | None = "Europe/Berlin") -> ParsedBatch:
    return Timeclock().parse(Text("x", "\n".join(lines) + "\n", "utf-8"), ReadOptions(zone=zone, platform="Northwind"))


def dots(*lines: str) -> ParsedBatch:
    return Timedot().parse(Text("x", "\n".join(("2026-03-02", *lines)) + "\n", "utf-8"), SAID)


# --- timeclock ------------------------------------------------------------------------------------------


def test_timeclock_scenario() -> None:
    data = (DATA / "hledger" / "hours.timeclock").read_bytes()
    batch = run(Timeclock(), data, "hours.timeclock", options=SAID, table=False)
    assert [r.line for r in batch.rows] == [3, 6, 8, 10]
    assert seconds(batch) == 5400 + 8 * 3600 + 3 * 3600 + 3600  # the clocks went forward in the third
    assert [(i.line, i.reason) for i in batch.ignored] == [(12, "running")]
    first, last = batch.rows[0], batch.rows[-1]
    assert (first.facts.client, first.facts.project, first.record.note) == (
        "northwind",
        "northwind:atlas",
        "labels day 2",
    )
    assert last.record.started_at == dt.datetime(2026, 3, 30, 9, tzinfo=dt.UTC)


def test_what_was_running_comes_with_its_end() -> None:
    running = clock("i 2026-03-02 09:00 a", "o 2026-03-02 10:00", "i 2026-03-02 11:00 a")
    ended = clock("i 2026-03-02 09:00 a", "o 2026-03-02 10:00", "i 2026-03-02 11:00 a", "o 2026-03-02 12:00")
    made = plan([ended], ledger(plan([running], options=SAID)), options=SAID)
    assert kinds(made) == ["Duplicate", "New"]


def test_a_session_that_was_never_ended_is_rejected_and_the_next_one_counts() -> None:
    batch = clock("i 2026-03-02 09:00 a", "i 2026-03-03 09:00 a", "o 2026-03-03 10:00")
    assert [(p.line, p.code) for p in batch.problems] == [(1, "never_ended")]
    assert seconds(batch) == 3600


def test_sessions_beside_each_other_are_closed_by_name() -> None:
    batch = clock(
        "i 2026-03-02 09:00 a", "i 2026-03-02 09:30 b", "o 2026-03-02 10:00 a", "o 2026-03-02 11:00",
    )  # fmt: skip
    assert [(r.facts.project, (r.record.ended_at - r.record.started_at).seconds) for r in batch.rows] == [
        ("a", 3600),
        ("b", 5400),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "code"),
    [
        (("o 2026-03-02 10:00",), 1, "missing"),
        (("i 2026-03-02 09:00 a", "o 2026-03-02 08:00"), 1, "ends_before_start"),
        (("i 2026-03-29 02:30 a", "o 2026-03-29 04:00"), 1, "skipped_hour"),
        (("i 2026-03-02 25:00 a", "o 2026-03-03 08:00"), 1, "bad_moment"),
        (("i 9999-12-31 10:00 a", "o 9999-12-31 11:00"), 1, "bad_instant"),
        (("i 2026-03-02 09:00 a", "lunch", "o 2026-03-02 10:00"), 2, "bad_moment"),
        (("i 2026-03-02 09:00+0100 a", "o 2026-03-02 10:00"), 1, "no_offset"),
    ],
)
def test_bad_lines_of_a_timeclock_are_rejected(lines: tuple[str, ...], line: int, code: str) -> None:
    assert [(p.line, p.code) for p in clock(*lines).problems] == [(line, code)]


def test_the_zone_is_asked_unless_all_times_have_an_offset() -> None:
    with pytest.raises(NeedsAnswer):
        clock("i 2026-03-02 09:00 a", "o 2026-03-02 10:00", zone=None)
    assert seconds(clock("i 2026-03-02 09:00 +0100 a", "o 2026-03-02 10:00 +0200", zone=None)) == 0


# --- timedot --------------------------------------------------------------------------------------------


def test_timedot_scenario() -> None:
    data = (DATA / "hledger" / "hours.timedot").read_bytes()
    batch = run(Timedot(), data, "hours.timedot", options=SAID, table=False)
    found = [(r.record.worked_on.day, r.record.project, r.record.minutes, r.facts.tag) for r in batch.rows]
    assert found == [
        (2, "northwind:atlas", 5400, ""),
        (2, "northwind", 5400, ""),
        (2, "own", 5400, ""),
        (3, "northwind:atlas", 7200, ""),
        (3, "own", 3600, ""),
        (3, "review", 86_400, ""),
        (4, "northwind", 1800, "a"),
        (4, "northwind", 900, "b"),
    ]
    assert [(i.line, i.reason) for i in batch.ignored] == [(7, "empty"), (15, "empty")]
    assert batch.rows[0].record.note == "labels"


@pytest.mark.parametrize("quantity", ["1w", "1mo", "1y", "25h", "-1", "1,500", "1e9", "much", "99999999"])
def test_more_than_a_day_has_and_what_is_no_time_are_rejected(quantity: str) -> None:
    """hledger counts a month as 5,040 hours; no day has any of these."""
    batch = dots(f"a  {quantity}") if quantity != "much" else dots("a  much 2")
    assert (len(batch.rows), [p.line for p in batch.problems]) == (0, [2])


@pytest.mark.parametrize(
    ("quantity", "length"),
    [(".", 900), (".... .", 4500), ("1,5", 5400), ("0.25h", 900), ("10 m", 600)],
)
def test_quantities(quantity: str, length: int) -> None:
    assert seconds(dots(f"a  {quantity}")) == length


def test_a_line_that_changed_is_asked_about() -> None:
    there = ledger(plan([dots("a  2", "b  1")], options=SAID))
    assert kinds(plan([dots("a  3", "b  1")], there, options=SAID)).count("Duplicate") == 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 * Client\n  assets:bank      100.00 EUR\n  income:work\n",
        "2026-03-02\n2h outlier\n",
        "2026-03-02\n",
        "a  2\n2026-03-02\nb  1\n",
    ],
)
def test_other_files_are_not_taken_for_timedot(text: str) -> None:
    assert Timedot().recognise(Text("x", text, "utf-8")).certainty == 0
    with pytest.raises(UnreadableFile):
        recognise(Text("x", text, "utf-8"), ReadOptions())
