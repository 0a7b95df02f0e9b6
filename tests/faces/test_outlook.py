"""Outlook, as a page: empty, too little, full, hidden; the numbers it asks for are saved in place."""

import datetime as dt

import pytest

from tests.faces.conftest import AS_OF, all_parts, by_label, clock, every_part, shown, texts, to_part
from tests.faces.test_discreet import everything, leaks, watched_ledger
from tests.faces.test_make import HOSTILE, JARGON, a_few_weeks
from tracker.analysis.outlook.ahead import build_outlook
from tracker.desk import entry, prospect
from tracker.desk import outlook as use
from tracker.desk.explore import EXAMPLE
from tracker.desk.session import Desk
from tracker.domain import Payout, Settings
from tracker.frames import from_records
from tracker.sample import generate
from tracker.units import to_units
from tracker.views import fields
from tracker.views.numbers import Reader
from tracker.views.outlook import money, overview
from tracker.views.outlook.picture import arrivals as arrival_chart
from tracker.views.outlook.picture import fan as fan_chart
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.words.reference import data_folder


def paid_weeks(path, weeks, name="Mercor"):
    """So many weeks of work, each paid on its pay day but for the last two."""
    a_few_weeks(path, weeks, name=name, project=name)
    monday = AS_OF - dt.timedelta(days=AS_OF.weekday() + 7 * weeks)
    with Desk.open(path, who="test", clock=clock) as made:
        entry.add(made, [
            Payout(platform=name, kind="payout", currency="USD", amount=to_units(36 * 2 * (4 + week % 3)),
                   received_on=monday + dt.timedelta(days=7 * week + 9))
            for week in range(weeks - 2)
        ])  # fmt: skip
    return path


def with_means(at, cost="1500", savings="3000", tax="25"):
    by_label(at.text_input, "What a month costs you").set_value(cost)
    by_label(at.text_input, "What you have saved").set_value(savings)
    by_label(at.text_input, "Percent to set aside for tax").set_value(tax).run()
    by_label(at.button, "Save these").click().run()
    assert not at.exception
    return at


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app(page="outlook")
    assert "Nothing is recorded" in shown(at)
    assert "what it would mean if a platform ended" in shown(at)
    assert not at.get("plotly_chart")


def test_too_few_weeks_say_how_many_more_and_the_rest_stands(open_app, tmp_path):
    a_few_weeks(tmp_path / "few.db", 5)
    at = open_app(tmp_path / "few.db", page="outlook")
    assert "can be worked out from 13 complete weeks; 8 more are needed" in shown(at)
    assert "is owed to you" in all_parts(at)
    assert "What if a platform ends" not in [h.value for h in at.header]
    assert "nan" not in shown(at).lower()
    assert "With what may come it can be worked out from 13 complete weeks" in shown(with_means(to_part(at, "savings")))


def test_the_full_page_answers_in_one_sentence_with_its_range(open_app, sample_file):
    at = open_app(sample_file, page="outlook")
    found = use.outlook(desk(), AS_OF)
    last = found.fan[-1]
    low, high = (f"€{round(v / 10_000):,}" for v in (last.total_low, last.total_high))
    assert f"The next 13 weeks may bring between {low} and {high} (about 8 in 10)" in shown(at)
    assert [len(one.get("plotly_chart")) for one in every_part(at)] == [1, 1, 0, 1, 0]
    said = all_parts(at).lower()
    assert "should be here, going by how each platform paid" in said
    assert [w for w in JARGON if f" {w}" in f" {said}"] == []


def test_every_caveat_stands_on_the_page(open_app, sample_file):
    at = open_app(sample_file, page="outlook")
    caveats = use.outlook(desk(), AS_OF).all_caveats
    assert {"later_than_ever", "taken_as_ended"} <= {c.code for c in caveats}
    for caveat in caveats:
        assert " ".join(str(caveat.text).split()) in shown(at)


def test_the_numbers_it_needs_are_saved_in_place_and_taken_back(open_app, tmp_path):
    at = open_app(paid_weeks(tmp_path / "paid.db", 16), page="outlook", part="savings")
    assert "How long savings last is known once you have set" in shown(at)
    assert "What to set aside is known once you have set" in shown(to_part(at, "tax"))
    to_part(at, "savings")
    before = desk().settings()
    with_means(at)
    now = desk().settings()
    assert (now.living_cost_month, now.savings, int(now.tax_rate_percent)) == (to_units(1500), to_units(3000), 25)
    assert now.home_currency == before.home_currency
    assert "if nothing more came at all" in shown(at)
    assert "9 weeks" in shown(at)  # 3000 at 344.98 a week
    assert "in 1 case of 10, or less" in shown(at)
    assert "At your rate that is" in shown(to_part(at, "tax"))
    to_part(at, "savings")
    next(b for b in at.button if b.label == "Undo").click().run()
    assert desk().settings() == before


def test_savings_and_costs_may_name_the_home_currency(open_app, tmp_path):
    at = with_means(
        open_app(paid_weeks(tmp_path / "paid.db", 3), page="outlook", part="savings"),
        cost="$1,500",
        savings="3,000 usd",
    )
    assert (desk().settings().living_cost_month, desk().settings().savings) == (to_units(1500), to_units(3000))
    assert not at.error


