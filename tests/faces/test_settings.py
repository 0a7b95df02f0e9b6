"""Settings, as a page: fields are read as the reader writes, echoed, stored, and taken back."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faces.conftest import by_label, shown, to_part, unfolded
from tracker.desk import entry, terms
from tracker.domain import Availability, Platform, Project, WorkSession
from tracker.units import to_units
from tracker.views.settings import overview
from tracker.widgets.served import desk


def settings(open_app, part="", **more):
    """The page with a part open; its long forms open too."""
    at = open_app(page="settings", **more, **({"part": part} if part else {}))
    return unfolded(at)


def field(at, label, nth=0):
    return [e for e in at.text_input if e.label == label][nth]


def choice(at, label, nth=0):
    return [e for e in at.selectbox if e.label == label][nth]


def press(at, label):
    by_label(at.button, label).click().run()
    assert not at.exception, at.exception


def test_currency_zone_and_full_time_year(open_app):
    at = settings(open_app)
    choice(at, "Your currency").set_value("PHP")
    choice(at, "Your time zone").set_value("Asia/Manila")
    field(at, "Hours of a full-time week").set_value("37.5")
    press(at, "Save")
    stored = desk().settings()
    assert (stored.home_currency, stored.time_zone, stored.standard_week_hours) == (
        "PHP",
        "Asia/Manila",
        Decimal("37.5"),
    )
    assert "Philippine Piso" in shown(at) or "Philippine Peso" in shown(at)
    assert "Asia/Manila" in shown(at)


def test_a_number_is_read_with_the_readers_own_sign(open_app):
    at = settings(open_app, locale="de-DE")
    field(at, "Hours of a full-time week").set_value("37,5")
    press(at, "Save")
    assert desk().settings().standard_week_hours == Decimal("37.5")
    assert field(at, "Hours of a full-time week").value == "37,5"


@pytest.mark.parametrize("typed", ["forty", "1.2.3", "€"])
def test_what_is_no_number_is_said_and_nothing_is_stored(open_app, typed):
    at = settings(open_app)
    field(at, "Hours of a full-time week").set_value(typed)
    press(at, "Save")
    assert "Hours of a full-time week" in at.error[0].value.replace("\\", "")
    assert desk().version == 0


def test_a_listing_says_its_currency_alone(open_app):
    at = settings(open_app, "platforms")
    field(at, "Platform").set_value("Mercor")
    press(at, "Add platform")
    to_part(at, "projects")
    field(at, "Project").set_value("Nova")
    field(at, "Advertised, from").set_value("30 eur")
    field(at, "Agreed").set_value("32")
    press(at, "Add project")
    ((_row, made),) = desk().rows(Project)
    assert (made.advertised_low, made.agreed_rate, made.currency) == (to_units(30), to_units(32), "EUR")


def test_a_platform_with_its_pay_days(open_app):
    at = settings(open_app, "platforms")
    field(at, "Platform").set_value("Mercor")
    choice(at, "Currency").set_value("USD")
    choice(at, "Pays").set_value("weekly")
    field(at, "Pay period ends on").set_value("fri")
    field(at, "Days until paid").set_value("5")
    field(at, "Percent it keeps").set_value("2.9")
    press(at, "Add platform")
    ((_row, made),) = desk().rows(Platform)
    assert made == Platform(platform="Mercor", currency="USD", pay_cycle="weekly", pay_cycle_ends="fri",
                            pay_delay_days=5, fee_percent=Decimal("2.9"))  # fmt: skip
    assert "every week" in at.dataframe[0].value.to_string()


def test_a_wrong_pay_cycle_is_a_sentence(open_app):
    at = settings(open_app, "platforms")
    field(at, "Platform").set_value("Mercor")
    choice(at, "Pays").set_value("weekly")
    press(at, "Add platform")
    assert "A weekly cycle ends on a weekday" in shown(at)
    assert desk().rows(Platform) == []


def test_a_known_platform_is_marked_to_be_checked(open_app):
    at = settings(open_app, "platforms")
    by_label(at.selectbox, "Start from a known platform").set_value("DataAnnotation").run()
    assert "To be checked" in at.warning[0].value
    assert field(at, "Platform").value == "DataAnnotation"
    press(at, "Add platform")
    assert desk().rows(Platform)[0][1].pay_delay_days == 7


def test_a_project_with_advertised_and_agreed_rates(open_app):
    at = settings(open_app, "projects")
    assert "Add a platform first" in shown(at)
    entry.add(desk(), [Platform(platform="Mercor", currency="USD")])
    at.run()
    field(at, "Project").set_value("Nova")
    field(at, "Kind of work").set_value("writing")
    field(at, "Advertised, from").set_value("$30")
    field(at, "Advertised, to").set_value("45.50")
    field(at, "Agreed").set_value("36")
    field(at, "Promised until").set_value("2026-12-24")
    at.run()
    assert "= $45.50" in shown(at)
    assert "= Dec 24, 2026" in shown(at)
    press(at, "Add project")
    ((_row, made),) = desk().rows(Project)
    assert (made.platform, made.project, made.role) == ("Mercor", "Nova", "writing")
    assert (made.advertised_low, made.advertised_high, made.agreed_rate) == (300000, 455000, 360000)


def test_a_project_gets_another_name(open_app):
    at = settings(open_app, "projects")
    entry.add(desk(), [Project(platform="Mercor", project="Musen", agreed_rate=210000)])
    at.run()
    row = desk().rows(Project)[0][0]
    by_label(at.selectbox, "Project to change").set_value(row).run()
    assert field(at, "Project").value == "Musen"
    field(at, "Project").set_value("Nova")
    field(at, "Agreed").set_value("16")
    press(at, "Save project")
    ((_row, made),) = desk().rows(Project)
    assert (made.project, made.agreed_rate) == ("Nova", 160000)


def test_availability_is_added_changed_and_removed(open_app):
    at = settings(open_app, "free")
    field(at, "Hours a week").set_value("30")
    field(at, "From").set_value("2026-01-05")
    press(at, "Add period")
    ((row, made),) = desk().rows(Availability)
    assert (made.kind, made.weekly_hours) == ("available", Decimal(30))
    by_label(at.selectbox, "Period to change").set_value(row).run()
    field(at, "Hours a week").set_value("25")
    press(at, "Save period")
    assert desk().rows(Availability)[0][1].weekly_hours == Decimal(25)
    by_label(at.selectbox, "Period to change").set_value(row).run()
    press(at, "Remove period")
    assert desk().rows(Availability) == []


def test_what_is_missing_is_named_as_its_field_is(open_app):
    at = settings(open_app, "free")
    field(at, "Hours a week").set_value("30")
    field(at, "From").set_value("")
    press(at, "Add period")
    assert "From: This is needed." in shown(at)
    assert not desk().rows(Availability)


def test_a_change_is_taken_back_from_the_page(open_app):
    at = settings(open_app, "changes")
    entry.add(desk(), [Platform(platform="Mercor")])
    at.run()
    assert "Platform: Mercor" in shown(at)
    by_label(at.button, "Undo").click().run()
    assert not at.exception
    assert desk().rows(Platform) == []


def test_changes_that_stand_on_each_other_are_taken_back_together(open_app):
    at = settings(open_app, "changes")
    first = entry.add(desk(), [Platform(platform="Mercor")])
    terms.save(desk(), Platform(platform="Mercor", currency="USD"))
    at.run()
    at.button(key=f"changes_undo_{first.id}").click().run()
    assert "changed again later" in at.warning[0].value
    at.button(key=f"changes_undo_{first.id}_together").click().run()
    assert not at.exception
    assert desk().rows(Platform) == []


def test_a_platforms_currency_is_asked_where_work_rests_on_it(open_app):
    at = settings(open_app, "platforms")
    entry.add(desk(), [
        Platform(platform="Mercor", currency="USD"), Project(platform="Mercor", project="Ridge", agreed_rate=250_000),
        WorkSession(platform="Mercor", project="Ridge", worked_on=dt.date(2026, 10, 1), minutes=7200),
    ])  # fmt: skip
    unfolded(at.run())
    choice(at, "Platform to change").set_value(1).run()
    choice(at, "Currency").set_value("PHP").run()
    assert "earn ₱50.00 instead of $50.00" in shown(at) or "earn PHP" in shown(at)
    assert "Save platform" not in [b.label for b in at.button]
    press(at, "It was always so")
    ((_row, made),) = desk().rows(Platform)
    assert made.currency == "PHP"


def test_a_project_is_renamed_with_its_new_terms(open_app):
    at = settings(open_app, "projects")
    entry.add(desk(), [
        Platform(platform="Mercor", currency="USD"), Project(platform="Mercor", project="Ridge", agreed_rate=250_000),
        WorkSession(platform="Mercor", project="Ridge", worked_on=dt.date(2026, 10, 1), minutes=7200),
    ])  # fmt: skip
    at.run()
    choice(at, "Project to change").set_value(1).run()
    field(at, "Project").set_value("Ridge II").run()
    field(at, "Agreed").set_value("30").run()
    assert "earn $60.00 instead of $50.00" in shown(at)
    press(at, "It was always so")
    ((_row, made),) = desk().rows(Project)
    assert (made.project, made.agreed_rate) == ("Ridge II", 300_000)
    ((_row, session),) = desk().rows(WorkSession)
    assert session.project == "Ridge II"


def test_each_part_stands_in_the_address_and_only_the_open_one_is_made(open_app):
    seen = {}
    for part, name in overview.parts().items():
        at = open_app(page="settings", part=part)
        assert name in [h.value for h in at.header]
        assert part == "you" or at.query_params["part"] == part
        seen[part] = {e.key for e in (*at.button, *at.selectbox, *at.text_input) if e.key} - {"find", "discreet"}
    for part, keys in seen.items():
        assert not [k for k in keys if any(k in others for other, others in seen.items() if other != part)], part


def test_docs_name_each_part():
    said = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    assert [part for part in overview.parts() if f"| `{part}` |" not in said] == []
