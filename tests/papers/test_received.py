"""Money that arrived, as papers show it: by hand, as invariants, against a published rate, and on the sample."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, ledger, money, payout, work
from tracker.analysis.ledger_basis import make_basis
from tracker.analysis.payments.received import build_received
from tracker.analysis.payments.tax_year import build_tax_year, tax_window
from tracker.desk import shapes
from tracker.desk.reference import BundledRates
from tracker.domain import ExchangeRate, Expense, Transfer
from tracker.frames import from_records
from tracker.reports.papers.paper import Bars, Grid
from tracker.sample import AS_OF, generate
from tracker.views.numbers import Reader
from tracker.views.papers import statement

YEAR = (day("2026-01-01"), day("2026-12-31"))


def received(*rows, as_of="2026-12-31", window=YEAR, home="USD", reference=None):
    return build_received(ledger(*rows, home=home), day(as_of), *window, reference=reference)


def spent(on, amount, category="headset", **more):
    return Expense(spent_on=day(on), amount=money(amount), currency="USD", category=category, **more)


def test_by_hand():
    r = received(
        work("2026-01-05", 60),
        payout("2026-01-20", 100, fee=money(2), evidence="deposit"),
        payout("2026-03-02", 50, platform="Nova", evidence="file"),
        payout("2026-03-31", 10, kind="clawback"),
        payout("2026-03-31", 20, kind="reimbursement"),
        payout("2026-04-01", 999, stage="sent"),
        payout("2026-04-01", 999, kind="write_off"),
        payout("2027-01-01", 999),
        spent("2026-02-01", 30),
        as_of="2026-04-30",
    )
    assert [(m.first.month, m.received, m.payments) for m in r.months] == [
        (1, money(98), 1), (2, 0, 0), (3, money(40), 1), (4, 0, 0),
    ]  # fmt: skip
    assert all(m.whole for m in r.months)
    assert (r.total, r.average, r.low, r.high) == (money(138), money("34.50"), 0, money(98))
    assert [(p.platform, p.received, p.payments) for p in r.payers] == [("Acme", money(88), 1), ("Nova", money(50), 1)]
    assert r.by_evidence == pytest.approx({"typed": 0, "file": 50 / 148, "deposit": 98 / 148})
    assert [(s.category, s.home) for s in r.spent] == [("headset", money(30)), ("reimbursement", -money(20))]
    assert {c.code: c.n for c in r.caveats} == {"not_arrived": 1, "given_up": 1, "record_begins": 1}


def test_months_before_the_record_are_not_averaged():
    r = received(work("2026-03-10", 60), payout("2026-04-05", 90), as_of="2026-05-31")
    assert [m.first.month for m in r.months] == [3, 4, 5]
    assert r.average == money(30)
    assert r.begins == day("2026-03-10")


def test_part_of_a_month_is_in_the_sum_and_in_no_average():
    """A window from 15 January to 14 April: 90 and 30 in February and March, 5 and 7 at its ends."""
    rows = [work("2025-12-01", 60), *(payout(on, n) for on, n in
            (("2026-01-20", 5), ("2026-02-10", 90), ("2026-03-10", 30), ("2026-04-10", 7)))]  # fmt: skip
    r = received(*rows, window=(day("2026-01-15"), day("2026-04-14")))
    assert [m.whole for m in r.months] == [False, True, True, False]
    assert (r.total, r.average, r.low, r.high) == (money(132), money(60), money(30), money(90))
    assert {c.code: c.n for c in r.caveats} == {"part_months": 2}
    short = received(*rows, window=(day("2026-02-02"), day("2026-02-20")))
    assert (short.total, short.average) == (money(90), None)


def test_each_payment_says_where_its_rate_is_from():
    rows = [
        payout("2026-05-04", 100, currency="USD", fee=money(2), home_amount=money("90.10")),
        payout("2026-05-05", 100, currency="GBP"),
        payout("2026-05-06", 100, currency="KES"),
        payout("2026-05-07", 100, currency="NGN"),
        payout("2026-05-08", 100, currency="EUR"),
        Transfer(moved_on=day("2026-05-01"), from_account="A", to_account="B", amount_out=money(10),
                 currency_out="GBP", amount_in=money(12), currency_in="EUR"),
        ExchangeRate(on=day("2026-04-01"), currency="KES", in_home_currency=Decimal("0.0071")),
    ]  # fmt: skip
    r = received(*rows, home="EUR")
    assert [(x.home, x.rate_from, x.rate_on) for x in r.income] == [
        (money("90.10"), "arrived", None),
        (money(120), "conversion", day("2026-05-01")),
        (money("0.71"), "typed", day("2026-04-01")),
        (None, None, None),
        (money(100), None, None),
    ]
    assert r.total == money("310.81")
    assert {c.code for c in r.caveats} == {"no_rate", "rate_stale", "record_begins"}


def test_a_published_rate():
    """The European Central Bank's rate of 2 January 2025: 1 EUR = 1.0321 USD."""
    r = received(
        payout("2025-01-02", "1032.10"), home="EUR", reference=BundledRates(), as_of="2025-12-31",
        window=(day("2025-01-01"), day("2025-12-31")),
    )  # fmt: skip
    assert (r.total, r.income[0].rate_from, r.income[0].rate_on) == (money(1000), "table", day("2025-01-02"))


