"""Words: every parser on what people and files write, and that printed values read back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Kind
from tracker.errors import InputError
from tracker.units import duration_text, money_text
from tracker.words import (
    currency_hint,
    date_order,
    decimal_sign,
    guard,
    local_instant,
    local_span,
    minutes_text,
    offset_of,
    parse_clock,
    parse_currency,
    parse_day,
    parse_decimal,
    parse_duration,
    parse_instant,
    parse_moment,
    parse_money,
    parse_price,
    parse_zone,
    read_cell,
    tags,
    unguard,
    write_cell,
)

BERLIN, HOURS = "Europe/Berlin", st.integers(0, 500 * 3600)


def code_of(call, *args, **options) -> str:
    with pytest.raises(InputError) as caught:
        call(*args, **options)
    assert str(caught.value.message)
    return caught.value.code


# --- durations ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2h30", 9000),
        ("2:30", 9000),
        ("2:30:15", 9015),
        ("00:45:00", 2700),
        ("150m", 9000),
        ("1.5h", 5400),
        ("1,5h", 5400),
        ("5m 30s", 330),
        ("1h 2m 3s", 3723),
        ("6h 45 min", 24_300),
        ("2 hours, 5 minutes", 7500),
        ("90 mins", 5400),
        ("45M", 2700),
        ("5m30", 330),
        ("0 days 00:50:30", 3030),
        ("1 day, 2:00:00", 93_600),
        ("0:00:01.6", 2),
        ("100:00:00", 360_000),
        ("1 Std. 30 Min.", 5400),
        ("2 horas 5 minutos", 7500),
        ("1.0166666666666667h", 3660),
    ],
)
def test_durations(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "h", "2:75", "2h 3h", "5s 1m", "-2h", "2x", "1:2:3:4", "2h30m15s4", "12345678h"])
def test_no_durations(text: str) -> None:
    assert code_of(parse_duration, text) == "bad_duration"


def test_a_bare_number_needs_a_unit() -> None:
    assert code_of(parse_duration, "90") == "no_unit"
    assert [parse_duration("0.33333", u) for u in "hms"] == [1200, 20, 0]


@pytest.mark.parametrize(("text", "seconds"), [("0.33333333333333331", 1200), ("1.0166666667", 3660)])
def test_no_digit_of_a_fraction_is_minutes(text: str, seconds: int) -> None:
    assert parse_duration(text, "h") == seconds


@pytest.mark.parametrize("text", ["1.30.15", "2.5.3", "12345678", "1.5, 30"])
def test_numbers_beside_each_other_are_no_hours_and_minutes(text: str) -> None:
    assert code_of(parse_duration, text, "h") == "bad_duration"


@given(HOURS)
def test_printed_durations_read_back(seconds: int) -> None:
    assert parse_duration(duration_text(seconds)) == seconds
    assert read_cell(Kind.MINUTES, minutes_text(seconds)) == seconds


# --- numbers and money -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1,234.56", ".", "1234.56"),
        ("1.234,56", ",", "1234.56"),
        ("1'234.56", ".", "1234.56"),
        ("1’234.56", ".", "1234.56"),
        ("1 234,56", ",", "1234.56"),
        ("1\u202f234,56", ",", "1234.56"),
        ("1,23,456.00", ".", "123456.00"),
        ("(12.00)", ".", "-12.00"),
        ("−12.5", ".", "-12.5"),
        ("12.50-", ".", "-12.50"),
        ("+3", ".", "3"),
        (".5", ".", "0.5"),
        ("2.000,0", ",", "2000.0"),
    ],
)
def test_numbers(text: str, sign: str, value: str) -> None:
    assert parse_decimal(text, sign) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("12,50", "."),
        ("1.5", ","),
        ("", "."),
        ("abc", "."),
        ("1.2.3", "."),
        ("1,23", "."),
        ("--1", "."),
        ("1e5", "."),
        ("NaN", "."),
    ],
)
def test_no_numbers(text: str, sign: str) -> None:
    assert code_of(parse_decimal, text, sign) == "bad_number"


def test_a_number_that_may_be_two_is_asked_for() -> None:
    assert code_of(parse_decimal, "1,234", None) == "decimal_sign"
    assert parse_decimal("1,234.5", None) == Decimal("1234.5")


@pytest.mark.parametrize(
    ("text", "sign", "units"),
    [
        ("$1,234.56", ".", 12_345_600),
        ("1.234,56 €", ",", 12_345_600),
        ("(12.00)", ".", -120_000),
        ("-$5.25", ".", -52_500),
        ("$-5.25", ".", -52_500),
        ("($5.25)", ".", -52_500),
        ("USD 7", ".", 70_000),
        ("CHF 1'234.50", ".", 12_345_000),
        ("₱1,000.00", ".", 10_000_000),
        ("9.99999", ".", 100_000),
        ("−0.0001", ".", -1),
    ],
)
def test_money(text: str, sign: str, units: int) -> None:
    assert parse_money(text, sign) == units


def test_money_that_must_be_exact() -> None:
    assert parse_money("1.12340", exact=True) == 11_234
    assert code_of(parse_money, "1.12345", exact=True) == "too_many_decimals"


@given(st.integers(-(10**15), 10**15))
def test_printed_money_reads_back(units: int) -> None:
    text = money_text(units)
    assert parse_money(text) == parse_money(f"{text} USD") == parse_money(text.replace(".", ","), ",") == units
    assert read_cell(Kind.MONEY, text) == units


def test_prices_name_their_currency() -> None:
    assert parse_price("$18.40") == (184_000, "USD")
    assert parse_price("18,40 EUR", ",") == (184_000, "EUR")
    assert currency_hint("R$ 5") == "BRL"
    assert currency_hint("12.50") is None


def test_currencies() -> None:
    assert parse_currency("php") == "PHP"
    assert code_of(parse_currency, "XYZ") == code_of(parse_currency, "$") == "unknown_currency"


@pytest.mark.parametrize(
    ("values", "sign"),
    [
        (["1,234.56"], "."),
        (["1.234,56"], ","),
        (["5.5", "1,234"], "."),
        (["1.234.567"], ","),
        (["1,234"], None),
        (["1.234", "2,345"], None),
        (["1.5", "1,5"], None),
        (["5", "7", ""], "."),
        (["0,125"], ","),
        (["1234.567"], "."),
        (["-1,50 €"], ","),
        (["1'234,567"], ","),
        ([], "."),
    ],
)
def test_what_a_column_says_of_its_decimal_sign(values: list[str], sign: str | None) -> None:
    assert decimal_sign(values) == sign


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1), st.sampled_from([".", ","]))
def test_a_settled_column_reads_as_it_was_meant(values: list[Decimal], sign: str) -> None:
    texts = [f"{v:,.2f}".translate(str.maketrans(",.", ",." if sign == "." else ".,")) for v in values]
    assert decimal_sign(texts) == sign
    assert [parse_decimal(t, sign) for t in texts] == values


# --- days --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-05-31", None, "2026-05-31"),
        ("2026/05/31", None, "2026-05-31"),
        ("Mar 30, 2025", None, "2025-03-30"),
        ("01 May 2024", None, "2024-05-01"),
        ("1-May-24", None, "2024-05-01"),
        ("Tue, Sep 8, 2026", None, "2026-09-08"),
        ("1st of June 2026", None, "2026-06-01"),
        ("3 de marzo de 2025", None, "2025-03-03"),
        ("1. Mai 2024", None, "2024-05-01"),
        ("15 févr. 2024", None, "2024-02-15"),
        ("03/02/2026", "dmy", "2026-02-03"),
        ("03/02/2026", "mdy", "2026-03-02"),
        ("3.2.26", "dmy", "2026-02-03"),
        ("26/02/03", "ymd", "2026-02-03"),
        ("25/02/2026", None, "2026-02-25"),
        ("01/01/2026", None, "2026-01-01"),
        ("12/31/99", "mdy", "1999-12-31"),
        ("1er avril 2026", None, "2026-04-01"),
        ("1º de maio de 2026", None, "2026-05-01"),
        ("lunes, 13 de abril de 2026", None, "2026-04-13"),
        ("segunda-feira, 13 de abril de 2026", None, "2026-04-13"),
        ("mar. 14 avr. 2026", None, "2026-04-14"),
        ("mar 3 mar 2026", None, "2026-03-03"),
        ("13 mar 2026", None, "2026-03-13"),
        ("Mon, 04/13/2026", "mdy", "2026-04-13"),
        ("13/04/2026 (lun.)", "dmy", "2026-04-13"),
    ],
)
def test_days(text: str, order: str | None, day: str) -> None:
    assert parse_day(text, order).isoformat() == day


@pytest.mark.parametrize(
    "text", ["13/15/2024", "2024-02-30", "", "yesterday", "31 Foo 2024", "5 May", "00/00/0000", "2024-1"]
)
def test_no_days(text: str) -> None:
    for order in (None, "mdy"):
        assert code_of(parse_day, text, order) == "bad_date"


@pytest.mark.parametrize("text", ["Tue, 04/13/2026", "13 April 2026, Sunday", "mar. 13 avr. 2026"])
def test_a_date_that_is_called_another_day_of_the_week_is_refused(text: str) -> None:
    assert code_of(parse_day, text, "mdy") == "bad_date"


def test_the_name_of_the_day_does_no_harm_to_the_order() -> None:
    assert date_order(["Mon 04/13/2026", "Tue 05/05/2026"]) == "mdy"
    assert date_order(["Tue 05/05/2026", "Sat 02/05/2026"]) is None


def test_a_day_that_does_not_fit_the_order_is_no_day() -> None:
    assert code_of(parse_day, "25/02/2026", "mdy") == "bad_date"
    assert code_of(parse_day, "03/02/2026") == "date_order"


@given(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)), st.sampled_from(["dmy", "mdy", "ymd"]), st.booleans())
def test_printed_days_read_back(day: dt.date, order: str, long_year: bool) -> None:
    parts = {"d": f"{day.day:02}", "m": f"{day.month:02}", "y": f"{day.year}" if long_year else f"{day.year % 100:02}"}
    text = "/".join(parts[c] for c in order)
    assert parse_day(text, order) == day
    assert parse_day(day.isoformat()) == parse_day(f"{day:%b %d, %Y}") == day


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/02/2026", "25/02/2026"], "dmy"),
        (["03/02/2026", "02/25/2026"], "mdy"),
        (["03.02.2026"], None),
        (["25/02/2026", "02/25/2026"], None),
        (["01/01/2026"], "dmy"),
        (["12/31/2023", "13/15/2024"], "mdy"),
        (["2026-02-03"], "ymd"),
        (["Mar 30, 2025"], "ymd"),
        ([], "ymd"),
        (["01/11/2022 07:47:10 AM", "01/25/2022 07:47:10 AM"], "mdy"),
    ],
)
def test_what_a_column_says_of_its_date_order(values: list[str], order: str | None) -> None:
    assert date_order(values) == order


# --- clock times, zones, instants --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:00", "14:00:00"),
        ("14:00:30", "14:00:30"),
        ("2:05 PM", "14:05:00"),
        ("12:05 AM", "00:05:00"),
        ("12:05 pm", "12:05:00"),
        ("2pm", "14:00:00"),
        ("07:47:10\u202fAM", "07:47:10"),
        ("7:05 a.m.", "07:05:00"),
        ("9.30", "09:30:00"),
        ("18:00:02.198", "18:00:02.198000"),
    ],
)
def test_clock_times(text: str, time: str) -> None:
    assert parse_clock(text).isoformat() == time


@pytest.mark.parametrize("text", ["24:00", "13:00 PM", "0:30 am", "9", "", "9:60", "noon", "25:00:00"])
def test_no_clock_times(text: str) -> None:
    assert code_of(parse_clock, text) == "bad_time"


def test_moments() -> None:
    assert parse_moment("2026-05-01 09:30") == dt.datetime(2026, 5, 1, 9, 30)
    assert parse_moment("01-03-2025 18:00:02.198", "dmy") == dt.datetime(2025, 3, 1, 18, 0, 2, 198_000)
    assert parse_moment("Sep 8, 2026, 2:05 PM") == dt.datetime(2026, 9, 8, 14, 5)
    assert parse_moment("2026-05-01T09:30:00+02:00").utcoffset() == dt.timedelta(hours=2)
    assert code_of(parse_moment, "2026-05-01") == "bad_moment"


def test_instants_need_an_offset() -> None:
    assert parse_instant("2026-05-01T09:00:00Z") == dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC)
    assert code_of(parse_instant, "2026-05-01T09:00:00") == "no_offset"
    assert code_of(parse_instant, "2026-05-01") == code_of(parse_instant, "soon") == "bad_instant"


def test_zones() -> None:
    assert parse_zone("europe/berlin") == "Europe/Berlin"
    assert parse_zone("America/New York") == "America/New_York"
    for text in ("Mars/Olympus", "", "../etc/passwd", "Europe"):
        assert code_of(parse_zone, text) == "unknown_zone"


def test_offsets_are_taken_only_where_certain() -> None:
    assert offset_of("GMT+08:00") == dt.timedelta(hours=8)
    assert offset_of("-0530") == -dt.timedelta(hours=5, minutes=30)
    assert offset_of("CST") is None


def test_a_skipped_local_hour_is_a_problem() -> None:
    assert code_of(local_instant, dt.datetime(2026, 3, 29, 2, 30), BERLIN) == "skipped_hour"
    skipped = (dt.datetime(2026, 3, 29, 2, 30), dt.datetime(2026, 3, 29, 4))
    assert code_of(local_span, *skipped, BERLIN) == "skipped_hour"
    assert local_instant(dt.datetime(2026, 3, 29, 3), BERLIN).hour == 1


def test_a_repeated_local_hour_is_a_problem_unless_the_row_settles_it() -> None:
    first, last = dt.datetime(2026, 10, 25, 1, 30), dt.datetime(2026, 10, 25, 2, 30)
    assert code_of(local_instant, last, BERLIN) == "repeated_hour"
    assert code_of(local_span, first, last, BERLIN) == "repeated_hour"
    for seconds in (3600, 7200):
        start, end = local_span(first, last, BERLIN, seconds)
        assert (end - start).total_seconds() == seconds
    assert code_of(local_span, first, last, BERLIN, 5000) == "repeated_hour"
    back = local_span(dt.datetime(2026, 10, 25, 2, 45), dt.datetime(2026, 10, 25, 2, 15), BERLIN)
    assert (back[1] - back[0]).total_seconds() == 1800


@given(
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2037, 1, 1)),
    st.sampled_from([BERLIN, "America/New_York", "Asia/Manila", "Australia/Lord_Howe", "UTC", "America/Sao_Paulo"]),
)
def test_every_instant_is_found_again_from_its_local_time(at: dt.datetime, zone: str) -> None:
    instant = at.replace(microsecond=0, tzinfo=dt.UTC)
    local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    if local.replace(tzinfo=ZoneInfo(zone)).utcoffset() != local.replace(tzinfo=ZoneInfo(zone), fold=1).utcoffset():
        assert code_of(local_instant, local, zone) == "repeated_hour"
    else:
        assert local_instant(local, zone) == instant


# --- the archive's cells -----------------------------------------------------------------------------


@given(st.text(st.sampled_from("=+-@'\t\r\nab "), max_size=6) | st.text(max_size=20))
def test_guarded_text_reads_back_and_is_no_formula(text: str) -> None:
    cell = guard(text)
    assert unguard(cell) == text
    assert cell == "-" or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)))
def test_instants_read_back(at: dt.datetime) -> None:
    assert read_cell(Kind.INSTANT, write_cell(Kind.INSTANT, at)) == at


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (Kind.MONEY, "1,5", "bad_number"),
        (Kind.MONEY, "1.00001", "too_many_decimals"),
        (Kind.COUNT, "1.5", "bad_number"),
        (Kind.NUMBER, "1e3", "bad_number"),
        (Kind.DAY, "01/02/2026", "bad_date"),
        (Kind.INSTANT, "2026-05-01", "bad_instant"),
        (Kind.YESNO, "true", "bad_yesno"),
        (Kind.CURRENCY, "QQQ", "unknown_currency"),
        (Kind.ZONE, "Nowhere", "unknown_zone"),
    ],
)
def test_bad_cells(kind: Kind, cell: str, code: str) -> None:
    assert code_of(read_cell, kind, cell) == code


def test_a_bare_day_stands_where_it_may() -> None:
    assert read_cell(Kind.INSTANT, "2026-05-01", day_will_do=True) == dt.date(2026, 5, 1)
    assert read_cell(Kind.TEXT, "") is None


@pytest.mark.parametrize(("note", "found"), [
    (None, ()),
    ("", ()),
    ("#night", ("night",)),
    ("call (#Night) and #NIGHT, #ruée-2", ("night", "ruée-2")),
    ("#4711 a#b C# # x ##y #-z", ()),
    ("https://example.org/#part", ()),
])  # fmt: skip
def test_tags_are_words_with_a_hash_before_them(note, found):
    assert tags(note) == found
