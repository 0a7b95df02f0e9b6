"""OFX and QFX: accounts, currencies, days of the bank, doubles, what is no pay."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, run
from tests.samples import sample
from tracker.domain import Payout, Rule
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats import FORMATS
from tracker.importers.formats.ofx import Ofx1And2
from tracker.importers.ofx_text import posted
from tracker.importers.reading import decode
from tracker.importers.registry import read_file

NONE = ReadOptions()
ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)
SUMS = {
    "ofx102_bank_cad.ofxparse": (3, 0, -345.27),
    "ofx_anz_creditcard_aud.ofxparse": (1, 0, -5.50),
    "ofx_suncorp_aud_cdata.ofxparse": (1, 0, -16.85),
    "ofx_checking_usd.ofxparse": (3, 1, -59.50),
    "ofx_multi_account.ofxparse": (0, 0, 0),
    "ofx_tbank_rub.smoothment": (21, 8, -2856.81),
}  # fmt: skip
"""Of each real file: rows in all, those that came in, the sum."""


def row(amount: str = "5.00", *, day: str = "20260302", more: str = "", currency: str = "<CURDEF>USD") -> ParsedBatch:
    """A statement of one transaction."""
    text = (
        f"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTRS>{currency}<BANKACCTFROM><ACCTID>1</BANKACCTFROM>\n"
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{day}<TRNAMT>{amount}<FITID>1<NAME>Northwind{more}</STMTTRN></STMTRS></OFX>"
    )
    return Ofx1And2().parse(Text("x.ofx", text, "utf-8"), NONE)


def sums(batch: ParsedBatch) -> list[tuple[int, int, str, str]]:
    return [(r.line, r.record.amount, r.record.currency, r.facts.payer) for r in batch.rows]


def test_scenario_of_xml() -> None:
    data = (DATA / "ofx" / "two_accounts.ofx").read_bytes()
    batch = run(Ofx1And2(), data, "x.ofx", options=NONE, rules=ANYBODY, table=False)
    assert sums(batch) == [
        (10, 12_504_000, "EUR", "Łukasz & Co <Labels>"),
        (18, 995_000, "EUR", "Northwind Labs"),
        (48, 1_200_000, "EUR", "Payment received"),
    ]
    assert {i.line: i.reason for i in batch.ignored} == {27: "outgoing", 37: "not_completed", 56: "outgoing"}
    assert [r.doubtful for r in batch.rows] == [False, False, True]
    assert batch.rows[0].record.received_on == dt.date(2026, 3, 3)


def test_scenario_of_sgml_in_windows_1252() -> None:
    text = fixture("ofx/checking.qfx")
    assert text.encoding == "cp1252"
    batch = Ofx1And2().parse(text, NONE)
    assert sums(batch) == [
        (14, 12_500_000, "USD", "NORTHWIND LABS"),
        (15, 3_105_000, "USD", "Café Data & Söhne"),
        (19, 750_000, "USD", "ADA MENSAH"),
        (20, 189_900, "USD", "CORNER SHOP"),
        (22, 800_000, "USD", "NORTHWIND LABS"),
        (23, 800_000, "USD", "NORTHWIND LABS"),
        (28, 5_000_000, "USD", "BLUE HARBOR"),
    ]
    assert [r.line for r in batch.rows if r.doubtful] == [19, 20]
    left = {i.line: (i.reason, i.amount) for i in batch.ignored}
    assert left == {
        16: ("outgoing", -421_000), 17: ("no_pay", 1_200), 18: ("no_pay", 2_000_000), 21: ("memo", 600_000),
        27: ("outgoing", -2_000_000),
    }  # fmt: skip
    assert batch.rows[0].record.received_on == dt.date(2026, 3, 2)


def test_twice_adds_nothing_and_only_named_payers_bring_what_may_be_ones_own() -> None:
    ledger = Ledger()
    ledger.take(Ofx1And2().parse(fixture("ofx/checking.qfx"), NONE), rules=ANYBODY)
    stored = sorted(r.amount for r, _, _ in ledger.rows.values() if isinstance(r, Payout))
    assert stored == [800_000, 800_000, 3_105_000, 5_000_000, 12_500_000]
    named = (*ANYBODY, Rule(field="payer", pattern="ADA MENSAH", platform="Northwind"))
    plan = ledger.plan(Ofx1And2().parse(fixture("ofx/checking.qfx"), NONE), rules=named)
    assert [r.record.amount for _, rows in plan.inserts() for r in rows] == [750_000]


@pytest.mark.parametrize(("name", "found"), SUMS.items())
def test_real_files(name: str, found: tuple[int, int, float]) -> None:
    path = sample(f"ofx/{name}.ofx")
    text = decode(path.name, path.read_bytes())
    assert [f.name for f in FORMATS if f.recognise(text).certainty >= 0.5] == ["ofx"]
    batch = read_file(path.name, path.read_bytes(), NONE)
    units = sum(r.record.amount for r in batch.rows) + sum(i.amount for i in batch.ignored)
    assert (len(batch.rows) + len(batch.ignored), len(batch.rows), units) == (*found[:2], round(found[2] * 10_000))
    assert batch.problems == ()


def test_real_files_that_are_broken() -> None:
    path = sample("ofx/ofx_bad_date_missing.ofxparse.ofx")
    batch = read_file(path.name, path.read_bytes(), NONE)
    assert [(p.line, p.code) for p in batch.problems] == [(33, "missing"), (40, "missing"), (48, "bad_date")]
    path = sample("ofx/ofx_bad_decimal.ofxparse.ofx")
    batch = read_file(path.name, path.read_bytes(), NONE)
    assert [(p.line, p.code) for p in batch.problems] == [(34, "bad_date")]
    good = path.read_text().replace("201120000000", "20110102000000")
    assert [(p.line, p.code) for p in read_file("x.ofx", good.encode(), NONE).problems] == [(34, "bad_number")]


def test_the_same_sum_out_of_another_account_of_the_file_is_ones_own() -> None:
    path = sample("ofx/ofx_tbank_rub.smoothment.ofx")
    batch = read_file(path.name, path.read_bytes(), NONE)
    assert [(r.line, r.record.amount) for r in batch.rows if r.doubtful] == [(315, 82_710_600)]


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("20260302000500[+5.75:NPT]", "2026-03-01 18:20"),
        ("20260302000500[+5.5:IST]", "2026-03-01 18:35"),
        ("20260302000500.123[-3.5:NST]", "2026-03-02 03:35"),
        ("20260302120000[-5:EST]", "2026-03-02 17:00"),
        ("202603021200[0]", "2026-03-02 12:00"),
        ("20260302", "2026-03-02 00:00"),
    ],
)
def test_dates_with_zones(said: str, utc: str) -> None:
    assert posted(said).astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M") == utc
    assert row(day=said).rows[0].record.received_on == dt.date(2026, 3, 2)


@pytest.mark.parametrize("said", ["20260231", "2026-03-02", "", "20260302250000", "20260302[+99:X]", "9" * 20])
def test_bad_dates_reject_their_row(said: str) -> None:
    assert [(p.line, p.code) for p in row(day=said).problems] in ([(5, "bad_date")], [(5, "missing")])


@pytest.mark.parametrize(
    ("said", "units"), [("5.00", 50_000), ("5,00", 50_000), ("+1,234.50", 12_345_000), ("1.234,5", 12_345_000)]
)
def test_amounts(said: str, units: int) -> None:
    assert row(said).rows[0].record.amount == units


@pytest.mark.parametrize("said", ["$120", "1 000", "12..34", "=1+1", "1e5", "--5", "9" * 40, "0.00001"])
def test_bad_amounts_reject_their_row(said: str) -> None:
    assert [p.line for p in row(said).problems] == [5]


def test_what_is_open_is_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        row("1.234")
    assert asked.value.asks == "decimal"
    assert row("1,234").rows[0].record.amount == 12_340_000
    with pytest.raises(NeedsAnswer) as asked:
        row(currency="")
    assert asked.value.asks == "currency"


def test_another_currency_than_that_of_the_account_is_not_guessed() -> None:
    more = "<CURRENCY><CURRATE>1.1<CURSYM>{}</CURRENCY>"
    assert [p.code for p in row(more=more.format("EUR")).problems] == ["several_amounts"]
    assert row(more=more.format("USD")).rows[0].record.amount == 50_000


def test_a_correction_of_another_row_is_left_to_the_person() -> None:
    assert [p.column for p in row(more="<CORRECTFITID>7<CORRECTACTION>DELETE").problems] == ["CORRECTFITID"]


def test_a_file_that_is_cut_off_says_so() -> None:
    text = fixture("ofx/checking.qfx").text
    batch = Ofx1And2().parse(Text("x.qfx", text[: text.index("<MEMO>PAYROLL")], "utf-8"), NONE)
    assert [(p.line, p.code) for p in batch.problems] == [(14, "bad_bank_file")]
    assert any("cut off" in str(n) for n in batch.notes)
    with pytest.raises(UnreadableFile) as caught:
        read_file("x.ofx", b"OFXHEADER:100\n<OFX></OFX>", NONE)
    assert caught.value.code == "bad_bank_file"


def test_two_rows_with_one_id_are_two_and_the_same_row_twice_is_one() -> None:
    line = "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302<TRNAMT>5<FITID>1<NAME>N</STMTTRN>"
    text = f"OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD{line}{line}{line.replace('>5<', '>6<')}</STMTRS></OFX>"
    ledger = Ledger()
    ledger.take(Ofx1And2().parse(Text("x", text, "utf-8"), NONE), rules=ANYBODY)
    assert sorted(r.amount for r, _, _ in ledger.rows.values()) == [50_000, 60_000]


ODD = ["=1+1", "9" * 40, "20261399", "\x0b", "💸", "N/A", "-", "", "<", "<X>", "]]>", "&#0;"]


@pytest.mark.parametrize("cell", ODD)
@pytest.mark.parametrize("tag", ["TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME", "MEMO", "ACCTID"])
def test_with_an_odd_value_each_row_is_in_one_place(cell: str, tag: str) -> None:
    text = fixture("ofx/two_accounts.ofx").text
    at = text.index(f"<{tag}>") + len(tag) + 2
    odd = Text("x.ofx", text[:at] + cell + text[text.index("<", at) :], "utf-8")
    batch = Ofx1And2().parse(odd, ReadOptions(decimal=","))
    told = [{r.line for r in batch.rows}, {i.line for i in batch.ignored}, {p.line for p in batch.problems}]
    assert sum(map(len, told)) == len(set.union(*told)) == 6


def test_a_hostile_file_takes_no_long_time() -> None:
    begin = time.process_time()
    for part in ("<A>" * 60_000, "<NAME><![CDATA[" * 20_000, "<STMTTRN>" * 60_000, "<" * 200_000, " " * 400_000):
        text = Text("x", f"OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD{part}", "utf-8")
        assert Ofx1And2().parse(text, NONE).rows == ()
    assert time.process_time() - begin < 20


def test_encodings() -> None:
    head = "OFXHEADER:100\nDATA:OFXSGML\nENCODING:USASCII\nCHARSET:{}\n\n<OFX><STMTRS><CURDEF>EUR<NAME>{}"
    for charset, name, codec in [
        ("1252", "Café", "cp1252"),
        ("1251", "Привет", "cp1251"),
        ("8859-2", "Łódź", "iso-8859-2"),
        ("NONE", "naïve “x”", "cp1252"),
        ("1252", "Łódź", "utf-8"),
    ]:
        text = decode("x.ofx", head.format(charset, name).encode(codec))
        assert text.text.endswith(name)
    xml = '<?xml version="1.0" encoding="ISO-8859-15"?>\n<?OFX OFXHEADER="200"?><OFX><NAME>10 €'
    assert decode("x.ofx", xml.encode("iso-8859-15")).text.endswith("10 €")
