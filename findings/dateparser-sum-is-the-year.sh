#!/bin/sh
# dateparser: in "Jun 25 $12.50" the dollars are the year 2012, in "Sep 14 - 20" the week's last day is 2020.
#
# Versions:  dateparser 1.5.0, tzdata 2026.6
# Guess:     search_dates finds "Jun 25" in a line of day and sum, and gives it the year of RELATIVE_BASE, as parse does
#            for "Jun 25" alone. A week written as "Sep 14 - 20" is its first day of this year, or None.
# Behaviour: Two digits after a day are its year, across a currency sign or a dash: 2012, 2020. Where the digits cannot
#            be one ($5.00) search_dates keeps "Jun" alone and takes the day of the month from RELATIVE_BASE. So each
#            date follows its sum. STRICT_PARSING and REQUIRE_PARTS ask for a year and are content with this one; weeks
#            that end before the 10th are None. A word between day and sum, or the week's year, keeps it.
# Seen:      Jun 25 $12.50 -> 2012-06-25; Jun 25 $5.00 -> 2026-06-20 (read on the 20th); Sep 7 - 13 -> 2013-09-07
# Matters:   Pages of earnings and weekly statements leave the year out. Most of a page's days go to other years, the
#            small sums all to today's day of the month, and no setting says so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0 tzdata==2026.6

"$work/venv/bin/python" -W ignore - <<'PY'
from datetime import date, datetime

import dateparser
from dateparser.search import search_dates

BASE = {"RELATIVE_BASE": datetime(2026, 9, 20, 15)}


def found(text: str) -> list[tuple[str, date]]:
    got = [(part, when.date()) for part, when in search_dates(text, languages=["en"], settings=BASE)]
    print(f"{text:20}", *(f"{part!r} {when}" for part, when in got))
    return got


def read(text: str, **more: object) -> date | None:
    when = dateparser.parse(text, languages=["en"], settings=BASE | more)
    print(f"{text:20}", when and when.date(), *more)
    return when and when.date()


assert read("Jun 25") == date(2026, 6, 25)
assert found("Jun 25") == [("Jun 25", date(2026, 6, 25))]
assert found("Jun 25 $12.50") == [("Jun 25 $12", date(2012, 6, 25))]
assert found("Jun 25 $24.00") == [("Jun 25 $24", date(2024, 6, 25))]
assert found("Jun 25 $5.00") == [("Jun", date(2026, 6, 20))]
assert found("Jun 25 Nova $12.50")[0] == ("Jun 25", date(2026, 6, 25))

assert read("Sep 7 - 13") == date(2013, 9, 7)
assert read("Sep 14 - 20") == date(2020, 9, 14)
assert read("Sep 14 - 20", STRICT_PARSING=True) == date(2020, 9, 14)
assert read("Sep 14 - 20", REQUIRE_PARTS=["day", "month", "year"]) == date(2020, 9, 14)
assert read("Sep 1 - 7") is None
assert read("Sep 14 - 20, 2026") == date(2026, 9, 14)
PY
