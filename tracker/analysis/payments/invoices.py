"""Logged work of a platform as an invoice, and what was handed in and is not paid (methods, section 15)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from tracker.analysis.fx import to_date
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.money.accrual import session_terms
from tracker.analysis.payments.received import booked
from tracker.analysis.results.invoices import Invoice, InvoiceItem, InvoiceLine, OpenInvoice, OpenInvoices
from tracker.analysis.terms_of_pay.due import State
from tracker.domain import NO_PAY, PayModel
from tracker.errors import Caveat, InputError
from tracker.frames import LedgerFrames, rows_of
from tracker.say import Many, Word
from tracker.units import Money, minor_unit

HOUR = 3600.0


def build_invoice(
    frames: LedgerFrames,
    platform: str,
    first: dt.date,
    last: dt.date,
    *,
    currency: str | None = None,
    tax: float = 0.0,
    only_open: bool = False,
) -> Invoice:
    """Paid work and earnings above zero of these days, refused ones left out.

    Args:
        currency: which, where the work is in several. tax: percent on top.
        only_open: leave out what was handed in or approved already.

    A line is rounded to whole minor units, half to even; the sum is that of the lines; the tax on it is rounded half
    up, as tax offices do. Caveats: `pay_unknown` for sessions without
    a known worth, which are not in it; `handed_in_before` for rows that may have been billed already.
    Raises InputError (code which_currency) for work in several currencies.
    """
    found, unknown = _sessions(frames, platform, first, last)
    found += _earnings(frames, platform, first, last)
    found = [x for x in found if not (only_open and x[2].handed_in)]
    there = sorted({c for c, _unit, _item in found})
    chosen = currency or (there[0] if len(there) == 1 else frames.settings.home_currency)
    if currency is None and len(there) > 1:
        raise InputError(
            "The work of {platform} is in {there}, and an invoice is in one currency.",
            hint="Choose one of them.",
            code="which_currency",
            platform=Word(platform),
            there=Many([Word(x) for x in there], " and "),
        )
    mine = sorted(((u, i) for c, u, i in found if c == chosen), key=lambda x: (x[1].day, x[1].table, x[1].row))
    lines = _lines(mine, chosen)
    net = sum(x.amount for x in lines)
    taken = _tax(net, tax, chosen)
    return Invoice(
        platform=platform, first=first, last=last, currency=chosen, lines=lines, items=tuple(i for _u, i in mine),
        hours=sum(i.hours for _u, i in mine), net=net, tax_percent=tax, tax=taken, total=net + taken,
        caveats=(*_unknown(unknown), *_handed_in([i for _u, i in mine], chosen)),
    )  # fmt: skip


def open_invoices(basis: Basis) -> OpenInvoices:
    """What was handed in up to the basis's as-of day and is not paid in full, by platform, day and currency.

    A row without a day of handing in is taken by that of its approval. Caveats: those of what is owed.
    """
    rows = {"session": basis.frames.work_sessions, "earning": basis.frames.earnings}
    days = pd.concat([pd.DataFrame({"ref": ref, "row": r["row"], "handed_in": _handed(r)}) for ref, r in rows.items()])
    parts = basis.money.parts.merge(days[days["handed_in"].notna()], on=["ref", "row"])
    parts = parts[parts["handed_in"] <= pd.Timestamp(basis.as_of)]
    groups = parts.groupby(["platform", "handed_in", "currency"], sort=True)
    found = [_open_one(key, rows, basis.as_of) for key, rows in groups if rows["open"].sum() > 0]
    found.sort(key=lambda x: (-x.days_late, x.due_on or dt.date.max, x.handed_in, x.platform))
    return OpenInvoices(basis.as_of, tuple(found), basis.money.caveats)


def _open_one(key: Any, rows: pd.DataFrame, as_of: dt.date) -> OpenInvoice:
    platform, handed_in, currency = key
    left = rows[rows["open"] > 0]
    due = _date(left.loc[left["state"] == State.DUE, "due_on"].min())
    late = due is not None and bool((left["overdue"] > 0).any())
    return OpenInvoice(
        platform=str(platform), handed_in=handed_in.date(), first=rows["day"].min().date(),
        last=rows["day"].max().date(), rows=int(rows.groupby("ref")["row"].nunique().sum()), currency=str(currency),
        billed=int(rows["native"].sum()), left=int(rows["open"].sum()), due_on=due,
        days_late=(as_of - due).days if late and due is not None else 0,
    )  # fmt: skip


_Found = tuple[str, str, InvoiceItem]
"""Currency, unit and row."""


def _sessions(frames: LedgerFrames, platform: str, first: dt.date, last: dt.date) -> tuple[list[_Found], int]:
    s = frames.work_sessions
    terms = session_terms(frames).assign(tasks=s["tasks"], said=s["amount"], handed_in=_handed(s))
    days = terms["day"].map(to_date)
    terms = terms[(terms["platform"] == platform) & terms["paid"] & terms["alive"] & (days >= first) & (days <= last)]
    lump = terms["model"].isin([PayModel.FIXED.value, PayModel.STIPEND.value]) & terms["worth"].isna()
    known = terms["worth"].notna()
    found = [_session(r) for r in rows_of(terms[known])]
    return found, int((~known & ~lump).sum())


def _session(r: Any) -> _Found:
    by_rate = pd.isna(r.said) and not pd.isna(r.rate)
    unit = "sum" if not by_rate else "hour" if r.by_hours else "task"
    item = InvoiceItem(
        table="work_sessions", row=int(r.row), day=to_date(r.day),
        project=None if pd.isna(r.project) else str(r.project),
        hours=float(r.counted) / HOUR, tasks=None if pd.isna(r.tasks) else int(r.tasks),
        rate=round(r.rate) if by_rate else None, amount=round(r.worth), handed_in=_date(r.handed_in),
    )  # fmt: skip
    return str(r.worth_currency), unit, item


def _earnings(frames: LedgerFrames, platform: str, first: dt.date, last: dt.date) -> list[_Found]:
    e = frames.earnings
    day = e["earned_to"].fillna(e["earned_from"])
    within = (day >= pd.Timestamp(first)) & (day <= pd.Timestamp(last))
    e = e.assign(on=day, handed_in=_handed(e))[
        (e["platform"] == platform) & within & ~e["status"].isin(list(NO_PAY)) & (e["amount"] > 0)
    ]
    return [
        (
            str(r.currency),
            "sum",
            InvoiceItem(
                "earnings", int(r.row), r.on.date(), None if pd.isna(r.project) else str(r.project), 0.0, None, None,
                int(r.amount), _date(r.handed_in),
            ),
        )
        for r in rows_of(e)
    ]  # fmt: skip


def _tax(net: int, percent: float, currency: str) -> int:
    """In whole minor units, half up, as tax offices and their programs round.

    >>> _tax(5000, 5.0, "EUR"), _tax(-5000, 5.0, "EUR"), _tax(12_3400_0000, 8.0, "JPY")
    (300, -300, 98720000)
    """
    least = minor_unit(currency)
    return int((net * Decimal(str(percent)) / 100 / least).quantize(Decimal(1), ROUND_HALF_UP)) * least


def _lines(rows: list[tuple[str, InvoiceItem]], currency: str) -> tuple[InvoiceLine, ...]:
    groups: dict[tuple[str, str, int], list[InvoiceItem]] = defaultdict(list)
    for unit, item in rows:
        groups[item.project or "", unit, item.rate or 0].append(item)
    out = []
    for (project, unit, rate), items in groups.items():
        quantity = {"hour": sum(i.hours for i in items), "task": float(sum(i.tasks or 0 for i in items))}
        amount = booked(sum(i.amount for i in items), currency)
        out.append(InvoiceLine(project or None, unit, quantity.get(unit, float(len(items))), rate or None, amount))
    return tuple(out)


def _handed(rows: pd.DataFrame) -> pd.Series:
    """The day on which each row was handed in, else that of its approval."""
    return rows["submitted_on"].fillna(rows["approved_on"])


def _date(day: Any) -> dt.date | None:
    return None if pd.isna(day) else day.date()


def _unknown(n: int) -> list[Caveat]:
    text = "Sessions whose pay is not known: {n}. They are not in it; set a rate or an amount."
    return [Caveat("pay_unknown", text, n)] if n else []


def _handed_in(items: Sequence[InvoiceItem], currency: str) -> list[Caveat]:
    before = [i for i in items if i.handed_in]
    if not before:
        return []
    text = "Rows that were handed in before: {n}, {much}. Take care not to bill them twice."
    return [Caveat("handed_in_before", text, len(before), much=Money(sum(i.amount for i in before), currency))]
