"""Platforms, as a page: the cards, the comparison that ranks only what it can, one platform in full."""

import datetime as dt
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.faces.conftest import AS_OF, all_parts, clock, every_part, shown, texts, to_part
from tests.faces.test_make import HOSTILE
from tracker.analysis.report import RUNGS, HourAhead, Hours, Rung
from tracker.analysis.results.drift import Drift
from tracker.analysis.results.platforms import (
    CancelledPoint,
    Notice,
    OnTime,
    PayCurve,
    PlatformCard,
    Platforms,
    Promise,
    Share,
    Survival,
    SurvivalPoint,
)
from tracker.analysis.results.terms import JudgedBy
from tracker.desk import entry
from tracker.desk import platforms as use
from tracker.desk.session import Desk
from tracker.domain import Payout, PayTerms, Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.errors import Caveat
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.platforms import card as platform_card
from tracker.views.platforms import life as platform_life
from tracker.views.platforms import money, overview
from tracker.views.platforms.picture import drift as drift_chart
from tracker.views.platforms.picture import shares as share_chart
from tracker.views.platforms.picture import survival as survival_chart
from tracker.views.settings import pay_terms
from tracker.widgets.say import md
from tracker.widgets.served import desk

US = Reader.of("en-US", "USD")
MASKED = Reader.of("en-US", "USD", masked=True, aliases={("Marlin", "Kelp"): "Blue"})
MONDAY = dt.date(2025, 1, 6)


def rungs(kept, listed=40.0):
    made = {name: Rung(name, to_units(30)) for name in RUNGS}
    made["headline"] = Rung("headline", None if listed is None else to_units(listed))
    made["kept"] = Rung("kept", None if kept is None else to_units(kept), to_units(1), to_units(99))
    return tuple(made.values())


def ahead(rate, low, high):
    return HourAhead("Marlin", *(to_units(x) for x in (rate, low, high)))


def curve():
    """Six projects: one ended on day 5, one on day 40 (by the platform), four were watched to day 100."""
    at = [(2, 6, 0, 1.0, None, None), (5, 6, 1, 0.8333, 0.4, 0.97), (30, 5, 0, 0.8333, 0.4, 0.97),
          (40, 5, 1, 0.6667, 0.3, 0.88), (90, 4, 0, 0.6667, 0.3, 0.88), (180, 0, 0, None, None, None)]  # fmt: skip
    return tuple(SurvivalPoint(*p) for p in at)


def card(name="Marlin", hours=120.0, **fields):
    made = PlatformCard(
        platform=name,
        hours=Hours(hours * 0.75, hours * 0.7, hours * 0.25, hours, None, {}),
        hourly=rungs(20),
        survival=Survival(6, 4, {"cancelled": 1, "completed": 1, "left": 0}, curve(),
                          (CancelledPoint(40, 0.1667, 0.03, 0.5), CancelledPoint(90, 0.1667, 0.03, 0.5)),
                          None, None, None, 74.0, 40.0, 100.0),
        notice=Notice(3.0, Share(0.25, 0.09, 0.53, 8, 2), 8, 3),
        paused_share=0.1,
        on_time=OnTime(0.82, 0.74, 0.88, 61, 50, 4),
        days_to_pay=PayCurve(9.0, 15.0, 61, 2),
        paid_share=0.95,
        counted_share=0.93,
        unpaid_share=0.25,
        hours_to_first_pay=31.0,
        drift=drift("drop"),
        drifts=(drift("drop"), drift("too_short", "editing", 4)),
        promises=(Promise("Kelp", 20.0, 11.5, dt.date(2026, 1, 31), dt.date(2025, 9, 1), to_units(30),
                          to_units("21.37"), "USD"),),
        caveats=(Caveat("few_pay_days", "Said of this platform."),),
        judged_by=(JudgedBy(PayTerms(platform=name, pay_delay_days=30), assumed=True),),
        ahead=ahead(19, 15, 26),
    )  # fmt: skip
    return replace(made, **fields)


