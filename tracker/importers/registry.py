"""Which importer reads which file: the surest one, and a question where two are equally sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from tracker.errors import InputError, NeedsAnswer, NotFound
from tracker.importers import formats
from tracker.importers.archive import is_table, may_be_archive, nearly_table, parse_archive
from tracker.importers.base import Importer, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.kinds import kind_of
from tracker.importers.plugins import Plugins, plugged
from tracker.importers.reading import decode
from tracker.say import Many, Said, Word

SURE_ENOUGH = 0.5


OURS = ("archive", "notes")
"""Names of formats that are not among `FORMATS`: the archive, and notes, which the ledger's names are needed for."""
UNCONFIRMED = "Unconfirmed: no real file of this format has been seen; check the first rows."


@cache
def importers() -> tuple[Importer, ...]:
    """All formats there are: the tracker's own, and those of plug-ins."""
    return (*formats.FORMATS, *plugins().importers)


@cache
def plugins() -> Plugins:
    """Formats of other packages; none has the name of one of the tracker's own."""
    return plugged([*OURS, *formats.names()])


def named(name: str, mappings: Sequence[Importer] = ()) -> Importer:
    """The importer of that name, saved mappings among them. Raises `NotFound` with the names there are."""
    there = {i.name: i for i in (*importers(), *mappings)}
    if name not in there:
        raise NotFound(
            "There is no format {name!r}.",
            hint="There are {there}, archive.",
            name=Word(name),
            there=Word(", ".join(there)),
        )
    return there[name]


def recognise(text: Text, options: ReadOptions, mappings: Sequence[Importer] = ()) -> tuple[Importer, Recognition]:
    """The importer for a text: the one that was named, else the surest; a saved mapping wins a draw.

    Raises `NeedsAnswer` (`--format`) where two are equally sure, `UnreadableFile` (`unknown_format`) if
    none is, with what the file is and the next step.
    """
    if options.format:
        return named(options.format, mappings), Recognition(1.0, "as you chose")
    for candidates in (mappings, (*formats.likely(text), *plugins().importers)):
        found = [(i, r) for i in candidates if (r := i.recognise(text)).certainty >= SURE_ENOUGH]
        best = max((r.certainty for _, r in found), default=0.0)
        surest = [(i, r) for i, r in found if r.certainty == best]
        if len(surest) == 1:
            return surest[0]
        if surest:
            names = tuple(i.name for i, _ in surest)
            raise NeedsAnswer(
                Said("The file may be {names}.", names=Many([Word(i.title) for i, _ in surest], " or ")),
                asks="format",
                choices=names,
                file=text.name,
            )
    raise kind_of(text).error(text.name)


def ask_whether_archive(name: str, files: Mapping[str, bytes], options: ReadOptions) -> None:
    """Raise `NeedsAnswer` for files that look like a hand-made archive, and like anybody's lists of names too."""
    if options.format is None and may_be_archive(files):
        raise NeedsAnswer(
            "It may be an archive of the tracker made by hand: nothing in it says so (datapackage.json). If it is one, "
            "its format is archive.",
            asks="format",
            choices=("archive",),
            file=name,
        )


def read_file(name: str, data: bytes, options: ReadOptions, mappings: Sequence[Importer] = ()) -> ParsedBatch:
    """The rows of one file that is not a container; a single file of an archive is read as such."""
    short = name.replace("\\", "/").rsplit("/", 1)[-1]
    if options.format == "archive" or (options.format is None and is_table(short, data)):
        return parse_archive(name, {short: data}, options.admit)
    ask_whether_archive(name, {short: data}, options)
    text = decode(name, data)
    try:
        importer, _ = recognise(text, options, mappings)
        return _parsed(importer, text, options)
    except InputError as error:
        if error.code == "unknown_format" and nearly_table(short, data):
            return parse_archive(name, {short: data}, options.admit)
        error.file = name if error.file in ("", short) else error.file
        raise


def _parsed(importer: Importer, text: Text, options: ReadOptions) -> ParsedBatch:
    """The rows of a text; a question says of which format it is asked, an unconfirmed format that it is one."""
    try:
        read = importer.parse(text, options.of_format(importer.name))
    except NeedsAnswer as question:
        question.format = importer.name
        raise
    return read if importer.about.confirmed else replace(read, notes=(UNCONFIRMED, *read.notes))
