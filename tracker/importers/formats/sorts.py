"""What a row of a money account is, and how far it is: the same few meanings for all formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache

from tracker.errors import InputError

KEPT = 8_192
"""Words whose meaning is kept: types and descriptions come again and again."""


class Sort(Enum):
    """What the words of a row say; whether money came in or went out the sum says."""

    MEMO = auto()
    """A hold, its release, an authorisation, an order, a request: no money moved."""
    CONVERSION = auto()
    WITHDRAWAL = auto()
    DEPOSIT = auto()
    """From the worker's own bank or card."""
    RETURN = auto()
    """A refund, reversal, chargeback or dispute."""
    FEE = auto()
    """A fee in a row of its own, or one that came back."""
    CREDIT = auto()
    """Lent, given by the service itself, or the worker's own money: no pay."""
    PAYMENT = auto()


class State(Enum):
    """What a status says of the row's own money."""

    DONE = auto()
    BACK = auto()
    """It came, and was taken back whole."""
    PARTLY_BACK = auto()
    OPEN = auto()
    VOID = auto()
    """It will not come; one that had come before did not stay."""

    @property
    def moved(self) -> bool:
        return self not in (State.OPEN, State.VOID)


_STATES = {
    State.DONE: (
        "", "completed", "complete", "cleared", "paid", "success", "successful", "succeeded", "issued",
        "completed - funds not yet available",
    ),
    State.BACK: ("refunded", "reversed", "charged back", "chargeback"),
    State.PARTLY_BACK: ("partially refunded", "partially reversed", "partial refund"),
    State.OPEN: (
        "pending", "held", "on hold", "temporary hold", "processing", "in progress", "uncleared", "unclaimed",
        "created", "placed", "active", "open", "under review", "payment review", "removed", "blocked", "authorized",
        "partially paid", "in transit", "uncaptured", "incomplete",
    ),
    State.VOID: (
        "canceled", "cancelled", "denied", "failed", "expired", "voided", "returned", "declined", "rejected",
        "reverted",
    ),
}  # fmt: skip
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}


@lru_cache(maxsize=KEPT)
def plain(words: str) -> str:
    """Words as they are looked up: small letters, one space, one kind of dash.

    >>> plain("  In_Transit "), plain("Completed — Funds")
    ('in transit', 'completed - funds')
    """
    return " ".join(words.casefold().replace("_", " ").replace("—", "-").replace("–", "-").split())


def state_of(status: str, more: Mapping[str, State] | None = None, *, hint: str = "") -> State:
    """What a status says. `more`: words of this format. Raises `InputError` (`unknown_value`) for another word.

    >>> state_of("Completed"), state_of("REVERTED")
    (<State.DONE: 1>, <State.VOID: 5>)
    """
    words = plain(status)
    found = (more or {}).get(words) or _STATE_OF.get(words)
    if found is None:
        raise InputError("{value!r} is not a known status.", hint=hint, code="unknown_value", value=status)
    return found


class Words:
    """Patterns by which a row is sorted; the first that is found in its words decides.

    >>> found = Words((Sort.FEE, "fee"), (Sort.PAYMENT, "pay")); found.find("Payment fee"), found.find("Hello")
    (<Sort.FEE: 6>, None)
    """

    def __init__(self, *pairs: tuple[Sort, str]) -> None:
        self._pairs = [(sort, re.compile(pattern)) for sort, pattern in pairs]
        self._known: dict[str, Sort | None] = {}

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def find(self, text: str) -> Sort | None:
        """What a row is by its words, None if no pattern is found."""
        if text in self._known:
            return self._known[text]
        said = plain(text)
        found = next((sort for sort, pattern in self._pairs if pattern.search(said)), None)
        if len(self._known) < KEPT:
            self._known[text] = found
        return found
