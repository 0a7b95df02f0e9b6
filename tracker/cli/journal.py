"""Taking back and wiping: undo, forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli import ask
from tracker.cli.call import Call
from tracker.cli.out import columns
from tracker.errors import Ambiguous, InputError, NotFound

if TYPE_CHECKING:
    from tracker.desk.results import Operation

LISTED = 20


def undo(call: Call) -> None:
    """Take back one change, or list them."""
    if call.args.list:
        _list(call)
        return
    operation = call.desk.undo(call.args.id, together=call.args.together)
    rows = sum(operation.counts.values())
    number = operation.undoes
    said = f"Taken back: change {number} ({rows} row{'' if rows == 1 else 's'})."
    call.out.done({"operation": operation.id, "undoes": number, "rows": rows}, said)


def _list(call: Call) -> None:
    operations = call.desk.operations(LISTED)
    zone = call.desk.zone()
    data = [
        {
            "id": o.id,
            "at": o.at.astimezone(zone).isoformat(),
            "who": o.who,
            "kind": o.kind,
            "summary": o.summary,
            "rows": sum(o.counts.values()),
            "undoes": o.undoes,
            "undone_by": o.undone_by,
        }
        for o in operations
    ]
    rows = [[str(o.id), f"{o.at.astimezone(zone):%Y-%m-%d %H:%M}", _said(o)] for o in operations]
    call.out.answer({"operations": data}, "\n".join(columns(rows, left=3, indent="")) or "Nothing was changed yet.")


def _said(o: Operation) -> str:
    text = o.summary or o.kind
    if o.undoes is not None:
        text = f"took back {o.undoes}"
    if o.undone_by is not None:
        text += f" (taken back by {o.undone_by})"
    return text if len(text) <= 58 else text[:57] + "…"


def forget(call: Call) -> None:
    """Wipe names and notes for good; asks first on a terminal."""
    args = call.args
    if (args.name is None) == (args.before is None):
        raise InputError("What is to be forgotten?", hint="Give a platform or project, or --before DATE.")
    platform, project = _what(call, args.name) if args.name else (None, None)
    before = call.day(args.before) if args.before else None
    what = f"everything before {before}" if before else "/".join(x for x in (platform, project) if x)
    if not args.yes:
        ask.sure(f"Wipe names and notes of {what} for good? This cannot be undone.", option="--yes")
    counts = call.desk.forget(platform=platform, project=project, before=before)
    rows = sum(counts.values())
    call.out.done({"forgotten": counts}, f"Forgotten: {what} ({rows} row{'' if rows == 1 else 's'}).")


def _what(call: Call, text: str) -> tuple[str | None, str | None]:
    """PLATFORM, PLATFORM/PROJECT or PROJECT, by their exact names but for case: wiping is not guessed at."""
    projects = [(p.platform, p.project) for _, p in call.desk.projects()]
    platforms = [p.platform for _, p in call.desk.platforms()]
    want = text.strip().casefold()
    found: list[tuple[str | None, str | None]] = [(p, None) for p in platforms if p.casefold() == want]
    found += [(p, j) for p, j in projects if want in (j.casefold(), f"{p}/{j}".casefold())]
    if len(found) > 1:
        names = ", ".join("/".join(x for x in pair if x) for pair in found)
        raise Ambiguous(f"“{text}” is the name of several.", hint=f"Say which: {names}.")
    if not found:
        raise NotFound(f"There is no platform or project called “{text}”.", hint="Give its whole name.")
    return found[0]
