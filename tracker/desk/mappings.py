"""Named mappings: found, kept, used by themselves (the wizard that drafts them is `trial`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk import entry
from tracker.desk.archive import file_bytes
from tracker.desk.places import path_of
from tracker.errors import NotFound
from tracker.importers import mapping as mapping_file
from tracker.importers import reading
from tracker.importers.base import ReadOptions
from tracker.importers.mapping import Mapping as FileMapping

if TYPE_CHECKING:
    from tracker.desk.desk import Desk
    from tracker.store import Operation


def saved_mappings(desk: Desk) -> dict[str, FileMapping]:
    """Named mappings of the ledger, by name."""
    return {name: mapping_file.from_json(text, file=name) for name, text in sorted(desk.store.mappings().items())}


def find_mapping(desk: Desk, said: str) -> FileMapping:
    """A mapping from a file, or a saved one by its name. Raises NotFound."""
    path = path_of(said)
    if path.is_file():
        text = reading.decode(path.name, file_bytes(path)).text
        return mapping_file.from_json(text, file=path.name)
    saved = saved_mappings(desk)
    if said not in saved:
        there = f"Saved ones: {', '.join(saved)}." if saved else "None is saved yet."
        raise NotFound(f"There is no mapping {said}, neither as a file nor saved.", hint=there)
    return saved[said]


def with_rates(mapping: FileMapping, path: Path, *, platform: str, currency: str | None) -> FileMapping:
    """The mapping with what a second table (code, type, rate) says of its codes. Raises InputError."""
    text = reading.decode(path.name, file_bytes(path))
    return mapping_file.mapping_from_rates(mapping, text, platform=platform, currency=currency)


def with_home(desk: Desk, said: ReadOptions | None) -> ReadOptions:
    """What was said, with the ledger's own zone to propose, and the day of the import."""
    said = said or ReadOptions()
    return replace(said, home_zone=desk.settings().time_zone, as_of=said.as_of or desk.today())


def save_mapping(desk: Desk, mapping: FileMapping) -> None:
    """Keep a mapping under its name; files of its shape use it by themselves from then on."""
    mapping_file.check(mapping)
    with entry.operation(desk, "mapping", f"mapping {mapping.name} saved") as change:
        change.save_mapping(mapping.name, mapping_file.to_json(mapping))


def delete_mapping(desk: Desk, name: str) -> Operation:
    """Remove a named mapping. Raises NotFound."""
    with entry.operation(desk, "mapping", f"mapping {name} removed") as change:
        change.delete_mapping(name)
    return desk.store.done(change.id)
