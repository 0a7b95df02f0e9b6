"""Plain English: turns of phrase that a reader stumbles over, in texts, docstrings and docs, and what to write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "tracker").rglob("*.py"))
PROSE = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"])
BANNED = {
    r"\b(is|was) none of\b": "is not one of",
    r"(?<!here )\b(is|was) no (?!longer|more|other|such|doubt|need|less|way|room)[a-z]": "is not a",
    r"\b(lies|lie|lay|lying) (in|after|before|above|below|outside|between|beyond|beside|within|around)\b": "is in",
    r"\bstands? (in(?! for)|under|behind|beside|between|above|below|at)\b": "is in, is under",
    r"\bso many (days|weeks|months|quarters|years|hours|minutes|seconds|rows|lines|dollars|people|contributors)\b": (
        "the number of days"
    ),
    r"\banew\b": "again; rebuilt",
    r"\b(one|project|contributor) in the middle\b": "median",
    r"\b([Nn]one|[Mm]issing|[Ee]mpty|null|0|NaN) where\b": "None if",
    r"\bwhere (there is|there are|nothing|nobody|none|no [a-z]+)\b": "if there is",
    r"\bcannot be (said|meant)\b|\b[Nn]othing can be said\b": "is unknown; can be worked out",
    r"\bSay (which|it|one|when|the|a|its|how|on|what|whether|with|both|only)\b": "Give, Set, Enter, Choose",
    r"\bNothing is known of\b": "We have no … for",
    r"\bmore than nothing\b": "above zero",
    r"\bsigns that are no\b": "characters that cannot",
}
"""What is not written, and what to write in its place."""


def texts(path: Path) -> Iterator[str]:
    """Every text of a module, docstrings too, with … for what is filled in."""
    whole = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(whole) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(whole):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


def found(text: str) -> list[str]:
    plain = re.sub(r"\s+", " ", text)
    return [f"“{hit[0]}”: write {better}" for turn, better in BANNED.items() if (hit := re.search(turn, plain))]


@pytest.mark.parametrize("path", [*CODE, *PROSE], ids=lambda p: str(p.relative_to(ROOT)))
def test_texts_are_plain_english(path: Path) -> None:
    for text in [path.read_text(encoding="utf-8")] if path.suffix == ".md" else texts(path):
        assert not found(text), text


@pytest.mark.parametrize(
    "turn", ["'x' is none of a, b.", "It lies in the future.", "Say which it is.", "None where unset"]
)
def test_what_is_banned_is_found(turn: str) -> None:
    assert found(turn)
