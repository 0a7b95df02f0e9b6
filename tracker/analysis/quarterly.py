"""What each quarter was like on each platform in each kind of work: the exact figures behind a contribution.

hours, money, pay days and lives are laid into cells (platform word, kind of work), and cut to the days of a
quarter; the cut pieces go through the same ladder, reliability and drift as the pages do.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import pandas as pd

from tracker.analysis.backing import backing
from tracker.analysis.drift import drifts, line_roles
from tracker.analysis.earnings.grouped import group_of
from tracker.analysis.fx import HomeRates, day_numbers
from tracker.analysis.hourly import promised
from tracker.analysis.hours.declared import available_hours
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.platforms.reliability import STOPS, Unit, pay_units
from tracker.analysis.report import Group
from tracker.analysis.results.projects import Life
from tracker.contributed import Exact, Left
from tracker.domain import BY_PLATFORM, ENDS
from tracker.units import SCALE

Cell = tuple[str, str]
"""(platform word, kind-of-work word)."""

FEW_LISTED = 0.5
"""Share of counted hours without an advertised rate above which no headline is given."""
SPANS = (30, 90)
TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter by its name, with its first and last day."""

    name: str
    first: dt.date
    last: dt.date


def quarter_figures(
    basis: Basis,
    lives: Sequence[Life],
    quarters: Sequence[Quarter],
    *,
    platforms: Mapping[str, str],
    roles: Mapping[str, str],
    currency: str,
    rates: HomeRates,
    rest: str = "other",
) -> tuple[Exact, ...]:
    """The figures of every cell in every quarter in which anything was worked, fell due, started or stopped.

    Args:
        basis, lives: of the whole ledger.
        platforms: ledger's platform -> word. roles: project's role -> word; a project without one goes under
            `rest`, work that names no project under the kind that took most hours on that platform in the quarter.
        currency: of the rates given; home money is valued at `rates` of the days worked.

    An empty ledger gives nothing. Source: methods, sections 5, 10, 11 and 13.
    """
    cells = _Cells(basis, platforms, roles, rest)
    laid = cells.lay()
    units = _units(laid)
    pools = (_Pool(laid, cells, lives, units, quarter, currency, rates) for quarter in quarters)
    return tuple(exact for pool in pools for exact in _of_quarter(pool))


# --- which cell -----------------------------------------------------------------------------------------------


class _Cells:
    """The cell of each platform, project and day."""

    def __init__(self, basis: Basis, platforms: Mapping[str, str], roles: Mapping[str, str], rest: str) -> None:
        self.basis, self.platforms, self.rest = basis, platforms, rest
        named = line_roles(basis.frames.projects)
        self.projects = {key: roles.get(role, rest) if role else rest for key, role in named.items()}
        self.roles = roles
        self.main = self._main()

    def of_project(self, platform: str, project: str) -> Cell:
        return self.platforms.get(platform, self.rest), self.projects.get((platform, project), self.rest)

    def of_role(self, platform: str, role: str | None) -> Cell:
        return self.platforms.get(platform, self.rest), self.roles.get(role or "", self.rest) if role else self.rest

    def _main(self) -> dict[tuple[str, int | None], str]:
        """The kind of work with most hours, by platform and quarter, and by platform over all (None)."""
        hours = self.basis.hours
        hours = hours[hours["project"].notna()]
        if hours.empty:
            return {}
        keys = zip(hours["platform"], hours["project"], strict=True)
        frame = pd.DataFrame(
            {
                "platform": hours["platform"].to_numpy(),
                "word": [self.projects.get((str(a), str(b)), self.rest) for a, b in keys],
                "quarter": _quarters(hours["day"]),
                "seconds": hours["seconds"].to_numpy(),
            }
        )
        out: dict[tuple[str, int | None], str] = {}
        for columns in (["platform", "word"], ["platform", "word", "quarter"]):
            sums = frame.groupby(columns)["seconds"].sum().sort_values(kind="stable")
            for key in sums.index:
                out[str(key[0]), int(key[2]) if len(key) == 3 else None] = str(key[1])
        return out

    def lay(self) -> Basis:
        """The basis with a column `cell` in hours, rates, and all money that a platform or project is named for."""
        b, m = self.basis, self.basis.money
        money = replace(
            m,
            parts=self._with(m.parts),
            settlements=self._with(m.settlements),
            cash=self._with(m.cash),
            deducted=self._with(m.deducted),
            found=self._with(m.found),
        )
        return replace(b, hours=self._with(b.hours), rates=self._with(b.rates), money=money)

    def _with(self, frame: pd.DataFrame) -> pd.DataFrame:
        if frame.empty:
            return frame.assign(cell=pd.Series([], dtype="str"))
        projects = frame["project"].astype("str").fillna("").to_numpy(dtype=object)
        keys = zip(frame["platform"].to_numpy(dtype=object), projects, _quarters(frame["day"]), strict=True)
        known: dict[tuple[str, str, int], str] = {}
        names = []
        for key in keys:
            if key not in known:
                known[key] = "\x1f".join(self._cell(str(key[0]), str(key[1]), int(key[2])))
            names.append(known[key])
        return frame.assign(cell=pd.Series(names, index=frame.index, dtype="str"))

    def _cell(self, platform: str, project: str, quarter: int) -> Cell:
        if project:
            return self.of_project(platform, project)
        word = self.main.get((platform, quarter)) or self.main.get((platform, None), self.rest)
        return self.platforms.get(platform, self.rest), word


