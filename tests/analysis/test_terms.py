"""What new terms change of logged work: by hand, at the edges, and as the report says it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, span, work
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.projects.new_terms import Effect, effect, of_projects, with_record
from tracker.domain import Platform, Project, ProjectEvent
from tracker.frames import LedgerFrames

AS_OF = day("2026-03-31")
RIDGE = Project(platform="Acme", project="Ridge", agreed_rate=money(25), currency="USD")
ACME = Platform(platform="Acme", currency="USD")


def logged(*more: object) -> LedgerFrames:
    return ledger(
        ACME, RIDGE, work("2026-03-02", 120, project="Ridge"), work("2026-03-10", 180, project="Ridge"), list(more)
    )


def changed(frames: LedgerFrames, project: Project) -> Effect:
    return effect(frames, with_record(frames, project, 1), AS_OF)


def test_a_rate_that_was_always_so_by_hand() -> None:
    """5 hours at 25 earn 125, at 30 they earn 150."""
    found = changed(logged(), replace(RIDGE, agreed_rate=money(30)))
    assert found == Effect(2, 5 * 3600, {"USD": money(125)}, {"USD": money(150)})


def test_a_rate_from_a_day_on_changes_what_lies_behind_it() -> None:
    frames = logged()
    event = ProjectEvent(
        platform="Acme", project="Ridge", event="rate_changed", happened_at=day("2026-03-10"), rate=money(30)
    )
    assert effect(frames, with_record(frames, event, None), AS_OF) == Effect(
        1, 3 * 3600, {"USD": money(75)}, {"USD": money(90)}
    )


def test_another_currency_changes_all_and_another_way_of_paying_what_has_no_tasks() -> None:
    assert changed(logged(), replace(RIDGE, currency="EUR")) == Effect(
        2, 5 * 3600, {"USD": money(125)}, {"EUR": money(125)}
    )
    tasks = work("2026-03-11", 60, project="Ridge", tasks=10)
    found = changed(logged(tasks), replace(RIDGE, pay_model="per_task"))
    assert found == Effect(3, 6 * 3600, {"USD": money(150)}, {"USD": money(250)})


def test_hours_without_a_rate_earn_nothing_before() -> None:
    bare = replace(RIDGE, agreed_rate=None)
    frames = ledger(ACME, bare, work("2026-03-02", 120, project="Ridge"))
    assert changed(frames, RIDGE) == Effect(1, 2 * 3600, {}, {"USD": money(50)})
    assert effect(with_record(frames, RIDGE, 1), frames, AS_OF) == Effect(1, 2 * 3600, {"USD": money(50)}, {})


def test_frames_without_events_take_one() -> None:
    """A ledger whose projects have no event yet has yes and no in their columns all the same."""
    bare = logged().project_events
    assert bare.empty
    assert {str(bare[c].dtype) for c in ("happened_has_time", "announced_has_time")} == {"bool"}


def test_what_says_its_own_pay_and_what_lies_ahead_does_not_change() -> None:
    frames = ledger(
        ACME, RIDGE, work("2026-03-02", 120, project="Ridge", amount=money(60), currency="USD"),
        work("2026-03-03", 60, project="Ridge", rate=money(40), currency="USD"),
        work("2026-04-02", 60, project="Ridge"),
        work("2026-03-04", 60, project="Ridge", status="rejected"), work("2026-03-04", 60), earned("2026-03-05", 10),
    )  # fmt: skip
    assert changed(frames, replace(RIDGE, agreed_rate=money(30))) == Effect(0, 0, {}, {})
    assert changed(ledger(ACME, RIDGE), replace(RIDGE, agreed_rate=money(30))) == Effect(0, 0, {}, {})


def test_a_platforms_currency_is_that_of_projects_that_name_none() -> None:
    frames = ledger(ACME, replace(RIDGE, currency=None), work("2026-03-02", 60, project="Ridge"))
    after = with_record(frames, replace(ACME, currency="PHP"), 1)
    assert effect(frames, after, AS_OF) == Effect(1, 3600, {"USD": money(25)}, {"PHP": money(25)})


def test_only_the_sessions_of_the_projects_asked_for() -> None:
    frames = logged(work("2026-03-03", 60, project="Other"), work("2026-03-03", 60))
    assert len(of_projects(frames, [("Acme", "Ridge")]).work_sessions) == 2
    assert len(of_projects(frames, [("Acme", "")]).work_sessions) == 1
    assert of_projects(frames, []).work_sessions.empty
    between = ledger(
        ACME, RIDGE, work("2026-03-01", 60, project="Other"), work("2026-03-02", 120, project="Ridge"),
        work("2026-03-03", 60), work("2026-03-04", 60, project="Ridge"),
    )  # fmt: skip
    mine = of_projects(between, [("Acme", "Ridge")])
    assert changed(mine, replace(RIDGE, agreed_rate=money(30))) == Effect(
        2, 3 * 3600, {"USD": money(75)}, {"USD": money(90)}
    )


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(1, 700), st.sampled_from([None, 40])), max_size=8),
    st.integers(0, 80),
    st.integers(1, 28),
)
def test_the_effect_is_what_the_report_would_say_otherwise(
    rows: list[tuple[int, int, int | None]], rate: int, since: int
) -> None:
    """Both ways: all of it, and from a day on; what changes is the difference of all that was earned."""
    sessions = [
        work(f"2026-03-{d:02d}", m, project="Ridge", rate=None if own is None else money(own)) for d, m, own in rows
    ]
    frames = ledger(ACME, RIDGE, sessions, span("2026-03-01T22:00", "2026-03-02T03:00", project="Ridge"))
    event = ProjectEvent(
        platform="Acme",
        project="Ridge",
        event="rate_changed",
        happened_at=day(f"2026-03-{since:02d}"),
        rate=money(rate),
    )
    always, dated = with_record(frames, replace(RIDGE, agreed_rate=money(rate)), 1), with_record(frames, event, None)
    before = build_report(frames, AS_OF).money.accrued
    for after in (always, dated):
        found = effect(frames, after, AS_OF)
        difference = found.after.get("USD", 0) - found.before.get("USD", 0)
        assert build_report(after, AS_OF).money.accrued - before == difference
        assert (found.sessions == 0) == (found == Effect(0, 0, {}, {}))
    assert effect(frames, dated, AS_OF).sessions <= effect(frames, always, AS_OF).sessions
