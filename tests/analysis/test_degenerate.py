"""Ledgers that hold almost nothing, or everything at once: counts, None and caveats, never NaN, never an exception.

Gaps, survival, reliability, drift and outlook (methods, 9 to 12) of each, as results and as JSON.
"""

import json
import math
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest

from tests.analysis.ledgers import at, day, earned, ledger, money, payout, span, work
from tracker.analysis.availability.gaps import gaps_of
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.outlook.ahead import outlook_of
from tracker.analysis.platforms.compared import build_platforms, platforms_of
from tracker.desk.shapes import as_json
from tracker.domain import Availability, ExchangeRate, Platform, Project, ProjectEvent, QueueCheck, Transfer
from tracker.units import DAY

AS_OF = day("2026-06-30")


def project(name="Nova", **more):
    return Project(platform="Acme", project=name, **more)


def event(kind, on, name="Nova", announced=None):
    return ProjectEvent(platform="Acme", project=name, event=kind, happened_at=day(on), announced_at=announced)


def offered(start, hours, *, end=None, days=None):
    return Availability(
        starts_on=day(start), ends_on=end and day(end), kind="available", weekly_hours=Decimal(hours), weekdays=days
    )


def off(start, end):
    return Availability(starts_on=day(start), ends_on=day(end), kind="time_off")


def daily(start, n, **more):
    return [work((day(start) + i * DAY).isoformat(), 60, project="Nova", **more) for i in range(n)]


NAMES = [f"P{i}" for i in range(6)]
PAID = {"rate": money(20), "currency": "USD"}
LEDGERS = {
    "nothing": [],
    "settings of a year ahead": [offered("2027-01-01", 20), event("started", "2027-01-01")],
    "one project": [project(), event("started", "2026-01-05"), *daily("2026-01-05", 30, **PAID)],
    "all running": [x for n in NAMES for x in (project(n), event("started", "2026-01-05", n))],
    "all cancelled on the first day": [
        x for n in NAMES
        for x in (project(n), event("started", "2026-01-05", n), event("cancelled", "2026-01-05", n, day("2026-01-05")))
    ],
    "cancelled before it started": [project(), event("cancelled", "2026-01-05"), event("started", "2026-02-05")],
    "ended twice and begun again": [
        project(), event("started", "2026-01-05"), event("cancelled", "2026-02-05"), event("started", "2026-03-05"),
        event("cancelled", "2026-03-05"), event("resumed", "2026-04-01"), event("paused", "2026-04-01"),
    ],
    "one session": [span("2026-06-01T09:00", "2026-06-01T10:00", **PAID)],
    "one session of no length": [span("2026-06-01T09:00", "2026-06-01T09:00", **PAID)],
    "one session without pay": [span("2026-06-01T09:00", "2026-06-01T10:00")],
    "no availability declared": daily("2026-01-05", 90, **PAID),
    "a year of nothing": [*daily("2025-06-02", 1, **PAID), offered("2025-06-01", 30)],
    "a year of nothing at all": [offered("2025-06-01", 30)],
    "no hours on offer": [offered("2026-01-01", 0), *daily("2026-02-02", 3, **PAID)],
    "always off": [offered("2026-01-01", 30), off("2026-01-01", "2026-12-31"), *daily("2026-02-02", 3, **PAID)],
    "everything in one day": [
        project(), event("started", "2026-06-30"), event("paused", "2026-06-30"), event("resumed", "2026-06-30"),
        event("cancelled", "2026-06-30"), *daily("2026-06-30", 1, **PAID), payout("2026-06-30", 20),
        payout("2026-06-30", 500, kind="clawback"), earned("2026-06-30", 5), offered("2026-06-30", 40),
        off("2026-06-30", "2026-06-30"), QueueCheck(
            platform="Acme", checked_at=at("2026-06-30T09:00"), outcome="nothing_offered"),
    ],
    "overlapping availability": [
        offered("2026-01-01", 20), offered("2026-02-01", 40, end="2026-04-30", days="mon,tue"),
        offered("2026-02-01", 10, days="sat-sun"), off("2026-03-01", "2026-03-20"), off("2026-03-10", "2026-04-10"),
        *daily("2026-01-05", 60, **PAID),
    ],
    "a platform with only payouts": [payout(f"2026-0{m}-15", 100) for m in range(1, 7)],
    "a platform with only a clawback": [payout("2026-03-15", 100, kind="clawback")],
    "only write-offs": [payout("2026-03-15", 100, kind="write_off")],
    "only reimbursements": [payout("2026-03-15", 100, kind="reimbursement")],
    "money without any rate": [
        *daily("2026-01-05", 40, rate=money(20), currency="XAU"), payout("2026-03-15", 100, currency="XAU"),
    ],
    "a rate of almost nothing": [
        ExchangeRate(on=day("2026-01-01"), currency="VND", in_home_currency=Decimal("0.00004")),
        *daily("2026-01-05", 40, rate=1, currency="VND"),
    ],
    "only money moved": [
        Transfer(moved_on=day("2026-03-01"), from_account="A", to_account="B", amount_out=100, currency_out="USD")
    ],
    "two chains in a circle": [
        project("A", successor_of="B"), project("B", successor_of="A"), *daily("2026-01-05", 3, **PAID),
    ],
    "promises that nothing came of": [
        project(promised_weekly_hours=Decimal(0), promised_until=day("2020-01-01")), event("started", "2026-06-30"),
    ],
    "pay long before work": [
        Platform(platform="Acme", currency="USD", pay_cycle="monthly", pay_delay_days=0),
        payout("2026-01-02", 4000), *daily("2026-05-04", 20, **PAID),
    ],
    "a session of the whole year": [
        work("2025-07-01", 60 * 800, worked_until=day("2026-06-30"), amount=money(900), currency="USD")
    ],
    "a start typed far too early": [
        project(), event("started", "1980-01-02"), event("cancelled", "2026-06-30"), *daily("2026-06-29", 2, **PAID),
    ],
}  # fmt: skip
ANSWERS = {"gaps": gaps_of, "platforms": platforms_of, "outlook": outlook_of}


