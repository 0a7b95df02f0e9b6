"""The words of other languages, as what they say in the grammar's own words.

A file each: `WORDS` has what is said by the ways of saying it, `NUMBERS` its numbers in words, `SPLIT` what is written
as one with the word behind it (d'outlier). In a way of saying, # is a number, C one that may be a clock time, D a
weekday, M a month, R a way of money and N a word of no language, a name; what is said has them as $1, $2, or @1 for a
clock time. "a or b" may be either. Capitals, accents and the form of apostrophes do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from tracker.words import meant_by

LANGUAGES = ("es", "fr", "pt", "fil")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = {"$1 hours": "hour", "$1 tasks": "task"}
_BLANKS = frozenset("#CDMNR")
_NUMBER = re.compile(r"\d+(?:[.,:/h]\d+)*h?(?:[ap]m)?|½")
_BLANK = re.compile(r"([$@])(\d)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?h?")
_GLUED = re.compile(r"(\d+(?:[.,:]\d+)*)([^\W\d_]{3,})")
_LONGEST_NUMBER = 3


class Meaning(NamedTuple):
    """What a run of words says in the grammar's own: several where the language itself has several."""

    length: int
    senses: tuple[tuple[str, ...], ...]
    language: str


class _Pattern(NamedTuple):
    tokens: tuple[str, ...]
    senses: tuple[str, ...]
    written: tuple[str, ...]
    """The tokens with their accents."""


