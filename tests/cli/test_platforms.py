"""`tracker platforms`: the keys that are promised, and what a person reads."""

import json

import pytest

from bench.made import write_ledger
from tracker.cli import main
from tracker.cli.plain import Terminal
from tracker.cli.show import platforms
from tracker.sample import generate

KEYS = {
    "platform", "hours", "hourly", "projects", "running", "ended", "survival", "cancelled_by", "median_days",
    "restricted_mean_90", "notice_hours", "paused_share", "on_time", "days_to_pay", "paid_share", "counted_share",
    "unpaid_share", "hours_to_first_pay", "rate_drift", "caveats",
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("ledger") / "tracker.db"
    write_ledger(generate(), made)
    return made


def run(path, capsys, *words):
    code = main(["platforms", "--ledger", str(path), "--as-of", "2026-10-31", *words])
    return code, capsys.readouterr()


def test_the_json_has_every_key_that_is_promised(path, capsys):
    code, said = run(path, capsys, "--json")
    found = json.loads(said.out)
    assert (code, found["currency"], found["as_of"]) == (0, "EUR", "2026-10-31")
    for card in found["platforms"]:
        assert set(card) >= KEYS
        assert set(card["hourly"]) == {"headline", "agreed", "own_timed", "all_hours", "collected", "kept"}
        assert set(card["ended"]) == {"cancelled", "completed", "left"}
        assert set(card["notice_hours"]) >= {"median", "zero_share", "n"}
        assert set(card["on_time"]) == {"share", "low", "high", "n", "k", "by_age"}
        assert set(card["days_to_pay"]) >= {"median", "p90"}
        assert set(card["rate_drift"]) >= {"change", "slope_per_year", "p", "weeks", "verdict"}
        for point in card["survival"]:
            assert set(point) == {"days", "at_risk", "events", "running", "low", "high"}
        for point in card["cancelled_by"]:
            assert set(point) == {"days", "incidence", "low", "high"}
        assert {"row", "kind", "from", "to", "assumed", "text"} == set(card["judged_by"][0])
    lark = found["platforms"][0]
    (judged,) = lark["judged_by"]
    assert judged == {
        "row": None, "kind": None, "from": None, "to": None, "assumed": False,
        "text": "paid every week, to Friday in Asia/Kolkata; 5 days after the end of the pay period",
    }  # fmt: skip
    assert {2, 7, 14, 30, 60, 90, 180, 365} <= {p["days"] for p in lark["survival"]}
    assert (lark["platform"], lark["on_time"]["k"], lark["on_time"]["n"]) == ("Larkspur", 57, 80)


def test_the_second_answer_comes_from_the_ledgers_cache_and_is_the_same(path, capsys):
    first, second = run(path, capsys, "--json")[1].out, run(path, capsys, "--json")[1].out
    assert first == second


def test_a_person_reads_eighty_columns(path, capsys):
    code, said = run(path, capsys)
    assert code == 0
    assert max(map(len, said.out.splitlines())) <= 80
    for words in ("Ended: 16 of 18", "57 of 80", "screenwriting an hour lost 22%", "generalist review down 28.6% 35"):
        assert words in " ".join(said.out.split())


def test_an_empty_ledger_is_told_so(tmp_path, capsys):
    code, said = run(tmp_path / "new.db", capsys)
    assert code == 0
    assert "Nothing is recorded" in said.out


def test_a_platform_without_hours_or_projects_can_be_read():
    from tests.analysis.ledgers import day, ledger, payout
    from tracker.analysis.platforms.compared import build_platforms

    found = build_platforms(ledger(payout("2026-01-16", 30)), day("2026-01-31"))
    said = platforms(found, Terminal.of(None, "USD"))
    assert "No project of it has begun" in said
    assert "No pay day that can be checked has passed" in said


def test_a_floor_is_set_by_an_option_or_a_line_and_told(tmp_path, capsys):
    path = str(tmp_path / "own.db")
    assert main(["platform", "Outlier", "--currency", "USD", "--floor", "15/h", "--ledger", path]) == 0
    assert main(["log", "10h outlier @12 2026-10-19", "--ledger", path, "--new"]) == 0
    assert main(["paid", "outlier", "120", "--on", "2026-10-26", "--ledger", path]) == 0
    capsys.readouterr()
    _code, said = run(path, capsys, "--json")
    (card,) = json.loads(said.out)["platforms"]
    last = card["floor"]["weeks"][-1]
    assert (card["floor"]["floor"], card["floor"]["currency"], card["floor"]["under"]) == ("15.00", "USD", 1)
    assert (last["monday"], last["rate"], last["verdict"]) == ("2026-10-19", "12.00", "under")
    said = " ".join(run(path, capsys)[1].out.split())
    assert "Outlier was under your floor of 15.00 USD in the week of 2026-10-19: 12.00 USD an hour." in said
    assert main(["log", "no floor at outlier", "--ledger", path]) == 0
    capsys.readouterr()
    assert json.loads(run(path, capsys, "--json")[1].out)["platforms"][0]["floor"] is None
