"""Kimai, export as CSV: one row per entry, its headers in the language of whoever exports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tracker.domain import Evidence, WorkSession
from tracker.errors import InputError
from tracker.importers.base import (
    UNASSIGNED,
    About,
    Facts,
    IgnoredRow,
    ParsedBatch,
    ReadOptions,
    Recognition,
    SourceRow,
    Text,
    one_line,
)
from tracker.importers.columns import Field, Layout, Reading, Row, clock, day, hours, money
from tracker.importers.formats.common import (
    People,
    Spans,
    batch,
    by_header,
    dates_said,
    named_currency,
    unread,
)
from tracker.importers.reading import table
from tracker.importers.settling import settle_currency, settle_dates, settle_decimal, settle_zone
from tracker.importers.spans import SLACK
from tracker.say import Said, Word
from tracker.units import duration_text

_YES, _NO = ("yes", "true", "1", "ja", "oui", "sí", "si"), ("no", "false", "0", "nein", "non")


def _billable(cell: str, reading: Reading) -> bool:
    word = cell.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise InputError("{value!r} is neither yes nor no.", code="bad_yesno", value=cell)


LAYOUT = Layout(
    on=Field("Date", "Datum", "Fecha", parse=day, need=True),
    begin=Field("From", "Von", "De", "Begin", "Beginn", "Début", "Inicio", "Desde", parse=clock, need=True),
    end=Field("To", "Bis", "À", "Para", "End", "Ende", "Fin", "Final", "Hasta", parse=clock),
    duration=Field("Duration", "Dauer", "Durée", "Duración", parse=hours),
    pause=Field("Break", "Pause", "Pausa", "Descanso", parse=hours, need_column=False),
    currency=Field("Currency", "Währung", "Devise", "Moneda", "Divisa", parse=named_currency, need_column=False),
    amount=Field(
        "Price", "Rate", "Preis", "Lohn", "Betrag", "Prix", "Taux", "Precio", "Tarifa", parse=money, need_column=False
    ),
    rate=Field(
        "Hourly price", "Hourly rate", "Stundenpreis", "Stundenlohn", "Stundensatz", "Prix horaire", "Taux horaire",
        "Precio por hora", "Tarifa por hora", parse=money, need_column=False,
    ),
    fixed=Field(
        "Fixed price", "Fixed rate", "Festpreis", "Festbetrag", "Prix fixe", "Taux fixe", "Precio fijo", "Tarifa fija",
        parse=money, need_column=False,
    ),
    user=Field("User", "Username", "Benutzer", "Utilisateur", "Identifiant", "Usuario", "Nombre de usuario",
               need_column=False),
    customer=Field("Customer", "Kunde", "Client", "Cliente", need_column=False),
    project=Field("Project", "Projekt", "Projet", "Proyecto"),
    activity=Field("Activity", "Tätigkeit", "Activité", "Actividad"),
    description=Field("Description", "Beschreibung", "Descripción", need_column=False),
    billable=Field("Billable", "Abrechenbar", "Facturable", parse=_billable, need_column=False, empty=True),
    tags=Field("Tags", "Schlagworte", "Mots-clés", "Etiquetas", need_column=False),
)  # fmt: skip
_WORDS = ("on", "begin", "end", "duration", "pause", "customer", "project", "activity", "description", "tags",
          "amount", "rate")  # fmt: skip
_OURS = frozenset(("Name", "Nom", "Nombre", "E-mail", "E-Mail", "Courriel", "Internal price", "Internal rate",
                   "Interner Preis", "Interner Lohn"))  # fmt: skip
"""Columns that are left aside without a word: whose time it is, and what Kimai reckons with in-house."""


class Kimai:
    """English, German, French and Spanish headers; durations as H:MM or decimal; breaks taken off."""

    name = "kimai"
    title = "Kimai, export of time entries"
    about = About(
        becomes="work sessions",
        get="In Kimai: My times, choose the dates, then Export, CSV.",
        times="local to the zone of the Kimai profile, which the file does not name: asked",
        confirmed="Kimai's own source and translations (English, German, French, Spanish), no real file",
    )

    def recognise(self, text: Text) -> Recognition:
        own = [n for f in ("customer", "rate", "fixed", "billable", "tags", "user") for n in LAYOUT.fields[f].names]
        return by_header(text, LAYOUT, "the columns of a Kimai export", own=own, never=("Start date", "Hours"))

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Sessions with clock times. Raises `NeedsAnswer` for zone, order of dates, decimal sign, currency."""
        sheet = LAYOUT.bind(table(text))
        dates = settle_dates(options, sheet, "on")
        sums = ("amount", "rate", "fixed")
        decimal = settle_decimal(options, sheet, "duration", "pause", *sums, currencies="currency")
        zone = settle_zone(options, text.name)
        sheet.reading = Reading(dates, decimal, zone)
        priced = any(c.strip("0.,") for c in sheet.cells(*sums))
        currency = settle_currency(options, sheet, *sums) if priced and not sheet.has("currency") else None
        reader = _Entries(Spans(zone), currency)
        harvest = sheet.read(reader.make)
        return batch(self.name, self.name, harvest, [*reader.notes(), dates_said(dates), *unread(sheet, _OURS)])


