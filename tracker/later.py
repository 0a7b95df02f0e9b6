"""Modules that are loaded when they are first used, so that a command loads its own only."""

from __future__ import annotations

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
