"""iCalendar: events that are over, by their own zones; repeated ones with their exceptions."""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import Ledger
from tests.importers.scenario import DATA, fixture, kinds, ledger, plan, run, seconds
from tracker.domain import Rule
from tracker.errors import NeedsAnswer, UnreadableFile
from tracker.importers.base import ParsedBatch, ReadOptions, Text
from tracker.importers.calendar_text import components, length
from tracker.importers.formats.ical import ICalendar
from tracker.importers.outcomes import Conflict

APRIL = ReadOptions(as_of=dt.date(2026, 4, 1), home_zone="Europe/Berlin", platform="Northwind")
BERLIN = ZoneInfo("Europe/Berlin")


def read(*lines: str, options: ReadOptions = APRIL, calendar: str = "") -> ParsedBatch:
    """The event of these lines, in a calendar with others above it."""
    event = ["BEGIN:VEVENT", "UID:1", "SUMMARY:x", *lines, "END:VEVENT"]
    text = "\r\n".join(["BEGIN:VCALENDAR", *calendar.split("\n"), *event, "END:VCALENDAR", ""])
    return ICalendar().parse(Text("work.ics", text, "utf-8"), options)


def starts(batch: ParsedBatch) -> list[str]:
    return [r.record.started_at.astimezone(BERLIN).strftime("%m-%d %H:%M") for r in batch.rows]


def reasons(batch: ParsedBatch) -> list[str]:
    return [i.reason for i in batch.ignored]


def test_scenario() -> None:
    batch = run(ICalendar(), (DATA / "ical" / "work.ics").read_bytes(), "work.ics", options=APRIL, table=False)
    assert starts(batch) == [
        "03-02 09:00",
        "03-28 23:00",
        "03-30 09:00",
        *(f"03-{day} 10:00" for day in ("03", "17", "19", "24", "26", "31")),
        "03-11 14:00",
        *(f"03-{day} 13:00" for day in ("04", "06", "09")),
    ]
    assert seconds(batch) == 5400 + 8 * 3600 + 3600 + 6 * 3600 + 7200 + 3 * 1800
    assert reasons(batch) == ["called_off", "all_day", "called_off", "free", "called_off", "ahead"]
    first = batch.rows[0]
    assert (first.facts.account, first.facts.tag) == ("Work", "labels,northwind")
    assert first.record.note == "Northwind, labels"


def test_rules_choose_calendar_category_and_title() -> None:
    rules = [
        Rule(field="account", pattern="Work", platform="Northwind"),
        Rule(field="description", pattern="weekly", platform="Larkspur"),
        Rule(field="tag", pattern="labels", platform="Mercor"),
        Rule(field="description", pattern="dates", platform="-"),
    ]
    made = plan([ICalendar().parse(fixture("ical/work.ics"), APRIL)], rules=rules)
    found = [o.record.platform for o in made.outcomes() if type(o).__name__ == "New"]
    assert (found.count("Larkspur"), found.count("Mercor"), found.count("Northwind")) == (6, 1, 3)
    assert made.files[0].summary().ignored["not_work"] == 1


def test_a_later_export_adds_what_came_since() -> None:
    text = fixture("ical/work.ics")
    there = ledger(plan([ICalendar().parse(text, APRIL)], options=APRIL))
    may = ReadOptions(as_of=dt.date(2026, 4, 8), home_zone="Europe/Berlin", platform="Northwind")
    made = plan([ICalendar().parse(text, may)], there, options=may)
    assert kinds(made).count("Duplicate") == 13
    assert [o.record.started_at.day for o in made.outcomes() if type(o).__name__ == "New"] == [2, 7]


def test_an_event_that_was_moved_is_asked_about() -> None:
    text = fixture("ical/work.ics")
    there = ledger(plan([ICalendar().parse(text, APRIL)], options=APRIL))
    moved = Text("x", text.text.replace("DTSTART:20260302T080000Z", "DTSTART:20260302T083000Z"), "utf-8")
    made = plan([ICalendar().parse(moved, APRIL)], there, options=APRIL)
    assert [o.kind for o in made.outcomes() if isinstance(o, Conflict)] == ["same_id"]


# --- zones ----------------------------------------------------------------------------------------------


