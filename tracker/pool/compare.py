"""Comparing platforms and kinds of work across people: one relational expression, and what is read from it.

The expression is Ibis, so that DuckDB, PostgreSQL and Spark run the same. It goes by contributor: first the own
figures of each in a group (a mean over their rows, weighted by hours), then medians and shares over contributors.
Nothing here hides small groups: that is what the members' sheet and releases do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.pool.quarters import shift
from tracker.pool.rows import BACKED_FROM, COUNT_BANDS
from tracker.pool.voices import INVENTED_OF, QUARTILES_FROM, SHARES_FROM, Share, TooFew, Z, of_own, of_people

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

DIMENSIONS = ("region", "platform", "role")
PLACED = ("kept", "headline", "on_time", "ended")
"""Own figures whose intervals go by places."""
MIDDLES = {"0": 0.0, "1-3": 2.0, "4-6": 5.0, "7-13": 10.0, "14+": 18.0}
"""What a band of payments counts as."""

assert tuple(MIDDLES) == tuple(name for name, _, _ in COUNT_BANDS)


# --- the expression -----------------------------------------------------------------------------------------


def own_figures(facts: ibis.Table, by: Sequence[str], wages: Mapping[str, float]) -> ibis.Table:
    """One row per quarter, group and seat: each contributor's own figures.

    `facts`: seat and the columns of `ContributionRow`; `by`: of `DIMENSIONS`; `wages`: region -> minimum wage.
    Columns: quarter, the group, seat, kept, headline, of_headline (kept ÷ headline, of rows that know both),
    unpaid (percent), due (payments), started (projects), on_time and ended (own shares of these, 0 to 1, null without
    any), fell (0 or 1, null without verdict), below (0 or 1).
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
        started=f.started.cast("float64").sum(),
        on_time=f.on_time_count.sum() / f.due_count.sum().nullif(0),
        ended=f.ended_platform_30.cast("float64").sum() / f.started.cast("float64").sum().nullif(0),
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


def backed(facts: ibis.Table) -> ibis.Table:
    """Only rows that are file or better: see `ContributionRow.backed`. Rows that do not say how they are backed are
    not among them."""
    money = facts.money_by_file + facts.money_by_deposit
    return facts.filter((facts.hours_by_file >= BACKED_FROM) & (money >= BACKED_FROM))


def comparison(facts: ibis.Table, by: Sequence[str], wages: Mapping[str, float]) -> ibis.Table:
    """One row per quarter and group: counts of contributors, medians, quartiles, the ends of the medians' intervals,
    means of own shares, and what became of those who were there the quarter before. `read` makes figures of it."""
    return _summary(_beside_before(own_figures(facts, by, wages), by), by)


def _beside_before(own: ibis.Table, by: Sequence[str]) -> ibis.Table:
    """With each contributor's place in their group by each figure that has an interval, and their rate of the quarter
    before."""
    import ibis

    number = own.quarter.substr(0, 4).cast("int64") * 4 + own.quarter.substr(5, 1).cast("int64")
    rows = own.mutate(number=number)
    life = ibis.window(group_by=[*by, "seat"], order_by="number")
    rows = rows.mutate(
        earlier=ibis.cases((rows.number - rows.number.lag().over(life) == 1, rows.kept.lag().over(life))),
        **{k: v for name in PLACED for k, v in _place(rows, name, by).items()},
    )
    before = rows.earlier.notnull() & (rows.earlier > 0) & rows.kept.notnull()
    loss = (before & (rows.kept < rows.earlier)).ifelse((rows.earlier - rows.kept) / rows.earlier, ibis.null("float64"))
    return rows.mutate(stayed=before, loss=loss)


def _place(rows: ibis.Table, name: str, by: Sequence[str]) -> dict[str, Any]:
    """Places from 1 on, those who do not know it last, and how many know it."""
    import ibis

    order = [rows[name].asc(nulls_first=False), rows.seat]
    place = ibis.row_number().over(group_by=["quarter", *by], order_by=order) + 1
    known = rows[name].count().over(ibis.window(group_by=["quarter", *by]))
    return {f"{name}_place": place, f"{name}_known": known}


def _summary(r: ibis.Table, by: Sequence[str]) -> ibis.Table:
    return r.group_by(["quarter", *by]).agg(
        contributors=r.count(),
        kept_n=r.kept.count(),
        kept=r.kept.median(),
        kept_q1=r.kept.quantile(0.25),
        kept_q3=r.kept.quantile(0.75),
        **_ends(r, "kept"),
        headline_n=r.headline.count(),
        headline=r.headline.median(),
        **_ends(r, "headline"),
        of_headline_n=r.of_headline.count(),
        of_headline=r.of_headline.median(),
        unpaid_n=r.unpaid.count(),
        unpaid=r.unpaid.median(),
        **_own_shares(r, "on_time"),
        **_own_shares(r, "ended"),
        fell_n=r.fell.count(),
        fell=r.fell.sum(),
        below_n=r.below.count(),
        below=r.below.sum(),
        both=r.count(where=r.stayed),
        lost=r.loss.count(),
        loss=r.loss.median(),
    )


