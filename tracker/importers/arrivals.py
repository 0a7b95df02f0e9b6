"""Deposits of an import that are payments the ledger (or another file here) knows: proposed, never stored twice.

A row of a money account or of a bank names a payer and no platform. Where it is a payment that was typed, or that a
platform's statement tells of, that payment is *raised*: its evidence becomes `deposit`, its day the day of arrival, its
fee what is missing, its place the account. What kept it is the slot of the payment: hashes of its deposits, so that the
same row of a later file is a duplicate, whatever has been changed by hand since.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain import NOT_WORK, Evidence, Payout, PayoutKind, Record, Rule
from tracker.importers.base import UNASSIGNED, Facts, ParsedBatch, SourceRow
from tracker.importers.deposit_fit import AGAIN, Deposit, Expected, Rate, is_rail, letters, names
from tracker.importers.deposits import Match, match
from tracker.importers.identity import amended, digest
from tracker.importers.outcomes import DEPOSIT, ONE_BY_ONE, Arrival, Conflict, Duplicate, Ignored, New, Outcome, Raised
from tracker.importers.returns import REVERSED
from tracker.importers.sight import Sight
from tracker.kinds import Place

CLEAR, UNCLEAR = DEPOSIT, ONE_BY_ONE[0]
NOT_ASSIGNED = "not_assigned"
TABLE = "table-"
"""How the sources of mapped tables begin."""
WALLETS = ("wise", "payoneer", "revolut", "stripe", "venmo", "mpesa", "gcash")
_NUMBERED = re.compile(r"\S*\d.*", re.DOTALL)
_SOURCE_OF_RULE = "payer"
SHORTEST = 4
"""So many letters a payer must have before the numbers that change, for a rule to be learnt of it."""


@dataclass(slots=True)
class Came:
    """One deposit: `outcomes[at]` is what becomes of it. `claimed`: a rule says whose it is, so it may be stored."""

    outcomes: list[Outcome]
    at: int
    row: SourceRow
    record: Payout
    source: str
    tokens: Tokens
    claimed: bool

    @property
    def token(self) -> str:
        """What is kept of it."""
        return self.tokens.of(self.row)[0]

    @property
    def number(self) -> int:
        """Which of the equal rows of its file it is."""
        return self.tokens.of(self.row)[1]

    @property
    def payer(self) -> str:
        return self.row.facts.payer or self.row.facts.description

    @property
    def is_open(self) -> bool:
        return isinstance(self.outcomes[self.at], New | Ignored)

    def deposit(self, key: str) -> Deposit:
        r = self.record
        platform = r.platform if self.claimed else ""
        return Deposit(key, r.received_on, r.amount - (r.fee or 0), r.currency, self.payer, platform)


def is_deposit(row: SourceRow) -> bool:
    """Whether a row is money that came in from a payer, rather than somebody's word on what was paid (a mail)."""
    r = row.record
    return (
        isinstance(r, Payout)
        and r.kind == PayoutKind.PAYOUT
        and r.platform == UNASSIGNED
        and r.amount - (r.fee or 0) > 0
        and r.evidence != Evidence.FILE
        and not (row.returns or row.state == REVERSED or row.doubtful)
    )


class Tokens:
    """What is kept of each deposit of a file: a hash of its own id, or of its words and their number in the file; and
    that number. Worked out when one is asked for: in an empty ledger there is nothing that a deposit could be."""

    def __init__(self, rows: Sequence[SourceRow], source: str) -> None:
        self._rows, self._source = rows, source
        self._made: dict[tuple[int, str], tuple[str, int]] | None = None

    def of(self, row: SourceRow) -> tuple[str, int]:
        """Token and number of one of the deposits."""
        if self._made is None:
            self._made = dict(self._each())
        return self._made[row.line, row.content]

    def _each(self) -> Iterator[tuple[tuple[int, str], tuple[str, int]]]:
        seen: Counter[str] = Counter()
        for row in sorted(filter(is_deposit, self._rows), key=lambda r: r.line):
            said = row.source_id or row.content
            seen[said] += 1
            yield (row.line, row.content), (digest(f"{self._source}\x1f{said}\x1f{seen[said]}"), seen[said])


