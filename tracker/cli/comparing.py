"""Comparing within a pool from a terminal: compare, sheet, simulate. Part of `tracker pool`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.desk.places import path_of, write_out
from tracker.errors import Refused
from tracker.say import Count, Said, Word
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.cli.pool_call import PoolCall
    from tracker.desk.compare import Group
    from tracker.pool.compare import Change, Middle
    from tracker.pool.dominance import Heavy
    from tracker.pool.voices import Share, TooFew


def compare(call: PoolCall) -> int:
    """Compare groups within a quarter. Text leaves figures of small groups out; JSON, for programs, has them."""
    from tracker.cli.plain import Terminal, page, points, said, table
    from tracker.desk import compare as desk
    from tracker.views.collective import compare as views

    c, a = call.collective, call.args
    found = desk.compare(c, a.quarter, by=a.by, engine=a.engine, shares_from=a.shares_from, backed=a.backed)
    groups = found.groups
    quarter, currency, simulated = groups[0].quarter, c.policy.currency, c.policy.simulated
    data = {
        "quarter": quarter, "currency": currency, "simulated": simulated, "backed": a.backed,
        "groups": [_group(g) for g in groups], "heavy": [_heavy(h) for h in found.heavy],
    }  # fmt: skip
    you = Terminal.of(None, currency)
    shown = views.comparison(groups, c.policy.smallest_cell, currency, you)
    only = [_("file or better only")] if a.backed else []
    title = ", ".join([c.policy.name, quarter, _("{currency} an hour").format(currency=currency), *only])
    title += f" ({_('simulated')})" if simulated else ""
    how = points(f"{what}: {how}" for what, how in views.method())
    behind = points(views.heavy(found.heavy, c.policy.smallest_cell, you))
    call.out.answer(data, page(said(title, shown.answer), table(shown.table), behind, how))
    return 0


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


def _share(s: Share | TooFew | None) -> dict[str, Any] | None:
    from tracker.pool.voices import TooFew

    if s is None:
        return None
    if isinstance(s, TooFew):
        return {"n": s.n, "share": None, "low": None, "high": None, "moved_by": None}
    figures = {"share": s.value, "low": s.low, "high": s.high, "moved_by": s.moved}
    return {"n": s.n, **{k: None if v is None else round(v, 4) for k, v in figures.items()}}


def _heavy(h: Heavy) -> dict[str, Any]:
    g = h.group
    where = {"region": g.region, "platform": g.platform, "role": g.role}
    return {**where, "figure": h.figure, "seats": list(h.seats), "part": round(h.part, 4)}


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
        raise Refused("{path} is a folder.", hint="Name a file, such as sheet.html.", path=Word(path))
    shown = desk.sheet(c, call.args.quarter)
    write_out(path, desk.sheet_html(shown), force=True)
    there = {x.platform for x in shown.sheet.cells if x.platform}
    data = {
        "path": str(path), "quarter": shown.sheet.quarter, "made_on": shown.made_on.isoformat(),
        "cells": len(shown.sheet.cells), "platforms": sorted(there), "waiting": shown.waiting,
    }  # fmt: skip
    text = ngettext(
        "The sheet of {quarter} is in {path}: {n} platform can be shown.",
        "The sheet of {quarter} is in {path}: {n} platforms can be shown.",
        len(there),
    ).format(quarter=shown.sheet.quarter, path=path, n=len(there))
    if shown.waiting:
        waiting = _("It is as it was shown on {day}: too few contributors have changed since.")
        text += "\n" + waiting.format(day=shown.made_on)
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
    text = "A simulated pool of {n} contributors is in {path}: {rows} rows."
    call.out.done(data, Said(text, n=Count(a.workers), path=Word(c.folder), rows=Count(rows)))
    return 0
