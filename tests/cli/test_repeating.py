"""The same again, templates and recurring entries in a terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import Cli
from tracker import domain as d

RULE = ("onboarding", "2h", "outlier", "rlhf", "--new", "--activity", "onboarding", "--every", "weekday")


def logged(cli: Cli) -> list[tuple[str | None, int | None]]:
    return [(str(s.worked_on), s.minutes) for s in cli.rows(d.WorkSession)]


def test_the_last_entry_of_a_project_is_logged_again(cli: Cli) -> None:
    cli("log", "2h outlier rlhf yesterday", "--new")
    assert "2h" in cli("again", "outlier").out
    assert logged(cli) == [("2026-05-05", 7200), ("2026-05-06", 7200)]
    assert "logged on that day already" in cli("again", "outlier", "rlhf", code=1).err
    cli("again", "outlier", "--anyway")
    assert len(logged(cli)) == 3
    cli("undo")
    assert len(logged(cli)) == 2


def test_nothing_to_log_again_is_said(cli: Cli) -> None:
    cli("platform", "outlier", "--new")
    assert "Nothing of it was logged" in cli("again", "outlier", code=1).err


def test_a_recurring_entry_is_kept_listed_answered_and_removed(cli: Cli) -> None:
    said = cli("template", *RULE, "--from", "2026-05-04").out
    assert "every week: Mon, Tue, Wed, Thu, Fri" in said
    assert cli("template", "--json").json["templates"][0]["minutes"] == 120
    assert [w["day"] for w in cli("recurring", "--json").json["waiting"]] == ["2026-05-04", "2026-05-05", "2026-05-06"]
    assert logged(cli) == []
    cli("recurring", "onboarding", "--not-done", "--on", "2026-05-05")
    assert "2 logged" in cli("recurring", "--log").out
    assert logged(cli) == [("2026-05-04", 7200), ("2026-05-06", 7200)]
    assert "waits for this answer" in cli("recurring", "--log", code=1).err
    cli("undo")
    assert len(cli("recurring", "--json").json["waiting"]) == 2
    cli("template", "onboarding", "--remove")
    assert "There is no template." in cli("template").out


def test_what_is_logged_already_waits_on(cli: Cli) -> None:
    cli("template", *RULE, "--from", "2026-05-04")
    cli("log", "1h outlier rlhf onboarding yesterday")
    said = cli("recurring", "--log").out
    assert "2 logged. 1 wait on" in said
    cli("recurring", "--log", "--anyway")
    assert len(logged(cli)) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [(("calls",), "a length and a platform"), (("calls", "1h", "outlier", "--new", "--every", "soon"), "does not tell"),
     (("calls", "1h", "outlier", "--new", "--until", "2026-06-01"), "Only a recurring entry")],
)  # fmt: skip
def test_what_is_no_template_is_refused(cli: Cli, words: tuple[str, ...], said: str) -> None:
    assert said in cli("template", *words, code=1).err
    assert cli.rows(d.Template) == []


def test_reminders_are_a_calendar_that_others_read(cli: Cli, tmp_path: Path) -> None:
    cli("template", *RULE, "--at", "9:30")
    file = tmp_path / "recurring.ics"
    cli("recurring", "--ical", str(file))
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    first = events[0]
    assert first["summary"] == "onboarding"
    assert first["dtstart"].dt == dt.datetime(2026, 5, 6, 7, 30, tzinfo=dt.UTC)  # 9:30 in Rome
    assert len(events) == 67
    assert all(e.walk("VALARM") for e in events)
    assert len({str(e["uid"]) for e in events}) == 67


def test_a_length_no_day_has_is_said_in_hours_and_how_to_write_minutes(cli: Cli) -> None:
    cli("platform", "outlier", "--new")
    said = cli("template", "calls", "90", "outlier", code=1).err
    assert "“90” is 90h, and a day has 24 hours." in said
    assert "90m" in said
    assert "90m" not in cli("template", "calls", "90m", "outlier").err


def test_a_day_that_not_all_months_have_is_explained(cli: Cli) -> None:
    cli("platform", "outlier", "--new")
    said = cli("template", "calls", "1h", "outlier", "--every", "month 31").out
    assert "on day 31 (the last day of a month that is shorter)" in said
