"""A currency that a value names is taken or refused, in every option that takes an amount."""

from __future__ import annotations

import shlex
from decimal import Decimal

import pytest

from tests.cli.conftest import Cli
from tracker import domain as d
from tracker.units import to_units

TAKEN: dict[str, tuple[type[d.Record], dict[str, object]]] = {
    "paid outlier '45 eur'": (d.Payout, {"amount": to_units(45), "currency": "EUR"}),
    "paid outlier €45": (d.Payout, {"amount": to_units(45), "currency": "EUR"}),
    "paid outlier '45 eur' eur": (d.Payout, {"amount": to_units(45), "currency": "EUR"}),
    "paid outlier 45 eur --fee '2 eur'": (d.Payout, {"amount": to_units(45), "fee": to_units(2), "currency": "EUR"}),
    "paid outlier 45 --fee 2€": (d.Payout, {"amount": to_units(45), "fee": to_units(2), "currency": "EUR"}),
    "paid outlier 1,234 eur": (d.Payout, {"amount": to_units(1234), "currency": "EUR"}),
    "paid outlier $1,234.50": (d.Payout, {"amount": to_units("1234.5"), "currency": "USD"}),
    "paid outlier 45 --home '45 usd'": (d.Payout, {"home_amount": to_units(45)}),
    "paid outlier 45 euros": (d.Payout, {"amount": to_units(45), "currency": "EUR"}),
    "paid outlier 45 $": (d.Payout, {"amount": to_units(45), "currency": "USD"}),
    "paid outlier 45 eur --rate '1.08 usd'": (
        d.ExchangeRate, {"currency": "EUR", "in_home_currency": Decimal("1.08")},
    ),
    "earned outlier '45 gbp'": (d.Earning, {"amount": to_units(45), "currency": "GBP"}),
    "spent '12 eur' headset": (d.Expense, {"amount": to_units(12), "currency": "EUR", "category": "headset"}),
    "spent 12 euros headset": (d.Expense, {"amount": to_units(12), "currency": "EUR", "category": "headset"}),
    "spent €12 headset": (d.Expense, {"amount": to_units(12), "currency": "EUR", "category": "headset"}),
    "spent 12 dollars mouse pad": (d.Expense, {"currency": "USD", "category": "mouse pad"}),
    "spent 5 pen": (d.Expense, {"currency": "USD", "category": "pen"}),
    "spent 5 PEN refill": (d.Expense, {"currency": "PEN", "category": "refill"}),
    "moved 100 usd A B --received '91 eur'": (d.Transfer, {"amount_in": to_units(91), "currency_in": "EUR"}),
    "moved 100 eur A B --received usd 108": (d.Transfer, {"amount_in": to_units(108), "currency_in": "USD"}),
    "moved 100 usd A B --received 98": (d.Transfer, {"amount_in": to_units(98), "currency_in": "USD"}),
    "moved 100 usd A B --fee '1 usd'": (d.Transfer, {"fee": to_units(1), "currency_out": "USD"}),
    "rate eur '1.08 usd'": (d.ExchangeRate, {"in_home_currency": Decimal("1.08")}),
    "project outlier new1 --advertised '30-45 eur'": (
        d.Project, {"advertised_low": to_units(30), "advertised_high": to_units(45), "currency": "EUR"},
    ),
    "project outlier new1 --advertised €30-€45/h --agreed '32 eur/h'": (
        d.Project, {"advertised_high": to_units(45), "agreed_rate": to_units(32), "currency": "EUR"},
    ),
    "project outlier new1 --agreed 32usd": (d.Project, {"agreed_rate": to_units(32), "currency": None}),
    "platform other --threshold '50 eur'": (d.Platform, {"payout_threshold": to_units(50), "currency": "EUR"}),
    "set savings '5000 usd'": (d.Settings, {"savings": to_units(5000)}),
    "set living_cost_month 900 usd": (d.Settings, {"living_cost_month": to_units(900)}),
    "log 2h outlier --rate '45 eur'": (d.WorkSession, {"rate": to_units(45), "currency": "EUR"}),
    "log 2h outlier --amount 90€": (d.WorkSession, {"amount": to_units(90), "currency": "EUR"}),
    "event outlier aether rate_changed --rate '30 usd'": (d.ProjectEvent, {"rate": to_units(30)}),
}  # fmt: skip

