"""Import, as a page: a file dropped, its plan seen, questions answered, names assigned, written, undone."""

import datetime as dt
import io
import zipfile

import pytest

from tests.faces.conftest import by_label, shown
from tests.importers.books import xlsx
from tracker.desk import entry, mappings
from tracker.domain import Payout, Platform, Rule, WorkSession
from tracker.widgets.served import desk

UPWORK = b"""Date,Contract,Hours,Amount,Payment type
2026-09-07,Nova review,10,250.00,
2026-09-14,Nova review,8.5,212.50,
"""
TOGGL = b"""User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
Me,me@example.com,Mercor,Nova,,review,Yes,2026-09-07,09:00:00,2026-09-07,11:30:00,02:30:00,
Me,me@example.com,Family,Garden,,apples,No,2026-09-08,18:00:00,2026-09-08,19:00:00,01:00:00,
"""
ODD = "Tag;Stunden;Wofür\n03.09.2026;1,5;Nova\n14.09.2026;2,25;Nova\n".encode("cp1252")


def drop(at, name, data):
    at.file_uploader[0].upload(name, data, "text/csv").run()
    assert not at.exception, at.exception
    return at


def press(at, start):
    next(b for b in at.button if b.label.startswith(start)).click().run()
    assert not at.exception, at.exception


def test_an_empty_page_says_what_can_be_read(open_app):
    at = open_app(page="files")
    assert "Nothing is written before you have seen what would happen" in shown(at)
    assert "Toggl" in shown(at)
    assert "Nothing has been imported yet" in shown(at)


def test_a_file_is_planned_imported_and_taken_back(open_app):
    at = drop(open_app(page="files"), "earnings.csv", UPWORK)
    plan = at.dataframe[0].value.iloc[0]
    shown_sums = (plan["Hours"], plan["Sums"])
    assert (plan["Rows"], plan["New"], *shown_sums) == ("2", "2", "18.5\xa0h", "$462.50")
    assert desk().rows(WorkSession) == []
    press(at, "Import 2 rows")
    assert len(desk().rows(WorkSession)) == 2
    assert "earnings.csv: 2 new" in shown(at)
    assert len(at.file_uploader[0].value) == 0
    at.button(key="undo_done").click().run()
    assert not at.exception
    assert desk().rows(WorkSession) == []
    assert "taken back" in shown(at)


def test_the_same_file_again_has_nothing_new(open_app):
    at = drop(open_app(page="files"), "earnings.csv", UPWORK)
    press(at, "Import 2 rows")
    drop(at, "earnings.csv", UPWORK)
    assert "2 already there" in shown(at)
    assert "There is nothing new to write" in shown(at)
    assert not any(b.label.startswith("Import") for b in at.button)


def test_a_question_is_asked_and_names_are_assigned(open_app):
    at = drop(open_app(page="files"), "toggl.csv", TOGGL)
    assert "In which time zone" in shown(at)
    by_label(at.selectbox, "Answer").set_value("Europe/Berlin")
    press(at, "Go on")
    assert "Whose work is it?" in shown(at)
    at.selectbox(key="assign_client_Mercor_platform").set_value("Mercor")
    at.selectbox(key="assign_client_Family_platform").set_value("-")
    press(at, "Use these answers")
    assert "1 row left out: a rule says it is not work" in shown(at)
    press(at, "Import 1 row")
    ((_row, session),) = desk().rows(WorkSession)
    assert (session.platform, session.project) == ("Mercor", "Nova")
    assert (session.ended_at - session.started_at).total_seconds() == 9000
    assert {r.pattern: r.platform for _row, r in desk().rows(Rule)} == {"Mercor": "Mercor", "Family": "-"}


def test_the_currency_of_sums_that_name_none_is_asked(open_app):
    harvest = b"Date,Hours,First Name,Last Name,Billable?,Billable Amount\n2026-09-07,2.5,Ada,Demo,Yes,100.00\n"
    at = drop(open_app(page="files"), "harvest.csv", harvest)
    assert "In which currency" in shown(at)
    by_label(at.selectbox, "Answer").set_value("CAD")
    press(at, "Go on")
    by_label(at.selectbox, "All other hours and earnings belong to").set_value("Mercor").run()
    press(at, "Import 1 row")
    ((_row, session),) = desk().rows(WorkSession)
    assert (session.amount, session.currency) == (1_000_000, "CAD")


