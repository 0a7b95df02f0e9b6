"""Modules that are loaded when they are first used, so that a command loads its own only."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

THREADS = "OPENBLAS_NUM_THREADS"


class Later:
    """Stands for a module; the types come from an import under TYPE_CHECKING.

    >>> Later("math").floor(2.5)
    2
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


class _Pattern:
    """Stands for a pattern; its methods are kept once they are asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    pattern = re.compile
else:

    def pattern(text, flags=0):
        """A pattern that is compiled when it is first used: a line meets a third of those by which lines are read, and
        compiling the others took a tenth of `tracker log`. Not to be given to a function of `re`.

        >>> pattern("[a-z]+").findall("one 2 three")
        ['one', 'three']
        """
        return _Pattern(text, flags)


def pandas_alone() -> None:
    """Load pandas without pyarrow, as if that were not installed: it then holds text as Python's own, which for one
    answer of one ledger takes less time and a third less memory. NumPy's matrices get no threads of their own, which
    take longer to start than they save. Nothing is done where pandas or pyarrow is loaded already."""
    if sys.modules.keys() & {"pandas", "pyarrow"}:
        return
    sys.modules["pyarrow"] = None  # type: ignore[assignment]
    unsaid = THREADS not in os.environ
    if unsaid:
        os.environ[THREADS] = "1"
    try:
        import_module("pandas")
    finally:
        del sys.modules["pyarrow"]
        if unsaid:
            del os.environ[THREADS]
