"""Claims of the press beside your own figures on What I make."""

import datetime as dt
import json
import re

from tests.faces import reports as made
from tests.faces.conftest import AS_OF, shown
from tracker.analysis.results.platforms import Notice, OnTime, Overall, Share
from tracker.cli import main
from tracker.desk import platforms, reference, reports
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
    at = open_app(sample_file, page="earnings", part="press")
    assert "What the press says, and yours" in shown(at)
    assert re.search(r"Yours was €\d\d\.\d\d an hour; claims that name more: \d of 5\.", shown(at))
    assert "[The Verge with New York Magazine" in shown(at)
    assert "](<https://www.theverge.com/" in shown(at)
    at.segmented_control(key="claims_measure").set_value("agreed").run()
    assert re.search(r"an hour; claims that name more: \d+ of 10\.", shown(at))


def test_a_mark_for_each_claim_over_the_bar_of_yours(open_app, sample_file):
    open_app(sample_file, page="earnings", part="press")
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
    at = open_app(sample_file, page="earnings", part="press", masked=True)
    assert "Amounts are hidden." in shown(at)
    report = reports.report(desk(), AS_OF)
    masked = Reader.of("en-US", "USD", masked=True)
    known = reference.press_claims()
    assert views.drawn(known, "agreed", report, None, US) is None
    assert views.drawn(known, "agreed", report, RATE, masked) is None
    assert views.yours(report, platforms.overall(desk(), AS_OF), masked)["agreed"] == "••• an hour"


def test_every_measure_that_is_drawn_has_claims():
    assert set(views.measures()) <= {c["measure"] for c in reference.press_claims()}


# --- your figures ---------------------------------------------------------------------------------------


def every(**more):
    """All platforms together, of which nothing is known but `more`."""
    none = Share(None, None, None, 0, 0)
    base = {"on_time": OnTime(None, None, None, 0, 0, 0), "projects": 0, "stopped": 0, "first_stop": None,
            "notice": Notice(None, none, 0, 0), "hours_to_first_pay": None, "paying": 0}  # fmt: skip
    return Overall(**base | more)


def test_every_measure_has_a_figure_or_the_reason_why_not():
    report = made.report()
    measures = {c["measure"] for c in reference.press_claims() if c["measure"]}
    for all_of in (every(), every(projects=3)):
        own = views.yours(report, all_of, US)
        assert measures <= set(own)
        assert all(own.values())
    own = views.yours(report, every(), US)
    assert own["on_time"] == "no pay day that can be checked has passed"
    assert own["first_stop"] == "no project of yours has begun"
    assert own["before_first_payout"] == "no platform has paid you yet"


def test_pay_days_stops_notice_and_the_first_money_are_told_with_what_they_rest_on():
    known = every(
        on_time=OnTime(0.75, 0.5, 0.9, 8, 6, 1), projects=4, stopped=3, first_stop=12.0,
        notice=Notice(5.0, Share(0.2, 0.1, 0.3, 5, 1), 5, 0), hours_to_first_pay=31.0, paying=2,
    )  # fmt: skip
    own = views.yours(made.report(), known, US)
    assert own["on_time"] == (
        "2 of 8 pay days late, of those whose money says what it is for, by the terms that are named with each platform"
    )
    judged = every(on_time=OnTime(0.75, 0.5, 0.9, 8, 6, 0))
    assert views.yours(made.report(), judged, US)["on_time"].startswith("2 of 8 pay days late, by the terms")
    assert own["first_stop"] == "12 days, the median (3 of 4 projects were stopped)"
    assert own["notice"] == "5 hours, the median of 5 stops"
    assert own["before_first_payout"] == "31\N{NO-BREAK SPACE}h, the median of 2 platforms"
    assert views.yours(made.report(), every(projects=9, stopped=1), US)["first_stop"] == (
        "no median, as 1 of 9 projects were stopped"
    )


def test_hours_are_held_against_hours():
    own = views.yours(made.report(), every(), US)
    assert own["own_timed"].endswith("h a week")
    assert own["counted_week"].endswith("h a week")


def test_a_terminal_prints_each_claim_with_your_figure_and_its_source(open_app, sample_file, capsys):
    words = ["report", "--claims", "--ledger", str(sample_file), "--as-of", AS_OF.isoformat()]
    assert main(words) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Payments that were not on time after Appen moved its workers to CrowdGen: 33" in said
    assert re.search(r"Yours, on time: \d+ of \d+ pay days late, .*by the terms", said)
    assert "https://www.theverge.com/" in said
    assert "role group" not in said
    assert re.search(
        r"Generalists reviewing output: 50 USD an hour, about. Yours, what was agreed, of all your work: ", said
    )
    assert main([*words, "--json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert len(claims) == sum(bool(c["measure"]) for c in reference.press_claims())
    assert all(c["yours"] for c in claims)
    assert set(claims[0]) == {"claim", "figure", "unit", "yours", "compares_with", "source", "url"}
