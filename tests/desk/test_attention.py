"""What needs attention: each thing appears, and is gone once it is done."""

import datetime as dt
import threading
from decimal import Decimal

import pytest

from tracker.desk import attention, entry, terms
from tracker.desk.session import Desk
from tracker.domain import (
    Availability,
    ExchangeRate,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    QueueCheck,
    Settings,
    WorkSession,
)
from tracker.units import to_units

TODAY = dt.date(2026, 10, 30)  # a Friday
ONE = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path):
    def clock():
        return dt.datetime(2026, 10, 30, 18, tzinfo=dt.UTC)

    with Desk.open(tmp_path / "t.db", who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(
            made,
            [
                Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5),
                Project(platform="Mercor", project="Nova", agreed_rate=to_units(40)),
            ],
        )
        yield made


def worked(day, hours=2, **more):
    return WorkSession(**{"platform": "Mercor", "project": "Nova", "worked_on": day, "minutes": hours * 3600} | more)


def kinds(desk):
    return [i.kind for i in attention.at_once(desk)]


def test_nothing_is_nothing(desk):
    assert attention.at_once(desk) == []
    assert attention.overdue(desk) == ([], True)


def test_money_that_has_not_come_until_it_comes(desk):
    entry.add(desk, [worked(TODAY - 30 * ONE, 3)])
    (late,), fresh = attention.overdue(desk)
    assert fresh
    assert (late.platform, late.amount, late.day) == ("Mercor", to_units(120), dt.date(2026, 10, 7))
    assert late.n == 23
    entry.add(desk, [Payout(platform="Mercor", kind="payout", received_on=TODAY, amount=to_units(120), currency="USD")])
    assert attention.overdue(desk) == ([], True)


def test_money_in_another_currency_is_named_in_it(desk):
    entry.add(desk, [worked(TODAY - 30 * ONE, 3, amount=to_units(90), currency="EUR")])
    ((late,), _fresh) = attention.overdue(desk)
    assert (late.amount, late.currency) == (to_units(90), "EUR")


def test_what_was_true_before_is_given_while_it_is_worked_out(desk, monkeypatch):
    entry.add(desk, [worked(TODAY - 30 * ONE, 3)])
    before, _ = attention.overdue(desk)
    entry.add(desk, [worked(TODAY - 29 * ONE, 3)])
    held, slow = threading.Event(), attention.not_come
    monkeypatch.setattr(attention, "not_come", lambda *asked: held.wait(20) and slow(*asked))
    assert attention.overdue(desk, patience=0.01) == (before, False)
    held.set()
    after, fresh = attention.overdue(desk)
    assert fresh
    assert after[0].amount == to_units(240)


def test_forgetting_leaves_no_name_behind(desk):
    entry.add(desk, [worked(TODAY - 30 * ONE, 3)])
    attention.overdue(desk)
    entry.forget(desk, platform="Mercor")
    assert "Mercor" not in repr(attention.overdue(desk)) + repr(attention.at_once(desk))


@pytest.mark.parametrize("end", ["resumed", "cancelled", "completed", "left"])
def test_a_pause_without_an_end_until_it_ends(desk, end):
    entry.add(desk, [ProjectEvent(platform="Mercor", project="Nova", event="paused", happened_at=TODAY - 20 * ONE)])
    (item,) = attention.at_once(desk)
    assert (item.kind, item.project, item.n) == ("pause", "Nova", 20)
    entry.add(desk, [ProjectEvent(platform="Mercor", project="Nova", event=end, happened_at=TODAY)])
    assert kinds(desk) == []


def test_a_pause_of_a_few_days_is_left_alone(desk):
    entry.add(desk, [ProjectEvent(platform="Mercor", project="Nova", event="paused", happened_at=TODAY - 3 * ONE)])
    assert kinds(desk) == []


def test_a_pause_told_by_the_clock_is_a_day_of_the_home_zone(desk):
    at = dt.datetime(2026, 10, 20, 15, tzinfo=dt.UTC)
    entry.add(desk, [ProjectEvent(platform="Mercor", project="Nova", event="paused", happened_at=at)])
    assert attention.at_once(desk)[0].day == dt.date(2026, 10, 20)


def test_available_days_without_an_entry(desk):
    entry.add(desk, [Availability(starts_on=TODAY - 60 * ONE, kind="available", weekly_hours=Decimal(40))])
    assert kinds(desk) == []  # nobody is asked about days before the first entry
    entry.add(desk, [worked(TODAY - 40 * ONE)])
    (item,) = attention.at_once(desk)
    assert item.kind == "unlogged"
    assert item.days == tuple(d for n in range(14, 0, -1) if (d := TODAY - n * ONE).weekday() < 5)
    entry.add(desk, [worked(d) for d in item.days[:-3]])
    entry.add(desk, [Availability(starts_on=item.days[-3], ends_on=item.days[-3], kind="time_off")])
    looked = dt.datetime.combine(item.days[-2], dt.time(9), dt.UTC)
    entry.add(desk, [QueueCheck(platform="Mercor", checked_at=looked, outcome="nothing_offered")])
    assert attention.at_once(desk)[0].days == item.days[-1:]
    entry.add(desk, [worked(item.days[-1])])
    assert kinds(desk) == []


def test_a_stretch_covers_its_days(desk):
    entry.add(desk, [Availability(starts_on=TODAY - 60 * ONE, kind="available", weekly_hours=Decimal(40))])
    entry.add(desk, [worked(TODAY - 20 * ONE, 32, worked_until=TODAY - ONE)])
    assert kinds(desk) == []


def test_without_declared_availability_no_day_is_missing(desk):
    entry.add(desk, [worked(TODAY - 13 * ONE)])
    assert kinds(desk) == []


def test_a_currency_without_a_rate_until_there_is_one(desk):
    entry.add(desk, [worked(TODAY, amount=to_units(900), currency="KES")])
    assert [(i.kind, i.currency) for i in attention.at_once(desk)] == [("no_rate", "KES")]
    entry.add(desk, [ExchangeRate(on=TODAY, currency="KES", in_home_currency=Decimal("0.0077"))])
    assert kinds(desk) == []


def test_a_currency_of_the_bundled_table_needs_nothing(desk):
    entry.add(desk, [worked(TODAY, amount=to_units(900), currency="EUR")])
    assert kinds(desk) == []


def test_what_a_payout_brought_at_home_is_a_rate(desk):
    entry.add(desk, [worked(TODAY, amount=to_units(900), currency="KES")])
    entry.add(desk,
        [Payout(platform="Mercor", kind="payout", received_on=TODAY, amount=to_units(900), currency="KES",
               home_amount=to_units(7))]
    )  # fmt: skip
    assert kinds(desk) == []


def test_a_platform_without_pay_days_until_they_are_set(desk):
    entry.add(desk, [worked(TODAY, platform="Outlier", project=None)])
    (item,) = attention.at_once(desk)
    assert (item.kind, item.platform) == ("no_cycle", "Outlier")
    assert desk.get("platforms", item.row).platform == "Outlier"
    terms.save(desk, Platform(platform="Outlier", pay_cycle="monthly", pay_delay_days=10))
    assert kinds(desk) == []


def test_a_platform_of_long_ago_is_left_alone(desk):
    entry.add(desk, [worked(TODAY - 200 * ONE, platform="Outlier", project=None)])
    assert kinds(desk) == []
