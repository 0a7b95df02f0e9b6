"""PayPal: both shapes, and how little of a private file is kept."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, fixture, kinds, plan, run
from tracker.domain import Payout, Rule, Transfer
from tracker.errors import NeedsAnswer
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.paypal import PayPal

RULES = (Rule(field="payer", pattern="Northwind*", platform="Northwind"),)


@pytest.mark.parametrize("name", ["activity_us", "statement_de"])
def test_scenario(name: str) -> None:
    data = (DATA / "paypal" / f"{name}.csv").read_bytes()
    run(PayPal(), data, "x.csv", rules=RULES)


def test_activity_report() -> None:
    batch = PayPal().parse(fixture("paypal/activity_us.csv"), ReadOptions())
    paid, converted, withdrawn, private = [r.record for r in batch.rows]
    assert isinstance(paid, Payout)
    assert (paid.amount, paid.fee, paid.received_on) == (12_000_000, 120_000, dt.date(2026, 2, 13))
    assert isinstance(converted, Transfer)
    assert (converted.amount_out, converted.currency_out) == (10_000_000, "USD")
    assert (converted.amount_in, converted.currency_in) == (9_100_000, "EUR")
    assert (withdrawn.from_account, withdrawn.to_account) == ("PayPal EUR", "Bank")
    assert private.amount == 500_000
    assert {i.line: i.reason for i in batch.ignored} == {
        3: "outgoing", 5: "conversion", 7: "not_completed", 8: "memo", 9: "memo",
        10: "outgoing", 11: "conversion", 12: "conversion", 13: "no_pay",
    }  # fmt: skip


def test_payer_without_a_rule_is_not_stored() -> None:
    made = plan([PayPal().parse(fixture("paypal/activity_us.csv"), ReadOptions())], rules=RULES)
    stored = [o.record for o in made.outcomes() if type(o).__name__ == "New"]
    assert "Aunt Jo" not in repr(stored)
    assert "jo@example.org" not in repr(stored)
    assert kinds(made).count("New") == 3


def test_time_zone_column_decides_the_day() -> None:
    batch = PayPal().parse(fixture("paypal/activity_us.csv"), ReadOptions(home_zone="Asia/Manila"))
    assert batch.rows[-1].record.received_on == dt.date(2026, 2, 19)
    at_home = PayPal().parse(fixture("paypal/activity_us.csv"), ReadOptions(home_zone="America/Los_Angeles"))
    assert at_home.rows[-1].record.received_on == dt.date(2026, 2, 18)


def test_statement_with_points_and_commas() -> None:
    batch = PayPal().parse(fixture("paypal/statement_de.csv"), ReadOptions())
    paid, moved = [r.record for r in batch.rows]
    assert (paid.amount, paid.fee, paid.currency) == (12_000_000, 120_000, "EUR")
    assert paid.received_on == dt.date(2026, 2, 13)
    assert moved.amount_out == 9_000_000
    assert batch.ignored[0].reason == "memo"


def test_order_of_dates_is_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        PayPal().parse(fixture("paypal/ambiguous.csv"), ReadOptions())
    assert asked.value.asks == "dates"


def test_decimal_sign_is_asked() -> None:
    text = fixture("paypal/ambiguous.csv")
    odd = text.text.replace("200.00", "2.000").replace("-2.00", "0").replace("198.00", "2.000")
    with pytest.raises(NeedsAnswer) as asked:
        PayPal().parse(Text(text.name, odd, "utf-8"), ReadOptions(dates="mdy"))
    assert asked.value.asks == "decimal"


def test_unknown_currency_is_a_problem() -> None:
    text = fixture("paypal/statement_de.csv")
    batch = PayPal().parse(Text(text.name, text.text.replace('"EUR"', '"XQZ"', 1), "utf-8"), ReadOptions())
    assert [(p.line, p.code, p.column) for p in batch.problems] == [(2, "unknown_currency", "Currency")]


def test_conversion_with_one_side_is_said() -> None:
    text = fixture("paypal/activity_us.csv")
    kept = [line for line in text.text.split("\n") if '"A4"' not in line]
    batch = PayPal().parse(Text(text.name, "\n".join(kept), "utf-8"), ReadOptions())
    assert any("only one side" in note for note in map(str, batch.notes))


def test_money_fetched_from_the_bank_for_a_purchase_is_private() -> None:
    text = fixture("paypal/statement_de.csv")
    fetched = text.text.replace("Bank Withdrawal", "Bank Deposit to PP Account").replace('"-900,00"', '"900,00"')
    own = PayPal().parse(Text(text.name, fetched, "utf-8"), ReadOptions())
    assert (own.rows[1].record.from_account, own.rows[1].record.to_account) == ("Bank", "PayPal EUR")
    lines = fetched.split("\n")
    lines[2] = lines[2][: -len('""')] + '"B9"'
    bought = PayPal().parse(Text(text.name, "\n".join(lines), "utf-8"), ReadOptions())
    assert [i.reason for i in bought.ignored] == ["no_pay", "memo"]


@pytest.mark.parametrize(("name", "said"), [
    ("activity_us", ["Dates were read as month/day/year: 03/04/2026 is 4 March.",
                     "Numbers were read with a decimal point: 1,234.56."]),
    ("statement_de", ["Dates were read as day/month/year: 03/04/2026 is 3 April.",
                      "Numbers were read with a decimal comma: 1.234,56."]),
])  # fmt: skip
def test_how_dates_and_numbers_were_read_is_said_in_plain_words(name: str, said: list[str]) -> None:
    assert list(map(str, PayPal().parse(fixture(f"paypal/{name}.csv"), ReadOptions()).notes[:2])) == said
