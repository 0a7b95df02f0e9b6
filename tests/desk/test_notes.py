"""Notes typed on a phone as an import: dates above, lines below, the plan, and the same file again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tracker.desk import entry, imports, terms
from tracker.desk.imports import Planned
from tracker.desk.session import Desk
from tracker.domain import Expense, Payout, Platform, Project, ProjectEvent, QueueCheck, Record, WorkSession
from tracker.errors import UnreadableFile
from tracker.importers.base import ReadOptions
from tracker.importers.results import FileSummary

NOW = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
"""A Wednesday; 14:00 in Rome."""
NOTES = """\
# May
Mon 4 May
- 2h30 outlier "rlhf"
- 45m mercor ridge assessment unpaid  # first round
• 14:00-16:30 outlier
* 22:00-01:30 outlier

**2026-05-05:**
1. 2h mercor "new idea"
1h mercor new        # the project of the line above
paid 412.50 usd mercor fee 3.10
spent 12 usd headset
nothing on outlier
mercor ridge paused 15:00 announced yesterday
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("tracker.store.system.local_zone", lambda: "Europe/Rome")
    with Desk.open(tmp_path / "tracker.db", who="test", clock=lambda: NOW) as opened:
        entry.add(
            opened,
            [Platform(platform="Outlier"), Platform(platform="Mercor"), Project(platform="Mercor", project="ridge")],
        )
        yield opened


def plan(desk: Desk, text: str, **said: object) -> Planned:
    return imports.plan_files(desk, [("notes.txt", text.encode())], ReadOptions(**said))


def summary(planned: Planned) -> FileSummary:
    return planned.plan.files[0].summary()


def rows(desk: Desk, record: type[Record]) -> list[Record]:
    return [r for _, r in desk.rows(record)]


def test_notes_are_known_by_themselves_and_become_rows(desk: Desk) -> None:
    planned = plan(desk, NOTES)
    got = summary(planned)
    assert (got.format, got.new, got.rejected, got.rows) == ("notes", 10, (), 10)
    assert planned.new_names == ("Mercor / new idea", "Outlier / rlhf")
    imports.apply_plan(desk, planned)
    work = [r for _, r in desk.rows(WorkSession)]
    assert [(s.platform, s.project, s.worked_on, s.minutes, s.note) for s in work if s.worked_on] == [
        ("Outlier", "rlhf", dt.date(2026, 5, 4), 9000, None),
        ("Mercor", "ridge", dt.date(2026, 5, 4), 2700, "first round"),
        ("Mercor", "new idea", dt.date(2026, 5, 5), 7200, None),
        ("Mercor", "new idea", dt.date(2026, 5, 5), 3600, "the project of the line above"),
    ]
    assert [s.ended_at for s in work if s.ended_at] == [
        dt.datetime(2026, 5, 4, 14, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 5, 4, 23, 30, tzinfo=dt.UTC),
    ]
    assert {s.evidence for s in work} == {"typed"}
    paid = next(r for _, r in desk.rows(Payout))
    assert (paid.received_on, paid.amount, paid.fee) == (dt.date(2026, 5, 5), 4_125_000, 31_000)
    event = next(r for _, r in desk.rows(ProjectEvent))
    assert (event.happened_at, event.announced_at) == (
        dt.datetime(2026, 5, 5, 13, tzinfo=dt.UTC),
        dt.date(2026, 5, 4),
    )
    assert [r.checked_at for _, r in desk.rows(QueueCheck)] == [dt.datetime(2026, 5, 5, 10, tzinfo=dt.UTC)]
    assert len(rows(desk, Expense)) == 1


def test_the_same_notes_again_add_nothing(desk: Desk) -> None:
    imports.apply_plan(desk, plan(desk, NOTES))
    again = plan(desk, NOTES.replace("outlier", "OUTLIER").replace("first round", "second round").replace("- ", "* "))
    assert (summary(again).duplicate, again.writes) == (10, False)
    assert summary(plan(desk, NOTES + "3h outlier rlhf\n")).new == 1


def test_two_equal_lines_both_live(desk: Desk) -> None:
    text = "2026-05-04\n30m outlier\n30m outlier\n"
    imports.apply_plan(desk, plan(desk, text))
    assert len(rows(desk, WorkSession)) == 2
    assert not plan(desk, text).writes


def test_a_renamed_project_is_still_the_same_line(desk: Desk) -> None:
    imports.apply_plan(desk, plan(desk, NOTES))
    row = next(n for n, p in desk.projects("Outlier") if p.project == "rlhf")
    entry.rename(desk, "projects", row, "rlhf, second phase")
    assert not plan(desk, NOTES).writes


def test_a_changed_status_updates_its_row(desk: Desk) -> None:
    text = "4 May\n2h outlier 50 usd pending\n"
    imports.apply_plan(desk, plan(desk, text))
    later = plan(desk, text.replace("pending", "rejected"))
    assert summary(later).updated == 1
    imports.apply_plan(desk, later)
    assert [s.status for _, s in desk.rows(WorkSession)] == ["rejected"]


def test_another_length_for_the_same_start_is_a_conflict(desk: Desk) -> None:
    text = "4 May\n14:00-16:30 outlier\n"
    imports.apply_plan(desk, plan(desk, text))
    assert summary(plan(desk, text.replace("16:30", "17:00"))).conflict == 1


def test_a_line_typed_before_is_not_doubled_in_silence(desk: Desk) -> None:
    entry.add(desk, [entry.understand(desk, "2h30 outlier mon").record])
    assert summary(plan(desk, "4 May\n2h30 outlier\n")).conflict == 1


