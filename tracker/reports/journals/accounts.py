"""Names of accounts that hledger, Ledger and Beancount all take."""

from __future__ import annotations

import unicodedata

from tracker.reports.journals.entries import Account

SEPARATOR = ":"


class Accounts:
    """The written form of accounts, the same for the same one; two that would meet in one get a number.

    >>> named = Accounts()
    >>> named.of(("Income", "Scale AI")), named.of(("Income", "scale_ai")), named.of(("Income", "Scale AI"))
    ('Income:Scale-AI', 'Income:Scale-ai', 'Income:Scale-AI')
    >>> named.of(("Income", "Scale-AI")), named.of(("Assets", "数据堂")), named.of(("Assets", "5CA"))
    ('Income:Scale-AI-2', 'Assets:X-数据堂', 'Assets:5CA')
    """

    def __init__(self) -> None:
        self._written: dict[Account, str] = {}
        self._taken: set[str] = set()

    def of(self, account: Account) -> str:
        if account not in self._written:
            plain = SEPARATOR.join(_part(name) for name in account)
            made, n = plain, 1
            while made in self._taken:
                n += 1
                made = f"{plain}-{n}"
            self._taken.add(made)
            self._written[account] = made
        return self._written[account]

    def all(self) -> list[str]:
        """Every account that was asked for, by name."""
        return sorted(self._taken)


def _part(name: str) -> str:
    """A name as a part of an account: letters, digits and hyphens, an upper-case letter or a digit first.

    What Beancount 3.2 takes, the strictest of the three: a letter without case may not be first.
    """
    kept = (c if unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "Nd" else " "
            for c in unicodedata.normalize("NFC", name))  # fmt: skip
    text = "-".join("".join(kept).split()) or "X"
    text = text[0].upper() + text[1:]
    return text if unicodedata.category(text[0]) in ("Lu", "Nd") else f"X-{text}"
