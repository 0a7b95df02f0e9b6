"""Rows that are written by their columns are those that are written one by one, in the tables and in the journal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import AT, WHO, everything, replay, session
from tracker.domain import Payout, Record, WorkSession
from tracker.store import Store
from tracker.store.rows import row_lines
from tracker.store.tables import TABLES

NAMES = TABLES["mappings"].columns
WORDS = st.none() | st.text(max_size=6) | st.sampled_from(["a", "b"])
ROWS = st.lists(st.tuples(*[WORDS for _ in NAMES[:-1]], st.integers()), min_size=1, max_size=300)


@given(ROWS)
def test_a_line_of_the_journal_is_the_row_without_what_is_empty(rows):
    lines = row_lines("mappings", list(zip(*rows, strict=True)))
    filled = [{n: v for n, v in zip(NAMES, row, strict=True) if v is not None} for row in rows]
    assert lines == [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in filled]


def _written(place: Path, groups: list[list[Record]]) -> dict[str, list[tuple[object, ...]]]:
    with Store.open(place) as store:
        with store.operation("log", who=WHO, at=AT) as change:
            for records in groups:
                extras = [(f"c{n}", None if n % 3 else f"s{n}") for n, _ in enumerate(records)]
                change.insert_many(records, extras=extras if len(extras) > 1 else None)
        made = store.snapshot()
        assert replay(store) == made
        return made


def test_many_at_once_are_the_same_rows_as_one_by_one(tmp_path: Path) -> None:
    """Columns that are empty in all rows, in some and in none; names that are new, known, and those of no project."""
    made: list[Record] = [
        replace(r, source="x", source_id=f"t{n}") if isinstance(r, WorkSession | Payout) else r
        for n, r in enumerate(everything())
    ]
    made += [
        session(n % 28 + 1, source="x", source_id=str(n), project=[None, "New", "Other"][n % 3],
                platform=["Outlier", "Newcomer"][n % 2], note="" if n % 2 else "same")
        for n in range(250)
    ]  # fmt: skip
    one = _written(tmp_path / "one.db", [[r] for r in made])
    many = _written(tmp_path / "many.db", [made[:-250], made[-250:]])
    rows = {t: [_bare(t, row) for row in found] for t, found in many.items()}
    assert rows == {t: [_bare(t, row) for row in found] for t, found in one.items()}


def _bare(table: str, row: tuple[object, ...]) -> object:
    """A row without what only imports give it."""
    raw = row[1]
    return (row[0], {k: v for k, v in raw.items() if k not in ("content", "slot", "source_id")})
