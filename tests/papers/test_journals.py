"""Journals: hledger, Ledger and Beancount take them, and come to the same sums as the record."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain import Expense, Payout, Record, Transfer
from tracker.reports.journals.entries import entries
from tracker.reports.journals.text import PROGRAMS, journal
from tracker.units import from_units

DAY = dt.date(2026, 5, 4)
NAMES = ["Scale AI", "scale_ai", "Scale-AI", "数据堂", '(Old) A|B; "C"', "O'Neil & Søn", "ไทย", "5CA", ":", "Łódź"]
NOTES = [None, "due date: tomorrow\n[=2026-01-01]", 'a ; b * c | d \\ "e"', "date:2026-13-45", ":tag: {x} (y)"]


def found(program: str) -> str:
    """Where a program is; where CI runs, it has to be there."""
    beside = Path(sys.executable).with_name(program)
    place = str(beside) if beside.exists() else shutil.which(program)
    if place is None:
        assert not os.environ.get("CI"), f"{program} is missing"
        pytest.skip(f"{program} is not installed")
    return place


def ran(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def numbered(records: Sequence[Record]) -> list[tuple[int, Record]]:
    return list(enumerate(records, start=1))


def paid(amount: int, *, kind: str = "payout", platform: str = "Acme", **more: object) -> Payout:
    return Payout(platform=platform, kind=kind, received_on=DAY, amount=amount, **{"currency": "USD", **more})


AMOUNTS = st.sampled_from([1, 50, 100, 101_250, 1_000_000, 12_345_678_900])
ROWS = st.lists(
    st.one_of(
        st.builds(
            paid,
            AMOUNTS,
            kind=st.sampled_from(["payout", "clawback", "reimbursement", "write_off"]),
            platform=st.sampled_from(NAMES),
            fee=st.sampled_from([None, 1, 50, 2_000]),
            currency=st.sampled_from(["USD", "KWD", "JPY"]),
            home_amount=st.sampled_from([None, 0, 901_000]),
            place=st.sampled_from([None, "wallet", "paypal", "bank"]),
            stage=st.sampled_from([None, "asked", "sent", "arrived"]),
            note=st.sampled_from(NOTES),
        ),
        st.builds(
            Expense, spent_on=st.just(DAY), amount=st.sampled_from([-500, 1, 123_400]), currency=st.just("USD"),
            category=st.sampled_from(NAMES), note=st.sampled_from(NOTES),
        ),
        st.builds(
            Transfer, moved_on=st.just(DAY), from_account=st.sampled_from(NAMES), to_account=st.sampled_from(NAMES),
            amount_out=AMOUNTS, currency_out=st.just("USD"), amount_in=st.sampled_from([None, 1, 901_000]),
            currency_in=st.sampled_from([None, "USD", "EUR"]), fee=st.sampled_from([None, 99, 2_000]),
        ),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def sums_on_record(rows: Sequence[Record]) -> dict[str, Decimal]:
    """By currency, what payouts and clawbacks that arrived came to, before fees."""
    out: dict[str, Decimal] = defaultdict(Decimal)
    for r in rows:
        if isinstance(r, Payout) and r.kind in ("payout", "clawback") and r.stage in (None, "arrived"):
            out[r.currency] += from_units(r.amount if r.kind == "payout" else -r.amount)
    return {c: v for c, v in out.items() if v}


def sums_by_hledger(place: Path) -> dict[str, Decimal]:
    said = ran(found("hledger"), "-f", str(place), "balance", "^Income", "--format", "%(total)", "-N", "--depth", "1")
    return {c: -Decimal(n) for n, c in re.findall(r"(-?[\d.]+) ([A-Z]{3})", said)}


@settings(max_examples=8)
@given(ROWS)
def test_all_three_programs_take_any_record_and_agree_with_it(tmp_path_factory: pytest.TempPathFactory, rows) -> None:
    folder = tmp_path_factory.mktemp("journal")
    made = entries(numbered(rows), "EUR")
    places = {}
    for program in PROGRAMS:
        places[program] = folder / program
        places[program].write_bytes(journal(made, program, ["A head: with [words]"]))
    ran(found("hledger"), "-f", str(places["hledger"]), "check")
    assert sums_by_hledger(places["hledger"]) == sums_on_record(rows)
    ran(found("bean-check"), "--no-cache", str(places["beancount"]))
    said = ran(found("ledger"), "-f", str(places["ledger"]), "balance", "^Income", "--depth", "1")
    by_ledger = {c: -Decimal(n) for n, c in re.findall(r"(-?[\d.]+) ([A-Z]{3})", said)}
    assert by_ledger == sums_on_record(rows)


def test_a_converted_payment_is_booked_at_what_it_cost() -> None:
    rows = numbered([paid(1_000_000, fee=20_000, home_amount=901_000, place="bank", project="Nova", note="May: all")])
    assert journal(entries(rows, "EUR"), "hledger").decode() == (
        "\n2026-05-04 * Acme | payment\n  ; row = payouts 1\n  ; project = Nova\n  ; note = May : all\n"
        "  Assets:Bank  90.10 EUR @@ 98.00 USD\n  Income:Acme  -100.00 USD\n  Expenses:Fees:Acme  2.00 USD\n"
    )


def test_what_has_not_arrived_is_in_no_journal() -> None:
    rows = numbered([paid(1, stage="sent"), paid(1, stage="asked"), paid(1, kind="write_off"), paid(100)])
    assert [e.row for e in entries(rows, "USD")] == ["payouts:4"]
    assert entries(rows, "USD", first=DAY + dt.timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("came", "fee", "left"),
    [
        (None, None, [-1_000_000, 1_000_000]),
        (None, 20_000, [-1_020_000, 20_000, 1_000_000]),
        (980_000, None, [-1_000_000, 20_000, 980_000]),
        (980_000, 20_000, [-1_000_000, 20_000, 980_000]),  # short by just the fee: it is inside
        (1_000_000, 20_000, [-1_020_000, 20_000, 1_000_000]),
    ],
)
def test_the_fee_of_a_transfer_is_on_top_unless_the_sums_say_otherwise(came, fee, left) -> None:
    moved = Transfer(moved_on=DAY, from_account="Wise", to_account="Bank", amount_out=1_000_000, currency_out="USD",
                     amount_in=came, fee=fee)  # fmt: skip
    (entry,) = entries([(1, moved)], "USD")
    assert [p.units for p in entry.postings] == left


def test_amounts_of_one_currency_have_the_same_decimals() -> None:
    """Beancount 3.2 tolerates half of the coarsest last digit of an entry: `0.1` would let three cents go missing."""
    text = journal(entries(numbered([paid(1_001_000), paid(12_345)]), "USD"), "beancount").decode()
    assert set(re.findall(r"\.(\d+) USD", text)) == {"1000", "2345"}
