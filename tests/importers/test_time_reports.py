"""Harvest, Kimai, solidtime and Hubstaff: every layout, what counts, what is asked and what is left out."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, fixture, run, seconds
from tests.importers.test_reading import zipped
from tests.samples import sample
from tracker.domain import Rule
from tracker.errors import InputError, NeedsAnswer
from tracker.importers.base import Importer, ReadOptions, Text
from tracker.importers.formats.harvest import Harvest
from tracker.importers.formats.hubstaff import Hubstaff
from tracker.importers.formats.kimai import Kimai
from tracker.importers.formats.solidtime import Solidtime
from tracker.importers.intake import opened, read_files
from tracker.importers.reading import table
from tracker.importers.registry import read_file

BERLIN = ReadOptions(zone="Europe/Berlin")
RULES = (Rule(field="client", pattern="*", platform="Northwind"), Rule(field="project", pattern="*", platform="Own"))
FILES: tuple[tuple[Importer, str], ...] = (
    (Harvest(), "harvest/report_comma.csv"),
    (Kimai(), "kimai/english.csv"),
    (Kimai(), "kimai/german.csv"),
    (Kimai(), "kimai/french.csv"),
    (Kimai(), "kimai/spanish.csv"),
    (Solidtime(), "solidtime/report.csv"),
    (Solidtime(), "solidtime/generic.csv"),
    (Hubstaff(), "hubstaff/time_and_activity.csv"),
)


@pytest.mark.parametrize(("importer", "name"), FILES)
def test_scenarios(importer: Importer, name: str) -> None:
    run(importer, (DATA / name).read_bytes(), "x.csv", options=BERLIN, rules=RULES)


@pytest.mark.parametrize(("importer", "name"), FILES)
@pytest.mark.parametrize("hostile", ["=1+1", "13/15/2024", "١٢", '{"a":{0', "9" * 400, "\x00x", "NaN"])
def test_hostile_cells_are_rejected_or_harmless(importer: Importer, name: str, hostile: str) -> None:
    text = fixture(name)
    head, first, *others = text.text.split("\n")
    sign = ";" if ";" in head else ","
    for n in range(head.count(sign) + 1):
        cells = first.split(sign)
        if n >= len(cells):
            break
        cells[n] = hostile.replace(",", "").replace('"', "")
        made = Text(text.name, "\n".join((head, sign.join(cells), *others)), "utf-8")
        try:
            batch = importer.parse(made, BERLIN)
        except InputError:
            continue
        of = [*batch.rows, *batch.ignored, *batch.problems]
        assert sorted(one.line or 0 for one in of) == [line for line, _ in table(made)]


# --- Harvest -------------------------------------------------------------------------------------------


def test_harvest_money_is_that_of_billable_rows() -> None:
    batch = Harvest().parse(fixture("harvest/report_comma.csv"), ReadOptions())
    assert [(r.record.worked_on.day, r.record.minutes, r.record.amount, r.record.rate) for r in batch.rows] == [
        (4, 9000, 1_000_000, 400_000),
        (4, 4500, 500_000, 400_000),
        (5, 2700, None, None),
        (6, 36_036, None, None),
    ]
    assert [r.record.currency for r in batch.rows] == ["EUR", "EUR", None, None]
    assert "Numbers were read with a decimal comma: 1.234,56." in [*map(str, batch.notes)]


def test_harvest_without_a_currency_is_asked_for_one() -> None:
    text = Text("x.csv", "Date,Hours,First Name,Last Name,Billable?,Billable Rate,Billable Amount\n"
                "2026-05-04,2.5,Ada,Demo,Yes,40.00,100.00\n", "utf-8")  # fmt: skip
    with pytest.raises(NeedsAnswer) as asked:
        Harvest().parse(text, ReadOptions())
    assert asked.value.asks == "currency"
    (row,) = Harvest().parse(text, ReadOptions(currency="cad")).rows
    assert (row.record.amount, row.record.currency) == (1_000_000, "CAD")
    signed = Text("x.csv", text.text.replace("100.00", "€100.00"), "utf-8")
    assert Harvest().parse(signed, ReadOptions()).rows[0].record.currency == "EUR"
    dollars = Text("x.csv", text.text.replace("100.00", "$100.00"), "utf-8")
    with pytest.raises(NeedsAnswer):
        Harvest().parse(dollars, ReadOptions())


def test_the_sample_of_harvest() -> None:
    data = sample("harvest/harvest_min_columns.harvest-overtime.csv").read_bytes()
    batch = read_file("harvest.csv", data, ReadOptions())
    assert (batch.format, len(batch.rows), batch.problems, seconds(batch)) == ("harvest", 12, (), 129_600)
    assert "The file holds the time of 2 people; all of it was read." in [*map(str, batch.notes)]


# --- Kimai ---------------------------------------------------------------------------------------------


def test_kimai_breaks_are_taken_off_and_nights_are_nights() -> None:
    batch = Kimai().parse(fixture("kimai/english.csv"), BERLIN)
    first, night, unbilled, fixed = [r.record for r in batch.rows]
    assert first.started_at == dt.datetime(2026, 5, 4, 7, tzinfo=dt.UTC)
    assert (first.minutes, first.amount, first.rate, first.currency) == (None, 1_000_000, 400_000, "EUR")
    assert night.ended_at == dt.datetime(2026, 5, 4, 23, tzinfo=dt.UTC)
    assert night.minutes == 9000
    assert (unbilled.amount, unbilled.rate, unbilled.currency) == (None, None, None)
    assert (fixed.amount, fixed.rate) == (750_000, None)
    assert [(i.line, i.reason) for i in batch.ignored] == [(6, "running")]
    assert seconds(batch) == 9000 + 9000 + 3600 + 3600
    assert "Breaks were taken off: 1 of 4, 30m in all." in [*map(str, batch.notes)]


def test_kimai_in_four_languages_is_the_same() -> None:
    for name, worked in (("german", 18_000), ("french", 18_000), ("spanish", 9000 + 10_800)):
        batch = Kimai().parse(fixture(f"kimai/{name}.csv"), BERLIN)
        assert not batch.problems
        assert seconds(batch) == worked
        assert (batch.rows[0].record.amount, batch.rows[0].record.rate) == (1_000_000, 400_000)
        assert batch.rows[0].facts.client == "Northwind Labs"


def test_kimai_durations_that_were_rounded_up_do_not_count() -> None:
    text = fixture("kimai/english.csv")
    batch = Kimai().parse(Text("x.csv", text.text.replace("2:30,EUR", "2:45,EUR", 1), "utf-8"), BERLIN)
    assert batch.rows[0].record.minutes is None
    assert "Durations that are longer than from start to end: 1. Start and end count." in [*map(str, batch.notes)]


def test_kimai_says_which_columns_nothing_is_read_from() -> None:
    text = Text("x.csv", "Date,From,To,Duration,Customer,Project,Activity,Tags,Mileage\n"
                "2026-05-04,09:00,10:00,1:00,N,L,R,,12\n", "utf-8")  # fmt: skip
    assert "Columns left aside: Mileage." in [*map(str, Kimai().parse(text, BERLIN).notes)]


def test_a_break_longer_than_the_entry_is_rejected() -> None:
    text = fixture("kimai/english.csv").text.replace('night",0:00', 'night",3:00')
    assert [(p.line, p.code) for p in Kimai().parse(Text("x.csv", text, "utf-8"), BERLIN).problems] == [
        (2, "more_than_span")
    ]


# --- solidtime -----------------------------------------------------------------------------------------

ENTRIES = b"""id,description,start,end,billable_rate,billable,type,member_id,user_id,organization_id,client_id,\
project_id,task_id,tags,is_imported,still_active_email_sent_at,created_at,updated_at
e1,"Two
lines",2026-05-04T07:00:00Z,2026-05-04T09:30:00Z,4050,true,work,m,u,o1,c1,p1,k1,"[""t1""]",false,,x,x
e2,Lunch,2026-05-04T10:00:00Z,2026-05-04T10:30:00Z,,false,break,m,u,o1,,,,[],false,,x,x
e3,Own time,2026-05-04T11:00:00Z,2026-05-04T11:15:00Z,4050,false,work,m,u,o1,,,,[],false,,x,x
e4,Running,2026-05-04T12:00:00Z,,4050,true,work,m,u,o1,c1,p1,,[],false,,x,x
"""
EXPORT = {
    "time_entries.csv": ENTRIES,
    "projects.csv": b"id,name,color,billable_rate,client_id,organization_id\np1,Larkspur,#f,4050,c1,o1\n",
    "clients.csv": b"id,name,organization_id\nc1,Northwind Labs,o1\n",
    "tasks.csv": b"id,name,project_id\nk1,Rating,p1\n",
    "tags.csv": b"id,name,organization_id\nt1,rlhf,o1\n",
    "organizations.csv": b"id,name,billable_rate,currency\no1,Ada,,EUR\n",
    "members.csv": b"id,user_id\nm,u\n",
    "meta.json": b'{"version":"1.0"}',
}


@pytest.mark.parametrize("folder", [False, True])
def test_solidtimes_own_export_is_joined(folder: bool) -> None:
    source = EXPORT if folder else zipped(**EXPORT)
    ((name, batch),) = read_files([("export", source)], ReadOptions())
    assert name == "export/time_entries.csv"
    first, own = batch.rows
    assert (first.record.project, first.record.rate, first.record.currency) == ("Larkspur", 405_000, "EUR")
    assert (first.facts.client, first.facts.task, first.facts.tag) == ("Northwind Labs", "Rating", "rlhf")
    assert (first.source_id, first.line, own.line) == ("e1", 2, 5)
    assert (own.record.project, own.record.rate, own.record.currency) == (None, None, None)
    assert [(i.line, i.reason) for i in batch.ignored] == [(4, "break"), (6, "running")]


def test_the_files_beside_it_are_not_offered_alone() -> None:
    assert [path for path, _ in opened("s.zip", zipped(**EXPORT))] == ["s.zip/time_entries.csv"]


def test_a_part_of_solidtimes_export_asks_for_the_whole() -> None:
    with pytest.raises(InputError, match="in other files") as refused:
        read_file("time_entries.csv", ENTRIES, ReadOptions())
    assert refused.value.code == "missing_names"


def test_a_renamed_project_makes_no_new_row_of_solidtime() -> None:
    ((_, before),) = read_files([("s", EXPORT)], ReadOptions())
    renamed = {**EXPORT, "projects.csv": EXPORT["projects.csv"].replace(b"Larkspur", b"Larkspur 2")}
    ((_, after),) = read_files([("s", renamed)], ReadOptions())
    assert [r.content for r in before.rows] == [r.content for r in after.rows]


def test_solidtimes_report_asks_for_its_zone_and_the_table_does_not() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        Solidtime().parse(fixture("solidtime/report.csv"), ReadOptions())
    assert asked.value.asks == "zone"
    report = Solidtime().parse(fixture("solidtime/report.csv"), BERLIN)
    table = Solidtime().parse(fixture("solidtime/generic.csv"), ReadOptions())
    assert [r.record.started_at for r in report.rows] == [r.record.started_at for r in table.rows]
    assert seconds(report) == seconds(table) == 9000 + 2700


# --- Hubstaff ------------------------------------------------------------------------------------------


def test_hubstaff_days() -> None:
    batch = Hubstaff().parse(fixture("hubstaff/time_and_activity.csv"), ReadOptions())
    assert [(r.record.minutes, r.record.amount, r.record.currency) for r in batch.rows] == [
        (9000, 1_000_000, "USD"),
        (2730, 303_300, "USD"),
        (1200, None, None),
    ]
    assert batch.rows[0].facts.client == "Alignerr"
    assert "Its days are days in Pacific Time (US & Canada)." in [*map(str, batch.notes)]
