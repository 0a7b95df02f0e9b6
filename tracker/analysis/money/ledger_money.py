"""All money of a ledger up to as-of, valued at home: what each accrual came to (methods, sections 3 and 4).

Computed once for a ledger and an as-of day; every figure that follows filters it by window, week or key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tracker.analysis.fx import EPOCH, HomeRates, day_numbers
from tracker.analysis.hours.unknown_pay import find_pay
from tracker.analysis.money.accrual import Accruals, accruals
from tracker.analysis.money.costs import cash_of, expenses_of, transfer_costs
from tracker.analysis.money.open_parts import OpenParts
from tracker.analysis.money.settlement import Book, Movement
from tracker.analysis.terms_of_pay.due import FAR, NEVER, State
from tracker.analysis.terms_of_pay.paid import Owed, as_paid, due_dates, latest_terms
from tracker.analysis.terms_of_pay.terms import Terms, fee_share
from tracker.domain import PayoutKind
from tracker.errors import Caveat
from tracker.frames import LedgerFrames, rows_of
from tracker.kinds import Stage
from tracker.say import Sum, Word

MOVED = ["platform", "row", "kind", "n", "amount", "currency", "project", "covers_from", "covers_to", "fee", "judged"]
"""Columns of payouts that settlement asks for, but the first in the order of `Movement`."""


FLOW = {"payout": "int64", "platform": "str", "project": "str", "part": "int64", "native": "int64", "paid": "int64",
        "brought": "int64", "fee_back": "float64", "rule": "str"}  # fmt: skip
"""Columns of what settlement gives, with their types."""


@dataclass(frozen=True)
class LedgerMoney:
    """`parts`: frames.MONEY_PARTS. `transfers` (row, day, cost), `expenses` (table, row, platform, day, cost;
    a reimbursement's cost is below zero), `cash` (row, platform, project, day, amount): units of home
    currency, day as datetime64. `settlements`: one row per payout and part it paid (payout row, ref, row,
    platform, project, day earned, due_on, unit_on, paid_on, judged_on, state, native, rule), for showing line by line;
    `judged_on`: the day on which the money is taken to have arrived. `flags`: of
    `Accruals`. `judged_by`: by platform, the terms by which what it owes is due. `deducted`: deductions that met
    nothing owed (row, platform, project, role, currency, day, due_on, native, amount at home). `found`, `unpriced`:
    hours of unknown pay with the money that came for them, and sessions for which none came
    (`unknown_pay.PayFound`). `taken_back`: by payout row, what clawbacks took of it, in its currency."""

    parts: pd.DataFrame
    transfers: pd.DataFrame
    expenses: pd.DataFrame
    cash: pd.DataFrame
    settlements: pd.DataFrame
    deducted: pd.DataFrame
    found: pd.DataFrame
    unpriced: frozenset[int]
    taken_back: Mapping[int, int]
    flags: Mapping[str, frozenset[int]]
    judged_by: Mapping[str, frozenset[Terms]]
    caveats: tuple[Caveat, ...]


def ledger_money(
    frames: LedgerFrames,
    hour_parts: pd.DataFrame,
    terms: pd.DataFrame,
    as_of: dt.date,
    rates: HomeRates,
) -> LedgerMoney:
    """Accrue, settle and value everything up to `as_of`.

    Args:
        hour_parts: frames.HOUR_PARTS; terms: of `accrual.session_terms`.
    Caveats: those of `accruals`, and `no_payouts`, `settled_by_age`, `unmatched_income`, `beyond_period`,
    `write_off_excess`, `clawback_excess`, `deducted_beyond`, `sent_not_arrived`, `rate_stale`, `no_rate`.
    """
    owed = accruals(frames, hour_parts, terms, as_of)
    payouts = _payouts(frames, as_of, rates)
    items = due_dates(Owed(owed.items, owed.terms, owed.parts), frames, as_of, rates)
    parts = _sorted_parts(replace(owed, items=items))
    books = _settle(parts, payouts, owed.deductions, rates)
    flows = _flows(books, payouts)
    money = _value(parts, books, flows, payouts, frames, as_of, rates)
    begun = pd.DataFrame({"row": terms["row"], "day": _days(terms["day"])})
    found = find_pay(owed.unknown, hour_parts, begun, money[money["ref"] == "unmatched"])
    loose = (money["ref"] == "unmatched") & (money["unmatched"] > 0)
    money["taken"] = money["row"].map(found.taken).where(loose).fillna(0).astype("int64")
    deducted = _deducted(books, owed.deductions, rates)
    home = frames.settings.home_currency
    caveats = [*owed.caveats, *_caveats(books, money, deducted, home), *_only_sent(payouts, home)]
    transfers = transfer_costs(frames, as_of, rates)
    expenses = expenses_of(frames, payouts, as_of, rates)
    return LedgerMoney(
        parts=money,
        transfers=transfers,
        expenses=expenses,
        cash=cash_of(payouts),
        settlements=_settlements(flows, parts),
        deducted=deducted,
        found=found.shares,
        unpriced=found.left,
        taken_back=_taken_back(flows),
        flags=owed.flags,
        judged_by=_judged_by(owed),
        caveats=(*caveats, *rates.caveats()),
    )


def _judged_by(owed: Accruals) -> dict[str, frozenset[Terms]]:
    """By platform, the terms by which what it owes is due; those of what names its own due date are left out."""
    by = owed.items.loc[~owed.items["named"].astype(bool), ["platform", "terms"]].drop_duplicates()
    out: dict[str, set[Terms]] = {}
    for platform, at in zip(by["platform"], by["terms"], strict=True):
        out.setdefault(str(platform), set()).add(owed.terms[int(at)])
    return {name: frozenset(terms) for name, terms in out.items()}


# --- what goes in ---


def _payouts(frames: LedgerFrames, as_of: dt.date, rates: HomeRates) -> pd.DataFrame:
    """Payout rows up to as-of in the order of settlement, with `n` (day number), `gross` (home units for
    the whole amount), `fee_home` and `net` as floats; NaN if the currency has no rate."""
    p = frames.payouts
    p = p[(p["received_on"] <= pd.Timestamp(as_of)) & (p["stage"] != Stage.ASKED.value)].copy()
    p["n"] = day_numbers(p["received_on"]) if len(p) else np.array([], dtype=np.int64)
    p["amount"], p["fee"], p["judged"] = as_paid(p, frames)
    p = p.sort_values(["n", "row"], kind="stable", ignore_index=True)
    amount = p["amount"].to_numpy(dtype=float)
    fee = p["fee"].fillna(0).to_numpy(dtype=float)
    day_rate = rates.many(p["currency"].to_numpy(dtype=object), p["n"].to_numpy())
    arrived = p["home_amount"].astype("float64").to_numpy()
    own = ~np.isnan(arrived) & (amount - fee > 0)
    rate = np.where(own, arrived / np.where(amount - fee > 0, amount - fee, 1.0), day_rate)
    p["fee_home"] = np.rint(fee * rate)
    p["net"] = np.where(own, arrived, np.rint((amount - fee) * rate))
    p["gross"] = p["net"] + p["fee_home"]
    return p


def _sorted_parts(owed: Accruals) -> pd.DataFrame:
    parts = owed.parts.merge(owed.items, on="acc")
    parts["later"] = (parts["ref"] == "earning").astype(int)
    parts = parts.sort_values(["platform", "day", "later", "row", "acc"], kind="stable", ignore_index=True)
    return parts.drop(columns="later")


@dataclass(frozen=True)
class _Settled:
    """A platform's book, its movements, and where its parts are in the frame of all parts."""

    platform: str
    book: Book
    movements: tuple[Movement, ...]
    at: np.ndarray


def _settle(parts: pd.DataFrame, payouts: pd.DataFrame, less: pd.DataFrame, rates: HomeRates) -> list[_Settled]:
    moves = _movements(payouts, less)
    platforms = sorted({*parts["platform"].unique(), *moves})
    names = parts["platform"].to_numpy()
    books = []
    for platform in platforms:
        at = np.flatnonzero(names == platform)
        movements = moves.get(str(platform), [])
        book = _book(parts.iloc[at], rates)
        book.run(movements)
        books.append(_Settled(str(platform), book, tuple(movements), at))
    return books


def _book(mine: pd.DataFrame, rates: HomeRates) -> Book:
    dates = {name: mine[name].to_numpy() for name in ("acc", "day", "due", "kept", "unit", "patience", "native")}
    currency, project = mine["currency"].to_numpy(dtype=object), mine["project"].fillna("").to_numpy(dtype=object)
    return Book(OpenParts(currency=currency, project=project, **dates), rates.cross)


def _movements(payouts: pd.DataFrame, less: pd.DataFrame) -> dict[str, list[Movement]]:
    """By platform: payout rows but reimbursements, and deductions, in order: these come before the payouts of their
    day."""
    paid = payouts.loc[payouts["kind"] != PayoutKind.REIMBURSEMENT.value, MOVED]
    told = {
        **{name: paid[name].tolist() for name in MOVED},
        "project": paid["project"].fillna("").tolist(),
        "fee": paid["fee"].fillna(0).astype("int64").tolist(),
        "covers_from": _numbers(paid["covers_from"]),
        "covers_to": _numbers(paid["covers_to"]),
    }
    out: dict[str, list[Movement]] = {}
    for platform, *rest in zip(*told.values(), strict=True):
        out.setdefault(platform, []).append(Movement(*rest))
    for r in rows_of(less):
        project = "" if pd.isna(r.project) else str(r.project)
        made = Movement(int(r.row), "deduction", int(r.day), int(r.amount), str(r.currency), project, due=int(r.due))
        out.setdefault(str(r.platform), []).append(made)
    return {k: sorted(moves, key=lambda m: (m.day, m.kind != "deduction", m.row)) for k, moves in out.items()}


def _numbers(days: pd.Series) -> list[int | None]:
    """Day numbers; None for no day."""
    found = days.to_numpy().astype("datetime64[D]").tolist()
    return [None if day is None else (day - EPOCH).days for day in found]


# --- what comes out ---


def _value(
    parts: pd.DataFrame,
    books: list[_Settled],
    flows: pd.DataFrame,
    payouts: pd.DataFrame,
    frames: LedgerFrames,
    as_of: dt.date,
    rates: HomeRates,
) -> pd.DataFrame:
    earned = parts["native"].to_numpy(dtype=float)
    settled, written, less = np.zeros(len(parts)), np.zeros(len(parts)), np.zeros(len(parts))
    for b in books:
        settled[b.at], written[b.at], less[b.at] = b.book.settled, b.book.written, b.book.deducted
    native = earned - less
    day_rate = rates.many(parts["currency"].to_numpy(dtype=object), parts["day"].to_numpy())
    accrued = np.rint(native * day_rate)
    share = np.divide(accrued, native, out=np.zeros(len(parts)), where=native != 0)
    settled_home = np.where(settled == native, accrued, np.rint(settled * share))
    closed = settled + written
    written_home = np.where(closed == native, accrued, np.rint(closed * share)) - settled_home
    left = accrued - settled_home - written_home
    late = (parts["state"] == State.DUE).to_numpy() & (parts["kept"].to_numpy() < (as_of - EPOCH).days)
    arrived = _sum_at(flows, "arrived", len(parts))
    out = parts[["ref", "row", "platform", "project", "role", "currency"]].copy()
    out["earned"], out["native"] = earned, native
    out["day"] = _days(parts["day"])
    out["due_on"], out["unit_on"], out["kept_until"] = (_days(parts[n]) for n in ("due", "unit", "kept"))
    out["latest_on"] = _days(parts["latest"].clip(upper=FAR)).where(parts["latest"] < NEVER)
    out["patience"], out["state"] = parts["patience"], parts["state"]
    out["accrued"], out["settled"], out["written_off"] = accrued, settled_home, written_home
    out["overdue"], out["not_yet_due"] = np.where(late, left, 0.0), np.where(late, 0.0, left)
    out["open"] = native - closed
    expected = np.rint(out["not_yet_due"] * _expected_fee(out, payouts, frames))
    out["fees_expected"] = expected
    out["fees"] = _sum_at(flows, "fee", len(parts)) + expected
    out["fx"] = np.where(settled > 0, arrived - settled_home, 0.0)
    out["unmatched"] = 0.0
    out = pd.concat([out[~np.isnan(accrued)], _unmatched(flows, books, frames, rates)], ignore_index=True)
    whole = ["earned", "native", "open", "accrued", "settled", "not_yet_due", "overdue", "written_off", "fees",
             "fees_expected", "fx", "unmatched", "patience"]  # fmt: skip
    out[whole] = out[whole].fillna(0).astype("int64")
    names = ["ref", "platform", "project", "role", "currency", "state"]
    out[names] = out[names].astype("str")
    return pd.DataFrame(out)


def _days(numbers: pd.Series) -> pd.Series:
    days = numbers.to_numpy(dtype=np.int64).astype("datetime64[D]").astype("datetime64[us]")
    return pd.Series(days, index=numbers.index)


def _flows(books: list[_Settled], payouts: pd.DataFrame) -> pd.DataFrame:
    """One row per entry: payout row, part (position in all parts, -1: none), what arrived gross, less what was
    clawed back, and its share of the fee, less what came back of it; a payout's rows sum to the payout."""
    rows = []
    for b in books:
        moves, at = b.movements, [*b.at.tolist(), -1]
        for e in b.book.entries:
            m = moves[e.movement]
            rows.append((m.row, b.platform, m.project, at[e.part], e.native, e.paid, e.gross, e.fee_back, e.rule))
    flows = pd.DataFrame(
        {
            name: np.array(values, dtype=of) if of != "str" else pd.Series(values, dtype="str")
            for (name, of), values in zip(
                FLOW.items(), zip(*rows, strict=True) if rows else [()] * len(FLOW), strict=True
            )
        }
    )
    worth = payouts.set_index("row")[["amount", "gross", "fee_home", "received_on", "judged", "currency"]]
    flows = flows.join(worth, on="payout")
    amount = flows["amount"].to_numpy(dtype=float)
    first = ~flows["payout"].duplicated().to_numpy()
    for name, source, units in (("arrived", "gross", "paid"), ("fee", "fee_home", "brought")):
        upto = flows.groupby("payout")[units].cumsum().to_numpy(dtype=float)
        level = np.rint(flows[source].to_numpy(dtype=float) * upto / amount)
        before = np.concatenate([[0.0], level[:-1]]) if len(level) else level
        flows[name] = level - np.where(first, 0.0, before)
    flows["fee"] -= np.rint(flows["fee_back"] * flows["gross"] / amount)
    return flows


def _sum_at(flows: pd.DataFrame, column: str, n: int) -> np.ndarray:
    on = flows[flows["part"] >= 0]
    return np.bincount(on["part"].to_numpy(dtype=np.int64), weights=on[column].fillna(0), minlength=n)[:n]


def _expected_fee(out: pd.DataFrame, payouts: pd.DataFrame, frames: LedgerFrames) -> np.ndarray:
    """Share of the money not yet due that its platform will keep: by its own payouts, else by its terms, of each pay
    day's money together, else its `fee_percent`."""
    percent = frames.platforms.set_index("platform")["fee_percent"].fillna(0.0) / 100
    seen = _fees_seen(payouts)
    known = {**{str(k): float(v) for k, v in percent.items()}, **seen}
    share = out["platform"].map(known).fillna(0.0).to_numpy(dtype=float, copy=True)
    for platform, terms in latest_terms(frames).items():
        mine = ((out["platform"] == platform) & (out["not_yet_due"] > 0) & (out["open"] > 0)).to_numpy()
        if platform in seen or not terms.takes_a_fee or not mine.any():
            continue
        together = out[mine].groupby(["due_on", "currency"])["open"].transform("sum")
        share[mine] = fee_share(terms, together.to_numpy(dtype=float))
    return share


def _fees_seen(payouts: pd.DataFrame) -> dict[str, float]:
    """Fees as a share of what was paid, of the platforms any of whose payouts names a fee."""
    shares = {}
    for platform, rows in payouts[payouts["kind"] == "payout"].groupby("platform"):
        if not rows["fee"].notna().any():
            continue
        one = rows["currency"].nunique() == 1
        fee = rows["fee"].fillna(0).sum() if one else rows["fee_home"].sum()
        whole = rows["amount"].sum() if one else rows["gross"].sum()
        shares[str(platform)] = float(fee) / float(whole) if whole else 0.0
    return shares


def _unmatched(flows: pd.DataFrame, books: list[_Settled], frames: LedgerFrames, rates: HomeRates) -> pd.DataFrame:
    """Rows for money that no accrual explains, and below zero for what a clawback could not take back."""
    rest = flows[(flows["part"] < 0) & ((flows["paid"] > 0) | (flows["fee"] != 0))]
    rows = [
        (r.payout, r.platform, r.project, r.received_on, r.currency, r.paid, r.arrived, r.fee) for r in rows_of(rest)
    ]
    for b in books:
        for i, units in b.book.negative:
            m = b.movements[i]
            rate = rates.on(m.currency, m.day)
            day = pd.Timestamp(EPOCH + dt.timedelta(days=m.day))
            value = np.nan if rate is None else -round(units * rate)
            fee = np.nan if rate is None else -round(m.fee * units / m.amount * rate)
            rows.append((m.row, b.platform, m.project, day, m.currency, -units, value, fee))
    names = ["row", "platform", "project", "day", "currency", "native", "unmatched", "fees"]
    out = pd.DataFrame(rows, columns=names)
    out = out[out["unmatched"].notna()].astype({"native": "float64", "unmatched": "float64"})
    out["day"] = pd.to_datetime(out["day"]).astype("datetime64[us]")
    roles = frames.projects.set_index(["platform", "project"])["role"].to_dict()
    pairs = zip(out["platform"], out["project"], strict=True)
    out["role"] = pd.Series([roles.get(k) for k in pairs], index=out.index, dtype="str")
    out["project"] = pd.Series([p or None for p in out["project"]], index=out.index, dtype="str")
    zeros = dict.fromkeys(["not_yet_due", "overdue", "written_off", "fees_expected", "fx"], 0.0)
    out["earned"] = out["native"]
    known = dict.fromkeys(("due_on", "unit_on", "kept_until", "latest_on"), out["day"])
    return out.assign(
        ref="unmatched",
        state=State.DUE.value,
        patience=0,
        **known,
        accrued=out["unmatched"],
        settled=out["unmatched"],
        **zeros,
    )


def _taken_back(flows: pd.DataFrame) -> dict[int, int]:
    back = (flows["brought"] - flows["paid"]).groupby(flows["payout"]).sum()
    return {row: units for row, units in zip(back.index.tolist(), back.tolist(), strict=True) if units > 0}


def _settlements(flows: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    flows = flows[(flows["part"] >= 0) & (flows["native"] > 0)]
    at = flows["part"].to_numpy(dtype=np.int64)
    picked = parts.iloc[at]
    return pd.DataFrame(
        {
            "payout": flows["payout"].to_numpy(),
            "ref": picked["ref"].to_numpy(),
            "row": picked["row"].to_numpy(),
            "platform": picked["platform"].to_numpy(),
            "project": picked["project"].to_numpy(),
            "day": _days(picked["day"]).to_numpy(),
            "due_on": _days(picked["due"]).to_numpy(),
            "unit_on": _days(picked["unit"]).to_numpy(),
            "paid_on": flows["received_on"].to_numpy(),
            "judged_on": _days(flows["judged"]).to_numpy(),
            "kept_until": _days(picked["kept"]).to_numpy(),
            "patience": picked["patience"].to_numpy(),
            "state": picked["state"].to_numpy(dtype=str),
            "currency": picked["currency"].to_numpy(),
            "native": flows["native"].to_numpy(),
            "rule": flows["rule"].to_numpy(),
        }
    )


def _deducted(books: list[_Settled], deductions: pd.DataFrame, rates: HomeRates) -> pd.DataFrame:
    """What is left of deductions that met nothing owed, on their days; without an exchange rate it is left out."""
    left = [(b.movements[i].row, units) for b in books for i, units in b.book.beyond]
    out = pd.DataFrame(left, columns=["row", "native"]).astype("int64").merge(deductions, on="row", how="left")
    rate = rates.many(out["currency"].to_numpy(dtype=object), out["day"].to_numpy(dtype=np.int64))
    out = out.assign(amount=np.rint(out["native"].to_numpy(dtype=float) * rate))[~np.isnan(rate)]
    names = dict.fromkeys(["platform", "project", "role", "currency"], "str")
    out = out.assign(day=_days(out["day"]), due_on=_days(out["due"])).drop(columns="due")
    return pd.DataFrame(out.astype({**names, "amount": "int64"}))


def _caveats(books: list[_Settled], money: pd.DataFrame, deducted: pd.DataFrame, home: str) -> list[Caveat]:
    out = []
    late = set(money.loc[money["overdue"] > 0, "platform"])
    if silent := sorted(b.platform for b in books if b.platform in late and not b.movements):
        names = Word(", ".join(silent))
        text = "No payment from {names} is recorded, so all its money that is due counts as not arrived."
        out.append(Caveat("no_payouts", text, len(silent), names=names))
    if n := sum(b.book.by_age for b in books):
        text = "Payouts that fit no pay period and no single item: {n}. They were taken to pay the oldest work first."
        out.append(Caveat("settled_by_age", text, n))
    loose = money[(money["ref"] == "unmatched") & (money["unmatched"] > 0)]
    if n := len(loose):
        text = "Payouts that brought more than the work on record explains: {n}. Usually work that was not logged."
        out.append(Caveat("unmatched_income", text, n))
    if n := sum(b.book.beyond_period for b in books):
        text = "Payouts that brought more than was earned in the period they name: {n}. The rest pays no other work."
        out.append(Caveat("beyond_period", text, n))
    if n := len(deducted):
        much = Sum(int(deducted["amount"].sum()), home)
        text = "Deductions that met nothing owed: {much}. They lower what is owed, and nothing that was kept."
        out.append(Caveat("deducted_beyond", text, n, much=much))
    if n := sum(len(b.book.write_off_excess) for b in books):
        out.append(
            Caveat(
                "write_off_excess",
                "Write-offs larger than what was owed: {n}. The excess is dropped.",
                n,
            )
        )
    if n := sum(len(b.book.negative) for b in books):
        text = "Clawbacks that took more than had been paid: {n}. The rest counts below zero on its day."
        out.append(Caveat("clawback_excess", text, n))
    return out


def _only_sent(payouts: pd.DataFrame, home: str) -> list[Caveat]:
    """What counts as received on the day on which it was sent, and is not recorded as arrived."""
    sent = payouts[(payouts["stage"] == Stage.SENT.value) & (payouts["kind"] == PayoutKind.PAYOUT.value)]
    if sent.empty:
        return []
    text = (
        "Payments that were sent and are not yet recorded as arrived: {n}, {much}. They count as received on the day "
        "on which they were sent."
    )
    return [Caveat("sent_not_arrived", text, len(sent), much=Sum(round(sent["net"].sum()), home))]
