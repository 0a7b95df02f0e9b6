"""Proof of income, the tax year and journals on the command line."""

import csv
import datetime as dt
import io
import re
import stat
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from tests.cli.conftest import Cli
from tests.papers.test_journals import found, ran
from tracker.analysis.payments import received
from tracker.domain import WorkSession
from tracker.errors import Caveat


@pytest.fixture
def ledger(cli: Cli) -> Cli:
    cli("platform", "Acme", "--currency", "USD", "--fee", "2")
    cli("log", "2h acme 2026-01-10", "--new")
    cli("paid", "acme", "100", "--fee", "2", "--on", "2026-01-20")
    cli("paid", "acme", "50", "--on", "2026-03-20")
    cli("spent", "30", "headset", "--on", "2026-02-01")
    return cli


def test_a_statement_is_said(ledger: Cli) -> None:
    said = " ".join(ledger("statement").out.split())
    assert "148.00 USD received in 4 months On average 37.00 USD a month" in said
    assert "January 2026 1 98.00" in said
    assert "The record begins on 2026-01-10" in said
    assert "1 to 600" in ledger("statement", "--months", "0", code=1).err
    assert ledger("statement", "--from", "2026-03-10", "--json").json["last"] == "2026-05-06"
    data = ledger("statement", "--from", "2026-03-01", "--to", "2026-03-31", "--json").json
    assert (data["total"], data["average"], data["currency"], data["by_evidence"]["typed"]) == (
        "50.00", "50.00", "USD", 1.0,
    )  # fmt: skip
    assert [(m["first"], m["received"], m["payments"]) for m in data["months"]] == [("2026-03-01", "50.00", 1)]


def test_a_statement_is_written_and_verified(ledger: Cli, tmp_path: Path) -> None:
    place = tmp_path / "income.pdf"
    made = ledger("statement", "-o", str(place), "--name", "Ana Ñandú & Co", "--alias", "--json").json
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert ledger("verify", str(place), "--json").json == {
        "figures": True, "file": True, "from": "2025-05-01", "to": "2026-04-30", "as_of": "2026-05-06",
    }  # fmt: skip
    assert "same paper, to the byte" in ledger("verify", str(place)).out
    assert made["code"].count("-") == 4
    assert "98.00" not in ledger("verify", str(place)).out
    ledger("statement", "-o", str(place), code=1)
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(place.read_bytes() + b"\n")
    assert ledger("verify", str(changed), "--json").json["file"] is False
    ledger("paid", "acme", "1", "--on", "2026-04-20")
    assert "other figures" in ledger("verify", str(place)).out


def test_the_code_stands_for_figures_names_and_days(ledger: Cli, tmp_path: Path) -> None:
    """Text that is not the ledger's may not pass: the name, and whether platforms are named, are in the code."""
    place = tmp_path / "income.pdf"
    ledger("statement", "-o", str(place), "--name", "Ana")
    forged = place.read_bytes().replace(b"name=Ana", b"name=Eva")
    place.write_bytes(forged)
    assert ledger("verify", str(place), "--json").json["figures"] is False


def test_the_code_does_not_hang_on_the_words_of_a_caveat(ledger: Cli, tmp_path: Path, monkeypatch) -> None:
    """A paper of last year is verified by a version that says what is left out in other words."""
    place = tmp_path / "income.pdf"
    ledger("statement", "-o", str(place))
    monkeypatch.setattr(received, "_begun", lambda *_: [Caveat("record_begins", "Said otherwise.", 1)])
    found = ledger("verify", str(place), "--json").json
    assert (found["figures"], found["file"]) == (True, False)


