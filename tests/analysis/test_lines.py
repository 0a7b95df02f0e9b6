"""Which payment paid which work, line by line."""

import datetime as dt

from tests.analysis.ledgers import day, earned, ledger, money, payout, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.payments.settled_lines import settlement_lines
from tracker.domain import Platform, Project
from tracker.frames import from_records
from tracker.sample import AS_OF, generate
from tracker.views.numbers import Reader
from tracker.views.payments.lines import payment, standing

WEEKLY = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5)
NOVA = Project(platform="Acme", project="Nova", agreed_rate=money(40))


def lines(*records, as_of="2026-05-31"):
    return settlement_lines(make_basis(ledger(WEEKLY, NOVA, *records), day(as_of), None))


def nova(on, minutes=240):
    return work(on, minutes, project="Nova")


def test_an_empty_ledger_has_no_lines():
    found = lines()
    assert (found.pay_days, found.payments, found.open) == ((), (), ())


def test_work_without_a_payment_is_open_and_late_after_its_due_date():
    (d,) = lines(nova("2026-05-04"), nova("2026-05-06")).pay_days
    assert (d.project, d.first, d.last, d.due_on) == ("Nova", day("2026-05-04"), day("2026-05-06"), day("2026-05-15"))
    assert (d.owed, d.paid, d.left, d.left_home, d.days_late) == (money(320), 0, money(320), money(320), 16)
    assert d.alone


def test_a_partial_payment_leaves_the_rest_open():
    found = lines(nova("2026-05-04"), payout("2026-05-15", 100))
    (d,) = found.pay_days
    (p,) = found.payments
    assert (d.paid, d.left) == (money(100), money(60))
    assert [(x.payout, x.amount, x.rule) for x in d.lines] == [(1, money(100), "age")]
    assert p.lines == d.lines
    assert p.loose == 0


def test_two_payments_on_one_pay_day_are_two_lines():
    found = lines(nova("2026-05-04"), payout("2026-05-15", 100), payout("2026-05-22", 60))
    (d,) = found.pay_days
    assert [x.amount for x in d.lines] == [money(100), money(60)]
    assert (d.left, d.days_late) == (0, 0)


def test_what_no_work_explains_is_loose():
    found = lines(nova("2026-05-04"), payout("2026-05-15", 200))
    (p,) = found.payments
    assert p.loose == money(40)
    assert sum(x.amount for x in p.lines) + p.loose == p.amount


def test_given_up_money_is_neither_paid_nor_open():
    found = lines(nova("2026-05-04"), payout("2026-05-15", 100), payout("2026-05-30", 60, kind="write_off"))
    (d,) = found.pay_days
    assert (d.owed, d.paid, d.written_off, d.left) == (money(160), money(100), money(60), 0)


def test_what_is_taken_back_leaves_the_lines():
    found = lines(nova("2026-05-04"), payout("2026-05-15", 160), payout("2026-05-20", 50, kind="clawback"))
    (d,) = found.pay_days
    assert (d.paid, d.written_off) == (money(110), money(50))
    taken, came = found.payments
    assert (came.taken_back, taken.taken_back) == (money(50), 0)


def test_a_rounded_payment_is_taken_back_by_nobody():
    found = lines(work("2026-05-04", 517, rate=money(25), currency="USD"), payout("2026-05-15", "215.42"))
    (d,), (p,) = found.pay_days, found.payments
    assert (d.owed, d.paid, d.left, p.loose, p.taken_back) == (money("215.4167"), money("215.4167"), 0, 0, 0)


def test_what_was_taken_off_is_not_owed_and_is_said():
    off = earned("2026-05-06", -15, kind="adjustment", project="Nova")
    (d,) = lines(nova("2026-05-04"), off, payout("2026-05-15", 145)).pay_days
    assert (d.owed, d.paid, d.left, d.deducted) == (money(145), money(145), 0, money(15))
    reader = Reader.of("en_US", "USD")
    assert standing(d, reader) == "$15.00 taken off, paid"


def test_money_for_hours_without_a_rate_is_said_to_be_theirs():
    found = lines(work("2026-05-04", 60), payout("2026-05-15", 30))
    (p,) = found.payments
    assert (p.loose, p.for_unknown) == (money(30), True)
    view = payment(p, found, Reader.of("en_US", "USD"))
    assert view.notes == ("$30.00 of it is taken as what hours without a rate earned.",)


def test_a_payment_beyond_its_period_says_that_it_pays_nothing_else():
    found = lines(nova("2026-05-04"), payout("2026-05-15", 200, covers_from=day("2026-05-04")))
    (p,) = found.payments
    said = payment(p, found, Reader.of("en_US", "USD")).notes
    assert said[0] == "It says that it covers May 4, 2026 to May 15, 2026."
    assert said[1].startswith("$40.00 is more than was earned in these days, and pays no other work")


def test_work_without_a_project_beside_other_open_work_is_not_alone():
    found = lines(nova("2026-05-04"), work("2026-05-04", 60, rate=money(20), currency="USD"))
    by_project = {d.project: d.alone for d in found.pay_days}
    assert by_project == {"Nova": True, None: False}


def test_the_sample_adds_up_on_every_pay_day():
    made = generate()
    basis = make_basis(from_records(made.records, made.settings), AS_OF, None)
    found = settlement_lines(basis)
    parts = basis.money.parts
    assert sum(d.left_home for d in found.open) == int((parts["overdue"] + parts["not_yet_due"]).sum())
    for d in found.pay_days:
        assert d.owed == d.paid + d.written_off + d.left
        assert min(d.paid, d.written_off, d.left) >= 0
    for p in found.payments:
        assert p.day <= AS_OF + dt.timedelta(0)
