"""The wizard's draft: columns, questions and preview."""

from __future__ import annotations

import pytest

from tests.importers.answering import answered
from tests.importers.scenario import fixture
from tests.samples import samples_folder
from tracker.desk.mappings import draft_json
from tracker.errors import UnreadableFile
from tracker.importers.base import ReadOptions, Text
from tracker.importers.doubts import answer
from tracker.importers.first_rows import first_rows
from tracker.importers.guess import again, draft
from tracker.importers.guess_columns import kind_of
from tracker.importers.mapped import MappedImporter
from tracker.importers.mapping_json import from_json
from tracker.importers.reading import decode


def text(body: str, name: str = "My hours.csv") -> Text:
    return Text(name, body, "utf-8")


def test_timesheet() -> None:
    found = draft(fixture("mapping/timesheet.csv"))
    assert found.mapping.columns == {
        "date": "date", "start": "clock_in", "end": "clock_out", "code": "code", "note": "notes"
    }  # fmt: skip
    assert (found.mapping.name, found.mapping.kind, found.mapping.delimiter) == ("timesheet", "work_session", ",")
    assert [q.about for q in found.questions] == ["zone", "platform"]
    assert dict(found.rows[0].values)["started_at"] == "2026-01-05 09:00:00+00:00"


def test_exact_durations_before_rounded_ones() -> None:
    found = draft(fixture("clockify/summary.csv"))
    assert found.mapping.columns["duration"] == "Time (h)"
    assert dict(found.rows[0].values)["minutes"] == "38m 20s"


def test_semicolons_commas_and_german_names() -> None:
    body = "Datum;Kunde;Stunden;Betrag (EUR);Notiz\n25.02.2026;Nord;1,5;45,00;x\n03.02.2026;Nord;0,25;7,50;y\n"
    found = draft(text(body))
    mapping = found.mapping
    assert mapping.columns == {
        "date": "Datum", "client": "Kunde", "duration": "Stunden", "amount": "Betrag (EUR)", "note": "Notiz"
    }  # fmt: skip
    assert (mapping.delimiter, mapping.dates, mapping.decimal) == (";", "dmy", ",")
    assert mapping.constants == {"currency": "EUR"}
    assert [q.about for q in found.questions] == ["platform"]
    batch = MappedImporter(mapping).parse(text(body), ReadOptions())
    assert (batch.rows[0].record.minutes, batch.rows[0].record.amount) == (5400, 450_000)


def choices(found) -> dict[str, tuple[str, ...]]:
    return {q.about: tuple(c.value for c in q.choices) for q in found.questions}


def test_what_the_file_leaves_open_is_asked() -> None:
    body = 'Date,Hours,Amount\n03/02/2026,2,"1,234"\n'
    assert choices(draft(text(body))) == {
        "dates": ("dmy", "mdy"), "decimal": (".", ","), "platform": (), "currency": ()
    }  # fmt: skip
    said = ReadOptions(dates="mdy", decimal=".", platform="Books")
    told = draft(text(body), said)
    assert [q.about for q in told.questions] == ["currency"]
    assert dict(told.rows[0].values)["worked_on"] == "2026-03-02"
    done = again(text(body), answer(told.mapping, told.questions[0], "php"), said)
    assert (done.questions, done.mapping.constants["currency"]) == ((), "PHP")


def test_bare_durations_ask_for_their_unit() -> None:
    found = draft(text("Date,Duration\n2026-02-03,95\n"))
    assert found.mapping.duration_unit == "minutes"
    assert "duration_unit" in [q.about for q in found.questions]
    assert draft(text("Date,Minutes\n2026-02-03,95\n")).mapping.duration_unit == "minutes"


def test_clock_times_without_a_day_ask_for_it() -> None:
    found = draft(text("start,end,task\n9:00 AM,10:30 AM,a\n11:00 AM,12:00 PM,b\n"))
    assert found.questions[0].key == "column:date"
    assert "constants.date" in found.questions[0].takes


def test_money_table_is_payouts() -> None:
    found = draft(text("Transaction Date,Payer Name,Amount,Currency\n2026-02-03,Northwind,120.00,USD\n"))
    assert found.mapping.kind == "payout"
    assert found.mapping.columns["payer"] == "Payer Name"
    assert [q.about for q in found.questions] == ["kind", "platform"]


def test_table_without_a_header() -> None:
    body = "13.02.2026;Northwind;120,50\n14.02.2026;Shop;-3,99\n"
    found = draft(text(body))
    assert found.mapping.header == ("column 1", "column 2", "column 3")
    assert found.mapping.columns == {"date": "column 1", "description": "column 2", "amount": "column 3"}
    made = from_json(answered(draft_json(found), {"kind": "account", "currency": "EUR"}))
    batch = MappedImporter(made).parse(text(body), ReadOptions())
    assert [(r.record.amount, r.record.currency) for r in batch.rows] == [(1_205_000, "EUR")]
    assert MappedImporter(made).recognise(text(body)).certainty >= 0.5


def test_preamble_above_the_header() -> None:
    body = "My time\nexported today\n\nDate,Project,Hours\n2026-02-03,A,1.5\n2026-02-04,A,2\n"
    found = draft(text(body))
    assert found.mapping.header_row == 4
    longer = "One line more\n" + body
    assert MappedImporter(found.mapping).recognise(text(longer)).certainty == 1.0
    assert len(MappedImporter(found.mapping).parse(text(longer), ReadOptions(platform="x")).rows) == 2


def test_preview_shows_problems_and_what_is_left_out() -> None:
    body = "Date,Project,Hours\n2026-02-03,A,1.5\n13/15/2024,A,2\n,,\n" + "2026-02-04,A,1\n" * 12
    rows = draft(text(body)).rows
    assert [bool(r.problem) for r in rows][:4] == [False, True, True, False]
    assert "not a date" in str(rows[1].problem)
    assert rows[2].problem == "left out: an empty row"


