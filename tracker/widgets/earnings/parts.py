"""Parts of What I make: why there was no work, what happened meanwhile, and what a wanted income takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker import words
from tracker.desk import earnings, payments, platforms, projects, reference
from tracker.domain import Settings, columns
from tracker.errors import InputError
from tracker.views import setup
from tracker.views.earnings import claims as claims_view
from tracker.views.earnings import happenings as happenings_view
from tracker.views.earnings import lost_work
from tracker.views.earnings import target as target_view
from tracker.views.earnings.picture import causes, happenings
from tracker.views.earnings.picture import claims as claims_picture
from tracker.views.numbers import MASK, Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import veil
from tracker.widgets.served import desk

if TYPE_CHECKING:
    from tracker.analysis.report import Report
    from tracker.views.earnings.weeks import WeeksView


def lost(report: Report, reader: Reader) -> None:
    """The year's first step, hours without work, by why there was none."""
    key = ("lost_work", report.as_of, report.window.start, report.window.end, reader)
    view = payments.shown(desk(), key, lambda: lost_work.lost_work(earnings.gap_shares(desk(), report), reader))
    if not view.bars:
        return
    st.subheader(_("Why there were hours without work"))
    say.para(view.answer)
    show.figure(causes.causes(view, dark=dark()), key="causes", alt=view.alt)
    show.numbers(view.table, key="causes", alt=_("Hours without work, by cause"), file="hours-without-work.csv")


def happened(report: Report, above: WeeksView, reader: Reader) -> None:
    """What happened to the projects, beneath the picture of the weeks."""
    if not report.weeks:
        return
    key = ("happenings", report.as_of, report.window.start, report.window.end, reader)
    view = payments.shown(
        desk(),
        key,
        lambda: happenings_view.happenings(report.weeks, projects.lives(desk(), report.as_of), reader),
    )
    st.subheader(_("What happened in these weeks"))
    say.para(view.answer)
    if view.rows:
        beside = max((text for _at, text in (*above.money_ticks, *above.hour_ticks)), key=len, default="")
        show.figure(happenings.happenings(view, dark=dark(), beside=beside), key="happenings", alt=view.alt)
        say.quiet(view.legend)
    if view.table.cells:
        show.numbers(view.table, key="happenings", alt=_("What happened, newest first"), file="events.csv")


def target(report: Report, reader: Reader) -> None:
    """How many hours a week a monthly income takes. In discreet mode what was typed is not shown."""
    st.header(_("How much work you need"))
    monthly = _wanted(reader)
    if monthly is None:
        say.para(_("Enter what you need per month to see how many hours a week that takes."))
        return
    try:
        view = target_view.target(earnings.target(desk(), report, monthly), reader)
    except InputError as error:
        st.error(say.md(veil(error.sentence())))
        return
    say.para(view.answer)
    say.para(view.second)


def _wanted(reader: Reader) -> int | None:
    """Units a month: what was typed here, else the living cost of the settings; None if neither is there."""
    cost = desk().settings().living_cost_month
    label = _("You need per month, after tax, in {currency}").format(currency=reader.currency)
    kept = "target_typed"
    if reader.masked:
        st.text_input(label, MASK, key="target_hidden", disabled=True, help=_("Show amounts to change it."))
        typed = st.session_state.get(kept)
        return _read(typed, reader) if typed is not None else cost
    column = next(c for c in columns(Settings) if c.name == "living_cost_month")
    if "target_month" not in st.session_state:
        st.session_state["target_month"] = st.session_state.get(kept, setup.to_text(column, cost, reader))
    text = st.text_input(
        label, key="target_month", help=_("At first the living cost of your settings. It is not stored from here.")
    )
    st.session_state[kept] = text or ""
    return _read(text or "", reader)


def _read(text: str, reader: Reader) -> int | None:
    if not text.strip():
        return None
    try:
        return words.parse_in(text, reader.decimal_sign, reader.currency)
    except InputError as error:
        st.error(say.md(veil(error.sentence())))
        return None


def claims(report: Report, reader: Reader) -> None:
    """What the press says, your figure beside it, and a link to each source."""
    known = reference.press_claims()
    st.header(_("What the press says, and yours"))
    names = claims_view.measures()
    measure = show.one_of(_("Compare"), names, key="claims_measure", address=True)
    rate = desk().rates().rate(claims_view.CLAIMED_IN, report.currency, report.as_of)
    view = claims_view.drawn(known, measure, report, rate, reader)
    if view is None:
        say.para(
            _("Amounts are hidden.")
            if reader.masked
            else _("There is no figure of yours for this yet, or no exchange rate of the dollar.")
        )
    else:
        say.para(view.answer)
        show.figure(claims_picture.claims(view, dark=dark()), key=f"claims_{measure}", alt=view.alt)
        say.quiet(view.legend)
    all_of = platforms.overall(desk(), report.as_of)
    with st.expander(_("Every claim with its source"), key="claims_sources"):
        say.quiet(
            _("Claims are mostly second-hand, of different years, and chosen by those who report. Where a claim counts "
              "people and your figure counts hours or money, they are not the same thing. What is yours of pay days, "
              "stops, notice and hours before the first money is of all that is recorded.")
        )  # fmt: skip
        for source in claims_view.sources(known, report, all_of, reader):
            named = say.md(source.name)
            linked = f"[{named}](<{source.url}>)" if source.url.startswith("https://") else named
            st.markdown(f"- {say.md(source.text)} {linked}")
        show.table(
            claims_view.table(known, report, all_of, reader), key="claims", alt=_("Every claim beside your figure"),
            file="claims.csv",
        )  # fmt: skip
