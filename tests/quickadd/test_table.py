"""A table of lines: what is understood, word for word, and that what is printed means the same."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.quickadd.ledger import NOW, read
from tracker.domain import problems
from tracker.errors import Ambiguous, InputError

HERE = Path(__file__).parent
DOC = HERE.parents[1] / "docs" / "quickadd.md"


def _table() -> list[tuple[str, str]]:
    text = (HERE / "table.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    return [(line, said) for line, _, said in (row.partition("  =>  ") for row in lines) if said]


TABLE = _table()


def _documented() -> list[tuple[str, str]]:
    """Rows `| line | understood |` of the documentation's examples."""
    text = DOC.read_text(encoding="utf-8").split("## Examples")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.+?)` \| (.+?) \|$", text, re.MULTILINE)


def _said(line: str) -> str:
    try:
        understood = read(line)
    except (InputError, Ambiguous) as error:
        return f"! {error.sentence()}"
    return " | ".join((understood.sentence, *understood.news))


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 250
    assert len({line for line, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("line", "understood"), TABLE, ids=[line for line, _ in TABLE])
def test_a_line_is_understood(line: str, understood: str) -> None:
    assert _said(line) == understood


@pytest.mark.parametrize("line", [line for line, said in TABLE if not said.startswith("!")])
def test_what_is_printed_means_the_same_on_any_day(line: str) -> None:
    first = read(line)
    assert problems(first.record) == []
    for later in (dt.timedelta(), dt.timedelta(days=100)):
        again = read(first.line, NOW + later)
        assert (again.record, again.line, again.sentence) == (first.record, first.line, first.sentence)


@pytest.mark.parametrize(("line", "understood"), _documented())
def test_every_documented_example_is_understood_so(line: str, understood: str) -> None:
    assert _said(line).removeprefix("! ").replace(" | ", " — ") == understood


def test_examples_are_documented() -> None:
    assert len(_documented()) >= 40
