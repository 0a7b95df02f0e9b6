"""The smaller parts of Settings: exchange rates, rules and mappings of imports."""

from __future__ import annotations

import streamlit as st

from tracker.desk import entry
from tracker.desk import mappings as named_mappings
from tracker.domain import ExchangeRate, Rule
from tracker.errors import InputError
from tracker.views.fields import table
from tracker.views.numbers import Reader
from tracker.views.settings import more as views
from tracker.views.text import _
from tracker.widgets import form, say, show
from tracker.widgets.record import fields, present
from tracker.widgets.served import desk

OF_RATE = ("on", "currency", "in_home_currency")
OF_RULE = ("field", "pattern", "platform", "project", "activity")


def rates(reader: Reader) -> None:
    """Exchange rates that the worker says; they come before the bundled reference rates of their day."""
    home = desk().settings().home_currency
    say.para(
        _("Daily reference rates of the European Central Bank come with the tracker. Add a rate where your bank's "
          "differs, or if there is none; it holds from its day on.")
    )  # fmt: skip
    own = sorted(desk().rows(ExchangeRate), key=lambda r: (r[1].on, r[0]), reverse=True)
    if own:
        shown = table(ExchangeRate, OF_RATE, [r for _row, r in own], reader)
        show.table(shown, key="rates", alt=_("Your exchange rates"), file="exchange-rates.csv")
    with st.expander(_("Add or remove a rate"), key="edit_rates"):
        name = "rate"
        filled = fields(
            ExchangeRate, OF_RATE, None, reader, key=form.key(name), start={"on": present()}, per_row=3,
            wrong=form.wrong(name),
        )  # fmt: skip
        form.save(
            name,
            _("Add rate"),
            filled,
            lambda: (ExchangeRate, dict(filled.values)),
            lambda r: _add(r, home),
            _("Added."),
        )
        _remove("exchange_rates", {row: views.rate_title(r, reader) for row, r in own}, _("Rate to remove"))


def _add(rate: ExchangeRate, home: str) -> form.Written:
    if rate.currency == home:
        raise InputError(_("{home} is your own currency; it needs no rate.").format(home=home))
    return entry.add(desk(), [rate])


def _remove(table: str, rows: dict[int, str], title: str) -> None:
    if not rows:
        return
    name = f"off_{table}"
    row = st.selectbox(
        title, list(rows), index=None, format_func=rows.__getitem__, key=form.key(name), placeholder=_("Choose one")
    )
    if row is not None and st.button(_("Remove"), key=f"{form.key(name)}_go"):
        form.once(name, lambda: entry.remove(desk(), table, row), _("Removed."))


def import_rules(reader: Reader) -> None:
    """What imports remember: where rows of a name belong, and how tables of a shape are read."""
    rows, mappings = dict(desk().rows(Rule)), named_mappings.saved_mappings(desk())
    if not rows and not mappings:
        say.para(
            _("Nothing yet. Your answers on the page Import, where rows of a name belong and what the columns of a "
              "file mean, are kept here and used again.")
        )  # fmt: skip
        return
    if rows:
        shown = table(Rule, OF_RULE, list(rows.values()), reader)
        show.table(shown, key="rules", alt=_("Where imported rows belong"), file="rules.csv")
        _remove("rules", {n: views.rule_title(r, reader) for n, r in rows.items()}, _("Rule to remove"))
    if mappings:
        st.subheader(_("Saved readings of tables"))
        say.points([views.mapping_title(n, m, reader) for n, m in mappings.items()])
        _forget_mapping(list(mappings), reader)


def _forget_mapping(names: list[str], reader: Reader) -> None:
    name = "off_mapping"
    chosen = st.selectbox(
        _("Reading to remove"), range(len(names)), index=None, key=form.key(name), placeholder=_("Choose one"),
        format_func=lambda i: names[i] if not reader.masked else str(i + 1),
    )  # fmt: skip
    if chosen is not None and st.button(_("Remove"), key=f"{form.key(name)}_go"):
        form.once(name, lambda: named_mappings.delete_mapping(desk(), names[chosen]), _("Removed."))
