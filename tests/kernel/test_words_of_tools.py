"""Dates, times and durations as tools write them: ISO 8601 in both forms, Unix dates, seconds since 1970."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.errors import InputError
from tracker.words import parse_day, parse_duration, parse_moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20260302T090000Z", "2026-03-02T09:00:00+00:00"),
        ("20260302T0900", "2026-03-02T09:00:00"),
        ("20260302T090000+0100", "2026-03-02T09:00:00+01:00"),
        ("2026-03-06T24:00", "2026-03-07T00:00:00"),
        ("2026-12-31T24:00:00Z", "2027-01-01T00:00:00+00:00"),
        ("06.03.2026 24:00", "2026-03-07T00:00:00"),
        ("Wed May 06 09:06:14 PDT 2026", "2026-05-06T09:06:14-07:00"),
        ("Wed Jan 24 09:48:10 PST 2018", "2018-01-24T09:48:10-08:00"),
        ("Wed May  6 09:06:14 2026", "2026-05-06T09:06:14"),
        ("Wed, 06 May 2026 09:06:14 -0700", "2026-05-06T09:06:14-07:00"),
        ("Fri Mar 06 2026 09:00:00 GMT+0100 (Central European Standard Time)", "2026-03-06T09:00:00+01:00"),
        ("1767225600", "2026-01-01T00:00:00+00:00"),
        ("1767225600123", "2026-01-01T00:00:00.123000+00:00"),
        ("2026-03-06T09:00:00-05:00[America/New_York]", "2026-03-06T09:00:00-05:00"),
        ("2026-03-06 09:00:00 -0500 EST", "2026-03-06T09:00:00-05:00"),
        ("2026-03-06 09:00:00 +0000 UTC", "2026-03-06T09:00:00+00:00"),
        ("2026-03-06T09:00:00+01:00 Europe/Berlin", "2026-03-06T09:00:00+01:00"),
        ("2026-03-06 09:00:00 Europe/Berlin", "2026-03-06T08:00:00+00:00"),
        ("2026-05-01T09:00-05:00", "2026-05-01T09:00:00-05:00"),
        ("May 6, 2026 9:06 AM PDT", "2026-05-06T09:06:00-07:00"),
    ],
)
def test_moments(text: str, iso: str) -> None:
    assert parse_moment(text, "dmy").isoformat() == iso


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-03-06 09:00 CST", "unknown_zone"),
        ("Wed May 06 09:06:14 IST 2026", "unknown_zone"),
        ("2026-05-01 09:00-12:00", "bad_moment"),
        ("01.05.2026 09:00 - 11:00", "bad_moment"),
        ("2026050109", "bad_moment"),
        ("2026-03-06T25:00", "bad_time"),
        ("2026-10-25 02:30 Europe/Berlin", "repeated_hour"),
    ],
)
def test_what_means_no_one_moment_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_moment(text, "dmy")
    assert caught.value.code == code


def test_days_without_dashes_and_with_a_last_point() -> None:
    assert parse_day("20260302") == dt.date(2026, 3, 2)
    assert parse_day("2019.04.19.") == parse_day("2019. 04. 19.") == dt.date(2019, 4, 19)
    for text in ("20261302", "46082", "12345678"):
        with pytest.raises(InputError):
            parse_day(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT1H30M", 5400), ("PT1.5H", 5400), ("PT1,5H", 5400), ("P1DT2H", 93_600), ("PT90S", 90), ("pt45m", 2700)],
)
def test_iso_durations(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["PT", "P", "P1M", "P1Y", "PT1H30", "P1H"])
def test_what_is_no_iso_duration_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        parse_duration(text)
