"""New terms of a project or platform whose work is logged: asked on a terminal, `--since` in a script."""

from __future__ import annotations

import datetime as dt

from tracker.cli import ask, ways
from tracker.cli.call import Call
from tracker.desk import terms
from tracker.desk.terms import ALWAYS, Since, changes, question
from tracker.domain import Platform, Project
from tracker.errors import ChangedTerms, Refused
from tracker.say import Said
from tracker.store.results import Operation
from tracker.views.text import _


def save(call: Call, record: Project | Platform) -> Operation | None:
    """Store it. Raises ChangedTerms if nobody can be asked from when on it holds."""
    since = _said(call)
    if since is not None and (asked := question(call.desk, record, since if isinstance(since, dt.date) else None)):
        told = asked.always if since == ALWAYS else asked.since
        call.news.extend([ways.say(Said("With that, {changes}.", changes=changes(told)))] if told else [])
    try:
        return _store(call, record, since)
    except ChangedTerms as several:
        if call.out.as_json or not ask.possible():
            raise
        choices = [ways.say(text) for text, _ in several.choices]
        chosen = ask.pick(ways.say(several.message), [*choices, _("neither: change nothing")])
        if chosen == len(several.choices):
            raise Refused("Nothing was changed.") from None
        answer = several.choices[chosen][1]
        if answer != ALWAYS:
            answer = ask.value(_("From which day on"), answer, lambda text: call.day(text).isoformat())
        return _store(call, record, _read(call, answer))


def _said(call: Call) -> Since | None:
    text = call.args.since
    return None if text is None else _read(call, text)


def _read(call: Call, text: str) -> Since:
    return ALWAYS if text.strip().lower() == ALWAYS else call.day(text)


def _store(call: Call, record: Project | Platform, since: Since | None) -> Operation | None:
    if isinstance(record, Platform):
        return terms.save(call.desk, record, since)
    return terms.save(call.desk, record, since)
