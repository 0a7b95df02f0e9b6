"""Safe: restore, doctor. They must work if the ledger cannot be opened, so they are called without a desk."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker import zones
from tracker.cli import ask, ways
from tracker.cli.out import Out, columns
from tracker.desk import backups
from tracker.desk import doctor as checks
from tracker.desk.session import Desk
from tracker.errors import DamagedLedger
from tracker.store.results import Operation

SHOWN = 10


def restore(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Show what a backup would change, and put it in the ledger's place after a yes."""
    keys = Path(args.key) if args.key else None
    with (
        backups.unsealed(Path(args.file), keys) as file,
        backups.restore(args.ledger, file, who="cli", at=clock()) as restoring,
    ):
        data = {**_json(restoring), "file": args.file}
        if args.dry_run:
            out.answer({**data, "restored": False, "replaced": None}, _text(restoring))
            return 0
        if not args.yes:
            if ask.possible() and not out.as_json:
                out.plain(_text(restoring))
            ask.sure("Put this backup in the ledger's place?")
        kept = restoring.apply()
        done = f"{args.file} is the ledger now."
        aside = f" The ledger that was there is kept in {kept}." if kept else ""
        out.done({**data, "restored": True, "replaced": str(kept) if kept else None}, done + aside)
    return 0


def _json(r: backups.Restore) -> dict[str, Any]:
    c = r.compared
    return {
        "ledger": str(r.ledger),
        "file": str(r.backup),
        "damaged": c.damaged,
        "tables": [{"table": t.table, "here": t.here, "there": t.there, "lost": t.lost} for t in c.tables],
        "last_here": _operation(c.here),
        "last_there": _operation(c.there),
        "lost": [_operation(o) for o in c.lost],
    }


def _operation(o: Operation | None) -> dict[str, Any] | None:
    if o is None:
        return None
    return {"id": o.id, "at": o.at.isoformat(), "kind": o.kind, "summary": o.summary}


def _text(r: backups.Restore) -> str:
    c = r.compared
    lines = [f"The ledger cannot be read: {c.damaged}"] if c.damaged else []
    heads = ["", "in the ledger", "in the backup", "would be lost or changed"]
    lines += columns([heads, *([t.table, str(t.here), str(t.there), str(t.lost)] for t in c.tables)])
    lines += [f"Last change in the ledger: {_said(c.here)}", f"Last change in the backup: {_said(c.there)}"]
    if c.lost:
        lines.append(f"Changes that the backup does not have: {len(c.lost)}")
        lines += [f"  {_said(o)}" for o in c.lost[:SHOWN]]
        lines += ["  …"] if len(c.lost) > SHOWN else []
    return "\n".join(lines)


def _said(o: Operation | None) -> str:
    return "none" if o is None else f"{o.id}, {o.at:%Y-%m-%d %H:%M} UTC, {o.summary or o.kind}"


def doctor(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Write what is wrong or odd, and put right what can be; 1 if the ledger itself is not whole."""
    try:
        with Desk.open(args.ledger, who="cli", clock=clock, create=False) as desk:
            found = checks.check_up(desk, fix=args.fix, same=args.same)
    except DamagedLedger as error:
        found = checks.CheckUp((checks.Finding("integrity", str(error)),))
    number = found.operation.id if found.operation else None
    used = zones.in_use()
    data = {
        "clock_data": None if used is None else {"version": used.version or None, "source": used.source},
        "findings": [_finding(f) for f in found.findings],
        "fixed": [_finding(f) for f in found.fixed],
        "operation": number,
    }
    out.answer(data, "\n".join(_checked(found)))
    return 1 if any(f.serious for f in found.findings) else 0


_SAME = "--same TABLE:ROW removes the row that is named first, --same KIND all of this kind."
_HINTS = {
    "integrity": "Put back a backup: tracker restore FILE.",
    "orphan": "Put back a backup (tracker restore FILE), or remove the row on the page Log.",
    "journal": "Something other than the tracker wrote to the file. Put back a backup: tracker restore FILE.",
    "value": "Something other than the tracker wrote it. Put back a backup: tracker restore FILE.",
    "restore_due": "Try one, with a copy from elsewhere if there is one: tracker restore COPY --dry-run.",
    "permissions": "--fix lets only you read it.",
    "file_missing": "Put it back into the folder of files, or take it off: tracker attach --remove N.",
    "file_changed": "Put back the file that was kept, or take it off: tracker attach --remove N.",
    "file_left": "--fix removes it.",
    "long": "Correct its time on the page Log, or take it back with tracker undo.",
    "empty": "--fix removes it.",
    "rate": "Correct the rate on the page Log, if it is wrong.",
    "future": "Correct the date on the page Log, if it is wrong.",
    "twice": "--fix removes the later one.",
    "alike": f"If it is there twice by mistake: {_SAME}",
    "withdrawal": f"If it is the same money, it counts twice: {_SAME}",
    "same_payment": f"If both are one payment, it counts twice: {_SAME}",
    "other_report": f"If both tell of the same work, it counts twice: {_SAME}",
    "shifted": f"If the same file was read in two zones: {_SAME}",
    "overlap": f"If it was moved or split at its source: {_SAME}",
}


_TERMS = "Put it right, or take it away: tracker terms shows how."


def _hint(f: checks.Finding) -> str:
    return _TERMS if f.kind == "value" and f.table == "pay_terms" else _HINTS[f.kind]


def _finding(f: checks.Finding) -> dict[str, Any]:
    return {
        "kind": f.kind, "text": f.text, "table": f.table or None, "row": f.row or None, "path": f.path or None,
        "serious": f.serious, "fix": f.fix, "hint": _hint(f), "same": f.place if f.double else None,
        "other": {"table": f.other_table, "row": f.other} if f.double else None,
    }  # fmt: skip


def _checked(found: checks.CheckUp) -> list[str]:
    """The findings by kind, each kind with its hint; the first ten of each."""
    lines = []
    for kind, hint in dict.fromkeys((f.kind, _hint(f)) for f in found.findings):
        of_kind = [f for f in found.findings if f.kind == kind and _hint(f) == hint]
        lines += [ways.say(f.text) for f in of_kind[:SHOWN]]
        lines += [f"… and {len(of_kind) - SHOWN} more of this kind"] if len(of_kind) > SHOWN else []
        lines.append(f"  {hint}")
    if found.fixed:
        undo = f" (undo: tracker undo {found.operation.id})" if found.operation else ""
        lines.append(f"Put right: {len(found.fixed)}.{undo}")
    return [*(lines or ["Nothing is wrong."]), f"Clock data: {zones.in_use() or 'none, only UTC is known'}."]
