"""The mapping wizard: a first draft for a table nobody knows, and the draft tried again after each correction.

bytes ── decode ──> Text ── guess ──> Trial (draft, what is open, first rows as understood)
                      corrected draft ──^
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from tracker.errors import InputError, UnreadableFile
from tracker.importers import guess, reading
from tracker.importers.base import ReadOptions, Text
from tracker.importers.mapping import Mapping

ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "utf-16", "shift_jis", "gb18030")
DELIMITERS = (",", ";", "\t", "|")
SAMPLES, LOOKED_AT = 3, 40


@dataclass(frozen=True, slots=True)
class Trial:
    """A mapping tried on a file.

    `samples`: for each column of the header its first filled cells. `problem`: why the table cannot be
    read at all as described ("" where it can).
    """

    mapping: Mapping
    encoding: str
    samples: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[guess.Question, ...]
    preview: tuple[guess.PreviewRow, ...]
    problem: str = ""


def first(name: str, data: bytes, options: ReadOptions) -> Trial:
    """The draft for a file. Raises `UnreadableFile` where it is no table."""
    text = reading.decode(name, data)
    made = guess.guess(text, options)
    return Trial(made.mapping, text.encoding, _samples(text, made.mapping), made.questions, made.preview)


def again(name: str, data: bytes, mapping: Mapping, options: ReadOptions, *, encoding: str = "") -> Trial:
    """The draft after a correction: header names follow delimiter and header line, columns that went are let go."""
    try:
        text = reading.decode(name, data, encoding or None)
        mapping = _with_header(text, mapping)
        samples = _samples(text, mapping)
        questions = guess.questions(text, mapping, options)
        return Trial(mapping, text.encoding, samples, questions, guess.preview(text, mapping, options))
    except InputError as error:
        return Trial(mapping, encoding, (), (), (), error.sentence())


def _with_header(text: Text, mapping: Mapping) -> Mapping:
    if not mapping.header_row:
        return mapping
    found = reading.table(text, delimiter=mapping.delimiter, header_line=mapping.header_row)
    if len(found.header) < 2:
        raise UnreadableFile("That gives a single column.", hint="Choose another separator.", file=text.name)
    kept = {field: column for field, column in mapping.columns.items() if column in found.header}
    return replace(mapping, header=found.header, columns=kept)


def _samples(text: Text, mapping: Mapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if mapping.header_row:
        table = reading.table(text, delimiter=mapping.delimiter, header_line=mapping.header_row)
    else:
        table = reading.Table(text.name, text.text, mapping.delimiter, mapping.header, 0)
    rows = [cells for _, cells in islice(iter(table), LOOKED_AT)]

    def of(at: int) -> tuple[str, ...]:
        filled = (row[at].strip() for row in rows if at < len(row) and row[at].strip())
        return tuple(islice(dict.fromkeys(filled), SAMPLES))

    return tuple((column, of(at)) for at, column in enumerate(table.header))
