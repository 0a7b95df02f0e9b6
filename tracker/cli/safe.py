"""Safe: restore, doctor. They must work if the ledger cannot be opened, so they are called without a desk."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker import zones
from tracker.cli import ask, journal, ways
from tracker.cli.out import Out, columns
from tracker.desk import backups
from tracker.desk import doctor as checks
from tracker.desk.session import Desk
from tracker.errors import DamagedLedger
from tracker.say import Part, Said, Word, joined
from tracker.store.results import Operation
from tracker.views.changes import table_names
from tracker.views.settings.backups import clock_data
from tracker.views.text import _

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
            ask.sure(Said("Put this backup in the ledger's place?"))
        kept = restoring.apply()
        done: list[Part] = [Said("{file} is the ledger now.", file=Word(args.file))]
        done += [Said("The ledger that was there is kept in {path}.", path=Word(kept))] if kept else []
        out.done({**data, "restored": True, "replaced": str(kept) if kept else None}, joined(done))
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
    lines = [_("The ledger cannot be read: {why}").format(why=c.damaged)] if c.damaged else []
    heads, names = ["", _("in the ledger"), _("in the backup"), _("would be lost or changed")], table_names()
    rows = ([names.get(t.table, t.table), str(t.here), str(t.there), str(t.lost)] for t in c.tables)
    lines += columns([heads, *rows])
    lines.append(_("Last change in the ledger: {what}").format(what=_said(c.here)))
    lines.append(_("Last change in the backup: {what}").format(what=_said(c.there)))
    if c.lost:
        lines.append(_("Changes that the backup does not have: {n}").format(n=len(c.lost)))
        lines += [f"  {_said(o)}" for o in c.lost[:SHOWN]]
        lines += ["  …"] if len(c.lost) > SHOWN else []
    return "\n".join(lines)


def _said(o: Operation | None) -> str:
    if o is None:
        return _("none")
    return f"{o.id}, {o.at:%Y-%m-%d %H:%M} UTC, {journal.noted(o, '')}"


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


_SAME = Said("--same TABLE:ROW removes the row that is named first, --same KIND all of this kind.")
_HINTS = {
    "integrity": Said("Put back a backup: tracker restore FILE."),
    "orphan": Said("Put back a backup (tracker restore FILE), or remove the row on the page Log."),
    "journal": Said("Something other than the tracker wrote to the file. Put back a backup: tracker restore FILE."),
    "value": Said("Something other than the tracker wrote it. Put back a backup: tracker restore FILE."),
    "restore_due": Said("Try one, with a copy from elsewhere if there is one: tracker restore COPY --dry-run."),
    "permissions": Said("--fix lets only you read it."),
    "file_missing": Said("Put it back into the folder of files, or take it off: tracker attach --remove N."),
    "file_changed": Said("Put back the file that was kept, or take it off: tracker attach --remove N."),
    "file_left": Said("--fix removes it."),
    "long": Said("Correct its time on the page Log, or take it back with tracker undo."),
    "empty": Said("--fix removes it."),
    "rate": Said("Correct the rate on the page Log, if it is wrong."),
    "future": Said("Correct the date on the page Log, if it is wrong."),
    "twice": Said("--fix removes the later one."),
    "alike": Said("If it is there twice by mistake: {same}", same=_SAME),
    "withdrawal": Said("If it is the same money, it counts twice: {same}", same=_SAME),
    "same_payment": Said("If both are one payment, it counts twice: {same}", same=_SAME),
    "other_report": Said("If both tell of the same work, it counts twice: {same}", same=_SAME),
    "shifted": Said("If the same file was read in two zones: {same}", same=_SAME),
    "overlap": Said("If it was moved or split at its source: {same}", same=_SAME),
}


_TERMS = Said("Put it right, or take it away: tracker terms shows how.")


def _hint(f: checks.Finding) -> Said:
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
        more = len(of_kind) - SHOWN
        lines += [_("… and {n} more of this kind").format(n=more)] if more > 0 else []
        lines.append(f"  {ways.say(hint)}")
    if found.fixed:
        lines.append(_("Put right: {n}.").format(n=len(found.fixed)) + ways.undo(found.operation))
    return [*(lines or [_("Nothing is wrong.")]), clock_data(zones.in_use())]
