"""Currencies of which no rate at home is known: the one number that is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.desk.session import Desk
from tracker.domain import Earning, ExchangeRate, Expense, Payout, Record, Transfer, WorkSession


@dataclass(frozen=True, slots=True)
class Missing:
    """No rate of `currency` into `home` is known: that of `day` is the one that counts."""

    currency: str
    home: str
    day: dt.date

    def said(self, rate: Decimal) -> ExchangeRate:
        """The rate that was missing, as a row."""
        return ExchangeRate(on=self.day, currency=self.currency, in_home_currency=rate)


def without_rate(desk: Desk, codes: Collection[str], day: dt.date) -> set[str]:
    """Those of some currencies that nothing leads from to the home currency: no rate that was typed, no table, no
    conversion and no payout of the worker's own."""
    home = desk.settings().home_currency
    left = {c for c in codes if c != home}
    left -= {r.currency for _, r in desk.rows(ExchangeRate)} if left else set()
    left = {c for c in left if desk.rates().rate(c, home, day) is None}
    return left - set(_seen(desk, home)) if left else left


def missing_for(desk: Desk, record: Record) -> Missing | None:
    """The rate that money in a record needs and that nobody knows."""
    match record:
        case Payout(home_amount=None, received_on=day, currency=currency):
            pass
        case Expense(spent_on=day, currency=currency):
            pass
        case Earning(earned_from=day, currency=currency):
            pass
        case WorkSession(currency=str(currency)) if record.rate is not None or record.amount is not None:
            day = record.worked_on or _began(desk, record)
        case _:
            return None
    home = desk.settings().home_currency
    return Missing(currency, home, day) if without_rate(desk, {currency}, day) else None


def _began(desk: Desk, session: WorkSession) -> dt.date:
    return desk.today() if session.started_at is None else session.started_at.astimezone(desk.zone()).date()


def _seen(desk: Desk, home: str) -> Iterator[str]:
    """Currencies that the worker's own rows convert."""
    for _, t in desk.rows(Transfer):
        if t.amount_in and home in (t.currency_in, t.currency_out):
            yield from (t.currency_out, t.currency_in or home)
    for _, p in desk.rows(Payout):
        if p.home_amount and p.home_amount > 0:
            yield p.currency
