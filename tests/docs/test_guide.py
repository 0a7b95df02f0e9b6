"""The newcomer's guide names files and functions that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted(set(re.findall(r"`([\w./-]+\.(?:py|toml)(?::\w+)?)`", (ROOT / "docs" / "guide.md").read_text("utf-8"))))


@pytest.mark.parametrize("named", NAMED)
def test_what_the_guide_names_is_there(named: str) -> None:
    path, _, name = named.partition(":")
    text = (ROOT / path).read_text(encoding="utf-8")
    if name:
        body = ast.parse(text).body
        assert name in {n.name for n in body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}


def test_the_guide_names_what_it_is_for() -> None:
    assert len(NAMED) > 60
    assert any(":ladder" in n for n in NAMED)
