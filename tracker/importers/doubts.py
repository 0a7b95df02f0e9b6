"""What a table leaves open, as typed questions, and what an answer makes of the mapping.

    Question ── choices: each says what it sets in the mapping      {"columns.amount": "Credit"}
             ── words:   each distinct word of a column, to be sorted into the meanings of a role
             ── takes:   a free text, and where it goes             "constants.currency"

A question that is answered has its key in `Mapping.answered` and is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from tracker import say
from tracker.errors import InputError
from tracker.importers.mapping import BELOW_ZERO, FIELDS, MEANINGS, Mapping, Words
from tracker.say import Act, Many, Said
from tracker.words import parse_currency, parse_day, parse_zone

Sums: TypeAlias = tuple[tuple[str, int], ...]
"""(currency, units of 1/10 000) in order; the currency is "" if none is known."""
Answer: TypeAlias = str | Dict[str, str]

SETTABLE = frozenset(
    (
        "kind", "dates", "decimal", "zone", "duration_unit", "colons", "below_zero", "fee_is", "once_per",
        "total_without", "above", "worked", "pause_unit", "covers", "hundredths",
    )
)  # fmt: skip
"""What an answer can set besides columns and constants."""
ANY_CURRENCY, ANY_ZONE, ANY_PLATFORM, ANY_DAY = "constants.currency", "zone", "constants.platform", "constants.date"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: how it is written, what it means, and what it sets in the mapping ("" takes away)."""

    value: str
    text: Said | str
    sets: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    sums: Sums = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One distinct word of a column with its rows and sums. `likely`: a meaning to begin with, never taken unasked."""

    word: str
    rows: int
    sums: Sums = ()
    likely: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt. `key` names it in `Mapping.answered`; its first part says what it is about.

    Exactly one of `choices`, `words` (with `column` and `role`) and `takes` is the way to answer. `optional`:
    the file can be read without it, because nothing is stored that it would decide.
    """

    key: str
    text: Said | str
    choices: tuple[Choice, ...] = ()
    words: tuple[Word, ...] = ()
    column: str = ""
    role: str = ""
    takes: str = ""
    suggested: tuple[str, ...] = ()
    optional: bool = False

    @property
    def about(self) -> str:
        return self.key.partition(":")[0]

    @property
    def meanings(self) -> tuple[str, ...]:
        return MEANINGS.get(self.role, ())


class OpenQuestions(InputError):
    """A draft, or a file that raises a doubt which its mapping (`mapping`, if it is saved) does not answer."""

    def __init__(self, questions: Iterable[Question], *, file: str, mapping: Mapping | None = None) -> None:
        self.questions, self.mapping = tuple(questions), mapping
        said = " ".join(f"({n}) {q.key}: {q.text}" for n, q in enumerate(self.questions, 1))
        super().__init__(
            f"The mapping leaves open: {said}",
            hint=Act.ANSWER_DRAFT,
            code="open_questions",
            file=file,
        )


def answer(mapping: Mapping, question: Question, said: Answer) -> Mapping:
    """The mapping with one question answered.

    Raises `InputError` (`bad_answer`, or what a currency or zone raises) for an answer that is none.
    """
    changed = _answered(mapping, question, said)
    keys = tuple(dict.fromkeys((*mapping.answered, question.key)))
    return replace(changed, answered=keys)


def _answered(mapping: Mapping, question: Question, said: Answer) -> Mapping:
    if question.role:
        return _sorted_words(mapping, question, said)
    if not isinstance(said, str):
        raise _bad(question, str(said), ())
    for choice in question.choices:
        if choice.value == said:
            return changed(mapping, dict(choice.sets))
    if not question.takes:
        raise _bad(question, said, tuple(c.value for c in question.choices))
    return changed(mapping, {question.takes: _text(question, said)})


def _text(question: Question, said: str) -> str:
    words = " ".join(said.split())
    if not words:
        raise _bad(question, said, ())
    return _READ.get(question.takes, str)(words)


def _day(text: str) -> str:
    return parse_day(text).isoformat()


_READ: Dict[str, Callable[[str], str]] = {ANY_CURRENCY: parse_currency, ANY_ZONE: parse_zone, ANY_DAY: _day}


def _sorted_words(mapping: Mapping, question: Question, said: Answer) -> Mapping:
    if isinstance(said, str):
        raise _bad(question, said, ())
    for word in (w.word for w in question.words):
        if said.get(word) not in question.meanings:
            raise _bad(question, f"{word}: {said.get(word)}", question.meanings)
    before = next((w.values for w in mapping.words if w.column == question.column), {})
    made = Words(question.column, question.role, {**before, **said})
    return replace(mapping, words=(*(w for w in mapping.words if w.column != question.column), made))


def _bad(question: Question, said: str, choices: tuple[str, ...]) -> InputError:
    return InputError(
        "{said!r} is not an answer to “{typed}”.",
        hint=Said("Answer with {names}.", names=Many([say.Word(repr(c)) for c in choices], " or ")) if choices else "",
        code="bad_answer",
        value=said,
        said=say.Word(said),
        typed=say.Word(question.text),
    )


def changed(mapping: Mapping, sets: Dict[str, str]) -> Mapping:
    """The mapping with values set: "columns.amount", "constants.currency", "kind" …; "" takes a value away."""
    parts = {"columns": dict(mapping.columns), "constants": dict(mapping.constants)}
    plain: dict[str, str | bool | None] = {}
    for path, value in sets.items():
        part, dot, name = path.partition(".")
        if path in SETTABLE:
            plain[path] = _as_kept(path, value)
            continue
        if part not in parts or not dot:
            raise InputError("{value} is nothing that an answer can set.", code="bad_answer", value=path)
        if part == "columns":  # a column is one thing at a time
            parts[part] = {f: c for f, c in parts[part].items() if c != value}
        parts[part].pop(name, None)
        if value:
            parts[part][name] = value
    kind = str(plain.get("kind") or mapping.kind)
    allowed = {p: {f: v for f, v in said.items() if f in FIELDS[kind]} for p, said in parts.items()}
    values: dict[str, Any] = {"below_zero": mapping.below_zero, **plain, **allowed}
    if values["below_zero"] not in BELOW_ZERO.get(kind, ()):
        values["below_zero"] = None  # it was said of rows of another kind, and is asked again
    return replace(mapping, **values)


def _as_kept(path: str, value: str) -> str | bool | None:
    if path == "hundredths":
        return bool(value)
    return value if path in ("once_per", "total_without", "above") else value or None


def answer_all(
    mapping: Mapping, questions: Iterable[Question], said: Dict[str, Answer]
) -> tuple[Mapping, tuple[Question, ...]]:
    """The mapping with all answers there are, by key, and the questions that have none."""
    left = []
    for question in questions:
        if question.key in said:
            mapping = answer(mapping, question, said[question.key])
        else:
            left.append(question)
    return mapping, tuple(left)


def assume(mapping: Mapping, question: Question) -> Mapping:
    """The mapping as if the likeliest answer had been given: for showing first rows, never for storing."""
    if question.role:
        likely = {w.word: w.likely or question.meanings[-1] for w in question.words}
        return _answered(mapping, question, likely)
    first = question.choices[0].value if question.choices else next(iter(question.suggested), "")
    return _answered(mapping, question, first) if first else mapping
