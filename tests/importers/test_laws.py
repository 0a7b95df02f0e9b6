"""What holds of every import: order, zone and splitting make no other rows; counts and sums are those of the rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.importers.made import Ledger, at, batch, payout, session
from tracker.domain import Earning, Payout, Transfer, WorkSession
from tracker.importers.base import Facts, ParsedBatch, ReadOptions, SourceRow, Text
from tracker.importers.formats.toggl import Toggl
from tracker.importers.outcomes import ADD, REPLACE, Conflict
from tracker.importers.results import ImportPlan, answered, measured

HEAD = "Client,Project,Description,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)"
ZONES = ("Europe/Berlin", "UTC", "Asia/Kathmandu", "Pacific/Auckland", "America/Los_Angeles")
ENTRIES = st.lists(
    st.tuples(
        st.integers(1, 20), st.integers(3, 20), st.integers(1, 59), st.sampled_from(["", "Nova", "Atlas"]),
        st.sampled_from(["", "review"]), st.sampled_from(["0.00", "12.50"]),
    ),
    max_size=10, unique_by=lambda e: e[:2],
)  # fmt: skip


def line(entry: tuple[int, int, int, str, str, str]) -> str:
    day, hour, minutes, project, said, amount = entry
    start, end = f"{hour:02d}:00:00", f"{hour:02d}:{minutes:02d}:00"
    return f"Me,{project},{said},2026-06-{day:02d},{start},2026-06-{day:02d},{end},00:{minutes:02d}:00,,{amount}"


def read(entries: list[tuple[int, int, int, str, str, str]], zone: str = "Europe/Berlin") -> ParsedBatch:
    text = "\n".join([HEAD, *map(line, entries)]) + "\n"
    return Toggl().parse(Text("toggl.csv", text, "utf-8"), ReadOptions(zone=zone))


def take(ledger: Ledger, *files: ParsedBatch) -> ImportPlan:
    """Import with every question answered by "these are two things"."""
    plan = answered(ledger.plan(*files, options=ReadOptions(platform="Mercor"), zone="Europe/Berlin"), ADD)
    ledger.apply(plan)
    return plan


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_lines_makes_no_other_rows(entries: list, random: object) -> None:
    one, other, turned = Ledger(), Ledger(), list(entries)
    random.shuffle(turned)
    take(one, read(entries))
    take(other, read(turned))
    assert one.content() == other.content()
    assert take(one, read(turned)).empty


@given(ENTRIES, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_another_zone_adds_nothing(entries: list, first: str, second: str) -> None:
    ledger = Ledger()
    take(ledger, read(entries, first))
    rows = len(ledger.rows)
    plan = ledger.plan(read(entries, second), options=ReadOptions(platform="Mercor"))
    assert rows == len(entries)
    assert list(plan.inserts()) == []
    ledger.apply(answered(plan, REPLACE))
    assert len(ledger.rows) == rows
    apart = Ledger()
    take(apart, read(entries, second))
    assert ledger.content() == apart.content()


@given(ENTRIES, st.lists(st.integers(0, 2), min_size=10, max_size=10), st.booleans())
def test_any_split_of_a_file_makes_the_same_rows(entries: list, parts: list[int], together: bool) -> None:
    whole, pieces = Ledger(), Ledger()
    take(whole, read(entries))
    files = [read([e for e, p in zip(entries, parts, strict=False) if p == n]) for n in range(3)]
    for group in [files] if together else [[f] for f in files]:
        take(pieces, *group)
    assert pieces.content() == whole.content()
    assert take(pieces, read(entries)).empty


@given(ENTRIES, st.integers(1, 20))
def test_a_file_cut_between_two_days_asks_nothing(entries: list, day: int) -> None:
    whole, pieces = Ledger(), Ledger()
    ordered = sorted(entries)
    take(whole, read(ordered))
    for part in ([e for e in ordered if e[0] < day], [e for e in ordered if e[0] >= day]):
        plan = take(pieces, read(part))
        assert not any(isinstance(o, Conflict) for o in plan.outcomes())
    assert pieces.content() == whole.content()


# --- counts and sums ------------------------------------------------------------------------------------

DAYS = st.integers(1, 28)
PAYOUTS = st.builds(
    lambda day, units, own, kind: payout(1, day, units * 10_000, "x", own, "Northwind", kind=kind),
    DAYS, st.integers(1, 4), st.sampled_from(["", "", "A", "B"]), st.sampled_from(["payout", "payout", "clawback"]),
)  # fmt: skip
SESSIONS = st.builds(
    lambda day, hour, minutes, own, client: session(1, at(day, hour), minutes, own=own, client=client),
    DAYS, st.integers(0, 22), st.integers(1, 90), st.sampled_from(["", "", "A"]), st.sampled_from(["", "c"]),
)  # fmt: skip
BONUSES = st.builds(
    lambda day, units: SourceRow(
        1, Earning(platform="Northwind", kind="bonus", earned_from=dt.date(2026, 5, day), amount=units * 10_000,
                   currency="EUR"), Facts(), f"{day} {units}"),
    DAYS, st.integers(1, 3),
)  # fmt: skip
FILES = st.lists(st.one_of(PAYOUTS, SESSIONS, BONUSES), max_size=8).map(
    lambda rows: [r._replace(line=n) for n, r in enumerate(rows, 2)]
)
TYPED = st.lists(
    st.one_of(
        st.builds(
            lambda day, minutes: WorkSession(
                platform="Northwind", worked_on=dt.date(2026, 5, day), minutes=minutes * 60, source="typed"),
            DAYS, st.integers(1, 90)),
        st.builds(
            lambda day, units: Payout(
                platform="Northwind", kind="payout", received_on=dt.date(2026, 5, day), amount=units * 10_000,
                currency="USD", source="typed"),
            DAYS, st.integers(1, 4)),
        st.builds(
            lambda day, units: Transfer(
                moved_on=dt.date(2026, 5, day), from_account="Northwind", to_account="Bank", amount_out=units * 10_000,
                currency_out="USD", source="typed"),
            DAYS, st.integers(1, 4)),
    ),
    max_size=6,
)  # fmt: skip


def totals(ledger: Ledger) -> dict[str, tuple[int, int, dict[str, int]]]:
    """Rows, seconds and money of each table."""
    found: dict[str, tuple[int, int, Counter[str]]] = {}
    for record, _content, _slot in ledger.rows.values():
        seconds, units, currency = measured(record)
        rows, worked, money = found.get(record.TABLE, (0, 0, Counter[str]()))
        money[currency] += units
        found[record.TABLE] = (rows + 1, worked + seconds, money)
    return {t: (n, s, {c: u for c, u in m.items() if u}) for t, (n, s, m) in found.items()}


@given(TYPED, st.lists(FILES, min_size=1, max_size=3), st.sampled_from(["keep", ADD]))
def test_counts_are_the_rows_and_sums_what_is_stored(typed: list, files: list, answer: str) -> None:
    ledger = Ledger([replace(r, source_id=f"t{n}") for n, r in enumerate(typed)])
    for n, rows in enumerate(files):
        plan = answered(ledger.plan(batch(*rows, source=f"bank{n % 2}")), answer)
        before = totals(ledger)
        ledger.apply(plan)
        after = totals(ledger)
        (summary,) = (f.summary() for f in plan.files)
        every = summary.new + summary.updated + summary.duplicate + summary.conflict
        assert summary.rows == len(rows) == every + sum(summary.ignored.values()) + len(summary.rejected)
        for table, (count, seconds, money) in after.items():
            was = before.get(table, (0, 0, {}))
            stored = summary.stored.get(table)
            assert (count - was[0], seconds - was[1]) == ((stored.rows, stored.seconds) if stored else (0, 0))
            added = {c: u - was[2].get(c, 0) for c, u in money.items() if u != was[2].get(c, 0)}
            lost = {c: -u for c, u in was[2].items() if c not in money}
            assert {**added, **lost} == {c: u for c, u in (stored.amounts if stored else {}).items() if u}
