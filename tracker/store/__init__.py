"""The store: tables, journal, undo, migrations, backups. What is exported is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.store.change import Change
    from tracker.store.database import ForgetResult, Store
    from tracker.store.results import Attachment, Operation, RowChange, Timer, Unread

_WHERE = {
    "Attachment": "results",
    "Change": "change",
    "ForgetResult": "database",
    "Operation": "results",
    "RowChange": "results",
    "Store": "database",
    "Timer": "results",
    "Unread": "results",
}

__all__ = ["Attachment", "Change", "ForgetResult", "Operation", "RowChange", "Store", "Timer", "Unread"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
