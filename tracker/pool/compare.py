"""Comparing platforms and kinds of work across people: one relational expression, and what is read from it.

The expression is Ibis, so that DuckDB, PostgreSQL and Spark run the same. It goes by contributor: first the own
figures of each in a group (a mean over their rows, weighted by hours), then medians and shares over contributors.
Nothing here hides small groups: that is what the members' sheet and releases do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from tracker.pool.quarters import shift
from tracker.pool.rows import COUNT_BANDS

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

Z = 1.6448536269514722
"""Of a 90 % interval, on both sides."""
DIMENSIONS = ("region", "platform", "role")
MANY_GROUPS = 30
"""From this number of groups on, ranks go by shrunken medians; below, by the bad end of the interval."""
MIDDLES = {"0": 0.0, "1-3": 2.0, "4-6": 5.0, "7-13": 10.0, "14+": 18.0}
"""What a band of payments counts as."""

assert tuple(MIDDLES) == tuple(name for name, _, _ in COUNT_BANDS)


# --- the expression -----------------------------------------------------------------------------------------


def own_figures(facts: ibis.Table, by: Sequence[str], wages: Mapping[str, float]) -> ibis.Table:
    """One row per quarter, group and seat: each contributor's own figures.

    `facts`: seat and the columns of `ContributionRow`; `by`: of `DIMENSIONS`; `wages`: region -> minimum wage.
    Columns: quarter, the group, seat, kept, headline, of_headline (kept ÷ headline, of rows that know both),
    unpaid (percent), due, on_time (payments), started, ended, fell (0 or 1, null without verdict), below (0 or 1).
    """
    import ibis

    f = facts.mutate(
        weight=ibis.greatest(facts.hours, 1),
        due_count=_cases(facts.due, MIDDLES),
        on_time_count=_cases(facts.on_time, MIDDLES),
        wage=_cases(facts.region, wages),
    )
    both = f.kept.notnull() & f.headline.notnull()
    told = f.drift != "too_short"
    g = f.group_by(["quarter", *by, "seat"]).agg(
        kept=_mean(f.kept, f.weight, f.kept.notnull()),
        headline=_mean(f.headline, f.weight, f.headline.notnull()),
        of_headline=(f.kept * f.weight).sum(where=both) / (f.headline * f.weight).sum(where=both).nullif(0),
        unpaid=_mean(f.unpaid_share, f.weight, f.unpaid_share.notnull()),
        due=f.due_count.sum(),
        on_time=f.on_time_count.sum(),
        started=f.started.sum(),
        ended=f.ended_platform_30.sum(),
        told=f.weight.sum(where=told),
        dropped=f.weight.sum(where=f.drift == "drop"),
        wage=f.wage.max(),
    )
    return g.mutate(
        fell=ibis.cases((g.told > 0, (2 * g.dropped.fill_null(0) > g.told).ifelse(1, 0)), else_=ibis.null("int64")),
        below=ibis.cases(
            (g.wage.notnull() & g.kept.notnull(), (g.kept < g.wage).ifelse(1, 0)), else_=ibis.null("int64")
        ),
    ).drop("told", "dropped", "wage")


def _cases(column: Any, values: Mapping[str, float]) -> Any:
    """A column of words as numbers; null for every other word."""
    import ibis

    if not values:
        return ibis.null("float64")
    return ibis.cases(
        *((column == word, ibis.literal(float(n))) for word, n in values.items()), else_=ibis.null("float64")
    )


def _mean(value: Any, weight: Any, where: Any) -> Any:
    return (value * weight).sum(where=where) / weight.sum(where=where).nullif(0)


def comparison(facts: ibis.Table, by: Sequence[str], wages: Mapping[str, float]) -> ibis.Table:
    """One row per quarter and group: counts of contributors, medians, quartiles, the ends of the median's interval,
    sums for shares, and what became of those who were there the quarter before. `read` makes figures of it."""
    return _summary(_beside_before(own_figures(facts, by, wages), by), by)


def _beside_before(own: ibis.Table, by: Sequence[str]) -> ibis.Table:
    """With each contributor's place in their group by rate kept, and their rate of the quarter before."""
    import ibis

    number = own.quarter.substr(0, 4).cast("int64") * 4 + own.quarter.substr(5, 1).cast("int64")
    rows = own.mutate(number=number)
    life = ibis.window(group_by=[*by, "seat"], order_by="number")
    group = ibis.window(group_by=["quarter", *by])
    rows = rows.mutate(
        earlier=ibis.cases((rows.number - rows.number.lag().over(life) == 1, rows.kept.lag().over(life))),
        place=ibis.row_number().over(
            group_by=["quarter", *by], order_by=[rows.kept.asc(nulls_first=False), rows.seat]
        ) + 1,
        known=rows.kept.count().over(group),
    )  # fmt: skip
    before = rows.earlier.notnull() & (rows.earlier > 0) & rows.kept.notnull()
    loss = (before & (rows.kept < rows.earlier)).ifelse((rows.earlier - rows.kept) / rows.earlier, ibis.null("float64"))
    low = ((rows.known - Z * rows.known.cast("float64").sqrt()) / 2).floor().cast("int64")
    return rows.mutate(low=low, high=rows.known - low + 1, stayed=before, loss=loss)


