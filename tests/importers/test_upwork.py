"""Upwork: the transaction history and the earnings by contract."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tests.samples import sample
from tracker.cli import ways
from tracker.domain import Payout, Rule, Transfer, WorkSession
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.upwork import UpworkTransactions
from tracker.importers.formats.upwork_earnings import UpworkEarnings


def test_scenarios() -> None:
    for importer, name in (
        (UpworkTransactions(), "transactions"),
        (UpworkTransactions(), "transactions_local"),
        (UpworkEarnings(), "earnings_by_contract"),
    ):
        data = (DATA / "upwork" / f"{name}.csv").read_bytes()
        run(importer, data, "x.csv")


def test_an_invoice_is_work_of_a_week_and_money() -> None:
    batch = UpworkTransactions().parse(fixture("upwork/transactions.csv"), ReadOptions())
    of_line = [r for r in batch.rows if r.line == 11]
    money, work = of_line[0].record, of_line[1].record
    assert isinstance(money, Payout)
    assert isinstance(work, WorkSession)
    assert (money.received_on, money.amount, money.fee) == (dt.date(2026, 9, 9), 5_000_000, 580_000)
    assert (money.covers_from, money.covers_to) == (dt.date(2026, 8, 31), dt.date(2026, 9, 6))
    assert (work.worked_on, work.worked_until, work.minutes) == (money.covers_from, money.covers_to, 45_000)
    assert (work.amount, work.rate, work.project) == (5_000_000, 400_000, "Red Team")
    assert (of_line[0].source_id, of_line[1].source_id) == ("801000003", "801000003-earned")


def test_fees_are_kept_with_their_money() -> None:
    batch = UpworkTransactions().parse(fixture("upwork/transactions.csv"), ReadOptions())
    assert [(i.line, i.reason) for i in batch.ignored] == [(2, "fee"), (6, "fee"), (9, "fee"), (10, "fee")]
    assert Counter(r.record.TABLE for r in batch.rows) == {
        "payouts": 4, "earnings": 2, "work_sessions": 1, "transfers": 1, "expenses": 1
    }  # fmt: skip
    paid = [r.record for r in batch.rows if isinstance(r.record, Payout) and r.record.kind == "payout"]
    assert sum(p.amount for p in paid) == 7_000_000
    assert sum(p.fee or 0 for p in paid) == 730_000


def test_withdrawal_is_a_transfer_with_its_fee_and_what_arrived() -> None:
    batch = UpworkTransactions().parse(fixture("upwork/transactions.csv"), ReadOptions())
    moved = next(r.record for r in batch.rows if isinstance(r.record, Transfer))
    assert (moved.from_account, moved.to_account) == ("Upwork", "M-Pesa")
    assert (moved.amount_out, moved.fee) == (2_270_800, 9_900)
    assert (moved.amount_in, moved.currency_in) == (283_910_000, "KES")


def test_refund_is_a_clawback() -> None:
    batch = UpworkTransactions().parse(fixture("upwork/transactions.csv"), ReadOptions())
    back = next(r.record for r in batch.rows if r.line == 4)
    assert (back.kind, back.amount) == ("clawback", 100_000)


def test_local_currency_layout() -> None:
    batch = UpworkTransactions().parse(fixture("upwork/transactions_local.csv"), ReadOptions())
    assert {r.record.currency for r in batch.rows} == {"EUR"}
    assert batch.rows[0].record.fee == 500_000


def test_income_of_an_unknown_type_is_rejected() -> None:
    text = fixture("upwork/transactions_local.csv")
    odd = Text(text.name, text.text.replace('"Hourly"', '"Windfall"'), "utf-8")
    batch = UpworkTransactions().parse(odd, ReadOptions())
    assert [(p.line, p.code) for p in batch.problems] == [(2, "unknown_type")]


def test_one_rule_keeps_the_two_files_from_telling_the_same_work_twice() -> None:
    rule = Rule(field="task", pattern="earned", platform="-")
    batch = UpworkTransactions().parse(fixture("upwork/transactions.csv"), ReadOptions())
    assert any("task=earned:-" in ways.say(note) for note in batch.notes)
    made = plan([batch], rules=(rule,))
    tables = Counter(o.record.TABLE for o in made.outcomes() if hasattr(o, "record"))
    assert tables == {"payouts": 4, "transfers": 1, "expenses": 1}


def test_a_fee_that_comes_later_is_a_conflict() -> None:
    text = fixture("upwork/transactions_local.csv")
    without = Text(text.name, "\n".join(text.text.split("\n")[:2]) + "\n", "utf-8")
    first = plan([UpworkTransactions().parse(without, ReadOptions())])
    later = plan([UpworkTransactions().parse(text, ReadOptions())], ledger(first))
    assert sorted(kinds(later)) == ["Conflict", "Duplicate", "Ignored"]


def test_earnings_by_contract() -> None:
    batch = UpworkEarnings().parse(fixture("upwork/earnings_by_contract.csv"), ReadOptions())
    assert [r.record.TABLE for r in batch.rows] == ["work_sessions", "work_sessions", "earnings", "earnings"]
    assert [getattr(r.record, "kind", None) for r in batch.rows] == [None, None, "bonus", "milestone"]
    assert batch.rows[1].record.minutes == 1200
    assert batch.rows[0].facts.contract == "Guideline writer (30000001)"


def test_shared_sample() -> None:
    path = sample("upwork/upwork_earnings_by_contract.upwork-analytics.csv")
    batch = run(UpworkEarnings(), path.read_bytes(), path.name)
    assert len(batch.rows) == 252
    assert round(seconds(batch) / 3600, 3) == 601.167
    assert sum(r.record.amount for r in batch.rows) == 51_895_800
    assert Counter(getattr(r.record, "kind", "session") for r in batch.rows) == {
        "session": 243, "bonus": 7, "milestone": 2
    }  # fmt: skip
    summary = plan([batch]).files[0].summary().json()
    assert (summary["rows"], summary["new"], summary["amounts"]) == (252, 252, {"USD": "5189.58"})
