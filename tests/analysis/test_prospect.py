"""What the coming weeks may bring, by hand, by law, against print and on the sample (methods, section 14)."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import at, earned, ledger, money, payout, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.answer import play, prior_weight, prospect_of
from tracker.analysis.prospect.courses import courses, ended_platforms
from tracker.analysis.prospect.lines import ledger_lines
from tracker.analysis.prospect.lives import Lives, lives, slots
from tracker.analysis.prospect.model import AHEAD, Line
from tracker.analysis.prospect.shapes import shapes
from tracker.analysis.prospect.trend import DRIFT, STEADY, drift
from tracker.analysis.prospect.weeks import fit
from tracker.domain import Event, Expense, Platform, Project, ProjectEvent
from tracker.frames import from_records
from tracker.sample import AS_OF, generate

MONDAY = dt.date(2025, 1, 6)


def monday(week):
    return MONDAY + dt.timedelta(days=7 * week)


def sunday(weeks):
    return monday(weeks) - dt.timedelta(days=1)


def paid(weeks, amount, *, project=None, platform="Acme"):
    """One milestone in each of these weeks, paid on its day."""
    rows = []
    for week in weeks:
        on = monday(week).isoformat()
        rows += [earned(on, amount, platform=platform, project=project), payout(on, amount, platform=platform)]
    return rows


def event(week, kind, project="P", platform="Acme"):
    return ProjectEvent(
        platform=platform, project=project, event=kind, happened_at=at(f"{monday(week).isoformat()}T09:00:00")
    )


def project(name="P", platform="Acme"):
    return Project(platform=platform, project=name, currency="USD")


def acme(name="Acme"):
    return Platform(platform=name, currency="USD", pay_delay_days=0)


def played(*rows, weeks, **more):
    return play(make_basis(ledger(*rows, **more), sunday(weeks), None))


def found(*rows, weeks, **more):
    return prospect_of(played(*rows, weeks=weeks, **more))


def codes(p):
    return {c.code for c in p.caveats}


# --- by hand --------------------------------------------------------------------------------------------


def test_the_lines_of_a_small_ledger():
    """P from week 2 to its end in week 10, Q since week 8; 5 a week of expenses in half of the weeks."""
    rows = [acme(), project("P"), project("Q"), event(2, Event.STARTED), event(10, Event.CANCELLED)]
    rows += [event(8, Event.STARTED, "Q"), *paid(range(2, 10), 100, project="P"), *paid(range(8, 20), 300, project="Q")]
    rows += [Expense(spent_on=monday(k), amount=money(5), currency="USD", category="desk") for k in range(2, 20, 2)]
    of = ledger_lines(make_basis(ledger(*rows), sunday(20), None))
    assert len(of.weeks) == 18  # the ledger begins with week 2
    assert [(x.start, x.end, len(x.kept), x.runs) for x in of.lines] == [(0, 8, 8, False), (6, None, 12, True)]
    assert [x.kept.sum() for x in of.lines] == [money(800), money(3600)]
    assert of.cost == pytest.approx(money(45) / 18)


def test_money_without_a_project_goes_to_the_projects_that_bring_most_of_it():
    rows = [acme(), project(), event(0, Event.STARTED), *paid(range(20), 100, project="P"), *paid((5,), 200)]
    (one,) = ledger_lines(make_basis(ledger(*rows), sunday(20), None)).lines
    assert (one.account, one.kept.sum()) == (False, pytest.approx(money(2200)))
    rows += paid(range(20), 300)
    first, second = ledger_lines(make_basis(ledger(*rows), sunday(20), None)).lines
    assert {(x.account, round(x.kept.sum())) for x in (first, second)} == {(False, money(2000)), (True, money(6200))}


def test_what_nothing_came_of_for_a_quarter_has_ended():
    rows = [acme(), project(), project("Q"), event(0, Event.STARTED), event(0, Event.STARTED, "Q")]
    rows += [*paid(range(4), 100, project="P"), *paid(range(30), 100, project="Q")]
    p = found(*rows, weeks=30)
    assert (p.running, p.ended) == (1, 1)
    assert "taken_as_ended" in codes(p)


def test_a_platform_whose_access_was_taken_away_brings_nothing_more():
    rows = [acme(), acme("Bolt"), project(), project("Q", "Bolt"), event(0, Event.STARTED)]
    rows += [event(0, Event.STARTED, "Q", "Bolt"), *paid(range(26), 300, project="P")]
    rows += paid(range(26), 100, project="Q", platform="Bolt")
    before = found(*rows, weeks=26)
    after = found(*rows, event(26, Event.DEACTIVATED), weeks=27)
    assert before.look(52).median > 2 * after.look(52).median
    assert after.look(52).high < before.look(52).median
    assert played(*rows, event(25, Event.DEACTIVATED), weeks=26).ledger.lines[0].gone


def test_where_all_has_ended_nothing_is_promised():
    rows = [acme(), project(), event(0, Event.STARTED), *paid(range(20), 100, project="P")]
    p = found(*rows, event(19, Event.DEACTIVATED), weeks=20)
    assert (p.looks, p.prior_weight, p.method) == ((), None, None)
    assert "all_ended" in codes(p)


def test_twelve_weeks_are_too_few_and_thirteen_enough():
    assert codes(found(acme(), *paid(range(12), 100), weeks=12)) == {"outlook_too_few_weeks"}
    assert found(acme(), *paid(range(13), 100), weeks=13).look(13) is not None


def test_no_range_without_width():
    """26 equal weeks: a range all the same."""
    look = found(acme(), *paid(range(26), 100), weeks=26).look(13)
    assert look.low < money(1250) < look.median < money(1350) < look.high


def test_a_project_that_started_this_week_is_like_a_new_one():
    rows = [acme(), project(), project("Q"), event(0, Event.STARTED), *paid(range(26), 100, project="P")]
    without = found(*rows, weeks=26).look(13).median
    both = prospect_of(
        play(make_basis(ledger(*rows, event(26, Event.STARTED, "Q")), monday(26) + dt.timedelta(days=2), None))
    )
    assert both.running == 2
    assert both.look(13).median > 1.2 * without


def test_a_long_pause_is_room_for_new_work():
    rows = [acme(), project(), event(0, Event.STARTED), *paid(range(20), 100, project="P"), event(20, Event.PAUSED)]
    assert found(*rows, weeks=22).running == 1
    p = found(*rows, event(25, Event.RATE_CHANGED), weeks=26)
    assert p.running == 0
    assert "nothing_runs" in codes(p)
    assert found(*rows, event(25, Event.RESUMED), weeks=26).running == 1


def test_which_platforms_have_ended():
    """Acme: P ended, Q ended and worked on since; Bolt: R ended, S only paid once; Coil: a pause is no end."""
    rows = [acme(), acme("Bolt"), acme("Coil"), project("T", "Coil"), event(0, Event.STARTED, "T", "Coil")]
    rows += [project("P"), project("Q"), event(0, Event.STARTED), event(5, Event.CANCELLED)]
    rows += [event(0, Event.STARTED, "Q"), event(6, Event.CANCELLED, "Q"), event(2, Event.PAUSED, "T", "Coil")]
    rows += [project("R", "Bolt"), event(0, Event.STARTED, "R", "Bolt"), event(8, Event.CANCELLED, "R", "Bolt")]
    rows += [project("S", "Bolt"), *paid((10,), 10, project="S", platform="Bolt")]
    late = work(monday(9).isoformat(), 60, project="Q")
    assert ended_platforms(courses(make_basis(ledger(*rows), sunday(20), None))) == {
        "Acme": monday(6),
        "Bolt": monday(8),
    }
    assert ended_platforms(courses(make_basis(ledger(*rows, late), sunday(20), None))) == {"Bolt": monday(8)}


# --- laws -----------------------------------------------------------------------------------------------

KEPT = st.lists(st.integers(0, 400), min_size=13, max_size=40).filter(any)


@given(KEPT, st.booleans(), st.integers(0, 2**32))
def test_ends_are_in_order_and_sums_are_what_they_are(kept, account, seed):
    line = Line("A", 0, None, np.array(kept) * 10_000, account=account)
    drawn = draw([line], len(kept), seed, draws=200)
    total = drawn.total()
    assert np.isfinite(total).all()
    assert (total >= 0).all()
    assert (drawn.running <= total + 1e-6).all()
    assert total == pytest.approx(sum(drawn.weekly.values()))
    assert (drawn.total(without="A") == 0).all()


@given(KEPT, st.integers(2, 50))
def test_twice_the_money_is_twice_the_range(kept, times):
    of = [Line("A", 0, None, np.array(kept) * 10_000.0)]
    many = [replace(of[0], kept=of[0].kept * times)]
    one, more = (draw(x, len(kept), 5, draws=200).total() for x in (of, many))
    assert more == pytest.approx(one * times, rel=1e-6, abs=1e-3)


@given(st.lists(st.tuples(st.sampled_from("PQ"), st.integers(0, 29), st.integers(1, 500)), min_size=1, max_size=40))
def test_all_that_was_kept_is_in_some_line(work):
    rows = [acme(), project("P"), project("Q"), event(0, Event.STARTED), event(3, Event.STARTED, "Q")]
    rows += [event(12, Event.COMPLETED), *(x for p, week, amount in work for x in paid((week,), amount, project=p))]
    of = ledger_lines(make_basis(ledger(*rows), sunday(30), None))
    whole = sum(amount for _p, week, amount in work if week < len(of.weeks))
    assert sum(x.kept.sum() for x in of.lines) == pytest.approx(money(whole))


def test_an_end_moves_the_range_at_once_and_without_it_the_same_numbers_are_back():
    rows = [acme(), project(), project("Q"), event(0, Event.STARTED), event(0, Event.STARTED, "Q")]
    rows += [*paid(range(26), 300, project="P"), *paid(range(26), 100, project="Q")]
    before = found(*rows, weeks=26)
    after = prospect_of(play(make_basis(ledger(*rows, event(26, Event.CANCELLED)), monday(26), None)))
    assert after.look(13).median < 0.7 * before.look(13).median
    assert found(*rows, weeks=26) == before


# --- against print --------------------------------------------------------------------------------------


def test_remaining_lives_have_the_quantiles_of_lomax():
    """Lomax (1954): S(t) = (1 + t/b)^−a, so t_p = b((1 − p)^(−1/a) − 1); at age u the scale is b + u."""
    n = 40_000
    of = Lives(np.full(n, 2.0), np.full(n, 10.0), np.full(n, 0.01))
    left = of.left(5.0, np.random.default_rng(3))
    for p in (0.1, 0.25, 0.5, 0.75, 0.9):
        assert np.quantile(left, p) == pytest.approx(15 * ((1 - p) ** -0.5 - 1), rel=0.03)


def test_many_ended_lives_tell_their_median():
    """200 exponential lives of mean 8 weeks: half end within 8 ln 2 = 5.5."""
    random = np.random.default_rng(1)
    ends = np.ceil(random.exponential(8, 200)).astype(int)
    lines = [Line("A", 0, int(e), np.zeros(0)) for e in ends]
    drawn = lives(lines, 400, 4000, random)
    assert np.median(drawn.left(0.0, random)) == pytest.approx(6, abs=0.8)


@pytest.mark.parametrize("phi", [0.3, 0.5])
def test_a_chain_has_the_variance_of_its_mean_in_print(phi):
    """AR(1): Var(mean of n)/σ² = (1/n)(1 + 2 Σ (1 − k/n) φ^k) (Box, Jenkins)."""
    n, k = 13, np.arange(1, 13)
    at_ = {0.3: 1, 0.5: 2}[phi]
    assert shapes().mean_variance[at_, n - 1] == pytest.approx((1 + 2 * ((1 - k / n) * phi**k).sum()) / n)


def test_the_factors_of_all_shapes_are_those_of_their_matrices():
    """L L' is the correlation of the weeks, its first column as asked for, and the whitener is the inverse of L."""
    of = shapes()
    made = of.factor[1] @ of.factor[1].T
    lags = np.abs(np.subtract.outer(np.arange(len(made)), np.arange(len(made))))
    assert made == pytest.approx(0.3**lags, abs=1e-9)
    n = of.whiten.shape[1]
    assert of.whiten @ of.factor[:, :n, :n] == pytest.approx(np.broadcast_to(np.eye(n), of.whiten.shape), abs=1e-8)
    assert [of.believed(seasons=s).sum() for s in (False, True)] == pytest.approx([1, 1])


