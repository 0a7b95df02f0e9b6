"""The pages Offers and Papers: an offer judged by what such offers became, and a sheet of time that was not counted."""

import datetime as dt

from tests.faces.conftest import AS_OF, clock, shown
from tests.faces.test_discreet import everything, leaks, watched_ledger
from tests.faces.test_make import a_few_weeks
from tracker.desk import disputes, earnings, entry, papers, reports
from tracker.desk.session import Desk
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.units import to_units
from tracker.views.papers import overview as papers_view
from tracker.widgets.served import desk


def test_an_offer_is_judged_by_what_such_offers_became(open_app, sample_file):
    at = open_app(sample_file, page="offers")
    at.button(key="offer_ask").click().run()
    assert "Type the advertised rate" in shown(at)
    at.selectbox(key="offer_platform").set_value("Larkspur").run()
    at.selectbox(key="offer_role").set_value("screenwriting").run()
    at.text_input(key="offer_hours").set_value("20").run()
    assert at.text_input(key="offer_rate").placeholder == f"30 {desk().settings().home_currency}"
    at.text_input(key="offer_rate").set_value("30").run()
    assert not at.exception
    found = earnings.judge_offer(desk(), AS_OF, "Larkspur", "screenwriting", to_units(30), 20.0)
    said = shown(at)
    assert f"(screenwriting on Larkspur, {found.circle.priced} projects)" in said
    assert f"of $30.00 about ${found.kept / 10_000:.2f}." in said
    assert said.index("In the middle of such offers") < said.index("All their hours together left")
    assert f"of $30.00 about ${found.kept_together / 10_000:.2f}." in said
    assert "still ran after 30 days" in said
    assert "as long as it lasts" in said
    table = next(d.value for d in at.dataframe if "Compared with" in d.value.columns)
    assert list(table["Compared with"])[-1] == "all your projects"
    at.text_input(key="offer_rate").set_value("a lot").run()
    assert any("Advertised, per hour" in e.value for e in at.error)
    at.text_input(key="offer_rate").set_value("-3").run()
    assert "above zero" in shown(at)


def test_an_offer_on_an_empty_comparison_says_what_is_missing(open_app, tmp_path):
    a_few_weeks(tmp_path / "own.db", 14)
    at = open_app(tmp_path / "own.db", page="offers")
    at.text_input(key="offer_rate").set_value("30 usd").run()
    at.button(key="offer_ask").click().run()
    assert "2 more projects with an advertised rate and hours of work are needed" in shown(at)


def test_the_dispute_sheet_of_a_platform(open_app, sample_file):
    at = open_app(sample_file, page="papers")
    at.segmented_control(key="dispute_platform").set_value("Northbeam").run()
    window = reports.report(desk(), AS_OF).window
    sheet = disputes.sheet(desk(), "Northbeam", AS_OF, window.start, window.end)
    assert f"{sheet.difference:,.1f}\xa0h on your clock were not counted by Northbeam" in shown(at)
    assert "is not known: look it up" in shown(at)
    assert [b.proto.label for b in at.get("download_button")].count("Download the sheet to print or send") == 1
    at.text_input(key="dispute_deadline").set_value("2026-11-15").run()
    assert "To be disputed by Nov 15, 2026." in shown(at)
    at.text_input(key="dispute_deadline").set_value("some day").run()
    assert at.error
    at.text_input(key="dispute_deadline").set_value("").run()
    at.segmented_control(key="dispute_platform").set_value("Quillwork").run()
    assert "so nothing can be compared" in shown(at)


def test_masked_they_ask_for_nothing_and_hold_nothing(open_app, tmp_path):
    own = watched_ledger(tmp_path / "own.db")
    for page in ("offers", "papers"):
        at = open_app(own, page=page, masked=True)
        assert leaks(everything(at)) == []
        assert not [
            b for b in (*at.selectbox, *at.segmented_control) if b.key in ("offer_platform", "dispute_platform")
        ]
    at.button(key="discreet_open_dispute").click().run()
    at.segmented_control(key="dispute_platform").set_value("Mercor").run()
    assert "What Mercor counted is not on record" in shown(at)
    at.button(key="discreet").click().run()
    assert leaks(everything(at)) == []


