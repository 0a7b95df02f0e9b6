"""The dispute sheet: own-timed beside counted hours by pay period and project."""

import csv
import datetime as dt
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, ledger, money, payout, span, work
from tracker import frames
from tracker.analysis.payments.disputes import build_disputes
from tracker.domain import Earning, Platform, Project
from tracker.reports.disputes import dispute_csv, dispute_html, summary
from tracker.sample import AS_OF, generate

ACME = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5)
NOVA = Project(platform="Acme", project="Nova", pay_model="hourly", agreed_rate=money(30), currency="USD")


def by_hand(*more):
    """Weeks end on Fridays; 30.00 an hour.

    day          own   counted   status
    Thu  1 Jan   2 h   1.5 h
    Fri  2 Jan   1 h   1 h
    Sat  3 Jan   3 h   2 h                   (the next pay week)
    Mon  5 Jan   1 h   1 h       removed     counts 0
    Tue  6 Jan   1 h   -                     not on record
    """
    return ledger(
        ACME,
        NOVA,
        work("2026-01-01", 120, project="Nova", counted_minutes=90 * 60),
        work("2026-01-02", 60, project="Nova", counted_minutes=60 * 60),
        work("2026-01-03", 180, project="Nova", counted_minutes=120 * 60),
        work("2026-01-05", 60, project="Nova", counted_minutes=60 * 60, status="removed"),
        work("2026-01-06", 60, project="Nova"),
        *more,
    )


def test_by_hand():
    sheet = build_disputes(by_hand(), "Acme", day("2026-02-01"))
    first, second = sheet.lines
    assert (first.first, first.last, first.due_on) == (day("2025-12-27"), day("2026-01-02"), day("2026-01-07"))
    assert (first.sessions, first.own, first.counted, first.difference) == (2, 3.0, 2.5, 0.5)
    assert first.money == money(15)
    assert (second.first, second.last) == (day("2026-01-03"), day("2026-01-09"))
    assert (second.own, second.counted, second.unrecorded, second.refused) == (5.0, 2.0, 1.0, 1.0)
    assert (second.difference, second.money) == (2.0, money(60))
    assert (sheet.own, sheet.counted, sheet.difference, sheet.totals) == (8.0, 4.5, 2.5, {"USD": money(75)})
    assert [c.code for c in sheet.caveats] == ["counts_unrecorded"]


def test_a_window_takes_whole_pay_periods():
    sheet = build_disputes(by_hand(), "Acme", day("2026-02-01"), day("2026-01-05"), day("2026-01-05"))
    assert [(x.first, x.sessions) for x in sheet.lines] == [(day("2026-01-03"), 3)]
    assert build_disputes(by_hand(), "Acme", day("2026-02-01"), day("2026-03-01")).n == 0


def test_later_days_and_other_platforms_do_not_exist():
    frames_ = by_hand(work("2026-01-02", 600, platform="Other", counted_minutes=0))
    assert build_disputes(frames_, "Acme", day("2026-01-02")).own == 3.0


def test_the_cycle_counts_the_days_of_its_own_zone():
    """19:00 in New York on Friday is Saturday in Manila: the home zone's day is not the pay week's."""
    far = Platform(platform="Acme", pay_cycle="weekly", pay_cycle_ends="fri", pay_cycle_zone="America/New_York")
    late = span("2026-01-03T00:00", "2026-01-03T02:00", project="Nova", counted_minutes=3600)
    sheet = build_disputes(ledger(far, NOVA, late, zone="Asia/Manila"), "Acme", day("2026-02-01"))
    assert sheet.lines[0].last == day("2026-01-02")


def test_refused_work_by_the_task_is_worth_its_tasks():
    tasks = Project(platform="Acme", project="Tasks", pay_model="per_task", agreed_rate=money("0.5"), currency="USD")
    sheet = build_disputes(
        ledger(
            ACME,
            tasks,
            work("2026-01-01", 60, project="Tasks", tasks=10, status="rejected"),
            work("2026-01-01", 60, project="Tasks", tasks=10, counted_minutes=1800),
        ),
        "Acme",
        day("2026-02-01"),
    )
    (line,) = sheet.lines
    assert (line.difference, line.money, line.unpriced) == (1.5, money(5), 0.5)
    assert [c.code for c in sheet.caveats] == ["difference_unpriced"]


def test_a_raise_counts_from_its_day_and_currencies_stay_apart():
    euro = Project(platform="Acme", project="Euro", agreed_rate=money(10), currency="EUR")
    sheet = build_disputes(
        by_hand(
            euro,
            work("2026-01-01", 60, project="Euro", counted_minutes=1800),
            work("2026-01-02", 60, project="Nova", counted_minutes=1800, rate=money(50), currency="USD"),
        ),
        "Acme",
        day("2026-01-02"),
    )
    assert sheet.totals == {"EUR": money(5), "USD": money(40)}


