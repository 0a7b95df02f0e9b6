"""What we do where well-kept tools disagree: one test for each row of docs/conventions.md."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, settle, span
from tests.importers.books import Raw, ods, ods_row
from tests.importers.made import Ledger, at, batch, names, payout, session
from tests.importers.scenario import kinds, plan
from tests.quickadd.ledger import read
from tracker import zones
from tracker.analysis.hours.days import daily_hours, hour_parts
from tracker.analysis.survival import aalen_johansen, kaplan_meier, quantile
from tracker.desk.reference import BundledRates
from tracker.domain import Rule
from tracker.errors import InputError
from tracker.importers.base import ReadOptions, Text
from tracker.importers.containers import unpack
from tracker.importers.ofx_text import posted
from tracker.importers.registry import read_file, recognise
from tracker.units import duration_text, monday, to_units
from tracker.views.numbers import Reader
from tracker.words import (
    date_order,
    local_instant,
    local_span,
    offset_of,
    parse_day,
    parse_decimal,
    parse_duration,
    parse_instant,
    parse_moment,
)
from tracker.words.business_days import business_days_later

DOC = Path(__file__).parents[2] / "docs" / "conventions.md"
BERLIN = "Europe/Berlin"


def test_every_row_of_the_table_has_its_test_and_every_test_its_row():
    rows = [r for r in DOC.read_text(encoding="utf-8").splitlines() if r.startswith("| ") and "`test_" in r]
    named = [re.findall(r"`(test_\w+)`", r.split("|")[-2]) for r in rows]
    own = re.findall(r"^def (test_\w+)", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE)[1:]
    assert named == [[name] for name in own]


def or_refused(read, *args):
    """What was read, or None if it was refused."""
    try:
        return read(*args)
    except InputError:
        return None


# --- how long things last --------------------------------------------------------------------------------


@given(st.integers(1, 40))
def test_median_at_exactly_one_half(half):
    days = [float(d) for d in range(1, 2 * half + 1)]
    assert quantile(kaplan_meier(days, [True] * len(days))).time == half


def test_ends_of_several_kinds_on_one_day():
    """By hand: at day 3 three of four end, one of them left; the order of the rows is of no matter."""
    days, causes = [1.0, 3, 3, 3, 4], ["left", "cut", "left", "cut", "cut"]
    found = aalen_johansen(days, causes, "cut")
    by_hand = [Fraction(0), Fraction(4, 5) * Fraction(2, 4), Fraction(4, 5) * Fraction(2, 4) + Fraction(1, 5)]
    assert found.estimate == pytest.approx([float(f) for f in by_hand])
    order = [3, 1, 4, 0, 2]
    assert aalen_johansen([days[i] for i in order], [causes[i] for i in order], "cut") == found


def test_no_interval_where_all_have_ended():
    km = kaplan_meier([1.0, 2, 3], [True] * 3)
    assert (km.estimate[-1], km.low[-1], km.high[-1]) == (0.0, None, None)
    assert km.low[0] is not None
    last = aalen_johansen([1.0, 2, 3], ["cut", "left", "cut"], "cut").at(3)
    assert last is not None
    assert None not in (last.low, last.high)


# --- clocks ----------------------------------------------------------------------------------------------


def test_the_skipped_hour_is_refused():
    with pytest.raises(InputError) as caught:
        local_instant(dt.datetime(2026, 3, 29, 2, 30), BERLIN)
    assert caught.value.code == "skipped_hour"
    with pytest.raises(InputError, match="did not exist"):
        read("02:30-04:00 outlier 2026-03-29")


def test_the_repeated_hour_is_asked():
    with pytest.raises(InputError) as caught:
        local_instant(dt.datetime(2026, 10, 25, 2, 30), BERLIN)
    assert caught.value.code == "repeated_hour"
    first, last = dt.datetime(2026, 10, 25, 1, 30), dt.datetime(2026, 10, 25, 2, 30)
    spans = {s: local_span(first, last, BERLIN, s) for s in (3600, 7200)}
    assert {s: int((b - a).total_seconds()) for s, (a, b) in spans.items()} == {3600: 3600, 7200: 7200}


@pytest.mark.parametrize(("night", "hours"), [(dt.date(2026, 10, 24), 9), (dt.date(2026, 3, 28), 7)])
def test_a_night_when_the_clocks_change_has_its_real_length(night, hours):
    start = dt.datetime.combine(night, dt.time(22))
    first, last = local_span(start, start + dt.timedelta(hours=8), BERLIN)
    assert last - first == dt.timedelta(hours=hours)


def test_a_night_is_shared_between_its_days_by_minutes():
    frames = ledger(span("2026-03-06T22:00", "2026-03-07T06:00"))
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, day("2026-03-31"))
    found = daily_hours(parts)
    assert dict(zip(found["day"].dt.strftime("%d"), found["paid"], strict=True)) == {"06": 2.0, "07": 6.0}


def test_what_was_logged_in_summer_reads_the_same_in_winter():
    stored = local_instant(dt.datetime(2026, 7, 15, 0, 15), BERLIN)
    assert stored == dt.datetime(2026, 7, 14, 22, 15, tzinfo=dt.UTC)
    assert stored.astimezone(ZoneInfo(BERLIN)).strftime("%d %H:%M") == "15 00:15"


def test_the_newer_clock_data_is_used():
    used = zones.in_use()
    assert used is not None
    assert zones.chosen([], tzdata.IANA_VERSION)[0].version <= used.version
    night = local_span(dt.datetime(2026, 10, 31, 22), dt.datetime(2026, 11, 1, 6), "America/Vancouver")
    assert night[1] - night[0] == dt.timedelta(hours=8)


def test_zones_of_quarter_hours():
    assert parse_instant("2026-03-02T00:05:00+05:45") == dt.datetime(2026, 3, 1, 18, 20, tzinfo=dt.UTC)
    assert local_instant(dt.datetime(2026, 3, 2, 0, 5), "Asia/Kathmandu") == dt.datetime(
        2026, 3, 1, 18, 20, tzinfo=dt.UTC
    )
    assert offset_of("+12:45") == dt.timedelta(hours=12, minutes=45)
    assert posted("20260302000500[+5.75:NPT]").astimezone(dt.UTC) == dt.datetime(2026, 3, 1, 18, 20, tzinfo=dt.UTC)
    assert posted("20260302000500[+5.75:NPT]").date() == dt.date(2026, 3, 2)


def test_letters_for_a_zone_are_read_or_refused():
    assert (offset_of("PDT"), offset_of("EST")) == (dt.timedelta(hours=-7), dt.timedelta(hours=-5))
    assert offset_of("IST") is None  # India, Israel and Ireland
    moment = or_refused(parse_moment, "2026-03-06 09:00 EST")
    assert moment is None or moment.astimezone(dt.UTC) == dt.datetime(2026, 3, 6, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize(("text", "hours"), [("GMT+3", 3), ("UTC+3", 3), ("GMT-5", -5), ("GMT+5:30", 5.5)])
def test_an_offset_behind_gmt_is_east(text, hours):
    assert offset_of(text) == dt.timedelta(hours=hours)
    assert offset_of("Etc/GMT+3") is None


def test_midnight_written_as_24():
    assert or_refused(parse_moment, "2026-03-06T24:00") in (None, dt.datetime(2026, 3, 7))


def test_a_night_with_its_day_ends_the_day_after():
    record = read("22:00-02:00 yesterday outlier").records[0]
    assert (record.started_at, record.ended_at) == (
        dt.datetime(2026, 5, 5, 20, tzinfo=dt.UTC), dt.datetime(2026, 5, 6, 0, tzinfo=dt.UTC),
    )  # fmt: skip
    assert or_refused(read, "outlier 1h 30m ago") is None


# --- durations -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["90m", "90 m", "90 min", "1.5h", "1h30", "1h 30m", "1:30:00"])
def test_minutes_are_minutes_everywhere(text):
    assert parse_duration(text) == 5400


def test_two_numbers_and_a_colon_are_hours_and_minutes():
    assert parse_duration("1:30") == 5400
    assert str(read("1:30 outlier").sentence).startswith("1h 30m ")


def test_fractions_of_hours_with_a_comma():
    assert parse_duration("1,5 h") == parse_duration("1,5h") == 5400
    assert str(read("1,5h outlier").sentence).startswith("1h 30m ")


@pytest.mark.parametrize(("text", "seconds"), [("PT1.5H", 5400), ("PT0.25H", 900), ("PT1H30.5M", 5430)])
def test_iso_durations_with_fractions(text, seconds):
    assert or_refused(parse_duration, text) in (None, seconds)


def test_a_duration_in_words_keeps_its_minutes():
    assert (duration_text(73_800), duration_text(8_940)) == ("20h 30m", "2h 29m")


@pytest.mark.parametrize("text", ["-1:30", "1h-15m", "-PT1H30M", "-1.5h"])
def test_a_length_with_a_minus_is_refused(text):
    assert or_refused(parse_duration, text) is None


def test_short_sessions_keep_their_seconds():
    lines = [f"{mark} 2026-03-02 {clock}{name}" for h in (9, 11, 13) for mark, clock, name in (
        ("i", f"{h:02}:00:00", " Outlier"), ("o", f"{h + 1:02}:20:00", ""),
    )]  # fmt: skip
    batch = read_file("hours.timeclock", "\n".join([*lines, ""]).encode(), ReadOptions(zone=BERLIN))
    lasted = [r.record.ended_at - r.record.started_at for r in batch.rows]
    assert lasted == [dt.timedelta(minutes=80)] * 3


def test_a_length_in_a_sheet_with_a_fraction():
    cell = Raw('office:value-type="time" office:time-value="PT07H29M59.5S"', "<text:p>07:30</text:p>")
    ((_name, data),) = unpack("b.ods", ods([ods_row("Date", "Hours"), ods_row(dt.date(2026, 3, 2), cell)]))
    assert parse_duration(data.decode().splitlines()[1].partition(",")[2]) == 26_999


# --- days ------------------------------------------------------------------------------------------------


def test_two_digit_years():
    column = ["05/04/26", "06/04/26", "13/04/26"]
    assert date_order(column) == "dmy"
    assert [parse_day(d, "dmy").isoformat() for d in column] == ["2026-04-05", "2026-04-06", "2026-04-13"]
    assert date_order(["26/04/05", "26/04/06", "26/04/13"]) == "ymd"
    assert date_order(["13/04/26"]) is None
    assert date_order(["05/04/26"]) is None


@pytest.mark.parametrize("column", [["05/04/2026", "06/04/2026"], ["06.03.2026", "07.03.2026"], ["05-04-2026"]])
def test_days_that_may_be_two_dates_are_asked(column):
    assert date_order(column) is None
    with pytest.raises(InputError) as caught:
        parse_day(column[0])
    assert caught.value.code == "date_order"


def test_one_order_for_one_file():
    assert date_order(["05/04/2026", "13/04/2026", "06/04/2026"]) == "dmy"
    assert date_order(["05/04/2026", "13/04/2026", "04/13/2026"]) is None


@pytest.mark.parametrize("text", ["Sunday 13 April 2026", "Mon 05/04/2026"])
def test_a_date_that_is_called_another_day_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="another day of the week"):
        parse_day(text, "dmy")
    assert parse_day("Mon 05/04/2026", "mdy") == dt.date(2026, 5, 4)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_weeks_are_named_by_their_monday(on):
    assert monday(on).weekday() == 0
    assert monday(dt.date(2026, 3, 1)) == dt.date(2026, 2, 23)


# --- amounts ---------------------------------------------------------------------------------------------


def test_business_days_from_a_weekend_count_from_its_monday():
    for start in (day("2026-05-08"), day("2026-05-09"), day("2026-05-10")):
        assert business_days_later(start, 5) == day("2026-05-15")
    assert business_days_later(day("2026-05-11"), 5) == day("2026-05-18")
    assert business_days_later(day("2026-05-09"), 1, "ecb") == day("2026-05-11")


def test_one_sign_before_three_digits_is_asked():
    with pytest.raises(InputError) as caught:
        parse_decimal("1.234", None)
    assert caught.value.code == "decimal_sign"
    assert (parse_decimal("1.234", "."), parse_decimal("1.234", ",")) == (Decimal("1.234"), Decimal(1234))
    assert parse_decimal("0.125", None) == Decimal("0.125")


def test_the_other_decimal_sign_is_no_grouping():
    for text in ("1,5", "12,50", "1.2.3"):
        assert or_refused(parse_decimal, text, ".") is None
    assert parse_decimal("1,234.50", ".") == Decimal("1234.50")


def test_halves_go_to_the_even_neighbour():
    assert [to_units(x) for x in ("0.00005", "0.00015", "0.00025")] == [0, 2, 2]
    assert [parse_duration(x, bare="s") for x in ("2.5", "3.5")] == [2, 4]


@pytest.mark.parametrize(
    ("code", "shown"),
    [("COP", "1,250.75"), ("HUF", "1,250.75"), ("IDR", "1,250.75"), ("RSD", "1,250.75"), ("ALL", "1,250.75"),
     ("IQD", "1,250.750"), ("KWD", "1,250.750"), ("JPY", "1,251")],
)  # fmt: skip
def test_decimals_are_those_that_banks_book(code, shown):
    assert Reader.of("en-US", code).money(12_507_500).endswith(shown)


def test_brackets_and_signs_take_away():
    assert parse_decimal("-45.00") == Decimal("-45.00")
    assert or_refused(parse_decimal, "(45.00)") in (None, Decimal("-45.00"))
    assert or_refused(parse_decimal, "45.00-") in (None, Decimal("-45.00"))


# --- exchange rates --------------------------------------------------------------------------------------


def test_a_currency_whose_table_ended():
    rate, of = BundledRates().rate("RUB", "EUR", dt.date(2026, 10, 1))
    assert of == dt.date(2022, 3, 1)
    said = settle(ledger(earned("2026-10-01", 100, currency="RUB"), home="EUR"), "2026-11-01", BundledRates()).caveats
    [stale] = [c for c in said if c.code == "rate_stale"]
    assert "RUB 1675 days" in str(stale.text)
    assert stale.n == (dt.date(2026, 10, 1) - of).days
    assert rate > 0


def test_a_day_without_a_rate_takes_the_last_before_it():
    sunday = BundledRates().rate("USD", "EUR", dt.date(2026, 10, 25))
    assert sunday is not None
    assert sunday[1] == dt.date(2026, 10, 23)


# --- rows and statements ---------------------------------------------------------------------------------


def test_one_id_on_two_rows():
    text = (Path(__file__).parents[1] / "data" / "wise" / "transfers.csv").read_text(encoding="utf-8")
    head, first = text.splitlines()[:2]
    twice = f"{head}\n{first}\n{first.replace('2000.00', '500.00')}\n"
    file = Text("transfers.csv", twice, "utf-8")
    listed = recognise(file, ReadOptions())[0].parse(file, ReadOptions())
    assert [r.record.amount for r in listed.rows] == [money(2000), money(500)]
    assert kinds(plan([listed], rules=[Rule(field="payer", pattern="*", platform="Northwind")])) == ["New", "New"]


def test_payments_of_nearly_one_size_are_two():
    made = Ledger()
    made.take(batch(payout(2, 2, 2_000_000, "Outlier", platform="Outlier"), source="bank"))
    assert names(made.take(batch(payout(2, 3, 1_950_000, "Mercor", platform="Mercor"), source="bank"))) == [["New"]]


def test_a_row_that_appears_late_is_new():
    def paid(line, on, units):
        return payout(line, on, units, "PayPal", platform="Northwind")

    made = Ledger()
    made.take(batch(paid(2, 1, 500_000), paid(3, 3, 600_000)))
    later = made.take(batch(paid(2, 1, 500_000), paid(3, 2, 4_000_000), paid(4, 3, 600_000)))
    assert names(later) == [["Duplicate", "New", "Duplicate"]]


def test_overlapping_sessions_count_once_in_the_hours():
    frames = ledger(span("2026-05-01T10:00", "2026-05-01T12:00", amount=money(30), currency="USD"),
                    span("2026-05-01T11:00", "2026-05-01T13:00", amount=money(30), currency="USD"))  # fmt: skip
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, day("2026-05-31"))
    assert daily_hours(parts)["paid"].tolist() == [3.0]
    made = Ledger()
    assert names(made.take(batch(session(2, at(1, 10), 120), session(3, at(1, 11), 120)))) == [["New", "New"]]


def test_a_credit_that_a_bank_takes_back():
    mt940 = (
        ":20:S\n:25:1\n:28C:1\n:60F:C260301EUR0,00\n:61:2603010301C100,00NTRFNONREF\n:86:Northwind\n"
        ":61:2603030303RC100,00NTRFNONREF\n:61:2603030303RD5,00NTRFNONREF\n:62F:C260303EUR5,00\n"
    )
    entry = (
        '<Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>{}</CdtDbtInd>{}<Sts>BOOK</Sts>'
        "<BookgDt><Dt>2026-03-0{}</Dt></BookgDt></Ntry>"
    )
    back = entry.format("DBIT", "<RvslInd>true</RvslInd>", 3)
    camt = f"<Document><BkToCstmrStmt><Stmt>{entry.format('CRDT', '', 1)}{back}</Stmt></BkToCstmrStmt></Document>"
    for text in (mt940, camt):
        read = read_file("statement.txt", text.encode(), ReadOptions())
        assert [(r.record.kind, r.record.amount) for r in read.rows] == [("payout", 1_000_000), ("clawback", 1_000_000)]
        assert [i.reason for i in read.ignored] in ([], ["no_pay"])


def test_what_a_bank_announces_is_no_money():
    entry = (
        '<Ntry><Amt Ccy="EUR">{}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{}</Sts>'
        "<BookgDt><Dt>2026-03-01</Dt></BookgDt></Ntry>"
    )
    body = entry.format(45, "BOOK") + entry.format(30, "PDNG")
    camt = f"<Document><BkToCstmrStmt><Stmt>{body}</Stmt></BkToCstmrStmt></Document>"
    read = read_file("statement.xml", camt.encode(), ReadOptions())
    assert [r.record.amount for r in read.rows] == [450_000]
    assert len(read.ignored) == 1


def test_an_entry_of_new_years_eve():
    lines = [":20:S", ":25:DE1/5678", ":28C:1/1", ":60F:C251230EUR100,00", ":61:2601021231C50,00NTRFNONREF"]
    lines += [":86:NORTHWIND", ":62F:C260102EUR150,00", "-", ""]
    batch = read_file("turn.sta", "\r\n".join(lines).encode(), ReadOptions())
    assert [r.record.received_on for r in batch.rows] == [dt.date(2025, 12, 31)]
