"""The dispute sheet knows until when one can object, by the terms of pay, unless another day is said."""

import datetime as dt

import pytest

from tracker.desk import disputes, entry
from tracker.desk.session import Desk
from tracker.domain import PayTerms, Platform, Settings, WorkSession

TODAY = dt.date(2026, 6, 10)


@pytest.fixture
def ledger(tmp_path):
    noon = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    with Desk.open(tmp_path / "t.db", who="test", clock=lambda: noon) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [Platform(platform="Acme", currency="USD")])
        for day in (2, 5, 8):
            worked = dt.date(2026, 6, day)
            short = WorkSession(
                platform="Acme", worked_on=worked, minutes=7200, counted_minutes=3600, rate=200_000, currency="USD"
            )
            entry.add(made, [short])
        yield made


def terms(ledger, **more):
    entry.add(ledger, [PayTerms(platform="Acme", pay_delay_days=5, dispute_from="earned", **more)])


def test_without_terms_nothing_is_assumed(ledger):
    assert disputes.sheet(ledger, "Acme", TODAY).deadline is None
    terms(ledger)
    assert disputes.sheet(ledger, "Acme", TODAY).deadline is None


def test_the_next_deadline_that_is_not_over(ledger):
    terms(ledger, dispute_days=7)
    assert disputes.sheet(ledger, "Acme", TODAY).deadline == dt.date(2026, 6, 12)
    late = disputes.sheet(ledger, "Acme", TODAY, dt.date(2026, 6, 7), TODAY)
    assert late.deadline == dt.date(2026, 6, 15)
    assert disputes.sheet(ledger, "Acme", TODAY, deadline=dt.date(2026, 6, 30)).deadline == dt.date(2026, 6, 30)
    assert b"2026-06-12" in disputes.file(disputes.sheet(ledger, "Acme", TODAY), ".html")


def test_in_business_days(ledger):
    terms(ledger, dispute_days=4, dispute_in="business_days")
    assert disputes.sheet(ledger, "Acme", TODAY).deadline == dt.date(2026, 6, 11)
