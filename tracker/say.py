"""A sentence is a value until a face speaks it.

What goes wrong, is left out of a figure or needs somebody's answer is said below the faces as `Said`: a text with
blanks, and what is in them by type. A face gives the parts their words: the terminal plainly, a page in the
reader's language, hiding by type what discreet mode hides. What a person can do next is an `Act`; the terminal names
the command for it (`cli.ways`), a page the page (`views.ways`).

>>> said = Said("There is no project {project} on {platform}. {way}", project=Name("Ridge"), platform=Word("Mercor"),
...             way=Act.START_TIMER)
>>> str(said)
'There is no project Ridge on Mercor.'
>>> said.spoken(lambda part: "…" if isinstance(part, Name) else "Start it." if isinstance(part, Act) else plain(part))
'There is no project … on Mercor. Start it.'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias, TypeVar, Union

from tracker.units import Money, currency_decimals, duration_text, from_units

Translate = Callable[[str], str]
K = TypeVar("K")
"""A kind of part."""


class Act(Enum):
    """What a person can do next. The words are a face's; they may use the parts of the sentence they are in."""

    ADD_CONTRIBUTIONS = auto()
    ANOTHER_PLACE = auto()
    ANSWER = auto()
    """`asks`: the name of the question."""
    ANSWER_DRAFT = auto()
    BACK_UP = auto()
    BUILD_RELEASE = auto()
    CHANGE_TERMS = auto()
    """`platform`, `row` and `column`: of the terms of pay, and what of them is wrong."""
    CHECK_PATH = auto()
    CHECK_POOL = auto()
    CHECK_UP = auto()
    CHOOSE_ROW = auto()
    DECLARE_AVAILABILITY = auto()
    DRAFT_ANEW = auto()
    ENTER_EXPENSE = auto()
    FIND_ROW = auto()
    HIGHER_RATE = auto()
    """`rate`: one that is high enough."""
    IMPORT_ARCHIVE = auto()
    INSTALL_ENCRYPTION = auto()
    KEPT_FILES = auto()
    LEAVE_OUT_WORK = auto()
    MAKE_POOL = auto()
    MAP_ALL_COLUMNS = auto()
    MAP_COLUMNS = auto()
    NAME_ANOTHER_FILE = auto()
    NAME_DOUBLE = auto()
    NAME_OR_RECOVER = auto()
    NEWER_VERSION = auto()
    NEWEST_BACKUP = auto()
    """`backup`: its file."""
    NEW_PROJECT = auto()
    PAUSE = auto()
    PRUNE_POOL = auto()
    PUT_BACK = auto()
    RECOVER = auto()
    REPLACED_LEDGER = auto()
    RESUME = auto()
    RUN_CHECK_UP = auto()
    SAVE_OPEN = auto()
    SAME_MONEY = auto()
    SAY_CYCLE = auto()
    SAY_RATE = auto()
    """`currency`: whose."""
    SAY_STOPPED = auto()
    SAY_THE_CYCLE = auto()
    SEE_FORMATS = auto()
    SETTINGS = auto()
    SINCE_ALWAYS = auto()
    SINCE_DAY = auto()
    """`day`: the first one of the new terms."""
    SMALLER_RHO = auto()
    START_TIMER = auto()
    STOP_OR_SWITCH = auto()
    UNLOCK = auto()
    WHICH_CHANGES = auto()
    WHICH_OPERATIONS = auto()
    WRITE_ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a project: in discreet mode its alias stands for it."""

    name: str
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """What is hidden from nobody: a word of the tracker's own, a currency, a platform, a path."""

    text: object


