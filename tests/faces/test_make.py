"""What I make, as a page: empty, too little, full, with names that would like to be markup."""

import datetime as dt
import json
import re

import pytest

from tests.faces.conftest import AS_OF, all_parts, by_label, clock, every_part, shown, texts
from tracker.desk import entry, reports
from tracker.desk.session import Desk
from tracker.domain import Earning, Payout, Platform, Project, Settings, WorkSession
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.widgets.say import md
from tracker.widgets.served import desk

JARGON = ("accrual", "settlement", "settled", "rung", "factor", "accrued")
HOSTILE = [
    "$5 and $6", "*bold* _it_", "<img src=x onerror=alert(1)>", ":red[x] :material/home:", "=1+1", "# big",
    "[a](http://evil.example/x)", "![p](http://evil.example/p.png)", "שלום עולם", "🦊 fox", "a\\b`c`", "<b>x</b>",
]  # fmt: skip


def a_few_weeks(path, weeks, name="Mercor", project="Nova"):
    """A ledger with two paid sessions and an unpaid one in each of the last weeks."""
    rows = [Platform(platform=name, currency="USD", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=5)]
    rows.append(
        Project(
            platform=name,
            project=project,
            role=project,
            advertised_low=to_units(30),
            advertised_high=to_units(50),
            agreed_rate=to_units(36),
        )
    )
    monday = AS_OF - dt.timedelta(days=AS_OF.weekday() + 7 * weeks)
    for week in range(weeks):
        for day, activity in ((0, "task"), (2, "task"), (3, "searching")):
            start = dt.datetime.combine(monday + dt.timedelta(days=7 * week + day), dt.time(9), dt.UTC)
            rows.append(
                WorkSession(
                    platform=name,
                    project=project,
                    started_at=start,
                    activity=activity,
                    ended_at=start + dt.timedelta(hours=4 + week % 3),
                )
            )
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, rows)


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app()
    assert "Nothing is recorded" in shown(at)
    assert "what an hour of your work really left you" in shown(at)
    assert [link.proto.label for link in at.get("page_link")][:3] == [
        "Write down what you did today, in one line", "Import files you already have",
        "Set your currency, platforms and rates",
    ]  # fmt: skip
    assert not at.get("plotly_chart")


def test_the_full_page_answers_first_in_one_sentence(open_app, sample_file):
    at = open_app(sample_file)
    report = reports.report(desk(), AS_OF)
    first = texts(at)[1] if texts(at)[0] == "What I make" else texts(at)[0]
    assert first
    kept = f"€{report.rung('kept').rate / 10_000:.2f}"
    listed = "the listings and, where there was none, your agreed rate said"
    assert f"you kept {kept} for each hour you worked; {listed}" in shown(at)
    assert "about 9 in 10" in shown(at)
    year = report.prospect.look(52)
    low, high = (f"€{round(v / 10_000):,}" for v in (year.low, year.high))
    assert [len(one.get("plotly_chart")) for one in every_part(at)] == [1, 2, 1, 2, 0, 1, 0]
    at.segmented_control(key="part_earnings").set_value("year").run()
    assert at.query_params["part"] == "year"
    assert f"the next 52 weeks bring between {low} and {high} (about 9 in 10)" in shown(at)


@pytest.mark.parametrize(("address", "part"), [
    ({}, "hour"), ({"part": "weeks"}, "weeks"), ({"part": "nothing"}, "hour"), ({"by": "role"}, "work"),
    ({"claims_measure": "agreed"}, "press"), ({"by": "role", "part": "year"}, "year"),
])  # fmt: skip
def test_a_part_is_in_the_address_and_older_addresses_find_it(open_app, sample_file, address, part):
    at = open_app(sample_file, **address)
    assert at.segmented_control(key="part_earnings").value == part
    assert (at.query_params.get("part") or "hour") == part


def test_a_link_to_a_part_opens_it_in_a_window_that_had_another_open(open_app, sample_file):
    at = open_app(sample_file, part="weeks")
    at.segmented_control(key="part_earnings").set_value("press").run()
    assert at.query_params["part"] == "press"
    at.query_params["part"] = "year"
    assert at.run().segmented_control(key="part_earnings").value == "year"
    at.segmented_control(key="part_earnings").set_value("hour").run()
    assert "part" not in at.query_params


def test_no_page_speaks_in_the_words_of_the_methods(open_app, sample_file):
    for page in ("earnings", "files", "settings"):
        said = all_parts(open_app(sample_file, page=page)).lower()
        found = [w for w in JARGON if f" {w}" in f" {said}"]
        assert not found, (page, found)


def test_every_caveat_of_the_report_stands_on_the_page(open_app, sample_file):
    at = open_app(sample_file)
    reader, caveats = Reader.of("en-US", "EUR"), reports.report(desk(), AS_OF).all_caveats
    assert caveats
    for caveat in caveats:
        assert " ".join(reader.say(caveat.text).split()) in shown(at)


def test_the_rows_behind_a_bar_sum_to_it(open_app, sample_file):
    at = open_app(sample_file, part="year")
    report = reports.report(desk(), AS_OF)
    step = next(f for f in report.factors if f.name == "collected")
    at.selectbox(key="road_step").set_value("collected").run()
    assert not at.exception
    rows = reports.rows_behind(desk(), "collected", AS_OF)
    assert f"{len(rows)} rows" in shown(at)
    year = step.contribution / 10_000
    assert f"put on a year: -€{-year:,.2f}" in shown(at)