REFUSED = {
    "paid outlier '45 eur' usd": "two currencies",
    "paid outlier '45 eur' --fee '2 usd'": "two currencies",
    "paid outlier 45 usd --fee 2€": "two currencies",
    "paid outlier 45 eur --home '50 gbp'": "in USD",
    "paid outlier 45 usd --rate 56": "has no rate",
    "paid outlier 45 eur --rate '0.9 eur'": "two currencies",
    "paid outlier 45 eur --rate abc": "not a number",
    "paid outlier '45 eur' dollars": "two currencies",
    "paid outlier 45 --covers mon fri": "still to come",
    "moved 100 eur A B --received 108": "arrive in USD or in EUR",
    "spent 20 all in one printer": "may be the currency ALL",
    "spent 20 top up": "may be the currency TOP",
    "paid outlier 45k": "not a currency",
    "paid outlier '45 per day'": "not a currency",
    "paid outlier '100 kr'": "SEK, NOK",
    "paid outlier '2500 pesos'": "may be PHP",
    "paid outlier 1.234": "two numbers",
    "earned outlier '45 eur' usd": "two currencies",
    "spent '12 eur' usd headset": "two currencies",
    "spent 5 pen refill": "may be the currency PEN",
    "moved '100 eur' usd A B": "two currencies",
    "moved 100 usd A B --fee '1 eur'": "two currencies",
    "rate eur '1.08 gbp'": "two currencies",
    "project outlier aether --agreed '30 eur'": "--currency EUR",
    "project outlier aether --advertised 30-45eur": "--currency EUR",
    "project outlier aether --agreed '30 eur' --currency usd": "two currencies",
    "project outlier n --model per_task --agreed 1.20/h": "not a number",
    "project outlier n --advertised '30 eur-45 usd'": "two currencies",
    "platform outlier --threshold '50 eur'": "--currency EUR",
    "set savings '5000 eur'": "in USD",
    "set living_cost_month 900 eur": "in USD",
    "log 2h outlier --rate '45 eur' --currency usd": "two currencies",
    "log 2h outlier 36 usd --rate '45 eur'": "two currencies",
    "event outlier aether rate_changed --rate '30 eur'": "in USD",
    "log paid 20 usd outlier --amount 30": "contradicts the words",
    "log paid 20 usd outlier --currency eur": "contradicts the words",
    "log 2h outlier pending --status approved": "contradicts the words",
    "log 2h outlier --currency eur": "--rate or --amount",
    "log 2h outlier --rate 25 --amount 60": "50.00 USD, not 60.00 USD",
    "log off friday --project aether": "does not fit these words",
}


@pytest.fixture
def ledger(cli: Cli) -> Cli:
    cli("set", "home_currency", "USD")
    cli("platform", "outlier", "--currency", "USD")
    cli("project", "outlier", "aether", "--currency", "USD")
    return cli


@pytest.mark.parametrize("words", TAKEN)
def test_a_currency_that_stands_alone_or_agrees_is_taken(ledger: Cli, words: str) -> None:
    record, wanted = TAKEN[words]
    ledger(*shlex.split(words))
    row = ledger.rows(record)[-1]
    assert {k: getattr(row, k) for k in wanted} == wanted


@pytest.mark.parametrize("words", REFUSED)
def test_one_that_contradicts_is_refused_in_a_sentence(ledger: Cli, words: str) -> None:
    before = ledger.snapshot()
    assert REFUSED[words] in ledger(*shlex.split(words), code=1).err
    assert ledger.snapshot() == before


def test_a_dollar_sign_is_the_dollar_of_the_platform(ledger: Cli) -> None:
    ledger("platform", "Canuck", "--currency", "CAD")
    ledger("paid", "Canuck", "$45")
    assert [p.currency for p in ledger.rows(d.Payout)] == ["CAD"]