def test_names_that_would_be_markup(open_app, tmp_path):
    name = "<b>x</b> $5 :red[x]"
    with Desk.open(tmp_path / "own.db", who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        rows = [Platform(platform=name, currency="USD")]
        for i in range(3):
            rows.append(Project(platform=name, project=f"{name} {i}", role=name, advertised_low=to_units(30),
                                agreed_rate=to_units(20)))  # fmt: skip
            for d in (40, 20):
                rows.append(WorkSession(platform=name, project=f"{name} {i}", worked_on=AS_OF - dt.timedelta(days=d),
                                        minutes=7200, counted_minutes=3600))  # fmt: skip
        entry.add(made, rows)
    at = open_app(tmp_path / "own.db", page="offers")
    at.selectbox(key="offer_platform").set_value(name).run()
    at.selectbox(key="offer_role").set_value(name).run()
    at.text_input(key="offer_rate").set_value("30").run()
    at.button(key="offer_ask").click().run()
    assert not at.exception
    assert f"({name} on {name}, 3 projects)" in shown(at)
    at.switch_page("pages/papers.py").run()
    at.segmented_control(key="dispute_platform").set_value(name).run()
    assert not at.exception
    assert "6\xa0h on your clock were not counted" in shown(at)


def test_proof_of_income_is_shown_and_made(open_app, sample_file):
    at = open_app(sample_file, page="papers", part="income")
    first, last = papers.month_window(AS_OF, 12)
    found = papers.received(desk(), AS_OF, first, last)
    assert f"${found.total / 10_000:,.2f} received in 12 months" in shown(at).replace("€", "$")
    months = next(d.value for d in at.dataframe if "Month" in d.value.columns)
    assert len(months) == 12
    at.segmented_control(key="income_months").set_value("3").run()
    assert "received in 3 months" in shown(at)
    at.text_input(key="income_name").set_value("Ana 𒀀").run()
    assert any("none of its fonts" in e.value for e in at.error)
    at.text_input(key="income_name").set_value("Ana").run()
    assert not at.error
    assert "Download the statement (PDF)" in [b.proto.label for b in at.get("download_button")]


def test_a_tax_year_is_shown(open_app, sample_file):
    at = open_app(sample_file, page="papers", part="tax")
    found = papers.tax_year(desk(), AS_OF, AS_OF.year)
    table = next(d.value for d in at.dataframe if "Profit" in d.value.columns)
    assert len(table) == 5
    assert "no tax advice" in shown(at)
    at.selectbox(key="tax_starts").set_value("04-06").run()
    assert not at.exception
    assert found.profit != papers.tax_year(desk(), AS_OF, AS_OF.year, (4, 6)).profit
    assert {"Download every table (Excel, LibreOffice)", "By month as CSV"} <= {
        b.proto.label for b in at.get("download_button")
    }


def test_papers_of_an_empty_ledger_say_so(open_app):
    for part in papers_view.parts():
        at = open_app(page="papers", part=part)
        assert not at.exception
    assert "Nothing is on record" in shown(open_app(page="papers", part="income"))


def test_papers_are_closed_where_amounts_are_hidden(open_app, sample_file):
    for part in ("income", "tax", "books"):
        at = open_app(sample_file, page="papers", part=part, masked=True)
        assert "are hidden" in shown(at)
        assert not at.get("download_button")
        assert not at.dataframe


def test_a_journal_is_offered(open_app, sample_file):
    at = open_app(sample_file, page="papers", part="books")
    for program in papers_view.programs():
        at.segmented_control(key="books_program").set_value(program).run()
        assert not at.exception
    assert "Download the file" in [b.proto.label for b in at.get("download_button")]


def test_an_invoice_is_made_and_handed_in(open_app, tmp_path):
    with Desk.open(tmp_path / "own.db", who="test", clock=clock) as made:
        entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(made, [Platform(platform="Acme", currency="USD"),
                         Project(platform="Acme", project="Nova", agreed_rate=to_units(30)),
                         WorkSession(platform="Acme", project="Nova", worked_on=AS_OF, minutes=5400)])  # fmt: skip
    at = open_app(tmp_path / "own.db", page="papers", part="invoice")
    assert "Nothing that was handed in is waiting for money." in shown(at)
    at.segmented_control(key="invoice_platform").set_value("Acme").run()
    assert "$45.00 for 1 row" in shown(at)
    assert "type it, and the file is here" in shown(at)
    at.text_input(key="invoice_number").set_value("2026/7").run()
    assert "Download the invoice" in [b.proto.label for b in at.get("download_button")]
    at.segmented_control(key="invoice_form").set_value("ubl").run()
    assert any("cannot be guessed" in e.value for e in at.error)
    at.text_input(key="invoice_tax").set_value("120").run()
    assert any("120 is not a percentage" in e.value for e in at.error)
    at.text_input(key="invoice_tax").set_value("").run()
    at.button(key="invoice_hand_in").click().run()
    assert not at.exception
    assert "$45.00 of 1 day of handing in has not come." in shown(at)
    assert "Nothing to bill Acme for these days." in shown(at)
    assert [s.submitted_on for _row, s in desk().rows(WorkSession)] == [AS_OF]
