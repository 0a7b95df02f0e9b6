"""A check-up: is the ledger whole, who may read it, and which rows look odd; some of it can be put right.

What is put right in the rows is one operation, which undo takes back. Rows are removed only if nothing is
lost: sessions without time and money, and sessions with the same clock times as another one. Of possible
doubles (`doubles`, and money that is alike) a row is removed only where somebody says that both are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tracker.desk import backups, doubles
from tracker.domain import Earning, Expense, PayModel, Payout, Project, Record, Transfer, WorkSession, session_seconds
from tracker.errors import NotFound
from tracker.say import Act, Part, Said, Word, told
from tracker.units import money_text

if TYPE_CHECKING:
    from tracker.desk.session import Desk
    from tracker.store import Operation
    from tracker.store.reading import Moment

DAY = 24 * 3600
TIMES = 10
"""A rate this many times the project's is odd."""
SERIOUS = frozenset({"integrity", "orphan", "journal", "value"})
_UNREADABLE = SERIOUS - {"journal"}
"""Rows with such a flaw cannot be read as records."""
_DATED: tuple[tuple[type[Record], str], ...] = (
    (Payout, "received_on"), (Earning, "earned_from"), (Expense, "spent_on"), (Transfer, "moved_on"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`fix` says whether `tracker doctor --fix` puts it right."""

    kind: str
    text: Said | str
    table: str = ""
    row: int = 0
    path: str = ""
    other_table: str = ""
    other: int = 0
    """Of a possible double: the row that stays."""

    @property
    def place(self) -> str:
        """How `--same` names the row."""
        return f"{self.table}:{self.row}"

    @property
    def double(self) -> bool:
        """May `--same` remove it?"""
        return bool(self.other)

    @property
    def serious(self) -> bool:
        return self.kind in SERIOUS

    @property
    def fix(self) -> bool:
        return self.kind in ("permissions", "empty", "twice", "file_left")


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What was found, what of it was put right, and the operation that did it (None if no row was touched)."""

    findings: tuple[Finding, ...]
    fixed: tuple[Finding, ...] = ()
    operation: Operation | None = None


def check_up(desk: Desk, *, fix: bool = False, same: Sequence[str] = ()) -> CheckUp:
    """Look at everything; with `fix` put right what can be.

    `same`: possible doubles that are some, by `TABLE:ROW` or by kind: these rows are removed. Raises NotFound for
    what is not a possible double.
    """
    findings = [Finding(f.kind, f.text, f.table, f.row) for f in desk.store.flaws()]
    for path in map(str, desk.store.open_to_others()):
        findings.append(Finding("permissions", Said("Others may read {path}.", path=path), path=path))
    if not any(f.kind in _UNREADABLE for f in findings):
        findings += odd_rows(desk)
    if (days := backups.days_untried(desk)) is not None:
        text = Said("Putting a copy back was not tried for {days} days: a copy is as good as its last try.", days=days)
        findings.append(Finding("restore_due", text))
    if not fix and not same:
        return CheckUp(tuple(findings))
    doubled = _same(findings, same)
    fixed = tuple(f for f in findings if (fix and f.fix) or f in doubled)
    return CheckUp(tuple(f for f in findings if f not in fixed), fixed, _fix(desk, fixed))


def _same(findings: Sequence[Finding], said: Sequence[str]) -> list[Finding]:
    """The possible doubles that are said to be some."""
    out: list[Finding] = []
    for word in said:
        named = [f for f in findings if f.double and word in (f.place, f.kind)]
        if not named:
            raise NotFound("{word} is not a possible double.", hint=Act.NAME_DOUBLE, word=word)
        out += named
    return out


def _fix(desk: Desk, todo: tuple[Finding, ...]) -> Operation | None:
    from tracker.store import checking

    if any(f.kind == "permissions" for f in todo):
        checking.close_to_others(desk.store.open_to_others())
    if any(f.kind == "file_left" for f in todo):
        desk.store.files.sweep()
    rows = {(f.table, f.row) for f in todo if f.row}
    if not rows:
        return None
    with desk.operation("doctor", f"{len(rows)} odd row{'' if len(rows) == 1 else 's'} removed") as change:
        for table, row in sorted(rows):
            change.delete(table, row)
    return desk.store.done(change.id)


# --- odd rows ------------------------------------------------------------------------------------------


def odd_rows(desk: Desk) -> list[Finding]:
    """Rows that the ledger takes and that are most likely slips, in order of table and row."""
    now, today = desk.now(), desk.today()
    projects = {(p.platform, p.project): p for _, p in desk.projects()}
    with desk.store.moment() as ledger:
        found = _sessions(ledger, projects, now, today)
        for record, column in _DATED:
            same = _Same(ledger, record)
            later, alike = list[Finding](), list[Finding]()
            for row, r in ledger.rows(record):
                if (day := getattr(r, column)) > today:
                    said = Said("is of {day}, which is still to come", day=Word(day))
                    later.append(_odd("future", record, row, said))
                if (first := same.earlier(row, r)) is not None:
                    odd = _odd("alike", record, row, Said("looks like row {first}", first=Word(first)))
                    alike.append(replace(odd, other_table=record.TABLE, other=first))
            found += [*later, *alike]
    named = {(f.table, f.row) for f in found if f.double or f.kind == "twice"}
    found += [_double(d) for d in doubles.found(desk) if (d.row.table, d.row.row) not in named]
    empty = {f.row for f in found if f.kind == "empty"}
    return [f for f in found if not (f.kind == "twice" and f.row in empty)]


def _sessions(
    ledger: Moment, projects: dict[tuple[str, str], Project], now: dt.datetime, today: dt.date
) -> list[Finding]:
    """Sessions in one reading: slips of time, then of rates, then those that nobody can have worked twice at once."""
    slips, rates, twice = list[Finding](), list[Finding](), list[Finding]()
    same = _Same(ledger, WorkSession)
    for row, s in ledger.rows(WorkSession):
        slips += _slips(row, s, now, today)
        rates += _rate(row, s, projects)
        if s.started_at is not None and (first := same.earlier(row, s)) is not None:
            said = Said("is the same as row {first}, to the second", first=Word(first))
            twice.append(_odd("twice", WorkSession, row, said))
    return [*slips, *rates, *twice]


def _odd(kind: str, record: type[Record], row: int, text: Said | str, **parts: Part) -> Finding:
    return Finding(
        kind,
        Said("Row {row} of {table} {what}.", row=row, table=Word(record.TABLE), what=told(text, **parts)),
        record.TABLE,
        row,
    )


def _slips(row: int, s: WorkSession, now: dt.datetime, today: dt.date) -> Iterator[Finding]:
    seconds = session_seconds(s)
    if seconds >= DAY and s.worked_until is None:
        hours = Word(f"{seconds / 3600:.0f}")
        yield _odd("long", WorkSession, row, "lasts {hours} hours ({at})", hours=hours, at=Word(s.platform))
    if seconds == 0 and not s.amount and not s.tasks and not s.counted_minutes:
        yield _odd("empty", WorkSession, row, "has no time and no money ({at})", at=Word(s.platform))
    if (s.started_at is not None and s.started_at > now) or (s.worked_on is not None and s.worked_on > today):
        when = s.worked_on or s.started_at
        day = Word(f"{when:%Y-%m-%d}")
        yield _odd("future", WorkSession, row, Said("is of {when}, which is still to come", when=day))


def _rate(row: int, s: WorkSession, projects: dict[tuple[str, str], Project]) -> Iterator[Finding]:
    """A rate far above the project's, as a slip of the decimal sign makes it."""
    project = projects.get((s.platform, s.project or ""))
    if s.rate is None or project is None or project.pay_model not in (None, PayModel.HOURLY, PayModel.PER_TASK):
        return
    usual = project.agreed_rate or project.advertised_high
    same = s.currency is None or project.currency is None or s.currency == project.currency
    if usual and same and s.rate >= TIMES * usual:
        rates = {"rate": money_text(s.rate), "usual": money_text(usual)}
        yield _odd("rate", WorkSession, row, "has the rate {rate}, the project {usual}", **rates)


def _double(d: doubles.Double) -> Finding:
    return Finding(d.kind, d.text, d.row.table, d.row.row or 0, other_table=d.other.table, other=d.other.row or 0)


class _Same:
    """Finds rows that are the same as an earlier one but for note, backing and source. Of each the hash is held; where
    two have one hash, the earlier row is read again."""

    def __init__(self, ledger: Moment, record: type[Any]) -> None:
        self._ledger, self._record = ledger, record
        self._seen: dict[int, int] = {}

    def earlier(self, row: int, record: Record) -> int | None:
        """The earlier row, if there is one."""
        own = _bare(record)
        first = self._seen.setdefault(hash(own), row)
        return first if first != row and _bare(self._ledger.get(self._record, first)) == own else None


def _bare(record: Record) -> Record:
    kept: dict[str, Any] = {n: None for n in ("note", "evidence", "source", "source_id") if hasattr(record, n)}
    return replace(record, **kept)