def test_without_a_pay_cycle_weeks_stand_in():
    sheet = build_disputes(ledger(work("2026-01-01", 60, counted_minutes=0)), "Acme", day("2026-02-01"))
    assert (sheet.lines[0].first, sheet.lines[0].last, sheet.lines[0].due_on) == (
        day("2025-12-29"), day("2026-01-04"), None,
    )  # fmt: skip
    assert {c.code for c in sheet.caveats} == {"cycle_unknown", "difference_unpriced"}
    assert (sheet.totals, sheet.lines[0].money) == ({}, None)


@pytest.mark.parametrize(
    "records",
    [
        (),
        (ACME,),
        (ACME, payout("2026-01-05", 20)),
        (Earning(platform="Acme", kind="bonus", earned_from=day("2026-01-01"), amount=money(5), currency="USD"),),
        (ACME, work("2026-01-01", 60, activity="searching")),
    ],
)
def test_without_paid_work_there_is_nothing(records):
    sheet = build_disputes(ledger(*records), "Acme", day("2026-02-01"))
    assert (sheet.n, sheet.lines, sheet.totals, sheet.first, sheet.caveats) == (0, (), {}, None, ())
    assert b"nan" not in dispute_csv(sheet).lower() + dispute_html(sheet).lower()
    assert summary(sheet) == ("Nothing is recorded for Acme on these days.",)


SESSIONS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(1, 600),
        st.one_of(st.none(), st.integers(0, 600)),
        st.sampled_from([None, "approved", "rejected", "removed", "pending"]),
    ),
    max_size=12,
)


@given(SESSIONS, st.integers(0, 60))
def test_lines_items_and_totals_agree(rows, cut):
    """Own = counted + unrecorded + difference in each line and in all; a window never adds to what is there."""
    sessions = [
        work(
            (day("2026-01-01") + dt.timedelta(days=d)).isoformat(), own, project="Nova", status=status,
            counted_minutes=None if counted is None else counted * 60,
        )
        for d, own, counted, status in rows
    ]  # fmt: skip
    made = ledger(ACME, NOVA, *sessions)
    sheet = build_disputes(made, "Acme", day("2026-04-01"))
    assert sheet.n == sum(x.sessions for x in sheet.lines) == len(rows)
    for x in sheet.lines:
        assert x.own == pytest.approx(x.counted + x.unrecorded + x.difference, abs=1e-3)
    assert sum(x.money or 0 for x in sheet.lines) == sum(units for units in sheet.totals.values())
    part = build_disputes(made, "Acme", day("2026-04-01"), day("2026-01-01") + dt.timedelta(days=cut))
    assert set(part.lines) <= set(sheet.lines)


def test_the_files_hold_the_same_and_no_formula():
    names = ("=1+1", "Новый проект", "<b>x</b>", "日本語")
    records = [
        Project(platform="Acme", project=n, pay_model="hourly", agreed_rate=money(30), currency="USD") for n in names
    ]
    sheet = build_disputes(
        ledger(ACME, *records, *(work("2026-01-01", 60, project=n, counted_minutes=1800) for n in names)),
        "Acme",
        day("2026-02-01"),
        deadline=day("2026-02-03"),
    )
    rows = list(csv.reader(io.StringIO(dispute_csv(sheet).decode("utf-8-sig"))))
    assert rows[0][:4] == ["first_day", "last_day", "due_on", "project"]
    assert {r[3] for r in rows[1:5]} == {"'=1+1", "Новый проект", "<b>x</b>", "日本語"}
    page = dispute_html(sheet, about="Please look again.").decode()
    assert "<b>x</b>" not in page
    assert all(
        n in page for n in ("Новый проект", "日本語", "&lt;b&gt;x&lt;/b&gt;", "2026-02-03", "Please look again.")
    )
    assert not re.search(r"https?:|src=|url\(|<script|<link", page)
    assert "2.00 not counted, worth 60.00 USD" in page


def test_negative_differences_stay_numbers_in_a_spreadsheet():
    sheet = build_disputes(
        ledger(ACME, NOVA, work("2026-01-01", 60, project="Nova", counted_minutes=7200)), "Acme", day("2026-02-01")
    )
    assert b"-1.00,USD,-30.00" in dispute_csv(sheet)


def test_the_sample_ledger():
    sample = generate()
    made = frames.from_records(sample.records, sample.settings)
    sheet = build_disputes(made, "Northbeam", AS_OF)
    assert (sheet.n, round(sheet.own, 2), round(sheet.counted, 2), round(sheet.difference, 2)) == (
        417, 457.28, 326.15, 131.13,
    )  # fmt: skip
    assert sheet.totals == {"USD": 28348467}
