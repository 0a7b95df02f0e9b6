"""The colours of the browser that reads the page."""

from __future__ import annotations

import streamlit as st


def dark() -> bool:
    """Whether the page is shown on a dark ground."""
    return st.context.theme.type == "dark"
