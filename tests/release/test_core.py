"""The pure parts: cells, split, gates, accounts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.pool.made import POLICY, row
from tests.release.made import policy, rows
from tracker.errors import DamagedPool, Refused
from tracker.release import accounts, gates, split
from tracker.release.accounts import Entry, Ledger
from tracker.release.cells import WHOLE, Cell, Level, cells, copies, points
from tracker.release.figures import CONTRIBUTORS, Published
from tracker.vault import measuring
from tracker.vault.draws import Draws

KEY = bytes(32)


def test_cells_are_those_of_the_vocabulary_before_any_row_is_read():
    found = cells(POLICY)
    assert len(found) == 1 + 4 + 4 * 3
    assert len({c.name for c in found}) == len(found)
    assert set(points([], POLICY, KEY).cells) == set(found)


def test_words_that_share_a_slug_stay_apart():
    from dataclasses import replace

    found = cells(replace(POLICY, platforms=("A b", "A-b", "all")))
    assert len({c.name for c in found}) == len(found) == 1 + 4 + 4 * 3


def test_a_contributor_counts_in_all_their_cells_and_never_costs_more_than_the_level_has():
    own = [row(platform=p, role=r) for p in ("Mercor", "Outlier") for r in ("code", "generalist")]
    for each, expected in ((1, ([5], [3, 3], [2, 2, 2, 2])), (2, ([5], [5, 5], [3, 3, 3, 3]))):
        found = points([(7, r) for r in own], POLICY, KEY, each)
        weights = tuple([p.copies for g in found.at(level).values() for p in g] for level in Level)
        assert weights == expected
        assert all(sum(w * w for w in listed) <= each * WHOLE**2 for listed in weights)


def test_no_number_of_cells_costs_more_than_the_budget():
    for each in (1, 2):
        for count in range(1, 2000):
            assert count * copies(count, each) ** 2 <= each * WHOLE**2
            assert copies(count, each) >= copies(count + 1, each)


def test_a_contributor_is_worked_out_from_their_own_rows_and_the_key_alone():
    alone = points([(7, row())], POLICY, KEY)
    together = points([(s, row(kept=10 + s)) for s in range(1, 7)] + [(7, row())], POLICY, KEY)
    for cell, group in alone.cells.items():
        assert set(group) <= set(together.cells[cell])
    assert points([(7, row())], POLICY, b"x" * 32).cells != alone.cells


def test_rows_whose_figures_are_not_known_do_not_count():
    found = points([(1, row(kept=None)), (2, row(unpaid_share=None)), (3, row(headline=None))], POLICY, KEY)
    (people,) = found.at(Level.ALL).values()
    assert [(p.seat, p.ratio) for p in people] == [(3, None)]


def test_values_are_clipped_to_the_public_bounds():
    found = points([(1, row(kept=300, headline=1)), (2, row(kept=0, unpaid_share=100))], POLICY, KEY)
    first, second = found.cells[Cell(Level.ALL, "all")]
    assert first.kept <= 30000
    assert first.ratio == 2000
    assert (second.kept >= 0, second.unpaid) == (True, 10)


def test_a_figure_is_spread_over_the_unit_that_it_was_rounded_to():
    found = points([(s, row(kept=20)) for s in range(1, 2001)], POLICY, KEY)
    kept = sorted(p.kept for p in found.cells[Cell(Level.ALL, "all")])
    assert (kept[0] >= 1950, kept[-1] <= 2050) == (True, True)
    assert abs(kept[1000] - 2000) < 10


def test_where_rates_are_rounded_to_more_than_a_unit_the_figure_is_spread_over_that():
    from dataclasses import replace

    yen = replace(POLICY, currency="JPY", bounds=replace(POLICY.bounds, rate=45_000))
    assert yen.bounds.rate_step == 100
    found = points([(s, row(kept=3_000)) for s in range(1, 2001)], yen, KEY)
    kept = sorted(p.kept for p in found.cells[Cell(Level.ALL, "all")])
    assert (295_000 <= kept[0] < 296_000, 304_000 < kept[-1] <= 305_000) == (True, True)


@pytest.mark.parametrize("found", split.SPLITS, ids=lambda s: s.name)
def test_the_parts_of_a_split_add_up(found):
    assert sum(found.levels.values()) == pytest.approx(1)
    parts = [split.budget(0.05, found, level, f) for level in Level for f in split.FIGURES[level]]
    assert sum(parts) + 0.05 * split.ROUGH == pytest.approx(0.05)


def test_gates_are_on_counts_and_public_numbers():
    assert gates.median_shown(1000, 10, 0.01, 0.05, gates.SPREAD)
    assert not gates.median_shown(300, 10, 0.01, 0.05, gates.SPREAD)
    assert gates.share_shown(0.03)
    assert not gates.share_shown(0.031)
    assert gates.least(0.01, 0.05, 0.9) > gates.least(0.01, 0.05) > gates.least(0.02, 0.05)


def entry(number: int, quarter: str, rho: str, seats: range = range(1, 11), spent: str | None = None) -> Entry:
    return Entry(
        number, quarter, Decimal(rho), frozenset(seats), "2026-11-22", Decimal(spent) if spent is not None else None
    )


def test_a_year_holds_four_releases_of_a_twentieth_and_three_years_twelve():
    quarters = [f"{y}Q{q}" for y in (2024, 2025, 2026) for q in (1, 2, 3, 4)]
    held = [entry(i, q, "0.05") for i, q in enumerate(quarters, 1)]
    assert [accounts.room(held[:i], q) for i, q in enumerate(quarters)] == [Decimal("0.2")] * 1 + [
        Decimal(x) for x in ("0.15", "0.1", "0.05")
    ] + [Decimal("0.05")] * 8
    assert accounts.room(held, "2026Q4") == 0


def test_a_quarter_in_between_counts_in_every_span_that_holds_it():
    held = [entry(1, "2026Q1", "0.1"), entry(2, "2026Q4", "0.1")]
    assert accounts.room(held, "2026Q2") == 0
    assert accounts.room(held, "2026Q3") == 0
    assert accounts.room(held, "2027Q1") == Decimal("0.1")


def test_three_years_have_a_cap_of_their_own():
    held = [entry(i, f"{2024 + i // 3}Q{i % 3 + 1}", "0.066") for i in range(9)]
    assert accounts.room(held, "2026Q4") == min(
        Decimal("0.2") - 3 * Decimal("0.066"), Decimal("0.6") - 9 * Decimal("0.066")
    )
    held = [entry(i, f"{2024 + i // 2}Q{i % 2 + 1}", "0.1") for i in range(6)]
    assert accounts.room(held, "2026Q4") == 0
    assert accounts.room(held, "2027Q1") == Decimal("0.1")


def test_contributors_at_the_cap_are_left_out_and_a_release_about_newcomers_is_refused():
    ledger = Ledger((entry(1, "2026Q1", "0.2", range(1, 5)),))
    assert accounts.admitted(ledger, range(1, 11), "2026Q2", Decimal("0.05")) == frozenset(range(5, 11))
    with pytest.raises(Refused, match=r"requested 0\.05, remaining 0") as caught:
        accounts.admitted(ledger, range(1, 8), "2026Q2", Decimal("0.05"))
    assert caught.value.code == "budget"


def test_what_was_drawn_counts_and_what_was_reserved_counts_until_then():
    assert accounts.room([entry(1, "2026Q1", "0.1")], "2026Q2") == Decimal("0.1")
    assert accounts.room([entry(1, "2026Q1", "0.1", spent="0.02")], "2026Q2") == Decimal("0.18")


def lines() -> list[str]:
    ledger, made = Ledger(), []
    words = [
        ("reserved", {"quarter": "2026Q3", "rho": "0.05", "seats": "1-3"}),
        ("drawn", {"spent": "0.05"}),
        ("published", {"sums": "0" * 64}),
    ]
    for word, more in words:
        made.append(accounts.line(ledger, word, 1, "2026-11-22", **more))
        ledger = accounts.read(made)
    return made


def test_the_ledger_reads_what_it_wrote():
    (found,) = accounts.read(lines()).entries
    assert (found.number, found.charge, found.seats, found.sums) == (1, Decimal("0.05"), {1, 2, 3}, "0" * 64)


@pytest.mark.parametrize(
    "bad", [lambda x: x[1:], lambda x: [x[0], x[2]], lambda x: [x[0].replace("0.05", "0.01"), *x[1:]]]
)
def test_a_ledger_with_a_line_gone_or_changed_is_not_believed(bad):
    with pytest.raises(DamagedPool):
        accounts.read(bad(lines()))


def test_no_line_says_more_was_spent_than_reserved():
    ledger = accounts.read(lines()[:1])
    with pytest.raises(DamagedPool):
        accounts.read([lines()[0], accounts.line(ledger, "drawn", 1, "2026-11-22", spent="0.06")])


class Loud(Draws):
    """Noise that is as bad as can be."""

    def counts(self, what, values, rho, reach=1.0):
        return [x + 1_000_000 for x in super().counts(what, values, rho, reach)]


def test_no_count_of_a_large_release_is_more_than_the_seats_that_were_handed_out():
    found = points([(s, r) for s, listed in rows(600).items() for r in listed], policy(), b"k" * 32)
    made = measuring.measure(found, policy(), 0.1, Loud(), seats=1_850)
    told = [r for (_, name), r in made.results.items() if name == CONTRIBUTORS and isinstance(r, Published)]
    assert {(r.value, r.noise.low, r.noise.high) for r in told} == {(1_850, 1_850, 1_850)}