def gathered(
    batches: Sequence[ParsedBatch],
    unclaimed: Sequence[Sequence[SourceRow]],
    decided: Sequence[list[Outcome]],
    fresh: Iterable[tuple[int, int, SourceRow]],
) -> list[Came]:
    """The deposits of an import that are new. `fresh`: file, place in its outcomes, and row of what is new."""
    kept = [Tokens((*b.rows, *rows), b.source) for b, rows in zip(batches, unclaimed, strict=True)]
    out = []
    for n, at, row in fresh:
        new = decided[n][at]
        if is_deposit(row) and isinstance(new, New) and isinstance(new.record, Payout):
            out.append(Came(decided[n], at, row, new.record, batches[n].source, kept[n], True))
    for n, rows in enumerate(unclaimed):
        left = {o.line: at for at, o in enumerate(decided[n]) if isinstance(o, Ignored) and o.reason == NOT_ASSIGNED}
        for row in rows:
            if row.line in left and isinstance(row.record, Payout):
                at = left[row.line]
                out.append(Came(decided[n], at, row, row.record, batches[n].source, kept[n], False))
    return out


def settled(came: Iterable[Came], outcomes: list[Outcome]) -> list[Facts]:
    """The facts of one file's deposits that no rule need say anything of: payments that are known."""
    return [c.row.facts for c in came if c.outcomes is outcomes and not c.claimed and not c.is_open]


@dataclass(slots=True)
class Arrivals:
    """Finds of the deposits of one import which known payment each is. `home`: the currency of the ledger."""

    there: Sequence[Sight]
    rate: Rate
    home: str = ""
    coming: Mapping[int, Record] = field(default_factory=dict)
    """Records of this import by the id of their sight."""

    def look(self, came: Sequence[Came], statements: Sequence[Sight], tellers: Iterable[str]) -> None:
        """Put a question in the place of each deposit that is a known payment, and a duplicate where it is known to be.

        `statements`: payments that platforms' own files bring now; `tellers`: sources whose transfers tell what left.
        """
        self._known(came)
        left = {id(s): s for s in (*self.there, *statements) if _may_come(s, set(tellers))}
        by_source: dict[str, list[Came]] = defaultdict(list)
        for c in came:
            if c.is_open:
                by_source[c.source].append(c)
        for source, rows in sorted(by_source.items(), key=lambda item: (place(item[0]) == Place.BANK, item[0])):
            sights = {str(n): s for n, s in enumerate(left.values()) if s.source != source}
            deposits = {c.token: c for c in rows}
            found = match(
                [c.deposit(key) for key, c in deposits.items()], [_expected(k, s) for k, s in sights.items()], self.rate
            )
            rules = rules_learnt(found, deposits, {k: s.platform for k, s in sights.items()})
            for m in found:
                self._raise(m, deposits, sights, rules)
                for key in m.payments:
                    left.pop(id(sights[key]))

    def _known(self, came: Sequence[Came]) -> None:
        """Deposits that were taken for a payment before."""
        rows = {token: s.row for s in self.there if s.slot for token in s.slot.split()}
        for c in came:
            if c.is_open and c.token in rows:
                c.outcomes[c.at] = Duplicate(c.row.line, c.record, rows[c.token])

    def _raise(
        self, m: Match, deposits: Mapping[str, Came], sights: Mapping[str, Sight], rules: Mapping[str, Rule]
    ) -> None:
        rows, payments = [deposits[k] for k in m.deposits], [sights[k] for k in m.payments]
        raised = tuple(self._raised(s, part, rows) for s, part in zip(payments, _parts(rows, payments), strict=True))
        kind = CLEAR if m.clear else UNCLEAR
        for c in rows:
            arrival = Arrival(raised, c.payer, len(rows), c.claimed, rules.get(c.token))
            new = c.outcomes[c.at]
            content, slot = (new.content, new.slot) if isinstance(new, New) else (None, None)
            place = {"platform": payments[0].platform, "project": payments[0].project or None}
            record = c.record if c.claimed else amended(c.record, **place)
            c.outcomes[c.at] = Conflict(
                c.row.line, record, raised[0].row, kind, raised[0].changes, content, slot,
                other=raised[0].record, arrival=arrival,
            )  # fmt: skip

    def _raised(self, s: Sight, part: tuple[int, int | None], rows: Sequence[Came]) -> Raised:
        """A payment as its deposits show it: `part` of them in units, and what it was charged."""
        day = max(c.record.received_on for c in rows)
        got, fee = part
        currency = rows[0].record.currency
        changes: dict[str, object] = {
            "received_on": day, "evidence": Evidence.DEPOSIT.value, "stage": None, "place": place(rows[0].source),
        }  # fmt: skip
        if (gross := _before_fee(s, rows)) is not None:
            changes |= gross
        elif fee is not None:
            changes["fee"] = fee or None
        elif currency == self.home:
            changes["home_amount"] = got
        slot = " ".join(sorted(c.token for c in rows))
        return Raised(
            s.row, self.coming.get(id(s)), tuple(changes.items()), slot,
            s.platform, s.project, s.day, s.amount or 0, s.currency, fee,
        )  # fmt: skip


