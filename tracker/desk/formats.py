"""All that can be imported: the tracker's formats, plug-ins, and the mappings of a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.desk.mappings import saved_mappings
from tracker.desk.notes import NotesImporter
from tracker.desk.session import Desk
from tracker.importers.listing import Listed, listed
from tracker.importers.mapped import MappedImporter
from tracker.importers.registry import plugins
from tracker.say import Said


@dataclass(frozen=True, slots=True)
class Formats:
    """Every format, and a sentence on each plug-in that cannot be used."""

    rows: tuple[Listed, ...]
    broken: tuple[Said, ...]

    def with_words(self, words: str) -> Formats:
        """Those of which all of these words are said."""
        return Formats(tuple(row for row in self.rows if row.fits(words)), self.broken)


def formats(desk: Desk) -> Formats:
    """What a file may be, for this ledger."""
    mappings = map(MappedImporter, saved_mappings(desk).values())
    return Formats(listed(NotesImporter, mappings), plugins().broken)
