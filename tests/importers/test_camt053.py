"""CAMT.053: what an entry moved, whose it is, what was taken back, and what the balances say."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture
from tests.samples import sample
from tracker.domain import Payout, Rule
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats import FORMATS
from tracker.importers.formats.camt053 import Camt053
from tracker.importers.reading import decode
from tracker.importers.registry import read_file
from tracker.importers.xml_text import tree

NONE = ReadOptions()
ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)
REAL = {
    "camt053.v2.minimal.genkgo": (88_500, 0, 1),
    "camt053.v2.multi.statement.genkgo": (88_500, -70_000, 2),
    "camt053.v2.five.decimals.genkgo": (88_500, 0, 1),
    "camt053.v2.with-party-ids.genkgo": (88_500, 0, 1),
    "camt053.v3.genkgo": (88_500, 0, 1),
    "camt053.v4.genkgo": (88_500, 0, 1),
    "camt053.v8.genkgo": (88_500, 0, 1),
    "camt053_duplicate_same_day.bsp": (0, -90_000, 2),
    "camt053_multicurrency.bsp": (12_505_000, -6_002_400, 3),
    "camt053_no_namespace.bsp": (2_500_000, 0, 1),
}
"""Of each real file: what came in and went out, in units whatever the currency, and how many entries there are."""
ENTRY = (
    '<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}<Sts>{status}</Sts>'
    "<BookgDt><Dt>{day}</Dt></BookgDt></Ntry>"
)


def read(text: str, options: ReadOptions = NONE) -> ParsedBatch:
    return Camt053().parse(Text("x.xml", text, "utf-8"), options)


def entry(
    amount: str = "5.00", way: str = "CRDT", more: str = "", status: str = "BOOK", day: str = "2026-03-02"
) -> str:
    return ENTRY.format(amount=amount, way=way, more=more, status=status, day=day)


def statement(*entries: str, opening: str = "", closing: str = "", account: str = "DE1") -> str:
    balance = (
        '<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        "<Dt><Dt>{}</Dt></Dt></Bal>"
    )
    bars = balance.format("OPBD", opening, "2026-03-01") + balance.format("CLBD", closing, "2026-03-31")
    head = f"<Acct><Id><IBAN>{account}</IBAN></Id></Acct>"
    return f"<Stmt>{head}{bars if opening else ''}{''.join(entries)}</Stmt>"


def document(*statements: str) -> str:
    return f"<Document>\n<BkToCstmrStmt>\n{chr(10).join(statements)}\n</BkToCstmrStmt>\n</Document>"


def one(**said: str) -> ParsedBatch:
    return read(document(statement(entry(**said))))


def balances(batch: ParsedBatch) -> list[str]:
    return [str(n) for n in batch.notes if "balance" in str(n)]


def test_scenario() -> None:
    batch = Camt053().parse(fixture("camt053/april.xml"), ReadOptions(home_zone="Europe/Berlin"))
    assert [(r.line, r.record.kind, r.record.amount, r.facts.payer) for r in batch.rows] == [
        (10, "payout", 12_505_000, "Northwind Labs GmbH"),
        (24, "payout", 800_000, "Blue Harbor"),
        (31, "payout", 800_000, "Blue Harbor"),
        (38, "payout", 950_000, "Larkspur Inc"),
        (49, "payout", 100_000, "Outlier"),
        (50, "payout", 200_000, "Mercor"),
        (61, "clawback", 12_505_000, "Northwind Labs GmbH"),
        (89, "payout", 550_000, "Ada Mensah"),
        (103, "payout", 770_000, "Northwind Labs GmbH"),
        (137, "payout", 4_000_000, "Northwind Labs GmbH"),
    ]
    assert {i.line: (i.reason, i.amount) for i in batch.ignored} == {
        17: ("outgoing", -5_002_500), 68: ("no_pay", 120_000), 75: ("no_pay", 3_100), 82: ("no_pay", 2_000_000),
        96: ("not_completed", 100_000), 130: ("outgoing", -2_000_000),
    }  # fmt: skip
    assert [(p.line, p.code) for p in batch.problems] == [
        (53, "several_payers"), (110, "bad_number"), (117, "bad_date"),
    ]  # fmt: skip
    assert [r.line for r in batch.rows if r.doubtful] == [89]
    assert batch.rows[3].record.note == "Invoice 9 (105.75 USD sent)"
    assert batch.rows[8].record.received_on == dt.date(2026, 4, 19)
    assert balances(batch) == []


def test_twice_adds_nothing_and_what_was_taken_back_goes_to_its_payer() -> None:
    ledger = Ledger()
    ledger.take(Camt053().parse(fixture("camt053/april.xml"), NONE), rules=ANYBODY)
    signs = {"payout": 1, "clawback": -1}
    kept = sum(signs[r.kind] * r.amount for r, _, _ in ledger.rows.values() if isinstance(r, Payout))
    assert kept == 800_000 * 2 + 950_000 + 300_000 + 770_000 + 4_000_000
    assert {r.platform for r, _, _ in ledger.rows.values()} == {"Northwind"}
    again = ledger.plan(Camt053().parse(fixture("camt053/april.xml"), NONE), rules=ANYBODY)
    assert again.empty


def test_the_registry_reads_it_with_a_byte_order_mark_and_in_latin_1() -> None:
    data = (DATA / "camt053" / "april.xml").read_bytes()
    rows = read_file("x.xml", data, NONE).rows
    assert read_file("x.xml", b"\xef\xbb\xbf" + data, NONE).rows == rows
    latin = data.decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1")
    assert read_file("x.xml", latin, NONE).rows == rows
    prefixed = data.decode().replace('xmlns="', 'xmlns:b="')
    for tag in ("Document", "BkToCstmrStmt", "Ntry", "Amt"):
        prefixed = prefixed.replace(f"<{tag}", f"<b:{tag}").replace(f"</{tag}", f"</b:{tag}")
    assert [r.record for r in read_file("x.xml", prefixed.encode(), NONE).rows] == [r.record for r in rows]


@pytest.mark.parametrize(("name", "found"), REAL.items())
def test_real_files(name: str, found: tuple[int, int, int]) -> None:
    path = sample(f"camt053/{name}.xml")
    text = decode(path.name, path.read_bytes())
    assert [f.name for f in FORMATS if f.recognise(text).certainty >= 0.5] == ["camt053"]
    batch = Camt053().parse(text, NONE)
    assert batch.problems == ()
    came, went = sum(r.record.amount for r in batch.rows), sum(i.amount for i in batch.ignored)
    assert (came, went, len(batch.rows) + len(batch.ignored)) == found
    assert bool(balances(batch)) == ("five" in name)


def test_real_files_that_are_broken() -> None:
    path = sample("camt053/camt053.v2.wrong.genkgo.xml")
    with pytest.raises(UnreadableFile, match="without a statement"):
        read_file(path.name, path.read_bytes(), NONE)
    path = sample("camt053/camt053_garbled_amount.bsp.xml")
    batch = read_file(path.name, path.read_bytes(), NONE)
    assert [(p.line, p.code, p.value) for p in batch.problems] == [(16, "bad_number", "12..34")]


def test_reversals_have_the_direction_that_they_say() -> None:
    credit, back = entry("50.00"), entry("50.00", "DBIT", "<RvslInd>true</RvslInd>")
    batch = read(document(statement(credit, back, opening="10.00", closing="10.00")))
    assert [(r.record.kind, r.record.amount) for r in batch.rows] == [("payout", 500_000), ("clawback", 500_000)]
    assert batch.notes == ()
    debit = read(document(statement(entry("50.00", "CRDT", "<RvslInd>true</RvslInd>"))))
    assert [(i.reason, i.amount) for i in debit.ignored] == [("no_pay", 500_000)]


def test_balances_tell_where_a_bank_means_a_reversal_the_other_way_round() -> None:
    credit, back = entry("50.00"), entry("50.00", "CRDT", "<RvslInd>true</RvslInd>")
    batch = read(document(statement(credit, back, opening="10.00", closing="10.00")))
    assert [r.record.kind for r in batch.rows] == ["payout", "clawback"]
    assert any("balances agree only so (1" in str(n) for n in batch.notes)


def test_a_reversal_without_its_payment_or_with_two_that_fit_is_told_with_its_sum() -> None:
    back = entry("50.00", "DBIT", "<RvslInd>true</RvslInd>")
    for others in ((), (entry("50.00"), entry("50.00")), (entry("50.00", day="2026-03-05"),)):
        batch = read(document(statement(*others, back)))
        assert [(i.reason, i.amount) for i in batch.ignored] == [("no_payment", -500_000)]
        assert any("50.00 EUR" in str(n) for n in batch.notes)


def test_balances_that_do_not_follow_and_statements_that_are_missing_are_told() -> None:
    changed = document(statement(entry("5.00"), opening="10.00", closing="16.00"))
    assert balances(read(changed)) == [
        "The balances of 1 statements do not follow from their rows (first in line 3): rows may be missing, or sums "
        "changed. Compare with the account."
    ]
    first = statement(entry("5.00"), opening="10.00", closing="15.00")
    later = statement(entry("5.00", day="2026-04-02"), opening="20.00", closing="25.00")
    later = later.replace("2026-03-01", "2026-04-01").replace("2026-03-31", "2026-04-30")
    assert any("Statements are missing" in n for n in balances(read(document(first, later))))
    assert balances(read(document(first, later.replace("20.00", "15.00").replace("25.00", "20.00")))) == []


def test_a_statement_that_is_in_the_file_twice_counts_once() -> None:
    same = statement(entry("5.00"))
    batch = read(document(same, same))
    assert [r.record.amount for r in batch.rows] == [50_000]
    assert [i.reason for i in batch.ignored] == ["repeated"]


@pytest.mark.parametrize(
    "said",
    [
        {"amount": "=1+1"}, {"amount": "9" * 40}, {"amount": "-5.00"}, {"amount": "1,5"}, {"amount": ""},
        {"amount": "N/A"}, {"amount": "0.00001"}, {"day": "2026-13-01"}, {"day": "02.03.2026"}, {"day": ""},
        {"day": "💸"}, {"status": "MAYBE"}, {"way": "C"}, {"way": ""},
    ],
)  # fmt: skip
def test_hostile_values_reject_their_row(said: dict[str, str]) -> None:
    batch = one(**said)
    assert (batch.rows, batch.ignored, [p.line for p in batch.problems]) == ((), (), [3])


def test_a_sum_without_a_currency_is_asked_about() -> None:
    text = document(statement(entry())).replace(' Ccy="EUR"', "")
    with pytest.raises(NeedsAnswer) as asked:
        read(text)
    assert asked.value.asks == "currency"
    assert read(text, ReadOptions(currency="CHF")).rows[0].record.currency == "CHF"


def test_documents_that_are_unsafe_or_cut_off_are_refused() -> None:
    good = document(statement(entry()))
    bomb = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>\n'
    for bad in (bomb + good, good[:-20], good.replace("BOOK", "&nbsp;"), "<a>" * 100 + good, good + "<b/>"):
        with pytest.raises(UnreadableFile) as caught:
            tree("x.xml", bad, {})
        assert caught.value.code == "bad_xml"
    assert tree("x.xml", "\n\n" + good, {"": ("BkToCstmrStmt",)}).all("BkToCstmrStmt")[0].line == 4


def test_other_messages_of_the_bank_are_named() -> None:
    text = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.08"><BkToCstmrAcctRpt/></Document>'
    with pytest.raises(UnreadableFile, match=r"not the statement of what was booked") as caught:
        read_file("x.xml", text, NONE)
    assert caught.value.code == "unknown_format"
