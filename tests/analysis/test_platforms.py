"""Every platform side by side: one card by hand, what always holds, and the sample ledger as it is."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.ledgers import at, day, ledger, money, payout, span, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.platforms.compared import build_platforms, platforms_of
from tracker.domain import Platform, Project, ProjectEvent
from tracker.frames import from_records
from tracker.sample import AS_OF, generate
from tracker.units import DAY


@pytest.fixture(scope="module")
def sample():
    made = generate()
    return {c.platform: c for c in build_platforms(from_records(made.records, made.settings), AS_OF).platforms}


def test_one_platform_by_hand():
    """Two weeks of one project of Acme, at 20 an hour.

    | day | what | own | counted |
    |---|---|---|---|
    | Jan 5 | started, promised 20 an hour | | |
    | Jan 5 | task | 2 h | 1.5 h: 30 |
    | Jan 6 | waiting | 1 h | |
    | Jan 14 | task | 2 h | 2 h: 40 |
    | Jan 16 | 30 for the first week, on time | | |
    | Jan 18 | cancelled, said on the 17th | | |
    """
    acme = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5)
    nova = Project(platform="Acme", project="Nova", role="editing", agreed_rate=money(20), currency="USD")
    rows = [
        ProjectEvent(platform="Acme", project="Nova", event="started", happened_at=day("2026-01-05")),
        span("2026-01-05T09:00", "2026-01-05T11:00", project="Nova", counted_minutes=90 * 60),
        span("2026-01-06T09:00", "2026-01-06T10:00", project="Nova", activity="waiting"),
        span("2026-01-14T09:00", "2026-01-14T11:00", project="Nova"),
        payout("2026-01-16", 30),
        ProjectEvent(
            platform="Acme", project="Nova", event="cancelled", happened_at=at("2026-01-18T09:00"),
            announced_at=at("2026-01-17T09:00"),
        ),
    ]  # fmt: skip
    found = build_platforms(ledger(acme, nova, *rows), day("2026-01-31"))
    (card,) = found.platforms
    assert found.currency == "USD"
    assert {r.rung: r.rate for r in card.hourly} == {
        "headline": money(20), "agreed": money(20), "own_timed": money("17.5"), "all_hours": money(14),
        "collected": money(6), "kept": money(6),
    }  # fmt: skip
    assert (card.survival.n, card.survival.running, card.survival.ended["cancelled"]) == (1, 0, 1)
    assert (card.survival.median_days, card.notice.median, card.notice.n) == (13.0, 24.0, 1)
    assert (card.on_time.n, card.on_time.k, card.on_time.share) == (2, 1, None)
    assert (card.days_to_pay.median, card.days_to_pay.n, card.days_to_pay.unpaid) == (11.0, 2, 1)
    assert card.paid_share == pytest.approx(30 / 70)
    assert card.counted_share == pytest.approx(3.5 / 4)
    assert card.unpaid_share == pytest.approx(1 / 5)
    assert card.hours_to_first_pay == pytest.approx(5.0)
    assert (card.drift.role, card.drift.weeks, card.drift.verdict) == ("editing", 2, "too_short")
    assert [p.project for p in card.promises] == ["Nova"]
    assert {c.code for c in card.caveats} == {"no_headline", "few_counted", "drift_too_short"}


def test_a_platform_with_only_payouts_has_a_card_without_hours():
    (card,) = build_platforms(ledger(payout("2026-01-16", 30)), day("2026-01-31")).platforms
    assert (card.hours.all, card.survival.n, card.on_time.n, card.days_to_pay.n) == (0.0, 0, 0, 0)
    assert (card.paid_share, card.counted_share, card.unpaid_share, card.hours_to_first_pay) == (None,) * 4
    assert all(r.rate is None for r in card.hourly[2:])


def test_a_platform_of_which_nothing_is_recorded_yet_has_none():
    records = [Platform(platform="Acme"), Project(platform="Acme", project="Nova")]
    later = ProjectEvent(platform="Acme", project="Nova", event="started", happened_at=day("2026-03-01"))
    found = build_platforms(ledger(*records, later), day("2026-01-31"))
    assert found.platforms == ()
    assert [c.code for c in found.caveats] == ["nothing_recorded"]


def test_pay_that_never_came_is_said():
    rows = [work((day("2026-01-05") + 7 * i * DAY).isoformat(), 60, rate=money(10), currency="USD") for i in range(8)]
    (card,) = build_platforms(ledger(*rows), day("2026-12-31")).platforms
    assert (card.on_time.k, card.on_time.n, card.paid_share) == (0, 8, 0.0)
    assert {"no_payouts", "no_unpaid_time", "no_role"} <= {c.code for c in card.caveats}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_ledger_gives_a_share_beyond_its_limits(data):
    """Sessions, payouts and events of two platforms in any order."""
    start = dt.date(2026, 1, 5)
    days = st.integers(0, 120).map(lambda n: (start + n * DAY).isoformat())
    names = st.sampled_from(["Acme", "Best"])
    session = st.builds(
        lambda d, m, p, paid: work(d, m, platform=p, project="Nova", activity="task" if paid else "waiting",
                                   amount=money(5) if paid else None, currency="USD"),
        days, st.integers(1, 600), names, st.booleans(),
    )  # fmt: skip
    event = st.builds(
        lambda d, p, e: ProjectEvent(platform=p, project="Nova", event=e, happened_at=day(d)),
        days, names, st.sampled_from(["started", "paused", "resumed", "cancelled", "left", "completed"]),
    )  # fmt: skip
    paid = st.builds(lambda d, a, p: payout(d, a, platform=p), days, st.integers(1, 60), names)
    rows = data.draw(st.lists(st.one_of(session, event, paid), max_size=25))
    for card in build_platforms(ledger(*rows), day("2026-04-30")).platforms:
        shares = [card.paused_share, card.paid_share, card.counted_share, card.unpaid_share, card.on_time.share]
        assert all(s is None or -1e-9 <= s <= 1 + 1e-9 for s in shares)
        assert card.survival.n == card.survival.running + sum(card.survival.ended.values())
        assert card.notice.zero.k <= card.notice.n
        assert card.on_time.k <= card.on_time.n


def test_nothing_depends_on_who_else_is_there():
    """A platform's card is the same alone and beside others, but for how long the ledger has been looked at."""
    made = generate()
    frames = from_records(made.records, made.settings)
    alone = [r for r in made.records if getattr(r, "platform", "Tidepool") in ("Tidepool", None)]
    both = {c.platform: c for c in platforms_of(make_basis(frames, AS_OF, None)).platforms}
    (one,) = build_platforms(from_records(alone, made.settings), AS_OF).platforms
    assert (one.hours, one.on_time, one.drifts) == (
        both["Tidepool"].hours,
        both["Tidepool"].on_time,
        both["Tidepool"].drifts,
    )


