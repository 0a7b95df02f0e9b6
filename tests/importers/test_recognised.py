"""Each file of a known format is taken by one importer, and by no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.scenario import DATA
from tests.samples import samples_folder
from tracker.importers.base import Text
from tracker.importers.reading import decode
from tracker.importers.registry import SURE_ENOUGH, importers

FORMATS = {
    "activitywatch": ("activitywatch",),
    "hledger": ("timeclock", "timedot"),
    "ical": ("ical",),
    "mturk": ("mturk",),
    "timetagger": ("timetagger",),
    "timewarrior": ("timewarrior",),
    "watson": ("watson", "watson_report"),
}


def taken_by(text: Text) -> list[str]:
    return [i.name for i in importers() if i.recognise(text).certainty >= SURE_ENOUGH]


@pytest.mark.parametrize("path", [p for f in FORMATS for p in sorted((DATA / f).iterdir())], ids=lambda p: p.name)
def test_one_importer_takes_a_file(path: Path) -> None:
    (name,) = taken_by(decode(path.name, path.read_bytes()))
    assert name in FORMATS[path.parent.name]


def test_no_importer_of_entries_takes_a_table_of_another() -> None:
    """The files of all other formats, and the real samples of tables."""
    own = {name for names in FORMATS.values() for name in names}
    others = [p for p in DATA.rglob("*") if p.is_file() and p.relative_to(DATA).parts[0] not in FORMATS]
    samples = samples_folder()
    others += [p for p in samples.rglob("*.csv") if p.parent.name != "watson"] if samples else []
    texts = [p for p in others if p.suffix in (".csv", ".txt", ".tsv", ".json")]
    assert len(texts) > 30
    taken = {p.name: found for p in texts if (found := own.intersection(taken_by(_text(p))))}
    assert taken == {}


def _text(path: Path) -> Text:
    return decode(path.name, path.read_bytes()[:100_000])
