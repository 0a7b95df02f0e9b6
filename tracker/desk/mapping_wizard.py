"""The mapping wizard: a first draft for a table nobody knows, and the draft tried again after each correction.

bytes ── decode ──> Text ── guess ──> Trial (draft, what is open, first rows as they would be stored)
                      answers, corrections ──^
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from itertools import islice

from tracker.errors import InputError, UnreadableFile
from tracker.importers import guess, reading
from tracker.importers.base import ReadOptions, Text
from tracker.importers.doubts import Answer, OpenQuestions, Question, answer
from tracker.importers.first_rows import FirstRow
from tracker.importers.mapped_cells import as_table, told_apart
from tracker.importers.mapping import Mapping
from tracker.say import Said

ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "utf-16", "shift_jis", "gb18030")
DELIMITERS = (",", ";", "\t", "|")
SAMPLES, LOOKED_AT = 3, 40


@dataclass(frozen=True, slots=True)
class Trial:
    """A mapping tried on a file.

    `samples`: for each column of the header its first filled cells. `problem`: why the table cannot be
    read at all as described ("" if it can).
    """

    mapping: Mapping
    encoding: str
    samples: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[Question, ...]
    rows: tuple[FirstRow, ...]
    problem: Said | str = ""

    @property
    def needed(self) -> tuple[Question, ...]:
        """Questions without whose answers nothing is imported."""
        return tuple(q for q in self.questions if not q.optional)


def first(name: str, data: bytes, options: ReadOptions, mapping: Mapping | None = None) -> Trial:
    """The draft for a file, or a mapping made before tried on it. Raises `UnreadableFile` if it is not a table."""
    text = reading.decode(name, data)
    made = guess.draft(text, options) if mapping is None else guess.again(text, mapping, options)
    return Trial(made.mapping, text.encoding, _samples(text, made.mapping), made.questions, made.rows)


def again(name: str, data: bytes, mapping: Mapping, options: ReadOptions, *, encoding: str = "") -> Trial:
    """The draft after an answer or a correction: header names follow delimiter and header line."""
    try:
        text = reading.decode(name, data, encoding or None)
        made = guess.again(text, _with_header(text, mapping), options)
        return Trial(made.mapping, text.encoding, _samples(text, made.mapping), made.questions, made.rows)
    except InputError as error:
        return Trial(mapping, encoding, (), (), (), error.sentence())


def answered(name: str, data: bytes, tried: Trial, question: Question, said: Answer, options: ReadOptions) -> Trial:
    """The draft with one more answer. Raises `InputError` for an answer that is none."""
    return again(name, data, answer(tried.mapping, question, said), options, encoding=tried.encoding)


def unanswered(mapping: Mapping) -> Mapping:
    """The mapping without its last answer; what the answer set stands until it is answered again."""
    key = mapping.answered[-1]
    words = tuple(w for w in mapping.words if f"{w.role}:{w.column}" != key)
    return replace(mapping, answered=mapping.answered[:-1], words=words)


def corrected(tried: Trial, columns: Dict[str, str]) -> Mapping:
    """The mapping with columns said by hand; the questions about those that changed are answered by that."""
    before = tried.mapping.columns
    changed = {f for f in {*before, *columns} if before.get(f) != columns.get(f)}
    keys = [q.key for q in tried.questions if q.about in changed]
    answered = tuple(dict.fromkeys((*tried.mapping.answered, *keys)))
    return replace(tried.mapping, columns=columns, answered=answered)


def _with_header(text: Text, mapping: Mapping) -> Mapping:
    """The mapping with the header where it is said to be; columns that went are let go."""
    if not mapping.header_row:
        return mapping
    found = reading.table(text, delimiter=mapping.delimiter, header_line=mapping.header_row)
    if len(found.header) < 2:
        raise UnreadableFile("That gives a single column.", hint="Choose another separator.", file=text.name)
    header = told_apart(found.header)
    kept = {field: column for field, column in mapping.columns.items() if column in header}
    words = tuple(w for w in mapping.words if w.column in header)
    return replace(mapping, header=header, columns=kept, words=words)


def _samples(text: Text, mapping: Mapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = as_table(text, mapping)
    rows = [cells for _, cells in islice(iter(table), LOOKED_AT)]

    def of(at: int) -> tuple[str, ...]:
        filled = (row[at].strip() for row in rows if at < len(row) and row[at].strip())
        return tuple(islice(dict.fromkeys(filled), SAMPLES))

    return tuple((column, of(at)) for at, column in enumerate(table.header))


__all__ = [
    "DELIMITERS", "ENCODINGS", "Answer", "OpenQuestions", "Question", "Trial", "again", "answered", "corrected",
    "first", "unanswered",
]  # fmt: skip
