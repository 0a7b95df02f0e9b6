"""A money account of which each row tells one movement: what becomes of it, once for all such formats.

A format says what its columns mean (`Movement`); `MoneyAccount` says what that makes:

    PAYMENT      in: a payout, stored by a rule on its payer          out: left out (outgoing)
    WITHDRAWAL   a transfer from the account to the bank, or back     DEPOSIT likewise
    CONVERSION   both sides together a transfer                       one side alone: left out, said with its sum
    RETURN       out: a clawback of the payment it names, in: it came after all         names none: left out
    FEE          comes off the payment it names, in this file or another
    CREDIT       in: no pay, said with its sum
    MEMO, and what has not moved: left out
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from tracker.domain import Evidence, Payout, PayoutKind, Transfer
from tracker.errors import InputError
from tracker.importers.base import UNASSIGNED, Facts, IgnoredRow, ParsedBatch, SourceRow
from tracker.importers.columns import Harvest, Row, Sheet
from tracker.importers.formats.common import Told, batch
from tracker.importers.formats.conversions import Side, Sides
from tracker.importers.formats.sorts import Sort, State
from tracker.importers.identity import amended, normal
from tracker.importers.returns import REVERSED, clawback, return_id
from tracker.say import Said
from tracker.words import local_instant, offset_of, parse_zone, zone_info

OWN_MONEY = "Your own money, or a reward, and no pay: {n}, {sum}."
FROM_SHOP = (
    "Came in from a shop: {n}, {sum}. A refund of a purchase, or pay? Give a rule that names it "
    "(payer=SHOP:PLATFORM, or payer=SHOP:- for not work)."
)
TOP_UP = (
    "Came in as a top-up from a bank: {n}, {sum}. Your own money, or pay? Give a rule that names who it is from "
    "(payer=NAME:PLATFORM, or payer=NAME:- for not work)."
)
_NAMELESS = "Went back and does not say for which payment: {n}, {sum}. Enter it as money taken back, if it was pay."
_PAID, _BACKED = PayoutKind.PAYOUT.value, Evidence.DEPOSIT.value
GIVEN_BACK = "Charges given back for movements that the file does not hold: {n}, {sum}. Lower their fees."
_STRAY = "Fees that name no payment of the file were left out: {n}, {sum}."


class Movement(NamedTuple):
    """One row of a money account.

    `amount`: what moved, in units, before the fee; below zero: out. `fee`: what was kept of it besides, below zero:
    came back; the balance changes by `amount - fee`. `id`: the account's own id, or `content` the words that make the
    row itself. `reference`: the id of the payment that it takes back, or is the fee of. `at`: the moment as the file
    writes it, for the two sides of a conversion. `balance`: after it, of the balance called `lane`. `arrived`: what a
    transfer brought at its other end. `doubt`: a sentence (with `{n}` and `{sum}`) on money of which only a rule that
    names its payer may say that it is pay.
    """

    on: dt.date
    amount: int
    currency: str
    sort: Sort
    state: State = State.DONE
    fee: int = 0
    id: str = ""
    content: str = ""
    payer: str = ""
    note: str = ""
    reference: str = ""
    at: str = ""
    balance: int | None = None
    lane: str = ""
    arrived: tuple[int, str] | None = None
    doubt: Said | str = ""

    @property
    def content_or_sum(self) -> str:
        return self.content or normal(self.amount, self.currency)


Move: TypeAlias = Callable[[Row], Movement | IgnoredRow]


@dataclass(slots=True)
class MoneyAccount:
    """Turns movements into rows. `name`: of the account, "Revolut"; its balances are "Revolut EUR" …"""

    name: str
    told: Told = field(default_factory=Told)
    sides: Sides = field(init=False)
    balances: Balances = field(init=False)
    fees: dict[str, _Fees] = field(default_factory=dict)
    """By the payment that they name: fees in rows of their own."""
    perhaps: list[SourceRow] = field(default_factory=list)
    """Payments that did not come: another file may have them as ones that came."""
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.sides, self.balances = Sides(self.name), Balances()

    def read(self, sheet: Sheet, move: Move, format: str, source: str, notes: Sequence[Said | str] = ()) -> ParsedBatch:
        """All rows of a sheet, as `move` sees them."""
        return self.finished(sheet.read(lambda row: self.take(row.line, move(row))), format, source, notes)

    def finished(self, harvest: Harvest, format: str, source: str, notes: Sequence[Said | str] = ()) -> ParsedBatch:
        """What `take` has made of all rows of a file."""
        charges = self._finish(harvest)
        said = [*notes, *self.told.sentences(), *self.balances.sentences()]
        return batch(format, source, harvest, said, charges, self.perhaps)

    def take(self, line: int, m: Movement | IgnoredRow) -> SourceRow | IgnoredRow:
        if isinstance(m, IgnoredRow):
            return m
        if not m.state.moved:
            return self._not_moved(line, m)
        if m.id:
            self.seen.add(m.id)
        if m.balance is not None:
            self.balances.add(m.lane or m.currency, m.at, line, m.amount - m.fee, m.balance)
        match m.sort:
            case Sort.MEMO:
                return _left(line, m, "memo")
            case Sort.CONVERSION:
                self.sides.add(_side(line, m))
                return _left(line, m, "conversion")
            case Sort.FEE:
                self.fees.setdefault(m.reference, _Fees()).add(line, m)
                return _left(line, m, "fee")
            case Sort.WITHDRAWAL | Sort.DEPOSIT:
                return self._moved(line, m)
            case Sort.RETURN:
                return self._returned(line, m)
            case _:
                return self._paid(line, m)

    def _not_moved(self, line: int, m: Movement) -> IgnoredRow:
        if m.state is State.VOID and m.sort is Sort.PAYMENT and m.amount > 0:
            self.perhaps.append(self.payout(line, m)._replace(state=REVERSED))
        return _left(line, m, "not_completed")

    def _paid(self, line: int, m: Movement) -> SourceRow | IgnoredRow:
        if m.amount <= 0:
            return _left(line, m, "outgoing" if m.amount else "no_amount")
        if m.sort is Sort.CREDIT:
            self.told.money(OWN_MONEY, m.amount, m.currency)
            return _left(line, m, "no_pay")
        made = self.payout(line, m)
        if m.doubt:
            self.told.money(m.doubt, m.amount, m.currency)
            return made._replace(doubtful=True)
        return made._replace(state=REVERSED) if m.state is State.BACK else made

    def payout(self, line: int, m: Movement) -> SourceRow:
        """Money that came in."""
        record = Payout(
            platform=UNASSIGNED,
            kind=_PAID,
            received_on=m.on,
            amount=m.amount + max(-m.fee, 0),
            fee=max(m.fee, 0) or None,
            currency=m.currency,
            evidence=_BACKED,
            note=m.note or None,
        )
        facts = Facts(payer=m.payer, description=m.note, account=f"{self.name} {m.currency}")
        return SourceRow(line, record, facts, m.content_or_sum, m.id)

    def _returned(self, line: int, m: Movement) -> SourceRow | IgnoredRow:
        if m.amount >= 0:
            if not m.reference:
                return _left(line, m, "no_pay")
            again = self.payout(line, m)  # a dispute that was won, or what came of it after all
            return again._replace(source_id=return_id(m.id, m.reference), returns=m.reference)
        if not m.reference:
            self.told.money(_NAMELESS, m.amount, m.currency)
            return _left(line, m, "no_payment")
        record = clawback(m.on, m.amount, -m.fee, m.currency, note=m.note or None)
        facts = Facts(payer=m.payer, description=m.note, account=f"{self.name} {m.currency}")
        own = return_id(m.id or f"{m.reference}-back", m.reference)
        return SourceRow(line, record, facts, m.content_or_sum, own, returns=m.reference)

    def _moved(self, line: int, m: Movement) -> SourceRow:
        account = f"{self.name} {m.currency}"
        out, into = m.amount < 0, m.arrived or (None, None)
        record = Transfer(
            moved_on=m.on,
            from_account=account if out else "Bank",
            to_account="Bank" if out else account,
            amount_out=abs(m.amount),
            currency_out=m.currency,
            amount_in=into[0],
            currency_in=into[1],
            fee=max(m.fee, 0) or None,
            note=m.note or None,
        )
        return SourceRow(line, record, Facts(), m.content_or_sum, m.id)

    def _finish(self, harvest: Harvest) -> dict[int, tuple[str, int, str]]:
        """Put the fees on their payments and conversions together; gives what fees belong to other files' payments."""
        for at, row in enumerate(harvest.rows):
            fees = self.fees.pop(row.source_id, None) if row.source_id else None
            if fees and isinstance(row.record, Payout | Transfer):
                fee = (row.record.fee or 0) + fees.units
                harvest.rows[at] = row._replace(record=amended(row.record, fee=max(fee, 0) or None))
        made = {row.line: row for row in self.sides.transfers((), self.seen, self.told)}
        harvest.ignored[:] = [i for i in harvest.ignored if i.line not in made]
        harvest.rows.extend(made.values())
        harvest.rows.sort(key=lambda row: row.line)
        return dict(self._charges())

    def _charges(self) -> Iterable[tuple[int, tuple[str, int, str]]]:
        for payment, fees in self.fees.items():
            if not payment:
                self.told.money(_STRAY, fees.units, fees.currency)
            elif payment not in self.seen and fees.units > 0:
                yield fees.line, (payment, fees.units, fees.currency)
            elif payment not in self.seen and fees.units:
                self.told.money(GIVEN_BACK, fees.units, fees.currency)


