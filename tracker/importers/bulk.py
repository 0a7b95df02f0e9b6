"""Many rows at once: the collector of circular garbage finds none in rows, and searching costs a third."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the garbage collector off while rows are made; it is as it was afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # the rows are old now: switched on again, the collector would first look at them all
        if was_on:
            gc.enable()
