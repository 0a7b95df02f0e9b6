"""TimeTagger: one table with three ways to write a time."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tracker.errors import NeedsAnswer
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.timetagger import TimeTagger

SAID = ReadOptions(zone="Europe/Berlin", platform="Northwind")
WAYS = ("iso.tsv", "local.tsv", "unix.tsv")


@pytest.mark.parametrize("name", WAYS)
def test_scenario(name: str) -> None:
    batch = run(TimeTagger(), (DATA / "timetagger" / name).read_bytes(), name, options=SAID, table=False)
    assert seconds(batch) == 5400 + 8400
    assert [i.reason for i in batch.ignored] == ["running"]
    first = batch.rows[0]
    assert first.record.started_at == dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    assert (first.facts.tag, first.record.note, first.source_id) == (
        "northwind, night",
        "labels #northwind #night",
        "k1",
    )


@pytest.mark.parametrize("second", WAYS)
def test_another_way_to_write_times_adds_nothing(second: str) -> None:
    there = ledger(plan([TimeTagger().parse(fixture("timetagger/iso.tsv"), SAID)], options=SAID))
    made = plan([TimeTagger().parse(fixture(f"timetagger/{second}"), SAID)], there, options=SAID)
    assert kinds(made) == ["Duplicate", "Duplicate", "Ignored"]


def test_only_local_times_need_a_zone() -> None:
    for name in ("iso.tsv", "unix.tsv"):
        assert len(TimeTagger().parse(fixture(f"timetagger/{name}"), ReadOptions()).rows) == 2
    with pytest.raises(NeedsAnswer) as asked:
        TimeTagger().parse(fixture("timetagger/local.tsv"), ReadOptions())
    assert asked.value.asks == "zone"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("k\t2026-03-29 02:30:00\t2026-03-29 04:00:00\t\t", "skipped_hour"),
        ("k\t2026-03-02 10:00:00\t2026-03-02 09:00:00\t\t", "ends_before_start"),
        ("k\t2026-03-02T10:00:00Z\t2026-03-02 12:00:00\t\t", "no_offset"),
        ("k\t9999-12-31 10:00:00\t2026-03-02 09:00:00\t\t", "bad_date"),
        ("k\tsoon\t2026-03-02 12:00:00\t\t", "bad_moment"),
        ("\t2026-03-02 10:00:00\t2026-03-02 12:00:00\t\t", "missing"),
    ],
)
def test_bad_rows_are_rejected(cells: str, code: str) -> None:
    text = Text("x", f"key\tstart\tstop\ttags\tdescription\n{cells}\n", "utf-8")
    assert [(p.line, p.code) for p in TimeTagger().parse(text, SAID).problems] == [(2, code)]


def test_other_tables_are_not_taken() -> None:
    assert TimeTagger().recognise(Text("x", "key\tstart\tstop\ttags\n", "utf-8")).certainty == 0


def test_a_deleted_record_is_left_out() -> None:
    rows = (
        "k\t2026-03-02 10:00:00\t2026-03-02 12:00:00\t#n\tHIDDEN labels #n\n"
        "m\t2026-03-02 13:00:00\t2026-03-02 14:00:00\t#n\tx\n"
    )
    batch = TimeTagger().parse(Text("x", f"key\tstart\tstop\ttags\tdescription\n{rows}", "utf-8"), SAID)
    assert (seconds(batch), [i.reason for i in batch.ignored]) == (3600, ["deleted"])
    before = TimeTagger().parse(
        Text("x", f"key\tstart\tstop\ttags\tdescription\n{rows.replace('HIDDEN ', '')}", "utf-8"), SAID
    )
    books, here = Ledger(), ReadOptions(platform="Northwind")
    books.take(before, options=here)
    notes = tuple(map(str, books.plan(batch, options=here).files[0].notes))
    assert any("Cancelled or deleted since they were imported: 1 (2.00 h)" in str(n) for n in notes)
