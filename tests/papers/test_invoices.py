"""Invoices: what is in one, that its lines add up, and that handing in starts the clock."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.payments.invoices import build_invoice, open_invoices
from tracker.domain import Project
from tracker.errors import InputError
from tracker.frames import from_records
from tracker.sample import generate
from tracker.views.numbers import Reader
from tracker.views.papers import invoice as invoice_view

MAY = (day("2026-05-01"), day("2026-05-31"))
NOVA = Project(platform="Acme", project="Nova", agreed_rate=money(30), currency="USD")
TASKS = Project(platform="Acme", project="Ranks", pay_model="per_task", agreed_rate=money("0.125"), currency="USD")


def test_by_hand():
    made = build_invoice(
        ledger(
            NOVA,
            TASKS,
            work("2026-05-04", 90, project="Nova"),
            work("2026-05-05", 100, project="Nova", counted_minutes=60 * 60),
            work("2026-05-06", 60, project="Nova", rate=money(40), currency="USD"),
            work("2026-05-06", 60, project="Nova", status="rejected"),
            work("2026-05-06", 60, project="Nova", activity="onboarding"),
            work("2026-05-07", 30, project="Ranks", tasks=41),
            work("2026-05-08", 30, project="Ranks"),
            work("2026-06-01", 60, project="Nova"),
            earned("2026-05-09", 50),
            earned("2026-05-09", -5, kind="adjustment"),
        ),
        "Acme", *MAY, tax=19.0,
    )  # fmt: skip
    assert [(x.project, x.unit, x.quantity, x.rate, x.amount) for x in made.lines] == [
        ("Nova", "hour", 2.5, money(30), money(75)),
        ("Nova", "hour", 1.0, money(40), money(40)),
        ("Ranks", "task", 41.0, money("0.125"), money("5.12")),
        (None, "sum", 1.0, None, money(50)),
    ]
    assert (made.net, made.tax, made.total) == (money("170.12"), money("32.32"), money("202.44"))
    assert {c.code: c.n for c in made.caveats} == {"pay_unknown": 1}


def test_what_was_handed_in_before_is_said_and_can_be_left_out():
    rows = [NOVA, work("2026-05-04", 60, project="Nova", submitted_on=day("2026-05-10")),
            work("2026-05-05", 60, project="Nova"),
            earned("2026-05-06", 10, approved_on=day("2026-05-07"))]  # fmt: skip
    made = build_invoice(ledger(*rows), "Acme", *MAY)
    assert (made.total, {c.code: c.n for c in made.caveats}) == (money(70), {"handed_in_before": 2})
    assert "40.00 USD" in str(made.caveats[0].text)
    left = build_invoice(ledger(*rows), "Acme", *MAY, only_open=True)
    assert (left.total, left.caveats) == (money(30), ())


def test_one_currency():
    rows = [NOVA, work("2026-05-04", 60, project="Nova"), earned("2026-05-05", 10, currency="EUR")]
    with pytest.raises(InputError, match="EUR and USD") as caught:
        build_invoice(ledger(*rows), "Acme", *MAY)
    assert caught.value.code == "which_currency"
    assert build_invoice(ledger(*rows), "Acme", *MAY, currency="EUR").total == money(10)


@given(st.lists(st.tuples(st.integers(1, 31), st.integers(1, 600), st.sampled_from([20, 25, 33])), max_size=10))
def test_the_lines_are_the_rows_and_what_they_accrue(rows):
    sessions = [work(f"2026-05-{d:02d}", m, project="Nova", rate=money(r), currency="USD") for d, m, r in rows]
    frames = ledger(NOVA, *sessions)
    made = build_invoice(frames, "Acme", *MAY)
    assert made.total == made.net == sum(x.amount for x in made.lines)
    assert len(made.items) == len(rows)
    accrued = make_basis(frames, day("2026-06-30"), None).money.parts["accrued"].sum()
    assert abs(made.net - accrued) <= 50 * max(1, len(made.lines))


def test_the_sample():
    sample = generate()
    made = build_invoice(
        from_records(sample.records, sample.settings), "Larkspur", day("2026-08-01"), day("2026-08-31")
    )
    assert (len(made.items), len(made.lines), made.total) == SNAPSHOT


SNAPSHOT = (24, 3, 13_254_500)


def test_it_is_written_and_handed_in(tmp_path):
    """The clock of terms that count from handing in runs from the invoice's day."""
    from tracker.analysis.results.invoices import Parties, Party
    from tracker.desk import invoices
    from tracker.desk.session import Desk
    from tracker.domain import Platform, Settings, WorkSession
    from tracker.views.numbers import Reader

    now = dt.datetime(2026, 6, 2, 12, tzinfo=dt.UTC)
    with Desk.open(tmp_path / "l.db", who="test", clock=lambda: now) as desk:
        from tracker.desk import entry

        entry.save_settings(desk, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(desk, [Platform(platform="Acme", currency="USD"), NOVA, work("2026-05-04", 90, project="Nova")])
        made = invoices.invoice(desk, "Acme", *MAY)
        who = Parties("7", now.date(), Party(("Ana Ñandú", "Rua Azul 5")), Party(("Acme",)), remarks=("IBAN: none",))
        data = invoices.file(made, who, Reader.of("en-US", "USD"))
        assert data.startswith(b"%PDF-1.7")
        assert data == invoices.file(made, who, Reader.of("en-US", "USD"))
        done = invoices.hand_in(desk, made, now.date())
        assert done is not None
        assert [s.submitted_on for _row, s in desk.rows(WorkSession)] == [now.date()]
        assert invoices.hand_in(desk, made, now.date()) is None
        empty = invoices.invoice(desk, "Acme", day("2026-04-01"), day("2026-04-30"))
        with pytest.raises(InputError, match="nothing to bill"):
            invoices.file(empty, who, Reader.of("en-US", "USD"))


def test_money_that_came_changes_no_invoice():
    rows = [NOVA, work("2026-05-04", 60, project="Nova")]
    assert build_invoice(ledger(*rows, payout("2026-05-20", 30)), "Acme", *MAY) == build_invoice(
        ledger(*rows), "Acme", *MAY
    )


def test_what_was_handed_in_and_is_not_paid():
    """By hand: 75 handed in on the 10th with 30 of it paid, 40 on the 12th, and 10 never handed in."""
    handed, later = {"submitted_on": day("2026-05-10")}, {"submitted_on": day("2026-05-12")}
    frames = ledger(
        NOVA,
        work("2026-05-04", 90, project="Nova", **handed),
        earned("2026-05-05", 30, project="Nova", **handed),
        work("2026-05-11", 80, project="Nova", **later),
        work("2026-05-12", 20, project="Nova"),
        work("2026-05-12", 60, project="Nova", status="rejected", **later),
        payout("2026-05-20", 30),
    )
    found = open_invoices(make_basis(frames, day("2026-07-31"), None)).invoices
    said = [(x.handed_in.day, x.billed, x.left, x.rows, x.days_late > 0) for x in found]
    assert said == [(10, money(75), money(45), 2, True), (12, money(40), money(40), 1, True)]
    assert found[0].due_on is not None
    assert found[0].days_late == (day("2026-07-31") - found[0].due_on).days
    early = open_invoices(make_basis(frames, day("2026-05-11"), None)).invoices
    assert [(x.handed_in.day, x.left, x.days_late) for x in early] == [(10, money(75), 0)]
    assert open_invoices(make_basis(ledger(), day("2026-05-11"), None)).invoices == ()


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 300), st.booleans()), max_size=8), st.integers(0, 400))
def test_what_is_open_is_what_is_owed_of_handed_in_work(rows, paid):
    sessions = [
        work(f"2026-05-{d:02d}", m, project="Nova", submitted_on=day("2026-05-30") if handed else None)
        for d, m, handed in rows
    ]
    came = [payout("2026-06-05", paid)] if paid else []
    basis = make_basis(ledger(NOVA, *sessions, *came), day("2026-08-31"), None)
    parts = basis.money.parts
    handed_in = {n for n, (_d, _m, handed) in enumerate(rows, start=1) if handed}
    mine = parts[(parts["ref"] == "session") & parts["row"].isin(handed_in)]
    found = open_invoices(basis).invoices
    assert sum(x.left for x in found) == mine["open"].sum()
    assert all(0 < x.left <= x.billed for x in found)


def test_whoever_multiplies_hours_and_price_of_a_line_gets_its_amount():
    """2 h 20 at 30.00 are 70.00, and 2.33 times 30.00 only 69.90: so many decimals are printed as it takes."""
    rows = [NOVA, work("2026-05-04", 140, project="Nova"), work("2026-05-05", 90, project="Nova", rate=money(40))]
    made = build_invoice(ledger(*rows), "Acme", *MAY)
    shown = invoice_view.lines(made, Reader.of("en-US", "USD"))
    assert [(r[2], r[4]) for r in shown.cells] == [("2.3333", "$70.00"), ("1.50", "$60.00")]
