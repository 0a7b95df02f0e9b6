"""The floor of an hour: which weeks are under it, which are not, and which cannot be told."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, span, work
from tracker.analysis.earnings.floor import floors_of, in_a_row
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.results.floor import Verdict
from tracker.domain import ExchangeRate, Expense, Platform, Project, WorkSession
from tracker.frames import from_records
from tracker.sample import AS_OF, generate
from tracker.units import monday

TODAY = "2026-05-06"
"""A Wednesday: the last week that is over began on 27 April."""
MONDAYS = ("2026-04-13", "2026-04-20", "2026-04-27")
ACME = Platform(platform="Acme", currency="USD", floor_rate=money(15))
NOVA = Project(platform="Acme", project="Nova")


def floor(*records, as_of=TODAY, platform=ACME, home="USD", **more):
    (found,) = floors_of(make_basis(ledger(platform, NOVA, *records, home=home), day(as_of), None), **more)
    return found


def hours(on, n, rate, **more):
    return work(on, n * 60, project="Nova", rate=money(rate), **more)


def paid(on, rates=(20, 12, 12), n=10):
    """Ten hours in each of three weeks, and the money of all of them on a day."""
    return [*(hours(m, n, r) for m, r in zip(MONDAYS, rates, strict=True)), payout(on, sum(rates) * n)]


def verdicts(found):
    return [w.verdict.value for w in found.weeks if w.verdict is not Verdict.NO_HOURS]


# --- by hand ---------------------------------------------------------------------------------------------


def test_the_second_week_in_a_row():
    found = floor(*paid("2026-05-05"))
    assert verdicts(found) == ["held", "under", "under"]
    assert (found.under, found.at_least) == (2, False)
    assert [w.rate for w in found.weeks[-3:]] == [money(20), money(12), money(12)]
    assert found.last.monday == day(MONDAYS[-1])
    assert found.caveats == ()


def test_money_that_has_not_come_leaves_it_open_unless_it_makes_no_difference():
    """The last week is not paid: at 20 an hour it may still be above, at 12 it cannot."""
    first = [hours(m, 10, 20) for m in MONDAYS[:2]]
    came = payout("2026-05-01", 400)
    at20, at12 = (floor(*first, hours(MONDAYS[2], 10, r), came) for r in (20, 12))
    assert verdicts(at20) == ["held", "held", "open"]
    assert verdicts(at12) == ["held", "held", "under"]
    for found, most in ((at20, 20), (at12, 12)):
        assert (found.last.rate, found.last.arrived, found.last.if_all) == (None, 0, money(most))
        assert [(c.code, c.n) for c in found.caveats] == [("week_open", 1)]
    assert (at20.under, at12.under) == (0, 1)


def test_late_money_counts_as_still_to_come():
    """Due long ago and never paid: what has arrived is nothing, what may come is all."""
    weekly = replace(ACME, pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=1)
    found = floor(hours(MONDAYS[0], 10, 20), platform=weekly)
    assert (found.last.verdict, found.last.arrived, found.last.if_all) == (Verdict.OPEN, 0, money(20))


def test_unpaid_hours_fees_and_expenses_are_in_it():
    """8 h at 20 and 2 h searching, less a fee of 8 and a headset of 12: 140 for 10 hours."""
    search = work(MONDAYS[2], 120, activity="searching")
    rows = [hours(MONDAYS[2], 8, 20), search, payout("2026-05-05", 160, fee=money(8))]
    found = floor(*rows, Expense(platform="Acme", category="headset", spent_on=day(MONDAYS[2]), amount=money(12),
                                 currency="USD"))  # fmt: skip
    assert (found.last.rate, found.last.hours, found.last.verdict) == (money(14), 10, Verdict.UNDER)
    assert floor(*rows[:2], payout("2026-05-05", 160)).last.rate == money(16)


def test_this_week_and_weeks_without_work_are_not_judged():
    found = floor(hours("2026-05-05", 10, 1), hours(MONDAYS[0], 10, 12), payout("2026-05-05", 120))
    assert verdicts(found) == ["under"]
    assert (found.under, found.at_least) == (1, True)
    assert floor(hours("2026-05-03", 10, 1), as_of="2026-05-03").last is None  # its Sunday is not over


def test_a_night_over_sunday_is_shared():
    night = span("2026-04-26T22:00", "2026-04-27T02:00", project="Nova", rate=money(12))
    found = floor(night, payout("2026-05-05", 48))
    assert [(w.hours, w.rate) for w in found.weeks[-2:]] == [(2, money(12)), (2, money(12))]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (WorkSession(platform="Acme", project="Nova", worked_on=day(MONDAYS[2]), minutes=0, amount=money(90),
                     currency="USD"), "hours_unknown"),
        (WorkSession(platform="Acme", project="Nova", worked_on=day("2026-04-30"), worked_until=day("2026-05-05"),
                     minutes=10 * 3600, rate=money(30)), "coarse_hours"),
        (work(MONDAYS[2], 60), "pay_unknown"),
        (hours(MONDAYS[2], 1, 30, currency="XAU"), "no_rate"),
        (earned(MONDAYS[2], 30, kind="bonus", currency="XAU"), "no_rate"),
        (Expense(platform="Acme", category="x", spent_on=day(MONDAYS[2]), amount=1, currency="XAU"), "no_rate"),
    ],
)  # fmt: skip
def test_what_is_missing_leaves_the_week_unknown(row, why):
    found = floor(hours(MONDAYS[2], 10, 20), row, payout("2026-05-05", 200))
    assert found.last.verdict is Verdict.UNKNOWN
    assert (found.last.rate, found.last.arrived, found.last.if_all) == (None, None, None)
    assert why in found.last.why
    assert why in [c.code for c in found.caveats]


def test_work_that_is_paid_as_one_sum_is_of_no_single_week():
    """Three weeks of work for 600, earned at the end of the third: no week of it is under a floor."""
    fixed = Project(platform="Acme", project="Whole", pay_model="fixed")
    rows = [work(m, 600, project="Whole") for m in MONDAYS]
    found = floor(fixed, *rows, earned("2026-05-03", 600, project="Whole"), payout("2026-05-05", 600))
    assert verdicts(found) == ["unknown"] * 3
    assert {w.why for w in found.weeks[-3:]} == {("paid_as_a_whole",)}


def test_cents_that_rounding_takes_are_no_difference():
    """Seven rows of 1 h 20 s at 15 an hour are 15.0833 each, and 15.08 came for each: 14.997 an hour."""
    rows = [hours(MONDAYS[2], 3620 / 3600, 15) for _ in range(7)]
    found = floor(*rows, payout("2026-05-05", "105.56"))
    assert found.last.if_all < money(15)
    assert found.last.verdict is Verdict.HELD


def test_the_floor_is_in_the_platforms_currency():
    """A floor of 15 EUR at 1.20 is 18 USD."""
    euro = replace(ACME, currency="EUR")
    rate = ExchangeRate(on=day("2026-04-01"), currency="EUR", in_home_currency=Decimal("1.2"))
    found = floor(hours(MONDAYS[2], 10, 14), payout("2026-05-05", 140, currency="EUR"), rate, platform=euro)
    assert (found.floor, found.currency, found.last.floor) == (money(15), "EUR", money(18))
    assert (found.last.rate, found.last.verdict) == (money("16.8"), Verdict.UNDER)
    none = floor(hours(MONDAYS[2], 10, 14), platform=replace(ACME, currency="XAU"))
    assert (none.last.floor, none.last.verdict) == (None, Verdict.UNKNOWN)


def test_a_row_of_weeks():
    u, h, o, n = Verdict.UNDER, Verdict.HELD, Verdict.OPEN, Verdict.NO_HOURS
    assert in_a_row([]) == (0, False)
    assert in_a_row([u, u]) == (2, True)
    assert in_a_row([h, u, n, u]) == (2, False)
    assert in_a_row([h, u, o, u]) == (1, True)
    assert in_a_row([u, h]) == (0, False)
    assert in_a_row([h, u, o]) == (1, False)
    assert in_a_row([Verdict.UNKNOWN, o]) == (0, False)


# --- invariants ------------------------------------------------------------------------------------------

WEEKS = st.lists(st.tuples(st.integers(1, 20), st.integers(5, 40), st.booleans()), min_size=1, max_size=6)


@given(WEEKS, st.integers(1, 50))
def test_whatever_comes_does_not_turn_a_verdict(weeks, least):
    """A week that was under or kept stays so when all that was open has come; one that was open is decided then."""
    platform = replace(ACME, floor_rate=money(least))
    starts = [dt.date(2026, 3, 2) + dt.timedelta(days=7 * n) for n in range(len(weeks))]
    rows = [hours(str(m), n, rate) for m, (n, rate, _) in zip(starts, weeks, strict=True)]
    sums = [(m, n * rate) for m, (n, rate, came) in zip(starts, weeks, strict=True) if came]
    late = [(m, n * rate) for m, (n, rate, came) in zip(starts, weeks, strict=True) if not came]

    def pays(of):
        return [payout("2026-05-01", a, covers_from=m, covers_to=m + dt.timedelta(days=6)) for m, a in of]

    before = floor(*rows, *pays(sums), platform=platform)
    after = floor(*rows, *pays(sums), *pays(late), platform=platform)
    for was, now in zip(before.weeks, after.weeks, strict=True):
        if was.verdict is Verdict.NO_HOURS:
            continue
        assert now.verdict in (Verdict.UNDER, Verdict.HELD)
        assert now.rate == now.arrived == now.if_all == was.if_all
        assert was.arrived <= now.arrived
        assert was.verdict in (now.verdict, Verdict.OPEN)


@pytest.mark.parametrize("name", ["Larkspur", "Northbeam", "Quillwork"])
def test_a_week_of_the_sample_is_what_its_report_says(name):
    """Arrived and not yet due of a week are those of the report of these days by platform."""
    made = generate()
    records = [
        replace(r, floor_rate=money(15)) if isinstance(r, Platform) and r.platform == name else r for r in made.records
    ]
    frames = from_records(records, made.settings)
    (found,) = floors_of(make_basis(frames, AS_OF, None), 4)
    assert found.weeks[-1].monday == monday(AS_OF) - dt.timedelta(days=7)
    for week in found.weeks:
        report = build_report(frames, AS_OF, week.monday, week.monday + dt.timedelta(days=6), by="platform")
        group = next((g for g in report.by if g.key == name), None)
        if week.rate is not None:
            assert week.rate == group.hourly[-1].rate
        elif week.if_all is not None:
            assert week.arrived <= group.hourly[-1].rate <= week.if_all


# --- a published value ----------------------------------------------------------------------------------


def test_the_published_wage_with_and_without_unpaid_time():
    """Toxtli, Suri and Savage (2021): 3.76 an hour of paid work is 2.83 an hour of all work, unpaid time in it.

    A floor of 3 is kept by the first figure and not by the second.
    """
    platform = replace(ACME, floor_rate=money(3))
    task = [hours(MONDAYS[2], 10, "3.76"), payout("2026-05-05", "37.60")]
    overhead = work(MONDAYS[2], 10 * 60 * (3.76 / 2.83 - 1), activity="searching")
    assert floor(*task, platform=platform).last.verdict is Verdict.HELD
    found = floor(*task, overhead, platform=platform)
    assert (round(found.last.rate / 10_000, 2), found.last.verdict) == (2.83, Verdict.UNDER)


# --- a snapshot ------------------------------------------------------------------------------------------


def test_the_sample_with_a_floor_of_fifteen():
    made = generate()
    records = [replace(r, floor_rate=money(15)) if isinstance(r, Platform) else r for r in made.records]
    found = {f.platform: f for f in floors_of(make_basis(from_records(records, made.settings), AS_OF, None))}
    assert {name: (f.under, f.at_least, verdicts(f)) for name, f in found.items()} == {
        "Granite Annotation": (0, False, ["unknown"] * 4),
        "Larkspur": (0, False, ["held"] * 4 + ["under", "held", "open"] + ["held"] * 3 + ["open"]),
        "Northbeam": (4, True, ["under"] * 4),
        "Quillwork": (0, False, ["held"] * 10 + ["open"]),
        "Tidepool": (0, False, []),
    }
