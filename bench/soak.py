"""`python -m bench.soak`: two windows of the app and a command line write to one ledger, for minutes.

Each window is a process with a desk of its own, as two tabs on two started apps are; a browser in front of it would
write through the same desk. They add, correct, remove, undo and run the timer; the command line logs. Every writer
keeps its own account of what it was told had been written. Afterwards the ledger is held against the three accounts:
nothing lost, nothing doubled, and the journal, replayed from nothing, gives the same tables.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from bench.measure import environment, tracker
from tracker.desk import entry
from tracker.desk import timer as timing
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.errors import NotFound, Refused
from tracker.store import Store, journal
from tracker.store.rows import from_json
from tracker.store.tables import TABLES

PLATFORMS = ("Larkspur", "Northbeam")
PROJECTS = ("Ash", "Birch", "Cedar")
WINDOWS = ("window-1", "window-2")
COMMAND = "command-line"
ANY = -1
"""The length of a timed session: known to the clock only."""


@dataclass(slots=True)
class Account:
    """What one writer was told: seconds by mark (None: taken out again), writes, and what was refused."""

    held: dict[str, int | None] = field(default_factory=dict)
    writes: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps([self.held, self.writes, self.refused, self.failed]), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Account:
        return cls(*json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger holds beside what was promised. All three lists are empty if all is well."""

    rows: int
    operations: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    wrong: tuple[str, ...]
    replays: bool
    accounts: dict[str, Account]

    @property
    def well(self) -> bool:
        failed = any(a.failed for a in self.accounts.values())
        return not (self.lost or self.doubled or self.wrong or failed) and self.replays


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


# --- one window ---------------------------------------------------------------------------------------


class Window:
    """One desk that does at random what a person does; it touches its own rows only."""

    def __init__(self, desk: Desk, name: str, seed: int) -> None:
        self.desk, self.name, self.draw = desk, name, Random(f"{name}-{seed}")
        self.account, self.n = Account(), 0
        self.mine: dict[str, int] = {}

    def run(self, seconds: float) -> Account:
        until = time.monotonic() + seconds
        steps = (self.add, self.add_three, self.correct, self.correct_many, self.remove, self.undo, self.timer)
        while time.monotonic() < until:
            step = self.draw.choices(steps, weights=(40, 8, 15, 8, 8, 11, 10))[0]
            try:
                step()
                self.account.writes += 1
            except Refused:
                self.account.refused += 1
            time.sleep(self.draw.uniform(0, 0.03))
        return self.account

    def _session(self) -> WorkSession:
        self.n += 1
        return WorkSession(
            platform=self.draw.choice(PLATFORMS), project=self.draw.choice(PROJECTS), worked_on=dt.date(2026, 10, 1),
            minutes=60 * self.draw.randrange(1, 300), note=f"{self.name} {self.n}",
        )  # fmt: skip

    def _wrote(self, session: WorkSession, row: int) -> None:
        mark = session.note or ""
        self.account.held[mark], self.mine[mark] = session.minutes, row

    def _rows(self, operation: int) -> list[int]:
        return [c.row for c in self.desk.changes(operation) if c.table == "work_sessions" and c.after is not None]

    def add(self) -> None:
        made = self._session()
        self._wrote(made, self._rows(entry.add(self.desk, [made]).id)[0])

    def add_three(self) -> None:
        made = [self._session() for _ in range(3)]
        for session, row in zip(made, self._rows(entry.add(self.desk, made).id), strict=True):
            self._wrote(session, row)

    def _pick(self, n: int) -> list[tuple[int, WorkSession]]:
        rows = self.draw.sample(sorted(self.mine.values()), min(n, len(self.mine)))
        found = [(row, self.desk.get("work_sessions", row)) for row in rows]
        return [(row, r) for row, r in found if isinstance(r, WorkSession)]

    def correct(self) -> None:
        for row, before in self._pick(1):
            after = replace(before, minutes=60 * self.draw.randrange(1, 300))
            entry.change(self.desk, [("work_sessions", row, after)])
            self._wrote(after, row)

    def correct_many(self) -> None:
        after = [(row, replace(r, minutes=60 * self.draw.randrange(1, 300))) for row, r in self._pick(5)]
        added = self._session()
        made = entry.change(
            self.desk, [*(("work_sessions", row, r) for row, r in after), ("work_sessions", None, added)]
        )
        assert made is not None
        rows = {row for row, _r in after}
        for row, session in after:
            self._wrote(session, row)
        self._wrote(added, next(row for row in self._rows(made.id) if row not in rows))

    def remove(self) -> None:
        for row, before in self._pick(1):
            entry.remove(self.desk, "work_sessions", row)
            mark = before.note or ""
            self.account.held[mark] = None
            del self.mine[mark]

    def undo(self) -> None:
        """Add and take back: what was written in between by others must not matter."""
        made = self._session()
        entry.undo(self.desk, entry.add(self.desk, [made]).id)
        self.account.held[made.note or ""] = None

    def timer(self) -> None:
        """Start the one timer of the ledger, or stop it, whoever started it."""
        try:
            if timing.running(self.desk) is None:
                timing.start(self.desk, self.draw.choice(PLATFORMS), self.draw.choice(PROJECTS), "task")
            else:
                self.n += 1
                mark = f"{self.name} {self.n}"
                timing.stop(self.desk, note=mark)
                self.account.held[mark] = ANY
        except NotFound:
            self.account.refused += 1  # the other window was quicker


