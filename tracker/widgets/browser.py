"""What the browser that reads the page is like."""

from __future__ import annotations

import streamlit as st


def dark() -> bool:
    """Whether the page is shown on a dark ground."""
    return st.context.theme.type == "dark"


def phone() -> bool:
    """Whether the browser says that it is a phone's; a narrow window on a computer does not."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
