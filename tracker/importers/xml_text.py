"""XML as a tree of elements with their lines: without namespaces, entities and document types.

<ns:Ntry><Amt Ccy="EUR">8.85</Amt></ns:Ntry>     Element("Ntry", line, {}, …).text("Amt") = "8.85"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

from tracker.errors import UnreadableFile
from tracker.say import told

DEEPEST = 64


@dataclass(slots=True)
class Element:
    """One element: its name without a prefix, the line on which it begins, its own text."""

    name: str
    line: int
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    words: str = ""

    def all(self, path: str) -> list[Element]:
        """The elements at a path such as `NtryDtls/TxDtls`, in their order."""
        found = [self]
        for name in _steps(path):
            found = [e for one in found for e in one.inside if e.name == name]
            if not found:
                break
        return found

    def first(self, *paths: str) -> Element | None:
        """The first element at the first path that has one."""
        for path in paths:
            if found := self.all(path):
                return found[0]
        return None

    def text(self, *paths: str) -> str:
        """The text of the first element at one of these paths that has any; "" without one."""
        for path in paths:
            for element in self.all(path):
                if element.words:
                    return element.words
        return ""

    def own(self) -> str:
        """All that is in it, as one text: two elements that say the same are equal."""
        sides = " ".join(f"{k}={v}" for k, v in sorted(self.attributes.items())) if self.attributes else ""
        return f"<{self.name} {sides}>{self.words}{''.join([e.own() for e in self.inside])}</>"


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


def tree(name: str, text: str) -> Element:
    """The outermost element of a document; spaces around and within its texts are made one.

    Raises `UnreadableFile` (`bad_xml`) for what is not well-formed or deeper than `DEEPEST`, and for a document type:
    entities are not read.
    """
    content = text.lstrip()
    builder = _Builder(name)
    above = text[: len(text) - len(content)].count("\n")
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, sides: builder.begin(tag, sides, above + parser.CurrentLineNumber)
    parser.EndElementHandler = lambda tag: builder.end()
    parser.CharacterDataHandler = builder.words
    parser.StartDoctypeDeclHandler = lambda *_: builder.refuse("has a document type", above + parser.CurrentLineNumber)
    try:
        parser.Parse(content.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise _bad(name, "is broken or cut off", above + error.lineno) from error
    return builder.top.inside[0]


class _Builder:
    def __init__(self, name: str) -> None:
        self._name = name
        self.top = Element("", 0, {})
        self._open = [self.top]
        self._said: list[list[str]] = [[]]
        self._names: dict[str, str] = {}

    def begin(self, tag: str, sides: dict[str, str], line: int) -> None:
        if len(self._open) > DEEPEST:
            self.refuse("is nested too deeply", line)
        name = self._names.setdefault(tag, tag.rpartition(":")[2])
        element = Element(name, line, sides)
        self._open[-1].inside.append(element)
        self._open.append(element)
        self._said.append([])

    def end(self) -> None:
        element, said = self._open.pop(), self._said.pop()
        if said:
            element.words = " ".join("".join(said).split())

    def words(self, said: str) -> None:
        self._said[-1].append(said)

    def refuse(self, what: str, line: int) -> None:
        raise _bad(self._name, what, line)


def _bad(name: str, what: str, line: int) -> UnreadableFile:
    return UnreadableFile(
        "The XML {what}.", hint="Download it again.", code="bad_xml", file=name, line=line, what=told(what)
    )
