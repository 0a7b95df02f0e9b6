"""Forms of the United States: by hand, against a published value, and that periods add up to the year."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, money, payout
from tests.papers.test_received import received, spent
from tracker.analysis.payments.tax_year import build_tax_year
from tracker.analysis.payments.us_forms import estimates, forms_1099
from tracker.analysis.results.us_forms import Cause
from tracker.errors import NotFound
from tracker.kinds import Evidence


def year(*rows):
    return build_tax_year(received(*rows))


def test_the_periods_by_hand():
    """Received 100 in March, 200 in May, 300 in August, 400 in December; 50 spent in May, 30 withheld in August."""
    made = year(
        payout("2026-03-31", 100), payout("2026-04-01", 150), payout("2026-05-31", 50), payout("2026-08-31", 300),
        payout("2026-09-01", 400), spent("2026-05-10", 50), spent("2026-08-01", 30, "tax withheld"),
    )  # fmt: skip
    found = estimates(made, Decimal(25))
    assert [(str(e.first), str(e.last), str(e.due_on)) for e in found] == [
        ("2026-01-01", "2026-03-31", "2026-04-15"), ("2026-04-01", "2026-05-31", "2026-06-15"),
        ("2026-06-01", "2026-08-31", "2026-09-15"), ("2026-09-01", "2026-12-31", "2027-01-15"),
    ]  # fmt: skip
    assert [e.profit for e in found] == [money(x) for x in (100, 150, 300, 400)]
    assert [(e.withheld, e.set_aside) for e in found] == [
        (0, money(25)), (0, money("37.50")), (money(30), money(75)), (0, money(100)),
    ]  # fmt: skip
    assert estimates(made, None)[0].set_aside is None


def test_a_due_day_on_a_weekend_is_the_next_business_day():
    """15 June 2025 is a Sunday; 15 January 2028 a Saturday, and the Monday after it a holiday."""
    at = {"as_of": "2029-01-01"}
    of_2025 = build_tax_year(received(window=(day("2025-01-01"), day("2025-12-31")), **at))
    assert str(estimates(of_2025, None)[1].due_on) == "2025-06-16"
    of_2027 = build_tax_year(received(window=(day("2027-01-01"), day("2027-12-31")), **at))
    assert str(estimates(of_2027, None)[3].due_on) == "2028-01-18"


def test_self_employment_tax_as_published():
    """Schedule SE, lines 4a to 12: 15.3 % of 92.35 % of 10,000 is 1,412.96 (line 12 of the form, to the cent)."""
    found = estimates(year(payout("2026-02-01", 10_000)), None)
    assert [e.self_employment for e in found] == [money("1412.96"), 0, 0, 0]
    assert estimates(year(spent("2026-02-01", 10)), None)[0].self_employment == 0


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28), st.integers(-500, 900)), max_size=12))
def test_the_periods_add_up_to_the_year(rows):
    made = year(*(
        payout(f"2026-{m:02d}-{d:02d}", x) if x > 0 else spent(f"2026-{m:02d}-{d:02d}", 1 - x) for m, d, x in rows
    ))  # fmt: skip
    found = estimates(made, Decimal(10))
    assert sum(e.profit for e in found) == made.profit
    assert sum(e.net for e in found) == made.net
    assert sum(f.net for f in forms_1099(made)) == made.net


ROWS = (
    payout("2026-01-05", 40), payout("2026-06-10", 100, fee=money(3)),
    payout("2026-07-10", 10, kind="clawback"), payout("2026-06-10", 500, platform="Beta", place="paypal"),
    payout("2026-06-11", 70, platform="Gamma", place="paypal"),
)  # fmt: skip
LATE = received(payout("2027-01-04", 60), as_of="2027-01-31", window=(day("2027-01-01"), day("2027-01-10"))).income


@pytest.mark.parametrize(
    ("payer", "amount", "cause", "about"),
    [
        ("acme", 140, Cause.GROSS, ()),
        ("Acme", 127, Cause.PAID, ()),
        ("Acme", 130, Cause.LESS_RETURNED, ()),
        ("Acme", 100, Cause.YEAR_END, ("2026-01-05",)),
        ("Acme", 200, Cause.YEAR_END, ("2027-01-04",)),
        ("Acme", 160, Cause.YEAR_END, ("2026-01-05", "2027-01-04")),
        ("Acme", 640, Cause.SEVERAL, ("Beta",)),
        ("Acme", 139, Cause.LESS, ()),
        ("Acme", 141, Cause.MORE, ()),
        ("PayPal", 570, Cause.GROSS, ()),
        ("Beta", 570, Cause.SEVERAL, ("Gamma",)),
    ],
)
def test_what_explains_a_form(payer, amount, cause, about):
    """Acme: 140 gross, 3 of fees, 10 taken back; 40 of it on 5 January, and 60 on 4 January of the next year."""
    found = {f.payer: f for f in forms_1099(year(*ROWS), {payer: money(amount)}, LATE)}
    form = next(f for name, f in found.items() if name.casefold() == payer.casefold())
    assert (form.cause, form.difference) == (cause, money(amount) - form.gross)
    assert tuple(map(str, form.days)) + form.with_others == about
    assert all(f.cause is None and f.on_form is None for f in found.values() if f is not form)


def test_a_form_of_nobody_is_refused():
    with pytest.raises(NotFound, match="Delta"):
        forms_1099(year(*ROWS), {"Delta": 1})


def test_tax_that_was_kept_back_is_in_the_lines():
    made = year(payout("2026-03-01", 100), spent("2026-03-02", 7, "tax withheld", platform="Acme"),
                spent("2026-05-02", 5, "withholding"), spent("2026-05-02", 20))  # fmt: skip
    assert [(x.platform, x.month.month, x.net, x.withheld) for x in made.lines] == [
        ("", 5, 0, money(5)), ("Acme", 3, money(100), money(7)),
    ]  # fmt: skip
    assert sum(x.home_withheld or 0 for x in made.lines) == made.withheld == money(12)
    assert made.received.by_evidence[Evidence.TYPED.value] == 1