def drift(verdict, role="review", weeks=30):
    """The first half at 30 an hour, the rest at 24."""
    points = tuple((MONDAY + dt.timedelta(weeks=i), float(to_units(30 if i < weeks / 2 else 24))) for i in range(weeks))
    known = weeks >= 16
    return Drift(
        role, -0.2 if known else None, -0.25 if known else None, 0.01 if known else None, weeks, verdict, points
    )


def bare(name="Osprey", hours=0.0):
    """A platform of which next to nothing is known."""
    return PlatformCard(
        platform=name,
        hours=Hours(0.0, 0.0, hours, hours, None, {}),
        hourly=tuple(Rung(r, None) for r in RUNGS),
        survival=Survival(0, 0, {}, (), (), None, None, None, None, None, None),
        notice=Notice(None, Share(None, None, None, 0, 0), 0, 0),
        paused_share=None,
        on_time=OnTime(None, None, None, 0, 0, 0),
        days_to_pay=PayCurve(None, None, 0, 0),
        paid_share=None, counted_share=None, unpaid_share=None, hours_to_first_pay=None,
        drift=Drift(None, None, None, None, 0, "too_short"), drifts=(), promises=(), caveats=(),
    )  # fmt: skip


def found(*cards):
    return Platforms(AS_OF, AS_OF, "USD", cards, ())


# --- the views, on results made by hand ------------------------------------------------------------------


def test_on_time_stands_with_the_terms_that_it_was_judged_by():
    terms = PayTerms(platform="Marlin", kind="task", pay_day="fri", payout_threshold=to_units(100), dispute_days=7)
    judged = card(judged_by=(JudgedBy(terms, row=1),), pays="EUR")
    assert "Judged by: on the first Friday from the day it was earned on; at least €100.00. Half" in (
        platform_card.paid(judged, US)
    )
    own = JudgedBy(PayTerms(platform="Marlin", pay_delay_days=1))
    two = card(judged_by=(JudgedBy(terms, row=1), own))
    assert "Judged by: Pay by the task: on the first Friday from" in platform_card.paid(two, US)
    assert "All other pay: 1 day after the day it was earned." in platform_card.paid(two, US)
    assert "100" not in platform_card.judged_by(judged, MASKED)


def test_days_to_pay_come_first_where_no_pay_day_can_be_judged():
    unknown = card(on_time=OnTime(None, None, None, 0, 0, 0))
    assert platform_card.paid(unknown, US).startswith("Half of its pay days saw money within 9 days of the work")


def test_days_to_pay_are_always_told_and_what_is_not_judged_by_terms_says_by_what():
    named = card(judged_by=())
    assert "Judged by the due dates that the entries themselves name. Half of" in platform_card.paid(named, US)
    slow = card(days_to_pay=PayCurve(None, None, 9, 6))
    assert platform_card.paid(slow, US).startswith("Fewer than half of its pay days have seen money so far: 3 of 9.")


def test_terms_that_changed_say_for_which_work_they_held():
    def of(since, until, days):
        return JudgedBy(PayTerms(platform="Marlin", holds_from=since, pay_delay_days=days), until, row=days)

    may, june = dt.date(2026, 5, 1), dt.date(2026, 6, 1)
    said = pay_terms.judging(
        (of(june, None, 3), of(may, dt.date(2026, 5, 31), 2), of(None, dt.date(2026, 4, 30), 1)), US
    )
    assert said == (
        "All its pay, for work from Jun 1, 2026 on: 3 days after the day it was earned",
        f"All its pay, for work of {US.days(may, dt.date(2026, 5, 31))}: 2 days after the day it was earned",
        "All its pay, for work up to Apr 30, 2026: 1 day after the day it was earned",
    )


