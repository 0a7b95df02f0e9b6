"""Deposits held against pay that is owed: proposed by sum, payer and days, stored once they are confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.importers.made import Ledger, batch
from tracker.domain import Payout, Rule
from tracker.importers.base import UNASSIGNED, Facts, ParsedBatch, ReadOptions, SourceRow
from tracker.importers.identity import normal
from tracker.importers.outcomes import KEEP, REPLACE, Conflict, Duplicate
from tracker.importers.owed_pay import Owing
from tracker.importers.plan import needs, plan_import
from tracker.importers.results import ImportPlan, answered
from tracker.importers.rules import assign
from tracker.units import SCALE


def deposit(line: int, day: int, money: float, payer: str, currency: str = "USD") -> SourceRow:
    units = round(money * SCALE)
    record = Payout(
        platform=UNASSIGNED, kind="payout", received_on=dt.date(2026, 5, day), amount=units, currency=currency,
        evidence="deposit",
    )  # fmt: skip
    return SourceRow(line, record, Facts(payer=payer), normal(day, units, payer))


def owing(day: int, money: float, platform: str = "Mercor", currency: str = "USD") -> Owing:
    return Owing(platform, dt.date(2026, 5, day), round(money * SCALE), currency)


def planned(
    rows: ParsedBatch, owings: Sequence[Owing], ledger: Ledger | None = None, rules: Sequence[Rule] = ()
) -> ImportPlan:
    named = [assign(rows, rules, ReadOptions(), file="bank.csv")]
    known = (ledger or Ledger()).known(*needs(named))
    return plan_import(named, replace(known, owings=lambda: owings))


def asked(plan: ImportPlan) -> list[tuple[str, str, int, int | None]]:
    return [
        (o.kind, o.record.platform, o.record.amount // SCALE, o.record.fee)
        for o in plan.outcomes()
        if isinstance(o, Conflict)
    ]


@pytest.mark.parametrize(
    ("row", "owed", "found"),
    [
        (deposit(2, 7, 412.50, "MERCOR INC 7"), owing(5, 412.50), ("owed", "Mercor", 412, None)),
        (deposit(2, 7, 409.50, "MERCOR INC 7"), owing(5, 412.50), ("owed", "Mercor", 412, 3 * SCALE)),
        (deposit(2, 4, 412.50, "MERCOR INC 7"), owing(5, 412.50), ("owed", "Mercor", 412, None)),
        (deposit(2, 7, 412.37, "ACH CREDIT"), owing(5, 412.37), ("owed", "Mercor", 412, None)),
        (deposit(2, 7, 400, "ACH CREDIT"), owing(5, 400), ("maybe_owed", "Mercor", 400, None)),
        (deposit(2, 7, 412.50, "OUTLIER AI"), owing(5, 412.50), ("owed", "Mercor", 412, None)),
        (deposit(2, 7, 350, "MERCOR INC 7"), owing(5, 412.50), None),
        (deposit(2, 28, 412.50, "MERCOR INC 7"), owing(5, 412.50), None),
        (deposit(2, 7, 412.50, "MERCOR INC 7", "EUR"), owing(5, 412.50), None),
    ],
)
def test_a_deposit_and_what_is_owed(row: SourceRow, owed: Owing, found: tuple[str, str, int, int | None]) -> None:
    assert asked(planned(batch(row, source="bank"), [owed])) == ([found] if found else [])


def test_another_platform_that_is_owed_money_is_never_the_payer() -> None:
    rows = batch(deposit(2, 7, 412.50, "OUTLIER AI"), source="bank")
    assert asked(planned(rows, [owing(5, 412.50), owing(20, 90, "Outlier")])) == []


def test_nothing_is_stored_before_it_is_confirmed_and_once_it_is_the_file_adds_nothing_more() -> None:
    rows = batch(deposit(2, 7, 409.50, "MERCOR INC 7"), deposit(3, 8, 20, "ANN"), source="bank")
    made = planned(rows, [owing(5, 412.50)])
    assert [o.choice for o in made.outcomes() if isinstance(o, Conflict)] == [KEEP]
    assert (made.empty, list(made.inserts())) == (True, [])
    confirmed = answered(made, REPLACE, ("owed",))
    ((_, (new,)),) = confirmed.inserts()
    assert isinstance(new.record, Payout)
    assert (new.record.platform, new.record.evidence, new.record.place) == ("Mercor", "deposit", "bank")
    assert (new.record.amount, new.record.fee, new.record.received_on) == (4_125_000, 30_000, dt.date(2026, 5, 7))
    ledger = Ledger()
    ledger.apply(confirmed)
    again = planned(rows, [], ledger)
    assert [type(o) for o in again.outcomes()].count(Duplicate) == 1
    ruled = planned(rows, [], ledger, [Rule(field="payer", pattern="MERCOR*", platform="Mercor")])
    assert [type(o) for o in ruled.outcomes()].count(Duplicate) == 1


def test_a_payment_that_is_known_comes_before_pay_that_is_owed() -> None:
    typed = Payout(platform="Mercor", received_on=dt.date(2026, 5, 6), amount=4_125_000, currency="USD", kind="payout")
    ledger = Ledger([typed])
    rows = batch(deposit(2, 7, 412.50, "MERCOR INC"), source="bank")
    assert [k for k, *_ in asked(planned(rows, [owing(5, 412.50)], ledger))] == ["deposit"]


def test_two_weeks_in_one_deposit_and_one_week_in_two() -> None:
    both = planned(batch(deposit(2, 14, 300.25, "MERCOR INC"), source="bank"), [owing(5, 100.25), owing(12, 200)])
    assert [k for k, *_ in asked(both)] == ["owed"]
    halves = batch(deposit(2, 7, 100.25, "MERCOR INC"), deposit(3, 8, 200, "MERCOR INC"), source="bank")
    assert [(k, n) for k, _, n, _ in asked(planned(halves, [owing(5, 300.25)]))] == [("owed", 100), ("owed", 200)]


def test_deposits_that_rules_know_use_up_what_is_owed() -> None:
    rows = batch(deposit(2, 7, 412.37, "M SALARY"), deposit(3, 8, 412.37, "ACH CREDIT"), source="bank")
    rule = Rule(field="payer", pattern="M SALARY", platform="Mercor")
    assert asked(planned(rows, [owing(5, 412.37)], rules=[rule])) == []
