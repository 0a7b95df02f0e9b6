"""The ladder of hourly rates, from what was advertised to what was kept (methods, section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from tracker.analysis.fx import HomeRates, day_numbers
from tracker.analysis.report import Rung
from tracker.domain import PayModel
from tracker.frames import LedgerFrames, rows_of
from tracker.settings import STANDARD_YEAR_WEEKS

Ends = Literal["mid", "low", "high"]


@dataclass(frozen=True, slots=True)
class Promised:
    """Rungs 1 and 2 over some parts, in units of home currency per hour; None where no hour was counted.

    `unlisted` is the share of the counted hours whose project names no headline.
    """

    headline: float | None
    agreed: float | None
    unlisted: float


def listed_rates(projects: pd.DataFrame, ends: Ends = "mid") -> pd.DataFrame:
    """What each project's listing promised per hour.

    Columns: platform, project, listed (units of `listed_currency` per hour, NaN where there is none),
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
    hourly (bool), rate (units per hour, NaN unless by_rate), low, mid, high (the listing's, NaN if none).
    """
    paid = parts[parts["paid"]]
    wanted = terms[["row", "model", "rate", "rate_currency"]]
    p = paid[["row", "platform", "project", "role", "day", "counted"]].merge(wanted, on="row", how="left")
    number = day_numbers(p["day"]) if len(p) else np.array([], dtype=np.int64)
    p["hourly"] = p["model"] == PayModel.HOURLY.value
    fx = rates.many(p["rate_currency"].to_numpy(dtype=object), number)
    p["rate"] = (p["rate"] * fx).where(p["hourly"])
    p["by_rate"] = p["rate"].notna()
    platform_currency = p["platform"].map(frames.platforms.set_index("platform")["currency"].to_dict())
    home = frames.settings.home_currency
    every: tuple[Ends, ...] = ("low", "mid", "high")
    for ends in every:
        listed = listed_rates(frames.projects, ends)
        named = p[["platform", "project"]].merge(listed, on=["platform", "project"], how="left")
        currency = named["listed_currency"].astype("str").fillna(platform_currency.astype("str")).fillna(home)
        has = named["listed"].notna().to_numpy()
        value = np.full(len(p), np.nan)
        value[has] = named["listed"].to_numpy()[has] * rates.many(currency.to_numpy(dtype=object)[has], number[has])
        p[ends] = value
    return p


def promised(parts: pd.DataFrame, money: pd.DataFrame, ends: Ends = "mid") -> Promised:
    """Rungs 1 and 2 over selected parts.

    Args:
        parts: of `rate_parts`, selected. money: frames.MONEY_PARTS, the same days and keys.

    Hourly projects count at the rate in force; others, and hourly work of which only the amount is known,
    at their own accrued / counted, which is also the headline of a project that names none.
    """
    weight = parts["counted"].to_numpy(dtype=float)
    if not len(parts) or weight.sum() <= 0:
        return Promised(None, None, 0.0)
    agreed = np.where(parts["by_rate"], parts["rate"], _own_rate(parts, money))
    listed = parts[ends].to_numpy(dtype=float)
    headline = np.where(np.isnan(listed), agreed, listed)
    return Promised(
        _weighted(headline, weight),
        _weighted(agreed, weight),
        float(weight[np.isnan(listed)].sum() / weight.sum()),
    )


def _own_rate(parts: pd.DataFrame, money: pd.DataFrame) -> np.ndarray:
    """Accrued / counted hours per project of what has no rate; NaN for hourly work without any money."""
    loose = parts[~parts["by_rate"]]
    if loose.empty:
        return np.full(len(parts), np.nan)
    key = ["platform", "project"]
    counted = loose.assign(project=loose["project"].fillna("")).groupby([*key, "hourly"])["counted"].sum()
    earned = money[money["ref"] != "unmatched"]
    earned = earned.assign(project=earned["project"].fillna(""))
    whole = earned.groupby(key)["accrued"].sum()
    sessions = earned[(earned["ref"] == "session") & earned["row"].isin(loose["row"])]
    by_amount = sessions.groupby(key)["accrued"].sum()
    found: dict[tuple[str, str, bool], float] = {}
    for r in rows_of(counted.reset_index()):
        platform, project, hourly, seconds = str(r.platform), str(r.project), bool(r.hourly), float(r.counted)
        source = by_amount if hourly else whole
        accrued = float(source.get((platform, project), 0.0))
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
    accrued: int,
    collected: int,
    kept: int,
    low: int | None = None,
    high: int | None = None,
) -> tuple[Rung, ...]:
    """The six rungs, from promise to pocket.

    Args: hours P and U; money in units without unmatched income. A rate without hours is None.
    """
    worked = paid + unpaid

    def per_hour(units: float | None, hours: float) -> int | None:
        return None if units is None or hours <= 0 else round(units / hours)

    return (
        Rung("headline", per_hour(promise.headline, 1.0)),
        Rung("agreed", per_hour(promise.agreed, 1.0)),
        Rung("own_timed", per_hour(accrued, paid)),
        Rung("all_hours", per_hour(accrued, worked)),
        Rung("collected", per_hour(collected, worked)),
        Rung("kept", per_hour(kept, worked), low, high),
    )
