"""`python -m bench.logs [FOLDER]`: the prospect held against real logs, cut at the end of each quarter.

FOLDER has the samples (TRACKER_SAMPLES unless given): a freelancer's earnings by contract, 2023 to 2025, and a
bookkeeper's four years of sessions with the rates of 22 clients. Each client or contract is a project; nobody logged
ends, so that what nothing came of for 13 weeks counts as ended. Only what was on record by the day of the cut is known.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.prospect.answer import play, prospect_of
from tracker.analysis.prospect.model import LOOKS
from tracker.domain import Earning, Payout, Platform, Project, Record, Settings
from tracker.frames import from_records
from tracker.units import DAY, monday, to_units
from tracker.words.calendar_days import quarter_first

UPWORK = "upwork/upwork_earnings_by_contract.upwork-analytics.csv"
SESSIONS = "other_trackers/bookkeeper_timesheet_2020-2023_synthetic.csv"
RATES = "other_trackers/bookkeeper_clients_rates_synthetic.csv"
USD = Settings(home_currency="USD", time_zone="UTC")
Weekly: TypeAlias = Mapping[tuple[dt.date, str], Decimal]
"""Money by Monday and project."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One prediction: sums in main units, and what came; None if the log ends before, or no range was given."""

    day: dt.date
    weeks: int
    low: float | None
    median: float | None
    high: float | None
    came: float | None

    @property
    def held(self) -> bool | None:
        if self.low is None or self.high is None or self.came is None:
            return None
        return self.low <= self.came <= self.high


def upwork(folder: Path) -> Weekly:
    """Earnings by contract."""
    out: dict[tuple[dt.date, str], Decimal] = defaultdict(Decimal)
    for row in _rows(folder / UPWORK):
        out[monday(dt.date.fromisoformat(row["Date"])), row["Contract"]] += Decimal(row["Amount"])
    return out


def bookkeeper(folder: Path) -> Weekly:
    """Hours times rate in the week worked; a flat rate in the week in which its month or quarter ends."""
    out: dict[tuple[dt.date, str], Decimal] = defaultdict(Decimal)
    rates = {row["code"]: row for row in _rows(folder / RATES)}
    for row in _rows(folder / SESSIONS):
        client, day = rates.get(row["code"]), dt.date.fromisoformat(row["date"])
        if client is None or client["type"] == "biz":
            continue
        rate = Decimal(client["rate"])
        if client["type"] == "hourly":
            out[monday(day), row["code"]] += rate * _minutes(row) / 60
        else:
            out[monday(_period_end(day, client["term"])), row["code"]] = rate
    return out


def _period_end(day: dt.date, term: str) -> dt.date:
    if term == "quarter":
        return quarter_first(day, 1) - DAY
    return (day.replace(day=1) + 32 * DAY).replace(day=1) - DAY


def _minutes(row: Mapping[str, str]) -> int:
    begin, end = (dt.time.fromisoformat(row[k]) for k in ("clock_in", "clock_out"))
    return ((end.hour - begin.hour) * 60 + end.minute - begin.minute) % (24 * 60)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def cuts(log: Weekly) -> Iterator[Cut]:
    """A prediction at the end of each quarter for each number of weeks ahead."""
    first, last = min(log)[0], max(log)[0]
    day = quarter_first(first, 1) - DAY
    while day < last:
        prospect = prospect_of(play(make_basis(from_records(_records(log, day), USD), day, None)))
        for weeks in LOOKS:
            begin = monday(day) + 7 * DAY
            end = begin + 7 * weeks * DAY
            whole = end - 7 * DAY <= last
            came = float(sum(v for (m, _p), v in log.items() if begin <= m < end)) if whole else None
            look = prospect.look(weeks)
            found = [None] * 3 if look is None else [v / 10_000 for v in (look.low, look.median, look.high)]
            yield Cut(day, weeks, *found, came)
        day = quarter_first(day, 2) - DAY


def _records(log: Weekly, day: dt.date) -> list[Record]:
    """The ledger as it was on a day: each week's money is earned and paid on its Friday."""
    known = {k: v for k, v in sorted(log.items()) if k[0] + 4 * DAY <= day and v > 0}
    out: list[Record] = [Platform(platform="Log", currency="USD", pay_delay_days=0)]
    out += [Project(platform="Log", project=p, currency="USD") for p in sorted({p for _m, p in known})]
    for (week, project), amount in known.items():
        on, units = week + 4 * DAY, to_units(round(amount, 2))
        out.append(
            Earning(platform="Log", project=project, kind="milestone", earned_from=on, amount=units, currency="USD")
        )
        out.append(Payout(platform="Log", project=project, kind="payout", received_on=on, amount=units, currency="USD"))
    return out


def main(argv: list[str] | None = None) -> int:
    given = (sys.argv[1:] if argv is None else argv) or [os.environ.get("TRACKER_SAMPLES", "")]
    folder = Path(given[0])
    if not (folder / UPWORK).is_file():
        print("Give the folder of the samples, or set TRACKER_SAMPLES.", file=sys.stderr)
        return 1
    print("python -m bench.logs: 90 % ranges of the prospect at the end of each quarter, against what came")
    for name, log in (("earnings by contract", upwork(folder)), ("a bookkeeper's clients", bookkeeper(folder))):
        print("\n".join(_table(name, list(cuts(log)))), flush=True)
    return 0


def _table(name: str, found: list[Cut]) -> Iterator[str]:
    yield f"\n{name}\n\ncut         weeks ahead        low     median       high       came"
    for c in found:
        texts = "".join(f"{'-' if v is None else f'{v:,.0f}':>11}" for v in (c.low, c.median, c.high, c.came))
        yield f"{c.day}  {c.weeks:11}{texts}  {'' if c.held is None else 'held' if c.held else 'missed'}"
    for weeks in LOOKS:
        told = [c.held for c in found if c.weeks == weeks and c.held is not None]
        yield f"{weeks} weeks ahead: held in {sum(told)} of {len(told)}"


if __name__ == "__main__":
    sys.exit(main())
