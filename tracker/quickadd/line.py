"""The words of a line, taken away as they are understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tracker import say
from tracker.errors import InputError
from tracker.later import pattern
from tracker.words.tag import TAG

T = TypeVar("T")
Read = Callable[[str], T | None]

LONGEST = 500
"""Characters that a line may have: what is longer is not a line of words."""

FILLERS = frozenset(
    (
        "on", "for", "at", "from", "with", "w/", "w", "the", "of", "in", "by", "and", "&", "@", "-", "–", "—", "|", ":",
        "=", "*", "•",
    )
)  # fmt: skip
"""Words that may be between others and say nothing by themselves."""

_SPACES = "\u00a0\u202f\u2009"
_TOKEN = pattern(
    rf'"((?:[^"\\]|\\.)*)"(?=[\s,;:]|$)|[“„]([^“”„]*)[”“](?=[\s,;:]|$)|(#.*)|(\S+(?:(?<=\d)[{_SPACES}](?=\d)\S+)*)',
    re.DOTALL,
)
_BRACKETED = pattern(r"[(\[].*[)\]]")
_INNER = pattern(r"[(\[]")
_STOPPED = pattern(r"[^\W\d_][^\W\d_'’-]*[.!]+|\S*[^\W\d_]!+|\d[\d.,]*[A-Za-z]{3}[.]")
_POINTED = pattern(r"^[@~≈](?=[^\W\d_])|^[~≈](?=\d)")
_GLUED_WITH = pattern(r"(w/(?!o$)|@)([^\W\d_].*)", re.IGNORECASE)
_SECOND_LENGTH = pattern(
    r"(\b\d[\d.,]*\s?(?:h(?:rs?|ours?)?(?:\d\dm?)?|m(?:ins?|inutes?)?)),? \("
    r"(?=\d[\d.,]*\s?(?:h|m)(?:rs?|ours?|ins?|inutes?)?\b(?![^)]*(?:break|lunch|pause|counted)))",
    re.IGNORECASE,
)
"""`2h (30m unpaid)`: the length in brackets is not added to the other."""
_QUOTED = pattern(r'"(?:[^"\\]|\\.)*"|[“„][^“”„]*[”“]')
_ASKS = pattern(
    r"\s*(?:(?:did|does?|ha[sd]|have|was|were|am|is|are|can|could|should|will|would)(?:n'?t)?\s+(?:i|we|they|you)\b"
    r"|(?:did|does|has|have)\s+[^\s\d]+\s+(?:pay|paid|send|sent|give|gave|cancel|pause)\b|(?:is|are)\s+[^\s\d])|[^#]*[?¿]",
    re.IGNORECASE,
)
_WEEK = pattern(r"(?<!\S)(?:w/[ce](?= \S)|wc(?= \d))", re.IGNORECASE)
"""`w/c 27 apr`, `w/e 3 may`: the week that begins or ends on a day."""
_ELIDED = pattern(r"(\b(?:[cdjlmnst]|qu)['’]) ", re.IGNORECASE)
_BREAKS = pattern(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word; a quoted one is a name and nothing else."""

    text: str
    quoted: bool = False
    tail: str = ""
    """The comma or colon behind it, which only free text keeps."""
    sense: str = ""
    """What a word of another language says in the grammar's own."""

    @property
    def low(self) -> str:
        """Its small letters, by which the grammar knows it; "" for a name."""
        return "" if self.quoted else self.said.casefold()

    @property
    def said(self) -> str:
        """The word that the grammar reads."""
        return self.sense or self.text


def stripped(words: Sequence[Word]) -> list[Word]:
    """The words less the fillers at both ends."""
    out = list(words)
    while out and out[0].low in FILLERS:
        del out[0]
    while out and out[-1].low in FILLERS:
        del out[-1]
    return out


def split(text: str) -> tuple[list[Word], str | None]:
    """The words of a line, and the note behind a #; a tag keeps its #. Raises `InputError` (`open_quote`).

    >>> words, note = split('2h "Scale AI", x # later')
    >>> [w.text for w in words], [w.quoted for w in words], note
    (['2h', 'Scale AI', 'x'], [False, True, False], 'later')
    >>> split("2h outlier #night #rush")[1]
    '#night #rush'
    """
    if len(text) > LONGEST:
        raise InputError(
            "A line has at most {longest} characters.",
            hint="One line for each thing.",
            code="endless_line",
            longest=say.Word(LONGEST),
        )
    text = re.sub(r"^\s*\+(?=\S)", "+ ", _BREAKS.sub(" ", text))
    text = _WEEK.sub(lambda m: "week ending" if m[0][-1] in "eE" else "week of", text)
    text = _SECOND_LENGTH.sub(r"\1 + ", text)
    words: list[Word] = []
    for found in _TOKEN.finditer(text):
        straight, curly, note, plain = found.groups()
        if note is not None:
            return words, (note.strip() if TAG.match(note) else note.lstrip("#").strip()) or None
        if plain is None:
            name = re.sub(r"\\(.)", r"\1", straight) if straight is not None else curly
            words += [Word(name.strip(), True)] if name.strip() else []
        elif plain[0] in '"“„':
            raise InputError("A quote is not closed.", hint="Names may be in quotes.", code="open_quote", value=plain)
        else:
            words += _plain(plain)
    return words, None


