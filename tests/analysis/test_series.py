"""What the weeks say of their own year: halves, an end, weeks that hang together, one week alone, what has arrived."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, work
from tracker.analysis.earnings.annual import annual
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.earnings.series import hang_together, series_caveats
from tracker.analysis.report import Report, Week
from tracker.domain import Platform, Project, ProjectEvent, Record
from tracker.units import DAY

MONDAY = dt.date(2026, 1, 5)
UNEVEN = [100, 130, 90, 120, 80, 110, 140, 95, 105, 125, 85, 115, 100, 90, 120, 105]


def codes(kept: list[int], by: dict[str, int] | None = None, ended: dict[str, dt.date] | None = None) -> set[str]:
    weeks = [Week(MONDAY + 7 * i * DAY, 10.0, 0.0, k * 10_000, 0) for i, k in enumerate(kept)]
    year, _ = annual([w.kept for w in weeks])
    return {c.code for c in series_caveats(weeks, year, by or {"Acme": sum(kept)}, ended or {}, "USD")}


# --- by hand ---


def test_halves_further_apart_than_the_range() -> None:
    """Eight weeks near 1000, eight near 100: 52,000 and 5,200 a year, and a range that is narrower than that."""
    high, low = [1000, 1010, 990, 1005] * 2, [100, 105, 95, 102] * 2
    year, _ = annual([k * 10_000 for k in high + low])
    assert year.low is not None
    assert year.high is not None
    apart = 52.1775 * (sum(high) - sum(low)) / 8 > (year.high - year.low) / 10_000
    assert ("halves_differ" in codes(high + low)) == apart
    assert "halves_differ" not in codes(UNEVEN)


def test_a_step_late_in_a_long_window_is_told() -> None:
    """52 weeks of which the first half brought 200 and the second 100, each uneven by a tenth."""
    wave = [0, 10, -10, 5, -5, 8, -8, 3, -3, 6, -6, 2, -2]
    kept = [200 + w for w in wave * 2] + [100 + w for w in wave * 2]
    assert {"halves_differ", "weeks_together"} & codes(kept)


@pytest.mark.parametrize(("share", "told"), [(19, False), (20, True), (90, True)])
def test_a_platform_with_a_fifth_of_the_money_has_ended(share: int, told: bool) -> None:
    by = {"Acme": 100 - share, "Gone": share}
    assert ("platform_ended" in codes(UNEVEN, by, {"Gone": day("2026-02-01")})) == told


@pytest.mark.parametrize(
    ("weeks", "largest", "told"), [(40, 20, True), (40, 19, False), (13, 40, True), (13, 30, False)]
)
def test_one_week_that_decides_the_year(weeks: int, largest: int, told: bool) -> None:
    """`largest`: per cent of all the money that one week brought."""
    rest = (100 - largest) * 1000 // (weeks - 1)
    kept = [rest] * (weeks - 1) + [100_000 - rest * (weeks - 1)]
    assert ("one_week" in codes(kept)) == told


def test_below_13_weeks_only_an_end_is_told() -> None:
    assert codes([1000] + [1] * 11, {"Gone": 1}, {"Gone": day("2026-02-01")}) == {"platform_ended"}
    assert codes([1000] * 7, {"Gone": 1}, {"Gone": day("2026-02-01")}) == set()


# --- on ledgers ---


def project(platform: str, name: str, started: str, ended: str | None = None) -> list[Record]:
    made: list[Record] = [
        Project(platform=platform, project=name, pay_model="hourly", agreed_rate=money(20), currency="USD"),
        ProjectEvent(platform=platform, project=name, event="started", happened_at=day(started)),
    ]
    if ended:
        made.append(ProjectEvent(platform=platform, project=name, event="cancelled", happened_at=day(ended)))
    return made


def two_platforms(*more: Record, again: bool = False) -> Report:
    """Twenty weeks of 2 h on Acme, the first ten of 6 h on Gone too, whose project then ends."""
    rows: list[Record] = [Platform(platform=p, pay_delay_days=300) for p in ("Acme", "Gone")]
    rows += [*project("Acme", "A", "2026-01-05"), *project("Gone", "G", "2026-01-05", "2026-03-15")]
    for i in range(20):
        rows.append(work(str(MONDAY + 7 * i * DAY), 120 + 10 * (i % 3), project="A"))
        if i < 10:
            rows.append(work(str(MONDAY + (7 * i + 1) * DAY), 360, platform="Gone", project="G"))
    if again:
        rows.append(work("2026-05-20", 60, platform="Gone", project="G"))
    return build_report(ledger(rows, list(more)), day("2026-05-24"))


def said(report: Report, code: str) -> str:
    return next((str(c.text) for c in report.caveats if c.code == code), "")


def test_an_end_on_record_is_told_and_undoing_it_takes_it_back() -> None:
    text = said(two_platforms(), "platform_ended")
    assert text.startswith(
        "58% of what these weeks kept came from Gone, of which nothing runs any more since 2026-03-15"
    )
    assert not said(two_platforms(again=True), "platform_ended")
    assert not said(two_platforms(*project("Gone", "H", "2026-05-01")), "platform_ended")


def test_what_has_not_arrived_is_told() -> None:
    rows = [work(str(MONDAY + 7 * i * DAY), 240, rate=money(25), currency="USD") for i in range(4)]
    report = build_report(ledger(rows), day("2026-02-01"))
    assert (report.rung("kept").rate, report.arrived) == (money(25), 0)
    assert said(report, "little_arrived").startswith("Nothing of what was kept")
    paid = [payout(str(MONDAY + (7 * i + 2) * DAY), 100, covers_from=MONDAY + 7 * i * DAY) for i in range(3)]
    assert said(build_report(ledger(rows, paid), day("2026-02-01")), "little_arrived").startswith(
        "Of what was kept for each hour, 75% has arrived"
    )
    last = payout("2026-01-28", 20, covers_from=day("2026-01-26"))
    assert not said(build_report(ledger(rows, paid, last), day("2026-02-01")), "little_arrived")


# --- laws ---

WEEKS = st.lists(st.integers(0, 2000), min_size=0, max_size=60)


@given(WEEKS, st.integers(1, 50))
def test_the_currencys_size_changes_nothing(kept: list[int], factor: int) -> None:
    """But for the range, which is none where a unit decides."""
    assert codes(kept) - {"halves_differ"} == codes([k * factor for k in kept]) - {"halves_differ"}


@given(WEEKS)
def test_backwards_weeks_hang_together_as_much(kept: list[int]) -> None:
    if kept:
        assert hang_together(kept) == hang_together(kept[::-1])


@given(st.integers(1, 1000), st.integers(0, 60))
def test_equal_weeks_say_nothing(each: int, n: int) -> None:
    assert codes([each] * n) == set()


def test_the_same_ledger_paid_by_milestones_is_the_same_to_them() -> None:
    """Money without hours counts as money with hours does."""
    rows: list[Record] = [Platform(platform="Acme", pay_delay_days=300)]
    rows += [earned(str(MONDAY + 7 * i * DAY), 1000 if i == 5 else 10) for i in range(20)]
    assert said(build_report(ledger(rows), day("2026-05-24")), "one_week").startswith("The week of 2026-02-09 alone")
