"""Wise: statements in both layouts and the list of transfers."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest

from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run
from tests.samples import sample
from tracker.domain import Rule, Transfer
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.wise import WiseStatement
from tracker.importers.formats.wise_transfers import WiseTransfers
from tracker.importers.reading import decode

RULES = (Rule(field="payer", pattern="*", platform="Northwind"),)


@pytest.mark.parametrize("name", ["statement_old", "statement_new", "transfers"])
def test_scenario(name: str) -> None:
    data = (DATA / "wise" / f"{name}.csv").read_bytes()
    importer = WiseTransfers() if name == "transfers" else WiseStatement()
    run(importer, data, "x.csv", rules=RULES)


def test_old_statement() -> None:
    batch = WiseStatement().parse(fixture("wise/statement_old.csv"), ReadOptions())
    converted, paid = [r.record for r in batch.rows]
    assert isinstance(converted, Transfer)
    assert (converted.amount_out, converted.fee, converted.currency_out) == (4_950_000, 50_000, "USD")
    assert (converted.amount_in, converted.currency_in) == (4_554_000, "EUR")
    assert (paid.amount, paid.fee, paid.received_on) == (20_000_000, None, dt.date(2026, 2, 13))
    assert batch.rows[1].facts.payer == "Northwind Labs"
    assert [i.reason for i in batch.ignored] == ["fee", "outgoing", "outgoing"]


def test_new_statement_with_a_fee_taken_off() -> None:
    batch = WiseStatement().parse(fixture("wise/statement_new.csv"), ReadOptions())
    paid = batch.rows[0].record
    assert (paid.amount, paid.fee) == (1_000_000, 61_100)
    assert batch.ignored[0].reason == "conversion"


def test_a_balance_that_cannot_be_read_takes_nothing_from_its_row() -> None:
    text = fixture("wise/statement_old.csv")
    table = list(csv.reader(io.StringIO(text.text)))
    column = table[0].index("Running Balance")
    out = io.StringIO()
    csv.writer(out).writerows([table[0], *([*row[:column], "n?", *row[column + 1 :]] for row in table[1:])])
    spoiled = WiseStatement().parse(replace(text, text=out.getvalue()), ReadOptions())
    whole = WiseStatement().parse(text, ReadOptions())
    assert [(r.record.amount_out if isinstance(r.record, Transfer) else r.record.amount) for r in spoiled.rows] == [
        (r.record.amount_out if isinstance(r.record, Transfer) else r.record.amount) for r in whole.rows
    ]
    assert [i.reason for i in spoiled.ignored] == [i.reason for i in whole.ignored]


def test_list_of_transfers() -> None:
    batch = WiseTransfers().parse(fixture("wise/transfers.csv"), ReadOptions())
    first, second, converted = [r.record for r in batch.rows]
    assert (first.amount, first.fee) == (20_000_000, None)
    assert (second.amount, second.fee, second.currency) == (25_050_000, 50_000, "GBP")
    assert (converted.amount_out, converted.fee, converted.amount_in) == (4_950_000, 50_000, 4_554_000)
    assert [i.reason for i in batch.ignored] == ["outgoing", "not_completed"]


def test_statement_and_list_do_not_double() -> None:
    first = plan([WiseStatement().parse(fixture("wise/statement_old.csv"), ReadOptions())], rules=RULES)
    later = plan([WiseTransfers().parse(fixture("wise/transfers.csv"), ReadOptions())], ledger(first), rules=RULES)
    assert kinds(later) == ["Duplicate", "New", "Duplicate", "Ignored", "Ignored"]


def test_shared_sample_is_all_private_spending() -> None:
    path = sample("wise/wise_statement_2025_txtype.smoothment.csv")
    batch = WiseStatement().parse(decode(path.name, path.read_bytes()), ReadOptions())
    assert (len(batch.rows), len(batch.ignored), batch.problems) == (0, 8, ())
    assert {i.reason for i in batch.ignored} == {"outgoing"}


def test_a_running_balance_that_does_not_follow_is_told() -> None:
    text = fixture("wise/statement_new.csv")
    assert not [n for n in WiseStatement().parse(text, ReadOptions()).notes if "balance does not" in str(n)]
    odd = Text(text.name, text.text.replace("549.29", "500.00"), "utf-8")
    told = [str(n) for n in WiseStatement().parse(odd, ReadOptions()).notes if "running balance" in str(n)]
    assert "(1 in all" in told[0]
