"""Outlier: CSV, pasted text, and statuses that change."""

from __future__ import annotations

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.outlier import Outlier

CSV = "outlier/earnings.csv"


def test_scenarios() -> None:
    for name in ("earnings.csv", "pasted.txt"):
        data = (DATA / "outlier" / name).read_bytes()
        run(Outlier(), data, name, table=name.endswith("csv"))


def test_tasks_and_rewards() -> None:
    batch = Outlier().parse(fixture(CSV), ReadOptions())
    task, more, long, reward, refused = [r.record for r in batch.rows]
    assert (task.minutes, task.rate, task.amount, task.currency) == (330, 265_000, 24_300, "USD")
    assert (more.minutes, more.rate) == (120, 132_500)
    assert long.minutes == 3723
    assert (reward.TABLE, reward.kind, reward.amount) == ("earnings", "bonus", 10_500_000)
    assert [r.record.status for r in batch.rows] == ["pending", "pending", "approved", "approved", "rejected"]
    assert refused.project == "hopper_v2"
    assert seconds(batch) == 330 + 120 + 3723 + 600


def test_a_later_export_updates_the_status() -> None:
    first = plan([Outlier().parse(fixture(CSV), ReadOptions())])
    later = plan([Outlier().parse(fixture("outlier/earnings_later.csv"), ReadOptions())], ledger(first))
    assert kinds(later) == ["Updated", "Updated", "Duplicate", "Duplicate", "Duplicate"]
    updated = next(later.changes())
    assert updated.changes == (("status", "approved"),)


def test_pasted_text_is_the_same_rows() -> None:
    pasted = Outlier().parse(fixture("outlier/pasted.txt"), ReadOptions())
    assert [r.line for r in pasted.rows] == [1, 9]
    first = plan([Outlier().parse(fixture(CSV), ReadOptions())])
    assert kinds(plan([pasted], ledger(first))) == ["Duplicate", "Duplicate"]


def test_pasted_problem_names_the_line_of_the_text() -> None:
    text = fixture("outlier/pasted.txt")
    bad = Text(text.name, text.text.replace("Mar 31, 2026", "13/15/2024"), "utf-8")
    batch = Outlier().parse(bad, ReadOptions())
    assert [(p.line, p.code) for p in batch.problems] == [(9, "bad_date")]


def test_unknown_status_is_said() -> None:
    text = fixture(CSV)
    batch = Outlier().parse(Text(text.name, text.text.replace('"pending"', '"queued"'), "utf-8"), ReadOptions())
    assert batch.rows[0].record.status == "pending"
    assert any("queued" in note and note.startswith("2 ") for note in map(str, batch.notes))


def test_a_status_with_braces_is_said_as_it_stands() -> None:
    text = fixture(CSV).text.replace("pending", 'pending{"":{0')
    batch = Outlier().parse(Text("e.csv", text, "utf-8"), ReadOptions())
    assert [n for n in map(str, batch.notes) if "pending{" in n] == [
        "2 rows have the status 'pending{\":{0': taken as pending."
    ]


def test_two_equal_rows_both_live() -> None:
    text = fixture(CSV)
    lines = text.text.rstrip("\n").split("\n")
    twice = Text(text.name, "\n".join([*lines, lines[1]]) + "\n", "utf-8")
    assert kinds(plan([Outlier().parse(twice, ReadOptions())])) == ["New"] * 6
