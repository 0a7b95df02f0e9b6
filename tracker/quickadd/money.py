"""Lines about money: what arrived, what is owed besides logged work, what was spent."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from tracker.domain import Earning, EarningKind, Expense, Payout, PayoutKind
from tracker.errors import InputError
from tracker.kinds import Stage
from tracker.later import pattern
from tracker.names import nearest
from tracker.quickadd import rails
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.context import Here
from tracker.quickadd.days import Lean, Stretch
from tracker.quickadd.fits import BEGINS, fit, spelled
from tracker.quickadd.line import Line, Word, spoken, stripped
from tracker.quickadd.moments import here_day
from tracker.quickadd.place import SKIPPED, Place
from tracker.quickadd.prices import Price, looks_bare, price
from tracker.quickadd.stretches import span, stretch
from tracker.quickadd.vocabulary import STATUSES, strange
from tracker.say import Said, where
from tracker.say import Word as Shown

EARNED = {k.value: k.value for k in EarningKind} | {
    "referrals": "referral", "adjusted": "adjustment", "bonuses": "bonus", "tip": "bonus",
}  # fmt: skip
_FINEST = (EarningKind.MILESTONE, EarningKind.STIPEND, EarningKind.REFERRAL, EarningKind.ADJUSTMENT, EarningKind.BONUS)
ARRIVED = {k.value: k.value for k in PayoutKind if k is not PayoutKind.PAYOUT} | {
    "write-off": "write_off", "written-off": "write_off", "write off": "write_off", "written off": "write_off",
    "wrote off": "write_off",
    "reimbursed": "reimbursement", "clawed back": "clawback", "took back": "clawback", "taken back": "clawback",
    "takes back": "clawback",
    "charged back": "clawback", "chargeback": "clawback", "clawed": "clawback", "reversed": "clawback",
    "claw back": "clawback",
}  # fmt: skip
PAID = frozenset(
    (
        "paid",
        "payed",
        "received",
        "payout",
        "payment",
        "payments",
        "got",
        "deposit",
        "deposited",
        "arrived",
        "sent",
        "paying",
        "pays",
        "payday",
        "gave",
        "credited",
    )
)
_CAME = PAID - {"payment", "payments"}
_WAS = pattern(r"^(?:was|is|of) ", re.IGNORECASE)
_COMES = frozenset(("pays", "paying"))
"""What is paid now, or will be."""
PAID_PHRASES = frozenset(("came in", "cashed out", "paid out", "pay out", "got paid"))


def payout(here: Here, line: Line) -> tuple[Payout, Place]:
    """Money that arrived, with its fee, the way it came and the days it pays for."""
    fee = line.after(("fee", "fees", "charge"), 4, lambda t: price(_WAS.sub("", t))) or line.before(
        ("fee", "fees"), 3, price
    )
    if fee:
        line.drop(("less", "minus"))
    covers = line.after(("for", "covers", "covering"), 9, lambda t: _covered(here, t))
    kind = line.take(2, lambda t: ARRIVED.get(t.casefold())) or PayoutKind.PAYOUT.value
    if kind == PayoutKind.CLAWBACK and (came := [w.text for w in line.said if w.low in ("received", "got")]):
        raise NotUnderstood(came)
    rail = rails.taken(here, line)
    stage = _stage(line) if kind == PayoutKind.PAYOUT else None
    money = here.money(line)
    day = _one_day(here, line, "On which day did it arrive?", "Write the days that it pays for as: for 3-9 may.")
    money = money or here.money(line, bare=True)
    if money is None:
        raise Missing("How much was paid?", hint="Such as: paid 412.50 usd mercor.")
    line.phrase(PAID_PHRASES)
    while line.drop(PAID):
        continue
    place = here.place(line)
    if fee and not money.currencies and fee.currencies:
        money = money._replace(currencies=fee.currencies, mark=fee.mark)
    units, currency = here.settled(money, place)
    record = Payout(
        platform=place.platform,
        project=place.project,
        kind=kind,
        received_on=here.past(day),
        amount=units,
        fee=fee_in(here, place, fee, currency) if fee else None,
        currency=currency,
        covers_from=covers.first if covers else None,
        covers_to=covers.last if covers else None,
        stage=stage,
        note=f"via {rail}" if rail else None,
    )
    return record, place


def side_by_side(line: Line) -> None:
    """`took 20 usd back` as `took back 20 usd`."""
    at = next((i for i, w in enumerate(line.words) if f"{w.low} back" in ARRIVED), None)
    back = next((i for i, w in enumerate(line.words) if at is not None and i > at and w.low == "back"), None)
    if at is not None and back is not None:
        line.words.insert(at + 1, line.words.pop(back))


def _stage(line: Line) -> str | None:
    """`paid … sent`: how far it has come, where the line says that beside what it is."""
    if not line.said or line.said[0].low not in ("paid", "payed", "payout"):
        return None
    said = line.has((Stage.SENT, Stage.ARRIVED))
    return str(Stage(said)) if said else None


def _covered(here: Here, text: str) -> Stretch | None:
    days = here.days(Lean.PAST)
    return span(days, text) or stretch(days, f"in {text}")


def fee_in(here: Here, place: Place | None, fee: Price, currency: str) -> int:
    """The fee, in the currency of the money."""
    said = fee if fee.currencies else fee._replace(currencies=(currency,), mark=currency)
    if currency in said.currencies:
        said = said._replace(currencies=(currency,))
    units, its = here.settled(said, place)
    if its != currency:
        raise InputError(
            "The fee is in {its}, the money in {currency}.",
            hint="Write the fee in {currency}.",
            its=Shown(its),
            currency=Shown(currency),
        )
    return units


def _one_day(here: Here, line: Line, question: str, hint: str) -> dt.date:
    days = here.days(Lean.NEAR if line.has(_COMES) else Lean.PAST)
    found = line.take(8, lambda t: span(days, t))
    if found and found.first != found.last:
        raise InputError(question, hint=hint)
    return found.first if found else here_day(days)


def earning(here: Here, line: Line) -> tuple[Earning, Place]:
    """Money owed that no logged work earns: a bonus if nothing else is said."""
    due = line.after(("due",), 5, here.days(Lean.AHEAD).day)
    status = line.take(1, lambda t: STATUSES.get(t.casefold()))
    while line.drop(("earned", "made", *PAID)):
        continue
    kind = _earned(line)
    money = here.money(line)
    days = here.days(Lean.PAST)
    when = line.after(("for",), 9, lambda t: _covered(here, t)) or line.take(8, lambda t: span(days, t))
    first = when.first if when else here_day(days)
    money = money or here.money(line, bare=True)
    if money is None:
        raise Missing("How much was it?", hint="Such as: bonus 50 usd outlier.")
    place = here.place(line)
    units, currency = here.settled(money, place)
    if units < 0 and kind != EarningKind.ADJUSTMENT:
        raise InputError(
            "A {kind} is not below zero.", hint="Money taken off is an adjustment.", code="negative", kind=Shown(kind)
        )
    record = Earning(
        platform=place.platform,
        project=place.project,
        kind=kind,
        earned_from=here.past(first),
        earned_to=when.last if when and when.last != first else None,
        amount=units,
        currency=currency,
        due_on=due,
        status=status,
    )
    return record, place


def earned_or_arrived(here: Here, line: Line) -> tuple[Payout | Earning, Place]:
    """`got a bonus of $50 from outlier`: money that is owed, or money that arrived, where a word says that it came."""
    if not line.has(_CAME):
        return earning(here, line)
    message = "Did it arrive, or is it still owed?"
    hint = "Such as: paid 50 usd outlier, or: bonus 50 usd outlier."
    if not here.ask("arrived", message, [("", True), ("", False)], hint=hint):
        return earning(here, line)
    kind = _earned(line)
    record, place = payout(here, line)
    return replace(record, note=f"{record.note}; {kind}" if record.note else kind), place


def _earned(line: Line) -> str:
    """The kind: the finest of those that are said (a referral bonus is a referral)."""
    said = set()
    while kind := line.take(1, lambda t: EARNED.get(t.casefold())):
        said.add(kind)
    return next((k.value for k in _FINEST if k in said), EarningKind.BONUS.value)


SPENT = frozenset(("spent", "bought", "purchased", "pay", "paid", "buy", "cost", "costs", "expense"))
BILLS = frozenset(
    (
        "bill", "bills", "internet", "wifi", "wi-fi", "electricity", "electric", "subscription", "headset",
        "headphones", "mic", "microphone",
        "laptop", "keyboard", "mouse", "monitor", "chair", "desk", "vpn", "software", "coworking", "rent", "webcam",
        "prepaid", "airtime",
        "expense", "domain", "hosting", "printer", "router", "modem", "phone", "ssd", "ram", "charger", "cable",
        "usb", "ups", "generator", "bundle", "bundles", "fuel", "petrol", "recharge", "connects", "fibre", "broadband",
        "antivirus", "chatgpt", "grammarly",
    )
)  # fmt: skip
"""Things that money is spent on: an amount beside one of them is an expense."""


def expense(here: Here, line: Line) -> tuple[Expense, Place | None]:
    """What was spent for work, on what, and for which platform if it says so."""
    money = here.money(line)
    day = _one_day(here, line, "On which day was it spent?", "Write one day, such as: on fri.")
    money = money or here.money(line, bare=True)
    if money is None:
        raise Missing("How much was it?", hint="Such as: spent 12 usd headset.")
    while line.words and line.words[0].low in SPENT:
        del line.words[0]
    place = _for_platform(here, line)
    words = stripped(line.words)
    while len(words) > 1 and words[0].low in ("a", "an", "my", "new", "some"):
        words = stripped(words[1:])
    category = spoken(words)
    if not category:
        raise Missing("What was it spent on?", hint="Such as: spent 12 usd headset.")
    if odd := [w.text for w in words if not w.quoted and _odd(w.said)]:
        raise NotUnderstood(odd)
    units, currency = here.settled(money, None)
    if units < 0:
        raise InputError("An expense is not below zero.", hint="Money that came back is a reimbursement.")
    record = Expense(
        spent_on=here.past(day),
        amount=units,
        currency=currency,
        category=category,
        platform=place.platform if place else None,
    )
    return record, place


_PLAIN = frozenset(
    (
        "bill",
        "time",
        "session",
        "a",
        "an",
        "my",
        "some",
        "page",
        "file",
        "video",
        "audio",
        "unit",
        "lunch",
        "work",
        "and",
        "to",
        "for",
        "me",
    )
)


_NOT_SPENT = frozenset(("sold", "sell", "selling", "resold", "returned", "return", "gifted", "free", "lent", "monthly"))
"""Words that say of a thing that no money went out for it."""


def _odd(word: str) -> bool:
    """Whether a word of what was bought says a day, a number, a currency: something that was not understood."""
    low = word.casefold()
    return low in _NOT_SPENT or (low not in _PLAIN and (bool(looks_bare(word)) or bool(strange([word]))))


def _for_platform(here: Here, line: Line) -> Place | None:
    """`for outlier`: a platform by the beginning of its name, or any name in quotes."""
    for at, word in enumerate(line.words[:-1]):
        if word.low != "for":
            continue
        name = line.words[at + 1]
        fits = [
            (f, p)
            for p in here.names.platforms
            if (f := fit(spelled(name.text), spelled(p), whole=name.quoted)) is not None
        ]
        best = [p for f, p in fits if f == min(x for x, _ in fits) and f <= BEGINS]
        near = [] if best or name.quoted else nearest(name.text, list(here.names.platforms))
        if near:
            message = Said("Is “{word}” {platform}?", word=name.text, platform=where(near[0]))
            best = here.ask(
                f"for {name.text}",
                message,
                [("", [near[0]]), ("", [])],
                hint=Said("Write for {near}.", near=Shown(near[0])),
            )
        if len(best) == 1 or name.quoted:
            del line.words[at : at + 2]
            if here.pick:
                return Place(here.pick.platform)
            return Place(best[0]) if best else Place(name.text, new_platform=True, words=(name,))
    return None


def payout_or_expense(here: Here, line: Line) -> tuple[Payout | Expense, Place | None]:
    """`paid 20 usd headset`: money that arrived, or money that was spent, if nobody knows a payer of that name."""
    spent = Line(line.words)
    behind = zip(line.words, [Word(""), *line.words], strict=False)
    payer = next((w for w, before in behind if before.low != "for" and here.names.has(w.text)), None)
    if payer and any(w.low in BILLS for w in line.words) and not line.has(("from", "by")):
        message = Said("Did {payer} pay you, or is it what you spent?", payer=where(payer.text))
        arrived = here.ask("paid", message, [("", True), ("", False)], hint="Write “received” or “spent”.")
        return payout(here, line) if arrived else expense(here, line)
    if not line.has(("from", "by")) and any(w.low in BILLS and not here.names.knows(w.text) for w in line.words):
        return expense(here, line)
    record, place = payout(here, line)
    said_to_be = any(w.low in ("from", "by") for w in line.said) or any(w.quoted for w in place.words)
    if not place.new_platform or said_to_be or _preset(here, place) or here.names.instead(place):
        return record, place
    message = Said("Did {payer} pay you, or is it what you spent?", payer=place.name)
    arrived = here.ask("paid", message, [("", True), ("", False)], hint="Write “received” or “spent”.")
    return (record, place) if arrived else expense(here, spent)


def bill(here: Here, line: Line) -> tuple[Payout | Expense, Place | None]:
    """`internet bill 30 usd`: what was spent; beside a platform it may be a bill that the platform paid."""
    payer = next((w.text for w in line.words if not line.has(("for",)) and here.names.has(w.text)), None)
    if payer is None or not line.has(("bill", "bills")):
        return expense(here, line)
    message = Said("Did {payer} pay you, or is it what you spent?", payer=where(payer))
    arrived = here.ask("paid", message, [("", True), ("", False)], hint="Write “received” or “spent”.")
    line.drop(("bill", "bills") if arrived else ())
    return payout(here, line) if arrived else expense(here, line)


def paid_by_me(here: Here, line: Line) -> tuple[Payout | Expense, Place | None]:
    """`i paid outlier 12 usd`: money spent, or money that arrived after all."""
    message = "Is it what you spent, or did it arrive?"
    spent = here.ask("i paid", message, [("", True), ("", False)], hint="Write “spent” or “received”.")
    return expense(here, line) if spent else payout(here, line)


def unsaid(here: Here, line: Line) -> tuple[Payout | Earning | Expense, Place | None] | None:
    """An amount beside a platform and nothing more: what it was is asked, beside words that are none also whether it
    was spent. None: pay for work of unknown time."""
    plain = [w for w in line.words if not w.quoted and w.low not in SKIPPED and not strange([w.said])]
    options = [("", "paid"), ("", "work"), ("", "bonus")]
    if not line.has(("from", "by")) and not all(here.names.fits(w.text) for w in plain):
        options.append(("", "spent"))
    message = "Did the money arrive, is it pay for work whose time you do not know, or a bonus?"
    what = here.ask("what", message, options, hint="Such as: paid 450 eur mercor, or: 2h mercor 450 eur.")
    if what == "work":
        return None
    if what == "spent":
        return expense(here, line)
    return payout(here, line) if what == "paid" else earning(here, line)


def _preset(here: Here, place: Place) -> bool:
    return any(spelled(p).squashed == spelled(place.platform).squashed for p in here.names.presets)
