"""Coarse rows from exact figures: steps, bounds, words, what is left out, and a note for each change."""

from __future__ import annotations

import doctest
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pool.made import POLICY, QUARTER, row
from tracker.contributed import Exact, Left
from tracker.pool import checks, contribution
from tracker.pool.contribution import Note, NoteKind, coarsen
from tracker.pool.policy import Bounds


def exact(**given: Any) -> Exact:
    usual = {
        "quarter": QUARTER, "platform": "Mercor", "role": "code", "hours": 117.4, "available_hours": 401.0,
        "headline": 50.25, "agreed": 45.0, "all_hours": 30.3846, "kept": 27.5, "unpaid_share": 0.1872,
        "due": 5, "on_time": 3, "started": 2, "ended_platform_30": 1, "ended_completed_30": 0, "ended_left_30": 0,
        "ended_platform_90": 1, "ended_completed_90": 0, "ended_left_90": 0, "notice_hours": 0.0, "drift": "steady",
    }  # fmt: skip
    return Exact(**{**usual, **given})


def only(one: Exact, policy=POLICY):
    (told,) = coarsen([one], policy, "north").rows
    return told


def test_examples_are_true():
    assert doctest.testmod(contribution).failed == 0


def test_a_row_is_coarse():
    assert only(exact()) == row()


@pytest.mark.parametrize(
    ("hours", "told"),
    [(94.9, 90), (99.9, 100), (109.9, 100), (110, 120), (199, 200), (224.9, 200), (225, 250), (431, 450)],
)
def test_hours_are_the_coarser_the_more_they_are(hours, told):
    one = only(exact(hours=hours, available_hours=hours))
    assert (one.hours, one.available_hours) == (told, told)


def test_rows_to_ten_of_before_are_taken():
    assert checks.row_problem(row(hours=430, available_hours=510), POLICY) is None


def test_what_was_rounded_is_said_with_both_figures():
    notes = {n.field: (n.kind, n.exact, n.told) for n in coarsen([exact()], POLICY, "north").notes}
    assert notes["hours"] == (NoteKind.ROUNDED, 117.4, 120)
    assert notes["kept"] == (NoteKind.ROUNDED, 27.5, 28)
    assert notes["unpaid_share"] == (NoteKind.ROUNDED, pytest.approx(18.72), 20)
    assert notes["due"] == (NoteKind.ROUNDED, 5, "4-6")
    assert "agreed" not in notes
    assert "started" not in notes


def test_values_outside_the_bounds_are_clipped_and_said():
    policy = replace(POLICY, bounds=Bounds(hours=85, rate=40, rate_low=5, projects=3))
    coarse = coarsen([exact(kept=-3.2, started=6, ended_platform_90=4, ended_completed_90=2)], policy, "north")
    (told,) = coarse.rows
    assert (told.hours, told.headline, told.kept, told.started) == (85, 40, 5, 3)
    assert (told.ended_platform_90, told.ended_completed_90) == (2, 1)
    clipped = {n.field: n.told for n in coarse.notes if n.kind is NoteKind.CLIPPED}
    assert clipped == {
        "hours": 85, "available_hours": 85, "headline": 40, "agreed": 40, "kept": 5, "started": 3,
        "ended_platform_90": 2, "ended_completed_90": 1,
    }  # fmt: skip
    assert checks.row_problem(told, policy) is None


def test_in_a_currency_of_small_units_rates_are_as_coarse_by_its_measure():
    policy = replace(POLICY, currency="JPY", bounds=Bounds(rate=45_000))
    told = only(exact(headline=7551.0, agreed=6749.0, all_hours=4557.7, kept=99_999.0), policy)
    assert (told.headline, told.agreed, told.all_hours, told.kept) == (7600, 6700, 4600, 45_000)
    assert checks.row_problem(told, policy) is None
    assert checks.row_problem(replace(told, agreed=6701), policy).code == "bundle_bounds"


def test_a_few_hours_tell_no_rate():
    coarse = coarsen([exact(hours=4.9)], POLICY, "north")
    (told,) = coarse.rows
    assert (told.hours, told.headline, told.kept, told.unpaid_share, told.due) == (0, None, None, None, "4-6")
    assert Left.RATES.value in {n.field for n in coarse.notes if n.kind is NoteKind.LEFT_OUT}


def test_a_few_hours_and_nothing_else_are_no_row():
    nothing = dict.fromkeys(("due", "on_time", "started", "ended_platform_30", "ended_platform_90"), 0)
    coarse = coarsen([exact(hours=4.9, notice_hours=None, **nothing)], POLICY, "north")
    assert coarse.rows == ()
    assert [(n.kind, n.field, n.exact) for n in coarse.notes] == [(NoteKind.LEFT_OUT, Left.ROW.value, 4.9)]


def test_what_cannot_be_known_stays_unknown():
    told = only(exact(headline=None, kept=None, unpaid_share=None, available_hours=None, notice_hours=None))
    assert (told.headline, told.kept, told.unpaid_share, told.available_hours, told.notice) == (None,) * 5


def test_names_outside_the_vocabulary_become_other_and_are_said():
    words = contribution.platform_words(["Mercor", "outlier.ai", "=cmd()"], POLICY, {"Outlier": ["outlier.ai"]})
    assert words == {"Mercor": "Mercor", "outlier.ai": "Outlier", "=cmd()": "other"}
    notes = contribution.word_notes("platform", words)
    assert [(n.exact, n.told) for n in notes] == [("=cmd()", "other"), ("outlier.ai", "Outlier")]


def test_rows_stand_in_one_order_whatever_that_of_the_figures():
    some = [exact(quarter=q, role=r) for q in ("2026Q3", "2026Q1") for r in ("generalist", "code")]
    assert coarsen(some, POLICY, "north").rows == coarsen(some[::-1], POLICY, "north").rows


rates = st.none() | st.floats(-50, 2000)
counts = st.integers(0, 40)


@given(
    hours=st.floats(0, 2208), available=st.none() | st.floats(0, 2208), headline=rates, kept=rates,
    share=st.none() | st.floats(0, 1), due=counts, on_time=counts, ends=st.lists(counts, min_size=3, max_size=3),
    early=st.lists(counts, min_size=3, max_size=3), more=counts, notice=st.none() | st.floats(0, 1000),
)  # fmt: skip
def test_every_row_is_one_that_intake_takes(
    hours, available, headline, kept, share, due, on_time, ends, early, more, notice
):
    """Whatever the ledger says: within the bounds, no finer than agreed, parts no more than the whole."""
    first = [min(a, b) for a, b in zip(early, ends, strict=True)]
    given_ = dict(zip(("ended_platform_30", "ended_completed_30", "ended_left_30"), first, strict=True))
    given_ |= zip(("ended_platform_90", "ended_completed_90", "ended_left_90"), ends, strict=True)
    one = exact(
        hours=hours, available_hours=available, headline=headline, kept=kept, unpaid_share=share, due=due,
        on_time=min(on_time, due), started=sum(ends) + more, notice_hours=notice, **given_,
    )  # fmt: skip
    coarse = coarsen([one], POLICY, "south")
    assert checks.rows_problem(coarse.rows, POLICY) is None
    assert all(isinstance(n, Note) for n in coarse.notes)