def test_times_without_a_zone_are_asked_about() -> None:
    lines = ("DTSTART:20260302T090000", "DTEND:20260302T100000")
    with pytest.raises(NeedsAnswer) as asked:
        read(*lines)
    assert asked.value.asks == "zone"
    manila = ReadOptions(zone="Asia/Manila", as_of=dt.date(2026, 4, 1))
    assert read(*lines, options=manila).rows[0].record.started_at.hour == 1


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("20260328T220000", "20260329T060000", 7),
        ("20261024T220000", "20261025T060000", 9),
        ("20260329T013000", "20260329T033000", 1),
        ("20261025T013000", "20261025T023000", 1),  # 02:30 is twice: the first one
        ("20260329T023000", "20260329T040000", 0.5),  # 02:30 was skipped: 03:30
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "/example.com/2026/Europe/Berlin", "W. Europe Standard Time"])
def test_nights_on_which_the_clocks_change(start: str, end: str, hours: float, zone: str) -> None:
    calendar = fixture("ical/work.ics").text.split("X-WR-CALNAME:Work\n")[1].split("BEGIN:VEVENT")[0].strip()
    options = ReadOptions(as_of=dt.date(2027, 1, 1))
    batch = read(f"DTSTART;TZID={zone}:{start}", f"DTEND;TZID={zone}:{end}", options=options, calendar=calendar)
    assert seconds(batch) == hours * 3600


def test_exact_and_nominal_durations() -> None:
    """PT24H is a day of 24 hours, P1D until the same time of the next day: 23 hours in spring."""
    start = "DTSTART;TZID=Europe/Berlin:20260328T120000"
    assert seconds(read(start, "DURATION:PT24H")) == 24 * 3600
    assert seconds(read(start, "DURATION:P1D")) == 23 * 3600
    assert length("P1W") == (7, dt.timedelta())


def test_a_described_zone_is_the_zone() -> None:
    described = fixture("ical/work.ics").text.split("X-WR-CALNAME:Work\n")[1].split("BEGIN:VEVENT")[0].strip()
    options = ReadOptions(as_of=dt.date(2027, 1, 1))
    for name in ("Europe/Berlin", "W. Europe Standard Time"):
        lines = (f"DTSTART;TZID={name}:20260101T120000", "DURATION:PT1H", "RRULE:FREQ=DAILY")
        batch = read(*lines, options=options, calendar=described)
        assert {t[6:] for t in starts(batch)} == {"12:00"}
        assert len(batch.rows) == 365


# --- repetition -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", ["03-02", "03-03", "03-04"]),
        ("FREQ=WEEKLY;INTERVAL=2", ["03-02", "03-16", "03-30"]),
        ("FREQ=WEEKLY;UNTIL=20260309T090000Z", ["03-02", "03-09"]),
        ("FREQ=WEEKLY;UNTIL=20260309T085959Z", ["03-02"]),
        ("FREQ=WEEKLY;UNTIL=20260309", ["03-02", "03-09"]),
        ("FREQ=WEEKLY;UNTIL=20260309T100000", ["03-02", "03-09"]),
        ("FREQ=MONTHLY;BYDAY=1MO", ["03-02"]),
        ("FREQ=MONTHLY;BYMONTHDAY=2,16;WKST=SU", ["03-02", "03-16"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", ["03-02"]),
        ("FREQ=YEARLY", ["03-02"]),
        ("FREQ=YEARLY;INTERVAL=7973", ["03-02"]),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=99991231T235959Z", ["03-02", "03-16", "03-30"]),
    ],
)
def test_rules(rule: str, days: list[str]) -> None:
    batch = read("DTSTART;TZID=Europe/Berlin:20260302T100000", "DURATION:PT1H", f"RRULE:{rule}")
    assert [s[:5] for s in starts(batch)] == days
    assert {s[6:] for s in starts(batch)} == {"10:00"}


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=99999999999", "FREQ=OFTEN",
        "INTERVAL=2", "FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=3", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYSETPOS=2", "FREQ=WEEKLY;BYWEEKNO=1", "FREQ=DAILY;BYHOUR=10", "",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=4", "FREQ=DAILY;UNTIL=soonZ", "FREQ=DAILY;COUNT=x", "FREQ=YEARLY;BYMONTH=13",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_used_rejects_its_event_at_once(rule: str) -> None:
    began = time.process_time()
    batch = read("DTSTART;TZID=Europe/Berlin:20260302T100000", "DURATION:PT1H", f"RRULE:{rule}")
    assert ([p.code for p in batch.problems], batch.rows) == (["bad_series"], ())
    assert time.process_time() - began < 5


