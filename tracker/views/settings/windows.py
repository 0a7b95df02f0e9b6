"""The browsers that have a key to the running app, as people read them."""

from __future__ import annotations

import datetime as dt

from tracker.views.numbers import Reader
from tracker.views.text import _

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
"""In this order: a name may hold a later one."""


def opening() -> str:
    return _(
        "A browser comes in by the link that the tracker prints, once. Those that are in are here; end one that you do "
        "not know, and the link that is printed next is the only way back."
    )


def title(program: str, opened: dt.datetime, seen: dt.datetime, here: bool, reader: Reader, zone: dt.tzinfo) -> str:
    """One window, in a line."""
    since, last = reader.moment(opened, zone), reader.moment(seen, zone)
    if here:
        return _("{program}, since {since}: this window").format(program=browser(program), since=since)
    return _("{program}, since {since}, last here {last}").format(program=browser(program), since=since, last=last)


def browser(program: str) -> str:
    """A browser and its system, by what it says of itself.

    >>> browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Linux'
    >>> browser("curl/8.5.0")
    'Another program'
    """
    name = next((shown for mark, shown in _BROWSERS if mark in program), None)
    system = next((shown for mark, shown in _SYSTEMS if mark in program), None)
    if name is None:
        return _("Another program")
    return _("{browser} on {system}").format(browser=name, system=system) if system else name
