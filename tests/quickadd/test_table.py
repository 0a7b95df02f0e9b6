"""A table of lines: what is understood, word for word, and that what is printed means the same."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from tests.quickadd.ledger import NOW, read, rows_of, said
from tracker.errors import Ambiguous

HERE = Path(__file__).parent
DOC = HERE.parents[1] / "docs" / "quickadd.md"
TABLE = rows_of(HERE / "table.txt")
IDS = [" ".join((line, *(str(v) for v in context.values()))) for line, _, context in TABLE]
STORED = [row for row in TABLE if row[1][0] not in "!?"]
QUESTIONS = [row for row in TABLE if row[1][0] == "?"]


def _documented() -> list[tuple[str, str]]:
    """Rows `| line | understood |` of the documentation's examples."""
    text = DOC.read_text(encoding="utf-8").split("## Examples")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.+?)` \| (.+?) \|$", text, re.MULTILINE)


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 450
    assert len({(line, str(context)) for line, _, context in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("line", "understood", "context"), TABLE, ids=IDS)
def test_a_line_is_understood(line: str, understood: str, context: dict[str, Any]) -> None:
    assert said(line, **context) == understood


@pytest.mark.parametrize(("line", "understood", "context"), STORED)
def test_what_is_printed_means_the_same_on_any_day(line: str, understood: str, context: dict[str, Any]) -> None:
    now = context.get("now", NOW)
    first = read(line, **context)
    for later in (dt.timedelta(), dt.timedelta(days=100)):
        again = read(first.line, **{**context, "now": now + later})
        assert (again.records, again.line, again.sentence) == (first.records, first.line, first.sentence)


@pytest.mark.parametrize(("line", "understood", "context"), QUESTIONS)
def test_each_answer_to_a_question_is_a_line_that_asks_no_more(
    line: str, understood: str, context: dict[str, Any]
) -> None:
    with pytest.raises(Ambiguous) as caught:
        read(line, **context)
    assert caught.value.choices
    for _, answer in caught.value.choices:
        assert read(answer, **context).line == answer


@pytest.mark.parametrize(("line", "understood"), _documented())
def test_every_documented_example_is_understood_so(line: str, understood: str) -> None:
    shown = said(line).removeprefix("! ").removeprefix("? ")
    assert shown.replace(" | ", " — ").replace("|", "\\|") == understood


def test_examples_are_documented() -> None:
    assert len(_documented()) >= 60