def test_an_event_that_comes_too_often_is_rejected() -> None:
    batch = read("DTSTART:19000101T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    assert [p.code for p in batch.problems] == ["bad_series"]


def test_days_that_were_taken_out() -> None:
    lines = ("DTSTART;TZID=Europe/Berlin:20260302T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5")
    batch = read(*lines, "EXDATE;VALUE=DATE:20260303", "EXDATE:20260304T090000Z,20260305T090000Z")
    assert [s[:5] for s in starts(batch)] == ["03-02", "03-06"]


def test_a_repeated_night_at_a_change_of_the_clocks_is_as_long_as_the_first_and_it_is_said() -> None:
    lines = ("DTSTART;TZID=Europe/Berlin:20260321T220000", "RRULE:FREQ=DAILY;COUNT=8")
    for end in ("DTEND;TZID=Europe/Berlin:20260322T060000", "DURATION:PT8H"):
        batch = read(*lines, end)
        assert seconds(batch) == 8 * 8 * 3600
        assert any("change of the clocks: 1." in str(note) for note in batch.notes)


def test_days_that_were_put_in() -> None:
    batch = read("DTSTART;TZID=Europe/Berlin:20260302T100000", "DURATION:PT1H", "RDATE;VALUE=DATE:20260305")
    assert starts(batch) == ["03-02 10:00", "03-05 10:00"]


def test_a_change_of_all_later_times_is_not_read_in_silence() -> None:
    rest = "END:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260304T100000Z\n"
    batch = read(
        "DTSTART:20260302T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5",
        *rest.strip().split("\n"), "DTSTART:20260304T120000Z", "DURATION:PT1H",
    )  # fmt: skip
    assert [s[:5] for s in starts(batch)] == ["03-02", "03-03"]
    assert [p.code for p in batch.problems] == ["bad_series"]


def test_a_repeated_event_without_an_end_is_bounded() -> None:
    stamped = read(
        "DTSTAMP:20260305T000000Z", "DTSTART:20260302T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY",
        options=ReadOptions(),
    )  # fmt: skip
    assert [s[:5] for s in starts(stamped)] == ["03-02", "03-03", "03-04"]
    never = read("DTSTART:20260302T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY", options=ReadOptions())
    assert (never.rows, reasons(never)) == ((), ["ahead"])


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    st.integers(1, 4),
    st.integers(0, 120),
    st.sets(st.integers(0, 40), max_size=6),
)
def test_any_plain_series_with_exceptions(freq: str, interval: int, until: int, out: set[int]) -> None:
    """Against a count by hand: each day, week or month from 5 January on, at ten in Berlin."""
    first = dt.date(2026, 1, 5)
    last = first + dt.timedelta(days=until)
    step = {"DAILY": 1, "WEEKLY": 7}.get(freq)
    if step:
        days = [first + dt.timedelta(days=n) for n in range(0, until + 1, step * interval)]
    else:
        days = [d for n in range(0, 12, interval) if (d := dt.date(2026, 1 + n, 5)) <= last]
    gone = {first + dt.timedelta(days=n) for n in out}
    batch = read(
        "DTSTART;TZID=Europe/Berlin:20260105T100000", "DTEND;TZID=Europe/Berlin:20260105T110000",
        f"RRULE:FREQ={freq};INTERVAL={interval};UNTIL={last:%Y%m%d}T235959Z",
        *(f"EXDATE;TZID=Europe/Berlin:{day:%Y%m%d}T100000" for day in sorted(gone)),
        options=ReadOptions(as_of=dt.date(2027, 1, 1)),
    )  # fmt: skip
    assert [r.record.started_at.astimezone(BERLIN).date() for r in batch.rows] == [d for d in days if d not in gone]


# --- what is left out, and what cannot be read ----------------------------------------------------------

