"""Platforms and projects by any part of their name that fits only one, from the beginning of a word on.

How well a word fits a name (`Fit`), the best first: the name itself, the name but for case, but for blanks and
signs, its beginning or that of one of its words, several words each at the beginning of one of its own. A quoted
word is the whole name. Nothing fits inside of a word: `pay` is not Nopay.
Every reading of the words that are left is weighed: which of them is the platform, or none, if the project
alone says it. One reading must be the best; several as good as each other are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from tracker.domain import Activity, EarningKind, Event, PayoutKind, Platform, Project, Status
from tracker.errors import InputError, TrackerError
from tracker.names import beginnings, nearest
from tracker.quickadd.days import DAY_WORDS
from tracker.quickadd.line import FILLERS, Word, stripped

SEPARATOR = "/"
IMPLIED, NEW_PROJECT, NEW_PLATFORM = 2, 20, 100
"""What a reading costs besides its fits: a platform known by its project only, names the ledger has not."""
EXACT, FOLDED, SQUASHED, BEGINS, HOLDS = range(5)
RESERVED = DAY_WORDS | frozenset(
    (
        "fee", "rate", "due", "announced", "because", "counted", "unpaid", "as", "paid", "spent", "am", "pm", "@", "to",
        "+", SEPARATOR, *Event, *Status, *Activity, *EarningKind, *PayoutKind,
    )
)  # fmt: skip
"""Words of the grammar: what is left of them was not understood, and no new name is made of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Platform and project that a line is about."""

    platform: str
    project: str | None = None
    new_platform: bool = False
    new_project: bool = False

    @property
    def name(self) -> str:
        return f"{self.platform} / {self.project}" if self.project else self.platform


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that the ledger has not met. `nearest`: names it has that may be meant, the nearest first."""

    kind: str
    """platform or project"""
    name: str
    platform: str
    """The platform itself, or that of the project."""
    nearest: tuple[str, ...] = ()


class SeveralFit(TrackerError):
    """Several places fit the words as well as each other."""

    code = "ambiguous"

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        super().__init__(text)
        self.text, self.places = text, tuple(places)


class _Spelled(NamedTuple):
    """A name, or a text that may mean one, in the forms that are compared."""

    text: str
    folded: str
    squashed: str
    words: tuple[str, ...]
    """What can be said of it from the beginning of one of its words on."""
    parts: tuple[str, ...]


class _Reading(NamedTuple):
    cost: int
    place: Place


_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def _spelled(text: str) -> _Spelled:
    folded = text.casefold()
    return _Spelled(text, folded, _APART.sub("", folded), beginnings(text), tuple(folded.split()))


def _fit(said: _Spelled, name: _Spelled, *, whole: bool) -> int | None:
    """How well a text fits a name, None: not at all."""
    if said.text == name.text:
        return EXACT
    if said.folded == name.folded:
        return FOLDED
    if whole:
        return None
    if said.squashed and said.squashed == name.squashed:
        return SQUASHED
    if not any(c.isalpha() for c in said.folded):
        return None
    if any(words.startswith(said.folded) for words in name.words):
        return BEGINS
    return HOLDS if all(any(words.startswith(part) for words in name.words) for part in said.parts) else None