def test_groups_by_project_and_role(open_app, sample_file):
    at = open_app(sample_file, by="role")
    assert at.session_state["by"] == "role"
    roles = {g.key for g in reports.report(desk(), AS_OF, by="role").by}
    table = next(d.value for d in at.dataframe if "Role" in d.value.columns)
    assert set(table["Role"]) == {r or "no role named" for r in roles}


@pytest.mark.parametrize(("weeks", "sentence"), [
    (3, "A year's figure needs 8 complete weeks. There are 3; 5 more are needed."),
    (10, "What may come can be said from 13 complete weeks."),
])  # fmt: skip
def test_too_few_weeks_say_how_many_more(open_app, tmp_path, weeks, sentence):
    a_few_weeks(tmp_path / "few.db", weeks)
    at = open_app(tmp_path / "few.db")
    said = all_parts(at)
    assert sentence in said
    assert "How uneven the weeks are can be worked out from 13 complete weeks" in said
    assert not re.search(r"\bnan\b", said.lower())


@pytest.mark.parametrize(("weeks", "grey"), [(9, True), (14, False)])
def test_the_pace_of_few_weeks_is_greyed(open_app, tmp_path, weeks, grey):
    a_few_weeks(tmp_path / "few.db", weeks)
    at = open_app(tmp_path / "few.db", part="year")
    said = [
        c.value for c in at.caption if c.value.startswith(f"At this pace, of only {weeks} complete weeks, you keep")
    ]
    assert bool(said) == grey
    assert grey == (not any("At the pace of these" in m.value for m in at.markdown))


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(open_app, tmp_path, name):
    a_few_weeks(tmp_path / "hostile.db", 14, name=name, project=name)
    for page in ("earnings", "settings"):
        at = open_app(tmp_path / "hostile.db", page=page)
        found = False
        for one in every_part(at):
            for text in texts(one):
                if name in text:
                    assert md(name) in text, f"not escaped on {page}: {text}"
            found = found or any((d.value == name).any().any() for d in one.dataframe)
        assert found, page
    at = open_app(tmp_path / "hostile.db", part="work")
    assert f"{' '.join(name.split())} left you" in shown(at)
    figure = "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    assert "<img" not in figure
    assert "<b>x</b>" not in figure or name != "<b>x</b>"


def test_the_window_stands_in_the_address(open_app, sample_file):
    at = open_app(sample_file, window="26w", as_of="2026-06-30")
    assert at.selectbox(key="window_window").value == "26w"
    assert "In the 26 weeks to Jun 30, 2026" in shown(at)
    at.selectbox(key="window_window").set_value("13w").run()
    assert at.query_params["window"] == "13w"
    assert "In the 13 weeks to Jun 30, 2026" in shown(at)


def test_everything_and_own_days(open_app, sample_file):
    at = open_app(sample_file, window="all")
    assert reports.report(desk(), AS_OF).n < 2000
    assert "days to Oct 31, 2026" in shown(at)
    at.selectbox(key="window_window").set_value("own").run()
    by_label(at.text_input, "From").set_value("2026-01-05")
    by_label(at.text_input, "To").set_value("2026-03-01").run()
    assert "In the 8 weeks to Mar 1, 2026" in shown(at)


@pytest.mark.parametrize("typed", ["31/02/2026", "soon", "2026-13-01"])
def test_a_day_that_cannot_be_read_is_a_sentence(open_app, sample_file, typed):
    at = open_app(sample_file)
    by_label(at.text_input, "Facts up to").set_value(typed).run()
    assert not at.exception
    assert typed in at.error[0].value.replace("\\", "")


def test_days_without_records_say_where_they_are(open_app, sample_file):
    at = open_app(sample_file, window="own", **{"from": "2019-01-01", "to": "2019-02-01"})
    assert "Your records reach from" in shown(at)


def test_amounts_are_written_as_the_reader_writes_them(open_app, sample_file):
    at = open_app(sample_file, locale="de-DE")
    kept = reports.report(desk(), AS_OF).rung("kept").rate / 10_000
    assert f"{kept:.2f}".replace(".", ",") + "\xa0€" in shown(at)


def test_the_sample_is_marked_on_every_page(open_app, sample_file):
    for page in ("earnings", "files", "settings"):
        at = open_app(sample_file, page=page, sample=True)
        assert "This is a sample" in at.info[0].value


def test_money_without_logged_hours_is_no_wage(open_app, tmp_path):
    path = tmp_path / "money.db"
    with Desk.open(path, who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        day = AS_OF - dt.timedelta(days=100)
        entry.add(made, [
            Earning(platform="Mercor", kind="stipend", earned_from=day, amount=to_units(500), currency="USD"),
            Payout(platform="Mercor", kind="payout", received_on=day, amount=to_units(500), currency="USD"),
        ])  # fmt: skip
    at = open_app(path)
    assert "an hour has no price yet" in shown(at)
    assert "None" not in shown(at)


@pytest.mark.parametrize(("part", "title"), [("hour", "What an hour really paid"),
                                             ("year", "Where the rest of the year's money went")])  # fmt: skip
def test_the_two_pictures_for_print_say_what_they_show_and_where_it_is_from(part, title, open_app, sample_file):
    at = open_app(sample_file, part=part)
    drawn = json.loads(at.get("plotly_chart")[0].proto.spec)
    below = drawn["layout"]["annotations"][-1]["text"]
    assert below == f"{title}<br>From the worker's own records up to Oct 31, 2026"
