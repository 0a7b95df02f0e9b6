"""The quick-add line: focused when the page opens, says as one types what it understood, saves on Enter.

Streamlit's own text field can do one of the three. This is a component of ours whose script and style are files
of the package (`static/quickline`), served by Streamlit from this machine as the content policy wants it.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from tracker.errors import Ambiguous, TrackerError
from tracker.views import today as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.views.today import Heard
from tracker.widgets.discreet import reader as this_reader
from tracker.widgets.first_run import settle_settings
from tracker.widgets.house import desk, house

PACKAGE, PART = "gig-tracker", "quickline"
NAME = f"{PACKAGE}.{PART}"
ROOT = Path(__file__).resolve().parent.parent
FOLDER = "static/quickline"


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser sent: the text in the line, and lines that were entered, each with its number."""

    typed: str = ""
    entered: tuple[tuple[int, str], ...] = ()


def line(*, focus: bool) -> None:
    """The line. A key pressed in it runs only this part of the page, a saved line the whole."""

    @st.fragment
    def part() -> None:
        you = this_reader()
        sent = mount(_data(_typed(), you, focus))
        if _handled(sent, you):
            st.rerun(scope="app")

    part()


def put(text: str, caret: int | None = None) -> None:
    """Put a text into the line, ready to be changed and entered."""
    st.session_state["quick_put"] = {"n": time.time_ns() // 1_000_000, "text": text, "caret": caret}


def now() -> dt.datetime:
    """The present; noon of the day that the app was asked to show, where it was asked to."""
    chosen = house().as_of
    if chosen is None:
        return desk().now()
    return dt.datetime.combine(chosen, dt.time(23, 59), desk().zone())


# --- between browser and server -------------------------------------------------------------------------


def mount(data: dict[str, Any]) -> Sent:
    """Show the component and read what it sent.

    The folder of its files is made known to Streamlit here. Its own way is a manifest in the metadata of an
    installed package, which a checkout does not have; this is the call that such a manifest leads to.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(NAME) is None:
        manager.register_from_manifest(ComponentManifest(PACKAGE, "1", [ComponentConfig(PART, FOLDER)]), ROOT)
    html = (ROOT / FOLDER / "line.html").read_text("utf-8")
    show = st.components.v2.component(NAME, html=html, css="line.css", js="line.js", isolate_styles=False)
    found = show(key="quick", data=data, on_typed_change=_nothing, on_entered_change=_nothing)
    lines = found.get("entered") or []
    return Sent(str(found.get("typed") or ""), tuple((int(one["n"]), str(one["text"])) for one in lines))


def _nothing() -> None:
    """Streamlit wants a function for each thing that a component sends."""


def _typed() -> str:
    """The text in the line, as the browser last sent it."""
    kept = st.session_state.get("quick")
    return str((kept or {}).get("typed") or "").strip()


def _data(typed: str, you: Reader, focus: bool) -> dict[str, Any]:
    return {
        "words": {
            "label": _("What did you do, or what was paid?"),
            "example": _("2h30 outlier rlhf yesterday"),
            "hint": _("Enter saves. Or: 45m mercor assessment unpaid; 14:00-16:30 outlier; paid 412.50 usd mercor."),
        },
        "focus": focus,
        "heard": _heard(typed, you),
        "answer": _answer(you),
        "put": None if you.masked else st.session_state.get("quick_put"),
    }  # fmt: skip


def _answer(you: Reader) -> dict[str, Any] | None:
    """What is said about the last line entered; of one entered before amounts were hidden only that it was saved."""
    kept: dict[str, Any] | None = st.session_state.get("quick_answer")
    if kept is None or not you.masked or kept["masked"]:
        return kept
    return kept | {"text": "", "said": _("Saved") if kept["saved"] else ""}


def _heard(typed: str, you: Reader) -> dict[str, Any] | None:
    """What is understood of the text in the line, for the component."""
    if not typed:
        return None
    said = understood(typed, you)
    return asdict(replace(said, choices=())) | {
        "of": typed,
        "choices": [{"label": label, "text": text} for label, text in said.choices],
    }


# --- what a line means ----------------------------------------------------------------------------------


def understood(text: str, you: Reader) -> Heard:
    """What a typed line means, or what it still needs."""
    try:
        meaning = desk().understand(text, now())
    except Ambiguous as several:
        return Heard("choose", you.veil(several.sentence()), choices=() if you.masked else several.choices)
    except TrackerError as missing:
        return Heard("missing", you.veil(missing.sentence()))
    return views.heard(meaning, meaning.sentence, you, desk().zone())


def _handled(sent: Sent, you: Reader) -> bool:
    """Save the lines that were entered and not handled yet; whether there were any."""
    last = int((st.session_state.get("quick_answer") or {"n": 0})["n"])
    fresh = [(n, text) for n, text in sent.entered if n > last]
    for n, text in fresh:
        st.session_state["quick_answer"] = {"n": n, "text": text, "masked": you.masked, **_saved(text, you)}
        if not st.session_state["quick_answer"]["saved"]:
            st.session_state["quick_answer"]["n"] = fresh[-1][0]
            break
    return bool(fresh)


def _saved(text: str, you: Reader) -> dict[str, Any]:
    """Save one line: whether it was, and what is said about it."""
    try:
        settle_settings()
        meaning = desk().understand(text, now())
        desk().add(meaning.record)
    except TrackerError as error:
        return {"saved": False, "said": you.veil(error.sentence())}
    heard = views.heard(meaning, meaning.sentence, you, desk().zone())
    return {"saved": True, "said": _("Saved: {entry}").format(entry=heard.text)}
