"""What an income that is wanted takes in hours a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.analysis.earnings.target import Target


@dataclass(frozen=True, slots=True)
class TargetView:
    answer: str
    second: str


def target(t: Target, reader: Reader) -> TargetView:
    """The target in two sentences: the hours it takes beside those worked; how sure, and what comes now."""
    need = _need(t, reader)
    if t.before_tax is None:
        return TargetView(
            _("{need}: at that tax rate nothing of what you keep is left.").format(need=need), _now(t, reader)
        )
    if t.hours is None:
        return TargetView(
            _("{need}. What an hour leaves you is not known yet, or nothing was left.").format(need=need),
            _now(t, reader),
        )
    hours = _("{need}: at the {rate} that you kept per hour, that is {hours} a week").format(
        need=need, rate=reader.money(t.rate), hours=reader.hours(t.hours)
    )
    if t.mean_hours is not None:
        hours += _("; you average {mean}").format(mean=reader.hours(t.mean_hours))
    said = (_range(t, reader), _beyond(t), _now(t, reader), _no_tax(t))
    return TargetView(f"{hours}.", " ".join(s for s in said if s))


def _need(t: Target, reader: Reader) -> str:
    """What is needed, and what that is before the tax of the settings."""
    if not t.tax_rate_percent:
        return _("You need {money} a month").format(money=reader.whole(t.monthly))
    return _("You need {money} a month after tax; with the {rate} of your settings, that is {before} before it").format(
        money=reader.whole(t.monthly), rate=reader.share(t.tax_rate_percent / 100), before=reader.whole(t.before_tax)
    )


def _no_tax(t: Target) -> str:
    if t.tax_rate_percent is not None:
        return ""
    return _("No tax is counted: Settings name no tax rate.")


def _range(t: Target, reader: Reader) -> str:
    if t.best is None or t.worst is None:
        return ""
    return _("What an hour will leave is uncertain: between {low} and {high} a week (about 9 in 10).").format(
        low=reader.hours(t.best), high=reader.hours(t.worst)
    )


def _beyond(t: Target) -> str:
    return "" if t.reachable else _("A week does not have that many hours: this needs a higher rate, not more work.")


def _now(t: Target, reader: Reader) -> str:
    if t.monthly_now is None:
        return ""
    return ngettext(
        "The last {n} complete week came to {money} a month, before tax.",
        "The last {n} complete weeks came to {money} a month, before tax.",
        t.weeks,
    ).format(n=reader.number(t.weeks), money=reader.whole(t.monthly_now))
