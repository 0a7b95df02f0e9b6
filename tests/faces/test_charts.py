"""Charts: zero baselines, every value labelled, no foreign markup, both grounds."""

import json

import pytest

from tests.faces import reports
from tracker.views import picture
from tracker.views.earnings import groups, ladder, road, weeks
from tracker.views.earnings.picture import groups as group_chart
from tracker.views.earnings.picture import ladder as ladder_chart
from tracker.views.earnings.picture import road as road_chart
from tracker.views.earnings.picture import weeks as week_chart
from tracker.views.numbers import Reader

US = Reader.of("en-US", "USD")


def made(dark=False):
    report = reports.report(by="platform")
    return {
        "ladder": ladder_chart.ladder(ladder.ladder(report, US), dark=dark),
        "road": road_chart.road(road.road(report, US), dark=dark),
        "weeks": week_chart.weeks(weeks.weeks(report, US), dark=dark),
        "groups": group_chart.groups(groups.groups(report, "platform", US), dark=dark),
    }


def spec(figure):
    return json.loads(figure.to_json())


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["ladder", "road", "weeks", "groups"])
def test_bars_start_at_zero_and_axes_hold_still(name, dark):
    figure = spec(made(dark)[name])
    axes = [v for k, v in figure["layout"].items() if k.startswith(("xaxis", "yaxis"))]
    assert all(a.get("fixedrange") for a in axes)
    valued = figure["layout"]["yaxis" if name == "weeks" else "xaxis"]
    assert valued["zeroline"]
    assert min(valued.get("range", [0])) <= 0
    ink = picture.palette(dark).ink
    assert figure["layout"]["font"]["color"] == ink


def test_every_step_has_its_label_and_amount():
    notes = " ".join(a["text"] for a in spec(made()["ladder"])["layout"]["annotations"])
    for text in ("Advertised", "$40.00", "Agreed with you", "Kept", "$19.40", "$30.00 to $50.00"):
        assert text in notes


def test_kept_is_drawn_in_two_tones_with_its_range():
    bars = [t for t in spec(made()["ladder"])["data"] if t["type"] == "bar"]
    arrived, expected = bars[1], bars[2]
    assert arrived["x"] == [pytest.approx(17.1)]
    assert expected["base"] == [pytest.approx(17.1)]
    assert expected["x"] == [pytest.approx(2.3)]
    assert expected["marker"]["pattern"]["shape"] == "/"
    spread = next(t["error_x"] for t in spec(made()["ladder"])["data"] if "error_x" in t)
    assert spread["array"] == [pytest.approx(5.8)]


def test_a_bar_of_the_road_says_which_step_it_is():
    steps = [t["customdata"][0][0] for t in spec(made()["road"])["data"] if t["type"] == "bar"]
    assert steps[0] == "start"
    assert steps[-1] == "end"
    assert "collected" in steps


def test_names_cannot_be_markup():
    text = made()["groups"].to_json()
    assert "<img" not in text
    assert "&lt;img src=x&gt; $a$ *b*" in text


def test_text_and_marks_differ_from_their_ground():
    for dark in (False, True):
        p = picture.palette(dark)
        assert contrast(p.ink, p.ground) >= 7
        assert contrast(p.quiet, p.ground) >= 4.5
        for colour in (p.kept, p.loss, p.bar if dark else p.quiet):
            assert contrast(colour, p.ground) >= 3


def contrast(one, other):
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_report_without_hours_makes_no_picture_fail():
    view = ladder.ladder(reports.empty(), US)
    assert not [s for s in view.steps if s.value is not None]
    assert spec(ladder_chart.ladder(view))["data"] is not None