def test_the_comparison_of_pay_days_names_the_terms_of_each_platform():
    terms = JudgedBy(PayTerms(platform="Heron", pay_delay_days=9), row=3)
    view = overview.compare(found(card(), card("Heron", judged_by=(terms,)), bare()), "on_time", US)
    assert view.terms == (
        "Heron: 9 days after the day it was earned",
        "Marlin: 30 days after the day it was earned, which is assumed, as no terms are entered",
    )
    assert overview.compare(found(card()), "ahead", US).terms == ()


def test_the_sentence_counts_what_ended_how():
    view = overview.platforms(found(card(), card("Heron", 10.0)), US)
    assert view.answer == (
        "Of 12 projects on 2 platforms, 2 were ended by the platform, 2 were completed and 0 you left."
    )
    assert view.second == (
        "Of 16 stops whose announcement is on record, 4 came without notice. Of 122 pay days whose money says what it "
        "is for, 100 were paid on time by the terms that are named below; that of 8 more does not say."
    )


def test_every_figure_stands_side_by_side_with_range_and_count():
    view = overview.platforms(found(card(), bare()), US)
    rows = {r[0]: r[1:] for r in view.table.cells}
    assert [c.title for c in view.table.columns] == ["Figure", "Marlin", "Osprey"]
    assert rows["Kept per hour"] == ("$20.00", "–")
    assert rows["Kept per hour, next 52 weeks"] == ("$19.00 ($15.00 to $26.00)", "–")
    assert rows["Still running after 90 days"] == ("66.7% (30% to 88%), of 6", "–")
    assert rows["Stops without any notice"] == ("25% (9% to 53%), 2 of 8", "–")
    assert rows["Pay days paid on time"] == ("82% (74% to 88%), 50 of 61; 4 not known", "–")
    assert rows["The rate over time"] == ("down 20%", "too short to tell (0 weeks)")
    assert set(rows) == set(overview.titles().values())


def test_the_download_has_numbers_in_columns_of_their_own():
    lines = overview.platforms(found(card()), US).download.csv().decode("utf-8-sig").splitlines()
    assert lines[0] == "platform,figure,text,value,low,high,n"
    assert any(line.endswith(",0.82,0.74,0.88,61") for line in lines)
    kept, coming = (next(x for x in lines if x.startswith(f"Marlin,{key},")).split(",") for key in ("kept", "ahead"))
    assert (float(kept[3]), kept[4:6]) == (20, ["", ""])
    assert [float(x) for x in coming[3:6]] == [19, 15, 26]


def test_only_what_lies_apart_is_ranked():
    high = card("Heron", 50.0, ahead=ahead(40, 33, 48))
    overlap = card("Gannet", 40.0, ahead=ahead(24, 18, 32))
    said = overview.compare(found(card(), high, overlap), "ahead", US).answer
    assert said == ("Heron is above Marlin and Gannet by more than chance explains. The rest cannot be ranked.")
    cards = (card(), overlap, card("Plover", 9.0, ahead=ahead(5, 4, 6)))
    assert overview.compare(found(*cards), "ahead", US).answer == (
        "Marlin and Gannet are above Plover by more than chance explains. The rest cannot be ranked."
    )
    said = overview.compare(found(card(), overlap), "ahead", US).answer
    assert said == "All ranges overlap: these figures cannot tell which platform is better."


def test_a_platform_without_a_range_is_named_and_not_drawn():
    pays = card("Heron", 50.0, hourly=rungs(99), ahead=None)
    view = overview.compare(found(card(), pays, bare()), "ahead", US)
    assert [d.title for d in view.dots] == ["Marlin"]
    assert view.answer.startswith("Nothing can be compared")
    assert view.missing == "Too little is known yet of Heron and Osprey."


@pytest.mark.parametrize("key", overview.COMPARED)
def test_the_order_is_by_hours_whatever_is_compared(key):
    cards = (card("Heron", 50.0, ahead=ahead(40, 33, 48)), card())
    assert [d.title for d in overview.compare(found(*cards), key, US).dots] == ["Marlin", "Heron"]