def place(source: str) -> str:
    """Where the money of an account's file came in."""
    if source.startswith("paypal"):
        return Place.PAYPAL.value
    return (Place.WALLET if source.startswith(WALLETS) else Place.BANK).value


def _may_come(s: Sight, tellers: set[str]) -> bool:
    """Whether a payment is one whose deposit is not known yet; a mapped table may be a platform's own list."""
    told = s.typed or s.evidence != Evidence.DEPOSIT or s.source.startswith(TABLE)
    return s.kind in ("", PayoutKind.PAYOUT) and (s.net or 0) > 0 and not s.slot and told and s.source not in tellers


def _expected(key: str, s: Sight) -> Expected:
    return Expected(key, s.day, s.amount or 0, s.net or 0, s.currency, s.platform, s.typed)


def _before_fee(s: Sight, rows: Sequence[Came]) -> dict[str, object] | None:
    """Amount and fee as the deposit's own file tells them, where the payment was typed without its fee."""
    r = rows[0].record
    if len(rows) > 1 or not r.fee or s.fee or r.currency != s.currency or s.amount != r.amount - r.fee:
        return None
    return {"amount": r.amount, "fee": r.fee}


def _parts(rows: Sequence[Came], payments: Sequence[Sight]) -> list[tuple[int, int | None]]:
    """Of each payment what came of it, in the deposits' currency, and its fee (None in another currency).

    What came is shared out by what was paid, to the last unit.
    """
    came = sum(c.record.amount - (c.record.fee or 0) for c in rows)
    nets = [s.net or 0 for s in payments]
    shares = [came * net // sum(nets) for net in nets]
    shares[0] += came - sum(shares)
    if rows[0].record.currency != payments[0].currency:
        return [(got, None) for got in shares]
    return [(got, max((s.amount or 0) - got, 0)) for got, s in zip(shares, payments, strict=True)]


def rules_learnt(found: Sequence[Match], deposits: Mapping[str, Came], platforms: Mapping[str, str]) -> dict[str, Rule]:
    """By deposit the rule that its match would teach: if all deposits of a payer are payments of one platform.

    `platforms`: of each payment by its key. The payer must name its platform, or have paid so often; words such as
    "ACH CREDIT" may be anybody's.
    """
    whose: dict[str, list[str]] = defaultdict(list)
    matched = {k: platforms[m.payments[0]] for m in found for k in m.deposits}
    mixed = {k for m in found if len({platforms[p] for p in m.payments}) > 1 for k in m.deposits}
    for key, c in deposits.items():
        whose[letters(c.payer)].append(NOT_WORK if key in mixed else matched.get(key, NOT_WORK))
    made = {}
    for key, platform in matched.items():
        c = deposits[key]
        pattern = _pattern(c.row.facts.payer)
        of = whose[letters(c.payer)]
        known = names(c.payer, platform) or (len(of) >= AGAIN and not is_rail(c.payer))
        alone = set(of) == {platform} and known
        if not c.claimed and alone and pattern:
            made[key] = Rule(field=_SOURCE_OF_RULE, pattern=pattern, platform=platform, project=None, activity=None)
    return made


def _pattern(payer: str) -> str:
    """A payer for a rule: what comes before numbers that change, with a star; "" if too little is left.

    >>> _pattern("MERCOR.IO CORP 20240312 REF"), _pattern("Mercor"), _pattern("7781 X")
    ('MERCOR.IO CORP *', 'Mercor', '')
    """
    text = " ".join(payer.split())
    start = _NUMBERED.sub("", text)
    if len(letters(start).replace(" ", "")) < SHORTEST:
        return ""
    return text if start == text else f"{start}*"
