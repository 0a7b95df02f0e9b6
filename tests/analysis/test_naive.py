"""The report against a second, plain way of working everything out (`naive`), on tricky and random ledgers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis import naive
from tests.analysis.ledgers import day, earned, money, payout, span, work
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.payments.owed import build_owed
from tracker.domain import (
    Availability,
    Earning,
    ExchangeRate,
    Expense,
    Payout,
    Platform,
    Project,
    ProjectEvent,
    Record,
    Settings,
    Transfer,
    WorkSession,
)
from tracker.frames import from_records
from tracker.units import SCALE

CENT = SCALE // 100
HOUR = 1e-6


class Differences(list[str]):
    """What two ways of counting do not agree on."""

    def hours(self, name: str, got: float | None, want: Fraction | None) -> None:
        if (got is None) != (want is None) or (got is not None and want is not None and abs(got - want) > HOUR):
            self.append(f"{name}: {got} h, plainly {None if want is None else float(want)} h")

    def money(self, name: str, got: float | None, want: Fraction | float | None, slack: float = CENT) -> None:
        if (got is None) != (want is None):
            self.append(f"{name}: {got}, plainly {None if want is None else float(want)}")
        elif got is not None and want is not None and not abs(got - float(want)) <= slack + 1e-9 * abs(float(want)):
            self.append(f"{name}: {got / SCALE:.4f}, plainly {float(want) / SCALE:.4f}")

    def number(self, name: str, got: float | None, want: float | None) -> None:
        same = got is None or want is None or math.isclose(got, want, rel_tol=1e-3, abs_tol=1e-5)
        if (got is None) != (want is None) or not same:
            self.append(f"{name}: {got}, plainly {want}")


def compare_money(out: Differences, name: str, got: Any, want: naive.Money, names: Sequence[str] = naive.SUMS) -> None:
    for n in names:
        out.money(f"{name}.{n}", getattr(got, n), getattr(want, n))


def compare_rungs(
    out: Differences, name: str, got: dict[str, int | None], want: dict[str, Fraction | None], sums: naive.RungSums
) -> None:
    for rung, rate in want.items():
        slack = CENT / min(1.0, float(sums.bottom(rung)) or 1.0)
        if rung in got:
            out.money(f"{name}.{rung}", got[rung], rate, slack)


def compare_hours(out: Differences, name: str, got: Any, want: naive.HourSums) -> None:
    out.hours(f"{name}.paid_own", got.paid_own, want.paid)
    out.hours(f"{name}.unpaid", got.unpaid, want.unpaid)
    out.hours(f"{name}.all", got.all, want.all)
    out.hours(f"{name}.paid_counted", got.paid_counted, want.counted)
    out.hours(f"{name}.unpaid_by_activity", sum(got.unpaid_by_activity.values()), want.unpaid)


def compare_year(out: Differences, report: Any, want: naive.Answer) -> None:
    year, weeks = report.annual, len(want.weeks)
    out.money("annual.effective", year.effective, want.effective, 60 * CENT)
    low, high = want.effective_interval or (None, None)
    for name, got, limit in (("low", year.low, low), ("high", year.high, high)):
        if high is None or high < 1e12:
            out.money(f"annual.{name}", got, limit, 60 * CENT + 1e-3 * (limit or 0))
    out.money("annual.headline_full_time", year.headline_full_time, want.headline_full_time, 2080 * CENT)
    if weeks >= 8:
        out.money("annual.headline_available", year.headline_available, want.headline_available, 2080 * CENT)
    if want.road is not None and report.road_start is not None:
        out.money("road_start", report.road_start, want.road_start, 100 * CENT)
        assert set(want.road) == {f.name for f in report.factors}
        for f in report.factors:
            out.money(f"road.{f.name}", f.contribution, want.road[f.name], 100 * CENT)
        assert report.road_start + sum(f.contribution for f in report.factors) == year.effective
        compare_shapley(out, report)
    elif (want.road is None) != (report.road_start is None):
        out.append(f"road_start: {report.road_start}, plainly {want.road_start}")


def compare_shapley(out: Differences, report: Any) -> None:
    steps = [f for f in report.factors if f.name not in ("expenses", "unmatched")]
    if any(f.value is None for f in steps):
        assert all(f.shapley is None for f in report.factors)
        return
    shares = naive.shapley(report.road_start, [f.value for f in steps])
    for f, share in zip(steps, shares, strict=True):
        out.money(f"shapley.{f.name}", f.shapley, share, 100 * CENT + 1e-6 * abs(report.road_start))


def compare_spread(out: Differences, report: Any, want: naive.Answer) -> None:
    v = report.volatility
    level = [w for w in want.weeks if abs(w[2]) > CENT]
    if len(level) == len(want.weeks) or all(w[2] == 0 for w in want.weeks if w not in level):
        out.number("dry_week_share", v.dry_week_share, want.volatility["dry_week_share"])
    if sum(w[2] for w in want.weeks) > 100 * CENT * len(want.weeks):
        out.number("weekly_cv", v.weekly_cv, want.volatility["weekly_cv"])
        out.number("dips", v.dips_per_year, want.volatility["dips"])
        out.number("spikes", v.spikes_per_year, want.volatility["spikes"])
    out.money("worst_13_weeks", v.worst_13_weeks, want.volatility["worst_13_weeks"], 13 * CENT)
    kept = {p: float(max(k, Fraction(0))) for p, k in want.platform_kept.items()}
    whole = sum(kept.values())
    if whole > 100 * CENT:
        parts = [k / whole for k in kept.values()]
        hhi = sum(p * p for p in parts)
        out.number("top_share", report.concentration.top_share, max(parts))
        out.number("hhi", report.concentration.hhi, hhi)
        out.number("effective_platforms", report.concentration.effective_platforms, 1 / hhi)
    for got, week in zip(report.weeks, want.weeks, strict=True):
        assert got.monday == week[0]
        out.hours(f"week {got.monday} paid", got.paid_hours, week[1].paid)
        out.hours(f"week {got.monday} unpaid", got.unpaid_hours, week[1].unpaid)
        out.money(f"week {got.monday} kept", got.kept, week[3])
        out.money(f"week {got.monday} unmatched", got.unmatched, week[2] - week[3])


def compare_owed(out: Differences, records: Sequence[Record], settings: Settings, as_of: dt.date) -> None:
    got = build_owed(from_records(records, settings), as_of)
    want = naive.owed(records, settings, as_of)
    out.money("owed.total", got.total, want.total)
    out.money("owed.overdue", got.overdue, want.overdue)
    assert sum(got.age_bands.values()) == got.total == sum(i.amount for i in got.items)
    items = {(i.platform, i.project or "", i.due_on): i for i in got.items if i.amount > 0}
    for key, (amount, first, last, late) in want.items.items():
        if amount > CENT:
            item = items.get(key)
            out.money(f"owed {key}", item.amount if item else None, amount)
            if item is not None and (item.earned_from, item.earned_to, item.days_late) != (first, last, late):
                out.append(f"owed {key}: {item}, plainly {first} {last} {late}")
    for key in items.keys() - want.items.keys():
        out.money(f"owed {key}", items[key].amount, 0)


def differences(
    records: Sequence[Record],
    settings: Settings,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
    headline: str = "mid",
) -> Differences:
    """All figures both ways."""
    frames = from_records(records, settings)
    report: Any = build_report(frames, as_of, start, end, by=by, headline=headline, reference=None)
    want = naive.answer(records, settings, as_of, start, end, headline)
    out = Differences()
    if want.window is not None:
        assert (report.window.start, report.window.end) == want.window
    compare_hours(out, "hours", report.hours, want.hours)
    out.hours("hours.available", report.hours.available, want.available)
    compare_money(out, "money", report.money, want.money)
    rungs = {r.rung: r.rate for r in report.hourly} | {"arrived": report.arrived}
    compare_rungs(out, "rung", rungs, want.rungs, want.rung_sums)
    kept = report.rung("kept")
    for name, got, limit in zip(
        ("low", "high"), (kept.low, kept.high), want.kept_interval or (None, None), strict=True
    ):
        if want.kept_interval is None or want.kept_interval[1] < 1e9:
            slack = 2 * CENT / min(1.0, float(want.rung_sums.priced) or 1.0)
            out.money(f"kept.{name}", got, limit, slack + 1e-3 * (limit or 0))
    assert [w.monday for w in report.weeks] == [w[0] for w in want.weeks]
    compare_year(out, report, want)
    compare_spread(out, report, want)
    compare_owed(out, records, settings, as_of)
    if by is not None:
        groups = {g.key: g for g in report.by}
        for name, g in naive.group_answers(records, settings, as_of, start, end, by, headline).items():
            if name not in groups:
                assert not g.hours.all, name
                assert abs(g.money.accrued) < CENT, name
                continue
            compare_hours(out, name, groups[name].hours, g.hours)
            names = naive.SUMS if by == "platform" else naive.SUMS[:7]
            compare_money(out, name, groups[name].money, g.money, names)
            if by == "platform":
                steps = {r.rung: r.rate for r in groups[name].hourly}
                compare_rungs(out, name, steps, g.rungs, g.rung_sums)
    return out


def check(records: Sequence[Record], settings: Settings, as_of: str, **more: Any) -> None:
    assert differences(records, settings, day(as_of), **more) == []


# --- (a) ledgers made by hand, each for one trick ------------------------------------------------------

USD = Settings(home_currency="USD", time_zone="UTC")


def test_parallel_overlapping_and_a_minute_apart() -> None:
    """Two tasks at once, one unpaid beside them, gaps of 60 and 61 seconds, a pause, and midnight."""
    check(
        [
            span("2026-01-05T09:00", "2026-01-05T11:00", rate=money(20)),
            span("2026-01-05T10:00", "2026-01-05T12:00", platform="Other", rate=money(30), minutes=90 * 60),
            span("2026-01-05T11:30", "2026-01-05T12:30", activity="training"),
            span("2026-01-05T12:31:00", "2026-01-05T12:40", activity="waiting"),
            span("2026-01-05T12:41:01", "2026-01-05T12:50", activity="waiting", minutes=60),
            span("2026-01-05T23:00", "2026-01-06T00:00:00", amount=money(20)),
            span("2026-01-06T00:00:59", "2026-01-06T01:00", amount=money(20), counted_minutes=1800),
            work("2026-01-06", 900, activity="searching"),
            work("2026-01-06", 900, activity="waiting"),
        ],
        USD,
        "2026-01-31",
        by="platform",
    )


def test_dst_day_and_a_cycle_in_another_zone() -> None:
    """The clock skips an hour at home; the platform's week ends by the days of its own zone."""
    settings = Settings(home_currency="USD", time_zone="America/New_York")
    acme = Platform(
        platform="Acme", pay_cycle="weekly", pay_cycle_ends="sun", pay_cycle_zone="Asia/Tokyo", pay_delay_days=3
    )
    check(
        [
            acme,
            span("2026-03-08T04:30", "2026-03-08T08:30", rate=money(12)),
            span("2026-03-08T16:00", "2026-03-09T05:30", rate=money(12)),
            payout("2026-03-12", "48"),
        ],
        settings,
        "2026-03-20",
    )


