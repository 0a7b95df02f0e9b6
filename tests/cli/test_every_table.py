"""Every shared table that no format knows: drafted, refused while open, answered, imported, once more, undone.

What each holds is counted again here by a plain reader that shares nothing with the importers.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.importers.answering import answered, open_keys
from tests.samples import sample
from tracker.desk.mappings import draft_json
from tracker.domain import WorkSession, session_seconds
from tracker.importers.base import ReadOptions
from tracker.importers.guess import draft
from tracker.importers.mapped import MappedImporter
from tracker.importers.mapping_json import from_json
from tracker.importers.reading import decode

OUT = {"kind": "payout", "below_zero": "outgoing", "hundredths": "whole"}
"""An account: what is above zero arrived, what is below is not one of it."""
EUR = {"currency": "EUR"}


def rows(path: str, delimiter: str = ",", encoding: str = "utf-8-sig", skip: int = 1) -> list[list[str]]:
    text = sample(path).read_bytes().decode(encoding)
    return [[c.strip() for c in r] for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)][skip:]


def number(cell: str, decimal: str = ".") -> Decimal:
    kept = "".join(c for c in cell if c in "0123456789+-" or c == decimal)
    return Decimal(kept.replace(decimal, ".")) if any(c.isdigit() for c in kept) else Decimal(0)


def above(
    table: list[list[str]], at: int, decimal: str = ".", keep: Callable[[list[str]], bool] = bool
) -> list[Decimal]:
    """The sums above zero of one column, of the rows that count."""
    found = (number(r[at], decimal) for r in table if len(r) > at and keep(r))
    return [n for n in found if n > 0]


@dataclass(frozen=True)
class Case:
    path: str
    answers: Mapping[str, Any]
    sums: Callable[[], list[Decimal]] | None = None
    """Of each row that counts its money, in `currency`."""
    currency: str = "EUR"
    seconds: Callable[[], list[float]] | None = None
    """Of each row that counts its seconds of work."""
    refused: int = 0
    options: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        return Path(self.path).name


def nothing() -> list[Decimal]:
    return []


def moments(
    table: list[list[str]], start: int, end: int, form: str, keep: Callable[[list[str]], bool] = bool
) -> list[float]:
    def at(cell: str) -> dt.datetime:
        return dt.datetime.strptime(cell, form)

    return [(at(r[end]) - at(r[start])).total_seconds() for r in table if len(r) > end and keep(r)]


def pacific(table: list[list[str]], worker: str) -> list[float]:
    """Seconds of one worker's rows of a batch file, whose times all are in one winter."""
    cells = [[c.replace(" PST", "") for c in r] for r in table]
    return moments(cells, 3, 4, "%a %b %d %H:%M:%S %Y", lambda r: r[2] == worker)


