"""An import and its undo on ledgers of any content: the export is the same, byte for byte."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.importers.test_laws import ENTRIES, HEAD, ZONES, line
from tracker.desk import archive, entry, imports
from tracker.desk.session import Desk

NOW = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)


def file(entries: list) -> list[tuple[str, bytes]]:
    return [("toggl.csv", ("\n".join([HEAD, *map(line, entries)]) + "\n").encode())]


@given(ENTRIES, ENTRIES, st.sampled_from(ZONES), st.sampled_from(["keep", "replace", "add"]))
def test_undo_of_an_import_restores_the_export(there: list, come: list, zone: str, answer: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "l.db", who="t", clock=lambda: NOW) as desk:
        said = imports.options(desk, zone="Europe/Berlin", platform="Mercor")
        imports.apply_plan(desk, imports.plan_files(desk, file(there), said))
        entry.save_settings(desk, desk.settings())
        before = archive.export_bytes(desk)
        planned = imports.plan_files(
            desk, file([*there[::2], *come]), imports.options(desk, zone=zone, platform="Mercor")
        )
        done = imports.apply_plan(desk, imports.answered(planned, answer))
        stored = {t: s.rows for t, s in planned.plan.files[0].summary().stored.items()}
        assert done is not None or not stored
        if done is not None:
            entry.undo(desk, done.id)
        assert archive.export_bytes(desk) == before
