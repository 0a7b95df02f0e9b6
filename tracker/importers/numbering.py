"""The identity of each row of the files of an import: `(source, source_id)`.

    own id of the source      T-1; of more rows with that id in one file T-1#2, T-1#3 …, told apart by content
    no id                     hash of the content#1; #2 … of equal rows in one file

Rows that share an id keep their numbers whatever the order in which a later file has them, or how many of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

from tracker.domain import SOURCED, Known
from tracker.importers.base import ParsedBatch, SourceRow
from tracker.importers.identity import Ordinals, digest, hash_of
from tracker.importers.sight import hashed

Key: TypeAlias = tuple[str, str]
"""Source and source_id."""
_TELLING = ("client", "project", "tag", "task", "code", "contract", "team", "account", "payer")
ARCHIVE = "archive"


class Named(Protocol):
    """A batch of one file."""

    @property
    def batch(self) -> ParsedBatch: ...


class Numbers:
    """Numbers of rows of one import, made in the order of its files."""

    def __init__(self, known: Mapping[str, Sequence[Known]]) -> None:
        self._there: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for table, rows in known.items():
            for k in rows:
                if k.source_id and not hashed(k.source_id):
                    self._note(table, k.source or "", k.source_id, hash_of(k.content))

    def keys(self, batch: ParsedBatch) -> list[tuple[str, Key]]:
        """Table and key of each row of one file."""
        ordinals, shared = Ordinals(), _shared(batch)
        out: list[tuple[str, Key]] = []
        for n, row in enumerate(batch.rows):
            table, source = row.record.TABLE, _source(row, batch)
            if not row.source_id:
                own = ordinals.next(row_hash(row)) if table in SOURCED else ""
            elif batch.format == ARCHIVE and (table, source, row.source_id) not in shared:
                own = row.source_id
            else:
                own = ""
            out.append((table, (source, own)))
            if own == "" and row.source_id:
                shared.setdefault((table, source, row.source_id), []).append(n)
        for (table, source, own), places in shared.items():
            for n, made in self._numbered(
                table, source, own, [(n, row_hash(batch.rows[n])) for n in sorted(set(places))]
            ):
                out[n] = (table, (source, made))
        return out

    def spare(self, table: str, key: Key) -> str:
        """The next id that nobody has, for a row beside the one that has its own."""
        source, own = key
        base = _base(own)
        made = next(name for name in _names(base) if name not in self._family(table, source, base))
        self._note(table, source, made, "")
        return made

    def _numbered(
        self, table: str, source: str, own: str, rows: Iterable[tuple[int, str]]
    ) -> Iterable[tuple[int, str]]:
        """Of rows with one id: first those whose content is known, then the others in their order."""
        there = self._family(table, source, own)
        free, left = dict(there), []
        for n, content in rows:
            name = next((name for name, known in free.items() if known == content), None)
            if name is None:
                left.append((n, content))
            else:
                del free[name]
                yield n, name
        names = (name for name in _names(own) if name in free or name not in there)
        for n, content in left:
            name = next(names)
            self._note(table, source, name, content)
            yield n, name

    def _family(self, table: str, source: str, own: str) -> dict[str, str]:
        return self._there.setdefault((table, source), {}).setdefault(own, {})

    def _note(self, table: str, source: str, name: str, content: str) -> None:
        family = self._family(table, source, _base(name))
        family.setdefault(name, content)
        if _base(name) != name:  # an id that ends so by itself is one of its own, too
            self._family(table, source, name).setdefault(name, content)


def _names(own: str) -> Iterable[str]:
    yield own
    n = 2
    while True:
        yield f"{own}#{n}"
        n += 1


def _base(name: str) -> str:
    """The id without its running number."""
    own, mark, n = name.rpartition("#")
    return own if mark and n.isdecimal() and n not in ("0", "1") and own else name


def _shared(batch: ParsedBatch) -> dict[tuple[str, str, str], list[int]]:
    """Rows of an archive that have an id that others of it have."""
    if batch.format != ARCHIVE:
        return {}
    found: dict[tuple[str, str, str], list[int]] = {}
    for n, row in enumerate(batch.rows):
        if row.source_id:
            found.setdefault((row.record.TABLE, _source(row, batch), row.source_id), []).append(n)
    return {key: places for key, places in found.items() if len(places) > 1}


def _source(row: SourceRow, batch: ParsedBatch) -> str:
    return getattr(row.record, "source", None) or batch.source


def row_hash(row: SourceRow) -> str:
    """The hash of a row's own words; where they do not tell two works apart, of its platform and project too."""
    place = "" if row.source_id or tells(row) else _place(row)
    return digest(f"{row.record.TABLE}\x1f{row.content}{place}")


def tells(row: SourceRow) -> bool:
    """Whether the cells themselves tell the work from another: clock times, a name, a payer.

    What a mapping or an option adds is no cell: two tables of one shape may hold equal cells of two works.
    """
    if getattr(row.record, "started_at", None) is not None:
        return True
    names = [getattr(row.facts, name) for name in _TELLING]
    words = row.content.casefold()
    names += [getattr(row.record, name, None) for name in ("platform", "project")]
    return any(name and " ".join(name.split()).casefold() in words for name in names)


def _place(row: SourceRow) -> str:
    names = (getattr(row.record, n, None) or "" for n in ("platform", "project"))
    return "\x1f" + "\x1f".join(" ".join(str(n).split()).casefold() for n in names)
