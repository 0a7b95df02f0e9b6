"""One scenario that every format goes through; see `run`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from tracker.domain import Known, Rule, session_seconds
from tracker.errors import UnreadableFile
from tracker.importers import registry
from tracker.importers.base import Importer, ParsedBatch, ReadOptions, Text
from tracker.importers.outcomes import Duplicate, New
from tracker.importers.plan import KnownLedger, plan_import
from tracker.importers.reading import decode, find_delimiter
from tracker.importers.results import ImportPlan
from tracker.importers.rules import assign

DATA = Path(__file__).parent.parent / "data"
BOM = b"\xef\xbb\xbf"


def fixture(name: str) -> Text:
    """A file of tests/data as text."""
    path = DATA / name
    return decode(path.name, path.read_bytes())


def plan(
    batches: Sequence[ParsedBatch],
    known: KnownLedger | None = None,
    *,
    rules: Sequence[Rule] = (),
    options: ReadOptions | None = None,
) -> ImportPlan:
    """The plan for batches, assigned by rules."""
    said = options or ReadOptions()
    named = [assign(b, rules, said, file=f"file {n}") for n, b in enumerate(batches)]
    return plan_import(named, known or KnownLedger())


def ledger(made: ImportPlan) -> KnownLedger:
    """What a ledger knows after a plan was carried out on an empty one."""
    identities: dict[str, list[Known]] = {}
    records: dict[str, list[tuple[int, object]]] = {}
    for number, outcome in enumerate(made.outcomes(), 1):
        if not isinstance(outcome, New):
            continue
        record, table = outcome.record, outcome.record.TABLE
        records.setdefault(table, []).append((number, record))
        identities.setdefault(table, []).append(
            Known(
                number,
                getattr(record, "source", None),
                getattr(record, "source_id", None),
                outcome.content,
                outcome.slot,
                getattr(record, "status", None),
                getattr(record, "platform", None),
            )
        )
    return KnownLedger(identities, records)


def kinds(made: ImportPlan) -> list[str]:
    return [type(o).__name__ for o in made.outcomes()]


def seconds(batch: ParsedBatch) -> int:
    """Seconds worked in all sessions of a batch."""
    return sum(session_seconds(r.record) for r in batch.rows if r.record.TABLE == "work_sessions")


def run(
    importer: Importer,
    data: bytes,
    name: str,
    *,
    options: ReadOptions | None = None,
    rules: Sequence[Rule] = (),
    mappings: Sequence[Importer] = (),
    table: bool = True,
) -> ParsedBatch:
    """Recognise, read, read again: nothing new; a BOM, unknown columns and an empty file do no harm."""
    said = options or ReadOptions(zone="Europe/Berlin")
    text = decode(name, data)
    assert registry.recognise(text, ReadOptions(), mappings)[0].name == importer.name
    batch = importer.parse(text, said)
    assert batch.rows
    assert not batch.problems
    _twice(batch, said, rules)
    marked = importer.parse(decode(name, BOM + data.removeprefix(BOM)), said)
    assert marked.rows == batch.rows
    if table:
        wider = decode(name, _with_a_column(text))
        assert [r.record for r in importer.parse(wider, said).rows] == [r.record for r in batch.rows]
        header = text.text.split("\n", 1)[0] + "\n"
        only = importer.parse(Text(name, header, "utf-8"), said)
        assert (only.rows, only.problems) == ((), ())
    _refused(name)
    return batch


def _twice(batch: ParsedBatch, said: ReadOptions, rules: Sequence[Rule]) -> None:
    first = plan([batch], rules=rules, options=said)
    assert "Conflict" not in kinds(first)
    again = plan([batch], ledger(first), rules=rules, options=said)
    assert again.empty
    assert kinds(again).count("Duplicate") == kinds(first).count("New")
    both = plan([batch, batch], rules=rules, options=said)
    assert [k for k in kinds(both) if k == "New"] == [k for k in kinds(first) if k == "New"]
    assert all(
        isinstance(o, Duplicate) for o in both.files[1].outcomes if type(o).__name__ not in ("Ignored", "Rejected")
    )


def _with_a_column(text: Text) -> bytes:
    sign = find_delimiter(text.text)
    rows = list(csv.reader(io.StringIO(text.text), delimiter=sign))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\n")
    for n, row in enumerate(rows):
        writer.writerow(["Mood" if n == 0 else "good", *row])
    return out.getvalue().encode()


def _refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        decode(name, b"")
