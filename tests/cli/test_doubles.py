"""The same thing told twice, as it happens to people: nothing is counted twice without a word."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_import import SUMMARY_MAP, TIMESHEET_MAP
from tests.samples import sample
from tracker.domain import Payout, Transfer, WorkSession

TOGGL_HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
UPWORK_HEAD = "Date,Ref ID,Type,Description,Agency,Freelancer,Team,Account Name,PO,Amount,ExchangeRate,Currency,Balance"
UPWORK = f"""{UPWORK_HEAD}
"Apr 17, 2026",13,Withdrawal,"Wise withdrawal",,Me,,Me,,-450.00,,USD,0.00
"Apr 15, 2026",12,Service Fee,"Service Fee for Hourly - Ref ID 11",,Me,Acme,Acme,,-50.00,,USD,450.00
"Apr 15, 2026",11,Hourly,"Invoice for 04/06/2026-04/12/2026 - 12:30 hrs @ $40.00/hr",,Me,Acme,Acme,,500.00,,USD,500.00
"""
WISE_HEAD = (
    "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,"
    "Exchange Rate,Payer Name,Payee Name,Payee Account Number,Merchant,Total fees"
)
WISE = f"{WISE_HEAD}\nTRANSFER-9,20-04-2026,450.00,USD,Received money from Upwork,,450.00,,,,Upwork,,,,0\n"
EARNINGS = """Date,Contract,Hours,Amount,Payment type
2026-04-07,Nova review (1),7.5,300.00,
2026-04-09,Nova review (1),5,200.00,
2026-04-14,Nova review (1),1,40.00,
"""
FROM_UPWORK = ("--rule", "payer=Upwork*:Upwork")
BERLIN = ("--zone", "Europe/Berlin", "--platform", "Mercor")


def entry(day: str, start: str, end: str, said: str = "review", project: str = "Nova", tags: str = "") -> str:
    hours, minutes = (int(b) - int(a) for a, b in zip(start.split(":"), end.split(":"), strict=True))
    length = f"{hours + (minutes // 60):02d}:{minutes % 60:02d}:00"
    return f"Me,me@example.com,,{project},,{said},Yes,{day},{start}:00,{day},{end}:00,{length},{tags}"


MARCH = [
    entry("2026-03-03", "09:00", "10:00"),
    entry("2026-03-04", "09:00", "11:30"),
    entry("2026-03-06", "14:00", "15:00"),
]


@pytest.fixture
def take(cli: Cli, tmp_path: Path) -> Any:
    def run(name: str, text: str | list[str], *options: str, code: int = 0) -> dict[str, Any]:
        path = tmp_path / name
        body = text if isinstance(text, str) else "\n".join([TOGGL_HEAD, *text]) + "\n"
        path.write_text(body, encoding="utf-8")
        result = cli("import", str(path), *options, "--json", code=code).json
        return dict(result["files"][0]) if code == 0 else dict(result)

    return run


def hours(cli: Cli) -> float:
    total = 0.0
    for s in cli.rows(WorkSession):
        seconds = s.minutes if s.minutes is not None else (s.ended_at - s.started_at).total_seconds()
        total += seconds / 3600
    return total


def kept(cli: Cli) -> str:
    found = cli("report", "--from", "2026-03-01", "--to", "2026-05-06", "--json").json
    return str(found["money"]["kept"])


# --- one file, in other clothes ------------------------------------------------------------------------


def test_the_same_file_under_another_name(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    assert take("Toggl (1).csv", MARCH, *BERLIN)["duplicate"] == 3
    assert hours(cli) == 4.5


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Manila", "Asia/Kathmandu"])
def test_another_zone_adds_nothing_and_asks_whose_times_hold(cli: Cli, take: Any, zone: str) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    again = take("toggl.csv", MARCH, "--zone", zone, "--platform", "Mercor")
    assert (again["new"], again["asked"]) == (0, {"read_otherwise": 3})
    assert (hours(cli), len(cli.rows(WorkSession))) == (4.5, 3)
    take("toggl.csv", MARCH, "--zone", zone, "--platform", "Mercor", "--replace")
    assert len(cli.rows(WorkSession)) == 3
    assert take("toggl.csv", MARCH, "--zone", zone, "--platform", "Mercor")["duplicate"] == 3


def test_another_rule_adds_nothing(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    again = take("toggl.csv", MARCH, "--zone", "Europe/Berlin", "--rule", "project=Nova:Outlier/hopper")
    assert (again["new"], again["conflict"]) == (0, 3)
    assert hours(cli) == 4.5


def test_overlapping_months(cli: Cli, take: Any) -> None:
    april = [entry("2026-04-02", "09:00", "10:00")]
    take("jan-mar.csv", MARCH, *BERLIN)
    later = take("feb-apr.csv", MARCH[1:] + april, *BERLIN)
    assert (later["new"], later["duplicate"], later["minutes"]) == (1, 2, 60)
    assert hours(cli) == 5.5


def test_a_file_resaved_by_a_spreadsheet(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    resaved = [r.replace("2026-03-0", "3/").replace("3/", "3/0").replace(":00,", ",") for r in MARCH]
    resaved = [
        r.replace("3/03", "03/03/2026").replace("3/04", "03/04/2026").replace("3/06", "03/06/2026") for r in resaved
    ]
    again = take("toggl.csv", resaved, *BERLIN, "--dates", "mdy")
    assert (again["new"], again["duplicate"], again["rejected"]) == (0, 3, [])
    assert hours(cli) == 4.5


def test_resaved_and_in_another_zone_is_asked(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    resaved = [r.replace(":00,", ",") for r in MARCH]
    again = take("toggl.csv", resaved, "--zone", "Asia/Manila", "--platform", "Mercor")
    assert (again["new"], again["asked"]) == (0, {"moved": 3})


def test_letters_and_columns_change_nothing(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    wider = "\ufeff" + "\n".join([f"Mood,{TOGGL_HEAD}", *(f"good,{r}" for r in MARCH)])
    assert take("toggl.csv", wider, *BERLIN)["duplicate"] == 3


def test_a_restored_archive_knows_the_file(cli: Cli, take: Any, tmp_path: Path) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    take("wise.csv", WISE, *FROM_UPWORK)
    cli("export", str(tmp_path / "all.zip"))
    cli.ledger.unlink()
    cli("import", str(tmp_path / "all.zip"))
    assert take("toggl.csv", MARCH, *BERLIN)["duplicate"] == 3
    assert take("wise.csv", WISE, *FROM_UPWORK)["duplicate"] == 1
    assert take("toggl.csv", MARCH, "--zone", "UTC", "--platform", "Mercor")["new"] == 0


# --- the same entry, changed at its source -------------------------------------------------------------


def test_a_note_edited_at_the_source(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    edited = [MARCH[0].replace("review", "review twice"), *MARCH[1:]]
    assert take("toggl.csv", edited, *BERLIN)["asked"] == {"same_slot": 1}
    assert take("toggl.csv", edited, *BERLIN, "--replace")["minutes"] == 60
    assert (hours(cli), take("toggl.csv", edited, *BERLIN)["duplicate"]) == (4.5, 3)


@pytest.mark.parametrize(
    "moved",
    [
        [entry("2026-03-03", "12:00", "13:00"), *MARCH[1:]],
        [MARCH[0], entry("2026-03-05", "09:00", "11:30"), MARCH[2]],
        [*MARCH[:2], entry("2026-03-16", "14:00", "15:00")],
        [MARCH[0].replace("09:00:00", "09:15:00").replace("10:00:00", "10:15:00"), *MARCH[1:]],
        [entry("2026-03-03", "12:00", "13:00")],
        [entry("2026-03-03", "09:10", "10:40", "something else")],
    ],
)
def test_an_entry_moved_at_its_source_is_asked(cli: Cli, take: Any, moved: list[str]) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    again = take("toggl.csv", moved, *BERLIN)
    assert (again["new"], again["asked"]) == (0, {"moved": 1})
    assert hours(cli) == 4.5
    assert again["left_out"]["conflict"]["minutes"] > 0
    take("toggl.csv", moved, *BERLIN, "--replace")
    assert len(cli.rows(WorkSession)) == 3
    assert take("toggl.csv", moved, *BERLIN)["conflict"] == 0


def test_a_moved_entry_can_be_two_things(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    moved = [entry("2026-03-03", "12:00", "13:00"), *MARCH[1:]]
    assert take("toggl.csv", moved, *BERLIN, "--add", "moved")["minutes"] == 60
    assert hours(cli) == 5.5


def test_an_entry_split_at_its_source(cli: Cli, take: Any) -> None:
    take("toggl.csv", [entry("2026-03-03", "09:00", "12:00")], *BERLIN)
    split = [entry("2026-03-03", "09:00", "10:30"), entry("2026-03-03", "10:30", "12:00")]
    assert take("toggl.csv", split, *BERLIN)["asked"] == {"part_of": 1, "same_slot": 1}
    assert hours(cli) == 3
    take("toggl.csv", split, *BERLIN, "--replace")
    assert (hours(cli), len(cli.rows(WorkSession))) == (3, 2)
    assert take("toggl.csv", split, *BERLIN)["duplicate"] == 2


def test_an_entry_removed_at_its_source_stays_and_is_said(cli: Cli, take: Any, tmp_path: Path) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    (tmp_path / "less.csv").write_text("\n".join([TOGGL_HEAD, MARCH[0], MARCH[2]]) + "\n")
    said = cli("import", str(tmp_path / "less.csv"), *BERLIN, "--dry-run").out
    assert "1 row of these days (2.50 h) was read from this source before" in " ".join(said.split())
    assert hours(cli) == 4.5


def test_an_entry_that_went_to_another_project(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    other = [MARCH[0].replace("Nova", "Atlas"), *MARCH[1:]]
    assert take("toggl.csv", other, *BERLIN)["asked"] == {"same_slot": 1}
    assert hours(cli) == 4.5


def test_exports_of_two_days_and_of_two_projects_are_two(cli: Cli, take: Any) -> None:
    for n, row in enumerate([*MARCH, entry("2026-03-03", "13:00", "14:00", "labels", "Atlas")]):
        assert take(f"{n}.csv", [row], *BERLIN)["new"] == 1
    assert hours(cli) == 5.5


# --- tables of one shape --------------------------------------------------------------------------------

TABLE = "date,hours\n2026-04-01,2\n2026-04-02,3\n"
MAP = (
    '{"tracker_mapping": 1, "name": "hours", "columns": {"date": "date", "duration": "hours"}, '
    '"constants": {"platform": "%s"}}'
)


def test_two_works_in_tables_of_one_shape(cli: Cli, take: Any, tmp_path: Path) -> None:
    for name in ("Alpha", "Beta"):
        (tmp_path / f"{name}.json").write_text(MAP % name)
    take("a.csv", TABLE, "--map", str(tmp_path / "Alpha.json"))
    asked = take("b.csv", TABLE, "--map", str(tmp_path / "Beta.json"))
    assert (asked["new"], asked["asked"], hours(cli)) == (0, {"other_place": 2}, 5)
    take("b.csv", TABLE, "--map", str(tmp_path / "Beta.json"), "--add", "other_place")
    assert {s.platform: 0 for s in cli.rows(WorkSession)} == {"Alpha": 0, "Beta": 0}
    assert hours(cli) == 10
    for name in ("Alpha", "Beta"):
        assert take("c.csv", TABLE, "--map", str(tmp_path / f"{name}.json"))["duplicate"] == 2


def test_the_same_table_by_a_corrected_mapping(cli: Cli, take: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(MAP % "Alpha")
    take("a.csv", TABLE, "--map", str(tmp_path / "a.json"))
    rate = (MAP % "Alpha").replace('"Alpha"', '"Alpha", "currency": "USD", "rate": "30"')
    (tmp_path / "b.json").write_text(rate)
    assert take("a.csv", TABLE, "--map", str(tmp_path / "b.json"))["duplicate"] == 2


# --- typed, and in a file -------------------------------------------------------------------------------


def test_typed_hours_and_the_time_tracker(cli: Cli, take: Any) -> None:
    cli("platform", "Mercor", "--currency", "USD")
    cli("log", "2h30 mercor 2026-03-04")
    cli("log", "3h mercor 2026-03-03")
    found = take("toggl.csv", MARCH, *BERLIN)
    assert (found["new"], found["asked"]) == (1, {"typed_match": 2})
    assert hours(cli) == 6.5


def test_a_day_typed_whole_and_tracked_in_parts(cli: Cli, take: Any) -> None:
    cli("platform", "Mercor", "--currency", "USD")
    cli("log", "4h mercor 2026-03-03")
    parts = [entry("2026-03-03", "09:00", "11:10"), entry("2026-03-03", "13:00", "14:45")]
    assert take("toggl.csv", parts, *BERLIN)["asked"] == {"typed_match": 2}


def test_a_typed_net_payment_and_the_gross_in_a_file(cli: Cli, take: Any) -> None:
    cli("platform", "Upwork", "--currency", "USD")
    cli("paid", "Upwork", "193", "USD", "--on", "2026-04-22")
    gross = f"{WISE_HEAD}\nTRANSFER-8,20-04-2026,193.00,USD,Received money from Upwork,,193.00,,,,Upwork,,,,7.00\n"
    found = take("wise.csv", gross, *FROM_UPWORK)
    assert (found["new"], found["asked"], kept(cli)) == (0, {"deposit": 1}, "193.00")
    take("wise.csv", gross, *FROM_UPWORK, "--match")
    assert [(p.amount, p.fee, p.evidence) for p in cli.rows(Payout)] == [(2_000_000, 70_000, "deposit")]


def test_a_typed_payment_of_another_week_may_be_another(cli: Cli, take: Any) -> None:
    cli("platform", "Upwork", "--currency", "USD")
    cli("paid", "Upwork", "450", "USD", "--on", "2026-04-10")
    assert take("wise.csv", WISE, *FROM_UPWORK, "--replace")["asked"] == {"maybe_deposit": 1}
    assert kept(cli) == "450.00"
    assert take("wise.csv", WISE, *FROM_UPWORK, "--add", "maybe_deposit")["stored"]["payouts"]["rows"] == 1
    assert kept(cli) == "900.00"


def test_a_typed_payment_of_another_month_is_another(cli: Cli, take: Any) -> None:
    cli("platform", "Upwork", "--currency", "USD")
    cli("paid", "Upwork", "450", "USD", "--on", "2026-03-20")
    assert take("wise.csv", WISE, *FROM_UPWORK)["new"] == 1


# --- one flow, seen from both ends ----------------------------------------------------------------------


def test_a_withdrawal_and_its_deposit_are_one_flow(cli: Cli, take: Any) -> None:
    take("upwork.csv", UPWORK)
    found = take("wise.csv", WISE, *FROM_UPWORK)
    assert (found["new"], found["asked"]) == (0, {"withdrawal": 1})
    assert found["left_out"]["conflict"]["amounts"] == {"USD": "450.00"}
    assert kept(cli) == "450.00"
    assert take("wise.csv", WISE, *FROM_UPWORK, "--add", "withdrawal")["amounts"] == {"USD": "450.00"}
    assert kept(cli) == "900.00"


def test_both_ends_in_one_import(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(WISE)
    (tmp_path / "b.csv").write_text(UPWORK)
    files = cli("import", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), *FROM_UPWORK, "--json").json["files"]
    assert files[0]["asked"] == {"withdrawal": 1}
    assert kept(cli) == "450.00"


def test_the_deposit_first_and_the_statement_after(cli: Cli, take: Any) -> None:
    take("wise.csv", WISE, *FROM_UPWORK)
    before = cli.snapshot()
    refused = take("upwork.csv", UPWORK, code=1)
    assert (refused["error"], "--add arrived" in refused["hint"]) == ("needs_answer", True)
    assert cli.snapshot() == before
    assert take("upwork.csv", UPWORK, "--dry-run")["conflicts"][0]["choice"] is None
    take("upwork.csv", UPWORK, "--replace")
    assert kept(cli) == "450.00"
    assert (len(cli.rows(Payout)), len(cli.rows(Transfer))) == (1, 1)
    cli("undo")
    assert cli.snapshot()["payouts"] == before["payouts"]


def test_a_deposit_after_five_business_days_or_of_another_sum_is_another(cli: Cli, take: Any) -> None:
    take("upwork.csv", UPWORK)
    late = WISE.replace("20-04-2026", "27-04-2026")
    other = WISE.replace("TRANSFER-9", "TRANSFER-10").replace("450.00", "349.00")
    assert take("wise.csv", late, *FROM_UPWORK)["new"] == 1
    assert take("wise.csv", other, *FROM_UPWORK)["new"] == 1


DEPOSITS_MAP = {
    "tracker_mapping": 1, "name": "bank", "kind": "payout",
    "columns": {"date": "Date", "amount": "Amount", "payer": "Payer"}, "constants": {"currency": "USD"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("deposit", "asked"),
    [
        ("2026-04-23,WISE US INC,440.00", True),
        ("2026-04-23,WISE US INC,900.00", False),
        ("2026-06-23,WISE US INC,440.00", False),
        ("2026-04-23,LIKEWISE INC,440.00", False),
    ],
)
def test_what_an_account_sent_on_to_the_bank_is_asked_about(
    cli: Cli, take: Any, tmp_path: Path, deposit: str, asked: bool
) -> None:
    take("wise.csv", WISE, *FROM_UPWORK)
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps(DEPOSITS_MAP))
    cli.now = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    found = take("bank.csv", f"Date,Payer,Amount\n{deposit}\n", "--map", str(mapping), "--rule", "payer=*:Upwork")
    assert (found["new"], found["asked"]) == ((0, {"same_payment": 1}) if asked else (1, {}))


@pytest.mark.parametrize("came", ["441.50,USD", "25000.00,PHP"])
def test_a_deposit_of_which_a_bank_took_something_is_asked(cli: Cli, take: Any, came: str) -> None:
    take("upwork.csv", UPWORK)
    assert take("wise.csv", WISE.replace("450.00,USD", came, 1), *FROM_UPWORK)["asked"] == {"withdrawal": 1}
    assert kept(cli) == "450.00"


PAYPAL = """Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Reference ID
20/04/2026,10:00:00,UTC,Outlier AI,Mass Pay Payment,Completed,USD,200.00,-7.00,193.00,pay@outlier.example,AB1,
21/04/2026,10:00:00,UTC,,General Withdrawal,Completed,USD,-193.00,0.00,-193.00,me@example.com,AB2,
"""
BANK = "Booked,Payer,Amount,Currency\n2026-04-22,PAYPAL TRANSFER,193.00,USD\n"
BANK_MAP = (
    '{"tracker_mapping": 1, "name": "bank", "kind": "payout", "columns": {"date": "Booked", "payer": "Payer", '
    '"amount": "Amount", "currency": "Currency"}}'
)


def test_a_receipt_of_paypal_and_the_line_of_the_bank(cli: Cli, take: Any, tmp_path: Path) -> None:
    (tmp_path / "bank.json").write_text(BANK_MAP)
    take("paypal.csv", PAYPAL, "--rule", "payer=Outlier*:Outlier")
    bank = ("--map", str(tmp_path / "bank.json"), "--rule", "payer=PAYPAL*:Outlier")
    assert take("bank.csv", BANK, *bank)["asked"] in ({"withdrawal": 1}, {"same_payment": 1})
    assert kept(cli) == "193.00"


def test_two_equal_payments_on_one_day_are_two(cli: Cli, take: Any, tmp_path: Path) -> None:
    (tmp_path / "bank.json").write_text(BANK_MAP)
    bank = ("--map", str(tmp_path / "bank.json"), "--rule", "payer=Acme*:Acme")
    two = "Booked,Payer,Amount,Currency\n" + 2 * "2026-04-22,Acme,100.00,USD\n"
    assert take("bank.csv", two, *bank)["new"] == 2
    assert take("bank.csv", two, *bank)["duplicate"] == 2
    assert kept(cli) == "200.00"


# --- two reports of one week ----------------------------------------------------------------------------


def test_two_reports_of_upwork(cli: Cli, take: Any) -> None:
    take("earnings.csv", EARNINGS)
    found = take("upwork.csv", UPWORK)
    assert found["asked"] == {"other_report": 1}
    assert hours(cli) == 13.5
    money = cli("report", "--from", "2026-04-01", "--to", "2026-05-06", "--json").json["money"]
    assert money["accrued"] == "540.00"


def test_two_reports_of_upwork_the_other_way_round(cli: Cli, take: Any) -> None:
    take("upwork.csv", UPWORK)
    found = take("earnings.csv", EARNINGS)
    assert (found["new"], found["asked"], found["minutes"]) == (1, {"other_report": 2}, 60)
    assert hours(cli) == 13.5
    assert take("earnings.csv", EARNINGS, "--add", "other_report")["minutes"] == 750


def test_the_time_tracker_and_the_platforms_own_report(cli: Cli, take: Any) -> None:
    mine = [
        entry("2026-04-07", "09:00", "16:20"),
        entry("2026-04-09", "09:00", "14:05"),
        entry("2026-04-10", "09:00", "10:00"),
    ]
    take("toggl.csv", mine, "--zone", "Europe/Berlin", "--platform", "Upwork")
    found = take("earnings.csv", EARNINGS)
    assert (found["new"], found["asked"]) == (1, {"other_report": 2})


# --- rows that share an id ------------------------------------------------------------------------------

ROWS = "id,date,hours\nT1,2026-04-01,2\nT1,2026-04-02,3\nT2,2026-04-03,1\n"
ID_MAP = (MAP % "Alpha").replace('"duration": "hours"', '"duration": "hours", "id": "id"')


def test_two_rows_of_one_id_are_two(cli: Cli, take: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(ID_MAP)
    mapped = ("--map", str(tmp_path / "a.json"))
    assert take("a.csv", ROWS, *mapped)["new"] == 3
    lines = ROWS.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])]) + "\n"
    for again in (ROWS, turned, "\n".join([lines[0], lines[2]]) + "\n"):
        assert take("a.csv", again, *mapped, "--replace")["new"] == 0
        assert hours(cli) == 6
    changed = ROWS.replace("T1,2026-04-02,3", "T1,2026-04-02,4")
    assert take("a.csv", changed, *mapped)["asked"] == {"same_id": 1}
    take("a.csv", changed, *mapped, "--replace")
    assert (hours(cli), len(cli.rows(WorkSession))) == (7, 3)


# --- doubles that are in the ledger already -------------------------------------------------------------


def doubles(cli: Cli) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for f in cli("doctor", "--json").json["findings"]:
        if f["same"]:
            found.setdefault(f["kind"], []).append(f["same"])
    return found


def test_doctor_names_a_withdrawal_that_came_twice(cli: Cli, take: Any) -> None:
    take("upwork.csv", UPWORK)
    take("wise.csv", WISE, *FROM_UPWORK, "--add", "all")
    assert (kept(cli), list(doubles(cli))) == ("900.00", ["withdrawal"])
    before = cli.snapshot()
    (place,) = doubles(cli)["withdrawal"]
    fixed = cli("doctor", "--same", place, "--json").json
    assert (kept(cli), doubles(cli)) == ("450.00", {})
    cli("undo", str(fixed["operation"]))
    assert cli.snapshot() == before


def test_doctor_names_net_and_gross(cli: Cli, take: Any) -> None:
    cli("platform", "Upwork", "--currency", "USD")
    cli("paid", "Upwork", "193", "USD", "--on", "2026-04-22")
    gross = f"{WISE_HEAD}\nTRANSFER-8,20-04-2026,193.00,USD,Received money from Upwork,,193.00,,,,Upwork,,,,7.00\n"
    take("wise.csv", gross, *FROM_UPWORK, "--add", "all")
    assert list(doubles(cli)) == ["same_payment"]
    cli("doctor", "--same", "same_payment")
    assert (kept(cli), [p.fee for p in cli.rows(Payout)]) == ("193.00", [70_000])


def test_doctor_names_two_reports(cli: Cli, take: Any) -> None:
    take("upwork.csv", UPWORK)
    take("earnings.csv", EARNINGS, "--add", "all")
    assert hours(cli) == 26
    assert {k: len(v) for k, v in doubles(cli).items()} == {"other_report": 2}
    cli("doctor", "--same", "other_report")
    assert hours(cli) == 13.5


def test_doctor_names_moved_and_shifted_entries(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    resaved = [r.replace(":00,", ",") for r in MARCH]
    take("toggl.csv", resaved, "--zone", "Asia/Manila", "--platform", "Mercor", "--add", "moved")
    assert {k: len(v) for k, v in doubles(cli).items()} == {"shifted": 3}
    cli("doctor", "--same", "shifted")
    assert hours(cli) == 4.5
    take("toggl.csv", [entry("2026-03-03", "09:10", "10:40")], *BERLIN, "--add", "moved")
    assert {k: len(v) for k, v in doubles(cli).items()} == {"overlap": 1}


def test_doctor_refuses_what_is_no_double(cli: Cli, take: Any) -> None:
    take("toggl.csv", MARCH, *BERLIN)
    assert doubles(cli) == {}
    before = cli.snapshot()
    assert "not a possible double" in cli("doctor", "--same", "work_sessions:1", code=1).err
    assert cli.snapshot() == before


def test_a_ledger_without_doubles_names_none(cli: Cli, take: Any) -> None:
    take("upwork.csv", UPWORK)
    take("wise.csv", WISE, *FROM_UPWORK)
    for n, row in enumerate(MARCH):
        take(f"{n}.csv", [row], *BERLIN)
    assert doubles(cli) == {}


# --- real files -----------------------------------------------------------------------------------------

FILES = [
    ("toggl/toggl_detailed_bom.timba.csv", 11, None),
    ("clockify/clockify_detailed_2022.clockission.redacted.csv", 2, None),
    ("upwork/upwork_earnings_by_contract.upwork-analytics.csv", 252, None),
    ("clockify/clockify_summary_bydesc.ClockifyExport.csv", 99, SUMMARY_MAP),
    ("other_trackers/bookkeeper_timesheet_2020-2023_synthetic.csv", 8588, TIMESHEET_MAP),
]


@pytest.mark.parametrize(("name", "rows", "mapping"), FILES)
def test_a_real_file_twice_adds_nothing_and_in_another_zone_neither(
    cli: Cli, tmp_path: Path, name: str, rows: int, mapping: dict[str, Any] | None
) -> None:
    words = ["import", str(sample(name)), "--platform", "P", "--dates", "mdy", "--json"]
    if mapping:
        (tmp_path / "map.json").write_text(json.dumps(mapping))
        words += ["--map", str(tmp_path / "map.json")]
        words = [w for w in words if w not in ("--dates", "mdy")]
    assert cli(*words, "--zone", "Europe/Berlin").json["files"][0]["new"] == rows
    cli("set", "tax_rate_percent", "20")
    before = cli.snapshot()
    for zone in ("Europe/Berlin", "Asia/Manila"):
        again = cli(*words, "--zone", zone).json
        (file,) = again["files"]
        assert (file["new"], file["duplicate"] + file["conflict"], again["batch"]) == (0, rows, None)
        assert cli.snapshot() == before


# --- notes and expenses ---------------------------------------------------------------------------------

NOTES = "2026-04-01\n- 2h mercor nova\n- 09:00-10:00 mercor atlas\n"


def test_notes_that_were_edited_and_notes_in_another_zone(cli: Cli, take: Any) -> None:
    for project in ("nova", "atlas"):
        cli("project", "Mercor", project, "--currency", "USD")
    assert take("notes.txt", NOTES)["new"] == 2
    edited = take("notes.txt", NOTES.replace("2h", "3h"))
    assert (edited["new"], edited["asked"]) == (0, {"same_slot": 1})
    assert take("notes.txt", NOTES, "--zone", "Asia/Manila")["new"] == 0
    assert hours(cli) == 3


SPENT = "day,sum,what\n03/04/2026,15.00,internet\n04/04/2026,2.50,bus\n"
SPENT_MAP = (
    '{"tracker_mapping": 1, "name": "spent", "kind": "expense", "columns": {"date": "day", "amount": "sum", '
    '"note": "what"}, "constants": {"currency": "EUR"}}'
)


def test_expenses_of_a_table(cli: Cli, take: Any, tmp_path: Path) -> None:
    (tmp_path / "spent.json").write_text(SPENT_MAP)
    mapped = ("--map", str(tmp_path / "spent.json"), "--dates")
    assert take("spent.csv", SPENT, *mapped, "dmy")["amounts"] == {"EUR": "17.50"}
    assert take("spent.csv", SPENT, *mapped, "dmy")["duplicate"] == 2
    turned = take("spent.csv", SPENT, *mapped, "mdy")
    assert (turned["new"], turned["duplicate"], turned["asked"]) == (0, 1, {"same_expense": 1})
    assert take("spent.csv", SPENT.replace("internet", "fibre"), *mapped, "dmy")["asked"] == {"same_expense": 1}
    assert take("spent.csv", SPENT.replace("03/04", "03/05"), *mapped, "dmy")["new"] == 1


# --- pay that is owed, and its deposit -------------------------------------------------------------------


def test_a_deposit_of_work_that_nobody_has_paid_yet(cli: Cli, take: Any) -> None:
    cli("platform", "Mercor", "--currency", "USD", "--cycle", "weekly:fri", "--delay", "7")
    cli("log", "5h mercor at 40/h 2026-04-13")
    cli("log", "6h mercor at 40/h 2026-04-15")
    left = cli("owed", "--json").json
    assert [(i["due_on"], i["amount"]) for i in left["items"]] == [("2026-04-24", "440.00")]
    bank = "!Type:Bank\nD04/27/2026\nT437.00\nPMERCOR IO CORP 7731\n^\nD04/28/2026\nT-20.00\nPShop\n^\n"
    said = ("--dates", "mdy", "--currency", "USD")
    found = take("bank.qif", bank, *said)
    assert (found["new"], found["asked"]) == (0, {"owed": 1})
    assert cli.rows(Payout) == []
    take("bank.qif", bank, *said, "--match")
    (paid,) = cli.rows(Payout)
    assert (paid.platform, paid.amount, paid.fee, paid.evidence) == ("Mercor", 4_400_000, 30_000, "deposit")
    assert cli("owed", "--json").json["items"] == []
    again = take("bank.qif", bank, *said)
    assert (again["new"], again["duplicate"], again["asked"]) == (0, 1, {})
