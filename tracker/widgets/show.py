"""Figures and tables on a page, each with what belongs to it: a text alternative, a download."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker.desk import papers
from tracker.errors import Caveat
from tracker.views import method
from tracker.views.table import Table
from tracker.views.text import _
from tracker.widgets import component
from tracker.widgets.discreet import masked, veil
from tracker.widgets.record import Filled
from tracker.widgets.say import md, points
from tracker.widgets.say import quiet as quiet_text

if TYPE_CHECKING:
    from plotly.graph_objects import Figure
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES = ("png", "svg")
"""What a picture can be saved as."""
SHARP = 2
"""Points of a saved picture for each one on the page."""


def quiet(key: str) -> dict[str, Any]:
    """A chart with one tool, which appears when it is pointed at: saving the picture as a file."""
    saved = {"format": st.session_state.get("picture_as", PICTURES[0]), "filename": key.replace("_", "-"),
             "scale": SHARP}  # fmt: skip
    return {"responsive": True, "doubleClick": False, "displaylogo": False, "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": saved}  # fmt: skip


def figure(chart: Figure, *, key: str, alt: str) -> None:
    """A chart with its text alternative."""
    st.plotly_chart(chart, theme=None, key=key, alt=alt, config=quiet(key))


def clickable(chart: Figure, *, key: str, alt: str) -> str | None:
    """A chart whose bars can be chosen: the step of the chosen bar, None while none is."""
    chosen = st.plotly_chart(
        chart,
        theme=None,
        key=key,
        alt=alt,
        config=quiet(key),
        on_select="rerun",
        selection_mode="points",
    )
    picked: list[dict[str, Any]] = list(chosen["selection"]["points"])
    data = picked[0].get("customdata") if picked else None
    return str(data[0]) if data else None


def table(shown: Table, *, key: str, alt: str, file: str, download: Table | None = None, wrapped: bool = False) -> None:
    """A table with its downloads, which hold what the table shows: in discreet mode no amounts either.

    A table without rows is nothing to look at: the sentence above it says that there are none.
    `download`: the same figures laid out for a spreadsheet, where the page's table is laid out for reading. `wrapped`:
    all of it at once, long cells in several lines, for a few rows with ranges; else a grid that scrolls and sorts.
    """
    if not shown.cells:
        return
    if wrapped:
        with st.container(key=f"{key}_table"):
            st.table(
                [{md(k): md(v) for k, v in row.items()} for row in shown.records()],
                border="horizontal",
                hide_index=True,
                alt=alt,
            )
            component.show("region", {"name": alt}, key=f"{key}_region")
    else:
        _grid(shown, key, alt)
    written = download or shown
    with st.container(horizontal=True, key=f"{key}_downloads"):
        _file(_("Download as CSV"), written.csv(), _named(file), "text/csv", key=f"{key}_csv")
        if papers.available():
            name = f"{file.removesuffix('.csv')}.xlsx"
            _file(_("as Excel"), lambda: papers.table_file(written, alt, dt.datetime.now(dt.UTC)), _named(name), XLSX,
                  key=f"{key}_xlsx")  # fmt: skip


def _file(label: str, data: bytes | Callable[[], bytes], name: str, mime: str, *, key: str) -> None:
    """A file beside a table; one that takes work is made when it is asked for."""
    st.download_button(
        label, data=data, file_name=name, mime=mime, key=key, on_click="ignore", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip


def _grid(shown: Table, key: str, alt: str) -> None:
    config: dict[str, Any] = {
        c.title: st.column_config.TextColumn(alignment="right" if c.right else "left") for c in shown.columns
    }
    st.dataframe(shown.records(), hide_index=True, column_config=config, key=f"{key}_table", alt=alt)


def _named(file: str) -> str:
    """The name of a download; of one with hidden amounts it says so, for the file to be known later."""
    if not masked():
        return file
    stem, dot, ending = file.rpartition(".")
    return f"{stem}-{_('amounts hidden').replace(' ', '-')}{dot}{ending}"


def numbers(shown: Table, *, key: str, alt: str, file: str, picture: bool = True) -> None:
    """The numbers behind a picture, folded away below it. `picture`: whether there is one to save."""
    with st.expander(_("The numbers, and a download"), key=f"{key}_numbers"):
        table(shown, key=key, alt=alt, file=file)
        if picture:
            _picture(f"{key}_picture")


def _picture(key: str) -> None:
    """As what the camera above a picture saves it, for all of them alike."""
    quiet_text(_("The picture itself: point at it, and the camera at its corner saves it."))
    st.segmented_control(
        _("Saved as"), PICTURES, default=st.session_state.get("picture_as", PICTURES[0]), format_func=str.upper,
        key=key, on_change=_save_as, args=(key,), required=True,
    )  # fmt: skip


def _save_as(key: str) -> None:
    st.session_state["picture_as"] = st.session_state[key] or PICTURES[0]


def worked_out(how: Sequence[tuple[str, str]], left_out: tuple[Caveat, ...]) -> None:
    """How a page's figures are worked out and what they leave out."""
    with st.expander(_("How this is worked out"), key="worked_out"):
        st.markdown("\n\n".join(f"**{md(what)}.** {md(text)}" for what, text in how))
    texts = method.caveats(left_out)
    if texts:
        st.subheader(_("What these figures leave out"))
        points([veil(t) for t in texts])


