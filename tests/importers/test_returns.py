"""Money that goes back: whatever the split and the order, a payment is taken back once."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import Ledger
from tests.importers.test_paypal_returns import RULES, read
from tracker.domain import Payout
from tracker.errors import Invalid
from tracker.importers.returns import clawback, return_id, returned_by

DAY = dt.date(2026, 5, 4)


def paid(n: int, cents: int, fee: int) -> str:
    return (
        f"05/13/2026,09:00:00,UTC,Northwind Labs,Mass Pay Payment,Completed,USD,{cents / 100:.2f},{-fee / 100:.2f},,,"
        f"P{n},,Credit"
    )


def back(n: int, k: int, cents: int, fee: int) -> str:
    sums = f"{-cents / 100:.2f},{fee / 100:.2f}"
    return f"05/{14 + k}/2026,09:00:00,UTC,Northwind Labs,Payment Refund,Completed,USD,{sums},,,R{n}-{k},P{n},Debit"


PAYMENTS = st.lists(
    st.tuples(st.integers(200, 50_000), st.integers(0, 100), st.lists(st.integers(1, 100), max_size=2)), max_size=5
)


def rows(ledger: Ledger) -> list[str]:
    return ledger.content()


@given(PAYMENTS, st.randoms(use_true_random=False))
def test_any_split_and_order_of_one_import_gives_the_same_rows(
    payments: list[tuple[int, int, list[int]]], random: Random
) -> None:
    lines, kept = [], 0
    for n, (cents, fee, returns) in enumerate(payments):
        lines.append(paid(n, cents, fee))
        kept += cents - fee
        for k, part in enumerate(returns):
            lines.append(back(n, k, part, fee // 4))
            kept += fee // 4 - part
    whole, parts = Ledger(), Ledger()
    whole.take(read(*lines), rules=RULES)
    shuffled = list(lines)
    random.shuffle(shuffled)
    cut = len(shuffled) // 2
    parts.take(read(*shuffled[:cut]), read(*shuffled[cut:]), rules=RULES)
    assert rows(whole) == rows(parts)
    stored = [r for r, _, _ in whole.rows.values() if isinstance(r, Payout)]
    signs = {"payout": 1, "clawback": -1}
    assert sum(signs[p.kind] * (p.amount - (p.fee or 0)) for p in stored) == kept * 100
    for again in (read(*lines), read(*shuffled)):
        assert parts.plan(again, rules=RULES).empty


def test_what_a_return_costs_besides_is_taken_too() -> None:
    assert clawback(DAY, -500_000, 17_500, "USD").fee == 17_500
    costly = clawback(DAY, -500_000, -200_000, "USD")
    assert (costly.amount, costly.fee) == (700_000, None)


def test_the_id_of_a_return_tells_its_payment() -> None:
    assert returned_by(return_id("R1", "P1")) == returned_by(return_id("R1", "P1") + "#2") == "P1"
    assert returned_by("P1") == ""


@pytest.mark.parametrize(("source", "fine"), [("paypal", True), (None, False)])
def test_only_a_source_can_take_a_payout_back_whole(source: str | None, fine: bool) -> None:
    with nullcontext() if fine else pytest.raises(Invalid, match="above zero"):
        Payout(platform="A", kind="payout", received_on=DAY, amount=0, currency="USD", source=source)