PAYMENTS = st.lists(
    st.builds(
        payout,
        st.dates(*YEAR).map(str),
        st.integers(10, 5000),
        kind=st.sampled_from(["payout", "payout", "clawback", "reimbursement"]),
        platform=st.sampled_from(["Acme", "Nova"]),
        fee=st.sampled_from([None, 10_000, 25_000]),
        currency=st.sampled_from(["USD", "EUR"]),
        home_amount=st.sampled_from([None, 1_000_000]),
    ),
    max_size=12,
)
EURO = ExchangeRate(on=dt.date(2025, 12, 1), currency="EUR", in_home_currency=Decimal("1.1"))


@given(PAYMENTS)
def test_every_sum_is_the_same_money(rows):
    frames = ledger(*rows, EURO)
    r = build_received(frames, YEAR[1], *YEAR)
    assert sum(m.received for m in r.months) == sum(p.received for p in r.payers) == r.total
    cash = make_basis(frames, YEAR[1], None).money.cash["amount"].sum()
    assert abs(r.total - cash) <= 50 * sum(x.rate is not None for x in r.income)
    year = build_tax_year(r)
    assert year.net == year.gross - year.returned - year.fees == r.total
    assert year.net == sum(q.net for q in year.quarters) == sum(x.home_net or 0 for x in year.lines)
    assert sum(c.spent for c in year.categories) == year.expenses == sum(q.expenses for q in year.quarters)


def test_a_tax_year_that_begins_in_april():
    assert tax_window(2025, (4, 6)) == (day("2025-04-06"), day("2026-04-05"))
    first, last = tax_window(2026, (4, 6))
    rows = [
        *(payout(f"2026-{on}", n) for on, n in (("04-05", 1), ("04-06", 10), ("07-05", 20), ("07-06", 40))),
        payout("2027-04-05", 80, fee=money(5)),
        spent("2026-07-05", 4),
        spent("2026-07-06", 3, "Tax withheld"),
    ]
    y = build_tax_year(received(*rows, as_of="2027-06-01", window=(first, last)))
    assert [(q.gross, q.fees, q.net, q.expenses, q.withheld) for q in y.quarters] == [
        (money(30), 0, money(30), money(4), 0),
        (money(40), 0, money(40), 0, money(3)),
        (0, 0, 0, 0, 0),
        (money(80), money(5), money(75), 0, 0),
    ]
    assert (y.name, y.profit, y.withheld) == ("2026/27", money(141), money(3))
    assert [(x.quarter, x.month.month) for x in y.lines if x.platform] == [(1, 4), (1, 7), (2, 7), (4, 4)]
    assert {c.code for c in y.caveats} == {"no_fee", "tax_withheld"}


def test_the_sample():
    sample = generate()
    frames = from_records(sample.records, sample.settings)
    r = build_received(frames, AS_OF, day("2025-11-01"), day("2026-10-31"), reference=BundledRates())
    assert (round(r.total / 10_000, 2), len(r.months), len(r.income)) == SNAPSHOT
    cash = make_basis(frames, AS_OF, BundledRates()).money.cash
    mine = cash[(cash["day"] >= "2025-11-01") & (cash["day"] <= "2026-10-31")]["amount"].sum()
    assert r.total == pytest.approx(mine, abs=50 * len(r.income))


SNAPSHOT = (25361.72, 12, 164)


def test_the_bars_of_a_statement_stand_as_high_as_its_months():
    """98, 0, -10 and 150: the axis goes from -50 to 150 in steps of 50."""
    rows = [work("2026-01-05", 60), payout("2026-01-20", 98), payout("2026-03-20", 10, kind="clawback"),
            payout("2026-04-20", 150)]  # fmt: skip
    made = build_received(ledger(*rows), day("2026-04-30"), day("2026-01-01"), day("2026-04-30"))
    shown = statement.bars(made, Reader.of("en-US", made.currency))
    assert [(label, round(height * 200 - 50, 9)) for label, height in shown.bars] == [
        ("Jan", 98), ("Feb", 0), ("Mar", -10), ("Apr", 150),
    ]  # fmt: skip
    assert shown.zero == 0.25
    assert [(round(h * 200 - 50, 9), said) for h, said in shown.ticks][:2] == [(-50, "-$50"), (0, "$0")]
    assert "the highest is April 2026 with $150.00, the lowest March 2026 with -$10.00" in shown.alt
    flat = build_received(ledger(work("2026-01-05", 60)), day("2026-01-31"), day("2026-01-01"), day("2026-01-31"))
    assert statement.bars(flat, Reader.of("en-US", "USD")).bars == (("Jan", 0.0),)


def printed(text):
    """An amount as the paper has it, in units."""
    return money(text.replace("$", "").replace(",", ""))


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28), st.decimals(-500, 9000, places=2)), max_size=12))
def test_the_figures_of_a_paper_are_those_of_the_json_to_the_cent(rows):
    made = received(
        work("2026-01-01", 60),
        *(payout(f"2026-{m:02d}-{d:02d}", abs(x), kind="payout" if x > 0 else "clawback") for m, d, x in rows if x),
    )
    as_json = shapes.as_json(made)
    paper = statement.statement(made, Reader.of("en-US", made.currency))
    months, *payers = [b for b in paper.blocks if isinstance(b, Grid)]
    assert [printed(r[-1]) for r in months.rows] == [money(m["received"]) for m in as_json["months"]]
    assert printed(months.foot[0][-1]) == sum(printed(r[-1]) for r in months.rows) == money(as_json["total"])
    for table in payers:
        assert [printed(r[-1]) for r in table.rows] == [money(p["received"]) for p in as_json["payers"]]
        assert printed(table.foot[0][-1]) == money(as_json["total"])
    (bars,) = [b for b in paper.blocks if isinstance(b, Bars)]
    assert len(bars.bars) == len(as_json["months"])
