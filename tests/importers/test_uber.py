"""Uber: the parts of a transaction, trips as sessions, and the payments of one's own data."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.scenario import DATA, fixture, run, seconds
from tracker.errors import InputError, NeedsAnswer, UnreadableFile
from tracker.importers.base import Importer, ReadOptions, Text
from tracker.importers.formats.uber import UberPayments, UberTransactions, UberTrips
from tracker.importers.reading import table
from tracker.importers.registry import recognise

SAID = ReadOptions(zone="America/Chicago", currency="USD")
FILES: tuple[tuple[Importer, str], ...] = (
    (UberTransactions(), "uber/transactions.csv"),
    (UberTrips(), "uber/trips.csv"),
    (UberPayments(), "uber/driver_payments.csv"),
)


@pytest.mark.parametrize(("importer", "name"), FILES)
def test_scenarios(importer: Importer, name: str) -> None:
    run(importer, (DATA / name).read_bytes(), "x.csv", options=SAID)


def test_the_parts_of_a_transaction() -> None:
    batch = UberTransactions().parse(fixture("uber/transactions.csv"), SAID)
    assert not batch.problems
    assert [(r.source_id, r.record.TABLE, r.record.kind, r.record.amount) for r in batch.rows] == [
        ("t1", "earnings", "milestone", 452_000),
        ("t1-tip", "earnings", "bonus", 30_000),
        ("t2", "earnings", "milestone", 499_200),
        ("t2-refund", "earnings", "adjustment", 90_300),
        ("t2-cash", "payouts", "payout", 590_200),
        ("t3", "earnings", "adjustment", -20_000),
        ("t4", "earnings", "bonus", 500_000),
        ("t5-bank", "payouts", "payout", 961_300),
    ]
    earned = sum(r.record.amount for r in batch.rows if r.record.TABLE == "earnings")
    paid = sum(r.record.amount for r in batch.rows if r.record.TABLE == "payouts")
    assert earned == paid == 1_551_500
    assert batch.rows[0].record.earned_from == dt.date(2026, 9, 2)
    assert [(i.line, i.reason) for i in batch.ignored] == [(7, "no_amount")]
    assert not any("apart" in str(n) for n in batch.notes)


def test_parts_that_do_not_add_up_are_said_with_their_sum() -> None:
    text = fixture("uber/transactions.csv").text.replace("48.20,48.20", "58.20,48.20")
    batch = UberTransactions().parse(Text("x.csv", text, "utf-8"), SAID)
    assert any("1, 10.00 USD apart" in str(n) for n in batch.notes)


def test_the_currency_of_transactions_is_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        UberTransactions().parse(fixture("uber/transactions.csv"), ReadOptions())
    assert asked.value.asks == "currency"


def test_column_names_with_and_without_spaces_around_their_colons_are_the_same() -> None:
    text = fixture("uber/transactions.csv").text
    head, *lines = text.split("\n")
    spaced = "\n".join((head.replace(" : ", ":").replace(":", " : "), *lines))
    one, other = (UberTransactions().parse(Text("x.csv", t, "utf-8"), SAID) for t in (text, spaced))
    assert [r.record for r in one.rows] == [r.record for r in other.rows]


def test_completed_trips_are_sessions() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        UberTrips().parse(fixture("uber/trips.csv"), ReadOptions())
    assert asked.value.asks == "zone"
    batch = UberTrips().parse(fixture("uber/trips.csv"), SAID)
    assert seconds(batch) == 24 * 60 + 30 + 20 * 60
    assert batch.rows[1].record.started_at == dt.datetime(2026, 9, 3, 4, 50, tzinfo=dt.UTC)
    assert [(i.line, i.reason) for i in batch.ignored] == [(4, "not_completed")]


def test_payments_of_ones_own_data() -> None:
    batch = UberPayments().parse(fixture("uber/driver_payments.csv"), ReadOptions())
    assert [(r.record.kind, r.record.amount) for r in batch.rows] == [
        ("milestone", 80_000), ("bonus", 20_000), ("adjustment", -12_000), ("milestone", 75_000), ("bonus", 15_000),
    ]  # fmt: skip
    assert sum(r.record.amount for r in batch.rows) == 178_000
    assert {r.record.currency for r in batch.rows} == {"EUR"}


@pytest.mark.parametrize("kind", ["cash.collected", "so.payout", "bank_transfer"])
def test_money_that_moved_is_no_part_of_what_was_earned(kind: str) -> None:
    text = fixture("uber/driver_payments.csv").text.replace("transport.misc.service_fee", kind)
    batch = UberPayments().parse(Text("x.csv", text, "utf-8"), ReadOptions())
    assert [(p.line, p.code) for p in batch.problems] == [(4, "unknown_type")]


def test_a_riders_own_trips_are_not_taken() -> None:
    head = "City,Product Type,Trip or Order Status,Request Time,Begin Trip Time,Dropoff Time,Fare Amount,Fare Currency"
    with pytest.raises(UnreadableFile) as caught:
        recognise(Text("x.csv", f"{head}\nParis,UberX,COMPLETED,a,b,c,1,EUR\n", "utf-8"), ReadOptions())
    assert "rider" in str(caught.value.message)


@pytest.mark.parametrize(("importer", "name"), FILES)
@pytest.mark.parametrize("hostile", ["=1+1", "13/15/2024", "9" * 400, "NaN", "{0}", "-5", "2026-09-02 10:00 XXT"])
def test_hostile_cells(importer: Importer, name: str, hostile: str) -> None:
    head, first, *others = fixture(name).text.split("\n")
    for n in range(head.count(",") + 1):
        cells = first.split(",")
        cells[n] = hostile
        made = Text("x.csv", "\n".join((head, ",".join(cells), *others)), "utf-8")
        try:
            batch = importer.parse(made, SAID)
        except InputError:
            continue
        lines = {r.line for r in batch.rows} | {i.line for i in batch.ignored} | {p.line for p in batch.problems}
        assert lines == {line for line, _ in table(made)}
