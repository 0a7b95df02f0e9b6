"""Mappings: JSON, lookups, rates from a second table, and reading by one."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tests.samples import sample
from tracker.domain import Payout, session_seconds
from tracker.errors import InputError, NeedsAnswer
from tracker.importers import registry
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.guess import draft
from tracker.importers.mapped import MappedImporter
from tracker.importers.mapping import Entry, Lookup, Mapping, Words
from tracker.importers.mapping_json import from_json, to_json
from tracker.importers.mapping_rates import mapping_from_rates
from tracker.importers.reading import decode

SHEET = Mapping(
    name="timesheet",
    header=("date", "clock_in", "clock_out", "code", "notes"),
    delimiter=",",
    zone="UTC",
    columns={"date": "date", "start": "clock_in", "end": "clock_out", "code": "code", "note": "notes"},
)
PAID = Mapping(
    name="bank",
    kind="payout",
    columns={"date": "Date", "amount": "Amount", "payer": "Name"},
    constants={"currency": "EUR"},
)


def _rated() -> Mapping:
    return mapping_from_rates(SHEET, fixture("mapping/rates.csv"), platform="Books", currency="USD")


def text(body: str, name: str = "some.csv") -> Text:
    return Text(name, body, "utf-8")


# --- JSON


def test_json_round_trip_is_stable() -> None:
    mapping = _rated()
    once = to_json(mapping)
    assert from_json(once) == mapping
    assert to_json(from_json(once)) == once


def test_a_short_hand_written_mapping() -> None:
    mapping = from_json(
        '{"tracker_mapping": 1, "name": "mine", "columns": {"date": "Day", "duration": "Hours"},'
        ' "constants": {"platform": "Books"}}'
    )
    batch = MappedImporter(mapping).parse(text("Day;Hours\n2026-01-05;1,5\n"), ReadOptions())
    assert batch.rows[0].record.minutes == 5400


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("{", "not JSON"),
        ("[]", "not a mapping"),
        ('{"tracker_mapping": 7, "name": "x"}', "another version"),
        ('{"tracker_mapping": 1, "name": "x", "colums": {}}', "colums is nothing a mapping has"),
        ('{"tracker_mapping": 1}', "needs a name"),
        ('{"tracker_mapping": 1, "name": "x", "columns": 5}', "columns is not what it should be"),
        ('{"tracker_mapping": 1, "name": "x", "kind": "salary"}', "'salary' is not one of"),
        ('{"tracker_mapping": 1, "name": "x", "columns": {"date": "Day"}}', "no column is end or duration"),
        ('{"tracker_mapping": 1, "name": "x", "columns": {"mood": "Day"}}', "'mood' is not one of"),
        (
            '{"tracker_mapping": 1, "name": "x", "header": ["Day"], "columns": {"date": "Date", "end": "Day"}}',
            "'Date', which the header has not",
        ),
        ('{"tracker_mapping": 1, "name": "x", "lookups": [{"column": "c"}]}', "a lookup is"),
        (
            '{"tracker_mapping": 1, "name": "x", "lookups": [{"column": "c", "values": {"a": {"rate": "ten"}}}]}',
            "'ten' is not a rate",
        ),
        (
            '{"tracker_mapping": 1, "name": "x", "lookups": [{"column": "c", "values": {"a": {"pay": "1"}}}]}',
            "pay is nothing a mapping has",
        ),
    ],
)
def test_bad_json_says_what_is_wrong(broken: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        from_json(broken, file="mine.json")
    assert says in str(error.value.sentence())
    assert str(error.value.sentence()).startswith("mine.json")
    assert "\n" not in str(error.value.sentence())


def test_json_holds_rates_as_money() -> None:
    raw = json.loads(to_json(_rated()))
    assert raw["lookups"][0]["values"]["ALFA"]["rate"] == "90.00"


# --- lookups and rates


def test_lookup_finds_value_tag_or_default() -> None:
    table = Lookup("tags", {"own": Entry(paid=False), "*": Entry(platform="Books")})
    assert table.find("own") == table.find("night, own") == Entry(paid=False)
    assert table.find("other") == Entry(platform="Books")
    assert Lookup("tags", {}).find("x") is None


def test_rates_become_a_lookup() -> None:
    entries = _rated().lookups[0].values
    assert entries["ALFA"].session_rate == 900_000
    assert (entries["BETA"].rate, entries["BETA"].pay_model) == (2_333_333, "stipend")
    assert entries["BETA"].session_rate is None
    assert (entries["OWN"].kind_of_work, entries["OWN"].paid) == ("admin", False)


def test_projects_of_a_mapping() -> None:
    projects = {p.project: p for p in _rated().projects()}
    assert (projects["ALFA"].platform, projects["ALFA"].pay_model, projects["ALFA"].agreed_rate) == (
        "Books",
        "hourly",
        900_000,
    )
    assert projects["OWN"].agreed_rate is None


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("code,type\nA,hourly\n", "needs a column rate"),
        ("code,type,rate\nA,barter,5\n", "'barter' is not a way of paying"),
        ("code,type,rate\nA,hourly,five\n", "'five' is not a number"),
    ],
)
def test_bad_rates_say_what_is_wrong(body: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        mapping_from_rates(SHEET, text(body, "rates.csv"), platform="Books")
    assert says in str(error.value.sentence())
    assert str(error.value.sentence()).startswith("rates.csv, line")


# --- reading


def test_scenario() -> None:
    importer = MappedImporter(_rated())
    data = (DATA / "mapping" / "timesheet.csv").read_bytes()
    assert registry.recognise(decode("x.csv", data), ReadOptions(), [importer])[0] is importer
    run(importer, data, "x.csv", options=ReadOptions(zone="UTC"), mappings=[importer], table=False)


def test_sessions_over_midnight_and_until_midnight() -> None:
    batch = MappedImporter(_rated()).parse(fixture("mapping/timesheet.csv"), ReadOptions())
    paid, own, late, until = [r.record for r in batch.rows]
    assert (paid.platform, paid.project, paid.rate, paid.currency) == ("Books", "ALFA", 900_000, "USD")
    assert (own.activity, own.rate, own.currency) == ("admin", None, None)
    assert late.ended_at == dt.datetime(2026, 1, 6, 0, 15, tzinfo=dt.UTC)
    assert late.rate is None
    assert until.ended_at == dt.datetime(2026, 1, 7, tzinfo=dt.UTC)
    assert seconds(batch) == 5400 + 1800 + 2700 + 7200


def test_zone_is_asked_unless_saved_or_said() -> None:
    mapping = replace(SHEET, zone=None)
    with pytest.raises(NeedsAnswer, match="zone"):
        MappedImporter(mapping).parse(fixture("mapping/timesheet.csv"), ReadOptions())
    said = MappedImporter(mapping).parse(fixture("mapping/timesheet.csv"), ReadOptions(zone="Asia/Manila"))
    assert said.rows[0].record.started_at == dt.datetime(2026, 1, 5, 1, tzinfo=dt.UTC)


def test_times_with_offsets_need_no_zone() -> None:
    mapping = Mapping(name="iso", columns={"start": "start", "end": "end"}, constants={"platform": "Books"})
    body = "start,end\n2026-01-05T09:00:00+02:00,2026-01-05T10:00:00+02:00\n"
    batch = MappedImporter(mapping).parse(text(body), ReadOptions())
    assert batch.rows[0].record.started_at == dt.datetime(2026, 1, 5, 7, tzinfo=dt.UTC)


def test_skipped_hour_and_impossible_date_are_problems() -> None:
    mapping = replace(SHEET, zone="Europe/Berlin")
    body = (
        "date,clock_in,clock_out,code,notes\n2026-03-29,02:30:00,03:30:00,A,\n13/15/2024,09:00:00,10:00:00,A,\n"
        "2026-03-28,09:00:00,10:00:00,A,\n"
    )
    batch = MappedImporter(mapping).parse(text(body), ReadOptions())
    assert [(p.line, p.code) for p in batch.problems] == [(2, "skipped_hour"), (3, "bad_date")]
    assert len(batch.rows) == 1


def test_missing_column_is_one_sentence() -> None:
    with pytest.raises(InputError, match="clock_in is missing"):
        MappedImporter(SHEET).parse(text("date,clock_out,code,notes\n2026-01-05,10:00,A,\n"), ReadOptions())


def test_payouts_leave_out_what_went_out() -> None:
    body = "Date;Name;Amount\n05.01.2026;Shop;-12,50\n25.01.2026;Northwind;1.200,00\n"
    account = replace(PAID, below_zero="outgoing")
    batch = MappedImporter(account).parse(text(body), ReadOptions())
    assert [(r.record.received_on, r.record.amount) for r in batch.rows] == [(dt.date(2026, 1, 25), 12_000_000)]
    assert batch.rows[0].facts.payer == "Northwind"
    assert [i.reason for i in batch.ignored] == ["outgoing"]


def test_earnings_and_expenses() -> None:
    earning = Mapping(
        name="e",
        kind="earning",
        columns={"date": "d", "amount": "a", "status": "s"},
        constants={"platform": "Books", "kind": "bonus"},
    )
    batch = MappedImporter(earning).parse(text("d,a,s\n2026-01-05,$5.00,Paid\n2026-01-06,7,paid\n"), ReadOptions())
    assert (batch.rows[0].record.kind, batch.rows[0].record.currency) == ("bonus", "USD")
    assert [p.code for p in batch.problems] == ["no_currency"]
    expense = Mapping(name="x", kind="expense", columns={"date": "d", "amount": "a", "currency": "c", "category": "k"})
    spent = MappedImporter(expense).parse(text("d,a,c,k\n2026-01-05,-5.00,EUR,internet\n"), ReadOptions())
    assert (spent.rows[0].record.amount, spent.rows[0].record.category) == (50_000, "internet")


def test_a_value_that_is_not_work() -> None:
    mapping = replace(SHEET, lookups=(Lookup("code", {"OWN": Entry(platform="-"), "*": Entry(platform="Books")}),))
    batch = MappedImporter(mapping).parse(fixture("mapping/timesheet.csv"), ReadOptions())
    assert [i.reason for i in batch.ignored] == ["not_work"]


def test_a_corrected_mapping_reads_the_same_rows() -> None:
    first = plan([MappedImporter(_rated()).parse(fixture("mapping/timesheet.csv"), ReadOptions())])
    renamed = replace(_rated(), name="other", lookups=(Lookup("code", {"*": Entry(platform="Books")}),))
    later = plan([MappedImporter(renamed).parse(fixture("mapping/timesheet.csv"), ReadOptions())], ledger(first))
    assert kinds(later) == ["Duplicate"] * 4


def test_status_is_updated() -> None:
    mapping = Mapping(name="s", columns={"date": "d", "duration": "h", "status": "s"}, constants={"platform": "Books"})
    first = plan([MappedImporter(mapping).parse(text("d,h,s\n2026-01-05,2,pending\n"), ReadOptions())])
    later = plan([MappedImporter(mapping).parse(text("d,h,s\n2026-01-05,2,paid\n"), ReadOptions())], ledger(first))
    assert kinds(later) == ["Updated"]


# --- the shared samples


@pytest.mark.parametrize("own", [{"id": "ID"}, {}])
def test_a_payout_whose_word_has_become_no_income_is_updated(own: dict[str, str]) -> None:
    columns, sorted_ = {"date": "Date", "amount": "Amount", **own}, {"Paid": "paid", "Reversed": "not income"}
    mapping = Mapping(
        name="bank",
        kind="payout",
        columns=columns,
        constants={"currency": "USD", "platform": "Northwind"},
        words=(Words("Status", "state", {**sorted_, "Pending": "not yet"}),),
    )

    def read(*rows: str) -> ParsedBatch:
        return MappedImporter(mapping).parse(text("\n".join(("ID,Date,Amount,Status", *rows)) + "\n"), ReadOptions())

    ledger = Ledger()
    ledger.take(read("1,2026-03-01,200,Paid", "2,2026-03-02,30,Pending", "3,2026-03-03,40,Reversed"))
    later = ledger.take(read("1,2026-03-01,200,Reversed", "2,2026-03-02,30,Paid", "3,2026-03-03,40,Reversed"))
    summary = later.files[0].summary()
    assert (summary.new, summary.updated, summary.ignored) == (1, 1, {"not_income": 1})
    assert [r.amount for r, _, _ in ledger.rows.values() if isinstance(r, Payout)] == [0, 300_000]
    assert ledger.plan(read("1,2026-03-01,200,Reversed", "2,2026-03-02,30,Paid")).empty


def test_bookkeeper_timesheet_with_its_rates() -> None:
    path = sample("other_trackers/bookkeeper_timesheet_2020-2023_synthetic.csv")
    rates = sample("other_trackers/bookkeeper_clients_rates_synthetic.csv")
    table = decode(path.name, path.read_bytes())
    made = draft(table, ReadOptions(zone="UTC")).mapping
    mapping = mapping_from_rates(made, decode(rates.name, rates.read_bytes()), platform="Bookkeeping", currency="USD")
    importer = MappedImporter(from_json(to_json(mapping)))
    batch = importer.parse(table, ReadOptions())
    unpaid = sum(session_seconds(r.record) for r in batch.rows if r.record.activity == "admin")
    assert (len(batch.rows), batch.problems) == (8588, ())
    assert (seconds(batch), unpaid) == (16_896_180, 2_618_940)
    assert (round(seconds(batch) / 3600, 2), round(unpaid / 3600, 2)) == (4693.38, 727.48)
    first = plan([batch])
    assert set(kinds(first)) == {"New"}
    assert set(kinds(plan([batch], ledger(first)))) == {"Duplicate"}


def test_clockify_summary_through_the_wizard() -> None:
    path = sample("clockify/clockify_summary_bydesc.ClockifyExport.csv")
    found = draft(decode(path.name, path.read_bytes()), ReadOptions(platform="Company"))
    assert found.questions == ()
    importer = MappedImporter(found.mapping)
    batch = run(importer, path.read_bytes(), path.name, mappings=[importer], table=False)
    assert (len(batch.rows), seconds(batch)) == (99, 279_183)


def test_cleaned_toggl_through_the_wizard() -> None:
    path = sample("toggl/toggl_toy_cleaned.sgibson.csv")
    found = draft(decode(path.name, path.read_bytes()), ReadOptions(platform="Institute", zone="Europe/London"))
    assert found.questions == ()
    batch = MappedImporter(found.mapping).parse(decode(path.name, path.read_bytes()), ReadOptions())
    assert (len(batch.rows), batch.problems) == (53, ())
    assert batch.rows[0].record.started_at == dt.datetime(2021, 4, 6, 8, 3, 49, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": ' + "9" * 5_000 + "}"], ids=["deep", "long number"])
def test_json_that_python_gives_up_on_is_no_mapping(text: str) -> None:
    with pytest.raises(InputError, match="not a mapping"):
        from_json(text)


@pytest.mark.parametrize("entry", [{"rate": "NaN"}, {"rate": "1e400"}, {"platform": 5}, {"paid": "yes"}], ids=str)
def test_a_lookup_with_a_value_that_is_none(entry: dict[str, object]) -> None:
    body = {"tracker_mapping": 1, "name": "m", "columns": {"date": "d", "duration": "h"}}
    with pytest.raises(InputError) as caught:
        from_json(json.dumps({**body, "lookups": [{"column": "c", "values": {"x": entry}}]}))
    assert caught.value.column in ("rate", "lookups")


def test_a_table_of_rates_with_a_short_row_names_its_line() -> None:
    made = Mapping(name="m", columns={"date": "d", "duration": "h", "code": "c"})
    with pytest.raises(InputError) as caught:
        mapping_from_rates(made, Text("rates.csv", "code,type,rate\nA,hourly,20\nB\n", "utf-8"), platform="P")
    assert (caught.value.file, caught.value.line) == ("rates.csv", 3)


DONE = """Project,Started,Ended,Submitted on,ApprovalTime
alpha,2026-05-03 10:00,2026-05-03 11:00,2026-05-03,2026-05-05 16:20
alpha,2026-05-04 10:00,2026-05-04 11:00,2026-05-04,
"""


def test_days_of_handing_in_and_approval() -> None:
    drafted = draft(text(DONE)).mapping
    assert (drafted.columns["submitted"], drafted.columns["approved"]) == ("Submitted on", "ApprovalTime")
    mapping = replace(drafted, zone="UTC", constants={"platform": "Acme"}, dates="ymd")
    rows = MappedImporter(mapping).parse(text(DONE), ReadOptions()).rows
    assert [(r.record.submitted_on, r.record.approved_on) for r in rows] == [
        (dt.date(2026, 5, 3), dt.date(2026, 5, 5)),
        (dt.date(2026, 5, 4), None),
    ]
    earned = Mapping(
        name="earned",
        kind="earning",
        columns={"date": "Day", "amount": "Pay", "submitted": "In", "approved": "Ok"},
        constants={"platform": "Acme", "currency": "USD"},
    )
    (row,) = (
        MappedImporter(earned).parse(text("Day,Pay,In,Ok\n2026-05-01,5.00,2026-05-02,2026-05-04\n"), ReadOptions()).rows
    )
    assert (row.record.submitted_on, row.record.approved_on) == (dt.date(2026, 5, 2), dt.date(2026, 5, 4))
