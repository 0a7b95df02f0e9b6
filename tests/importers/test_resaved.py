"""The project's own fixtures saved again by a spreadsheet of another country: the same rows, or a question."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.importers.scenario import fixture
from tracker.importers.base import Importer, ReadOptions, Text
from tracker.importers.formats.clockify import Clockify
from tracker.importers.formats.outlier import Outlier
from tracker.importers.formats.paypal import PayPal
from tracker.importers.formats.toggl import Toggl
from tracker.importers.formats.upwork import UpworkTransactions
from tracker.importers.formats.upwork_earnings import UpworkEarnings
from tracker.importers.formats.wise import WiseStatement
from tracker.importers.formats.wise_transfers import WiseTransfers
from tracker.words import parse_day

FILES: list[tuple[Importer, str, str]] = [
    (Toggl(), "toggl/classic_amount.csv", "ymd"),
    (Clockify(), "clockify/detailed_2021.csv", "mdy"),
    (UpworkEarnings(), "upwork/earnings_by_contract.csv", "ymd"),
    (UpworkTransactions(), "upwork/transactions.csv", "ymd"),
    (Outlier(), "outlier/earnings.csv", "ymd"),
    (PayPal(), "paypal/activity_us.csv", "mdy"),
    (WiseStatement(), "wise/statement_old.csv", "dmy"),
    (WiseTransfers(), "wise/transfers.csv", "ymd"),
]
_AMOUNT = re.compile(r"(-?\$?)(\d{1,3}(?:,\d{3})*|\d+)\.(\d+)(/hr)?")
_DAY = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|[A-Z][a-z]{2} \d{1,2}, \d{4}")


def german(cell: str, order: str) -> str:
    """A cell as a German spreadsheet shows it: 05.03.2026 and 1.234,50."""
    if _DAY.fullmatch(cell):
        return format(parse_day(cell, order), "%d.%m.%Y")
    if found := _AMOUNT.fullmatch(cell):
        sign, whole, part, unit = found.groups()
        return f"{sign}{whole.replace(',', '.')},{part}{unit or ''}"
    return cell


@pytest.mark.parametrize(("importer", "name", "order"), FILES, ids=[n for _, n, _ in FILES])
def test_a_german_spreadsheet_keeps_every_row(importer: Importer, name: str, order: str) -> None:
    text = fixture(name)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text.text)):
        writer.writerow([german(cell, order) for cell in row])
    said = ReadOptions(zone="Europe/Berlin", dates=None if order == "ymd" else order)
    as_it_was = importer.parse(text, said)
    again = importer.parse(Text("x.csv", out.getvalue(), "utf-8"), ReadOptions(zone="Europe/Berlin", dates="dmy"))
    assert not again.problems
    assert [r.record for r in again.rows] == [r.record for r in as_it_was.rows]
    assert [(i.line, i.reason, i.amount) for i in again.ignored] == [
        (i.line, i.reason, i.amount) for i in as_it_was.ignored
    ]
