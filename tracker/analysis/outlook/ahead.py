"""What the next weeks may bring: money owed, the fan, the runway, what if a platform ends (methods, section 12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tracker.analysis.fx import ReferenceRates
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.outlook import paths
from tracker.analysis.outlook.arrival import HANGS, MIN_UNITS, SOON, Array, Open, arriving, expected, open_money
from tracker.analysis.outlook.set_aside import tax_quarters
from tracker.analysis.platforms.reliability import days_to_pay, pay_units
from tracker.analysis.prospect.answer import SEED, Played, play, prospect_of
from tracker.analysis.prospect.model import AHEAD, SEEN
from tracker.analysis.results.outlook import Expected, FanWeek, Outlook, Runway, WhatIf
from tracker.analysis.results.platforms import PayCurve
from tracker.domain import Settings
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.say import Share, Word
from tracker.units import DAY, WEEKS_PER_YEAR, monday

FAN = 13
"""Weeks of the fan."""


def build_outlook(
    frames: LedgerFrames, as_of: dt.date, *, seed: int = SEED, reference: ReferenceRates | None = None
) -> Outlook:
    """What is owed and when it should come, and what the next 13 weeks may bring (methods, sections 12 and 14).

    Args:
        seed: of the draws; the same for all ledgers unless given.
        reference: a table of exchange rates from outside the ledger.

    Units of home currency. Under 13 complete weeks there is no fan and no runway, caveat `outlook_too_few_weeks`;
    nor if there is nothing to draw from, caveat `outlook_nothing_kept` or one of the prospect's own. Other caveats:
    `no_pay_record`, `later_than_ever`, `nothing_says_when`, `drift_in_fan`, `nothing_since`, and those of
    `ledger_money`.
    """
    return outlook_of(make_basis(frames, as_of, reference), seed=seed)


def outlook_of(
    basis: Basis, pays: Mapping[str, PayCurve] | None = None, played: Played | None = None, *, seed: int = SEED
) -> Outlook:
    """The same from a basis; `pays` and `played` None: worked out from it."""
    known = pays_of(basis) if pays is None else pays
    drawn = play(basis, seed=seed) if played is None else played
    settings, items = basis.frames.settings, open_money(basis.money.parts)
    owed = expected(items, known, basis.as_of)
    ahead = _ahead(basis, drawn, known, items, seed)
    return Outlook(
        as_of=basis.as_of,
        currency=settings.home_currency,
        owed=sum(i.amount for i in items),
        expected=owed,
        fan=ahead.fan() if ahead else (),
        weeks=min(len(drawn.ledger.weeks), SEEN),
        drift=drawn.ledger.growth if ahead else None,
        runway=ahead.runway() if ahead else None,
        prospect=prospect_of(drawn),
        without=ahead.what_ifs() if ahead else (),
        tax=tax_quarters(basis, settings.tax_rate_percent),
        caveats=(
            *drawn.ledger.weeks.caveats(),
            *_caveats(owed, known, drawn, ahead),
            *basis.money.caveats,
        ),
        soon_on=basis.as_of + SOON * DAY,
        soon=round(sum(e.amount * (e.here_soon or 0.0) for e in owed)),
        savings_alone=_savings_alone(settings),
    )


def pays_of(basis: Basis) -> dict[str, PayCurve]:
    """Days to pay of every platform of a basis."""
    return {p: days_to_pay(u, basis.as_of) for p, u in pay_units(basis).items()}


# --- the weeks that may come ---


@dataclass(frozen=True)
class _Ahead:
    """The draws, and all that is worked out from them. `owed`: open money by draw and week; `lags`: weeks from
    earning to money by platform; `first`: the Monday of the first week to come."""

    first: dt.date
    played: Played
    owed: Array
    lags: Mapping[str, int]
    settings: Settings

    def fan(self, without: str | None = None) -> tuple[FanWeek, ...]:
        coming = self.played.total(without=without)[:, :FAN]
        week, total = paths.ends(coming), paths.ends(np.cumsum(coming, axis=1))
        return tuple(
            FanWeek(self.first + 7 * k * DAY, *(int(x) for x in week[:, k]), *(int(x) for x in total[:, k]))
            for k in range(FAN)
        )

    def runway(self, without: str | None = None) -> Runway | None:
        """None if the living cost or the savings are not set."""
        cost, savings = _cost_week(self.settings), self.settings.savings
        if cost is None or savings is None:
            return None
        cash = self.owed - self.played.ledger.cost
        for platform, drawn in self._weekly().items():
            if platform != without:
                cash += paths.lagged(drawn, self.lags.get(platform, 0))
        rate = float(self.settings.tax_rate_percent or 0) / 100
        weeks = paths.weeks_until_empty(savings, cost, cash - rate * np.maximum(cash, 0))
        return Runway(paths.middle(weeks, 0.5), paths.middle(weeks, 0.1), savings, cost)

    def what_ifs(self) -> tuple[WhatIf, ...]:
        """Without each platform that may bring anything, the largest first."""
        sums = {p: float(v[:, :FAN].sum()) for p, v in self._weekly().items() if p}
        whole = sum(sums.values())
        largest = sorted((p for p in sums if sums[p] > 0), key=lambda p: (-sums[p], p))
        return tuple(WhatIf(p, self.fan(p), self.runway(p), sums[p] / whole) for p in largest)

    def _weekly(self) -> dict[str, Array]:
        assert self.played.drawn is not None
        return self.played.drawn.weekly


def _ahead(basis: Basis, played: Played, pays: Mapping[str, PayCurve], items: list[Open], seed: int) -> _Ahead | None:
    if played.drawn is None:
        return None
    first = monday(basis.as_of) + 7 * DAY
    random = np.random.default_rng([seed, 1])
    owed = arriving(items, pays, basis.as_of, first, AHEAD, random, len(played.drawn.running))
    return _Ahead(first, played, owed, _lags(basis, pays), basis.frames.settings)


def _lags(basis: Basis, pays: Mapping[str, PayCurve]) -> dict[str, int]:
    """Whole weeks from earning to money: by the platform's own record, else to the due date."""
    parts = basis.money.parts
    parts = parts[parts["ref"] != "unmatched"]
    days = (parts["due_on"] - parts["day"]).dt.days.astype(float).groupby(parts["platform"]).median()
    found = {str(p): float(d) for p, d in days.to_dict().items()}
    found |= {p: c.median for p, c in pays.items() if c.median is not None}
    return {p: max(0, round(d / 7)) for p, d in found.items()}


