"""The mapping wizard: any table becomes readable once somebody says which column is what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker.desk import imports, reference, trial
from tracker.errors import UnreadableFile
from tracker.views import mapping as views
from tracker.views.numbers import Reader
from tracker.views.setup import currency_title
from tracker.views.text import _
from tracker.widgets import show
from tracker.widgets.dropping import answers, read_as, refused, use_mapping
from tracker.widgets.house import desk
from tracker.widgets.record import zones
from tracker.widgets.say import md, para, points, quiet

if TYPE_CHECKING:
    from tracker.desk.trial import Trial


UNKNOWN = ("unknown_format", "no_header")
"""Codes of files that may still be tables."""


def map_columns(file: str, files: dict[str, bytes], reader: Reader) -> None:
    """Ask which column of a file is what; the answer is used at once and kept under a name."""
    st.subheader(_("Which column is what?"))
    try:
        _first(file, files[file])
    except UnreadableFile as error:
        error.file = file
        refused(error)
        return
    para(
        _(
            "{file} is a table the tracker does not know. Below is how it would be read. Correct what is wrong; the "
            "answer is kept, and the next file of this shape is read without asking."
        ).format(file=file)
    )
    tried = _written(file, files[file], reader)
    if tried.problem:
        st.error(md(tried.problem))
        return
    tried = _columns(file, files[file], tried)
    tried = _settings(file, files[file], tried, reader)
    _preview(tried)
    _use(file, tried)


def _options() -> Any:
    return imports.options(desk(), **answers())


def _first(file: str, data: bytes) -> Trial:
    """The first draft, made once per file."""
    drafts: dict[tuple[str, int], Trial] = st.session_state.setdefault("import_drafts", {})
    key = (file, hash(data))
    if key not in drafts:
        drafts[key] = trial.first(file, data, _options())
    return drafts[key]


def _written(file: str, data: bytes, reader: Reader) -> Trial:
    """How the file is written: encoding, separator, header line."""
    made = _first(file, data)
    encodings = list(dict.fromkeys([made.encoding, *trial.ENCODINGS]))
    names = views.delimiters()
    separators = list(dict.fromkeys([made.mapping.delimiter, *trial.DELIMITERS]))
    one, two, three, four = st.columns(4)
    encoding = one.selectbox(_("Letters (encoding)"), encodings, key=f"map_encoding_{file}")
    delimiter = two.selectbox(
        _("Columns are separated by"), separators, format_func=lambda d: names.get(d, d), key=f"map_delimiter_{file}"
    )
    lines = list(range(31))
    row = three.selectbox(
        _("Line with the names"), lines, index=min(made.mapping.header_row, 30), key=f"map_header_{file}",
        format_func=lambda n: str(n) if n else _("there is none"),
    )  # fmt: skip
    kinds = views.kinds()
    kind = four.selectbox(
        _("The rows are"), list(kinds), index=list(kinds).index(made.mapping.kind), format_func=kinds.__getitem__,
        key=f"map_kind_{file}",
    )  # fmt: skip
    allowed = views.field_names(kind)
    columns = {f: c for f, c in made.mapping.columns.items() if f in allowed}
    mapping = replace(made.mapping, delimiter=delimiter, header_row=row, kind=kind, columns=columns)
    read_as(file, encoding if encoding != made.encoding else "")
    return trial.again(file, data, mapping, _options(), encoding=encoding)


def _columns(file: str, data: bytes, tried: Trial) -> Trial:
    """One select box per column, with what stands in it."""
    st.markdown(f"**{_('The columns')}**")
    names = views.field_names(tried.mapping.kind)
    now = {column: field for field, column in tried.mapping.columns.items()}
    chosen: dict[str, str] = {}
    twice: list[str] = []
    for column, cells in tried.samples:
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.markdown(f"**{md(column)}**  \n{md(' · '.join(cells)[:90]) or _('empty')}")
        options = [None, *names]
        field = right.selectbox(
            _("{column} is").format(column=md(column)), options, index=options.index(now.get(column)),
            format_func=lambda f: names[f] if f else _("not used"), label_visibility="collapsed",
            key=f"map_{file}_{tried.mapping.kind}_{column}",
        )  # fmt: skip
        if field in chosen:
            twice.append(names[field])
        elif field:
            chosen[field] = column
    if twice:
        st.warning(md(_("Two columns are {what}; only the first is used.").format(what=", ".join(twice))))
    mapping = replace(tried.mapping, columns=chosen)
    return trial.again(file, data, mapping, _options(), encoding=tried.encoding)


def _settings(file: str, data: bytes, tried: Trial, reader: Reader) -> Trial:
    """What columns do not say: order of dates, decimal sign, zone, platform, currency, unit of time."""
    m, home = tried.mapping, desk().settings().home_currency
    orders, signs, units = views.date_orders(), views.signs(), views.units()
    one, two, three = st.columns(3)
    dates = _one(one, _("Dates are written"), orders, m.dates, f"map_dates_{file}")
    decimal = _one(two, _("The decimal sign is"), signs, m.decimal, f"map_decimal_{file}")
    unit = _one(three, _("Plain numbers of time are"), units, m.duration_unit, f"map_unit_{file}")
    four, five, six = st.columns(3)
    zone = four.selectbox(
        _("Clock times are in"), list(dict.fromkeys([desk().settings().time_zone, *zones()])), index=None,
        key=f"map_zone_{file}", placeholder=_("not asked, or not said"),
    )  # fmt: skip
    platforms = [p.platform for _row, p in desk().platforms()] + [r["name"] for r in reference.platform_presets()]
    platform = five.selectbox(
        _("All is from the platform"), list(dict.fromkeys(platforms)), index=None, key=f"map_platform_{file}",
        placeholder=_("names say it"),
    )  # fmt: skip
    other = five.text_input(_("Or another platform"), key=f"map_other_{file}")
    known = m.constants.get("currency")
    codes = list(dict.fromkeys([*([known] if known else []), home, *sorted(reference.currency_codes())]))
    currency = six.selectbox(
        _("Amounts are in"), codes, index=0 if known else None, format_func=lambda c: currency_title(c, reader),
        key=f"map_currency_{file}", placeholder=_("a column says it"),
    )  # fmt: skip
    said = {"platform": (other or "").strip() or platform, "currency": currency}
    constants = {k: v for k, v in m.constants.items() if k not in said}
    constants |= {k: v for k, v in said.items() if v and k not in m.columns}
    mapping = replace(m, dates=dates, decimal=decimal, duration_unit=unit, zone=zone or m.zone, constants=constants)
    return trial.again(file, data, mapping, _options(), encoding=tried.encoding)


def _one(place: Any, name: str, choices: dict[Any, str], now: Any, key: str) -> Any:
    options = list(choices)
    index = options.index(now) if now in options else 0
    return place.selectbox(name, options, index=index, format_func=choices.__getitem__, key=key)


def _preview(tried: Trial) -> None:
    st.markdown(f"**{_('The first rows, as understood')}**")
    if tried.problem:
        st.error(md(tried.problem))
    elif tried.preview:
        table = views.preview(tried.preview)
        show.table(table, key="map_preview", alt=_("The first rows as understood"), file="first-rows.csv")
    open_ones = [q for q in tried.questions if q.field in views.blocking([q.field])]
    if open_ones:
        para(_("Still open:"))
        points([views.open_question(q, tried.mapping.kind) for q in open_ones])


def _use(file: str, tried: Trial) -> None:
    name = st.text_input(_("Keep this under the name"), value=tried.mapping.name, key=f"map_name_{file}")
    waiting = views.blocking([q.field for q in tried.questions])
    if st.button(_("Read the file so"), type="primary", key="map_use", disabled=bool(waiting or tried.problem)):
        use_mapping(file, replace(tried.mapping, name=(name or "").strip() or tried.mapping.name))
        st.rerun()
    if waiting:
        quiet(_("Answer what is still open, and the file can be read."))
