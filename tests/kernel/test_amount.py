"""Amounts as people type them: understood whole, with their currency, or refused in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Payout, columns
from tracker.errors import InputError
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.setup import to_text
from tracker.words import parse_amount, parse_exchange, parse_in, parse_length, parse_listed

TAKEN = {
    ("45", ".", None): ("45", None),
    ("45 usd", ".", None): ("45", "USD"),
    ("45 USD", ".", "EUR"): ("45", "USD"),
    ("USD 45.00", ".", None): ("45", "USD"),
    ("$45", ".", None): ("45", "USD"),
    ("$45", ".", "CAD"): ("45", "CAD"),
    ("US$45", ".", "CAD"): ("45", "USD"),
    ("$45 cad", ".", None): ("45", "CAD"),
    ("$45", ".", "EUR"): ("45", "USD"),
    ("45€", ".", None): ("45", "EUR"),
    ("45 euros", ".", None): ("45", "EUR"),
    ("1,800", ".", None): ("1800", None),
    ("1.800", ",", None): ("1800", None),
    ("1 800,50", ",", None): ("1800.50", None),
    ("1'800.50", ".", None): ("1800.50", None),
    ("1800.50", ",", None): ("1800.50", None),
    ("45,50", ".", None): ("45.50", None),
    ("0.125", ".", None): ("0.125", None),
    ("1.2340", ".", None): ("1.234", None),
    ("1.234", ".", "KWD"): ("1.234", None),
    ("1,234 usd", None, None): ("1234", "USD"),
    ("2500 pesos", ".", "PHP"): ("2500", "PHP"),
    ("P2,500", ".", "PHP"): ("2500", "PHP"),
    ("ksh 200", ".", None): ("200", "KES"),
    ("R$ 40", ".", None): ("40", "BRL"),
    ("100 kr", ".", "SEK"): ("100", "SEK"),
    ("-$5", ".", None): ("-5", "USD"),
    ("(5)", ".", None): ("-5", None),
}
REFUSED = {
    ("", ".", None): "bad_number",
    ("abc", ".", None): "bad_number",
    ("1e4", ".", None): "bad_number",
    ("1.2.3", ".", None): "bad_number",
    ("45/task", ".", None): "bad_number",
    ("45k", ".", None): "unknown_currency",
    ("45 per hour", ".", None): "unknown_currency",
    ("up to 45", ".", None): "unknown_currency",
    ("45 usd eur", ".", None): "two_currencies",
    ("€45 usd", ".", None): "two_currencies",
    ("100 kr", ".", None): "which_currency",
    ("2500 pesos", ".", "USD"): "which_currency",
    ("1.800", ".", "USD"): "decimal_sign",
    ("1,800", ",", "EUR"): "decimal_sign",
    ("1,800", None, None): "decimal_sign",
    ("1.800 usd", None, None): "decimal_sign",
    ("4.687 kwd", None, None): "decimal_sign",
    ("4,687 kwd", None, None): "decimal_sign",
    ("4.687", None, "KWD"): "decimal_sign",
    ("1.23456", ".", None): "too_many_decimals",
    ("9999999999999999", ".", None): "bad_number",
}


@pytest.mark.parametrize("given_", TAKEN, ids=str)
def test_amounts_are_understood_whole(given_):
    units, currency = TAKEN[given_]
    assert parse_amount(*given_) == (to_units(Decimal(units)), currency)


@pytest.mark.parametrize("given_", REFUSED, ids=str)
def test_what_is_not_understood_is_refused(given_):
    with pytest.raises(InputError) as error:
        parse_amount(*given_)
    assert error.value.code == REFUSED[given_]


@pytest.mark.parametrize("text", ["4.687", "4,687 kwd"])
def test_a_number_of_two_meanings_comes_with_both_ways_to_write_it(text):
    with pytest.raises(InputError) as error:
        parse_amount(text, None, "KWD")
    assert "4687" in str(error.value.hint)
    assert "4.6870" in str(error.value.hint)
    assert parse_amount("4.6870", None, "KWD") == (to_units(Decimal("4.687")), None)


def test_a_home_of_dollars_of_its_own_may_be_meant_too():
    with pytest.raises(InputError) as error:
        parse_amount("$45", ".", home="CAD")
    assert "CAD or USD" in str(error.value.message)
    assert parse_amount("$45", ".", home="EUR").currency == "USD"


LISTED = {
    "30-45": ("30", "45", None),
    "30 – 45 eur": ("30", "45", "EUR"),
    "$30-$45/hr": ("30", "45", "USD"),
    "$30 to $45 an hour": ("30", "45", "USD"),
    "usd 30 - 45": ("30", "45", "USD"),
    "30/h - 45/h": ("30", "45", None),
    "45 per hour": ("45", "45", None),
    "45 hourly": ("45", "45", None),
    "-5": ("-5", "-5", None),
}


@pytest.mark.parametrize("text", LISTED)
def test_a_listing_is_one_figure_or_a_range(text):
    low, high, currency = LISTED[text]
    assert parse_listed(text) == (to_units(Decimal(low)), to_units(Decimal(high)), currency)


@pytest.mark.parametrize("text", ["45-30", "30-", "40+", "30 eur - 45 usd", "45/task", "between 30 and 45", "30-45k"])
def test_a_listing_that_is_neither_is_refused(text):
    with pytest.raises(InputError):
        parse_listed(text)


def test_an_amount_of_one_currency_and_a_rate():
    assert parse_in("45 usd", ".", "USD") == parse_in("45", ".", "USD") == to_units(45)
    assert parse_exchange("0,0077 €", ",", "EUR") == Decimal("0.0077")
    for read in (lambda: parse_in("45 eur", ".", "USD"), lambda: parse_exchange("58 php", ".", "EUR")):
        with pytest.raises(InputError) as error:
            read()
        assert error.value.code == "two_currencies"


@pytest.mark.parametrize("text", ["2.30h", "2.30 hours", "2,15h", "120.40h"])
def test_hours_that_look_like_a_clock_are_asked_about(text):
    with pytest.raises(InputError) as error:
        parse_length(text)
    assert error.value.code == "two_lengths"


@given(units=st.integers(-(10**12), 10**12), locale=st.sampled_from(["en-US", "de-DE", "fr-FR", "hi-IN"]))
def test_what_a_field_shows_reads_back(units, locale):
    you = Reader.of(locale, "USD")
    amount = next(c for c in columns(Payout) if c.name == "amount")
    assert parse_amount(to_text(amount, units, you), you.decimal_sign, "USD") == (units, None)


@given(units=st.integers(0, 10**12), code=st.sampled_from(["USD", "EUR", "PHP", "KWD", "JPY", "KES"]))
def test_an_amount_with_its_code_names_it(units, code):
    text = f"{Decimal(units) / 10_000:.4f} {code}"
    assert parse_amount(text, ".") == (units, code)