@dataclass(slots=True)
class _Entries:
    spans: Spans
    currency: str | None
    people: People = field(default_factory=People)
    paused: int = 0
    pauses: int = 0
    longer: int = 0

    def make(self, row: Row) -> SourceRow | IgnoredRow:
        if not row.raw("on") and not row.raw("begin"):
            return IgnoredRow(row.line, "total")  # the last row of its workbooks
        if row["end"] is None:
            return IgnoredRow(row.line, "running")
        self.people.add(row["user"])
        start, end, worked = self._time(row)
        rate = amount = None
        if row["billable"]:
            rate, amount = None if row["fixed"] else row["rate"] or None, row["amount"] or None
        record = WorkSession(
            platform=UNASSIGNED,
            project=one_line(row["project"]),
            started_at=start,
            ended_at=end,
            minutes=worked,
            rate=rate,
            amount=amount,
            currency=row["currency"] or self.currency if rate or amount else None,
            evidence=Evidence.FILE.value,
            note=row["description"] or row["activity"] or None,
        )
        facts = Facts(row["customer"], row["project"], row["tags"], row["activity"], row["description"])
        return SourceRow(row.line, record, facts, row.words(*_WORDS), slot=start.isoformat())

    def _time(self, row: Row) -> tuple[dt.datetime, dt.datetime, int | None]:
        """Start and end, and the time worked where a break is taken off it.

        Kimai's duration is from start to end less the break; without a column of breaks it alone tells of them.
        """
        first, last = (dt.datetime.combine(row["on"], row[n], dt.UTC) for n in ("begin", "end"))
        pause, lasted = row["pause"] or 0, row["duration"]
        start, end = self.spans.between(first, last, lasted + pause if lasted and last < first else None)
        span = round((end - start).total_seconds())
        self.longer += bool(lasted) and lasted + pause > span + SLACK
        off = pause or (span - lasted if lasted is not None and 0 < lasted < span - SLACK else 0)
        if not 0 <= off <= span:
            raise row.problem("pause", "more_than_span", "the break is longer than from start to end")
        self.paused, self.pauses = self.paused + off, self.pauses + bool(off)
        return start, end, span - off if off else None

    def notes(self) -> list[Said | str]:
        off = Said(
            "Breaks were taken off: {pauses} of {rows}, {paused} in all.",
            pauses=Word(self.pauses),
            rows=Word(self.spans.rows),
            paused=Word(duration_text(self.paused)),
        )
        more = Said(
            "Durations that are longer than from start to end: {longer}. Start and end count.", longer=Word(self.longer)
        )
        said: list[Said | str] = [*([off] if self.pauses else []), *([more] if self.longer else [])]
        return [*self.spans.notes(), *said, *self.people.notes()]
