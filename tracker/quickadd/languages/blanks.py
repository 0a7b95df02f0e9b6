"""What may be where a way of saying has a blank: how many words it takes, and what they say in digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.quickadd.languages.tables import Language
from tracker.quickadd.prices import marked
from tracker.words import meant_by

_NUMBER = re.compile(r"\d+(?:[.,:/h]\d+)*h?(?:[ap]m)?|½")
_FIRST = re.compile(r"1(?:ere?|ro|o|a|º|ª|°)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(h)?([ap]m)?")
_HALVES = {"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "a.m.": "am", "p.m.": "pm"}
_LONGEST_PHRASE = 4
_ALL = 10**6
Taken = tuple[int, str]
"""How many words, and what they are in the grammar's own; 0 if they are none."""
NOTHING: Taken = (0, "")


def number(language: Language, tokens: Sequence[str]) -> Taken:
    """A number in digits or words: `12`, `cuarenta y cinco`, `45 mil`.

    >>> from tracker.quickadd.languages.tables import language
    >>> number(language("fr"), ["quatre-vingt-dix", "euros"]), number(language("es"), ["2", "mil"])
    ((1, '90'), (2, '2000'))
    """
    if not tokens:
        return NOTHING
    if _FIRST.fullmatch(tokens[0]):
        return 1, "1"
    if _NUMBER.fullmatch(tokens[0]):
        thousand = len(tokens) > 1 and tokens[0].isdigit() and language.numbers.get((tokens[1],)) == 1000
        return (2, f"{tokens[0]}000") if thousand else (1, tokens[0])
    for n in range(min(3, len(tokens)), 0, -1):
        if (whole := language.digits.get(tuple(tokens[:n]))) and (n > 1 or not whole.isdigit()):
            return n, whole
    return _in_words(language, tokens)


def _in_words(language: Language, tokens: Sequence[str]) -> Taken:
    """A number that several words make: hundreds, tens and ones, each smaller than what is before it."""
    taken, total, last, joined = 0, 0, _ALL, False
    for at, token in enumerate(tokens):
        if token in language.joins and taken == at > 0:
            joined = True
            continue
        found = _with(language, token, total, last, joined=joined)
        if found is None:
            break
        (total, last), joined, taken = found, False, at + 1
    return (taken, str(total)) if taken else NOTHING


def _with(language: Language, token: str, total: int, last: int, *, joined: bool) -> tuple[int, int] | None:
    """A number and its last part with what a word adds, or words between hyphens; None if it adds nothing."""
    parts = [part for part in token.split("-") if part not in language.joins]
    if not parts:
        return None
    for part in parts:
        value = language.numbers.get((part,))
        if value is None:
            return None
        if value == 1000 and total < 1000:
            total, last = max(total, 1) * 1000, 1000
        elif not joined and ((value == 100 and 0 < last < 10) or (value == 20 and last == 4)):  # deux cents, 4-vingts
            total, last = total - last + last * value, last * value
        elif value < _room(last) or (last == 10 and value in (7, 8, 9)):  # quatre-vingt-dix-neuf
            total, last = total + value, value
        else:
            return None
    return total, last


def _room(last: int) -> int:
    """What is behind a part of a number is smaller than this."""
    if last >= 100:
        return last if last >= 1000 else 100
    return 20 if last in (60, 80) else 10 if last in (20, 30, 40, 50, 70, 90) else 0  # soixante-dix


def day_of_month(language: Language, tokens: Sequence[str]) -> Taken:
    """`28` and `tres`, where they count nothing; `28/04` is a whole date."""
    taken, said = number(language, tokens)
    behind = tokens[taken] if taken < len(tokens) else ""
    counts = behind in language.counted or behind in ("h", "m", "y", "e", "et") or is_currency(language, behind)
    return (taken, said) if said.isdigit() and 0 < int(said) < 32 and not counts else NOTHING


def year(language: Language, tokens: Sequence[str]) -> Taken:
    return (1, tokens[0]) if re.fullmatch(r"20\d\d", tokens[0]) else NOTHING


def is_currency(language: Language, token: str) -> bool:
    return bool(meant_by(token.partition("/")[0])) or token in language.currencies


