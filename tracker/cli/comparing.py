"""Comparing within a pool from a terminal: compare, sheet, simulate. Part of `tracker pool`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tracker.cli.out import columns, money, percent
from tracker.desk.places import path_of
from tracker.errors import Refused

if TYPE_CHECKING:
    from tracker.cli.pool import PoolCall
    from tracker.desk.compare import Group
    from tracker.pool.compare import Change, Middle, Share

HEADS = ("who", "n", "kept", "from", "to", "headline", "of it", "unpaid", "on time", "ended", "fell", "below", "change",
         "lost")  # fmt: skip


def compare(call: PoolCall) -> int:
    """Compare groups within a quarter. Text leaves figures of small groups out; JSON, for programs, has them."""
    from tracker.desk import compare as desk

    c, a = call.collective, call.args
    groups = desk.compare(c, a.quarter, by=a.by, engine=a.engine)
    quarter, least = groups[0].quarter, c.policy.smallest_cell
    data = {
        "quarter": quarter, "currency": c.policy.currency, "simulated": c.policy.simulated,
        "groups": [_group(g) for g in groups],
    }  # fmt: skip
    # in the order of their rates only where rates stand: the place of a small group tells of its people
    small = sorted((g for g in groups if g.contributors < least), key=lambda g: tuple(k or "" for k in g.key))
    rows = [_row(g, least, c.policy.currency) for g in (*(g for g in groups if g.contributors >= least), *small)]
    text = [_title(c.policy.name, quarter, c.policy.currency, c.policy.simulated), *columns([HEADS, *rows])]
    text.append("Median over contributors, with its 90 % interval; shares of contributors. For keepers only.")
    if any(g.contributors < least for g in groups):
        text.append(f"Figures stand from {least} contributors on.")
    call.out.answer(data, "\n".join(text))
    return 0


def _title(name: str, quarter: str, currency: str, simulated: bool) -> str:
    return f"{name}, {quarter}, {currency} an hour{' (simulated)' if simulated else ''}"


def _row(g: Group, least: int, currency: str) -> list[str]:
    who = " / ".join(k for k in g.key if k is not None) or "all"
    if g.contributors < least:
        return [who, f"{g.contributors}", *["-"] * (len(HEADS) - 2)]
    change = g.change
    shares = (g.on_time, g.ended, g.fell, g.below)
    return [
        who, f"{g.contributors}", *_rates(g.kept, currency),
        _rate(g.headline.median if g.headline else None, currency),
        percent(g.of_headline.median if g.of_headline else None),
        percent(g.unpaid.median if g.unpaid else None), *(percent(s.value if s else None) for s in shares),
        _signed(change.value if change else None), percent(change.lost.value if change else None),
    ]  # fmt: skip


def _rates(m: Middle | None, currency: str) -> list[str]:
    return ["-"] * 3 if m is None else [_rate(x, currency) for x in (m.median, m.low, m.high)]


def _rate(value: float | None, currency: str) -> str:
    return money(None if value is None else f"{value:f}", currency)


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:+.1f} %"


def _group(g: Group) -> dict[str, Any]:
    middles = {n: _middle(getattr(g, n)) for n in ("kept", "headline", "of_headline", "unpaid")}
    shares = {n: _share(getattr(g, n)) for n in ("on_time", "ended", "fell", "below")}
    key = {"region": g.region, "platform": g.platform, "role": g.role}
    return {**key, "contributors": g.contributors, **middles, **shares, "change": _change(g.change)}


def _middle(m: Middle | None) -> dict[str, Any] | None:
    if m is None:
        return None
    figures = {"median": m.median, "low": m.low, "high": m.high, "q1": m.q1, "q3": m.q3}
    return {"n": m.n, **{k: None if v is None else round(v, 4) for k, v in figures.items()}}


def _share(s: Share | None) -> dict[str, Any] | None:
    if s is None:
        return None
    return {"n": s.n, "share": round(s.value, 4), "low": round(s.low, 4), "high": round(s.high, 4)}


def _change(c: Change | None) -> dict[str, Any] | None:
    if c is None:
        return None
    whole = {"median": c.value, "median_loss": c.median_loss}
    return {**{k: None if v is None else round(v, 4) for k, v in whole.items()}, "lost": _share(c.lost)}


def sheet(call: PoolCall) -> int:
    """Write the members' sheet of a quarter as one HTML file."""
    from tracker.desk import compare as desk

    c, path = call.collective, path_of(call.args.output)
    if path.is_dir():
        raise Refused(f"{path} is a folder.", hint="Name a file, such as sheet.html.")
    shown = desk.sheet(c, call.args.quarter)
    path.write_bytes(desk.sheet_html(shown))
    there = {x.platform for x in shown.sheet.cells if x.platform}
    data = {
        "path": str(path), "quarter": shown.sheet.quarter, "made_on": shown.made_on.isoformat(),
        "cells": len(shown.sheet.cells), "platforms": sorted(there), "waiting": shown.waiting,
    }  # fmt: skip
    text = f"The sheet of {shown.sheet.quarter} is in {path}: {len(there)} platforms can be shown."
    if shown.waiting:
        text += f"\nIt is as it was shown on {shown.made_on}: too few contributors have changed since."
    call.out.done(data, text)
    return 0


def simulate(call: PoolCall) -> int:
    """Make a pool with contributors who do not exist."""
    from tracker.desk import compare as desk

    a = call.args
    made, rows = desk.simulate(path_of(a.folder), workers=a.workers, quarters=a.quarters, seed=a.seed, clock=call.clock)
    c = made.collective
    data = {
        "folder": str(c.folder), "pool": c.policy.pool, "workers": a.workers, "quarters": list(c.quarters()),
        "rows": rows, "seed": a.seed, "simulated": True, "recovery": made.recovery,
    }  # fmt: skip
    text = f"A simulated pool of {a.workers:,} contributors is in {os.fspath(c.folder)}: {rows:,} rows."
    call.out.done(data, text)
    return 0
