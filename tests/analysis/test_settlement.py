"""Which money paid what: the rules one by one, and the pay-day ledgers that are the oracle."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.ledgers import day, earned, ledger, money, payout, settle, sums, work
from tracker.analysis.payments.owed import build_owed
from tracker.domain import Payout, Platform, WorkSession

WEEKLY = Platform(platform="Acme", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5)
FIRST_FRIDAY = day("2025-01-03")


def weeks_of_400(payouts: dict[int, str]) -> tuple[list[WorkSession], list[Payout]]:
    """26 weeks of 10 h at 40, worked on Thursday, due Wednesday after; `payouts` by week."""
    sessions, paid = [], []
    for k in range(26):
        friday = FIRST_FRIDAY + dt.timedelta(weeks=k)
        sessions.append(work(str(friday - dt.timedelta(days=1)), 600, amount=money(400), currency="USD"))
        if k in payouts:
            paid.append(payout(str(friday + dt.timedelta(days=5)), payouts[k]))
    return sessions, paid


def on_time(settlements: pd.DataFrame, items: int = 26) -> int:
    """Due dates whose first money found by its own cycle arrived within a day of it."""
    found = settlements[settlements["rule"].isin(["covers", "cycle", "cycles", "exact"])]
    first = found.groupby("due_on")["paid_on"].min()
    return int((first <= first.index + pd.Timedelta(days=1)).sum())


def test_one_week_unpaid_leaves_the_others_on_time() -> None:
    sessions, paid = weeks_of_400({k: "400" for k in range(26) if k != 7})
    out = settle(ledger(WEEKLY, sessions, paid), "2025-07-20")
    assert on_time(out.settlements) == 25
    assert sums(out.parts)["overdue"] == money(400)
    late = out.parts[out.parts["overdue"] > 0]
    assert [d.date() for d in late["day"]] == [FIRST_FRIDAY + dt.timedelta(weeks=7) - dt.timedelta(days=1)]


def test_one_payout_12_short_leaves_12_overdue_and_all_on_time() -> None:
    sessions, paid = weeks_of_400({k: "388" if k == 7 else "400" for k in range(26)})
    out = settle(ledger(WEEKLY, sessions, paid), "2025-07-20")
    assert on_time(out.settlements) == 26
    assert sums(out.parts)["overdue"] == money(12)


def test_every_payout_3_percent_short_is_on_time_with_paid_share_97() -> None:
    sessions, paid = weeks_of_400(dict.fromkeys(range(26), "388"))
    out = settle(ledger(WEEKLY, sessions, paid), "2025-07-20")
    got = sums(out.parts)
    assert on_time(out.settlements) == 26
    assert got["settled"] / got["accrued"] == pytest.approx(0.97)


def test_a_payout_that_names_its_period_pays_that_period_and_nothing_else() -> None:
    frames = ledger(
        Platform(platform="Acme", pay_delay_days=10),
        work("2025-01-06", 60, amount=money(50), currency="USD"),
        work("2025-01-13", 60, amount=money(50), currency="USD"),
        payout("2025-01-20", 70, covers_from=day("2025-01-13"), covers_to=day("2025-01-19")),
    )
    out = settle(frames, "2025-02-20")
    assert out.parts["settled"].tolist() == [0, money(50), money(20)]
    assert sums(out.parts)["unmatched"] == money(20)
    assert out.settlements["rule"].tolist() == ["covers"]
    assert {"beyond_period", "unmatched_income"} <= {c.code for c in out.caveats}


def test_money_for_another_week_leaves_this_one_owed() -> None:
    """Ten hours of 20 October, and 200 that were paid for 12 to 18 October: 200 are still owed."""
    frames = ledger(
        work("2026-10-20", 600, rate=money(20), currency="USD"),
        payout("2026-10-25", 200, covers_from=day("2026-10-12"), covers_to=day("2026-10-18")),
    )
    assert build_owed(frames, day("2026-10-28")).total == money(200)


@pytest.mark.parametrize(
    ("period", "settled"),
    [
        ({"covers_from": "2025-01-07"}, [0, 30, 30, 0]),
        ({"covers_to": "2025-01-07"}, [30, 30, 0, 0]),
        ({"covers_from": "2025-01-20"}, [0, 0, 0, 0]),
    ],
)
def test_a_period_without_an_end_ends_on_the_day_it_arrived(period: dict[str, str], settled: list[int]) -> None:
    """Work of the 6th to the 8th and the 11th; 100 arrive on the 10th for a period of which one end is said."""
    frames = ledger(
        [earned(f"2025-01-{d:02d}", 30) for d in (6, 7, 8, 11)],
        payout("2025-01-10", 100, **{name: day(text) for name, text in period.items()}),
    )
    parts = settle(frames, "2025-02-20").parts
    assert parts.loc[parts["ref"] == "earning", "settled"].tolist() == [money(x) for x in settled]


def test_the_one_item_of_exactly_that_amount_is_found() -> None:
    frames = ledger(
        Platform(platform="Acme", pay_delay_days=30),
        [earned(f"2025-01-{d:02d}", 30 + d) for d in (6, 7, 8)],
        payout("2025-01-10", 37),
    )
    out = settle(frames, "2025-02-20")
    assert out.parts["settled"].tolist() == [0, money(37), 0]
    assert "settled_by_age" not in {c.code for c in out.caveats}


def test_else_the_oldest_work_is_paid_and_said_so() -> None:
    frames = ledger(
        Platform(platform="Acme", pay_delay_days=30),
        [earned(f"2025-01-{d:02d}", 30) for d in (6, 7, 8)],
        payout("2025-01-10", 40),
    )
    out = settle(frames, "2025-02-20")
    assert out.parts["settled"].tolist() == [money(30), money(10), 0]
    assert "settled_by_age" in {c.code for c in out.caveats}


def test_what_is_left_is_unmatched_income_of_the_day_it_arrived() -> None:
    frames = ledger(earned("2025-01-06", 30), payout("2025-01-10", 42, fee=money(2)))
    out = settle(frames, "2025-02-20")
    loose = out.parts[out.parts["ref"] == "unmatched"].iloc[0]
    assert (loose["unmatched"], loose["accrued"], loose["settled"]) == (money(12),) * 3
    assert loose["day"].date() == day("2025-01-10")
    assert sums(out.parts)["fees"] == money(2)


def test_money_pays_only_the_project_it_names() -> None:
    frames = ledger(
        earned("2025-01-06", 30, project="A"), earned("2025-01-07", 30, project="B"),
        payout("2025-01-10", 30, project="B"),
    )  # fmt: skip
    assert settle(frames, "2025-02-20").parts["settled"].tolist() == [0, money(30)]


def test_work_earned_more_than_45_days_later_is_not_paid() -> None:
    frames = ledger(payout("2025-01-01", 30), earned("2025-02-15", 30), earned("2025-02-16", 30))
    parts = settle(frames, "2025-03-20").parts
    assert parts["settled"].tolist() == [money(30), 0]


def test_a_write_off_closes_what_was_earned_by_its_day_without_money() -> None:
    frames = ledger(earned("2025-01-06", 30), earned("2025-01-08", 30), payout("2025-01-07", 50, kind="write_off"))
    out = settle(frames, "2025-04-20")
    assert out.parts["written_off"].tolist() == [money(30), 0]
    assert out.parts["overdue"].tolist() == [0, money(30)]
    assert "write_off_excess" in {c.code for c in out.caveats}


def test_a_clawback_takes_the_unmatched_rest_first_then_the_last_allocations() -> None:
    frames = ledger(
        earned("2025-01-06", 30), earned("2025-01-07", 30), payout("2025-01-10", 70, fee=money(7)),
        payout("2025-01-20", 25, kind="clawback"),
    )  # fmt: skip
    out = settle(frames, "2025-02-20")
    got = sums(out.parts)
    assert (got["unmatched"], got["settled"], got["written_off"]) == (0, money(45), money(15))
    assert got["fees"] == money(7)


def test_what_a_clawback_cannot_take_back_counts_below_zero() -> None:
    frames = ledger(earned("2025-01-06", 30), payout("2025-01-20", 25, kind="clawback"))
    out = settle(frames, "2025-01-25")
    assert sums(out.parts)["unmatched"] == money(-25)
    assert "clawback_excess" in {c.code for c in out.caveats}


def test_rejected_work_accrues_nothing() -> None:
    frames = ledger(work("2025-01-06", 60, amount=money(50), currency="USD", status="rejected"))
    assert settle(frames, "2025-02-20").parts.empty


def test_not_yet_due_and_overdue_split_at_as_of() -> None:
    frames = ledger(Platform(platform="Acme", pay_delay_days=3), earned("2025-01-06", 30))
    assert sums(settle(frames, "2025-01-09").parts)["not_yet_due"] == money(30)
    assert sums(settle(frames, "2025-01-10").parts)["overdue"] == money(30)


AMOUNTS = st.integers(min_value=1, max_value=900_0000)
DAYS = st.integers(min_value=1, max_value=120)


@given(
    st.lists(st.tuples(DAYS, AMOUNTS), max_size=12),
    st.lists(st.tuples(DAYS, AMOUNTS, st.sampled_from(["payout", "payout", "clawback", "write_off"])), max_size=8),
)
def test_every_part_is_settled_open_or_written_off_and_no_money_is_lost(
    work_done: list[tuple[int, int]], moved: list[tuple[int, int, str]]
) -> None:
    first = dt.date(2025, 1, 1)
    records = [
        WorkSession(platform="Acme", worked_on=first + dt.timedelta(days=d), minutes=3600, amount=a, currency="USD")
        for d, a in work_done
    ]
    payouts = [
        Payout(platform="Acme", kind=k, received_on=first + dt.timedelta(days=d), amount=a, currency="USD")
        for d, a, k in moved
    ]
    parts = settle(ledger(records, payouts), "2025-06-30").parts
    whole = parts["settled"] + parts["not_yet_due"] + parts["overdue"] + parts["written_off"]
    assert (whole == parts["accrued"]).all()
    matched = parts[parts["ref"] != "unmatched"]
    assert (matched[["settled", "not_yet_due", "overdue", "written_off"]] >= 0).all(axis=None)
    sign = {"payout": 1, "clawback": -1, "write_off": 0}
    assert int((parts["settled"] + parts["fx"]).sum()) == sum(sign[k] * a for _, a, k in moved)


def test_a_platform_without_any_payment_on_record_is_named() -> None:
    frames = ledger(earned("2025-01-06", 30), earned("2025-01-06", 30, platform="Bolt"), payout("2025-02-05", 30))
    said = {c.code: str(c.text) for c in settle(frames, "2025-03-20").caveats}
    assert "Bolt" in said["no_payouts"]
    assert "Acme" not in said["no_payouts"]
