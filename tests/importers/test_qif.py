"""QIF: days, sums, parts of sums, what moved between one's own accounts."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture
from tests.samples import sample
from tracker.domain import Rule
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats import FORMATS
from tracker.importers.formats.qif import Qif
from tracker.importers.reading import decode
from tracker.importers.registry import read_file, recognise

USD = ReadOptions(currency="USD")
ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)


def read(*records: str, options: ReadOptions = USD, kind: str = "Bank") -> ParsedBatch:
    """Records of the letters D and T and what follows, such as `1/15/26|5.00|PNorthwind`."""
    text = f"!Type:{kind}\n"
    for record in records:
        day, amount, *more = record.split("|")
        text += "\n".join([f"D{day}", f"T{amount}", *more, "^", ""])
    return Qif().parse(Text("x.qif", text, "utf-8"), options)


def test_scenario() -> None:
    text = fixture("qif/accounts.qif")
    assert [f.name for f in FORMATS if f.recognise(text).certainty >= 0.5] == ["qif"]
    batch = Qif().parse(text, USD)
    assert [(r.line, r.record.amount, r.facts.payer) for r in batch.rows] == [
        (24, 12_505_000, "Northwind Labs"),
        (38, 10_000_000, "Blue Harbor"),
        (60, 900_000, "Larkspur"),
        (66, 800_000, "Blue Harbor"),
        (70, 800_000, "Blue Harbor"),
        (87, 1_200_000, "Payment received"),
    ]
    assert batch.rows[0].record.received_on == dt.date(2026, 1, 15)
    assert batch.rows[0].record.note == "Northwind Labs: Invoice 7"
    assert {i.line: (i.reason, i.amount) for i in batch.ignored} == {
        19: ("no_pay", 10_000_000), 33: ("outgoing", -421_000), 47: ("no_pay", 3_000_000), 92: ("no_pay", 0),
    }  # fmt: skip
    assert [(p.line, p.code) for p in batch.problems] == [(52, "several_amounts"), (74, "bad_date"), (78, "bad_number")]
    assert [r.line for r in batch.rows if r.doubtful] == [87]
    assert "The parts of a sum do not come to it: 1. The sum itself was taken." in [*map(str, batch.notes)]


def test_twice_adds_nothing_and_equal_rows_are_as_many_as_they_are() -> None:
    data = (DATA / "qif" / "accounts.qif").read_bytes()
    ledger = Ledger()
    ledger.take(read_file("x.qif", data, USD), rules=ANYBODY)
    assert sorted(r.amount for r, _, _ in ledger.rows.values()) == [800_000, 800_000, 900_000, 10_000_000, 12_505_000]
    assert ledger.plan(read_file("x.qif", data, USD), rules=ANYBODY).empty
    marked = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert ledger.plan(read_file("x.qif", marked, USD), rules=ANYBODY).empty


def test_the_real_file() -> None:
    path = sample("qif/default_w_splits.csv2ofx.qif")
    text = decode(path.name, path.read_bytes())
    assert recognise(text, ReadOptions())[0].name == "qif"
    batch = Qif().parse(text, ReadOptions(currency="TZS"))
    assert (len(batch.rows), sum(r.record.amount for r in batch.rows)) == (8, 4_650_000_000)
    assert (batch.problems, batch.ignored) == ((), ())
    assert batch.rows[2].record.received_on == dt.date(2015, 2, 8)
    with pytest.raises(NeedsAnswer) as asked:
        Qif().parse(text, ReadOptions())
    assert asked.value.asks == "currency"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1/15'26", (2026, 1, 15)), ("1/15' 4", (2004, 1, 15)), ("1/15'2026", (2026, 1, 15)),
        (" 1/15/2026", (2026, 1, 15)), ("15.01.2026", (2026, 1, 15)), ("15-1-2026", (2026, 1, 15)),
        ("2026-01-15", (2026, 1, 15)), ("15/ 1/2026", (2026, 1, 15)),
    ],
)  # fmt: skip
def test_days(said: str, day: tuple[int, int, int]) -> None:
    assert read(f"{said}|5.00|PNorthwind").rows[0].record.received_on == dt.date(*day)


def test_the_order_of_dates_is_settled_by_all_of_the_file_or_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        read("03/04/2026|5.00|Px", "05/06/2026|5.00|Px")
    assert asked.value.asks == "dates"
    batch = read("03/04/2026|5.00|Px", "25/06/2026|-5.00|Px")
    assert batch.rows[0].record.received_on == dt.date(2026, 4, 3)
    said = ReadOptions(currency="USD", dates="mdy")
    assert read("03/04/2026|5.00|Px", options=said).rows[0].record.received_on == dt.date(2026, 3, 4)
    with pytest.raises(NeedsAnswer):
        read("25/06/2026|5.00|Px", "06/25/2026|5.00|Px")


@pytest.mark.parametrize(
    ("said", "units"), [("12,50", 125_000), ("1.234,5", 12_345_000), ("1,234", 12_340_000), ("1'234.50", 12_345_000)]
)
def test_sums(said: str, units: int) -> None:
    assert read(f"25/06/2026|{said}|Px").rows[0].record.amount == units


def test_a_decimal_sign_that_is_open_is_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        read("25/06/2026|1.234|Px")
    assert asked.value.asks == "decimal"


@pytest.mark.parametrize("kind", ["CCard", "Oth A", "Oth L"])
def test_rows_of_other_accounts_are_stored_only_by_a_rule_that_names_their_payer(kind: str) -> None:
    assert [r.doubtful for r in read("25/06/2026|5.00|PNorthwind", kind=kind).rows] == [True]


@pytest.mark.parametrize("cell", ["=1+1", "9" * 40, "💸", "N/A", "-", "1e5", "$5", "\x0b", ""])
def test_hostile_values_reject_their_row_and_the_others_go_on(cell: str) -> None:
    for record in (f"25/06/2026|{cell}|Px", f"{cell}|5.00|Px"):
        batch = read(record, "26/06/2026|7.00|Px")
        assert [p.line for p in batch.problems] == [2]
        assert [r.record.amount for r in batch.rows] == [70_000]


def test_a_file_that_is_cut_off_or_holds_no_rows_says_so() -> None:
    text = fixture("qif/accounts.qif").text
    batch = Qif().parse(Text("x", text[: text.index("U1,250.50")], "utf-8"), USD)
    assert [(p.line, p.code) for p in batch.problems] == [(24, "bad_bank_file")]
    with pytest.raises(UnreadableFile) as caught:
        read_file("x.qif", b"!Type:Cat\nNSalary\n^\n", USD)
    assert caught.value.code == "bad_bank_file"
