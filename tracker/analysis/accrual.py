"""What became owed, and when (methods, section 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from tracker.analysis.cycles import CycleTerms, due_date
from tracker.analysis.fx import EPOCH, day_numbers, to_date
from tracker.domain import NO_PAY, EarningKind, PayCycle, PayModel
from tracker.errors import Caveat
from tracker.frames import LedgerFrames, rows_of
from tracker.units import split_evenly
from tracker.words.calendar_days import working_day

RATE_EVENTS = ("rate_changed", "started")
LUMPS = (EarningKind.MILESTONE.value, EarningKind.STIPEND.value)
"""Earnings that say what the hours of their project came to."""

FLAGS = (
    Caveat("hourly_without_rate", "Paid sessions without an hourly rate: {n}. The hours count, the pay is unknown."),
    Caveat("per_task_without_tasks", "Sessions paid by the task without tasks or a rate: {n}. Their pay is unknown."),
    Caveat("amount_differs", "Sessions whose amount is over 1 % off rate times hours: {n}. The file's figure stands."),
    Caveat(
        "rate_changed_that_day",
        "Sessions without clock times on a day on which the rate changed at an hour: {n}. They have the rate that held "
        "when the day began.",
    ),
)
"""What may be said of single work sessions; `n` is how many."""


@dataclass(frozen=True)
class Accruals:
    """`items`: one row per session or earnings row that accrues (acc, ref, row, platform, project, role,
    currency, due: day number). `parts`: its daily parts up to as-of (acc, day: day number, native: units).
    `deductions`: negative earnings (row, platform, project, role, day, due: day number, amount, currency).
    `unknown`: rows of work sessions of unknown pay. `flags`: rows of work sessions by the code of a caveat that
    concerns them (see `flag_caveats`)."""

    items: pd.DataFrame
    parts: pd.DataFrame
    deductions: pd.DataFrame
    unknown: frozenset[int]
    flags: Mapping[str, frozenset[int]]
    caveats: tuple[Caveat, ...]


def cycle_terms(platforms: pd.DataFrame) -> dict[str, CycleTerms]:
    """Pay terms by platform name."""
    return {
        str(p.platform): CycleTerms(
            None if pd.isna(p.pay_cycle) else str(p.pay_cycle),
            None if pd.isna(p.pay_cycle_ends) else str(p.pay_cycle_ends),
            None if pd.isna(p.pay_cycle_zone) else ZoneInfo(str(p.pay_cycle_zone)),
            None if pd.isna(p.pay_delay_days) else int(p.pay_delay_days),
        )
        for p in rows_of(platforms)
    }


def session_terms(frames: LedgerFrames) -> pd.DataFrame:
    """How each work session is paid, in row order.

    Columns: row, platform, project, role, model (pay model), rate (units per hour or task: the session's
    own, else that of the last `rate_changed` or `started` event up to its start, else the agreed one; NaN if
    none), own_rate (bool), rate_currency, amount_currency, day (day number on which it started), own, counted
    (seconds), paid (bool), alive (bool: neither rejected nor removed), changed (bool: without clock times on a
    day on which its rate changed at an hour), by_hours (bool), computed (units by rate, NaN if unknown), worth
    (units in all, if it is not refused: its amount, else as computed, NaN if unknown), worth_currency.
    """
    s = frames.work_sessions
    started = s["started_at"].dt.tz_convert(frames.zone).dt.tz_localize(None).dt.normalize()
    day = started.fillna(s["worked_on"]).astype("datetime64[us]")
    clocked = s["started_at"].notna() & s["ended_at"].notna()
    begins = s["started_at"].fillna(_first_instants(day[s["started_at"].isna()], frames))
    wanted = ["platform", "project", "role", "pay_model", "agreed_rate", "currency"]
    terms = s[["row", "platform", "project"]].merge(
        frames.projects[wanted].rename(columns={"currency": "project_currency"}),
        on=["platform", "project"], how="left",
    )  # fmt: skip
    home = frames.settings.home_currency
    by_platform = frames.platforms.set_index("platform")["currency"].to_dict()
    platform_currency = terms["platform"].map(by_platform).astype("str")
    project_currency = terms["project_currency"].astype("str").fillna(platform_currency).fillna(home)
    event_rate, changed = _rates_in_force(frames, terms.assign(day=day, at=begins))
    agreed = event_rate.fillna(terms["agreed_rate"].astype("float64"))
    own_rate = s["rate"].astype("float64")
    span = (s["ended_at"] - s["started_at"]).dt.total_seconds()
    own = s["minutes"].astype("float64").fillna(span).fillna(0.0)
    activity = s["activity"].fillna("task")
    made = pd.DataFrame(
        {
            "row": s["row"],
            "platform": s["platform"],
            "project": s["project"],
            "role": terms["role"],
            "model": terms["pay_model"].fillna(PayModel.HOURLY.value),
            "rate": own_rate.fillna(agreed),
            "own_rate": own_rate.notna(),
            "rate_currency": s["currency"].where(own_rate.notna()).fillna(project_currency),
            "amount_currency": s["currency"].fillna(project_currency),
            "day": day_numbers(day) if len(s) else np.array([], dtype=np.int64),
            "own": own,
            "counted": s["counted_minutes"].astype("float64").fillna(own),
            "paid": (activity == "task") | (own_rate.fillna(0) != 0) | (s["amount"].fillna(0) != 0),
            "alive": ~s["status"].isin(list(NO_PAY)),
            "changed": changed & ~clocked & own_rate.isna(),
        }
    )
    return made.assign(**_worth(s, made))


def _first_instants(day: pd.Series, frames: LedgerFrames) -> pd.Series:
    """When calendar days of the home zone begin, in UTC."""
    local = day.dt.tz_localize(frames.zone, nonexistent="shift_forward", ambiguous=np.ones(len(day), dtype=bool))
    instants: pd.Series = local.dt.tz_convert("UTC").astype("datetime64[us, UTC]")
    return instants


def _rates_in_force(frames: LedgerFrames, sessions: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The rate of the last rate event of the session's project up to its start (`at`), NaN where there is none; and
    whether such an event with a clock time falls on its day."""
    e = frames.project_events
    e = e[e["event"].isin(RATE_EVENTS) & e["rate"].notna()]
    rate, changed = pd.Series(np.nan, index=sessions.index), pd.Series(False, index=sessions.index)
    on_project = sessions[sessions["project"].notna()]
    if e.empty or on_project.empty:
        return rate, changed
    key = ["platform", "project"]
    events = e[[*key, "happened_at"]].assign(in_force=e["rate"].astype("float64")).rename(columns={"happened_at": "at"})
    asked = on_project[[*key, "at"]].reset_index().sort_values("at", kind="stable")
    found = pd.merge_asof(asked, events.sort_values("at", kind="stable"), on="at", by=key)
    rate.loc[found["index"]] = found["in_force"].to_numpy()
    timed = e[e["happened_has_time"]]
    if timed.empty:
        return rate, changed
    local = timed["happened_at"].dt.tz_convert(frames.zone).dt.tz_localize(None).dt.normalize()
    moved = pd.MultiIndex.from_arrays([timed["platform"], timed["project"], local.astype("datetime64[us]")])
    changed.loc[on_project.index] = pd.MultiIndex.from_frame(on_project[[*key, "day"]]).isin(moved)
    return rate, changed


