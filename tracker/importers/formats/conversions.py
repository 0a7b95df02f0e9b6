"""Currency conversions in two rows: those that belong together are one transfer, or none of the worker's work.

A3  USD -1,000   A4  EUR 910        same moment, no reference                  transfer
A3  names A4     A4  names A3       each other, at any time                    transfer
A3, A4 name A2, money that came in or was withdrawn                            transfer
A10, A11 name A9, a purchase; or a purchase of what was bought at the moment   left out, both
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from tracker.domain import Transfer
from tracker.importers.base import Facts, SourceRow
from tracker.importers.formats.common import Told
from tracker.importers.identity import normal


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a conversion."""

    line: int
    id: str
    reference: str
    on: dt.date
    at: str
    units: int
    currency: str
    fee: int = 0
    """What was kept besides, in the side's own currency."""
    content: str = ""
    """What makes the row itself, if it has no id."""
    arrived: tuple[int, str] | None = None
    """What came in at the other end, if the row says it itself."""


@dataclass(slots=True)
class Sides:
    """All sides of a file, and what was bought or given back at which moment.

    `account`: the name of the money account; its balances are "PayPal USD", "PayPal EUR" …
    """

    account: str
    sides: list[Side] = field(default_factory=list)
    spent: set[tuple[str, str, int]] = field(default_factory=set)

    def add(self, side: Side) -> None:
        self.sides.append(side)

    def private(self, at: str, currency: str, units: int) -> None:
        self.spent.add((at, currency, units))

    def transfers(self, work: Collection[str], seen: Collection[str], told: Told) -> Iterator[SourceRow]:
        """A transfer of each pair that belongs to no purchase.

        `work`: ids of rows that are income or moved between own accounts. `seen`: all ids of the file.
        """
        for parent, sides in self._groups():
            out = [s for s in sides if s.units < 0]
            into = [s for s in sides if s.units > 0]
            if parent and parent not in work:
                if parent not in seen:
                    self._say(
                        told,
                        "Conversions of a payment that the file does not hold were left out: {n}, {sum}.",
                        sides,
                    )
            elif len(out) == 1 and not into and out[0].arrived:
                yield _transfer(self.account, out[0], _arrival(out[0]))
            elif not out or not into:
                self._say(told, "Conversions with only one side in the file were left out: {n}, {sum}.", sides)
            elif len(out) > 1 or len(into) > 1:
                self._say(
                    told,
                    "Conversions at one moment that do not say which belong together were left out: {n}, {sum}.",
                    sides,
                )
            elif out[0].currency != into[0].currency and not self._bought(out[0], into[0]):
                yield _transfer(self.account, out[0], into[0])

    def _groups(self) -> list[tuple[str, list[Side]]]:
        """Sides by what they name: (id that is not a side, or "", its sides)."""
        by_id = {s.id: s for s in self.sides}
        named = {s.reference for s in self.sides if s.reference in by_id}
        groups: dict[tuple[str, str], list[Side]] = {}
        for side in self.sides:
            if side.reference in by_id or side.id in named:
                key = ("", min(side.id, side.reference if side.reference in by_id else self._namer(side)))
            elif side.reference:
                key = (side.reference, "")
            else:
                key = ("", f"at {side.at}")
            groups.setdefault(key, []).append(side)
        return [(parent, sides) for (parent, _), sides in groups.items()]

    def _namer(self, side: Side) -> str:
        return next(s.id for s in self.sides if s.reference == side.id)

    def _bought(self, out: Side, into: Side) -> bool:
        """Whether exactly what was converted was spent at that moment, or had just been given back."""
        return (into.at, into.currency, -into.units) in self.spent or (out.at, out.currency, -out.units) in self.spent

    def _say(self, told: Told, sentence: str, sides: list[Side]) -> None:
        first = next((s for s in sides if s.units < 0), sides[0])
        told.money(sentence, first.units, first.currency)


def _arrival(out: Side) -> Side:
    """The other side of a conversion that has one row only."""
    units, currency = out.arrived or (0, "")
    return replace(out, units=units, currency=currency, fee=0)


def _transfer(account: str, out: Side, into: Side) -> SourceRow:
    record = Transfer(
        moved_on=out.on,
        from_account=f"{account} {out.currency}",
        to_account=f"{account} {into.currency}",
        amount_out=-out.units,
        currency_out=out.currency,
        amount_in=into.units - into.fee,
        currency_in=into.currency,
        fee=max(out.fee, 0) or None,
    )
    body = out.content or normal(out.units, out.currency, into.units, into.currency)
    return SourceRow(out.line, record, Facts(), body, out.id)
