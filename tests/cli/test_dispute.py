"""The dispute sheet on the command line."""

import csv
import io
import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def ledger(cli: Cli) -> Cli:
    cli("platform", "Acme", "--currency", "USD", "--cycle", "weekly:fri", "--delay", "5")
    cli("project", "Acme", "Nova", "--agreed", "30")
    cli("log", "2h acme nova 2026-05-04", "--counted", "1h30")
    cli("log", "1h acme nova 2026-05-05", "--counted", "1h")
    return cli


def test_it_is_said_and_written(ledger: Cli, tmp_path: Path) -> None:
    said = " ".join(ledger("dispute", "acme", "--from", "2026-05-01", "--to", "2026-05-31").out.split())
    assert "0.5 h on your clock were not counted by Acme, in 1 line: worth 15.00 USD." in said
    place = tmp_path / "sheet.html"
    ledger("dispute", "acme", "-o", str(place), "--deadline", "2026-06-15")
    assert "To be disputed by 2026-06-15." in place.read_text("utf-8")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    ledger("dispute", "acme", "-o", str(tmp_path / "sheet.csv"))
    rows = list(csv.reader(io.StringIO((tmp_path / "sheet.csv").read_bytes().decode("utf-8-sig"))))
    assert rows[1][3:] == ["Nova", "2", "3.00", "2.50", "0.00", "0.00", "0.50", "USD", "15.00"]


def test_as_json_with_every_key_in_the_docs(ledger: Cli, tmp_path: Path) -> None:
    data = ledger("dispute", "acme", "--json", "-o", str(tmp_path / "sheet.csv")).json
    assert (data["own_hours"], data["counted_hours"], data["difference_hours"]) == (3.0, 2.5, 0.5)
    assert data["totals"] == {"USD": "15.00"}
    assert [x["difference_amount"] for x in data["sessions"]] == ["15.00", "0.00"]
    assert data["lines"][0]["due_on"] == "2026-05-13"
    text = (
        (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8").split("## The JSON of `tracker dispute`")[1]
    )
    keys = {*data, *data["lines"][0], *data["sessions"][0], *data["window"]}
    assert [k for k in sorted(keys) if not re.search(rf'"{k}"', text)] == []


def test_what_cannot_be_is_said(ledger: Cli, tmp_path: Path) -> None:
    taken = tmp_path / "a.csv"
    assert "ends in .csv, .html or .pdf" in ledger("dispute", "acme", "-o", str(tmp_path / "a.doc"), code=1).err
    taken.write_text("mine")
    assert "--force" in ledger("dispute", "acme", "-o", str(taken), code=1).err
    assert taken.read_text() == "mine"
    ledger("dispute", "acme", "-o", str(taken), "--force")
    ledger("dispute", "nobody", code=1)
    assert "before it starts" in ledger("dispute", "acme", "--from", "2026-05-05", "--to", "2026-05-01", code=1).err
    assert "No paid work for Acme" in ledger("dispute", "acme", "--to", "2026-04-01").out
    assert ledger("dispute", "acme", "--to", "2026-04-01", "--json").json["lines"] == []
