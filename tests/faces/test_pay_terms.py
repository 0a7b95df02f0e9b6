"""Terms of pay in Settings: known ones are asked about, all are listed, corrected, changed from a day on, removed."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.faces.conftest import by_label, clock, shown, unfolded
from tracker.desk import attention, entry, pay_terms, reference
from tracker.desk.session import Desk
from tracker.domain import Payout, PayTerms, Platform, Settings, WorkSession
from tracker.pay_days import PayDay
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.settings import pay_terms as views
from tracker.views.today import attention as today
from tracker.widgets.served import desk

YOU = Reader.of("en-US", "USD")


@pytest.fixture
def own(tmp_path):
    """A ledger with these platforms."""

    def make(*records):
        path = tmp_path / "own.db"
        with Desk.open(path, who="test", clock=clock) as made:
            entry.save_settings(made, Settings(home_currency="USD", time_zone="UTC"))
            if records:
                entry.add(made, list(records))
        return path

    return make


def press(at, label):
    by_label(at.button, label).click().run()
    assert not at.exception, at.exception


def stored():
    return [t for _row, t in desk().rows(PayTerms)]


def type_into(at, title, text):
    key = next(c.key for c in at.text_input if c.label == title and c.key.startswith("terms_") and "_Acme_" in c.key)
    at.text_input(key=key).set_value(text).run()


def test_known_terms_are_shown_and_asked_about_and_never_taken_in_silence(open_app, own):
    at = open_app(own(Platform(platform="Claru", currency="USD")), page="settings", part="platforms")
    text = shown(at)
    assert "Is that what your contract says?" in text
    assert "Who says so: the platform, read on Nov 29, 2026." in text
    assert "[Read it there](<https://intercom.help/claru-ai/" in text
    assert stored() == []
    press(at, "Yes, use these")
    (terms,) = stored()
    assert (terms.pay_day, terms.payout_threshold) == ("tue", to_units(100))
    assert "Stored as its terms of pay." in shown(at)
    assert "Is that what your contract says?" not in shown(at)
    next(b for b in at.button if b.key.startswith("form_undo_")).click().run()
    assert stored() == []


def test_terms_that_an_older_version_took_are_removed_on_the_page(open_app, own, monkeypatch):
    with monkeypatch.context() as once:
        once.setattr("tracker.pay_days.read", lambda text: PayDay(dates=(-1,)))
        path = own(Platform(platform="Acme", currency="USD"), PayTerms(platform="Acme", pay_day="monthly"))
    at = open_app(path, page="settings", part="platforms")
    assert "These terms cannot be used: 'monthly' names no pay days" in shown(at)
    at.button(key="terms_off_1").click().run()
    assert not at.exception, at.exception
    assert stored() == []
    assert "cannot be used" not in shown(at)


def test_a_known_platform_that_is_new_comes_with_its_terms(open_app, own):
    at = open_app(own(), page="settings", part="platforms")
    by_label(at.selectbox, "Start from a known platform").set_value("Mercor").run()
    assert "Sources disagree:" in shown(at)
    press(at, "Yes, use these")
    assert [(p.platform, p.currency) for _row, p in desk().platforms()] == [("Mercor", "USD")]
    assert {t.kind for t in stored()} == {"hourly", "milestone"}


def test_what_is_left_out_is_not_stored_and_not_asked_again(open_app, own):
    at = open_app(own(Platform(platform="Claru", currency="USD")), page="settings", part="platforms")
    press(at, "Leave them out")
    assert "Is that what your contract says?" not in shown(at)
    assert stored() == []


def test_known_terms_can_be_changed_before_they_are_stored(open_app, own):
    at = open_app(own(Platform(platform="Claru", currency="USD")), page="settings", part="platforms")
    at.button(key="terms_change_").click().run()
    field = next(t for t in at.text_input if t.label == "On the next" and "_Claru_" in t.key)
    assert field.value == "tue"
    field.set_value("fri").run()
    press(at, "Add terms")
    (terms,) = stored()
    assert (terms.pay_day, terms.payout_threshold) == ("fri", to_units(100))


def test_what_is_known_of_another_kind_of_pay_is_asked_about_next(open_app, own):
    hourly = PayTerms(platform="Mercor", kind="hourly", pay_delay_days=6)
    at = open_app(own(Platform(platform="Mercor", currency="USD"), hourly), page="settings", part="platforms")
    assert "Milestones: how long after the day it was approved is not known" in shown(at).replace("**", "")
    press(at, "Yes, use these")
    assert [t.kind for t in stored()] == ["hourly", "milestone"]
    assert "Is that what your contract says?" not in shown(at)


def test_amounts_in_another_currency_than_the_platform_pays_are_left_out(open_app, own):
    at = open_app(own(Platform(platform="Claru", currency="EUR")), page="settings", part="platforms")
    press(at, "Yes, use these")
    assert [t.payout_threshold for t in stored()] == [None]


def test_a_platform_that_was_looked_for_in_vain_says_so(open_app, own):
    at = open_app(own(Platform(platform="Toptal", currency="USD")), page="settings", part="platforms")
    assert reference.unknown_terms("Toptal")
    assert reference.unknown_terms("Toptal") in shown(at)
    assert "Is that what your contract says?" not in shown(at)


def test_terms_are_added_by_hand(open_app, own):
    at = open_app(own(Platform(platform="Acme", currency="USD")), page="settings", part="platforms")
    unfolded(at)
    type_into(at, "Days from then to the money", "9")
    press(at, "Add terms")
    assert [(t.platform, t.pay_delay_days) for t in stored()] == [("Acme", 9)]
    assert "All its pay: 9 days after the day it was earned" in shown(at).replace("**", "")


def test_what_is_wrong_stands_beside_its_field(open_app, own):
    at = open_app(own(Platform(platform="Acme", currency="USD")), page="settings", part="platforms")
    unfolded(at)
    type_into(at, "On the next", "someday")
    press(at, "Add terms")
    assert stored() == []
    assert at.error


def test_terms_that_changed_on_a_day_stand_beside_those_before(open_app, own):
    at = open_app(own(Platform(platform="Acme", currency="USD"), PayTerms(platform="Acme", pay_delay_days=9)),
                  page="settings", part="platforms")  # fmt: skip
    by_label(unfolded(at).selectbox, "Terms to change").set_value(1).run()
    at.segmented_control(key="terms_since_1").set_value("since").run()
    press(at, "Add terms")
    assert "Say from which day on they hold" in shown(at)
    type_into(at, "Days from then to the money", "20")
    type_into(at, "Hold from", "2026-09-01")
    press(at, "Add terms")
    assert [(t.holds_from, t.pay_delay_days) for t in stored()] == [(None, 9), (dt.date(2026, 9, 1), 20)]
    assert "All its pay, for work from Sep 1, 2026 on" in shown(at)


def test_terms_are_corrected_and_removed_with_a_way_back(open_app, own):
    at = open_app(own(Platform(platform="Acme", currency="USD"), PayTerms(platform="Acme", pay_delay_days=9)),
                  page="settings", part="platforms")  # fmt: skip
    by_label(unfolded(at).selectbox, "Terms to change").set_value(1).run()
    type_into(at, "Days from then to the money", "12")
    press(at, "Save terms")
    assert [t.pay_delay_days for t in stored()] == [12]
    at.button(key="terms_off_1").click().run()
    assert stored() == []
    next(b for b in at.button if b.key.startswith("form_undo_")).click().run()
    assert [t.pay_delay_days for t in stored()] == [12]


def test_amounts_and_notes_are_hidden_in_discreet_mode(open_app, own):
    terms = PayTerms(platform="Acme", pay_day="fri", payout_threshold=to_units(77), note="as Ada told me", hand="own")
    at = open_app(own(Platform(platform="Acme", currency="USD"), terms), page="settings", part="platforms", masked=True)
    assert "at least •••" in shown(at)
    assert "77" not in shown(at)
    assert "Ada" not in shown(at)


def test_all_known_terms_can_be_said():
    known = [k.terms for row in reference.platform_presets() for k in reference.known_terms(row["name"])]
    assert len(known) > 40
    for terms in known:
        said = views.sentence(terms, YOU, "USD")
        assert said != "nothing is set", terms
        assert "None" not in said, said


# --- learnt from what came ------------------------------------------------------------------------------


def weeks(clock_day, hand=None):
    """Six weeks to a Friday, each paid on the Thursday after it; entered is the Tuesday."""
    one, last = dt.timedelta(days=1), clock_day - dt.timedelta(days=(clock_day.weekday() - 4) % 7 + 7)
    ends = [last - 7 * n * one for n in range(6)]
    return [
        Platform(platform="Acme", currency="USD"),
        PayTerms(platform="Acme", pay_cycle="weekly", pay_cycle_ends="fri", pay_delay_days=4, hand=hand),
        *[WorkSession(platform="Acme", worked_on=e - 2 * one, minutes=7200, amount=to_units(50)) for e in ends],
        *[
            Payout(platform="Acme", kind="payout", received_on=e + 6 * one, amount=to_units(50), currency="USD",
                   covers_from=e - 6 * one, covers_to=e)
            for e in ends
        ],
    ]  # fmt: skip


SAID = "Money of Acme came on Thursdays, 2 days after the day that its terms give (6 pay days)."


def test_terms_are_compared_when_asked_and_better_ones_stored_with_a_way_back(open_app, own):
    at = open_app(own(*weeks(clock().date())), page="settings", part="platforms")
    assert SAID not in shown(at)
    press(at, "Compare them with what came")
    assert SAID in shown(at)
    assert "These terms would fit: paid every week, to Friday; 6 days after the end of the pay period." in shown(at)
    assert [t.pay_delay_days for t in stored()] == [4]
    press(at, "They were always so")
    assert [t.pay_delay_days for t in stored()] == [6]
    assert "What came of Acme gives no reason for other terms of pay." in shown(at)
    next(b for b in at.button if b.key.startswith("form_undo_")).click().run()
    assert [t.pay_delay_days for t in stored()] == [4]
    at.button(key="terms_learnt_since").click().run()
    (old, new) = stored()
    assert (old.pay_delay_days, new.pay_delay_days) == (4, 6)
    assert new.holds_from.weekday() == 5
    assert new.holds_from > clock().date()


def test_today_names_terms_that_somebody_entered_and_none_that_have_a_source(own):
    with Desk.open(own(*weeks(clock().date())), who="test", clock=clock) as made:
        (item,), fresh = attention.overdue(made)
        assert (fresh, item.kind, item.platform) == (True, "learnt", "Acme")
        assert (today.said(item, YOU), today.action(item, YOU)) == (SAID, "Compare its terms")
        assert today.line(item, clock().date(), made.zone()) is None
        (row, t), = made.rows(PayTerms)  # fmt: skip
        entry.change(made, [("pay_terms", row, replace(t, hand="own"))])
        assert attention.overdue(made) == ([], True)
        assert pay_terms.learnt(made, "Acme", clock().date()).sourced
