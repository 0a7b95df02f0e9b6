"""Discreet mode on a page: who reads, the switch with its key, and what is said in place of what is hidden."""

from __future__ import annotations

import hashlib

import streamlit as st

from tracker.desk import discreet
from tracker.errors import LedgerError, TrackerError
from tracker.say import Said
from tracker.views.numbers import Reader
from tracker.views.text import _, speak
from tracker.widgets.say import md
from tracker.widgets.served import desk, house
from tracker.words.locale import preferred

KEY = "Alt+H"
"""Works while typing as well, which a key without Ctrl or Alt does not in Streamlit; no browser needs it."""


def reader() -> Reader:
    """The reader of this run: the chosen language, else the browser's, the ledger's currency, masked or not.

    The only place where a page gets one. The interface speaks the reader's language from here on.
    """
    if house().release is not None:
        return _public()
    hidden = masked()
    found = Reader.of(
        preferred(desk().settings().language, st.context.locale or ""),
        desk().settings().home_currency,
        masked=hidden,
        aliases=discreet.aliases(desk()) if hidden else None,
    )
    speak(found.language, chosen=bool(desk().settings().language))
    return found


def spoken() -> None:
    """Speak the reader's language before a page is chosen; the browser's if no ledger can be read."""
    try:
        reader()
    except TrackerError:
        speak((st.context.locale or "en").replace("-", "_"))


def _public() -> Reader:
    """The reader of a release that is read without a ledger: nothing is anybody's own, so nothing is hidden."""
    found = Reader.of(st.context.locale, "USD")
    speak(found.language)
    return found


def masked() -> bool:
    """Whether amounts and names are hidden now."""
    return house().release is None and _view().masked


def _view() -> discreet.View:
    return discreet.view(desk(), sample=house().sample)


def veil(said: Said | str) -> str:
    """A sentence from below (an error, a notice) as this page may show it: it names pages, and nothing hidden."""
    try:
        return reader().say(said)
    except LedgerError:
        return Reader.of(st.context.locale, "USD").say(said)  # no ledger can be read, so the sentence holds none of it


def key(*parts: object) -> str:
    """A widget's key made of names: keys are sent to the browser, so it holds none of them.

    >>> key("Mercor", "Ridge") == key("Mercor", "Ridge") != key("Mercor", "Ridg", "e")
    True
    """
    return hashlib.blake2s("\0".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def control() -> None:
    """The switch: one click or one key, on every page."""
    now = _view()
    if now.masked:
        st.button(
            _("Show amounts"), key="discreet", on_click=_show, shortcut=KEY, type="tertiary",
            icon=":material/visibility:", help=_("Amounts are hidden and projects go by their aliases."),
        )  # fmt: skip
    else:
        st.button(
            _("Hide amounts"), key="discreet", on_click=_hide, shortcut=KEY, type="tertiary",
            icon=":material/visibility_off:", help=_("Hide amounts, and call projects by their aliases."),
        )  # fmt: skip
    if now.until is not None:
        _again((now.until - desk().now()).total_seconds())


def _again(seconds: float) -> None:
    """Run the page again when its time is over: it is hidden from then on."""

    @st.fragment(run_every=max(1.0, seconds + 0.5))
    def wait() -> None:
        if masked():
            st.rerun(scope="app")

    wait()


def _hide() -> None:
    discreet.hide(desk())


def _show() -> None:
    discreet.show(desk())


def closed(text: str, *, key: str = "discreet_open") -> None:
    """In the place of a part that cannot be used without real names and amounts: why, and the way to it.

    `key`: of the button, where a page has several such parts.
    """
    st.info(md(text))
    st.button(_("Show amounts and names"), key=key, on_click=_show)
