"""Possible doubles in a ledger: rows that seem to tell of what another row tells of, and the way out of each.

    withdrawal     a payment that is the arrival of a transfer: the payment goes
    same_payment   one payment from two sources, or typed and in a file: the one without its fee goes, else the later
    other_report   work (or an earning) of the same days from two reports, or typed and in a report: the later goes
    shifted        entries of one source, read again in another zone: the later ones go
    overlap        two entries of one source at the same time, from two imports: the later goes

The tests on pairs are those that an import asks by (`importers.doubles`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.desk.session import Desk
from tracker.importers import doubles
from tracker.importers.again import SHIFT
from tracker.importers.sight import Sight, of_known
from tracker.say import Many, Name, Part, Said, Word
from tracker.units import money_text

KINDS = ("withdrawal", "same_payment", "other_report", "shifted", "overlap")
QUARTER = dt.timedelta(minutes=15)
MOST = 0.8
"""So many of an import's entries must be shifted by the same time to look like a second reading."""


@dataclass(frozen=True, slots=True)
class Double:
    """`row` of `table` seems to tell of what `other` tells of; it is the one to remove."""

    kind: str
    row: Sight
    other: Sight

    @property
    def text(self) -> Said:
        return Said(
            "Row {row} {seems} row {other}.", row=said(self.row), other=said(self.other), seems=Said(_SEEMS[self.kind])
        )


_SEEMS = {
    "withdrawal": "looks like the arrival of",
    "same_payment": "looks like the same payment as",
    "other_report": "tells of the same days as",
    "shifted": "looks like the same entry, read in another zone, as",
    "overlap": "is at the same time as",
}


def found(desk: Desk) -> list[Double]:
    """All possible doubles, each row at most once."""
    zone = desk.zone()
    with desk.store.moment() as now:
        there = {
            table: [of_known(table, k, zone) for k in now.identities(table)]
            for table in ("work_sessions", "earnings", "payouts", "transfers")
        }
    taken: set[tuple[str, int | None]] = set()
    out = []
    for double in (
        *_withdrawals(there["payouts"], there["transfers"]),
        *_payments(there["payouts"]),
        *_shifted(there["work_sessions"]),
        *_overlaps(there["work_sessions"]),
        *_reports(there["work_sessions"]),
        *_reports(there["earnings"]),
    ):
        places = {(double.row.table, double.row.row), (double.other.table, double.other.row)}
        if not places & taken:
            taken.add((double.row.table, double.row.row))
            out.append(double)
    return out


def said(s: Sight) -> Said:
    """A row in a few words, from its number on."""
    when = f"{s.day:%Y-%m-%d}" if s.start is None else f"{s.day:%Y-%m-%d} {s.start:%H:%M} UTC"
    if s.until != s.day:
        when += f" to {s.until:%Y-%m-%d}"
    parts: list[Part] = (
        [Said("{amount} {currency}", amount=money_text(s.amount), currency=Word(s.currency))]
        if s.amount is not None
        else []
    )
    parts += [Word(f"{s.seconds / 3600:.2f} h")] if s.seconds is not None else []
    place = [Word(s.platform) if s.platform else s.account, *([Name(s.project, s.platform)] if s.project else [])]
    parts += [Word(when), Many([p for p in place if p], " / ")]
    source = "typed" if s.typed else Said("from {source}", source=s.source)
    return Said("{row} of {table} ({parts})", parts=Many([*parts, source]), row=Word(s.row), table=Word(s.table))


def _order(s: Sight) -> tuple[int, int]:
    return s.batch or 0, s.row or 0


def _withdrawals(payments: Sequence[Sight], transfers: Sequence[Sight]) -> Iterator[Double]:
    tellers = {p.source for p in payments}
    moved = [t for t in transfers if (t.source in tellers and not t.typed)]
    used: set[int] = set()
    for p in payments:
        if (transfer := doubles.drawn(p, moved, used)) is not None:
            yield Double("withdrawal", p, transfer)


def _payments(rows: Sequence[Sight]) -> Iterator[Double]:
    told = doubles.Told()
    for new in sorted(rows, key=_order):
        near = told.near(new, 9 * doubles.ONE, 9 * doubles.ONE)
        pairs = (
            s for s in near
            if s.report != new.report and told.is_left(s) and doubles.is_same_payment(new, s)
        )  # fmt: skip
        first = next(pairs, None)
        told.add(new)
        if first is not None:
            told.use(first)
            told.use(new)
            goes, stays = (first, new) if new.fee and not first.fee else (new, first)
            yield Double("same_payment", goes, stays)


def _reports(rows: Sequence[Sight]) -> Iterator[Double]:
    """Rows in the order in which they came: what comes later and tells of days that are told."""
    ordered = sorted(rows, key=_order)
    sums, told = doubles.Told.of(ordered), doubles.Told()
    for new in ordered:
        first = doubles.exactly(new, told) or doubles.same_work(new, told, sums)
        if first is None:
            told.add(new)
        else:
            yield Double("other_report", new, first)


def _imports(rows: Sequence[Sight]) -> dict[str, dict[int, list[Sight]]]:
    """Entries with clock times by source and the import that brought them."""
    by_source: dict[str, dict[int, list[Sight]]] = {}
    for s in sorted(rows, key=_order):
        if not s.typed and s.start:
            by_source.setdefault(s.source, {}).setdefault(s.batch or 0, []).append(s)
    return by_source


def _shifted(rows: Sequence[Sight]) -> Iterator[Double]:
    for batches in _imports(rows).values():
        earlier: list[Sight] = []
        for entries in batches.values():
            yield from _shift_of(entries, earlier)
            earlier += entries


def _shift_of(entries: Sequence[Sight], earlier: Sequence[Sight]) -> Iterator[Double]:
    """Pairs of an import's entries with earlier ones, if most are shifted by the same quarters of an hour."""
    alike: dict[tuple[object, ...], list[Sight]] = {}
    for s in earlier:
        alike.setdefault((s.name, s.project, s.note, s.seconds), []).append(s)
    shifts: Counter[dt.timedelta] = Counter()
    for s in entries:
        near = {s.moment - e.moment for e in alike.get((s.name, s.project, s.note, s.seconds), ())}
        shifts.update(d for d in near if d and abs(d) <= SHIFT and not d % QUARTER)
    (shift, n), *_ = [*shifts.most_common(1), (dt.timedelta(0), 0)]
    if n < max(2, MOST * len(entries)):
        return
    for s in entries:
        same = (e for e in alike.get((s.name, s.project, s.note, s.seconds), ()) if s.moment - e.moment == shift)
        if (first := next(same, None)) is not None:
            yield Double("shifted", s, first)


def _overlaps(rows: Sequence[Sight]) -> Iterator[Double]:
    """Entries of one source, platform and project that overlap, from two imports."""
    groups: dict[tuple[str, str, str], list[Sight]] = {}
    for s in rows:
        if not s.typed and s.start and s.end:
            groups.setdefault((s.source, s.name, s.project), []).append(s)
    for group in groups.values():
        group.sort(key=lambda s: s.moment)
        for n, a in enumerate(group):
            for b in group[n + 1 :]:
                if a.end is None or b.moment >= a.end:
                    break
                if a.batch != b.batch:
                    first, later = sorted((a, b), key=_order)
                    yield Double("overlap", later, first)
