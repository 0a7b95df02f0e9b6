"""A disk that fails and one whose power goes: a part of `make faults`, and that the bench sees what it should."""

from __future__ import annotations

from random import Random

import pytest

from bench.faults import cuts, injected
from bench.faults.disk import Step, compiler
from bench.faults.remains import WORLDS, Disk


@pytest.mark.slow
def test_a_disk_that_fails_leaves_all_or_nothing_and_is_told():
    assert compiler(), "a C compiler is needed: sh tests/setup_system.sh compiler"
    found = dict(injected.tried(["open log", "new undo", "open attach", "open keep"], every=7))
    assert {name: t.wrong for name, t in found.items()} == {name: [] for name in found}
    assert all(t.ends["refused whole"] and t.ends["done"] for t in found.values())


@pytest.mark.slow
def test_a_power_cut_takes_nothing_that_was_confirmed():
    counted = cuts.Counted()
    cuts.run("life", 50, 1, counted)
    assert sum(counted.cases.values()) == 50
    assert counted.wrong == []


@pytest.mark.slow
def test_on_a_disk_that_keeps_nothing_the_losses_are_seen():
    counted = cuts.Counted()
    cuts.run("life", 15, 1, counted, syncs=False)
    assert any("does not open" in text or "neither the old nor the new" in text for text in counted.wrong)


def written(*steps: Step) -> Disk:
    disk = Disk()
    for step in steps:
        disk.do(step)
    return disk


def create(file: int, path: str) -> Step:
    return Step("c", file, 0, path, b"")


def write(file: int, offset: int, data: bytes) -> Step:
    return Step("w", file, offset, "", data)


def sync(file: int, path: str) -> Step:
    return Step("s", file, 0, path, b"")


def lefts(disk: Disk, world: str) -> set[tuple[tuple[str, bytes | None], ...]]:
    """Everything that may be left, as far as 300 draws show it."""
    return {tuple(disk.left(Random(seed), world).items()) for seed in range(300)}


def test_what_was_made_to_last_is_there_and_the_rest_in_part():
    whole, kept = b"x" * 512 + b"y" * 1024, b"x" * 512
    first = (create(1, "/d/a"), sync(9, "/d"), write(1, 0, kept), sync(1, "/d/a"))
    disk = written(*first, write(1, 512, b"y" * 1024))
    assert lefts(disk, "all") == {(("/d/a", whole),)}
    assert lefts(disk, "synced") == {(("/d/a", kept),)}
    torn = kept + bytes(512) + b"y" * 512
    assert lefts(disk, "free") == {(("/d/a", c),) for c in (whole, kept, whole[:1024], torn)}


def test_a_name_lasts_when_its_folder_is_synced_and_not_before():
    rename = Step("r", 1, 0, "/d/a.part", b"/d/a")
    disk = written(create(1, "/d/a.part"), write(1, 0, b"new"), sync(1, "/d/a.part"), rename)
    assert lefts(disk, "ordered") == {(), (("/d/a.part", b"new"),), (("/d/a", b"new"),)}
    disk.do(sync(9, "/d"))
    assert {left for world in WORLDS for left in lefts(disk, world)} == {(("/d/a", b"new"),)}


def test_files_go_with_a_folder_that_was_not_made_to_last():
    made = Step("d", 5, 0, "/d/sub", b"")
    disk = written(made, create(1, "/d/sub/a"), sync(5, "/d/sub"))
    assert lefts(disk, "synced") == {()}
    disk.do(sync(9, "/d"))
    assert lefts(disk, "synced") == {(("/d/sub", None), ("/d/sub/a", b""))}
