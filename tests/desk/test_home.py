"""Another home currency changes how sums are shown, never what an amount was typed as."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tracker.desk import entry, terms
from tracker.desk.session import Desk
from tracker.domain import ExchangeRate, Payout, Platform, Project, Settings, WorkSession
from tracker.errors import Refused
from tracker.units import to_units

NOON = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
USD = Settings(home_currency="USD", time_zone="UTC")
EUR = replace(USD, home_currency="EUR")
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def ledger(tmp_path):
    with Desk.open(tmp_path / "t.db", who="test", clock=lambda: NOON) as made:
        entry.save_settings(made, USD)
        entry.add(made, [Platform(platform="Acme")])
        yield made


def currency(ledger):
    return ledger.platforms()[0][1].currency


@pytest.mark.parametrize(
    "record",
    [
        Project(platform="Acme", project="Ridge", agreed_rate=to_units(25)),
        Project(platform="Acme", project="Ridge", advertised_high=to_units(25)),
        WorkSession(platform="Acme", worked_on=DAY, minutes=3600, amount=to_units(25)),
        Platform(platform="Acme", payout_threshold=to_units(25)),
    ],
    ids=["agreed", "listed", "amount", "threshold"],
)
def test_an_amount_that_names_no_currency_stays_in_the_one_it_was_typed_in(ledger, record):
    terms.save(ledger, record) if isinstance(record, Platform) else entry.add(ledger, [record])
    entry.save_settings(ledger, EUR)
    assert (currency(ledger), ledger.settings().home_currency) == ("USD", "EUR")
    assert any("stays in USD" in str(n) for n in ledger.notices)
    entry.undo(ledger)
    assert (currency(ledger), ledger.settings().home_currency) == (None, "USD")


def test_where_no_amount_rests_on_it_nothing_is_put_in_place(ledger):
    entry.add(ledger, [WorkSession(platform="Acme", worked_on=DAY, minutes=3600)])
    entry.add(ledger, [Project(platform="Acme", project="Ridge", agreed_rate=to_units(25), currency="PHP")])
    entry.save_settings(ledger, EUR)
    assert currency(ledger) is None


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (ExchangeRate(on=DAY, currency="KES", in_home_currency=Decimal("0.0077")), "1 exchange rate"),
        (Payout(platform="Acme", kind="payout", received_on=DAY, amount=to_units(10), currency="KES",
                home_amount=to_units(1)), "what 1 payment brought"),
    ],
)  # fmt: skip
def test_amounts_told_in_home_currency_are_not_read_as_another(ledger, made, named):
    entry.add(ledger, [made])
    before = ledger.settings()
    with pytest.raises(Refused, match=named):
        entry.save_settings(ledger, replace(before, home_currency="EUR"))
    assert ledger.settings() == before


def test_savings_that_stay_the_same_number_are_said_to_be_read_anew(ledger):
    entry.save_settings(ledger, replace(USD, savings=to_units(500), living_cost_month=to_units(90)))
    entry.save_settings(ledger, replace(ledger.settings(), home_currency="EUR"))
    assert sum("change it if it was meant in USD" in str(n) for n in ledger.notices) == 2
    assert any("savings is read as 500.00 EUR now" in str(n) for n in ledger.notices)


def test_savings_that_change_with_it_are_told_in_the_new_one(ledger):
    entry.save_settings(ledger, replace(USD, savings=to_units(500)))
    entry.save_settings(ledger, replace(EUR, savings=to_units(460)))
    assert (ledger.settings().home_currency, ledger.settings().savings) == ("EUR", to_units(460))
    assert not any("meant in" in str(n) for n in ledger.notices)
