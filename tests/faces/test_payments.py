"""Payments, as a page: owed by age, settlement line by line, what happened to money recorded and taken back."""

import datetime as dt
import json

import pytest

from tests.faces.conftest import AS_OF, all_parts, by_label, clock, every_part, shown, texts, to_part
from tests.faces.test_make import HOSTILE
from tracker.desk import entry, payments
from tracker.desk.session import Desk
from tracker.domain import ExchangeRate, Expense, Payout, Platform, Project, Settings, Transfer, WorkSession
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.payments import overview as views
from tracker.views.payments import picture as age_chart
from tracker.widgets.say import md
from tracker.widgets.served import desk


@pytest.fixture
def own(tmp_path):
    """Two pay days of 420 and 180 on one platform, the second late."""

    def make(platform="Larkspur", project="Nova"):
        path = tmp_path / "own.db"
        with Desk.open(path, who="test", clock=clock) as made:
            entry.save_settings(made, Settings(home_currency="EUR", time_zone="UTC"))
            entry.add(made, [
                Platform(platform=platform, currency="EUR", pay_cycle="weekly", pay_cycle_ends="sun", pay_delay_days=5),
                Project(platform=platform, project=project, agreed_rate=to_units(30)),
                WorkSession(platform=platform, project=project, worked_on=dt.date(2026, 10, 14), minutes=6 * 3600),
                WorkSession(platform=platform, project=project, worked_on=dt.date(2026, 10, 27), minutes=8 * 3600),
            ])  # fmt: skip
        return path

    return make


def field(at, label, nth=0):
    return [e for e in at.text_input if e.label == label][nth]


def press(at, label):
    by_label(at.button, label).click().run()
    assert not at.exception, at.exception


def undo(at):
    """The button beside what was done last."""
    next(b for b in at.button if b.key and b.key.startswith("form_undo_")).click().run()
    assert not at.exception, at.exception


def table(at, column):
    return next(d.value for d in at.dataframe if column in d.value.columns)


def test_an_empty_ledger_is_told_what_the_page_will_show(open_app):
    at = open_app(page="payments")
    assert "No work and no payment is recorded yet." in shown(at)
    assert "who owes you what and since when" in shown(at)
    assert "Add a platform first" in shown(at)
    assert not at.get("plotly_chart")


def test_one_sentence_says_who_owes_what(open_app, own):
    at = open_app(own(), page="payments")
    assert "Larkspur owes you €420.00, €180.00 of it late." in shown(at)
    assert "The oldest was due on Oct 23, 2026, 8 days ago." in shown(at)
    assert len(at.get("plotly_chart")) == 1
    assert "8 days late: €180.00, Nova · Larkspur" in shown(at)


def test_the_picture_starts_at_zero_and_marks_what_is_late(open_app, own):
    open_app(own(), page="payments")
    view = views.owed(payments.lines(desk(), AS_OF), Reader.of("en-US", "EUR"))
    assert [(b.value, b.late) for b in view.bars] == [(240.0, False), (180.0, True)]
    assert view.alt == "What is owed by age: not due yet €240.00; 8 to 30 days late €180.00."
    for dark in (False, True):
        figure = json.loads(age_chart.ages(view.bars, dark=dark).to_json())
        assert figure["layout"]["xaxis"]["range"][0] == 0
        assert [bool(t["marker"].get("pattern")) for t in figure["data"]] == [False, True]
        assert "€240.00" in figure["layout"]["annotations"][0]["text"]


def test_the_full_page_and_its_caveats(open_app, sample_file):
    at = open_app(sample_file, page="payments")
    lines = payments.lines(desk(), AS_OF)
    total = sum(d.left_home for d in lines.open) / 10_000
    assert f"owe you €{total:,.2f}" in shown(at)
    for caveat in lines.caveats:
        assert " ".join(str(caveat.text).split()) in shown(at)
    still = table(to_part(at, "days"), "How it stands")
    assert len([s for s in still["How it stands"] if s]) == len(lines.open)
    at.segmented_control(key="pay_days").set_value("all").run()
    assert not at.exception
    assert len(table(at, "How it stands")) > len(still)
    assert at.query_params["pay_days"] == "all"


def test_a_part_payment_is_recorded_settles_and_is_taken_back(open_app, own):
    at = open_app(own(), page="payments", part="record")
    assert field(at, "Day").value == AS_OF.isoformat()
    field(at, "Amount").set_value("100").run()
    assert "= €100.00" in shown(at)
    press(at, "Record it")
    assert "Recorded." in shown(at)
    assert "Larkspur owes you €320.00, €80.00 of it late." in shown(at)
    still = table(to_part(at, "days"), "How it stands")
    assert "paid in part, the rest 8 days late" in list(still["How it stands"])
    assert "€100.00" in list(still["Arrived"])
    assert field(to_part(at, "record"), "Amount").value == ""
    to_part(at, "paid").selectbox(key="payment_row").set_value(1).run()
    assert "€100.00 came from Larkspur on Oct 31, 2026. It paid for 1 pay day." in shown(at)
    assert list(table(at, "Of this payment")["Still open there"]) == ["€80.00"]
    undo(at)
    assert desk().rows(Payout) == []
    assert "Larkspur owes you €420.00" in shown(at)


