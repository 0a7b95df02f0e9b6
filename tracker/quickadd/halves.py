"""Which half of the day a clock time is of, by the words beside it: 9 in the evening, last night at 12:30."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.later import pattern
from tracker.quickadd.dates import MONTHS
from tracker.quickadd.line import Word

PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "noon": "afternoon",
    "nite": "night",
}  # fmt: skip
"""The parts of a day by the words for them."""
MIDNIGHT = frozenset(("midnight", "12mn"))
_BESIDE = {
    **{f"{word} the {part}": part for word in ("in", "of") for part in ("morning", "afternoon", "evening")},
    "at night": "night", "at nite": "night",
}  # fmt: skip
_LONGEST = 3
_CLOCK = pattern(r"(?:@|\d{1,2}-)?((?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?)")
_HOUR, _NOON = 3600, 43_200
_LATE = {"afternoon": (0, 8), "evening": (3, 12), "night": (5, 12)}
"""The hours of a clock of twelve that are of the second half of the day in each of its parts: from, and before."""


def half_of(at: int, part: str) -> str:
    """am or pm of a time of a clock of twelve (in seconds, 12:30 is half past noon) in a part of the day; "" if that
    does not settle it.

    >>> [half_of(9 * 3600, part) for part in ("morning", "evening", "night", "afternoon", "")]
    ['am', 'pm', 'pm', '', '']
    >>> [half_of(43_200, part) for part in ("morning", "afternoon", "night")], half_of(2 * 3600, "night")
    (['am', 'pm', 'am'], 'am')
    """
    hour = at % _NOON // _HOUR
    if part == "morning":
        return "am"
    if part not in _LATE:
        return ""
    first, end = _LATE[part]
    if first <= hour < end:
        return "pm"
    return "am" if part == "night" or (part == "evening" and hour == 0) else ""


def with_halves(words: Sequence[Word]) -> list[Word]:
    """The words, `9 in the evening` made `9pm`: what is said of one clock time is not said of another.

    >>> [w.text for w in with_halves([Word(w) for w in "9 in the morning to 12 at night".split()])]
    ['9am', 'to', '12mn']
    """
    out: list[Word] = []
    at = 0
    while at < len(words):
        said, n = _said(words, at)
        out.append(said)
        at += n
    return out


def _said(words: Sequence[Word], at: int) -> tuple[Word, int]:
    """A word with the part of the day behind it, and how many words that takes."""
    word = words[at]
    clock = _CLOCK.fullmatch(word.low)
    if not clock or (at and words[at - 1].low in MONTHS):
        return word, 1
    for n in range(2, _LONGEST + 1):
        part = _BESIDE.get(" ".join(w.low for w in words[at + 1 : at + 1 + n]), "")
        hour, _, minutes = clock[1].replace(".", ":").partition(":")
        half = half_of(int(hour) * _HOUR, part)
        midnight = hour == "12" and half == "am" and not minutes.strip("0")
        if half and (midnight or part != "night" or half == "pm"):  # two days have a 2 at night
            mark = "mn" if midnight else half
            text = word.low.removesuffix(f":{minutes}") if midnight else word.low.replace(".", ":")
            return replace(word, text=text + mark, sense=""), 1 + n
    return word, 1
