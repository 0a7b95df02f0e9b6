"""Modules that are loaded when they are first used, so that a command loads its own only."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any


class Later:
    """Stands for a module; the types come from an import under TYPE_CHECKING.

    >>> Later("math").floor(2.5)
    2
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


def pandas_alone() -> None:
    """Load pandas without pyarrow, as if that were not installed: it then holds text as Python's own, which for one
    answer of one ledger takes less time and a third less memory. Nothing is done where either is loaded already."""
    if sys.modules.keys() & {"pandas", "pyarrow"}:
        return
    sys.modules["pyarrow"] = None  # type: ignore[assignment]
    try:
        import_module("pandas")
    finally:
        del sys.modules["pyarrow"]
