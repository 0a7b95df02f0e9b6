"""The timer on the command line: pauses, going over to other work, and one that was forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import NOW, Cli
from tracker import domain as d
from tracker.desk import timer
from tracker.store.results import Timer

HOUR = dt.timedelta(hours=1)


def ran(cli: Cli) -> list[tuple[str, int, int | None]]:
    """Platform, span in seconds and minutes (in seconds) of the sessions."""
    return [(s.platform, int((s.ended_at - s.started_at).total_seconds()), s.minutes) for s in cli.rows(d.WorkSession)]


def test_pauses_are_taken_off(cli: Cli) -> None:
    cli("start", "outlier", "rlhf")
    cli.now += HOUR
    assert "Paused after 1h" in cli("pause").out
    cli.now += HOUR / 2
    status = cli("status")
    assert "1h on outlier / rlhf, paused." in status.out
    assert "Pauses taken off: 30m." in status.out
    running = cli("status", "--json").json["running"]
    assert (running["seconds"], running["paused_seconds"]) == (3600, 1800)
    assert running["paused_at"] == "2026-05-06T15:00:00+02:00"
    assert "runs again" in cli("resume").out
    cli.now += HOUR
    cli("stop")
    assert ran(cli) == [("outlier", 9000, 7200)]


def test_work_stopped_in_a_pause_ended_with_it(cli: Cli) -> None:
    cli("start", "outlier")
    cli.now += HOUR
    cli("pause")
    cli.now += 20 * HOUR
    cli("stop")
    assert ran(cli) == [("outlier", 3600, None)]


def test_what_cannot_be_paused_or_resumed(cli: Cli) -> None:
    assert "No timer" in cli("pause", code=1).err
    assert "No timer" in cli("resume", code=1).err
    assert "No timer" in cli("switch", "mercor", code=1).err
    assert cli.rows(d.Settings) == []
    cli("start", "outlier")
    assert "not paused" in cli("resume", code=1).err
    cli("pause")
    assert "paused already" in cli("pause", code=1).err


def test_switch_keeps_and_starts_in_one_change(cli: Cli) -> None:
    cli("start", "outlier")
    cli.now += HOUR
    answer = cli("switch", "mercor", "study", "--new", "--json").json
    assert (answer["running"]["platform"], answer["running"]["seconds"]) == ("mercor", 0)
    assert ran(cli) == [("outlier", 3600, None)]
    assert "for that already" in cli("switch", "mercor", "study", code=1).err
    cli("undo")
    assert ran(cli) == []
    assert cli("status", "--json").json["running"]["platform"] == "outlier"


@pytest.mark.parametrize("later", [13 * HOUR, 10 * HOUR + HOUR / 2])
def test_a_forgotten_timer_is_asked_about(cli: Cli, later: dt.timedelta) -> None:
    """Thirteen hours, or over midnight (14:00 in Rome and ten and a half hours)."""
    cli("start", "outlier")
    cli.now += later
    before = cli.snapshot()
    refused = cli("stop", "--json", code=1)
    assert refused.json["error"] == "forgotten_timer"
    assert "tracker stop --at 18:30" in refused.err
    assert cli("switch", "mercor", "--new", "--json", code=1).json["error"] == "forgotten_timer"
    assert cli.snapshot() == before
    assert "Was it forgotten?" in cli("status").out
    cli("stop", "--at", "18:30")
    assert ran(cli) == [("outlier", 4 * 3600 + 1800, None)]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("23:00", "still to come"),
        ("2026-05-06 13:00", "ended after that"),
        ("2026-05-06", "At what time"),
        ("quarter", "quarter"),
    ],
)
def test_an_end_that_cannot_be(cli: Cli, at: str, said: str) -> None:
    cli("start", "outlier")
    cli.now += HOUR
    assert said in cli("stop", "--at", at, code=1).err
    assert ran(cli) == []


def test_an_end_before_a_pause_takes_off_only_earlier_ones(cli: Cli) -> None:
    cli("start", "outlier")  # 14:00
    for clock in (1, 2, 3, 4):  # paused 15-16 and 17-18
        cli.now = NOW + clock * HOUR
        cli("pause" if clock % 2 else "resume")
    cli.now = NOW + 9 * HOUR
    cli("stop", "--at", "16:30")
    assert ran(cli) == [("outlier", 9000, 5400)]


def test_an_end_after_a_pause_that_goes_on(cli: Cli) -> None:
    cli("start", "outlier")
    cli.now += HOUR
    cli("pause")
    cli.now += 2 * HOUR
    assert "paused since 2026-05-06 15:00" in cli("stop", "--at", "16:00", code=1).err
    cli("stop", "--at", "14:45")
    assert ran(cli) == [("outlier", 2700, None)]


def test_a_clock_time_past_midnight(cli: Cli) -> None:
    cli.now = NOW.replace(hour=20)  # 22:00 in Rome
    cli("start", "outlier")
    cli.now += 4 * HOUR
    cli("stop", "--at", "01:15")
    assert ran(cli) == [("outlier", 3 * 3600 + 900, None)]


def test_dropping_keeps_nothing_and_can_be_taken_back(cli: Cli) -> None:
    cli("start", "outlier")
    with cli.desk() as desk:
        timer.drop(desk)
        assert timer.running(desk) is None
        assert not timer.is_forgotten(desk)
    cli("undo")
    assert cli("status", "--json").json["running"] is not None


def test_a_rest_told_afterwards_is_taken_off_and_put_back(cli: Cli) -> None:
    cli("start", "outlier")  # 14:00 in Rome
    cli.now += 2 * HOUR
    said = cli("pause", "--from", "14:30", "--to", "15:15").out
    assert said.startswith("45m taken off the timer: outlier")
    assert cli("status", "--json").json["running"]["seconds"] == 75 * 60
    cli("undo")
    assert cli("status", "--json").json["running"]["seconds"] == 7200


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--from", "14:30"), "a start and an end"), (("--from", "15:15", "--to", "14:30"), "ends before it began"),
     (("--from", "14:30", "--to", "17:30"), "ran from 2026-05-06 14:00 to 2026-05-06 16:00")],
)  # fmt: skip
def test_a_rest_that_the_timer_did_not_run_in_is_refused(cli: Cli, words: tuple[str, ...], said: str) -> None:
    cli("start", "outlier")
    cli.now += 2 * HOUR
    assert said in cli("pause", *words, code=1).err
    assert cli("status", "--json").json["running"]["seconds"] == 7200


@given(
    rests=st.lists(st.tuples(st.integers(0, 7200), st.integers(0, 7200)).map(sorted), max_size=6),
    end=st.integers(1, 9000),
)
def test_rests_are_taken_off_once_however_they_meet(rests: list[list[int]], end: int) -> None:
    """By seconds, one by one: none is taken off twice where two overlap."""
    start = dt.datetime(2026, 5, 6, 9, tzinfo=dt.UTC)
    made = Timer("Outlier", start)
    off: set[int] = set()
    for first, last in rests:
        made = made.without(start + dt.timedelta(seconds=first), start + dt.timedelta(seconds=last))
        off |= set(range(first, last))
    assert made.worked(start + dt.timedelta(seconds=end)) == len(set(range(end)) - off)
