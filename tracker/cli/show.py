"""What the commands of `answers` print: the views of the pages, one part after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.cli.plain import Terminal, facts, notes, page, pairs, part, points, said, table
from tracker.desk import reference
from tracker.views import method
from tracker.views.availability import lengths as availability_gaps
from tracker.views.availability import overview as availability
from tracker.views.earnings import claims as claims_view
from tracker.views.earnings import groups, ladder, road, sums, weeks
from tracker.views.outlook import money as outlook_money
from tracker.views.outlook import overview as ahead
from tracker.views.payments import lines as payment_lines
from tracker.views.payments import overview as payments
from tracker.views.payments import standing
from tracker.views.platforms import card as platform_card
from tracker.views.platforms import money as platform_money
from tracker.views.platforms import overview as side_by_side
from tracker.views.text import _

if TYPE_CHECKING:
    from tracker.analysis.report import Report
    from tracker.analysis.results.gaps import Gaps
    from tracker.analysis.results.outlook import Outlook
    from tracker.analysis.results.payments import Lines
    from tracker.analysis.results.platforms import Overall, PlatformCard, Platforms
    from tracker.analysis.results.standing import Standing

LISTED = 12
CHOSEN = (
    "Claims are mostly second-hand, of different years, and chosen by those who report. What is yours of pay days, "
    "stops, notice and hours before the first money is of all that is recorded; the rest of these days."
)
MEANS = "Set them: tracker set living_cost_month 1500, tracker set savings 4000."
TAX = "Set it: tracker set tax_rate_percent 25."
HOURS = "Set them: tracker available 20 --days mon-fri."


def report(r: Report, you: Terminal, by: str | None) -> str:
    if r.window.start is None:
        return said(
            _(
                "No work is recorded up to {day}. Log some (tracker log 2h30 outlier yesterday) or import a file "
                "(tracker import FILE)."
            ).format(day=r.window.end)
        )
    hour, year = ladder.ladder(r, you), road.road(r, you)
    return page(
        said(hour.answer, hour.second),
        part(_("What an hour really paid"), table(hour.table, "figure", "rate", "low", "high"), _arrived(hour)),
        table(sums.hours(r, you)),
        table(sums.money(r, you)),
        part(
            _("Where the rest of the year's money went"),
            said(year.answer if year.enough else f"({year.answer})", year.second),
            table(year.table, "step", "per_year", "left"),
        ),
        _groups(r, by, you),
        _steady(r, you),
        notes(r.all_caveats),
    )


def claims(found: tuple[Report, Overall], you: Terminal) -> str:
    """What the press says, your figure beside each claim, and where it was read."""
    report_, all_of = found
    said_ = [
        f"{s.text} {s.name}{', ' if s.name and s.url else ''}{s.url}".strip()
        for s in claims_view.sources(reference.press_claims(), report_, all_of, you)
    ]
    return page(part(_("What the press says, and yours"), said(_(CHOSEN)), points(said_)))


def claims_json(found: tuple[Report, Overall], home: str) -> dict[str, Any]:
    """The same as JSON: `yours` is your figure in words, or why there is none."""
    view = claims_view.table(reference.press_claims(), *found, Terminal.of(None, home))
    names = [c.name for c in view.columns]
    rows = ([cell.replace("\N{NO-BREAK SPACE}", " ") or None for cell in row] for row in view.cells)
    return {"claims": [dict(zip(names, row, strict=True)) for row in rows]}


def _arrived(hour: ladder.LadderView) -> str:
    return (
        said(f"{hour.steps[-1].label}: {hour.arrived_text}, {hour.expected_text}.") if hour.arrived is not None else ""
    )


def _groups(r: Report, by: str | None, you: Terminal) -> str:
    if by is None:
        return ""
    found = groups.groups(r, by, you)
    rungs = [f"{name}_per_hour" for name in ("headline", "agreed", "own_timed", "all_hours", "collected", "kept")]
    ahead = ("ahead_low", "ahead_high") if by == "platform" else ()
    columns = (by, *rungs, *ahead, "paid_hours", "unpaid_hours", "kept")
    return part(_("Which work pays best"), said(found.answer), table(found.table, *columns))


def _steady(r: Report, you: Terminal) -> str:
    steady = weeks.steady(r, you)
    return part(
        _("How steady it is"),
        said(weeks.weeks(r, you).answer),
        facts(steady.facts),
        said(steady.missing, *weeks.reliance(r, you)),
    )


def owed(result: tuple[Lines, Standing], you: Terminal) -> str:
    lines, now = result
    found = payments.owed(lines, you)
    open_days = payment_lines.pay_days(lines, lines.as_of, lines.as_of, you, only_open=True)
    return page(
        said(found.answer, found.second),
        table(open_days.table, "due_on", "platform", "project", "open", "state") if found.bars else "",
        pairs([(bar.title, bar.text) for bar in found.bars]),
        part(_("Not due yet, and why"), points(standing.by_platform(now.sums, you)))
        if standing.by_platform(now.sums, you)
        else "",
        part(
            _("Worked, and not in your bank"),
            said(standing.exposed(now.exposures, you)),
            table(standing.exposures(now.exposures, you)),
        )
        if now.exposures
        else "",
        notes(lines.caveats),
    )


def outlook(result: tuple[Outlook, Standing], you: Terminal) -> str:
    o, now = result
    answer, more = ahead.opening(o, you)
    taxed = any(q.set_aside is not None for q in o.tax)
    coming, lasting, aside = outlook_money.arrivals(o, you), ahead.runway(o, taxed, you), outlook_money.tax(o, you)
    days = standing.pay_days(now, you)
    return page(
        said(answer, more),
        part(_("The next 13 weeks"), table(ahead.fan(o, you).table)) if o.fan else "",
        part(_("What is owed, and when it should come"), said(coming.answer), table(coming.table, most=LISTED)),
        part(_("Pay days to come"), said(standing.next_pay_day(now, you)), table(days, most=LISTED)),
        part(
            _("How long your savings last"),
            facts(lasting.facts),
            said(lasting.missing),
            _(MEANS) if not lasting.facts else "",
        ),
        part(_("What if a platform ends"), table(outlook_money.what_ifs(o, you))) if o.without else "",
        part(
            _("Set aside for tax: an aid, and no advice"),
            said(aside.answer),
            "" if taxed else _(TAX),
            table(aside.table),
        ),
        notes(o.all_caveats),
    )


def gaps(g: Gaps, you: Terminal) -> str:
    if g.window.start is None:
        return said(_("Nothing is recorded up to {day}, so there is no gap to speak of.").format(day=g.window.end))
    found, lasting = availability.availability(g, you), availability_gaps.lasting(g, you)
    return page(
        said(found.answer, found.second, _(HOURS) if g.available_hours is None else ""),
        facts(found.facts),
        part(_("The gaps"), table(found.gaps)) if g.gaps else "",
        part(_("How long gaps last"), said(lasting.answer), table(lasting.table)) if lasting.answer else "",
        notes(g.caveats),
    )


def platforms(p: Platforms, you: Terminal) -> str:
    if not p.platforms:
        return said(_("Nothing is recorded up to {day}, so there is no platform to speak of.").format(day=p.as_of))
    found = side_by_side.platforms(p, you)
    cards = [_card(c, you) for c in side_by_side.by_hours(p)]
    return page(said(found.span, found.answer, found.second), *cards, notes(p.caveats))


def _card(c: PlatformCard, you: Terminal) -> str:
    card = platform_card.card(c, you)
    return part(
        card.title,
        said(card.pays, card.hours),
        pairs(card.questions),
        table(platform_money.drifts(c, you), "role", "verdict", "weeks") if len(c.drifts) > 1 else "",
        points(method.caveats(c.caveats)),
    )