B = "bank_csv/"
ACCOUNTS = [
    Case(
        B + "at_bank_noheader.csv",
        {**OUT, "amount": "column 5", "date": "column 3"},
        lambda: above(rows(B + "at_bank_noheader.csv", ";", skip=0), 4, ","),
    ),
    Case(
        B + "at_raiffeisen_noheader.csv",
        {**OUT, "amount": "column 4", "date": "column 1"},
        lambda: above(rows(B + "at_raiffeisen_noheader.csv", ";", skip=0), 3, ","),
    ),
    Case(B + "be_kbc.csv", {**OUT, "amount": "Bedrag"}, nothing),
    Case(
        B + "br_banco_do_brasil_cp1252.csv",
        {**OUT, "currency": "BRL"},
        lambda: above(rows(B + "br_banco_do_brasil_cp1252.csv", ",", "cp1252"), 5, ".", lambda r: "Saldo" not in r[2]),
        "BRL",
    ),
    Case(
        B + "ch_ubs_fr.csv",
        {**OUT, "amount": "Crédit", "currency": "CHF"},
        lambda: above(rows(B + "ch_ubs_fr.csv", ";"), 9),
        "CHF",
    ),
    Case(
        B + "cn_alipay_gbk_preamble.csv",
        {
            **OUT,
            "direction": {"收入": "in", "支出": "out", "*": "neither"},
            "currency": "CNY",
            "state": {"交易成功": "paid", "*": "not income"},
        },
        lambda: above(rows(B + "cn_alipay_gbk_preamble.csv", ",", "gb18030", 24), 6, ".", lambda r: r[5] == "收入"),
        "CNY",
    ),
    Case(
        B + "cn_wechat_preamble.csv",
        {**OUT, "direction": {"收入": "in", "支出": "out", "*": "neither"}},
        lambda: above(rows(B + "cn_wechat_preamble.csv", skip=17), 5, ".", lambda r: r[4] == "收入"),
        "CNY",
    ),
    Case(
        B + "csv_european_decimals.bsp.csv", OUT, lambda: above(rows(B + "csv_european_decimals.bsp.csv", ";"), 2, ",")
    ),
    Case(
        B + "csv_french_headers.bsp.csv",
        {**OUT, "amount": "Crédit"},
        lambda: above(rows(B + "csv_french_headers.bsp.csv", ";"), 3, ","),
    ),
    Case(B + "csv_spanish_headers.bsp.csv", OUT, lambda: above(rows(B + "csv_spanish_headers.bsp.csv", ";"), 2, ",")),
    Case(B + "csv_garbled_amount.bsp.csv", {**OUT, "decimal": "."}, lambda: [Decimal(100)], refused=1),
    Case(B + "cz_raiffeisen_cp1250.csv", {**OUT, "currency": "CZK"}, nothing, "CZK"),
    Case(B + "de_commerzbank.masked.csv", {**OUT, "direction": {"*": "out"}, "dates": "dmy"}, nothing),
    Case(B + "de_gls_cp1252.csv", {**OUT, "amount": "Betrag"}, nothing),
    Case(B + "de_lbb_creditcard_cp1252.masked.csv", {**OUT, "amount": "Buchungsbetrag", "dates": "dmy"}, nothing),
    Case(B + "de_n26_2017.csv", {**OUT, "amount": "Betrag (EUR)"}, nothing),
    Case(B + "de_outbank.csv", {**OUT, "state": {"*": "paid"}}, lambda: above(rows(B + "de_outbank.csv", ";"), 4, ",")),
    Case(
        B + "dk_nordea_noheader.csv",
        {**OUT, "amount": "column 4", "date": "column 1", "currency": "DKK"},
        lambda: above(rows(B + "dk_nordea_noheader.csv", ";", skip=0), 3, ","),
        "DKK",
    ),
    Case(
        B + "es_ing.csv",
        {**OUT, **EUR, "amount": "amount", "state": {"Nómina y otras prestaciones": "paid", "*": "not income"}},
        lambda: above(rows(B + "es_ing.csv"), 6, ".", lambda r: r[1].startswith("Nómina")),
    ),
    Case(B + "fr_bank_noheader.csv", {**OUT, **EUR, "amount": "column 5"}, nothing),
    Case(
        B + "generic_default.csv", {**OUT, "currency": "TZS"}, lambda: above(rows(B + "generic_default.csv"), 5), "TZS"
    ),
    Case(
        B + "hu_erste.csv",
        {
            **OUT,
            "amount": "Tranzakció összege",
            "direction": {"inflow": "in", "outflow": "out"},
            "column:date": "Tranzakció dátuma",
            "date": "Tranzakció dátuma",
        },
        lambda: above(rows(B + "hu_erste.csv"), 6),
        "HUF",
    ),
    Case(B + "ie_boi.csv", {**OUT, **EUR, "amount": "Credit"}, lambda: above(rows(B + "ie_boi.csv"), 3)),
    Case(
        B + "mint_export.csv",
        {**OUT, "direction": {"credit": "in", "debit": "out"}, "currency": "USD"},
        lambda: [Decimal(2000)],
        "USD",
    ),
    Case(
        B + "n26_2020.csv",
        {**OUT, "state": {"Credit Transfer": "paid", "*": "not income"}},
        lambda: above(rows(B + "n26_2020.csv"), 7),
    ),
    Case(
        B + "ru_tbank_cp1251.csv",
        {**OUT, "amount": "Сумма операции"},
        lambda: above(rows(B + "ru_tbank_cp1251.csv", ";", "cp1251"), 4, ","),
        "RUB",
    ),
    Case(B + "sg_ocbc_preamble.csv", {**OUT, "amount": "Deposits (SGD)"}, nothing, "SGD"),
    Case(
        B + "uk_lloyds_2017.full-fledged-hledger.csv",
        {**OUT, "amount": "Credit Amount", "currency": "GBP", "state": {"BGC": "paid", "*": "not income"}},
        lambda: above(rows(B + "uk_lloyds_2017.full-fledged-hledger.csv"), 6, ".", lambda r: r[1] == "BGC"),
        "GBP",
    ),
    Case(
        B + "uk_marks_pending_bom.csv",
        {**OUT, "direction": {"CR": "in", "*": "out"}, "currency": "GBP", "column:date": "Date Processed"},
        lambda: above(rows(B + "uk_marks_pending_bom.csv"), 2, ".", lambda r: r[3] == "CR"),
        "GBP",
    ),
    Case(B + "uk_monzo_2018.csv", {**OUT, "amount": "amount"}, nothing, "GBP"),
    Case(
        B + "uk_nationwide_noheader.csv",
        {**OUT, "amount": "column 5", "currency": "GBP"},
        lambda: [Decimal(500)],
        "GBP",
    ),
    Case(
        B + "us_multi_line_field.csv",
        {**OUT, "amount": "column 9", "currency": "USD", "state": {"Complete": "paid", "*": "not income"}},
        nothing,
        "USD",
    ),
    Case(
        B + "us_two_money_columns_noheader.csv",
        {**OUT, "amount": "column 5", "currency": "USD"},
        lambda: above(rows(B + "us_two_money_columns_noheader.csv", skip=0), 4),
        "USD",
    ),
    Case(
        "revolut/revolut_2025.smoothment.csv",
        {**OUT, "amount": "Amount", "date": "Completed Date", "state": {"CARD_PAYMENT": "not income", "*": "paid"}},
        lambda: above(rows("revolut/revolut_2025.smoothment.csv"), 5, ".", lambda r: r[0] != "CARD_PAYMENT"),
    ),
    Case(
        "payoneer/payoneer_transactions.csv2ofx.csv",
        {**OUT, "amount": "Credit Amount", "dates": "mdy"},
        lambda: [Decimal(120)],
        "USD",
    ),
    Case(
        "stripe/stripe_payments_default.csv2ofx.csv",
        {**OUT, "amount": "amount", "fee_is": "on top"},
        lambda: above(rows("stripe/stripe_payments_default.csv2ofx.csv"), 4),
        "CAD",
    ),
    Case(
        "stripe/stripe_payments_all.csv2ofx.csv",
        {**OUT, "amount": "amount", "fee_is": "on top", "state": {"Live": "paid", "*": "not income"}},
        lambda: above(rows("stripe/stripe_payments_all.csv2ofx.csv"), 4, ".", lambda r: "Live" in r),
        "CAD",
    ),
]
EXPENSES = [
    Case(B + "uk_card_noheader_10Feb18.csv", {"kind": "expense", "amount": "column 7", "currency": "GBP"}),
]
F, W = "figure_eight/", "watson/"
HOURS = [
    Case(
        "harvest/harvest_min_columns.harvest-overtime.csv",
        {"person": {"Jane": "mine", "*": "not mine"}},
        seconds=lambda: [
            3600 * float(r[4]) for r in rows("harvest/harvest_min_columns.harvest-overtime.csv") if r[1] == "Jane"
        ],
    ),
    Case(
        F + "cf_min.crowdtruth1.csv",
        {"person": {"W9": "mine", "*": "not mine"}, "column:end": "_created_at (end)", "dates": "mdy", "zone": "UTC"},
        seconds=lambda: moments(rows(F + "cf_min.crowdtruth1.csv"), 3, 4, "%m/%d/%Y %H:%M:%S", lambda r: r[2] == "W9"),
    ),
    Case(
        F + "cf_min.crowdtruth2.csv",
        {"person": {"W10": "mine", "*": "not mine"}, "column:end": "_created_at (end)", "dates": "mdy", "zone": "UTC"},
        seconds=lambda: moments(rows(F + "cf_min.crowdtruth2.csv"), 3, 4, "%m/%d/%Y %H:%M:%S", lambda r: r[2] == "W10"),
    ),
    Case(
        F + "cf_full_judgements_relex.crowdtruth.csv",
        {"person": {"21665495": "mine", "*": "not mine"}, "column:end": "_created_at (end)", "zone": "UTC"},
        seconds=lambda: moments(
            rows(F + "cf_full_judgements_relex.crowdtruth.csv"), 3, 1, "%m/%d/%Y %H:%M:%S", lambda r: r[7] == "21665495"
        ),
    ),
    Case(
        "mturk/mturk_batch_min.crowdtruth1.csv",
        {"person": {"W9": "mine", "*": "not mine"}},
        seconds=lambda: pacific(rows("mturk/mturk_batch_min.crowdtruth1.csv"), "W9"),
    ),
    Case(
        "mturk/mturk_batch_min.crowdtruth2.csv",
        {"person": {"W3": "mine", "*": "not mine"}},
        seconds=lambda: pacific(rows("mturk/mturk_batch_min.crowdtruth2.csv"), "W3"),
    ),
    Case(
        "delivery/deliveries_log_2025-04-12.novags.csv",
        {"amount": "payment", "currency": "USD", "column:date": "2025-04-12", "zone": "America/Los_Angeles"},
        lambda: [Decimal("5.5"), Decimal("3.5")],
        "USD",
        seconds=lambda: [300.0, 780.0],
    ),
    Case(
        "other_trackers/bookkeeper_timesheet_2020-2023_synthetic.csv", {"zone": "UTC"}, seconds=lambda: [16_896_180.0]
    ),
    Case(
        W + "watson_log.generated.csv", {"zone": "Europe/Berlin"}, refused=1, seconds=lambda: [5400.0, 5700.0, 2700.0]
    ),  # the night that ends within the hour that the clocks skip is refused
    Case(
        W + "watson_report.generated.csv",
        {"part": {"": "counts", "*": "part of another row"}, "duration_unit": "seconds"},
        seconds=lambda: [float(r[4]) for r in rows(W + "watson_report.generated.csv") if r and not r[3]],
    ),
    Case(
        W + "watson_aggregate.generated.csv",
        {"part": {"": "counts", "*": "part of another row"}, "duration_unit": "seconds"},
        seconds=lambda: [float(r[4]) for r in rows(W + "watson_aggregate.generated.csv") if r and not r[3]],
    ),
    Case(
        "toggl/toggl_toy_cleaned.sgibson.csv",
        {"zone": "Europe/London"},
        seconds=lambda: moments(rows("toggl/toggl_toy_cleaned.sgibson.csv"), 0, 1, "%Y-%m-%d %H:%M:%S"),
    ),
    Case(
        "toggl/toggl_desktop_timeline_toy_cleaned.sgibson.csv",
        {"zone": "Europe/London"},
        seconds=lambda: moments(
            rows("toggl/toggl_desktop_timeline_toy_cleaned.sgibson.csv"), 1, 2, "%Y-%m-%d %H:%M:%S"
        ),
    ),
    Case("clockify/clockify_summary_bydesc.ClockifyExport.csv", {}, seconds=lambda: [279_183.0]),
]