def amount(language: Language, tokens: Sequence[str]) -> Taken:
    """A number with its currency beside it, which stays: `15` of `15 usd`, `$15`, `R$` of `R$ 15`."""
    if marked(tokens[0].partition("/")[0]):
        return 1, tokens[0]
    taken, said = number(language, tokens)
    if taken:
        return (taken, said) if taken < len(tokens) and is_currency(language, tokens[taken]) else NOTHING
    first = is_currency(language, tokens[0]) and len(tokens) > 1 and tokens[1][:1].isdigit()
    return (1, tokens[0]) if first else NOTHING


def amount_in_words(language: Language, tokens: Sequence[str]) -> Taken:
    """`cien` of `cien dólares`, `45 mil` of `45 mil cop`, and `R$ 2 mil`."""
    if is_currency(language, tokens[0]):
        taken, said = number(language, tokens[1:])
        return (taken + 1, f"{tokens[0]} {said}") if taken and said.isdigit() and said != tokens[1] else NOTHING
    taken, said = amount(language, tokens)
    return (taken, said) if said.isdigit() and said != tokens[0] else NOTHING


def clock(language: Language, tokens: Sequence[str]) -> Taken:
    """A clock time, and no amount: `9`, `9h30`, `9 y media`, `2 de la tarde`, `11 heures et demie`, `mediodía`.

    >>> from tracker.quickadd.languages.tables import language
    >>> [clock(language("es"), t.split()) for t in ("9 y media", "2 de la tarde", "mediodia", "9 usd", "9 tareas")]
    [(3, '9:30'), (4, '2pm'), (1, 'noon'), (0, ''), (0, '')]
    """
    taken, named = _phrase(language, tokens, ("noon", "midnight"))
    if taken:
        return taken, named
    taken, said = number(language, tokens)
    found = _CLOCK.fullmatch(said)
    if not found or int(found[1]) > 24:
        return NOTHING
    hour, minutes, half = int(found[1]), found[2] or "", found[4] or ""
    in_hours = language.units.get(tokens[taken]) == "hour" if taken < len(tokens) else False
    taken += in_hours
    if not minutes and not half:
        n, more = _phrase(language, tokens[taken:], (":30", ":15"))
        if not n and in_hours:
            n, more = _minutes(language, tokens[taken:])
        taken, minutes = taken + n, more.removeprefix(":")
    if not half:
        n, half = _half(language, tokens[taken:], hour)
        taken += n
    behind = tokens[taken] if taken < len(tokens) else ""
    if is_currency(language, behind) or (behind in language.counted and not in_hours):
        return NOTHING
    if not (in_hours or half or minutes) or (taken == 1 and not (minutes and found[3])):
        return taken, said
    return taken, f"{hour}:{minutes}{half}" if minutes else f"{hour}{half or 'h'}"


def _minutes(language: Language, tokens: Sequence[str]) -> Taken:
    """`30` of `9 heures 30`."""
    taken, said = number(language, tokens)
    return (taken, f":{int(said):02d}") if said.isdigit() and int(said) < 60 else NOTHING


def _half(language: Language, tokens: Sequence[str], hour: int) -> Taken:
    """Which half of the day is said behind an hour, where it can be of it."""
    if not 0 < hour <= 12:
        return NOTHING
    if tokens and tokens[0] in _HALVES:
        return 1, _HALVES[tokens[0]]
    taken, said = _phrase(language, tokens, ("am", "pm", "night"))
    if said == "night":
        return taken, "pm" if 5 < hour < 12 else "am"
    return (taken, said) if (hour, said) != (12, "am") else NOTHING  # 12 de la mañana may be noon


def _phrase(language: Language, tokens: Sequence[str], wanted: Sequence[str]) -> Taken:
    """The longest of what may be said of a clock time that the words begin with."""
    for n in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        said = language.clocks.get(tuple(tokens[:n]), "")
        if said in wanted:
            return n, said
    return NOTHING


def sure_clock(language: Language, tokens: Sequence[str]) -> Taken:
    """A clock time that is written as one: not a number alone."""
    taken, said = clock(language, tokens)
    return (taken, said) if taken and not said.isdigit() else NOTHING
