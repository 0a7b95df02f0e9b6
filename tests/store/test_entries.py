"""The doors' data models and the records, which know nothing of each other's tests, accept exactly the same."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tracker.domain import LONGEST_TEXT, RECORDS, Column, Kind, Record, columns
from tracker.errors import Invalid
from tracker.store.entries import admitted, entry
from tracker.units import LARGEST

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 5))
MOMENTS = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 1, 3))
INSTANTS = st.builds(
    lambda at, zone: at.replace(tzinfo=zone), MOMENTS, st.sampled_from([dt.UTC, ZoneInfo("Asia/Manila")])
)
WHOLE = st.sampled_from([0, 1, -1, 60, 86_400, 86_401, 10**9, 10**9 + 1, LARGEST, LARGEST + 1, -LARGEST, -LARGEST - 1])
NUMBERS = st.sampled_from(
    ["0", "-0", "1", "-0.0001", "53", "53.5", "100", "168", "168.01", "1E+3", "NaN", "sNaN", "-Infinity"]
)
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "a",
        "-",
        "a\nb",
        "\n",
        "\x00",
        "caf\udcff",
        "x" * LONGEST_TEXT,
        "x" * (LONGEST_TEXT + 1),
        "ü",
        "fri",
        "2026-01-02",
    ]
)
FIT: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.sampled_from(["a", "fri", "2026-01-02", "ü\nb"]),
    Kind.NAME: st.sampled_from(["Outlier", "a b", "東京"]),
    Kind.ZONE: st.just("UTC"),
    Kind.CURRENCY: st.sampled_from(["USD", "US1"]),
    Kind.WEEKDAYS: st.sampled_from(["mon-fri", "mon,wed", "Fri - Mon"]),
    Kind.DAY: DAYS,
    Kind.INSTANT: INSTANTS,
    Kind.MONEY: st.sampled_from([0, 1, 10_000, LARGEST]),
    Kind.MINUTES: st.sampled_from([0, 60, 3600, 86_400]),
    Kind.COUNT: st.sampled_from([0, 1, 366]),
    Kind.NUMBER: st.sampled_from([Decimal(1), Decimal("53"), Decimal("40.5")]),
    Kind.YESNO: st.booleans(),
}
ODD = st.one_of(
    st.none(), TEXTS, WHOLE, st.booleans(), NUMBERS.map(Decimal), DAYS, MOMENTS, INSTANTS,
    st.sampled_from(["usd", "USDX", "ÜSD", "mon-", "someday", "task", "typed"]),
    st.sampled_from([1.0, float("nan"), b"a", (), [], {}, object()]),
)  # fmt: skip


def right(c: Column) -> st.SearchStrategy[Any]:
    fit = st.sampled_from(c.choices) if c.choices else FIT[c.kind]
    return fit if c.required else st.none() | fit


@st.composite
def values(draw: st.DrawFn, record: type[Record]) -> dict[str, Any]:
    """Values for every column, most of them right, a few of them anything."""
    described = columns(record)
    odd = draw(st.sets(st.sampled_from([c.name for c in described]), max_size=2))
    return {c.name: draw(ODD if c.name in odd else right(c)) for c in described}


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.TABLE)
@settings(max_examples=300)
@given(data=st.data())
def test_a_record_accepts_exactly_what_the_model_of_its_table_validates(
    record: type[Record], data: st.DataObject
) -> None:
    given_ = data.draw(values(record))
    try:
        entry(record.TABLE).model_validate(given_)
    except ValidationError:
        with pytest.raises(Invalid) as caught:
            record(**given_)
        assert all(p.column in given_ and p.message for p in caught.value.problems)
        with pytest.raises(Invalid) as again:
            admitted(record, given_)
        assert again.value.message == caught.value.message
    else:
        assert admitted(record, given_) == record(**given_)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.TABLE)
@pytest.mark.parametrize(
    "wrong", [True, 1.0, b"a", Decimal("NaN"), Decimal("Infinity"), "caf\udcff", "a\x00", [], dt.date.max]
)
def test_each_column_refuses_the_same(record: type[Record], wrong: Any) -> None:
    example_: dict[str, Any] = {
        c.name: c.choices[0] if c.choices else SAMPLE.get(c.kind, 60)
        for c in columns(record)
        if c.required or c.kind in SAMPLE
    }
    for c in columns(record):
        one = {**dict.fromkeys(c.name for c in columns(record)), **example_, c.name: wrong}
        try:
            entry(record.TABLE).model_validate(one)
        except ValidationError:
            with pytest.raises(Invalid):
                record(**one)
        else:
            record(**one)


SAMPLE: dict[Kind, Any] = {
    Kind.NAME: "a", Kind.DAY: dt.date(2026, 5, 6), Kind.MONEY: 10_000, Kind.CURRENCY: "USD", Kind.ZONE: "UTC",
    Kind.INSTANT: dt.datetime(2026, 5, 6, tzinfo=dt.UTC), Kind.NUMBER: Decimal(1), Kind.TEXT: "fri",
}  # fmt: skip
