"""The draft of a mapping: a file with the open questions in it, to be answered and given to --map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tracker.cli import ways
from tracker.cli.call import Call
from tracker.cli.out import wrap
from tracker.desk import imports
from tracker.desk.imports import Draft, File
from tracker.desk.places import path_of, write_out
from tracker.errors import InputError, Refused
from tracker.say import Word
from tracker.views.text import _


def draft(call: Call, files: Sequence[File], said: dict[str, Any]) -> None:
    """Write the draft of one table; with --map the draft that was begun goes on. Nothing is imported."""
    if len(files) != 1:
        raise InputError("A mapping is drafted for one table.", hint="Name one file.")
    begun = call.args.map
    text, made = imports.draft_of(call.desk, files[0], imports.options(call.desk, **said), begun)
    if call.args.output is None:
        call.out.answer(json.loads(text), text.rstrip("\n"))
        return
    path = path_of(call.args.output)
    if path.exists() and (begun is None or path.resolve() != path_of(begun).resolve()):
        raise Refused("{path} is there already.", hint="Name another file.", path=Word(path))
    write_out(path, text.encode("utf-8"), force=True)
    keys = [q.key for q in made.questions]
    call.out.done({"path": str(path), "open": keys}, _told(made, str(path)))


def _told(made: Draft, path: str) -> str:
    """Where the draft is, and what it asks."""
    if not made.questions:
        return _("The mapping was written to {path}; nothing is open.").format(path=path)
    text = _("The draft was written to {path}. Write the answers into it, then import with --map. It asks:")
    lines = [text.format(path=path)]
    for q in made.questions:
        said = [c.value for c in q.choices] or list(q.meanings) or list(q.suggested)
        choices = f" ({', '.join(said)})" if said else ""
        optional = f" {_('It may stay open.')}" if q.optional else ""
        lines.append(wrap(f"{ways.say(q.text)}{choices}{optional}", first="  ", rest="    "))
    return "\n".join(lines)