def test_coarse_hours_on_listed_weekdays() -> None:
    check(
        [
            Availability(starts_on=day("2026-01-01"), kind="available", weekly_hours=Decimal(30), weekdays="mon,wed"),
            Availability(
                starts_on=day("2026-01-12"), ends_on=day("2026-01-20"), kind="available",
                weekly_hours=Decimal(10), weekdays="sat",
            ),
            Availability(starts_on=day("2026-01-21"), ends_on=day("2026-01-22"), kind="time_off"),
            work("2026-01-06", 600, worked_until=day("2026-01-28"), amount=money("333.33")),
        ],
        USD,
        "2026-01-24",
    )  # fmt: skip


def test_session_runs_past_as_of() -> None:
    check(
        [
            span("2026-01-10T20:00", "2026-01-11T04:00", amount=money(80)),
            earned("2026-01-08", "70", earned_to=day("2026-01-14")),
        ],
        USD,
        "2026-01-10",
    )


def test_one_missing_week_stays_short_paid() -> None:
    acme = Platform(platform="Acme", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5)
    weeks = [day("2026-01-05") + dt.timedelta(weeks=i) for i in range(16)]
    worked = [work(str(d), 600, rate=money(40)) for d in weeks]
    paid = [payout(str(d + dt.timedelta(days=11)), "388") for i, d in enumerate(weeks) if i != 4]
    check([acme, *worked, *paid], USD, "2026-05-10", by="platform")