def _quarters(days: pd.Series) -> list[int]:
    numbers: list[int] = (days.dt.year * 4 + days.dt.quarter - 1).tolist()
    return numbers


# --- one quarter -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pool:
    """Everything that the cells of one quarter draw from."""

    laid: Basis
    cells: _Cells
    lives: Sequence[Life]
    units: Mapping[Cell, Sequence[Unit]]
    quarter: Quarter
    currency: str
    rates: HomeRates


def _of_quarter(pool: _Pool) -> list[Exact]:
    q, as_of = pool.quarter, pool.laid.as_of
    cut = pool.laid.between(q.first, q.last)
    pieces = {_cell_of(key): piece for key, piece in cut.split("cell").items()}
    units = pool.units.items()
    due = {c: [u for u in some if q.first <= u.due_on <= q.last and u.fell_due(as_of)] for c, some in units}
    begun = _by_cell(pool.cells, (x for x in pool.lives if _starts(x, q)))
    notice, drift = _notices(pool), _drift_words(pool)
    active = {*pieces, *(c for c, some in due.items() if some), *begun, *notice}
    groups = {c: group_of(pieces[c], "\x1f".join(c)) for c in active if c in pieces}
    costs = _Costs.of(cut, pool.cells, groups)
    offered = available_hours(pool.laid.frames.availability, q.first, q.last)
    out = []
    for cell in sorted(active):
        told = [u for u in due.get(cell, ()) if not u.by_age]
        made = Exact(
            quarter=q.name,
            platform=cell[0],
            role=cell[1],
            available_hours=None if offered is None else float(offered.sum()),
            due=len(told),
            on_time=sum(u.on_time for u in told),
            started=len(begun.get(cell, ())),
            notice_hours=median(notice[cell]) if cell in notice else None,
            drift=drift.get(cell, TOO_SHORT),
            left=_some(Left.BY_AGE, float(len(due.get(cell, ())) - len(told))),
            costs=costs.apart,
            **_endings(begun.get(cell, ()), as_of),
        )
        if cell in pieces:
            made = _rated(pool, made, pieces[cell], groups[cell], costs.per_hour.get(cell[0], 0.0))
        out.append(made)
    return out


def _cell_of(key: str) -> Cell:
    platform, _, role = key.partition("\x1f")
    return platform, role


def _rated(pool: _Pool, one: Exact, piece: Basis, group: Group, expenses: float) -> Exact:
    """With hours and rates of its cell; `expenses` are main units of home currency for each of its hours."""
    worth = _worth(pool, piece)
    unlisted = promised(piece.rates, piece.money.parts, "mid").unlisted
    rung = {r.rung: None if r.rate is None or worth is None else r.rate / SCALE / worth for r in group.hourly}
    kept, h, backed = rung["kept"], group.hours, backing(piece)
    headline = rung["headline"] if unlisted <= FEW_LISTED else None
    return replace(
        one,
        hours=h.all,
        headline=headline,
        agreed=rung["agreed"],
        all_hours=rung["all_hours"],
        kept=None if kept is None or worth is None else kept - expenses / worth,
        unpaid_share=h.unpaid / h.all if h.all > 0 else None,
        hours_by_file=backed.hours_by_file,
        money_by_file=backed.money_by_file,
        money_by_deposit=backed.money_by_deposit,
        left=(
            *_some(Left.UNMATCHED, group.money.unmatched / SCALE),
            *one.left,
            *_some(Left.HEADLINE, unlisted if headline is None else 0.0),
        ),
    )


