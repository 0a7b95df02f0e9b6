"""The plain renderer: tables that keep to 80 columns, and the pages' own words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.cli.conftest import Cli
from tests.faces import reports
from tracker.cli import show
from tracker.cli.plain import Terminal, page, pairs, part, table
from tracker.views.earnings import groups, ladder, weeks
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value

YOU = Terminal.of("de-DE", "EUR")


def made(*columns: tuple[str, list[tuple[str, Value]]], right: int = 9) -> Table:
    heads = [Column(f"{head} {i}", head, right=i >= right) for i, (head, _cells) in enumerate(columns)]
    return Table.of(heads, list(zip(*(cells for _head, cells in columns), strict=True)))


def money(*units: int, currency: str = "EUR") -> list[tuple[str, Value]]:
    return [(YOU.money(u, currency), YOU.decimal(u)) for u in units]


def test_figures_are_written_the_same_for_everybody() -> None:
    assert (YOU.money(-12345678), YOU.money(None), YOU.whole(5000)) == ("-1,234.57\xa0EUR", NOTHING, "0\xa0EUR")
    assert (YOU.money(-1), YOU.exact(1250, "USD"), YOU.exact(300000, "JPY")) == (
        "0.00\xa0EUR", "0.125\xa0USD", "30\xa0JPY",
    )  # fmt: skip
    assert (YOU.day(dt.date(2026, 5, 1)), YOU.day(None), YOU.hours(7), YOU.number(1234)) == (
        "2026-05-01", NOTHING, "7.0\xa0h", "1,234",
    )  # fmt: skip
    assert page(f"a{NOTHING}b\xa0c", "", "−1") == "a-b c\n\n-1"


def test_amounts_of_one_currency_name_it_in_the_head_and_others_in_each_cell() -> None:
    names: list[tuple[str, Value]] = [("Acme", "Acme"), ("Nova", "Nova")]
    mixed = money(10_000) + money(20_000, currency="USD")
    view = made(("who", names), ("kept", money(10_000, 200_000)), ("owed", mixed), ("none", [("", None)] * 2), right=1)
    assert page(table(view)).splitlines() == [
        "who   kept, EUR      owed",
        "Acme       1.00  1.00 EUR",
        "Nova      20.00  2.00 USD",
    ]
    assert page(table(view, "owed 2", "who 0", most=1)).splitlines() == [
        "owed, EUR  who", "     1.00  Acme", "… and 1 more",
    ]  # fmt: skip


def test_an_exact_number_that_is_no_amount_stays_as_it_is() -> None:
    view = made(("weeks", [("1,234", Decimal(1234))]), ("hours", [("7.5\xa0h", Decimal("7.5"))]))
    assert page(table(view)).splitlines() == ["weeks  hours", "1,234  7.5 h"]


def test_a_wide_table_breaks_its_heads_then_shortens_names_then_goes_on_below() -> None:
    long: list[tuple[str, Value]] = [("a name of " + "many " * 15, "")]
    figures = [("what an hour of it paid", money(100_000_000)) for _ in range(6)]
    heads = table(made(("who", [("Acme", "")]), *figures, right=1)).splitlines()
    assert len(heads) == 4
    assert "what an" in heads[0]
    lines = table(made(("who", long), *figures[:3], right=1)).splitlines()
    assert lines[-1].startswith("a name of many")
    assert "…" in lines[-1]
    below = table(made(("who", [("Acme", "")]), *(figures * 2), right=1)).splitlines()
    assert len([line for line in below if line.startswith("Acme")]) == 2
    assert max(map(len, heads + lines + below)) <= 80


def test_what_is_empty_has_no_heading() -> None:
    assert (part("Gaps", "", ""), pairs([]), table(made(("who", [])))) == ("", "", "")


@pytest.mark.parametrize("by", ["platform", "project", "role"])
def test_a_report_is_said_in_the_words_of_its_page(by: str) -> None:
    report = reports.report(by=by)
    you = Terminal.of(None, report.currency)
    text = " ".join(show.report(report, you, by).split())
    hour = ladder.ladder(report, you)
    sentences = [hour.answer, hour.second, groups.groups(report, by, you).answer, weeks.weeks(report, you).answer]
    assert [s for s in sentences if page(s) not in text] == []
    american = ladder.ladder(report, Reader.of("en-US", report.currency))
    assert [s.label for s in american.steps if s.label not in text] == []


def test_the_second_answer_comes_from_the_cache_without_the_views(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "2h acme 2026-05-04", "--rate", "40")
    first = {name: cli(name).out for name in ("report", "owed", "outlook", "gaps", "platforms")}
    for name in first:
        monkeypatch.setattr(f"tracker.cli.show.{name}", lambda *_a, **_k: pytest.fail("made again"))
    assert {name: cli(name).out for name in first} == first
