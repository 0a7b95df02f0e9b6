"""A ledger with nothing in it: its currency and zone are those of the browser that looks at it first."""

from __future__ import annotations

import streamlit as st

from tracker.views.numbers import Reader
from tracker.views.today import first_run as views
from tracker.widgets.record import zones
from tracker.widgets.served import desk

UNKNOWN_ZONE = "UTC"


def assume() -> None:
    """Let an empty ledger start with the browser's currency and zone, whichever page writes first."""
    if desk().has_settings():
        return
    zone = st.context.timezone or desk().settings().time_zone
    desk().assume(
        home_currency=views.currency_of(Reader.of(st.context.locale, "USD")),
        time_zone=zone if zone in (*zones(), UNKNOWN_ZONE) else UNKNOWN_ZONE,
    )
