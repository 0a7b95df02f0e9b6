"""iCalendar (.ics): the events of a calendar that are over, each time of a repeated one by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tracker.domain import Evidence, WorkSession
from tracker.errors import InputError, Problem
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
)
from tracker.importers.calendar_text import Component, When, Zones, components, length, repeats
from tracker.importers.columns import Harvest
from tracker.importers.formats.common import NO, batch
from tracker.importers.identity import own_words
from tracker.importers.settling import settle_zone
from tracker.say import Said, Word
from tracker.words import zone_info


class ICalendar:
    """Rules on the calendar (`account`), the categories (`tag`) and the title (`description`) say what is work."""

    name = "ical"
    title = "Calendar (iCalendar, .ics)"
    about = About(
        becomes="work sessions",
        get="Google: Settings, the calendar, Export. Apple: File, Export. Outlook: Save calendar, as iCalendar.",
        times="as each event has them; times without a zone are asked about",
        confirmed="the standard (RFC 5545)",
    )

    def recognise(self, text: Text) -> Recognition:
        begins = text.text[:200].lstrip().upper().startswith("BEGIN:VCALENDAR")
        return Recognition(0.95, "a calendar") if begins else NO

    def parse(self, text: Text, options: ReadOptions) -> ParsedBatch:
        """Raises `NeedsAnswer` (`--zone`) where an event has a time without a zone."""
        calendars = components(text)
        floating = _floating(calendars)
        zone = settle_zone(options, text.name) if floating else ""
        until = _until(options, calendars)
        harvest, nights = Harvest(), 0
        for calendar in calendars:
            nights += _Calendar(calendar, _name(calendar, text.name), zone, until, harvest).read()
        gone: list[str] = []
        for calendar in calendars:
            gone += _gone(calendar, _name(calendar, text.name), zone)
        notes = [
            Said(
                "Events are read up to {until} UTC; what comes later is not work yet.",
                until=Word(f"{until:%Y-%m-%d %H:%M}"),
            )
        ]
        notes += [Said("Times without a zone were read as times in {zone}.", zone=Word(zone))] if zone else []
        if nights:
            notes.append(
                Said(
                    "Repeated events at a change of the clocks: {nights}. Each is as long as the first, as time goes.",
                    nights=Word(nights),
                )
            )
        return replace(batch(self.name, self.name, harvest, notes), void=tuple(gone))


def _name(calendar: Component, file: str) -> str:
    """What the calendar is called, else its file."""
    named = calendar.text("X-WR-CALNAME") or calendar.text("NAME")
    return " ".join(named.split()) or file.rpartition(".")[0] or file


def _events(calendars: list[Component]) -> Iterator[Component]:
    return (c for calendar in calendars for c in calendar.inside if c.name == "VEVENT")


def _floating(calendars: list[Component]) -> bool:
    """Whether an event has clock times that name no zone."""
    times = (p for e in _events(calendars) for name in ("DTSTART", "DTEND") for p in e.all(name))
    return any("T" in p.value and not p.value.strip().endswith("Z") and not p.parameters.get("TZID") for p in times)


def _until(options: ReadOptions, calendars: list[Component]) -> dt.datetime:
    """The beginning of the day of the import, else the latest stamp of the file: what is later is not work yet."""
    if options.as_of:
        midnight = dt.datetime.combine(options.as_of, dt.time(), zone_info(options.home_zone))
        return midnight.astimezone(dt.UTC)
    stamps = [p.value.strip()[:15] for e in _events(calendars) for p in e.all("DTSTAMP")]
    found = max((s for s in stamps if len(s) == 15), default="19700101T000000")
    return dt.datetime.fromisoformat(found).replace(tzinfo=dt.UTC)


_REPEATING = frozenset(("RRULE", "RDATE", "EXRULE"))


@dataclass(frozen=True, slots=True)
class _Time:
    """One time of an event: `original` tells which of a repeated one."""

    start: dt.datetime
    end: dt.datetime
    original: dt.datetime | None


@dataclass(slots=True)
class _Calendar:
    calendar: Component
    name: str
    zone: str
    until: dt.datetime
    harvest: Harvest
    changed: dict[str, dict[dt.datetime, bool]] = field(default_factory=dict)
    """By UID: the times that events of their own stand for; True: and all later ones."""
    changed_days: dict[str, set[dt.date]] = field(default_factory=dict)
    bad: set[int] = field(default_factory=set)
    nights: int = 0
    """Times of repeated events at which the clocks change, so that they end at another hour than the first."""

    def read(self) -> int:
        """Read all events; gives the number of `nights`."""
        zones = Zones(self.calendar, zone_info(self.zone) if self.zone else None)
        events = [c for c in self.calendar.inside if c.name == "VEVENT"]
        for step in (self._note, self._event):
            for event in events:
                try:
                    step(event, zones)
                except InputError as error:
                    self._problem(event, error)
        return self.nights

    def _problem(self, event: Component, error: InputError) -> None:
        if event.line in self.bad:
            return
        self.bad.add(event.line)
        title = event.text("SUMMARY")[:80]
        self.harvest.problems.append(Problem(error.code, error.message, event.line, "", error.value or title))

    def _note(self, event: Component, zones: Zones) -> None:
        if said := event.first("RECURRENCE-ID"):
            later, at = said.parameters.get("RANGE", "").upper() == "THISANDFUTURE", zones.when(said)[0]
            self.changed.setdefault(event.text("UID"), {})[at.utc] = later
            if at.all_day:
                self.changed_days.setdefault(event.text("UID"), set()).add(at.local.date())

    def _event(self, event: Component, zones: Zones) -> None:
        said = event.first("DTSTART")
        if said is None:
            raise InputError("The event has no start.", code="missing")
        start = zones.when(said)[0]
        reason = "all_day" if start.all_day else _left_out(event, self.name)
        # All of an event or nothing: a line is read, left out or rejected.
        found = [self._made(event, time) for time in self._times(event, start, zones)] if not reason else []
        self.harvest.rows += [row for row in found if isinstance(row, SourceRow)]
        self.harvest.ignored += [row for row in found if isinstance(row, IgnoredRow)]
        if not found:
            self.harvest.ignored.append(IgnoredRow(event.line, reason or "ahead"))

    def _times(self, event: Component, start: When, zones: Zones) -> Iterator[_Time]:
        """All times of an event that begin before the end of what is read."""
        begins, ends = start.utc, _end(event, start, zones)
        if said := event.first("RECURRENCE-ID"):
            yield _Time(begins, ends, self._original(event, zones.when(said)[0].utc))
        elif event.properties.keys().isdisjoint(_REPEATING):
            yield _Time(begins, ends, None)
        else:
            by_days = event.first("DURATION") is not None
            for at in self._repeated(event, start, zones):
                end = _end(event, at, zones) if by_days else at.utc + (ends - begins)
                self.nights += _change(at, end) != _change(start, ends)
                yield _Time(at.utc, end, at.utc)

    def _original(self, event: Component, at: dt.datetime) -> dt.datetime:
        """The time that an event of its own stands for. Raises `InputError` where it stands for all later ones too."""
        if self.changed.get(event.text("UID"), {}).get(at):
            raise InputError(
                "A change of this and all later times of an event cannot be read.",
                hint="Enter the work of this event by hand.",
                code="bad_series",
            )
        return at

    def _repeated(self, event: Component, start: When, zones: Zones) -> list[When]:
        """The times of a repeated event less those that were taken out or are events of their own."""
        if event.all("EXRULE") or len(event.all("RRULE")) > 1:
            raise InputError("An event with several rules cannot be read.", code="bad_series")
        found = {start.utc: start}
        for rule in event.all("RRULE"):
            found |= {at.utc: at for at in repeats(rule.value, start, self.until)}
        for said in event.all("RDATE"):
            for at in zones.when(said):
                time = start.at(dt.datetime.combine(at.local, start.local.time())) if at.all_day else at
                found[time.utc] = time
        out = [at for said in event.all("EXDATE") for at in zones.when(said)]
        days = {at.local.date() for at in out if at.all_day} | self.changed_days.get(event.text("UID"), set())
        gone = {at.utc for at in out} | set(self.changed.get(event.text("UID"), {}))
        later = min((at for at, after in self.changed.get(event.text("UID"), {}).items() if after), default=None)
        return [
            at
            for utc, at in sorted(found.items())
            if utc not in gone and at.local.date() not in days and (later is None or utc < later)
        ]

    def _made(self, event: Component, time: _Time) -> SourceRow | IgnoredRow:
        seconds = round((time.end - time.start).total_seconds())
        if time.end > self.until:
            return IgnoredRow(event.line, "ahead", seconds=max(seconds, 0))
        return self._row(event, time) if seconds else IgnoredRow(event.line, "empty")

    def _row(self, event: Component, time: _Time) -> SourceRow:
        title = " ".join(event.text("SUMMARY").split())
        tags = ", ".join(p.text for p in event.all("CATEGORIES"))
        record = WorkSession(
            platform=UNASSIGNED,
            started_at=time.start,
            ended_at=time.end,
            evidence=Evidence.FILE.value,
            note=title or None,
        )
        own = _own(event, time.original)
        begin = time.start.isoformat()
        content = own_words([begin, time.end.isoformat(), title, tags])
        facts = Facts(account=self.name, tag=tags, description=title)
        return SourceRow(event.line, record, facts, content, own, slot=begin)


def _gone(calendar: Component, name: str, zone: str) -> Iterator[str]:
    """Ids of the events, and of times of repeated ones, that were cancelled or taken out."""
    zones = Zones(calendar, zone_info(zone) if zone else None)
    for event in (c for c in calendar.inside if c.name == "VEVENT" and c.text("UID")):
        out = event.all("EXDATE")
        if _left_out(event, name):
            out = [said] if (said := event.first("RECURRENCE-ID")) else []
            if not out:
                yield event.text("UID")
        for said in out:
            with suppress(InputError):
                yield from (_own(event, at.utc) for at in zones.when(said) if not at.all_day)


def _own(event: Component, original: dt.datetime | None) -> str:
    """The id of an event, of one of several times with that time."""
    own = event.text("UID")
    return f"{own}/{original:%Y%m%dT%H%M%SZ}" if own and original else own


def _end(event: Component, start: When, zones: Zones) -> dt.datetime:
    """The end of an event that begins at `start`: its own, or days by the calendar and then exact time."""
    if said := event.first("DTEND"):
        end = zones.when(said)[0]
        if end.all_day:
            raise InputError("The event starts at a time and ends with a day.", code="bad_moment", value=said.value)
        return end.utc
    if said := event.first("DURATION"):
        days, exact = length(said.value)
        return start.at(start.local + dt.timedelta(days=days)).utc + exact
    return start.utc


def _change(start: When, end: dt.datetime) -> dt.timedelta:
    """By how much the clocks are moved from a start to an end."""
    begins, ends = start.utc.astimezone(start.zone).utcoffset(), end.astimezone(start.zone).utcoffset()
    return (ends or dt.timedelta()) - (begins or dt.timedelta())


def _left_out(event: Component, calendar: str) -> str:
    """Why an event is left out, "" if nothing in it says so."""
    if event.text("STATUS").upper() in ("CANCELLED", "TENTATIVE"):
        return "called_off"
    if "ATTENDEE" in event.properties and _declined(event, calendar):
        return "called_off"
    free = event.text("TRANSP").upper() == "TRANSPARENT" or event.text("X-MICROSOFT-CDO-BUSYSTATUS").upper() == "FREE"
    return "free" if free else ""


def _declined(event: Component, calendar: str) -> bool:
    """Whether its owner has declined it: the calendar bears their address, or all who were asked have declined."""
    asked = [p for p in event.all("ATTENDEE") if p.parameters.get("CUTYPE", "INDIVIDUAL").upper() == "INDIVIDUAL"]
    mine = [p for p in asked if p.value.strip().casefold().removeprefix("mailto:") == calendar.casefold()]
    states = [p.parameters.get("PARTSTAT", "").upper() for p in mine or asked]
    return bool(states) and all(s == "DECLINED" for s in states)
