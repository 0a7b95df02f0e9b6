"""Fields for one record of the ledger: typed as text, read by the parsers of `words`, echoed, checked.

Numbers and dates are text fields on purpose: a browser's number field drops the comma of 1,5 in silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

import streamlit as st

from tracker import words
from tracker.desk import plausible, reference
from tracker.domain import Column, Kind, Record, columns
from tracker.errors import InputError, Problem, TrackerError
from tracker.quickadd.typed_days import read_day, read_when
from tracker.say import Said, Word
from tracker.views import fields as views
from tracker.views import setup
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

OWN = "own_version"
"""Where in a window's state the version is that its last write left the ledger in."""
MIXED = (Kind.CHOICE, Kind.YESNO, Kind.ZONE, Kind.CURRENCY)


@dataclass(slots=True)
class Filled:
    """What the fields hold: values by column, and a sentence for each that cannot be read. `currencies`: what amounts
    are in, by the column that says it, if no field has answered that."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    currencies: dict[str, str] = field(default_factory=dict)


def fields(
    record: type[Record],
    names: Sequence[str],
    current: Record | None,
    reader: Reader,
    *,
    key: str,
    currency: str | None = None,
    per_row: int = 2,
    start: dict[str, Any] | None = None,
    wrong: Mapping[str, str] | None = None,
    helps: Mapping[str, str] | None = None,
) -> Filled:
    """Fields for the named columns, filled from `current`, else from `start`.

    `currency` is that of amounts if the record names none. `key` must change when `current` does. `wrong`
    has sentences by column, said beside their field: what saving found. `helps`: help of columns that mean
    something of their own here.
    """
    filled, home = Filled(), desk().settings().home_currency
    first = {n: getattr(current, n) if current is not None else (start or {}).get(n) for n in names}
    for at in range(0, len(names), per_row):
        for place, name in zip(st.columns(per_row), names[at : at + per_row], strict=False):
            with place:
                column, where = views.column(record, name), f"{key}_{name}"
                if current is not None and first[name] is not None and views.hides(column, reader):
                    _hidden(column, current, filled, reader, where)
                else:
                    said_by = views.currency_column(record, name)
                    beside = st.session_state.get(f"{key}_{said_by}", first.get(said_by)) if said_by else home
                    _field(
                        column, (helps or {}).get(name) or views.hint(column), first[name], filled, reader, where,
                        _Beside(said_by, beside, currency, said_by in names),
                    )  # fmt: skip
                if wrong and name in wrong:
                    st.error(md(f"{_(column.title)}: {wrong[name]}"))
    for column_name, said in filled.currencies.items():  # a currency that stands alone is taken
        if filled.values.get(column_name) is None:
            filled.values[column_name] = said
    return filled


@dataclass(frozen=True, slots=True)
class _Beside:
    """What says the currency of an amount: its column ("": it is the home currency), that column's value, what the
    amount is in if that is empty, and whether the column is a field of the same form."""

    column: str
    said: str | None
    usual: str | None
    asked: bool


def _hidden(column: Column, current: Record, filled: Filled, reader: Reader, key: str) -> None:
    """A field whose value is not shown in discreet mode: it stays what it is."""
    shown = views.veiled(column, current, reader)
    st.text_input(_(column.title), shown, key=f"{key}_hidden", disabled=True, help=_("Show amounts to change it."))
    filled.values[column.name] = getattr(current, column.name)


def _field(
    column: Column, help_text: str, value: Any, filled: Filled, reader: Reader, key: str, beside: _Beside
) -> None:
    label = _(column.title)
    if column.kind in MIXED:
        filled.values[column.name] = _choice(column, value, help_text, reader, key)
        return
    text = st.text_input(label, setup.to_text(column, value, reader), key=key, help=help_text or None)
    try:
        read = _read(column, (text or "").strip(), reader, filled, beside)
    except InputError as error:
        filled.errors.append(f"{label}: {reader.say(error.sentence())}")
        st.caption(md(reader.say(error.sentence())))
        return
    filled.values[column.name] = read
    if column.kind is Kind.NUMBER and (text or "").strip() == setup.to_text(column, read, reader):
        return  # the number as it stands: nothing to say back
    shown_in = filled.currencies.get(beside.column) or beside.said or beside.usual
    said = setup.echo(column, read, reader, shown_in, desk().zone())
    if said:
        st.caption(md(said))
    if column.name in plausible.FACT_DAYS and (ahead := plausible.ahead(read, present())):
        st.warning(md(reader.say(ahead)))


def _choice(column: Column, value: Any, help_text: str, reader: Reader, key: str) -> Any:
    options: list[Any]
    show: Callable[[Any], str] = str
    match column.kind:
        case Kind.CHOICE:
            options, show = list(map(str, column.choices)), lambda c: _(column.choice(c).said)
        case Kind.YESNO:
            options, show = [True, False], lambda b: _("yes") if b else _("no")
        case Kind.CURRENCY:
            options, show = sorted(reference.currency_codes()), lambda c: setup.currency_title(c, reader)
        case _:
            options, show = zones(), lambda z: str(z).replace("_", " ")
    if value is not None and value not in options:
        options = [value, *options]
    index = options.index(value) if value is not None else None
    return st.selectbox(
        _(column.title), options, index=index, format_func=show, key=key, help=help_text or None,
        placeholder=_("not set"),
    )  # fmt: skip


def choose(place: Any, record: type[Record], name: str, *, key: str, none: str = "", **more: Any) -> str:
    """One of a column's values, chosen in `place`; with `none` also no value (""), called so."""
    column = views.column(record, name)
    names = {**({"": none} if none else {}), **{str(c): _(c.said) for c in column.choices}}
    return str(place.selectbox(_(column.title), list(names), format_func=names.__getitem__, key=key, **more))


