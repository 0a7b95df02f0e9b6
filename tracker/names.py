"""Finding the platform or project that a person means: its name, or any part that fits only one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from tracker.errors import Ambiguous, NotFound


def matches(text: str, names: Sequence[str], *, aliases: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """Names that `text` may mean: the same but for case, else those that start with it, else that hold it.

    >>> matches("outl", ["Outlier", "Mercor"]), matches("o", ["Outlier", "Mercor"])
    (['Outlier'], ['Outlier'])
    """
    want = text.strip().casefold()
    if not want:
        return []
    spelled = {name: [s.casefold() for s in (name, *(aliases or {}).get(name, ())) if s] for name in names}
    exact = [n for n in names if n == text.strip()]
    return (
        exact
        or [n for n, s in spelled.items() if want in s]
        or [n for n, s in spelled.items() if any(x.startswith(want) for x in s)]
        or [n for n, s in spelled.items() if any(want in x for x in s)]
    )


def find(what: str, text: str, names: Sequence[str], *, aliases: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The one name that `text` means. `what` is said in the error: "platform", "project on Mercor".

    Raises NotFound (with what there is) and Ambiguous (with the candidates).

    >>> find("platform", "merc", ["Outlier", "Mercor"])
    'Mercor'
    """
    found = matches(text, names, aliases=aliases)
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(f"“{text}” fits more than one {what}.", hint=f"Say which: {', '.join(sorted(found))}.")
    there = f"There is {', '.join(sorted(names)[:12])}." if names else "There is none yet."
    raise NotFound(f"There is no {what} called “{text}”.", hint=near(text, names) or there)


def near(text: str, names: Sequence[str]) -> str:
    """A question with the nearest name, or "".

    >>> near("mercer", ["Mercor"])
    'Did you mean Mercor?'
    """
    folded = {n.casefold(): n for n in names}
    close = get_close_matches(text.strip().casefold(), list(folded), n=1, cutoff=0.7)
    return f"Did you mean {folded[close[0]]}?" if close else ""
