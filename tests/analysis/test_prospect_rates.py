"""What an hour of the coming work may leave: by hand, by law, against print and on the sample (methods, section 14)."""

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import earned, ledger, money, payout, work
from tracker.analysis.earnings.report_builder import report_of
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.platforms.compared import platforms_of
from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.answer import play, prospect_of
from tracker.analysis.prospect.hours import weekly_hours
from tracker.analysis.prospect.levels import Centre
from tracker.analysis.prospect.model import Line
from tracker.analysis.prospect.rates import Rates, paid_of, rates
from tracker.desk import shapes
from tracker.domain import Expense, Platform, Project
from tracker.frames import from_records
from tracker.sample import AS_OF, generate

MONDAY = dt.date(2025, 1, 6)
SNAPSHOT = Path(__file__).parents[1] / "data" / "prospect_of_the_sample.json"


def line(kept, hours, platform="A", **more):
    rows = np.array(kept, dtype=float) * 10_000
    return Line(platform, 0, more.pop("end", None), rows, paid=rows, hours=np.array(hours, dtype=float), **more)


def by_hour(drawn, weeks=52):
    money_, hours = (sum(v[:, :weeks].sum(axis=1) for v in d.values()) for d in (drawn.paid, drawn.hours))
    return money_[hours > 0] / hours[hours > 0] / 10_000


# --- by hand --------------------------------------------------------------------------------------------


def test_hours_of_a_week_by_hand():
    """Week 1: P 4 h paid and 1 h of its own training, Q 2 h paid; 3 unpaid hours of the platform name no project, half
    an hour for each paid one: P 4 + 1 + 2 = 7, Q 2 + 1 = 3. Week 2: P 2 h at 30, in parallel with an hour of Q."""
    rows = [Platform(platform="Acme", currency="USD"), Project(platform="Acme", project="P", currency="USD")]
    rows += [Project(platform="Acme", project="Q", currency="USD")]
    rows += [work("2025-01-06", 240, project="P"), work("2025-01-07", 60, project="P", activity="training")]
    rows += [work("2025-01-08", 120, project="Q"), work("2025-01-09", 180, activity="searching")]
    basis = make_basis(ledger(*rows, payout("2025-01-10", 300)), dt.date(2025, 1, 12), None)
    found = weekly_hours(basis, MONDAY, 1)
    assert {project: hours[0] for (_platform, project), hours in found.items()} == pytest.approx({"P": 7, "Q": 3})


def test_what_an_hour_of_a_line_paid():
    """Weeks of 100 in 5 h and 200 in 15 h: 300 / 20 = 15 an hour. Departures: (100 − 75)/150 and (200 − 225)/150."""
    of = paid_of(line([100, 200], [5, 15]))
    assert (of.rate, of.n, of.part) == (150_000, 2, 1.0)
    assert of.squares == pytest.approx(2 * (25 / 150) ** 2)


@pytest.mark.parametrize("of", [line([0, 0], [1, 1]), line([1, 1], [0, 0]), Line("A", 0, None, np.ones(3))])
def test_a_line_without_money_or_hours_has_no_rate(of):
    assert paid_of(of) is None


def test_two_lines_of_one_rate_have_that_rate_ahead():
    """Twenty weeks at 20 an hour each week, whatever the hours: about 20 an hour ahead, and not sure to the cent."""
    hours = [10, 14, 8, 12] * 5
    drawn = draw([line([20 * h for h in hours], hours), line([20 * h for h in hours[::-1]], hours[::-1])], 20, 1)
    low, middle, high = np.quantile(by_hour(drawn), (0.05, 0.5, 0.95))
    assert 18 < low < 19.9 < middle < 20.1 < high < 22


def test_what_runs_and_pays_nothing_still_takes_its_hours():
    paying, losing = line([200] * 20, [10] * 20), line([0] * 20, [10] * 20)
    alone, both = (np.median(by_hour(draw(x, 20, 1), 13)) for x in ([paying], [paying, losing]))
    assert both < 0.65 * alone


def test_without_hours_nothing_is_said_of_an_hour():
    drawn = draw([Line("A", 0, None, np.full(20, 1e6))], 20, 1)
    assert (drawn.hours, drawn.paid, drawn.new, drawn.pay) == ({}, {}, None, None)
    days = [(MONDAY + dt.timedelta(7 * k)).isoformat() for k in range(20)]
    rows = [Platform(platform="Acme", currency="USD", pay_delay_days=0)]
    rows += [row for on in days for row in (earned(on, 100), payout(on, 100))]
    basis = make_basis(ledger(*rows), MONDAY + dt.timedelta(7 * 20 - 1), None)
    found = prospect_of(play(basis))
    assert [(x.rate, x.rate_low, x.rate_high) for x in found.looks] == [(None, None, None)] * 2
    assert "rate_not_drawn" in {c.code for c in found.caveats}


def two_platforms(*more):
    """Twenty weeks of 10 h at 20 on Acme and 10 h at 40 on Birch, paid on the day."""
    rows = [Platform(platform=p, currency="USD", pay_delay_days=0) for p in ("Acme", "Birch")]
    for k in range(20):
        on = (MONDAY + dt.timedelta(7 * k)).isoformat()
        for platform, rate in (("Acme", 20), ("Birch", 40)):
            rows += [work(on, 600, platform=platform, project="P", rate=money(rate), currency="USD")]
            rows += [payout(on, 10 * rate, platform=platform)]
    return make_basis(ledger(*rows, *more), MONDAY + dt.timedelta(7 * 20 - 1), None)