# --- settings and caveats ---


def _cost_week(settings: Settings) -> int | None:
    cost = settings.living_cost_month
    return None if cost is None else round(cost * 12 / WEEKS_PER_YEAR)


def _savings_alone(settings: Settings) -> float | None:
    cost = _cost_week(settings)
    return None if cost is None or cost <= 0 or settings.savings is None else max(settings.savings, 0) / cost


def _caveats(
    owed: tuple[Expected, ...], pays: Mapping[str, PayCurve], played: Played, ahead: _Ahead | None
) -> Iterator[Caveat]:
    if played.why is not None:
        yield played.why
    if hanging := [e for e in owed if e.likely_on is None and e.state in HANGS and e.latest_on is None]:
        text = (
            "Amounts of which nothing says when they are due: {n}. They are not approved, not handed in, under the "
            "smallest payout, or not asked for, and not counted ahead."
        )
        yield Caveat("nothing_says_when", text, len(hanging))
    unknown = [e for e in owed if e.likely_on is None and e not in hanging]
    bare = sorted({e.platform for e in unknown if pays.get(e.platform, _NONE).n < MIN_UNITS})
    if bare:
        text = "Too few pay days are known of {names} to tell when its money comes: its due dates are taken."
        yield Caveat("no_pay_record", text, len(bare), names=Word(", ".join(bare)))
    later = [e for e in unknown if e.platform not in bare]
    if later:
        text = (
            "Amounts for which no day is given: {n}. They are the rest of a pay day that was paid short, or as late as "
            "money that mostly never came."
        )
        yield Caveat("later_than_ever", text, len(later))
    if ahead is not None and (growth := played.ledger.growth) is not None:
        text = "Rates that move for certain are drawn on at their pace: {share} a year in all."
        yield Caveat("drift_in_fan", text, share=Share(round(growth, 2)))


_NONE = PayCurve(None, None, 0, 0)