@dataclass
class _Language:
    name: str
    patterns: dict[str, list[_Pattern]] = field(default_factory=dict)
    """By their first token."""
    numbers: dict[tuple[str, ...], str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    months: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Words for hours and tasks."""


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
def _language(name: str) -> _Language:
    source = import_module(f"{__name__}.{name}")
    made = _Language(name)
    for digits, ways in source.NUMBERS.items():
        made.numbers |= {tuple(fold(way).split()): digits for way in ways.split(" | ")}
    for sense, ways in source.WORDS.items():
        senses = tuple(sense.split(" or "))
        for way in ways.split(" | "):
            written = tuple(_apart(way))
            tokens = tuple(t if t in _BLANKS else fold(t) for t in written)
            made.patterns.setdefault(tokens[0], []).append(_Pattern(tokens, senses, written))
            _listed(made, tokens, senses)
    return made


def _listed(language: _Language, tokens: tuple[str, ...], senses: tuple[str, ...]) -> None:
    """Keeps weekdays, months and units by their word."""
    if len(tokens) == 1:
        for sense in senses:
            if sense in _DAYS or sense in _MONTHS:
                (language.days if sense in _DAYS else language.months)[tokens[0]] = sense
    elif len(tokens) == 2 and tokens[0] == "#" and senses[0] in _UNITS:
        language.units[tokens[1]] = _UNITS[senses[0]]


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(p for name in LANGUAGES for p in getattr(import_module(f"{__name__}.{name}"), "SPLIT", ()))


@cache
def vocabulary() -> frozenset[str]:
    """All words that are in any way of saying, or in a number."""
    every = list(map(_language, LANGUAGES))
    said = {t for lang in every for many in lang.patterns.values() for p in many for t in p.tokens}
    return frozenset(said.union(t for lang in every for number in lang.numbers for t in number))


def _apart(text: str) -> list[str]:
    """The words of a way of saying, what is written as one with the next taken from it."""
    return [part for word in text.split() for part in apart(word)]


def apart(word: str) -> list[str]:
    """`l'heure`, `alas-9` as two words; others as they are."""
    low = word.casefold().replace("’", "'")
    for prefix in _prefixes():
        if low.startswith(prefix) and len(low) > len(prefix):
            return [word[: len(prefix)].rstrip("-"), word[len(prefix) :]]
    return [word]


def unglued(word: str) -> list[str]:
    """`2oras`, `45dólares` as two words, where the letters are a word of a language."""
    found = _GLUED.fullmatch(word)
    return [found[1], found[2]] if found and fold(found[2]) in vocabulary() else [word]


def meanings(words: Sequence[str], at: int, rails: frozenset[str]) -> list[Meaning]:
    """The longest meanings, one for each language that has one, of the words from a place on, in small letters.

    >>> meanings(["hace", "3", "días"], 0, frozenset())
    [Meaning(length=3, senses=(('3', 'days', 'ago'),), language='es')]
    """
    tokens = [fold(w) for w in words]
    every = [found for name in LANGUAGES if (found := _meaning(_language(name), words, tokens, at, rails))]
    longest = max((m.length for m in every), default=0)
    return [m for m in every if m.length == longest]


def _meaning(
    language: _Language, words: Sequence[str], tokens: Sequence[str], at: int, rails: frozenset[str]
) -> Meaning | None:
    """The longest that fits; with an accent those that are written so, without one all."""
    found: list[tuple[int, bool, list[tuple[str, ...]]]] = []
    for pattern in _candidates(language, tokens[at]):
        if fit := _fit(language, pattern.tokens, tokens, at, rails):
            said = words[at : at + fit[0]]
            exact = not any(w not in pattern.written for w in said if not w.isascii())
            found.append((fit[0], exact, [_filled(sense, fit[1]) for sense in pattern.senses]))
    if not found:
        return None
    length, exact = max((n, exact) for n, exact, _ in found)
    senses = [s for n, e, some in found if (n, e) == (length, exact) for s in some]
    return Meaning(length, tuple(dict.fromkeys(senses)), language.name)


def _candidates(language: _Language, first: str) -> Iterator[_Pattern]:
    yield from language.patterns.get(first, ())
    for blank in "#CD":
        yield from language.patterns.get(blank, ())


def _fit(
    language: _Language, pattern: Sequence[str], tokens: Sequence[str], at: int, rails: frozenset[str]
) -> tuple[int, list[str]] | None:
    """How many words a pattern takes, and what is in its blanks; None if it does not fit."""
    n, blanks = 0, []
    for part in pattern:
        here = tokens[at + n : at + n + _LONGEST_NUMBER]
        if not here:
            return None
        taken, blank = 1, here[0]
        match part:
            case "#":
                taken, blank = _number(language, here)
            case "C":
                taken, blank = _clock(language, here)
            case "D":
                blank = language.days.get(here[0], "")
            case "M":
                blank = language.months.get(here[0], "")
            case "N":
                blank = here[0] if here[0][0].isalpha() and here[0] not in vocabulary() else ""
            case "R":
                blank = here[0] if here[0] in rails else ""
            case _ if part != here[0]:
                return None
        if not blank:
            return None
        n += taken
        if part in _BLANKS:
            blanks.append(blank)
    return n, blanks


def _number(language: _Language, tokens: Sequence[str]) -> tuple[int, str]:
    if _NUMBER.fullmatch(tokens[0]):
        return 1, tokens[0]
    for n in range(len(tokens), 0, -1):
        if digits := language.numbers.get(tuple(tokens[:n])):
            return n, digits
    return 0, ""


def _clock(language: _Language, tokens: Sequence[str]) -> tuple[int, str]:
    """A number that may be a clock time, and is not an amount."""
    taken, blank = _number(language, tokens)
    found = _CLOCK.fullmatch(blank)
    behind = tokens[taken] if taken < len(tokens) else ""
    clock = (found and int(found[1]) <= 24 and not meant_by(behind)) or blank[-2:] in ("am", "pm")
    return (taken, blank) if clock else (0, "")


def _filled(sense: str, blanks: Sequence[str]) -> tuple[str, ...]:
    """What is said, its blanks filled.

    >>> _filled("at @1", ["9h30"]), _filled("$1-$2", ["mon", "fri"])
    (('at', '9:30'), ('mon-fri',))
    """

    def fill(found: re.Match[str]) -> str:
        blank = blanks[int(found[2]) - 1]
        clock = _CLOCK.fullmatch(blank) if found[1] == "@" else None
        return f"{clock[1]}:{clock[2] or '00'}" if clock else blank

    return tuple(_BLANK.sub(fill, sense).split())


def unit(text: str) -> str:
    """hour or task, where a folded word is one in some language, else ""."""
    return next((unit for name in LANGUAGES if (unit := _language(name).units.get(text))), "")


def weekday(text: str) -> set[str]:
    """The weekdays that a folded word is in any language."""
    return {day for name in LANGUAGES if (day := _language(name).days.get(text))}
