"""The words of other languages, as what they say in the grammar's own words.

A file each: `WORDS` has what is said by the ways of saying it, `NUMBERS` its numbers in words, which make others with
`JOINS` between, `SPLIT` what is written as one with the word behind it (d'outlier). In a way of saying words in [] may
be left out, one of those in {} is said, and these stand for what is typed there:

    #  a number                                   D  a weekday
    C  a clock time (9, 9h30, 9 y media, noon)    M  a month
    K  one that is written as no length is        R  a way of money
    O  the number of a day in its month           N  a word of no language, a name
    A  an amount whose currency is beside it      W  one of them in words (cien dólares)
    Y  a year

What is said has them as $1, $2, or @1 for a clock time. "a or b" may be either. Capitals, accents and the form of
apostrophes do not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tracker.quickadd.languages import blanks
from tracker.quickadd.languages.tables import BLANKS, LANGUAGES, Language, Pattern, apart, fold, language

__all__ = (
    "LANGUAGES",
    "UNREAD",
    "Meaning",
    "apart",
    "currency",
    "fold",
    "is_currency",
    "is_verb",
    "meanings",
    "month",
    "number",
    "unglued",
    "unit",
    "vocabulary",
    "weekday",
)

UNREAD = "…"
"""What a word says that the grammar has no word for: `pero`, `mamaya`; a line with it is not taken."""
_BLANK = re.compile(r"([$@])(\d)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?h?")
_GLUED = re.compile(r"(\d+(?:[.,:]\d+)*)([^\W\d_]{3,})")
_TAKEN: dict[str, Callable[[Language, Sequence[str]], blanks.Taken]] = {
    "#": blanks.number, "C": blanks.clock, "K": blanks.sure_clock, "O": blanks.day_of_month, "A": blanks.amount,
    "W": blanks.amount_in_words, "Y": blanks.year,
}  # fmt: skip
_LONGEST_BLANK = 7


class Meaning(NamedTuple):
    """What a run of words says in the grammar's own: several where the language itself has several."""

    length: int
    senses: tuple[tuple[str, ...], ...]
    language: str


@cache
def vocabulary() -> frozenset[str]:
    """All words that are in any way of saying, or in a number."""
    every = list(map(language, LANGUAGES))
    said = {t for lang in every for many in lang.patterns.values() for p in many for t in p.tokens}
    return frozenset(said.union(t for lang in every for number in lang.digits for t in number))


def unglued(word: str) -> list[str]:
    """`2oras`, `45dólares` as two words, where the letters are a word of a language."""
    found = _GLUED.fullmatch(word)
    return [found[1], found[2]] if found and fold(found[2]) in vocabulary() else [word]


def meanings(words: Sequence[str], at: int, rails: frozenset[str], reader: str = "") -> list[Meaning]:
    """The longest meanings, one for each language that has one, of the words from a place on, in small letters. What
    says *not* in the reader's language says nothing else: `no outlier` is "not" in Spanish, never "in" of Portuguese.

    >>> meanings(["hace", "3", "días"], 0, frozenset())
    [Meaning(length=3, senses=(('3', 'days', 'ago'),), language='es')]
    """
    tokens = [fold(w) for w in words]
    every = [found for name in LANGUAGES if (found := _meaning(language(name), words, tokens, at, rails))]
    if denied := [m for m in every if m.language == reader and ("not",) in m.senses]:
        return denied
    longest = max((m.length for m in every), default=0)
    return [m for m in every if m.length == longest]


def _meaning(
    there: Language, words: Sequence[str], tokens: Sequence[str], at: int, rails: frozenset[str]
) -> Meaning | None:
    """The longest that fits; with an accent those that are written so, without one all."""
    found: list[tuple[int, bool, list[tuple[str, ...]]]] = []
    for pattern in _candidates(there, tokens[at]):
        if fit := _fit(there, pattern.tokens, tokens, at, rails):
            said = words[at : at + fit[0]]
            exact = not any(w not in pattern.written for w in said if not w.isascii())
            found.append((fit[0], exact, [_filled(sense, fit[1]) for sense in pattern.senses]))
    if not found:
        return None
    length, exact = max((n, exact) for n, exact, _ in found)
    senses = [s for n, e, some in found if (n, e) == (length, exact) for s in some]
    return Meaning(length, tuple(dict.fromkeys(senses)), there.name)


