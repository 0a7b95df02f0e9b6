"""`tracker terms`: what is stored and known, taking it over after a yes, adding, correcting, removing, and undo."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from tests.cli.conftest import Cli
from tracker.desk import entry
from tracker.domain import Earning, Payout, PayTerms, WorkSession
from tracker.pay_days import PayDay
from tracker.units import to_units


@pytest.fixture
def mercor(cli: Cli) -> Cli:
    cli("set", "home_currency", "EUR")
    cli("platform", "Mercor", "--currency", "USD")
    return cli


def test_nothing_is_taken_over_without_a_yes(mercor: Cli) -> None:
    before = mercor.snapshot()
    said = mercor("terms", "mercor").out
    assert "No terms of pay are stored." in said
    assert "https://talent.docs.mercor.com/time-tracking-pay/policy" in said
    assert "a starting point and no promise" in said
    assert "Is that what your contract says?" in mercor("terms", "mercor", "--known", code=1).err
    assert mercor.snapshot() == before


def test_known_terms_are_taken_with_their_source_and_one_undo(mercor: Cli) -> None:
    found = mercor("terms", "mercor", "--known", "--yes", "--json").json
    assert {t["kind"] for t in found["terms"]} == {"hourly", "milestone"}
    assert all(t["source_url"] and t["seen_on"] and t["hand"] for t in found["terms"])
    assert "stored already" in mercor("terms", "mercor", "--known", "--yes", code=1).err
    mercor("undo")
    assert mercor.rows(PayTerms) == []


def test_a_yes_at_a_terminal(mercor: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.ask.possible", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    mercor("terms", "mercor", "--known", code=1)
    assert mercor.rows(PayTerms) == []
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    mercor("terms", "mercor", "--known")
    assert len(mercor.rows(PayTerms)) == 2


def test_added_corrected_removed(mercor: Cli) -> None:
    weekly = ("--pay-cycle", "weekly", "--pay-cycle-ends", "fri", "--pay-delay-days", "5")
    mercor("terms", "mercor", *weekly, "--payout-threshold", "50")
    (made,) = mercor.rows(PayTerms)
    assert (made.pay_cycle_ends, made.pay_delay_days, made.payout_threshold) == ("fri", 5, to_units(50))
    assert "at least 50.00 USD" in " ".join(mercor("terms").out.split())
    mercor("terms", "mercor", "--change", "1", "--window-days", "2")
    (made,) = mercor.rows(PayTerms)
    assert (made.window_days, made.pay_delay_days) == (2, 5)
    mercor("terms", "mercor", "--remove", "1")
    assert mercor.rows(PayTerms) == []
    mercor("undo")
    assert mercor.rows(PayTerms) == [made]
    assert "There are no terms 7 of Mercor" in mercor("terms", "mercor", "--remove", "7", code=1).err
    assert "Whose terms" in mercor("terms", "--remove", "1", code=1).err


def test_terms_beside_others_need_their_first_day(mercor: Cli) -> None:
    mercor("terms", "mercor", "--pay-delay-days", "5")
    before = mercor.snapshot()
    found = mercor("terms", "mercor", "--pay-delay-days", "9", "--json", code=2).json
    assert [c["line"] for c in found["choices"]] == ["--change 1", "--holds-from DATE"]
    assert mercor.snapshot() == before
    mercor("terms", "mercor", "--pay-delay-days", "9", "--holds-from", "2026-05-01")
    mercor("terms", "mercor", "--pay-delay-days", "3", "--kind", "bonus")
    assert [t.pay_delay_days for t in mercor.rows(PayTerms)] == [5, 9, 3]


def test_amounts_are_in_the_platforms_currency(mercor: Cli) -> None:
    assert "USD" in mercor("terms", "mercor", "--payout-threshold", "50 eur", code=1).err


def test_days_of_handing_in_and_approval_and_the_stage_of_a_payment(mercor: Cli) -> None:
    mercor("log", "2h mercor 4 may", "--submitted", "2026-05-05", "--approved", "2026-05-06")
    mercor("earned", "mercor", "50", "--submitted", "2026-05-04", "--approved", "2026-05-05")
    mercor("paid", "mercor", "100", "--sent", "--place", "wallet", "--asked", "2026-05-04")
    (s,), (e,), (p,) = mercor.rows(WorkSession), mercor.rows(Earning), mercor.rows(Payout)
    assert [str(d) for d in (s.submitted_on, s.approved_on)] == ["2026-05-05", "2026-05-06"]
    assert [str(d) for d in (e.submitted_on, e.approved_on)] == ["2026-05-04", "2026-05-05"]
    assert (p.stage, p.place, str(p.asked_on)) == ("sent", "wallet", "2026-05-04")
    assert "not allowed with" in mercor("paid", "mercor", "1", "--sent", "--arrived", code=2).err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pay-cycle", "monthly", "--pay-cycle-ends", "15"), "Only a pay period of a week or two ends on “15”."),
        (("--pay-cycle-ends", "fri", "--pay-delay-days", "5"), "Only a pay period of a week or two ends on “fri”."),
        (("--pay-cycle", "semimonthly", "--pay-cycle-month-day", "10"), "Only a monthly pay period ends on a day"),
        (("--pay-cycle-month-day", "15", "--pay-delay-days", "5"), "Only a monthly pay period ends on a day"),
        (("--pay-cycle-ends-at", "19", "--pay-delay-days", "5"), "and there is none. Set how often it pays too."),
        (("--pay-cycle-zone", "UTC", "--pay-delay-days", "5"), "and there is none. Set how often it pays too."),
        (("--delay-in", "business_days", "--pay-day", "fri"), "Which days are counted is set, and not how many."),
        (("--pay-day", "every 2nd friday"), "'every 2nd friday' may count within each month"),
    ],
)
def test_what_would_take_no_effect_is_refused(mercor: Cli, options: tuple[str, ...], said: str) -> None:
    assert said in mercor("terms", "mercor", *options, code=1).err
    assert mercor.rows(PayTerms) == []


@pytest.mark.parametrize(
    ("options", "column", "value"),
    [
        (("--pay-delay-days", "net 30"), "pay_delay_days", 30),
        (("--pay-delay-days", "2 weeks"), "pay_delay_days", 14),
        (("--pay-delay-days", "7d"), "pay_delay_days", 7),
        (("--first-hold-days", "7 days"), "first_hold_days", 7),
        (("--arrives-after", "3 business days"), "arrives_after", 3),
        (("--pay-cycle", "Semi-monthly"), "pay_cycle", "semimonthly"),
        (("--pay-cycle", "bi-weekly", "--pay-cycle-ends", "1 may 2026"), "pay_cycle_ends", "2026-05-01"),
        (("--pay-delay-days", "5", "--delay-in", "business days"), "delay_in", "business_days"),
        (("--on-request", "Yes"), "on_request", True),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "7pm"), "pay_cycle_ends_at", 19),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "19:00"), "pay_cycle_ends_at", 19),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "noon"), "pay_cycle_ends_at", 12),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "12pm"), "pay_cycle_ends_at", 12),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "23:59"), "pay_cycle_ends_at", 24),
    ],
)
def test_terms_as_people_write_them(mercor: Cli, options: tuple[str, ...], column: str, value: object) -> None:
    mercor("terms", "mercor", *options)
    (made,) = mercor.rows(PayTerms)
    assert getattr(made, column) == value


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pay-delay-days", "10 business days"), "which days they are is an option of its own"),
        (("--pay-delay-days", "two weeks after approval"), "from when they are counted is an option of its own"),
        (("--pay-delay-days", "3-5 business days"), "as is how many more days are on time"),
        (("--pay-delay-days", "1 month"), "is not a number of days, such as 30 or 2 weeks"),
        (("--arrives-after", "3 days"), "'3 days' is not a number of business days"),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "midnight"), "is not a full hour"),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "12am"), "is not an hour of a day"),
        (("--pay-cycle", "monthly", "--pay-cycle-ends-at", "19:30"), "is not a full hour"),
    ],
)
def test_terms_that_may_mean_two_things_are_asked(mercor: Cli, options: tuple[str, ...], said: str) -> None:
    assert said in mercor("terms", "mercor", *options, code=2).err
    assert mercor.rows(PayTerms) == []


def test_a_platforms_own_cycle_is_read_with_a_hyphen(mercor: Cli) -> None:
    found = mercor("platform", "mercor", "--cycle", "bi-weekly:2026-05-08", "--delay", "2 weeks", "--json").json
    assert (found["platform"]["pay_cycle"], found["platform"]["pay_delay_days"]) == ("biweekly", 14)


def test_a_fee_that_is_no_percent_is_said(mercor: Cli) -> None:
    said = " ".join(mercor("terms", "mercor", "--fee-min", "1.50").out.split())
    assert "it keeps 1.50 USD of a payment" in said


# --- rows that an older version took ---------------------------------------------------------------------


@pytest.fixture
def old(mercor: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Terms with a pay day that was taken once and is none today."""
    with monkeypatch.context() as once, mercor.desk() as desk:
        once.setattr("tracker.pay_days.read", lambda text: PayDay(dates=(-1,)))
        entry.add(desk, [PayTerms(platform="Mercor", holds_from=dt.date(2026, 3, 1), pay_day="monthly")])
    mercor("log", "2h mercor 4 may", "--amount", "50")
    return mercor


