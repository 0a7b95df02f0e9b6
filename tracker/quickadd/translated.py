"""A line in other languages, or in several at once, as the grammar's own words: each way in which it may be meant.

A word that says one thing in all languages that have it says that. Where it says several, the reader's language
settles it, as far as it does; a word of the grammar itself, or a name of the ledger, may always be meant as such.
All ways that are left are read. What is the same in all of them is taken, else it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from tracker.later import pattern
from tracker.quickadd import events, floors, languages, money, moves, other_records, times, work
from tracker.quickadd.languages.en import ALSO_ENGLISH
from tracker.quickadd.line import FILLERS, Word
from tracker.quickadd.place import SKIPPED
from tracker.quickadd.places import Names
from tracker.quickadd.prices import THINGS
from tracker.quickadd.rails import RAILS
from tracker.quickadd.vocabulary import CHATTER, RESERVED, measured

_THOUSANDS = pattern(r"([^\d\s]{0,4})\d{1,3}")
_HOURS = pattern(r"^(\d{1,2}(?:[:.]\d{2})?)hr?s$", re.IGNORECASE)
_SPAN_HOURS = pattern(r"^(\d{1,2}[:.]\d{2}\W\d{1,2}[:.]\d{2})h(?:r?s)?$", re.IGNORECASE)
"""`17hs`, `17:00-19:00hs`: hours of the clock, or how many."""
_HOURS_ALONE = pattern(r"\d{1,2}h")
_DATE = pattern(r"(\d{1,2})[-/.]([^\W\d_]{3,})(?:[-/.](20\d\d))?")
"""`30-abr`, `3/mayo/2026`."""
_GROUP = pattern(r"\d{3}([.,]\d{1,2})?([^\d\s.,]{0,5})")
_SAYS_LITTLE = SKIPPED | {languages.UNREAD, "not", "maybe", "will", "yet", "owes", "or"}
MOST_WAYS = 24
"""Of a line with more ways to read it those are read that differ in one place."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to read a line. `settled`: one of them may be taken without a question. `others` are those that are in
    languages which the reader does not use, for words that the grammar has itself."""

    words: list[list[Word]]
    settled: bool = True
    others: list[list[Word]] | None = None
    plain: list[Word] | None = None
    """The way in which all of the grammar's own words are meant as such."""
    several: tuple[str, ...] = ()
    """The words that may be meant in several ways."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of words, and what it may be."""

    meant: list[list[Word]]
    others: list[list[Word]]
    settled: bool
    text: str
    plain: list[Word] | None = None
    """The words as the grammar's own, or as a name."""


@cache
def own_words() -> frozenset[str]:
    """All words that the grammar itself knows."""
    tables = (
        RESERVED, FILLERS, CHATTER, THINGS, events.EVENTS, events.ENDED, events.CHANGES, money.EARNED, money.ARRIVED,
        money.PAID, money.SPENT, money.BILLS, moves.MOVED, other_records.OFF, other_records.NOTHING, times.STARTED,
        other_records.OFFERED, times.ENDED_AT, times.BREAKS, work.MADE, RAILS, floors.TALK,
    )  # fmt: skip
    return frozenset(word for table in tables for phrase in table for word in phrase.split())


def ways(words: Sequence[Word], names: Names, reader: str) -> Ways:
    """All ways in which a line may be meant by somebody whose language is `reader` ("" or "en": none of these)."""
    apart = _ways(words, names, reader)
    whole = with_thousands(words)
    if whole is None:
        return apart
    one = _ways(whole, names, reader)
    numbers = tuple(w.text for w in whole if w not in words)
    others = [*(one.others or []), *(apart.others or [])]
    return Ways(
        [*one.words, *apart.words], one.settled and apart.settled, others, apart.plain, (*apart.several, *numbers)
    )


def with_thousands(words: Sequence[Word]) -> list[Word] | None:
    """The words with `1 234,56` made one where a currency is beside it; None if there is no such number."""
    for at, word in enumerate(words):
        first = _THOUSANDS.fullmatch(word.text)
        if not first or word.quoted:
            continue
        end = at + 1
        while end < len(words) and (group := _GROUP.fullmatch(words[end].text)) and not words[end].quoted:
            end += 1
            if group[1] or group[2]:
                break
        if end == at + 1:
            continue
        marks = [first[1], group[2] if (group := _GROUP.fullmatch(words[end - 1].text)) else ""]
        marks += [w.text for w in (*words[max(at - 1, 0) : at], *words[end : end + 1]) if not w.quoted]
        if any(languages.is_currency(mark) for mark in marks if mark):
            number = "".join(w.text for w in words[at:end])
            return [*words[:at], Word(number, tail=words[end - 1].tail), *words[end:]]
    return None


