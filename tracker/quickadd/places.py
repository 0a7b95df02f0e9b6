"""Platforms and projects by any part of their name that fits only one, from the beginning of a word on.

Every reading of the words that are left is weighed: which of them is the platform, or none, if the project
alone says it. One reading must be the best; several as good as each other are asked about. Words that fit
nothing can be a new name, which a person has to agree to; words of the grammar never are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tracker import say
from tracker.domain import Platform, Project
from tracker.errors import InputError
from tracker.later import pattern
from tracker.names import nearest
from tracker.quickadd.asking import Missing, NotUnderstood
from tracker.quickadd.fits import BEGINS, FOLDED, SQUASHED, Spelled, fit, spelled
from tracker.quickadd.line import FILLERS, Word
from tracker.quickadd.place import (
    SEPARATOR,
    SKIPPED,
    NewName,
    Place,
    SeveralFit,
    around,
    is_date,
    names_in,
    text_of,
    trimmed,
    whole_name,
)
from tracker.quickadd.vocabulary import CHATTER, RESERVED, doubtful, strange
from tracker.say import Many

IMPLIED, UNSAID, NEW_PROJECT, NEW_PLATFORM = 2, 8, 20, 100
"""What a reading costs besides its fits: a platform known by its project only, a word that says nothing though a
project is called so, names the ledger has not."""
_NO_BEGINNING = CHATTER | {
    "to",
    "out",
    "up",
    "in",
    "into",
    "over",
    "off",
    "all",
    "both",
    "or",
    "x",
    "am",
    "pm",
    "per",
    "no",
    "not",
}
"""Small words that are not taken for the beginning of a platform's name."""
_JOINED = pattern("[/+&]")
LEAST_LETTERS = 4
"""A word of fewer letters does not speak for a project by itself, where another one would be new."""
_CUES = frozenset(("for", "on", "from", "by", "at", "@", "w/"))


class _Reading(NamedTuple):
    cost: int
    place: Place


