"""An import and its undo on ledgers of any content: the export is the same, byte for byte."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.importers.test_laws import ENTRIES, HEAD, ZONES, line
from tracker.desk import imports
from tracker.desk.desk import Desk

NOW = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)


def file(entries: list) -> list[tuple[str, bytes]]:
    return [("toggl.csv", ("\n".join([HEAD, *map(line, entries)]) + "\n").encode())]


@given(ENTRIES, ENTRIES, st.sampled_from(ZONES), st.sampled_from(["keep", "replace", "add"]))
def test_undo_of_an_import_restores_the_export(there: list, come: list, zone: str, answer: str) -> None:
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "l.db", who="t", clock=lambda: NOW) as desk:
        said = imports.options(desk, zone="Europe/Berlin", platform="Mercor")
        desk.apply_plan(desk.plan_files(file(there), said))
        desk.save_settings(desk.settings())
        before = desk.export_bytes()
        planned = desk.plan_files(file([*there[::2], *come]), imports.options(desk, zone=zone, platform="Mercor"))
        done = desk.apply_plan(imports.answered(planned, answer))
        stored = {t: s.rows for t, s in planned.plan.files[0].summary().stored.items()}
        assert done is not None or not stored
        if done is not None:
            desk.undo(done.id)
        assert desk.export_bytes() == before
