"""A report made by hand: 26 weeks of an invented tasker, round figures, every part filled."""

import datetime as dt
from dataclasses import replace

from tracker.analysis.report import (
    Annual,
    Concentration,
    Factor,
    Group,
    Hours,
    Look,
    MoneySums,
    Prospect,
    Report,
    Rung,
    Volatility,
    Week,
    Window,
)
from tracker.errors import Caveat

AS_OF = dt.date(2026, 6, 28)
FIRST = dt.date(2025, 12, 29)


def usd(amount: float) -> int:
    return round(amount * 10_000)


RATES = {"headline": 40, "agreed": 36, "own_timed": 33.5, "all_hours": 24.1, "collected": 21.8, "kept": 19.4}
ROAD = (
    ("offered_work", 0.85, -12480.00, -6478),
    ("paid_time", 0.72, -19801.60, -22393),
    ("counted_time", 0.96, -2036.74, -1235),
    ("agreed", 0.97, -1466.45, -1150),
    ("realised", 0.55, -21336.85, -25611),
    ("collected", 0.5, -13039.18, -12788),
    ("kept", 0.95, -651.96, -600),
    ("expenses", None, -310.0, None),
    ("unmatched", None, 420.5, None),
)


def rungs(scale: float = 1.0) -> tuple[Rung, ...]:
    made = [Rung(name, usd(rate * scale)) for name, rate in RATES.items()]
    made[-1] = replace(made[-1], low=usd(16.2 * scale), high=usd(23.3 * scale))
    return tuple(made)


def hours(paid: float, unpaid: float) -> Hours:
    return Hours(paid, paid * 0.96, unpaid, paid + unpaid, 780.0, {"searching": unpaid / 2, "assessment": unpaid / 2})


def money(kept: float) -> MoneySums:
    return MoneySums(usd(kept * 1.3), usd(kept * 1.05), usd(200), usd(310), usd(40), usd(90), usd(-5), usd(155),
                     usd(210), usd(kept), usd(kept * 0.9))  # fmt: skip


def weeks(n: int = 26) -> tuple[Week, ...]:
    made = []
    for i in range(n):
        dry = i % 7 in (5, 6)
        made.append(
            Week(
                FIRST + dt.timedelta(days=7 * i),
                paid_hours=0.0 if dry else 14 + (i * 5) % 17,
                unpaid_hours=3.0 + i % 4,
                kept=0 if dry else usd(260 + (i * 97) % 410),
                unmatched=usd(210) if i == 11 else 0,
            )
        )
    return tuple(made)


def group(key: str, scale: float, paid: float) -> Group:
    return Group(key, hours(paid, paid / 4), money(paid * 20 * scale), rungs(scale))


def prospect(n_weeks: int) -> Prospect:
    """What may come: 13 weeks and a year, or that there are too few weeks to say."""
    if n_weeks < 13:
        few = Caveat("outlook_too_few_weeks", "What may come needs 13 complete weeks.", n_weeks)
        return Prospect((), 0.9, 3, 2, 1, None, None, (few,))
    looks = (
        Look(13, usd(3100), usd(1800), usd(4700), 0.8, usd(19.2), usd(16.1), usd(22.8)),
        Look(52, usd(11900), usd(6200), usd(18800), 0.4, usd(19), usd(14.3), usd(25.2)),
    )
    return Prospect(looks, 0.9, 3, 2, 1, 0.3, "renewal")


def report(n_weeks: int = 26, by: str | None = None) -> Report:
    """The full report; `by` adds groups with names that try to be markup."""
    names = ["Mercor", "Outlier", "<img src=x> $a$ *b*"] if by == "platform" else ["Nova", "", "=1+1 :red[x]"]
    enough = n_weeks >= 8
    sizes = zip(names, (1.2, 0.9, 0.5), (200.0, 150.0, 70.0), strict=True)
    return Report(
        as_of=AS_OF,
        window=Window(FIRST, FIRST + dt.timedelta(days=7 * n_weeks - 1), 7 * n_weeks),
        currency="USD",
        hours=hours(420, 160),
        money=money(11252),
        hourly=rungs(),
        headline_low=usd(30),
        headline_high=usd(50),
        annual=Annual(usd(83200), usd(52000), usd(12497.72) if enough else None,
                      usd(9800) if n_weeks >= 13 else None, usd(15900) if n_weeks >= 13 else None, 0.9,
                      "cosine" if n_weeks >= 13 else None, n_weeks),
        arrived=usd(17.1),
        road_start=usd(83200) if enough else None,
        factors=tuple(Factor(n, v, usd(c), None if s is None else usd(s)) for n, v, c, s in ROAD) if enough else (),
        by=tuple(group(k, s, p) for k, s, p in sizes) if by else (),
        volatility=Volatility(0.71, 0.31, 0.24, 7 / 26, 17.0, 13.0, usd(2310), n_weeks) if n_weeks >= 13
        else Volatility(None, None, None, 2 / n_weeks if n_weeks else None, None, None, None, n_weeks),
        concentration=Concentration("Mercor", 0.62, 0.49, 2.04),
        weeks=weeks(n_weeks),
        prospect=prospect(n_weeks),
        caveats=(Caveat("settled_by_age", "3 payments fit no pay day and were spread over the oldest open work.", 3),),
        n=212,
    )  # fmt: skip


def empty() -> Report:
    """What a new ledger says."""
    none = Hours(0.0, 0.0, 0.0, 0.0, None, {})
    return Report(
        as_of=AS_OF,
        window=Window(None, AS_OF, 0),
        currency="USD",
        hours=none,
        money=MoneySums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        hourly=tuple(Rung(name, None) for name in RATES),
        headline_low=None,
        headline_high=None,
        annual=Annual(None, None, None, None, None, 0.9, None, 0),
        arrived=None,
        road_start=None,
        factors=(),
        by=(),
        volatility=Volatility(None, None, None, None, None, None, None, 0),
        concentration=Concentration(None, None, None, None),
        weeks=(),
        caveats=(),
        n=0,
    )
