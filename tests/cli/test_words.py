"""What the command line says: the right day, whole sentences, one and many, eighty columns."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d

PLANNED: dict[str, tuple[type[d.Record], str, dt.date]] = {
    "off '24 dec' '2 jan'": (d.Availability, "starts_on", dt.date(2026, 12, 24)),
    "off '24 dec' '2 jan' --note end": (d.Availability, "ends_on", dt.date(2027, 1, 2)),
    "off fri": (d.Availability, "starts_on", dt.date(2026, 5, 8)),
    "off tomorrow": (d.Availability, "starts_on", dt.date(2026, 5, 7)),
    "off yesterday": (d.Availability, "starts_on", dt.date(2026, 5, 5)),
    "available 20 --until '31 dec'": (d.Availability, "ends_on", dt.date(2026, 12, 31)),
    "project mercor study --until '31 dec'": (d.Project, "promised_until", dt.date(2026, 12, 31)),
    "earned mercor 50 --due '1 jun'": (d.Earning, "due_on", dt.date(2026, 6, 1)),
    "earned mercor 50 --from '20 dec' --to '5 jan'": (d.Earning, "earned_to", dt.date(2026, 1, 5)),
    "paid mercor 50 --covers '20 dec' '5 jan'": (d.Payout, "covers_to", dt.date(2026, 1, 5)),
    "paid mercor 50 --on '1 apr'": (d.Payout, "received_on", dt.date(2026, 4, 1)),
    "paid mercor 50 --on '20 dec'": (d.Payout, "received_on", dt.date(2025, 12, 20)),
}


@pytest.mark.parametrize("words", PLANNED)
def test_a_day_without_a_year_lies_where_it_must(cli: Cli, words: str) -> None:
    record, column, day = PLANNED[words]
    cli(*shlex.split(words))
    assert getattr(cli.rows(record)[-1], column) == day


SAID = {
    "paid mercor 412.50 usd --fee 2.10 --covers 2026-05-01 2026-05-02": (
        "412.50 USD from mercor on Wed 2026-05-06, fee 2.10 USD, for Fri 2026-05-01 to Sat 2026-05-02"
    ),
    "paid mercor 10 usd --kind clawback": "10.00 USD taken back by mercor",
    "paid mercor 10 usd --kind write_off": "10.00 USD written off, owed by mercor",
    "paid mercor 10 usd --on tomorrow": "2026-05-07 is in the future",
    "spent 10 usd pen --on tomorrow": "2026-05-07 is in the future",
    "earned mercor 10 usd --due 2026-06-01": "earned Wed 2026-05-06, due Mon 2026-06-01",
    "moved 10 usd A B --fee 1": "fee 1.00 USD",
    "event mercor study rate_changed --rate 16 --announced yesterday": "announced Tue 2026-05-05, at 16.00 USD an hour",
    "event mercor study rate_changed --rate '18,50/h'": "at 18.50 USD an hour",
    "moved 100 usd A B --received 98.50 usd": "arrived as 98.50 USD",
    "set tax_rate_percent 0.5%": "tax_rate_percent is 0.5 now.",
    "platform mercor --fee 10%": "fee_percent 10",
    "set goal_week_hours '30h'": "goal_week_hours is 30 now.",
    "earned mercor 10 usd --from '4 may' --to '8 may 2026'": "earned Mon 2026-05-04 to Fri 2026-05-08",
    "available '30h a week'": "30 hours a week (mon-fri)",
    "off 2026-08-01": "time off on Sat 2026-08-01",
    "log + 1 task mercor 5 usd": "1 task for",
    "set home_currency EUR": "home_currency is EUR now. (undo: tracker undo 1)",
    "platform Mercor --preset": "Check it against your contract",
}


@pytest.mark.parametrize("words", SAID)
def test_what_was_understood_is_said(cli: Cli, words: str) -> None:
    assert SAID[words] in " ".join(cli(*shlex.split(words)).out.split())


REFUSED = {
    "paid mercor abc": "'abc' is not a number.",
    "paid mercor 1,234": "Write it as 1234",
    "paid mercor 10 --fee 11": "The fee is more than the whole amount.",
    "earned mercor -5": "--kind adjustment",
    "spent 5 usd": "What was it spent on?",
    "available 200": "tracker: Weekly hours must be between 0 and 168.",
    "platform mercor --cycle monthly:5": "Give only --cycle monthly",
    "set home_currency XXX": "'XXX' is not a currency",
    "moved 100 usd paypal PayPal": "nothing moved",
    "log 2h mercor tomorrow": "is in the future",
    "log 0m mercor": "It took no time.",
    "log 2h mercor 50": "Not understood: “mercor”, “50”. Understood: “2h”.",
    "paid mercor 50 --on '1 jun'": "Write the date with its year",
    "paid '1 may' 20": "is a date and no platform",
    "project mercor 2026-05-01": "is a date and no project",
    "event mercor study paused --at fri": "may be Fri 2026-05-01 or Fri 2026-05-08",
    "event mercor study paused --at 'fri 15:00'": "may be Fri 2026-05-01 or Fri 2026-05-08",
    "event mercor study paused --at '4 may' --announced '6 may'": "after it took effect on 2026-05-04",
    "event mercor study paused --rate 20": "has no new rate",
    "checked mercor nothing --at tomorrow": "is in the future",
    "available '6h a day'": "not a number",
    "set time_zone EST": "such as America/New_York",
    "report --from 2026-06-01": "2026-06-01 is after 2026-05-06",
    "moved 100 usd A B --received 120 usd": "More came in than left",
    "set tax_rate_percent 0.25": "Write 25% or 0.25%.",
    "platform mercor --fee 0.1": "Write 10% or 0.1%.",
    "earned mercor 10 usd --from monday --to friday": "which is still to come",
    "stop --at 9": "is not a time of day",
}


ASKED = {
    "log 2h mercor 12/11": "“12/11” may be two dates",
    "available 6 --days mon-fri": "6 hours on mon-fri: a week, or each of these days?",
}
"""What a script is told with exit code 2: the answers are in the JSON."""


@pytest.mark.parametrize("words", [*REFUSED, *ASKED])
def test_what_makes_no_sense_is_refused_in_one_sentence(cli: Cli, words: str) -> None:
    cli("set", "home_currency", "USD")
    before = cli.snapshot()
    said = cli(*shlex.split(words), code=2 if words in ASKED else 1).err
    assert {**REFUSED, **ASKED}[words] in said
    assert said.count("\n") == 1
    assert cli.snapshot() == before


def test_an_alias_is_enough_as_a_name(cli: Cli) -> None:
    cli("project", "mercor", "Study", "--alias", "blue")
    cli("project", "mercor", "BLUE", "--agreed", "30")
    assert [(p.project, p.agreed_rate) for p in cli.rows(d.Project)] == [("Study", 300_000)]


def test_the_journal_says_what_was_changed_and_taken_back(cli: Cli) -> None:
    cli("set", "savings", "100")
    cli("set", "home_currency", "EUR")
    assert "home_currency is EUR" in cli("undo", "--list").out
    assert "change 2, home_currency is EUR (1 row)" in cli("undo").out
    assert "savings is 100.00" in cli("undo", "--list").out


def test_report_without_rates_does_not_deny_the_hours(cli: Cli) -> None:
    cli("log", "2h", "mercor", "2026-05-02")
    said = cli("report").out
    assert "it is not known what your hours were paid" in " ".join(said.split())
    assert "A year's figure needs 8 complete weeks. There is 1; 7 more are needed." in " ".join(said.split())
    assert "No work is recorded up to 2020-01-01" in cli("report", "--as-of", "2020-01-01").out


def test_wide_sums_and_long_settings_fit_eighty_columns(cli: Cli) -> None:
    cli("set", "home_currency", "IDR")
    cli("set", "time_zone", "America/Argentina/Buenos_Aires")
    cli("rate", "usd", "16250", "--on", "2026-05-01")
    for name in ("A platform of a long name", "Mercor"):
        cli("platform", name, "--note", "a long note " * 12)
        cli("project", name, "study", "--agreed", "45", "--advertised", "150", "--currency", "usd")
        cli("log", "20h", name, "study", "2026-05-01")
        cli("paid", name, "900", "usd", "--on", "2026-05-06")
    for words in (["report", "--by", "project"], ["report", "--by", "platform"], ["set"], ["platform", "mercor"]):
        text = cli(*words).out
        assert [line for line in text.splitlines() if len(line) > 80] == []
    for _ in range(120):
        cli("rate", "usd", "16250")
    assert max(map(len, cli("undo", "--list").out.splitlines())) <= 80


def test_an_import_says_what_it_keeps(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "pay.csv"
    table.write_text("Day,Sum,Who\n2026-05-01,10.00,Acme\n")
    mapping = tmp_path / "pay.json"
    mapping.write_text(
        '{"tracker_mapping": 1, "name": "bank", "kind": "payout", "columns": {"date": "Day", "amount": "Sum", '
        '"payer": "Who"}, "constants": {"currency": "USD"}}'
    )
    words = ("import", str(table), "--map", str(mapping), "--rule", "payer=Acme:Mercor")
    kept = "for next time: the mapping bank for files of this shape, 1 rule"
    assert f"To be kept {kept}" in " ".join(cli(*words, "--dry-run").out.split())
    said = cli(*words).out
    assert f"Kept {kept}" in " ".join(said.split())
    assert re.search(r"^  New +1$", said, re.MULTILINE)
    assert "next time" not in cli("import", str(table)).out


def test_an_import_says_what_becomes_of_conflicts(cli: Cli, tmp_path: Path) -> None:
    head = "Client,Project,Description,Start date,Start time,End date,End time,Duration\n"
    row = "Acme,Hopper,a,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
    path = tmp_path / "toggl.csv"
    words = ("import", str(path), "--zone", "Europe/Rome", "--platform", "Acme")
    cli("log", "10:00-11:00", "Acme", "2026-03-03")
    typed = row.replace("03-02", "03-03").replace("10:00:00", "11:00:00").replace("09:00:00", "10:00:00")
    path.write_text(head + row + typed)
    said = " ".join(cli(*words).out.split())
    assert "Rows 2 New 1 To decide 1 Hours 1.000 h" in said
    assert (
        "1 row looks like something that you typed (1.0 h). Stored beside what you typed, it would count twice." in said
    )
    assert "Left out. --add typed_match stores them all the same." in said
    path.write_text(head + row.replace(",a,", ",edited,"))
    assert "--replace takes the file's side" in " ".join(cli(*words).out.split())
    said = " ".join(cli(*words, "--replace").out.split())
    assert "The same: take the file's." in said
    assert "--replace" not in said


def test_undo_together_names_the_others(cli: Cli) -> None:
    cli("platform", "Mercor")
    cli("platform", "Mercor", "--delay", "5")
    assert "With it: 3." in cli("undo", "2", "--together").out


def test_what_other_commands_take_for_a_platform_makes_no_new_one(cli: Cli) -> None:
    cli("platform", "Outlier", "--fee", "1")
    assert "Did you mean Outlier?" in cli("platform", "outl", "--fee", "2", code=2).err
    cli("project", "Outlier", "Search Eval")
    assert "Did you mean Search Eval?" in cli("project", "Outlier", "search", "--agreed", "20", code=2).err
    cli("platform", "outl", "--fee", "2", "--new")
