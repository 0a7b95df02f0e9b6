"""MT940: marks of lines, days, the ways of writing `:86:`, what was taken back, balances."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture
from tracker.domain import Payout, Rule
from tracker.errors import UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats import FORMATS
from tracker.importers.formats.mt940 import Mt940
from tracker.importers.mt940_text import about
from tracker.importers.registry import read_file

NONE = ReadOptions()
ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)


def read(*lines: str, opening: str = "C260301EUR100,00", closing: str = "", account: str = "DE1/5678") -> ParsedBatch:
    """A statement of these lines."""
    rows = [":20:S", f":25:{account}", ":28C:1/1", f":60F:{opening}", *lines]
    rows += [f":62F:{closing}"] if closing else []
    return Mt940().parse(Text("x.sta", "\r\n".join([*rows, "-", ""]), "utf-8"), NONE)


def rows(batch: ParsedBatch) -> list[tuple[str, int, str]]:
    return [(r.record.kind, r.record.amount, r.facts.payer) for r in batch.rows]


def test_scenario() -> None:
    text = fixture("mt940/march.sta")
    assert [f.name for f in FORMATS if f.recognise(text).certainty >= 0.5] == ["mt940"]
    batch = Mt940().parse(text, NONE)
    assert [(r.line, *row) for r, row in zip(batch.rows, rows(batch), strict=True)] == [
        (5, "payout", 12_505_000, "NORTHWIND LABS GMBH"),
        (10, "payout", 800_000, "Blue Harbor"),
        (13, "payout", 800_000, "Blue Harbor"),
        (16, "payout", 950_000, "Larkspur Inc Invoice 9"),
        (20, "clawback", 12_505_000, "NORTHWIND LABS GMBH"),
        (33, "payout", 3_000_000, "Mercor"),
    ]
    assert {i.line: (i.reason, i.amount) for i in batch.ignored} == {
        8: ("outgoing", -5_002_500), 22: ("no_pay", 120_000), 24: ("not_completed", 100_000),
    }  # fmt: skip
    assert [(p.line, p.code) for p in batch.problems] == [(35, "bad_date"), (37, "bad_number"), (39, "not_understood")]
    assert batch.rows[0].record.note == "Rechnung 2026-117 Größe"
    assert batch.rows[-1].record.received_on == dt.date(2026, 1, 2)
    assert [str(n) for n in batch.notes if "balance" in str(n)] == [
        "The balances of 1 statements do not follow from their rows (first in line 1): rows may be missing, or sums "
        "changed. Compare with the account."
    ]


def test_twice_adds_nothing_and_what_was_taken_back_leaves_nothing() -> None:
    data = (DATA / "mt940" / "march.sta").read_bytes()
    ledger = Ledger()
    ledger.take(read_file("x.sta", data, NONE), rules=ANYBODY)
    signs = {"payout": 1, "clawback": -1}
    kept = sum(signs[r.kind] * r.amount for r, _, _ in ledger.rows.values() if isinstance(r, Payout))
    assert kept == 800_000 * 2 + 950_000 + 3_000_000
    assert ledger.plan(read_file("x.sta", data, NONE), rules=ANYBODY).empty
    marked = read_file("x.sta", b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), NONE)
    assert ledger.plan(marked, rules=ANYBODY).empty


@pytest.mark.parametrize(
    ("mark", "became"),
    [
        ("C", ("payout", 50_000)), ("CR", ("payout", 50_000)), ("CD", ("payout", 50_000)), ("D", ("outgoing", -50_000)),
        ("DR", ("outgoing", -50_000)), ("RC", ("no_payment", -50_000)), ("RCR", ("no_payment", -50_000)),
        ("RD", ("no_pay", 50_000)), ("RDR", ("no_pay", 50_000)), ("EC", ("not_completed", 50_000)),
        ("ED", ("not_completed", -50_000)),
    ],
)  # fmt: skip
def test_marks(mark: str, became: tuple[str, int]) -> None:
    batch = read(f":61:2603020302{mark}5,00NTRFNONREF", ":86:Northwind")
    found = [(kind, units) for kind, units, _ in rows(batch)] + [(i.reason, i.amount) for i in batch.ignored]
    assert found == [became]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2603020303", dt.date(2026, 3, 3)), ("260302", dt.date(2026, 3, 2)), ("260302    ", dt.date(2026, 3, 2)),
        ("2612310102", dt.date(2027, 1, 2)), ("2701021231", dt.date(2026, 12, 31)),
        ("2402280229", dt.date(2024, 2, 29)),
        ("9912311231", dt.date(1999, 12, 31)),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_entry(said: str, day: dt.date) -> None:
    assert read(f":61:{said}C5,00NTRFNONREF", ":86:x").rows[0].record.received_on == day


@pytest.mark.parametrize(("said", "units"), [("5,00", 50_000), ("5,", 50_000), ("000005,5", 55_000), ("7", 70_000)])
def test_sums(said: str, units: int) -> None:
    assert read(f":61:260302C{said}NTRFNONREF", ":86:x").rows[0].record.amount == units


@pytest.mark.parametrize(
    "said",
    [
        "260302C5.00NTRF", "260302C1,2,3NTRF", "260302C1,23456NTRF", "261302C5,00NTRF", "2603020230C5,00NTRF",
        "260302X5,00NTRF", "=1+1", "", "💸", "260302C" + "9" * 40 + ",00NTRF", "260302C-5,00NTRF",
    ],
)  # fmt: skip
def test_hostile_lines_are_rejected_and_the_others_go_on(said: str) -> None:
    batch = read(f":61:{said}", ":86:x", ":61:260302C5,00NTRFNONREF", ":86:Northwind", closing="C260331EUR105,00")
    assert [p.line for p in batch.problems] == [5]
    assert rows(batch) == [("payout", 50_000, "Northwind")]


@pytest.mark.parametrize(
    ("said", "name", "words"),
    [
        (["166?00GUTSCHRIFT?20SVWZ+Pay?32ADA", "?33 MENSAH"], "ADA MENSAH", "Pay"),
        ([" 020?00Credit?20Invoice 9?32BLUE HARBOR UL ", "LONG 4"], "BLUE HARBOR UL LONG 4", "Invoice 9"),
        (["166~00GUTSCHRIFT~20EREF+E1~21SVWZ+Lab", "~22els~32Northwind"], "Northwind", "Labels"),
        (["166?00GUTSCHRIFT?20EREF+E1?21SVWZ+Pay?22ABWA+Mercor"], "Mercor", "Pay"),
        (["/ORDP//NAME/Ada Mensah/REMI/Labels of ", "May/ISDT/2026-05-01"], "Ada Mensah", "Labels of May"),
        (["/EREF/1//CNTP/NL20INGB/INGBNL2A/Ada/CITY///REMI/USTD//Pay/"], "Ada", "Pay"),
        (["NL20 Ada Mensah", "", "Labels"], "NL20 Ada Mensah Labels", "NL20 Ada Mensah Labels"),
        ([""], "", ""),
        ([], "", ""),
    ],
)
def test_the_ways_of_writing_what_a_line_is_about(said: list[str], name: str, words: str) -> None:
    assert (about(said).name, about(said).words) == (name, words)


def test_a_reversal_finds_its_payment_by_reference_by_payer_or_by_a_sum_that_is_there_once() -> None:
    paid = [
        ":61:260302C5,00NTRFINV1//8",
        ":86:/NAME/Northwind/REMI/x",
        ":61:260302C5,00NTRFINV2//9",
        ":86:/NAME/Mercor/",
    ]
    by_reference = read(*paid, ":61:260305RC5,00NTRFINV2//44", ":86:STORNO")
    assert rows(by_reference)[2] == ("clawback", 50_000, "STORNO")
    by_payer = read(*paid, ":61:260305RC5,00NTRFNONREF", ":86:/NAME/Mercor/REMI/back")
    assert by_payer.rows[2].returns == by_reference.rows[2].returns != ""
    open_one = read(*paid, ":61:260305RC5,00NTRFNONREF", ":86:STORNO")
    assert [(i.reason, i.amount) for i in open_one.ignored] == [("no_payment", -50_000)]
    alone = read(*paid[:2], ":61:260305RC5,00NTRFNONREF")
    assert rows(alone)[1][:2] == ("clawback", 50_000)


def test_balances_and_pages() -> None:
    line = ":61:260302C5,00NTRFNONREF"
    assert read(line, closing="C260331EUR105,00").notes == ()
    assert any("do not follow" in str(n) for n in read(line, closing="C260331EUR106,00").notes)
    assert read(line, opening="D260301EUR100,00", closing="D260331EUR95,00").notes == ()
    page = ":20:S\n:25:1\n:28C:1/{}\n:60{}:C260302EUR{},00\n:61:260302C5,00NTRFNONREF\n:62M:C260302EUR{},00\n-\n"
    whole = page.format(1, "F", 100, 105) + page.format(2, "M", 105, 110)
    assert Mt940().parse(Text("x", whole, "utf-8"), NONE).notes == ()
    gap = page.format(1, "F", 100, 105) + page.format(2, "F", 120, 125)
    notes = tuple(map(str, Mt940().parse(Text("x", gap, "utf-8"), NONE).notes))
    assert [str(n)[:40] for n in notes] == ["Statements are missing: the one in line "]


def test_a_statement_that_is_there_twice_counts_once_and_envelopes_do_no_harm() -> None:
    text = fixture("mt940/march.sta").text
    twice = Mt940().parse(Text("x", text + text, "utf-8"), NONE)
    assert rows(twice) == rows(Mt940().parse(Text("x", text, "utf-8"), NONE))
    assert {i.reason for i in twice.ignored} >= {"repeated"}
    swift = "{1:F01BANKDEFF}{2:I940BANKDEFFN}{4:\n" + text.replace("\n-\n", "\n-}{5:}\n", 1)
    wrapped = read_file("x.sta", swift.encode(), NONE)
    assert rows(wrapped) == rows(Mt940().parse(Text("x", text, "utf-8"), NONE))


def test_a_statement_without_a_balance_is_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(":61:260302C5,00NTRFNONREF", opening="?")
    assert caught.value.code == "bad_bank_file"


def test_a_preview_of_the_day_is_named() -> None:
    text = b":20:S\n:25:1\n:28C:1/1\n:34F:EUR0,\n:13D:2603021200+0100\n:61:260302C5,00NTRFNONREF\n"
    with pytest.raises(UnreadableFile, match="no statement") as caught:
        read_file("x.sta", text, NONE)
    assert caught.value.code == "unknown_format"
