"""Whether a rate holds: Theil–Sen and Mann–Kendall against print and SciPy, and the rule by hand."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.analysis.ledgers import day, ledger, money, work
from tracker.analysis.drift import drift_of, drifts, line_roles, mann_kendall, theil_sen
from tracker.analysis.ledger_basis import make_basis
from tracker.domain import ExchangeRate, Project
from tracker.frames import from_records
from tracker.sample import AS_OF, generate
from tracker.units import DAY

MONDAYS = [dt.date(2024, 1, 1) + i * 7 * DAY for i in range(160)]
RATES = st.lists(st.floats(1, 1000), min_size=0, max_size=60)


def ruled(rates, **more):
    return drift_of(MONDAYS[: len(rates)], rates, **more)


# --- the two statistics ---------------------------------------------------------------------------------


def test_the_slope_of_sens_own_example():
    """P. K. Sen (1968), section 6: the slope is 4."""
    assert theil_sen([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78]) == 4.0


@given(RATES)
def test_the_slope_is_scipys(values):
    x = np.arange(len(values), dtype=float)
    if len(values) < 2:
        assert theil_sen(x, values) is None
    else:
        assert theil_sen(x, values) == pytest.approx(stats.theilslopes(values, x).slope, abs=1e-9)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=40, unique=True))
def test_s_is_kendalls_tau_times_its_pairs(values):
    n = len(values)
    tau = stats.kendalltau(range(n), values).statistic
    assert mann_kendall(values, draws=9)[0] == pytest.approx(tau * n * (n - 1) / 2)


def test_s_by_hand():
    """2 1 3: one pair falls, two rise, so S = 1; ties count nothing."""
    assert mann_kendall([2.0, 1.0, 3.0])[0] == 1.0
    assert mann_kendall([2.0, 2.0, 2.0]) == (0.0, 1.0)
    assert mann_kendall([2.0]) == (0.0, 1.0)


def test_p_of_whole_blocks_by_hand():
    """Eight rising values are in four blocks of two: of 24 orders only two have an S as large, 24 of them do not."""
    s, p = mann_kendall(list(range(8)), draws=20_000)
    assert s == 28.0
    assert p == pytest.approx(1 / 24, abs=0.005)


# --- the rule -------------------------------------------------------------------------------------------


def test_the_rule_by_hand():
    """30 weeks at 20, then 15: the last eight are 25 % below the first eight."""
    found = ruled([20.0] * 15 + [15.0] * 15, role="editing")
    assert (found.role, found.weeks, found.verdict) == ("editing", 30, "drop")
    assert found.change == pytest.approx(-0.25)
    assert found.p <= 0.05
    assert ruled([15.0] * 15 + [20.0] * 15).verdict == "rise"


def test_a_steady_slope_is_told_per_year():
    """One per cent of the logarithm a week is 52.18 per cent a year."""
    found = ruled([20 * np.exp(-0.01 * i) for i in range(40)])
    assert found.slope_per_year == pytest.approx(-0.01 * 365.25 / 7)
    assert found.yearly == pytest.approx(np.exp(-0.01 * 365.25 / 7) - 1)
    assert found.verdict == "drop"


def test_a_change_below_five_per_cent_is_none():
    assert ruled([20.0] * 15 + [19.2] * 15).verdict == "steady"


def test_a_rate_that_never_moves_is_steady():
    found = ruled([20.0] * 30)
    assert (found.change, found.slope_per_year, found.p, found.verdict) == (0.0, 0.0, 1.0, "steady")


@pytest.mark.parametrize(("weeks", "told"), [(0, False), (1, False), (15, False), (16, True), (19, True)])
def test_under_twenty_weeks_nothing_is_called(weeks, told):
    found = ruled([30.0 - i for i in range(weeks)])
    assert found.verdict == "too_short"
    assert (found.change is not None) == told


@settings(max_examples=50)
@given(RATES, st.floats(0.01, 100))
def test_the_currencys_size_changes_nothing(rates, factor):
    one, other = ruled(rates), ruled([r * factor for r in rates])
    assert one.verdict == other.verdict
    assert (one.p, one.weeks) == (other.p, other.weeks)
    assert one.change == pytest.approx(other.change)


@settings(max_examples=50)
@given(RATES)
def test_the_same_series_gives_the_same_answer_and_backwards_the_same_p_of_s(rates):
    found = ruled(rates)
    assert found == ruled(rates)
    if found.verdict in ("drop", "rise"):
        assert found.p <= 0.05
        assert abs(found.change) >= 0.05
        assert found.weeks >= 20


def test_steady_rates_rarely_raise_an_alarm():
    """Of 200 steady series of 52 weeks with neighbouring weeks alike (.4), at most one in ten."""
    alarms = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        noise = np.zeros(60)
        for i in range(1, 60):
            noise[i] = 0.4 * noise[i - 1] + rng.normal() * 0.92
        alarms += ruled(np.exp(3 + 0.1 * noise[8:])).verdict in ("drop", "rise")
    assert alarms <= 20


# --- the series of a ledger -----------------------------------------------------------------------------


def basis_of(*records, as_of="2026-12-31"):
    return make_basis(ledger(*records), day(as_of), None)


def paid_week(i, rate, project="Nova", **more):
    on = (dt.date(2026, 1, 7) + i * 7 * DAY).isoformat()
    return work(on, 120, project=project, rate=money(rate), currency=more.pop("currency", "USD"), **more)


def project(name, role=None, after=None):
    return Project(platform="Acme", project=name, role=role, successor_of=after, pay_model="hourly", currency="USD")


def test_a_week_is_what_its_counted_hours_accrued():
    """Two hours of which one and a half count, at 40: the rate is 40, the undercount is another question."""
    rows = [paid_week(0, 40, counted_minutes=90 * 60), paid_week(1, 20), work("2026-01-22", 60, activity="waiting")]
    (found,) = drifts(basis_of(project("Nova", "editing"), *rows))["Acme"]
    assert found.points == ((day("2026-01-05"), float(money(40))), (day("2026-01-12"), float(money(20))))


@pytest.mark.parametrize("seed", range(3))
def test_rounding_makes_no_rates_that_differ(seed):
    """20 an hour for 14 weeks, 18 for 6, odd minutes: amounts are rounded, the rate of a contract is one rate."""
    minutes = np.random.default_rng(seed).integers(31, 517, 20)
    rows = [
        work(MONDAYS[i].isoformat(), int(m), project="Nova", rate=money(20 if i < 14 else 18), currency="USD")
        for i, m in enumerate(minutes)
    ]
    (found,) = drifts(basis_of(project("Nova"), *rows))["Acme"]
    assert len({rate for _, rate in found.points}) > 2
    assert (found.p, found.verdict, found.slope_per_year) == (0.012, "drop", 0.0)
    assert found.change == pytest.approx(-0.1, abs=1e-6)


ODD = [301, 370, 165, 465, 550, 218, 152, 128, 80, 471, 622, 356, 120, 287, 592, 609, 428, 343, 236, 168]
"""Minutes of 20 weeks."""


def in_cents(minutes, rows=1):
    """A week's sessions at 20 an hour, from the 15th week on at 18, each with its amount in whole cents."""
    for i, whole in enumerate(minutes):
        for n in range(rows):
            m = whole // rows + (n < whole % rows)
            amount = round(m * (20 if i < 14 else 18) * 100 / 60) * 100
            yield work(f"{MONDAYS[i] + n % 5 * DAY}", m, project="Nova", amount=amount, currency="USD")