def test_white_weeks_have_the_mean_as_level():
    of = fit(np.array([1.0, 2.0, 3.0, 6.0]))
    assert of.mean == 3.0
    assert of.level[0] == pytest.approx(1.0)
    assert of.precision[0] == pytest.approx(4.0)


# --- drift ---


def trended(slope, n=52, noise=0.2):
    """Weeks that grow by so much a year, uneven by a fifth."""
    random = np.random.default_rng(8)
    weeks = 1e6 * np.exp(slope * (np.arange(n) - n / 2) / 52) * (1 + noise * random.standard_normal(n))
    return fit(np.maximum(weeks, 0))


@pytest.mark.parametrize("slope", [-0.6, 0.0, 0.6])
def test_the_drift_of_white_weeks_is_that_of_least_squares(slope):
    """Under white weeks and a known variance the posterior of a slope with a normal prior of spread s is normal:
    precision Σx² / σ² + 1/s², mean Σxy / σ² over it (Gelman and others, Bayesian Data Analysis, 14.8)."""
    of, n = trended(slope), 52
    x = (np.arange(n) - (n - 1) / 2) / 52
    hold = (x**2).sum() / 0.04
    mean = (x @ of.seen[0]) / 0.04 / (hold + 1 / DRIFT**2)
    drawn = drift([(of, 0.0)], np.zeros(20_000, dtype=int), np.full(20_000, 0.04), np.random.default_rng(1))
    moving = drawn[drawn != 0]
    assert moving.mean() == pytest.approx(mean, abs=0.005)
    assert moving.std() == pytest.approx((hold + 1 / DRIFT**2) ** -0.5, rel=0.03)
    assert (len(moving) / len(drawn) > 0.9) == (slope != 0)