def numbers(value):
    """Every float of a result, wherever it stands."""
    if isinstance(value, float):
        yield value
    elif is_dataclass(value):
        for f in fields(value):
            yield from numbers(getattr(value, f.name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, dict):
        yield from numbers(list(value.values()))


def check(name, as_of=AS_OF, **more):
    """All three answers of a ledger: finite, and JSON once their sentences are spoken."""
    basis = make_basis(ledger(*LEDGERS[name], **more), as_of, None)
    for answer in ANSWERS.values():
        found = answer(basis)
        assert all(math.isfinite(x) for x in numbers(found))
        assert json.loads(json.dumps(as_json(found), allow_nan=False, default=str))
        assert found.as_of == as_of


@pytest.mark.parametrize("name", LEDGERS)
def test_a_degenerate_ledger_has_an_answer(name):
    check(name)


@pytest.mark.parametrize(
    "name", ["one project", "a year of nothing", "overlapping availability", "pay long before work"]
)
def test_so_it_has_on_its_first_day_and_before_it(name):
    check(name, day("2026-01-05"))
    check(name, day("2020-01-01"))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("name", ["everything in one day", "all cancelled on the first day"])
def test_so_it_has_far_from_greenwich(name, zone):
    check(name, home="PHP", zone=zone)


def cards(name):
    return build_platforms(ledger(*LEDGERS[name]), AS_OF).platforms


def test_an_empty_ledger_says_so():
    found = build_platforms(ledger(), AS_OF)
    assert (found.platforms, [c.code for c in found.caveats]) == ((), ["nothing_recorded"])


def test_projects_that_all_run_have_not_ended():
    (card,) = cards("all running")
    assert (card.survival.n, card.survival.running) == (6, 6)
    assert (card.survival.median_days, card.notice.n, card.notice.median) == (None, 0, None)
    assert {p.running for p in card.survival.curve if p.running is not None} == {1.0}
    assert {(p.low, p.high) for p in card.survival.curve} == {(None, None)}


def test_projects_cancelled_on_their_first_day_lasted_half_a_day():
    (card,) = cards("all cancelled on the first day")
    assert (card.survival.n, card.survival.running, card.survival.ended["cancelled"]) == (6, 0, 6)
    assert card.survival.median_days == 0.5
    assert (card.notice.zero.k, card.notice.zero.n, card.notice.zero.share) == (6, 6, 1.0)


def test_one_session_is_no_share():
    (card,) = cards("one session")
    assert (card.on_time.share, card.drift.verdict, card.drift.weeks) == (None, "too_short", 1)
    assert (card.survival.n, card.paused_share, card.hours_to_first_pay) == (0, None, None)


def test_work_of_which_nobody_knows_the_pay_has_no_rate():
    (card,) = cards("one session without pay")
    assert {r.rate for r in card.hourly} == {None}
    assert (card.on_time.n, card.paid_share, card.drifts) == (0, None, ())


def test_only_payouts_have_no_work_to_speak_of():
    (card,) = cards("a platform with only payouts")
    assert (card.hours.all, card.on_time.n, card.paid_share, card.counted_share) == (0.0, 0, None, None)


def test_the_tests_hold_every_kind_of_ledger_that_was_asked_for():
    wanted = {
        "one project", "all running", "all cancelled on the first day", "one session", "no availability declared",
        "a year of nothing", "everything in one day", "overlapping availability", "a platform with only payouts",
    }  # fmt: skip
    assert wanted <= set(LEDGERS)