def window(place: Path, name: str, seconds: float, seed: int, account: Path) -> None:
    """The life of one window process."""
    with Desk.open(place, who=name, clock=now) as desk:
        Window(desk, name, seed).run(seconds).save(account)


def command_line(place: Path, seconds: float, env: dict[str, str]) -> Account:
    """`tracker log`, again and again, each a process of its own."""
    account, until, n = Account(), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        n += 1
        mark = f"{COMMAND} {n}"
        words = ("log", f"{n % 50 + 1}m", "Larkspur", "today", "--project", "Ash", "--note", mark)
        done = subprocess.run(
            tracker("--ledger", str(place), *words), env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            account.failed.append(done.stderr.strip() or done.stdout.strip())
        else:
            account.held[mark], account.writes = 60 * (n % 50 + 1), account.writes + 1
    return account


# --- all three ----------------------------------------------------------------------------------------


def soak(folder: Path, seconds: float, seed: int = 1) -> Verdict:
    """Let them write for so long into a new ledger in `folder`, then look."""
    place = folder / "soak.db"
    with Desk.open(place, who="soak", clock=now) as desk:
        entry.save_settings(desk, Settings(home_currency="USD", time_zone="UTC"))
        named = [Project(platform=p, project=q) for p in PLATFORMS for q in PROJECTS]
        entry.add(desk, [*(Platform(platform=p) for p in PLATFORMS), *named])
    env = environment(folder)
    files = {name: folder / f"{name}.json" for name in WINDOWS}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.soak", "--window", name, str(place), str(file), "--seconds", str(seconds),
             "--seed", str(seed)],
            env=env, stderr=subprocess.PIPE, text=True,
        )
        for name, file in files.items()
    ]  # fmt: skip
    accounts = {COMMAND: command_line(place, seconds, env)}
    for (name, file), process in zip(files.items(), running, strict=True):
        _out, errors = process.communicate(timeout=120)
        accounts[name] = Account.load(file) if process.returncode == 0 else Account(failed=[errors])
    return judge(place, accounts)


def judge(place: Path, accounts: dict[str, Account]) -> Verdict:
    """Hold the ledger against what its writers were told."""
    with Store.open(place, create=False) as store:
        sessions = [r for _row, r in store.rows(WorkSession)]
        counted = Counter(r.note or "" for r in sessions)
        length = {r.note: r.minutes for r in sessions}
        promised = {mark: seconds for a in accounts.values() for mark, seconds in a.held.items()}
        there = {mark for mark, seconds in promised.items() if seconds is not None}
        return Verdict(
            rows=len(sessions),
            operations=len(store.operations(10**9)),
            lost=tuple(sorted(there - set(counted))),
            doubled=tuple(sorted(mark for mark, n in counted.items() if n > 1 or mark not in there)),
            wrong=tuple(sorted(m for m in there if promised[m] not in (ANY, length.get(m)) and m in length)),
            replays=replay(store) == store.snapshot(),
            accounts=accounts,
        )


def replay(store: Store) -> dict[str, list[tuple[int, dict[str, Any]]]] | None:
    """The tables as the journal tells them, from nothing; None if one of its steps does not fit the last."""
    tables: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in TABLES}
    with store._database.read() as sql:
        for _, step in journal.walk(sql):
            before = None if step.before is None else from_json(step.before)
            if tables[step.table].get(step.row) != before:
                return None
            if step.after is None:
                del tables[step.table][step.row]
            else:
                tables[step.table][step.row] = from_json(step.after)
    return {name: sorted(rows.items()) for name, rows in tables.items()}


def main() -> int:
    options = _options()
    if options.window:
        name, place, account = options.window
        window(Path(place), name, options.seconds, options.seed, Path(account))
        return 0
    with tempfile.TemporaryDirectory(prefix="tracker-soak-") as folder:
        verdict = soak(Path(folder), options.seconds, options.seed)
    print(_text(verdict, options.seconds))
    return int(not verdict.well)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="how long they write (300)")
    parser.add_argument("--seed", type=int, default=1, help="what they do (1)")
    parser.add_argument("--window", nargs=3, metavar=("NAME", "LEDGER", "ACCOUNT"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _text(verdict: Verdict, seconds: float) -> str:
    lines = [f"{seconds:g} s, {verdict.operations} operations, {verdict.rows} work sessions in the end"]
    for name, a in verdict.accounts.items():
        lines.append(f"{name:13} {a.writes:6} writes, {a.refused} refused, {len(a.failed)} failed")
        lines += [f"  {text}" for text in a.failed[:3]]
    lines += [_found("lost", verdict.lost), _found("doubled", verdict.doubled), _found("wrong", verdict.wrong)]
    lines.append(f"the journal {'replays to the same ledger' if verdict.replays else 'does NOT give the ledger'}")
    return "\n".join(lines)


def _found(what: str, marks: Sequence[str]) -> str:
    return f"{what}: {len(marks) or 'nothing'}{' ' + ', '.join(marks[:5]) if marks else ''}"


if __name__ == "__main__":
    sys.exit(main())