def test_money_that_was_only_sent_is_not_said_to_have_arrived(open_app, own):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("180").run()
    by_label(at.selectbox, "How far it is").set_value("sent").run()
    press(at, "Record it")
    ((_row, paid),) = desk().rows(Payout)
    assert (paid.stage, paid.amount) == ("sent", to_units(180))
    to_part(at, "paid")
    assert "0 payments arrived. 1 is asked for or sent, and is not recorded as arrived." in shown(at)
    assert list(table(at, "No logged work")["How far it is"]) == ["sent"]
    to_part(at, "owed")
    assert list(table(at, "Sent, not arrived")["Sent, not arrived"]) == ["€180.00"]


def test_the_button_of_what_was_written_is_gone(open_app, own):
    """A second press of it, sent before the page has come back, has nothing to press."""
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("100")
    before = by_label(at.button, "Record it")
    press(at, "Record it")
    assert by_label(at.button, "Record it").key != before.key
    assert before.key not in {b.key for b in at.button}


def test_late_money_is_given_up_in_one_click_and_taken_back(open_app, own):
    at = open_app(own(), page="payments")
    press(at, "Give it up")
    ((_row, made),) = desk().rows(Payout)
    assert (made.kind, made.amount, made.project) == ("write_off", to_units(180), "Nova")
    assert "Larkspur owes you €240.00, none of it late." in shown(at)
    undo(at)
    assert "€180.00 of it late" in shown(at)


@pytest.mark.parametrize(("typed", "label", "sentence"), [
    ("", "Amount", "This is needed."),
    ("0", "Amount", "This must be above zero."),
    ("-5", "Fee", "This cannot be below zero."),
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(open_app, own, typed, label, sentence):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("10")
    field(at, label).set_value(typed)
    press(at, "Record it")
    assert sentence in shown(at)
    assert desk().rows(Payout) == []


def test_a_period_that_ends_before_it_starts_is_said(open_app, own):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("10")
    field(at, "Pays for work from").set_value("2026-10-20")
    field(at, "Pays for work until").set_value("2026-10-01")
    press(at, "Record it")
    assert "This is before the first day." in shown(at)


@pytest.mark.parametrize("typed", ["ten", "1.2.3"])
def test_what_cannot_be_read_is_said_and_nothing_is_stored(open_app, own, typed):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value(typed)
    press(at, "Record it")
    assert "Amount" in at.error[0].value
    assert desk().rows(Payout) == []


def test_numbers_and_days_are_read_as_the_reader_writes_them(open_app, own):
    at = open_app(own(), page="payments", part="record", locale="de-DE")
    field(at, "Amount").set_value("1.234,50")
    field(at, "Day").set_value("03.02.2026").run()
    assert "= 1.234,50\xa0€" in shown(at)
    assert "= 03.02.2026" in shown(at)
    press(at, "Record it")
    ((_row, made),) = desk().rows(Payout)
    assert (made.amount, made.received_on) == (to_units("1234.5"), dt.date(2026, 2, 3))


def test_a_currency_that_agrees_is_taken(open_app, own):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("45 eur")
    field(at, "Fee").set_value("€2").run()
    assert "= €45.00" in shown(at)
    press(at, "Record it")
    ((_row, made),) = desk().rows(Payout)
    assert (made.amount, made.fee, made.currency) == (to_units(45), to_units(2), "EUR")


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Amount", "45 usd"), ("Amount", "$45"), ("Amount", "45k"), ("Amount", "1.234"), ("Fee", "2 usd"),
        ("Arrived in your own currency", "50 usd"),
    ],
)  # fmt: skip
def test_a_currency_that_contradicts_is_refused_beside_its_field(open_app, own, label, typed):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("100")
    field(at, label).set_value(typed)
    press(at, "Record it")
    assert at.error[0].value.startswith(label)
    assert desk().rows(Payout) == []


def test_a_currency_is_chosen_in_its_field_and_then_typed(open_app, own):
    at = open_app(own(), page="payments", part="record")
    at.selectbox(key=next(s.key for s in at.selectbox if s.label == "Currency")).set_value("USD").run()
    field(at, "Amount").set_value("$45")
    press(at, "Record it")
    assert [(p.amount, p.currency) for _row, p in desk().rows(Payout)] == [(to_units(45), "USD")]