def test_clawback_takes_unmatched_then_paid_with_fees() -> None:
    """Two payouts, the later with a rest; the clawback eats the rest and half of what it had paid."""
    check(
        [
            earned("2026-01-05", "100", due_on=day("2026-01-20")),
            earned("2026-01-06", "60", due_on=day("2026-02-20")),
            payout("2026-01-20", "100", fee=money(2)),
            payout("2026-01-25", "90", fee=money(9)),
            payout("2026-02-01", "70", kind="clawback"),
            earned("2026-02-05", "-50", kind="adjustment"),
            payout("2026-02-07", "500", kind="clawback"),
        ],
        USD,
        "2026-03-01",
    )


def test_write_off_by_project_period_then_age() -> None:
    check(
        [
            earned("2026-01-05", "100", project="A"),
            earned("2026-01-06", "60", project="A"),
            earned("2026-01-07", "60", project="B"),
            earned("2026-02-07", "60", project="A"),
            payout(
                "2026-02-01", "90", kind="write_off", project="A",
                covers_from=day("2026-01-06"), covers_to=day("2026-01-31"),
            ),
            payout("2026-02-02", "500", kind="write_off", project="B"),
        ],
        USD,
        "2026-03-01",
        by="project",
    )  # fmt: skip


def test_currencies_cross_and_home_amount() -> None:
    """Owed in euros, paid in dollars, kept in pesos, at the payout's own rate, a conversion's, and the table's."""
    settings = Settings(home_currency="PHP", time_zone="Asia/Manila")
    check(
        [
            ExchangeRate(on=day("2026-01-01"), currency="USD", in_home_currency=Decimal("58.1")),
            ExchangeRate(on=day("2026-01-15"), currency="USD", in_home_currency=Decimal("57.3")),
            ExchangeRate(on=day("2026-01-10"), currency="EUR", in_home_currency=Decimal("66.25")),
            earned("2026-01-05", "100", currency="EUR", due_on=day("2026-01-20")),
            earned("2026-01-16", "40", currency="EUR", due_on=day("2026-02-20")),
            payout("2026-01-20", "115.50", currency="USD", fee=money("2.5"), home_amount=money(6441)),
            payout("2026-01-25", "20", currency="USD"),
            Transfer(
                moved_on=day("2026-02-20"), from_account="a", to_account="b", amount_out=money(100),
                currency_out="USD", amount_in=money(5650), currency_in="PHP", fee=money(1),
            ),
            work("2026-02-03", 90, rate=money(10), currency="USD"),
            work("2026-03-30", 90, rate=money(10), currency="USD"),
        ],
        settings,
        "2026-04-05",
    )  # fmt: skip


