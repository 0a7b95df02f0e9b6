"""PayPal: money that went back, holds, conversions, kinds that are no pay."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import kinds, plan
from tracker.domain import Payout, Rule, Transfer
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.paypal import PayPal

HEADER = (
    "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,"
    "Reference Txn ID,Balance Impact"
)
RULES = (Rule(field="payer", pattern="Northwind*", platform="Northwind"),)
PAID = "05/13/2026,09:00:00,UTC,Northwind Labs,Mass Pay Payment,Completed,USD,200.00,-7.00,193.00,,P1,,Credit"
REFUND = "05/20/2026,09:00:00,UTC,Northwind Labs,Payment Refund,Completed,USD,-50.00,1.75,-48.25,,R1,P1,Debit"


def read(*lines: str, header: str = HEADER) -> ParsedBatch:
    return PayPal().parse(Text("x.csv", "\n".join((header, *lines)) + "\n", "utf-8"), ReadOptions(dates="mdy"))


def row(kind: str, gross: str, *, status: str = "Completed", own: str = "X1", of: str = "", fee: str = "0.00",
        name: str = "", currency: str = "USD", time: str = "10:00:00") -> str:  # fmt: skip
    return f"05/14/2026,{time},UTC,{name},{kind},{status},{currency},{gross},{fee},,,{own},{of},"


def stored(*batches: ParsedBatch) -> list[Payout]:
    """The payouts that a new ledger has after importing one file after the other."""
    ledger = Ledger()
    for batch in batches:
        ledger.take(batch, rules=RULES)
    return [r for r, _, _ in ledger.rows.values() if isinstance(r, Payout)]


def kept(*batches: ParsedBatch) -> int:
    """Units that are kept of all payouts: fees off, what went back off, fees that came back on."""
    signs = {"payout": 1, "clawback": -1}
    return sum(signs[p.kind] * (p.amount - (p.fee or 0)) for p in stored(*batches))


def test_a_refund_is_a_clawback_of_its_payer_with_the_fee_that_came_back() -> None:
    paid, back = stored(read(PAID, REFUND))
    assert (paid.amount, paid.fee) == (2_000_000, 70_000)
    assert (back.kind, back.platform, back.amount, back.fee) == ("clawback", "Northwind", 500_000, 17_500)
    assert back.received_on == dt.date(2026, 5, 20)
    assert kept(read(PAID, REFUND)) == 1_447_500


def test_a_refund_may_come_in_a_later_file_or_before_its_payment() -> None:
    assert kept(read(PAID), read(REFUND)) == 1_447_500
    assert kept(read(REFUND, PAID)) == 1_447_500
    assert kept(read(PAID), read(REFUND), read(PAID, REFUND)) == 1_447_500


def test_a_refund_of_a_payment_that_is_not_there_is_left_out_with_its_sum() -> None:
    ledger = Ledger()
    made = ledger.plan(read(REFUND), rules=RULES)
    assert made.files[0].summary().ignored == {"no_payment": 1}
    without = read(REFUND.replace(",R1,P1,", ",R1,,"))
    assert [(i.reason, i.amount, i.currency) for i in without.ignored] == [("no_payment", -500_000, "USD")]


@pytest.mark.parametrize("status", ["Reversed", "Refunded"])
def test_a_stored_payment_that_was_taken_back_whole_is_updated(status: str) -> None:
    later = read(PAID.replace("Completed", status))
    ledger = Ledger()
    ledger.take(read(PAID), rules=RULES)
    made = ledger.take(later, rules=RULES)
    assert made.files[0].summary().updated == 1
    assert kept(read(PAID), later) == kept(later) == kept(read(PAID), later, later) == 0
    assert kinds(ledger.plan(later, rules=RULES)) == ["Duplicate"]
    assert kinds(ledger.plan(read(PAID), rules=RULES)) == ["Conflict"]


def test_the_return_of_a_payment_that_stands_at_zero_takes_nothing_more() -> None:
    gone, back = read(PAID.replace("Completed", "Reversed")), read(REFUND.replace("Refund", "Reversal"))
    assert kept(read(PAID), gone, back) == 0
    assert kept(read(PAID), back, gone) == 0
    ledger = Ledger()
    for batch in (read(PAID), back, gone):
        ledger.take(batch, rules=RULES)
    assert kinds(ledger.plan(back, rules=RULES)) == ["Duplicate"]


def test_state_and_row_of_one_return_count_once() -> None:
    whole = "05/20/2026,09:00:00,UTC,,Payment Reversal,Completed,USD,-200.00,7.00,-193.00,,R1,P1,Debit"
    assert kept(read(PAID.replace("Completed", "Reversed"), whole)) == 0
    assert kept(read(PAID), read(PAID.replace("Completed", "Reversed"), whole)) == 0
    partly = read(PAID.replace("Completed", "Partially Refunded"), REFUND)
    assert kept(partly) == 1_447_500
    alone = read(PAID.replace("Completed", "Partially Refunded"))
    assert kept(alone) == 1_930_000
    assert any("refunded in part" in note and "200.00 USD" in note for note in map(str, alone.notes))


def test_a_chargeback_costs_its_fee_and_may_be_won() -> None:
    lost = row("Chargeback", "-200.00", own="C1", of="P1", fee="-20.00")
    assert kept(read(PAID, lost)) == 1_930_000 - 2_200_000
    won = row("Chargeback Reversal", "200.00", own="C2", of="C1")
    assert kept(read(PAID, row("Chargeback", "-200.00", own="C1", of="P1"), won)) == 1_930_000
    assert kept(read(PAID, row("Chargeback Fee", "-20.00", own="F1", of="P1"))) == 1_730_000
    returned = row("Fee Reversal", "7.00", own="F2", of="P1")
    assert kept(read(PAID, row("Payment Refund", "-200.00", own="R1", of="P1"), returned)) == 0


@pytest.mark.parametrize(
    "kind",
    ["Payment Review Release", "General hold release", "Payment Hold", "Payment Release", "General Hold", "T2106",
     "Reserve Release", "Hold on Balance for Dispute Investigation", "Void of Authorization", "Request Sent",
     "Reversal of General Account Hold", "Order", "T2108", "T1105", "T1300"],
)  # fmt: skip
def test_holds_and_their_release_move_nothing(kind: str) -> None:
    batch = read(row(kind, "99.00", name="Northwind Labs"))
    assert (batch.rows, [i.reason for i in batch.ignored]) == ((), ["memo"])


def test_a_payment_that_was_held_and_released_counts_once() -> None:
    paid = row("General Payment", "100.00", own="P1", fee="-1.00", name="Northwind Labs")
    batch = read(paid, row("Payment Review Hold", "-99.00", own="H1", of="P1", name="Northwind Labs"),
                 row("Payment Review Release", "99.00", own="H2", of="P1", name="Northwind Labs"))  # fmt: skip
    assert [(p.amount, p.fee) for p in stored(batch)] == [(1_000_000, 10_000)]


@pytest.mark.parametrize(
    ("kind", "of", "reason"),
    [("Charge From Debit Card", "B1", "no_pay"), ("Charge From Credit Card", "B1", "no_pay"),
     ("General Credit Card Deposit", "B1", "no_pay"), ("Bank Deposit to PP Account", "B1", "no_pay"),
     ("Payment Refund", "B1", "no_pay"), ("PayPal Buyer Credit Payment", "", "no_pay"),
     ("Debit Card Cash Back Bonus", "", "no_pay"), ("T1107", "B1", "no_pay")],
)  # fmt: skip
def test_own_money_and_refunded_purchases_are_no_pay(kind: str, of: str, reason: str) -> None:
    bought = row("Express Checkout Payment", "-30.00", own="B1", name="Northwind Labs")
    batch = read(bought, row(kind, "30.00", of=of, name="Northwind Labs"))
    assert batch.rows == ()
    assert [(i.reason, i.amount) for i in batch.ignored] == [("outgoing", -300_000), (reason, 300_000)]


def test_own_card_without_a_purchase_is_a_transfer() -> None:
    (moved,) = [r.record for r in read(row("Charge From Debit Card", "30.00")).rows]
    assert isinstance(moved, Transfer)


@pytest.mark.parametrize(
    ("first", "second"),
    [(("A4", "10:00:00"), ("A3", "10:05:00")),
     (("", "10:00:00"), ("A3", "10:05:00")),
     (("", "10:00:00"), ("", "10:00:00"))],
)  # fmt: skip
def test_two_sides_are_one_transfer(first: tuple[str, str], second: tuple[str, str]) -> None:
    out = row("User Initiated Currency Conversion", "-108.08", own="A3", of=first[0], time=first[1])
    into = row("User Initiated Currency Conversion", "99.11", own="A4", of=second[0], time=second[1], currency="EUR")
    batch = read(out, into)
    (moved,) = [r.record for r in batch.rows]
    assert (moved.amount_out, moved.currency_out, moved.amount_in, moved.currency_in) == (
        1_080_800,
        "USD",
        991_100,
        "EUR",
    )


def test_conversions_of_purchases_are_left_out_whole() -> None:
    sides = [row("General Currency Conversion", "-11.00", own="A10", of="A9"),
             row("General Currency Conversion", "8.00", own="A11", of="A9", currency="GBP")]  # fmt: skip
    bought = row("Express Checkout Payment", "-8.00", own="A9", currency="GBP")
    assert read(bought, *sides).rows == ()
    unknown = read(*sides)
    assert unknown.rows == ()
    assert any("11.00 USD" in note for note in map(str, unknown.notes))
    at_once = [line.replace(",A9,", ",,") for line in sides]
    assert read(bought, *at_once).rows == ()
    assert len(read(row("General Payment", "11.00", own="A9"), *sides).rows) == 2
    given_back = [line.replace(",A9,", ",R1,") for line in sides]
    assert len(read(PAID, REFUND, *given_back).rows) == 3
    kind = "General Currency Conversion"
    two = [row(kind, "-1.00", own="Z1"), row(kind, "0.90", own="Z2", currency="EUR"),
           row(kind, "-2.00", own="Z3"), row(kind, "1.80", own="Z4", currency="EUR")]  # fmt: skip
    assert read(*two).rows == ()


def test_an_unknown_status_and_sums_that_differ_are_rejected() -> None:
    batch = read(row("General Payment", "10.00", status="Abgeschlossen"), PAID.replace("193.00", "192.00"))
    assert [(p.line, p.code) for p in batch.problems] == [(2, "unknown_value"), (3, "sums_differ")]


def test_grouping_is_settled_by_the_currency() -> None:
    lines = [PAID.replace("200.00", '"1,234"').replace("-7.00", "0").replace("193.00", '"1,234"')]
    assert read(*lines).rows[0].record.amount == 12_340_000


def test_scenario_of_one_import_after_the_other() -> None:
    both = plan([read(PAID), read(REFUND)], rules=RULES)
    assert kinds(both) == ["New", "New"]


@pytest.mark.parametrize("name", ["Northwind Labs", "", "PayPal"])
def test_a_refund_in_a_later_file_is_of_its_payment_whatever_name_it_bears(name: str) -> None:
    assert kept(read(PAID), read(REFUND.replace("Northwind Labs", name))) == 1_447_500


def test_a_refund_without_a_name_and_without_its_payment_is_left_out() -> None:
    summary = Ledger().plan(read(REFUND.replace("Northwind Labs", "")), rules=RULES).files[0].summary()
    assert summary.ignored == {"no_payment": 1}


def test_a_chargeback_takes_its_fee_along_where_the_payment_stands_in_an_earlier_file() -> None:
    lost, fee = row("Chargeback", "-200.00", own="C1", of="P1"), row("Chargeback Fee", "-20.00", own="F1", of="P1")
    assert kept(read(PAID), read(lost, fee)) == 1_930_000 - 2_200_000
    back = row("Payment Refund", "-50.00", own="R1", of="P1"), row("Partial Fee Refund", "1.75", own="F2", of="P1")
    assert kept(read(PAID), read(*back)) == 1_447_500


@pytest.mark.parametrize("status", ["Canceled", "Denied", "Returned", "Failed"])
def test_a_stored_payment_that_did_not_stay_is_updated(status: str) -> None:
    later = read(PAID.replace("Completed", status))
    assert kept(read(PAID), later) == kept(read(PAID), later, later) == 0
    assert stored(later) == []
    ledger = Ledger()
    ledger.take(read(PAID), rules=RULES)
    summary = ledger.plan(later, rules=RULES).files[0].summary().json()
    assert (summary["updated"], summary["amounts"]) == (1, {"USD": "0.00"})
    assert [i.reason for i in later.ignored] == ["not_completed"]
