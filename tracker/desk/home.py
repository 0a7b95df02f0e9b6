"""Another home currency: what names no currency stays in the old one, and amounts told in it are not read as others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.desk.session import Desk
from tracker.domain import (
    ExchangeRate,
    Kind,
    Payout,
    PayTerms,
    Platform,
    ProjectEvent,
    Settings,
    WorkSession,
    columns,
)
from tracker.errors import Refused
from tracker.say import Many, Said, Word
from tracker.units import Money


def check(desk: Desk, old: Settings, new: Settings) -> None:
    """Raises Refused where amounts of the ledger are in home currency and would be read as another one."""
    if old.home_currency == new.home_currency:
        return
    told = list(_told(desk, old))
    if told:
        raise Refused(
            "{told} are told in {home_currency} and would be read as {home_currency_2}.",
            hint="Take them out first, change the currency, and type them again in the new one.",
            code="home_amounts",
            told=Many([Word(x) for x in told], " and "),
            home_currency=Word(old.home_currency),
            home_currency_2=Word(new.home_currency),
        )


def _told(desk: Desk, old: Settings) -> Iterator[str]:
    if n := len(desk.rows(ExchangeRate)):
        yield f"{n} exchange rate{'' if n == 1 else 's'}"
    if n := sum(1 for _, p in desk.rows(Payout) if p.home_amount is not None and p.currency != old.home_currency):
        yield f"what {n} payment{'' if n == 1 else 's'} brought at home"


def read_anew(old: Settings, new: Settings) -> Iterator[Said]:
    """Settings that are amounts in home currency and stay the same number: a sentence for each."""
    if old.home_currency == new.home_currency:
        return
    for c in (c for c in columns(Settings) if c.kind is Kind.MONEY):
        name, before, after = c.name, getattr(old, c.name), getattr(new, c.name)
        if before and before == after:
            text = "The setting {name} is read as {amount} now: change it if it was meant in {old}."
            amount, words = Money(before, new.home_currency), Word(name.replace("_", " "))
            yield Said(text, name=words, amount=amount, old=Word(old.home_currency))


def moved(desk: Desk, old: Settings, new: Settings) -> list[tuple[str, int, Platform]]:
    """What changes with the settings: platforms without a currency get the old one where an amount rests on it, for
    a rate that was typed in one currency is never read as another. Raises Refused (see `check`)."""
    check(desk, old, new)
    if old.home_currency == new.home_currency:
        return []
    bare = [(row, p) for row, p in desk.platforms() if p.currency is None]
    return [("platforms", row, replace(p, currency=old.home_currency)) for row, p in bare if _rests(desk, p)]


def said(platform: Platform) -> Said:
    """What was done to a platform, in a sentence."""
    text = "What {platform} pays stays in {currency}, now as its own: change it if it pays in another."
    return Said(text, platform=Word(platform.platform), currency=Word(str(platform.currency)))


def _rests(desk: Desk, platform: Platform) -> bool:
    """Whether any amount of a platform names no currency of its own."""
    name = platform.platform
    projects = [p for _, p in desk.projects(name) if p.currency is None]
    amounts = [v for p in projects for v in (p.agreed_rate, p.advertised_low, p.advertised_high)]
    events = [e.rate for _, e in desk.rows(ProjectEvent, platform=name)]
    sessions = desk.rows(WorkSession, platform=name, currency=None)
    typed = [v for _, s in sessions for v in (s.rate, s.amount)]
    terms = [t for _, t in desk.rows(PayTerms, platform=name)]
    own = [getattr(r, c.name) for r in (platform, *terms) for c in columns(type(r)) if c.kind is Kind.MONEY]
    return any(v is not None for v in (*own, *amounts, *events, *typed))