def test_terms_that_an_older_version_took_are_listed_with_the_way_out(old: Cli) -> None:
    said = " ".join(old("terms").out.split())
    assert "1 The terms for work from 2026-03-01 on cannot be used: 'monthly' names no pay days" in said
    assert (
        "tracker terms 'Mercor' --change 1 --pay-day …, or take the row away: tracker terms 'Mercor' --remove 1" in said
    )
    (told,) = old("terms", "mercor", "--json").json["terms"]
    assert (told["row"], told["wrong"]) == (1, {"pay_day": "monthly"})


@pytest.mark.parametrize("report", ["owed", "outlook", "report", "platforms"])
def test_reports_refuse_such_terms_with_the_command_that_helps(old: Cli, report: str) -> None:
    said = old(report, code=1).err
    assert "The pay terms of Mercor have pay days that cannot be read: “monthly”." in said
    assert "tracker terms 'Mercor' --change 1 --pay-day …" in said
    assert "tracker terms 'Mercor' --remove 1" in said


def test_the_check_up_points_to_the_terms_and_not_to_a_backup(old: Cli) -> None:
    said = old("doctor", code=1).out
    assert "Row 1 of pay_terms cannot be: 'monthly' names no pay days" in said
    assert "Put it right, or take it away: tracker terms shows how." in said
    assert "backup" not in said