@st.cache_data(show_spinner=False)
def zones() -> list[str]:
    """Zones by place; the technical ones last."""
    names = [z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "SystemV/", "US/"))]
    return [*sorted(names), "UTC"]


def _money(text: str, reader: Reader, filled: Filled, beside: _Beside) -> int:
    """An amount. A currency that it names agrees with what says it, or says it itself; else it is refused."""
    fixed = beside.said or filled.currencies.get(beside.column) or (None if beside.asked else beside.usual)
    if fixed:
        return words.parse_in(text, reader.decimal_sign, fixed)
    typed = words.parse_amount(text, reader.decimal_sign, beside.usual)
    if typed.currency:
        filled.currencies[beside.column] = typed.currency
    return typed.units


def _read(column: Column, text: str, reader: Reader, filled: Filled, beside: _Beside) -> Any:
    if not text:
        return None
    match column.kind:
        case Kind.MONEY:
            return _money(text, reader, filled, beside)
        case Kind.NUMBER if column.name == "in_home_currency":
            return words.parse_exchange(text, reader.decimal_sign, desk().settings().home_currency)
        case Kind.NUMBER:
            return words.parse_decimal(text, reader.decimal_sign)
        case Kind.DAY:
            return read_day(text, reader.day_order, present())
        case Kind.INSTANT:
            return read_when(text, reader.day_order, _now(), desk().settings().time_zone)
        case Kind.COUNT:
            return _whole(text, reader)
        case Kind.NAME:
            return " ".join(text.split())
        case _:
            return text


def present() -> dt.date:
    """The day that "today" means: the app's own as-of day where it was started with one."""
    return house().as_of or desk().today()


def _now() -> dt.datetime:
    now = desk().now().astimezone(desk().zone())
    return dt.datetime.combine(present(), now.timetz())


def moment() -> str:
    """Now in the home zone, as a field for an instant takes it."""
    return f"{_now():%Y-%m-%d %H:%M}"


def _whole(text: str, reader: Reader) -> int:
    value = words.parse_decimal(text, reader.decimal_sign)
    if value != value.to_integral_value():
        raise InputError(_("{text} is not a whole number.").format(text=text), value=text)
    return int(value)


@contextmanager
def saving(done: str = "", record: type[Record] | None = None) -> Iterator[None]:
    """Writes within, of a record if its class is given: what the tracker refuses is said on the page; what is done
    is said after a rerun."""
    try:
        with own():
            yield
    except TrackerError as error:
        st.error(md(veil(_beside_field(error, record) or error.sentence())))
        return
    st.session_state["said_after"] = done or _("Saved")
    st.rerun()


@contextmanager
def own() -> Iterator[None]:
    """Writes within are known as this window's. Once it has written nothing asks Streamlit, which may stop a run."""
    ledger = desk()
    version: list[int] = st.session_state.setdefault(OWN, [])
    yield
    version[:] = [ledger.version]


def _beside_field(error: TrackerError, record: type[Record] | None) -> Said | None:
    """What is wrong with one value, under the name that its field has on the page."""
    if record is None or not isinstance(error, InputError) or "; " in str(error):
        return None
    named = next((c.title for c in columns(record) if c.name == error.column), None)
    if named is None:
        return None
    wrong = Problem(error.code, Said(error.message.text.removesuffix("."), **dict(error.message.parts)))
    return Said("{label}: {said}", label=Word(_(named)), said=setup.problem_text(wrong))


def said_after() -> None:
    """Write what the last run did."""
    done = st.session_state.pop("said_after", "")
    if done:
        st.toast(md(done))
