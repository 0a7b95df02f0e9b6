"""Platforms in Settings, from scratch or from a known one, with their terms of pay."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from tracker.desk import reference
from tracker.domain import Platform
from tracker.views.fields import asked, table
from tracker.views.numbers import Reader
from tracker.views.settings import presets
from tracker.views.text import _
from tracker.widgets import form, say, show
from tracker.widgets.record import fields
from tracker.widgets.served import desk
from tracker.widgets.settings import named, pay_terms

LISTED = ("platform", "currency", "pay_cycle", "pay_cycle_ends", "pay_delay_days", "fee_percent")


def platforms(reader: Reader) -> None:
    """The whole part."""
    say.para(
        _("When a platform pays decides what counts as late. Set its pay days, or start from a known one and check it.")
    )
    there = dict(desk().platforms())
    if there:
        # what no platform has is left out: terms of pay have their own list below
        held = [n for n in LISTED if any(getattr(p, n) is not None for p in there.values())]
        listed = table(Platform, held, list(there.values()), reader, {p.platform: p.currency for p in there.values()})
        show.table(listed, key="platforms", alt=_("Your platforms"), file="platforms.csv")
    fresh = None
    folded = show.folded(_("Add or change a platform"), key="edit_platform", opened=not there)
    if folded.open:
        with folded:
            fresh = _edit(there, reader)
    pay_terms.terms(reader, fresh)


def _edit(there: dict[int, Platform], reader: Reader) -> str | None:
    """The form; the name of the known platform that it starts from, None if from none."""
    row = show.pick(
        _("Platform to change"), [None, *there], lambda r: there[r].platform if r else _("a new one"), key="platform"
    )
    start = _known(there) if row is None else {}
    old = there[row] if row else None
    mark = form.mark("platform", row, old) + f"_{start.get('platform', '')}"
    filled = fields(Platform, asked(Platform), old, reader, key=mark, start=start, wrong=form.wrong("platform"))
    named.save(
        "platform", row, old, Platform, {**(asdict(old) if old else {}), **filled.values}, filled, mark=mark,
        reader=reader, title=_("Save platform") if old else _("Add platform"),
    )  # fmt: skip
    return str(start["platform"]) if start else None


def _known(there: dict[int, Platform]) -> dict[str, object]:
    """What is known of a platform, to be checked; nothing if none is chosen."""
    known = presets.presets(reference.platform_presets(), [p.platform for p in there.values()])
    name = show.pick(_("Start from a known platform"), [None, *known], lambda n: n or _("none of these"), key="preset")
    if not name:
        return {}
    st.warning(say.md(presets.warning(known[name])))
    return dict(known[name].values)