def _worth(s: pd.DataFrame, terms: pd.DataFrame) -> dict[str, pd.Series]:
    """What each session comes to in all, refused or not: its amount, else hours or tasks x rate."""
    per_task = _by_task(terms)
    by_hours = (terms["model"] == PayModel.HOURLY.value) | (~per_task & terms["own_rate"])
    computed = pd.Series(np.nan, index=s.index)
    computed = computed.where(~by_hours, (terms["counted"] * terms["rate"] / 3600).round())
    computed = computed.where(~per_task, (s["tasks"].astype("float64") * terms["rate"]).round())
    given = s["amount"].astype("float64")
    return {
        "by_hours": by_hours,
        "computed": computed,
        "worth": given.fillna(computed.where(terms["paid"])),
        "worth_currency": terms["amount_currency"].where(given.notna(), terms["rate_currency"]),
    }


def accruals(frames: LedgerFrames, parts: pd.DataFrame, terms: pd.DataFrame, as_of: dt.date) -> Accruals:
    """All that became owed up to `as_of`, day by day, in the currencies in which it is owed.

    Args:
        parts: `frames.HOUR_PARTS`, up to as-of.
        terms: of `session_terms`.
    Caveats: `pay_delay_assumed`; flags: `hourly_without_rate`, `per_task_without_tasks`, `amount_differs`,
    `rate_changed_that_day`.
    """
    pay = cycle_terms(frames.platforms)
    items_s, parts_s = _session_accruals(frames, parts, terms, as_of, pay)
    items_e, parts_e, deductions = _earning_accruals(frames, as_of, pay, first=len(items_s))
    unknown = _unknown_pay(frames, terms, as_of)
    items = pd.concat([items_s, items_e], ignore_index=True)
    caveats = _delay_caveat(items[items["assumed"]], pay) if len(items) else []
    return Accruals(
        items.drop(columns="assumed"),
        pd.concat([parts_s, parts_e], ignore_index=True),
        deductions,
        frozenset(int(r) for r in terms["row"][unknown]),
        _flags(frames.work_sessions, terms, unknown),
        tuple(caveats),
    )


