"""Statements of banks from many countries through the wizard: right sums, few questions, nothing wrong in silence.

What came in and went out was counted from the files by another program than this one.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.samples import sample
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.doubts import Question, answer_all
from tracker.importers.guess import again, draft
from tracker.importers.mapped import MappedImporter
from tracker.importers.reading import decode

FILES = (
    # name, came in, went out, questions at most, answers
    ("at_bank_noheader.csv", "203.90", "353.47", 2, {"date": "column 3"}),
    ("at_raiffeisen_noheader.csv", "1878.20", "6458.90", 2, {"date": "column 1"}),
    ("be_kbc.csv", "0.00", "3.40", 1, {}),
    ("br_banco_do_brasil_cp1252.csv", "1300.00", "495.00", 2, {"currency": "BRL"}),
    ("ch_ubs_fr.csv", "240.00", "210.00", 1, {}),
    ("cn_alipay_gbk_preamble.csv", "222228.50", "211.64", 3, {"currency": "CNY"}),
    ("cn_wechat_preamble.csv", "28.49", "2904.53", 2, {}),
    ("csv_european_decimals.bsp.csv", "3500.00", "1239.06", 1, {}),
    ("csv_french_headers.bsp.csv", "3500.00", "1239.06", 1, {}),
    ("csv_garbled_amount.bsp.csv", "100.00", "0.00", 2, {"decimal": "."}),
    ("csv_spanish_headers.bsp.csv", "3500.00", "1239.06", 1, {}),
    ("cz_raiffeisen_cp1250.csv", "0.00", "1.00", 1, {}),
    ("de_commerzbank.masked.csv", "0.00", "17.22", 2, {"dates": "dmy"}),
    ("de_gls_cp1252.csv", "0.00", "98.76", 1, {}),
    ("de_lbb_creditcard_cp1252.masked.csv", "0.00", "5.00", 2, {"dates": "dmy"}),
    ("de_n26_2017.csv", "0.00", "59.99", 1, {}),
    ("de_outbank.csv", "100.00", "135.89", 2, {}),  # what came in is called a refund: asked
    ("dk_nordea_noheader.csv", "497.90", "5229.90", 4,
     {"amount": "column 4", "currency": "DKK", "date": "column 1"}),
    ("es_ing.csv", "1901.00", "1550.79", 3, {"currency": "EUR"}),
    ("fr_bank_noheader.csv", "0.00", "337.44", 2, {"currency": "EUR"}),
    ("generic_default.csv", "465000.00", "0.00", 3, {"hundredths": "whole", "currency": "TZS"}),
    ("hu_erste.csv", "1290.00", "350.00", 3, {"hundredths": "whole", "date": "Tranzakció dátuma"}),
    ("ie_boi.csv", "3841.22", "4260.83", 2, {"currency": "EUR"}),
    ("mint_export.csv", "2000.00", "5000.00", 2, {"currency": "USD"}),
    ("n26_2020.csv", "328.00", "328.00", 1, {}),
    ("ru_tbank_cp1251.csv", "121561.51", "130025.43", 2, {"amount": "Сумма платежа"}),
    ("sg_ocbc_preamble.csv", "0.00", "173.28", 1, {}),
    ("uk_card_noheader_10Feb18.csv", "20.59", "0.00", 3, {"amount": "column 7", "currency": "GBP"}),
    ("uk_lloyds_2017.full-fledged-hledger.csv", "4499.50", "540.67", 3, {"currency": "GBP"}),
    ("uk_marks_pending_bom.csv", "1100.00", "1499.99", 3,
     {"currency": "GBP", "column": "Date Processed"}),
    ("uk_monzo_2018.csv", "0.00", "0.10", 2, {"hundredths": "cents"}),
    ("uk_nationwide_noheader.csv", "500.00", "139.77", 3, {"amount": "column 5", "currency": "GBP"}),
    ("us_multi_line_field.csv", "0.00", "21.59", 4, {"amount": "column 9 alone", "currency": "USD"}),
    ("us_two_money_columns_noheader.csv", "416.04", "964.55", 3, {"amount": "column 5", "currency": "USD"}),
)  # fmt: skip
WAYS = {"收入": "in", "支出": "out", "credit": "in", "debit": "out", "CR": "in", "": "out"}


def said(question: Question, answers: Mapping[str, str]) -> str | dict[str, str]:
    """What somebody who knows the statement answers."""
    if question.role == "direction":
        return {w.word: WAYS.get(w.word, "neither") for w in question.words}
    if question.role:
        return {w.word: "paid" for w in question.words}
    if question.about == "kind":
        return question.choices[0].value  # "account" where money went out, else "payout"
    return {"below_zero": "outgoing", **answers}[question.about]


def through(text: Text, answers: Mapping[str, str]) -> tuple[ParsedBatch, set[str]]:
    """The rows of a table after all questions, and what was asked."""
    found, asked = draft(text), set[str]()
    while found.needed:
        asked |= {q.about for q in found.needed}
        mapping, _ = answer_all(found.mapping, found.needed, {q.key: said(q, answers) for q in found.needed})
        found = again(text, mapping)
    return MappedImporter(found.mapping).parse(text, ReadOptions()), asked


def units(sum_: str) -> int:
    return round(float(sum_) * 10_000)


@pytest.mark.parametrize(("name", "came", "went", "most", "answers"), FILES, ids=[f[0] for f in FILES])
def test_a_statement_comes_out_right(name: str, came: str, went: str, most: int, answers: Mapping[str, str]) -> None:
    path = sample(f"bank_csv/{name}")
    batch, asked = through(decode(name, path.read_bytes()), answers)
    assert sum(row.record.amount for row in batch.rows) == units(came)
    assert sum(abs(i.amount) for i in batch.ignored if i.reason == "outgoing") == units(went)
    assert len(asked) <= most
    assert {(p.line, p.code) for p in batch.problems} == ({(3, "bad_number")} if "garbled" in name else set())


# --- what names and numbers settle ---------------------------------------------------------------------


def asked_of(body: str) -> list[str]:
    return [q.key for q in draft(Text("x.csv", body, "utf-8")).needed]


def columns_of(body: str) -> dict[str, str]:
    return dict(draft(Text("x.csv", body, "utf-8")).mapping.columns)


def test_credit_and_debit_are_the_two_ways_of_one_sum() -> None:
    body = "Date,Details,Debit,Credit,Balance\n2026-01-02,a,5.00,,95.00\n2026-01-03,b,,20.00,115.00\n"
    assert (columns_of(body)["amount"], columns_of(body)["amount_out"]) == ("Credit", "Debit")
    assert asked_of(body) == ["kind", "currency"]
    both = body + "2026-01-04,c,1.00,2.00,116.00\n"
    assert "amount" in asked_of(both)


def test_a_balance_is_no_candidate_where_it_runs_on_or_the_sums_have_two_signs() -> None:
    runs = "Date,Amount,Balance\n2026-01-02,5.00,105.00\n2026-01-03,20.00,125.00\n2026-01-04,1.00,126.00\n"
    assert "amount" not in asked_of(runs)
    assert "amount" not in asked_of("Date,Amount,Balance\n2026-01-02,-5.00,95.00\n2026-01-03,7.00,50.00\n")
    owed = "Date,Amount,Balance\n2026-01-02,50.00,0.00\n2026-01-03,20.00,20.00\n2026-01-04,30.00,10.00\n"
    assert "amount" in asked_of(owed)


def test_the_sum_of_the_account_is_before_that_of_another_currency() -> None:
    body = (
        "Date,Originalbetrag,Originalwährung,Buchungsbetrag,Buchungswährung\n"
        "2026-01-02,-5.00,EUR,-5.00,EUR\n2026-01-03,-6.00,EUR,-6.00,EUR\n"
    )
    found = columns_of(body)
    assert (found["amount"], found["currency"]) == ("Buchungsbetrag", "Buchungswährung")
    abroad = body + "2026-01-04,-10.00,USD,-9.00,EUR\n"
    assert "currency:Buchungsbetrag" in asked_of(abroad)


def test_an_unsigned_sum_without_a_name_is_asked_about() -> None:
    assert "amount" in asked_of("13.02.2026;Northwind;120,50\n14.02.2026;Shop;3,99\n")


def test_words_of_a_way_are_asked_about_unless_the_signs_say_the_same() -> None:
    agree = "Date,Amount,Type,Currency\n2026-01-02,-5.00,debit,EUR\n2026-01-03,7.00,credit,EUR\n"
    assert asked_of(agree) == ["kind"]
    other = agree.replace("-5.00,debit", "-5.00,credit")
    assert "direction:Type" in asked_of(other)
    unknown = agree.replace("-5.00", "5.00") + "2026-01-04,9.00,other,EUR\n"
    assert "direction:Type" in asked_of(unknown)


def test_words_for_both_ways_beside_sums_without_signs_leave_no_doubt() -> None:
    body = "Date,Amount,Type,Currency\n2026-01-02,5.00,debit,EUR\n2026-01-03,7.00,credit,EUR\n"
    assert asked_of(body) == ["kind"]
    batch, _ = through(Text("x.csv", body, "utf-8"), {})
    assert [r.record.amount for r in batch.rows] == [70_000]
    assert "direction:Status" in asked_of(body.replace("Type", "Status"))
    letters = body.replace("debit", "D").replace("credit", "C").replace("Type", "Section")
    assert "direction:Section" in asked_of(letters)


def test_what_went_out_is_said_with_what_the_rows_are_or_asked_about() -> None:
    body = "Date,Payer,Amount,Currency\n2026-01-02,Shop,-5.00,EUR\n2026-01-03,Ann,7.00,EUR\n"
    found = draft(Text("x.csv", body, "utf-8"))
    (kind,) = found.needed
    assert [c.value for c in kind.choices][:2] == ["account", "payout"]
    list_of_pay, _ = answer_all(found.mapping, found.needed, {"kind": "payout"})
    assert [q.key for q in again(Text("x.csv", body, "utf-8"), list_of_pay).needed] == ["below_zero:Amount"]
    came = draft(Text("x.csv", body.replace("-", ""), "utf-8")).needed[0]
    assert came.choices[0].value == "payout"


def test_sent_of_what_is_done_says_no_way() -> None:
    body = (
        "Date,Payer,Amount,Status,Currency\n2026-01-02,Shop,-5.00,Sent,EUR\n2026-01-03,Ann,7.00,Sent,EUR\n"
        "2026-01-04,Ann,8.00,Failed,EUR\n"
    )
    keys = asked_of(body)
    assert ("direction:Status" in keys, "state:Status" in keys) == (False, True)
    state = next(q for q in draft(Text("x.csv", body, "utf-8")).needed if q.about == "state")
    assert {w.word: w.likely for w in state.words} == {"Sent": "", "Failed": "not income"}


def test_a_column_called_date_is_the_day_though_many_rows_have_none_yet() -> None:
    body = "Date,Payer,Amount,Currency\nPending,Ann,5.00,EUR\nPending,Ann,6.00,EUR\n2026-01-03,Ann,7.00,EUR\n"
    assert columns_of(body)["date"] == "Date"
    batch, _ = through(Text("x.csv", body, "utf-8"), {})
    assert ([r.record.amount for r in batch.rows], len(batch.problems) + len(batch.ignored)) == ([70_000], 2)


def test_an_amount_beside_a_fee_is_the_sum_and_only_the_fee_is_asked_about() -> None:
    body = "Date,Payer,Amount,Fee,Currency\n2026-01-02,Ann,50.00,1.00,EUR\n"
    assert asked_of(body) == ["kind", "fee_is:Fee"]


def test_whole_sums_of_a_program_may_be_cents_and_those_that_a_person_writes_are_not() -> None:
    body = "id,created,payer,amount,currency\nx7,2026-01-02 10:00:00 +0000,Ann,10,GBP\n"
    assert "hundredths:amount" in asked_of(body)
    assert "hundredths:amount" not in asked_of(body.replace("10,GBP", "10.00,GBP"))
    assert "hundredths:amount" not in asked_of("Date,Payer,Amount,Currency\n2026-01-02,Ann,10,GBP\n")


def test_times_that_a_row_of_totals_adds_up_are_lengths() -> None:
    body = "Date,Project,Time,Billable\n2026-01-02,A,1:30,1:30\n2026-01-03,A,0:45,0:00\nTotal,,2:15,1:30\n"
    assert columns_of(body)["duration"] == "Time"
    assert "duration" not in columns_of(body.replace("2:15", "2:16"))


def test_words_of_a_kind_are_asked_about_where_money_came_in_under_two_of_them() -> None:
    body = "Date,Amount,Type,Currency\n2026-01-02,-5.00,Karte,EUR\n2026-01-03,7.00,Eingang A,EUR\n"
    assert "state:Type" not in asked_of(body)
    assert "state:Type" in asked_of(body + "2026-01-04,9.00,Eingang B,EUR\n")
    assert "state:Type" in asked_of(body.replace("Eingang A", "Interest"))


def test_a_pair_that_only_lacks_names_may_be_taken_apart() -> None:
    body = "2026-01-02,a,5.00,,x\n2026-01-03,b,,20.00,y\n2026-01-04,c,1.00,,z\n"
    (question,) = [q for q in draft(Text("x.csv", body, "utf-8")).needed if q.key == "amount"]
    assert [c.value for c in question.choices] == [
        "column 3", "column 3 alone", "column 4", "column 4 alone", "none",
    ]  # fmt: skip


def test_a_row_of_totals_with_a_day_is_no_payment() -> None:
    """Of two columns its two sums, of one column what came in less what went out."""
    two = "Date,Text,Out,In,Currency\n2026-03-02,Pay,,1234.56,EUR\n2026-03-05,Rent,800.00,,EUR\n"
    one = "Date,Text,Amount,Currency\n2026-03-02,Pay,1234.56,EUR\n2026-03-05,Rent,-800.00,EUR\n"
    for body, total in ((two, "2026-03-31,Total,800.00,1234.56,EUR\n"), (one, "2026-03-31,Total,434.56,EUR\n")):
        text = Text("x.csv", body + total, "utf-8")
        assert [c.value for c in draft(text).needed[0].choices][:1] == ["account"]
        batch, _ = through(text, {})
        assert [r.record.amount for r in batch.rows] == [12_345_600]
        assert {i.line: i.reason for i in batch.ignored} == {3: "outgoing", 4: "total"}


def test_a_column_of_currencies_counts_though_not_every_cell_is_a_code() -> None:
    body = "Date,Payer,Amount,Currency\n2026-03-02,Ann,1.50,usd\n2026-03-03,Ann,2.50,€\n2026-03-04,Ann,3.50,Dollar\n"
    assert columns_of(body)["currency"] == "Currency"
    batch, _ = through(Text("x.csv", body, "utf-8"), {})
    assert [(r.record.amount, r.record.currency) for r in batch.rows] == [(15_000, "USD"), (25_000, "EUR")]
    assert [p.code for p in batch.problems] == ["unknown_currency"]


def test_a_share_is_no_fee_and_a_rate_with_other_words_is_asked_about() -> None:
    body = "Date,Payer,Amount,Fee %,Currency\n2026-01-02,Ann,50.00,10,EUR\n"
    assert asked_of(body) == ["kind", "share:Fee %"]
    assert "rate:Rate" in asked_of("Date,Project,Hours,Rate\n2026-02-02,A,2,20\n2026-02-03,A,1,25/h\n")


def test_an_account_on_which_pay_goes_back_is_asked_what_is_below_zero() -> None:
    body = "Date,Payer,Amount,Currency\n2026-01-02,Shop,-5.00,EUR\n2026-01-03,Ann,7.00,EUR\n"
    returned = body + "2026-01-04,Refund to Ann,-7.00,EUR\n"
    assert asked_of(returned) == ["kind", "below_zero:Amount"]
    assert "account" not in [c.value for c in draft(Text("x.csv", returned, "utf-8")).needed[0].choices]
    assert asked_of(body + "2026-01-04,Refund of Shop,7.00,EUR\n") == ["kind"]


def test_hours_are_never_offered_as_money() -> None:
    assert asked_of("Date,Hours (decimal),Hours (h:mm)\n2026-01-02,1.50,1:30\n2026-01-03,0.25,0:15\n") == []
    assert "amount" not in asked_of("Date,Hours,Paid hours\n2026-01-02,2.00,1.50\n2026-01-03,1.00,1.00\n")
