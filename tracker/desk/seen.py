"""That the tour was seen: an empty file beside the ledger, so that it is not shown again and no row says so."""

from __future__ import annotations

from pathlib import Path

from tracker.desk.session import Desk


def tour(desk: Desk) -> bool:
    """Whether the tour was ended or left on this ledger."""
    return _place(desk).exists()


def end_tour(desk: Desk) -> None:
    """Note that it was. Raises LedgerError if the folder cannot be written."""
    from tracker.store import system
    from tracker.store.failures import told

    path = _place(desk)
    with told(str(path), files=True):
        system.make_folder(path.parent)
        system.write_private(path, b"")


def _place(desk: Desk) -> Path:
    if desk.path is not None:
        return desk.path.with_name(f"{desk.path.name}.tour")
    from tracker.store import system

    return system.data_dir() / "server.tour"