TIMES = ("DTSTART:20260302T080000Z", "DTEND:20260302T090000Z")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((*TIMES, "STATUS:TENTATIVE"), "called_off"),
        ((*TIMES, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), "free"),
        ((*TIMES, "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c"), ""),
        (("DTSTART;VALUE=DATE:20260302",), "all_day"),
        (("DTSTART:20260302T080000Z",), "empty"),
        (("DTSTART:20260401T080000Z", "DURATION:PT1H"), "ahead"),
        (("DTSTART:20260331T213000Z", "DURATION:PT1H"), "ahead"),
        (("DTSTART:20260331T205900Z", "DURATION:PT1H"), ""),
    ],
)
def test_reasons(lines: tuple[str, ...], reason: str) -> None:
    batch = read(*lines)
    assert reasons(batch) == ([reason] if reason else [])
    assert len(batch.rows) == (not reason)


def test_who_declines_in_a_calendar_of_their_own() -> None:
    lines = (*TIMES, "ATTENDEE;PARTSTAT=DECLINED:mailto:Me@example.com", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c")
    assert reasons(read(*lines, calendar="X-WR-CALNAME:me@example.com")) == ["called_off"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("DTEND:20260302T090000Z",), "missing"),
        (("DTSTART:20260302T100000Z", "DTEND:20260302T090000Z"), "ends_before_start"),
        (("DTSTART:20261302T100000Z", "DURATION:PT1H"), "bad_moment"),
        (("DTSTART:00010101T000000Z", "DURATION:PT1H"), "bad_moment"),
        (("DTSTART;TZID=America/New_York:99991231T230000", "DURATION:PT1H"), "bad_moment"),
        (("DTSTART:20260302T100000Z", "DURATION:P99999999999D"), "bad_duration"),
        (("DTSTART:20260302T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=never"), "bad_series"),
        (("DTSTART:monday", "DURATION:PT1H"), "bad_moment"),
        (("DTSTART;TZID=Moon:20260302T100000", "DURATION:PT1H"), "unknown_zone"),
        (("DTSTART:20260302T100000Z", "DURATION:1h"), "bad_duration"),
        (("DTSTART:20260302T100000Z", "DURATION:P"), "bad_duration"),
        (("DTSTART:20260302T100000Z", "DTEND;VALUE=DATE:20260303"), "bad_moment"),
        (("DTSTART:20260302T100000Z", "DURATION:PT1H", "EXRULE:FREQ=DAILY"), "bad_series"),
    ],
)
def test_an_event_that_cannot_be_read_is_rejected_with_its_line(lines: tuple[str, ...], code: str) -> None:
    batch = read(*lines)
    assert [(p.line, p.code) for p in batch.problems] == [(3, code)]
    assert not batch.rows


@pytest.mark.parametrize("text", ["BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n"])
def test_a_calendar_that_is_cut_off_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        components(Text("x", text, "utf-8"))
    assert caught.value.code == "bad_calendar"


def later_notes(first: ParsedBatch, later: ParsedBatch) -> list[str]:
    books = Ledger()
    books.take(first, options=APRIL)
    return [str(n) for n in books.plan(later, options=APRIL).files[0].notes if "Cancelled" in str(n)]


SERIES = ("DTSTART:20260302T090000Z", "DTEND:20260302T100000Z", "RRULE:FREQ=DAILY;COUNT=3")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (SERIES[:2], (*SERIES[:2], "STATUS:CANCELLED"), "1 (1.00 h), the first on 2026-03-02"),
        (SERIES[:2], (*SERIES[:2], "TRANSP:TRANSPARENT"), "1 (1.00 h), the first on 2026-03-02"),
        (SERIES, (*SERIES, "STATUS:CANCELLED"), "3 (3.00 h), the first on 2026-03-02"),
        (SERIES, (*SERIES, "EXDATE:20260303T090000Z"), "1 (1.00 h), the first on 2026-03-03"),
        (SERIES, SERIES, ""),
    ],
)
def test_what_is_cancelled_after_it_was_imported_is_said(
    before: tuple[str, ...], after: tuple[str, ...], said: str
) -> None:
    (note,) = later_notes(read(*before), read(*after)) or ("",)
    assert (said in note) if said else not note


def test_one_time_of_a_series_that_is_cancelled_is_said() -> None:
    cancelled = "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260304T090000Z\nDTSTART:20260304T090000Z\n"
    cancelled += "DTEND:20260304T100000Z\nSTATUS:CANCELLED\nEND:VEVENT"
    (note,) = later_notes(read(*SERIES), read(*SERIES, calendar=cancelled))
    assert "1 (1.00 h), the first on 2026-03-04" in note
