"""Taking back and wiping: undo, forget."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.cli import ask
from tracker.cli.call import Call
from tracker.cli.out import WIDTH, columns
from tracker.desk import entry
from tracker.errors import Ambiguous, InputError, NotFound
from tracker.say import Word
from tracker.store.results import Operation

LISTED = 20
FOUND = 1000


def undo(call: Call) -> None:
    """Take back one change, or list them."""
    if call.args.list:
        _list(call)
        return
    operation = entry.undo(call.desk, call.args.id, together=call.args.together)
    rows = sum(operation.counts.values())
    number = operation.undoes
    known = call.desk.operations(FOUND)
    what = next((o.summary for o in known if o.id == number), "")
    said = f"Taken back: change {number}{what and f', {what}'} ({rows} row{'' if rows == 1 else 's'})."
    others = sorted(o.id for o in known if o.undone_by == operation.id and o.id != number)
    if others:
        said += f" With it: {', '.join(map(str, others))}."
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
    rows = [[str(o.id), f"{o.at.astimezone(zone):%Y-%m-%d %H:%M}"] for o in operations]
    lines = columns(rows, left=2, indent="")
    said = [f"{line}  {_said(o, WIDTH - len(line) - 2)}" for line, o in zip(lines, operations, strict=True)]
    call.out.answer({"operations": data}, "\n".join(said) or "Nothing was changed yet.")


def _said(o: Operation, width: int) -> str:
    text = o.summary or o.kind
    if o.undoes is not None:
        text = f"took back {o.undoes}"
    undone = f" (taken back by {o.undone_by})" if o.undone_by is not None else ""
    width -= len(undone)
    return (text if len(text) <= width else text[: width - 1] + "…") + undone


_UNREACHED = "Not reached: the backup {path} is not there now. Delete it, or forget once more when it is."
_OWN_COPIES = "Exports, contributions and copies that you made yourself are not known to the tracker: delete those."


def forget(call: Call) -> None:
    """Wipe names and notes for good; asks first on a terminal."""
    args = call.args
    if (not args.name) == (args.before is None):
        raise InputError("What is to be forgotten?", hint="Give a platform or project, or --before DATE.")
    platform, project = _what(call, args.name) if args.name else (None, None)
    before = call.day(args.before) if args.before is not None else None
    what = f"everything before {before}" if before else "/".join(x for x in (platform, project) if x)
    if not args.yes:
        ask.sure(f"Wipe names and notes of {what} for good? This cannot be undone.")
    counts = entry.forget(call.desk, platform=platform, project=project, before=before)
    rows, unreached = sum(counts.values()), entry.out_of_reach(call.desk)
    lines = [
        f"Forgotten: {what} ({rows} row{'' if rows == 1 else 's'}).",
        *(_UNREACHED.format(path=p) for p in unreached),
    ]
    call.out.done({"forgotten": counts, "unreached": unreached}, "\n".join([*lines, _OWN_COPIES]))


def _what(call: Call, text: str) -> tuple[str | None, str | None]:
    """PLATFORM, PLATFORM/PROJECT or PROJECT, by their exact names but for case: wiping is not guessed at."""
    names: list[tuple[str, str | None]] = [(p.platform, None) for _, p in call.desk.platforms()]
    names += [(p.platform, p.project) for _, p in call.desk.projects()]
    found = _called(text, names) or _called(text, entry.removed_names(call.desk))
    if len(found) > 1:
        said = ", ".join("/".join(x for x in pair if x) for pair in found)
        raise Ambiguous(
            "“{typed}” is the name of several.", hint="Write which: {said}.", typed=Word(text), said=Word(said)
        )
    if not found:
        raise NotFound(
            "There is no platform or project called “{typed}”.", hint="Give its whole name.", typed=Word(text)
        )
    return found[0]


def _called(text: str, names: Sequence[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    want = text.strip().casefold()
    platforms = [(p, j) for p, j in names if j is None and p.casefold() == want]
    return platforms + [(p, j) for p, j in names if j and want in (j.casefold(), f"{p}/{j}".casefold())]