def test_a_growth_that_is_known_is_no_drift_beside_it():
    of, shape, variance = trended(0.6), np.zeros(4000, dtype=int), np.full(4000, 0.04)
    told, beside = (drift([(of, g)], shape, variance, np.random.default_rng(1)).mean() for g in (0.0, 0.6))
    assert told > 0.35
    assert abs(beside) < 0.15


def test_weeks_that_hang_together_for_months_tell_little_of_a_drift():
    of, long = trended(0.6), np.flatnonzero(shapes().long)[7]  # .9 from week to week, and no white noise
    sure, loose = (
        drift([(of, 0.0)], np.full(4000, s), np.full(4000, 0.04), np.random.default_rng(1)).mean() for s in (0, long)
    )
    assert loose < 0.8 * sure


def test_without_a_line_that_runs_a_drift_is_what_is_believed_before():
    drawn = drift([], np.zeros(20_000, dtype=int), np.full(20_000, 0.04), np.random.default_rng(1))
    assert (drawn == 0).mean() == pytest.approx(STEADY, abs=0.02)
    assert drawn[drawn != 0].std() == pytest.approx(DRIFT, rel=0.03)


# --- room -----------------------------------------------------------------------------------------------


def test_slots_by_hand():
    """Two at once in weeks 4 to 5; 10 weeks: 20 slot-weeks less 6 and 6 of work."""
    lines = [Line("A", 0, 6, np.ones(6)), Line("B", 4, None, np.ones(6)), Line("C", 0, 5, np.ones(5), gone=True)]
    room = slots(lines, 10)
    assert (room.platforms, room.idle, room.starts) == (("B", "A"), 8, 1)


