"""All formats, as a person is told of them before she has a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from tracker.importers import archive
from tracker.importers.base import About, Importer
from tracker.importers.plugins import Plugged
from tracker.importers.registry import importers

OURS, PLUGIN, MAPPING = "tracker", "plug-in", "mapping"


@dataclass(frozen=True, slots=True)
class Listed:
    """One format. `origin`: tracker, plug-in or mapping; `confirmed` is "" if no real file has been seen."""

    name: str
    title: str
    becomes: str
    get: str
    times: str
    confirmed: str
    origin: str

    def fits(self, words: str) -> bool:
        """Whether all of these words are in what is said of it, in any order and case."""
        said = " ".join((self.name, self.title, self.becomes, self.get, self.times, self.confirmed)).casefold()
        return all(word in said for word in words.casefold().split())

    def json(self) -> dict[str, Any]:
        return asdict(self)


def listed(notes: Importer | type[Importer], mappings: Iterable[Importer]) -> tuple[Listed, ...]:
    """Every format: the tracker's own by their titles, then plug-ins and mappings. `notes`: what reads notes."""
    found = importers()
    ours = [_of(i.name, i.title, i.about, OURS) for i in found if not isinstance(i, Plugged)]
    ours.sort(key=lambda one: one.title.casefold())
    ours.append(_of(notes.name, notes.title, notes.about, OURS))
    ours.append(_of(archive.NAME, archive.TITLE, archive.ABOUT, OURS))
    plugins = [_of(i.name, i.title, i.about, PLUGIN) for i in found if isinstance(i, Plugged)]
    return (*ours, *plugins, *(_of(m.name, m.title, m.about, MAPPING) for m in mappings))


def _of(name: str, title: str, about: About, origin: str) -> Listed:
    return Listed(name, title, about.becomes, about.get, about.times, about.confirmed, origin)
