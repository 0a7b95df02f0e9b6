"""Claims of the press beside your own figures on What I make."""

import datetime as dt
import json
import re

from tests.faces.conftest import AS_OF, shown
from tracker.desk import reference, reports
from tracker.views.earnings import claims as views
from tracker.views.earnings.picture import claims as picture
from tracker.views.numbers import Reader
from tracker.widgets.served import desk

US = Reader.of("en-US", "USD")
RATE = 1.0, dt.date(2026, 10, 30)


def of(claim, figure, measure, unit="USD an hour", **more):
    said = {"who_says_so": "a worker", "publication": "Gazette", "date": "2026", "compares_with": measure, "url": ""}
    return {"claim": claim, "figure": figure, "unit": unit, "measure": measure, "trust": "", **said, **more}


def test_your_figure_stands_beside_the_claims_of_its_measure(open_app, sample_file):
    at = open_app(sample_file, page="earnings")
    assert "What the press says, and yours" in shown(at)
    assert re.search(r"Yours was €\d\d\.\d\d an hour; claims that name more: \d of 5\.", shown(at))
    assert "[The Verge with New York Magazine" in shown(at)
    assert "](<https://www.theverge.com/" in shown(at)
    at.segmented_control(key="claims_measure").set_value("agreed").run()
    assert re.search(r"an hour; claims that name more: \d+ of 10\.", shown(at))


def test_a_mark_for_each_claim_over_the_bar_of_yours(open_app, sample_file):
    open_app(sample_file, page="earnings")
    report = reports.report(desk(), AS_OF)
    known = [of("low", "5", "agreed"), of("high", "900.5", "agreed"), of("other", "7", "headline"),
             of("people", "30", "agreed", "percent of workers asked")]  # fmt: skip
    view = views.drawn(known, "agreed", report, RATE, US)
    assert [(c.title, c.said, c.text) for c in view.claims] == [("high", 900.5, "$900.50"), ("low", 5.0, "$5.00")]
    assert view.answer.endswith("an hour; claims that name more: 1 of 2.")
    assert [c.said for c in views.drawn(known, "agreed", report, (0.5, RATE[1]), US).claims] == [450.25, 2.5]
    for dark in (False, True):
        figure = json.loads(picture.claims(view, dark=dark).to_json())
        assert figure["layout"]["xaxis"]["range"][0] == 0
        assert figure["data"][1]["x"] == [900.5, 5.0]
        assert figure["data"][0]["x"] == [view.yours] * 2


def test_without_a_rate_or_with_amounts_hidden_nothing_is_drawn(open_app, sample_file):
    at = open_app(sample_file, page="earnings", masked=True)
    assert "Amounts are hidden." in shown(at)
    report = reports.report(desk(), AS_OF)
    masked = Reader.of("en-US", "USD", masked=True)
    known = reference.press_claims()
    assert views.drawn(known, "agreed", report, None, US) is None
    assert views.drawn(known, "agreed", report, RATE, masked) is None
    assert views.yours(report, masked)["agreed"] == "••• an hour"


def test_every_measure_that_is_drawn_has_claims():
    assert set(views.measures()) <= {c["measure"] for c in reference.press_claims()}