@pytest.mark.parametrize("rows", [1, 3, 10])
@pytest.mark.parametrize("minutes", [ODD, [max(10, m // 10) for m in ODD]], ids=["hours", "minutes"])
def test_amounts_in_whole_cents_make_no_rates_that_differ(minutes, rows):
    """A file states each amount in cents: 80 minutes at 20 are 26.67, 152 are 50.67, and both are 20 an hour."""
    (found,) = drifts(basis_of(project("Nova"), *in_cents(minutes, rows)))["Acme"]
    assert len({rate for _, rate in found.points}) > 2
    assert (found.p, found.verdict, found.slope_per_year) == (0.012, "drop", 0.0)


def test_a_rate_that_is_rounded_away_is_no_rise():
    """One minute at 20 is 0.33, at 21 is 0.35, at 20.30 is 0.34: a cent tells nothing of such weeks."""
    rates = [cents * 60 / 100 for cents in [33] * 10 + [34] * 10]
    assert ruled(rates, rough=[0.01 * 60 / r for r in rates]).p == 1.0


def test_rounding_hides_no_change_that_is_larger():
    """Weeks of 100 with a cent of rounding each: down by a tenth is down by a tenth."""
    rates = [100.0] * 12 + [90.0] * 12
    assert ruled(rates, rough=[1e-4] * 24) == ruled(rates)


@given(RATES, st.floats(0, 0.2))
def test_the_rougher_the_rates_the_less_is_called(rates, rough):
    """Ties only take pairs away: with all rates alike rough, S is nearer to nothing or as it was."""
    y = np.log(rates) if rates else np.zeros(0)
    tie = np.full((len(rates), len(rates)), rough)
    pairs = int((np.abs(np.triu(y[None, :] - y[:, None], 1)) >= max(rough, 1e-12)).sum())
    assert abs(mann_kendall(y, draws=9, tie=tie)[0]) <= pairs


@given(RATES.filter(lambda r: len(r) >= 16), st.randoms(use_true_random=False))
def test_differences_below_a_ten_thousandth_change_nothing(rates, random):
    rates = [float(round(r)) for r in rates]
    level = [r * (1 + random.uniform(-4e-5, 4e-5)) for r in rates]
    assert ruled(level).p == ruled(rates).p


def test_roles_are_kept_apart_and_successors_follow_their_first():
    projects = [project("Nova", "editing"), project("Nova II", "review", "Nova"), project("Far", "coding")]
    rows = [paid_week(i, 30) for i in range(3)] + [paid_week(i, 25, "Nova II") for i in range(3, 5)]
    rows += [paid_week(i, 60, "Far") for i in range(2)]
    found = drifts(basis_of(*projects, *rows))["Acme"]
    assert [(d.role, d.weeks) for d in found] == [("editing", 5), ("coding", 2)]


def test_a_chain_that_bites_its_tail_ends():
    frames = ledger(project("A", "one", "B"), project("B", "two", "A"), project("C", None, "gone"))
    assert line_roles(frames.projects) == {("Acme", "A"): "two", ("Acme", "B"): "one", ("Acme", "C"): ""}


def test_work_that_accrues_nothing_by_the_session_has_no_rate():
    rows = [work("2026-01-07", 60, project="Nova"), paid_week(1, 30)]
    fixed = Project(platform="Acme", project="Nova", role="editing", pay_model="fixed", currency="USD")
    (found,) = drifts(basis_of(fixed, *rows))["Acme"]
    assert found.weeks == 1


def test_a_currency_that_moves_is_no_drift():
    """Euros at 1.20 dollars, then at 0.90: the agreed 20 euros hold."""
    euro = Project(platform="Acme", project="Nova", role="editing", currency="EUR")
    moves = [ExchangeRate(on=day("2026-01-01"), currency="EUR", in_home_currency=Decimal("1.2"))]
    moves += [ExchangeRate(on=day("2026-04-01"), currency="EUR", in_home_currency=Decimal("0.9"))]
    rows = [paid_week(i, 20, currency="EUR") for i in range(26)]
    (found,) = drifts(basis_of(euro, *moves, *rows))["Acme"]
    assert found.change == pytest.approx(0.0)
    assert found.verdict == "steady"


def test_the_sample_ledgers_falling_rates_are_seen():
    """Larkspur's rates fall by .16 a year, Northbeam's by .12 (docs/sample.md); Quillwork's blurbs went from 6.50
    to 6 a piece."""
    sample = generate()
    found = drifts(make_basis(from_records(sample.records, sample.settings), AS_OF, None))
    main = {platform: series[0] for platform, series in found.items()}
    assert main["Larkspur"].role == "screenwriting"
    assert [main[p].verdict for p in ("Larkspur", "Northbeam", "Quillwork")] == ["drop"] * 3
    assert main["Larkspur"].slope_per_year == pytest.approx(-0.16, abs=0.05)
    assert main["Northbeam"].slope_per_year == pytest.approx(-0.12, abs=0.05)
