"""Formats of other packages: importers by the entry point `gig_tracker.importers`, each kept from doing harm.

    [project.entry-points."gig_tracker.importers"]
    my_site = "my_package:MySite"             a class without arguments, or an importer

One that cannot be loaded, is incomplete, has a name that is taken, or fails while it reads is named in a sentence; the
others go on. See docs/new-format.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from tracker.errors import TrackerError, UnreadableFile
from tracker.importers.base import About, Importer, ParsedBatch, ReadOptions, Recognition, Text
from tracker.say import Said, Word

GROUP = "gig_tracker.importers"
_MEMBERS = ("name", "title", "about", "recognise", "parse")


@dataclass(frozen=True, slots=True)
class Plugins:
    """The importers of other packages, and a sentence on each that cannot be used."""

    importers: tuple[Importer, ...] = ()
    broken: tuple[Said, ...] = ()


class Plugged:
    """An importer of another package: an error in it is not an error of the tracker."""

    def __init__(self, inner: Importer) -> None:
        self.name, self.title, self.about, self._inner = inner.name, inner.title, inner.about, inner

    def recognise(self, text: Text) -> Recognition:
        """What it says; one that fails knows no file."""
        try:
            found = self._inner.recognise(text)
            return found if isinstance(found, Recognition) else Recognition(0.0)
        except Exception:  # noqa: BLE001  code of others
            return Recognition(0.0, "its plug-in failed")

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """What it reads. Raises `UnreadableFile` (`plugin_failed`) if it fails, and the errors of the tracker."""
        try:
            read = self._inner.parse(text, options)
        except TrackerError:
            raise
        except Exception as error:
            raise self._failed(text, f"{type(error).__name__}: {error}") from error
        if not isinstance(read, ParsedBatch):
            raise self._failed(text, "it returned no ParsedBatch")
        return read

    def _failed(self, text: Text, why: str) -> UnreadableFile:
        return UnreadableFile(
            "The plug-in {name} failed on this file: {why}.",
            hint="Tell whoever wrote the plug-in, or read the file with a mapping.",
            code="plugin_failed",
            file=text.name,
            name=Word(self.name),
            why=why,
        )


def plugged(taken: Sequence[str]) -> Plugins:
    """All plug-ins that are installed; `taken` are names that none of them may have."""
    found: list[Importer] = []
    broken: list[Said] = []
    for entry in _entries():
        try:
            inner = _loaded(entry)
            if inner.name in (*taken, *(i.name for i in found)):
                raise ValueError(f"the name {inner.name} is taken")
            found.append(Plugged(inner))
        except Exception as error:  # noqa: BLE001  code of others
            broken.append(_sentence(entry, error))
    return Plugins(tuple(found), tuple(broken))


def _entries() -> Iterator[EntryPoint]:
    """The entry points, by name; an installation that lists one twice counts once."""
    yield from sorted(set(entry_points(group=GROUP)), key=lambda e: (e.name, e.value))


def _loaded(entry: EntryPoint) -> Importer:
    """The importer of an entry point. Raises whatever its package raises, `TypeError` if it is incomplete."""
    made = entry.load()
    inner: Importer = made() if isinstance(made, type) else made
    if missing := [m for m in _MEMBERS if not hasattr(inner, m)]:
        raise TypeError(f"it lacks {', '.join(missing)}")
    if not (isinstance(inner.name, str) and inner.name and isinstance(inner.title, str)):
        raise TypeError("its name and title must be texts")
    if not isinstance(inner.about, About):
        raise TypeError("its about must be an About")
    return inner


def _sentence(entry: EntryPoint, error: Exception) -> Said:
    package = entry.dist.name if entry.dist is not None else entry.value
    return Said(
        "The plug-in {name} of the package {package} cannot be used ({why}); everything else works.",
        name=Word(entry.name),
        package=Word(package),
        why=Word(str(error) or type(error).__name__),
    )
