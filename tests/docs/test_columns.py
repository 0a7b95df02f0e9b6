"""What a column is called and what it holds is said by the models alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tracker
from tracker.domain import RECORDS, columns

ROOT = Path(tracker.__file__).parent
SAID = {text.lower() for r in RECORDS for c in columns(r) for text in (c.title, c.help) if " " in text}
"""Titles and help of more than one word: a single one, such as Platform, is said of much else."""


def texts(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {
        n.value.strip().rstrip(".:").lower() for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


@pytest.mark.parametrize("package", ["views", "widgets", "pages", "cli"])
def test_no_title_or_help_of_a_column_is_written_again(package: str) -> None:
    again = {p.name: found for p in (ROOT / package).rglob("*.py") if (found := texts(p) & SAID)}
    assert again == {}


def test_there_are_titles_to_look_for() -> None:
    assert len(SAID) > 100