def _ways(words: Sequence[Word], names: Names, reader: str) -> Ways:
    words = [part for word in words for part in _apart(word, names)]
    tokens = ["" if w.quoted else _written(w) for w in words]
    parts: list[_Part] = []
    at = 0
    while at < len(words):
        part, n = _part(words, tokens, at, names, reader)
        parts.append(part)
        at += n
    meant = _lines([p.meant for p in parts])
    others = _lines([[*p.meant[:1], *p.others] for p in parts])[1:] if any(p.others for p in parts) else []
    own = [p.plain if len(p.meant) > 1 else p.meant[0] for p in parts]
    plain = [w for part in own for w in part or []] if all(part is not None for part in own) else None
    several = tuple(p.text for p in parts if len(p.meant) > 1 or p.others)
    return Ways(meant, all(p.settled for p in parts), others, plain, several)


def in_own_words(words: Sequence[Word], names: Names) -> bool:
    """Whether all words are the grammar's own, numbers or names: no other language need be looked into."""
    return all(w.quoted or w.low in own_words() or measured(w.text) or names.knows(w.text) for w in words)


def _apart(word: Word, names: Names) -> list[Word]:
    """What is written as one word and is two: l'heure, 2oras; a name is one."""
    if word.quoted or names.knows(word.text):
        return [word]
    word = replace(word, text=_HOURS.sub(r"\1h", _SPAN_HOURS.sub(r"\1", word.text)))
    texts = languages.unglued(word.text)
    if len(texts) == 1:
        texts = languages.apart(word.text)
        if len(texts) == 2 and not _meant(texts[1], names):
            texts = [word.text]
    return [Word(text) for text in texts[:-1]] + [replace(word, text=texts[-1])]


def _meant(text: str, names: Names) -> bool:
    """Whether a text is a word of some language, a number or may be a name of the ledger."""
    low = languages.fold(text)
    return low[:1].isdigit() or low in languages.vocabulary() or low in own_words() or names.fits(text)


def _part(words: Sequence[Word], tokens: Sequence[str], at: int, names: Names, reader: str) -> tuple[_Part, int]:
    """What the words from a place on may be, and how many of them."""
    word = words[at]
    if word.quoted:
        return _Part([[word]], [], True, ""), 1
    if sense := _days(tokens[at]) or _per(tokens[at]):
        return _Part([[replace(word, sense=sense)]], [], True, ""), 1
    found = languages.meanings(tokens, at, _rails(), reader)
    if at == 0 and _is_nor_or_if(tokens, reader):
        return _Part([[replace(word, sense=languages.UNREAD)]], [], True, ""), 1
    if not found or (_is_no(tokens, at, reader) and all(m.language == "pt" for m in found)):
        return _unmet(words, tokens, at, names, reader)
    run = words[at : at + found[0].length]
    text = " ".join(w.text for w in run)
    every = dict.fromkeys(s for m in found for s in m.senses)
    theirs = [s for s in every if s != (languages.UNREAD,)] or list(every)
    mine = list(dict.fromkeys(s for m in found if m.language == reader for s in m.senses))
    known = own_words() if mine else own_words() | ALSO_ENGLISH
    own = all(t[:1].isdigit() or t in known for t in tokens[at : at + len(run)])
    short = bool(mine) and len(text) < 4 and all(map(_SAYS_LITTLE.issuperset, mine))
    named = len(run) == 1 and (names.knows(text) if short else names.fits(text))
    idle = len(run) > 1 and all(t[:1].isdigit() or t in SKIPPED for t in tokens[at : at + len(run)])
    idle_name = named and not mine and all(map(SKIPPED.issuperset, theirs)) and not _among_others(tokens, at)
    senses = mine or ([] if (own and not idle) or idle_name else theirs)
    settled = bool(mine) or own or len(found) == 1 or len(theirs) == 1 or all(map(SKIPPED.issuperset, theirs))
    plain = [list(run)] if (own and not (mine and idle)) or named else []
    meant = [*(_said(run, sense) for sense in senses), *plain]
    others = [_said(run, sense) for sense in theirs if sense not in senses and not SKIPPED.issuperset(sense)]
    return _Part(_unlike(meant), _unlike(others), settled, text, next(iter(plain), None)), len(run)


