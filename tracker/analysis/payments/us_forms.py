"""Estimated payments and forms 1099 of a calendar year (methods, section 15); an aid, and no advice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from tracker.analysis.payments.received import booked
from tracker.analysis.payments.tax_year import WITHHELD, at_home
from tracker.analysis.results.received import Receipt
from tracker.analysis.results.tax_year import TaxYear
from tracker.analysis.results.us_forms import Cause, Estimate, Form1099
from tracker.errors import NotFound
from tracker.kinds import Place
from tracker.units import DAY
from tracker.words.business_days import business_days_later

PERIODS = (1, 4, 6, 9)
"""Months in which the periods of estimated tax begin; they are due on the 15th of the month after them."""
DUE = 14
"""Days after which a payment is due on the next one on which banks work: from the 15th on."""
NET_EARNINGS, SELF_EMPLOYMENT = Decimal("0.9235"), Decimal("0.153")
"""Schedule SE: the part of the profit that is taxed, and the rate, up to the yearly limit of social security."""
NEAR = 10
"""Days beside the end of a year in which a payment may be in the other year for its payer."""
TOGETHER = 3
"""Other payers whose amounts one form may hold too."""


def estimates(year: TaxYear, rate: Decimal | None) -> tuple[Estimate, ...]:
    """What came in each period of estimated tax of a calendar year. `rate`: percent to set aside, if one is set."""
    y = year.first.year
    firsts = [dt.date(y, m, 1) for m in PERIODS] + [dt.date(y + 1, 1, 1)]
    return tuple(_estimate(year, a, b - DAY, rate) for a, b in pairwise(firsts))


def _estimate(year: TaxYear, first: dt.date, last: dt.date, rate: Decimal | None) -> Estimate:
    r = year.received
    spent = [s for s in r.spent if first <= s.day <= last]
    net = sum(x.home or 0 for x in r.income if first <= x.day <= last)
    kept_back = [s for s in spent if s.category.casefold() in WITHHELD]
    withheld = sum(s.home or 0 for s in kept_back)
    expenses = sum(s.home or 0 for s in spent) - withheld
    profit = net - expenses
    taxed = max(profit, 0)
    due = business_days_later(last + DUE * DAY, 1, "fed")
    return Estimate(
        first, last, due, net, expenses, profit, withheld,
        booked(float(taxed * NET_EARNINGS * SELF_EMPLOYMENT), year.currency),
        None if rate is None else booked(float(taxed * rate / 100), year.currency),
    )  # fmt: skip


# --- forms of payers -----------------------------------------------------------------------------------


def forms_1099(
    year: TaxYear, on_forms: Mapping[str, int] | None = None, edges: Sequence[Receipt] = ()
) -> tuple[Form1099, ...]:
    """Every payer's year, beside the amount on its form where one came.

    Args:
        on_forms: by payer (without regard to case), units of home currency.
        edges: payments of the days after the year, which may be in it for their payer.

    The cause is the first that explains a form to the cent: gross; what was paid, net of fees; gross less what was
    taken back; payments near an end of the year; several payers together. Else `more` or `less` than gross.
    Raises NotFound (code no_payer) for a form of somebody who paid nothing.
    """
    rows = _by_payer(r for r in year.received.income if r.home is not None)
    late = _by_payer(r for r in edges if r.home is not None and (r.day - year.last).days <= NEAR)
    made = {name: _sums(name, of, year.currency) for name, of in sorted(rows.items())}
    given = {name.casefold(): units for name, units in (on_forms or {}).items()}
    if unknown := [n for n in on_forms or {} if n.casefold() not in {m.casefold() for m in made}]:
        raise NotFound("{payer} paid nothing in this year.", payer=unknown[0], code="no_payer")
    return tuple(
        form if (units := given.get(name.casefold())) is None
        else _held(form, units, made, _near(rows[name], late.get(name, []), year))
        for name, form in made.items()
    )  # fmt: skip


def _by_payer(income: Iterable[Receipt]) -> dict[str, list[Receipt]]:
    out: dict[str, list[Receipt]] = defaultdict(list)
    for r in income:
        out[r.platform].append(r)
        if r.place == Place.PAYPAL.value:
            out[Place.PAYPAL.said].append(r)
    return out


def _sums(name: str, rows: Iterable[Receipt], home: str) -> Form1099:
    found = [h for r in rows if (h := at_home(r, home)) is not None]
    gross, returned, fees, net = (sum(h[i] for h in found) for i in range(4))
    return Form1099(name, gross, fees, returned, net)


def _near(rows: Sequence[Receipt], late: Sequence[Receipt], year: TaxYear) -> list[tuple[int, tuple[dt.date, ...]]]:
    """What a form may hold more or less, and the days of the payments: the first days of this year, of the next, both,
    and each payment alone."""
    early = [(-_gross(r, year.currency), (r.day,)) for r in rows if (r.day - year.first).days < NEAR]
    after = [(_gross(r, year.currency), (r.day,)) for r in late]
    sets = [early, after, [*early, *after]]
    whole = [(sum(u for u, _d in s), tuple(d for _u, days in s for d in days)) for s in sets if len(s) > 1]
    return [*early, *after, *whole]


def _gross(r: Receipt, home: str) -> int:
    found = at_home(r, home)
    return 0 if found is None else found[0]


def _held(
    form: Form1099, units: int, every: Mapping[str, Form1099], near: list[tuple[int, tuple[dt.date, ...]]]
) -> Form1099:
    ours = {Cause.GROSS: form.gross, Cause.PAID: form.net, Cause.LESS_RETURNED: form.gross - form.returned}
    days: tuple[dt.date, ...] = ()
    others: tuple[str, ...] = ()
    cause = next((c for c, amount in ours.items() if amount == units), None)
    if cause is None:
        days = next((d for more, d in near for amount in ours.values() if amount + more == units), ())
        cause = Cause.YEAR_END if days else None
    if cause is None:
        others = _together(form, units, every)
        cause = Cause.SEVERAL if others else Cause.MORE if units > form.gross else Cause.LESS
    return Form1099(
        form.payer, form.gross, form.fees, form.returned, form.net, units, units - form.gross, cause, days, others
    )


def _together(form: Form1099, units: int, every: Mapping[str, Form1099]) -> tuple[str, ...]:
    left = [f for f in every.values() if f.payer != form.payer]
    for n in range(1, TOGETHER + 1):
        for chosen in combinations(left, n):
            if units in (form.gross + sum(f.gross for f in chosen), form.net + sum(f.net for f in chosen)):
                return tuple(f.payer for f in chosen)
    return ()
