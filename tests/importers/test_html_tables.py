"""Tables in HTML, as they are copied from a page or as a bank calls them a workbook."""

from __future__ import annotations

import pytest

from tests.importers.scenario import DATA
from tracker.errors import UnreadableFile
from tracker.importers.containers import unpack
from tracker.importers.html_tables import as_tables, is_page
from tracker.importers.reading import decode, is_hopeless

PAGE = """<!DOCTYPE html><html><head><title>x</title><style>td { color: red }</style></head><body>
<table><tr><td><table border=1>
<tr><th colspan=2>When</th><th rowspan="2">Sum<br>(EUR)</th></tr>
<tr><th>Date</th><th>Time</th></tr>
<tr><td>13/04/2026</td><td>10:00</td><td>1&nbsp;200,50</td></tr>
<tr><td>14/04/2026<td>11:00<td><b>20</b>,00
</table></td></tr></table>
<script>"<table><tr><td>no</td></tr></table>"</script></body></html>"""


def test_cells_are_as_they_are_seen_and_stand_once() -> None:
    assert as_tables("x.html", PAGE.encode()) == [
        ("x.html", b'When,,Sum (EUR)\nDate,Time\n13/04/2026,10:00,"1 200,50"\n14/04/2026,11:00,"20,00"\n')
    ]


def test_a_sum_that_reaches_over_two_rows_is_there_once() -> None:
    rows = "<table><tr><td>Date<td>Sum<tr><td>1<td rowspan=2>9.00<tr><td>2<tr><td>3<td>4.00</table>"
    assert as_tables("x", rows.encode()) == [("x", b"Date,Sum\n1,9.00\n2\n3,4.00\n")]


def test_several_tables_are_several_files() -> None:
    one = "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"
    names = [name for name, _ in unpack("x.xls", f"<html>{one}<table><tr><td>menu</td></tr></table>{one}".encode())]
    assert names == ["x.xls/table 1", "x.xls/table 2"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="iso-8859-1"><table><tr><td>é</td><td>1</td></tr><tr><td>a</td><td>2</td></tr></table>', "é"),
        ("<html><table><tr><td>ж</td><td>1</td></tr><tr><td>a</td><td>2</td></tr></table>", "ж"),
    ],
)
def test_the_encoding_is_the_one_that_is_said(data: str, text: str) -> None:
    codec = "latin-1" if "iso" in data else "utf-8"
    assert as_tables("x", data.encode(codec))[0][1].decode().startswith(f"{text},1\n")


@pytest.mark.parametrize(
    "page", [b"<html><table><![CDAT[x]]></table>", b"<html><table>" + b"<tr><td colspan=100>x" * 20_100 + b"</table>"]
)
def test_a_page_that_cannot_be_read_is_refused(page: bytes) -> None:
    with pytest.raises(UnreadableFile, match="web page"):
        as_tables("x", page)


def test_a_whole_page_is_read() -> None:
    ((_, made),) = as_tables("x", (DATA / "html" / "statement.html").read_bytes())
    assert made.decode().splitlines() == [
        "Date,Payer,Amount,Currency",
        '2026-04-13,Northwind Labs,"1,200.50",USD',
        "2026-04-14,Blue Harbor,50.00,USD",
        "2026-04-15,,60.00,USD",
    ]


def test_a_page_without_a_table_is_refused_and_a_mail_is_no_page() -> None:
    page = b"<html><body><form>Log in</form></body></html>"
    assert unpack("x.csv", page) == [("x.csv", page)]
    assert not is_hopeless(page)
    with pytest.raises(UnreadableFile, match="web page"):
        decode("x.csv", page)
    assert not is_page(b"From: a@x.io\nSubject: <html>\n\n<html>")
    assert not is_page(b'<?xml version="1.0"?><Document xmlns="urn:iso"/>')