def _run(cli: Cli, tmp_path: Path, case: Case) -> dict[str, Any]:
    """Draft, refused while open, answered, imported, nothing new the second time, undone; what the plan said."""
    file, path = str(sample(case.path)), tmp_path / "map.json"
    cli("set", "tax_rate_percent", "20")
    cli("import", file, "--draft-map", "-o", str(path), *case.options)
    before = cli.snapshot()
    asked = open_keys(path.read_text())
    if asked:
        refused = cli("import", file, "--map", str(path), "--json", code=1).json
        assert refused["error"] == "open_questions"
        assert all(key in refused["message"] for key in asked)
        assert cli.snapshot() == before
    for _ in range(3):  # an answer may raise another doubt
        path.write_text(answered(path.read_text(), {"platform": "Northwind", **case.answers}))
        cli("import", file, "--draft-map", "--map", str(path), "-o", str(path))
    assert open_keys(path.read_text()) == []
    words = [file, "--map", str(path)]
    first = cli("import", *words, "--json").json
    after = cli.snapshot()
    again = cli("import", *words, "--json").json
    assert (again["batch"], again["files"][0]["new"], again["files"][0]["conflict"]) == (None, 0, 0)
    assert cli.snapshot() == after
    if first["batch"] is not None:
        cli("undo", str(first["batch"]))
        assert cli.snapshot() == before
    return dict(first["files"][0])


