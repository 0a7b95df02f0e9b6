"""Money accounts that share one reader: Payoneer, Revolut, Stripe, Venmo, M-Pesa, GCash."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter

import pytest

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, run
from tests.samples import sample
from tracker.domain import Payout, Rule, Transfer
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.formats import FORMATS
from tracker.importers.outcomes import Conflict
from tracker.importers.reading import decode, table
from tracker.importers.registry import named, read_file, recognise

ANYBODY = (Rule(field="payer", pattern="*", platform="Northwind"),)
NONE = ReadOptions()
FILES = {
    "payoneer": "payoneer", "revolut": "revolut", "revolut_old": "revolut", "revolut_es": "revolut",
    "revolut_business": "revolut", "stripe": "stripe",
    "stripe_all": "stripe", "stripe_payments": "stripe_payments", "stripe_payouts": "stripe_payouts",
    "venmo": "venmo", "mpesa": "mpesa", "gcash": "gcash",
}  # fmt: skip


def read(name: str, options: ReadOptions = NONE) -> ParsedBatch:
    return named(FILES[name]).parse(fixture(f"accounts/{name}.csv"), options)


def changed(name: str, *pairs: tuple[str, str]) -> ParsedBatch:
    """The scenario file with some of its text replaced."""
    text = fixture(f"accounts/{name}.csv").text
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return named(FILES[name]).parse(Text("x.csv", text, "utf-8"), NONE)


def money(batch: ParsedBatch) -> list[tuple[int, str, int, int | None, str]]:
    """(line, kind, units, fee, payer or where to) of each row."""
    return [
        (row.line, r.kind, r.amount, r.fee, row.facts.payer)
        if isinstance(r := row.record, Payout)
        else (row.line, "transfer", r.amount_out, r.fee, r.to_account)
        for row in batch.rows
    ]


def left(batch: ParsedBatch) -> dict[int, str]:
    return {i.line: i.reason for i in batch.ignored}


def payouts(ledger: Ledger) -> list[tuple[str, int, int | None]]:
    return [(r.kind, r.amount, r.fee) for r, _, _ in ledger.rows.values() if isinstance(r, Payout)]


@pytest.mark.parametrize("name", FILES)
def test_scenario(name: str) -> None:
    data = (DATA / "accounts" / f"{name}.csv").read_bytes()
    starts_with_header = name not in ("venmo", "mpesa", "gcash")
    run(named(FILES[name]), data, "x.csv", options=NONE, rules=ANYBODY, table=starts_with_header)


@pytest.mark.parametrize("name", FILES)
def test_only_one_format_takes_it(name: str) -> None:
    text = fixture(f"accounts/{name}.csv")
    assert [f.name for f in FORMATS if f.recognise(text).certainty >= 0.5] == [FILES[name]]


def with_cell(rows: list[list[str]], at: int, cell: str, delimiter: str) -> Text:
    """The table with one cell of its last row with an id replaced."""
    odd = [list(row) for row in rows]
    last = max(n for n, row in enumerate(rows) if sum(map(bool, row)) > 4)
    odd[last][at] = cell
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(odd)
    return Text("x.csv", out.getvalue(), "utf-8")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("cell", ["=1+1", "9" * 40, "13/15/2024", "\x00", "💸", "N/A", "-", ""])
def test_with_an_odd_cell_each_row_is_in_one_place(name: str, cell: str) -> None:
    delimiter = ";" if name == "revolut_old" else ","
    rows = list(csv.reader(io.StringIO(fixture(f"accounts/{name}.csv").text), delimiter=delimiter))
    for at in range(max(map(len, rows))):
        text = with_cell(rows, at, cell, delimiter)
        batch = named(FILES[name]).parse(text, ReadOptions(dates="ymd", decimal="."))
        told = [{r.line for r in batch.rows}, {i.line for i in batch.ignored}, {p.line for p in batch.problems}]
        assert sum(map(len, told)) == len(set.union(*told))
        assert len(set.union(*told)) == sum(1 for _ in table(text))


# --- Payoneer ------------------------------------------------------------------------------------------


def test_payoneer() -> None:
    batch = read("payoneer")
    assert money(batch) == [
        (2, "payout", 50_000, None, "Card charge (CORNER SHOP)"),
        (3, "clawback", 400_000, None, "me"),
        (7, "transfer", 2_000_000, None, "Payoneer EUR"),
        (8, "transfer", 5_000_000, None, "Bank"),
        (11, "payout", 19_000_000, 100_000, "Northwind Labs"),
    ]
    assert left(batch) == {4: "not_completed", 5: "outgoing", 6: "conversion", 9: "outgoing", 10: "fee"}
    sent = batch.rows[3].record
    assert isinstance(sent, Transfer)
    assert (sent.amount_in, sent.currency_in) == (4_615_000, "EUR")
    assert batch.rows[0].doubtful


def test_payoneers_zone_gives_the_day() -> None:
    batch = read("payoneer", ReadOptions(home_zone="Asia/Manila"))
    assert batch.rows[-1].record.received_on == dt.date(2026, 2, 14)


def test_payoneers_order_of_dates_is_asked() -> None:
    path = sample("payoneer/payoneer_transactions.csv2ofx.csv")
    text = decode(path.name, path.read_bytes())
    with pytest.raises(NeedsAnswer) as asked:
        named("payoneer").parse(text, NONE)
    assert asked.value.asks == "dates"
    batch = named("payoneer").parse(text, ReadOptions(dates="mdy"))
    assert money(batch) == [(3, "payout", 1_200_000, None, "payer")]
    assert batch.rows[0].record.received_on == dt.date(2021, 5, 3)
    assert left(batch) == {2: "outgoing"}
    assert not [n for n in batch.notes if "balance" in str(n)]


def test_the_older_list_has_twelve_columns() -> None:
    text = Text(
        "x.csv",
        "Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,"
        "Status,Running Balance,Additional Description,Store Name\n"
        '02/13/2026,10:00:00,UTC,1,Payment from Northwind Labs,"1,900.00",,USD,Completed,"1,900.00",,\n',
        "utf-8",
    )
    assert recognise(text, NONE)[0].name == "payoneer"
    assert money(named("payoneer").parse(text, NONE)) == [(2, "payout", 19_000_000, None, "Northwind Labs")]


def test_a_fee_and_a_refund_in_the_next_file_find_their_payment() -> None:
    lines = fixture("accounts/payoneer.csv").text.splitlines()
    first, second = [lines[0], lines[10]], [lines[0], lines[2], lines[9]]
    ledger = Ledger()
    for part in (first, second):
        text = Text("x.csv", "\n".join(part) + "\n", "utf-8")
        ledger.take(named("payoneer").parse(text, ReadOptions(dates="mdy")), rules=ANYBODY)
    assert sorted(payouts(ledger)) == [("clawback", 400_000, None), ("payout", 19_000_000, 100_000)]
    again = ledger.plan(read("payoneer"), rules=ANYBODY)
    assert not [r for _, rows in again.inserts() for r in rows if isinstance(r.record, Payout)]


def test_a_conversion_of_one_row_tells_its_other_side() -> None:
    batch = changed("payoneer", ("02/24/2026,08:30:00,UTC,9006,USD to EUR,184.00,,EUR,,,Completed,184.00,,,,,\n", ""))
    (moved,) = [r.record for r in batch.rows if r.line == 6]
    assert isinstance(moved, Transfer)
    assert (moved.amount_out, moved.amount_in, moved.currency_in) == (2_000_000, 1_840_000, "EUR")


# --- the running balance -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["payoneer", "revolut", "revolut_old", "revolut_es", "revolut_business", "mpesa", "gcash"]
)
def test_a_balance_that_follows_is_no_matter(name: str) -> None:
    assert not [n for n in read(name).notes if "balance" in str(n)]


def test_a_balance_that_does_not_follow_is_told_with_its_line() -> None:
    batch = changed("revolut", (",50.00,0.00,EUR,COMPLETED,1247.50", ",60.00,0.00,EUR,COMPLETED,1247.50"))
    assert [str(n) for n in batch.notes if "balance" in str(n)] == [
        "The running balance does not follow from the rows (1 in all, first in line 4): rows may be missing, or sums "
        "changed. Compare with the account."
    ]


# --- Revolut -------------------------------------------------------------------------------------------


def test_the_statement_in_another_language_is_asked_about() -> None:
    """Kind and description are part of what makes a row itself, and the file no longer has the rows of the other."""
    english = (
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
        "TRANSFER,Current,2026-04-13 10:00:00,2026-04-13 10:00:05,Transfer from ACME LTD,200.00,0.00,GBP,"
        "COMPLETED,250.00\n"
    )
    german = (
        "Art,Produkt,Datum des Beginns,Datum des Abschlusses,Beschreibung,Betrag,Gebühr,Währung,State,Kontostand\n"
        "Überweisung,Aktuell,2026-04-13 10:00:00,2026-04-13 10:00:05,Überweisung von ACME LTD,200.00,0.00,GBP,"
        "ABGESCHLOSSEN,250.00\n"
    )
    ledger, rules = Ledger(), (Rule(field="payer", pattern="*ACME*", platform="Acme"),)
    ledger.take(named("revolut").parse(Text("a.csv", english, "utf-8"), NONE), rules=rules)
    plan = ledger.plan(named("revolut").parse(Text("b.csv", german, "utf-8"), NONE), rules=rules)
    assert [o.kind for o in plan.outcomes() if isinstance(o, Conflict)] == ["moved"]


def test_revolut_business_with_days_alone() -> None:
    """Its days stand as they are, whatever the zone at home."""
    body = (
        "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Amount,Fee,Payment currency,Balance,"
        "Account\n"
        "2026-04-13,2026-04-13,r1,TOPUP,COMPLETED,Money added from ACME LTD,1200.00,0.00,EUR,1200.00,Main\n"
    )
    batch = named("revolut").parse(Text("a.csv", body, "utf-8"), ReadOptions(home_zone="America/Los_Angeles"))
    assert [(r.record.received_on.isoformat(), r.record.amount, r.facts.payer) for r in batch.rows] == [
        ("2026-04-13", 12_000_000, "ACME LTD")
    ]


def test_revolut() -> None:
    batch = read("revolut")
    assert money(batch) == [
        (2, "payout", 10_000_000, 25_000, "Northwind Labs"),
        (3, "payout", 2_000_000, None, "Ada Mensah"),
        (5, "transfer", 1_000_000, 2_500, "Revolut USD"),
        (12, "payout", 30_000, None, "Corner Shop"),
    ]
    assert left(batch) == {
        4: "no_pay", 6: "conversion", 7: "memo", 8: "not_completed", 9: "no_pay", 10: "fee", 11: "not_completed",
        13: "outgoing",
    }  # fmt: skip
    assert [r.doubtful for r in batch.rows] == [False, True, False, True]
    assert any("200.00 EUR" in str(n) and "payer=NAME" in str(n) for n in batch.notes)


def test_a_top_up_and_a_shop_are_stored_only_by_a_rule_that_names_them() -> None:
    ledger = Ledger()
    ledger.take(read("revolut"), rules=ANYBODY)
    assert payouts(ledger) == [("payout", 10_000_000, 25_000)]
    ledger.take(read("revolut"), rules=(Rule(field="payer", pattern="Ada Mensah", platform="Northwind"),))
    assert ("payout", 2_000_000, None) in payouts(ledger)


def test_a_transfer_that_was_reverted_later_is_updated_to_nothing() -> None:
    ledger = Ledger()
    ledger.take(changed("revolut", ("REVERTED", "COMPLETED")), rules=ANYBODY)
    assert ("payout", 700_000, None) in payouts(ledger)
    assert ledger.take(read("revolut"), rules=ANYBODY).files[0].summary().updated == 1
    assert ("payout", 0, None) in payouts(ledger)


def test_revoluts_real_file() -> None:
    path = sample("revolut/revolut_2025.smoothment.csv")
    batch = named("revolut").parse(decode(path.name, path.read_bytes()), NONE)
    assert (len(batch.rows), sum(r.record.amount for r in batch.rows)) == (4, 28_550_000)
    assert Counter(left(batch).values()) == {"outgoing": 28}
    assert (batch.problems, batch.notes) == ((), ())


def test_revoluts_old_layout() -> None:
    batch = read("revolut_old")
    assert money(batch) == [
        (2, "payout", 50_000, None, "Corner Shop"),
        (6, "payout", 12_000_000, None, "Northwind Labs"),
    ]
    assert batch.rows[1].record.received_on == dt.date(2020, 8, 2)
    assert left(batch) == {3: "outgoing", 4: "conversion", 5: "no_pay"}
    assert any("100.00 EUR" in str(n) for n in batch.notes)


def test_revolut_in_spanish() -> None:
    batch = read("revolut_es")
    assert money(batch) == [
        (2, "payout", 6_000_000, None, "NORTHWIND LABS"),
        (5, "payout", 1_000_000, None, "BLUE HARBOR"),
    ]
    assert [r.doubtful for r in batch.rows] == [True, False]
    assert left(batch) == {3: "no_pay", 4: "outgoing", 6: "not_completed", 7: "memo"}


def test_revolut_in_french_by_its_columns_and_states() -> None:
    text = Text(
        "x.csv",
        "Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde\n"
        "Paiement par carte,Valeur actuelle,2026-03-02 13:10:00,2026-03-03 08:00:00,Tesco,-5.30,0,EUR,TERMINÉ,54.70\n"
        "Autre,Valeur actuelle,2026-03-04 13:10:00,2026-03-04 13:10:00,Blue,5.00,0.00,EUR,TERMINÉ,59.70\n"
        "Paiement par carte,Valeur actuelle,2026-03-05 13:10:00,,Tesco,-1.00,0.00,EUR,EN ATTENTE,59.70\n",
        "utf-8",
    )
    assert recognise(text, NONE)[0].name == "revolut"
    batch = named("revolut").parse(text, NONE)
    assert left(batch) == {2: "outgoing", 4: "not_completed"}
    assert [(r.record.amount, r.doubtful) for r in batch.rows] == [(50_000, True)]


def test_revolut_business() -> None:
    batch = read("revolut_business", ReadOptions(home_zone="Europe/Berlin"))
    assert money(batch) == [(2, "payout", 1_390_000, None, "NORTHWIND LABS")]
    assert batch.rows[0].record.received_on == dt.date(2026, 9, 2)
    assert (batch.rows[0].source_id, batch.rows[0].doubtful) == ("tx_1", True)
    assert left(batch) == {3: "outgoing", 4: "fee", 5: "not_completed", 6: "outgoing"}


# --- Stripe --------------------------------------------------------------------------------------------


def test_stripes_balance() -> None:
    batch = read("stripe")
    assert [m[:4] for m in money(batch)] == [
        (2, "payout", 6_000_000, 87_000),
        (3, "payout", 4_000_000, 58_000),
        (4, "clawback", 200_000, 3_000),
        (5, "transfer", 9_000_000, None),
        (7, "clawback", 4_150_000, None),
        (8, "payout", 4_150_000, None),
    ]
    assert left(batch) == {6: "fee", 9: "memo"}
    kept = sum((-1 if r.record.kind == "clawback" else 1) * (r.record.amount - (r.record.fee or 0))
               for r in batch.rows if isinstance(r.record, Payout))  # fmt: skip
    assert kept == 5_913_000 + 3_942_000 - 197_000


def test_utc_is_brought_home() -> None:
    batch = read("stripe", ReadOptions(home_zone="Europe/Berlin"))
    assert batch.rows[1].record.received_on == dt.date(2026, 9, 15)


def test_a_refund_of_one_of_two_equal_descriptions_is_not_guessed() -> None:
    batch = changed("stripe", ("Labels of week 37", "Labels of week 36"))
    assert left(batch)[4] == "no_payment"
    assert any("20.00 EUR" in str(n) for n in batch.notes)


def test_an_unknown_category_is_a_problem() -> None:
    batch = changed("stripe", ("-2.00,fee,", "-2.00,lottery,"))
    assert [(p.line, p.code) for p in batch.problems] == [(6, "unknown_value")]


def test_payouts_of_both_lists_are_one() -> None:
    ledger = Ledger()
    ledger.take(read("stripe"), rules=ANYBODY)
    assert list(ledger.plan(read("stripe_payouts"), rules=ANYBODY).inserts()) == []


def test_a_payment_of_both_lists_is_asked_about() -> None:
    ledger = Ledger()
    ledger.take(read("stripe_payments"), rules=ANYBODY)
    line = "txn_1,2026-02-04 13:12:11,2026-02-06 00:00:00,eur,25.00,1.03,23.97,charge,Invoice 2\n"
    head = "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description\n"
    made = ledger.plan(named("stripe").parse(Text("x.csv", head + line, "utf-8"), NONE), rules=ANYBODY)
    assert [getattr(o, "kind", "") for o in made.outcomes()] == ["same_payment"]
    assert list(made.inserts()) == []


def test_stripes_payments() -> None:
    batch = read("stripe_payments", ReadOptions(home_zone="Europe/Berlin"))
    assert [m[:4] for m in money(batch)] == [
        (2, "payout", 270_000, 10_300),
        (3, "payout", 250_000, 10_300),
        (3, "clawback", 50_000, None),
        (4, "payout", 250_000, 10_300),
        (4, "clawback", 250_000, None),
    ]
    assert batch.rows[0].record.received_on == dt.date(2026, 2, 4)
    assert left(batch) == {5: "not_completed", 6: "memo"}


def test_the_day_of_a_refund_is_taken_from_the_list_if_it_is_there() -> None:
    text = Text(
        "x.csv",
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Description,Fee,Refunded date (UTC),"
        "Statement Descriptor,Status,Seller Message\n"
        "ch_1,2026-02-04 13:12:00,25.00,5.00,eur,true,Invoice 2,1.03,2026-02-20 10:00:00,,Paid,Payment complete.\n",
        "utf-8",
    )
    assert recognise(text, NONE)[0].name == "stripe_payments"
    batch = named("stripe_payments").parse(text, NONE)
    assert [(r.record.kind, r.record.received_on.day) for r in batch.rows] == [("payout", 4), ("clawback", 20)]
    assert batch.notes == ()


def test_stripes_real_lists_of_payments() -> None:
    for name, rows, units in (("default", 5, 1_125_000), ("all", 1, 100_000)):
        path = sample(f"stripe/stripe_payments_{name}.csv2ofx.csv")
        text = decode(path.name, path.read_bytes())
        assert recognise(text, NONE)[0].name == "stripe_payments"
        batch = named("stripe_payments").parse(text, NONE)
        assert (len(batch.rows), sum(r.record.amount for r in batch.rows)) == (rows, units)
        assert batch.problems == ()


# --- Venmo ---------------------------------------------------------------------------------------------


def test_venmo() -> None:
    batch = read("venmo")
    assert money(batch) == [
        (5, "payout", 1_200_000, 23_800, "Northwind Labs"),
        (6, "payout", 800_000, None, "Blue Harbor"),
        (8, "transfer", 2_000_000, None, "Bank"),
    ]
    assert left(batch) == {4: "balance", 7: "outgoing", 9: "not_completed", 10: "balance"}
    assert batch.notes == ()


def test_the_balances_say_whether_a_fee_is_taken_off() -> None:
    batch = changed("venmo", ("$97.62,", "$100.00,"))
    assert money(batch)[0][2:4] == (1_223_800, 23_800)
    odd = changed("venmo", ("$97.62,", "$55.00,"))
    assert [(p.line, p.code) for p in odd.problems] == [(5, "fee_unclear")]
    assert any("balances before and after" in str(n) for n in odd.notes)


# --- M-Pesa and GCash ----------------------------------------------------------------------------------


def test_mpesa() -> None:
    batch = read("mpesa")
    assert money(batch) == [(9, "payout", 520_000_000, None, "ACME LTD")]
    assert batch.rows[0].record.currency == "KES"
    assert left(batch) == {4: "outgoing", 5: "no_pay", 6: "fee", 7: "outgoing", 8: "not_completed"}


def test_a_reversal_of_mpesa_takes_back_the_receipt_that_it_names() -> None:
    body = (
        "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n"
        'SA1,2026-04-13 10:00:00,Business Payment from 123456 - ACME LTD,Completed,"15,000.00",,"15,000.00"\n'
        'SA3,2026-04-14 10:00:00,Reversal of SA1 Business Payment,Completed,,"-15,000.00",0.00\n'
    )
    batch = read_file("x.csv", body.encode(), ReadOptions(currency="KES"))
    assert [(r.record.kind, r.record.amount, r.returns) for r in batch.rows] == [
        ("payout", 150_000_000, ""), ("clawback", 150_000_000, "SA1"),
    ]  # fmt: skip


def test_mpesa_without_a_country_is_not_taken_for_kenyas() -> None:
    text = fixture("accounts/mpesa.csv").text.replace("254", "***")
    with pytest.raises(NeedsAnswer) as caught:
        read_file("x.csv", text.encode(), NONE)
    assert caught.value.asks == "currency"
    lesotho = read_file("x.csv", text.encode(), ReadOptions(currency="LSL"))
    assert {r.record.currency for r in lesotho.rows} == {"LSL"}
    tanzania = read_file("x.csv", text.replace("***7", "2557", 1).encode(), NONE)
    assert {r.record.currency for r in tanzania.rows} == {"TZS"}


def test_gcash() -> None:
    batch = read("gcash")
    assert money(batch) == [
        (7, "payout", 5_000_000, None, "NORTHWIND LABS"),
        (8, "payout", 10_000_000, None, "BPI"),
    ]
    assert [r.doubtful for r in batch.rows] == [False, True]
    assert left(batch) == {5: "outgoing", 6: "fee", 9: "empty", 10: "total"}


def test_the_same_columns_of_somebody_else_are_not_gcash() -> None:
    text = fixture("accounts/gcash.csv").text.replace("GCash", "Bank")
    with pytest.raises(UnreadableFile):
        read_file("x.csv", text.encode(), NONE)
