"""The ladder of hourly rates, from what was advertised to what was kept (methods, section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from tracker.analysis.fx import HomeRates, day_numbers
from tracker.analysis.places import project_of
from tracker.analysis.report import Rung
from tracker.domain import PayModel
from tracker.frames import LedgerFrames, rows_of
from tracker.settings import STANDARD_YEAR_WEEKS

Ends = Literal["mid", "low", "high"]


@dataclass(frozen=True, slots=True)
class Promised:
    """Rungs 1 and 2 over some parts, in units of home currency per hour; None if no hour was counted.

    `low` and `high` are the headline at either end of the advertised ranges; `unlisted` is the share of the counted
    hours whose project names no headline.
    """

    headline: float | None = None
    agreed: float | None = None
    unlisted: float = 0.0
    low: float | None = None
    high: float | None = None


def listed_rates(projects: pd.DataFrame, ends: Ends = "mid") -> pd.DataFrame:
    """What each project's listing promised per hour.

    Columns: platform, project, listed (units of `listed_currency` per hour, NaN if there is none),
    listed_currency. A stipend is money per month: x 12 / (promised weekly hours x 52); a fixed sum has no
    hourly headline.
    """
    low = projects["advertised_low"].astype("float64")
    high = projects["advertised_high"].astype("float64")
    low, high = low.fillna(high), high.fillna(low)
    listed = {"low": low, "high": high, "mid": (low + high) / 2}[ends]
    model = projects["pay_model"].fillna(PayModel.HOURLY.value)
    hours_a_year = projects["promised_weekly_hours"] * float(STANDARD_YEAR_WEEKS)
    stipend = (listed * 12 / hours_a_year).where(hours_a_year > 0)
    listed = listed.where(model != PayModel.STIPEND.value, stipend)
    listed = listed.where(model != PayModel.FIXED.value)
    return pd.DataFrame(
        {
            "platform": projects["platform"],
            "project": projects["project"],
            "listed": listed,
            "listed_currency": projects["currency"],
        }
    )


def rate_parts(frames: LedgerFrames, parts: pd.DataFrame, terms: pd.DataFrame, rates: HomeRates) -> pd.DataFrame:
    """What was promised for each paid hour part, valued at home on its day.

    Columns: platform, project, role, row, day, counted (seconds), by_rate (bool: hourly with a known rate),
    hourly (bool), rate (units per hour, NaN unless by_rate), refused (units of rejected and removed work by the
    task: what it would have earned), unvalued (bool: it earned something in a currency without an exchange rate),
    low, mid, high (the listing's, NaN if none).
    """
    paid = parts[parts["paid"]]
    of = terms.take(np.searchsorted(terms["row"], paid["row"])).reset_index(drop=True)
    p = paid[["row", "platform", "project", "role", "day", "counted"]].reset_index(drop=True)
    p = p.assign(**{name: of[name] for name in ("model", "rate", "rate_currency")})
    number = day_numbers(p["day"]) if len(p) else np.array([], dtype=np.int64)
    p["hourly"] = p["model"] == PayModel.HOURLY.value
    fx = rates.many(p["rate_currency"].to_numpy(dtype=object), number)
    p["rate"] = (p["rate"] * fx).where(p["hourly"])
    p["by_rate"] = p["rate"].notna()
    p["refused"] = _refused(paid, of, rates, number)
    p["unvalued"] = _unvalued(of, rates, number)
    at, currency = project_of(p, frames.projects), _listed_in(frames)
    every: tuple[Ends, ...] = ("low", "mid", "high")
    for ends in every:
        listed = np.append(listed_rates(frames.projects, ends)["listed"].to_numpy(), np.nan)[at]
        has = ~np.isnan(listed)
        listed[has] *= rates.many(currency[at[has]], number[has])
        p[ends] = listed
    return p


def _listed_in(frames: LedgerFrames) -> np.ndarray:
    """The currency of each project's listing: its own, else its platform's, else that of home."""
    of_platform = frames.platforms.set_index("platform")["currency"].to_dict()
    own, platforms = frames.projects["currency"], frames.projects["platform"]
    found = own.fillna(platforms.map(of_platform).astype("str")).fillna(frames.settings.home_currency)
    return found.to_numpy(dtype=object)


def _refused(paid: pd.DataFrame, of: pd.DataFrame, rates: HomeRates, day: np.ndarray) -> np.ndarray:
    """Units at home that refused work by the task would have earned, by its parts; 0 if nothing was counted. `of`: the
    terms of each part's session."""
    p = paid[["seconds", "counted"]].reset_index(drop=True)
    p = p.assign(**{name: of[name] for name in ("model", "alive", "worth", "worth_currency", "own")})
    out = np.zeros(len(p))
    hit = (p["model"] == PayModel.PER_TASK.value) & ~p["alive"].astype(bool) & p["worth"].notna() & (p["counted"] > 0)
    some = p[hit]
    if len(some):
        share = np.where(some["own"] > 0, some["seconds"] / some["own"].where(some["own"] > 0, 1.0), 1.0)
        currency = some["worth_currency"].to_numpy(dtype=object)
        out[hit.to_numpy()] = np.nan_to_num(some["worth"] * share * rates.many(currency, day[hit.to_numpy()]))
    return out


def _unvalued(of: pd.DataFrame, rates: HomeRates, day: np.ndarray) -> np.ndarray:
    earned = (of["alive"].astype(bool) & (of["worth"] > 0)).to_numpy(dtype=bool)
    out = np.zeros(len(of), dtype=bool)
    out[earned] = np.isnan(rates.many(of["worth_currency"].to_numpy(dtype=object)[earned], day[earned]))
    return out


def worth_unknown(parts: pd.DataFrame, promise: Promised, accrued: int) -> bool:
    """Whether paid work earned something, and all of it in currencies without an exchange rate: that nothing is
    known to have been earned is then not that nothing was. `parts`: of `rate_parts`; `accrued`: of the same."""
    return promise.agreed is None and accrued == 0 and bool(parts["unvalued"].any())


def promised(parts: pd.DataFrame, money: pd.DataFrame, ends: Ends = "mid") -> Promised:
    """Rungs 1 and 2 over selected parts.

    Args:
        parts: of `rate_parts`, selected. money: frames.MONEY_PARTS, the same days and keys.

    Hourly projects count at the session's rate; others, and hourly work of which only the amount is known, at their
    own accrued / counted, which is also the headline of a project that names none. Refused work by the task is in
    it at what it would have earned: it was agreed, and what became of it shows on the rungs below.
    """
    weight = parts["counted"].to_numpy(dtype=float)
    if not len(parts) or weight.sum() <= 0:
        return Promised()
    agreed = np.where(parts["by_rate"], parts["rate"], _own_rate(parts, money))
    listed = {end: parts[end].to_numpy(dtype=float) for end in (ends, "low", "high")}
    unlisted = np.isnan(listed[ends])
    rates = {end: _weighted(np.where(unlisted, agreed, rate), weight) for end, rate in listed.items()}
    return Promised(
        headline=rates[ends],
        agreed=_weighted(agreed, weight),
        unlisted=float(weight[unlisted].sum() / weight.sum()),
        low=rates["low"],
        high=rates["high"],
    )


def _own_rate(parts: pd.DataFrame, money: pd.DataFrame) -> np.ndarray:
    """Accrued / counted hours per project of what has no rate; NaN for hourly work without any money."""
    loose = parts[~parts["by_rate"]]
    if loose.empty:
        return np.full(len(parts), np.nan)
    key = ["platform", "project"]
    sums = loose.assign(project=loose["project"].fillna("")).groupby([*key, "hourly"])[["counted", "refused"]].sum()
    earned = money[money["ref"] != "unmatched"]
    earned = earned.assign(project=earned["project"].fillna(""))
    whole = earned.groupby(key)["accrued"].sum()
    sessions = earned[(earned["ref"] == "session") & earned["row"].isin(loose["row"])]
    by_amount = sessions.groupby(key)["accrued"].sum()
    found: dict[tuple[str, str, bool], float] = {}
    for r in rows_of(sums.reset_index()):
        platform, project, hourly, seconds = str(r.platform), str(r.project), bool(r.hourly), float(r.counted)
        source = by_amount if hourly else whole
        accrued = float(source.get((platform, project), 0.0)) + float(r.refused)
        unknown = seconds <= 0 or (hourly and accrued == 0)
        found[platform, project, hourly] = np.nan if unknown else accrued * 3600 / seconds
    names = zip(parts["platform"], parts["project"].fillna(""), parts["hourly"], strict=True)
    return np.array([found.get((str(a), str(b), bool(c)), np.nan) for a, b, c in names], dtype=float)


def _weighted(values: np.ndarray, weight: np.ndarray) -> float | None:
    known = ~np.isnan(values) & (weight > 0)
    total = weight[known].sum()
    return float((values[known] * weight[known]).sum() / total) if total > 0 else None


def ladder(
    promise: Promised,
    *,
    paid: float,
    unpaid: float,
    priced: float,
    accrued: int,
    collected: int,
    kept: int,
) -> tuple[Rung, ...]:
    """The six rungs, from promise to pocket.

    Args:
        paid, unpaid: hours of known pay, and unpaid ones.
        priced: paid hours for which there is money: those of known pay, and those paid from payouts alone.
        accrued, collected, kept: units without unmatched income, but for what such hours took of it.

    A rate without hours is None.
    """
    worked = paid + unpaid

    def per_hour(units: float | None, hours: float) -> int | None:
        return None if units is None or hours <= 0 else round(units / hours)

    return (
        Rung("headline", per_hour(promise.headline, 1.0)),
        Rung("agreed", per_hour(promise.agreed, 1.0)),
        Rung("own_timed", per_hour(accrued, paid)),
        Rung("all_hours", per_hour(accrued, worked)),
        Rung("collected", per_hour(collected, priced + unpaid)),
        Rung("kept", per_hour(kept, priced + unpaid)),
    )