def test_the_day_on_which_a_page_was_copied_is_asked(open_app):
    page = "Jun 25 $371.25\nNova $371.25\nTime Entry $371.25 6h 45 min Pending Approval · 1 day ago\n"
    at = drop(open_app(page="files"), "copied.txt", page.encode())
    assert "On which day was copied.txt copied" in shown(at)
    days = by_label(at.selectbox, "Answer")
    days.set_value(days.options[0])
    press(at, "Go on")
    press(at, "Import 1 row")
    ((_row, session),) = desk().rows(WorkSession)
    assert (session.worked_on.month, session.worked_on.day, session.status) == (6, 25, "pending")


def test_hours_nobody_names_can_go_to_one_platform(open_app):
    at = drop(open_app(page="files"), "toggl.csv", TOGGL)
    by_label(at.selectbox, "Answer").set_value("Europe/Berlin")
    press(at, "Go on")
    by_label(at.selectbox, "All other hours and earnings belong to").set_value("Mercor").run()
    press(at, "Import 2 rows")
    assert {s.platform for _row, s in desk().rows(WorkSession)} == {"Mercor"}


def test_a_file_that_is_no_table_is_named_and_nothing_is_asked_of_its_columns(open_app):
    at = drop(open_app(page="files"), "bank.ofx", b"OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX></OFX>\n")
    assert "This is OFX" in shown(at)
    assert "Which column is what?" not in shown(at)


def test_an_unknown_table_goes_through_the_wizard_and_is_known_next_time(open_app):
    at = drop(open_app(page="files"), "stunden.csv", ODD)
    assert "Which column is what?" in shown(at)
    assert "Wofür" in shown(at)
    assert "Which column is the day?" in shown(at)
    assert next(b for b in at.button if b.label == "Read the file so").disabled
    at.selectbox(key="map_stunden.csv_work_session_Tag").set_value("date").run()
    preview = at.dataframe[0].value
    assert list(preview["Day"]) == ["2026-09-03", "2026-09-14"]
    assert list(preview["Time worked"]) == ["1h 30m", "2h 15m"]
    by_label(at.selectbox, "All is from the platform").set_value("Mercor")
    by_label(at.text_input, "Keep this under the name").set_value("my table").run()
    press(at, "Read the file so")
    press(at, "Import 2 rows")
    assert sum(s.minutes for _row, s in desk().rows(WorkSession)) == 3.75 * 3600
    assert "my table" in mappings.saved_mappings(desk())
    drop(at, "october.csv", ODD.replace(b"03.09", b"03.10").replace(b"14.09", b"15.10"))
    assert "Which column is what?" not in shown(at)
    assert at.dataframe[0].value.iloc[0]["New"] == "2"


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name.replace("_csv", ".csv").replace("_txt", ".txt"), data)
    return out.getvalue()


def test_a_table_in_a_zip_is_mapped_and_what_is_none_is_taken_out(open_app):
    made = zipped(read_me_txt=b"Made by nobody.", stunden_csv=ODD, upwork_csv=UPWORK)
    at = drop(open_app(page="files"), "all.zip", made)
    assert at.multiselect[0].label.replace("\\", "") == "Files of all.zip to read"
    assert at.multiselect[0].options == ["read_me.txt", "stunden.csv", "upwork.csv"]
    assert "all.zip/read_me.txt: This is text in one column" in shown(at).replace("\\", "")
    assert "2 files are not read" in shown(at)
    at.multiselect[0].set_value(["all.zip/stunden.csv", "all.zip/upwork.csv"]).run()
    press(at, "Set the columns of all")
    assert "Which column is what?" in shown(at)
    press(at, "Go on without this file")
    press(at, "Set the columns of all")
    at.selectbox(key="map_all.zip/stunden.csv_work_session_Tag").set_value("date").run()
    by_label(at.selectbox, "All is from the platform").set_value("Mercor").run()
    press(at, "Read the file so")
    plan = at.dataframe[0].value
    assert list(plan["File"]) == ["all.zip/stunden.csv", "all.zip/upwork.csv"]
    press(at, "Import 4 rows")
    assert len(desk().rows(WorkSession)) == 4
    drop(at, "september.zip", zipped(stunden_csv=ODD))
    assert "2 already there" in shown(at)
    assert not at.multiselect


def test_what_in_a_zip_is_no_table_says_the_way_on(open_app):
    at = drop(open_app(page="files"), "all.zip", zipped(read_me_txt=b"Made by nobody.", scan_txt=b"%PDF-1.7"))
    assert "all.zip/read_me.txt" in at.error[0].value.replace("\\", "")
    assert "Take the file out of those of the zip that are read" in shown(at)
    at = drop(open_app(page="files"), "all.zip", zipped(scan_txt=b"%PDF-1.7", upwork_csv=UPWORK))
    assert "This is a PDF document" in shown(at)
    press(at, "Import 2 rows")


