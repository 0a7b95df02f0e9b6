"""Days of handing in, approval and arrival, set by a line on what is logged: what is open, what changes, and undo."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Earning, Payout, Platform, Project, Settings, WorkSession
from tracker.errors import Ambiguous, InputError
from tracker.units import to_units

NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def ledger(tmp_path):
    with Desk.open(tmp_path / "t.db", who="test", clock=lambda: NOON) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        projects = [Project(platform="Outlier", project=p, agreed_rate=to_units(20)) for p in ("rubric", "rlhf")]
        entry.add(made, [Platform(platform="Outlier", currency="USD"), *projects])
        yield made


def work(ledger, *days, project="rubric", hours=2, **more):
    rows = [
        WorkSession(platform="Outlier", project=project, worked_on=dt.date(2026, 6, day), minutes=hours * 3600, **more)
        for day in days
    ]
    entry.add(ledger, rows)


def approved(ledger):
    return {s.worked_on.day: s.approved_on and s.approved_on.day for _, s in ledger.rows(WorkSession)}


def test_all_that_is_open_up_to_the_day_and_one_undo(ledger):
    work(ledger, 1, 2, 3, 4)
    meant = entry.understand(ledger, "approved outlier rubric 3 june")
    assert meant.sure
    assert str(meant.sentence) == (
        "approved on Wed 2026-06-03: 3 entries of Outlier / rubric, Mon 2026-06-01 to Wed 2026-06-03, 6h, 120.00 USD"
    )
    done = entry.keep(ledger, meant)
    assert approved(ledger) == {1: 3, 2: 3, 3: 3, 4: None}
    assert done.summary == str(meant.sentence)
    entry.undo(ledger)
    assert set(approved(ledger).values()) == {None}


def test_what_is_paid_refused_unpaid_or_approved_is_not_open(ledger):
    work(ledger, 1)
    work(ledger, 2, status="rejected")
    work(ledger, 3, activity="training")
    work(ledger, 4, approved_on=dt.date(2026, 6, 5))
    work(ledger, 5)
    entry.add(
        ledger,
        [
            Payout(
                platform="Outlier", kind="payout", received_on=dt.date(2026, 6, 6), amount=to_units(40), currency="USD"
            )
        ],
    )
    entry.keep(ledger, entry.understand(ledger, "approved outlier rubric today"))
    assert approved(ledger) == {1: None, 2: None, 3: None, 4: 5, 5: 10}


def test_handed_in_before_approval_and_of_unknown_pay(ledger):
    work(ledger, 1)
    entry.add(ledger, [WorkSession(platform="Outlier", project="new", worked_on=dt.date(2026, 6, 2), minutes=3600)])
    entry.keep(ledger, entry.understand(ledger, "submitted outlier all yesterday"))
    assert [s.submitted_on for _, s in ledger.rows(WorkSession)] == [dt.date(2026, 6, 9)] * 2
    with pytest.raises(InputError, match="that is not handed in, approved or paid") as nothing:
        entry.understand(ledger, "submitted outlier today")
    assert nothing.value.code == "nothing_open"
    entry.keep(ledger, entry.understand(ledger, "approved outlier all today"))
    assert [s.approved_on for _, s in ledger.rows(WorkSession)] == [dt.date(2026, 6, 10)] * 2


def test_several_projects_are_a_question(ledger):
    work(ledger, 1)
    work(ledger, 2, project="rlhf")
    with pytest.raises(Ambiguous) as asked:
        entry.understand(ledger, "approved outlier today")
    assert [line for _, line in asked.value.choices] == [
        'approved all "Outlier" on 2026-06-10',
        'approved "Outlier" / "rlhf" on 2026-06-10',
        'approved "Outlier" / "rubric" on 2026-06-10',
    ]
    entry.keep(ledger, entry.understand(ledger, asked.value.choices[1][1]))
    assert approved(ledger) == {1: None, 2: 10}


def test_an_amount_means_the_row_that_comes_to_it(ledger):
    work(ledger, 1)
    work(ledger, 2, hours=6)
    bonus = Earning(
        platform="Outlier", kind="bonus", earned_from=dt.date(2026, 6, 3), amount=to_units(15), currency="USD",
        status="pending",
    )  # fmt: skip
    entry.add(ledger, [bonus])
    entry.keep(ledger, entry.understand(ledger, "approved outlier rubric 3 june 120"))
    assert approved(ledger) == {1: None, 2: 3}
    entry.keep(ledger, entry.understand(ledger, "approved outlier 15 usd"))
    (stored,) = (e for _, e in ledger.rows(Earning))
    assert (stored.approved_on, stored.status) == (dt.date(2026, 6, 10), None)
    with pytest.raises(InputError, match=r"Nothing open comes to 17\.00 USD") as none:
        entry.understand(ledger, "approved outlier 17")
    assert str(none.value.hint) == "Open are: 40.00 USD."


def test_a_payment_that_was_sent_arrives_once(ledger):
    entry.keep(ledger, entry.understand(ledger, "paid 100 usd outlier sent 4 june"))
    with pytest.raises(Ambiguous) as asked:
        entry.understand(ledger, "paid 100 usd outlier today")
    (first, _), (second, _) = asked.value.choices
    assert str(first) == "arrived on Wed 2026-06-10: 1 payment of Outlier, Thu 2026-06-04, 100.00 USD"
    assert str(second) == "100.00 USD from Outlier on Wed 2026-06-10, arrived"
    entry.keep(ledger, entry.understand(ledger, "arrived outlier yesterday"))
    (paid,) = (p for _, p in ledger.rows(Payout))
    assert (paid.stage, paid.received_on) == ("arrived", dt.date(2026, 6, 9))
    again = entry.understand(ledger, "paid 100 usd outlier today")
    assert str(again.sentence) == "100.00 USD from Outlier on Wed 2026-06-10"


def test_a_file_of_notes_sets_no_day(ledger):
    from tracker import quickadd

    work(ledger, 1)
    here = quickadd.Here(NOON, ZoneInfo("UTC"), entry.known_names(ledger), "USD", NOON.date(), live=False)
    with pytest.raises(InputError, match="adds nothing"):
        quickadd.understand("approved outlier today", here)
