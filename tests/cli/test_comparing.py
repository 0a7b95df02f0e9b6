"""`tracker pool simulate`, `compare` and `sheet` from a terminal."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_pool import NOW
from tests.pool.made import quick_passphrases


@pytest.fixture
def run(cli: Cli, tmp_path, monkeypatch):
    """The command line in a folder with a simulated pool."""
    quick_passphrases(monkeypatch)
    monkeypatch.setenv("TRACKER_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("TRACKER_PASSPHRASE", raising=False)  # nobody is in it, so it asks for none
    monkeypatch.chdir(tmp_path)
    cli.now = NOW
    made = cli("pool", "simulate", "made", "--workers", "120", "--quarters", "2", "--seed", "4", "--json").json
    assert (made["simulated"], made["workers"], made["quarters"]) == (True, 120, ["2026Q2", "2026Q3"])
    return cli


def test_groups_as_text_and_as_json(run):
    text = run("pool", "compare", "made").out
    assert text.startswith("Simulated collective, 2026Q3, USD an hour (simulated)")
    assert "Larkspur" in text
    data = run("pool", "compare", "made", "--by", "cell", "--quarter", "2026Q2", "--json").json
    assert (data["quarter"], data["simulated"]) == ("2026Q2", True)
    one = max(data["groups"], key=lambda g: g["contributors"])
    assert set(one) == {
        "region", "platform", "role", "contributors", "kept", "headline", "of_headline", "unpaid", "on_time", "ended",
        "fell", "below", "change",
    }  # fmt: skip
    assert one["kept"]["low"] <= one["kept"]["median"] <= one["kept"]["high"]


def test_text_leaves_small_groups_without_figures(run):
    lines = run("pool", "compare", "made", "--by", "cell").out.split("\n\n")[1].splitlines()
    rows = [re.split(r" {2,}", line) for line in lines if "…" in line or " · " in line]
    few = [row for row in rows if set(row[2:]) == {"-"}]
    assert few
    assert few == rows[-len(few) :]
    assert all((int(row[1]) < 10) == (row in few) for row in rows)


def test_the_sheet_is_one_file(run, tmp_path):
    said = run("pool", "sheet", "made", "-o", "sheet.html", "--json").json
    assert (said["quarter"], said["waiting"]) == ("2026Q3", 0)
    text = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "Simulated: no person" in text
    assert all(name in text for name in said["platforms"])
    assert "is a folder" in run("pool", "sheet", "made", "-o", ".", code=1).err
    assert "not an engine" in run("pool", "compare", "made", "--engine", "x", code=1).err
    assert "not a quarter" in run("pool", "compare", "made", "--quarter", "2026", code=1).err
