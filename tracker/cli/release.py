"""Releases, from a terminal: build, verify, list. Needs no ledger; verify needs no pool either."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from typing import Any

from tracker.cli.out import Out, columns
from tracker.cli.pool_call import PoolCall
from tracker.desk import releases
from tracker.desk.places import path_of
from tracker.desk.releases import Release
from tracker.errors import InputError
from tracker.release.beside import Beside
from tracker.release.figures import CONTRIBUTORS, Published
from tracker.views.text import _


def release(args: argparse.Namespace, out: Out, clock: Callable[[], dt.datetime]) -> int:
    """Run one action of `tracker release`; gives the exit code."""
    return ACTIONS[args.action](PoolCall(args, out, clock))


def build(call: PoolCall) -> int:
    a = call.args
    made = releases.build(call.unlocked(), path_of(a.output), quarter=a.quarter, rho=a.rho)
    data = {**_about(made.release), "folder": str(made.folder), "new": made.new}
    text = (
        _("Release {name} was drawn. It is in {path}.")
        if made.new
        else _("Release {name} was built before; these are its files. It is in {path}.")
    ).format(name=made.release.record.release, path=made.folder)
    call.out.done(data, f"{text}\n{_said(made.release)}")
    return 0


def verify(call: PoolCall) -> int:
    a = call.args
    invitation = path_of(a.invitation) if a.invitation else None
    previous = path_of(a.previous) if a.previous else None
    found = releases.verify(path_of(a.folder), publisher=a.publisher, invitation=invitation, previous=previous)
    known = bool(a.publisher or a.invitation)
    lines = [
        _("Release {name} is whole and signed.").format(name=found.record.release),
        _("Key of the publisher: {key}").format(key=found.publisher),
        *([_("It names the release in {path} as the one before it.").format(path=previous)] if previous else []),
        *([] if known else [_("Compare it with the fingerprint in the pool's invitation: --invitation does.")]),
        _said(found),
    ]
    call.out.answer({**_about(found), "expected_key": known}, "\n".join(lines))
    return 0


def list_(call: PoolCall) -> int:
    found = releases.listed(call.collective)
    data = {
        "releases": [
            {
                "number": e.number, "quarter": e.quarter, "day": e.day, "rho": str(e.rho), "charged": str(e.charge),
                "contributors": len(e.seats), "published": e.sums is not None, "sums": e.sums,
                "folder": str(path) if path else None,
            }
            for e, path in found
        ]
    }  # fmt: skip
    heads = [_("number"), _("quarter"), _("made on"), _("ρ charged"), _("files")]
    rows = [[str(e.number), e.quarter, e.day, str(e.charge), str(path or _("never published"))] for e, path in found]
    lines = columns([heads, *rows], left=5) if rows else [_("Nothing was released yet: tracker release build.")]
    call.out.answer(data, "\n".join(lines))
    return 0


def _about(found: Release) -> dict[str, Any]:
    r = found.record
    shown = sum(isinstance(f.result, Published) for f in found.figures)
    return {
        "release": r.release, "number": r.number, "quarter": r.quarter, "made_on": r.made_on, "name": r.name,
        "rho": r.spent, "epsilon": r.epsilon, "delta": r.delta, "publisher": found.publisher, "sums": found.sums,
        "previous": r.previous, "simulated": r.simulated, "figures": len(found.figures), "published": shown,
        "contributors": _contributors(found), "sentences": list(r.sentences),
    }  # fmt: skip


def _contributors(found: Release) -> int | None:
    first = next((f.result for f in found.figures if f.statistic == CONTRIBUTORS), None)
    return round(first.value) if isinstance(first, Published) else None


def _people(told: int | None, seats: int) -> str:
    """A small release may not tell how many took part."""
    if told is None:
        return _("some of {n} people with a code").format(n=seats)
    return _("about {n} contributors").format(n=told)


def _said(found: Release) -> str:
    data = _about(found)
    text = _("{name}, {quarter}: {people}, {n} of {all} figures published.").format(
        name=found.record.name,
        quarter=found.record.quarter,
        people=_people(data["contributors"], found.record.seats),
        n=data["published"],
        all=data["figures"],
    )
    spent = f"ρ = {data['rho']}, (ε, δ) = ({data['epsilon']}, {data['delta']})."
    return "\n".join([text, spent, *map(_, data["sentences"])])


def compare(call: PoolCall) -> int:
    """Releases beside each other; what differs by more than the noise explains comes first."""
    from tracker.cli.plain import Terminal, page, points, table
    from tracker.views.explore import beside as views

    if len(call.args.folders) < 2:
        raise InputError("One release alone cannot be compared.", hint="Name a second folder.", code="not_comparable")
    found = releases.compare([path_of(f) for f in call.args.folders])
    said = [views.beside(one, Terminal.of(None, one.first.currency)) for one in found]
    text = page(*(part for v in said for part in (v.answer, points(v.named), table(v.table), points(v.notes))))
    call.out.answer({"comparisons": [_beside(one) for one in found]}, text)
    return 0


def _beside(found: Beside) -> dict[str, Any]:
    return {
        "first": found.first.release, "second": found.second.release, "names": [found.first.name, found.second.name],
        "series": found.series, "currency": found.first.currency, "alone": found.alone,
        "figures": [
            {
                "cell": d.cell.name, "statistic": d.statistic, "first": d.first.value, "second": d.second.value,
                "by": None if d.by is None else round(d.by, 4), "relative": d.relative, "more_than_noise": d.named,
            }
            for d in found.differences
        ],
    }  # fmt: skip


ACTIONS: dict[str, Callable[[PoolCall], int]] = {"build": build, "verify": verify, "list": list_, "compare": compare}