def test_without_a_cycle_its_zone_says_nothing() -> None:
    """The day earned is the home zone's; the zone of a cycle counts only if there is a cycle."""
    acme = Platform(platform="Acme", pay_cycle="none", pay_cycle_zone="Pacific/Auckland", pay_delay_days=10)
    check([acme, span("2026-02-02T20:00", "2026-02-02T21:00", amount=money(10))], USD, "2026-03-01")


@pytest.mark.parametrize(
    ("days_off", "percent"),
    [(-11, 97), (-10, 97), (10, 97), (11, 97), (0, 84), (0, 85), (0, 101), (0, 102), (11, 100), (0, 100)],
)
def test_limits_of_the_cycle_rule(days_off: int, percent: int) -> None:
    """Ten days and 85 to 101 % belong to the rule; a day or a percent more goes to the one item, or by age."""
    due = day("2026-02-18")
    check(
        [
            earned("2026-01-05", "300", due_on=day("2026-04-15")),
            earned("2026-01-06", "100", due_on=due),
            payout(str(due + dt.timedelta(days=days_off)), percent),
        ],
        USD,
        "2026-03-31",
    )


@pytest.mark.parametrize("paid_on", ["2026-02-11", "2026-02-12", "2026-02-13"])
def test_the_nearer_cycle_and_of_two_as_near_the_earlier(paid_on: str) -> None:
    check(
        [
            earned("2026-01-07", "100", due_on=day("2026-02-10"), project="late"),
            earned("2026-01-06", "100", due_on=day("2026-02-16"), project="early"),
            earned("2026-01-05", "100", due_on=day("2026-02-14"), project="weekend"),
            payout(paid_on, "100"),
        ],
        USD,
        "2026-03-31",
    )