@pytest.mark.parametrize("case", ACCOUNTS, ids=lambda c: c.id)
def test_an_account(cli: Cli, tmp_path: Path, case: Case) -> None:
    file = _run(cli, tmp_path, case)
    assert case.sums is not None
    sums = case.sums()
    assert {c: Decimal(n) for c, n in file["amounts"].items()} == ({case.currency: sum(sums)} if sums else {})
    assert (file["new"], len(file["rejected"])) == (len(sums), case.refused)


@pytest.mark.parametrize("case", EXPENSES, ids=lambda c: c.id)
def test_expenses(cli: Cli, tmp_path: Path, case: Case) -> None:
    assert _run(cli, tmp_path, case)["new"] == 1


@pytest.mark.parametrize("case", HOURS, ids=lambda c: c.id)
def test_hours(cli: Cli, tmp_path: Path, case: Case) -> None:
    file = _run(cli, tmp_path, case)
    assert case.seconds is not None
    assert len(file["rejected"]) == case.refused
    assert file["minutes"] * 60 == pytest.approx(sum(case.seconds()), abs=1)
    if case.sums:
        assert {c: Decimal(n) for c, n in file["amounts"].items()} == {case.currency: sum(case.sums())}


def test_fifteen_thousand_trips() -> None:
    """Counted once, without a ledger: the seconds and fares of all rows that say how long they took."""
    path = "taxi_public/chicago_taxi_trips_15k.tfx.csv"
    text = decode("trips.csv", sample(path).read_bytes())
    said = {"amount": "fare", "currency": "USD", "column:date": "trip_start_timestamp", "platform": "Taxi"}
    mapping = from_json(answered(draft_json(draft(text)), said))
    batch = MappedImporter(mapping).parse(text, ReadOptions())
    table = [r for r in rows(path) if r[15]]
    assert sum(session_seconds(r.record) for r in batch.rows) == sum(int(r[15]) for r in table)
    earned = sum(r.record.amount or 0 for r in batch.rows if isinstance(r.record, WorkSession))
    assert Decimal(earned) / 10_000 == sum(Decimal(r[1] or 0) for r in table)
    assert len(batch.rows) == len(table)
    assert {p.code for p in batch.problems} == {"missing"}
