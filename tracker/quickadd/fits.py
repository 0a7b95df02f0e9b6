"""How well a text fits a name: from the beginning of a word on, never inside of one."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tracker.later import pattern
from tracker.names import beginnings

EXACT, FOLDED, SQUASHED, BEGINS, HOLDS = range(5)
"""The name itself, but for case, but for blanks and signs, its beginning or that of one of its words, several words
each at the beginning of one of its own."""

NEGATIONS = frozenset(("no", "not", "non", "não", "nao", "ne", "pas", "never"))
"""Words that turn a line into its opposite: they are the beginning of no name, but may be in a whole one."""
_APART = pattern(r"[\W_]+")


class Spelled(NamedTuple):
    """A name, or a text that may mean one, in the forms that are compared."""

    text: str
    folded: str
    squashed: str
    words: tuple[str, ...]
    """What can be said of it from the beginning of one of its words on."""
    parts: tuple[str, ...]


@lru_cache(maxsize=4096)
def spelled(text: str) -> Spelled:
    folded = text.casefold()
    return Spelled(text, folded, _APART.sub("", folded), beginnings(text), tuple(folded.split()))


def fit(said: Spelled, name: Spelled, *, whole: bool) -> int | None:
    """How well a text fits a name, None: not at all. A `whole` one is the name or nothing.

    >>> [fit(spelled(t), spelled("EasyPay"), whole=False) for t in ("easypay", "easy-pay", "pay", "asy")]
    [1, 2, 3, None]
    """
    if said.text == name.text:
        return EXACT
    if said.folded == name.folded:
        return FOLDED
    if whole:
        return None
    if said.squashed and said.squashed == name.squashed:
        return SQUASHED
    if not any(c.isalpha() for c in said.folded) or NEGATIONS.intersection(said.parts):
        return None
    if any(words.startswith(said.folded) for words in name.words):
        return BEGINS
    return HOLDS if all(any(words.startswith(part) for words in name.words) for part in said.parts) else None
