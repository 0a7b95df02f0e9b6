"""Tags: words with a # before them, anywhere in a note. They are no column: a tag is a part of what was noted."""

from __future__ import annotations

from tracker.later import pattern

TAG = pattern(r"(?<![^\s,;(])#([^\W\d_][\w-]*)")


def tags(note: str | None) -> tuple[str, ...]:
    """The tags in a note in small letters, each once, in their order.

    A tag begins with a letter, so that #4711 stays a number; what is before it is a space or nothing.

    >>> tags("long call #Night, #rush-2 about #4711 and C#x #night")
    ('night', 'rush-2')
    """
    return tuple(dict.fromkeys(found.casefold() for found in TAG.findall(note or "")))