def _summary(r: ibis.Table, by: Sequence[str]) -> ibis.Table:
    paid = r.due > 0
    began = r.started > 0
    return r.group_by(["quarter", *by]).agg(
        contributors=r.count(),
        kept_n=r.kept.count(),
        kept=r.kept.median(),
        kept_q1=r.kept.quantile(0.25),
        kept_q3=r.kept.quantile(0.75),
        kept_low=r.kept.max(where=(r.place == r.low) & r.kept.notnull()),
        kept_high=r.kept.max(where=(r.place == r.high) & r.kept.notnull()),
        headline_n=r.headline.count(),
        headline=r.headline.median(),
        of_headline_n=r.of_headline.count(),
        of_headline=r.of_headline.median(),
        unpaid_n=r.unpaid.count(),
        unpaid=r.unpaid.median(),
        **_ratio_sums("paid", r.on_time, r.due, paid),
        **_ratio_sums("began", r.ended.cast("float64"), r.started.cast("float64"), began),
        fell_n=r.fell.count(),
        fell=r.fell.sum(),
        below_n=r.below.count(),
        below=r.below.sum(),
        both=r.count(where=r.stayed),
        lost=r.loss.count(),
        loss=r.loss.median(),
    )


def _ratio_sums(name: str, part: Any, whole: Any, where: Any) -> dict[str, Any]:
    """What a share of sums and its design effect are made of."""
    return {
        f"{name}_n": where.ifelse(1, 0).sum(),
        f"{name}_part": part.sum(where=where),
        f"{name}_whole": whole.sum(where=where),
        f"{name}_pp": (part * part).sum(where=where),
        f"{name}_pw": (part * whole).sum(where=where),
        f"{name}_ww": (whole * whole).sum(where=where),
    }


# --- what is read from it -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Middle:
    """A median over contributors. The interval (90 %, by ranks) is None for few; quartiles are those of people."""

    n: int
    median: float
    low: float | None = None
    high: float | None = None
    q1: float | None = None
    q3: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) with its 90 % interval; `n` is the contributors that it is about."""

    n: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """Against the quarter before: the median's change, who of those in both quarters lost, and how much."""

    value: float | None
    lost: Share
    median_loss: float | None
    """Median over those who lost, as a share of their earlier rate."""


@dataclass(frozen=True, slots=True)
class Group:
    """A quarter's figures of one group; None for what nobody in it knows. Rates per hour, shares 0 to 1."""

    quarter: str
    region: str | None
    platform: str | None
    role: str | None
    contributors: int
    kept: Middle | None
    headline: Middle | None
    of_headline: Middle | None
    unpaid: Middle | None
    on_time: Share | None
    ended: Share | None
    """Projects that the platform ended within 30 days, of those started."""
    fell: Share | None
    below: Share | None
    """Below the minimum wage of their region."""
    change: Change | None

    @property
    def key(self) -> tuple[str | None, ...]:
        return (self.region, self.platform, self.role)


def read(table: pa.Table) -> tuple[Group, ...]:
    """The groups of the expression's rows, by quarter and name."""
    rows = table.to_pylist()
    held = {(r["quarter"], *(r.get(d) for d in DIMENSIONS)): r for r in rows}
    groups = [_group(r, held.get((shift(r["quarter"], -1), *(r.get(d) for d in DIMENSIONS)))) for r in rows]
    return tuple(sorted(groups, key=lambda g: (g.quarter, *(k or "" for k in g.key))))


def _group(r: Mapping[str, Any], before: Mapping[str, Any] | None) -> Group:
    return Group(
        quarter=r["quarter"],
        region=r.get("region"),
        platform=r.get("platform"),
        role=r.get("role"),
        contributors=int(r["contributors"]),
        kept=_middle(r, "kept"),
        headline=_middle(r, "headline"),
        of_headline=_middle(r, "of_headline"),
        unpaid=_middle(r, "unpaid", 100),
        on_time=_of_sums(r, "paid"),
        ended=_of_sums(r, "began"),
        fell=_of_people(r["fell"], r["fell_n"]),
        below=_of_people(r["below"], r["below_n"]),
        change=_change(r, before),
    )


