"""`tracker formats`: what can be imported, and how to get each file."""

from __future__ import annotations

from tracker.cli.call import Call
from tracker.cli.plain import page, pairs, part, said
from tracker.desk import formats as desk
from tracker.views.files import formats as views


def formats(call: Call) -> None:
    """Every format, or those of which the words are said."""
    found = desk.formats(call.desk)
    shown = found.with_words(" ".join(call.args.words))
    for sentence in found.broken:
        call.out.notice(sentence)
    data = {"formats": [one.json() for one in shown.rows], "broken": list(found.broken)}
    blocks = [part(f"{views.title(one)}: {one.name}", pairs(list(views.facts(one)))) for one in shown.rows]
    last = views.count(shown.rows, len(found.rows)) if shown.rows else views.none_found()
    call.out.answer(data, page(*blocks, said(last)))
