"""Results as JSON: fields by name, money as text, days as text, null for what is not a number."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, fields

from tracker.analysis.report import Factor, MoneySums, Window
from tracker.analysis.results.disputes import DisputeSheet
from tracker.analysis.results.platforms import Notice, Share
from tracker.desk.shapes import as_json
from tracker.errors import Caveat
from tracker.say import Said
from tracker.units import Units

DAY = dt.date(2026, 5, 1)


@dataclass(frozen=True)
class _Made:
    n: int
    hours: float
    sum: Units | None
    sums: dict[str, Units]
    said: tuple[Caveat, ...]
    none: float | None = None
    open: bool = True


def test_a_result_is_its_fields() -> None:
    made = _Made(3, 7, -12_500, {"USD": 10_000}, (Caveat("late", "It is late.", 2),))
    assert as_json(made) == {
        "n": 3, "hours": 7.0, "sum": "-1.25", "sums": {"USD": "1.00"},
        "said": [{"code": "late", "n": 2, "text": Said("It is late.")}], "none": None, "open": True,
    }  # fmt: skip
    assert isinstance(as_json(made)["hours"], float)


def test_what_cannot_be_known_is_null() -> None:
    assert as_json(Factor("paid_time", math.nan, 0, None)) == {
        "name": "paid_time", "value": None, "contribution": "0.00", "shapley": None,
    }  # fmt: skip


def test_keys_may_have_names_of_their_own_and_come_from_within() -> None:
    assert as_json(Window(None, DAY, 0)) == {"from": None, "to": "2026-05-01", "days": 0}
    notice = Notice(0.0, Share(0.5, 0.1, 0.9, 10, 5), 10, 1)
    assert list(as_json(notice)) == ["median", "zero_share", "zero_low", "zero_high", "n", "k", "unknown"]
    sheet = DisputeSheet("Acme", DAY, None, DAY, (), (), 0.0, 0.0, 0.0, {}, None, (), 0)
    assert as_json(sheet)["window"] == {"from": None, "to": "2026-05-01"}


def test_all_sums_of_a_report_are_money() -> None:
    assert {f.type for f in fields(MoneySums)} == {"Units"}