def test_each_platform_has_its_own_hour_ahead():
    """Each near what its hours paid so far, the same in the report, in its groups and on its card."""
    basis = two_platforms()
    drawn = play(basis)
    found = {x.platform: x for x in prospect_of(drawn).platforms}
    assert set(found) == {"Acme", "Birch"}
    assert found["Acme"].low < 200_000 < found["Acme"].high < 400_000 < found["Birch"].high
    assert found["Acme"].rate < 220_000 < 360_000 < found["Birch"].rate
    assert {c.platform: c.ahead for c in platforms_of(basis, played=drawn).platforms} == found
    assert report_of(basis, by="platform", played=drawn).prospect.hour("Birch") == found["Birch"]


def test_what_is_spent_lowers_the_hour_of_the_platform_that_it_names():
    """20 weeks of expenses of 30 for Acme lower what its hour leaves, and that of all work, and not Birch's."""
    days = [(MONDAY + dt.timedelta(7 * k)).isoformat() for k in range(20)]
    spent = [
        Expense(spent_on=dt.date.fromisoformat(on), amount=money(30), currency="USD", category="desk", platform="Acme")
        for on in days
    ]
    plain, dear = (prospect_of(play(two_platforms(*x))) for x in ((), spent))
    for way in ("rate", "low", "high"):
        assert getattr(dear.hour("Acme"), way) < getattr(plain.hour("Acme"), way) - 10_000
    assert dear.hour("Birch") == plain.hour("Birch")
    assert dear.look(52).rate < plain.look(52).rate - 10_000


# --- laws -----------------------------------------------------------------------------------------------

WEEKS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), min_size=13, max_size=30).filter(
    lambda w: any(k for k, _h in w) and any(h for _k, h in w)
)


@given(WEEKS, st.integers(0, 2**32))
def test_hours_are_no_less_than_none_and_money_does_not_depend_on_them(weeks, seed):
    kept, hours = zip(*weeks, strict=True)
    drawn = draw([line(kept, hours)], len(kept), seed, draws=200)
    bare = draw([Line("A", 0, None, np.array(kept) * 10_000.0)], len(kept), seed, draws=200)
    assert drawn.total() == pytest.approx(bare.total())
    assert all((h >= 0).all() and np.isfinite(h).all() for h in drawn.hours.values())
    assert all(drawn.paid[p] == pytest.approx(drawn.weekly[p]) for p in drawn.paid)


@given(WEEKS, st.integers(2, 20))
def test_twice_the_money_is_twice_the_rate(weeks, times):
    kept, hours = zip(*weeks, strict=True)
    one, more = (by_hour(draw([line([k * n for k in kept], hours)], len(kept), 5, draws=200)) for n in (1, times))
    assert more == pytest.approx(one * times, rel=1e-6)


# --- against print --------------------------------------------------------------------------------------


def of_rates(link, n=40_000):
    centre = Centre(np.full(n, np.log(200_000.0)), np.full(n, 0.3))
    return Rates({}, centre, np.full(n, 0.04), link, 1.0, np.random.default_rng(4))


def test_weeks_are_lognormal_with_mean_one():
    """A lognormal with log variance s² has mean 1 if its log mean is −s²/2, and variance exp(s²) − 1 (Aitchison,
    Brown 1957)."""
    weeks = of_rates(0.0).weeks()
    assert weeks.mean() == pytest.approx(1, abs=2e-3)
    assert weeks.var() == pytest.approx(np.expm1(0.04), rel=0.02)


@pytest.mark.parametrize("link", [-0.5, 0.0, 0.8])
def test_rates_and_levels_of_new_projects_have_their_correlation(link):
    """Y = ρX + √(1 − ρ²)Z of two standard normals has correlation ρ with X."""
    n, random = 40_000, np.random.default_rng(3)
    levels = Centre(np.zeros(n), np.full(n, 0.5))
    level = levels.new(np.arange(n), random)
    rate = of_rates(link).new(np.arange(n), level, levels)
    assert np.corrcoef(np.log(rate), np.log(level))[0, 1] == pytest.approx(link, abs=0.02)


def test_ten_projects_of_two_rates_are_told_apart():
    """Five at 10 and five at 40 an hour, 20 weeks each: the centre is at 20, the spread of logs about ln 2 = .69."""
    lines = [line([rate * 10] * 20, [10] * 20) for rate in (10, 40) * 5]
    found = rates(lines, dict.fromkeys(range(10), 12.0), 4000, 1)
    assert np.median(found.centre.middle) == pytest.approx(np.log(200_000), abs=0.1)
    assert 0.5 < np.median(found.centre.spread) < 1


# --- the sample -----------------------------------------------------------------------------------------


def of_the_sample():
    sample = generate()
    found = prospect_of(play(make_basis(from_records(sample.records, sample.settings), AS_OF, None)))
    return {k: v for k, v in shapes.as_json(found).items() if k != "caveats"}


def _numbers(hour):
    return {k: float(v) for k, v in hour.items() if k != "platform"}


def test_the_prospect_of_the_sample_is_what_it_was():
    """Made anew by `python -m tests.analysis.test_prospect_rates`, after a change that is meant."""
    was, now = json.loads(SNAPSHOT.read_text()), of_the_sample()
    looks, then = ([{k: float(v) for k, v in x.items()} for x in d.pop("looks")] for d in (now, was))
    hours, before = ({x["platform"]: _numbers(x) for x in d.pop("platforms")} for d in (now, was))
    assert now == was
    assert hours == {p: pytest.approx(x, rel=1e-3) for p, x in before.items()}
    assert looks == [pytest.approx(x, rel=1e-3) for x in then]


def test_the_rate_of_the_sample_is_about_what_it_was():
    """17.78 an hour were kept in the year before."""
    year = of_the_sample()["looks"][1]
    low, middle, high = (float(year[k]) for k in ("rate_low", "rate", "rate_high"))
    assert 11 < low < 16 < middle < 23 < high < 38


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(of_the_sample(), indent=1) + "\n")
