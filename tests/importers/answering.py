"""Answering the draft of a mapping as a person would: its JSON with the answers written in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def answered(text: str, answers: Mapping[str, Any]) -> str:
    """The draft with answers by the key of a question, or by what it is about (the key up to its colon).

    Words are sorted by a table of words, in which `*` stands for all others. A question without an answer
    stays open.
    """
    raw = json.loads(text)
    for question in raw["open"]:
        key = question["key"]
        said = answers.get(key, answers.get(key.partition(":")[0]))
        if isinstance(said, Mapping):
            said = {w["word"]: said.get(w["word"], said.get("*")) for w in question["words"]}
        if said is not None:
            question["answer"] = said
    return json.dumps(raw, ensure_ascii=False)


def open_keys(text: str) -> list[str]:
    """The keys of the questions that have to be answered."""
    return [q["key"] for q in json.loads(text)["open"] if not q.get("optional")]