def test_such_terms_are_put_right_or_removed_and_undo_brings_them_back(old: Cli) -> None:
    before = old.snapshot()["pay_terms"]
    assert "monthly" in old("terms", "mercor", "--change", "1", "--window-days", "3", code=1).err
    assert "Removed from Mercor: terms 1, which could not be used." in old("terms", "mercor", "--remove", "1").out
    old("owed")
    old("undo")
    assert old.snapshot()["pay_terms"] == before
    old("terms", "mercor", "--change", "1", "--pay-day", "last")
    (made,) = old.rows(PayTerms)
    assert (made.pay_day, made.holds_from) == ("last", dt.date(2026, 3, 1))
    assert old("doctor").code == 0
    old("owed")


def test_a_cycle_whose_end_nobody_can_say_is_refused_by_its_name(mercor: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as once, mercor.desk() as desk:
        once.setattr("tracker.record_rules.WEEKDAY_NAMES", {"weekend": 5})
        entry.add(desk, [PayTerms(platform="Mercor", pay_cycle="weekly", pay_cycle_ends="weekend", pay_delay_days=3)])
    mercor("log", "2h mercor 4 may", "--amount", "50")
    said = mercor("owed", code=1).err
    assert "The pay terms of Mercor cannot be: a weekly cycle ends on a weekday, such as fri." in said
    assert "tracker terms 'Mercor' --change 1 --pay-cycle-ends …" in said
    mercor("terms", "mercor", "--change", "1", "--pay-cycle-ends", "sun")
    mercor("owed")


# --- learnt from what came ------------------------------------------------------------------------------


@pytest.fixture
def late(mercor: Cli) -> Cli:
    """Six weeks to a Friday, each paid on the Thursday after; entered was the Tuesday."""
    mercor("terms", "mercor", "--pay-cycle", "weekly", "--pay-cycle-ends", "fri", "--pay-delay-days", "4")
    first, day = dt.date(2026, 3, 6), dt.timedelta(days=1)
    ends = [first + 7 * n * day for n in range(6)]
    done = [WorkSession(platform="Mercor", worked_on=e - 2 * day, minutes=7200, amount=to_units(50)) for e in ends]
    came = [
        Payout(platform="Mercor", kind="payout", received_on=e + 6 * day, amount=to_units(50), currency="USD",
               covers_from=e - 6 * day, covers_to=e)
        for e in ends
    ]  # fmt: skip
    with mercor.desk() as desk:
        entry.add(desk, [*done, *came])
    return mercor


def test_what_came_is_only_shown_until_there_is_a_yes(late: Cli) -> None:
    before = late.snapshot()
    said = " ".join(late("terms", "mercor", "--learnt").out.split())
    assert "Money of Mercor came on Thursdays, 2 days after the day that its terms give (6 pay days)." in said
    assert "6 days after the end of the pay period" in said
    found = late("terms", "mercor", "--learnt", "--json").json["learnt"]
    assert (found["pay_days"], found["weekday"], found["days_after_due"]) == (6, "thu", 2)
    assert found["proposed"]["pay_delay_days"] == 6
    assert late.snapshot() == before


def test_learnt_terms_take_the_place_of_those_that_were_entered(late: Cli) -> None:
    before = late.rows(PayTerms)
    late("terms", "mercor", "--learnt", "--yes")
    assert [t.pay_delay_days for t in late.rows(PayTerms)] == [6]
    assert late("terms", "mercor", "--learnt", "--json").json["learnt"] is None
    assert "gives no reason for other terms" in late("terms", "mercor", "--learnt").out
    late("undo")
    assert late.rows(PayTerms) == before


def test_learnt_terms_may_hold_from_a_day_on(late: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    late("terms", "mercor", "--learnt", "--yes", "--holds-from", "2026-05-02")
    assert [(t.pay_delay_days, str(t.holds_from)) for t in late.rows(PayTerms)] == [(4, "None"), (6, "2026-05-02")]
    late("undo")
    monkeypatch.setattr("tracker.cli.ask.possible", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("3\n"))
    late("terms", "mercor", "--learnt", code=1)
    assert len(late.rows(PayTerms)) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    late("terms", "mercor", "--learnt")
    assert [str(t.holds_from) for t in late.rows(PayTerms)] == ["None", "2026-05-09"]  # 6 May is in the week to the 8th
    assert "--change" in late("terms", "mercor", "--learnt", "--pay-delay-days", "3", code=1).err


def test_a_platform_that_is_added_is_asked_about_if_its_terms_are_known(cli: Cli) -> None:
    said = " ".join(cli("platform", "Prolific").out.split())
    assert "Prolific is added" in said
    assert "Known from elsewhere, a starting point and no promise" in said
    assert "Is that what your contract says? Take it: tracker terms 'Prolific' --known" in said
    assert "contract" not in cli("platform", "Prolific", "--currency", "GBP").out
    assert "contract" not in cli("platform", "My own shop").out
    assert cli("platform", "Claru", "--json").json["platform"]["platform"] == "Claru"


def test_a_platform_without_rows_of_terms_pays_by_its_own_columns(cli: Cli) -> None:
    """30 of a smallest payout of 50 are late to nobody; 80 in the bank are 100 of which 20 percent were kept."""
    cli("set", "home_currency", "USD")
    cli("platform", "Acme", "--currency", "USD", "--cycle", "weekly:fri", "--delay", "5", "--threshold", "50")
    cli("log", "1h Acme 2026-03-02", "--amount", "30", "--currency", "USD")
    owed = cli("owed", "--json", "--as-of", "2026-04-12").json
    assert [(i["amount"], i["state"], i["days_late"]) for i in owed["items"]] == [("30.00", "deferred", 0)]
    assert owed["overdue"] == "0.00"
    cli("platform", "Beta", "--currency", "USD", "--delay", "7", "--fee", "20")
    cli("log", "1h Beta 2026-03-02", "--amount", "100", "--currency", "USD")
    cli("paid", "Beta", "80", "USD", "--on", "2026-03-09", "--place", "bank")
    owed = cli("owed", "--json", "--as-of", "2026-04-12").json
    assert [i["platform"] for i in owed["items"]] == ["Acme"]