def test_a_zip_that_cannot_be_opened_is_a_sentence(open_app):
    at = drop(open_app(page="files"), "all.zip", b"PK\x03\x04" + b"\0" * 40)
    assert "The zip archive is damaged" in shown(at)
    at = drop(open_app(page="files"), "two.zip", zipped(**{"in.zip": zipped(upwork_csv=UPWORK)}))
    assert "a zip archive inside another file" in shown(at)


def test_a_mapping_is_corrected_after_the_fact(open_app):
    at = drop(open_app(page="files"), "stunden.csv", ODD)
    at.selectbox(key="map_stunden.csv_work_session_Tag").set_value("date").run()
    press(at, "Read the file so")
    press(at, "Correct the columns of")
    assert "Which column is what?" in shown(at)


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.csv", b""), ("invoice.csv", b"%PDF-1.7\n1 0 obj"), ("long.csv", b"a,b\n" + b"x" * 2_000_000)],
)
def test_what_cannot_be_read_is_one_sentence(open_app, name, data):
    at = drop(open_app(page="files"), name, data)
    assert name in at.error[0].value.replace("\\", "")
    assert desk().version == 0
    assert "Traceback" not in shown(at)


def test_rows_that_cannot_be_read_are_listed_with_their_line(open_app):
    at = drop(open_app(page="files"), "earnings.csv", UPWORK + b"2026-13-99,Nova review,1,10.00,\n")
    assert "Rows that cannot be read" in shown(at)
    bad = at.dataframe[1].value.iloc[0]
    assert (bad["Line"], bad["What is there"]) == ("4", "2026-13-99")
    press(at, "Import 2 rows")


def test_pasted_text_is_a_file_too(open_app):
    at = open_app(page="files")
    by_label(at.text_area, "Pasted text").set_value(UPWORK.decode()).run()
    assert not at.exception
    assert at.dataframe[0].value.iloc[0]["New"] == "2"


def test_a_pasted_table_that_nobody_knows_goes_through_the_wizard(open_app):
    at = open_app(page="files")
    by_label(at.text_area, "Pasted text").set_value("Tag\tStunden\n03.09.2026\t1,5\n14.09.2026\t2,25\n").run()
    assert not at.exception
    assert "Which column is what?" in shown(at)


def test_all_that_is_read_is_listed_and_can_be_searched(open_app):
    at = open_app(page="files")
    assert "What can be read" in shown(at)
    rows = at.dataframe[0].value
    assert {"PayPal, activity report or statement", "Toggl Track, detailed report"} <= set(rows["Kind of file"])
    assert set(rows["Layout"]) == {"known", "unconfirmed"}
    by_label(at.selectbox, "How do I get the file of").set_value("toggl").run()
    assert "In Toggl Track: Reports, Detailed" in shown(at).replace("\\", "")
    by_label(at.text_input, "Search").set_value("paypal activity report").run()
    assert by_label(at.selectbox, "How do I get the file of").value == "paypal"
    assert len(at.dataframe) == 0
    by_label(at.text_input, "Search").set_value("nobody knows this").run()
    assert "No kind of file is called so" in shown(at)


def test_a_sheet_of_a_workbook_is_mapped_and_another_is_read(open_app):
    hours = [("Tag", "Stunden"), (dt.date(2026, 9, 3), 1.5), (dt.date(2026, 9, 14), 2.25)]
    known = [line.split(",") for line in UPWORK.decode().splitlines()]
    at = drop(open_app(page="files"), "book.xlsx", xlsx({"Stunden": hours, "Upwork": known}))
    assert at.multiselect[0].options == ["Stunden", "Upwork"]
    press(at, "Set the columns of book")
    at.selectbox(key="map_book.xlsx/Stunden_work_session_Tag").set_value("date").run()
    by_label(at.selectbox, "All is from the platform").set_value("Mercor").run()
    press(at, "Read the file so")
    press(at, "Import 4 rows")
    assert sum(s.minutes for _row, s in desk().rows(WorkSession)) == 22.25 * 3600


