"""What a row of a PayPal file is: the words of its type and status, sorted."""

from __future__ import annotations

import re
from enum import Enum, auto

from tracker.errors import InputError


class Sort(Enum):
    """What a type says; whether money came in or went out the sum says."""

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
    """Lent, or given by PayPal itself for spending: no pay."""
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
    State.DONE: ("", "completed", "cleared", "paid", "success", "completed - funds not yet available"),
    State.BACK: ("refunded", "reversed", "charged back", "chargeback"),
    State.PARTLY_BACK: ("partially refunded", "partially reversed"),
    State.OPEN: (
        "pending", "held", "on hold", "temporary hold", "processing", "in progress", "uncleared", "unclaimed",
        "created", "placed", "active", "open", "under review", "payment review", "removed", "blocked", "authorized",
        "partially paid",
    ),
    State.VOID: (
        "canceled", "cancelled", "denied", "failed", "expired", "voided", "returned", "declined", "rejected",
    ),
}  # fmt: skip
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}

# The first that is found in a type decides.
_WORDS: tuple[tuple[Sort, str], ...] = (
    (Sort.CONVERSION, r"conversion"),
    (Sort.FEE, r"\bfees?\b(?! refund of)|\bcommission\b"),
    (
        Sort.MEMO,
        r"\b(holds?|held|release[sd]?|authori[sz]ations?|reserves?|orders?|requests?|void(ed)?|memo|risk|reauthori[sz]ation)\b"
        r"|invoice (sent|received|item)|payment review|dispute resolution hold",
    ),
    (Sort.RETURN, r"refund|reversal|reversed|charge ?back|dispute|claim|buyer protection|\bpayback\b"),
    (Sort.WITHDRAWAL, r"withdraw|transfer to (bank|card|debit|credit)|instant transfer\b(?! fee)|cash ?out|check sent"),
    (
        Sort.DEPOSIT,
        r"bank deposit|card deposit|charge from|funding|user initiated deposit|transfer from (bank|card|debit|credit)"
        r"|add(ed)? (funds|money|cash)|top.?up|echeck deposit|ach deposit|\bcash in\b|account deposit",
    ),
    (
        Sort.CREDIT,
        r"\bcredit (line|disbursement|funding)|buyer credit|bml|bill me later|loan|cash ?back|reward|gift cert"
        r"|working capital|interest",
    ),
)  # fmt: skip
_SORTS = tuple((sort, re.compile(pattern)) for sort, pattern in _WORDS)
_CODE = re.compile(r"\(?\b[tT](\d{2})(\d{2})\b\)?")
_GROUPS = {
    "01": Sort.FEE, "02": Sort.CONVERSION, "03": Sort.DEPOSIT, "04": Sort.WITHDRAWAL, "05": Sort.PAYMENT,
    "06": Sort.WITHDRAWAL, "07": Sort.DEPOSIT, "08": Sort.CREDIT, "09": Sort.CREDIT, "10": Sort.CREDIT,
    "11": Sort.RETURN, "12": Sort.RETURN, "13": Sort.MEMO, "14": Sort.DEPOSIT, "15": Sort.MEMO, "16": Sort.DEPOSIT,
    "17": Sort.WITHDRAWAL, "18": Sort.CREDIT, "19": Sort.CREDIT, "21": Sort.MEMO,
}  # fmt: skip
_SINGLE = {
    "1105": Sort.MEMO,
    "1108": Sort.FEE,
    "1109": Sort.FEE,
    "1110": Sort.MEMO,
    "1111": Sort.MEMO,
    "1117": Sort.WITHDRAWAL,
}


def sort_of(kind: str) -> Sort:
    """What a type is, by its words or its code.

    >>> sort_of("Payment Review Release"), sort_of("T0400"), sort_of("Mass Pay Payment")
    (<Sort.MEMO: 1>, <Sort.WITHDRAWAL: 3>, <Sort.PAYMENT: 8>)
    """
    if found := _CODE.search(kind):
        group, number = found.groups()
        return _SINGLE.get(group + number) or _GROUPS.get(group, Sort.PAYMENT)
    words = " ".join(kind.casefold().split())
    return next((sort for sort, pattern in _SORTS if pattern.search(words)), Sort.PAYMENT)


def state_of(status: str) -> State:
    """What a status says. Raises `InputError` (`unknown_value`) for a word that is not one of PayPal's."""
    words = " ".join(status.casefold().replace("—", "-").replace("–", "-").split())
    if words not in _STATE_OF:
        raise InputError(
            "{value!r} is not a known status in PayPal's English reports.",
            hint="Set PayPal to English and export the report again.",
            code="unknown_value",
            value=status,
        )
    return _STATE_OF[words]
