# /// script
# requires-python = ">=3.11"
# dependencies = ["holidays==0.109"]
# ///
"""Writes data/reference/holidays.csv: the days of the week on which banks are closed.

    uv run --script tools/make_holidays.py

uv makes an environment for it: the package asks for another python-dateutil than the tracker has. For pay days the list
of the Federal Reserve counts, not that of federal offices, which close on a Friday where a holiday falls on a Saturday.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import holidays

YEARS = range(2015, 2036)
TO = Path(__file__).parents[1] / "data" / "reference" / "holidays.csv"
ESTIMATED = " (estimated)"


def calendars() -> dict[str, dict[dt.date, str]]:
    return {
        "fed": holidays.financial_holidays("FED", years=YEARS),
        "ecb": holidays.financial_holidays("ECB", years=YEARS),
        "gb": holidays.country_holidays("GB", subdiv="ENG", years=YEARS),
        "in": holidays.country_holidays("IN", years=YEARS, language="en_IN"),
        "tr": holidays.country_holidays("TR", years=YEARS, language="en_US"),
    }


def main() -> None:
    with TO.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["calendar", "date", "name", "estimated"])
        for calendar, days in calendars().items():
            for day, name in sorted(days.items()):
                if day.weekday() < 5:
                    out.writerow([calendar, day, name.replace(ESTIMATED, ""), "yes" if ESTIMATED in name else "no"])


if __name__ == "__main__":
    main()
