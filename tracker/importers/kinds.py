"""What a file is that no importer reads, and the one next step: for the error `unknown_format`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracker.errors import UnreadableFile
from tracker.importers import bank_marks
from tracker.importers.base import Text
from tracker.importers.reading import table
from tracker.say import Act, Part, Said, Word, told

_CSV = "Download the same from where it comes as CSV and import that."
_READ = "Import it as it is."
_ROWS = "Make a table of it (start, end, project) and import that."
_NOTES = "If these are your own notes of work, put each on a line of its own under its date, such as: 2h outlier."
_SHOWN = 8
_PARSED = 5_000_000
"""Characters of JSON that are read to tell what it is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is, as a sentence, and what to do. `is_table`: a mapping can read it."""

    sentence: Said | str
    hint: Said | str | Act
    is_table: bool = False

    def error(self, file: str) -> UnreadableFile:
        """The error that ends with the way to the wizard, if it is a table, and to the list of what is read."""
        way = Act.MAP_COLUMNS if self.is_table and self.hint is not Act.MAP_COLUMNS else Said("")
        hint = Said("{hint} {way} {more}", hint=told(self.hint), way=way, more=Act.SEE_FORMATS)
        return UnreadableFile(self.sentence, hint=hint, code="unknown_format", file=file)


def kind_of(text: Text) -> Kind:
    """What a text is that no format fits.

    >>> str(kind_of(Text("x.ofx", "OFXHEADER:100\\nDATA:OFXSGML", "utf-8")).sentence)
    'This is OFX, a bank statement for money programs.'
    """
    head = text.text[:20_000].lstrip()
    return _by_marks(head) or _by_json(head, text.text) or _by_header(text)


def refuse_other_kinds(text: Text) -> None:
    """Raise `UnreadableFile` (`unknown_format`) for a text that is known to be no table, with what it is."""
    kind = _by_marks(text.text[:20_000].lstrip()) or _by_json(text.text[:200].lstrip(), text.text)
    if kind:
        raise kind.error(text.name)


# --- by marks ------------------------------------------------------------------------------------------

_MARKS: tuple[tuple[str | re.Pattern[str], str, str], ...] = (
    (bank_marks.OFX, "OFX, a bank statement for money programs", _READ),
    (bank_marks.CAMT, "CAMT.053, a bank statement in XML", _READ),
    (
        r"(?i)BkToCstmr|urn:iso:std:iso:20022:tech:xsd:camt",
        "CAMT, but not the statement of what was booked (CAMT.053)",
        "Download the statement (CAMT.053) or CSV.",
    ),
    (r"(?i)urn:iso:std:iso:20022:tech:xsd:pain", "a payment order for a bank in XML", _CSV),
    (bank_marks.MT940, "MT940, a bank statement", _READ),
    (
        r"(?m)\A(\{1:.*)?(.*\n){0,12}:20:.*\n(.*\n){0,6}:25:",
        "a message of a bank in SWIFT's form, but no statement (MT940)",
        "Download the statement (MT940) or CSV.",
    ),
    (bank_marks.QIF, "QIF, a file for Quicken", _READ),
    (r"\A01,[^,\n]*,[^,\n]*,\d{6},.*/\s*\n02,", "BAI2, a bank's file for the cash management of companies",
     "Download the statement as CSV, OFX or CAMT.053 and import that."),
    (r"\ABEGIN:VCARD", "an address book", "Drop the file that holds your hours or your money."),
    (r"(?m)^\s*CLOCK: \[\d{4}-\d\d-\d\d", "notes of Emacs's Org mode", _ROWS),
    (
        r"(?m)^\d{4}[-/.]\d\d?[-/.]\d\d?( [*!])? .*\n[ \t]+\S.*[ \t]{2,}\S",
        "a journal of plain-text accounting (hledger, Ledger, Beancount)",
        "Print it as CSV and import that.",
    ),
    (r"(?mi)\A(Received|Return-Path|Delivered-To|From|MIME-Version): .*\n(?=(.*\n){0,30}Subject: )", "an e-mail",
     "Save what is attached to it and import that."),
    (r"(?i)\A<(\?xml|\w+[ >])", "XML", _CSV),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), what, hint) for pattern, what, hint in _MARKS)


def _by_marks(head: str) -> Kind | None:
    return next(
        (
            Kind(Said("This is {what}.", what=Word(what)), hint)
            for pattern, what, hint in _COMPILED
            if pattern.search(head)
        ),
        None,
    )


# --- JSON ----------------------------------------------------------------------------------------------

_TABLE_FIRST = "No format reads it: make a table of it (CSV) and import that."
_TOOLS: tuple[tuple[frozenset[str], str, str], ...] = tuple(
    (frozenset(keys.split()), what, hint)
    for keys, what, hint in (
        ("timeInterval", "of Clockify", "Export Clockify's detailed report as CSV."),
        ("time_entries project_id", "of Toggl Track", "Export Toggl's detailed report as CSV."),
        ("time_entries", "of Harvest", "Export Harvest's time report as CSV."),
        ("transaction_details", "of PayPal", "Download PayPal's activity report as CSV."),
        ("accountHolder transactions", "of Wise", "Download Wise's statement as CSV."),
        ("referenceNumber details", "of Wise", "Download Wise's statement as CSV."),
        ("object reporting_category", "of Stripe", "Download Stripe's balance report as CSV."),
        ("object data has_more", "of Stripe", "Download Stripe's balance report as CSV."),
        ("workspace_id start duration", "of Toggl Track", "Export Toggl's detailed report as CSV."),
        ("wid start duration", "of Toggl Track", "Export Toggl's detailed report as CSV."),
        ("workspace_id", "of Toggl Track's full export, which holds no hours", "Export its detailed report as CSV."),
        ("wid", "of Toggl Track's full export, which holds no hours", "Export its detailed report as CSV."),
        ("tracker_archive", "of this tracker's archive", "Import the whole archive: the zip, or the folder."),
        ("cells nbformat", "of a notebook", _TABLE_FIRST),
    )
)


def _by_json(head: str, text: str) -> Kind | None:
    if not head.startswith(("{", "[")):
        return None
    if len(text) > _PARSED:
        return Kind("This is JSON.", _TABLE_FIRST)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        try:
            found = json.loads(text.lstrip().split("\n", 1)[0])
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, dict):
            return None
    keys = _keys(found)
    for needed, what, hint in _TOOLS:
        if needed <= keys:
            return Kind(Said("This is JSON {what}.", what=Word(what)), hint)
    names = ", ".join(sorted(keys)[:_SHOWN])
    return Kind(
        Said("This is JSON with the fields {names}.", names=Word(names)) if names else "This is JSON.", _TABLE_FIRST
    )


def _keys(found: Any) -> frozenset[str]:
    """The field names of an object, or of the first of a list of objects."""
    first = found[0] if isinstance(found, list) and found else found
    if isinstance(first, dict) and len(first) > 0 and all(isinstance(v, dict) for v in first.values()):
        inner = frozenset(map(str, next(iter(first.values()))))  # objects by their ids
        return inner | frozenset(map(str, first)) if len(first) < 50 else inner
    return frozenset(map(str, first)) if isinstance(first, dict) else frozenset()


# --- tables --------------------------------------------------------------------------------------------

_ENGLISH = "Set PayPal's language to English, download the report again and import that."
_PAYPAL = (
    ("Spanish", "bruto neto hora tipo divisa moneda estado nombre comisión tarifa"),
    ("Portuguese", "bruto líquido liquido hora tipo moeda status nome tarifa taxa"),
    ("German", "brutto netto uhrzeit typ währung status name gebühr entgelt transaktionscode"),
    ("French", "brut net heure type devise état nom commission fuseau"),
    ("Italian", "lordo netto ora tipo valuta stato nome tariffa"),
    ("Dutch", "bruto net tijd tijdzone valuta naam kosten vergoeding"),
    ("Polish", "brutto netto czas waluta typ status nazwa opłata"),
    ("Swedish", "brutto netto tid tidszon valuta namn avgift"),
)
_KNOWN: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(name.strip() for name in names.split(",")), what)
    for names, what in (
        ("balance_transaction_id, gross", "a part of Stripe's balance report"),
        ("credit amount, debit amount, transaction id", "a part of Payoneer's list of transactions"),
        ("type, product, started date, completed date, state", "a part of Revolut's statement"),
        ("datetime, type, status, note, from, to", "a part of Venmo's statement"),
        ("completion time, paid in, withdrawn", "a part of M-Pesa's statement"),
        ("time (h), time (decimal)", "Clockify's summary report"),
        ("timestamp, duration, app, title", "ActivityWatch's list of windows"),
        ("registered time", "Toggl's summary report"),
        ("organization, time zone, total worked", "Hubstaff's weekly report, with a column for each day"),
        ("hitid, assignmentid, workerid", "a batch of Mechanical Turk as its requester sees it"),
        ("submission id, participant id, started at", "a study of Prolific as its researcher sees it"),
        ("trip or order status, begin trip time, fare amount", "a rider's own trips with Uber, which you paid for"),
        ("_unit_id, _worker_id, _started_at", "judgements of Figure Eight (Appen)"),
        ("subject, start date, all day event", "a calendar"),
        ("date, account number, sort code", "a bank's statement"),
    )
)


def _by_header(text: Text) -> Kind:
    try:
        names = table(text).header
    except UnreadableFile:
        return Kind(
            "No row of column names was found, and it is not another known kind of file.",
            "If it is a table without a header, map it.",
            is_table=True,
        )
    if len(names) == 1:
        return Kind("This is text in one column, not a table.", _NOTES, is_table=True)
    small = [" ".join(n.casefold().split()) for n in names]
    if language := _paypal(small):
        return Kind(
            Said("This is PayPal's report in {language}, with columns that are not known.", language=Word(language)),
            _ENGLISH,
            is_table=True,
        )
    what = next((what for needed, what in _KNOWN if needed <= set(small)), None)
    columns = _listed([n for n in names if n])
    said = "No known format has these columns: {columns}."
    if what:
        said = "This is {what}, which no format reads by itself. No known format has these columns: {columns}."
    return Kind(
        told(said, what=Said(what or ""), columns=columns),
        Act.MAP_COLUMNS,
        is_table=True,
    )


def _paypal(names: Sequence[str]) -> str | None:
    """The language of PayPal's report, None if it is none: its words for gross, net, time, type, currency …"""
    words = [set(re.findall(r"[^\W\d_]+", name)) for name in names]
    best, language = max((sum(bool(w & set(marks.split())) for w in words), lang) for lang, marks in _PAYPAL)
    marks = next(set(m.split()) for lang, m in _PAYPAL if lang == language)
    sums = [m for m in ("bruto", "brutto", "lordo", "brut", "avant") if any(m in w for w in words)]
    return language if best >= 6 and (sums or "commission" in marks & set().union(*words)) else None


def _listed(names: Sequence[str]) -> Part:
    more, some = len(names) - _SHOWN, Word(", ".join(names[:_SHOWN]))
    return Said("{some} and {n} more", some=some, n=more) if more > 0 else some
