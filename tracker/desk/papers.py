"""Papers to hand over: proof of income and the tax year; made from what is on record, checked against it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from tracker.desk.reports import check_window
from tracker.desk.session import Desk
from tracker.domain import Expense, Payout
from tracker.errors import InputError
from tracker.say import Many, Said, Word
from tracker.units import DAY
from tracker.words.calendar_days import month_first, months_later

if TYPE_CHECKING:
    from tracker.analysis.results.received import Received
    from tracker.analysis.results.tax_year import TaxYear
    from tracker.analysis.results.us_forms import Estimate, Form1099
    from tracker.views.numbers import Reader
    from tracker.views.table import Table

MARK = "tracker:statement?"
SIZES = ("a4", "us-letter")
LONGEST = 600
"""Months of a statement."""
NAMED = re.compile(re.escape(MARK.encode()) + rb"([\w.~+%=;-]+)")
"""What is behind the mark in a file: `urlencode` writes nothing else."""


def available() -> bool:
    """Can PDFs and workbooks be made here? Needs the extra `papers`; all else works without."""
    return all(find_spec(name) is not None for name in ("typst", "xlsxwriter"))


def year_before(day: dt.date) -> dt.date:
    """The first of the twelve months that end on a day."""
    return months_later(day, -12) + DAY


def received(desk: Desk, as_of: dt.date, first: dt.date, last: dt.date) -> Received:
    """Money that came in from `first` to `last` (methods, section 15), made once per version and arguments.

    Raises InputError where the days end before they start.
    """
    from tracker.analysis.payments.received import build_received

    check_window(first, last)
    key = ("received", as_of, first, last)
    return desk.memo(key, lambda: build_received(desk.frames(), as_of, first, last, reference=desk.rates()))


def month_window(as_of: dt.date, months: int) -> tuple[dt.date, dt.date]:
    """The last whole calendar months before a day.

    >>> month_window(dt.date(2026, 5, 6), 3)
    (datetime.date(2026, 2, 1), datetime.date(2026, 4, 30))
    >>> month_window(dt.date(2026, 5, 31), 12)
    (datetime.date(2025, 6, 1), datetime.date(2026, 5, 31))

    Raises InputError for a number that makes no sense.
    """
    if not 1 <= months <= LONGEST:
        raise InputError(
            "A statement of {months} months makes no sense.",
            hint="Give 1 to {longest}.",
            months=Word(months),
            longest=Word(LONGEST),
        )
    after = month_first(as_of + DAY)
    return month_first(after, -months), after - DAY


# --- proof of income -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a statement is wanted: its days, the language of its text and numbers, and what it calls people."""

    as_of: dt.date
    first: dt.date
    last: dt.date
    locale: str
    size: str = "a4"
    name: str = ""
    by_alias: bool = False

    def text(self, code: str) -> str:
        """What is in the file, by which it can be made again."""
        said = {
            "as_of": self.as_of, "from": self.first, "to": self.last, "locale": self.locale, "size": self.size,
            "name": self.name, "alias": int(self.by_alias), "code": code,
        }  # fmt: skip
        return MARK + urlencode(said).replace("&", ";")

    @classmethod
    def read(cls, data: bytes) -> tuple[Wanted, str]:
        """What a file says of itself, and its code. Raises InputError for one that is not a statement of ours."""
        found = NAMED.search(data)
        try:
            said = {k: v[0] for k, v in parse_qs(found[1].decode(), separator=";").items()} if found else {}
            as_of, first, last = (dt.date.fromisoformat(said[k]) for k in ("as_of", "from", "to"))
            wanted = cls(as_of, first, last, said["locale"], said["size"], said.get("name", ""), said["alias"] == "1")
            return wanted, said["code"]
        except (KeyError, ValueError):
            raise InputError(
                "This file does not say that it is a statement of the tracker's.",
                hint="Name the PDF as it was written; one that was printed and scanned has its code in the last line.",
                code="no_statement",
            ) from None


def code_of(made: Received, wanted: Wanted) -> str:
    """Twenty letters and digits that stand for the figures of a statement and for what it shows of them.

    Of figures only: a later version that words a caveat otherwise gives the same code.

    >>> len(_grouped(b"x" * 32))
    24
    """
    figures = [
        str(made.as_of), str(made.first), str(made.last), made.currency, made.total,
        [[str(m.first), m.received, m.payments] for m in made.months],
        [[p.platform, p.received, p.payments, sorted(p.by_currency.items())] for p in made.payers],
        sorted((name, round(share, 6)) for name, share in made.by_evidence.items()),
        wanted.by_alias, wanted.name,
    ]  # fmt: skip
    return _grouped(hashlib.sha256(json.dumps(figures, ensure_ascii=True).encode()).digest())


def _grouped(digest: bytes) -> str:
    text = b32encode(digest).decode()[:20]
    return "-".join(text[i : i + 4] for i in range(0, 20, 4))


