"""XML as the parts that a format names, each with its line and its texts by their paths: without namespaces, entities
and document types.

<ns:Ntry><Amt Ccy="EUR">8.85</Amt></ns:Ntry>     part.text("Amt") = "8.85", part.side("Amt", "Ccy") = "EUR"

What is not a part of its own is kept as its text only, so that a large file takes a few dictionaries for each of its
entries, and a look at one does not pass all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from xml.parsers import expat

from tracker.errors import UnreadableFile
from tracker.say import told

DEEPEST = 64
LONGEST = 200
"""Characters of a path: what is further down no format asks for, and names may be endless."""


class Part:
    """One element that is a part, by the line on which it begins. Paths are such as `RltdPties/Dbtr/Nm`."""

    __slots__ = ("_inside", "_sides", "found", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.found: dict[str, list[str]] = {}
        """By path the own text, "" without one, of each element there that was not named as a part, in their order."""
        self._sides: dict[str, dict[str, str]] = {}
        """The attributes of the first element at a path, where it has any."""
        self._inside: dict[str, list[Part]] = {}

    def all(self, path: str) -> list[Part]:
        """The parts at a path that was named as one of theirs, in their order."""
        return self._inside.get(path, [])

    def text(self, *paths: str) -> str:
        """The text of the first element at one of these paths that has any; "" without one."""
        for path in paths:
            for words in self.found.get(path, ()):
                if words:
                    return words
        return ""

    def side(self, path: str, name: str) -> str:
        """An attribute of the first element at a path; "" if it has none of that name."""
        sides = self._sides.get(path)
        return sides.get(name, "") if sides else ""


class _Step(dict[str, "_Step"]):
    """Where in a document an element is: the steps to those within it, by their tags, made when they are met."""

    __slots__ = ("kind", "parts", "path", "up")

    def __init__(self, up: _Step | None, path: str, kind: str | None, parts: Mapping[str, Collection[str]]) -> None:
        self.up, self.path, self.kind, self.parts = self if up is None else up, path, kind, parts

    def __missing__(self, tag: str) -> _Step:
        name = tag.rpartition(":")[2]
        if name != tag:
            made = self[name]
        else:
            above = self
            while above.kind is None:
                above = above.up
            path = name if above is self else f"{self.path}/{name}" if len(self.path) + len(name) < LONGEST else ""
            made = _Step(self, path, name if path in self.parts.get(above.kind, ()) else None, self.parts)
        self[tag] = made
        return made


def tree(name: str, text: str, parts: Mapping[str, Collection[str]]) -> Part:
    """The outermost element of a document; spaces around and within its texts are made one.

    `parts`: by the name of a part, "" for the outermost element, at which paths in it there are others. Raises
    `UnreadableFile` (`bad_xml`) for what is not well-formed or deeper than `DEEPEST`, and for a document type: entities
    are not read.
    """
    parser, above = expat.ParserCreate("utf-8"), _lines_above(text)
    top = Part(0)
    part, found, opened = top, top.found, [top]
    here: _Step = _Step(None, "", "", {"": ()})
    outermost = _Step(here, "", "", parts)
    said: list[str] = []

    def begin(tag: str, sides: dict[str, str]) -> None:
        nonlocal here, part, found
        if len(said) >= DEEPEST:
            raise _bad(name, "is nested too deeply", above + parser.CurrentLineNumber)
        here = here[tag] if said else outermost
        said.append("")
        if here.kind is not None:
            made = Part(above + parser.CurrentLineNumber)
            part._inside.setdefault(here.path, []).append(made)
            opened.append(made)
            part, found = made, made.found
        elif sides and here.path not in found:
            part._sides[here.path] = sides

    def end(tag: str) -> None:
        nonlocal here, part, found
        words = said.pop()
        if here.kind is not None:
            opened.pop()
            part = opened[-1]
            found = part.found
        else:
            words = " ".join(words.split()) if words else ""
            if here.path in found:
                found[here.path].append(words)
            else:
                found[here.path] = [words]
        here = here.up

    def own(words: str) -> None:
        said[-1] += words

    _parse(name, text, parser, begin, end, own)
    return top.all("")[0]


def contents(name: str, text: str, paths: Collection[str]) -> list[str]:
    """All that is in each element at these paths from the outermost one, as one text each, in the order of the paths:
    two that say the same are equal. Raises as `tree`."""
    parser = expat.ParserCreate("utf-8")
    made: dict[str, list[list[str]]] = {path: [] for path in paths}
    open_: list[str] = []
    said: list[str] = []
    into: list[list[str]] = []

    def begin(tag: str, sides: dict[str, str]) -> None:
        open_.append(tag.rpartition(":")[2])
        said.append("")
        if not into and (path := "/".join(open_[1:])) in made:
            into.append([])
            made[path].append(into[0])
        if into:
            into[0].append(f"<{open_[-1]} {' '.join(f'{k}={v}' for k, v in sorted(sides.items()))}>")

    def end(tag: str) -> None:
        words = " ".join(said.pop().split())
        if into:
            into[0].append(f"{words}</>")
            if "/".join(open_[1:]) in made:
                into.clear()
        open_.pop()

    def own(words: str) -> None:
        said[-1] += words

    _parse(name, text, parser, begin, end, own)
    return ["".join(one) for path in paths for one in made[path]]


def _parse(
    name: str,
    text: str,
    parser: expat.XMLParserType,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    own: Callable[[str], None],
) -> None:
    above = _lines_above(text)

    def refuse(*_: object) -> None:
        raise _bad(name, "has a document type", above + parser.CurrentLineNumber)

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, own
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.lstrip().encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise _bad(name, "is broken or cut off", above + error.lineno) from error


def _lines_above(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


def _bad(name: str, what: str, line: int) -> UnreadableFile:
    return UnreadableFile(
        "The XML {what}.", hint="Download it again.", code="bad_xml", file=name, line=line, what=told(what)
    )
