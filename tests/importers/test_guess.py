"""The wizard's draft: columns, questions and preview."""

from __future__ import annotations

import pytest

from tests.importers.scenario import fixture
from tests.samples import samples_folder
from tracker.errors import UnreadableFile
from tracker.importers.base import ReadOptions, Text
from tracker.importers.guess import guess, preview, questions
from tracker.importers.guess_columns import kind_of
from tracker.importers.mapped import MappedImporter
from tracker.importers.reading import decode


def text(body: str, name: str = "My hours.csv") -> Text:
    return Text(name, body, "utf-8")


def test_timesheet() -> None:
    found = guess(fixture("mapping/timesheet.csv"))
    assert found.mapping.columns == {
        "date": "date", "start": "clock_in", "end": "clock_out", "code": "code", "note": "notes"
    }  # fmt: skip
    assert (found.mapping.name, found.mapping.kind, found.mapping.delimiter) == ("timesheet", "work_session", ",")
    assert [q.field for q in found.questions] == ["zone", "platform"]
    assert dict(found.preview[0].values)["started_at"] == "2026-01-05 09:00:00+00:00"


def test_exact_durations_before_rounded_ones() -> None:
    found = guess(fixture("clockify/summary.csv"))
    assert found.mapping.columns["duration"] == "Time (h)"
    assert dict(found.preview[0].values)["minutes"] == "38m 20s"


def test_semicolons_commas_and_german_names() -> None:
    body = "Datum;Kunde;Stunden;Betrag (EUR);Notiz\n25.02.2026;Nord;1,5;45,00;x\n03.02.2026;Nord;0,25;7,50;y\n"
    found = guess(text(body))
    mapping = found.mapping
    assert mapping.columns == {
        "date": "Datum", "client": "Kunde", "duration": "Stunden", "amount": "Betrag (EUR)", "note": "Notiz"
    }  # fmt: skip
    assert (mapping.delimiter, mapping.dates, mapping.decimal) == (";", "dmy", ",")
    assert mapping.constants == {"currency": "EUR"}
    assert [q.field for q in found.questions] == ["platform"]
    batch = MappedImporter(mapping).parse(text(body), ReadOptions())
    assert (batch.rows[0].record.minutes, batch.rows[0].record.amount) == (5400, 450_000)


def test_what_the_file_leaves_open_is_asked() -> None:
    found = guess(text('Date,Hours,Amount\n03/02/2026,2,"1,234"\n'))
    assert {q.field: q.choices for q in found.questions} == {
        "dates": ("dmy", "mdy"), "decimal": (".", ","), "platform": (), "currency": ()
    }  # fmt: skip
    said = ReadOptions(dates="mdy", decimal=".", platform="Books")
    answered = guess(text('Date,Hours,Amount\n03/02/2026,2,"1,234"\n'), said)
    assert [q.field for q in answered.questions] == ["currency"]
    assert dict(answered.preview[0].values)["worked_on"] == "2026-03-02"


def test_bare_durations_ask_for_their_unit() -> None:
    found = guess(text("Date,Duration\n2026-02-03,95\n"))
    assert found.mapping.duration_unit == "minutes"
    assert "duration_unit" in [q.field for q in found.questions]
    assert guess(text("Date,Minutes\n2026-02-03,95\n")).mapping.duration_unit == "minutes"


def test_clock_times_without_a_day_ask_for_it() -> None:
    found = guess(text("start,end,task\n9:00 AM,10:30 AM,a\n11:00 AM,12:00 PM,b\n"))
    assert found.questions[0].field == "date"


def test_money_table_is_payouts() -> None:
    found = guess(text("Transaction Date,Payer Name,Amount,Currency\n2026-02-03,Northwind,120.00,USD\n"))
    assert found.mapping.kind == "payout"
    assert found.mapping.columns["payer"] == "Payer Name"
    assert [q.field for q in found.questions] == ["platform", "kind"]


def test_table_without_a_header() -> None:
    body = "13.02.2026;Northwind;120,50\n14.02.2026;Shop;-3,99\n"
    found = guess(text(body))
    assert found.mapping.header == ("column 1", "column 2", "column 3")
    assert found.mapping.columns == {"date": "column 1", "amount": "column 3"}
    batch = MappedImporter(found.mapping).parse(text(body), ReadOptions())
    assert batch.problems[0].code == "no_currency"
    assert MappedImporter(found.mapping).recognise(text(body)).certainty >= 0.5


def test_preamble_above_the_header() -> None:
    body = "My time\nexported today\n\nDate,Project,Hours\n2026-02-03,A,1.5\n2026-02-04,A,2\n"
    found = guess(text(body))
    assert found.mapping.header_row == 4
    longer = "One line more\n" + body
    assert MappedImporter(found.mapping).recognise(text(longer)).certainty == 1.0
    assert len(MappedImporter(found.mapping).parse(text(longer), ReadOptions(platform="x")).rows) == 2


def test_preview_shows_problems_and_what_is_left_out() -> None:
    body = "Date,Project,Hours\n2026-02-03,A,1.5\n13/15/2024,A,2\n,,\n" + "2026-02-04,A,1\n" * 12
    rows = guess(text(body)).preview
    assert [bool(r.problem) for r in rows][:4] == [False, True, True, False]
    assert "no date" in rows[1].problem
    assert rows[2].problem == "left out: empty"


def test_preview_is_short() -> None:
    body = "Date,Project,Hours\n" + "2026-02-03,A,1.5\n" * 50
    found = guess(text(body))
    assert len(found.preview) == 10
    assert len(preview(text(body), found.mapping, n=3)) == 3
    assert questions(text(body), found.mapping)[0].field == "platform"


def test_formula_stays_text() -> None:
    body = 'Date,Hours,Notes\n2026-02-03,1,=HYPERLINK("http://x")\n'
    assert dict(guess(text(body)).preview[0].values)["note"].startswith("=HYPERLINK")


def test_no_table_at_all() -> None:
    with pytest.raises(UnreadableFile):
        guess(text("just\na few\nwords\n"))


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
        found = guess(decode(path.name, path.read_bytes()))
        assert "date" in found.mapping.columns or any(q.field == "date" for q in found.questions), path.name