def test_preview_is_short() -> None:
    body = "Date,Project,Hours\n" + "2026-02-03,A,1.5\n" * 50
    found = draft(text(body))
    assert len(found.rows) == 10
    assert len(first_rows(text(body), found.mapping, ReadOptions(), n=3)) == 3
    assert [q.key for q in again(text(body), found.mapping).questions] == ["platform"]


def test_formula_stays_text() -> None:
    body = 'Date,Hours,Notes\n2026-02-03,1,=HYPERLINK("http://x")\n'
    assert dict(draft(text(body)).rows[0].values)["note"].startswith("=HYPERLINK")


def test_no_table_at_all() -> None:
    with pytest.raises(UnreadableFile):
        draft(text("just\na few\nwords\n"))


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["09:00", "24:00"], "clock"),
        (["2026-01-05", "13/01/2026"], "day"),
        (["2026-01-05 09:00", "2026-01-05T10:00:00Z"], "moment"),
        (["EUR", "USD"], "currency"),
        (["1,5", "-3"], "number"),
        (["$5", "1.00 EUR"], "money"),
        (["1h 5m"], "duration"),
        (["BE89370400440532013000"], "text"),
        ([], "empty"),
    ],
)
def test_kind_of_column(cells: list[str], kind: str) -> None:
    assert kind_of(cells) == kind


def test_every_shared_bank_file_gets_a_draft_or_a_sentence() -> None:
    folder = samples_folder()
    paths = sorted((folder / "bank_csv").glob("*.csv")) if folder else []
    for path in paths:
        found = draft(decode(path.name, path.read_bytes()))
        assert "date" in found.mapping.columns or any("date" in q.key for q in found.questions), path.name


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Details,Posting Date,Description,Amount", "Description"),
        ("Richtung,Tag der Buchung,Quxtext,Amount", "Quxtext"),
        ("Reference,Posting Date,Narration,Amount", "Narration"),
    ],
)
def test_a_bank_in_any_language_has_a_text_by_which_rules_tell_payers(header: str, column: str) -> None:
    first = "" if header.startswith("Ref") else "CREDIT"
    body = f"{header}\n{first},04/23/2026,NORTHWIND PAY,25.00\n{first and 'DEBIT'},04/22/2026,SHOP 12,-4.99\n"
    assert draft(text(body)).mapping.columns["description"] == column


def test_the_header_of_a_short_statement_is_below_sums_and_lines_of_the_account() -> None:
    sums = (
        'Description,,Summary Amt.\nBalance at first,,"100.00"\nTotal credits,,"25.00"\nBalance at last,,"125.00"\n\n'
    )
    body = sums + "Date,Description,Amount,Running Bal.\n04/13/2026,NORTHWIND,25.00,125.00\n"
    found = draft(text(body))
    assert found.mapping.header == ("Date", "Description", "Amount", "Running Bal.")
    assert found.mapping.header_row == 6


def test_days_without_signs_between_are_days_where_the_column_says_so() -> None:
    body = "Datum,Naam,Rekening,Bedrag\n20260403,Northwind,20260403,25.00\n20260404,Shop,20260404,-4.00\n"
    assert draft(text(body)).mapping.columns["date"] == "Datum"
    assert "dates" not in {q.key for q in draft(text(body)).questions}


def test_a_net_that_is_the_amount_less_the_fee_leaves_nothing_to_ask() -> None:
    body = "Date,Payer,Amount,Fee,Net Amount\n2026-04-03,N,100.00,3.00,97.00\n2026-04-04,N,5.00,0.00,5.00\n"
    asked = {q.key for q in draft(text(body)).questions}
    assert not {"amount", "fee_is:Fee"} & asked
    other = body.replace("97.00", "98.00")
    assert {"amount", "fee_is:Fee"} <= {q.key for q in draft(text(other)).questions}


def test_what_went_out_is_asked_of_earnings_and_is_left_out_as_said() -> None:
    body = "Date,Client,Status,Amount\n2026-04-03,N,done,40.00\n2026-04-04,N,open,5.00\n2026-04-05,N,done,-35.00\n"
    found = draft(text(body))
    for key, said in (("kind", "earning"), ("below_zero:Amount", "outgoing"), ("currency", "USD")):
        question = next(q for q in found.questions if q.key == key)
        found = again(text(body), answer(found.mapping, question, said))
    states = next(q for q in found.questions if q.role)
    found = again(text(body), answer(found.mapping, states, {"done": "approved", "open": "pending"}))
    assert not found.needed
    batch = MappedImporter(found.mapping).parse(text(body), ReadOptions(platform="N"))
    assert [(r.record.amount, r.record.status) for r in batch.rows] == [(400_000, "approved"), (50_000, "pending")]
    assert [i.reason for i in batch.ignored] == ["outgoing"]


def test_a_word_for_not_paid_yet_keeps_an_earning_as_pending() -> None:
    mapping = from_json(
        '{"tracker_mapping": 1, "name": "x", "kind": "earning", "columns": {"date": "Date", "amount": "Amount"},'
        ' "constants": {"currency": "USD", "platform": "N"},'
        ' "words": [{"column": "State", "role": "state", "values": {"paid": "paid", "open": "not yet"}}]}'
    )
    body = "Date,State,Amount\n2026-04-03,paid,40.00\n2026-04-04,open,5.00\n"
    batch = MappedImporter(mapping).parse(text(body), ReadOptions())
    assert [r.record.status for r in batch.rows] == ["approved", "pending"]
