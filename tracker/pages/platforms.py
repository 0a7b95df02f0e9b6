"""Platforms: what each pays, and whether it lasts, warns, pays, pays for all the time, and holds its rate."""

from __future__ import annotations

import streamlit as st

from tracker.desk import platforms as use
from tracker.desk.payments import shown
from tracker.domain import Project
from tracker.errors import Caveat
from tracker.views import method
from tracker.views.fields import title
from tracker.views.platforms import card, money, overview
from tracker.views.platforms import life as platform_life
from tracker.views.platforms.picture import drift as drift_chart
from tracker.views.platforms.picture import shares as share_chart
from tracker.views.platforms.picture import survival as survival_chart
from tracker.views.platforms.words import titles
from tracker.views.text import _
from tracker.widgets import frame, say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import reader
from tracker.widgets.platforms import cards as platform_cards
from tracker.widgets.served import desk
from tracker.widgets.window import day_control

you = reader()
frame.head(_("Platforms"))
as_of = day_control(you)
found = use.platforms(desk(), as_of)

if not found.platforms:
    say.answer(_("No platform is on record yet."))
    say.para(
        _(
            "Once there is work, this page shows for each platform what an hour there left you beside what it listed, "
            "and answers five questions: does it last, does it warn, does it pay, does it pay for all the time, "
            "does the rate hold; each with how sure that is."
        )
    )
    frame.next_steps()
    st.stop()

view = shown(desk(), ("platforms", as_of, you), lambda: overview.platforms(found, you))
say.answer(view.answer)
say.second(view.second)
say.quiet(view.span)

rows = platform_cards.rows(view.names)
left_out: tuple[Caveat, ...] = ()
part = show.part(overview.parts(), page="platforms", implied={"platform": "one"})
if part == "side":
    st.header(_("Side by side"))
    names = titles()
    key = show.one_of(_("Compare"), {k: names[k] for k in overview.COMPARED}, key="compare", address=True)
    side = shown(desk(), ("compare", key, as_of, you), lambda: overview.compare(found, key, you))
    say.para(side.answer)
    if side.dots:
        show.figure(share_chart.compared(side, dark=dark()), key=f"compare_{key}", alt=side.alt)
        say.quiet(side.legend)
    say.quiet(side.missing)
    if side.terms:
        say.para(_("On time is judged by these terms of pay:"))
        say.points(side.terms)
    show.table(
        view.table,
        key="platforms",
        alt=_("Every figure of each platform"),
        file="platforms.csv",
        download=view.download,
        wrapped=True,
    )

elif part == "each":
    st.header(_("Platform by platform"))
    cards = shown(desk(), ("cards", as_of, you), lambda: [card.card(c, you) for c in overview.by_hours(found)])
    platform_cards.cards(cards, rows)

else:
    st.header(_("One platform in full"))
    chosen = platform_cards.choose(rows)
    one = next(c for c in found.platforms if c.platform == chosen)
    left_out = (*one.caveats, *(one.floor.caveats if one.floor else ()))
    life = shown(desk(), ("platform_life", one.platform, as_of, you), lambda: platform_life.life(one, you))

    st.subheader(_("Your floor"))
    platform_cards.your_floor(one, chosen, you)

    st.subheader(_("How long its projects last"))
    say.para(card.lasts(one, you))
    if life.curve:
        show.figure(survival_chart.survival(life.curve, dark=dark()), key="survival", alt=life.curve.alt)
        say.quiet(life.legend)
        show.numbers(life.table, key="survival", alt=_("The curve, day by day"), file="survival.csv")
    else:
        say.quiet(life.missing)
    say.points(life.facts)

    if life.ends:
        st.subheader(_("How they ended"))
        show.figure(share_chart.endings(life.ends, dark=dark()), key="endings", alt=life.ends_alt)
        say.para(card.warns(one, you))

    st.subheader(_("When the money comes"))
    say.para(card.paid(one, you))
    say.para(card.all_time(one, you))

    st.subheader(_("Promised and delivered"))
    say.para(money.promised(one, you))
    if one.promises:
        show.table(
            money.promises(one, you), key="kept_promises", alt=_("Promised beside delivered"), file="promises.csv"
        )
    else:
        say.para(_("What its projects promised (hours a week, an end, a rate) is not on record."))

    st.subheader(_("The rate over time"))
    drifts = shown(desk(), ("drifts", one.platform, as_of, you), lambda: [money.drift(d, you) for d in one.drifts])
    if not drifts:
        say.para(card.holds(one.drift, you))
    else:
        at = show.one_of(title(Project, "role"), {str(i): d.role for i, d in enumerate(drifts)}, key="drift_role")
        rate = drifts[int(at)]
        say.para(rate.answer)
        if rate.weeks:
            show.figure(drift_chart.drift(rate, dark=dark()), key=f"drift_{at}", alt=rate.alt)
        show.numbers(money.drifts(one, you), key="drifts", alt=_("The rate by kind of work"), file="rates.csv")

show.worked_out(method.platforms(), (*found.caveats, *left_out))
