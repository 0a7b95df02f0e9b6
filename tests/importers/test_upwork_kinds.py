"""Upwork: types of rows, returns, withdrawals that came back, ids on two rows, local currency."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, run
from tracker.domain import Earning, Expense, Payout, Transfer, WorkSession
from tracker.errors import InputError
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats.upwork import UpworkTransactions
from tracker.importers.formats.upwork_earnings import UpworkEarnings
from tracker.importers.parsers import Reading, own_id

HEADER = "Date,Ref ID,Type,Description,Freelancer,Team,Account Name,Amount,Currency"
HOURLY = ("11", "Hourly", "Invoice for 08/31/2026-09/06/2026 - 12:30 hrs @ $40.00/hr", "500.00")
BONUS = ("21", "Bonus", "Bonus for good work", "50.00")


def read(*rows: tuple[str, ...], header: str = HEADER) -> ParsedBatch:
    lines = [",".join(("Sep 9 2026", ref, kind, f'"{said}"', "Ada", "Blue", "Ltd", amount, "USD"))
             for ref, kind, said, amount in rows]  # fmt: skip
    return UpworkTransactions().parse(Text("x.csv", "\n".join((header, *lines)) + "\n", "utf-8"), ReadOptions())


def payouts(*batches: ParsedBatch) -> list[tuple[str, int, int | None]]:
    ledger = Ledger()
    for batch in batches:
        ledger.take(batch)
    return [(r.kind, r.amount, r.fee) for r, _, _ in ledger.rows.values() if isinstance(r, Payout)]


def test_a_refund_takes_back_with_the_fee_that_came_back() -> None:
    refund = ("31", "Refund", "Refund for Bonus - Ref ID 21", "-50.00")
    fee = ("22", "Service Fee", "Service Fee for Bonus - Ref ID 21", "-5.00")
    back = ("32", "Service Fee", "Service Fee refund - Ref ID 31", "5.00")
    assert payouts(read(BONUS, fee, refund, back)) == [("payout", 500_000, 50_000), ("clawback", 500_000, 50_000)]
    assert payouts(read(BONUS, fee), read(refund, back)) == [("payout", 500_000, 50_000), ("clawback", 500_000, 50_000)]


def test_a_refund_of_a_payment_that_is_not_there_is_left_out() -> None:
    made = Ledger().plan(read(("31", "Refund", "Refund for Bonus - Ref ID 99", "-50.00")))
    assert made.files[0].summary().ignored == {"no_payment": 1}


def test_an_expense_that_was_given_back_is_no_income() -> None:
    batch = read(("41", "Membership Fee", "Freelancer Plus", "-20.00"),
                 ("42", "Refund", "Refund for Membership Fee", "20.00"),
                 ("43", "Connects", "Connects refund", "1.50"))  # fmt: skip
    spent, first, second = [r.record for r in batch.rows]
    assert isinstance(spent, Expense)
    assert [(p.kind, p.amount) for p in (first, second)] == [("reimbursement", 200_000), ("reimbursement", 15_000)]


def test_a_withdrawal_that_came_back_goes_the_other_way() -> None:
    batch = read(
        ("51", "Withdrawal", "M-Pesa transfer to xxxx", "-100.00"),
        ("52", "Withdrawal", "M-Pesa transfer to xxxx", "100.00"),
    )
    out, back = [r.record for r in batch.rows]
    assert isinstance(out, Transfer)
    assert (out.from_account, out.to_account) == ("Upwork", "M-Pesa")
    assert (back.from_account, back.to_account, back.amount_out) == ("M-Pesa", "Upwork", 1_000_000)


@pytest.mark.parametrize("kind", ["Fixed-price", "Fixed Price", "Milestone", "Bonus", "Adjustment"])
def test_types_of_income(kind: str) -> None:
    batch = read(("61", kind, "for work", "50.00"), ("62", "WHT", f"WHT - {kind} - Ref ID 61", "-3.00"))
    assert [(type(r.record), r.record.amount) for r in batch.rows] == [(Payout, 500_000), (Earning, 500_000)]
    assert batch.rows[0].record.fee == 30_000


def test_a_fee_may_share_the_id_of_its_money() -> None:
    batch = read(HOURLY, ("11", "Service Fee", "Service Fee", "-50.00"))
    assert payouts(batch) == [("payout", 5_000_000, 500_000)]
    assert [i.reason for i in batch.ignored] == ["fee"]


def test_one_id_on_two_rows_is_two_rows() -> None:
    batch = read(BONUS, ("21", "Bonus", "Another bonus", "70.00"))
    assert sorted(r.source_id for r in batch.rows) == ["21", "21#2", "21-earned", "21-earned#2"]
    ledger = Ledger()
    assert ledger.take(batch).files[0].summary().new == 2
    assert ledger.plan(batch).empty


def test_an_invoice_is_of_one_week_whatever_the_order_of_its_dates() -> None:
    day_first = ("11", "Hourly", "Invoice for 01/09/2026-07/09/2026 - 2:00 hrs @ $40.00/hr", "80.00")
    paid = read(day_first).rows[0].record
    assert (paid.covers_from, paid.covers_to) == (dt.date(2026, 9, 1), dt.date(2026, 9, 7))
    odd = read(("11", "Hourly", "Invoice for 01/09/2026-11/30/2026 - 2:00 hrs", "80.00"))
    assert [p.code for p in odd.problems] == ["no_period"]


def test_a_rate_in_another_currency_is_left_aside() -> None:
    batch = read(("11", "Hourly", "Invoice for 08/31/2026-09/06/2026 - 2:00 hrs @ €40.00/hr", "93.00"))
    (work,) = [r.record for r in batch.rows if isinstance(r.record, WorkSession)]
    assert (work.amount, work.currency, work.rate) == (930_000, "USD", None)


def test_a_local_amount_of_its_own_leaves_the_amount_in_dollars() -> None:
    header = "Date,Ref ID,Type,Description,Freelancer,Amount,Amount in local currency,Currency"
    line = "Sep 9 2026,21,Bonus,Well done,Ada,50.00,46.00,EUR\n"
    batch = UpworkTransactions().parse(Text("x.csv", f"{header}\n{line}", "utf-8"), ReadOptions())
    assert {(r.record.amount, r.record.currency) for r in batch.rows} == {(500_000, "USD")}


def test_what_is_left_out_is_said_with_its_sum() -> None:
    batch = read(("71", "Miscellaneous", "Something", "-4.00"))
    assert [(i.reason, i.amount) for i in batch.ignored] == [("outgoing", -40_000)]
    assert any("4.00 USD" in note for note in map(str, batch.notes))


def test_the_newer_table_without_a_currency_is_in_dollars() -> None:
    header = "Date,Transaction type,Transaction summary,Client,Amount $,Ref ID\n"
    line = '"Sep 9, 2026",Fixed-price,Milestone 1,Ltd,50.00,81\n'
    batch = UpworkTransactions().parse(Text("x.csv", header + line, "utf-8"), ReadOptions())
    assert [(r.record.amount, r.record.currency) for r in batch.rows] == [(500_000, "USD")] * 2


def test_earnings_in_another_currency_say_so() -> None:
    text = "Date,Contract,Hours,Amount,Payment type\n2026-05-04,Writer,2,€50.00,\n"
    assert UpworkEarnings().parse(Text("x.csv", text, "utf-8"), ReadOptions()).rows[0].record.currency == "EUR"


@pytest.mark.parametrize("cell", ["8.01E+08", "6,7E+23", "8E+11", "1.2e12"])
def test_an_id_that_a_spreadsheet_rounded_is_refused(cell: str) -> None:
    with pytest.raises(InputError) as caught:
        own_id(cell, Reading())
    assert caught.value.code == "changed_id"
    assert own_id("67e78d4f24eaa8f13ae8a7d1", Reading()) == "67e78d4f24eaa8f13ae8a7d1"


@pytest.mark.parametrize(
    "said",
    ["Ada Doe - 12:30 hrs @ $40.00/hr - 08/31/2026 - 09/06/2026",
     "Invoice for 08/31/2026-09/06/2026 - 12.5 hrs @ $40/hr",
     "(7) Blue 2.0 - 12:30 hours @ $40.00/hour - 08/31/2026 - 09/06/2026"],
)  # fmt: skip
def test_the_hours_of_an_invoice_stand_before_or_behind_its_week(said: str) -> None:
    (work,) = [r.record for r in read(("11", "Hourly", said, "500.00")).rows if isinstance(r.record, WorkSession)]
    assert (work.minutes, work.rate, work.amount) == (45_000, 400_000, 5_000_000)
    assert (work.worked_on, work.worked_until) == (dt.date(2026, 8, 31), dt.date(2026, 9, 6))


def test_fees_in_a_later_file_come_off_their_payment_once() -> None:
    fees = (
        ("12", "Service Fee", "Service Fee for Hourly - Ref ID 11", "-50.00"),
        ("13", "VAT", "VAT (KE) for Service Fee - Ref ID 12", "-8.00"),
    )
    later = read(*fees)
    assert any("58.00 USD" in note for note in map(str, later.notes))
    assert payouts(read(HOURLY), later) == payouts(read(HOURLY), later, later) == [("payout", 5_000_000, 580_000)]
    assert payouts(read(HOURLY, *fees), later) == [("payout", 5_000_000, 580_000)]
    assert payouts(later) == []


def test_the_newer_table_works_whole() -> None:
    text = fixture("upwork/transactions_newer.csv")
    run(UpworkTransactions(), (DATA / "upwork/transactions_newer.csv").read_bytes(), "x.csv")
    batch = UpworkTransactions().parse(text, ReadOptions())
    assert not batch.problems
    of = {r.source_id: r for r in batch.rows}
    paid, work = of["7001"].record, of["7001-earned"].record
    assert (paid.amount, paid.fee, paid.currency) == (5_000_000, 750_000, "USD")
    assert (work.minutes, work.rate, work.amount, work.project) == (45_000, 400_000, 5_000_000, "Red Team")
    assert (work.worked_on, work.worked_until) == (dt.date(2026, 9, 7), dt.date(2026, 9, 13))
    fixed = of["7007"].record
    assert (fixed.amount, fixed.fee, fixed.note) == (1_500_000, 180_000, "Milestone 2 - Guidelines")
    assert (of["7010"].record.TABLE, of["7010"].record.amount) == ("expenses", 200_000)
    moved = of["7011"].record
    assert (moved.amount_out, moved.fee, moved.amount_in, moved.currency_in) == (2_270_800, 9_900, 283_910_000, "KES")
    assert sorted(i.line for i in batch.ignored) == [2, 5, 6, 8, 9]


def newer(said: str) -> ParsedBatch:
    text = fixture("upwork/transactions_newer.csv").text.replace("Invoice for 09/07/2026-09/13/2026", f'"{said}"')
    return UpworkTransactions().parse(Text("x.csv", text, "utf-8"), ReadOptions())


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Invoice for Sep 7, 2026 - Sep 13, 2026", dt.date(2026, 9, 7)),
        ("Invoice for Sep 7 - Sep 13, 2026", dt.date(2026, 9, 7)),
        ("Sep 7-13, 2026", dt.date(2026, 9, 7)),
        ("Invoice for Dec 28 - Jan 3, 2027", dt.date(2026, 12, 28)),
    ],
)
def test_the_weeks_of_the_newer_table_may_be_in_words(said: str, first: dt.date) -> None:
    batch = newer(said)
    work = next(r.record for r in batch.rows if r.record.TABLE == "work_sessions")
    assert (work.worked_on, work.worked_until) == (first, first + dt.timedelta(days=6))
    assert batch.source == "upwork_report"


def test_an_hourly_payment_of_the_newer_table_without_its_week_is_money_all_the_same() -> None:
    batch = newer("Hourly contract")
    paid, earned = [r.record for r in batch.rows if r.line == 10]
    assert (paid.TABLE, paid.amount, paid.fee) == ("payouts", 5_000_000, 750_000)
    assert (earned.TABLE, earned.amount, earned.earned_from) == ("earnings", 5_000_000, dt.date(2026, 9, 16))
    assert any("name no week: 1, 500.00 USD" in str(note) for note in batch.notes)


def test_a_row_of_the_newer_table_without_its_id_is_rejected() -> None:
    text = fixture("upwork/transactions_newer.csv").text.replace("7007,Fixed-price", ",Fixed-price")
    batch = UpworkTransactions().parse(Text("x.csv", text, "utf-8"), ReadOptions())
    assert [(p.line, p.code, p.column) for p in batch.problems] == [(7, "missing", "Transaction ID")]


def test_a_fee_in_a_later_file_of_the_newer_table_comes_off_its_payment() -> None:
    head, *lines = fixture("upwork/transactions_newer.csv").text.strip().split("\n")
    fees, money = [one for one in lines if ",7001,-" in one], [one for one in lines if ",7001,500" in one]
    files = [
        UpworkTransactions().parse(Text("x.csv", "\n".join((head, *part)) + "\n", "utf-8"), ReadOptions())
        for part in (money, fees)
    ]
    assert payouts(*files) == [("payout", 5_000_000, 750_000)]
