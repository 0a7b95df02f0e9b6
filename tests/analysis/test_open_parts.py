"""What is open while payouts come along: sums that are kept are those of the parts, whatever is closed when."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.money.open_parts import OpenParts

part = st.tuples(
    st.integers(0, 5),  # day earned
    st.integers(0, 3),  # pay day less day earned
    st.sampled_from([0, 100, 12_345, 10_000, 20_000]),
    st.sampled_from(["USD", "JPY"]),
    st.sampled_from(["", "a", "b"]),
)


def made(rows: list[tuple[int, int, int, str, str]]) -> OpenParts:
    """Each row an item of its own, but every third, which belongs to the one before and is of its kind."""
    rows = sorted(rows, key=lambda r: r[0])
    rows = [(*r[:3], *rows[i - (i % 3 == 2)][3:]) for i, r in enumerate(rows)]
    acc = [i - (i % 3 == 2) for i in range(len(rows))]
    days, later, units, currency, project = zip(*rows, strict=True) if rows else ((),) * 5
    whole = {"acc": acc, "day": days, "due": np.add(days, later), "native": units}
    texts = {"currency": np.array(currency, dtype=object), "project": np.array(project, dtype=object)}
    return OpenParts(**{n: np.array(v, dtype=np.int64) for n, v in whole.items()}, **texts)


@given(st.lists(part, max_size=12), st.lists(st.tuples(st.integers(0, 7), st.integers(0, 11), st.floats(0, 1))))
def test_lots_and_sums_are_those_of_the_open_parts(rows, steps):
    open_parts = made(rows)
    open_parts.keep(["a"])
    until = -1
    for day, at, share in steps:
        until = max(until, day)
        open_parts.let_in(until)
        if at < len(rows) and open_parts.left[at] > 0:
            open_parts.take(at, max(1, int(open_parts.left[at] * share)))
        inside = [p for p, units in enumerate(open_parts.left) if units > 0 and open_parts.day[p] <= until]
        assert list(open_parts.by_age()) == inside
        for project in ("", "a"):
            mine = [p for p in inside if not project or open_parts.project[p] == project]
            lots = open_parts.lots(project)
            assert open_parts.of_lots(lots) == mine
            assert sum(lot.open for lot in lots) == sum(open_parts.left[p] for p in mine)
            assert open_parts.open_in(project) == {open_parts.currency[p] for p in mine}
            assert sum(lot.broken for lot in lots) == sum(open_parts.broken[p] for p in mine)
            late = [p for p in mine if 2 <= open_parts.due[p] <= 4]
            assert open_parts.of_lots(open_parts.lots(project, 2, 4)) == late


@given(st.lists(part, max_size=12), st.integers(0, 30_000), st.sampled_from([0, 100, 10_000]))
def test_items_are_found_by_their_sum(rows, amount, coin):
    """By hand: all items, one after the other."""
    open_parts = made(rows)
    open_parts.let_in(3)
    found = open_parts.of_sum("USD", amount, 50, coin)
    expected = []
    for item in range(len(open_parts.rest)):
        parts = [p for p in open_parts.by_age() if open_parts.item[p] == item and open_parts.currency[p] == "USD"]
        coins = coin * len(parts) if parts and open_parts.broken[parts[0]] else 0
        if parts and abs(sum(open_parts.left[p] for p in parts) - amount) <= max(50, coins):
            expected.append(item)
    assert sorted(found) == expected


def test_what_is_closed_does_not_come_again():
    open_parts = made([(d, 1, 10_000, "USD", "") for d in range(5)])
    open_parts.let_in(10)
    open_parts.take(1, 10_000)
    open_parts.take(2, 4_000)
    assert list(open_parts.earned(1, 3)) == [2, 3]
    assert open_parts.due_on(3) == [2]
    assert open_parts.rest[open_parts.item[1]] == 6_000