class Names:
    """The platforms and projects of a ledger, made ready to be found.

    `ended` are projects that do not run any more, `presets` names of platforms that people work for: they say
    which of several new words is the platform. `fresh`: the ledger had no platform when the reading began.
    """

    def __init__(
        self,
        platforms: Sequence[Platform] = (),
        projects: Sequence[Project] = (),
        *,
        ended: frozenset[tuple[str, str]] = frozenset(),
        presets: Sequence[str] = (),
        fresh: bool | None = None,
    ) -> None:
        self.platforms = {p.platform: p for p in platforms}
        self.projects = {(p.platform, p.project): p for p in projects}
        for p in projects:
            self.platforms.setdefault(p.platform, Platform(platform=p.platform))
        self.ended, self.presets = ended, tuple(presets)
        self.fresh = not self.platforms if fresh is None else fresh

    def met(self, place: Place) -> Names:
        """These names and what a line brought."""
        if not place.is_new:
            return self
        platforms = [*self.platforms.values(), Platform(platform=place.platform)]
        new = [Project(platform=place.platform, project=place.project)] if place.project else []
        known = list({p.platform: p for p in reversed(platforms)}.values())
        projects = [*self.projects.values(), *(new if place.new_project else [])]
        return Names(known, projects, ended=self.ended, presets=self.presets, fresh=self.fresh)

    @cached_property
    def _platforms(self) -> list[Spelled]:
        return [spelled(p) for p in self.platforms]

    @cached_property
    def _presets(self) -> list[Spelled]:
        return [spelled(p) for p in self.presets]

    @cached_property
    def _projects(self) -> dict[str, list[tuple[str, tuple[Spelled, ...]]]]:
        """Of each platform its projects, each with the ways it is spelled."""
        found: dict[str, list[tuple[str, tuple[Spelled, ...]]]] = {}
        for p in self.projects.values():
            ways = tuple(spelled(s) for s in (p.project, p.alias) if s)
            found.setdefault(p.platform, []).append((p.project, ways))
        return found

    @cached_property
    def _long(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Names of several words by their first word, the longest first; none that the grammar would read."""
        found: dict[str, dict[tuple[str, ...], str]] = {}
        all_names = [
            *self.platforms,
            *self.presets,
            *(s for p in self.projects.values() for s in (p.project, p.alias) if s),
        ]
        for name in all_names:
            words = tuple(w.strip("()[]") or w for w in name.casefold().split())
            if (
                len(words) > 1
                and not self._apart(words)
                and not all(w in RESERVED or w in FILLERS or w[0].isdigit() for w in words)
            ):
                found.setdefault(words[0], {}).setdefault(words, name)
        return {first: sorted(many.items(), key=lambda n: -len(n[0])) for first, many in found.items()}

    def _apart(self, words: Sequence[str]) -> bool:
        """Whether the words of a name mean a platform and one of its projects as well."""
        return any((" ".join(words[:n]), " ".join(words[n:])) in self._pairs for n in range(1, len(words)))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset((platform.casefold(), project.casefold()) for platform, project in self.projects)

    def _called(self, words: Sequence[Word]) -> list[Place]:
        """The projects whose whole name several words are."""
        said = text_of(words).casefold() if len(words) > 1 else ""
        return [
            Place(*at)
            for at, p in self.projects.items()
            if said and said in (p.project.casefold(), p.alias.casefold() if p.alias else "")
        ]

    def joined(self, words: Sequence[Word]) -> list[Word]:
        """The words, known names of several words made one."""
        out: list[Word] = []
        at = 0
        while at < len(words):
            n, name = self._known_at(words, at)
            out.append(Word(name, True) if n else words[at])
            at += n or 1
        return out

    def _known_at(self, words: Sequence[Word], at: int) -> tuple[int, str]:
        for name, whole in self._long.get(words[at].low, ()):
            if tuple(w.low for w in words[at : at + len(name)]) == name:
                said = " ".join(w.text for w in words[at : at + len(name)])
                return len(name), said if said.casefold() == whole.casefold() else whole
        return 0, ""

    def beginning(self, platform: str, text: str) -> list[str]:
        """Projects of a platform whose name, or a word of it, begins so."""
        return [project for found, project in self._fitting_projects(platform, [Word(text)]) if found <= BEGINS]

    def knows(self, text: str) -> bool:
        """Whether a platform, or a project or its alias, is called so, but for case."""
        low = text.casefold()
        return any(low == way.folded for way in self._platforms) or any(
            low == way.folded for many in self._projects.values() for _, ways in many for way in ways
        )

    def fits(self, text: str) -> bool:
        """Whether a platform or project may be meant by this word."""
        word = spelled(text)
        ways = [*self._platforms, *(way for many in self._projects.values() for _, said in many for way in said)]
        return any(fit(word, way, whole=False) is not None for way in ways)

    def has(self, text: str) -> bool:
        """Whether a platform or project is called just so, small and capital letters alike."""
        return text.casefold() in (name.casefold() for name in (*self.platforms, *(p for _, p in self.projects)))

    def currency(self, platform: str, project: str | None) -> str | None:
        """The currency that a project or platform pays in."""
        of_project = self.projects.get((platform, project or ""))
        of_platform = self.platforms.get(platform)
        return (of_project and of_project.currency) or (of_platform and of_platform.currency) or None

    def projects_of(self, platform: str, *, running: bool = False) -> list[str]:
        """The projects of a platform, all or those that run."""
        there = [project for at, project in self.projects if at == platform]
        return [p for p in there if (platform, p) not in self.ended] if running else there

    # --- finding ---------------------------------------------------------------------------------------

    def platform(self, words: Sequence[Word]) -> Place:
        """The platform that all words together mean, or a new one. Raises as `place`."""
        named = names_in(words)
        fits = list(self._fitting_platforms(text_of(named), whole=whole_name(named))) if named else []
        best = [Place(name) for cost, name in fits if cost == min(c for c, _ in fits)]
        if len(best) > 1:
            raise SeveralFit(text_of(named), best)
        found = best[0] if best else self.place(words)
        if found.project and found.new_project:
            raise NotUnderstood(found.project.split())
        if found.project:
            raise InputError(
                "That is said of a platform, and {value} is a project.",
                hint="Write {platform} alone, the rest behind a #.",
                value=found.project,
                platform=say.Word(found.platform),
            )
        return found

    def place(self, words: Sequence[Word]) -> Place:
        """The platform and project that words mean. Raises `SeveralFit`, `InputError`."""
        words = list(words)
        at = next((i for i, w in enumerate(words) if w.low == SEPARATOR), None)
        if at is not None:
            return self._said_apart(names_in(words[:at]), names_in(words[at + 1 :]))
        known = list(self._readings(words))
        if not names_in(words) and not known:
            raise Missing("For which platform was it?", hint="Such as: 2h30 outlier rlhf yesterday.")
        if min((r.cost for r in known), default=IMPLIED) >= IMPLIED and names_in(words):
            known += self._implied(words)
        known = known or list(self._slashed(words))
        readings = [*known, *self._all_new(words)]
        least = min(r.cost for r in readings)
        places = list(dict.fromkeys(r.place for r in readings if r.cost == least))
        places += [p for p in self._called(names_in(words)) if p not in places]
        if least >= NEW_PROJECT:
            self._check_one(words)
            self._check_one_project(words)
        for place in places:
            self._check_new(place, words)
        if len(places) > 1:
            raise SeveralFit(text_of(names_in(words)), places)
        return places[0]

    def _said_apart(self, left: list[Word], right: list[Word]) -> Place:
        """`platform / project`: nothing to weigh."""
        if not left or not right:
            raise InputError("A / is between platform and project.", hint="Such as: 2h outlier / rlhf.")
        fits = list(self._fitting_platforms(text_of(left), whole=whole_name(left)))
        least = min((c for c, _ in fits), default=0)
        platforms = [name for cost, name in fits if cost == least]
        if not platforms:
            place = Place(text_of(left), text_of(right), True, True, words=(*left, *right))
            self._check_new(place, [*left, *right])
            return place
        readings = [r for p in platforms for r in self._with_project(p, 0, right)]
        least = min(r.cost for r in readings)
        places = [r.place for r in readings if r.cost == least]
        if len(places) > 1:
            raise SeveralFit(text_of([*left, *right]), places)
        self._check_new(places[0], right)
        return places[0]

    def _readings(self, words: Sequence[Word]) -> Iterator[_Reading]:
        """All ways to take some words for the platform and the others for the project."""
        for at in range(len(words)):
            for n in range(1, min(4, len(words) - at) + 1):
                run = words[at : at + n]
                if any(w.low in FILLERS or w.sense or not (w.quoted or any(map(str.isalnum, w.text))) for w in run) or (
                    n > 1 and any(w.quoted for w in run)
                ):
                    continue
                rest = around(words[:at], words[at + n :])
                for cost, platform in self._fitting_platforms(text_of(run), whole=whole_name(run)):
                    if (n == 1 and not (cost > SQUASHED and run[0].low in _NO_BEGINNING)) or cost <= SQUASHED:
                        first = cost <= SQUASHED or not names_in(words[:at])
                        yield from self._with_project(platform, cost, rest, new=NEW_PROJECT if first else None)

    def _implied(self, words: Sequence[Word]) -> Iterator[_Reading]:
        """All words as a project, which says its platform."""
        for platform in self._projects:
            for cost, project in self._fitting_projects(platform, names_in(words)):
                yield _Reading(IMPLIED + cost, Place(platform, project))

    def _with_project(
        self, platform: str, cost: int, rest: Sequence[Word], *, new: int | None = NEW_PROJECT
    ) -> Iterator[_Reading]:
        """Readings of the rest as a project there. `new` is what a new one costs; None: as a new platform would,
        where only a part of a later word spoke for this one."""
        if not names_in(rest):
            named = [(c, p) for c, p in self._fitting_projects(platform, rest) if c <= SQUASHED] if rest else []
            yield _Reading(cost + (UNSAID if named else 0), Place(platform))
            yield from (_Reading(cost + more, Place(platform, project)) for more, project in named)
            return
        found = False
        for more, project in self._fitting_projects(platform, rest):
            found = True
            yield _Reading(cost + more, Place(platform, project))
        if not found:
            cost = NEW_PLATFORM if new is None else cost + new
            name = text_of(rest) if whole_name(rest) else text_of(trimmed(rest))
            guess = not whole_name(rest) and len(names_in(rest)) > 1
            yield _Reading(cost, Place(platform, name, new_project=True, guess=guess, words=tuple(rest)))

    def _fitting_platforms(self, text: str, *, whole: bool) -> Iterator[tuple[int, str]]:
        said = spelled(text)
        for name in self._platforms:
            found = fit(said, name, whole=whole)
            if found is not None:
                yield found, name.text

    def _fitting_projects(self, platform: str, words: Sequence[Word]) -> Iterator[tuple[int, str]]:
        texts = [spelled(t) for t in dict.fromkeys((text_of(words), text_of(names_in(words)))) if t]
        whole = whole_name(words)
        for project, ways in self._projects.get(platform, ()):
            fits = [
                found if way is ways[0] else max(found, FOLDED)  # the name itself goes before an alias
                for text in texts
                for way in ways
                if (found := fit(text, way, whole=whole)) is not None
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

    def _all_new(self, words: Sequence[Word]) -> Iterator[_Reading]:
        """A new platform: the word that is known to be one, or is said to be (`for newco`), else the first."""
        named = names_in(words)
        if not named:
            return
        sure = next((w for w in named if any(spelled(w.text).squashed == p.squashed for p in self._presets)), None)
        cued = next((b for a, b in pairwise(words) if a.low in _CUES and b in named), None)
        first = sure or cued or named[0]
        at = next(i for i, w in enumerate(words) if w is first)
        rest = around(words[:at], words[at + 1 :])
        more = (text_of(rest) if whole_name(rest) else text_of(trimmed(rest))) if names_in(rest) else None
        spoken = [w for w in named if not w.quoted]
        guess = len(named) > 1 and bool(spoken) and (not sure or len(named) > 2)
        guess = guess or any(doubtful(w.text) for w in spoken)
        place = Place(first.text, more, True, more is not None, guess, tuple(words))
        yield _Reading(NEW_PLATFORM, place)

    # --- what is new -----------------------------------------------------------------------------------

    def _check_one(self, words: Sequence[Word]) -> None:
        """No line is about two platforms."""
        said = [
            name
            for word in words
            for cost, name in self._fitting_platforms(word.text, whole=word.quoted)
            if cost <= SQUASHED
        ]
        if len(set(said)) > 1:
            raise InputError(
                "{dict} are two platforms.",
                hint="Write a line for each.",
                dict=Many([say.Word(x) for x in dict.fromkeys(said)], " and "),
            )

    def said_by_one(self, words: Sequence[Word]) -> dict[Place, Word]:
        """The projects that one of the words alone means, and no other word of the grammar's."""
        found: dict[Place, Word] = {}
        apart = [
            w if w.quoted else Word(part) for w in words for part in (_JOINED.split(w.text) if w.text else [w.text])
        ]
        for word in apart:
            if word.quoted or len(word.text) < LEAST_LETTERS or word.low in RESERVED | SKIPPED:
                continue
            fits = [
                (cost, Place(p, project)) for p in self._projects for cost, project in self._fitting_projects(p, [word])
            ]
            best = [place for cost, place in fits if cost == min(c for c, _ in fits)]
            if len(best) == 1 and min(c for c, _ in fits) <= BEGINS:
                found.setdefault(best[0], word)
        return found

    def _check_one_project(self, words: Sequence[Word]) -> None:
        """No line is about two projects."""
        said = self.said_by_one(words)
        if len(said) > 1 and len(set(said.values())) > 1:
            raise InputError(
                "{projects} are two projects.",
                hint="Write a line for each, or put a new name in quotes.",
                projects=Many([place.name for place in said], " and "),
            )

    def _check_new(self, place: Place, words: Sequence[Word]) -> None:
        """No new name is made of words that the grammar should have understood, nor of a date in quotes."""
        if not place.is_new:
            return
        new = f"{place.platform} {place.project or ''}" if place.new_platform else place.project or ""
        parts = new.split()
        left = [w.said for w in words if not w.quoted and w.low not in SKIPPED and (w.sense or w.text in parts)]
        dates = [w.text for w in words if w.quoted and w.text in new and is_date(w.text)]
        if dates:
            raise NotUnderstood(dates, hint="A date is not a name: write it without quotes.")
        translated = {w.said for w in words if w.sense}
        if odd := [w for w in left if w in translated or strange([w])]:
            raise NotUnderstood(list(dict.fromkeys(odd if self._known_without(words, odd) else left)))

    def _known_without(self, words: Sequence[Word], odd: Sequence[str]) -> bool:
        """Whether the words less some mean a place of the ledger."""
        try:
            return not self.place([w for w in words if w.said not in odd]).is_new
        except (InputError, SeveralFit):
            return False

    def unmet(self, place: Place) -> tuple[NewName, ...]:
        """The names of a place that the ledger has not met."""
        found = []
        if place.new_platform:
            near = nearest(place.platform, list(self.platforms))
            found.append(NewName("platform", place.platform, place.platform, near))
        if place.new_project and place.project:
            near = nearest(place.project, self.projects_of(place.platform))
            found.append(NewName("project", place.project, place.platform, near))
        return tuple(found)

    def instead(self, place: Place) -> tuple[Place, ...]:
        """Places of the ledger that may be meant by the words of a new one, the nearest first."""
        if not place.new_platform:
            near = nearest(place.project or "", self.projects_of(place.platform))
            said = [p for p in self.said_by_one(place.words) if p.platform == place.platform]
            return tuple(dict.fromkeys([*(Place(place.platform, project) for project in near), *said]))
        found: dict[Place, None] = {}
        if place.project:
            found |= dict.fromkeys(self.said_by_one(place.words))
        for at, word in enumerate(place.words):
            for near_by in nearest(word.text, list(self.platforms)):
                try:
                    meant = self.place([*place.words[:at], Word(near_by, True), *place.words[at + 1 :]])
                except (InputError, SeveralFit):
                    continue
                found[meant] = None
        if place.project is None:
            of = {project: platform for platform, project in self.projects}
            found |= {Place(of[p], p): None for p in nearest(place.platform, list(of))}
        return tuple(p for p in found if p != place)[:3]