def test_other_content_for_the_same_row_is_decided_by_the_worker(open_app):
    at = drop(open_app(page="files"), "toggl.csv", TOGGL)
    by_label(at.selectbox, "Answer").set_value("Europe/Berlin")
    press(at, "Go on")
    by_label(at.selectbox, "All other hours and earnings belong to").set_value("Mercor").run()
    press(at, "Import 2 rows")
    drop(at, "toggl.csv", TOGGL.replace(b"11:30:00,02:30:00", b"12:30:00,03:30:00"))
    by_label(at.selectbox, "Answer").set_value("Europe/Berlin")
    press(at, "Go on")
    by_label(at.selectbox, "All other hours and earnings belong to").set_value("Mercor").run()
    assert "1 row has the same start as one in the ledger, but differs" in shown(at)
    at.radio(key="conflict_same_slot").set_value("replace").run()
    press(at, "Import 1 row")
    longest = max(s.ended_at - s.started_at for _row, s in desk().rows(WorkSession))
    assert longest.total_seconds() == 3.5 * 3600


def test_payers_without_an_answer_are_stored_nowhere(open_app):
    wise = (
        b"TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,"
        b"Exchange Rate,Payer Name,Payee Name,Payee Account Number,Merchant,Total fees\n"
        b"TRANSFER-1,07-09-2026,120.00,USD,Received money from Grandma,,120.00,,,,Grandma,,,,0\n"
    )
    at = drop(open_app(page="files"), "wise.csv", wise)
    assert "no rule tells whose work this is; nothing of this is stored" in shown(at)
    assert desk().rows(Payout) == []
    assert "Grandma" not in "".join(str(r) for r in desk().operations())


BANK = b"""Booked,Text,Way,Sum,Balance
13/01/2026,Northwind pay,credit,200.00,1200.00
14/01/2026,Shop,debit,20.00,1180.00
15/01/2026,Northwind pay,credit,100.00,1280.00
"""


def answers(at, said):
    """Answer the questions one by one, in the order in which they are asked; each once."""
    for label, value in said:
        if isinstance(value, dict):
            for word, meaning in value.items():
                next(b for b in at.selectbox if b.label.startswith(word)).set_value(meaning)
        elif label == "Currency":
            by_label(at.selectbox, "Currency").set_value(value)
        else:
            assert label in at.radio[0].label, (label, at.radio[0].label)
            at.radio[0].set_value(value)
        press(at, "That is it")


def test_a_bank_file_asks_for_each_doubt_before_anything_can_be_read(open_app):
    at = drop(open_app(page="files"), "bank.csv", BANK)
    assert "Question 1 of 4" in shown(at)
    assert next(b for b in at.button if b.label == "Read the file so").disabled
    press(at, "That is it")
    assert "Choose an answer first" in shown(at)
    answers(at, [
        ("What are the rows", "account"), ("Which of these sums", "Sum"), ("way", {"credit": "in", "debit": "out"}),
        ("Currency", "GBP"),
    ])  # fmt: skip
    assert "as they would be stored" in shown(at)
    assert list(at.dataframe[0].value["Amount"]) == ["200.00", "", "100.00"]
    by_label(at.selectbox, "All is from the platform").set_value("Mercor").run()
    press(at, "Read the file so")
    press(at, "Import 2 rows")
    assert [(p.amount, p.currency) for _row, p in desk().rows(Payout)] == [(2_000_000, "GBP"), (1_000_000, "GBP")]
    drop(at, "february.csv", BANK.replace(b"/01/", b"/02/").replace(b"Shop,debit", b"Bonus,kickback"))
    assert "Question 1 of 1" in shown(at)
    assert "kickback" in "".join(b.label for b in at.selectbox)


def test_an_answer_can_be_given_again(open_app):
    at = drop(open_app(page="files"), "bank.csv", BANK)
    answers(at, [("What are the rows", "expense")])
    press(at, "Ask the last question again")
    answers(at, [("What are the rows", "payout")])
    assert "Which of these sums is what you were paid?" in shown(at)


UPWORK_MONEY = (
    b"Date,Ref ID,Type,Description,Agency,Freelancer,Team,Account Name,PO,Amount,ExchangeRate,Currency,Balance\n"
    b'"Sep 17, 2026",13,Withdrawal,"Wise withdrawal",,Me,,Me,,-450.00,,USD,0.00\n'
    b'"Sep 15, 2026",12,Service Fee,"Service Fee - Ref ID 11",,Me,Acme,Acme,,-50.00,,USD,450.00\n'
    b'"Sep 15, 2026",11,Hourly,"Invoice for 09/07/2026-09/13/2026 - 12:30 hrs @ $40.00/hr",,Me,Acme,Acme,,500.00,,'
    b"USD,500.00\n"
)


