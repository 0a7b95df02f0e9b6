"""Sources that are no tables, JSON and lines of text, as the table that their entries make.

    Text ── json_items ──> Item: line, key, value of each entry ── json_table ──> Entries ── Layout.bind ──> Sheet
    Text ── a format's own lines ──────────────────────────────── line_table ──┘

So a format of JSON is described by columns like any other: a column's name is the way to its value
(`reward.amount_in_dollars`, `0` for the first of a list). Numbers stay the text that the file has, so that nothing
is rounded on the way; a name that is there twice, NaN and what is nested too deep refuse the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from tracker.errors import UnreadableFile
from tracker.importers.base import Text
from tracker.importers.columns import Field, Layout
from tracker.importers.reading import Table
from tracker.say import Said, Word

HEAD = 4_000
"""Characters by which JSON is recognised."""
MOST_DIGITS = 400
"""Characters of a number: more are no sum and no time."""
_SPACE = re.compile(r"[ \t\n\r]*")
_NAME = re.compile(r'"([^"\\\n]{1,60})"\s*:')
_CLOSES = {"[": "]", "{": "}"}
_HINT = "Export the file again: it may have been cut off or changed."
ELSEWHERE = "The entries are not where this format has them: the file is wrapped in something else, or of another kind."
NUMBERED = "The file has several entries on one line: the numbers of its lines count entries here."


@dataclass(frozen=True, slots=True)
class Entries(Table):
    """A table whose rows are at hand. `numbered`: its lines are the numbers of entries."""

    rows: tuple[tuple[int, list[str]], ...] = ()
    numbered: bool = False

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return iter(self.rows)

    @property
    def notes(self) -> list[Said | str]:
        return [NUMBERED] if self.numbered else []


def line_table(text: Text, layout: Layout, rows: Iterable[tuple[int, Sequence[str]]]) -> Entries:
    """Lines of text that a format has taken apart: (line, cells in the order of the layout)."""
    names = tuple(f.names[0] for f in layout.fields.values())
    return Entries(text.name, text.text, ",", names, 0, tuple((line, list(cells)) for line, cells in rows))


# --- JSON -----------------------------------------------------------------------------------------------


class Item(NamedTuple):
    """One entry: the line on which it begins, its name or number in what holds it, and its value."""

    line: int
    key: str
    value: Any


def names_at_start(text: Text) -> frozenset[str]:
    """Names of members near the beginning of a JSON text; none of any other text."""
    head = text.text[:HEAD].lstrip()
    return frozenset(_NAME.findall(head)) if head[:1] in _CLOSES else frozenset()


def json_items(text: Text, *path: str, keep: frozenset[str] | None = None, may_lack: bool = False) -> list[Item]:
    """The members of what is at the end of `path` (a name, or `*` for each member): of a list or an object.

    `keep`: names of members of the entries that are of use; all others are forgotten as they are read. Raises
    `UnreadableFile` (`bad_json`) with the line, also where the path does not begin at the top, unless it `may_lack`:
    entries that are wrapped in something else are not no entries.
    """
    reader = _Reader(text, keep)
    try:
        end = reader.walk(reader.skip(0), path)
        if reader.skip(end) != len(text.text):
            reader.fail("There is more behind the end of the JSON.", end)
    except json.JSONDecodeError as error:
        reader.fail(Said("The JSON cannot be read ({msg}).", msg=Word(error.msg)), error.pos)
    except IndexError:
        reader.fail("The JSON ends before it is complete.", len(text.text))
    except _Twice as error:
        reader.fail("The name {value!r} is there twice.", reader.at, str(error)[:60])
    except RecursionError:
        reader.fail("The JSON is nested too deep.", 0)
    except ValueError as error:
        reader.fail(str(error), reader.at)
    if path and not may_lack and not reader.begun:
        reader.fail(ELSEWHERE, 0)
    return reader.found


class _Twice(ValueError):
    """A name that an object has twice."""


class _Reader:
    """Walks down to the entries and reads each by itself, so that its line is known."""

    def __init__(self, text: Text, keep: frozenset[str] | None) -> None:
        self.name, self.text, self.keep = text.name, text.text, keep
        self.found: list[Item] = []
        self.at, self._line, self._counted = 0, 1, 0
        self.begun = False
        hooks: dict[str, Any] = {"parse_float": _number, "parse_int": _number, "parse_constant": _refuse}
        self._read = json.JSONDecoder(object_pairs_hook=self._members, **hooks).raw_decode

    def fail(self, message: Said | str, at: int, value: str = "") -> NoReturn:
        line = self.text.count("\n", 0, at) + 1
        raise UnreadableFile(message, hint=_HINT, code="bad_json", file=self.name, line=line, value=value)

    def skip(self, at: int) -> int:
        return _SPACE.match(self.text, at).end()  # type: ignore[union-attr]  # it fits nothing, too

    def walk(self, at: int, path: Sequence[str]) -> int:
        """Read the value at `at` and what of it is on the path; gives where it ends."""
        opening = self.text[at]
        if opening not in _CLOSES:
            return self.value(at)[1]
        at, n, seen = self.skip(at + 1), 0, set[str]()
        while self.text[at] != _CLOSES[opening]:
            key, at = (str(n), at) if opening == "[" else self.key(at)
            if key in seen:
                raise _Twice(key)
            seen.add(key)
            at = self.behind(self.member(key, at, path), _CLOSES[opening])
            n += 1
        return at + 1

    def member(self, key: str, at: int, path: Sequence[str]) -> int:
        if path and path[0] in ("*", key):
            self.begun = True
            return self.walk(at, path[1:])
        value, end = self.value(at)
        if not path:
            self._line += self.text.count("\n", self._counted, at)
            self._counted = at
            self.found.append(Item(self._line, key, value))
        return end

    def value(self, at: int) -> tuple[Any, int]:
        self.at = at
        return self._read(self.text, at)

    def key(self, at: int) -> tuple[str, int]:
        is_name = self.text[at] == '"'
        key, at = self.value(at)
        at = self.skip(at)
        if not is_name or self.text[at] != ":":
            self.fail("The JSON cannot be read: a name is missing.", at)
        return key, self.skip(at + 1)

    def behind(self, at: int, close: str) -> int:
        """Where the next member begins, or the end is."""
        at = self.skip(at)
        if self.text[at] == close:
            return at
        following = self.skip(at + 1)
        if self.text[at] != "," or self.text[following] == close:
            self.fail("The JSON cannot be read: a comma is missing, or one too many.", at)
        return following

    def _members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = [name for name, _ in pairs]
            raise _Twice(next(n for n in names if names.count(n) > 1))
        return made if self.keep is None else {n: v for n, v in made.items() if n in self.keep}


def _number(text: str) -> str:
    if len(text) > MOST_DIGITS:
        raise ValueError(f"A number has more than {MOST_DIGITS} digits.")
    return text


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} cannot be a number.")


def json_table(text: Text, layout: Layout, items: Sequence[Item]) -> Entries:
    """The entries as rows of text; a list is one cell, its parts with commas between.

    An object or list in which none of the fields is found does not count as empty: its first cell says that something
    is there. Raises `UnreadableFile` (`bad_json`) if all entries are such.
    """
    fields = [[name.split(".") for name in f.names] for f in layout.fields.values()]
    lines = [item.line for item in items]
    numbered = len(set(lines)) < len(lines)
    cells = [[_first(item.value, ways) for ways in fields] for item in items]
    strange = [
        n for n, item in enumerate(items) if item.value and not isinstance(item.value, str) and not any(cells[n])
    ]
    if strange and len(strange) == len(items):
        raise UnreadableFile(ELSEWHERE, hint=_HINT, code="bad_json", file=text.name, line=items[0].line)
    for n in strange:
        cells[n][0] = "{…}"
    rows = tuple((n if numbered else item.line, cells[n - 1]) for n, item in enumerate(items, 1))
    return Entries(text.name, text.text, ",", tuple(map(_header, layout.fields.values())), 0, rows, numbered)


def _header(field: Field) -> str:
    return field.names[0]


def _first(value: Any, ways: Sequence[Sequence[str]]) -> str:
    for way in ways:
        if cell := as_cell(_at(value, way)):
            return cell
    return ""


def _at(value: Any, way: Sequence[str]) -> Any:
    for name in way:
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def as_cell(value: Any) -> str:
    """A value of JSON as the text of a cell.

    >>> as_cell(["a", "b"]), as_cell(None), as_cell(True), as_cell({"a": "1"})
    ('a, b', '', 'true', '{…}')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(as_cell, value))
    return "{…}" if isinstance(value, dict) else str(value).lower()