@pytest.mark.parametrize("ahead", [45, 46])
def test_money_pays_what_is_earned_up_to_45_days_later(ahead: int) -> None:
    paid = day("2026-01-02")
    check(
        [earned(str(paid + dt.timedelta(days=ahead)), "100"), payout(str(paid), "100")],
        USD,
        "2026-03-31",
    )


def test_advance_pays_what_is_earned_later() -> None:
    acme = Platform(platform="Acme", pay_cycle="monthly", pay_delay_days=2, fee_percent=Decimal("3"))
    check(
        [
            acme,
            payout("2026-01-02", "100"),
            work("2026-01-20", 120, rate=money(30)),
            work("2026-02-16", 60, rate=money(30)),
            work("2026-02-17", 60, rate=money(30)),
        ],
        USD,
        "2026-02-25",
    )


def test_rate_events_and_pay_models() -> None:
    """Rates change by events; tasks, a stipend and a milestone are beside hours; rejected work has hours only."""
    check(
        [
            Project(platform="Acme", project="A", agreed_rate=money(20), advertised_low=money(25), role="rater"),
            Project(platform="Acme", project="B", pay_model="per_task", agreed_rate=money("0.5")),
            Project(
                platform="Acme", project="C", pay_model="stipend", advertised_high=money(2600),
                promised_weekly_hours=Decimal(15), role="rater",
            ),
            Project(platform="Acme", project="D", pay_model="fixed", advertised_high=money(900)),
            ProjectEvent(
                platform="Acme", project="A", event="rate_changed", happened_at=day("2026-01-08"), rate=money(18)
            ),
            work("2026-01-07", 60, project="A"),
            work("2026-01-08", 60, project="A", counted_minutes=50 * 60),
            work("2026-01-09", 60, project="A", status="rejected"),
            work("2026-01-09", 30, project="B", tasks=31),
            work("2026-01-09", 30, project="B"),
            work("2026-01-09", 45, project="C"),
            work("2026-01-09", 45, project="D"),
            earned("2026-01-05", "100", project="C", kind="stipend", earned_to=day("2026-01-11")),
            earned("2026-01-09", "50", project="D"),
        ],
        USD,
        "2026-01-12",
        by="project",
    )  # fmt: skip


# --- (b) ledgers by chance ----------------------------------------------------------------------------

BASE = dt.date(2026, 1, 1)
ZONES = ("UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana", "Africa/Cairo")
PLATFORMS = ("Acme", "Bolt")
PROJECTS = {"Acme": (None, "A1", "A2"), "Bolt": (None, "B1")}
CURRENCIES = ("USD", "EUR", "PHP")
AMOUNTS = st.sampled_from([money(x) for x in ("20", "40", "40", "100", "12.34", "0.01")])


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def days(last: int = 150) -> st.SearchStrategy[dt.date]:
    return st.integers(0, last).map(lambda n: BASE + dt.timedelta(days=n))


@st.composite
def names(draw: st.DrawFn) -> dict[str, Any]:
    platform = draw(st.sampled_from(PLATFORMS))
    return {"platform": platform, "project": draw(st.sampled_from(PROJECTS[platform]))}


@st.composite
def sessions(draw: st.DrawFn) -> WorkSession:
    row: dict[str, Any] = draw(names())
    row["activity"] = draw(st.sampled_from([None, None, "task", "training", "searching"]))
    row["status"] = draw(st.sampled_from([None, None, None, "pending", "rejected"]))
    row["tasks"] = draw(some(st.integers(0, 40)))
    row["rate"] = draw(some(st.sampled_from([money(15), money("0.40")])))
    row["amount"] = draw(some(AMOUNTS))
    if row["rate"] is not None or row["amount"] is not None:
        row["currency"] = draw(some(st.sampled_from(CURRENCIES)))
    on = draw(days())
    if draw(st.booleans()):
        # hours crowd round midnight, so that sessions overlap, touch and cross
        start = dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC) + dt.timedelta(
            minutes=draw(st.sampled_from([0, 3, 60, 240, 300, 1110, 1380, 1439])),
            seconds=draw(st.sampled_from([0, 0, 30])),
        )
        length = draw(st.sampled_from([1, 2, 57, 59, 60, 120, 180, 600, 1500]))
        row |= {"started_at": start, "ended_at": start + dt.timedelta(minutes=length)}
        row["minutes"] = draw(some(st.integers(1, length).map(lambda m: m * 60)))
    else:
        row |= {"worked_on": on, "minutes": draw(st.sampled_from([1, 30, 60, 90, 480, 1000])) * 60}
        row["worked_until"] = draw(some(st.integers(0, 12).map(lambda n: on + dt.timedelta(days=n))))
    row["counted_minutes"] = draw(some(st.integers(1, 200).map(lambda m: m * 60)))
    return WorkSession(**row)


