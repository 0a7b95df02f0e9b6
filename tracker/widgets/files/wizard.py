"""The mapping wizard: any table becomes readable once somebody says which column is what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from tracker.desk import imports, mapping_wizard, reference
from tracker.desk.mapping_wizard import OpenQuestions, Trial, corrected, unanswered
from tracker.errors import InputError, UnreadableFile
from tracker.views.files import mapping as views
from tracker.views.numbers import Reader
from tracker.views.setup import currency_title
from tracker.views.text import _, ngettext
from tracker.widgets import show
from tracker.widgets.files import doubts
from tracker.widgets.files.upload import answers, read_as, refused, use_mapping
from tracker.widgets.record import zones
from tracker.widgets.say import md, para, quiet
from tracker.widgets.served import desk

UNKNOWN = ("unknown_format", "no_header", "open_questions")
"""Codes of files that may still be tables, or whose mapping leaves something open."""


def map_columns(error: InputError, files: dict[str, bytes], reader: Reader) -> None:
    """Ask what a table leaves open, one question after the other; the answers are kept under a name."""
    file = error.file
    begun = error.mapping if isinstance(error, OpenQuestions) else None
    try:
        kept = _kept(file, files[file], begun)
    except UnreadableFile as unreadable:
        unreadable.file = file
        refused(unreadable)
        return
    st.subheader(_("Which column is what?"))
    para(
        _(
            "{file} is a table the tracker does not know. It asks what it cannot tell; the answers are kept, and the "
            "next file of this shape is read without asking."
        ).format(file=file)
    )
    place = st.container()
    with st.expander(_("Correct how the columns are read"), expanded=not kept.needed):
        tried = _written(file, files[file], kept, reader)
        if not tried.problem:
            tried = _columns(file, files[file], tried)
            tried = _settings(file, files[file], tried, reader)
    with place:
        _asked(file, files[file], tried, reader)
    _use(file, tried)


def _asked(file: str, data: bytes, tried: Trial, reader: Reader) -> None:
    """The next question, what was answered, and the first rows as they would be stored."""
    if tried.problem:
        st.error(md(reader.say(tried.problem)))
        return
    if tried.needed:
        question = tried.needed[0]
        quiet(_("Question 1 of {n}").format(n=len(tried.needed)))
        said = doubts.ask(question, reader, key=f"{file}_{question.key}")
        if said is not None:
            _keep(file, data, mapping_wizard.answered(file, data, tried, question, said, _options()))
            st.rerun()
    if tried.mapping.answered and st.button(_("Ask the last question again"), key="map_unanswer"):
        _keep(
            file, data, mapping_wizard.again(file, data, unanswered(tried.mapping), _options(), encoding=tried.encoding)
        )
        st.rerun()
    _first_rows(tried, reader)


def _options() -> Any:
    return imports.options(desk(), **answers())


def _kept(file: str, data: bytes, begun: Any) -> Trial:
    """The draft as far as it was answered; made once per file."""
    drafts: dict[tuple[str, int], Trial] = st.session_state.setdefault("import_drafts", {})
    key = (file, hash(data))
    if key not in drafts:
        drafts[key] = mapping_wizard.first(file, data, _options(), begun)
    return drafts[key]


def _keep(file: str, data: bytes, tried: Trial) -> None:
    """Go on from here: the fields below begin again with what was answered."""
    st.session_state["import_drafts"][file, hash(data)] = tried
    st.session_state["map_turn"] = _turn_number() + 1


def _turn_number() -> int:
    return int(st.session_state.get("map_turn", 0))


def _turn() -> str:
    """Ends the keys of fields, so that each answer shows in them."""
    return f"_{_turn_number()}" if _turn_number() else ""


def _written(file: str, data: bytes, made: Trial, reader: Reader) -> Trial:
    """How the file is written: encoding, separator, header line."""
    encodings = list(dict.fromkeys([made.encoding, *mapping_wizard.ENCODINGS]))
    names = views.delimiters()
    separators = list(dict.fromkeys([made.mapping.delimiter, *mapping_wizard.DELIMITERS]))
    one, two, three, four = st.columns(4)
    encoding = one.selectbox(_("Letters (encoding)"), encodings, key=f"map_encoding_{file}{_turn()}")
    delimiter = two.selectbox(
        _("Columns are separated by"),
        separators,
        format_func=lambda d: names.get(d, d),
        key=f"map_delimiter_{file}{_turn()}",
    )
    lines = list(range(31))
    row = three.selectbox(
        _("Line with the names"), lines, index=min(made.mapping.header_row, 30), key=f"map_header_{file}{_turn()}",
        format_func=lambda n: str(n) if n else _("there is none"),
    )  # fmt: skip
    kinds = views.kinds()
    kind = four.selectbox(
        _("The rows are"), list(kinds), index=list(kinds).index(made.mapping.kind), format_func=kinds.__getitem__,
        key=f"map_kind_{file}{_turn()}",
    )  # fmt: skip
    allowed = views.field_names(kind)
    columns = {f: c for f, c in made.mapping.columns.items() if f in allowed}
    mapping = replace(made.mapping, delimiter=delimiter, header_row=row, kind=kind, columns=columns)
    if kind != made.mapping.kind:
        mapping = replace(mapping, below_zero=None, answered=tuple({*mapping.answered, "kind"}))
    read_as(file, encoding if encoding != made.encoding else "")
    return mapping_wizard.again(file, data, mapping, _options(), encoding=encoding)


def _columns(file: str, data: bytes, tried: Trial) -> Trial:
    """One select box per column, with what is in it."""
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
            key=f"map_{file}_{tried.mapping.kind}_{column}{_turn()}",
        )  # fmt: skip
        if field in chosen:
            twice.append(names[field])
        elif field:
            chosen[field] = column
    if twice:
        st.warning(md(_("Two columns are {what}; only the first is used.").format(what=", ".join(twice))))
    mapping = corrected(tried, chosen)
    return mapping_wizard.again(file, data, mapping, _options(), encoding=tried.encoding)


def _settings(file: str, data: bytes, tried: Trial, reader: Reader) -> Trial:
    """What columns do not say: order of dates, decimal sign, zone, platform, currency, unit of time."""
    m, home = tried.mapping, desk().settings().home_currency
    orders, signs, units = views.date_orders(), views.signs(), views.units()
    one, two, three = st.columns(3)
    dates = _one(one, _("Dates are written"), orders, m.dates, f"map_dates_{file}{_turn()}")
    decimal = _one(two, _("The decimal sign is"), signs, m.decimal, f"map_decimal_{file}{_turn()}")
    unit = _one(three, _("Plain numbers of time are"), units, m.duration_unit, f"map_unit_{file}{_turn()}")
    four, five, six = st.columns(3)
    all_zones = list(dict.fromkeys([*([m.zone] if m.zone else []), desk().settings().time_zone, *zones()]))
    zone = four.selectbox(
        _("Clock times are in"), all_zones, index=0 if m.zone else None,
        key=f"map_zone_{file}{_turn()}", placeholder=_("not asked, or not given"),
    )  # fmt: skip
    platforms = [p.platform for _row, p in desk().platforms()] + [r["name"] for r in reference.platform_presets()]
    now = m.constants.get("platform")
    platform = five.selectbox(
        _("All is from the platform"), list(dict.fromkeys([*([now] if now else []), *platforms])),
        index=0 if now else None, key=f"map_platform_{file}{_turn()}",
        placeholder=_("names tell"),
    )  # fmt: skip
    other = five.text_input(_("Or another platform"), key=f"map_other_{file}{_turn()}")
    known = m.constants.get("currency")
    codes = list(dict.fromkeys([*([known] if known else []), home, *sorted(reference.currency_codes())]))
    currency = six.selectbox(
        _("Amounts are in"), codes, index=0 if known else None, format_func=lambda c: currency_title(c, reader),
        key=f"map_currency_{file}{_turn()}", placeholder=_("a column tells"),
    )  # fmt: skip
    said = {"platform": (other or "").strip() or platform, "currency": currency}
    constants = {k: v for k, v in m.constants.items() if k not in said}
    constants |= {k: v for k, v in said.items() if v and k not in m.columns}
    mapping = replace(m, dates=dates, decimal=decimal, duration_unit=unit, zone=zone or m.zone, constants=constants)
    return mapping_wizard.again(file, data, mapping, _options(), encoding=tried.encoding)


def _one(place: Any, name: str, choices: dict[Any, str], now: Any, key: str) -> Any:
    options = list(choices)
    index = options.index(now) if now in options else 0
    return place.selectbox(name, options, index=index, format_func=choices.__getitem__, key=key)


def _first_rows(tried: Trial, reader: Reader) -> None:
    title = _("The first rows, as they would be stored")
    if tried.needed:
        title = _("The first rows, with the first answer to each question")
    st.markdown(f"**{title}**")
    if tried.rows:
        table = views.preview(tried.rows, reader)
        show.table(table, key="map_preview", alt=title, file="first-rows.csv")
    else:
        quiet(_("They are shown as soon as it is known which column is what."))


def _use(file: str, tried: Trial) -> None:
    name = st.text_input(_("Keep this under the name"), value=tried.mapping.name, key=f"map_name_{file}")
    waiting = tried.needed
    if st.button(_("Read the file so"), type="primary", key="map_use", disabled=bool(waiting or tried.problem)):
        use_mapping(file, replace(tried.mapping, name=(name or "").strip() or tried.mapping.name))
        st.rerun()
    if waiting:
        quiet(
            ngettext(
                "{n} question is open; then the file can be read.", "{n} questions are open.", len(waiting)
            ).format(n=len(waiting))
        )
