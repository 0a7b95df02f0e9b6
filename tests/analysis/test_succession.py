"""Which projects may go on with ended work."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.projects.succession import WITHIN, offers
from tracker.analysis.results.projects import Life, LifeEvent, Stretch

DAY = dt.date(2026, 3, 2)


def life(row, began, ended=None, role="review", platform="Marlin", event="cancelled", **more):
    """A project that began `began` days after 2 March 2026 and ended after `ended`."""
    first = DAY + dt.timedelta(days=began)
    last = DAY + dt.timedelta(days=ended) if ended is not None else first
    end = None if ended is None else LifeEvent(1, event, last, last, None, None, None, None)
    fields = {
        "row": row, "platform": platform, "project": f"P{row}", "alias": None, "role": role, "currency": "USD",
        "state": "ended" if end else "running", "started": first, "last_worked": None,
        "stretches": (Stretch(first, last, paused=False),), "events": (), "ahead": (), "end": end, "rates": (),
        "promised_weekly": None, "promised_until": None, "agreed_rate": None, "hours": 0.0, "earned": 0,
        "successor_of": None, "successor": None,
    }  # fmt: skip
    return Life(**{**fields, **more})


def pairs(*lives):
    return [(o.ended, o.new) for o in offers(lives)]


def test_by_hand():
    """
    P1  ====X (day 30)
    P2    ======X (day 40)
    P3            ===>  (day 45): after both; P2 ended last
    """
    assert pairs(life(3, 45), life(2, 10, 40), life(1, 0, 30)) == [("P2", "P3")]


@pytest.mark.parametrize("new", [
    life(2, 35, role="writing"),
    life(2, 35, role=None),
    life(2, 35, platform="Heron"),
    life(2, 35, successor_of="P9"),
    life(2, 29),
    life(2, 91),
])  # fmt: skip
def test_other_work_is_not_offered(new):
    assert pairs(new, life(1, 0, 30)) == []


@pytest.mark.parametrize("ended", [life(1, 0, 30, event="left"), life(1, 0, 30, successor="P9"), life(1, 0)])
def test_what_did_not_end_or_is_linked_has_no_successor(ended):
    assert pairs(life(2, 35), ended) == []


def test_roles_compare_without_case_and_the_newest_stands_first():
    assert pairs(life(1, 0, 30), life(2, 31, 50, role="Review "), life(3, 55)) == [("P2", "P3"), ("P1", "P2")]


def test_nothing_gives_nothing():
    assert offers(()) == ()


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90) | st.none(), st.sampled_from(["a", "b"])), max_size=12)
)
def test_an_offer_joins_an_ending_and_a_later_beginning_of_one_role(made):
    lives = [life(i, at, None if n is None else at + n, role=role) for i, (at, n, role) in enumerate(made)]
    by = {x.project: x for x in lives}
    found = offers(lives)
    assert len({o.new for o in found}) == len(found)
    for o in found:
        assert o.ended != o.new
        assert by[o.ended].role == by[o.new].role
        assert dt.timedelta(0) <= o.began_on - o.ended_on <= WITHIN
