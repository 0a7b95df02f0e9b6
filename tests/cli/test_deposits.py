"""Deposits that are payments which are known: proposed, confirmed, taken back, and never counted twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_doubles import WISE_HEAD, kept
from tracker.domain import Payout, Rule

PAID_MAP = {
    "tracker_mapping": 1,
    "name": "paid out",
    "kind": "payout",
    "header": ["Paid on", "Sum USD"],
    "columns": {"date": "Paid on", "amount": "Sum USD"},
    "constants": {"platform": "Mercor", "currency": "USD"},
}


def wise(*rows: tuple[str, str, float, str]) -> str:
    """A Wise statement of (id, day, sum, payer)."""
    lines = [f"{n},{d},{m:.2f},USD,Received money,,{m:.2f},,,,{p},,,,0" for n, d, m, p in rows]
    return "\n".join([WISE_HEAD, *lines]) + "\n"


MARCH = wise(
    ("T-1", "04-03-2026", 450, "MERCOR INC 11"),
    ("T-2", "11-03-2026", 497, "MERCOR INC 12"),
    ("T-3", "12-03-2026", 60, "Ann Lee"),
)


@pytest.fixture
def take(cli: Cli, tmp_path: Path) -> Any:
    def run(text: str, *options: str, name: str = "wise.csv") -> dict[str, Any]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return dict(cli("import", str(path), *options, "--json").json["files"][0])

    return run


@pytest.fixture
def mercor(cli: Cli) -> Cli:
    cli("platform", "Mercor", "--currency", "USD")
    cli("paid", "Mercor", "450", "--on", "2026-03-02")
    cli("paid", "Mercor", "500", "--on", "2026-03-09")
    return cli


def seen(cli: Cli) -> list[tuple[str, int, int | None, str | None, str | None]]:
    return [(f"{p.received_on:%m-%d}", p.amount // 10_000, p.fee, p.place, p.evidence) for p in cli.rows(Payout)]


TYPED = [("03-02", 450, None, None, "typed"), ("03-09", 500, None, None, "typed")]
BACKED = [("03-04", 450, None, "wallet", "deposit"), ("03-11", 500, 30_000, "wallet", "deposit")]


def test_typed_payments_are_backed_by_their_deposits(mercor: Cli, take: Any) -> None:
    first = take(MARCH)
    assert (first["asked"], first["ignored"], seen(mercor)) == ({"deposit": 2}, {"not_assigned": 1}, TYPED)
    assert [c["rows"] for c in first["conflicts"]] == [[1], [2]]
    second = take(MARCH, "--match")
    assert (second["new"], second["stored"], seen(mercor)) == (0, {}, BACKED)
    assert second["left_out"]["deposit"]["amounts"] == {"USD": "947.00"}
    assert [(r.field, r.pattern, r.platform) for r in mercor.rows(Rule)] == [("payer", "MERCOR INC *", "Mercor")]


def test_the_same_file_again_proposes_nothing(mercor: Cli, take: Any) -> None:
    take(MARCH, "--match")
    again = take(MARCH)
    assert (again["duplicate"], again["conflict"], again["new"]) == (2, 0, 0)
    mercor("undo")
    assert (seen(mercor), mercor.rows(Rule)) == (TYPED, [])
    assert take(MARCH)["asked"] == {"deposit": 2}


def test_a_backed_payment_that_is_edited_is_still_the_same(mercor: Cli, take: Any, tmp_path: Path) -> None:
    take(MARCH, "--match")
    mercor("export", str(tmp_path / "all.zip"))
    other = ["--ledger", str(tmp_path / "other.db")]
    mercor("import", str(tmp_path / "all.zip"), *other)
    (tmp_path / "again.csv").write_text(MARCH, encoding="utf-8")
    again = mercor("import", str(tmp_path / "again.csv"), "--json", *other).json["files"][0]
    assert again["new"] == 0


def test_without_an_answer_nothing_is_written(mercor: Cli, take: Any) -> None:
    take(MARCH, "--add", "all")
    assert seen(mercor) == TYPED


def test_a_payer_with_a_rule_may_be_another_payment(mercor: Cli, take: Any) -> None:
    take(MARCH, "--rule", "payer=MERCOR*:Mercor", "--add", "deposit")
    assert kept(mercor) == "1897.00"


def test_one_deposit_of_two_payments(mercor: Cli, take: Any) -> None:
    both = wise(("T-1", "11-03-2026", 950, "MERCOR INC 11"))
    assert take(both, "--match")["conflicts"][0]["rows"] == [1, 2]
    assert seen(mercor) == [("03-11", 450, None, "wallet", "deposit"), ("03-11", 500, None, "wallet", "deposit")]
    assert take(both)["duplicate"] == 1


def test_two_deposits_of_one_payment(mercor: Cli, take: Any) -> None:
    parts = wise(("T-1", "10-03-2026", 200, "MERCOR INC 11"), ("T-2", "11-03-2026", 300, "MERCOR INC 12"))
    assert take(parts, "--match")["asked"] == {"deposit": 2}
    assert seen(mercor) == [TYPED[0], ("03-11", 500, None, "wallet", "deposit")]
    assert (take(parts)["duplicate"], kept(mercor)) == (2, "950.00")


def test_a_platforms_statement_and_the_deposit_in_one_import(cli: Cli, tmp_path: Path) -> None:
    """The payment is stored once, as its platform tells it, with the deposit's day and fee."""
    cli("platform", "Mercor", "--currency", "USD")
    paid, old = tmp_path / "paid.csv", tmp_path / "old.csv"
    paid.write_text("Paid on,Sum USD\n2026-03-02,450.00\n2026-03-09,500.00\n", encoding="utf-8")
    old.write_text("Paid on,Sum USD\n2026-01-05,77.00\n", encoding="utf-8")
    (tmp_path / "wise.csv").write_text(MARCH, encoding="utf-8")
    (tmp_path / "map.json").write_text(json.dumps(PAID_MAP), encoding="utf-8")
    cli("import", str(old), "--map", str(tmp_path / "map.json"))
    files = [str(paid), str(tmp_path / "wise.csv")]
    cli("import", *files, "--match", "--json")
    assert seen(cli) == [("01-05", 77, None, None, "deposit"), *BACKED]
    again = cli("import", *files, "--json").json["files"]
    assert [(f["new"], f["duplicate"], f["conflict"]) for f in again] == [(0, 2, 0), (0, 2, 0)]
    cli("undo")
    assert seen(cli) == [("01-05", 77, None, None, "deposit")]


def test_on_the_terminal_clear_ones_are_asked_at_once_and_others_one_by_one(
    mercor: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mercor("paid", "Mercor", "80", "--on", "2026-03-16")
    path = tmp_path / "wise.csv"
    strange = ("T-4", "18-03-2026", 80, "ACH CREDIT")
    path.write_text(MARCH + wise(strange).removeprefix(f"{WISE_HEAD}\n"), encoding="utf-8")
    said = {"Which is it": ["replace", "keep"], "PLATFORM": ["", ""], "Write": ["y"]}
    monkeypatch.setattr("tracker.cli.ask.possible", lambda: True)
    monkeypatch.setattr("tracker.cli.ask.line", lambda text: next(a.pop(0) for k, a in said.items() if k in text))
    shown = mercor("import", str(path)).out
    assert "2 deposits are payments you know" in shown
    assert "1 deposit may be a payment you know" in shown
    assert said["Which is it"] == []
    assert seen(mercor) == [*BACKED, ("03-16", 80, None, None, "typed")]
