"""What makes reading quick changes nothing of what is read or asked: modules that are loaded when a file may be theirs,
cells that are read once for all rows that have them."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from bench.strange_files import GROUPS
from tests.importers.scenario import DATA
from tests.samples import samples_folder
from tracker.errors import InputError, NeedsAnswer
from tracker.importers import columns, doubts_json, formats, guess, parsers
from tracker.importers.base import ReadOptions
from tracker.importers.intake import read_files
from tracker.importers.reading import decode
from tracker.importers.registry import SURE_ENOUGH

LARGEST = 300_000
ANSWERS = {"zone": "Europe/Rome", "dates": "dmy", "decimal": ".", "currency": "EUR", "platform": "Outlier"}


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    """Fixtures, the files of strangers, and real files where there are some."""
    folders = [f for f in (DATA, samples_folder()) if f]
    found = [(p.name, p.read_bytes()) for f in folders for p in sorted(f.rglob("*")) if p.is_file()]
    found += [(case.file, case.data) for cases in GROUPS.values() for case in cases]
    return tuple((name, data) for name, data in found if len(data) <= LARGEST)


def test_formats_are_named_as_they_name_themselves():
    assert formats.names() == tuple(f.name for f in formats.FORMATS)


def test_a_format_that_knows_a_text_is_among_those_that_may():
    known = 0
    for name, data in files():
        try:
            text = decode(name, data)
        except InputError:
            continue
        likely = formats.likely(text)
        sure = [f for f in formats.FORMATS if f.recognise(text).certainty >= SURE_ENOUGH]
        assert [f.name for f in sure if f not in likely] == [], name
        known += bool(sure)
    assert known > 80


def test_a_table_loads_no_calendar_no_mail_and_no_statement_of_a_bank(tmp_path):
    code = (
        "import sys\n"
        "from tracker.importers.intake import read_files\n"
        "from tracker.importers.base import ReadOptions\n"
        "(_, read), = read_files([('x.csv', open(sys.argv[1], 'rb').read())], ReadOptions(zone='UTC'))\n"
        "print(read.format, *sorted(m.rpartition('.')[2] for m in sys.modules if '.formats.' in m))\n"
    )
    path = next(iter(sorted((DATA / "toggl").iterdir())))
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    read, *loaded = ran.stdout.split()
    assert read == "toggl"
    assert not {"ical", "mail", "camt053", "mt940", "ofx", "qif"} & set(loaded)


def _read(name: str, data: bytes) -> list[object]:
    """All that comes of a file: rows and problems, or what is asked; the draft of a mapping with its questions."""
    came: list[object] = []
    said: dict[str, Any] = {}
    for _ in range(6):
        try:
            came += read_files([(name, data)], ReadOptions(**said))
            break
        except NeedsAnswer as question:
            came.append((question.asks, question.choices, str(question.sentence())))
            if question.asks not in ANSWERS:
                break
            said[question.asks] = ANSWERS[question.asks]
        except InputError as error:
            came.append((error.code, str(error.sentence())))
            break
    try:
        draft = guess.draft(decode(name, data), ReadOptions())
        came += [draft.mapping, draft.rows, doubts_json.write(draft.questions)]
    except InputError as error:
        came.append((error.code, str(error.sentence())))
    return came


def test_cells_that_are_read_once_give_the_same_rows_and_the_same_questions(monkeypatch: pytest.MonkeyPatch):
    quick = [_read(name, data) for name, data in files()]
    monkeypatch.setattr(columns, "KEPT", 0)
    monkeypatch.setattr(columns.Field, "plain", False)
    monkeypatch.setattr(parsers, "_bare_duration", parsers._bare_duration.__wrapped__)
    for (name, data), came in zip(files(), quick, strict=True):
        assert _read(name, data) == came, name
    assert sum(len(c) for c in quick) > 300
