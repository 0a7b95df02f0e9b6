"""Projects that may stop, and those that may go on with ended work, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.analysis.results.projects import Life, Offer
from tracker.views.numbers import Reader
from tracker.views.projects.overview import state_text
from tracker.views.text import _, ngettext

LISTED, OFFERED = 6, 4
"""So many are shown at once."""
LATELY = dt.timedelta(days=45)
"""What began so long ago at most is asked about openly."""


def stoppable(lives: Sequence[Life]) -> tuple[Life, ...]:
    """Projects that run or pause, those last worked on first."""
    alive = [x for x in lives if x.state in ("running", "paused")]
    return tuple(sorted(alive, key=lambda x: (x.last_worked or dt.date.min, x.row), reverse=True))


def buttons(x: Life) -> dict[str, str]:
    """What may have happened to it, by event."""
    if x.state == "paused":
        return {"cancelled": _("It was cancelled"), "resumed": _("It goes on")}
    return {"cancelled": _("It was cancelled"), "paused": _("It is paused")}


def title(x: Life, reader: Reader) -> str:
    name = reader.project(x.platform, x.project)
    return _("{name} on {platform}: {state}").format(name=name, platform=x.platform, state=state_text(x, reader))


def asked(x: Life, event: str, reader: Reader) -> str:
    """What is about to be recorded."""
    name = reader.project(x.platform, x.project)
    if event == "resumed":
        return _("{name} goes on. Change the day if it was another.").format(name=name)
    if event == "paused":
        said = _("{name} is paused, as of now and announced just now. Change either time if it was another.")
    else:
        said = _("{name} was cancelled, as of now and announced just now. Change either time if it was another.")
    return said.format(name=name)


def by_age(found: Sequence[Offer], as_of: dt.date) -> tuple[list[Offer], list[Offer]]:
    """Those that began lately, and the earlier ones."""
    return [o for o in found if o.began_on > as_of - LATELY], [o for o in found if o.began_on <= as_of - LATELY]


def earlier(n: int, reader: Reader) -> str:
    return ngettext(
        "{n} earlier project began after one of its kind ended",
        "{n} earlier projects began after one of their kind ended",
        n,
    ).format(n=reader.number(n))


def offer(o: Offer, reader: Reader) -> str:
    """One pair as a question."""
    days = (o.began_on - o.ended_on).days
    after = ngettext("{n} day", "{n} days", days).format(n=reader.number(days))
    return _("{new} on {platform} began on {day}, {after} after {ended} ended. Is it the same work?").format(
        new=reader.project(o.platform, o.new),
        platform=o.platform,
        day=reader.day(o.began_on),
        after=after,
        ended=reader.project(o.platform, o.ended),
    )
