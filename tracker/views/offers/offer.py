"""Should I take this: what offers of the same platform or kind of work became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain import Availability
from tracker.views.fields import head
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.analysis.projects.offers import Circle, OfferAnswer
    from tracker.analysis.results.platforms import Survival

AFTER = (30, 90)
"""Days after which projects that still ran are counted."""
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class OfferView:
    """`points`: what it rests on, one sentence each."""

    answer: str
    points: tuple[str, ...]
    table: Table


def offer(a: OfferAnswer, currency: str, reader: Reader) -> OfferView:
    """The answer on one offer whose rate is in `currency`."""
    table = _table(a, reader)
    if a.circle is None:
        return OfferView(_too_few(a, reader), (), table)
    said = (
        _range(a, currency, reader),
        _together(a, currency, reader),
        _lasting(a.circle.survival, reader),
        _hours(a, reader),
        _weekly(a, currency, reader),
        _ahead(a, currency, reader),
    )
    return OfferView(_answer(a, a.circle, currency, reader), tuple(s for s in said if s), table)


def circle_names(a: OfferAnswer) -> dict[str, str]:
    """The circles by name; a person's own words in them."""
    role = a.offer.role or _("no kind of work")
    return {
        "platform_role": _("{role} on {platform}").format(role=role, platform=a.offer.platform),
        "platform": _("all on {platform}").format(platform=a.offer.platform) if a.offer.platform else "",
        "role": _("{role} anywhere").format(role=role),
        "all": _("all your projects"),
    }


def _too_few(a: OfferAnswer, reader: Reader) -> str:
    there = max((c.priced for c in a.circles), default=0)
    more = max(1, ENOUGH - there)
    return ngettext(
        "Too little is known yet: {n} more project with an advertised rate and hours of work is needed.",
        "Too little is known yet: {n} more projects with an advertised rate and hours of work are needed.",
        more,
    ).format(n=reader.number(more))


def _answer(a: OfferAnswer, c: Circle, currency: str, reader: Reader) -> str:
    return _(
        "In the middle of such offers ({circle}, {n} projects), {share} of the advertised rate was left per hour of "
        "all work: of {rate} about {kept}."
    ).format(
        share=reader.share(c.kept_middle), circle=circle_names(a)[c.name], n=reader.number(c.priced),
        rate=reader.money(a.offer.rate, currency), kept=reader.money(a.kept, currency),
    )  # fmt: skip


def _together(a: OfferAnswer, currency: str, reader: Reader) -> str:
    """All of them together: an hour of a long project counts as one of a short one."""
    if a.circle is None or a.kept_together is None:
        return ""
    return _("All their hours together left {share}: of {rate} about {kept}.").format(
        share=reader.share(a.circle.kept_share), rate=reader.money(a.offer.rate, currency),
        kept=reader.money(a.kept_together, currency),
    )  # fmt: skip


def _range(a: OfferAnswer, currency: str, reader: Reader) -> str:
    if a.kept_low is None or a.kept_high is None:
        return ""
    return _("Half of these projects, long and short ones alike, left between {low} and {high} of such a rate.").format(
        low=reader.money(a.kept_low, currency), high=reader.money(a.kept_high, currency)
    )


def _lasting(s: Survival, reader: Reader) -> str:
    points = {p.days: p for p in s.curve}
    said = []
    for days in AFTER:
        p = points.get(float(days))
        if p is None or p.running is None:
            continue
        share = _("{share} still ran after {days} days").format(share=reader.share(p.running), days=reader.number(days))
        if p.low is not None and p.high is not None:
            share += _(" (between {low} and {high})").format(low=reader.share(p.low), high=reader.share(p.high))
        said.append(share)
    if not said:
        return ""
    out = _("Of {n} projects {shares}.").format(n=reader.number(s.n), shares=_(", ").join(said))
    if s.median_days is not None:
        out += " " + _("Half had ended by day {days}.").format(days=reader.number(s.median_days))
    return out


def _hours(a: OfferAnswer, reader: Reader) -> str:
    c = a.circle
    if c is None or c.weekly is None:
        return ""
    said = _("They gave {hours} of paid work a week at the median ({n} projects).").format(
        hours=reader.hours(c.weekly), n=reader.number(c.timed)
    )
    if c.delivered is not None:
        said += " " + _("Of promised hours, {share} came at the median ({n} projects).").format(
            share=reader.share(c.delivered), n=reader.number(c.promised)
        )
    return said


def _weekly(a: OfferAnswer, currency: str, reader: Reader) -> str:
    if a.weekly is None or a.hours is None or a.all_hours is None:
        return ""
    if reader.hours(a.all_hours) == reader.hours(a.hours):
        return _("With {hours} a week that is about {money} a week, for as long as it lasts.").format(
            hours=reader.hours(a.hours), money=reader.money(a.weekly, currency)
        )
    return _(
        "With {hours} of paid work a week, {all} with the unpaid hours that come with it, that is about {money} a "
        "week, for as long as it lasts."
    ).format(
        hours=reader.hours(a.hours), all=reader.hours(a.all_hours), money=reader.money(a.weekly, currency)
    )  # fmt: skip


def _ahead(a: OfferAnswer, currency: str, reader: Reader) -> str:
    """What one more such project may bring, off the draws of the coming weeks."""
    x = a.ahead
    if x is None or reader.alike(x.low, x.high):
        return ""
    said = ngettext(
        "One more like it may leave between {low} and {high} an hour (about 9 in 10, from {n} project)",
        "One more like it may leave between {low} and {high} an hour (about 9 in 10, from {n} projects)",
        x.projects,
    ).format(low=reader.money(x.low, currency), high=reader.money(x.high, currency), n=reader.number(x.projects))
    if x.sum_low is None or x.sum_high is None:
        return f"{said}."
    brings = _(
        "{said}, and in its first {weeks} weeks bring between {least} and {most}: it may end before they are over. "
        "Half of the cases are above {middle}."
    )
    return brings.format(
        said=said, weeks=reader.number(x.weeks), least=reader.money(x.sum_low, currency),
        most=reader.money(x.sum_high, currency), middle=reader.money(x.sum_middle, currency),
    )  # fmt: skip


def _table(a: OfferAnswer, reader: Reader) -> Table:
    columns = (
        Column("projects_of", _("Compared with")),
        Column("projects", _("Projects"), right=True),
        Column("priced", _("With listing and hours"), right=True),
        Column("kept_middle", _("Median share of the listing kept"), right=True),
        Column("kept_share", _("All together"), right=True),
        Column("after_30_days", _("Ran after 30 days"), right=True),
        Column("after_90_days", _("Ran after 90 days"), right=True),
        Column("median_days", _("Half ended by day"), right=True),
        head(Availability, "weekly_hours"),
        Column("delivered", _("Of promised hours"), right=True),
    )
    names = circle_names(a)
    return Table.of(columns, [_row(c, names[c.name], reader) for c in a.circles if c.projects and names[c.name]])


def _row(c: Circle, name: str, reader: Reader) -> list[tuple[str, Value]]:
    points = {p.days: p.running for p in c.survival.curve}

    def share(value: float | None) -> tuple[str, Value]:
        return reader.share(value), None if value is None else round(value, 6)

    median = c.survival.median_days
    return [
        (name, name),
        (reader.number(c.projects), c.projects),
        (reader.number(c.priced), c.priced),
        share(c.kept_middle),
        share(c.kept_share),
        *(share(points.get(float(days))) for days in AFTER),
        (NOTHING if median is None else reader.number(median), median),
        (reader.hours(c.weekly), None if c.weekly is None else round(c.weekly, 2)),
        share(c.delivered),
    ]
