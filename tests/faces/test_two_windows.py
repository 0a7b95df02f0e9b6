"""Forms while another window or a command writes: what is typed is kept and stored, or it is said that it is not;
nobody's change is overwritten, and nothing is called saved that is not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.faces.conftest import AS_OF, by_label, clock, shown
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.domain import Availability, Expense, Payout, PayTerms, Platform, Project, Settings
from tracker.units import to_units
from tracker.widgets.served import desk

PAID = Payout(platform="Outlier", kind="payout", received_on=AS_OF, amount=to_units(45), currency="USD")
MEANWHILE = "Another window or command changed this after it was shown."


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "two.db"
    with Desk.open(made, who="test", clock=clock) as one:
        entry.save_settings(one, Settings(home_currency="USD", time_zone="UTC"))
        entry.add(one, [Platform(platform="Outlier", fee_percent=Decimal(2), pay_delay_days=5),
                        Project(platform="Outlier", project="Nova", agreed_rate=to_units(20)),
                        PayTerms(platform="Outlier", counts_from="earned", pay_delay_days=7), PAID])  # fmt: skip
    return made


def other(change):
    """Another window writes to the ledger that the page has open."""
    with Desk.open(desk().store.path, who="other", clock=clock) as second:
        change(second)


def somewhere_else(second):
    entry.add(second, [Expense(spent_on=AS_OF, amount=10_000, currency="USD", category="desk")])


def settings(open_app, path, part):
    at = open_app(path, page="settings", part=part)
    at.session_state["edit_platform"] = at.session_state["edit_terms"] = True
    return at.run()


def put(at, label, text):
    by_label(at.text_input, label).set_value(text).run()
    assert not at.exception, at.exception


def press(at, label):
    by_label(at.button, label).click().run()
    assert not at.exception, at.exception


def only(record):
    return desk().rows(record)[-1][1]


def test_what_is_typed_stays_while_another_window_writes_something_else(open_app, path):
    for part, label, text, button, read in (
        ("you", "Goal of hours a week", "30", "Save goals", lambda: only(Settings).goal_week_hours == 30),
        ("platforms", "Platform", "Mercor", "Add platform", lambda: only(Platform).platform == "Mercor"),
        ("projects", "Project", "Vega", "Add project", lambda: only(Project).project == "Vega"),
        ("free", "Hours a week", "30", "Add period", lambda: only(Availability).weekly_hours == 30),
    ):
        at = settings(open_app, path, part)
        put(at, label, text)
        other(somewhere_else)
        press(at, button)
        assert read(), part
        assert MEANWHILE not in shown(at)


def changed(record, **values):
    def write(second):
        row, old = second.rows(record)[-1]
        entry.change(second, [(record.TABLE, row, replace(old, **values))])

    return write


@pytest.mark.parametrize(("part", "pick", "label", "button", "record", "values"), [
    ("platforms", ("platform", 1), "Days until paid", "Save platform", Platform, {"fee_percent": Decimal(9)}),
    ("projects", ("project", 1), "Agreed", "Save project", Project, {"note": "theirs"}),
    ("platforms", ("terms_0_pick_Outlier", 1), "Days after it that still are on time", "Save terms", PayTerms,
     {"pay_delay_days": 14}),
])  # fmt: skip
def test_a_row_that_another_window_changed_is_shown_anew_and_not_overwritten(
    open_app, path, part, pick, label, button, record, values
):
    at = settings(open_app, path, part)
    at.selectbox(key=pick[0]).select_index(pick[1]).run()
    put(at, label, "3")
    other(changed(record, **values))
    theirs = only(record)
    press(at, button)
    assert only(record) == theirs
    assert MEANWHILE in shown(at)
    put(at, label, "3")
    assert MEANWHILE not in shown(at)
    press(at, button)
    assert only(record) != theirs
    for name, value in values.items():
        assert getattr(only(record), name) == value


def test_a_payment_that_another_window_changed_keeps_that(open_app, path):
    at = open_app(path, page="payments", part="paid")
    at.selectbox(key="payment_row").select_index(0).run()
    put(at, "Fee", "2")
    other(changed(Payout, amount=to_units(50)))
    press(at, "Save")
    assert (only(Payout).amount, only(Payout).fee) == (to_units(50), None)
    assert MEANWHILE in shown(at)
    put(at, "Fee", "2")
    press(at, "Save")
    assert (only(Payout).amount, only(Payout).fee) == (to_units(50), to_units(2))
    press(at, "Undo")
    assert MEANWHILE not in shown(at)  # taken back by this window


def test_what_changes_nothing_is_not_called_saved(open_app, path):
    at = settings(open_app, path, "you")
    press(at, "Save goals")
    assert [t.value.replace("\\", "") for t in at.toast] == ["Nothing to change."]


def test_what_another_currency_makes_of_amounts_is_said_on_the_page(open_app, path):
    at = settings(open_app, path, "you")
    put(at, "Goal of money a week", "500")
    press(at, "Save goals")
    by_label(at.selectbox, "Your currency").select("EUR · Euro").run()
    press(at, "Save")
    said = "\n".join(str(w.value) for w in at.toast).replace("\\", "")
    assert "The setting goal week money is read as €500.00 now" in said
    assert "What Outlier pays stays in USD" in said


def test_a_day_ahead_is_said_beside_its_field(open_app, path):
    at = open_app(path, page="payments", part="record")
    put(at, "Day", "tomorrow")
    assert "Nov 1, 2026 is in the future; it will count from that day." in shown(at)
    put(at, "Day", "today")
    assert "in the future" not in shown(at)