class Names:
    """The platforms and projects of a ledger, made ready to be found."""

    def __init__(self, platforms: Sequence[Platform] = (), projects: Sequence[Project] = ()) -> None:
        self.platforms = {p.platform: p for p in platforms}
        self.projects = {(p.platform, p.project): p for p in projects}
        for p in projects:
            self.platforms.setdefault(p.platform, Platform(platform=p.platform))

    def met(self, place: Place) -> Names:
        """These names and what a line brought."""
        if not (place.new_platform or place.new_project):
            return self
        platforms = [*self.platforms.values(), Platform(platform=place.platform)]
        new = [Project(platform=place.platform, project=place.project)] if place.project else []
        known = list({p.platform: p for p in reversed(platforms)}.values())
        return Names(known, [*self.projects.values(), *(new if place.new_project else [])])

    @cached_property
    def _platforms(self) -> list[_Spelled]:
        return [_spelled(p) for p in self.platforms]

    @cached_property
    def _projects(self) -> dict[str, list[tuple[str, tuple[_Spelled, ...]]]]:
        """Of each platform its projects, each with the ways it is spelled."""
        found: dict[str, list[tuple[str, tuple[_Spelled, ...]]]] = {}
        for p in self.projects.values():
            ways = tuple(_spelled(s) for s in (p.project, p.alias) if s)
            found.setdefault(p.platform, []).append((p.project, ways))
        return found

    @cached_property
    def _long(self) -> dict[str, list[tuple[str, ...]]]:
        """Names of several words by their first word, the longest first; none that the grammar would read."""
        found: dict[str, set[tuple[str, ...]]] = {}
        spelled = [*self.platforms, *(s for p in self.projects.values() for s in (p.project, p.alias) if s)]
        for name in spelled:
            words = tuple(name.casefold().split())
            if len(words) > 1 and not all(w in RESERVED or w in FILLERS or w[0].isdigit() for w in words):
                found.setdefault(words[0], set()).add(words)
        return {first: sorted(many, key=len, reverse=True) for first, many in found.items()}

    def joined(self, words: Sequence[Word]) -> list[Word]:
        """The words, known names of several words made one."""
        out: list[Word] = []
        at = 0
        while at < len(words):
            n = self._known_at(words, at)
            out.append(Word(" ".join(w.text for w in words[at : at + n]), True) if n else words[at])
            at += n or 1
        return out

    def _known_at(self, words: Sequence[Word], at: int) -> int:
        for name in self._long.get(words[at].low, ()):
            if tuple(w.low for w in words[at : at + len(name)]) == name:
                return len(name)
        return 0

    def beginning(self, platform: str, text: str) -> list[str]:
        """Projects of a platform whose name, or a word of it, begins so."""
        return [project for fit, project in self._fitting_projects(platform, [Word(text)]) if fit <= BEGINS]

    def currency(self, platform: str, project: str | None) -> str | None:
        """The currency that a project or platform pays in."""
        of_project = self.projects.get((platform, project or ""))
        of_platform = self.platforms.get(platform)
        return (of_project and of_project.currency) or (of_platform and of_platform.currency) or None

    def only_project(self, platform: str) -> str | None:
        """The project of a platform that has just one."""
        there = [project for at, project in self.projects if at == platform]
        return there[0] if len(there) == 1 else None

    # --- finding ---------------------------------------------------------------------------------------

    def platform(self, words: Sequence[Word]) -> Place:
        """The platform that all words together mean, or a new one. Raises as `place`."""
        named = _names(words)
        fits = list(self._fitting_platforms(_text(named), whole=_whole(named))) if named else []
        best = [Place(name) for cost, name in fits if cost == min(c for c, _ in fits)]
        if len(best) > 1:
            raise SeveralFit(_text(named), best)
        found = best[0] if best else self.place(words)
        if found.project:
            raise InputError(
                f"A queue is a platform's, and {found.project} is a project.",
                hint=f"Say {found.platform} alone, the rest behind a #.",
                value=found.project,
            )
        return Place(found.platform, new_platform=found.new_platform)

    def place(self, words: Sequence[Word]) -> Place:
        """The platform and project that words mean. Raises `SeveralFit`, `InputError`."""
        words = list(words)
        at = next((i for i, w in enumerate(words) if w.low == SEPARATOR), None)
        if at is not None:
            return self._said_apart(_names(words[:at]), _names(words[at + 1 :]))
        if not _names(words):
            raise InputError("For which platform was it?", hint="Such as: 2h30 outlier rlhf yesterday.")
        known = list(self._readings(words))
        if min((r.cost for r in known), default=IMPLIED) >= IMPLIED:
            known += self._implied(words)
        known = known or list(self._slashed(words))
        readings = [*known, self._all_new(words)]
        least = min(r.cost for r in readings)
        places = list(dict.fromkeys(r.place for r in readings if r.cost == least))
        if len(places) > 1:
            raise SeveralFit(_text(_names(words)), places)
        self._check_new(places[0], words)
        return places[0]

    def _said_apart(self, left: list[Word], right: list[Word]) -> Place:
        """`platform / project`: nothing to weigh."""
        if not left or not right:
            raise InputError("A / stands between platform and project.", hint="Such as: 2h outlier / rlhf.")
        fits = list(self._fitting_platforms(_text(left), whole=_whole(left)))
        least = min((c for c, _ in fits), default=0)
        platforms = [name for cost, name in fits if cost == least]
        if not platforms:
            place = Place(_text(left), _text(right), True, True)
            self._check_new(place, [*left, *right])
            return place
        readings = [r for p in platforms for r in self._with_project(p, 0, right)]
        least = min(r.cost for r in readings)
        places = [r.place for r in readings if r.cost == least]
        if len(places) > 1:
            raise SeveralFit(_text([*left, *right]), places)
        self._check_new(places[0], right)
        return places[0]

    def _readings(self, words: Sequence[Word]) -> Iterator[_Reading]:
        """All ways to take some words for the platform and the others for the project."""
        for at in range(len(words)):
            for n in range(1, min(4, len(words) - at) + 1):
                run = words[at : at + n]
                if any(w.low in FILLERS for w in run) or (n > 1 and any(w.quoted for w in run)):
                    continue
                rest = _joined(words[:at], words[at + n :])
                for cost, platform in self._fitting_platforms(_text(run), whole=_whole(run)):
                    if n == 1 or cost <= SQUASHED:
                        first = cost <= SQUASHED or not _names(words[:at])
                        yield from self._with_project(platform, cost, rest, new=NEW_PROJECT if first else None)

    def _implied(self, words: Sequence[Word]) -> Iterator[_Reading]:
        """All words as a project, which says its platform."""
        for platform in self._projects:
            for cost, project in self._fitting_projects(platform, _names(words)):
                yield _Reading(IMPLIED + cost, Place(platform, project))

    def _with_project(
        self, platform: str, cost: int, rest: Sequence[Word], *, new: int | None = NEW_PROJECT
    ) -> Iterator[_Reading]:
        """Readings of the rest as a project there. `new` is what a new one costs; None: as a new platform would,
        where only a part of a later word spoke for this one."""
        if not _names(rest):
            yield _Reading(cost, Place(platform))
            return
        found = False
        for more, project in self._fitting_projects(platform, rest):
            found = True
            yield _Reading(cost + more, Place(platform, project))
        if not found:
            cost = NEW_PLATFORM if new is None else cost + new
            yield _Reading(cost, Place(platform, _text(rest), new_project=True))

    def _fitting_platforms(self, text: str, *, whole: bool) -> Iterator[tuple[int, str]]:
        said = _spelled(text)
        for spelled in self._platforms:
            fit = _fit(said, spelled, whole=whole)
            if fit is not None:
                yield fit, spelled.text

    def _fitting_projects(self, platform: str, words: Sequence[Word]) -> Iterator[tuple[int, str]]:
        texts = [_spelled(t) for t in dict.fromkeys((_text(words), _text(_names(words))))]
        whole = _whole(words)
        for project, ways in self._projects.get(platform, ()):
            fits = [
                fit if way is ways[0] else max(fit, FOLDED)  # the name itself goes before an alias
                for text in texts
                for way in ways
                if (fit := _fit(text, way, whole=whole)) is not None
            ]
            if fits:
                yield min(fits), project

    def _slashed(self, words: Sequence[Word]) -> Iterator[_Reading]:
        """`outlier/rlhf` written as one word."""
        for at, word in enumerate(words):
            left, slash, right = word.text.partition(SEPARATOR)
            if not word.quoted and slash and left and right:
                parts = [*words[:at], Word(left), Word(right), *words[at + 1 :]]
                yield from self._readings(parts)

    def _all_new(self, words: Sequence[Word]) -> _Reading:
        first, *rest = _names(words)
        more = _text(_joined(words[: words.index(first)], words[words.index(first) + 1 :])) if rest else None
        return _Reading(NEW_PLATFORM, Place(first.text, more, True, more is not None))

    def _check_new(self, place: Place, words: Sequence[Word]) -> None:
        """No new name is made of words that the grammar should have understood."""
        if not (place.new_platform or place.new_project):
            return
        used = (
            f"{place.platform} {place.project or ''}".split() if place.new_platform else (place.project or "").split()
        )
        for word in words:
            if word.quoted or word.text not in used:
                continue
            if word.low in RESERVED or not any(c.isalpha() for c in word.text) or _looks_measured(word.low):
                raise _odd(word.text)

    def unmet(self, place: Place) -> tuple[NewName, ...]:
        """The names of a place that the ledger has not met."""
        found = []
        if place.new_platform:
            found.append(NewName("platform", place.platform, place.platform, self._near_platforms(place)))
        if place.new_project and place.project:
            there = [project for at, project in self.projects if at == place.platform]
            found.append(NewName("project", place.project, place.platform, nearest(place.project, there)))
        return tuple(found)

    def _near_platforms(self, place: Place) -> tuple[str, ...]:
        return nearest(place.platform, list(self.platforms))


def _odd(text: str) -> InputError:
    return InputError(f"“{text}” is not understood.", hint="Put it in quotes if it is a name.", value=text)


def _looks_measured(low: str) -> bool:
    """Something like 30m, 14:00 or 3rd, which was not used: said twice, or written wrong."""
    return bool(re.fullmatch(r"\d+(?:[:.,]\d+)*(?:h|m|s|min|hrs?|am|pm|st|nd|rd|th)?\d*", low))


def _whole(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].quoted


def _names(words: Sequence[Word]) -> list[Word]:
    """The words less fillers."""
    return [w for w in words if w.quoted or w.low not in FILLERS]


def _joined(before: Sequence[Word], after: Sequence[Word]) -> list[Word]:
    """What stands around a name, each side less the fillers at its ends."""
    return [*stripped(before), *stripped(after)]


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