def _candidates(there: Language, first: str) -> Iterator[Pattern]:
    yield from there.patterns.get(first, ())
    for blank in BLANKS:
        yield from there.patterns.get(blank, ())


def _fit(
    there: Language, pattern: Sequence[str], tokens: Sequence[str], at: int, rails: frozenset[str]
) -> tuple[int, list[str]] | None:
    """How many words a pattern takes, and what is in its blanks; None if it does not fit."""
    n, said = 0, []
    for part in pattern:
        here = tokens[at + n : at + n + _LONGEST_BLANK]
        if not here:
            return None
        taken, blank = _blank(there, part, here, rails) if part in BLANKS else (part == here[0], "")
        if not taken:
            return None
        n += taken
        if part in BLANKS:
            said.append(blank)
    return n, said


def _blank(there: Language, part: str, here: Sequence[str], rails: frozenset[str]) -> blanks.Taken:
    """What a blank takes of the words from a place on."""
    if part in _TAKEN:
        return _TAKEN[part](there, here)
    first = here[0]
    said = {
        "D": there.days.get(first, ""),
        "M": there.months.get(first, ""),
        "N": first if first[:1].isalpha() and first not in vocabulary() else "",
        "R": first if first in rails else "",
    }[part]
    return len(said) and 1, said


def _filled(sense: str, said: Sequence[str]) -> tuple[str, ...]:
    """What is said, its blanks filled.

    >>> _filled("at @1", ["9h30"]), _filled("$1-$2", ["mon", "fri"])
    (('at', '9:30'), ('mon-fri',))
    """

    if len(said) == 2 and said[1].endswith("m") and (first := _CLOCK.fullmatch(said[0])) and int(first[1]) <= 12:
        said = [f"{first[1]}:{first[2]}" if first[2] else first[1], said[1]]  # de 7h à 9h du soir

    def fill(found: re.Match[str]) -> str:
        blank = said[int(found[2]) - 1]
        clock = _CLOCK.fullmatch(blank) if found[1] == "@" else None
        return f"{clock[1]}:{clock[2] or '00'}" if clock else blank

    return tuple(_BLANK.sub(fill, sense).split())


def number(name: str, tokens: Sequence[str]) -> blanks.Taken:
    """How many words are a number that a language has in words, and its digits; 0 if they are none."""
    taken, said = blanks.number(language(name), tokens) if name in LANGUAGES else blanks.NOTHING
    return (taken, said) if taken and tokens[0][:1].isalpha() else blanks.NOTHING


def is_verb(token: str) -> bool:
    """Whether a folded word is a verb that Filipino makes of any word: `na-hold`, `magwo-work`, `nagbabayad`."""
    return language("fil").verb.fullmatch(token) is not None


def is_currency(text: str) -> bool:
    """Whether a text is a sign, a code or a word for a currency in any language."""
    return any(blanks.is_currency(language(name), fold(text)) for name in LANGUAGES)


def currency(text: str) -> str:
    """What the grammar calls the currency that a folded word is in some language, else ""."""
    return next((said for name in LANGUAGES if (said := language(name).currencies.get(text))), "")


def unit(text: str) -> str:
    """hour or task, where a folded word is one in some language, else ""."""
    return next((unit for name in LANGUAGES if (unit := language(name).units.get(text))), "")


def weekday(text: str) -> set[str]:
    """The weekdays that a folded word is in any language."""
    return {day for name in LANGUAGES if (day := language(name).days.get(text))}


def month(text: str) -> set[str]:
    """The months that a folded word is in any language."""
    return {month for name in LANGUAGES if (month := language(name).months.get(text))}
