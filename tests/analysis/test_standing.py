"""What waits, what is coming and until when one can object."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle, work
from tests.analysis.test_pay_oracles import terms
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.payments.owed import build_owed
from tracker.analysis.payments.settled_lines import settlement_lines
from tracker.analysis.payments.standing import standing
from tracker.analysis.platforms.compared import build_platforms
from tracker.analysis.results.standing import Standing
from tracker.analysis.terms_of_pay.stored import stored_terms
from tracker.domain import Platform, Project, Transfer
from tracker.frames import LedgerFrames
from tracker.views.numbers import Reader
from tracker.views.payments import lines as payment_lines


def at(frames: LedgerFrames, as_of: str) -> Standing:
    return standing(make_basis(frames, day(as_of), None))


def test_what_waits_for_approval_and_by_when_it_comes_at_the_latest() -> None:
    frames = ledger(
        terms(counts_from="approved", auto_after_days=14, pay_delay_days=5, moves="stays"),
        earned("2026-06-01", 100), earned("2026-06-03", 112), earned("2026-05-20", 50),
    )  # fmt: skip
    (late, waiting) = sorted(at(frames, "2026-06-10").sums, key=lambda s: s.state)
    assert (waiting.state, waiting.amount, waiting.overdue) == ("waiting", money(212), False)
    assert (waiting.next_on, waiting.last_on) == (day("2026-06-20"), day("2026-06-22"))
    assert (late.state, late.amount, late.overdue, late.next_on) == ("due", money(50), True, day("2026-06-08"))
    assert at(frames, "2026-06-10").home("waiting") == money(212)


def test_what_nobody_will_approve_by_itself_has_no_last_day() -> None:
    frames = ledger(terms(counts_from="approved", pay_delay_days=5), earned("2026-06-01", 100))
    (waiting,) = at(frames, "2026-08-10").sums
    assert (waiting.state, waiting.next_on, waiting.last_on) == ("waiting", None, None)


def test_what_is_under_the_smallest_payout_says_what_is_missing() -> None:
    frames = ledger(terms(pay_cycle="weekly", pay_cycle_ends="sun", pay_day="tue", payout_threshold=money(100)),
                    earned("2026-06-03", 40), earned("2026-06-10", 20))  # fmt: skip
    (deferred,) = at(frames, "2026-06-30").sums
    assert (deferred.state, deferred.amount, deferred.threshold, deferred.missing) == (
        "deferred", money(60), money(100), money(40),
    )  # fmt: skip


def test_exposure_is_what_is_handed_in_and_not_in_the_bank() -> None:
    frames = ledger(
        terms(pay_delay_days=7, arrives_after=3), earned("2026-06-01", 30), earned("2026-06-02", 50),
        earned("2026-06-20", 70), payout("2026-06-08", 30, place="wallet"), payout("2026-06-22", 50, stage="sent"),
        Transfer(moved_on=day("2026-06-10"), from_account="acme", to_account="bank", amount_out=money(10),
                 currency_out="USD"),
    )  # fmt: skip
    (found,) = at(frames, "2026-06-23").exposures
    assert (found.owed, found.on_the_way, found.in_wallet) == (money(70), money(50), money(20))
    assert found.total == money(140)
    (later,) = at(frames, "2026-07-26").exposures
    assert later.on_the_way == money(50)


def test_the_pay_days_of_the_coming_weeks() -> None:
    frames = ledger(
        terms(pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5, window_days=1), earned("2026-06-03", 40)
    )
    first, second, *_ = at(frames, "2026-06-08").pay_days
    assert (first.closes_on, first.due_on, first.kept_until, first.home) == (
        None, day("2026-06-10"), day("2026-06-11"), money(40),
    )  # fmt: skip
    assert (second.closes_on, second.due_on, second.home) == (day("2026-06-12"), day("2026-06-17"), 0)


def test_until_when_one_can_object() -> None:
    by_review = terms(
        pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3, dispute_days=3, dispute_in="business_days",
        dispute_from="reviewed", holidays="fed",
    )  # fmt: skip
    project = Project(platform="Acme", project="P", agreed_rate=money(30))
    short = {"project": "P", "counted_minutes": 3600, "approved_on": day("2026-11-24")}
    frames = ledger(by_review, project, work("2026-11-20", 120, **short), work("2026-11-21", 60, **short))
    (found,) = at(frames, "2026-11-26").deadlines
    assert (found.day, found.ends_on, found.days_left, found.money) == (
        day("2026-11-20"), day("2026-11-30"), 4, money(30),
    )  # fmt: skip
    assert at(frames, "2026-12-01").deadlines == ()


def test_the_days_to_object_are_counted_from_what_the_terms_name() -> None:
    """Worked on Tuesday 2 June 2026, approved on 5, the week ends on Sunday 7, paid on Wednesday 10; 7 days each."""
    begins = {"earned": 2, "reviewed": 5, "cycle_end": 7, "paid": 11, None: 10}
    for start, first in begins.items():
        frames = ledger(
            terms(pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=3, dispute_days=7, dispute_from=start),
            Project(platform="Acme", project="P", agreed_rate=money(40)),
            work("2026-06-02", 60, project="P", counted_minutes=1800, approved_on=day("2026-06-05")),
            payout("2026-06-11", 20),
        )  # fmt: skip
        ends = dt.date(2026, 6, first + 7)
        (found,) = at(frames, ends.isoformat()).deadlines
        assert (found.ends_on, found.days_left, found.money) == (ends, 0, money(20))
        assert at(frames, (ends + dt.timedelta(days=1)).isoformat()).deadlines == ()


def test_what_waits_is_never_late_beside_late_money_of_the_same_day() -> None:
    """One approved and not paid, one of the same day that nobody has approved: 50 late, 70 not."""
    frames = ledger(terms(counts_from="approved", pay_delay_days=5, moves="stays"),
                    earned("2026-06-01", 50, approved_on=day("2026-06-01")), earned("2026-06-01", 70))  # fmt: skip
    owed = build_owed(frames, day("2026-07-10"))
    assert [(i.state, i.amount, i.days_late) for i in owed.items] == [("due", money(50), 34), ("waiting", money(70), 0)]
    assert (owed.overdue, owed.age_bands["not_yet_due"]) == (money(50), money(70))
    found = settlement_lines(make_basis(frames, day("2026-07-10"), None)).open
    said = {d.state: payment_lines.standing(d, Reader.of("en_US", "USD")) for d in found}
    assert said == {"due": "34 days late", "waiting": "not approved yet"}


def test_money_of_no_due_date_is_called_late_nowhere() -> None:
    """Under the smallest payout, free to draw, not handed in, nobody says when: each paid months after a date."""
    for state, more in (
        ("deferred", {"pay_delay_days": 5, "payout_threshold": money(100)}), ("free", {"on_request": True}),
        ("not_handed_in", {"counts_from": "invoiced", "pay_delay_days": 5}), ("unknown", {"pay_cycle": "none"}),
    ):  # fmt: skip
        frames = ledger(terms(**{"pay_delay_days": 5 if state == "free" else None, **more}), earned("2026-02-02", 60))
        (d,) = settlement_lines(make_basis(frames, day("2026-07-10"), None)).open
        (item,) = build_owed(frames, day("2026-07-10")).items
        assert (d.state, d.days_late, item.state, item.days_late) == (state, 0, state, 0)
        assert "late" not in payment_lines.standing(d, Reader.of("en_US", "USD"))


def test_the_terms_that_are_in_force_are_told_as_they_are_stored() -> None:
    old, new = terms(pay_delay_days=5, holds_from=None), terms(pay_delay_days=9, holds_from=day("2026-03-01"))
    later = terms(pay_delay_days=20, holds_from=day("2027-01-01"))
    tasks = terms(kind="task", fee_percent=Decimal("2.5"), payout_threshold=money(10), seen_on=day("2026-02-02"))
    frames = ledger(old, new, later, tasks)
    assert stored_terms(frames, "Acme", day("2026-06-01")) == (new, tasks)
    assert stored_terms(frames, "Acme", day("2026-02-01")) == (old, tasks)


def judged(frames: LedgerFrames) -> list[tuple[int | None, int | None, dt.date | None, bool]]:
    found = build_platforms(frames, day("2026-07-10")).platforms[0].judged_by
    return [(j.row, j.terms.pay_delay_days, j.until, j.assumed) for j in found]


def test_pay_days_are_judged_by_the_terms_of_their_work_those_that_changed_too() -> None:
    """Terms of the work alone: those of a later year and of another kind of pay judge nothing."""
    old, new = terms(pay_delay_days=5, holds_from=None), terms(pay_delay_days=9, holds_from=day("2026-03-01"))
    later = terms(pay_delay_days=20, holds_from=day("2027-01-01"))
    tasks = terms(kind="task", pay_delay_days=30)
    early, late = earned("2026-02-02", 60), earned("2026-03-02", 60)
    assert judged(ledger(old, new, later, tasks, early, late)) == [
        (2, 9, day("2026-12-31"), False), (1, 5, day("2026-02-28"), False),
    ]  # fmt: skip
    assert judged(ledger(old, new, later, tasks, early)) == [(1, 5, day("2026-02-28"), False)]
    assert judged(ledger(new, early, late)) == [(1, 9, None, False), (None, 30, day("2026-02-28"), True)]
    own = Platform(platform="Acme", pay_delay_days=7)
    assert judged(ledger(own, new, early)) == [(None, 7, day("2026-02-28"), False)]
    assert judged(ledger(early)) == [(None, 30, None, True)]
    assert judged(ledger(earned("2026-02-02", 60, due_on=day("2026-02-20")))) == []


def test_money_that_was_only_sent_counts_and_is_said() -> None:
    """50 arrived, 40 sent and 30 only asked for: 90 received, of which 40 are not yet in the bank."""
    rows = [
        earned("2026-06-02", 120), payout("2026-06-10", 50, stage="arrived"), payout("2026-06-12", 40, stage="sent"),
        payout("2026-06-13", 30, stage="asked"),
    ]  # fmt: skip
    found = settle(ledger(rows), "2026-06-30")
    assert int(found.cash["amount"].sum()) == money(90)
    (said,) = [c for c in found.caveats if c.code == "sent_not_arrived"]
    assert said.n == 1
    assert "40.00 USD" in str(said.text)
    assert "sent_not_arrived" not in {c.code for c in settle(ledger(rows[:2]), "2026-06-30").caveats}
