"""A file of another kind is never taken for a known one, and the error says what it is."""

from __future__ import annotations

import json

import pytest

from tracker.cli import ways
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ReadOptions, Text
from tracker.importers.guess import draft
from tracker.importers.intake import read_files
from tracker.importers.registry import read_file, recognise

NONE = ReadOptions()


def text(content: str) -> Text:
    return Text("x.csv", content, "utf-8")


def taken(header: str) -> str:
    """The format that takes a table with this header, "" if none does."""
    try:
        return recognise(text(header + "\n"), NONE)[0].name
    except UnreadableFile as error:
        return {"unknown_format": ""}[error.code]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("User,Email,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration", "toggl"),
        ("Description,Tags,Start date,Start time,Stop date,Stop time", "toggl"),
        (
            "Project,Client,Description,Task,User,Email,Tags,Billable,Start Date,Start Time,End Date,End Time",
            "clockify",
        ),
        ("Project,Client,Description,User,Start Date,Start Time,End Date,End Time,Duration (h)", "clockify"),
        ("Project,Client,Description,User,Start Date,Start Time,End Date,End Time,Duration (decimal)", "clockify"),
        ("Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location", ""),
        ("Name,Start Date,Start Time,End Date,End Time", ""),
        ("start date,start time,end date,end time,title", ""),
        ("balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,description", "stripe"),
        (
            "Date,Type,Transaction ID,Currency,Gross,Fee,Net,Destination Platform Fee Currency",
            "",
        ),
        ("Date,Type,Currency,Gross,Fee,Net,Transaction ID", ""),
        ("id,date,description,gross,fee,net,currency", ""),
        ("TransferWise ID,Date,Amount,Currency,Description", "wise"),
        ("ID,Date,Amount,Currency,Description", ""),
        ("ID,Date,Amount,Currency,Description,Balance", ""),
        ("Date,Reference ID,Type,Description,Amount,Balance", ""),
        ("Date,Ref ID,Transaction type,Transaction summary,Amount $", "upwork_transactions"),
        ("Date,Contract,Hours,Amount,Payment type", "upwork_earnings"),
        ("Date,Contract,Hours,Amount", ""),
        ("ID,Status,Direction,Date,Amount", ""),
    ],
)
def test_header_names_decide_letter_case_included(header: str, name: str) -> None:
    assert taken(header) == name


@pytest.mark.parametrize(
    ("content", "said", "next_step"),
    [
        ('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"></Document>', "CAMT", "or CSV"),
        ("2026-01-05 * Client\n  assets:bank      100.00 EUR\n  income:work\n", "plain-text accounting", "CSV"),
        (json.dumps([{"id": 1, "wid": 2, "name": "x"}]), "Toggl Track's full export", "detailed report"),
        (json.dumps({"transaction_details": []}), "PayPal", "CSV"),
        (json.dumps({"mood": 1, "sky": 2}), "fields mood, sky", "make a table"),
        ("Mood,Weather\ngood,rain\n", "No known format has these columns: Mood, Weather.", "--draft-map"),
        ("Type,Product,Started Date,Completed Date,Amount,Currency,State\n", "Revolut", "--map"),
        ("balance_transaction_id,created_utc,currency,gross,fee,net\n", "Stripe", "--map"),
        ("Completion Time,Details,Paid In,Withdrawn\n", "M-Pesa", "--map"),
        ("Transaction Date,Transaction ID,Credit Amount,Debit Amount,Currency\n", "Payoneer", "--map"),
        ("Date,Project,Client,Description,Time (h),Time (decimal)\n", "Clockify's summary report", "--map"),
        ("just some words\n\nand more of them\n", "not a table", "own notes"),
        ("1,2\n3,4\n", "No row of column names", "--map"),
    ],
)  # fmt: skip
def test_the_error_says_what_a_file_is_and_the_next_step(content: str, said: str, next_step: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_file("x.csv", content.encode(), NONE)
    assert caught.value.code == "unknown_format"
    assert said in str(caught.value.message)
    assert next_step in ways.say(caught.value.hint)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Fecha,Hora,Zona horaria,Nombre,Tipo,Estado,Divisa,Bruto,Comisión,Neto", "Spanish"),
        ("Data,Hora,Fuso horário,Nome,Tipo,Status,Moeda,Valor Bruto,Tarifa,Líquido", "Portuguese"),
        ("Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto", "German"),
        ("Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net", "French"),
        ("Data,Ora,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto", "Italian"),
        ("Datum,Tijd,Tijdzone,Naam,Type,Status,Valuta,Bruto,Kosten,Net,Transactiereferentie", "Dutch"),
    ],
)  # fmt: skip
def test_paypal_in_another_language_is_named(header: str, language: str) -> None:
    with pytest.raises(UnreadableFile, match=f"PayPal's report in {language}") as caught:
        read_file("x.csv", (header + "\n").encode(), NONE)
    assert "English" in str(caught.value.hint)


@pytest.mark.parametrize(
    "content", ["OFXHEADER:100\nA,B\n1,2\n", '{"a": 1, "b": 2}', "!Type:Bank\nD1,2\n", "<a><b/></a>"]
)
def test_no_table_is_drafted_out_of_what_is_none(content: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        draft(text(content))
    assert caught.value.code == "unknown_format"


def test_a_projects_file_of_another_tool_is_no_archive() -> None:
    solidtime = {"projects.csv": b"id,name,client_id\n1,x,2\n"}
    with pytest.raises(UnreadableFile, match="No known format has these columns: id, name, client_id"):
        read_files([("folder", solidtime)], NONE)
    plain = b"platform,project\nA,b\n"
    for source in (plain, {"projects.csv": plain, "platforms.csv": b"platform\nA\n"}):
        with pytest.raises(NeedsAnswer) as asked:
            read_files([("projects.csv", source)], NONE)
        assert (asked.value.asks, asked.value.choices) == ("format", ("archive",))
        ((_, made),) = read_files([("projects.csv", source)], ReadOptions(format="archive"))
        assert made.format == "archive"
    telling = b"platform,project,agreed_rate,currency\nA,b,20,USD\n"
    assert read_files([("projects.csv", telling)], NONE)[0][1].format == "archive"
