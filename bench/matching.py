"""How well deposits find the payments that they are: `python -m bench.matching SEEDS` (1,000 unless said).

Each seed is an invented ledger of two years: one to four platforms that pay every week, twice a month, each month or as
they like, each over a way of its own (its fee, its days, how the bank writes it, whether it puts payments together or
splits them). Its bank file is derived from its payments, of which one in 25 is not in the ledger and one in 50 never
comes; between them comes other income: rent shares, gifts, a salary, sales, refunds, and money of friends by the same
services. Banks are closed on their holidays. A payment matched is right if its deposits are those that it came by, all
of them and no other.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, field

import numpy as np

from tracker.importers.deposit_fit import Deposit, Expected
from tracker.importers.deposits import Match, match
from tracker.units import SCALE
from tracker.words.business_days import CALENDARS, moved, open_days_later

SEEDS = 1000
START, DAYS = dt.date(2024, 1, 1), 730
PLATFORMS = ("Mercor", "Outlier", "DataAnnotation", "Prolific", "Alignerr", "micro1", "OneForma", "Turing", "Toloka")
STRANGERS = (
    "ANN MEYER",
    "J SMITH RENT",
    "CITY PAYROLL",
    "EBAY SELLER",
    "TAX OFFICE REFUND",
    "PAYPAL B JONES",
    "WISE K LEE",
)
RATE = 0.92
CENT = SCALE // 100


@dataclass(frozen=True, slots=True)
class Way:
    """How the money of one platform comes: charge, business days, the bank's words, and how often it is put together
    or split."""

    fixed: int
    share: float
    days: tuple[int, int]
    payer: str
    together: float
    split: float
    abroad: bool


@dataclass(slots=True)
class World:
    """An invented ledger, its bank's deposits, and which deposits each payment came by."""

    payments: list[Expected] = field(default_factory=list)
    deposits: list[Deposit] = field(default_factory=list)
    truth: dict[str, frozenset[str]] = field(default_factory=dict)


def rate(one: str, other: str, day: dt.date) -> float | None:
    """Euros for a dollar on a day, as a slow wave."""
    if (one, other) != ("USD", "EUR"):
        return None
    return RATE * (1 + 0.04 * float(np.sin(day.toordinal() / 90)))


def world(seed: int) -> World:
    """The ledger of a seed."""
    rng = np.random.default_rng([20_261_130, seed])
    made = World()
    for name in rng.choice(PLATFORMS, size=rng.integers(1, 5), replace=False):
        _platform(made, str(name), rng)
    _others(made, rng)
    return made


def _way(name: str, rng: np.random.Generator) -> Way:
    kind = rng.choice(["bank", "fixed", "share", "abroad"], p=[0.5, 0.15, 0.2, 0.15])
    service = str(rng.choice(["PAYPAL", "WISE", "PAYONEER", "STRIPE", "HYPERWALLET"]))
    payer = rng.choice(
        [f"{name.upper()} INC {{n}}", f"{service} {name.upper()}", f"{service} TRANSFER {{n}}"], p=[0.5, 0.3, 0.2]
    )
    return Way(
        fixed=int(rng.choice([100, 150, 300])) * CENT if kind == "fixed" else 0,
        share=float(rng.choice([0.01, 0.02, 0.025])) if kind == "share" else 0.0,
        days=((0, 2), (1, 3), (2, 6))[rng.integers(3)],
        payer=str(payer),
        together=float(rng.choice([0, 0.05, 0.1])),
        split=float(rng.choice([0, 0.02, 0.04])),
        abroad=bool(kind == "abroad"),
    )


def _pay_days(rng: np.random.Generator) -> list[dt.date]:
    cycle = rng.choice(["weekly", "halves", "monthly", "free"])
    days = [START + dt.timedelta(days=n) for n in range(DAYS)]
    if cycle == "weekly":
        return [d for d in days if d.weekday() == 2]
    if cycle == "halves":
        return [moved(d, None) for d in days if d.day in (5, 20)]
    if cycle == "monthly":
        return [moved(d, None) for d in days if d.day == 14]
    return [d for d in days if rng.random() < 0.15]


