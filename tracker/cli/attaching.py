"""Files kept beside rows: attach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.cli.call import Call
from tracker.cli.out import listed
from tracker.desk import attachments
from tracker.desk.places import path_of
from tracker.errors import InputError, NotFound
from tracker.say import Said, Word
from tracker.store.results import Attachment
from tracker.views.text import _


def attach(call: Call) -> None:
    """Keep a file, or with an option list, write out or remove kept ones."""
    args = call.args
    chosen = [n for n in ("list", "get", "remove") if getattr(args, n) not in (None, False)]
    if len(chosen) + (args.file is not None) != 1:
        raise InputError("What is to be done?", hint="Give a FILE to keep, or one of --list, --get N, --remove N.")
    if args.file is not None:
        _keep(call)
    else:
        {"list": _list, "get": _get, "remove": _remove}[chosen[0]](call)


def _keep(call: Call) -> None:
    args, path = call.args, path_of(call.args.file)
    said = [args.platform is not None, args.change is not None, args.row is not None]
    if sum(said) != 1:
        raise InputError("Beside what is it kept?", hint="Give PLATFORM [PROJECT], --change ID, or --row TABLE:ROW.")
    if not path.is_file():
        raise NotFound("There is no file {path}.", hint="Name the file to keep.", path=Word(path))
    table, row = _place(call)
    operation = attachments.keep(call.desk, table, row, path.name, path.read_bytes())
    kept = attachments.kept(call.desk, table, row)[-1]
    text = _("{name} is kept with {where}.").format(name=kept.name, where=_row(row, table))
    call.changed(operation, {"kept": _json(kept)}, text)


def _row(row: int, table: str) -> str:
    return _("row {row} of {table}").format(row=row, table=table)


def _place(call: Call) -> tuple[str, int]:
    args = call.args
    if args.change is not None:
        return attachments.written_by(call.desk, args.change)
    if args.row is not None:
        return attachments.row_of(call.desk, args.row)
    return attachments.of_name(call.desk, args.platform, args.project)


def _list(call: Call) -> None:
    found = attachments.kept(call.desk)
    heads = ["", _("file"), _("bytes"), _("kept with")]
    rows = [[str(a.number), a.name, str(a.size), _row(a.row, a.table)] for a in found]
    text = "\n".join(listed([heads, *rows])) if rows else _("No file is kept.")
    call.out.answer({"files": [_json(a) for a in found]}, text)


def _get(call: Call) -> None:
    to = Path() if call.args.output is None else path_of(call.args.output)
    written = attachments.write_to(call.desk, call.args.get, to, force=call.args.force)
    call.out.done({"path": str(written)}, Said("Written to {path}.", path=Word(written)))


def _remove(call: Call) -> None:
    done = attachments.remove(call.desk, call.args.remove, for_good=call.args.for_good)
    text = _("The file is taken off.")
    if call.args.for_good:
        text += " " + (_("Its bytes are gone.") if done.gone else _("Its bytes stay: another row keeps the same file."))
    call.changed(done.operation, {"removed": call.args.remove, "gone": done.gone}, text)


def _json(a: Attachment) -> dict[str, Any]:
    return {"number": a.number, "table": a.table, "row": a.row, "name": a.name, "sha256": a.sha256, "bytes": a.size}