def _own_shares(r: ibis.Table, name: str) -> dict[str, Any]:
    """The mean of own shares, and the sums of all but one in twenty at either end."""
    share, place, n = r[name], r[f"{name}_place"], r[f"{name}_known"]
    left_out = ((n + INVENTED_OF - 1) / INVENTED_OF).floor().cast("int64")
    return {
        f"{name}_n": share.count(),
        name: share.mean(),
        f"{name}_least": share.sum(where=place <= n - left_out),
        f"{name}_most": share.sum(where=(place > left_out) & (place <= n)),
        f"{name}_min": share.min(),
        f"{name}_max": share.max(),
    }


def _ends(r: ibis.Table, name: str) -> dict[str, Any]:
    """The ends of a median's interval: two contributors' own figures, by their places."""
    value, place, n = r[name], r[f"{name}_place"], r[f"{name}_known"]
    low = ((n - Z * n.cast("float64").sqrt()) / 2).floor().cast("int64")
    known = value.notnull()
    return {
        f"{name}_low": value.max(where=(place == low) & known),
        f"{name}_high": value.max(where=(place == n - low + 1) & known),
    }


# --- what is read from it -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Middle:
    """A median over contributors. The interval (90 %, by ranks) is None for few and for what has none; quartiles are
    those of people, from `QUARTILES_FROM` on."""

    n: int
    median: float
    low: float | None = None
    high: float | None = None
    q1: float | None = None
    q3: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Against the quarter before: the median's change, who of those in both quarters lost, and how much."""

    value: float | None
    lost: Share | TooFew
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
    on_time: Share | TooFew | None
    ended: Share | TooFew | None
    """Projects that the platform ended within 30 days, of those started: the mean of each contributor's own share."""
    fell: Share | TooFew | None
    below: Share | TooFew | None
    """Below the minimum wage of their region."""
    change: Change | None

    @property
    def key(self) -> tuple[str | None, ...]:
        return (self.region, self.platform, self.role)


def read(table: pa.Table, shares_from: int = SHARES_FROM) -> tuple[Group, ...]:
    """The groups of the expression's rows, by quarter and name; shares from so many voices on."""
    rows = table.to_pylist()
    held = {(r["quarter"], *(r.get(d) for d in DIMENSIONS)): r for r in rows}
    groups = [
        _group(r, held.get((shift(r["quarter"], -1), *(r.get(d) for d in DIMENSIONS))), shares_from) for r in rows
    ]
    return tuple(sorted(groups, key=lambda g: (g.quarter, *(k or "" for k in g.key))))


def _group(r: Mapping[str, Any], before: Mapping[str, Any] | None, least: int) -> Group:
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
        on_time=_own(r, "on_time", least),
        ended=_own(r, "ended", least),
        fell=_people(r, "fell", "fell_n", least),
        below=_people(r, "below", "below_n", least),
        change=_change(r, before, least),
    )


def _middle(r: Mapping[str, Any], name: str, unit: float = 1) -> Middle | None:
    n = int(r[f"{name}_n"])
    if not n:
        return None
    told = ("low", "high", "q1", "q3") if n >= QUARTILES_FROM else ("low", "high")
    more = {k: r.get(f"{name}_{k}") for k in told}
    return Middle(n, float(r[name]) / unit, **{k: None if v is None else float(v) for k, v in more.items()})


def _people(r: Mapping[str, Any], part: str, n: str, least: int) -> Share | TooFew | None:
    """A share of contributors, each counted once."""
    voices = int(r[n] or 0)
    if voices < least:
        return TooFew(voices) if voices else None
    return of_people(int(r[part]), voices)


def _own(r: Mapping[str, Any], name: str, least: int) -> Share | TooFew | None:
    """A mean of own shares."""
    n = int(r[f"{name}_n"] or 0)
    if n < least:
        return TooFew(n) if n else None
    low, high, bottom, top = (float(r[f"{name}_{k}"] or 0) for k in ("least", "most", "min", "max"))
    return of_own(n, float(r[name]), low, high, (bottom, top))


def _change(r: Mapping[str, Any], before: Mapping[str, Any] | None, least: int) -> Change | None:
    lost = _people(r, "lost", "both", least)
    if lost is None:
        return None
    earlier = None if before is None else before["kept"]
    value = float(r["kept"]) / float(earlier) - 1 if earlier and r["kept"] is not None else None
    return Change(value, lost, None if r["loss"] is None else float(r["loss"]))