def test_money_that_would_count_twice_waits_for_an_answer(open_app):
    at = open_app(page="files")
    arrived = Payout(
        platform="Upwork", kind="payout", received_on=dt.date(2026, 9, 20), amount=450_0000, currency="USD",
        evidence="deposit", source="wise", source_id="TRANSFER-9",
    )  # fmt: skip
    entry.add(desk(), [arrived])
    drop(at, "upwork.csv", UPWORK_MONEY)
    assert "1 transfer arrived, it seems, as a payment that is in the ledger ($450.00)" in shown(at)
    (confirm,) = [b for b in at.button if b.key == "confirm"]
    assert confirm.disabled
    at.radio(key="conflict_arrived").set_value("replace").run()
    press(at, "Import 2 rows")
    assert [(p.amount, p.fee) for _row, p in desk().rows(Payout)] == [(500_0000, 50_0000)]
    at.button(key="undo_done").click().run()
    assert [p.source for _row, p in desk().rows(Payout)] == ["wise"]


def test_two_reports_of_one_week_are_decided_one_by_one(open_app):
    at = drop(open_app(page="files"), "earnings.csv", UPWORK)
    press(at, "Import 2 rows")
    drop(at, "upwork.csv", UPWORK_MONEY)
    assert "1 row tells of days that another report has told of (12.5\xa0h, $500.00)" in shown(at)
    press(at, "Import 1 row")
    assert len(desk().rows(WorkSession)) == 2


DEPOSITS = (
    b"TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,"
    b"Exchange Rate,Payer Name,Payee Name,Payee Account Number,Merchant,Total fees\n"
    b"T-1,04-03-2026,450.00,USD,Received money,,450.00,,,,MERCOR INC 11,,,,0\n"
    b"T-2,11-03-2026,497.00,USD,Received money,,947.00,,,,MERCOR INC 12,,,,0\n"
    b"T-3,18-03-2026,80.00,USD,Received money,,1027.00,,,,ACH CREDIT,,,,0\n"
)


def test_deposits_that_are_known_payments_are_confirmed_with_one_button(open_app):
    at = open_app(page="files")
    paid = [(dt.date(2026, 3, 2), 450), (dt.date(2026, 3, 9), 500), (dt.date(2026, 3, 16), 80)]
    entry.add(
        desk(),
        [
            Platform(platform="Mercor", currency="USD"),
            *(
                Payout(platform="Mercor", kind="payout", received_on=day, amount=money * 10_000, currency="USD")
                for day, money in paid
            ),
        ],
    )
    at = drop(at, "wise.csv", DEPOSITS)
    assert "These deposits are payments you know" in shown(at)
    assert "MERCOR INC 11" not in [s.label for s in at.selectbox]
    at.button(key="confirm_deposits").click().run()
    assert "Confirmed; written with the import below" in shown(at)
    at.radio(key="conflict_maybe_deposit").set_value("each").run()
    at.radio(key="conflict_maybe_deposit_0").set_value("replace").run()
    press(at, "Import 3 rows")
    backed = [(p.received_on.day, p.amount // 10_000, p.fee, p.evidence) for _, p in desk().rows(Payout)]
    assert backed == [(4, 450, None, "deposit"), (11, 500, 30_000, "deposit"), (18, 80, None, "deposit")]
    assert [(r.pattern, r.platform) for _, r in desk().rows(Rule)] == [("MERCOR INC *", "Mercor")]


def test_deposits_of_pay_that_is_owed_are_confirmed_with_one_button(open_app):
    at = open_app(page="files")
    hours = {"platform": "Mercor", "rate": 400_000, "currency": "USD"}
    days = [(dt.date(2026, 3, 2), 5), (dt.date(2026, 3, 4), 6)]
    entry.add(
        desk(),
        [
            Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=7),
            *(WorkSession(worked_on=day, minutes=n * 3600, **hours) for day, n in days),
        ],
    )
    bank = DEPOSITS.splitlines(keepends=True)[0] + DEPOSITS.splitlines(keepends=True)[1]
    bank += b"T-1,16-03-2026,437.00,USD,Received money,,437.00,,,,MERCOR INC 11,,,,0\n"
    at = drop(at, "wise.csv", bank)
    assert "These deposits are pay that you are owed" in shown(at)
    at.button(key="confirm_oweds").click().run()
    press(at, "Import 1 row")
    assert [(p.platform, p.amount, p.fee, p.evidence) for _, p in desk().rows(Payout)] == [
        ("Mercor", 4_400_000, 30_000, "deposit")
    ]
