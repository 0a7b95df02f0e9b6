"""What became owed, and when (methods, section 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tracker.analysis.fx import EPOCH, day_numbers
from tracker.analysis.hours.counted import counted_seconds
from tracker.analysis.places import project_of, told
from tracker.analysis.terms_of_pay.due import State, pay_days
from tracker.analysis.terms_of_pay.terms import Terms, all_terms, terms_of
from tracker.domain import NO_PAY, EarningKind, PayModel
from tracker.errors import Caveat
from tracker.frames import LedgerFrames, rows_of
from tracker.kinds import PayKind
from tracker.say import Said, Word
from tracker.units import split_evenly

RATE_EVENTS = ("rate_changed", "started")
LUMPS = (EarningKind.MILESTONE.value, EarningKind.STIPEND.value)
"""Earnings that say what the hours of their project came to."""

KIND_OF_MODEL = {
    PayModel.HOURLY.value: PayKind.HOURLY.value,
    PayModel.PER_TASK.value: PayKind.TASK.value,
    PayModel.FIXED.value: PayKind.MILESTONE.value,
    PayModel.STIPEND.value: PayKind.MILESTONE.value,
}
"""Which kind of pay a session's is, by its pay model."""
KIND_OF_EARNING = {
    EarningKind.MILESTONE.value: PayKind.MILESTONE.value,
    EarningKind.STIPEND.value: PayKind.MILESTONE.value,
    EarningKind.BONUS.value: PayKind.BONUS.value,
    EarningKind.REFERRAL.value: PayKind.BONUS.value,
}
"""Which kind of pay an earning is; an adjustment is of none."""
ITEM = ["acc", "ref", "row", "platform", "project", "role", "currency"]

FLAGS = (
    Caveat("hourly_without_rate", "Paid sessions without an hourly rate: {n}. The hours count, the pay is unknown."),
    Caveat("per_task_without_tasks", "Sessions paid by the task without tasks or a rate: {n}. Their pay is unknown."),
    Caveat("amount_differs", "Sessions whose amount is over 1% off rate times hours: {n}. The file's figure stands."),
    Caveat(
        "rate_changed_that_day",
        "Sessions without clock times on a day on which the rate changed at an hour: {n}. They have the rate that held "
        "when the day began.",
    ),
)
"""What may be told of single work sessions; `n` is how many."""


@dataclass(frozen=True)
class Accruals:
    """`items`: one row per session or earnings row that accrues, and per part of its pay that has terms of its own
    (acc, ref, row, platform, project, role, currency, and due, latest, state, terms, named of
    `terms_of_pay.due.pay_days`). `terms`: what `items["terms"]` are the positions of. `parts`: its daily parts up to
    as-of (acc, day: day number, native: units). `deductions`: negative earnings (row, platform, project, role, day,
    due: day number, amount, currency). `unknown`: rows of work sessions of unknown pay. `flags`: rows of work sessions
    by the code of a caveat that concerns them (see `flag_caveats`)."""

    items: pd.DataFrame
    terms: tuple[Terms, ...]
    parts: pd.DataFrame
    deductions: pd.DataFrame
    unknown: frozenset[int]
    flags: Mapping[str, frozenset[int]]
    caveats: tuple[Caveat, ...]


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
    at = project_of(s, frames.projects)
    wanted = {"role": "role", "pay_model": "pay_model", "agreed_rate": "agreed_rate", "project_currency": "currency"}
    terms = s[["row", "platform", "project"]].assign(**{n: told(frames.projects, c, at) for n, c in wanted.items()})
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
            "counted": counted_seconds(s, own.to_numpy(), frames.projects),
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
    """The rate of the last rate event of the session's project up to its start (`at`), NaN if there is none; and
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
    Caveats: `pay_delay_assumed`, `due_unknown`; flags: `hourly_without_rate`, `per_task_without_tasks`,
    `amount_differs`, `rate_changed_that_day`.
    """
    pay = terms_of(frames)
    items_s, parts_s = _session_accruals(frames, parts, terms, as_of, pay)
    items_e, parts_e, deductions = _earning_accruals(frames, as_of, pay)
    unknown = _unknown_pay(frames, terms, as_of)
    items_e["acc"] += len(items_s)
    parts_e["acc"] += len(items_s)
    items, each = pd.concat([items_s, items_e], ignore_index=True), all_terms(pay)
    return Accruals(
        items,
        each,
        pd.concat([parts_s, parts_e], ignore_index=True),
        deductions,
        frozenset(int(r) for r in terms["row"][unknown]),
        _flags(frames.work_sessions, terms, unknown),
        tuple(_delay_caveats(items, each)),
    )


