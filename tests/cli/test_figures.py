"""Worked examples of the methods, typed in and read off as a person would: sections 1 to 6 from the command line."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def type_in(cli: Cli):
    """Enter lines and give back the report, as of a day."""

    def typed(*lines: str, on: str = "2026-06-30", home: str = "USD") -> Any:
        cli.now = dt.datetime.fromisoformat(f"{on}T12:00+00:00")
        cli("set", "home_currency", home)
        for line in lines:
            cli(*shlex.split(line))
        return cli("report", "--json").json

    return typed


def rate(report: Any, rung: str) -> str | None:
    (found,) = [x["rate"] for x in report["hourly"] if x["rung"] == rung]
    return found


def codes(report: Any) -> set[str]:
    return {c["code"] for c in report["caveats"]}


def on_day(start: str, days: int) -> str:
    return str(dt.date.fromisoformat(start) + dt.timedelta(days))


ACME = "platform acme --currency usd"
TWO_HOURS = "log 2h acme 2026-05-04 --rate 40"
DEDUCTIONS = {
    "before the payout": (
        (TWO_HOURS, "earned acme -15 --kind adjustment --from 2026-05-06", "paid acme 65 --on 2026-05-15"),
        {"accrued": "65.00", "settled": "65.00", "not_yet_due": "0.00", "kept": "65.00"},
    ),
    "after it": (
        (TWO_HOURS, "paid acme 80 --on 2026-05-15", "earned acme -15 --kind adjustment --from 2026-05-16"),
        {"accrued": "65.00", "settled": "80.00", "not_yet_due": "-15.00", "kept": "80.00"},
    ),
    "before the work": (
        ("earned acme -15 --kind adjustment --from 2026-05-01", TWO_HOURS, "paid acme 65 --on 2026-05-15"),
        {"accrued": "65.00", "settled": "65.00", "not_yet_due": "0.00", "kept": "65.00"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "money"), DEDUCTIONS.values(), ids=DEDUCTIONS)
def test_deductions(type_in, lines, money):
    found = type_in(ACME, *lines)["money"]
    assert {k: found[k] for k in money} == money


CLAWBACKS = {
    "paid acme 200 --kind clawback": "-7.00",
    "paid acme 200 --kind clawback --fee 7": "0.00",
    "paid acme 240 --kind clawback --fee 6": "-41.00",
    "paid acme 50 --kind clawback --fee 1.75": "144.75",
}


@pytest.mark.parametrize(("line", "kept"), CLAWBACKS.items())
def test_clawbacks(type_in, line, kept):
    work = ("log 10h acme 2026-05-04 --rate 20", "paid acme 200 --fee 7 --on 2026-05-10")
    money = type_in(ACME, *work, f"{line} --on 2026-05-12")["money"]
    assert (money["kept"], money["cash_received"]) == (kept, kept)


@pytest.mark.parametrize(("paid", "left"), [("215.41", "0.00"), ("215.42", "0.00"), ("215.40", "0.0167")])
def test_a_cent_is_rounding(type_in, cli, paid, left):
    found = type_in(ACME, "log 517m acme 2026-05-04 --rate 25", f"paid acme {paid} --on 2026-05-10")
    assert (found["money"]["kept"], found["money"]["unmatched"]) == (paid, "0.00")
    assert cli("owed", "--json").json["total"] == left


@pytest.mark.parametrize(("paid", "left"), [("116", 0.0), ("117", 0.0), ("115", 1.6667)])
def test_a_yen_is_rounding_where_there_is_nothing_smaller(type_in, cli, paid, left):
    type_in("platform kyo --currency jpy", "log 7m kyo 2026-06-02 --rate 1000", f"paid kyo {paid} --on 2026-06-10",
            home="JPY")  # fmt: skip
    assert float(cli("owed", "--json").json["total"]) == left


def test_a_period_that_is_named_pays_nothing_else(type_in):
    found = type_in(f"{ACME} --cycle weekly:sun --delay 5", "log 10h acme 2025-10-20 --rate 20",
                    "paid acme 200 --on 2025-10-24 --covers 2025-10-12 2025-10-18", on="2025-11-20")  # fmt: skip
    assert (found["money"]["overdue"], found["money"]["unmatched"]) == ("200.00", "200.00")
    assert "beyond_period" in codes(found)


def test_a_single_cycle_comes_before_a_run(type_in, cli):
    owed = [f"earned acme {a} --from 2026-01-02 --due 2026-01-{d}" for a, d in ((100, 15), (300, 22), (400, 29))]
    type_in(ACME, *owed, "paid acme 400 --on 2026-01-22", on="2026-02-20")
    assert [x["amount"] for x in cli("owed", "--json").json["items"]] == ["100.00", "300.00"]


@pytest.mark.parametrize(
    ("weekly", "odd", "k", "overdue", "share"),
    [(400, 0, 25, "400.00", 25 / 26), (400, 388, 26, "12.00", 10388 / 10400), (388, 388, 26, "312.00", 0.97)],
)
def test_weekly_pay_days(type_in, cli, weekly, odd, k, overdue, share):
    lines = [f"{ACME} --cycle weekly:sun --delay 5"]
    for i in range(26):
        lines.append(f"log 10h acme {on_day('2026-01-05', 7 * i)} --rate 40")
        if amount := odd if i == 10 else weekly:
            lines.append(f"paid acme {amount} --on {on_day('2026-01-05', 7 * i + 11)}")
    assert type_in(*lines, on="2026-07-31")["money"]["overdue"] == overdue
    (card,) = cli("platforms", "--json").json["platforms"]
    assert (card["on_time"]["k"], card["on_time"]["n"]) == (k, 26)
    assert card["paid_share"] == pytest.approx(share, abs=1e-6)


def test_the_rate_at_the_hour(type_in):
    found = type_in(
        ACME,
        "project acme ruby --agreed 40",
        "event acme ruby rate_changed --rate 50 --at '2026-05-04 12:00'",
        "log acme ruby 11:00-14:00 2026-05-04",
        "log 1h acme ruby 2026-05-04",
    )
    assert found["money"]["accrued"] == "160.00"
    assert "rate_changed_that_day" in codes(found)


def test_hours_of_unknown_pay(type_in, cli):
    found = type_in(
        "rate USD 129 --on 2026-01-01", ACME, "log 2h30 acme 2026-05-04 --rate 3", "log 3h30 acme 2026-05-05",
        "paid acme 12305 KES --on 2026-05-20", home="KES",
    )  # fmt: skip
    assert (rate(found, "kept"), rate(found, "own_timed")) == ("2050.8333", "387.00")


def test_hours_of_unknown_pay_by_project(type_in, cli):
    lines = ("project acme aqua", "project acme blue", "log 2h acme aqua 2026-05-04", "log 3h acme blue 2026-05-05")
    found = type_in(ACME, *lines, "paid acme 100 --project aqua --on 2026-05-10")
    assert (rate(found, "kept"), rate(found, "agreed")) == ("50.00", None)
    cli("paid", "acme", "60", "--on", "2026-05-11")
    assert rate(cli("report", "--json").json, "kept") == "32.00"


NOTHING_OWED = ["--amount 0", "--rate 50 --counted 0h", "--amount 50 --status rejected"]


@pytest.mark.parametrize("told", NOTHING_OWED)
def test_what_is_known_to_have_earned_nothing_is_no_unknown_pay(type_in, told):
    found = type_in(ACME, f"log 5h acme 2026-06-01 {told}")
    assert [rate(found, x) for x in ("own_timed", "all_hours", "kept")] == ["0.00"] * 3
    assert "pay_unknown" not in codes(found)


def test_without_an_exchange_rate_the_pay_is_unknown_at_home(type_in):
    found = type_in("platform acme --currency kes", "log 5h acme 2026-06-01 --rate 500")
    assert (rate(found, "own_timed"), rate(found, "kept")) == (None, None)
    (text,) = [c["text"] for c in found["caveats"] if c["code"] == "pay_unknown"]
    assert text == "Without an exchange rate it is not known what the paid hours earned in USD."


@pytest.mark.parametrize(("available", "weeks"), [(None, 10), ("", 20), ("--until 2026-04-19", 15)])
def test_weeks_of_which_nothing_is_known(type_in, available, weeks):
    lines = [] if available is None else [f"available 20 --from 2026-01-05 {available}"]
    for i in range(10):
        lines.append(f"log 10h acme {on_day('2026-01-05', 7 * i)} --rate 40")
        lines.append(f"paid acme 400 --on {on_day('2026-01-05', 7 * i + 5)}")
    found = type_in(ACME, *lines, on="2026-05-24")
    assert (len(found["weeks"]), found["annual"]["weeks"]) == (weeks, weeks)
    assert float(found["annual"]["effective"]) == pytest.approx(52.1775 * 4000 / weeks, abs=0.01)
    assert ("nothing_since" in codes(found)) == (weeks < 20)


@pytest.mark.parametrize(("weekly", "known"), [(100, False), (200, True)])
def test_money_that_is_spread_evenly_gives_no_range(type_in, weekly, known):
    lines = ["log 100h acme 2026-01-01 --until 2026-01-31 --amount 2000"]
    lines += [f"log 5h acme {on_day('2026-02-02', 7 * i)} --amount {weekly}" for i in range(12)]
    lines += ["paid acme 2000 --on 2026-02-01 --covers 2026-01-01 2026-01-31",
              f"paid acme {12 * weekly} --on 2026-04-25 --covers 2026-02-01 2026-04-25"]  # fmt: skip
    found = type_in(ACME, *lines, on="2026-04-26")
    assert (found["annual"]["low"] is not None, found["volatility"]["weekly_cv"] is not None) == (known, known)
    assert ("spread_evenly" in codes(found)) == (not known)


def test_refused_tasks_show_on_the_second_rung(type_in):
    found = type_in(ACME, "project acme tiles --model per_task --agreed 1", "log 5h acme tiles 2026-06-01 --tasks 50",
                    "log 3h acme tiles 2026-06-02 --tasks 30 --status rejected")  # fmt: skip
    assert (rate(found, "agreed"), rate(found, "own_timed"), found["money"]["accrued"]) == ("10.00", "6.25", "50.00")


def test_a_night_on_which_the_clocks_move(type_in):
    found = type_in(ACME, "log acme 2026-03-28 22:00-06:00 --rate 10", on="2026-04-05")
    assert (found["hours"]["paid_own"], found["money"]["accrued"]) == (7.0, "70.00")


@pytest.mark.parametrize(("home", "rate", "much"), [
    ("JPY", 150, "75,000 JPY"), ("KWD", 0.3, "150.000 KWD"), ("EUR", 0.9, "450.00 EUR"),
])  # fmt: skip
def test_amounts_in_caveats_have_the_decimals_of_their_currency(type_in, home, rate, much):
    found = type_in(f"rate USD {rate} --on 2026-05-06", ACME, "earned acme -500 --kind adjustment --from 2026-05-06",
                    home=home)  # fmt: skip
    (text,) = [c["text"] for c in found["caveats"] if c["code"] == "deducted_beyond"]
    assert f": {much}." in text


def test_payments_alone_are_not_called_nothing(type_in, cli):
    type_in(ACME, "paid acme 100 --on 2026-06-01")
    assert cli("report").out.startswith("No work is recorded")
    assert "\nacme\n" in cli("platforms").out


@pytest.mark.parametrize("line", [
    "log 2h acme --rate -5", "project acme ruby --agreed -5", "project acme ruby --advertised -5",
    "event acme ruby rate_changed --rate -5",
])  # fmt: skip
def test_no_rate_is_below_zero(type_in, cli, line):
    type_in(ACME, "project acme ruby")
    before = cli.snapshot()
    cli(*shlex.split(line), code=1)
    assert cli.snapshot() == before


def test_an_earning_that_was_refused_is_said_back_so(type_in, cli):
    type_in(ACME)
    assert ", rejected." in cli("earned", "acme", "50", "--status", "rejected").out


def test_work_in_a_currency_without_a_rate_asks_for_that_one_number(type_in, cli):
    type_in(ACME)
    said = cli("log", "2h", "acme", "2026-06-01", "--rate", "500", "--currency", "NGN", "--json").json["new"]
    assert any("tracker rate NGN VALUE --on 2026-06-01" in x for x in said)