def _session_accruals(
    frames: LedgerFrames,
    parts: pd.DataFrame,
    terms: pd.DataFrame,
    as_of: dt.date,
    pay: dict[str, CycleTerms],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    s = frames.work_sessions
    live = terms["alive"] & terms["worth"].notna() & (terms["day"] <= (as_of - EPOCH).days)
    t = terms[live]
    items = pd.DataFrame(
        {
            "acc": np.arange(len(t)),
            "ref": "session",
            "row": t["row"].to_numpy(),
            "platform": t["platform"].to_numpy(),
            "project": t["project"].to_numpy(),
            "role": t["role"].to_numpy(),
            "currency": t["worth_currency"].to_numpy(),
            "due": _session_due(s[live], t, pay),
            "assumed": True,
        }
    )
    return items, _split_over_days(items, t["worth"].to_numpy().astype(np.int64), t, parts)


def _unknown_pay(frames: LedgerFrames, terms: pd.DataFrame, as_of: dt.date) -> pd.Series:
    """Paid sessions that accrue nothing for want of a rate, tasks or an amount, and for which no milestone or
    stipend of their project, or of their platform alone, says what was earned."""
    e = frames.earnings[~frames.earnings["status"].isin(list(NO_PAY))]
    told = e[e["kind"].isin(LUMPS) & (e["amount"] > 0) & (e["earned_from"] <= pd.Timestamp(as_of))]
    whole = set(told.loc[told["project"].isna(), "platform"])
    named = pd.MultiIndex.from_frame(told.loc[told["project"].notna(), ["platform", "project"]])
    said = terms["platform"].isin(whole) | pd.MultiIndex.from_frame(terms[["platform", "project"]]).isin(named)
    priced = terms["by_hours"] | _by_task(terms)
    begun = terms["day"] <= (as_of - EPOCH).days
    unknown: pd.Series = terms["paid"] & terms["alive"] & terms["worth"].isna() & priced & begun & ~said
    return unknown


def _by_task(terms: pd.DataFrame) -> pd.Series:
    found: pd.Series = terms["model"] == PayModel.PER_TASK.value
    return found


def _flags(s: pd.DataFrame, terms: pd.DataFrame, unknown: pd.Series) -> dict[str, frozenset[int]]:
    given, computed = s["amount"].astype("float64"), terms["computed"]
    gap = (given - computed).abs()
    by_rate = terms["paid"] & terms["alive"] & given.isna() & (terms["by_hours"] | _by_task(terms))
    flags = {
        "hourly_without_rate": unknown & terms["by_hours"],
        "per_task_without_tasks": unknown & ~terms["by_hours"],
        "amount_differs": (gap > 100) & (gap > 0.01 * computed.abs()),
        "rate_changed_that_day": by_rate & terms["changed"],
    }
    return {code: frozenset(int(r) for r in s["row"][hit]) for code, hit in flags.items()}


def flag_caveats(flags: Mapping[str, frozenset[int]], rows: Collection[int]) -> list[Caveat]:
    """What of `Accruals.flags` concerns these rows of work sessions."""
    counts = [(f, len(flags[f.code].intersection(rows))) for f in FLAGS]
    return [Caveat(f.code, f.text.text, n) for f, n in counts if n]


def _session_due(s: pd.DataFrame, terms: pd.DataFrame, pay: dict[str, CycleTerms]) -> np.ndarray:
    """Due dates as day numbers: of the last day, where a session is known only for a stretch of days."""
    due = np.zeros(len(s), dtype=np.int64)
    until = s["worked_until"].to_numpy(dtype="datetime64[D]")
    last = np.where(np.isnat(until), terms["day"].to_numpy(), until.astype(np.int64))
    platforms = terms["platform"].to_numpy()
    for platform in pd.unique(terms["platform"]):
        at = platforms == platform
        cycle = pay.get(str(platform), CycleTerms())
        days = last[at].copy()
        if cycle.zone is not None and cycle.cycle not in (None, PayCycle.NONE):
            local = s["started_at"][at].dt.tz_convert(cycle.zone).dt.tz_localize(None)
            clocked = local.notna().to_numpy()
            days[clocked] = day_numbers(local[clocked])
        distinct, where = np.unique(days, return_inverse=True)
        dates = [due_date(cycle, to_date(d)) for d in distinct]
        due[at] = np.array([(d - EPOCH).days for d in dates], dtype=np.int64)[where]
    return due


def _split_over_days(items: pd.DataFrame, native: np.ndarray, terms: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Daily parts of session accruals: money is shared by minutes, or evenly where there are none.

    Shares are differences of rounded running totals, so they sum to the session's money. What of a session
    lies after as-of has no hour part: its share of the money is left out with it.
    """
    position = pd.Series(np.arange(len(items)), index=items["row"].to_numpy())
    p = parts[parts["row"].isin(position.index)]
    at = position.reindex(p["row"]).to_numpy(dtype=np.int64)
    own = terms["own"].to_numpy(dtype=float)[at]
    weight = np.where(own > 0, p["seconds"].to_numpy(dtype=float), 1.0)
    whole = np.where(own > 0, own, np.bincount(at, minlength=len(items))[at])
    order = np.lexsort((day_numbers(p["day"]), at))
    at, weight, whole = at[order], weight[order], whole[order]
    first = np.ones(len(at), dtype=bool)
    first[1:] = at[1:] != at[:-1]
    running = np.cumsum(weight)
    start = (running - weight)[first][np.cumsum(first) - 1] if len(at) else running
    level = np.floor(native[at] * np.minimum((running - start) / whole, 1.0) + 0.5)
    before = np.where(first, 0.0, np.concatenate([[0.0], level[:-1]]) if len(level) else level)
    return pd.DataFrame({"acc": at, "day": day_numbers(p["day"])[order], "native": (level - before).astype(np.int64)})


def _earning_accruals(
    frames: LedgerFrames, as_of: dt.date, pay: dict[str, CycleTerms], first: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    roles = frames.projects.set_index(["platform", "project"])["role"].to_dict()
    items: list[tuple[object, ...]] = []
    parts: list[tuple[int, int, int]] = []
    taken_off: list[tuple[object, ...]] = []
    e = frames.earnings[~frames.earnings["status"].isin(list(NO_PAY))]
    for r in rows_of(e):
        begins = r.earned_from.date()
        ends = begins if pd.isna(r.earned_to) else r.earned_to.date()
        project = None if pd.isna(r.project) else str(r.project)
        terms = pay.get(str(r.platform), CycleTerms())
        due = due_date(terms, ends) if pd.isna(r.due_on) else working_day(r.due_on.date())
        if r.amount < 0:
            if ends <= as_of:
                taken_off.append((r.row, r.platform, project, roles.get((r.platform, project)), (ends - EPOCH).days,
                                  (due - EPOCH).days, -int(r.amount), r.currency))  # fmt: skip
            continue
        if begins > as_of:
            continue
        acc = first + len(items)
        items.append((acc, "earning", r.row, r.platform, project, roles.get((r.platform, project)), r.currency,
                      (due - EPOCH).days, bool(pd.isna(r.due_on))))  # fmt: skip
        days = (ends - begins).days + 1
        start = (begins - EPOCH).days
        upto = (min(ends, as_of) - begins).days + 1
        shares = split_evenly(int(r.amount), [1] * days)[:upto]
        parts += [(acc, start + i, share) for i, share in enumerate(shares)]
    names = ["acc", "ref", "row", "platform", "project", "role", "currency", "due", "assumed"]
    return (
        pd.DataFrame(items, columns=names),
        pd.DataFrame(parts, columns=["acc", "day", "native"], dtype="int64"),
        pd.DataFrame(taken_off, columns=["row", "platform", "project", "role", "day", "due", "amount", "currency"]),
    )


def _delay_caveat(items: pd.DataFrame, pay: dict[str, CycleTerms]) -> list[Caveat]:
    used = {str(p) for p in items["platform"].unique()}
    assumed = sorted(p for p in used if pay.get(p, CycleTerms()).delay_days is None)
    if not assumed:
        return []
    text = f"No payment delay is set for {', '.join(assumed)}: 30 days are assumed."
    return [Caveat("pay_delay_assumed", text, len(assumed))]
