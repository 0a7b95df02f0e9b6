"""A new ledger on the page Today: three numbers, each amount with its currency, and the picture that they give."""

import pytest

from tests.faces.conftest import by_label, shown
from tests.faces.test_today import Line
from tracker.desk import first_run
from tracker.domain import Payout, Project, Settings, WorkSession
from tracker.units import to_units
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.widgets.today import attention, quickline


@pytest.fixture
def line(monkeypatch):
    made = Line()
    monkeypatch.setattr(quickline, "mount", made.mount)
    monkeypatch.setattr(attention, "PATIENCE", 60.0)
    return made


def answer_three(at, promised="$45", hours="120", arrived="1,200"):
    by_label(at.text_input, "What the listing promised per hour").set_value(promised)
    by_label(at.text_input, "All your hours, unpaid ones too").set_value(hours)
    by_label(at.text_input, "What arrived").set_value(arrived)
    by_label(at.button, "Show what an hour paid").click().run()
    assert not at.exception, at.exception


def test_a_new_ledger_asks_three_numbers_and_nothing_else(open_app, line):
    at = open_app(page="today")
    assert len(at.text_input) == 3
    assert "Three numbers of September 2026 answer it" in shown(at)
    assert "Taken from your browser: sums in US Dollar, days in the zone Europe/Berlin." in shown(at)
    assert next(link.proto.label for link in at.get("page_link")) == "Import files you already have"
    assert "Look at an invented person's ledger first" in [b.label for b in at.button]
    assert line.told["focus"] is False
    assert desk().version == 0


def test_three_numbers_give_the_first_picture(open_app, line):
    at = open_app(page="today")
    answer_three(at)
    assert "In September 2026 an hour of your work brought you $10.00; the listing said $45.00." in shown(at)
    assert "22 of every 100 promised" in shown(at)
    assert "$45.00 an hour promised, 120 h of work, $1,200.00 arrived." in shown(at).replace("\xa0", " ")
    assert len(at.get("plotly_chart")) == 1
    assert desk().settings() == Settings(home_currency="USD", time_zone="Europe/Berlin")
    assert [o.kind for o in desk().operations()] == ["first"]
    assert line.told["focus"] is True


def test_the_first_picture_can_be_taken_back(open_app, line):
    at = open_app(page="today")
    answer_three(at)
    by_label(at.button, "Undo").click().run()
    assert first_run.is_empty(desk())
    assert len(at.text_input) == 3


def test_nothing_arrived_is_drawn_as_nothing(open_app, line):
    at = open_app(page="today")
    answer_three(at, arrived="0")
    assert "brought you $0.00; the listing said $45.00" in shown(at)


def test_numbers_are_read_as_the_reader_writes_them(open_app, line):
    at = open_app(page="today", locale="de-DE")
    answer_three(at, promised="45,50 €", hours="120,5", arrived="1.200,00")
    ((_, worked),) = desk().rows(WorkSession)
    assert (worked.minutes, worked.amount, worked.currency) == (433_800, to_units(1200), "EUR")
    assert desk().rows(Project)[0][1].advertised_low == to_units("45.5")


def test_currency_and_zone_can_be_changed(open_app, line):
    at = open_app(page="today")
    by_label(at.selectbox, "Your currency").set_value("PHP")
    by_label(at.selectbox, "Your time zone").set_value("Asia/Manila").run()
    assert "days in the zone Asia/Manila" in shown(at)
    answer_three(at, promised="300", arrived="20000")
    assert desk().settings() == Settings(home_currency="PHP", time_zone="Asia/Manila")


WRONG = {
    "promised": ["a lot", "", "-5", "0", "45k", "45-30", "1.234", "45 usd eur", "45 per task"],
    "hours": ["", "900", "-1", "a while", "100-120", "120.30", "120.30h"],
    "arrived": ["-5", "", "some", "1.800", "10 pesos", "5 usd eur"],
}


@pytest.mark.parametrize(("field", "value"), [(f, v) for f, values in WRONG.items() for v in values])
def test_a_wrong_field_is_marked_and_named_in_its_own_words(open_app, line, field, value):
    at = open_app(page="today")
    answer_three(at, **{field: value})
    names = {"promised": "What the listing promised per hour", "hours": "All your hours, unpaid ones too"}
    assert [e.value.partition(md(":"))[0] for e in at.error] == [md(names.get(field, "What arrived"))]
    kept = {"promised": "$45", "hours": "120", "arrived": "1,200"} | {field: value}
    assert [t.value for t in at.text_input] == list(kept.values())
    assert desk().version == 0


def test_every_wrong_field_is_named_at_once(open_app, line):
    at = open_app(page="today")
    answer_three(at, promised="x", hours="y", arrived="z")
    assert len(at.error) == 3


def test_a_code_that_is_typed_wins_over_the_one_beside_it(open_app, line):
    at = open_app(page="today", locale="en-PH")
    answer_three(at, promised="30-45 eur", arrived="1200 usd")
    ((_, listing),) = desk().rows(Project)
    assert (listing.advertised_low, listing.advertised_high) == (to_units(30), to_units(45))
    ((_, paid),) = desk().rows(Payout)
    assert (listing.currency, paid.currency) == ("EUR", "USD")


def test_the_listing_is_in_dollars_and_what_arrived_in_the_home_currency(open_app, line):
    at = open_app(page="today", locale="en-PH")
    answer_three(at, promised="45", arrived="60000")
    ((_, listing),) = desk().rows(Project)
    ((_, paid),) = desk().rows(Payout)
    assert (listing.currency, paid.currency, desk().settings().home_currency) == ("USD", "PHP", "PHP")
    assert "brought you ₱500.00" in shown(at)
    at.segmented_control(key="first_shown").set_value("USD").run()
    assert "the listing said $45.00" in shown(at)


def test_one_tap_changes_the_currency_of_what_arrived(open_app, line):
    at = open_app(page="today", locale="de-DE")
    at.segmented_control(key="first_arrived_in_EUR").set_value("USD")
    answer_three(at, promised="45", arrived="1800")
    ((_, paid),) = desk().rows(Payout)
    assert (paid.amount, paid.currency) == (to_units(1800), "USD")
    at.segmented_control(key="first_shown").set_value("USD").run()
    assert "brought you 15,00 $; the listing said 45,00 $." in shown(at).replace("\xa0", " ")


def test_a_home_without_any_rate_reads_dollars_and_asks_for_one_number(open_app, line):
    at = open_app(page="today", locale="en-KE")
    answer_three(at, promised="30", hours="100", arrived="500 usd")
    assert "brought you US$5.00; the listing said US$30.00" in shown(at).replace("\xa0", " ")
    by_label(at.text_input, "1 USD in KES, on 30 Sept 2026").set_value("129.5")
    by_label(at.button, "Use this rate").click().run()
    assert "brought you Ksh647.50" in shown(at).replace("\xa0", " ")


def test_a_line_into_a_new_ledger_takes_currency_and_zone_from_the_browser(open_app, line):
    at = open_app(page="today", locale="de-DE")
    assert line.enter(at, "2h mercor")["saved"]
    assert desk().settings() == Settings(home_currency="EUR", time_zone="Europe/Berlin")
