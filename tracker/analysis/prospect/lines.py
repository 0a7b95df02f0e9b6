"""The lines of a ledger: what each project, and each account without projects, kept in each week.

Kept is that of section 4, what transfers cost taken off in proportion; beside it the hours of all work, and the part of
kept that they brought. Money that names no project goes to the
projects of its platform, in proportion, where these bring most of its money; else it is an account of its own.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from tracker.analysis.drift import CERTAIN, drifts, line_roles
from tracker.analysis.hours.window import Weeks, choose_window, known_weeks
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.places import places
from tracker.analysis.prospect.courses import Course, Key, courses
from tracker.analysis.prospect.hours import weekly_hours
from tracker.analysis.prospect.model import SEEN, Array, Line
from tracker.units import DAY

IDLE = 13
"""Weeks without work or money after which what has no end on record counts as ended."""
DEAD = 26
"""Weeks without work or money after which nothing more is expected of a platform on which nothing runs."""
YEAR = 52
STEEPEST = 1.0
"""No rate is drawn on at more than this, as the yearly change of its logarithm."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a ledger, in the order of their starts.

    `weeks`: the ledger's complete weeks. `costs`: work expenses per week, units, by the platform that they name ("":
    none). `assumed`: how many lines count as ended because nothing came of them for `IDLE` weeks. `losing`: lines that
    run, and whose weeks kept nothing. `courses`: of each project.
    """

    lines: tuple[Line, ...]
    weeks: Weeks
    costs: Mapping[str, float]
    assumed: int
    courses: Mapping[Key, Course] = field(default_factory=dict)

    @property
    def cost(self) -> float:
        """Work expenses per week, units."""
        return sum(self.costs.values())

    @property
    def growth(self) -> float | None:
        """The yearly change of what runs together, as a share; None if no rate moves for certain."""
        worth = [(x.growth, max(float(x.kept.mean()), 0.0)) for x in self.lines if x.runs and len(x.kept)]
        whole = sum(w for _g, w in worth)
        if whole <= 0 or not any(g for g, _w in worth):
            return None
        return math.expm1(sum(g * w for g, w in worth) / whole)

    @property
    def losing(self) -> int:
        return sum(bool(x.runs and len(x.kept) > 0 and x.kept.sum() <= 0) for x in self.lines)


def ledger_lines(basis: Basis) -> Lines:
    """The lines of everything up to as-of; none if there is no complete week."""
    weeks = known_weeks(basis.frames, basis.as_of, choose_window(basis.first, basis.as_of, basis.first), basis.first)
    if not len(weeks):
        return Lines((), weeks, {}, 0)
    return _Maker(basis, weeks).lines()


class _Maker:
    """Works out the lines of one ledger. Weeks are numbered from its first one."""

    def __init__(self, basis: Basis, weeks: Weeks) -> None:
        self.basis, self.weeks = basis, weeks
        self.base = max(len(weeks) - SEEN, 0)
        self.assumed = 0
        self.courses = courses(basis)
        self.rows = self._rows()

    def lines(self) -> Lines:
        by: dict[str, list[tuple[Key, Course]]] = defaultdict(list)
        for key, course in sorted(self.courses.items()):
            by[key[0]].append((key, course))
        out: list[Line] = []
        gone = set()
        for platform in sorted({*by, *(p for p, project in self.rows if not project)}):
            found = self._platform(platform, by.get(platform, []))
            if found and found[0].gone:
                gone.add(platform)
            out += found
        ordered = sorted((self._moving(out)), key=lambda x: (x.start, x.platform, x.project))
        return Lines(tuple(ordered), self.weeks, self._costs(gone), self.assumed, self.courses)

    def _moving(self, lines: list[Line]) -> list[Line]:
        """The same, with the growth of what runs where the rate of its role moves for certain."""
        running = {x.platform for x in lines if x.runs}
        if not running:
            return lines
        sure = {
            (platform, d.role or ""): d.slope_per_year
            for platform, found in drifts(self.basis, running).items()
            for d in found
            if d.verdict in CERTAIN and d.slope_per_year is not None
        }
        if not sure:
            return lines
        roles = line_roles(self.basis.frames.projects)
        grows = [sure.get((x.platform, roles.get((x.platform, x.project), "")), 0.0) for x in lines]
        return [replace(x, growth=min(max(g, -STEEPEST), STEEPEST)) for x, g in zip(lines, grows, strict=True)]

    def _week(self, day: dt.date) -> int:
        return (day - self.weeks.mondays[0]).days // 7

    def _rows(self) -> dict[Key, Array]:
        """Of each project ("": none) in the weeks from `base` on: kept, what hours brought of it (units), hours."""
        p, n = self.basis.money.parts, len(self.weeks) - self.base
        p = p.assign(kept=p["settled"] + p["not_yet_due"] - p["fees"] + p["fx"])
        found = self.basis.money.found
        kept, sure = self._by_week(p), self._by_week(p[p["ref"] != "unmatched"])
        later = self._by_week(found.assign(kept=found["amount"] - found["fee"]))
        hours = weekly_hours(self.basis, self.weeks.mondays[self.base], n)
        arrives, none = self._arrives(float(sum(v.sum() for v in kept.values()))), np.zeros(n)
        out = {}
        for key in sorted({*kept, *sure, *later, *hours}):
            paid = sure.get(key, none) + later.get(key, none)
            out[key] = np.stack([kept.get(key, none) * arrives, paid * arrives, hours.get(key, none)])
        return out

    def _by_week(self, rows: pd.DataFrame) -> dict[Key, Array]:
        """Sums of `kept` by project and week."""
        first, n = self.weeks.mondays[self.base], len(self.weeks) - self.base
        week = (rows["day"].to_numpy().astype("datetime64[D]") - np.datetime64(first)).astype(int) // 7
        inside = (week >= 0) & (week < n)
        codes, names = places(rows)
        weights = rows["kept"].to_numpy(dtype=float)[inside]
        sums = np.bincount(codes[inside] * n + week[inside], weights=weights, minlength=len(names) * n)
        return dict(zip(names, sums.reshape(len(names), n), strict=True))

    def _arrives(self, kept: float) -> float:
        """The share that is left of money after transfers."""
        moved = self.basis.money.transfers
        cost = float(moved.loc[self._from(moved["day"], self.base), "cost"].sum())
        return min(max(1 - cost / kept, 0.0), 1.0) if kept > 0 else 1.0

    def _from(self, days: Any, week: int) -> Any:
        first, last = self.weeks.mondays[week], self.weeks.mondays[-1] + 6 * DAY
        return (days >= np.datetime64(first)) & (days <= np.datetime64(last))

    def _costs(self, gone: set[str]) -> dict[str, float]:
        """Expenses of a week, over the last year, but for those of platforms from which nothing more comes."""
        spent, first = self.basis.money.expenses, max(len(self.weeks) - YEAR, 0)
        rows = spent[self._from(spent["day"], first) & ~spent["platform"].isin(gone)]
        sums = rows.groupby(rows["platform"].astype("str").fillna(""), sort=True)["cost"].sum()
        return {str(p): float(cost) / (len(self.weeks) - first) for p, cost in sums.items()}

    # --- one platform -----------------------------------------------------------------------------------

    def _platform(self, platform: str, projects: list[tuple[Key, Course]]) -> list[Line]:
        nothing = np.zeros((3, len(self.weeks) - self.base))
        loose = self.rows.get((platform, ""), nothing).copy()
        lines = []
        for key, course in projects:
            line, left = self._project(key, course, self.rows.get(key, nothing))
            lines.append(line)
            loose += left
        named, rest = sum(float(x.kept.sum()) for x in lines), float(loose[0].sum())
        if abs(rest) <= named and named + rest > 0:
            lines = _spread(lines, loose.sum(axis=1))
        elif loose[0].any():
            lines.append(self._account(platform, loose, [c for _key, c in projects]))
        gone = self._gone(lines, [c for _key, c in projects])
        return [replace(x, gone=gone) for x in lines]

    def _project(self, key: Key, course: Course, rows: Array) -> tuple[Line, Array]:
        """Its line, and what its money and hours leave over where it has no week of its own."""
        total, start = len(self.weeks), self._week(course.begins)
        paid = np.flatnonzero(rows[0])
        if len(paid):
            start = min(start, self.base + int(paid[0]))
        end = None if course.ends is None else min(max(self._week(course.ends - DAY) + 1, start + 1), total)
        if end is None:
            end = self._idle(max(self._week(course.active or course.begins), start))
        first, last = max(start, self.base), total if end is None else end
        if last <= first:
            return _line(Line(key[0], start, end, rows[0, :0], project=key[1]), rows[:, :0]), rows
        own = rows[:, first - self.base : last - self.base].copy()
        own[:, -1] += rows[:, last - self.base :].sum(axis=1)
        own[:, 0] += rows[:, : first - self.base].sum(axis=1)
        return _line(Line(key[0], start, end, own[0], project=key[1]), own), np.zeros_like(rows)

    def _idle(self, active: int) -> int | None:
        """The week after the last active one, where too many have passed since."""
        if len(self.weeks) - 1 - active < IDLE:
            return None
        self.assumed += 1
        return active + 1

    def _account(self, platform: str, rows: Array, projects: list[Course]) -> Line:
        paid = np.flatnonzero(rows[0])
        start, last = self.base + int(paid[0]), self.base + int(paid[-1])
        closed = [c.ends for c in projects if c.closed and c.ends is not None]
        end = self._idle(last)
        if closed and all(c.ends is not None for c in projects):
            end = min(max(self._week(max(closed)), last + 1), len(self.weeks))
        own = rows[:, start - self.base : (len(self.weeks) if end is None else end) - self.base]
        return _line(Line(platform, start, end, own[0], account=True), own)

    def _gone(self, lines: list[Line], projects: list[Course]) -> bool:
        """Nothing runs there, and access was taken away last, or nothing has come for half a year."""
        if any(x.runs for x in lines) or not lines:
            return False
        ended = [c for c in projects if c.ends is not None]
        last = max(ended, key=lambda c: c.ends or dt.date.min).closed if ended else False
        return last or len(self.weeks) - max(x.end or 0 for x in lines) >= DEAD


def _line(of: Line, rows: Array) -> Line:
    """The same with what its hours brought and its hours, if any are known."""
    return replace(of, paid=rows[1], hours=rows[2]) if rows[2].any() else of


def _spread(lines: list[Line], loose: Array) -> list[Line]:
    """The same with what names no project (kept, paid, hours) in it, in proportion; hours only where money is."""
    sums = np.array([[x.kept.sum(), x.paid.sum(), x.hours.sum()] for x in lines]).sum(axis=0)
    kept, paid, hours = 1 + np.divide(loose, sums, out=np.zeros(3), where=sums > 0)
    return [replace(x, kept=x.kept * kept, paid=x.paid * paid, hours=x.hours * hours) for x in lines]
