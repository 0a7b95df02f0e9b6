"""Workbooks of strangers: day systems, lengths as parts of a day, titles, totals, formulas, errors, hidden and merged cells."""

# ruff: noqa: E501, DTZ001 (a row of a sheet is one line; its moments have no zone)

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from bench.strange_cases import Case
from bench.strange_work import BERLIN, NEW_YORK

_WORK = {"kind": "work_session", "duration_unit": "hours", "rate": "rate", "times": "none"}
_HOURS = {**_WORK, "currency": "USD"}
_D13, _D14, _D15, _D20 = (dt.date(2026, 4, n) for n in (13, 14, 15, 20))
_DAY, _CLOCK, _LONG, _MOMENT = "yyyy-mm-dd", "hh:mm", "[h]:mm", "dd.mm.yyyy hh:mm"
_APRIL = ("2026-04-13", "2026-04-14")


class As:
    """A cell with a format of its own, or a formula with what was worked out ("" for nothing)."""

    def __init__(self, value: Any, form: str = "General", formula: str = "") -> None:
        self.value, self.form, self.formula = value, form, formula


def _long(hours: float) -> As:
    return As(hours / 24, _LONG)


def book(
    *sheets: Sequence[Sequence[Any]],
    names: Sequence[str] = (),
    hidden: Sequence[int] = (),
    first_1904: bool = False,
    then: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """A workbook as Excel's own files are; `then` does more to the book and its last sheet."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": first_1904})
    forms: dict[str, Any] = {}
    sheet = None
    for n, rows in enumerate(sheets):
        sheet = made.add_worksheet(names[n] if names else f"Sheet{n + 1}")
        for r, cells in enumerate(rows):
            for c, cell in enumerate(cells):
                _write(made, forms, sheet, r, c, cell)
        if n in hidden:
            sheet.hide()
    if then is not None:
        then(made, sheet)
    made.close()
    return out.getvalue()


def _write(made: Any, forms: dict[str, Any], sheet: Any, r: int, c: int, cell: Any) -> None:
    if cell is None:
        return
    form = cell.form if isinstance(cell, As) else _form(cell)
    style = forms.setdefault(form, None) or forms.setdefault(form, made.add_format({"num_format": form}))
    style = style or made.add_format({"num_format": form})
    forms[form] = style
    if isinstance(cell, As) and cell.formula:
        sheet.write_formula(r, c, cell.formula, style, cell.value)
        return
    value = cell.value if isinstance(cell, As) else cell
    match value:
        case bool():
            sheet.write_boolean(r, c, value)
        case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
            sheet.write_datetime(r, c, value, style)
        case str():
            sheet.write_string(r, c, value)
        case _:
            sheet.write_number(r, c, value, style)


def _form(cell: Any) -> str:
    match cell:
        case dt.datetime():
            return _MOMENT
        case dt.date():
            return _DAY
        case dt.time():
            return _CLOCK
        case dt.timedelta():
            return _LONG
    return "General"


def _hide_row(_: Any, sheet: Any) -> None:
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})


def _merge(made: Any, sheet: Any) -> None:
    sheet.merge_range("B1:C1", "Time", made.add_format())


def _title(made: Any, sheet: Any) -> None:
    sheet.merge_range("A1:E1", "Timesheet of Ann for Acme, April 2026", made.add_format())


def _cells_below(made: Any, sheet: Any) -> None:
    """Rows that are formatted and empty, as a template has them."""
    form = made.add_format({"num_format": _DAY})
    for r in range(3, 60):
        sheet.write_blank(r, 0, None, form)
        sheet.write_formula(r, 2, f'=IF(A{r + 1}="","",1)', None, " ")


def _merged_days(made: Any, sheet: Any) -> None:
    sheet.merge_range("A2:A3", _D13, made.add_format({"num_format": _DAY}))


_O = "urn:oasis:names:tc:opendocument:xmlns"


def ods(*sheets: str) -> bytes:
    """A LibreOffice spreadsheet, each sheet its rows in the words of the file."""
    tables = "".join(f'<table:table table:name="S{n}">{rows}</table:table>' for n, rows in enumerate(sheets))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_O}:office:1.0" '
        f'xmlns:table="{_O}:table:1.0" xmlns:text="{_O}:text:1.0" office:version="1.3">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    mark = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_O}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mark}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("mimetype", mark)
        z.writestr("content.xml", content)
        z.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _o(*cells: Any, rows: int = 1) -> str:
    """A row; a cell that is a pair is its attributes and what it shows."""
    return f'<table:table-row table:number-rows-repeated="{rows}">{"".join(map(_o_cell, cells))}</table:table-row>'


def _o_cell(cell: Any) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case (str() as attributes, str() as shown):
            inner = f"<text:p>{escape(shown)}</text:p>"
            return f"<table:table-cell {attributes}>{inner}</table:table-cell>"
        case str():
            return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    )


def _o_day(day: str, shown: str) -> tuple[str, str]:
    return f'office:value-type="date" office:date-value="{day}"', shown


def _o_time(value: str, shown: str) -> tuple[str, str]:
    return f'office:value-type="time" office:time-value="{value}"', shown


def _o_money(value: float, code: str) -> tuple[str, str]:
    return f'office:value-type="currency" office:currency="{code}" office:value="{value}"', f"{value} {code}"


_TOGGL = (
    "Description",
    "Billable",
    "Duration",
    "Project",
    "Client",
    "Tags",
    "Start date",
    "Start time",
    "Stop date",
    "Stop time",
)
_CLOCKIFY = (
    "Project",
    "Client",
    "Description",
    "Task",
    "User",
    "Email",
    "Tags",
    "Billable",
    "Start Date",
    "Start Time",
    "End Date",
    "End Time",
    "Duration (h)",
    "Duration (decimal)",
    "Billable Rate (USD)",
    "Billable Amount (USD)",
)
_KIMAI = (
    "Date",
    "Begin",
    "End",
    "Duration",
    "Currency",
    "Price",
    "Internal price",
    "Hourly price",
    "Fixed price",
    "Name",
    "User",
    "Customer",
    "Project",
    "Activity",
    "Description",
    "Billable",
    "Tags",
)
_HARVEST = (
    "Date",
    "Client",
    "Project",
    "Project Code",
    "Task",
    "Notes",
    "Hours",
    "Billable?",
    "Invoiced?",
    "Approved?",
    "First Name",
    "Last Name",
    "Employee?",
    "Billable Rate",
    "Billable Amount",
    "Cost Rate",
    "Cost Amount",
    "Currency",
    "External Reference URL",
)

BOOKS = (
    Case(
        "days_1904.xlsx",
        "days counted from 1904, clock times over midnight",
        book(
            (
                ("Date", "Client", "Start", "End", "Hours"),
                (_D13, "Acme", dt.time(23, 30), dt.time(0, 31, 0), 61 / 60),
                (_D14, "Acme", dt.time(9), dt.time(9, 15), 0.25),
            ),
            first_1904=True,
        ),
        4_560,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "moments_1904.xlsx",
        "moments counted from 1904, lengths over a day",
        book(
            (
                ("Week from", "Client", "Hours"),
                (dt.datetime(2026, 4, 6), "Acme", _long(28.5)),
                (dt.datetime(2026, 4, 13), "Acme", _long(30.25)),
                ("Total", "", _long(58.75)),
            ),
            first_1904=True,
        ),
        211_500,
        answers={**_WORK, "covers": "week from"},
        when=("2026-04-06", "2026-04-13"),
    ),
    Case(
        "text_days.xlsx",
        "days, times and numbers kept as text, day first",
        book(
            (
                ("Date", "Client", "Start", "End", "Hours"),
                ("13/04/2026", "Acme", "9:00 AM", "10:30 AM", "1.5"),
                ("14/04/2026", "Acme", "11:30 PM", "12:15 AM", "0.75"),
            )
        ),
        8_100,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T07:00", "2026-04-14T21:30"),
    ),
    Case(
        "lengths_long.xlsx",
        "lengths as [h]:mm with a total over 24 hours",
        book(
            (
                ("Date", "Project", "Hours"),
                (_D13, "Acme", _long(10.5)),
                (_D14, "Acme", _long(9.75)),
                (_D15, "Acme", _long(8)),
                ("Total", "", As(28.25 / 24, _LONG, "=SUM(C2:C4)")),
            )
        ),
        101_700,
        answers={**_WORK, "colons": "h:mm"},
        when=("2026-04-13", "2026-04-14", "2026-04-15"),
    ),
    Case(
        "lengths_short.xlsx",
        "lengths as h:mm, the total over 24 hours shown as 4:15",
        book(
            (
                ("Date", "Project", "Hours"),
                (_D13, "Acme", As(10.5 / 24, "h:mm")),
                (_D14, "Acme", As(9.75 / 24, "h:mm")),
                (_D15, "Acme", As(8 / 24, "h:mm")),
                ("Total", "", As(28.25 / 24, "h:mm", "=SUM(C2:C4)")),
            )
        ),
        101_700,
        answers={**_WORK, "colons": "h:mm", "column:end": "Hours", "duration": "Hours"},
        when=("2026-04-13", "2026-04-14", "2026-04-15"),
    ),
    Case(
        "lengths_weeks.xlsx",
        "weeks as h:mm, of which one has more than 24 hours and is shown as 4:15",
        book(
            (
                ("Week from", "Project", "Hours"),
                (dt.date(2026, 4, 6), "Acme", As(10.5 / 24, "h:mm")),
                (_D13, "Acme", As(28.25 / 24, "h:mm")),
                (_D20, "Acme", As(1.0, "h:mm")),
            )
        ),
        225_900,
        answers={**_WORK, "covers": "week from", "column:end": "Hours", "colons": "h:mm"},
        when=("2026-04-06", "2026-04-13", "2026-04-20"),
    ),
    Case(
        "lengths_fraction.xlsx",
        "lengths as bare parts of a day, start and end beside them",
        book(
            (
                ("Date", "Project", "Start", "End", "Total"),
                (_D13, "Acme", dt.time(9), dt.time(10, 30), As(0.0625)),
                (_D14, "Acme", dt.time(9), dt.time(9, 30), As(0.5 / 24)),
            )
        ),
        7_200,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T07:00", "2026-04-14T07:00"),
    ),
    Case(
        "lengths_alone.xlsx",
        "lengths as bare parts of a day, nothing beside them",
        book((("Date", "Project", "Duration"), (_D13, "Acme", As(0.0625)), (_D14, "Acme", As(0.5 / 24)))),
        7_200,
        answers={**_WORK, "duration_unit": "days"},
        when=_APRIL,
    ),
    Case(
        "lengths_minutes.xlsx",
        "lengths shown in minutes, [m], and as [mm]:ss",
        book(
            (
                ("Date", "Project", "Duration", "Shown"),
                (_D13, "Acme", As(90 / 1440, "[m]"), As(90 / 1440, "[mm]:ss")),
                (_D14, "Acme", As(45 / 1440, "[m]"), As(45 / 1440, "[mm]:ss")),
            )
        ),
        8_100,
        answers={**_WORK, "duration": "Duration", "colons": "h:mm"},
        when=_APRIL,
    ),
    Case(
        "units_in_formats.xlsx",
        "numbers whose unit and currency are in their formats only",
        book(
            (
                ("Date", "Project", "Time", "Pay"),
                (_D13, "Acme", As(90, '0 "min"'), As(1045, "[$€-407] #,##0.00")),
                (_D14, "Acme", As(45, '0 "min"'), As(22.5, "[$€-407] #,##0.00")),
            )
        ),
        8_100,
        earned={"EUR": "1067.50"},
        answers={**_WORK, "duration_unit": "minutes", "amount": "Pay", "currency": "EUR"},
        when=_APRIL,
    ),
    Case(
        "percent.xlsx",
        "percent, money and whole numbers beside hours",
        book(
            (
                ("Date", "Project", "Hours", "Activity", "Progress", "Pay"),
                (_D13, "Acme", 1.5, As(0.55, "0%"), As(1, "0%"), As(30, '"$"#,##0.00')),
                (_D14, "Acme", 2, As(0.4, "0%"), As(0.5, "0%"), As(40, '"$"#,##0.00')),
            )
        ),
        12_600,
        earned={"USD": "70.00"},
        answers={**_HOURS, "amount": "Pay", "duration": "Hours"},
        when=_APRIL,
    ),
    Case(
        "merged_head.xlsx",
        "a header of two lines, its first merged",
        book(
            (
                ("Date", None, None, "Hours", "Client"),
                (None, "Start", "End", None, None),
                (_D13, dt.time(9), dt.time(10, 30), 1.5, "Acme"),
                (_D14, dt.time(23, 30), dt.time(0, 15), 0.75, "Acme"),
            ),
            then=_merge,
        ),
        8_100,
        answers={**_WORK, **BERLIN, "column:start": "Start", "column:date": "Date", "column:end": "End"},
        when=("2026-04-13T07:00", "2026-04-14T21:30"),
    ),
    Case(
        "title.xlsx",
        "a merged title, a name, an empty row, then the header; a total and a signature below",
        book(
            (
                (),
                ("Name", "Ann"),
                ("Rate", As(20, '"$"0.00')),
                (),
                ("Date", "From", "To", "Break", "Hours"),
                (_D13, dt.time(9), dt.time(17, 30), dt.time(0, 30), As(8.0, "0.00", "=(C6-B6-D6)*24")),
                (_D14, dt.time(22), dt.time(2), None, As(4.0, "0.00", "=(1+C7-B7-D7)*24")),
                ("Total", None, None, None, As(12.0, "0.00", "=SUM(E6:E7)")),
                (),
                ("Signature:", "____", None, "Date:", "____"),
            ),
            then=_title,
        ),
        43_200,
        rejects=1,
        answers={**_WORK, **BERLIN, "pause": "hours", "worked": "duration"},
        when=("2026-04-13T07:00", "2026-04-14T20:00"),
    ),
    Case(
        "hidden.xlsx",
        "a hidden row and a hidden column",
        book(
            (
                ("Date", "Project", "Hours"),
                (_D13, "Acme", 1.5),
                (_D14, "Acme", 2),
                (_D15, "Acme", 1),
            ),
            then=_hide_row,
        ),
        16_200,
        answers=_WORK,
        when=("2026-04-13", "2026-04-14", "2026-04-15"),
    ),
    Case(
        "months.xlsx",
        "three months on three sheets, and a summary of them",
        book(
            (("Month", "Hours"), ("April", 1.5), ("May", 2), ("June", 1)),
            (("Date", "Project", "Hours"), (_D13, "Acme", 1.5)),
            (("Date", "Project", "Hours"), (dt.date(2026, 5, 4), "Acme", 2)),
            (("Date", "Project", "Hours"), (dt.date(2026, 6, 1), "Acme", 1)),
            names=("Summary", "April", "May", "June"),
        ),
        None,
        answers=_WORK,
    ),
    Case(
        "toggl_months.xlsx",
        "Toggl on two sheets, and a hidden sheet with the same rows",
        book(
            (_TOGGL, ("x", "No", _long(1.5), "L", "Acme", "-", _D13, dt.time(9), _D13, dt.time(10, 30))),
            (_TOGGL, ("y", "No", _long(0.75), "L", "Acme", "-", _D14, dt.time(23, 30), _D15, dt.time(0, 15))),
            (_TOGGL, ("x", "No", _long(1.5), "L", "Acme", "-", _D13, dt.time(9), _D13, dt.time(10, 30))),
            names=("April", "May", "Copy"),
            hidden=(2,),
        ),
        8_100,
        answers=BERLIN,
        when=("2026-04-13T07:00", "2026-04-14T21:30"),
    ),
    Case(
        "formulas_dead.xlsx",
        "formulas that nobody has worked out",
        book(
            (
                ("Date", "Project", "Start", "End", "Hours"),
                (_D13, "Acme", dt.time(9), dt.time(10, 30), As("", "0.00", "=(D2-C2)*24")),
                (_D14, "Acme", dt.time(9), dt.time(9, 30), As("", "0.00", "=(D3-C3)*24")),
            )
        ),
        7_200,
        answers={**_WORK, **BERLIN},
        rejects=0,
        when=("2026-04-13T07:00", "2026-04-14T07:00"),
    ),
    Case(
        "formulas_zero.xlsx",
        "formulas for hours alone, of which none is worked out (a zero is kept)",
        book(
            (
                ("Date", "Project", "Hours", "Pay"),
                (_D13, "Acme", As(0, "0.00", "=1+0.5"), 30),
                (_D14, "Acme", 2, 40),
                (_D15, "Acme", 1, 20),
                (_D20, "Acme", 3, 60),
            )
        ),
        21_600,
        earned={"USD": "120.00"},
        rejects=1,
        answers={**_HOURS, "amount": "Pay"},
        when=("2026-04-14", "2026-04-15", "2026-04-20"),
    ),
    Case(
        "errors.xlsx",
        "errors in cells: #N/A for a client, #VALUE! for hours",
        book(
            (
                ("Date", "Client", "Hours"),
                (_D13, As("#N/A", "General", "=VLOOKUP(1,X:Y,2,0)"), 1.5),
                (_D14, "Acme", As("#VALUE!", "General", '=1+"a"')),
                (_D15, "Acme", 1),
                (_D20, "Acme", 2),
            )
        ),
        16_200,
        rejects=1,
        answers=_WORK,
        when=("2026-04-13", "2026-04-15", "2026-04-20"),
    ),
    Case(
        "template.xlsx",
        "sixty empty rows of a template with formulas that give nothing",
        book(
            (("Date", "Project", "Hours"), (_D13, "Acme", 1.5), (_D14, "Acme", 2)),
            then=_cells_below,
        ),
        12_600,
        answers=_WORK,
        when=_APRIL,
    ),
    Case(
        "pivot.xlsx",
        "a pivot: subtotals by client, labels once for each group, a grand total",
        book(
            (
                ("Client", "Date", "Sum of Hours"),
                ("Acme", _D13, 1.5),
                (None, _D14, 2),
                ("Acme Total", None, 3.5),
                ("Beta", _D15, 1),
                ("Beta Total", None, 1),
                ("Grand Total", None, 4.5),
            )
        ),
        16_200,
        answers={**_WORK, "column:end": "Sum of Hours", "total_without": "work"},
        when=("2026-04-13", "2026-04-14", "2026-04-15"),
    ),
    Case(
        "pivot_days.xlsx",
        "a pivot by day with a subtotal for each, the day once",
        book(
            (
                ("Row Labels", "Sum of Hours", "Sum of Pay"),
                (_D13, 3.5, 70),
                ("Acme", 1.5, 30),
                ("Beta", 2, 40),
                (_D14, 1, 20),
                ("Acme", 1, 20),
                ("Grand Total", 4.5, 90),
            )
        ),
        None,
        answers={**_HOURS, "column:date": "Row Labels", "column:end": "Sum of Hours", "amount": "Sum of Pay"},
    ),
    Case(
        "text_numbers.xlsx",
        "numbers kept as text with decimal commas, booleans",
        book(
            (
                ("Date", "Project", "Hours", "Billable", "Amount (EUR)"),
                (_D13, "Acme", "1,5", True, "1.045,50"),
                (_D14, "Acme", "0,25", False, "0,00"),
            )
        ),
        6_300,
        earned={"EUR": "1045.50"},
        answers={**_WORK, "amount": "Amount (EUR)"},
        when=_APRIL,
    ),
    Case(
        "mixed_numbers.xlsx",
        "hours as numbers, as text and as times in one column",
        book(
            (
                ("Date", "Project", "Hours"),
                (_D13, "Acme", 1.5),
                (_D14, "Acme", "1.5"),
                (_D15, "Acme", As(1.5 / 24, "h:mm")),
                (_D20, "Acme", "1:30"),
            )
        ),
        21_600,
        answers={**_WORK, "colons": "h:mm", "column:end": "Hours"},
        confirmed=False,
    ),
    Case(
        "turned.xlsx",
        "days of which a spreadsheet has turned some",
        book((("Date", "Project", "Hours"), (dt.date(2026, 5, 4), "Acme", 1.5), ("13/04/2026", "Acme", 2))),
        None,
        answers=_WORK,
    ),
    Case(
        "clockify_real.xlsx",
        "Clockify with real days and times, a night, money",
        book(
            (
                _CLOCKIFY,
                (
                    "L",
                    "Acme",
                    "x",
                    "",
                    "Ann",
                    "a@x.io",
                    "",
                    "Yes",
                    _D13,
                    dt.time(23, 30),
                    _D14,
                    dt.time(0, 31, 1),
                    _long(3661 / 3600),
                    1.02,
                    20,
                    20.34,
                ),
                (
                    "L",
                    "Acme",
                    "y",
                    "",
                    "Ann",
                    "a@x.io",
                    "",
                    "No",
                    _D14,
                    dt.time(9),
                    _D14,
                    dt.time(9, 15),
                    _long(0.25),
                    0.25,
                    0,
                    0,
                ),
            )
        ),
        4_561,
        earned={"USD": "20.34"},
        answers=NEW_YORK,
        when=("2026-04-14T03:30", "2026-04-14T13:00"),
    ),
    Case(
        "clockify_summary.xlsx",
        "Clockify, summary workbook with groups, totals and a filter above",
        book(
            (
                ("Summary report", None, None, None),
                ("01/04/2026 - 30/04/2026", None, None, None),
                (),
                ("Project", "Description", "Time (h)", "Time (decimal)"),
                ("L - Acme", None, _long(1.75), 1.75),
                (None, "x", _long(1.5), 1.5),
                (None, "y", _long(0.25), 0.25),
                ("Total", None, _long(1.75), 1.75),
            )
        ),
        None,
    ),
    Case(
        "kimai.xlsx",
        "Kimai as a workbook: lengths as [h]:mm, sums with a format of money, a total row",
        book(
            (
                _KIMAI,
                (
                    _D13,
                    dt.time(22),
                    dt.time(1, 30),
                    _long(3.5),
                    "EUR",
                    As(105, "#,##0.00 [$€]"),
                    105,
                    30,
                    None,
                    "Ann",
                    "ann",
                    "Acme",
                    "L",
                    "Dev",
                    "x",
                    True,
                    "",
                ),
                (
                    _D14,
                    dt.time(9),
                    dt.time(9, 30),
                    _long(0.5),
                    "EUR",
                    As(15, "#,##0.00 [$€]"),
                    15,
                    30,
                    None,
                    "Ann",
                    "ann",
                    "Acme",
                    "L",
                    "Dev",
                    "y",
                    True,
                    "",
                ),
                (
                    None,
                    None,
                    None,
                    As(4 / 24, _LONG, "=SUM(D2:D3)"),
                    None,
                    As(120, "#,##0.00 [$€]", "=SUM(F2:F3)"),
                    120,
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                ),
            )
        ),
        14_400,
        earned={"EUR": "120.00"},
        answers=BERLIN,
        when=("2026-04-13T20:00", "2026-04-14T07:00"),
    ),
    Case(
        "harvest.xlsx",
        "Harvest as a workbook: real days, numbers, yes and no",
        book(
            (
                _HARVEST,
                (
                    _D13,
                    "Acme",
                    "L",
                    "",
                    "Dev",
                    "one\ntwo",
                    1.33,
                    "Yes",
                    "No",
                    "No",
                    "Ann",
                    "Lee",
                    "Yes",
                    30,
                    39.9,
                    0,
                    0,
                    "US Dollar - USD",
                    "",
                ),
                (
                    _D14,
                    "Acme",
                    "L",
                    "",
                    "Dev",
                    "",
                    0.1,
                    "No",
                    "No",
                    "No",
                    "Ann",
                    "Lee",
                    "Yes",
                    0,
                    0,
                    0,
                    0,
                    "US Dollar - USD",
                    "",
                ),
            )
        ),
        5_148,
        earned={"USD": "39.90"},
        when=_APRIL,
    ),
    Case(
        "moments.xlsx",
        "start and end as moments, with fractions of seconds",
        book(
            (
                ("Project", "Started", "Ended", "Rate (USD)"),
                (
                    "Acme",
                    dt.datetime(2026, 4, 13, 23, 30, 0),
                    As(dt.datetime(2026, 4, 14, 0, 31, 0, 999_000), _MOMENT),
                    20,
                ),
                ("Acme", dt.datetime(2026, 4, 14, 9), dt.datetime(2026, 4, 14, 9, 15), 20),
            )
        ),
        4_561,
        earned={"USD": "25.3389"},
        answers={**_HOURS, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "side_by_side.xlsx",
        "two tables side by side",
        book(
            (
                ("Date", "Project", "Hours", None, "Date", "Expense", "Amount"),
                (_D13, "Acme", 1.5, None, _D13, "coffee", 4.5),
                (_D14, "Acme", 2, None, None, None, None),
            )
        ),
        12_600,
        answers={**_HOURS, "amount": "none", "column:date": "Date"},
        when=_APRIL,
    ),
    Case(
        "day_numbers.xlsx",
        "the month in the title, the days as numbers",
        book(
            (
                ("April 2026", None, None),
                ("Day", "Project", "Hours"),
                (13, "Acme", 1.5),
                (14, "Acme", 2),
            )
        ),
        None,
        answers={**_WORK, "column:date": "Day", "column": "Day"},
    ),
    Case(
        "weekdays.xlsx",
        "days with the name of the day, in a long format and as text",
        book(
            (
                ("Day", "Project", "Hours"),
                ("Mon, 13 Apr 2026", "Acme", 1.5),
                ("Tue, 14 Apr 2026", "Acme", 2),
            )
        ),
        12_600,
        answers=_WORK,
        when=_APRIL,
    ),
    Case(
        "merged_days.xlsx",
        "a day merged over its rows",
        book(
            (
                ("Date", "Project", "Hours"),
                (None, "Acme", 1.5),
                (None, "Beta", 2),
                (_D14, "Acme", 1),
            ),
            then=_merged_days,
        ),
        16_200,
        answers={**_WORK, "above": "above"},
        when=("2026-04-13", "2026-04-13", "2026-04-14"),
    ),
    Case(
        "wide.xlsx",
        "a column for each day, its header real days",
        book(
            (
                ("Project", _D13, _D14, _D15, "Total"),
                ("Acme", 1.5, 2, 0, 3.5),
                ("Beta", 0, 0, 1, 1),
            )
        ),
        None,
    ),
    Case(
        "midnight.xlsx",
        "24:00 as a whole day, and ends at midnight",
        book(
            (
                ("Date", "Project", "Start", "End"),
                (_D13, "Acme", dt.time(22), As(1.0, _LONG)),
                (_D14, "Acme", dt.time(22), dt.time(0)),
            )
        ),
        14_400,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T20:00", "2026-04-14T20:00"),
    ),
    Case(
        "over_midnight.xlsx",
        "ends after midnight counted on: 25:30",
        book(
            (
                ("Date", "Project", "Start", "End"),
                (_D13, "Acme", dt.time(22), As(25.5 / 24, _LONG)),
                (_D14, "Acme", dt.time(9), As(9.5 / 24, _LONG)),
            )
        ),
        14_400,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T20:00", "2026-04-14T07:00"),
    ),
    Case(
        "hours.ods",
        "LibreOffice: days, times over 24 hours, money with its currency, booleans, repeated rows",
        ods(
            _o("Date", "Project", "Hours", "Pay", "Billable")
            + _o(
                _o_day("2026-04-13", "13.04.26"),
                "Acme",
                _o_time("PT01H30M00S", "01:30"),
                _o_money(45, "EUR"),
                ('office:value-type="boolean" office:boolean-value="true"', "WAHR"),
            )
            + _o(
                _o_day("2026-04-14", "14.04.26"),
                "Acme",
                _o_time("PT00H15M00S", "00:15"),
                _o_money(7.5, "EUR"),
                ('office:value-type="boolean" office:boolean-value="false"', "FALSCH"),
            )
            + _o(None, rows=1000)
        ),
        6_300,
        earned={"EUR": "52.50"},
        answers={**_WORK, "colons": "h:mm", "amount": "Pay", "currency": "EUR"},
        when=_APRIL,
    ),
    Case(
        "long.ods",
        "LibreOffice: lengths over a day, with a total",
        ods(
            _o("Week from", "Project", "Hours")
            + _o(_o_day("2026-04-06", "06.04.26"), "Acme", _o_time("PT28H30M00S", "28:30:00"))
            + _o(_o_day("2026-04-13", "13.04.26"), "Acme", _o_time("PT30H15M00S", "30:15:00"))
            + _o("Total", None, _o_time("PT58H45M00S", "58:45:00"))
        ),
        211_500,
        answers={**_WORK, "covers": "week from"},
        when=("2026-04-06", "2026-04-13"),
    ),
    Case(
        "moments.ods",
        "LibreOffice: moments, percent, a formula, covered cells",
        ods(
            _o(('table:number-columns-spanned="4" office:value-type="string"', "Hours of April"), None, None, None)
            + _o("Start", "End", "Project", "Done", "Hours")
            + _o(
                _o_day("2026-04-13T23:30:00", "13.04.26 23:30"),
                _o_day("2026-04-14T00:31:01", "14.04.26 00:31"),
                "Acme",
                ('office:value-type="percentage" office:value="0.5"', "50%"),
                (
                    'table:formula="of:=([.B3]-[.A3])*24" office:value-type="float" office:value="1.01694444444444"',
                    "1,02",
                ),
            )
            + _o(
                _o_day("2026-04-14T09:00:00", "14.04.26 09:00"),
                _o_day("2026-04-14T09:15:00", "14.04.26 09:15"),
                "Acme",
                ('office:value-type="percentage" office:value="1"', "100%"),
                ('table:formula="of:=([.B4]-[.A4])*24" office:value-type="float" office:value="0.25"', "0,25"),
            )
        ),
        4_561,
        answers={**_WORK, **BERLIN},
        when=("2026-04-13T21:30", "2026-04-14T07:00"),
    ),
    Case(
        "text.ods",
        "LibreOffice: days and hours as text, decimal commas, a cell of two lines",
        ods(
            _o("Datum", "Projekt", "Stunden", "Notiz")
            + _o("13.04.2026", "Acme", "1,5", "a")
            + _o("14.04.2026", "Acme", "0,25", "b")
            + _o("Summe", None, "1,75", None)
        ),
        6_300,
        answers=_WORK,
        when=_APRIL,
    ),
)
