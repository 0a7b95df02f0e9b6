"""Named mappings: found, kept, used by themselves (the wizard that drafts them is `trial`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.desk.archive import File, file_bytes
from tracker.desk.places import path_of
from tracker.desk.session import Desk
from tracker.domain import Record
from tracker.errors import InputError, NotFound
from tracker.importers import doubts_json, guess, intake, mapping_json, reading
from tracker.importers.base import ReadOptions
from tracker.importers.guess import Draft
from tracker.importers.mapping import Mapping as FileMapping
from tracker.importers.mapping import check
from tracker.importers.mapping_rates import mapping_from_rates
from tracker.say import Said, Word
from tracker.store.results import Operation


def saved_mappings(desk: Desk) -> dict[str, FileMapping]:
    """Named mappings of the ledger, by name."""
    return {name: mapping_json.from_json(text, file=name) for name, text in sorted(desk.store.mappings().items())}


def find_mapping(desk: Desk, said: str) -> FileMapping:
    """A mapping from a file, or a saved one by its name. Raises NotFound."""
    path = path_of(said)
    if path.is_file():
        text = reading.decode(path.name, file_bytes(path)).text
        return mapping_json.from_json(text, file=path.name)
    saved = saved_mappings(desk)
    if said not in saved:
        there = Said("Saved ones: {saved}.", saved=Word(", ".join(saved))) if saved else "None is saved yet."
        raise NotFound("There is no mapping {said}, neither as a file nor saved.", hint=there, said=Word(said))
    return saved[said]


def draft_of(desk: Desk, file: File, said: ReadOptions | None, begun: str | None = None) -> tuple[str, Draft]:
    """(JSON, draft) of a mapping for a table: with open questions, and the first rows as they would be stored.

    `begun`: a draft to go on with, as a file; the answers in it are taken. Raises UnreadableFile, InputError.
    """
    name, source = file
    if not isinstance(source, bytes):
        raise InputError("A folder holds several tables.", hint="Name one file of it.", file=name)
    members = intake.opened(name, source)
    if len(members) > 1:
        paths = ", ".join(path for path, _ in members[:3])
        raise InputError(
            "It holds several tables.", hint="Name one of them, such as {paths}.", file=name, paths=Word(paths)
        )
    text = reading.decode(name.rsplit("/", 1)[-1], members[0][1])
    options = with_home(desk, said)
    if begun is None:
        made = guess.draft(text, options)
    else:
        path = path_of(begun)
        before, _left = mapping_json.read_draft(reading.decode(path.name, file_bytes(path)).text, file=path.name)
        made = guess.again(text, before, options)
    return draft_json(made), made


def draft_json(made: Draft) -> str:
    """A draft as JSON: the questions first, the first rows, then the mapping itself."""
    rows = [{"line": r.line, **dict(r.values), **({"problem": str(r.problem)} if r.problem else {})} for r in made.rows]
    return mapping_json.to_json(made.mapping, {"open": doubts_json.write(made.questions), "first_rows": rows})


def with_rates(mapping: FileMapping, path: Path, *, platform: str, currency: str | None) -> FileMapping:
    """The mapping with what a second table (code, type, rate) says of its codes. Raises InputError."""
    text = reading.decode(path.name, file_bytes(path))
    return mapping_from_rates(mapping, text, platform=platform, currency=currency)


def with_home(desk: Desk, said: ReadOptions | None) -> ReadOptions:
    """What was said, with the ledger's own zone to propose, and the day of the import."""
    said = said or ReadOptions()
    return replace(said, home_zone=desk.settings().time_zone, as_of=said.as_of or desk.today(), admit=_admitted)


def _admitted(record: type[Record], values: Mapping[str, Any]) -> Record:
    """A row of an archive, which the model of its table looks at first; SQLModel is loaded for the first one."""
    from tracker.store.entries import admitted

    return admitted(record, values)


def save_mapping(desk: Desk, mapping: FileMapping) -> None:
    """Keep a mapping under its name; files of its shape use it by themselves from then on."""
    check(mapping)
    with desk.operation("mapping", f"mapping {mapping.name} saved") as change:
        change.save_mapping(mapping.name, mapping_json.to_json(mapping))


def delete_mapping(desk: Desk, name: str) -> Operation:
    """Remove a named mapping. Raises NotFound."""
    with desk.operation("mapping", f"mapping {name} removed") as change:
        change.delete_mapping(name)
    return desk.store.done(change.id)