def _unmet(words: Sequence[Word], tokens: Sequence[str], at: int, names: Names, reader: str) -> tuple[_Part, int]:
    """A word that no language has. Numbers in the reader's words are minutes behind hours (`dos horas treinta`), else
    no name, as verbs of Filipino are none (`magwo-work`); anything else is what it is."""
    if names.fits(words[at].text) or tokens[at] in own_words():
        return _Part([[words[at]]], [], True, ""), 1
    n, number = languages.number(reader, tokens[at:])
    if n and at and (_HOURS_ALONE.fullmatch(tokens[at - 1]) or languages.unit(tokens[at - 1]) == "hour"):
        return _Part([_said(words[at : at + n], (number,))], [], True, ""), n
    sense = languages.UNREAD if n or languages.is_verb(tokens[at]) else ""
    return _Part([[replace(words[at], sense=sense)]], [], True, ""), 1


def _is_nor_or_if(tokens: Sequence[str], reader: str) -> bool:
    """Whether a line begins with the "nor" of Spanish, or the "if" of Spanish and French, which are not taken, and not
    with a word of Filipino before a name: `ni` begins no line there, `si` none that has words of other languages."""
    if tokens[0] != "si":
        return tokens[0] == "ni"
    meant = [languages.meanings(tokens, at, _rails()) for at in range(1, len(tokens)) if tokens[at] not in own_words()]
    return any(found and all(m.language != reader for m in found) for found in meant)


def _is_no(tokens: Sequence[str], at: int, reader: str) -> bool:
    """Whether `no` is the English word, and not the "in the" of Portuguese: nothing else in the line is Portuguese."""
    return tokens[at] == "no" and reader != "pt" and not _among_others(tokens, at)


def _among_others(tokens: Sequence[str], at: int) -> bool:
    """Whether any other word of the line is of another language."""
    known = own_words() | ALSO_ENGLISH
    others = (i for i, token in enumerate(tokens) if i != at and token and token not in known)
    return any(languages.meanings(tokens, i, _rails()) for i in others)


def _unlike(ways_of: list[list[Word]]) -> list[list[Word]]:
    """The ways less those that say the same: a word that says nothing is one as another."""
    found: dict[tuple[str, ...], list[Word]] = {}
    for way in ways_of:
        found.setdefault(tuple(languages.fold(w.said) for w in way), way)
    return list(found.values())


def _said(run: Sequence[Word], sense: Sequence[str]) -> list[Word]:
    """A run as the words that it says. A number or a name in it stays itself; all other text is kept by the first
    of the others."""
    if len(run) == len(sense):
        return [w if _written(w) == s else replace(w, sense=s) for w, s in zip(run, sense, strict=True)]
    left = list(run)
    out = []
    for said in sense:
        same = next((w for w in left if _written(w) == said), None)
        if same:
            left.remove(same)
        out.append(same or Word("", sense=said))
    first = next((i for i, w in enumerate(out) if not w.text), 0)
    if left and not out[first].text:
        text = " ".join(w.text + w.tail for w in left[:-1]) + f" {left[-1].text}"
        out[first] = replace(out[first], text=text.strip(), tail=left[-1].tail)
    return out


def _written(word: Word) -> str:
    return word.text.casefold().replace("’", "'").rstrip(".")


def _per(token: str) -> str:
    """`eur/heure`, `/tarea` in the grammar's own; "" for anything else."""
    left, slash, right = token.rpartition("/")
    unit = languages.unit(languages.fold(right)) if slash else ""
    return f"{languages.currency(languages.fold(left)) or left}/{unit}" if unit else ""


def _days(token: str) -> str:
    """`lun-vie`, `seg,qua`, `30-abr` in the grammar's own; "" for anything else."""
    if found := _DATE.fullmatch(token):
        months = languages.month(languages.fold(found[2]))
        return " ".join(filter(None, (found[1], *months, found[3]))) if len(months) == 1 else ""
    for sign in "-–,":
        if sign in token:
            days = [languages.weekday(languages.fold(part)) for part in token.split(sign)]
            if all(len(d) == 1 for d in days) and days[0] != days[-1]:
                return (sign if sign == "," else "-").join(d.pop() for d in days)
    return ""


@cache
def _rails() -> frozenset[str]:
    return frozenset(name for name in RAILS if " " not in name) | {"banco", "banque", "bangko"}


def _lines(choices: Sequence[Sequence[list[Word]]]) -> list[list[Word]]:
    """All lines that a choice at each place makes, the first of each first."""
    n = 1
    for some in choices:
        n *= len(some)
    picks = product(*choices) if n <= MOST_WAYS else _one_apart(choices)
    return [[w for part in pick for w in part] for pick in picks]


def _one_apart(choices: Sequence[Sequence[list[Word]]]) -> Iterator[Sequence[list[Word]]]:
    """The first of each, the last of each, and the lines that differ from the first in one place."""
    first = [some[0] for some in choices]
    yield first
    yield [some[-1] for some in choices]
    for at, some in enumerate(choices):
        for one in some[1:]:
            yield [*first[:at], one, *first[at + 1 :]]
