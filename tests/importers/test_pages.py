"""Pages without an export: a line is taken whole or not at all, and nothing is guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, run
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.pages import Pages
from tracker.importers.registry import recognise

PAGE = (DATA / "pages_mercor.txt").read_text(encoding="utf-8")
AS_OF = ReadOptions(as_of=dt.date(2026, 6, 26))


def read(page: str, options: ReadOptions = AS_OF) -> ParsedBatch:
    return Pages().parse(Text("x.txt", page, "utf-8"), options)


def test_scenario() -> None:
    run(Pages(), PAGE.encode(), "x.txt", options=AS_OF, table=False)


def test_rows_of_a_page() -> None:
    batch = read(PAGE)
    assert not batch.problems
    first, rated, referral, week = [r.record for r in batch.rows]
    assert (first.platform, first.project, first.minutes, first.amount) == (
        "Mercor",
        "Larkspur evals",
        24_300,
        3_712_500,
    )
    assert (first.status, first.currency, first.worked_on) == ("pending", "USD", dt.date(2026, 6, 25))
    assert (rated.rate, rated.status) == (550_000, "approved")
    assert (referral.kind, referral.amount, referral.earned_from) == ("referral", 1_000_000, dt.date(2026, 6, 23))
    assert (week.worked_on, week.worked_until, week.minutes) == (dt.date(2026, 6, 15), dt.date(2026, 6, 21), 45_000)
    assert [(i.line, i.reason) for i in batch.ignored] == [(1, "header"), (5, "header"), (7, "total")]
    assert any("not confirmed" in str(note) for note in batch.notes)
    assert Pages().about.confirmed == ""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Larkspur evals\tJun 25, 2026\t$5.00\t$6.00", "not_understood"),
        ("Larkspur evals\tJun 25, 2026\t6h\t7h\t$5.00", "not_understood"),
        ("Jun 25, 2026\t6h\t$5.00", "not_understood"),
        ("Larkspur evals\t6h 45m", "not_understood"),
        ("Withdrawal to PayPal\tJun 25, 2026\t$5.00", "unknown_type"),
        ("Larkspur evals\tFeb 30, 2026\t$5.00", "bad_date"),
        ("Larkspur evals\t5.00 XQZ\tJun 25, 2026", "unknown_currency"),
        ("=1+1", "not_understood"),
        ("2 days ago", "not_understood"),
        ("Larkspur evals\tJun 25, 2026\t6h\t$5.00\tFlagged", "unknown_value"),
    ],
)
def test_what_is_not_understood_is_rejected_with_its_line(line: str, code: str) -> None:
    batch = read(f"{PAGE}{line}\n")
    assert [(p.line, p.code) for p in batch.problems] == [(8, code)]
    assert len(batch.rows) == 4


def test_a_row_without_any_day_is_rejected() -> None:
    assert [(p.line, p.code) for p in read("Toloka\nTask pool 7\t$5.00\n").problems] == [(2, "no_day")]


def test_days_without_a_year_are_before_the_copy_or_asked() -> None:
    page = "micro1\nRidge\tDec 30\t2h\t$50.00\n"
    assert read(page).rows[0].record.worked_on == dt.date(2025, 12, 30)
    with pytest.raises(NeedsAnswer) as asked:
        read(page, ReadOptions())
    assert asked.value.asks == "as_of"


def test_a_page_of_nobody_is_asked_for_and_never_taken_by_itself() -> None:
    page = PAGE.replace("Mercor · Earnings\n", "")
    with pytest.raises(NeedsAnswer) as asked:
        read(page)
    assert asked.value.asks == "platform"
    assert read(page, ReadOptions(platform="Mercor")).rows[0].record.platform == "Mercor"
    with pytest.raises(UnreadableFile):
        recognise(Text("x.txt", page, "utf-8"), ReadOptions())
    with pytest.raises(UnreadableFile):
        recognise(Text("x.csv", "Platform,Date,Amount\nMercor,2026-06-25,5.00\n", "utf-8"), ReadOptions())


def test_pages_beside_an_export() -> None:
    rows = "Vowels 2\t£1.50\t25 Jun 2026\t12 mins\tAwaiting review\nFaces\t$2.00\t24 Jun 2026\t9 mins\tTimed out\n"
    batch = read(f"Prolific\n{rows}", ReadOptions())
    assert not batch.problems
    assert [(r.record.project, r.record.currency, r.record.status) for r in batch.rows] == [
        ("Vowels 2", "GBP", "pending"),
        ("Faces", "USD", "removed"),
    ]
    (bonus,) = read("Amazon Mechanical Turk\nWed, Jan 24, 2018\nBonus\t$1.00\tPaid\n", ReadOptions()).rows
    assert (bonus.record.platform, bonus.record.kind, bonus.record.amount) == ("MTurk", "bonus", 10_000)
