"""What a line was understood to say, and what is asked before it may be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import Platform
from tracker.quickadd.context import Loggable
from tracker.quickadd.line import Word
from tracker.quickadd.place import SKIPPED, NewName, Place
from tracker.say import Many, Name, Said, joined, told, where


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line was understood to say.

    `records` is all that is to be stored, in one operation (`record` the first, nearly always the only one).
    `sentence` says it back (all but the note), `line` is the one line that means the same on any day. `said` is
    the line as read, in small letters, without status and note: by it notes that come again are known.

    `new_names` are names that the ledger has not met, each with the nearest that it has; `news` says them in words.
    Where one more yes is needed before it may be stored (`sure` is False: a ledger with platforms, or words left
    over that may be no name at all) `question` asks for it. `choices` are what may be meant instead (what each
    says, its line), the nearest first; `yes` is what the yes to this very reading says ("new: mercer / alpha").
    """

    record: Loggable | Platform
    new_platform: bool
    sentence: Said
    new_project: bool = False
    news: tuple[Said, ...] = ()
    line: str = ""
    said: str = ""
    place: Place | None = None
    more: tuple[Loggable | Platform, ...] = ()
    new_names: tuple[NewName, ...] = ()
    question: Said | None = None
    choices: tuple[tuple[Said | str, str], ...] = ()
    yes: Said | str = ""
    rows: tuple[int, ...] = ()
    """The rows of the ledger that the records take the place of; () where they are new."""

    @property
    def records(self) -> tuple[Loggable | Platform, ...]:
        return (self.record, *self.more)

    @property
    def sure(self) -> bool:
        """Whether it may be stored without another yes."""
        return self.question is None

    @property
    def nearest(self) -> tuple[str, ...]:
        """Names of the ledger that the new ones may be meant for."""
        return tuple(near for new in self.new_names for near in new.nearest)


def new_in_words(name: NewName) -> Said:
    """One new name in words, with the nearest that there is."""
    new = "{name} is a new platform." if name.kind == "platform" else "{name} is a new project of {platform}."
    names = Many([Name(n, name.platform) if name.kind == "project" else where(n) for n in name.nearest], " or ")
    said = told(new, name=name.name, platform=where(name.platform))
    return joined([said, Said("Did you mean {nearest}?", nearest=names)]) if name.nearest else said


def asks(place: Place, names: Sequence[NewName], words: Sequence[Word], *, fresh: bool) -> Said | None:
    """The question that new names need; None in a ledger without names if the words cannot be anything else."""
    plain = not place.guess and not any(n.nearest for n in names) and _side_by_side(place, words)
    if not names or (fresh and plain):
        return None
    meant = [] if any(n.nearest for n in names) else [Said("Is that meant?")]
    return joined([*map(new_in_words, names), *meant])


def _side_by_side(place: Place, words: Sequence[Word]) -> bool:
    """Whether the project is behind its platform with nothing between that means nothing: `outlier rlhf`."""
    texts = [w.text for w in words]
    if place.project is None or place.platform not in texts:
        return True
    behind = list(words[texts.index(place.platform) + 1 :])
    if behind and behind[0].low == "/":
        del behind[0]
    alone = len(behind) < 2 or behind[1].quoted or behind[1].low not in SKIPPED
    return bool(behind) and behind[0].text == place.project and (behind[0].quoted or alone)
