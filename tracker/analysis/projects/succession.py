"""Which new projects may go on with the work of an ended one: asked of the worker, never assumed.

Ridge    ===========X
Ridge 2              ....=====>      same platform, same role, begun afterwards: is it the same work?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.analysis.results.projects import Life, Offer
from tracker.domain import Event

WITHIN = dt.timedelta(days=60)
"""A project that begins later than so after an ending is other work."""


def offers(lives: Sequence[Life]) -> tuple[Offer, ...]:
    """Pairs worth asking about, the newest first: each new project once, beside the last that ended before it.

    Both have the same role (case aside), neither is linked on that side, the older one was not left by the worker,
    and the new one began within 60 days of the ending. A project without a role is like no other.
    """
    free = [x for x in lives if x.end is not None and x.successor is None and x.end.event != Event.LEFT]
    found = []
    for new in lives:
        if new.successor_of is not None or new.started is None or not new.role:
            continue
        before = [x for x in free if _fits(x, new)]
        if before:
            last = max(before, key=_ending)
            found.append(Offer(new.platform, last.project, _ending(last), new.project, new.started, new.row))
    return tuple(sorted(found, key=lambda o: (o.began_on, o.row), reverse=True))


def _ending(x: Life) -> dt.date:
    assert x.end is not None
    return x.end.day


def _fits(ended: Life, new: Life) -> bool:
    same = ended.platform == new.platform and _role(ended) == _role(new) and ended.row != new.row
    return same and new.started is not None and _ending(ended) <= new.started <= _ending(ended) + WITHIN


def _role(x: Life) -> str:
    return (x.role or "").strip().casefold()