# --- the sample -----------------------------------------------------------------------------------------


def test_the_sample_as_it_stands():
    sample = generate()
    of = play(make_basis(from_records(sample.records, sample.settings), AS_OF, None))
    p = prospect_of(of)
    assert (p.n_projects, p.running, p.ended) == (34, 3, 34)
    assert p.prior_weight == pytest.approx(2 / 35)
    assert prior_weight(of.drawn) == p.prior_weight
    year = p.look(AHEAD)
    assert 6000 < year.low / 10_000 < 10_000 < 15_000 < year.median / 10_000 < 20_000 < year.high / 10_000 < 40_000
    assert 0.3 < year.share_running < 0.55


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_end_in_a_sample_moves_its_range_and_undoing_it_moves_it_back(seed):
    sample = generate(seed=seed)

    def ahead(records):
        return play(make_basis(from_records(records, sample.settings), AS_OF, None))

    before = ahead(sample.records)
    top = max((x for x in before.ledger.lines if x.runs and x.project), key=lambda x: x.kept.sum())
    end = ProjectEvent(platform=top.platform, project=top.project, event=Event.CANCELLED, happened_at=AS_OF)
    after = ahead([*sample.records, end])
    assert sum(x.runs for x in after.ledger.lines) == sum(x.runs for x in before.ledger.lines) - 1
    assert prospect_of(after).look(13).median < prospect_of(before).look(13).median
    assert prospect_of(ahead(sample.records)) == prospect_of(before)