@dataclass(slots=True)
class _Fees:
    """Fees in rows of their own that name one payment."""

    line: int = 0
    units: int = 0
    currency: str = ""

    def add(self, line: int, m: Movement) -> None:
        self.line, self.currency = self.line or line, m.currency
        self.units += m.fee - m.amount


def _side(line: int, m: Movement) -> Side:
    return Side(line, m.id, m.reference, m.on, m.at, m.amount, m.currency, m.fee, m.content, m.arrived)


def _left(line: int, m: Movement, reason: str) -> IgnoredRow:
    return IgnoredRow(line, reason, amount=m.amount, currency=m.currency)


@dataclass(slots=True)
class Balances:
    """The running balance of a file, held against its rows."""

    lanes: dict[str, list[tuple[str, int, int, int]]] = field(default_factory=dict)
    """Of each balance its rows: (moment, line, change, balance after it)."""

    def add(self, lane: str, at: str, line: int, change: int, balance: int) -> None:
        """A row that changed the balance called `lane` to `balance`, in units; `at`: its moment, in words that sort."""
        self.lanes.setdefault(lane, []).append((at, line, change, balance))

    def sentences(self) -> list[Said]:
        """One sentence where the balance does not follow from the rows, in whichever order they fit it best."""
        broken = [line for rows in self.lanes.values() for line in _breaks(rows)]
        if not broken:
            return []
        return [
            Said(
                "The running balance does not follow from the rows ({n} in all, first in line "
                "{line}): rows may be missing, or sums changed. Compare with the account.",
                n=len(broken),
                line=min(broken),
            )
        ]


