"""What is typed by hand and cannot be meant so is refused at every door; what a file says stands."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tracker.desk import entry, plausible, repeats, terms
from tracker.desk.session import Desk
from tracker.domain import (
    Availability,
    ExchangeRate,
    Expense,
    Payout,
    PayTerms,
    Platform,
    Project,
    ProjectEvent,
    Settings,
    Template,
    WorkSession,
)
from tracker.errors import InputError, Refused
from tracker.units import DAY, to_units

PAID = Payout(
    platform="Outlier", kind="payout", received_on=dt.date(2026, 3, 2), amount=to_units(45), fee=to_units(2),
    currency="USD",
)  # fmt: skip


@pytest.fixture
def ready(tmp_path):
    with Desk.open(tmp_path / "t.db", who="test", clock=lambda: dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [Platform(platform="Outlier"), Project(platform="Outlier", project="Nova")])
        yield made


@pytest.mark.parametrize("wrong", [
    replace(PAID, received_on=dt.date(1926, 3, 2)),
    replace(PAID, received_on=dt.date(2062, 3, 2)),
    replace(PAID, asked_on=dt.date(2026, 3, 3)),
    replace(PAID, home_amount=to_units(40)),
    replace(PAID, currency="EUR", home_amount=-1),
    Expense(spent_on=dt.date(1926, 3, 2), amount=1, currency="USD", category="desk"),
    WorkSession(platform="Outlier", worked_on=dt.date(1926, 3, 2), minutes=60),
    WorkSession(platform="Outlier", started_at=dt.datetime(2062, 3, 2, tzinfo=dt.UTC),
                ended_at=dt.datetime(2062, 3, 2, 1, tzinfo=dt.UTC)),
    PayTerms(platform="Outlier", note="as they said", holds_from=dt.date(2026, 1, 1)),
    Availability(kind="available", starts_on=dt.date(1926, 3, 2), weekly_hours=Decimal(20)),
    Availability(kind="time_off", starts_on=dt.date(2026, 3, 2), weekly_hours=Decimal(20)),
    Template(name="call", platform="Outlier", minutes=60, ends_on=dt.date(2026, 5, 1)),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_when_added_and_when_changed(ready, wrong):
    with pytest.raises(InputError):
        entry.add(ready, [wrong])
    row = ready.rows(Platform)[0][0]
    with pytest.raises(InputError):
        entry.change(ready, [(wrong.TABLE, None, wrong), ("platforms", row, Platform(platform="Outlier", note="x"))])
    assert not ready.rows(type(wrong))
    assert ready.rows(Platform)[0][1].note is None


def test_what_a_file_says_stands(ready):
    entry.add(ready, [replace(PAID, asked_on=dt.date(2026, 3, 3), evidence="file", source="bank", source_id="1")])
    assert len(ready.rows(Payout)) == 1


def test_the_same_payment_again_is_stored_and_said(ready):
    entry.add(ready, [PAID, replace(PAID, received_on=PAID.received_on + DAY)])
    told = len(ready.notices)
    entry.add(ready, [PAID])
    assert len(ready.rows(Payout)) == 3
    (said,) = ready.notices[told:]
    assert str(said).startswith("A payment of 45.00 USD from Outlier on 2026-03-02 was there already")


def test_what_arrived_at_home_is_the_amount_less_the_fee(ready):
    entry.add(ready, [replace(PAID, home_amount=to_units(43)), replace(PAID, currency="EUR", home_amount=to_units(40))])
    assert len(ready.rows(Payout)) == 2


@pytest.mark.parametrize(("home", "currency", "typed", "taken"), [
    ("USD", "EUR", "1.08", True), ("USD", "EUR", "108", False), ("USD", "JPY", "150", False),
    ("USD", "JPY", "0.0067", True),
    ("USD", "KES", "129.5", False), ("USD", "KES", "0.0077", True), ("KES", "USD", "129.5", True),
    ("KES", "USD", "0.0077", False), ("USD", "KWD", "3.26", True), ("KES", "NGN", "0.08", True),
])  # fmt: skip
def test_an_exchange_rate_the_other_way_round_is_refused(tmp_path, home, currency, typed, taken):
    rate = ExchangeRate(on=dt.date(2025, 3, 3), currency=currency, in_home_currency=Decimal(typed))
    with Desk.open(tmp_path / "r.db", who="test", clock=lambda: dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)) as made:
        entry.save_settings(made, Settings(home_currency=home, time_zone="UTC"))
        if taken:
            entry.add(made, [rate])
        else:
            with pytest.raises(InputError):
                entry.add(made, [rate])
        assert len(made.rows(ExchangeRate)) == taken


def test_a_day_ahead_is_said_and_one_today_is_not():
    today = dt.date(2026, 3, 2)
    assert str(plausible.ahead(today + DAY, today)) == "2026-03-03 is in the future; it will count from that day."
    assert plausible.ahead(today, today) is None


@pytest.mark.parametrize("name", ["Outlier", "outlier", "Óutlier", "Out lier"])
def test_a_new_platform_takes_nobodys_name(ready, name):
    terms.save(ready, Platform(platform="Outlier", pay_delay_days=5))
    with pytest.raises(Refused, match="There is a platform called Outlier already"):
        terms.add(ready, Platform(platform=name))
    assert [p.pay_delay_days for _, p in ready.platforms()] == [5]


def test_a_new_project_takes_no_name_of_its_platform_and_may_have_one_of_another(ready):
    with pytest.raises(Refused):
        terms.add(ready, Project(platform="Outlier", project="NOVA"))
    entry.add(ready, [Platform(platform="Mercor")])
    terms.add(ready, Project(platform="Mercor", project="Nova"))
    assert len(ready.projects()) == 2


def test_a_new_name_and_new_fields_are_one_change_and_one_undo(ready):
    entry.add(ready, [WorkSession(platform="Outlier", project="Nova", worked_on=dt.date(2026, 3, 2), minutes=3600)])
    new = Project(platform="Outlier", project="Nova", agreed_rate=to_units(25))
    done = terms.save(ready, new, dt.date(2026, 3, 5), name="Vega")
    assert [p.project for _, p in ready.projects()] == ["Vega"]
    assert [s.project for _, s in ready.rows(WorkSession)] == ["Vega"]
    assert [(e.project, e.rate) for _, e in ready.rows(ProjectEvent)] == [("Vega", to_units(25))]
    entry.undo(ready, done.id)
    assert [(p.project, p.agreed_rate) for _, p in ready.projects()] == [("Nova", None)]
    assert not ready.rows(ProjectEvent)
    entry.add(ready, [Project(platform="Outlier", project="Vega")])
    with pytest.raises(Refused):
        terms.save(ready, Project(platform="Outlier", project="Nova", note="x"), name="vega")


@pytest.mark.parametrize("more", [{"pay_cycle_ends": "fri"}, {"pay_cycle": "monthly", "pay_cycle_ends": "fri"},
                                  {"pay_cycle_zone": "UTC"}])  # fmt: skip
def test_a_platform_has_no_end_of_a_pay_period_that_it_does_not_have(ready, more):
    with pytest.raises(InputError):
        terms.save(ready, Platform(platform="Outlier", **more))
    with pytest.raises(InputError):
        terms.add(ready, Platform(platform="Mercor", **more))


def test_a_template_that_takes_anothers_place_says_so(ready):
    call = Template(name="call", platform="Outlier", minutes=3600)
    repeats.save(ready, call)
    told = len(ready.notices)
    repeats.save(ready, call)
    assert len(ready.notices) == told
    repeats.save(ready, replace(call, name="Call", minutes=7200))
    assert str(ready.notices[-1]) == "There was a template called call: this one takes its place."
