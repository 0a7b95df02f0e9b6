"""Mappings as JSON, and back with one sentence on what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from dataclasses import asdict, fields
from typing import Any

from tracker.errors import InputError
from tracker.importers import doubts_json
from tracker.importers.doubts import OpenQuestions, Question, answer_all
from tracker.importers.mapping import Entry, Lookup, Mapping, Words, check, settle_check
from tracker.say import Word
from tracker.units import money_text
from tracker.words import parse_money

VERSION = 1


def to_json(mapping: Mapping, extra: Dict[str, Any] | None = None) -> str:
    """A mapping as JSON text: the same mapping always gives the same text. `extra`: what a draft has besides."""
    raw = asdict(mapping)
    raw["lookups"] = [
        {"column": t.column, "values": {v: _entry_json(e) for v, e in sorted(t.values.items())}}
        for t in mapping.lookups
    ]
    raw["columns"] = dict(sorted(mapping.columns.items()))
    raw["constants"] = dict(sorted(mapping.constants.items()))
    return json.dumps({"tracker_mapping": VERSION, **(extra or {}), **raw}, ensure_ascii=False, indent=2) + "\n"


def _entry_json(entry: Entry) -> dict[str, Any]:
    said = {k: v for k, v in asdict(entry).items() if v is not None}
    return {k: money_text(v) if k == "rate" else v for k, v in said.items()}


def from_json(text: str, *, file: str = "mapping") -> Mapping:
    """The mapping that a JSON text holds, with the answers that were written into a draft.

    Raises:
        InputError: one sentence that says which key or value is wrong.
        OpenQuestions: a draft whose questions are not all answered.
    """
    mapping, left = read_draft(text, file=file)
    if needed := [q for q in left if not q.optional]:
        raise OpenQuestions(needed, file=file)
    check(mapping, file=file)
    return mapping


def read_draft(text: str, *, file: str = "mapping") -> tuple[Mapping, tuple[Question, ...]]:
    """The mapping of a JSON text with its answers, and the questions that have none yet. Raises InputError."""
    raw = _object(text, file)
    raw.pop("first_rows", None)
    questions, said = doubts_json.read(raw.pop("open", []), file=file)
    _known(raw, {f.name for f in fields(Mapping)}, file)
    _typed(raw, file)
    for name in ("header", "answered"):
        raw[name] = tuple(raw.get(name, ()))
    raw["lookups"] = tuple(_lookup(t, file) for t in raw.get("lookups", ()))
    raw["words"] = tuple(_words(w, file) for w in raw.get("words", ()))
    try:
        mapping = Mapping(**raw)
    except TypeError:
        raise InputError("a mapping needs a name", file=file, column="name") from None
    settle_check(mapping, file=file)
    try:
        mapping, left = answer_all(mapping, questions, said)
    except InputError as error:
        error.file = error.file or file
        raise
    settle_check(mapping, file=file)
    return mapping, left


def _object(text: str, file: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("this is not JSON", file=file, line=error.lineno, hint=f"{error.msg}.") from None
    except (ValueError, RecursionError):
        raise InputError("this is not a mapping: it is nested too deeply", file=file) from None
    if not isinstance(raw, dict) or "tracker_mapping" not in raw:
        raise InputError('not a mapping: an object with "tracker_mapping" is expected', file=file)
    if raw.pop("tracker_mapping") != VERSION:
        raise InputError("this mapping was written by another version", file=file, hint="Make it again.")
    return raw


_TYPES: Dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(
        (
            "name",
            "kind",
            "delimiter",
            "encoding",
            "duration_unit",
            "colons",
            "fee_is",
            "once_per",
            "total_without",
            "above",
            "pause_unit",
            "covers",
        ),
        str,
    ),
    **dict.fromkeys(("dates", "decimal", "zone", "below_zero", "worked"), (str, type(None))),
    **dict.fromkeys(("header", "lookups", "words", "answered"), list),
    **dict.fromkeys(("drafted", "hundredths"), bool),
    **dict.fromkeys(("columns", "constants"), dict),
    "header_row": int,
}


def _typed(raw: dict[str, Any], file: str) -> None:
    for name, value in raw.items():
        inner = value.values() if isinstance(value, dict) else value if name in ("header", "answered") else ()
        if not isinstance(value, _TYPES[name]) or not all(isinstance(v, str) for v in inner):
            raise InputError(
                "{name} is not what it should be", file=file, column=name, value=str(value), name=Word(name)
            )


def _known(raw: dict[str, Any], names: set[str], file: str) -> None:
    strange = sorted(set(raw) - names)
    if strange:
        raise InputError(
            "{strange} is nothing a mapping has",
            hint="It has {names}.",
            file=file,
            strange=Word(strange[0]),
            names=Word(", ".join(sorted(names))),
        )


def _lookup(raw: object, file: str) -> Lookup:
    values = raw.get("values") if isinstance(raw, dict) else None
    good = isinstance(values, dict) and all(isinstance(said, dict) for said in values.values())
    if not isinstance(raw, dict) or not good or not isinstance(raw.get("column"), str):
        raise InputError('a lookup is {"column": …, "values": {…}}', file=file, column="lookups")
    entries = {}
    for value, said in raw["values"].items():
        _known(said, {f.name for f in fields(Entry)}, file)
        if not all(v is None or isinstance(v, bool if k == "paid" else str) for k, v in said.items() if k != "rate"):
            raise InputError(
                "a value of the lookup for {given} is not text", file=file, column="lookups", given=Word(value)
            )
        entries[value] = Entry(**{**said, "rate": _money(said.get("rate"), file)})
    return Lookup(raw["column"], entries)


def _words(raw: object, file: str) -> Words:
    good = isinstance(raw, dict) and set(raw) == {"column", "role", "values"} and isinstance(raw["values"], dict)
    texts = [raw["column"], raw["role"], *raw["values"].values()] if isinstance(raw, dict) and good else [None]
    if not isinstance(raw, dict) or not all(isinstance(t, str) for t in texts):
        raise InputError('words are {"column": …, "role": …, "values": {…}}', file=file, column="words")
    return Words(raw["column"], raw["role"], dict(raw["values"]))


def _money(value: object, file: str) -> int | None:
    if value is None:
        return None
    try:
        return parse_money(str(value), exact=True)
    except InputError:
        raise InputError("{given!r} is not a rate", file=file, column="rate", given=Word(value)) from None
