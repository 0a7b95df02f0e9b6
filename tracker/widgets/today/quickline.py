"""The quick-add line: focused when the page opens, says as one types what it understood, saves on Enter.

Streamlit's own text field can do one of the three; this is a component of ours (`static/quickline`).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker.desk import entry, lately, rates
from tracker.errors import Ambiguous, TrackerError
from tracker.say import Said
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.views.today import overview as views
from tracker.views.today.overview import Heard
from tracker.widgets import component
from tracker.widgets.discreet import reader as this_reader
from tracker.widgets.missing import ask_rate
from tracker.widgets.served import desk, house
from tracker.widgets.today.first_run import settle_settings

if TYPE_CHECKING:
    from tracker.desk.rates import Missing
    from tracker.quickadd import Understood

Tap = tuple[int, str]
"""A button that was tapped: its place among the choices, and what it said."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser sent: the text in the line, and lines that were entered, each with its number and the
    buttons that were tapped for it."""

    typed: str = ""
    entered: tuple[tuple[int, str, tuple[Tap, ...]], ...] = ()


def line(*, focus: bool) -> None:
    """The line. A key pressed in it runs only this part of the page, a saved line the whole."""

    @st.fragment
    def part() -> None:
        you = this_reader()
        sent = mount(_data(_typed(), you, focus))
        if _handled(sent, you):
            st.rerun(scope="app")
        _rate(you)

    part()


def put(text: str, caret: int | None = None) -> None:
    """Put a text into the line, ready to be changed and entered."""
    st.session_state["quick_put"] = {"n": time.time_ns() // 1_000_000, "text": text, "caret": caret}


def now() -> dt.datetime:
    """The present; noon of the day that the app was asked to show, if it was asked to."""
    chosen = house().as_of
    if chosen is None:
        return desk().now()
    return dt.datetime.combine(chosen, dt.time(23, 59), desk().zone())


# --- between browser and server -------------------------------------------------------------------------


def mount(data: dict[str, Any]) -> Sent:
    """Show the component and read what it sent."""
    found = component.show("quickline", data, "typed", "entered", key="quick")
    lines = found.get("entered") or []
    return Sent(str(found.get("typed") or ""), tuple(_line_of(one) for one in lines))


def _line_of(one: dict[str, Any]) -> tuple[int, str, tuple[Tap, ...]]:
    taps = tuple((int(tap["at"]), str(tap["label"])) for tap in one.get("taps") or ())
    return int(one["n"]), str(one["text"]), taps


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
            "names": _("Complete the name"),
        },
        "focus": focus,
        "names": [] if you.masked else _names(),
        "heard": _heard(typed, you),
        "answer": _answer(you),
        "put": None if you.masked else st.session_state.get("quick_put"),
    }  # fmt: skip


def _names() -> list[str]:
    """Platforms and projects by the time they were last worked on, each name once."""
    works = lately.works(desk())
    return list(dict.fromkeys([*(project for _p, project in works if project), *(platform for platform, _p in works)]))


def _answer(you: Reader) -> dict[str, Any] | None:
    """What is said about the last line entered; of one entered before amounts were hidden only that it was saved."""
    kept: dict[str, Any] | None = st.session_state.get("quick_answer")
    if kept is None or not you.masked or kept["masked"]:
        return kept
    return kept | {"text": "", "said": _("Saved") if kept["saved"] else "", "news": "", "choices": (), "taps": ()}


def _heard(typed: str, you: Reader) -> dict[str, Any] | None:
    """What is understood of the text in the line, for the component."""
    return asdict(understood(typed, you)[1]) | {"of": typed} if typed else None


# --- what a line means ----------------------------------------------------------------------------------


def understood(text: str, you: Reader, taps: Sequence[Tap] = ()) -> tuple[Understood | None, Heard]:
    """What a typed line means, and what is said of it: the meaning only where it may be saved.

    `taps` answer the line's questions one after the other. A tap on a button that is not there (the ledger has
    changed since) answers nothing.
    """
    try:
        meaning = entry.understand(desk(), text, now(), order=you.day_order, locale=you.language)
    except Ambiguous as several:
        return _tapped(views.asked(several.sentence(), several.choices, you), several.choices, None, you, taps)
    except TrackerError as missing:
        return None, views.asked(missing.sentence(), (), you)
    heard = views.heard(meaning, meaning.sentence, you, desk().zone())
    if meaning.sure:
        return meaning, heard
    return _tapped(heard, meaning.choices, meaning, you, taps)


def _tapped(
    heard: Heard,
    choices: Sequence[tuple[Said | str, str]],
    meaning: Understood | None,
    you: Reader,
    taps: Sequence[Tap],
) -> tuple[Understood | None, Heard]:
    """The line that the first tap chose, read again; the button behind all choices is the yes to this meaning."""
    at, label = taps[0] if taps else (len(heard.choices), "")
    if at >= len(heard.choices) or heard.choices[at] != label:
        return None, heard
    if at < len(choices):
        return understood(choices[at][1], you, taps[1:])
    return meaning, replace(heard, kind="ready", news="", choices=())


def _handled(sent: Sent, you: Reader) -> bool:
    """Save the lines that were entered and not handled yet; whether there were any. One that is not saved comes
    back, whatever followed it."""
    last = int((st.session_state.get("quick_answer") or {"n": 0})["n"])
    fresh = [one for one in sent.entered if one[0] > last]
    answers = [
        {"text": text, "taps": taps, "masked": you.masked, **_saved(text, taps, you)} for _n, text, taps in fresh
    ]
    if answers:
        back = next((a for a in answers if not a["saved"]), answers[-1])
        st.session_state["quick_answer"] = back | {"n": fresh[-1][0]}
    return bool(fresh)


def _saved(text: str, taps: Sequence[Tap], you: Reader) -> dict[str, Any]:
    """Save one line: whether it was, and what is said about it."""
    try:
        settle_settings()
        meaning, heard = understood(text, you, taps)
        if meaning is None:
            return {"saved": False, "said": heard.text, "news": heard.news, "choices": heard.choices}
        entry.keep(desk(), meaning)
    except TrackerError as error:
        return {"saved": False, "said": you.say(error.sentence()), "news": "", "choices": ()}
    new = () if meaning.rows else meaning.records
    missing = next((m for r in new if (m := rates.missing_for(desk(), r))), None)
    if missing is not None:
        st.session_state["quick_rate"] = missing
    return {"saved": True, "said": _("Saved: {entry}").format(entry=heard.text), "news": "", "choices": ()}


def _rate(you: Reader) -> None:
    """The exchange rate that the last line needs and nobody knows, asked until it is said or left."""
    missing: Missing | None = st.session_state.get("quick_rate")
    if missing is not None and ask_rate(missing, you, key="quick_rate"):
        del st.session_state["quick_rate"]
        st.rerun(scope="app")
