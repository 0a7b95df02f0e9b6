"""The identity of each row of the files of an import: `(source, source_id)`.

    own id of the source      T-1; of other rows with that id in one file T-1#2, T-1#3 …, told apart by content
    no id                     hash of the content#1; #2 … of equal rows in one file

Rows that share an id keep their numbers whatever the order in which a later file has them, or how many of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias

from tracker.domain import SOURCED, Known
from tracker.importers.base import ParsedBatch, SourceRow
from tracker.importers.identity import Ordinals, digest, hash_of
from tracker.importers.sight import hashed

Key: TypeAlias = tuple[str, str]
"""Source and source_id."""
Identity: TypeAlias = tuple[str, Key, str]
"""Table, key, and the hash of the words of a row with an id of its own; "" if the id is made of the hash."""
_TELLING = attrgetter("payer", "client", "project", "tag", "task", "code", "contract", "team", "account")
ARCHIVE = "archive"


class Numbers:
    """Numbers of rows of one import, made in the order of its files."""

    def __init__(self, known: Mapping[str, Sequence[Known]]) -> None:
        self._there: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for table, rows in known.items():
            for k in rows:
                if k.source_id and not hashed(k.source_id):
                    self._note(table, k.source or "", k.source_id, hash_of(k.content))

    def keys(self, batch: ParsedBatch) -> list[Identity]:
        """The identity of each row of one file."""
        ordinals = Ordinals()
        hashes = [row_hash(row) if row.source_id or row.record.TABLE in SOURCED else "" for row in batch.rows]
        names = {} if batch.format == ARCHIVE else self._named(batch, hashes)
        out: list[Identity] = []
        for row, hashed_row in zip(batch.rows, hashes, strict=True):
            table, source, own = row.record.TABLE, _source(row, batch), row.source_id
            if own:
                own = names.get((table, source, own, hashed_row), own)
            elif table in SOURCED:
                own, hashed_row = ordinals.next(hashed_row), ""
            out.append((table, (source, own), hashed_row))
        return out

    def _named(self, batch: ParsedBatch, hashes: Sequence[str]) -> dict[tuple[str, str, str, str], str]:
        """The ids of the rows of a file that come with another number than they have, by table, source, id as read and
        content."""
        families: dict[tuple[str, str], dict[str, dict[tuple[str, str], None]]] = {}
        for row, hashed_row in zip(batch.rows, hashes, strict=True):
            if own := row.source_id:
                place = (row.record.TABLE, _source(row, batch))
                families.setdefault(place, {}).setdefault(_base(own) if "#" in own else own, {})[own, hashed_row] = None
        names: dict[tuple[str, str, str, str], str] = {}
        for (table, source), by_base in families.items():
            there = self._there.setdefault((table, source), {})
            for base, members in by_base.items():
                if len(members) == 1 and base not in there:  # nearly all: new, and once in the file
                    there[base] = dict(iter(members))
                    continue
                for member, name in self._numbered(table, source, base, list(members)).items():
                    names[table, source, *member] = name
        return names

    def spare(self, table: str, key: Key) -> str:
        """The next id that nobody has, for a row beside the one that has its own."""
        source, own = key
        base = _base(own)
        made = next(name for name in _names(base) if name not in self._family(table, source, base))
        self._note(table, source, made, "")
        return made

    def _numbered(
        self, table: str, source: str, base: str, members: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], str]:
        """Names for rows of one id: first for those whose content is known, then for the others in their order."""
        there = self._family(table, source, base)
        free, made = dict(there), {}
        for own, content in members:
            known = [name for name, was in free.items() if was == content]
            if known:
                made[own, content] = name = own if own in known else known[0]
                del free[name]
        for own, content in members:
            if (own, content) not in made:
                open_ones = (name for name in _names(base) if name in free or name not in there)
                made[own, content] = name = own if own in free or own not in there else next(open_ones)
                free.pop(name, None)
                self._note(table, source, name, content)
        return made

    def _family(self, table: str, source: str, own: str) -> dict[str, str]:
        return self._there.setdefault((table, source), {}).setdefault(own, {})

    def _note(self, table: str, source: str, name: str, content: str) -> None:
        self._family(table, source, _base(name)).setdefault(name, content)


def _names(own: str) -> Iterator[str]:
    yield own
    n = 2
    while True:
        yield f"{own}#{n}"
        n += 1


def _base(name: str) -> str:
    """The id without its running number."""
    own, mark, n = name.rpartition("#")
    return own if mark and n.isdecimal() and n not in ("0", "1") and own else name


def _source(row: SourceRow, batch: ParsedBatch) -> str:
    return getattr(row.record, "source", None) or batch.source


def row_hash(row: SourceRow) -> str:
    """The hash of a row's own words; if they do not tell two works apart, of its platform and project too."""
    content = f"{row.record.TABLE}\x1f{row.content}"
    if row.source_id or tells(row):
        return digest(content)
    return digest(content + "".join("\x1f" + " ".join(str(n or "").split()).casefold() for n in row.place()))


def tells(row: SourceRow) -> bool:
    """Whether the cells themselves tell the work from another: clock times, a name, a payer.

    What a mapping or an option adds is not a cell: two tables of one shape may hold equal cells of two works.
    """
    if getattr(row.record, "started_at", None) is not None:
        return True
    words = row.content.casefold()
    names = (*_TELLING(row.facts), *row.place())
    return any(" ".join(name.split()).casefold() in words for name in names if name)
