"""What a row of a PayPal file is: the words of its type and status, sorted."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.importers.formats.sorts import KEPT, Sort, Words

# The first that is found in a type decides.
_SORTS = Words(
    (Sort.CONVERSION, r"conversion"),
    (Sort.FEE, r"\bfees?\b(?! refund of)|\bcommission\b"),
    (
        Sort.MEMO,
        r"\b(holds?|held|release[sd]?|authori[sz]ations?|reserves?|orders?|requests?|void(ed)?|memo|risk|reauthori[sz]ation)\b"
        r"|invoice (sent|received|item)|payment review|dispute resolution hold",
    ),
    (Sort.RETURN, r"refund|reversal|reversed|charge ?back|dispute|claim|buyer protection|\bpayback\b"
     r"|account correction|\badjustment\b"),
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
    return by_code(kind) or _SORTS.find(kind) or Sort.PAYMENT


@lru_cache(maxsize=KEPT)
def by_code(kind: str) -> Sort | None:
    """What a type is by PayPal's code in it (`T2106`), None without one."""
    if found := _CODE.search(kind):
        group, number = found.groups()
        return _SINGLE.get(group + number) or _GROUPS.get(group, Sort.PAYMENT)
    return None
