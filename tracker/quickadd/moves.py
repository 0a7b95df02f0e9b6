"""Lines about money that moves between one's own accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker import say
from tracker.domain import Payout, Transfer
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.context import Here
from tracker.quickadd.days import Lean
from tracker.quickadd.fits import SQUASHED, fit, spelled
from tracker.quickadd.line import Line, Word, stripped
from tracker.quickadd.moments import here_day
from tracker.quickadd.money import fee_in
from tracker.quickadd.place import SKIPPED, Place
from tracker.quickadd.prices import Price, price
from tracker.quickadd.rails import rail_of
from tracker.quickadd.vocabulary import strange
from tracker.say import Said, where

MOVED = frozenset(
    (
        "withdrew",
        "withdraw",
        "withdrawn",
        "withdrawal",
        "transferred",
        "transfer",
        "moved",
        "move",
        "cashout",
        "withdrawing",
    )
)
_ARRIVED = ("arrived", "got", "received", "as", "gives", "=", "->")
_BETWEEN = frozenset(("to", "into", "->", "→"))


def is_move(line: Line) -> bool:
    """Whether a line tells of money between two accounts: `withdrew …`, `sent … from wise to gcash`."""
    if line.has(MOVED):
        return True
    after = {
        w.low: rail_of(b.text) for w, b in zip(line.words, line.words[1:], strict=False) if w.low in ("from", "to")
    }
    return bool(after.get("from") and after.get("to"))


def transfer(here: Here, line: Line) -> tuple[Transfer | Payout, Place | None]:
    """What left one account for another, with its fee and what came in there."""
    fee = line.after(("fee", "fees"), 3, price)
    arrived = line.after(_ARRIVED, 3, price)
    money = here.money(line) or here.money(line, bare=True)
    day = line.take(8, here.days(Lean.PAST).day) or here_day(here.days())
    if money is None:
        raise Missing("How much was moved?", hint="Such as: withdrew 100 usd from paypal to gcash.")
    own = line.has(("moved",)) is not None
    while line.drop(MOVED | {"sent", "cashed", "out"}):
        continue
    plain = any(w.low in MOVED and not w.sense for w in line.said)
    if plain and (payer := _only_payer(here, line.words)) and not own and not arrived:
        message = Said("Did {payer} pay it out to you?", payer=where(payer.platform))
        here.ask("withdrawn", message, [("", True)], hint="Or write the account that it went to: to gcash.")
        return _paid_out(here, payer, money, fee, day, None), payer
    left, right = _accounts(line.words)
    payer = None if own else _payer(here, left)
    units, currency = here.settled(money, payer)
    if payer and _was_paid(here, payer, right):
        return _paid_out(here, payer, money, fee, day, f"via {_name(right)}"), payer
    came = _came_in(here, arrived, currency) if arrived else (None, None)
    record_of_move = Transfer(
        moved_on=here.past(day),
        from_account=_name(left),
        to_account=_name(right),
        amount_out=units,
        currency_out=currency,
        amount_in=came[0],
        currency_in=came[1],
        fee=fee_in(here, None, fee, currency) if fee else None,
    )
    return record_of_move, None


def _only_payer(here: Here, words: Sequence[Word]) -> Place | None:
    """The platform that is all the words mean: `withdrew 40 prolific`."""
    named = [w for w in stripped(words) if w.quoted or w.low not in SKIPPED]
    return _payer(here, named) if len(named) == 1 else None


def _paid_out(here: Here, payer: Place, money: Price, fee: Price | None, day: dt.date, note: str | None) -> Payout:
    units, currency = here.settled(money, payer)
    return Payout(
        platform=payer.platform,
        kind="payout",
        received_on=here.past(day),
        amount=units,
        currency=currency,
        fee=fee_in(here, payer, fee, currency) if fee else None,
        note=note,
    )


def _came_in(here: Here, arrived: Price, left: str) -> tuple[int, str]:
    """What came in: in which of two currencies is asked if none is said."""
    if not arrived.currencies and left != here.home:
        message = Said(
            "Did {amount} arrive in {home} or in {left}?",
            amount=arrived.number,
            home=say.Word(here.home),
            left=say.Word(left),
        )
        hint = "Write its currency."
        its = here.ask("arrived in", message, [("", here.home), ("", left)], hint=hint)
        arrived = arrived._replace(currencies=(its,), mark=its)
    return here.settled(arrived, None)


def _accounts(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of the account that it left and of the one that it went to."""
    at = next((i for i, w in enumerate(words) if w.low in _BETWEEN), len(words))
    back = next((i for i, w in enumerate(words) if w.low == "from"), None)
    if back is not None and back > at:  # to gcash from paypal
        left, right = words[back + 1 :], words[at + 1 : back]
    else:
        left, right = words[:at], words[at + 1 :]
    left, right = _account(left), _account(right)
    if not left or not right:
        raise Missing(
            "To which account was it?" if left else "From which account was it?",
            hint="Such as: withdrew 100 usd from paypal to gcash.",
        )
    return left, right


def _account(words: Sequence[Word]) -> list[Word]:
    named = [w for w in stripped(words) if w.quoted or w.low not in ("my", "account", "the", "wallet")]
    odd = strange([w.said for w in named if not w.quoted]) or _beside_a_rail(named)
    if odd or len(named) > 3:
        raise NotUnderstood(odd or [w.text for w in named], hint="Put the name of an account in quotes.")
    return named


def _beside_a_rail(words: Sequence[Word]) -> list[str]:
    """The words beside a known way of money: they are no part of its name."""
    plain = [w.said for w in words if not w.quoted]
    if rail_of(" ".join(plain)):
        return []
    return [w for w in plain if not rail_of(w)] if any(map(rail_of, plain)) else []


def _name(words: Sequence[Word]) -> str:
    said = " ".join(w.text for w in words)
    return said if any(w.quoted for w in words) else rail_of(said) or said


def _payer(here: Here, words: Sequence[Word]) -> Place | None:
    """The platform that the money left, if it is one."""
    said = spelled(_name(words))
    found = [
        p
        for p in here.names.platforms
        if (f := fit(said, spelled(p), whole=words[0].quoted)) is not None and f <= SQUASHED
    ]
    return Place(found[0]) if found else None


def _was_paid(here: Here, payer: Place, to: Sequence[Word]) -> bool:
    """Money that leaves a platform is what it paid, unless an account there is kept as one's own."""
    message = "Did {payer} pay it out, or was it moved between two accounts of yours?"
    hint, payer_name = "Write “paid … {payer} via {to}”, or the accounts.", where(payer.platform)
    return here.ask("withdrawn", message, [("", True), ("", False)], hint=hint, payer=payer_name, to=_name(to))