def test_five_questions_with_their_answers():
    view = platform_card.card(card(), US)
    assert view.pays == (
        "You kept $20.00 an hour; the listings said $40.00. "
        "In the next 52 weeks an hour there leaves between $15.00 and $26.00 (about 9 in 10)."
    )
    answers = [a for _q, a in view.questions]
    assert answers[0] == "Ended: 2 of 6, by the platform: 1. After 90 days, 66.7% (30% to 88%) still ran."
    assert answers[1] == (
        "Stops without any notice: 25% (9% to 53%), 2 of 8. The median notice was 3 hours. "
        "Of 3 more stops nobody noted when they were announced."
    )
    assert answers[2] == (
        "Half of its pay days saw money within 9 days of the work, nine in ten within 15 days. "
        "Pay days paid on time, of those whose money says what it is for: 82% (74% to 88%), 50 of 61; that of 4 more "
        "does not. No terms of pay are entered, so 30 days are assumed. "
        "Of what was due, 95% has come."
    )
    assert answers[3] == (
        "It counted 93% of the paid time on your clock. Unpaid, of all your hours there: 25%. "
        "You had worked 31\N{NO-BREAK SPACE}h before its first money."
    )
    assert (
        answers[4]
        == "It fell: over 30 weeks in the role review an hour lost 20%, from the first eight to the last eight."
    )


def test_few_things_are_counted_and_make_no_share():
    few = card(notice=Notice(0.0, Share(None, None, None, 3, 2), 3, 0), on_time=OnTime(None, None, None, 4, 4, 0))
    answers = [a for _q, a in platform_card.card(few, US).questions]
    assert answers[1] == "Stops without any notice: 2 of 3."
    assert "Pay days paid on time: 4 of 4." in answers[2]


def test_a_platform_of_which_nothing_is_known_says_so():
    view = platform_card.card(bare(), US)
    answers = [a for _q, a in view.questions]
    assert view.pays == "No hours are on record here, so an hour has no price yet."
    unpriced = platform_card.card(bare(hours=9.2), US)
    assert unpriced.pays == "What its hours are paid is not on record, so an hour has no price yet."
    assert answers == [
        "No project of it has begun on record.",
        "It has stopped or paused nothing on record.",
        "No pay day that can be checked has passed.",
        "No hours are on record here.",
        "That can be worked out from 20 weeks with work in one role; there are 0.",
    ]
    life = platform_life.life(bare(), US)
    assert life.curve is None
    assert life.ends == ()


def test_the_curve_has_corners_a_band_and_the_numbers_at_risk():
    view = platform_life.life(card(), US).curve
    assert view.running == ((0.0, 1.0), (2, 1.0), (5, 0.8333), (30, 0.8333), (40, 0.6667), (90, 0.6667), (100, 0.6667))
    assert view.cancelled[-1] == (100, 0.1667)
    assert view.band == (((5, 0.4, 0.97), (30, 0.4, 0.97), (30, 0.4, 0.97), (40, 0.4, 0.97),
                          (40, 0.3, 0.88), (90, 0.3, 0.88), (90, 0.3, 0.88), (100, 0.3, 0.88)),)  # fmt: skip
    assert view.ticks == ((30, "30", "5"), (90, "90", "4"))
    assert "after 90 days 66.7% (30% to 88%)" in view.alt


@pytest.mark.parametrize(("n", "ended", "said"), [
    (2, {"cancelled": 1}, "A curve is drawn from 3 projects; there are 2."),
    (5, {}, "None of its projects has ended, so how long they last cannot be drawn yet."),
])  # fmt: skip
def test_too_few_projects_make_no_curve(n, ended, said):
    s = replace(card().survival, n=n, ended=ended)
    life = platform_life.life(card(survival=s), US)
    assert life.curve is None
    assert life.missing == said


