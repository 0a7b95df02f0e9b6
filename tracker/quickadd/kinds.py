"""Which kind of work a line is about, and for whom: a word that may be either is a name where it fits one."""

from __future__ import annotations

from collections.abc import Sequence

from tracker import say
from tracker.domain import Activity
from tracker.errors import InputError
from tracker.quickadd.asking import NotUnderstood
from tracker.quickadd.context import MOST, Here
from tracker.quickadd.line import Line, Word
from tracker.quickadd.place import Place, SeveralFit
from tracker.quickadd.vocabulary import KINDS
from tracker.say import Many, Said, plain


def activity_and_place(here: Here, line: Line, *, unpaid: bool) -> tuple[str | None, Place]:
    """The kind of work and the place. `unpaid`: the line says so, and needs a kind then."""
    activity = line.after(("as",), 1, lambda t: KINDS.get(t.casefold()))
    at = None if activity else next((i for i, w in enumerate(line.words) if w.low in KINDS), None)
    if at is not None:
        activity = _kind_or_name(here, line, at, unpaid=unpaid)
    place = here.place(line)
    if unpaid and activity in (None, Activity.TASK):
        if place.is_new and not here.names.fresh and (new := [w.text for w in place.words if not w.quoted]):
            raise NotUnderstood([w for w in new if not here.names.fits(w)] or new)
        kinds = [k.value for k in Activity if k is not Activity.TASK]
        question, hint = "What kind of unpaid work was it?", Said("One of {kinds}.", kinds=say.Word(", ".join(kinds)))
        activity = here.ask("unpaid", question, [(k, k) for k in kinds], hint=hint)
    return activity, place


def _kind_or_name(here: Here, line: Line, at: int, *, unpaid: bool) -> str | None:
    """The kind that a word says, taken away then; None if the word is (part of) a name."""
    word, others = line.words[at], [*line.words[:at], *line.words[at + 1 :]]
    named = _named(here, line.words, others)
    kind = KINDS[word.low]
    if named and (len(named) > 1 or unpaid) and not here.pick:
        options: list[tuple[Said | str, Place | None]] = [(p.name, p) for p in named[:MOST]]
        hint = Said("Write “as {kind}”, or more of the project's name.", kind=say.Word(kind))
        spoken = Many(sorted((p.last for p in named[:MOST]), key=plain), " or ")
        message = Said("“{word}” may be a kind of work, or part of {names}.", word=word.text, names=spoken)
        chosen = here.ask(
            f"kind {word.text}",
            message,
            [*options, (Said("as {kind}", kind=say.Word(kind)), None)],
            hint=hint,
        )
        if chosen:
            line.words = chosen.said()
            return None
    elif named and not here.pick:
        return None
    del line.words[at]
    line.words = [w for w in line.words if KINDS.get(w.low) != kind or here.names.knows(w.text)]
    return kind


def _named(here: Here, words: Sequence[Word], others: Sequence[Word]) -> list[Place]:
    """Places of the ledger that the words mean with a kind's word among them, and not without it."""
    try:
        found = [here.names.place(words)]
    except SeveralFit as several:
        found = list(several.places)
    except InputError:
        return []
    try:
        plain = None if not others else here.names.place(others)
    except (SeveralFit, InputError):
        plain = None
    return [p for p in found if not p.is_new and p != plain]