def _platform(made: World, name: str, rng: np.random.Generator) -> None:
    way, usual = _way(name, rng), float(rng.uniform(80, 900))
    even = rng.random() < 0.15
    paid = []
    for n, day in enumerate(d for d in _pay_days(rng) if rng.random() > 0.1):
        euros = usual if even else max(usual * float(rng.lognormal(0, 0.4)), 15)
        amount = round(euros) * SCALE if even else round(euros * 100) * CENT
        paid.append(Expected(f"{name} {n}", day, amount, amount, "USD", name, typed=bool(rng.random() < 0.3)))
    made.payments += [p for p in paid if rng.random() > 0.04]
    known = {p.key for p in made.payments}
    paid = [p for p in paid if rng.random() > 0.02]
    while paid:
        n = int(rng.integers(2, 4)) if rng.random() < way.together and len(paid) > 3 else 1
        together, paid = paid[:n], paid[n:]
        if (together[-1].day - together[0].day).days > 28:
            paid = together[1:] + paid
            together = together[:1]
        _comes(made, together, way, rng, known)


def _comes(made: World, ps: list[Expected], way: Way, rng: np.random.Generator, known: set[str]) -> None:
    net = sum(p.net for p in ps)
    came = _cents(net - way.fixed - net * way.share)
    currency = "EUR" if way.abroad else "USD"
    took = int(rng.integers(way.days[0], way.days[1] + 1))
    day = open_days_later(ps[-1].day, took, tuple(sorted({"USD", currency})))
    if way.abroad:
        came = _cents(came * (rate("USD", "EUR", day) or 0) * (1 - float(rng.uniform(0.002, 0.012))))
    sums = [came]
    if len(ps) == 1 and rng.random() < way.split and came > 100 * SCALE:
        one = _cents(came * float(rng.uniform(0.3, 0.7)))
        sums = [one, came - one]
    keys = []
    for amount in sums:
        keys.append(f"{len(made.deposits):05d}")
        payer = way.payer.format(n=int(rng.integers(10_000, 99_999)))
        made.deposits.append(Deposit(keys[-1], moved(day, None, CALENDARS[currency]), amount, currency, payer))
        day += dt.timedelta(days=int(rng.integers(0, 3)))
    if all(p.key in known for p in ps):
        for p in ps:
            made.truth[p.key] = frozenset(keys)


def _cents(units: float) -> int:
    return round(units / CENT) * CENT


def _others(made: World, rng: np.random.Generator) -> None:
    """Other income: half of it round, some of it the very sum of a payment."""
    currency = made.deposits[0].currency if made.deposits else "USD"
    for _ in range(int(rng.integers(20, 120))):
        day = moved(START + dt.timedelta(days=int(rng.integers(DAYS))), None)
        amount = (
            int(rng.integers(2, 120)) * 10 * SCALE if rng.random() < 0.5 else int(rng.integers(1000, 150_000)) * CENT
        )
        if rng.random() < 0.03:
            amount = made.payments[int(rng.integers(len(made.payments)))].net
        made.deposits.append(Deposit(f"{len(made.deposits):05d}", day, amount, currency, str(rng.choice(STRANGERS))))


@dataclass(slots=True)
class Score:
    """Payments of some ledgers: how many came, were matched clearly, rightly so, and rightly at least as a question."""

    came: int = 0
    deposits: int = 0
    clear: int = 0
    right: int = 0
    asked: int = 0
    asked_right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.clear if self.clear else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.came if self.came else 1.0

    def add(self, w: World, found: list[Match]) -> None:
        self.came += len(w.truth)
        self.deposits += len(w.deposits)
        for m in found:
            for key in m.payments:
                right = w.truth.get(key) == frozenset(m.deposits)
                if m.clear:
                    self.clear += 1
                    self.right += right
                else:
                    self.asked += 1
                    self.asked_right += right


def score(seeds: range) -> Score:
    """All ledgers of some seeds together."""
    made = Score()
    for seed in seeds:
        w = world(seed)
        made.add(w, match(w.deposits, w.payments, rate))
    return made


def main(seeds: int = SEEDS) -> int:
    s = score(range(seeds))
    print(f"python -m bench.matching {seeds}: ledgers of two years, seeds 0 to {seeds - 1}")
    print(f"{s.came:,} payments that came, {s.deposits:,} deposits in the bank files")
    print(f"clear     {s.clear:,} payments: precision {s.precision:.4f} (bar .995), recall {s.recall:.4f} (bar .95)")
    print(f"asked     {s.asked:,} payments, of which the proposal is right for {s.asked_right:,}")
    print(f"not found {s.came - s.right - s.asked_right:,} payments")
    return 0 if s.precision >= 0.995 and s.recall >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
