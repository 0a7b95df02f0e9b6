"""New terms of work that is logged are asked about: nothing is stored until it is said from when on they hold."""

import datetime as dt
from dataclasses import replace

import pytest

from tracker.cli import ways
from tracker.desk import entry, reports, terms
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, ProjectEvent, Settings, WorkSession
from tracker.errors import ChangedTerms, InputError
from tracker.units import to_units

NOON = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
RIDGE = Project(platform="Acme", project="Ridge", agreed_rate=to_units(25))


@pytest.fixture
def ledger(tmp_path):
    with Desk.open(tmp_path / "t.db", who="test", clock=lambda: NOON) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [Platform(platform="Acme", currency="USD"), RIDGE])
        yield made


def work(ledger, on="2026-03-02", hours=2, project="Ridge", **more):
    day = dt.date.fromisoformat(on)
    entry.add(ledger, [WorkSession(platform="Acme", project=project, worked_on=day, minutes=hours * 3600, **more)])


def stored(ledger, project="Ridge"):
    return next(p for _, p in ledger.projects("Acme") if p.project == project)


def events(ledger):
    return [(e.event, e.happened_at, e.rate) for _, e in ledger.rows(ProjectEvent)]


def earned(ledger):
    return reports.report(ledger).money.accrued


NEW = [
    replace(RIDGE, agreed_rate=to_units(30)),
    replace(RIDGE, agreed_rate=None),
    replace(RIDGE, currency="EUR"),
    replace(RIDGE, pay_model="per_task"),
    replace(RIDGE, agreed_rate=to_units(30), currency="EUR", note="said"),
]


@pytest.mark.parametrize("new", NEW)
def test_nothing_is_stored_until_it_is_said(ledger, new):
    work(ledger)
    before, version = earned(ledger), ledger.version
    with pytest.raises(ChangedTerms) as asked:
        terms.save(ledger, new)
    assert (stored(ledger), earned(ledger), ledger.version) == (RIDGE, before, version)
    assert "always" in ways.say(asked.value.hint)
    terms.save(ledger, new, terms.ALWAYS)
    assert stored(ledger) == new


@pytest.mark.parametrize(
    "new",
    [
        replace(RIDGE, role="editing", note="x", advertised_high=to_units(40)),
        replace(RIDGE, currency="USD"),
        replace(RIDGE, pay_model="hourly"),
    ],
)
def test_what_changes_no_terms_is_not_asked(ledger, new):
    work(ledger)
    terms.save(ledger, new)
    assert stored(ledger) == new


def test_a_project_without_logged_work_is_not_asked(ledger):
    work(ledger, project="Other")
    terms.save(ledger, replace(RIDGE, agreed_rate=to_units(30), currency="EUR"))
    assert stored(ledger).agreed_rate == to_units(30)


def test_the_first_rate_of_logged_hours_is_asked_too(ledger):
    work(ledger, project="Bare", hours=3)
    with pytest.raises(ChangedTerms, match="logged on Acme / Bare") as asked:
        terms.save(ledger, Project(platform="Acme", project="Bare", agreed_rate=to_units(20)))
    assert "3.0 h in 1 session earn 60.00 USD, their pay is unknown so far" in ways.say(asked.value.hint)


def test_from_a_day_on_is_a_noted_change_and_the_hours_before_keep_theirs(ledger):
    work(ledger, "2026-03-02", 2)
    work(ledger, "2026-03-20", 4)
    terms.save(ledger, replace(RIDGE, agreed_rate=to_units(30), role="editing"), dt.date(2026, 3, 20))
    assert stored(ledger) == replace(RIDGE, role="editing")
    assert events(ledger) == [("rate_changed", dt.date(2026, 3, 20), to_units(30))]
    assert earned(ledger) == to_units(2 * 25 + 4 * 30)
    terms.save(ledger, replace(RIDGE, agreed_rate=to_units(32), role="editing"), dt.date(2026, 3, 20))
    assert events(ledger) == [("rate_changed", dt.date(2026, 3, 20), to_units(32))]
    entry.undo(ledger)
    entry.undo(ledger)
    assert (stored(ledger), events(ledger), earned(ledger)) == (RIDGE, [], to_units(6 * 25))


def test_always_is_the_rate_of_the_start_too(ledger):
    entry.add(ledger, [ProjectEvent(platform="Acme", project="Ridge", event="started", happened_at=dt.date(2026, 3, 1),
                            rate=to_units(25))])  # fmt: skip
    work(ledger)
    new = replace(RIDGE, agreed_rate=to_units(30))
    assert terms.question(ledger, new).always.after == {"USD": to_units(60)}
    terms.save(ledger, new, terms.ALWAYS)
    assert (earned(ledger), events(ledger)[0][2]) == (to_units(60), to_units(30))


def test_a_change_that_is_noted_stands(ledger):
    day, rate = dt.date(2026, 3, 10), to_units(28)
    event = ProjectEvent(platform="Acme", project="Ridge", event="rate_changed", happened_at=day, rate=rate)
    entry.add(ledger, [event])
    work(ledger, "2026-03-02", 2)
    work(ledger, "2026-03-20", 1)
    asked = terms.question(ledger, replace(RIDGE, agreed_rate=to_units(30)), dt.date(2026, 3, 15))
    assert (asked.always.before, asked.always.after) == ({"USD": to_units(50)}, {"USD": to_units(60)})
    assert (asked.since.before, asked.since.after) == ({"USD": to_units(28)}, {"USD": to_units(30)})


@pytest.mark.parametrize("new", [NEW[1], NEW[2], NEW[3], NEW[4]])
def test_only_a_rate_has_a_day(ledger, new):
    work(ledger)
    with pytest.raises(InputError, match="Only a new rate"):
        terms.save(ledger, new, dt.date(2026, 3, 20))
    assert stored(ledger) == RIDGE


def test_a_platforms_currency_is_asked_where_its_projects_name_none(ledger):
    work(ledger)
    with pytest.raises(ChangedTerms, match="currency always so") as asked:
        terms.save(ledger, Platform(platform="Acme", currency="PHP"))
    assert "50.00 PHP instead of 50.00 USD" in ways.say(asked.value.hint)
    terms.save(ledger, Platform(platform="Acme", currency="USD", pay_delay_days=3))
    terms.save(ledger, replace(RIDGE, currency="USD"))
    terms.save(ledger, Platform(platform="Acme", currency="PHP"))
    assert earned(ledger) == to_units(50)


def test_amounts_that_say_their_own_currency_are_nobodys_question(ledger):
    terms.save(ledger, replace(RIDGE, agreed_rate=None))
    work(ledger, amount=to_units(60), currency="USD")
    terms.save(ledger, replace(RIDGE, agreed_rate=None, currency="EUR"))
    assert stored(ledger).currency == "EUR"
