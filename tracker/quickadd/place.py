"""A place that a line is about, and the words that may mean one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.errors import InputError, TrackerError
from tracker.quickadd.dates import in_words
from tracker.quickadd.line import FILLERS, Word, stripped
from tracker.quickadd.vocabulary import CHATTER
from tracker.say import Name, Part, Said, where
from tracker.words import parse_day

SEPARATOR = "/"
SKIPPED = FILLERS | CHATTER


@dataclass(frozen=True, slots=True)
class Place:
    """Platform and project that a line is about."""

    platform: str
    project: str | None = None
    new_platform: bool = False
    new_project: bool = False
    guess: bool = False
    """Whether it is a guess which of the words are the new name."""
    words: tuple[Word, ...] = field(default=(), compare=False, repr=False)
    """Of a new one: the words that were taken for it."""

    @property
    def name(self) -> Said:
        return where(self.platform, self.project)

    @property
    def last(self) -> Part:
        """The project alone, else the platform."""
        return Name(self.project, self.platform) if self.project else where(self.platform)

    def said(self) -> list[Word]:
        """The words that mean this place and no other."""
        project = [Word(SEPARATOR), Word(self.project, True)] if self.project else []
        return [Word(self.platform, True), *project]

    @property
    def is_new(self) -> bool:
        return self.new_platform or self.new_project


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that the ledger has not met. `nearest`: names it has that may be meant, the nearest first."""

    kind: str
    """platform or project"""
    name: str
    platform: str
    """The platform itself, or that of the project."""
    nearest: tuple[str, ...] = ()


class SeveralFit(TrackerError):
    """Several places fit the words as well as each other."""

    code = "ambiguous"

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        super().__init__(text)
        self.text, self.places = text, tuple(places)


def is_date(text: str) -> bool:
    """Whether a text in quotes is a date, which nothing is called by."""
    if not any(c.isdigit() for c in text):
        return False
    try:
        parse_day(text[:10] if text[10:11] in ("T", " ") else text)
    except InputError as error:
        return error.code == "date_order" or in_words(text.casefold().split()) is not None
    return True


def whole_name(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].quoted


def names_in(words: Sequence[Word]) -> list[Word]:
    """The words less those that say nothing by themselves."""
    return [w for w in words if w.quoted or w.low not in SKIPPED]


def trimmed(words: Sequence[Word]) -> list[Word]:
    """The words less those at both ends that say nothing by themselves."""
    named = [i for i, w in enumerate(words) if w.quoted or w.low not in SKIPPED]
    return list(words[named[0] : named[-1] + 1]) if named else []


def around(before: Sequence[Word], after: Sequence[Word]) -> list[Word]:
    """What stands around a name, each side less the fillers at its ends."""
    return [*stripped(before), *stripped(after)]


def text_of(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words if w.text)
