"""Which importer reads which file: the surest one, and a question where two are equally sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from tracker.errors import InputError, NeedsAnswer, NotFound, UnreadableFile
from tracker.importers.archive import is_archive, is_table, may_be_archive, nearly_table, parse_archive
from tracker.importers.base import Importer, ParsedBatch, ReadOptions, Recognition, Text
from tracker.importers.bulk import uncollected
from tracker.importers.bundles import joined
from tracker.importers.kinds import kind_of
from tracker.importers.reading import decode, is_litter, unpack
from tracker.say import Said

SURE_ENOUGH = 0.5
Source: TypeAlias = bytes | Mapping[str, bytes]
"""A file's bytes, or a folder's files by their paths in it."""


@cache
def importers() -> tuple[Importer, ...]:
    """All formats there are."""
    from tracker.importers.formats import FORMATS

    return FORMATS


def named(name: str, mappings: Sequence[Importer] = ()) -> Importer:
    """The importer of that name, saved mappings among them. Raises `NotFound` with the names there are."""
    there = {i.name: i for i in (*importers(), *mappings)}
    if name not in there:
        raise NotFound(f"There is no format {name!r}.", hint=f"There are {', '.join(there)}, archive.")
    return there[name]


def recognise(text: Text, options: ReadOptions, mappings: Sequence[Importer] = ()) -> tuple[Importer, Recognition]:
    """The importer for a text: the one that was named, else the surest; a saved mapping wins a draw.

    Raises `NeedsAnswer` (`--format`) where two are equally sure, `UnreadableFile` (`unknown_format`) if
    none is, with what the file is and the next step.
    """
    if options.format:
        return named(options.format, mappings), Recognition(1.0, "as you chose")
    for candidates in (mappings, importers()):
        found = [(i, r) for i in candidates if (r := i.recognise(text)).certainty >= SURE_ENOUGH]
        best = max((r.certainty for _, r in found), default=0.0)
        surest = [(i, r) for i, r in found if r.certainty == best]
        if len(surest) == 1:
            return surest[0]
        if surest:
            names = tuple(i.name for i, _ in surest)
            raise NeedsAnswer(
                f"The file may be {' or '.join(i.title for i, _ in surest)}.",
                asks="format",
                choices=names,
                file=text.name,
            )
    raise kind_of(text).error(text.name)


def opened(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The files of a zip, to be read one by one; any other file, and an archive of the tracker, as it is.

    Raises `UnreadableFile` as `unpack` does.
    """
    members = unpack(name, data)
    inner = {path.removeprefix(f"{name}/"): content for path, content in members}
    if list(inner) == [name] or is_archive(inner):
        return [(name, data)]
    return [(f"{name}/{path}", content) for path, content in joined(inner).items()]


def refuse_zip(name: str, data: bytes) -> None:
    """Raise `UnreadableFile` for a file from a zip that is one itself: nothing is unpacked twice."""
    if data[:4] == b"PK\x03\x04":
        decode(name, data)


def read_files(
    files: Sequence[tuple[str, Source]], options: ReadOptions, mappings: Sequence[Importer] = ()
) -> list[tuple[str, ParsedBatch]]:
    """All rows of files, zips and folders: (name, batch) in their order.

    An archive is one batch; a zip or folder of other exports is one per file in it. Raises what `decode`,
    `recognise` and the importers raise, each with the file's name; then nothing of any file is returned.
    """
    with uncollected():
        return [batch for name, source in files for batch in _read(name, source, options, mappings)]


def _read(
    name: str, source: Source, options: ReadOptions, mappings: Sequence[Importer]
) -> list[tuple[str, ParsedBatch]]:
    if isinstance(source, Mapping):
        members, prefix = dict(source), ""
    else:
        members = dict(unpack(name, source))
        prefix = f"{name}/" if list(members) != [name] else ""
    if isinstance(source, Mapping) or prefix:
        inner = {path.removeprefix(prefix): data for path, data in members.items()}
        if options.format == "archive" or (options.format is None and is_archive(inner)):
            return [(name, parse_archive(name, inner, options.admit))]
        _ask_whether_archive(name, inner, options)
        inner = joined(inner)
        paths = [p for p in sorted(inner) if not is_litter(p)]
        if not paths:
            raise UnreadableFile("The folder is empty.", file=name)
        return [(f"{name}/{p}", _member(f"{name}/{p}", inner[p], options, mappings)) for p in paths]
    return [(name, read_file(name, members[name], options, mappings))]


def _member(name: str, data: bytes, options: ReadOptions, mappings: Sequence[Importer]) -> ParsedBatch:
    """`read_file` of a file among others, which can be named alone if nobody knows it."""
    try:
        return read_file(name, data, options, mappings)
    except InputError as error:
        if error.code in ("unknown_format", "no_header"):
            error.hint = Said("{hint} To read one file of it alone, name it as {name}.", hint=error.hint, name=name)
        raise


def _ask_whether_archive(name: str, files: Mapping[str, bytes], options: ReadOptions) -> None:
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
    """The rows of one file that is not a zip; a single file of an archive is read as such."""
    short = name.replace("\\", "/").rsplit("/", 1)[-1]
    if options.format == "archive" or (options.format is None and is_table(short, data)):
        return parse_archive(name, {short: data}, options.admit)
    _ask_whether_archive(name, {short: data}, options)
    text = decode(name, data)
    try:
        importer, _ = recognise(text, options, mappings)
        return importer.parse(text, options)
    except InputError as error:
        if error.code == "unknown_format" and nearly_table(short, data):
            return parse_archive(name, {short: data}, options.admit)
        error.file = name if error.file in ("", short) else error.file
        raise