def _middle(r: Mapping[str, Any], name: str, unit: float = 1) -> Middle | None:
    n = int(r[f"{name}_n"])
    if not n:
        return None
    more = {k: r.get(f"{name}_{k}") for k in ("low", "high", "q1", "q3")}
    return Middle(n, float(r[name]) / unit, **{k: None if v is None else float(v) for k, v in more.items()})


def _of_people(part: Any, n: Any) -> Share | None:
    """A share of contributors, each counted once."""
    if not n:
        return None
    value = float(part) / int(n)
    return Share(int(n), value, *wilson(value, float(n)))


def _of_sums(r: Mapping[str, Any], name: str) -> Share | None:
    """A share of what contributors have several of, its interval widened for their being alike."""
    n = int(r[f"{name}_n"] or 0)
    if not n:
        return None
    part, whole, pp, pw, ww = (float(r[f"{name}_{k}"]) for k in ("part", "whole", "pp", "pw", "ww"))
    value = part / whole
    return Share(n, value, *wilson(value, whole / design_effect(value, n, whole, pp, pw, ww)))


def _change(r: Mapping[str, Any], before: Mapping[str, Any] | None) -> Change | None:
    lost = _of_people(r["lost"], r["both"])
    if lost is None:
        return None
    earlier = None if before is None else before["kept"]
    value = float(r["kept"]) / float(earlier) - 1 if earlier and r["kept"] is not None else None
    return Change(value, lost, None if r["loss"] is None else float(r["loss"]))


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 90 % interval of a share (Wilson 1927) that rests on `n` independent answers.

    >>> [round(x, 3) for x in wilson(0.5, 10)], [round(x, 3) for x in wilson(0.0, 10)]
    ([0.269, 0.731], [0.0, 0.213])
    """
    zz = Z * Z
    middle = share + zz / (2 * n)
    half = Z * sqrt(share * (1 - share) / n + zz / (4 * n * n))
    return max(0.0, (middle - half) / (1 + zz / n)), min(1.0, (middle + half) / (1 + zz / n))


def design_effect(share: float, n: int, whole: float, pp: float, pw: float, ww: float) -> float:
    """How much wider than for independent answers: the variance of a ratio of sums over contributors, by that of
    independent answers; never below 1, and 1 if it cannot be told.

    >>> design_effect(0.5, 4, 8, pp=8, pw=8, ww=16)  # everyone has two answers, always both alike
    2.6666666666666665
    """
    even = share * (1 - share) / whole
    if n < 2 or even <= 0:
        return max(1.0, ww / whole)
    spread = max(0.0, pp - 2 * share * pw + share * share * ww)
    return max(1.0, n / (n - 1) * spread / (whole * whole) / even)


# --- order --------------------------------------------------------------------------------------------------


def ranked(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Groups from the best rate kept to the worst. From 30 groups on by medians drawn towards the middle of all by
    how little they are known; below, and where those are the same, by the lower end of the interval. Those without
    an end come last."""
    many = len(groups) >= MANY_GROUPS
    worth = shrunken(groups) if many else {g: g.kept.low for g in groups if g.kept is not None}

    def place(g: Group) -> tuple[bool, float, float, tuple[str, ...]]:
        value, low = worth.get(g), g.kept.low if g.kept is not None else None
        return (value is None, -(value or 0.0), -(low or 0.0), tuple(k or "" for k in g.key))

    return tuple(sorted(groups, key=place))


def shrunken(groups: Sequence[Group]) -> dict[Group, float | None]:
    """Medians drawn towards their mean (James and Stein 1961, by the interval's width): for ranking only."""
    known = [(g, *known) for g in groups if (known := _with_error(g.kept)) is not None]
    if len(known) < 2:
        return {g: m for g, m, _ in known}
    mean = sum(m for _, m, _ in known) / len(known)
    spread = sum((m - mean) ** 2 for _, m, _ in known) / (len(known) - 1)
    between = max(0.0, spread - sum(se * se for _, _, se in known) / len(known))
    return {g: mean + (m - mean) * (between / (between + se * se) if between + se * se else 0.0) for g, m, se in known}


def _with_error(m: Middle | None) -> tuple[float, float] | None:
    """A median and its standard error by the width of its interval; None without one."""
    if m is None or m.low is None or m.high is None:
        return None
    return m.median, (m.high - m.low) / (2 * Z)
