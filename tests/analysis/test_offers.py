"""What offers like this one became."""

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, ledger, money, payout, work
from tracker import frames
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.projects.lives import lives
from tracker.analysis.projects.offers import Offer, accounts, judge_offer
from tracker.analysis.projects.survival import watched_from
from tracker.domain import Platform, Project, ProjectEvent
from tracker.sample import AS_OF, generate

LAST = day("2026-04-01")


def judged(offer, made, as_of=LAST):
    basis = make_basis(made, as_of, None)
    return judge_offer(offer, accounts(basis), lives(basis), watched_from(made, as_of), as_of)


def project(name, listed, agreed, *, platform="Acme", role="review", hours=None):
    return Project(
        platform=platform, project=name, role=role, advertised_low=listed and money(listed), agreed_rate=money(agreed),
        currency="USD", promised_weekly_hours=hours and Decimal(hours),
    )  # fmt: skip


def started(name, on, platform="Acme"):
    return ProjectEvent(platform=platform, project=name, event="started", happened_at=day(on))


def ended(name, on, platform="Acme"):
    return ProjectEvent(platform=platform, project=name, event="cancelled", happened_at=day(on))


def by_hand():
    """All paid in full; 40 listed each; 10 hours each, in 14 days (5 hours a week of 10 promised).

    project   agreed   ended after      kept/listed of its own hours
    A         20       13 days          .50
    B         30       13 days          .75
    C         40       runs on          1.00
    5 unpaid hours of the platform name no project: 30 + 5 hours left 900, so an hour left 25.71: .643 of 40.
    """
    rows = [Platform(platform="Acme", currency="USD", pay_delay_days=0)]
    for name, rate in (("A", 20), ("B", 30), ("C", 40)):
        rows += [project(name, 40, rate, hours=10), started(name, "2026-01-01")]
        rows += [work(on, 300, project=name) for on in ("2026-01-01", "2026-01-14")]
    rows += [ended("A", "2026-01-14"), ended("B", "2026-01-14"), ended("C", "2026-01-14")]
    rows += [payout("2026-01-20", 900), work("2026-01-02", 300, activity="searching")]
    return ledger(*rows)


def test_by_hand():
    a = judged(Offer("Acme", "review", money(20), 20.0), by_hand())
    assert a.circle is not None
    assert (a.circle.name, a.circle.projects, a.circle.priced) == ("platform_role", 3, 3)
    assert a.circle.kept_share == pytest.approx(900 / 35 / 40, abs=1e-4)
    assert a.kept == pytest.approx(money(20) * 900 / 35 / 40, abs=3)
    assert (a.circle.weekly, a.circle.delivered, a.circle.promised, a.circle.timed) == (5.0, 0.5, 3, 3)
    assert a.hours == 10.0
    assert a.all_hours == pytest.approx(10 * 35 / 30)  # 35 hours of all work for 30 that are paid
    assert a.weekly == pytest.approx(money(10 * 20 * 0.75), abs=10)  # paid hours of such an offer leave 30 of 40
    assert a.ahead is None
    assert (a.circle.survival.n, a.circle.survival.ended["cancelled"], a.circle.survival.median_days) == (3, 3, 13.0)
    assert (a.kept_low, a.kept_high) == (None, None)


def test_the_project_in_the_middle_comes_before_the_longest():
    """Two short projects left .50 of 40 an hour, one long one .90: the middle is .50, all hours together .82."""
    rows = [Platform(platform="Acme", currency="USD", pay_delay_days=0)]
    for name, rate, days in (("A", 20, 1), ("B", 20, 1), ("C", 36, 8)):
        rows += [project(name, 40, rate), started(name, "2026-01-01")]
        rows += [work(f"2026-01-{d:02d}", 60, project=name) for d in range(1, days + 1)]
    a = judged(Offer("Acme", "review", money(30)), ledger(*rows, payout("2026-01-20", 20 + 20 + 8 * 36)))
    assert a.circle.kept_middle == pytest.approx(0.5)
    assert a.circle.kept_share == pytest.approx(328 / 10 / 40)
    assert (a.kept, a.kept_together) == (money(15), money("24.60"))


def test_the_narrowest_circle_with_enough_projects_speaks():
    made = by_hand()
    assert judged(Offer("Acme", "other", money(20)), made).circle.name == "platform"
    assert judged(Offer("New", "review", money(20)), made).circle.name == "role"
    assert judged(Offer("New", None, money(20)), made).circle.name == "all"
    names = [c.name for c in judged(Offer("New", None, money(20)), made).circles if c.projects]
    assert names == ["all"]


def test_without_promised_hours_the_usual_ones_are_taken():
    assert judged(Offer("Acme", "review", money(20)), by_hand()).hours == 5.0


TOO_LITTLE = [
    (),
    (Platform(platform="Acme"),),
    (payout("2026-01-20", 900),),
    (work("2026-01-01", 60),),
    (project("A", 40, 20),),
    (project("A", None, 20), work("2026-01-01", 60, project="A")),
]


@pytest.mark.parametrize("rows", TOO_LITTLE)
def test_too_little_gives_counts_and_none(rows):
    a = judged(Offer("Acme", "review", money(20), 5.0), ledger(*rows))
    assert (a.circle, a.kept, a.kept_low, a.kept_high, a.hours, a.weekly) == (None,) * 6
    assert all(c.kept_share is None and c.priced == 0 for c in a.circles)
    assert all(c.survival.n == c.projects for c in a.circles)


def quartile_width(shares):
    low, _, high = statistics.quantiles(shares, n=4, method="inclusive")
    return high - low


@given(st.lists(st.tuples(st.integers(1, 80), st.integers(1, 80), st.integers(1, 30)), min_size=3, max_size=6))
def test_the_ratio_does_not_depend_on_the_offers_rate(rows):
    made = [Platform(platform="Acme", currency="USD", pay_delay_days=366)]
    for i, (listed, agreed, hours) in enumerate(rows):
        made += [project(f"P{i}", listed, agreed), work(f"2026-01-{5 + i:02d}", hours * 30, project=f"P{i}")]
    made = ledger(*made)
    one, two = (judged(Offer("Acme", "review", money(rate)), made) for rate in (10, 20))
    assert one.circle.kept_share == two.circle.kept_share
    assert two.kept == pytest.approx(2 * one.kept, abs=1)
    shares = [agreed / listed for listed, agreed, _ in rows]
    assert min(shares) - 1e-3 <= one.circle.kept_share <= max(shares) + 1e-3
    if one.circle.kept_low is None:
        assert len(rows) < 4 or quartile_width(shares) <= 1e-3
    else:
        assert one.circle.kept_low < one.circle.kept_high


def test_the_sample_ledger():
    sample = generate()
    made = frames.from_records(sample.records, sample.settings)
    a = judged(Offer("Larkspur", "screenwriting", money(30), 20.0), made, AS_OF)
    assert (a.circle.name, a.circle.projects, a.circle.priced) == ("platform_role", 15, 11)
    assert round(a.circle.kept_share, 3) == 0.556
    assert round(a.hours, 1) == 7.4
    assert a.circle.survival.median_days == 20.0
