"""A line that may be meant in several ways: what is the same in all of them is taken, else it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.errors import Ambiguous, InputError
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.context import MOST
from tracker.quickadd.line import Word
from tracker.quickadd.translated import Ways
from tracker.quickadd.understood import Understood
from tracker.say import Many, Said, where

Read = Callable[[list[Word]], Understood]


class _Found:
    """What came of some ways to read a line: what is sure, what is asked, what is new, what is wrong."""

    def __init__(self, some: Sequence[list[Word]], read: Read, plain: list[Word] | None = None) -> None:
        self.sure: dict[str, Understood] = {}
        self.unsure: dict[str, Understood] = {}
        self.asked: list[Ambiguous] = []
        self.wrong: list[InputError] = []
        self.refused = False
        """Whether the grammar's own reading was understood and cannot be, as a day with the wrong weekday."""
        for way in some:
            try:
                meant = read(way)
                (self.sure if meant.sure else self.unsure).setdefault(meant.line, meant)
            except Ambiguous as question:
                self.asked.append(question)
            except InputError as error:
                self.wrong.append(error)
                self.refused |= way == plain and not isinstance(error, NotUnderstood | Missing)

    def let_go_of_what_is_offered(self) -> None:
        """A question whose answers a new name offers as well, as the names that it may be a slip for, is not asked."""
        offered = {line for meant in self.unsure.values() for _, line in meant.choices}
        self.asked = [q for q in self.asked if not offered.issuperset(line for _, line in q.choices)]

    @property
    def agree(self) -> bool:
        """Whether all that is asked has the same answers."""
        return len({tuple(line for _, line in question.choices) for question in self.asked}) == 1

    @property
    def choices(self) -> dict[str, Said | str]:
        """The lines that may be meant, each with what it says."""
        found: dict[str, Said | str] = {line: meant.sentence for line, meant in self.sure.items()}
        for question in self.asked:
            for said, line in question.choices:
                found.setdefault(line, said)
        return found


def in_one_of(ways: Ways, read: Read) -> Understood:
    """What a line means. Raises `Ambiguous` where its ways differ, or none is in the reader's language, and
    `InputError` if none can be read."""
    if len(ways.words) == 1 and not ways.others and ways.settled:
        return read(ways.words[0])
    found = _Found(ways.words, read, ways.plain)
    found.let_go_of_what_is_offered()
    choices = found.choices
    if len(choices) == 1 and found.sure and ways.settled and not found.refused:
        return next(iter(found.sure.values()))
    if not found.sure and found.asked and ways.settled and found.agree:
        raise found.asked[0]
    if choices:
        raise _question(ways, choices)
    others = _Found(ways.others, read).choices if ways.others and not found.refused else {}
    if found.unsure:
        meant, *more = sorted(found.unsure.values(), key=lambda m: len(m.new_names))
        new = [(m.yes, m.line) for m in more if m.yes]
        return replace(meant, choices=(*meant.choices, *new, *((said, line) for line, said in others.items())))
    if others:
        raise _question(ways, others)
    raise min(found.wrong, key=_left)


def _left(error: InputError) -> int:
    """How many words an error leaves: of several the one that says most is shown."""
    return len(error.words) if isinstance(error, NotUnderstood) else 0


def _question(ways: Ways, choices: dict[str, Said | str]) -> Ambiguous:
    words = Many([Said("“{word}”", word=w) for w in ways.several] or [where("")])
    return Ambiguous(
        Said("It is not certain what is meant by {words}.", words=words),
        hint="Choose what is meant, or put a name in quotes.",
        choices=tuple((said, line) for line, said in choices.items())[:MOST],
    )
