"""The smaller settings: exchange rates, what imports remember, aliases and kinds of work."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.faces.conftest import by_label, shown
from tests.faces.test_settings import choice, field, press, settings
from tracker.desk import entry, mappings
from tracker.domain import ExchangeRate, Platform, Project, Rule
from tracker.importers.mapping import Mapping
from tracker.widgets.served import desk


def undo(at):
    next(b for b in at.button if b.key and b.key.startswith("form_undo_")).click().run()
    assert not at.exception, at.exception


def test_an_exchange_rate_is_added_listed_taken_back_and_removed(open_app):
    at = settings(open_app, "rates")
    field(at, "Day").set_value("2026-05-04")
    by_label(at.selectbox, "Currency").set_value("USD")
    choice(at, "Currency", -1).set_value("PHP")
    field(at, "One is worth in your currency").set_value("0.0173")
    press(at, "Add rate")
    ((row, made),) = desk().rows(ExchangeRate)
    assert made == ExchangeRate(on=dt.date(2026, 5, 4), currency="PHP", in_home_currency=Decimal("0.0173"))
    assert any("0.0173" in d.value.to_string() for d in at.dataframe)
    by_label(at.selectbox, "Rate to remove").set_value(row).run()
    press(at, "Remove")
    assert desk().rows(ExchangeRate) == []
    undo(at)
    assert len(desk().rows(ExchangeRate)) == 1


@pytest.mark.parametrize(("currency", "rate", "sentence"), [
    ("PHP", "0", "This must be above zero."),
    ("PHP", "", "This is needed."),
    ("USD", "1", "needs no rate"),
])  # fmt: skip
def test_a_rate_that_cannot_be_is_said(open_app, currency, rate, sentence):
    at = settings(open_app, "rates")
    choice(at, "Currency", -1).set_value(currency)
    field(at, "One is worth in your currency").set_value(rate)
    press(at, "Add rate")
    assert sentence in shown(at)
    assert desk().rows(ExchangeRate) == []


def test_rules_and_mappings_are_listed_and_removed(open_app):
    at = settings(open_app, "imports")
    assert "Nothing yet. Your answers on the page Import" in shown(at)
    entry.add(desk(), [Platform(platform="Mercor")])
    entry.add(desk(), [Rule(field="client", pattern="=1+1 $x$", platform="Mercor")])
    mappings.save_mapping(
        desk(),
        Mapping(
            name="My *sheet*",
            header=("Day", "Hours"),
            columns={"date": "Day", "duration": "Hours"},
            constants={"platform": "Mercor"},
        ),
    )
    at.run()
    assert any("=1+1 $x$" in d.value.to_string() for d in at.dataframe)
    assert "My *sheet*" in shown(at)
    by_label(at.selectbox, "Rule to remove").set_value(desk().rows(Rule)[0][0]).run()
    press(at, "Remove")
    assert desk().rows(Rule) == []
    by_label(at.selectbox, "Reading to remove").set_value(0).run()
    press(at, "Remove")
    assert mappings.saved_mappings(desk()) == {}
    undo(at)
    assert list(mappings.saved_mappings(desk())) == ["My *sheet*"]


def test_alias_and_a_kind_of_work_from_the_list(open_app):
    at = settings(open_app, "projects")
    entry.add(desk(), [Platform(platform="Mercor", currency="USD")])
    at.run()
    field(at, "Project").set_value("Nova")
    field(at, "Name in discreet mode").set_value("Blue")
    kinds = by_label(at.selectbox, "Or a kind of work from the list")
    assert "screenwriting" in kinds.options
    kinds.set_value("screenwriting")
    press(at, "Add project")
    ((_row, made),) = desk().rows(Project)
    assert (made.alias, made.role) == ("Blue", "screenwriting")