def _breaks(rows: list[tuple[str, int, int, int]]) -> list[int]:
    by_moment = sorted(rows, key=itemgetter(0))
    orders = (rows, rows[::-1], by_moment, by_moment[::-1])
    return min(([b[1] for a, b in pairwise(o) if a[3] + b[2] != b[3]] for o in orders), key=len)


def in_or_out(row: Row, came: str, went: str) -> int | None:
    """The sum of a row with a column for what came in and one for what went out; None without either."""
    into, out = row[came] or 0, abs(row[went] or 0)
    if into and out:
        raise row.problem(went, "several_amounts", "the row has money that came in and money that went out")
    return into - out if into or out else None


def kept_of(row: Row) -> int:
    """What was kept of a row's money (gross, fee, net), below zero if it came back: the three must agree."""
    gross: int = row["gross"]
    fee: int = row["fee"]
    net: int | None = row["net"]
    if net is None:
        return abs(fee) if gross > 0 else -fee
    if net not in (gross + fee, gross - fee):
        raise row.problem("net", "sums_differ", "gross, fee and net do not agree")
    return gross - net


@cache
def _zone(name: str) -> dt.timedelta | str:
    """What a file calls a zone, as its offset or as the name of a zone. Raises `InputError` (`unknown_zone`)."""
    offset = offset_of(name)
    return parse_zone(name) if offset is None else offset


def day_at_home(row: Row, home_zone: str, told: Told) -> dt.date:
    """The day in the ledger's zone, where the row says time and zone; else the row's own day."""
    on: dt.date = row["on"]
    at, zone = row["time"], row["zone"]
    if at is None or not zone:
        return on
    local = dt.datetime.combine(on, at)
    try:
        known = _zone(zone)
        instant = local_instant(local, known) if isinstance(known, str) else (local - known).replace(tzinfo=dt.UTC)
    except InputError:
        told.add("Rows whose time does not name one moment, so that their own date was taken: {n}.")
        return on
    return instant.astimezone(zone_info(home_zone)).date()
