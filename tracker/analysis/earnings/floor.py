"""The weeks of a platform beside the floor that was set for an hour of it (methods, section 5)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from tracker.analysis.earnings.slices import Slice, arrived, cut, slice_of
from tracker.analysis.fx import EPOCH
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.floor import Floor, FloorWeek, Verdict
from tracker.domain import PayModel
from tracker.errors import Caveat
from tracker.frames import rows_of
from tracker.units import DAY, currency_decimals, monday

WEEKS = 13
"""Weeks that are over and are looked at."""
ROUNDING = 0.01
"""What rounding each row may take, at most, as a share of the floor: as in settlement."""
WHOLE = (PayModel.FIXED.value, PayModel.STIPEND.value)
"""Ways of paying that pay no single hour."""
UNIT = 10_000


def floors_of(basis: Basis, weeks: int = WEEKS) -> tuple[Floor, ...]:
    """The floor of each platform that has one, by name, beside its last weeks that are over (Monday to Sunday).

    Args: basis: of the whole ledger up to as-of. Kept of a week is the last rung of the ladder of its platform, by the
    day earned. Caveats: `week_open`, `hours_unknown`, `pay_unknown`, `coarse_hours`, `paid_as_a_whole`, `no_rate`, each
    with the number of weeks that it is about.
    """
    set_ = basis.frames.platforms[basis.frames.platforms["floor_rate"].notna()]
    if set_.empty:
        return ()
    last = monday(basis.as_of) - DAY
    first = last - (7 * weeks - 1) * DAY
    pieces = cut(basis, first, last).split("platform")
    empty = basis.between(dt.date(1, 1, 2), dt.date(1, 1, 1))
    found = []
    for p in rows_of(set_.sort_values("platform")):
        currency = basis.frames.settings.home_currency if pd.isna(p.currency) else str(p.currency)
        piece, name = pieces.get(str(p.platform), empty), str(p.platform)
        mondays = [first + 7 * n * DAY for n in range(weeks)]
        judged = tuple(_week(piece, name, m, int(p.floor_rate), currency) for m in mondays)
        under, at_least = in_a_row([w.verdict for w in judged])
        found.append(Floor(name, int(p.floor_rate), currency, judged, under, at_least, _caveats(judged)))
    return tuple(found)


def in_a_row(verdicts: Sequence[Verdict]) -> tuple[int, bool]:
    """How many weeks under the floor follow each other up to the last decided one, and whether there may be more.

    Weeks without work count neither way. A week that is open or unknown ends the row.

    >>> in_a_row([Verdict.HELD, Verdict.UNDER, Verdict.NO_HOURS, Verdict.UNDER, Verdict.OPEN])
    (2, False)
    """
    worked = [v for v in verdicts if v is not Verdict.NO_HOURS]
    while worked and worked[-1] not in (Verdict.UNDER, Verdict.HELD):
        worked.pop()
    n = next((n for n, v in enumerate(reversed(worked)) if v is not Verdict.UNDER), len(worked))
    return n, bool(n) and (n == len(worked) or worked[-n - 1] is not Verdict.HELD)


def _week(piece: Basis, platform: str, first: dt.date, floor: int, currency: str) -> FloorWeek:
    last = first + 6 * DAY
    of_week = cut(piece, first, last)
    rate = piece.home.on(currency, (last - EPOCH).days)
    least = None if rate is None else round(floor * rate)
    if not len(of_week.hours):
        return FloorWeek(first, 0.0, least, None, None, None, Verdict.NO_HOURS)
    s = slice_of(of_week, first, last)
    why = tuple(dict.fromkeys(_missing(s, platform, first, last, least)))
    low = None if why else arrived(s)
    if low is None or least is None:
        return FloorWeek(first, s.hours.all, least, None, None, None, Verdict.UNKNOWN, why or ("pay_unknown",))
    hours = s.rung.priced_hours + s.hours.unpaid
    coming = s.pending - s.expected_fees + s.money.overdue
    if not coming:
        return FloorWeek(first, hours, least, low, low, low, _judged(low, low, least, s, hours))
    low, high = sorted((low, low + round(coming / hours)))
    return FloorWeek(first, hours, least, None, low, high, _judged(low, high, least, s, hours), ("week_open",))


def _judged(low: int, high: int, floor: int, s: Slice, hours: float) -> Verdict:
    """`low`: what an hour kept for certain; `high`: at most. What rounding each row takes does not count."""
    rows = s.basis.money.parts[["ref", "row"]].drop_duplicates()
    coin = UNIT / 10 ** currency_decimals(s.basis.frames.settings.home_currency)
    slack = min(len(rows) * coin / 2 / hours, ROUNDING * floor)
    if high < floor - slack:
        return Verdict.UNDER
    return Verdict.HELD if low >= floor - slack else Verdict.OPEN


def _missing(s: Slice, platform: str, first: dt.date, last: dt.date, floor: int | None) -> Iterator[str]:
    """What of a week is not on record, as codes of caveats."""
    hours, frames = s.basis.hours, s.basis.frames
    if (hours["seconds"] <= 0).any():
        yield "hours_unknown"
    if s.rung.sessions:
        yield "pay_unknown"
    sessions = frames.work_sessions
    mine = sessions[sessions["row"].isin(hours["row"])]
    if ((mine["worked_on"] < pd.Timestamp(first)) | (mine["worked_until"] > pd.Timestamp(last))).any():
        yield "coarse_hours"
    paid = hours[hours["paid"]][["platform", "project"]].merge(frames.projects, on=["platform", "project"])
    if paid["pay_model"].isin(WHOLE).any():
        yield "paid_as_a_whole"
    if floor is None or _without_rate(s, platform, first, last):
        yield "no_rate"


def _without_rate(s: Slice, platform: str, first: dt.date, last: dt.date) -> bool:
    """Whether some money of the week is in a currency that has no rate, and so in no sum."""
    if s.basis.rates["unvalued"].any():
        return True
    earned, spent = s.basis.frames.earnings, s.basis.frames.expenses
    begun, over = earned["earned_from"], earned["earned_to"].fillna(earned["earned_from"])
    low, high = pd.Timestamp(first), pd.Timestamp(last)
    rows = [
        earned[(earned["platform"] == platform) & (begun <= high) & (over >= low)],
        spent[(spent["platform"] == platform) & spent["spent_on"].between(low, high)],
    ]
    return any(s.basis.home.on(str(c), (last - EPOCH).days) is None for r in rows for c in r["currency"].unique())


def _caveats(weeks: Sequence[FloorWeek]) -> tuple[Caveat, ...]:
    n = Counter(code for w in weeks for code in w.why)
    every = (
        Caveat(
            "week_open",
            "Weeks of which money has not arrived: {n}. They are judged only where it makes no difference.",
            n["week_open"],
        ),
        Caveat(
            "hours_unknown",
            "Weeks with work whose time is not on record: {n}. They are not held against the floor.",
            n["hours_unknown"],
        ),
        Caveat(
            "pay_unknown",
            "Weeks with paid work without a rate, an amount or a payment: {n}. They are not held against the floor.",
            n["pay_unknown"],
        ),
        Caveat(
            "coarse_hours",
            "Weeks with hours known only for days of several weeks: {n}. They are not held against the floor.",
            n["coarse_hours"],
        ),
        Caveat(
            "paid_as_a_whole",
            "Weeks with work that is paid as one sum or by the month: {n}. They are not held against the floor.",
            n["paid_as_a_whole"],
        ),
        Caveat(
            "no_rate",
            "Weeks with money in a currency without an exchange rate: {n}. They are not held against the floor.",
            n["no_rate"],
        ),
    )
    return tuple(c for c in every if c.n)