@pytest.mark.parametrize("dark", [False, True])
def test_the_pictures_hold_still_and_carry_their_words(dark):
    life = platform_life.life(card(), US)
    compared = overview.compare(found(card(), card("<b>$x$</b>", 9.0)), "on_time", US)
    rate = money.drift(drift("drop"), US)
    made = {
        "survival": survival_chart.survival(life.curve, dark=dark),
        "compared": share_chart.compared(compared, dark=dark),
        "endings": share_chart.endings(life.ends, dark=dark),
        "drift": drift_chart.drift(rate, dark=dark),
    }
    specs = {name: json.loads(figure.to_json()) for name, figure in made.items()}
    for spec in specs.values():
        axes = [v for k, v in spec["layout"].items() if k.startswith(("xaxis", "yaxis"))]
        assert all(a["fixedrange"] for a in axes)
    notes = {name: " ".join(n["text"] for n in s["layout"]["annotations"]) for name, s in specs.items()}
    assert "still running" in notes["survival"]
    assert specs["survival"]["layout"]["xaxis"]["ticktext"] == ["30<br>(5)", "90<br>(4)"]
    assert "&lt;b&gt;$x$&lt;/b&gt;" in notes["compared"]
    assert "82% (74% to 88%), 50 of 61" in notes["compared"]
    assert "ended by the platform  <b>1</b>" in notes["endings"]
    assert "first 8 weeks: $30.00" in notes["drift"]
    assert "last 8 weeks: $24.00" in notes["drift"]
    assert specs["endings"]["layout"]["xaxis"]["range"][0] == 0
    assert specs["drift"]["layout"]["yaxis"]["range"][0] == 0


def test_a_short_series_has_no_ends_to_compare():
    view = money.drift(drift("too_short", weeks=15), US)
    assert view.ends == ()
    assert len(view.weeks) == 15
    assert drift_chart.drift(view) is not None


def test_promises_stand_beside_what_came():
    made = money.promises(card(), US)
    assert made.cells == (("Kelp", "20", "11.5", "Jan 31, 2026", "Sep 1, 2025", "$30.00", "$21.37"),)
    assert money.promised(card(), US).startswith("Of 1 project with promised hours, 1 brought less")
    assert money.promised(bare(), US) == ""


def test_a_yearly_change_is_a_share_of_the_rate():
    row = money.drifts(card(), US).values[0]
    assert row[3] == pytest.approx(-0.2212, abs=1e-4)


def test_masked_views_hold_no_amount_and_no_name():
    every = [
        overview.platforms(found(card()), MASKED),
        overview.compare(found(card(), card("Heron")), "ahead", MASKED),
        platform_card.card(card(), MASKED),
        platform_life.life(card(), MASKED),
        money.promises(card(), MASKED),
        money.drifts(card(), MASKED),
        money.drift(drift("drop"), MASKED),
    ]
    text = repr(every)
    for real in ("Kelp", "$", "21.37", "30.0", "24.0", "15.0", "26.0", "200000"):
        assert real not in text, real
    assert "Blue" in text
    assert "•••" in text


# --- the page --------------------------------------------------------------------------------------------


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app(page="platforms")
    assert "No platform is on record yet." in shown(at)
    assert "does it last" in shown(at)


def test_the_sample_has_a_card_for_each_platform(open_app, sample_file):
    at = open_app(sample_file, page="platforms")
    result = use.platforms(desk(), AS_OF)
    assert [len(one.get("plotly_chart")) for one in every_part(at)] == [1, 0, 3]
    said = shown(to_part(at, "each"))
    for c in result.platforms:
        assert f"See {c.platform} in full" in [b.label.replace("\\", "") for b in at.button]
    assert said.count("Does it warn?") == len(result.platforms)
    assert "What these figures leave out" in said
    (side,) = [t.value for t in to_part(at, "side").table]
    assert list(side["Figure"]) == [md(title) for title in overview.titles().values()]
    assert set(side.columns) == {"Figure", *(md(c.platform) for c in result.platforms)}


