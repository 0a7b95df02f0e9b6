"""The ways on which money comes: known ones by their usual spelling, others where a line says `via`."""

from __future__ import annotations

from tracker.quickadd.context import Here
from tracker.quickadd.line import Line
from tracker.quickadd.vocabulary import strange

_SPELLED = (
    "PayPal", "Wise", "Payoneer", "GCash", "Maya", "M-Pesa", "Stripe", "Hyperwallet", "Revolut", "AirTM", "Skrill",
    "Venmo", "Zelle",
    "Cash App", "Nequi", "Daviplata", "Bancolombia", "N26", "Tremendous", "bank transfer", "bank", "direct deposit",
    "ACH", "SEPA",
    "SWIFT", "Coins.ph", "BPI", "BDO", "UnionBank", "GoTyme", "SeaBank", "Equity Bank", "Chase", "Sparkasse", "DKB",
    "Monzo", "TransferWise", "Pix", "Yape", "SPEI", "Bizum",
)  # fmt: skip
RAILS = {name.casefold(): name for name in _SPELLED} | {
    "mpesa": "M-Pesa", "pay pal": "PayPal", "g-cash": "GCash", "paymaya": "Maya", "payonner": "Payoneer",
    "bank account": "bank",
}  # fmt: skip


def rail_of(text: str) -> str | None:
    """The usual spelling of a known way of money, None for anything else."""
    return RAILS.get(text.casefold().removeprefix("my "))


def taken(here: Here, line: Line) -> str | None:
    """`via paypal`, `to my gcash`, `paypal`: the way that the money came, taken away. A platform's name is none."""
    found = line.after(("via", "through", "thru", "using"), 3, rail_of) or line.after(("via",), 1, _any)
    found = found or line.after(("by", "to", "on", "into", "in", "over", "with"), 3, lambda t: _rail(here, t))
    return found or line.take(2, lambda t: _rail(here, t))


def _any(text: str) -> str | None:
    return None if strange([text]) else text


def _rail(here: Here, text: str) -> str | None:
    return None if here.names.knows(text) else rail_of(text)
