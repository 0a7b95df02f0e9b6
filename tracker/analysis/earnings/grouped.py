"""The ladder of each platform, project or kind of work (methods, section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from tracker.analysis.coarse import spread_evenly
from tracker.analysis.earnings.caveats import group_caveats
from tracker.analysis.earnings.slices import Slice, cut, ladder_of, rung_weeks, slice_of, weeks_of, with_interval
from tracker.analysis.hourly import Ends
from tracker.analysis.hours.window import complete_weeks
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.report import Group, Window
from tracker.errors import Caveat
from tracker.units import DAY

GROUPINGS = ("platform", "project", "role")


def groups_of(s: Slice, by: str) -> tuple[Group, ...]:
    """The ladder of each key, the best kept rate first, those without any last."""
    if by not in GROUPINGS:
        raise ValueError(f"{by} is not one of: {', '.join(GROUPINGS)}")
    pieces = s.basis.split(by)
    names = _shown_keys(set(pieces)) if by == "project" else {k: k for k in pieces}
    groups = [_group(piece, by, key, names[key], s.ends) for key, piece in pieces.items()]
    return tuple(sorted(groups, key=lambda g: (g.hourly[-1].rate is None, -(g.hourly[-1].rate or 0), g.key)))


def _shown_keys(keys: set[str]) -> dict[str, str]:
    """A project goes by its name alone, unless two platforms have one of that name; "" stays with its platform."""
    projects = [k.partition("\x1f")[2] for k in keys]
    out = {}
    for key in keys:
        platform, _, project = key.partition("\x1f")
        clear = project and projects.count(project) == 1
        out[key] = project if clear else f"{platform}/{project}"
    return out


def _group(piece: Basis, by: str, key: str, shown: str, ends: Ends) -> Group:
    mine = slice_of(piece, None, None, ends)
    platform, _, project = key.partition("\x1f") if by == "project" else ("", "", "")
    return Group(
        shown, mine.hours, mine.money, ladder_of(mine), group_caveats(mine), platform=platform, project=project
    )


def group_of(piece: Basis, key: str) -> Group:
    """The ladder of any piece of a ledger (`Basis.split`), without an interval; `key` only names it."""
    return _group(piece, "", key, key, "mid")


def platform_group(piece: Basis, platform: str) -> Group:
    """The ladder of one platform on all its days; the interval of what was kept is that of its complete weeks.

    Args: piece: the basis of this platform (`Basis.split`).
    """
    group = _group(piece, "platform", platform, platform, "mid")
    days = pd.concat([piece.hours["day"], piece.money.parts["day"]])
    if days.empty:
        return group
    first, last = days.min().date(), min(days.max().date() + 6 * DAY, piece.as_of)
    weeks = complete_weeks(Window(first, last, (last - first).days + 1), first)
    full = slice_of(cut(piece, weeks.first, weeks.last), weeks.first, weeks.last)
    rungs, caveats = with_interval(group.hourly, rung_weeks(full, weeks_of(full, weeks)), spread_evenly(full.basis))
    return replace(group, hourly=rungs, caveats=(*group.caveats, *caveats))


def left_out_of_groups(s: Slice, groups: tuple[Group, ...]) -> Iterable[Caveat]:
    """Some money belongs to no key: what transfers cost, expenses and payouts that name none."""
    if groups:
        whole, shared = s.money, [g.money for g in groups]
        same = sum(m.kept for m in shared) == whole.kept
        if not same or sum(m.cash_received for m in shared) != whole.cash_received:
            text = "Transfer costs, and payouts and expenses that do not say what they were for, are in no group."
            yield Caveat("by_leaves_out", text)