def _some(what: Left, much: float) -> tuple[tuple[Left, float], ...]:
    return ((what, much),) if much else ()


def _worth(pool: _Pool, piece: Basis) -> float | None:
    """Home units for one unit of the currency, over the days worked; None if there is no rate."""
    if pool.currency == pool.rates.home:
        return 1.0
    hours = piece.hours
    weight = hours["seconds"].to_numpy(dtype=float)
    if len(hours) and weight.sum() > 0:
        days = day_numbers(hours["day"])
    else:
        middle = pool.quarter.first + (pool.quarter.last - pool.quarter.first) / 2
        days, weight = day_numbers(pd.Series([pd.Timestamp(middle)])), np.ones(1)
    rates = pool.rates.many(np.full(len(days), pool.currency, dtype=object), days)
    value = float((rates * weight).sum() / weight.sum())
    return value if value > 0 else None


@dataclass(frozen=True)
class _Costs:
    """`per_hour`: expenses that name a platform, by its word, for each hour there; `apart`: all other costs."""

    per_hour: Mapping[str, float]
    apart: float

    @classmethod
    def of(cls, cut: Basis, cells: _Cells, groups: Mapping[Cell, Group]) -> _Costs:
        spent: dict[str, float] = {}
        named = cut.money.expenses["platform"].astype("str").fillna("")
        for platform, cost in cut.money.expenses["cost"].groupby(named).sum().items():
            word = cells.platforms.get(str(platform), cells.rest) if platform else ""
            spent[word] = spent.get(word, 0.0) + float(cost) / SCALE
        hours: dict[str, float] = {}
        for (word, _role), group in groups.items():
            hours[word] = hours.get(word, 0.0) + group.hours.all
        shared = {w: cost / hours[w] for w, cost in spent.items() if w and hours.get(w, 0.0) > 0}
        apart = sum(cost for w, cost in spent.items() if w not in shared)
        return cls(shared, apart + float(cut.money.transfers["cost"].sum()) / SCALE)


# --- pay days, lives, drift -----------------------------------------------------------------------------------


def _units(laid: Basis) -> dict[Cell, list[Unit]]:
    """The pay days of each cell, over all days."""
    out = {}
    parts, paid = laid.money.parts, laid.money.settlements
    for key in sorted({*parts["cell"]}):
        mine = replace(laid.money, parts=parts[parts["cell"] == key], settlements=paid[paid["cell"] == key])
        found = pay_units(replace(laid, money=mine)).values()
        out[_cell_of(key)] = [unit for some in found for unit in some]
    return out


def _by_cell(cells: _Cells, lives: Iterable[Life]) -> dict[Cell, list[Life]]:
    out: dict[Cell, list[Life]] = {}
    for life in lives:
        out.setdefault(cells.of_project(life.platform, life.project), []).append(life)
    return out


def _starts(life: Life, quarter: Quarter) -> bool:
    return life.started is not None and quarter.first <= life.started <= quarter.last


def _endings(lives: Iterable[Life], as_of: dt.date) -> dict[str, int]:
    """First ends within 30 and 90 days of the start, by whom: fields of `Exact`."""
    found: Counter[str] = Counter()
    for life in lives:
        start = life.started or as_of
        end = next((e for e in life.events if e.event in ENDS and start <= e.day <= as_of), None)
        if end is not None:
            way = "platform" if end.event in BY_PLATFORM else str(end.event)
            for days in SPANS:
                found[f"ended_{way}_{days}"] += (end.day - start).days <= days
    return found


def _notices(pool: _Pool) -> dict[Cell, list[float]]:
    """Hours of notice of the quarter's stops by the platform, if they are known."""
    q, out = pool.quarter, dict[Cell, list[float]]()
    for life in pool.lives:
        hours = [e.notice for e in life.events if e.event in STOPS and q.first <= e.day <= q.last]
        known = [h for h in hours if h is not None]
        if known:
            out.setdefault(pool.cells.of_project(life.platform, life.project), []).extend(known)
    return out


def _drift_words(pool: _Pool) -> dict[Cell, str]:
    """The verdict of each cell up to the end of the quarter: that of its series with most weeks."""
    found: dict[Cell, tuple[int, str]] = {}
    for platform, series in drifts(pool.laid.between(dt.date(1, 1, 2), pool.quarter.last)).items():
        for one in series:
            cell = pool.cells.of_role(platform, one.role)
            found[cell] = max(found.get(cell, (-1, TOO_SHORT)), (one.weeks, one.verdict))
    return {cell: verdict for cell, (_weeks, verdict) in found.items()}