# --- the sample ledger ----------------------------------------------------------------------------------


def test_the_sample_ledger_as_it_is(sample):
    assert list(sample) == ["Larkspur", "Northbeam", "Quillwork", "Tidepool", "Granite Annotation"]
    lark = sample["Larkspur"]
    assert (lark.survival.n, lark.survival.running, lark.survival.ended) == (
        18, 2, {"cancelled": 10, "completed": 5, "left": 1},
    )  # fmt: skip
    assert (lark.on_time.k, lark.on_time.n, lark.on_time.by_age) == (57, 80, 1)
    assert (lark.days_to_pay.median, lark.days_to_pay.p90, lark.days_to_pay.unpaid) == (5.0, 12.0, 3)
    assert (lark.notice.n, lark.notice.zero.k, lark.notice.median) == (22, 20, 0.0)
    assert lark.counted_share == pytest.approx(0.9393, abs=1e-4)
    assert [(d.role, d.weeks, d.verdict) for d in lark.drifts] == [
        ("screenwriting", 75, "drop"), ("generalist review", 35, "drop"), ("journalism", 1, "too_short"),
    ]  # fmt: skip


def test_the_sample_tells_its_own_truth(sample):
    """Larkspur pays a quarter of its cycles late and counts 96 %, Northbeam 72 % (docs/sample.md)."""
    lark, north = sample["Larkspur"], sample["Northbeam"]
    assert lark.on_time.low <= 1 - 0.25 - 0.02 <= lark.on_time.high
    assert north.on_time.low <= 1 - 0.12 - 0.03 <= north.on_time.high
    assert north.counted_share < lark.counted_share
    assert lark.notice.zero.low <= (0.75 * 10 + 12) / 22 <= lark.notice.zero.high