def statement(desk: Desk, wanted: Wanted, fonts: Sequence[Path] = ()) -> bytes:
    """The statement as a PDF, the same bytes each time. Raises InputError (bad window, no letter, not installed)."""
    from tracker.reports.papers.pdf import pdf, stamp
    from tracker.views.numbers import Reader
    from tracker.views.papers import statement as views
    from tracker.views.text import speaking

    if wanted.size not in SIZES:
        raise InputError(
            "There is no paper of size {size}.",
            hint="One of {sizes}.",
            size=Word(wanted.size),
            sizes=Word(", ".join(SIZES)),
        )
    made = received(desk, wanted.as_of, wanted.first, wanted.last)
    code = code_of(made, wanted)
    reader = Reader.of(wanted.locale, made.currency)
    with speaking(reader.language):
        paper = views.statement(
            made,
            reader,
            name=wanted.name,
            called=views.aliases(made) if wanted.by_alias else None,
            size=wanted.size,
            code=code,
            keywords=(wanted.text(code),),
        )
    return pdf(paper, stamp(wanted.as_of), fonts)


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a statement agrees with the ledger: `figures` by its code, `file` byte for byte (None: could not be made
    again)."""

    wanted: Wanted
    figures: bool
    file: bool | None


def verify(desk: Desk, data: bytes, fonts: Sequence[Path] = ()) -> Verified:
    """Hold a statement's file against the ledger. Raises InputError for a file that is none."""
    wanted, code = Wanted.read(data)
    figures = code_of(received(desk, wanted.as_of, wanted.first, wanted.last), wanted) == code
    try:
        same = statement(desk, wanted, fonts) == data if figures else False
    except InputError:
        same = None
    return Verified(wanted, figures, same)


# --- the tax year --------------------------------------------------------------------------------------

TAX_FORMS = (".xlsx", ".zip", ".csv")
FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class UsForms:
    estimates: tuple[Estimate, ...]
    forms: tuple[Form1099, ...]


def tax_year(desk: Desk, as_of: dt.date, year: int, starts: tuple[int, int] = (1, 1)) -> TaxYear:
    """Income as received in the tax year that begins in `year`, on that month and day.

    Raises InputError for a day that there is not each year, and for a year that has not begun.
    """
    from tracker.analysis.payments.tax_year import build_tax_year, tax_window

    if not FIRST_YEAR <= year <= as_of.year:
        raise InputError(
            "There is no tax year {year} to add up.",
            hint="Give a year from {first_year} to {year_2}.",
            code="to_come",
            year=Word(year),
            first_year=Word(FIRST_YEAR),
            year_2=Word(as_of.year),
        )
    try:
        first, last = tax_window(year, starts)
    except ValueError:
        raise InputError("A tax year begins on a day that there is in every year.", hint="Such as 6 april.") from None
    if first > as_of:
        raise InputError(
            "The tax year {year} begins on {day}, which is still to come.", year=str(year), day=first, code="to_come"
        )
    key = ("tax", as_of, first)
    return desk.memo(key, lambda: build_tax_year(received(desk, as_of, first, last)))


def tax_years(desk: Desk, as_of: dt.date, starts: tuple[int, int] = (1, 1)) -> list[int]:
    """The years in which tax years with something on record begin, the newest first; the present one is among them."""
    days = [p.received_on for _row, p in desk.rows(Payout)] + [e.spent_on for _row, e in desk.rows(Expense)]

    def begun(day: dt.date) -> int:
        return day.year - ((day.month, day.day) < starts)

    return list(range(begun(as_of), min([begun(d) for d in days if d <= as_of], default=begun(as_of)) - 1, -1))


def us_forms(desk: Desk, year: TaxYear, on_forms: Mapping[str, int] | None = None) -> UsForms:
    """What the forms of the United States want of a year. `on_forms`: units of home currency by payer.

    Raises InputError for a year that is not a calendar year, NotFound for the form of somebody who paid nothing.
    """
    from tracker.analysis.payments.us_forms import NEAR, estimates, forms_1099

    if (year.first.month, year.first.day) != (1, 1):
        raise InputError("The forms of the United States are of calendar years.", hint="Take one from 1 January.")
    as_of = year.received.as_of
    after = received(desk, as_of, year.last + DAY, year.last + NEAR * DAY).income if year.last < as_of else ()
    rate = desk.settings().tax_rate_percent
    return UsForms(estimates(year, rate), forms_1099(year, on_forms, after))


def tax_file(year: TaxYear, ending: str, reader: Reader, us: UsForms | None = None) -> bytes:
    """The year as the bytes of an .xlsx (every table), a .zip (every table as CSV) or a .csv (by month).

    `us`: with the tables for Schedule C, estimated payments and Form 1099.
    """
    from tracker.reports.papers.pdf import stamp
    from tracker.reports.papers.workbook import csv_bytes, workbook, zipped
    from tracker.views.papers.tax import lines, sheets
    from tracker.views.papers.us_forms import us_sheets
    from tracker.views.text import speaking

    if ending not in TAX_FORMS:
        raise InputError(
            "A tax year cannot be written as {ending}.",
            hint="Name a file that ends in {tax_forms}.",
            ending=Word(ending) if ending else Said("a file without an ending"),
            tax_forms=Many([Word(x) for x in TAX_FORMS], " or "),
        )
    with speaking(reader.language):
        if ending == ".csv":
            return csv_bytes(lines(year))
        made = sheets(year, reader)
        if us is not None:
            made[1:1] = us_sheets(year, us.estimates, us.forms)
    return (workbook if ending == ".xlsx" else zipped)(made, stamp(year.received.as_of))


def table_file(shown: Table, name: str, made_at: dt.datetime) -> bytes:
    """One table of a page as a workbook of one sheet. Raises InputError without the extra (code not_installed)."""
    from tracker.reports.papers.workbook import workbook

    return workbook([shown.sheet(name)], made_at)