def opened(steps: dict[str, str], clicked: str | None) -> str | None:
    """Which bar's rows to list: the one clicked in the picture, or chosen here by keyboard."""
    if not steps:
        return None
    if clicked in steps and st.session_state.get("road_clicked") != clicked:
        st.session_state["road_step"] = clicked
    st.session_state["road_clicked"] = clicked
    return st.selectbox(
        _("See the rows behind a bar"),
        list(steps),
        index=None,
        format_func=steps.__getitem__,
        key="road_step",
        placeholder=_("Choose one, or click its bar"),
    )


def one_of(name: str, choices: dict[str, str], *, key: str, address: bool = False) -> str:
    """One of a few, side by side; the first until another is chosen. `address`: kept in the page's address."""
    return _choice(name, choices, key, key if address else "", {})


def part(choices: dict[str, str], *, page: str, implied: Mapping[str, str] | None = None) -> str:
    """The part of a long page that is open, kept in its address as `part`; only that one is worked out.

    `implied`: the part that an address means which names none, by what else it names.
    """
    return _choice(_("Part of this page"), choices, f"part_{page}", "part", implied or {})


def _choice(name: str, choices: dict[str, str], key: str, address: str, implied: Mapping[str, str]) -> str:
    first = next(iter(choices))
    _from_address(choices, key, address, implied)
    chosen = st.segmented_control(
        name,
        list(choices),
        format_func=lambda c: md(choices[c]),
        key=key,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    found = chosen or first
    if address:
        stands = found if found != first else ""
        st.session_state[f"{key}_address"] = stands
        if stands:
            st.query_params[address] = stands
        elif address in st.query_params:
            del st.query_params[address]
    return found


def _from_address(choices: dict[str, str], key: str, address: str, implied: Mapping[str, str]) -> None:
    """An address that was followed decides; one that this choice wrote itself does not."""
    asked = st.query_params.get(address, "") if address else ""
    if asked in choices and asked != st.session_state.get(f"{key}_address"):
        st.session_state[key] = asked
    elif st.session_state.get(key) not in choices:
        meant = (part for other, part in implied.items() if other in st.query_params)
        st.session_state[key] = next(meant, next(iter(choices)))


def folded(name: str, *, key: str, opened: bool = False) -> ExpanderContainer:
    """A long form folded away; what is in it is made and sent only while its `open` is True."""
    return st.expander(name, expanded=opened, key=key, on_change="rerun")


def facts(items: Sequence[tuple[str, str, str]]) -> None:
    """Figures side by side: each with what it is and what it rests on."""
    for start in range(0, len(items), 3):
        for i, (column, item) in enumerate(zip(st.columns(3), items[start : start + 3], strict=False)):
            with column, st.container(key=f"fact_{start + i}"):
                st.markdown("\n\n".join(map(md, item)))  # the style tells the three apart


def pick(name: str, options: Sequence[Any], title: Callable[[Any], str], *, key: str) -> Any:
    """One of many by name, the first until another is chosen."""
    return st.selectbox(name, options, format_func=title, key=key)


def save(name: str, filled: Filled, *, key: str) -> bool:
    """A save button: True if it was pressed and every field could be read; else what could not is said."""
    pressed = st.button(name, key=key, type="primary")
    if pressed and filled.errors:
        for sentence in filled.errors:
            st.error(md(sentence))
        return False
    return pressed
