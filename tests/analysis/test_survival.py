"""Product-limit curves, competing ends, medians and the survival of projects, against values in print."""

from __future__ import annotations

import csv
import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from tests.analysis.ledgers import day, ledger, money, work
from tests.samples import sample
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.projects.lives import lives
from tracker.analysis.projects.survival import survival_of, watched_from
from tracker.analysis.survival import aalen_johansen, kaplan_meier, logrank, quantile, restricted_mean
from tracker.domain import Project, ProjectEvent, WorkSession
from tracker.importers.base import ReadOptions, Text
from tracker.importers.formats.upwork_earnings import UpworkEarnings
from tracker.sample import generate
from tracker.sample.make import AS_OF

SIX_MP = ([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
          [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])  # fmt: skip
PLACEBO = ([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], [1] * 21)
"""Weeks of remission, E. Freireich et al., Blood 21 (1963) 699-716; 0: still in remission."""


def rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with sample(f"survival/{name}").open(newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def rounded(values, digits=3):
    return [None if v is None else round(v, digits) for v in values]


# --- in print ---


def test_freireich_six_mp():
    """D. Kleinbaum, M. Klein, Survival Analysis (2012), table of group 1 (6-MP); log-log 95 % limits of SAS and R."""
    km = kaplan_meier(*SIX_MP, level=0.95)
    assert km.times == (6, 7, 10, 13, 16, 22, 23)
    assert km.at_risk == (21, 17, 15, 12, 11, 7, 6)
    assert km.events == (3, 1, 1, 1, 1, 1, 1)
    assert rounded(km.estimate) == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert rounded(km.low) == [0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188]
    assert rounded(km.high) == [0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680]
    middle = quantile(km)
    assert (middle.time, middle.low, middle.high) == (23.0, 13.0, None)


def test_freireich_placebo():
    """The same book, group 2: an arm without censoring is the share that lasts longer."""
    km = kaplan_meier(*PLACEBO, level=0.95)
    assert rounded(km.estimate, 2) == [0.90, 0.81, 0.76, 0.67, 0.57, 0.38, 0.29, 0.19, 0.14, 0.10, 0.05, 0.0]
    middle = quantile(km)
    assert (middle.time, middle.low, middle.high) == (8.0, 4.0, 11.0)
    assert (km.low[-1], km.high[-1]) == (None, None)


def test_freireich_logrank():
    chi2, p = logrank(*SIX_MP, *PLACEBO)
    assert round(chi2, 3) == 16.793
    assert p == pytest.approx(4.17e-5, abs=1e-7)


def test_freireich_as_the_sample_file_has_it():
    """The file is the same trial with white blood counts: the arms by Rx."""
    found = rows("lifelines_anderson.csv", " ")
    arms = {rx: [(float(r["t"]), int(r["status"])) for r in found if r["Rx"] == rx] for rx in ("0", "1")}
    assert sorted(t for t, _ in arms["0"]) == sorted(SIX_MP[0])
    assert sorted(arms["1"]) == sorted(zip(*PLACEBO, strict=True))


def test_rossi():
    """Recidivism of 432 men: P. Rossi, R. Berk, K. Lenihan (1980)."""
    found = rows("lifelines_rossi.csv")
    time, end = [float(r["week"]) for r in found], [r["arrest"] == "1" for r in found]
    km = kaplan_meier(time, end)
    assert (km.n, sum(km.events)) == (432, 114)
    assert [round(km.at(t).estimate, 4) for t in (10, 20, 26, 40, 52)] == [0.9653, 0.9074, 0.8750, 0.8032, 0.7361]
    aid = [r["fin"] == "1" for r in found]
    both = [([t for t, a in zip(time, aid, strict=True) if a is side], [e for e, a in zip(end, aid, strict=True)
            if a is side]) for side in (True, False)]  # fmt: skip
    assert round(logrank(*both[0], *both[1])[0], 3) == 3.838


def test_waltons():
    found = rows("lifelines_waltons_dataset.csv")
    groups = {
        g: ([float(r["T"]) for r in found if g in (r["group"], "")], [r["E"] == "1" for r in found
            if g in (r["group"], "")]) for g in ("", "control", "miR-137")
    }  # fmt: skip
    assert [quantile(kaplan_meier(*groups[g])).time for g in groups] == [56.0, 58.0, 26.0]
    assert (len(found), sum(groups[""][1])) == (163, 156)
    assert round(logrank(*groups["control"], *groups["miR-137"])[0], 2) == 122.25


def test_delayed_entry_of_the_aids_cohort():
    """W: entry, T: last seen, D: died; against statsmodels."""
    found = rows("lifelines_multicenter_aids_cohort.tsv", "\t")
    entry, time, end = ([float(r[c]) for r in found] for c in ("W", "T", "D"))
    km = kaplan_meier(time, [bool(e) for e in end], entry)
    theirs = SurvfuncRight(np.array(time), np.array(end), entry=np.array(entry))
    assert km.times == pytest.approx(theirs.surv_times)
    assert km.at_risk == tuple(theirs.n_risk)
    assert km.estimate == pytest.approx(theirs.surv_prob, abs=1e-9)


# --- by hand ---


def test_one_minus_kaplan_meier_of_one_cause_overstates():
    """Two causes in turn: what Kaplan-Meier would say of one is not what happens.

    days 1 2 3 4 5: a b a b a, all observed -> a ends 3 of 5, the product says 1.
    """
    days, cause = [1, 2, 3, 4, 5], ["a", "b", "a", "b", "a"]
    assert aalen_johansen(days, cause, "a").estimate[-1] == pytest.approx(0.6)
    assert 1 - kaplan_meier(days, [c == "a" for c in cause]).estimate[-1] == 1.0


def test_a_late_entry_is_at_risk_only_from_then_on():
    """
    project  enters  lasts  ends
    a        0       4      yes
    b        3       5      yes      at 4: a and b at risk -> 1/2;  at 5: b and c -> 1/4
    c        4       9      no       c enters at 4 and is not at risk at 4
    """
    km = kaplan_meier([4, 5, 9], [True, True, False], [0, 3, 4])
    assert (km.times, km.at_risk, km.estimate) == ((4.0, 5.0), (2, 2), (0.5, 0.25))
    assert km.reach == 9.0


def test_a_hole_in_the_observation_ends_what_is_known():
    """One lasted 5 at least, the other was seen from 8 to 12 only: 5 to 8 nobody was watched."""
    km = kaplan_meier([5, 12], [False, True], [0, 8])
    assert km.reach == 5.0
    assert km.at(5).estimate == 1.0
    assert km.at(5.5) is None
    assert quantile(km).time is None


def test_nobody_watched_from_the_beginning():
    km = kaplan_meier([5, 12], [True, True], [3, 8])
    assert (km.reach, km.at(1), quantile(km).time, restricted_mean(km, 2)) == (None, None, None, None)


def test_a_curve_stuck_at_nothing_is_cut():
    """The only one watched ends at 3, while another that came at 4 is known to have lasted 50."""
    km = kaplan_meier([3, 50], [True, False], [0, 2.9])
    assert km.reach == 50.0
    km = kaplan_meier([3, 50], [True, False], [0, 3])
    assert km.estimate == (0.0,)
    assert km.at(2.5).estimate == 1.0
    assert km.at(3) is None
    assert quantile(km).time is None


def test_the_restricted_mean_is_the_area():
    km = kaplan_meier([10, 20, 100], [True, True, False])
    assert restricted_mean(km, 90) == pytest.approx(10 + 10 * 2 / 3 + 70 / 3)
    assert restricted_mean(km, 15) == pytest.approx(10 + 5 * 2 / 3)
    assert restricted_mean(km, 101) is None
    assert restricted_mean(kaplan_meier([10, 20], [True, True]), 90) == pytest.approx(15)


def test_nothing_gives_nothing():
    km = kaplan_meier([], [])
    assert (km.n, km.times, km.reach, km.at(0)) == (0, (), None, None)
    assert quantile(km).time is None
    assert restricted_mean(km, 90) is None
    assert aalen_johansen([], [], "a").n == 0
    assert logrank([1.0], [False], [2.0], [False]) is None


# --- against others ---

subjects = st.lists(st.tuples(st.integers(1, 30), st.sampled_from([None, "a", "b"])), min_size=1, max_size=40)


@given(subjects)
def test_kaplan_meier_as_scipy(found):
    time, end = [float(t) for t, _ in found], [c is not None for _, c in found]
    km = kaplan_meier(time, end)
    theirs = ecdf(CensoredData.right_censored(time, [not e for e in end])).sf
    assert [km.at(t).estimate for t in theirs.quantiles] == pytest.approx(list(theirs.probabilities), abs=1e-9)


@given(subjects, st.integers(31, 60))
def test_aalen_johansen_as_statsmodels(found, last):
    """Estimate and standard error (through the limits); one that still runs at the end keeps theirs defined."""
    time = np.array([float(t) for t, _ in found] + [float(last)])
    cause = [c for _, c in found] + [None]
    if not {"a", "b"} <= set(cause):
        return
    with np.errstate(invalid="ignore", divide="ignore"):
        theirs = CumIncidenceRight(time, np.array([{None: 0, "a": 1, "b": 2}[c] for c in cause]))
    z = 1.6448536269514722
    for i, name in enumerate("ab"):
        mine = aalen_johansen(time, cause, name)
        for t, f, se in zip(theirs.times, theirs.cinc[i], theirs.cinc_se[i], strict=True):
            value = mine.at(t)
            assert value.estimate == pytest.approx(f, abs=1e-9)
            if value.low is not None:
                spread = z * se / (f * -math.log(f))
                assert value.low == pytest.approx(f ** math.exp(spread), abs=1e-9)
                assert value.high == pytest.approx(f ** math.exp(-spread), abs=1e-9)


late = st.lists(
    st.tuples(st.integers(0, 10), st.integers(1, 20), st.sampled_from([None, "a", "b"])), min_size=1, max_size=30
)


@given(late)
def test_left_truncation_as_statsmodels(found):
    entry, time = [float(e) for e, _, _ in found], [float(e + d) for e, d, _ in found]
    end = [c is not None for *_, c in found]
    if not any(end):
        return
    km = kaplan_meier(time, end, entry)
    with np.errstate(invalid="ignore", divide="ignore"):
        theirs = SurvfuncRight(np.array(time), np.array(end, dtype=float), entry=np.array(entry))
    assert km.times == pytest.approx(theirs.surv_times)
    assert km.estimate == pytest.approx(theirs.surv_prob, abs=1e-9)
    for low, s, se in zip(km.low, theirs.surv_prob, theirs.surv_prob_se, strict=True):
        if low is not None:
            assert low == pytest.approx(s ** math.exp(1.6448536269514722 * se / (s * -math.log(s))), abs=1e-9)


@given(late)
def test_left_truncated_incidences_as_the_plain_sum(found):
    """The definition written out; the causes and the running share make one."""
    entry, time = [e for e, _, _ in found], [e + d for e, d, _ in found]
    cause = [c for *_, c in found]
    km = kaplan_meier(time, [c is not None for c in cause], entry)
    curves = {name: aalen_johansen(time, cause, name, entry) for name in "ab"}
    running, sums = 1.0, {"a": 0.0, "b": 0.0}
    for i, t in enumerate(km.times):
        risk = sum(e < t <= d for e, d in zip(entry, time, strict=True))
        for name in sums:
            sums[name] += running * sum(d == t and c == name for d, c in zip(time, cause, strict=True)) / risk
            assert curves[name].estimate[i] == pytest.approx(sums[name], abs=1e-9)
        running *= 1 - km.events[i] / risk
        assert running + sum(sums.values()) == pytest.approx(1, abs=1e-9)


@given(subjects, st.floats(0.5, 10))
def test_time_in_other_units_changes_nothing(found, scale):
    time, end = [t for t, _ in found], [c is not None for _, c in found]
    one, other = kaplan_meier(time, end), kaplan_meier([t * scale for t in time], end)
    assert (one.estimate, one.low, one.high) == (other.estimate, other.low, other.high)


@given(late)
def test_limits_hold_the_estimate_and_nothing_is_not_a_number(found):
    time, end = [e + d for e, d, _ in found], [c is not None for *_, c in found]
    for curve in (kaplan_meier(time, end, [e for e, *_ in found]),
                  aalen_johansen(time, [c for *_, c in found], "a", [e for e, *_ in found])):  # fmt: skip
        for value, low, high in zip(curve.estimate, curve.low, curve.high, strict=True):
            assert 0 <= value <= 1 + 1e-12
            assert (low is None) == (high is None)
            assert low is None or 0 <= low <= value <= high <= 1


# --- projects ---

P = {"platform": "Acme", "currency": "USD", "agreed_rate": money(40)}


def happened(project: str, *events: tuple[str, str]) -> list:
    out: list = [Project(project=project, **P)]
    return out + [ProjectEvent(platform="Acme", project=project, event=e, happened_at=day(on)) for e, on in events]


def survival(*records, as_of: str, first: str | None = None):
    frames = ledger(*records)
    last = day(as_of)
    since = watched_from(frames, last) if first is None else day(first)
    return survival_of(lives(make_basis(frames, last, None)), since, last)


def test_projects_by_hand():
    """
    project  started  ended                days
    a        01-01    cancelled 01-11      10
    b        01-01    completed 01-21      20
    c        01-01    -, as of 03-02       60
    d        01-01    deactivated 01-01    0.5
    """
    found = survival(
        happened("a", ("started", "2026-01-01"), ("cancelled", "2026-01-11")),
        happened("b", ("started", "2026-01-01"), ("paused", "2026-01-05"), ("completed", "2026-01-21")),
        happened("c", ("started", "2026-01-01")),
        happened("d", ("started", "2026-01-01"), ("deactivated", "2026-01-01")),
        Project(project="not begun", **P),
        as_of="2026-03-02",
    )
    assert (found.n, found.running, found.ended) == (4, 1, {"cancelled": 2, "completed": 1, "left": 0})
    told = {p.days: (p.at_risk, p.events, p.running) for p in found.curve}
    assert told[0.5] == (4, 1, 0.75)
    assert told[2] == (3, 0, 0.75)
    assert told[10] == (3, 1, 0.5)
    assert told[20] == (2, 1, 0.25)
    assert told[60] == (1, 0, 0.25)
    assert told[90] == (0, 0, None)
    assert {p.days: p.incidence for p in found.cancelled_by}[60] == 0.5
    assert found.median_days == 10
    assert found.first_stop_median == 4
    assert found.followed_days == 60
    assert found.restricted_mean_90 is None


def test_only_the_first_end_counts():
    found = survival(
        happened("a", ("started", "2026-01-01"), ("left", "2026-01-11"), ("resumed", "2026-01-21"),
                 ("cancelled", "2026-01-31")),
        as_of="2026-03-02",
    )  # fmt: skip
    assert found.ended == {"cancelled": 0, "completed": 0, "left": 1}
    assert [p.days for p in found.curve if p.events] == [10]


def test_what_ended_before_the_ledger_began_was_never_watched():
    records = [*happened("a", ("started", "2025-01-01"), ("left", "2025-02-01")),
               *happened("b", ("started", "2025-12-01")), *happened("c", ("started", "2026-01-01"))]  # fmt: skip
    found = survival(*records, as_of="2026-03-01", first="2026-01-01")
    assert (found.n, found.running) == (2, 2)
    assert {p.days: p.at_risk for p in found.curve}[30] == 1
    assert {p.days: p.at_risk for p in found.curve}[60] == 1


def test_a_start_typed_in_long_afterwards_does_not_open_the_observation():
    late = [*happened("a", ("started", "2024-06-01")), work("2026-01-05", 60, project="a")]
    assert watched_from(ledger(*late), day("2026-03-01")) == day("2026-01-05")
    soon = [*happened("a", ("started", "2025-12-20")), work("2026-01-05", 60, project="a")]
    assert watched_from(ledger(*soon), day("2026-03-01")) == day("2025-12-20")
    only = happened("a", ("started", "2024-06-01"))
    assert watched_from(ledger(*only), day("2026-03-01")) == day("2024-06-01")
    ended = happened("a", ("started", "2024-06-01"), ("cancelled", "2024-09-01"))
    assert watched_from(ledger(*ended), day("2026-03-01")) == day("2024-06-01")  # events alone are taken at their word
    assert watched_from(ledger(), day("2026-03-01")) is None


def test_no_projects():
    found = survival(as_of="2026-03-01")
    assert (found.n, found.running, found.curve, found.cancelled_by) == (0, 0, (), ())
    assert (found.median_days, found.restricted_mean_90, found.first_stop_median, found.followed_days) == (None,) * 4


def test_begun_today_or_all_cancelled_on_the_first_day():
    today = survival(happened("a", ("started", "2026-03-01")), as_of="2026-03-01")
    assert (today.n, today.running, today.followed_days) == (1, 1, 0.5)
    gone = survival(
        *(happened(x, ("started", "2026-02-01"), ("cancelled", "2026-02-01")) for x in "abc"), as_of="2026-03-01"
    )
    assert (gone.median_days, gone.restricted_mean_90, gone.followed_days) == (0.5, 0.5, 0.5)
    assert gone.curve[0].running == 0.0
    assert (gone.curve[0].low, gone.curve[0].high) == (None, None)


def test_an_end_announced_for_later_has_not_come():
    found = survival(happened("a", ("started", "2026-01-01"), ("cancelled", "2026-04-01")), as_of="2026-03-01")
    assert (found.running, found.ended["cancelled"]) == (1, 0)


def test_the_sample_ledger():
    """A snapshot: 18 projects of Larkspur."""
    made = generate()
    frames = ledger(*made.records)
    found = lives(make_basis(frames, AS_OF, None))
    mine = survival_of([x for x in found if x.platform == "Larkspur"], watched_from(frames, AS_OF), AS_OF)
    assert (mine.n, mine.running, mine.ended) == SNAPSHOT[:3]
    assert (mine.median_days, mine.median_low, mine.median_high, mine.first_stop_median) == SNAPSHOT[3]
    assert round(mine.restricted_mean_90 or 0, 4) == SNAPSHOT[4]


SNAPSHOT = (18, 2, {"cancelled": 10, "completed": 5, "left": 1}, (20.0, 8.0, 72.0, 20.0), 38.5556)


# --- a real log ---


def upwork() -> list[WorkSession]:
    text = sample("upwork/upwork_earnings_by_contract.upwork-analytics.csv").read_text(encoding="utf-8")
    batch = UpworkEarnings().parse(Text("upwork.csv", text, "utf-8"), ReadOptions())
    return [r.record for r in batch.rows if isinstance(r.record, WorkSession)]


def by_hand() -> dict[str, tuple[dt.date, dt.date]]:
    """First and last day with hours of each contract, straight from the file."""
    out: dict[str, tuple[dt.date, dt.date]] = {}
    with sample("upwork/upwork_earnings_by_contract.upwork-analytics.csv").open(newline="") as file:
        for r in csv.DictReader(file):
            if r["Hours"]:
                on = day(r["Date"])
                first, last = out.get(r["Contract"], (on, on))
                out[r["Contract"]] = min(first, on), max(last, on)
    return out


def test_contracts_of_a_real_log():
    """11 contracts, two of them paid as a whole without hours: nine that began. No ends are in such a file."""
    sessions, contracts = upwork(), by_hand()
    assert len(contracts) == 9
    projects = [Project(platform="Upwork", project=p) for p in sorted({s.project or "" for s in sessions})]
    as_of = dt.date(2025, 7, 31)
    frames = ledger(*projects, *sessions)
    found = survival_of(lives(make_basis(frames, as_of, None)), watched_from(frames, as_of), as_of)
    assert (found.n, found.running) == (9, 9)
    assert found.followed_days == (as_of - dt.date(2023, 9, 16)).days == 684
    told = {p.days: p.at_risk for p in found.curve}
    assert told[180] == sum((as_of - first).days >= 180 for first, _ in contracts.values()) == 7


def test_contracts_of_a_real_log_with_their_ends():
    """Each but the last two is typed in as completed on its last day with hours: by hand from the file, days
    0 (half a day), 3, 12, 86, 154, 193, 197."""
    sessions, contracts = upwork(), by_hand()
    running = sorted(contracts, key=lambda c: contracts[c][0])[-2:]
    days = sorted(max((last - first).days, 0.5) for c, (first, last) in contracts.items() if c not in running)
    assert days == [0.5, 3, 12, 86, 154, 193, 197]
    ends = [ProjectEvent(platform="Upwork", project=s.project, event="completed",
                         happened_at=max(x.worked_on for x in sessions if x.project == s.project))
            for s in {s.project: s for s in sessions}.values()
            if not any(str(s.project) in c or c in str(s.project) for c in running)]  # fmt: skip
    projects = [Project(platform="Upwork", project=p) for p in sorted({s.project or "" for s in sessions})]
    as_of = dt.date(2025, 7, 31)
    frames = ledger(*projects, *sessions, *ends)
    found = survival_of(lives(make_basis(frames, as_of, None)), watched_from(frames, as_of), as_of)
    assert found.ended["completed"] == 7
    assert [p.days for p in found.curve if p.events] == days
    assert {p.days: p.running for p in found.curve}[12] == pytest.approx(6 / 9)
    assert found.median_days == pytest.approx(154)
