"""Time over a project's cap per task is not paid: what counts, and what it is worth."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import ledger
from tracker.analysis.hours.counted import counted_seconds
from tracker.analysis.money.accrual import session_terms
from tracker.domain import Platform, Project, WorkSession
from tracker.units import to_units

HOUR = 3600
DAY = dt.date(2026, 5, 4)


def made(tasks: int | None, minutes: int = 90, counted: int | None = None, cap: int | None = 40):
    """A session of some minutes at 60 an hour on a project with a cap in minutes."""
    return ledger(
        Platform(platform="Handshake", currency="USD"),
        Project(platform="Handshake", project="P", agreed_rate=to_units("60"),
                task_cap_minutes=None if cap is None else cap * 60),
        WorkSession(platform="Handshake", project="P", worked_on=DAY, minutes=minutes * 60, tasks=tasks,
                    counted_minutes=None if counted is None else counted * 60),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tasks", "counted", "cap", "worth"),
    [
        (2, None, 40, "80"),  # 80 of 90 minutes
        (1, None, 40, "40"),
        (3, None, 40, "90"),  # under the cap
        (None, None, 40, "90"),  # how many tasks it was is not known
        (1, 55, 40, "55"),  # what the platform counted is what counts
        (1, None, None, "90"),
    ],
)
def test_what_is_over_the_cap_earns_nothing(tasks, counted, cap, worth):
    (found,) = session_terms(made(tasks, counted=counted, cap=cap))["worth"]
    assert found == to_units(worth)


@given(
    st.lists(
        st.tuples(st.integers(0, 20 * HOUR), st.none() | st.integers(0, 9), st.none() | st.integers(0, 20 * HOUR)),
        max_size=8,
    ),
    st.none() | st.integers(1, 3 * HOUR),
)
def test_never_more_than_was_worked_unless_the_platform_says_so(rows, cap):
    own = np.array([r[0] for r in rows], dtype=np.float64)
    sessions = pd.DataFrame(
        {
            "platform": ["A"] * len(rows), "project": ["P"] * len(rows),
            "tasks": pd.array([r[1] for r in rows], dtype="Int64"),
            "counted_minutes": pd.array([r[2] for r in rows], dtype="Int64"),
        }
    )  # fmt: skip
    projects = pd.DataFrame({"platform": ["A"], "project": ["P"], "task_cap_minutes": pd.array([cap], dtype="Int64")})
    found = counted_seconds(sessions, own, projects)
    for seconds, (worked, tasks, said) in zip(found, rows, strict=True):
        if said is not None:
            assert seconds == said
        elif cap is None or tasks is None:
            assert seconds == worked
        else:
            assert seconds == min(worked, cap * tasks)