def _session_accruals(
    frames: LedgerFrames,
    parts: pd.DataFrame,
    terms: pd.DataFrame,
    as_of: dt.date,
    pay: dict[str, tuple[Terms, ...]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    live = terms["alive"] & terms["worth"].notna() & (terms["day"] <= (as_of - EPOCH).days)
    t, s = terms[live], frames.work_sessions[live]
    items = pd.DataFrame(
        {
            "acc": np.arange(len(t)),
            "ref": "session",
            "row": t["row"].to_numpy(),
            "platform": t["platform"].to_numpy(),
            "project": t["project"].to_numpy(),
            "role": t["role"].to_numpy(),
            "currency": t["worth_currency"].to_numpy(),
        },
        columns=ITEM,
    )
    until = s["worked_until"].to_numpy(dtype="datetime64[D]")
    owed = pd.DataFrame(
        {
            "platform": items["platform"],
            "kind": t["model"].map(KIND_OF_MODEL).to_numpy(),
            "last": np.where(np.isnat(until), t["day"].to_numpy(), until.astype(np.int64)),
            "started": s["started_at"].array,
            "submitted": s["submitted_on"].array,
            "approved": s["approved_on"].array,
            "own_due": pd.NaT,
            "status": s["status"].array,
        }
    )
    shared = _split_over_days(items, t["worth"].to_numpy().astype(np.int64), t, parts)
    return _dated(items, shared, pay_days(owed, pay, as_of, frames.zone))


def _dated(items: pd.DataFrame, parts: pd.DataFrame, when: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Items and daily parts with their pay days; an item whose pay comes in parts becomes several.

    Shares are differences of rounded running totals, so that they sum to the item's money.
    """
    made = items.iloc[when["at"]].reset_index(drop=True)
    made = made.assign(acc=np.arange(len(made)), **{n: when[n] for n in ("due", "latest", "state", "terms", "named")})
    if len(made) == len(items):
        return made, parts
    upto, whole = when.groupby("at")["share"].cumsum(), when.groupby("at")["share"].transform("sum")
    of = pd.DataFrame(
        {"at": when["at"], "acc": made["acc"], "to": upto / whole, "from": (upto - when["share"]) / whole}
    )
    p = parts.rename(columns={"acc": "at"}).merge(of, on="at")
    native = np.floor(p["native"] * p["to"] + 0.5) - np.floor(p["native"] * p["from"] + 0.5)
    shared = pd.DataFrame({"acc": p["acc"], "day": p["day"], "native": native.astype("int64")})
    return made, shared.sort_values("acc", kind="stable", ignore_index=True)


def _unknown_pay(frames: LedgerFrames, terms: pd.DataFrame, as_of: dt.date) -> pd.Series:
    """Paid sessions that accrue nothing for want of a rate, tasks or an amount, and for which no milestone or
    stipend of their project, or of their platform alone, says what was earned."""
    e = frames.earnings[~frames.earnings["status"].isin(list(NO_PAY))]
    lumps = e[e["kind"].isin(LUMPS) & (e["amount"] > 0) & (e["earned_from"] <= pd.Timestamp(as_of))]
    whole = set(lumps.loc[lumps["project"].isna(), "platform"])
    named = lumps.loc[lumps["project"].notna(), ["platform", "project"]]
    said = terms["platform"].isin(whole)
    if len(named):
        said |= project_of(terms, named.drop_duplicates()) >= 0
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


def _split_over_days(items: pd.DataFrame, native: np.ndarray, terms: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Daily parts of session accruals: money is shared by minutes, or evenly if there are none.

    Shares are differences of rounded running totals, so they sum to the session's money. What of a session
    is after as-of has no hour part: its share of the money is left out with it.
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
    frames: LedgerFrames, as_of: dt.date, pay: dict[str, tuple[Terms, ...]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Items and parts of what was earned, numbered from 0, and what was taken off."""
    e = frames.earnings[~frames.earnings["status"].isin(list(NO_PAY))]
    roles = frames.projects.set_index(["platform", "project"])["role"].to_dict()
    pairs = zip(e["platform"], e["project"], strict=True)
    e = e.assign(
        role=pd.Series([roles.get(p) for p in pairs], index=e.index, dtype="object"),
        last=e["earned_to"].fillna(e["earned_from"]),
    )
    plus = e[(e["amount"] >= 0) & (e["earned_from"] <= pd.Timestamp(as_of))]
    less = e[(e["amount"] < 0) & (e["last"] <= pd.Timestamp(as_of))]
    items = plus[["row", "platform", "project", "role", "currency"]].reset_index(drop=True)
    items = items.assign(acc=np.arange(len(items)), ref="earning")[ITEM]
    made, parts = _dated(items, _evenly(plus, as_of), pay_days(_earnings_owed(plus), pay, as_of, frames.zone))
    when = pay_days(_earnings_owed(less), pay, as_of, frames.zone).drop_duplicates("at")
    off = less[["row", "platform", "project", "role"]].reset_index(drop=True).assign(
        day=day_numbers(less["last"]), due=when["due"].to_numpy(),
        amount=-less["amount"].to_numpy(dtype=np.int64), currency=less["currency"].to_numpy(),
    )  # fmt: skip
    return made, parts, off


def _earnings_owed(e: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "platform": e["platform"].array,
            "kind": e["kind"].map(KIND_OF_EARNING).array,
            "last": day_numbers(e["last"]),
            "started": pd.Series(pd.NaT, index=range(len(e)), dtype="datetime64[us, UTC]"),
            "submitted": e["submitted_on"].array,
            "approved": e["approved_on"].array,
            "own_due": e["due_on"].array,
            "status": e["status"].array,
        }
    )


def _evenly(e: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Daily parts of earnings up to as-of: each is spread evenly over its days."""
    parts: list[tuple[int, int, int]] = []
    for acc, r in enumerate(rows_of(e)):
        first, last = r.earned_from.date(), r.last.date()
        upto = (min(last, as_of) - first).days + 1
        shares = split_evenly(int(r.amount), [1] * ((last - first).days + 1))[:upto]
        parts += [(acc, (first - EPOCH).days + i, share) for i, share in enumerate(shares)]
    return pd.DataFrame(parts, columns=["acc", "day", "native"], dtype="int64")


def _delay_caveats(items: pd.DataFrame, terms: Sequence[Terms]) -> Iterator[Caveat]:
    of, named = items["terms"].to_numpy(dtype=np.int64), items["named"].to_numpy(dtype=bool)
    taken = np.array([t.assumed for t in terms])[of] & ~named
    if assumed := sorted(map(str, items["platform"][taken].unique())):
        text = Said("No payment delay is set for {assumed}: 30 days are assumed.", assumed=Word(", ".join(assumed)))
        yield Caveat("pay_delay_assumed", text, len(assumed))
    unsaid = np.array([not t.known for t in terms])[of] & (items["state"] == State.UNKNOWN).to_numpy()
    if unknown := sorted(map(str, items["platform"][unsaid].unique())):
        text = Said(
            "Nothing says when money of {unknown} is due, so none of it is late and none on time.",
            unknown=Word(", ".join(unknown)),
        )
        yield Caveat("due_unknown", text, len(unknown))
