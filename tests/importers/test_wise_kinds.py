"""Wise: conversions in the old layout, charges that come later or go back, shops, ids on two rows."""

from __future__ import annotations

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import kinds
from tracker.domain import Payout, Rule, Transfer
from tracker.errors import NeedsAnswer
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.wise import WiseStatement
from tracker.importers.formats.wise_transfers import WiseTransfers

OLD = "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Payer Name,Merchant"
LIST = (
    "ID,Status,Direction,Created on,Finished on,Source fee amount,Source fee currency,Target fee amount,"
    "Target fee currency,Source name,Source amount (after fees),Source currency,Target name,"
    "Target amount (after fees),Target currency,Exchange rate,Reference"
)
ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)
NAMED = (Rule(field="payer", pattern="Corner Shop", platform="Northwind"),)


def read(*lines: str, header: str = OLD, dates: str | None = None) -> ParsedBatch:
    return WiseStatement().parse(Text("x.csv", "\n".join((header, *lines)) + "\n", "utf-8"), ReadOptions(dates=dates))


def listed(*lines: str) -> ParsedBatch:
    return WiseTransfers().parse(Text("x.csv", "\n".join((LIST, *lines)) + "\n", "utf-8"), ReadOptions())


def move(own: str, amount: str, description: str, *, on: str = "13-02-2026", currency: str = "USD",
         payer: str = "", merchant: str = "") -> str:  # fmt: skip
    return f'{own},{on},{amount},{currency},"{description}",,0.00,{payer},{merchant}'


PAID = move("TRANSFER-1", "2000.00", "Received money from Northwind Labs", payer="Northwind Labs")
CHARGE = move("FEE-TRANSFER-1", "-4.50", "Wise Charges for: TRANSFER-1", on="02-03-2026")


def payouts(ledger: Ledger) -> list[tuple[str, int, int | None]]:
    return [(r.kind, r.amount, r.fee) for r, _, _ in ledger.rows.values() if isinstance(r, Payout)]


@pytest.mark.parametrize(
    "lines",
    [
        (move("BALANCE-7", "-108.08", "Converted USD"), move("BALANCE-7", "99.11", "Converted USD", currency="EUR"),
         move("FEE-BALANCE-7", "-0.42", "Wise Charges for: BALANCE-7")),
        (move("BALANCE-7", "99.11", "Converted 108.08 USD to 99.11 EUR", currency="EUR"),
         move("FEE-BALANCE-7", "-0.42", "Wise Charges for: BALANCE-7"),
         move("BALANCE-7", "-108.08", "Converted 108.08 USD to 99.11 EUR")),
        (move("BALANCE-7", "-108.08", "Converted 108.08 USD to 99.11 EUR"),
         move("FEE-BALANCE-7", "-0.42", "Wise Charges for: BALANCE-7")),
    ],
)  # fmt: skip
def test_both_sides_of_a_conversion_make_the_transfer(lines: tuple[str, ...]) -> None:
    (moved,) = [r.record for r in read(*lines).rows]
    assert isinstance(moved, Transfer)
    assert (moved.amount_out, moved.currency_out, moved.fee) == (1_080_800, "USD", 4_200)
    assert (moved.amount_in, moved.currency_in) == (991_100, "EUR")


def test_a_conversion_of_which_only_the_arrival_is_there_is_said() -> None:
    batch = read(move("BALANCE-7", "99.11", "Converted 108.08 USD to 99.11 EUR", currency="EUR"))
    assert batch.rows == ()
    assert any("99.11 EUR" in note for note in map(str, batch.notes))


def test_a_charge_that_went_back_comes_off_the_fee() -> None:
    back = move("FEE-TRANSFER-1", "1.50", "Wise Charges for: TRANSFER-1")
    assert [r.record.fee for r in read(PAID, CHARGE, back).rows] == [30_000]
    whole = move("FEE-TRANSFER-1", "4.50", "Wise Charges for: TRANSFER-1")
    assert [r.record.fee for r in read(PAID, CHARGE, whole).rows] == [None]


def test_a_charge_in_the_next_file_is_found_once() -> None:
    ledger = Ledger()
    ledger.take(read(PAID), rules=ANYBODY)
    made = ledger.take(read(CHARGE), rules=ANYBODY)
    assert made.files[0].summary().updated == 1
    assert payouts(ledger) == [("payout", 20_000_000, 45_000)]
    assert kinds(ledger.plan(read(CHARGE), rules=ANYBODY)) == ["Ignored"]
    assert kinds(ledger.plan(read(PAID, CHARGE), rules=ANYBODY)) == ["Duplicate", "Ignored"]


def test_a_charge_is_found_in_another_file_of_the_same_import() -> None:
    for batches in ((read(PAID), read(CHARGE)), (read(CHARGE), read(PAID))):
        ledger = Ledger()
        ledger.take(*batches, rules=ANYBODY)
        assert payouts(ledger) == [("payout", 20_000_000, 45_000)]


def test_money_from_a_shop_is_asked_about_with_its_sum() -> None:
    shop = move("CARD-9", "12.00", "Card transaction issued by Corner Shop", merchant="Corner Shop")
    ledger = Ledger()
    made = ledger.plan(read(shop), rules=ANYBODY)
    assert made.files[0].summary().ignored == {"not_assigned": 1}
    (asked,) = [g for g in made.questions if g.field == "payer"]
    assert (asked.value, asked.amounts, asked.open) == ("Corner Shop", (("USD", 120_000),), 1)
    assert any("12.00 USD" in note for note in map(str, read(shop).notes))
    of_account = (Rule(field="account", pattern="Wise USD", platform="Northwind"),)
    assert kinds(ledger.plan(read(shop), rules=of_account)) == ["Ignored"]
    ledger.take(read(shop), rules=NAMED)
    assert payouts(ledger) == [("payout", 120_000, None)]