def test_what_came_in_says_its_currency_alone(open_app, own):
    at = open_app(own(), page="payments", part="record")
    at.segmented_control(key="money_kind").set_value("transfer").run()
    typed = {
        "From account": "Wise", "To account": "Bank", "Amount sent": "50 eur", "Amount received": "54 usd",
        "Fee": "1 eur",
    }  # fmt: skip
    for label, value in typed.items():
        field(at, label).set_value(value)
    press(at, "Record it")
    ((_row, made),) = desk().rows(Transfer)
    assert (made.amount_out, made.currency_out, made.amount_in, made.currency_in) == (
        to_units(50), "EUR", to_units(54), "USD",
    )  # fmt: skip


def test_a_payment_without_a_rate_asks_for_that_one_number(open_app, own):
    at = open_app(own(), page="payments", part="record")
    at.selectbox(key=next(s.key for s in at.selectbox if s.label == "Currency")).set_value("KES").run()
    field(at, "Amount").set_value("5000")
    press(at, "Record it")
    field(at, "1 KES in EUR, on Oct 31, 2026").set_value("0.0066")
    press(at, "Use this rate")
    assert [(r.currency, str(r.in_home_currency)) for _row, r in desk().rows(ExchangeRate)] == [("KES", "0.0066")]
    assert not [t for t in at.text_input if t.label.startswith("1 KES")]


def test_taken_back_paid_back_spent_and_moved(open_app, own):
    at = open_app(own(), page="payments", part="record")
    for kind in ("clawback", "reimbursement"):
        at.segmented_control(key="money_kind").set_value(kind).run()
        field(at, "Amount").set_value("15")
        press(at, "Record it")
    assert [p.kind for _row, p in desk().rows(Payout)] == ["clawback", "reimbursement"]
    at.segmented_control(key="money_kind").set_value("expense").run()
    field(at, "Amount").set_value("12.50")
    field(at, "For").set_value("headset")
    press(at, "Record it")
    at.segmented_control(key="money_kind").set_value("transfer").run()
    for label, value in {"From account": "Wise", "To account": "Bank", "Amount sent": "50"}.items():
        field(at, label).set_value(value)
    press(at, "Record it")
    assert [e.category for _row, e in desk().rows(Expense)] == ["headset"]
    assert [(t.from_account, t.amount_out) for _row, t in desk().rows(Transfer)] == [("Wise", to_units(50))]
    to_part(at, "spent")
    assert "headset" in table(at, "For").to_string()
    assert list(table(at, "Amount sent")["From account"]) == ["Wise"]
    undo(at)
    assert desk().rows(Transfer) == []


def test_a_payment_is_corrected_and_removed(open_app, own):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("100")
    press(at, "Record it")
    to_part(at, "paid").selectbox(key="payment_row").set_value(1).run()
    field(at, "Amount").set_value("180")
    press(at, "Save")
    assert desk().rows(Payout)[0][1].amount == to_units(180)
    assert "none of it late" in shown(at)
    press(at, "Remove this payment")
    assert desk().rows(Payout) == []
    undo(at)
    assert len(desk().rows(Payout)) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_shown_as_typed(open_app, own, name):
    at = open_app(own(name, name), page="payments")
    for text in [t for one in every_part(at) for t in texts(one)]:
        if name in text:
            assert md(name) in text, f"not escaped: {text}"
    to_part(at, "owed")
    assert f"{' '.join(name.split())} owes you" in shown(at)
    assert any((d.value == name).any().any() for d in at.dataframe)
    figure = "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    assert "<img" not in figure


def test_nothing_real_is_left_in_discreet_mode(open_app, own):
    at = open_app(own(), page="payments", masked=True)
    said = all_parts(at, lambda one: shown(one) + "".join(d.value.to_string() for d in one.dataframe))
    said += "".join(chart.proto.spec for chart in at.get("plotly_chart"))
    for real in ("420.00", "180.00", "240.00", "Nova"):
        assert real not in said
    assert "Larkspur owes you •••, ••• of it late." in said


def test_the_fee_that_came_back_with_a_clawback(open_app, own):
    at = open_app(own(), page="payments", part="record")
    at.segmented_control(key="money_kind").set_value("clawback").run()
    field(at, "Amount").set_value("50")
    field(at, "Fee").set_value("1.75")
    press(at, "Record it")
    ((_row, made),) = desk().rows(Payout)
    assert (made.kind, made.amount, made.fee) == ("clawback", 500_000, 17_500)


def test_a_fee_above_its_payment_is_refused(open_app, own):
    at = open_app(own(), page="payments", part="record")
    field(at, "Amount").set_value("20")
    field(at, "Fee").set_value("30")
    press(at, "Record it")
    assert "The fee is more than the whole amount" in shown(at)
    assert desk().rows(Payout) == []