def test_another_platform_in_full_stands_in_the_address_by_its_row(open_app, sample_file):
    at = open_app(sample_file, page="platforms", part="each")
    result = overview.by_hours(use.platforms(desk(), AS_OF))
    rows = {p.platform: row for row, p in desk().platforms()}
    second = rows[result[1].platform]
    at.button(key=f"card_full_{second}").click().run()
    assert not at.exception
    assert at.query_params["platform"] == str(second)
    assert at.selectbox(key="platform_row").value == second


@pytest.mark.parametrize("asked", ["999", "x", "<img>"])
def test_an_address_without_such_a_platform_shows_the_first(open_app, sample_file, asked):
    at = open_app(sample_file, page="platforms", platform=asked, compare=asked)
    assert not at.exception
    assert "platform" not in at.query_params


@pytest.mark.parametrize("key", overview.COMPARED)
def test_every_comparison_opens(open_app, sample_file, key):
    at = open_app(sample_file, page="platforms", compare=key)
    assert overview.compare(use.platforms(desk(), AS_OF), key, Reader.of("en-US", "EUR")).answer in shown(at)


def small(path, name="Marlin", project="Kelp", *, payouts=True):
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [
            Platform(platform=name, currency="USD"),
            Project(platform=name, project=project, alias="Blue", role="review", agreed_rate=to_units("31.37")),
            ProjectEvent(platform=name, project=project, event="started", happened_at=dt.date(2026, 8, 3)),
            WorkSession(platform=name, project=project, worked_on=dt.date(2026, 8, 4), minutes=6 * 3600),
        ])  # fmt: skip
        if payouts:
            day, amount = dt.date(2026, 9, 1), to_units("47.11")
            entry.add(made, [Payout(platform=name, kind="payout", received_on=day, amount=amount, currency="USD")])
    return path


def test_one_project_is_counted_and_draws_no_curve(open_app, tmp_path):
    at = open_app(small(tmp_path / "own.db"), page="platforms", part="one")
    assert "None of its projects has ended" in shown(at)
    assert "nan" not in shown(at).lower()


def test_a_platform_with_payouts_only(open_app, tmp_path):
    path = tmp_path / "own.db"
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [Platform(platform="Marlin"), Payout(platform="Marlin", kind="payout", amount=to_units(40),
                       received_on=dt.date(2026, 9, 1), currency="USD")])  # fmt: skip
    at = open_app(path, page="platforms")
    assert "No project on 1 platform is on record" in shown(at)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(open_app, tmp_path, name):
    at = open_app(small(tmp_path / "own.db", name, name), page="platforms")
    for text in [*texts(at), *(b.label for b in at.button)]:
        if name in text:
            assert md(name) in text, f"not escaped: {text}"
    assert md(name) in at.table[0].value.columns
    assert "<img" not in "".join(c.proto.spec for c in at.get("plotly_chart"))


def test_a_masked_page_says_so_and_draws_no_amount(open_app, sample_file):
    at = open_app(sample_file, page="platforms", masked=True)
    assert "Amounts are hidden, so nothing is compared here." in shown(at)
    assert sum(len(one.get("plotly_chart")) for one in every_part(at)) == 2
    assert "€" not in all_parts(at, lambda one: shown(one) + "".join(d.value.to_string() for d in one.dataframe))


@pytest.mark.parametrize(("due", "paid", "said"), [
    (1, 0, "Of 1 pay day, 0 was paid on time by the terms that are named below."),
    (3, 2, "Of 3 pay days, 2 were paid on time by the terms that are named below."),
])  # fmt: skip
def test_pay_days_are_counted_in_words(due, paid, said):
    share = SimpleNamespace
    card = share(notice=share(zero=share(n=0, k=0)), on_time=share(n=due, k=paid, by_age=0))
    assert overview._second([card], Reader.of("en-US", "USD")) == said
