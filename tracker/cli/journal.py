"""Taking back and wiping: undo, forget."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.cli import ask, ways
from tracker.cli.call import Call
from tracker.cli.out import WIDTH, columns
from tracker.cli.plain import Terminal
from tracker.desk import entry
from tracker.desk.said_again import said_again
from tracker.errors import Ambiguous, InputError, NotFound
from tracker.say import Part, Said, Word, joined
from tracker.store.results import Operation
from tracker.views import changes
from tracker.views.text import _

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
    what = next((_summary(call, o) for o in known if o.id == number), "")
    text = _("Taken back: change {n}, {what} ({rows}).") if what else _("Taken back: change {n} ({rows}).")
    said = text.format(n=number, what=what, rows=ways.rows(rows))
    others = sorted(o.id for o in known if o.undone_by == operation.id and o.id != number)
    if others:
        said += " " + _("With it: {changes}.").format(changes=", ".join(map(str, others)))
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
    said = [f"{line}  {_said(call, o, WIDTH - len(line) - 2)}" for line, o in zip(lines, operations, strict=True)]
    call.out.answer({"operations": data}, "\n".join(said) or _("Nothing was changed yet."))


def noted(o: Operation, home: str) -> str:
    """What a change was, as it was noted; in another language than English in its words, as far as there are any."""
    return (o.summary or o.kind) if ways.locale() == "en" else changes.operation_said(o, Terminal.of(None, home))


def _summary(call: Call, o: Operation) -> str:
    said = None if ways.locale() == "en" else said_again(call.desk, o)
    return noted(o, call.desk.settings().home_currency) if said is None else ways.say(said)


def _said(call: Call, o: Operation, width: int) -> str:
    text = _summary(call, o)
    if o.undoes is not None:
        text = _("took back {n}").format(n=o.undoes)
    undone = " " + _("(taken back by {n})").format(n=o.undone_by) if o.undone_by is not None else ""
    width -= len(undone)
    return (text if len(text) <= width else text[: width - 1] + "…") + undone


def forget(call: Call) -> None:
    """Wipe names and notes for good; asks first on a terminal."""
    args = call.args
    if (not args.name) == (args.before is None):
        raise InputError("What is to be forgotten?", hint="Give a platform or project, or --before DATE.")
    platform, project = _what(call, args.name) if args.name else (None, None)
    before = call.day(args.before) if args.before is not None else None
    what: Part = Word("/".join(x for x in (platform, project) if x))
    if before:
        what = Said("everything before {day}", day=before)
    if not args.yes:
        ask.sure(Said("Wipe names and notes of {what} for good? This cannot be undone.", what=what))
    counts = entry.forget(call.desk, platform=platform, project=project, before=before)
    rows, unreached = sum(counts.values()), entry.out_of_reach(call.desk)
    lines = [
        Said("Forgotten: {what} ({rows}).", what=what, rows=Word(ways.rows(rows))),
        *(Said(_UNREACHED, path=Word(p)) for p in unreached),
        Said("Exports, contributions and copies that you made yourself are not known to the tracker: delete those."),
    ]
    call.out.done({"forgotten": counts, "unreached": unreached}, joined(lines, "\n"))


_UNREACHED = "Not reached: the backup {path} is not there now. Delete it, or forget once more when it is."


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
