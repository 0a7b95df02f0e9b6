"""What others have published, beside a ledger's own projects: by hand, by law, against print, on the sample."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.test_prospect import acme, event, paid, project
from tests.analysis.test_prospect import played as made
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.answer import play, prospect_of
from tracker.analysis.prospect.levels import SPREAD
from tracker.analysis.prospect.lives import lives
from tracker.analysis.prospect.model import Line
from tracker.analysis.prospect.rates import SPREAD as RATES_SPREAD
from tracker.analysis.prospect.usual import WORTH, Ended, Usual, leaning
from tracker.domain import Event
from tracker.frames import from_records
from tracker.sample import AS_OF, generate


def usual(short=0.3, long=0.6, noise=0.02, **more):
    return Usual("Riders", "2026Q3", (Ended(30, short, noise), Ended(90, long, noise)), **more)


def survivors(of, part, lines=(), n=20_000):
    """The middle of S(t) at 30 and 90 days over draws, beside these lines."""
    drawn = lives(lines, 100, n, np.random.default_rng(1), of.knowing(part))
    return [float(np.mean((1 + days / 7 / drawn.b) ** -drawn.a)) for days in (30, 90)]


# --- by hand --------------------------------------------------------------------------------------------


def test_how_many_projects_published_lives_are_worth():
    """Of a share of one half with noise of .25: .25 / .0625 = 4 projects; with little noise at most eight."""
    assert Usual("R", "2026Q3", (Ended(30, 0.5, 0.25),)).worth == pytest.approx(4)
    assert usual().worth == WORTH
    assert Usual("R", "2026Q3", spread=0.4).worth == 0


def test_the_likelihood_of_the_shares():
    """S(30 days) = 1/(1 + 30/7b) with a = 1; a third of ends by the platform: 8 (.3 log e + .7 log(1 − e))."""
    of = Usual("R", "2026Q3", (Ended(30, 0.3, 0.0),), part=1 / 3)
    by = (1 - 1 / (1 + 30 / 7 / 5)) / 3
    assert of.log_lives(np.ones(1), np.full(1, 5.0))[0] == pytest.approx(8 * (0.3 * np.log(by) + 0.7 * np.log(1 - by)))


def test_which_ends_the_platform_brought():
    rows = [acme(), project("P"), project("Q"), project("R"), event(0, Event.STARTED), event(3, Event.CANCELLED)]
    rows += [event(0, Event.STARTED, "Q"), event(9, Event.LEFT, "Q"), event(0, Event.STARTED, "R")]
    rows += paid(range(20), 100, project="R")
    ledger = made(*rows, weeks=20).ledger
    assert {key[1]: c.by_platform for key, c in ledger.courses.items()} == {"P": True, "Q": False, "R": False}


def test_spreads_without_figures_are_the_usual_ones():
    of = Usual("R", "2026Q3", spread=0.4)
    assert (of.rates(RATES_SPREAD), of.levels(SPREAD)) == (pytest.approx(RATES_SPREAD), pytest.approx(SPREAD))
    assert usual().rates(0.7) == usual().levels(0.7) == 0.7


@pytest.mark.parametrize(("projects", "worth"), [(3, "With so few the range leans on"), (30, "as 8 more")])
def test_it_is_said_which_weighs_more(projects, worth):
    said = str(leaning(usual(), projects).text)
    assert worth in said
    assert "ended 30% within 30 days and 60% within 90" in said
    assert "invented" not in said


def test_a_simulated_release_says_so():
    said = str(leaning(Usual("R", "2026Q3", spread=0.4, simulated=True), 3).text)
    assert said.startswith("The range starts from what R published for 2026Q3: rates of people lie apart by about 49%")
    assert "invented by a program" in said


# --- laws -----------------------------------------------------------------------------------------------

SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(SHARES, st.floats(0, 0.5), st.lists(st.booleans(), max_size=9))
def test_any_shares_can_be_leaned_on(shares, noise, by):
    of = usual(*shares, noise=noise).knowing(by)
    log = of.log_lives(np.array([1.0, 16.0]), np.array([2.0, 500.0]))
    assert np.isfinite(log).all()
    assert (log <= 0).all()
    assert 0 <= of.worth <= WORTH
    assert 0 < of.part < 1


@given(st.floats(0.05, 0.45))
def test_the_sooner_others_end_the_sooner_ours_may(share):
    sooner, later = (survivors(usual(s, min(2 * s, 0.98)), [True] * 8, n=4000) for s in (share + 0.1, share))
    assert sooner[1] < later[1] + 0.01


# --- against print --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("short", "long"), [(0.2, 0.45), (0.4, 0.7)])
def test_lives_without_own_projects_come_near_the_published_curve(short, long):
    """Where the platform brings all ends, the posterior of a multinomial lies between the prior and the shares that
    were seen (Gelman and others, Bayesian Data Analysis, 3.4): here within .12 of these."""
    assert survivors(usual(short, long, noise=0.0), [True] * 2000) == pytest.approx([1 - short, 1 - long], abs=0.12)


# --- what comes of it -----------------------------------------------------------------------------------


def test_own_projects_outweigh_it():
    """Two hundred that lasted a year beside a release in which most end within a month."""
    mine = [Line("A", 0, 52, np.zeros(0)) for _k in range(200)]
    alone = survivors(Usual("R", "2026Q3"), [True] * 200, mine)
    assert survivors(usual(0.8, 0.95), [True] * 200, mine) == pytest.approx(alone, abs=0.03)


def test_without_it_nothing_changes_and_with_it_what_runs_may_end_sooner():
    lines = [Line("A", 0, None, np.full(26, 400e4))]
    alone, beside, short = (draw(lines, 26, 1, usual=of) for of in (None, None, usual(0.7, 0.9).knowing([True] * 20)))
    assert (alone.total() == beside.total()).all()
    assert short.running[:, -1].mean() < 0.9 * alone.running[:, -1].mean()


def test_the_sample_beside_a_release():
    """34 projects of its own: the range moves by no more than a tenth, and it says what it leans on."""
    sample = generate()
    basis = make_basis(from_records(sample.records, sample.settings), AS_OF, None)
    alone, beside = (prospect_of(play(basis, usual=of)) for of in (None, usual(spread=0.45)))
    assert alone.told is None
    assert (beside.told.ended_30, beside.told.ended_90, beside.told.worth) == (0.3, 0.6, WORTH)
    assert beside.look(52).median == pytest.approx(alone.look(52).median, rel=0.1)
    assert [c.code for c in beside.caveats].count("leans_on_release") == 1
    assert "leans_on_release" not in {c.code for c in alone.caveats}
