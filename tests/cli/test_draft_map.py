"""The draft of a mapping on the command line, and mapped money that goes back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.conftest import Cli
from tests.importers.answering import answered, open_keys

BANK = "Date,Status,Amount (EUR)\n2026-02-01,credit,200.00\n2026-02-02,debit,20.00\n2026-02-03,credit,50.00\n"
SAID = {"kind": "account", "direction": {"credit": "in", "debit": "out"}, "platform": "Mercor"}


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.csv"
    path.write_text(BANK)
    return path


def mapping(tmp_path: Path, **said: object) -> str:
    path = tmp_path / "by hand.json"
    path.write_text(json.dumps({"tracker_mapping": 1, "name": "by hand", **said}))
    return str(path)


def test_the_draft_goes_to_the_terminal_or_to_a_file(cli: Cli, bank: Path, tmp_path: Path) -> None:
    shown = cli("import", str(bank), "--draft-map").out
    assert open_keys(shown) == ["kind", "direction:Status"]
    assert json.loads(shown)["first_rows"][0]["amount"] == "200.00"
    made = tmp_path / "map.json"
    said = cli("import", str(bank), "--draft-map", "-o", str(made)).out
    assert "which way did the money go? (in, out, neither)" in said
    assert open_keys(made.read_text()) == open_keys(shown)
    again = cli("import", str(bank), "--draft-map", "-o", str(made), "--json", code=1)
    assert "is there already" in again.json["message"]
    assert cli("import", str(bank), "-o", str(made), "--json", code=1).json["hint"].endswith("with --draft-map.")


def test_an_open_draft_is_refused_with_the_names_of_its_questions(cli: Cli, bank: Path, tmp_path: Path) -> None:
    made = tmp_path / "map.json"
    cli("import", str(bank), "--draft-map", "-o", str(made))
    made.write_text(answered(made.read_text(), {"kind": "payout"}))
    refused = cli("import", str(bank), "--map", str(made), "--json", code=1).json
    assert refused["error"] == "open_questions"
    assert "direction:Status" in refused["message"]
    assert "(1) kind" not in refused["message"]


def test_an_answered_draft_is_imported_and_kept(cli: Cli, bank: Path, tmp_path: Path) -> None:
    made = tmp_path / "map.json"
    cli("import", str(bank), "--draft-map", "-o", str(made))
    made.write_text(answered(made.read_text(), SAID))
    (file,) = cli("import", str(bank), "--map", str(made), "--json").json["files"]
    assert (file["new"], file["amounts"], file["ignored"]) == (2, {"EUR": "250.00"}, {"outgoing": 1})
    later = tmp_path / "later.csv"
    later.write_text(BANK.replace("2026-02", "2026-03").replace("debit", "fee"))
    refused = cli("import", str(later), "--json", code=1).json
    assert (refused["error"], "fee" in json.dumps(refused)) == ("open_questions", False)
    assert "direction:Status" in refused["message"]


def test_a_wrong_answer_names_what_can_be_answered(cli: Cli, bank: Path, tmp_path: Path) -> None:
    made = tmp_path / "map.json"
    cli("import", str(bank), "--draft-map", "-o", str(made))
    made.write_text(answered(made.read_text(), {**SAID, "kind": "salary"}))
    refused = cli("import", str(bank), "--map", str(made), "--json", code=1).json
    assert refused["error"] == "bad_answer"
    assert "'payout'" in refused["hint"]


def test_one_table_of_a_zip_is_drafted(cli: Cli, tmp_path: Path) -> None:
    made = tmp_path / "export.zip"
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("read_me.txt", "Made by nobody.")
        file.writestr("bank.csv", BANK)
    assert "direction:Status" in open_keys(cli("import", str(made / "bank.csv"), "--draft-map").out)
    whole = cli("import", str(made), "--draft-map", "--json", code=1).json
    assert "export.zip/bank.csv" in whole["hint"]


def test_the_only_table_of_a_zip_or_workbook_is_drafted_without_its_name(cli: Cli, tmp_path: Path) -> None:
    made, book = tmp_path / "export.zip", tmp_path / "hours.xlsx"
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("bank.csv", BANK)
    assert "direction:Status" in open_keys(cli("import", str(made), "--draft-map").out)
    with xlsxwriter.Workbook(book) as made_book:
        sheet = made_book.add_worksheet("May")
        for n, row in enumerate([("Date", "Hours"), ("2026-05-04", 1.5), ("2026-05-05", 2)]):
            sheet.write_row(n, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
    draft = tmp_path / "hours.json"
    cli("import", str(book), "--draft-map", "-o", str(draft))
    draft.write_text(answered(draft.read_text(), {"platform": "Outlier"}))
    (file,) = cli("import", str(book), "--map", str(draft), "--json").json["files"]
    assert (file["file"], file["new"]) == ("hours.xlsx/May (hidden rows: 1)", 2)


def test_payouts_below_zero_are_money_taken_back(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "payouts.csv"
    table.write_text("Day,Sum\n2026-02-01,200.00\n2026-02-09,-50.00\n")
    said = mapping(tmp_path, kind="payout", columns={"date": "Day", "amount": "Sum"},
                   constants={"platform": "Mercor", "currency": "USD"})  # fmt: skip
    (file,) = cli("import", str(table), "--map", said, "--json").json["files"]
    assert (file["new"], file["amounts"]) == (2, {"USD": "150.00"})
    report = cli("report", "--from", "2026-01-01", "--to", "2026-05-06", "--json").json
    assert report["money"]["cash_received"] == "150.00"


@pytest.mark.parametrize("sign", [1, -1])
def test_expenses_that_came_back_are_less_spent(cli: Cli, tmp_path: Path, sign: int) -> None:
    table = tmp_path / "spent.csv"
    table.write_text(f"Day,Sum\n2026-02-01,{120 * sign}\n2026-02-03,{-120 * sign}\n2026-02-04,{15 * sign}\n")
    said = mapping(tmp_path, kind="expense", columns={"date": "Day", "amount": "Sum"}, constants={"currency": "USD"})
    cli("import", str(table), "--map", said)
    report = cli("report", "--from", "2026-01-01", "--to", "2026-05-06", "--json").json
    assert report["money"]["expenses"] == "15.00"
    again = cli("import", str(table), "--map", said, "--json").json
    assert again["batch"] is None


def test_as_many_sums_of_one_sign_as_of_the_other_are_asked_about(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "spent.csv"
    table.write_text("Day,Sum\n2026-02-01,-120\n2026-02-03,120\n")
    said = mapping(tmp_path, kind="expense", columns={"date": "Day", "amount": "Sum"}, constants={"currency": "USD"})
    (file,) = cli("import", str(table), "--map", said, "--json").json["files"]
    assert [r["code"] for r in file["rejected"]] == ["which_sign"] * 2
    assert file["new"] == 0


def test_days_the_wrong_way_round_are_not_stored(cli: Cli, tmp_path: Path) -> None:
    """3 December and 4 May with the month first; it is 6 May 2026."""
    (tmp_path / "hours.csv").write_text("Date,Hours\n12/03/2026,2\n05/04/2026,1\n")
    run = ["import", str(tmp_path / "hours.csv"), "--dates", "mdy"]
    cli(*run, "--draft-map", "-o", str(tmp_path / "map.json"))
    made = cli(*run, "--map", str(tmp_path / "map.json"), "--platform", "Acme", "--yes", "--new", "--json")
    (file,) = made.json["files"]
    assert (file["new"], [(r["line"], r["code"]) for r in file["rejected"]]) == (1, [(2, "future")])