@pytest.mark.parametrize(
    ("own", "description"),
    [("TRANSFER-3", "Topped up account"), ("BALANCE_CASHBACK-3", "Balance cashback"),
     ("INTEREST-3", "Interest on your balance")],
)  # fmt: skip
def test_own_money_and_rewards_are_no_pay(own: str, description: str) -> None:
    batch = read(move(own, "50.00", description))
    assert [(i.reason, i.amount, i.currency) for i in batch.ignored] == [("no_pay", 500_000, "USD")]
    assert any("50.00 USD" in note for note in map(str, batch.notes))


def test_money_sent_that_came_back_is_no_pay() -> None:
    batch = read(
        move("TRANSFER-4", "-80.00", "Sent money to Landlord"), move("TRANSFER-4", "80.00", "Sent money to Landlord")
    )
    assert batch.rows == ()


def test_money_that_had_come_in_and_went_back_is_a_clawback() -> None:
    ledger = Ledger()
    ledger.take(
        read(PAID, move("TRANSFER-1", "-2000.00", "Returned", on="15-02-2026", payer="Northwind Labs")), rules=ANYBODY
    )
    assert payouts(ledger) == [("payout", 20_000_000, None), ("clawback", 20_000_000, None)]


def test_one_id_on_two_rows_is_two_rows() -> None:
    two = (
        "TRANSFER-5,COMPLETED,IN,2026-02-13 08:00:05,2026-02-13 08:01:00,,,,,Blue,12.00,EUR,Ada,12.00,EUR,1,",
        "TRANSFER-5,COMPLETED,IN,2026-02-13 08:00:05,2026-02-13 08:01:00,,,,,Blue,30.00,USD,Ada,30.00,USD,1,",
    )
    ledger = Ledger()
    assert kinds(ledger.take(listed(*two), rules=ANYBODY)) == ["New", "New"]
    assert sorted(payouts(ledger)) == [("payout", 120_000, None), ("payout", 300_000, None)]
    for again in (two, two[::-1], (*two, *two)):
        assert set(kinds(ledger.plan(listed(*again), rules=ANYBODY))) == {"Duplicate"}


def test_states_of_the_list() -> None:
    line = "TRANSFER-5,{},IN,2026-02-13 08:00:05,2026-02-13 08:01:00,,,,,Blue,12.00,EUR,Ada,12.00,EUR,1,"
    ledger = Ledger()
    ledger.take(listed(line.format("COMPLETED")), rules=ANYBODY)
    made = ledger.take(listed(line.format("REFUNDED")), rules=ANYBODY)
    assert made.files[0].summary().updated == 1
    assert payouts(ledger) == [("payout", 0, None)]
    assert [i.reason for i in listed(line.format("CANCELLED")).ignored] == ["not_completed"]
    assert [p.code for p in listed(line.format("ABGESCHLOSSEN")).problems] == ["unknown_value"]


def test_dates_that_a_spreadsheet_wrote_are_asked_about() -> None:
    changed = PAID.replace("13-02-2026", "3/2/2026")
    with pytest.raises(NeedsAnswer, match="day first"):
        read(changed)
    assert str(read(changed, dates="mdy").rows[0].record.received_on) == "2026-03-02"
    assert str(read(PAID.replace("13-02-2026", "03-02-2026")).rows[0].record.received_on) == "2026-02-03"


SENT_BACK = move("TRANSFER-1", "-2000.00", "Returned to Northwind Labs", on="20-02-2026")


def test_money_that_goes_back_in_a_later_file_is_a_clawback_of_its_payment() -> None:
    whole, parts = Ledger(), Ledger()
    whole.take(read(SENT_BACK, PAID), rules=ANYBODY)
    parts.take(read(PAID), rules=ANYBODY)
    made = parts.take(read(SENT_BACK))
    assert made.files[0].summary().ignored == {}
    assert payouts(whole) == payouts(parts) or payouts(whole) == payouts(parts)[::-1]
    assert sorted(payouts(parts)) == [("clawback", 20_000_000, None), ("payout", 20_000_000, None)]
    for again in (read(SENT_BACK), read(PAID), read(SENT_BACK, PAID)):
        assert parts.plan(again, rules=ANYBODY).empty


def test_money_sent_to_others_stays_left_out() -> None:
    ledger = Ledger()
    ledger.take(read(PAID), rules=ANYBODY)
    other = (
        move("TRANSFER-2", "-2000.00", "Sent money to Northwind Labs"),
        move("CARD-1", "-9.00", "Card transaction", merchant="Corner Shop"),
        move("TRANSFER-1", "-5.00", "Returned", currency="EUR"),
    )
    assert ledger.plan(read(*other), rules=ANYBODY).files[0].summary().ignored == {"outgoing": 3}


@pytest.mark.parametrize("status", ["CANCELLED", "FAILED", "REFUNDED"])
def test_a_listed_payment_that_did_not_stay_is_updated(status: str) -> None:
    line = "TRANSFER-1,{},IN,2026-02-13 10:00:00,2026-02-13 10:00:00,0,USD,0,USD,Northwind Labs,50,USD,Me,50,USD,1,"
    ledger = Ledger()
    ledger.take(listed(line.format("COMPLETED")), rules=ANYBODY)
    assert ledger.take(listed(line.format(status))).files[0].summary().updated == 1
    assert payouts(ledger) == [("payout", 0, None)]