@pytest.mark.parametrize("typed", ["3000 eur", "€3000", "3k", "3.000"])
def test_another_currency_than_ones_own_is_refused(open_app, tmp_path, typed):
    at = with_means(open_app(paid_weeks(tmp_path / "paid.db", 3), page="outlook", part="savings"), savings=typed)
    assert at.error[0].value.startswith("What you have saved")
    assert desk().settings().savings is None


def test_what_cannot_be_read_is_said_and_nothing_is_saved(open_app, tmp_path):
    at = open_app(paid_weeks(tmp_path / "paid.db", 3), page="outlook", part="savings")
    by_label(at.text_input, "What you have saved").set_value("plenty").run()
    by_label(at.button, "Save these").click().run()
    assert at.error
    assert desk().settings().savings is None


def test_money_that_never_came_is_no_promise(open_app, tmp_path):
    a_few_weeks(tmp_path / "unpaid.db", 16)
    at = open_app(tmp_path / "unpaid.db", page="outlook")
    assert "Late money counts nothing until it arrives" in shown(at)
    assert not at.get("plotly_chart")


def test_another_platform_that_ends(open_app, sample_file):
    at = open_app(sample_file, page="outlook", part="ends")
    found = use.outlook(desk(), AS_OF)
    at.selectbox(key="what_if_platform").set_value(1).run()
    assert not at.exception
    assert f"{found.without[1].platform} brings" in shown(at)


def test_hidden_amounts_leave_no_picture_of_money(open_app, tmp_path):
    path = watched_ledger(tmp_path / "own.db")
    at = open_app(path, page="outlook", masked=True)
    assert leaks(everything(at)) == []
    assert use.outlook(desk(), AS_OF).fan
    assert "Amounts are hidden, so the picture is left out" in shown(at)
    specs = [chart.proto.spec for chart in at.get("plotly_chart")]
    assert not any("tonexty" in s for s in specs)


def test_the_as_of_day_counts(open_app, sample_file):
    at = open_app(sample_file, page="outlook", as_of="2025-06-30")
    assert not at.exception
    assert "Jul" in shown(at)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(open_app, tmp_path, name):
    at = open_app(paid_weeks(tmp_path / "hostile.db", 16, name), page="outlook", part="ends")
    for text in texts(at):
        if name in text:
            assert md(name) in text
    assert f"{' '.join(name.split())} brings" in shown(at)
    figure = "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    assert "<img" not in figure


def test_settings_of_its_own_have_labels():
    assert [fields.title(Settings, name) for name in ("living_cost_month", "savings", "tax_rate_percent")] == [
        "What a month costs you", "What you have saved", "Percent to set aside for tax",
    ]  # fmt: skip
    assert Settings(home_currency="USD", time_zone="UTC").savings is None


# --- pictures -------------------------------------------------------------------------------------------


def views(masked=False):
    sample = generate()
    found = build_outlook(from_records(sample.records, sample.settings), AS_OF)
    reader = Reader.of("en-US", "EUR", masked=masked)
    return found, reader


@pytest.mark.parametrize("dark", [False, True])
def test_the_fan_starts_at_nothing_and_both_fans_have_one_scale(dark):
    found, reader = views()
    whole = fan_chart.fan(overview.fan(found, reader), dark=dark)
    left = fan_chart.fan(overview.fan_without(found.without[0], found, reader), dark=dark)
    low, high, middle, cost = (list(t.y) for t in whole.data)
    assert {line[0] for line in (low, high, middle, cost)} == {0.0}
    assert middle[-1] == found.fan[-1].total_middle / 10_000
    assert cost[-1] == pytest.approx(13 * found.runway.cost_week / 10_000)
    assert whole.layout.yaxis.range == left.layout.yaxis.range
    assert whole.layout.yaxis.range[0] <= 0
    assert whole.layout.xaxis.fixedrange
    notes = " ".join(a.text for a in whole.layout.annotations)
    assert reader.whole(found.fan[-1].total_high) in notes


def test_hidden_fans_hold_nothing():
    found, reader = views(masked=True)
    view = overview.fan(found, reader)
    assert (view.points, view.ticks, view.reach) == ((), (), (0.0, 1.0))
    assert set(view.table.values[0][1:]) == {"•••"}


def test_each_arrival_has_its_words_and_its_days():
    found, reader = views()
    view = money.arrivals(found, reader)
    figure = arrival_chart.arrivals(view)
    assert len(view.arrivals) <= money.SHOWN
    assert [a.likely for a in view.arrivals] == sorted(a.likely for a in view.arrivals)
    notes = " ".join(a.text for a in figure.layout.annotations)
    assert all(a.label in notes for a in view.arrivals)
    assert all(t.hoverinfo == "skip" or t.customdata for t in figure.data)


def test_what_may_come_leans_on_a_release_until_it_is_taken_back(open_app, tmp_path):
    at = open_app(paid_weeks(tmp_path / "weeks.db", 20), page="outlook")
    assert "rates of people lie apart" not in shown(at)
    prospect.lean_on(desk(), prospect.from_file(data_folder() / EXAMPLE))
    at.run()
    assert "rates of people lie apart by about 59% (invented by a program" in shown(at)
    by_label(at.button, "Lean on your own records alone").click().run()
    assert "rates of people lie apart" not in shown(at)
    assert prospect.leans_on(desk()) is None
    assert not at.exception
