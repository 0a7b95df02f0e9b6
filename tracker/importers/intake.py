"""Files, zips, workbooks and folders, each file by its own importer; what is not read is listed, and the rest goes on.

A file that was named is read or is an error. Of those in a zip, a workbook with several sheets or a folder, what
nobody knows is left aside with its reason (`Unread`), unless nothing of it can be read. The same bytes twice, under
whatever names, count once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TypeAlias, TypeVar

from tracker.errors import InputError, NeedsAnswer, UnreadableFile
from tracker.importers.archive import is_archive, parse_archive
from tracker.importers.base import Importer, ParsedBatch, ReadOptions
from tracker.importers.bulk import uncollected
from tracker.importers.bundles import joined
from tracker.importers.containers import is_container, is_litter, unpack
from tracker.importers.outcomes import TABLES, Unread
from tracker.importers.reading import decode
from tracker.importers.registry import ask_whether_archive, read_file
from tracker.say import Said

Member: TypeAlias = bytes | InputError
"""The bytes of a file, or why they cannot be read."""
Source: TypeAlias = Member | Mapping[str, Member]
"""A file, or a folder's files by their paths in it."""
S = TypeVar("S", bound=Source)
Batches: TypeAlias = list[tuple[str, ParsedBatch]]


@dataclass
class Intake:
    """The files of one import.

    `mappings`: formats besides those that everybody has; `forced`: the one to use for a file of this name. `spare`: a
    file that was named may be left aside as well, if another is read. `progress` is told the share that is read.
    """

    options: ReadOptions
    mappings: Sequence[Importer] = ()
    forced: Mapping[str, Importer] = field(default_factory=dict)
    spare: bool = False
    progress: Callable[[float], None] | None = None
    unread: list[Unread] = field(default_factory=list)
    """Filled while files are read, as is `seen`: names by the hash of the bytes."""
    seen: dict[bytes, str] = field(default_factory=dict)

    def read(self, files: Sequence[tuple[str, Source]]) -> Batches:
        """All rows of files, zips and folders: (name, batch) in their order.

        An archive is one batch; a zip or folder of other exports is one per file in it. Raises what `decode`,
        `recognise` and the importers raise, each with the file's name; then nothing of any file is returned.
        """
        with uncollected():
            if self.spare and len(files) > 1:
                return self._each(self._told(files), self._source)
            return [batch for name, source in self._told(files) for batch in self._source(name, source)]

    def by(self, importer: Importer) -> Intake:
        """The same, with one format for every file."""
        return replace(self, options=replace(self.options, format=importer.name), mappings=[importer], forced={})

    def _told(self, files: Sequence[tuple[str, Source]]) -> Iterator[tuple[str, Source]]:
        for n, file in enumerate(files, 1):
            yield file
            if self.progress:
                self.progress(n / (len(files) + 1))

    def _source(self, name: str, source: Source) -> Batches:
        if name in self.forced:
            return self.by(self.forced[name])._source(name, source)
        if isinstance(source, InputError):
            raise source
        if isinstance(source, Mapping):
            return self._folder(name, source)
        if any(part.lower().endswith(".zip") for part in name.split("/")[:-1]):
            return self._member(name, source)
        members = unpack(name, source)
        if [path for path, _ in members] == [name]:
            return self._file(name, members[0][1])
        inner = {path.removeprefix(f"{name}/"): data for path, data in members}
        return self._archive(name, inner) or self._each(_under(name, joined(inner)), self._member)

    def _folder(self, name: str, files: Mapping[str, Member]) -> Batches:
        """Those of a folder: an archive as a whole, a zip in it as if it had been named."""
        read = {p: files[p] for p in sorted(files) if not is_litter(p)}
        whole = {path: data for path, data in read.items() if isinstance(data, bytes)}
        if len(whole) == len(read) and (archive := self._archive(name, whole)):
            return archive
        if not read:
            raise UnreadableFile("The folder is empty.", file=name)
        inner: dict[str, Source] = {**joined(whole)}
        inner |= {path: error for path, error in read.items() if isinstance(error, InputError)}
        return self._each(_under(name, inner), self._source)

    def _archive(self, name: str, inner: Mapping[str, bytes]) -> Batches:
        """The one batch of an archive; none if these files are no archive."""
        if self.options.format == "archive" or (self.options.format is None and is_archive(inner)):
            return [(name, parse_archive(name, inner, self.options.admit))]
        ask_whether_archive(name, inner, self.options)
        return []

    def _each(self, files: Iterable[tuple[str, S]], read: Callable[[str, S], Batches]) -> Batches:
        """Each of several files; what cannot be read is put aside, and is an error if nothing can be read."""
        found: Batches = []
        failed: list[tuple[str, InputError]] = []
        count = 0
        for name, source in files:
            count += 1
            try:
                found += read(name, source)
            except InputError as error:
                if isinstance(error, NeedsAnswer) and error.asks != "format":
                    raise
                failed.append((name, error))
        if failed and (not found or self.options.format):
            raise _first(failed, count)
        self.unread += [Unread.of(name, error) for name, error in failed]
        return found

    def _member(self, name: str, data: bytes) -> Batches:
        """A file of a zip, which is not a zip itself."""
        if is_container(data):
            decode(name, data)
        return self._file(name, data)

    def _file(self, name: str, data: bytes) -> Batches:
        key = blake2b(data, digest_size=16).digest()
        if same := self.seen.get(key):
            self.unread.append(Unread(name, "same_file", Said("It is the same file as {same}.", same=same)))
            return []
        read = read_file(name, data, self.options, self.mappings)
        self.seen[key] = name
        return [(name, read)]


def _under(name: str, files: Mapping[str, S]) -> list[tuple[str, S]]:
    return [(f"{name}/{path}", data) for path, data in files.items()]


def _first(failed: Sequence[tuple[str, InputError]], count: int) -> InputError:
    """The error of the first file that a mapping could read, else of the first; how to read it alone."""
    name, error = next(((n, e) for n, e in failed if e.code in TABLES), failed[0])
    error.file = error.file or name
    if error.code in TABLES[:2]:
        error.hint = Said("{hint} To read one file of it alone, name it as {name}.", hint=error.hint, name=name)
    if count > 1:
        error.hint = Said("{hint} None of the {n} files could be read.", hint=error.hint, n=count)
    return error


def read_files(files: Sequence[tuple[str, Source]], options: ReadOptions, mappings: Sequence[Importer] = ()) -> Batches:
    """`Intake.read`, for those who do not ask what was left aside."""
    return Intake(options, mappings).read(files)


def opened(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The files of a zip and the sheets of a workbook, to be read one by one; any other file, and an archive of the
    tracker, as it is.

    Raises `UnreadableFile` as `unpack` does.
    """
    members = unpack(name, data)
    inner = {path.removeprefix(f"{name}/"): content for path, content in members}
    if list(inner) == [name]:
        return members
    return [(name, data)] if is_archive(inner) else _under(name, joined(inner))
