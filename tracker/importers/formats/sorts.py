"""What a row of a money account is, and how far it is: the same few meanings for all formats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import TypeAlias

from tracker.errors import InputError


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


Words: TypeAlias = Sequence[tuple[Sort, re.Pattern[str]]]


def words(*pairs: tuple[Sort, str]) -> Words:
    """Patterns by which a row is sorted; the first that is found in its words decides."""
    return tuple((sort, re.compile(pattern)) for sort, pattern in pairs)


def sort_by(table: Words, text: str) -> Sort | None:
    """What a row is by its words, None if no pattern is found.

    >>> sort_by(words((Sort.FEE, "fee"), (Sort.PAYMENT, "pay")), "Payment fee")
    <Sort.FEE: 6>
    """
    found = plain(text)
    return next((sort for sort, pattern in table if pattern.search(found)), None)
