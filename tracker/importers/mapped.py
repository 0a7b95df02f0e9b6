"""Reading a table by a mapping: any CSV or TSV as work sessions, earnings, payouts or expenses."""

from __future__ import annotations

from hashlib import blake2b

from tracker.errors import UnreadableFile
from tracker.importers.base import About, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.doubts import OpenQuestions
from tracker.importers.doubts_all import open_questions
from tracker.importers.formats.common import batch
from tracker.importers.look import Look
from tracker.importers.mapped_cells import as_table, as_written, fits, layout_of, settle, sheet_of
from tracker.importers.mapped_make import Maker
from tracker.importers.mapping import Mapping, check, signature
from tracker.importers.reading import Table, find_delimiter, read_cells
from tracker.say import Said, Word

ASKED_WHILE_READING = ("zone", "dates", "decimal", "platform")
"""Doubts that are settled or asked for with each file."""


class MappedImporter:
    """Files of one shape, as a mapping says. Recognises them by delimiter and header names."""

    about = About(
        becomes="work sessions, earnings, payouts or expenses, as your mapping says",
        get="The file that you made the mapping from, exported again.",
        times="as your mapping says",
        confirmed="your own file",
    )

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.name = mapping.name
        self.title = f"{mapping.name} (your mapping)"

    def recognise(self, text: Text) -> Recognition:
        mapping = self.mapping
        try:
            if mapping.header_row == 0:
                return Recognition(0.6, "as many columns") if _same_width(text, mapping) else Recognition(0.0)
            found = as_table(text, mapping)
        except UnreadableFile:
            return Recognition(0.0)
        if mapping.header and fits(found.header, mapping):
            return Recognition(1.0, f"the columns of your mapping {mapping.name}")
        if not mapping.header and layout_of(mapping).fits(found.header):
            return Recognition(0.9, f"the columns that your mapping {mapping.name} reads")
        return Recognition(0.0)

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Rows as the mapping says.

        Raises `InputError` for a missing column, `NeedsAnswer` for what is settled with each file, and
        `OpenQuestions` where a mapping that the wizard drafted does not answer a doubt that this file raises.
        """
        check(self.mapping, file=text.name)
        sheet = sheet_of(text, self.mapping)
        if self.mapping.drafted:
            self._answered(text, options)
        sheet.reading = settle(sheet, self.mapping, options)
        maker = Maker(self.mapping, sheet.reading.zone, sheet)
        harvest = sheet.read(maker.make)
        notes = (
            [Said("Clock times were read as times in {zone}.", zone=Word(sheet.reading.zone))]
            if "start" in sheet.bound
            else []
        )
        source = source_of(as_written(text, self.mapping))
        return batch(self.name, source, harvest, [*notes, *maker.notes()], perhaps=maker.perhaps)

    def _answered(self, text: Text, options: ReadOptions) -> None:
        asked, _ = open_questions(Look.at(text, self.mapping), self.mapping, options)
        needed = [q for q in asked if not q.optional and q.key not in ASKED_WHILE_READING]
        if needed:
            raise OpenQuestions(needed, file=text.name, mapping=self.mapping)


def source_of(found: Table) -> str:
    """The source is named after the file's shape: a mapping renamed or corrected reads the same rows again."""
    return "table-" + blake2b(signature(found.header).encode(), digest_size=6).hexdigest()


def _same_width(text: Text, mapping: Mapping) -> bool:
    rows = read_cells(text.name, text.text, mapping.delimiter or find_delimiter(text.text))
    return all(len(cells) == len(mapping.header) for _, (_, cells) in zip(range(20), rows, strict=False))
