"""Every reason that intake gives and every finding of doctor is named in the docs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def literal_first(module: str, *calls: str) -> set[str]:
    """Constants that are first in calls of these names."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / "tracker" / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


@pytest.mark.parametrize(
    ("module", "call", "doc"),
    [
        ("vault/intake.py", "Refused", "errors.md"),
        ("pool/checks.py", "Problem", "errors.md"),
        ("vault/checking.py", "Finding", "cli.md"),
    ],
)
def test_every_code_is_in_the_docs(module, call, doc):
    codes = literal_first(module, call)
    text = (ROOT / "docs" / doc).read_text(encoding="utf-8")
    assert codes
    assert [c for c in sorted(codes) if f"| `{c}` |" not in text] == []