def is_question(text: str) -> bool:
    """Whether a line asks, and tells nothing.

    >>> [is_question(t) for t in ("2h outlier?", "did i work 2h", "did 2h outlier", "2h outlier # why?")]
    [True, True, False, False]
    """
    return _ASKS.match(_QUOTED.sub("", text)) is not None


def _plain(text: str) -> Iterator[Word]:
    """A word as it was typed, less what only points: brackets around it, full stops behind it, an @ before a name."""
    clean = text.rstrip(",;:?").lstrip("¿")
    if _BRACKETED.fullmatch(clean) or clean[:1] in "([" or (clean[-1:] in ")]" and not _INNER.search(clean)):
        clean = clean.strip("()[]")
    if _STOPPED.fullmatch(clean):
        clean = clean.rstrip(".!")
    clean = _POINTED.sub("", clean.rstrip(",;:?"))
    if glued := _GLUED_WITH.fullmatch(clean):
        yield Word(glued[1])
        clean = glued[2]
    if clean:
        at = text.find(clean)
        yield Word(clean, tail=text[at + len(clean) :] if at >= 0 else "")


def spoken(words: Sequence[Word]) -> str:
    """Words as free text, with their commas; what was written as one (d'internet) is one again."""
    return _ELIDED.sub(r"\1", " ".join(w.text + w.tail for w in words if w.text)).rstrip(",;:")


def quote(name: str) -> str:
    """A name in quotes, as `split` reads it back.

    >>> quote('5" screen')
    '"5\\\\" screen"'
    """
    return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'


class Line:
    """The words that are left to be understood."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.said = tuple(words)
        """All of them, as they were."""

    def take(self, longest: int, read: Read[T]) -> T | None:
        """Remove the first run of at most `longest` unquoted words that can be read, the longest one there."""
        return self._first(longest, read, range(len(self.words)), remove=True)

    def sees(self, longest: int, read: Read[T]) -> bool:
        """Whether `take` would find something."""
        return self._first(longest, read, range(len(self.words)), remove=False) is not None

    def after(self, markers: Collection[str], longest: int, read: Read[T]) -> T | None:
        """Remove a marker and the run behind it that can be read: what that is."""
        for at, word in enumerate(self.words[:-1]):
            if word.low in markers:
                value = self._first(longest, read, (at + 1,), remove=True)
                if value is not None:
                    del self.words[at]
                    return value
        return None

    def before(self, markers: Collection[str], longest: int, read: Read[T]) -> T | None:
        """Remove a run that can be read and a marker behind it: what the run is."""
        for at, word in enumerate(self.words):
            if at and word.low in markers:
                for n in range(min(longest, at), 0, -1):
                    run = self.words[at - n : at]
                    value = None if any(w.quoted for w in run) else read(" ".join(w.said for w in run))
                    if value is not None:
                        del self.words[at - n : at + 1]
                        return value
        return None

    def phrase(self, phrases: Collection[str]) -> str | None:
        """Remove the first run that is one of these phrases, in small letters: which one."""
        longest = max(p.count(" ") + 1 for p in phrases)
        return self.take(longest, lambda t: low if (low := t.casefold()) in phrases else None)

    def holds(self, phrases: Collection[str]) -> bool:
        """Whether `phrase` would find one."""
        longest = max(p.count(" ") + 1 for p in phrases)
        return self.sees(longest, lambda t: t.casefold() in phrases or None)

    def has(self, words: Collection[str]) -> str | None:
        """The first unquoted word that is one of these."""
        return next((w.low for w in self.words if w.low and w.low in words), None)

    def drop(self, words: Collection[str]) -> str | None:
        """Remove the first unquoted word that is one of these."""
        return self.take(1, lambda t: t.casefold() if t.casefold() in words else None)

    def _first(self, longest: int, read: Read[T], places: Sequence[int], *, remove: bool) -> T | None:
        for at in places:
            free = 0
            while free < longest and at + free < len(self.words) and not self.words[at + free].quoted:
                free += 1
            for n in range(free, 0, -1):
                value = read(" ".join(w.said for w in self.words[at : at + n]))
                if value is not None:
                    if remove:
                        del self.words[at : at + n]
                    return value
        return None