def test_what_is_no_statement_is_refused(ledger: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert "does not say that it is a statement" in ledger("verify", str(tmp_path / "x.pdf"), code=1).err
    ledger("verify", str(tmp_path / "none.pdf"), code=1)
    ledger("statement", "-o", str(tmp_path / "x.txt"), code=1)


def test_the_tax_year(ledger: Cli, tmp_path: Path) -> None:
    data = ledger("tax", "2026", "--json").json
    assert {k: data[k] for k in ("gross", "fees", "net", "expenses", "profit")} == {
        "gross": "150.00", "fees": "2.00", "net": "148.00", "expenses": "30.00", "profit": "118.00",
    }  # fmt: skip
    assert [q["net"] for q in data["quarters"]] == ["148.00", "0.00", "0.00", "0.00"]
    assert "150.00" in ledger("tax", "2026").out
    ledger("tax", "2026", "--form", "us", "-o", str(tmp_path / "tax.xlsx"))
    book = CalamineWorkbook.from_path(str(tmp_path / "tax.xlsx"))
    assert book.sheet_names == [
        "Year 2026",
        "Schedule C",
        "1040-ES",
        "1099",
        "By month",
        "Payments",
        "Expenses by kind",
        "Expenses",
    ]
    lines = book.get_sheet_by_name("Schedule C").to_python()
    assert [r[::2] for r in lines[1:9]] == [
        ["1", 150], ["2", 0], ["3", 150], ["7", 150], ["10", 2], ["27b", 30], ["28", 32], ["31", 118],
    ]  # fmt: skip
    ledger("tax", "2026", "-o", str(tmp_path / "tax.zip"))
    with zipfile.ZipFile(tmp_path / "tax.zip") as made:
        assert made.namelist() == [
            "Year 2026.csv",
            "By month.csv",
            "Payments.csv",
            "Expenses by kind.csv",
            "Expenses.csv",
        ]
    found = ledger("tax", "2026", "--got", "acme=148", "--json").json
    assert [(f["payer"], f["on_form"], f["cause"]) for f in found["forms"]] == [("Acme", "148.00", "paid")]
    assert [e["due_on"] for e in found["estimates"]] == ["2026-04-15", "2026-06-15", "2026-09-15", "2027-01-15"]
    assert "1099-NEC" in ledger("tax", "2026", "--got", "acme=148").out
    ledger("tax", "2026", "--got", "acme", code=1)
    ledger("tax", "2026", "--got", "nobody=1", code=1)
    assert "calendar years" in ledger("tax", "2025", "--starts", "6 april", "--form", "us", code=1).err
    ledger("tax", "2026", "-o", str(tmp_path / "tax.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "tax.csv").read_bytes().decode("utf-8-sig"))))
    assert [(r["Month"], r["Gross"], r["Received in USD"]) for r in rows] == [
        ("2026-01-01", "100.00", "98.00"), ("2026-03-01", "50.00", "50.00"),
    ]  # fmt: skip


def test_the_day_on_which_a_tax_year_begins(ledger: Cli) -> None:
    for said in ("6 april", "april 6"):
        assert ledger("tax", "2025", "--starts", said, "--json").json["last"] == "2026-04-05"
    assert ledger("tax", "2025", "--starts", "15-04", "--json").json["first"] == "2025-04-15"


@pytest.mark.parametrize(
    "words",
    [("2027",), ("2026", "--starts", "29-02"), ("2026", "--starts", "06-04"), ("2026", "-o", "x.pdf")],
)
def test_a_tax_year_that_cannot_be(ledger: Cli, words: tuple[str, ...]) -> None:
    assert ledger("tax", *words, code=1).err


@pytest.mark.parametrize("word", ["26", "0", "2025-26", "2025/26"])
def test_a_tax_year_is_the_one_in_which_it_begins(ledger: Cli, word: str) -> None:
    assert "write the one in which it begins" in ledger("tax", word, code=2).err


def test_journals(ledger: Cli, tmp_path: Path) -> None:
    for program in ("hledger", "ledger", "beancount"):
        ledger("export", "--as", program, str(tmp_path / f"a.{program}"))
        assert "Income:Acme  -100.00 USD" in (tmp_path / f"a.{program}").read_text()
    ledger("export", "--as", "hledger", "--from", "2026-03-01", str(tmp_path / "march"))
    assert "-100.00" not in (tmp_path / "march").read_text()
    assert stat.S_IMODE((tmp_path / "march").stat().st_mode) == 0o600
    ledger("log", "1h acme 2026-01-12 09:00-10:00")
    ledger("export", "--as", "calendar", str(tmp_path / "work.ics"))
    found = Calendar.from_ical((tmp_path / "work.ics").read_bytes()).walk("VEVENT")
    work = [e for e in found if e["SUMMARY"] != "No work"]
    assert [(str(e["SUMMARY"]), e.decoded("DTSTART")) for e in work] == [
        ("Acme", dt.date(2026, 1, 10)), ("Acme", dt.datetime(2026, 1, 12, 8, tzinfo=dt.UTC)),
    ]  # fmt: skip
    ledger("export", "--as", "workbook", str(tmp_path / "all.xlsx"))
    book = CalamineWorkbook.from_path(str(tmp_path / "all.xlsx"))
    rows = book.get_sheet_by_name("payouts").to_python()
    assert [dict(zip(rows[0], r, strict=True))["amount"] for r in rows[1:]] == [100, 50]
    rows = book.get_sheet_by_name("work_sessions").to_python()
    assert [dict(zip(rows[0], r, strict=True))["started_at"] for r in rows[1:]] == ["", dt.datetime(2026, 1, 12, 9)]
    assert "holds everything" in ledger("export", "--from", "2026-03-01", str(tmp_path / "a.zip"), code=1).err


def test_an_invoice(ledger: Cli, tmp_path: Path) -> None:
    ledger("project", "Acme", "Nova", "--agreed", "30")
    ledger("log", "2h acme nova 2026-04-10")
    data = ledger("invoice", "acme", "--json").json
    assert (data["first"], data["last"], data["total"]) == ("2026-04-01", "2026-04-30", "60.00")
    assert data["lines"] == [
        {"project": "Nova", "unit": "hour", "quantity": 2.0, "rate": "30.00", "amount": "60.00"},
    ]  # fmt: skip
    place = tmp_path / "7.pdf"
    ledger("invoice", "acme", "-o", str(place), code=1)
    made = ledger("invoice", "acme", "-o", str(place), "--number", "7", "--seller", "Ana", "--tax", "19", "--hand-in")
    assert "71.40 USD for 1 row" in made.out
    assert "noted as handed in on 2026-05-06" in made.out
    with ledger.desk() as desk:
        assert [s.submitted_on for _row, s in desk.rows(WorkSession)].count(dt.date(2026, 5, 6)) == 1
    assert "handed in before: 1, 60.00 USD" in " ".join(ledger("invoice", "acme").out.split())
    assert "Nothing to bill" in ledger("invoice", "acme", "--open").out
    ledger("invoice", "acme", "--tax", "many", code=1)


def test_an_invoice_for_programs(ledger: Cli, tmp_path: Path) -> None:
    ledger("platform", "Beta", "--currency", "USD")
    ledger("project", "beta", "Nova", "--agreed", "30")
    ledger("log", "90m beta nova 2026-04-10")
    place = tmp_path / "7.xml"
    words = ["invoice", "beta", "--from", "2026-04-01", "--to", "2026-04-30", "--number", "7", "-o", str(place)]
    assert "ends in .pdf" in ledger(*words, code=1).err
    asked = ledger(*words, "--as", "ubl", code=1).err
    assert "cannot be guessed" in asked
    who = ["--seller", "Ana", "--seller-country", "pt", "--seller-vat", "PT 123456789", "--buyer-country", "DE",
           "--buyer-vat", "DE123456789", "--due", "2026-06-01"]  # fmt: skip
    ledger(*words, "--as", "ubl", "--vat", "reverse", *who, "--hand-in")
    assert b">45.00</cbc:PayableAmount>" in place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    carried = tmp_path / "7.pdf"
    words[-1] = str(carried)
    ledger(*words, "--as", "facturx", "--vat", "standard", "--tax", "23", *who)
    assert b"<fx:ConformanceLevel>EN 16931<" in carried.read_bytes()
    found = ledger("invoice", "--json").json["invoices"]
    assert [(x["platform"], x["handed_in"], x["billed"], x["left"]) for x in found] == [
        ("Beta", "2026-05-06", "45.00", "45.00"),
    ]  # fmt: skip
    assert "45.00 USD of 1 day of handing in has not come." in " ".join(ledger("invoice").out.split())


def test_what_the_bookkeeping_programs_sum_up_is_what_the_report_received(ledger: Cli, tmp_path: Path) -> None:
    """150.00 less 2.00 of fees: income and fees of a journal are the money that the report and the statement count."""
    received = ledger("report", "--from", "2026-01-01", "--json").json["money"]["cash_received"]
    assert received == ledger("statement", "--from", "2026-01-01", "--json").json["total"] == "148.00"
    places = {name: tmp_path / f"money.{name}" for name in ("hledger", "ledger", "beancount")}
    for name, place in places.items():
        ledger("export", "--as", name, str(place))
    kept = ("balance", "^Income", "^Expenses:Fees")
    said = ran(found("hledger"), "-f", str(places["hledger"]), *kept, "--format", "%(total)", "-N", "--depth", "1")
    by_ledger = ran(found("ledger"), "-f", str(places["ledger"]), *kept, "--depth", "1").split("----")[0]
    ran(found("bean-check"), "--no-cache", str(places["beancount"]))
    for sums in (said, by_ledger):
        amounts = [Decimal(n) for n in re.findall(r"(-?[\d.]+) USD", sums)]
        assert -sum(amounts) == Decimal(received), sums