@st.composite
def earnings(draw: st.DrawFn) -> Earning:
    on, kind = draw(days()), draw(st.sampled_from(["milestone", "stipend", "bonus", "adjustment"]))
    return Earning(
        **draw(names()),
        kind=kind,
        earned_from=on,
        earned_to=draw(some(st.integers(0, 30).map(lambda n: on + dt.timedelta(days=n))))
        if kind != "adjustment"
        else None,
        amount=draw(AMOUNTS) * (draw(st.sampled_from([1, -1])) if kind == "adjustment" else 1),
        currency=draw(st.sampled_from(["USD", "USD", "EUR"])),
        due_on=draw(some(st.integers(0, 40).map(lambda n: on + dt.timedelta(days=n)))),
        status=draw(st.sampled_from([None, None, None, "removed"])),
    )


@st.composite
def payouts(draw: st.DrawFn) -> Payout:
    amount = draw(AMOUNTS)
    covers = draw(some(st.tuples(days(), st.integers(0, 30))))
    kind = draw(st.sampled_from(["payout"] * 5 + ["clawback", "write_off", "reimbursement"]))
    currency = draw(st.sampled_from(["USD", "USD", "EUR", "PHP"]))
    paid, fees = kind == "payout", kind in ("payout", "clawback")
    return Payout(
        **draw(names()),
        kind=kind,
        received_on=draw(days()),
        amount=amount,
        fee=draw(some(st.sampled_from([0, amount // 20]))) if fees else None,
        currency=currency,
        home_amount=draw(some(st.sampled_from([amount, amount * 3 // 2]))) if paid else None,
        covers_from=covers[0] if covers else None,
        covers_to=covers[0] + dt.timedelta(days=covers[1]) if covers and draw(st.booleans()) else None,
    )


@st.composite
def platforms(draw: st.DrawFn, name: str) -> Platform:
    cycle = draw(some(st.sampled_from(["none", "weekly", "biweekly", "semimonthly", "monthly"])))
    ends = {"weekly": draw(st.sampled_from(["mon", "fri", "sun"])), "biweekly": "2026-02-13"}.get(cycle or "none")
    return Platform(
        platform=name,
        currency=draw(st.sampled_from([None, "USD", "EUR"])),
        pay_cycle=cycle,
        pay_cycle_ends=ends,
        pay_cycle_zone=draw(some(st.sampled_from(["Pacific/Auckland", "America/Los_Angeles"]))),
        pay_delay_days=draw(st.integers(0, 12)),
        fee_percent=draw(some(st.just(Decimal("2.5")))),
    )


@st.composite
def projects(draw: st.DrawFn) -> list[Record]:
    out: list[Record] = []
    for platform, every in PROJECTS.items():
        for name in every[1:]:
            low = draw(some(st.sampled_from([money(10), money(30)])))
            out.append(
                Project(
                    platform=platform,
                    project=str(name),
                    role=draw(st.sampled_from([None, "rater", "coder"])),
                    pay_model=draw(st.sampled_from([None, "hourly", "per_task", "fixed", "stipend"])),
                    advertised_low=low,
                    advertised_high=draw(some(st.just(money(45)))),
                    agreed_rate=draw(some(st.sampled_from([money(12), money("0.75")]))),
                    currency=draw(st.sampled_from([None, None, "EUR"])),
                    promised_weekly_hours=draw(some(st.just(Decimal(20)))),
                )
            )
            for _ in range(draw(st.integers(0, 2))):
                when = draw(days())
                instant = dt.datetime(when.year, when.month, when.day, 3, tzinfo=dt.UTC)
                out.append(
                    ProjectEvent(
                        platform=platform,
                        project=str(name),
                        event=draw(st.sampled_from(["started", "rate_changed", "paused"])),
                        happened_at=draw(st.sampled_from([when, instant])),
                        rate=draw(some(st.sampled_from([money(14), money(16)]))),
                    )
                )
    return out


@st.composite
def availabilities(draw: st.DrawFn) -> Availability:
    on, off = draw(days()), draw(st.sampled_from([False, False, True]))
    return Availability(
        starts_on=on,
        ends_on=draw(some(st.integers(0, 60).map(lambda n: on + dt.timedelta(days=n)))),
        kind="time_off" if off else "available",
        weekly_hours=None if off else draw(st.sampled_from([Decimal(10), Decimal("37.5")])),
        weekdays=None if off else draw(st.sampled_from([None, "mon-sun", "sat,sun", "fri-mon"])),
    )


@st.composite
def expenses(draw: st.DrawFn) -> Expense:
    return Expense(
        spent_on=draw(days()),
        amount=draw(AMOUNTS),
        currency=draw(st.sampled_from(CURRENCIES)),
        category="tools",
        platform=draw(st.sampled_from([None, "Acme"])),
    )


@st.composite
def exchange(draw: st.DrawFn, home: str) -> list[Record]:
    """Rates of the other currencies by the table, and at most one conversion of each."""
    out: list[Record] = []
    for currency in CURRENCIES:
        if currency == home:
            continue
        for n in draw(st.lists(st.integers(0, 160), max_size=3, unique=True)):
            rate = draw(st.sampled_from([Decimal("1.1"), Decimal("0.87")]))
            out.append(ExchangeRate(on=BASE + dt.timedelta(days=n), currency=currency, in_home_currency=rate))
        if draw(st.integers(0, 3)) == 0:
            way = draw(st.booleans())
            out.append(
                Transfer(
                    moved_on=draw(days()),
                    from_account="one",
                    to_account="two",
                    amount_out=money(100),
                    currency_out=currency if way else home,
                    amount_in=money(95),
                    currency_in=home if way else currency,
                    fee=draw(some(st.just(money(2)))),
                )
            )
    return out


def cycle_payouts(draw: st.DrawFn, records: list[Record], settings: Settings, as_of: dt.date) -> list[Record]:
    """Payouts that look like a pay cycle, or like one item: its sum or nearly, near its due date."""
    parts = naive.accruals(naive.read(records, settings, as_of))
    out: list[Record] = []
    keys = sorted({(p.platform, p.due, p.currency) for p in parts})
    for key in draw(st.lists(st.sampled_from(keys), max_size=4)) if keys else []:
        whole = sum(p.native for p in parts if (p.platform, p.due, p.currency) == key)
        amount = whole * draw(st.sampled_from([100, 100, 97, 90, 70, 120])) // 100
        if amount > 0:
            on = key[1] + dt.timedelta(days=draw(st.integers(-12, 14)))
            fee = draw(some(st.just(amount // 50)))
            out.append(Payout(platform=key[0], kind="payout", received_on=on, amount=amount, fee=fee, currency=key[2]))
    return out


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Record], Settings, dt.date]:
    home = draw(st.sampled_from(CURRENCIES))
    settings = Settings(home_currency=home, time_zone=draw(st.sampled_from(ZONES)))
    records: list[Record] = []
    for name in PLATFORMS:
        records += [draw(platforms(name))] if draw(st.booleans()) else []
    records += draw(projects()) if draw(st.booleans()) else []
    records += draw(st.lists(sessions(), max_size=14))
    records += draw(st.lists(earnings(), max_size=3))
    records += draw(st.lists(expenses(), max_size=2))
    records += draw(st.lists(availabilities(), max_size=3))
    records += draw(exchange(home))
    as_of = BASE + dt.timedelta(days=draw(st.integers(20, 170)))
    pays: list[Record] = [*draw(st.lists(payouts(), max_size=6)), *cycle_payouts(draw, records, settings, as_of)]
    return records + draw(st.permutations(pays)), settings, as_of


@given(
    ledgers(),
    some(st.integers(0, 60)),
    some(st.integers(61, 150)),
    st.sampled_from([None, "platform", "project", "role"]),
    st.sampled_from(["mid", "low", "high"]),
)
def test_every_figure_both_ways(
    ledger: tuple[list[Record], Settings, dt.date], first: int | None, last: int | None, by: str | None, headline: str
) -> None:
    records, settings, as_of = ledger
    start = None if first is None else BASE + dt.timedelta(days=first)
    end = None if last is None else BASE + dt.timedelta(days=last)
    assume(start is None or start <= as_of)
    assert differences(records, settings, as_of, start, end, by=by, headline=headline) == []


OFFSETS = [-46, -45, -43, -11, -10, -9, 0, 3, 9, 10, 11, 25]
"""Days from the due date (or the day earned) to the money: on both sides of every limit."""


AROUND = [0, 0, 0, 40, 60, 100, 200, -33, -99, -101]
"""Units more or less than what is owed: on both sides of half a cent and of a cent."""


@st.composite
def payments(draw: st.DrawFn) -> list[Record]:
    """A few things owed by one platform, and payouts that are nearly, or just, what some of them come to."""
    project = st.sampled_from([None, None, "A1", "A2"])
    out: list[Record] = [draw(platforms("Acme"))]
    owed: list[Earning] = []
    for _ in range(draw(st.integers(2, 6))):
        on = draw(days(30))
        owed.append(
            Earning(
                platform="Acme", kind="milestone", project=draw(project), earned_from=on,
                earned_to=on + dt.timedelta(days=draw(st.sampled_from([0, 0, 1, 6]))),
                amount=draw(st.sampled_from([money(x) for x in ("20", "40", "40", "55.01", "100", "33.3333")])),
                currency=draw(st.sampled_from(["USD", "USD", "USD", "EUR"])),
                due_on=draw(some(st.sampled_from([2, 9, 16, 30]).map(lambda n: BASE + dt.timedelta(days=n)))),
            )
        )  # fmt: skip
    for _ in range(draw(st.integers(1, 6))):
        some_owed = draw(st.lists(st.sampled_from(owed), min_size=1, max_size=3, unique_by=id))
        like = some_owed[0]
        share = draw(st.sampled_from([100, 100, 100, 102, 97, 86, 84, 60]))
        near = like.due_on or like.earned_from
        from_ = draw(some(st.just(like.earned_from - dt.timedelta(days=2))))
        out.append(
            Payout(
                platform="Acme",
                kind=draw(st.sampled_from(["payout"] * 7 + ["clawback", "write_off"])),
                project=draw(st.sampled_from([None, None, None, like.project])),
                received_on=near + dt.timedelta(days=draw(st.sampled_from(OFFSETS))),
                amount=sum(e.amount for e in some_owed) * share // 100 + draw(st.sampled_from(AROUND)),
                fee=draw(some(st.just(money(1)))),
                currency=draw(st.sampled_from([like.currency] * 4 + ["USD"])),
                covers_from=from_,
                covers_to=from_ and from_ + dt.timedelta(days=draw(st.integers(0, 9))),
            )
        )  # fmt: skip
    for _ in range(draw(st.integers(0, 2))):
        like = draw(st.sampled_from(owed))
        out.append(
            Earning(
                platform="Acme", kind="adjustment", project=draw(project),
                currency=draw(st.sampled_from(["USD", "EUR"])),
                earned_from=like.earned_from + dt.timedelta(days=draw(st.sampled_from([-40, -1, 0, 3, 20]))),
                amount=-like.amount // draw(st.sampled_from([1, 2, 4])),
                due_on=draw(st.sampled_from([None, like.due_on])),
            )
        )  # fmt: skip
    return [*out, *owed, ExchangeRate(on=BASE, currency="EUR", in_home_currency=Decimal("1.1"))]


@pytest.mark.timeout(1800)
@given(payments(), st.integers(10, 80))
def test_which_money_paid_what(records: list[Record], last: int) -> None:
    as_of = BASE + dt.timedelta(days=last)
    first = BASE - dt.timedelta(days=60)
    out = Differences()
    report = build_report(from_records(records, USD), as_of, first, by="project")
    compare_money(out, "money", report.money, naive.answer(records, USD, as_of, first).money)
    for name, g in naive.group_answers(records, USD, as_of, first, None, "project").items():
        found = [x for x in report.by if x.key == name]
        if found:
            compare_money(out, name, found[0].money, g.money, naive.SUMS[:7])
        else:
            assert abs(g.money.accrued) < CENT
    compare_owed(out, records, USD, as_of)
    assert out == []


@pytest.mark.parametrize("by", ["platform", "project", "role"])
def test_empty_ledger_has_no_figures(by: str) -> None:
    report = build_report(from_records([], USD), day("2026-01-01"), by=by)
    assert report.by == ()
    assert report.n == 0
    assert all(r.rate is None for r in report.hourly)
