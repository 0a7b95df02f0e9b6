"""Instants of the ledger's frames: read at once, they are those that pandas reads one by one."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.frames import build

ZONE = ZoneInfo("Europe/Berlin")
instants = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2200, 1, 1))


def text(moment: dt.datetime) -> str:
    return moment.isoformat() + "Z"


def read(values: list[str | None]) -> pd.Series:
    return build("work_sessions", {"row": list(range(len(values))), "started_at": values}, ZONE)["started_at"]


@given(st.lists(st.none() | instants, max_size=8))
def test_instants_are_those_of_their_texts(moments):
    """To the second and to parts of it, in one column and in two."""
    for these in (moments, [m and m.replace(microsecond=0) for m in moments]):
        found = read([m and text(m) for m in these])
        assert str(found.dtype) == "datetime64[us, UTC]"
        assert [None if pd.isna(v) else v.to_pydatetime().replace(tzinfo=None) for v in found] == these


def test_a_bare_day_among_instants_is_midnight_of_the_home_zone():
    found = read(["2026-06-02", None, "2026-06-02T10:00:00Z"])
    assert found.tolist()[0] == pd.Timestamp("2026-06-01T22:00:00Z")
    assert found.tolist()[2] == pd.Timestamp("2026-06-02T10:00:00Z")


@pytest.mark.parametrize(
    "wrong",
    [
        "2026-02-30T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-06-02T24:00:01Z",
        "2026-06-0²T10:00:00Z",
        "2026-06-02T10:0x:00Z",
    ],
)
def test_what_is_no_instant_is_refused(wrong):
    with pytest.raises(ValueError):
        read(["2026-06-02T10:00:00Z", wrong])