@dataclass(frozen=True, slots=True)
class Count:
    """A number as people read it, with its thousands marked off: 12,000. One that names something (a row, a year) is
    a plain number instead."""

    n: float
    decimals: int = 0

    def __str__(self) -> str:
        return f"{self.n:,.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount that was worked out, to the cent or whatever banks book its currency with; hidden as amounts are.

    >>> str(Sum(750_000_067, "EUR"))
    '75,000.01 EUR'
    """

    units: int
    currency: str

    def __str__(self) -> str:
        return f"{from_units(self.units):,.{currency_decimals(self.currency)}f} {self.currency}"


@dataclass(frozen=True, slots=True)
class Share:
    """A share, 1 for all of it, in percent: a whole number where it is one, else with one decimal.

    >>> str(Share(0.17)), str(Share(0.6123))
    ('17%', '61.2%')
    """

    share: float

    def __str__(self) -> str:
        percent = round(100 * self.share, 1)
        return f"{percent:.0f}%" if percent == round(percent) else f"{percent:.1f}%"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day with its day of the week.

    >>> str(Weekday(dt.date(2026, 5, 31)))
    'Sun 2026-05-31'
    """

    day: dt.date

    def __str__(self) -> str:
        return f"{_WEEKDAYS[self.day.weekday()]} {self.day.isoformat()}"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, in seconds.

    >>> str(Length(9000))
    '2h 30m'
    """

    seconds: int

    def __str__(self) -> str:
        return duration_text(self.seconds)


@dataclass(frozen=True, slots=True)
class Many:
    """Several parts in a row."""

    parts: Sequence[Part]
    between: str = ", "

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))  # equal ones are one, as sentences are


Part: TypeAlias = Union[
    "Said", Act, Money, Sum, Name, Word, Count, Share, Weekday, Length, Many, dt.date, int, float, str
]
"""A text is somebody's own words (what was typed or is in a file, a note, a path): hidden in discreet mode, as
amounts are."""


@dataclass(frozen=True, slots=True, init=False)
class Said:
    """A text with blanks as `str.format` has them, and what is in them by name."""

    text: str
    parts: tuple[tuple[str, Part], ...]

    def __init__(self, text: str, /, **parts: Part) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "parts", tuple(parts.items()))

    def spoken(self, speak: Callable[[Part], str], translate: Translate = str) -> str:
        """The sentence with the words that `speak` has for each part; `translate` has the text in another language."""
        if not self.parts:
            return translate(self.text)
        words = {name: _words(part, speak, translate) for name, part in self.parts}
        words |= {name: words[name].format(**words) for name, part in self.parts if isinstance(part, Act)}
        return translate(self.text).format(**words).strip()

    def __str__(self) -> str:
        return self.spoken(plain)


class Whole(Said):
    """A sentence that begins with a capital letter, whatever is first in it."""

    def spoken(self, speak: Callable[[Part], str], translate: Translate = str) -> str:
        text = Said.spoken(self, speak, translate)
        return f"{text[:1].upper()}{text[1:]}"


def told(text: Said | str | Act, /, **parts: Part) -> Said:
    """A sentence of a text or an act and those of the parts that it uses; one that is a value already, as it is.

    >>> told("{n} rows are open.", n=2, value="x"), told("{x} is not a date.", value="{x}")
    (Said(text='{n} rows are open.', parts=(('n', 2),)), Said(text='{x} is not a date.', parts=()))
    """
    if isinstance(text, Act):
        return Said("{way}", way=text, **parts)
    if isinstance(text, str):
        return Said(text, **{name: part for name, part in parts.items() if f"{{{name}" in text})
    return text


def joined(parts: Sequence[Part], between: str = " ") -> Said:
    """Parts in a row, as one sentence.

    >>> str(joined(["2h", Name("Ridge")], ", "))
    '2h, Ridge'
    """
    return Said("{said}", said=Many(tuple(parts), between))


def where(platform: str, project: str | None = None) -> Said:
    """A platform, and its project if there is one.

    >>> str(where("Mercor", "Ridge")), str(where("Mercor"))
    ('Mercor / Ridge', 'Mercor')
    """
    return joined([Word(platform), *([Name(project, platform)] if project else [])], " / ")


def parts_of(said: Said | str, kind: type[K]) -> list[K]:
    """The parts of one kind in a sentence, in their order, at whatever depth."""
    found: list[K] = []
    todo: list[Part] = [said]
    while todo:
        part = todo.pop(0)
        if isinstance(part, kind):
            found.append(part)
        elif isinstance(part, Said):
            todo[:0] = [inner for _, inner in part.parts]
        elif isinstance(part, Many):
            todo[:0] = part.parts
    return found


def plain(part: Part) -> str:
    """The words of a part for nobody in particular: an act has none."""
    match part:
        case Act():
            return ""
        case Name(text) | Word(text):
            return str(text)
    return str(part)


def _words(part: Part, speak: Callable[[Part], str], translate: Translate) -> str:
    if isinstance(part, Many):
        return translate(part.between).join(_words(p, speak, translate) for p in part.parts)
    return part.spoken(speak, translate) if isinstance(part, Said) else speak(part)
