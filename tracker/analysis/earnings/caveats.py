"""What the hourly figures of a selection leave out (methods, section 5)."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.analysis.earnings.slices import Slice, rows_in
from tracker.analysis.hourly import Promised
from tracker.analysis.money.accrual import flag_caveats
from tracker.analysis.report import MOST, arrived_share
from tracker.errors import Caveat
from tracker.say import Share, Sum

ALL_HOURS = 1 - 1e-9
"""A share of hours above this is all of them."""


def arrived_caveat(kept: int | None, arrived: int | None) -> Iterable[Caveat]:
    """How much of what an hour kept has arrived, where that is not most of it."""
    if (share := arrived_share(kept, arrived)) is not None and share < MOST:
        text = "Of what was kept for each hour, {share} has arrived; the rest is not due yet."
        if share <= 0:
            text = "Nothing of what was kept for each hour has arrived yet: it is not due."
        percent = round(100 * share)
        yield Caveat("little_arrived", text, percent, share=Share(percent / 100))


def headline_caveat(promise: Promised) -> Iterable[Caveat]:
    if promise.unlisted > ALL_HOURS:
        text = "No advertised rate is on record: what was agreed stands in for it."
        yield Caveat("no_headline", text, 100)
    elif promise.unlisted > 0:
        percent = min(max(round(promise.unlisted * 100), 1), 99)
        text = "{share} of the counted hours have no advertised rate: their own agreed rate stands in for it."
        yield Caveat("no_headline", text, percent, share=Share(percent / 100))


def own_caveats(s: Slice) -> Iterable[Caveat]:
    if not rows_in(s) and not s.money.unmatched:
        yield Caveat("nothing_recorded", "No work and no earnings are recorded in this window.", 0)
        return
    if capped := int(s.days["capped"].sum()):
        text = (
            "Days with more recorded hours than they have: {n}. No more than 24 are counted (23 or 25 where the clocks "
            "move)."
        )
        yield Caveat("over_24h", text, capped)
    if coarse := _coarse(s):
        text = "Entries that know only the hours of a stretch of days: {n}. They are spread evenly over it."
        yield Caveat("coarse_hours", text, coarse)
    yield from headline_caveat(s.promise)
    yield from s.rung.caveats(s.basis.frames.settings.home_currency)
    yield from flag_caveats(s.basis.money.flags, set(s.basis.hours["row"]))
    if s.hours.paid_own > 0 and not s.hours.unpaid:
        text = "No unpaid time is recorded: what an hour paid is an upper bound."
        yield Caveat("no_unpaid_time", text)
    if s.hours.available is None:
        text = "No availability is declared: the year starts from the hours worked, not from the hours offered."
        yield Caveat("availability_undeclared", text)
    yield from unmatched_caveat(s)


def _coarse(s: Slice) -> int:
    sessions = s.basis.frames.work_sessions
    stretch = sessions[sessions["worked_until"].notna() & (sessions["worked_until"] > sessions["worked_on"])]
    return int(stretch["row"].isin(s.basis.hours["row"]).sum())


def unmatched_caveat(s: Slice) -> Iterable[Caveat]:
    if left := s.money.unmatched - int(s.basis.money.parts["taken"].sum()):
        home = s.basis.frames.settings.home_currency
        text = "{much} of income without logged work is left out of the hourly figures and kept in the annual ones."
        yield Caveat("unmatched_left_out", text, much=Sum(left, home))


def group_caveats(s: Slice) -> tuple[Caveat, ...]:
    currency = s.basis.frames.settings.home_currency
    return (*headline_caveat(s.promise), *s.rung.caveats(currency), *unmatched_caveat(s))
