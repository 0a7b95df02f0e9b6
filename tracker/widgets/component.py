"""Components of ours: script and style are files of the package (`static`), served by Streamlit from this machine as
the content policy wants it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

PACKAGE = "gig-tracker"
ROOT = Path(__file__).resolve().parents[1]
FILES = {"quickline": "line", "calendar": "week", "idle": "ask", "focus": "first", "region": "scrolls"}
"""Our components: their folder under `static`, and the name that its files share."""


def show(part: str, data: Mapping[str, Any], *sends: str, key: str) -> Mapping[str, Any]:
    """Show a component and give what it sent under the names in `sends`.

    The folder of its files is made known to Streamlit here. Its own way is a manifest in the metadata of an
    installed package, which a checkout does not have; this is the call that such a manifest leads to.
    """
    name, file = f"{PACKAGE}.{part}", FILES[part]
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(name) is None:
        parts = [ComponentConfig(each, f"static/{each}") for each in FILES]
        manager.register_from_manifest(ComponentManifest(PACKAGE, "1", parts), ROOT)
    html = (ROOT / "static" / part / f"{file}.html").read_text("utf-8")
    made = st.components.v2.component(name, html=html, css=f"{file}.css", js=f"{file}.js", isolate_styles=False)
    hears: dict[str, Any] = {f"on_{one}_change": _nothing for one in sends}
    found: Mapping[str, Any] = made(key=key, data=dict(data), **hears)
    return found


def _nothing() -> None:
    """Streamlit wants a function for each thing that a component sends."""