def test_problems_name_their_lines_and_stop_nothing(desk: Desk) -> None:
    lines = [
        "2h outlier",
        "2026-05-04",
        "2h outlier",
        "1h",
        "3h merc",
        "2h outlier 03.02.2026",
        "",
        "2h outlier yesterday",
    ]
    text = "\n".join([*lines, "1h mercor ridge"])
    got = summary(plan(desk, text, format="notes"))
    assert [(p.line, p.code) for p in got.rejected] == [(1, "no_day"), (4, "ambiguous"), (6, "date_order")]
    assert got.new == 4
    settled = summary(plan(desk, text, format="notes", dates="dmy"))
    assert [p.line for p in settled.rejected] == [1, 4]


def test_names_that_fit_two_are_problems(desk: Desk) -> None:
    terms.save(desk, Project(platform="Mercor", project="bridge work"))
    terms.save(desk, Project(platform="Mercor", project="bridge talk"))
    got = summary(plan(desk, "2026-05-04\n1h outlier\n2h mercor bridge\n", format="notes"))
    assert [(p.line, p.code) for p in got.rejected] == [(3, "ambiguous")]
    assert "bridge talk, bridge work" in str(got.rejected[0].message)


def test_a_line_with_a_question_is_rejected_with_its_sentence(desk: Desk) -> None:
    lines = {
        "2h outleir": "Did you mean Outlier?",
        "2h outlier great progress": "great progress is a new project of Outlier.",
        "2.30h outlier": "2h 18m or 2h 30m",
        "2h outlier yesteday": "Is it yesterday?",
        "mercor account deactivated": "Is all that runs at Mercor deactivated",
        "2h newco": "A new name in quotes is taken.",
        "x" * 501: "at most 500 characters",
    }
    got = summary(plan(desk, "2026-05-04\n1h outlier\n" + "\n".join(lines), format="notes"))
    assert got.new == 1
    assert [p.line for p in got.rejected] == list(range(3, 3 + len(lines)))
    for problem, sentence in zip(got.rejected, lines.values(), strict=True):
        assert sentence in str(problem.message)


def test_the_first_names_of_a_new_ledger_are_taken(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "new.db", who="test", clock=lambda: NOW) as desk:
        got = summary(plan(desk, "2026-05-04\n1h outlier\n2h mercor\n3h mercer\n", format="notes"))
        assert (got.new, [p.line for p in got.rejected]) == (2, [4])


def test_mostly_readable_notes_are_known_others_are_not(desk: Desk) -> None:
    lines = ["2026-05-04", *["1h outlier"] * 4, "call mum"]
    assert summary(plan(desk, "\n".join(lines))).format == "notes"
    for text in ("a,b\n1,2\n3,4\n", "call mum\nbuy milk\n", "2026-05-04\n", "1h outlier\ncall mum\nbuy milk\nrun\n"):
        with pytest.raises(UnreadableFile):
            plan(desk, text)


YEARS = {
    "6 May": dt.date(2026, 5, 6),
    "7 May": dt.date(2025, 5, 7),
    "Wed 7 May": dt.date(2025, 5, 7),
    "# 20 Dec": dt.date(2025, 12, 20),
    "May 4th:": dt.date(2026, 5, 4),
    "29 Feb": dt.date(2024, 2, 29),
    "== 4 May 2024 ==": dt.date(2024, 5, 4),
    "- 2026/05/04": dt.date(2026, 5, 4),
}


@pytest.mark.parametrize("heading", YEARS)
def test_the_year_of_a_date_is_the_last_before_the_import(desk: Desk, heading: str) -> None:
    planned = plan(desk, f"{heading}\n1h outlier\n")
    (outcome,) = planned.plan.files[0].outcomes
    assert outcome.record.worked_on == YEARS[heading]
    said = " ".join(map(str, planned.plan.files[0].notes))
    assert (str(YEARS[heading]) in said) == (re.search(r"\d{4}", heading) is None)


def test_the_day_of_the_import_is_said_not_read(desk: Desk) -> None:
    text = "4 May\n1h outlier\n"
    planned = plan(desk, text, as_of=dt.date(2026, 5, 3))
    (outcome,) = planned.plan.files[0].outcomes
    assert outcome.record.worked_on == dt.date(2025, 5, 4)
    assert "up to Sun 2026-05-03: 4 May is Sun 2025-05-04" in str(planned.plan.files[0].notes[0])


def test_a_date_that_cannot_be_used_holds_for_no_line(desk: Desk) -> None:
    dates = ["2026-05-04", "Mon 3 May", "31 June", "2026-05-09", "5 May"]
    text = "".join(f"{date}\n{n}h outlier\n" for n, date in enumerate(dates, 1))
    got = summary(plan(desk, text, format="notes"))
    assert [(p.line, p.code) for p in got.rejected] == [
        (3, "wrong_weekday"), (4, "no_day"), (5, "bad_date"), (6, "no_day"), (7, "future"), (8, "no_day"),
    ]  # fmt: skip
    assert got.new == 2


def test_clock_times_are_of_the_zone_that_is_said(desk: Desk) -> None:
    planned = plan(desk, "4 May\n09:00-10:00 outlier\n", zone="Asia/Manila")
    (outcome,) = planned.plan.files[0].outcomes
    assert outcome.record.started_at == dt.datetime(2026, 5, 4, 1, tzinfo=dt.UTC)
    assert str(planned.plan.files[0].notes[-1]) == "Clock times are those of Asia/Manila."


def test_a_plan_made_again_is_the_same(desk: Desk) -> None:
    planned = plan(desk, NOTES)
    entry.add(desk, [Platform(platform="Elsewhere")])
    assert imports.apply_plan(desk, planned) is not None
    assert not plan(desk, NOTES).writes
    assert planned.options == replace(planned.options, as_of=dt.date(2026, 5, 6))
