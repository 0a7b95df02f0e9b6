"""Open questions as the JSON of a draft: each with what it may be answered with, and a place for the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker import say
from tracker.errors import InputError
from tracker.importers.doubts import Answer, Choice, Question, Sums, Word
from tracker.say import Act, Said
from tracker.units import money_text


def write(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """The questions, each with an empty "answer"."""
    return [_question(q) for q in questions]


def _question(q: Question) -> dict[str, Any]:
    made: dict[str, Any] = {"key": q.key, "question": str(q.text)}
    if q.optional:
        made["optional"] = True
    if q.choices:
        made["choices"] = [
            {"answer": c.value, "means": str(c.text), **_counted(c.rows, c.sums), "sets": dict(c.sets)}
            for c in q.choices
        ]
    if q.role:
        made |= {"column": q.column, "role": q.role, "meanings": list(q.meanings)}
        made["words"] = [{"word": w.word, **_counted(w.rows, w.sums)} for w in q.words]
        return {**made, "answer": {w.word: None for w in q.words}}
    if q.takes:
        made["takes"] = q.takes
    if q.suggested:
        made["for_example"] = list(q.suggested)
    return {**made, "answer": None}


def _counted(rows: int, sums: Sums) -> dict[str, Any]:
    return {"rows": rows, "sums": {c: money_text(units) for c, units in sums}} if rows else {}


def read(raw: object, *, file: str) -> tuple[list[Question], dict[str, Answer]]:
    """Questions and the answers that were written in, by key. Raises InputError."""
    if not isinstance(raw, list):
        raise _bad("open is a list of questions", file)
    questions, said = [], {}
    for item in raw:
        question = _read(item, file)
        questions.append(question)
        given = _given(item.get("answer"), question, file)
        if given is not None:
            said[question.key] = given
    return questions, said


def _given(raw: object, question: Question, file: str) -> Answer | None:
    match raw:
        case None | "":
            return None
        case str():
            return raw
        case dict() if all(m is None or isinstance(m, str) for m in raw.values()):
            words = {str(w): m for w, m in raw.items() if m}
            return words if set(words) >= {w.word for w in question.words} else None
    raise _bad(Said("the answer to {key} is not text", key=say.Word(question.key)), file)


def _read(raw: object, file: str) -> Question:
    try:
        if not isinstance(raw, dict):
            raise TypeError
        return Question(
            key=_text(raw["key"]),
            text=_text(raw["question"]),
            choices=tuple(
                Choice(_text(c["answer"]), _text(c["means"]), tuple((_text(k), _text(v)) for k, v in c["sets"].items()))
                for c in raw.get("choices", ())
            ),
            words=tuple(Word(_text(w["word"]), 0) for w in raw.get("words", ())),
            column=_text(raw.get("column", "")),
            role=_text(raw.get("role", "")),
            takes=_text(raw.get("takes", "")),
            optional=raw.get("optional", False) is True,
        )
    except (KeyError, TypeError, AttributeError):
        raise _bad("a question in it is not as it was written", file) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bad(what: Said | str, file: str) -> InputError:
    return InputError(what, hint=Act.DRAFT_ANEW, file=file, column="open")
