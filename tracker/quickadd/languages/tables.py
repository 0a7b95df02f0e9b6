"""What is in the file of a language, made ready to be looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from tracker.words import meant_by

LANGUAGES = ("es", "fr", "pt", "fil")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BLANKS = frozenset("#ACDKMNORWY")
_UNITS = {"$1 hours": "hour", "$1 tasks": "task"}
_CLOCKS = {"noon": "noon", "midnight": "midnight", "and half": ":30", "and quarter": ":15"} | {
    "in the morning": "am", "in the afternoon": "pm", "in the evening": "pm", "at night": "night",
}  # fmt: skip
_MAY_BE_LEFT_OUT = re.compile(r"\[([^\]]+)\] ")
_ONE_OF = re.compile(r"\{([^}]+)\}")


class Pattern(NamedTuple):
    tokens: tuple[str, ...]
    senses: tuple[str, ...]
    written: tuple[str, ...]
    """The tokens with their accents."""


@dataclass
class Language:
    name: str
    patterns: dict[str, list[Pattern]] = field(default_factory=dict)
    """By their first token."""
    digits: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What words say in digits: numbers, and clock times (1:30)."""
    numbers: dict[tuple[str, ...], int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    """What may be between the parts of a number in words."""
    days: dict[str, str] = field(default_factory=dict)
    months: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Words for hours and tasks."""
    counted: set[str] = field(default_factory=set)
    """Words for what a number in front of them counts."""
    currencies: dict[str, str] = field(default_factory=dict)
    """Words for a currency, as what the grammar calls it."""
    parts: bool = True
    """Whether a part of the day behind an hour belongs to it, in whatever way it is said."""
    verb: re.Pattern[str] = re.compile(r"(?!)")
    """What its verbs look like, where it makes them of any word."""
    clocks: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What may be said of a clock time: `y media`, `de la tarde`, `mediodía`."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Small letters without accents.

    >>> fold("Révision"), fold("MAÑANA"), fold("aujourd’hui")
    ('revision', 'manana', "aujourd'hui")
    """
    low = text.casefold().replace("’", "'").replace("ʼ", "'")
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@cache
def language(name: str) -> Language:
    source = import_module(f"tracker.quickadd.languages.{name}")
    made = Language(name, joins=frozenset(getattr(source, "JOINS", ())), parts=getattr(source, "PARTS", True))
    made.verb = re.compile(getattr(source, "VERB", made.verb))
    for digits, ways in source.NUMBERS.items():
        said = [tuple(fold(way).split()) for way in ways.split(" | ")]
        made.digits |= dict.fromkeys(said, digits)
        made.numbers |= dict.fromkeys(said if digits.isdigit() else (), int(digits) if digits.isdigit() else 0)
    for sense, ways in source.WORDS.items():
        senses = tuple(sense.split(" or "))
        for way in (one for many in ways.split(" | ") for one in _whole(many)):
            written = tuple(part for word in way.split() for part in apart(word))
            tokens = tuple(t if t in BLANKS else fold(t) for t in written)
            made.patterns.setdefault(tokens[0], []).append(Pattern(tokens, senses, written))
            _listed(made, tokens, senses)
    return made


def _whole(way: str) -> Iterator[str]:
    """A way of saying with and without each of its words in [], and with each of those in {}."""
    if found := _MAY_BE_LEFT_OUT.search(way):
        others = [f"{found[1]} ", ""]
    elif found := _ONE_OF.search(way):
        others = found[1].split(",")
    else:
        yield way
        return
    for said in others:
        yield from _whole(way[: found.start()] + said + way[found.end() :])


def _listed(made: Language, tokens: tuple[str, ...], senses: tuple[str, ...]) -> None:
    """Keeps weekdays, months, units, currencies and what is said of a clock time by their words."""
    if len(tokens) == 1:
        for sense in senses:
            if sense in DAYS or sense in MONTHS:
                (made.days if sense in DAYS else made.months)[tokens[0]] = sense
            elif " " not in sense and meant_by(sense):
                made.currencies[tokens[0]] = sense
    elif len(tokens) == 2 and tokens[0] == "#" and tokens[1] not in BLANKS:
        made.counted.add(tokens[1])
        if senses[0] in _UNITS:
            made.units[tokens[1]] = _UNITS[senses[0]]
    if senses[0] in _CLOCKS and made.parts:
        made.clocks[tokens] = _CLOCKS[senses[0]]


@cache
def _prefixes() -> tuple[str, ...]:
    modules = (import_module(f"tracker.quickadd.languages.{name}") for name in LANGUAGES)
    return tuple(p for module in modules for p in getattr(module, "SPLIT", ()))


def apart(word: str) -> list[str]:
    """`l'heure`, `alas-9` as two words; others as they are."""
    low = word.casefold().replace("’", "'")
    for prefix in () if low in _prefixes() else _prefixes():
        if low.startswith(prefix):
            return [word[: len(prefix)].rstrip("-"), word[len(prefix) :]]
    return [word]
