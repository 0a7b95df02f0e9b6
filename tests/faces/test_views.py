"""Views: what a result says in words, in the reader's own writing."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from tests.faces import reports
from tracker.domain import Earning, Transfer, WorkSession
from tracker.views import entries, method, table
from tracker.views.earnings import behind, groups, ladder, road, weeks
from tracker.views.numbers import Reader
from tracker.views.settings import presets

US = Reader.of("en-US", "USD")
DE = Reader.of("de-DE", "EUR")


@pytest.mark.parametrize(
    ("locale", "money", "share", "day"),
    [
        ("en-US", "$1,234.50", "25.6%", "Jun 28, 2026"),
        ("de-DE", "1.234,50\xa0$", "25,6\xa0%", "28.06.2026"),
        ("fr-FR", "1\u202f234,50\xa0$US", "25,6\xa0%", "28 juin 2026"),
        ("xx-XX", "$1,234.50", "25.6%", "Jun 28, 2026"),
        (None, "$1,234.50", "25.6%", "Jun 28, 2026"),
    ],
)
def test_amounts_dates_and_shares(locale, money, share, day):
    reader = Reader.of(locale, "USD")
    assert reader.money(12345000) == money
    assert reader.share(0.2561) == share
    assert reader.day(dt.date(2026, 6, 28)) == day


def test_a_currency_without_cents_has_none():
    assert Reader.of("en-US", "JPY").money(12340000) == "¥1,234"


def test_the_answer_names_kept_and_listed():
    view = ladder.ladder(reports.report(), US)
    assert view.answer == (
        "In the 26 weeks to Jun 28, 2026 you kept $19.40 for each hour you worked; the listings said $30.00 to $50.00."
    )
    assert "between $14.30 and $25.20 (about 9 in 10)" in view.second
    assert view.arrived_text == "$17.10 has arrived"
    assert view.expected_text == "$2.30 expected"


def test_an_empty_ledger_has_no_figures_and_no_nan():
    made = [f(reports.empty(), US) for f in (ladder.ladder, road.road, weeks.weeks, weeks.steady)]
    assert "nan" not in str(made).lower()
    assert "an hour has no price yet" in made[0].answer
    assert made[1].missing.startswith("This picture needs 8 complete weeks")
    assert made[2].answer == "There is no complete week yet."
    assert "13 more are needed" in made[3].missing


@pytest.mark.parametrize(
    ("n", "text"),
    [(7, "1 more is needed"), (8, "What may come can be said from 13 complete weeks"), (13, "about 9 in 10")],
)
def test_too_little_says_how_much_more(n, text):
    assert text in road.year_answer(reports.report(n), US)


def test_the_roads_bars_join_and_end_at_what_is_kept():
    view = road.road(reports.report(), US)
    assert view.stretches[0].end == 83200
    for before, after in zip(view.stretches[:-2], view.stretches[1:-1], strict=True):
        assert before.end == pytest.approx(after.start)
    assert view.stretches[-1].end == pytest.approx(12497.72, abs=0.01)
    assert [key for key, _ in view.openable] == ["collected", "kept", "expenses", "unmatched"]


def test_groups_stand_best_first_and_unnamed_ones_have_a_word():
    view = groups.groups(reports.report(by="project"), "project", US)
    assert [b.title for b in view.bars] == ["Nova", "no project named", "=1+1 :red[x]"]
    assert view.answer == "Nova left you most: $23.28 an hour. =1+1 :red[x] left you least: $9.70."


def test_what_names_no_project_goes_by_its_platform():
    group = replace(reports.report(by="project").by[0], key="Larkspur/", platform="Larkspur", project="")
    assert ladder.group_title(group, "project", US) == "Larkspur, no project named"


def test_dry_weeks_lead():
    report = reports.report()
    assert weeks.weeks(report, US).answer.startswith("6 of 26 complete weeks brought nothing")
    facts = weeks.steady(report, US).facts
    assert facts[0][:2] == ("26.9%", "of the weeks brought nothing")
    assert all(fact[2] == "26 weeks" for fact in facts)


def test_reliance_on_one_platform():
    first, second = weeks.reliance(reports.report(), US)
    assert first == "62% of what you kept came from Mercor."
    assert "2 platforms" in second


def test_a_download_is_plain_and_no_formula():
    made = groups.groups(reports.report(by="project"), "project", DE).table.csv().decode("utf-8-sig").splitlines()
    assert made[0].startswith("project,kept_per_hour,")
    assert any(line.startswith("'=1+1 :red[x],9.7000,") for line in made)
    assert table.neutral("@x") == "'@x"


def test_the_rows_behind_a_bar_are_put_on_a_year():
    from tracker.analysis.earnings.behind import BehindRow

    rows = [BehindRow("work_sessions", 1, dt.date(2026, 5, 1), "Mercor", None, "overdue", -1_000_000)]
    view = behind.behind(rows, reports.report(), US)
    assert view.answer.startswith("1 row, -$100.00 in all. Over 26 weeks; put on a year: -$200.6")


def test_each_caveat_stands_once():
    report = reports.report()
    assert method.caveats(report.caveats * 2) == (report.caveats[0].text,)


def test_presets_leave_out_what_is_there():
    rows = [{"name": "Mercor", "currency": "USD", "pay_delay_days": "5"}, {"name": "Other", "pay_delay_days": ""}]
    found = presets.presets(rows, ["mercor"])
    assert list(found) == ["Other"]
    assert "no pay schedule" in presets.warning(found["Other"])


@pytest.mark.parametrize(
    ("locale", "currency", "money", "whole"),
    [
        ("en-US", "JPY", "¥1,235", "¥1,235"),
        ("en-US", "KWD", "KWD1,234.568", "KWD1,235"),
        ("de-DE", "EUR", "1.234,57\xa0€", "1.235\xa0€"),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(locale, currency, money, whole):
    reader = Reader.of(locale, currency)
    assert (reader.money(12345678), reader.whole(12345678)) == (money, whole)


def test_work_and_other_pay_among_the_last_entries_say_when_they_were_handed_in_and_approved():
    days = {"submitted_on": dt.date(2026, 5, 2), "approved_on": dt.date(2026, 5, 3)}
    session = WorkSession(platform="Alba", worked_on=dt.date(2026, 5, 1), minutes=3600, **days)
    earning = Earning(platform="Alba", kind="milestone", earned_from=dt.date(2026, 5, 1), earned_to=dt.date(2026, 5, 1),
                      amount=100_000, currency="USD", **days)  # fmt: skip
    for record in (session, earning):
        said = entries.said(record, Reader.of("en-US", "USD"), ZoneInfo("UTC"))
        assert said.endswith(" · handed in Sat, May 2, 2026 · approved Sun, May 3, 2026")


def test_a_transfer_among_the_last_entries_says_what_it_was():
    moved = Transfer(
        moved_on=dt.date(2026, 10, 28), from_account="PayPal", to_account="GCash", amount_out=1_000_000,
        currency_out="USD",
    )  # fmt: skip
    said = [
        entries.said(moved, Reader.of("en-US", "USD", masked=masked, aliases={}), ZoneInfo("UTC"))
        for masked in (False, True)
    ]
    assert said == [
        "$100.00 moved from PayPal to GCash, Wed, Oct 28, 2026",
        "••• moved from ••• to •••, Wed, Oct 28, 2026",
    ]
