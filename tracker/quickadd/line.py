"""The words of a line, taken away as they are understood, and the small readers of times and prices."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.errors import InputError
from tracker.quickadd.days import DAY_NAMES
from tracker.words import currency_hint, parse_clock, parse_currency, parse_money


@dataclass(frozen=True, slots=True)
class Word:
    """One word; a quoted one is a name and nothing else."""

    text: str
    quoted: bool = False

    @property
    def low(self) -> str:
        return "" if self.quoted else self.text.casefold()


class Line:
    """The words that are left to be understood."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)

    def take(self, longest: int, fits: Callable[[str], bool]) -> str | None:
        """Remove the first run of at most `longest` unquoted words that fits, the longest one there."""
        for at in range(len(self.words)):
            for n in range(min(longest, len(self.words) - at), 0, -1):
                run = self.words[at : at + n]
                text = " ".join(w.text for w in run)
                if not any(w.quoted for w in run) and fits(text):
                    del self.words[at : at + n]
                    return text
        return None

    def after(self, word: str) -> str | None:
        """Remove a word and the one that follows it; the latter."""
        for at, w in enumerate(self.words[:-1]):
            if w.low == word:
                value = self.words[at + 1].text
                del self.words[at : at + 2]
                return value
        return None


def tokens(text: str, known: Sequence[str]) -> list[Word]:
    """Words; what stands in quotes and known names of several words are one word each."""
    text = re.sub(r"^\s*\+(?=\S)", "+ ", text)
    names = sorted((n for n in known if " " in n), key=len, reverse=True)
    for name in names:
        text = re.sub(rf"(?<!\S){re.escape(name)}(?!\S)", lambda m: f'"{m[0]}"', text, count=1, flags=re.IGNORECASE)
    found = re.findall(r'"+([^"]*)"+|(\S+)', text)
    singles = {n.casefold() for n in known if " " not in n} - set(DAY_NAMES) - {"today", "yesterday", "tomorrow"}
    return [Word(q, True) if q else Word(w, w.casefold() in singles) for q, w in found if q or w]


def has_clock(text: str) -> bool:
    return ":" in text or bool(re.search(r"\d(?:am|pm)", text, re.IGNORECASE)) or bool(re.search(r"\d\.\d\d", text))


def clock_of(text: str, until: str = "") -> dt.time:
    """A clock time; where only the end of a span says am or pm, the start is the nearest before it."""
    if text[-1] in "mM":
        return parse_clock(text)
    half = until[-2:].lower()
    if half in ("am", "pm"):
        end = parse_clock(until)
        near = [parse_clock(text + h) for h in (half, "am" if half == "pm" else "pm")]
        return near[0] if near[0] < end else near[1]
    return parse_clock(text.replace(".", ":") if ":" in text or "." in text else f"{text}:00")


def bare_rate(text: str) -> str:
    return re.sub(r"/ ?(?:h|hr|hour|task)\b", "", text.lstrip("@ "), flags=re.IGNORECASE)


def price(text: str) -> tuple[int, str | None] | None:
    """Units and currency of `18.40 usd`, `usd 18.40`, `$18.40`, `18.40`; None for anything else."""
    found = re.fullmatch(r"([A-Za-z]{3})? ?([^\w\s]{0,3}\d[\d.,'’]*[^\w\s]{0,2}) ?([A-Za-z]{3})?", text)
    if not found or (found[1] and found[3]):
        return None
    try:
        code = found[1] or found[3]
        units = parse_money(found[2], None)
        return units, parse_currency(code) if code else currency_hint(found[2])
    except InputError:
        return None
