"""Finding the platform or project that a person means: its name, or the beginning of one of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from tracker.errors import Ambiguous, NotFound
from tracker.later import pattern
from tracker.say import Many, Name, Said, Word, told

_WORD = pattern(
    r"(?<![^\W_])[^\W_]"  # behind a blank or a sign
    r"|(?<=[^\W\d_])\d|(?<=\d)[^\W\d_]"  # a number in it, and what follows one
    r"|(?<=[a-z])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])"  # EasyPay, AIStudio
)
"""Where a word of a name begins."""


def _close(name: str, names: list[str], *, n: int, cutoff: float) -> list[str]:
    from difflib import get_close_matches  # not needed if every name is known

    return get_close_matches(name, names, n=n, cutoff=cutoff)


def plain(name: str) -> str:
    """A name as who looks for it may write it: without case, accents and blanks.

    >>> plain("Época  Dos") == plain("epocados"), plain("Nova 2") == plain("Nova 3")
    (True, False)
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c) and not c.isspace())


def beginnings(name: str) -> tuple[str, ...]:
    """What can be said of a name from the beginning of one of its words on, casefolded; the name itself first.

    A part of a name is meant only from there: `pay` is not part of Nopay, and it is one of EasyPay.

    >>> beginnings("Big EasyPay-2")
    ('big easypay-2', 'easypay-2', 'pay-2', '2')
    """
    at = [0, *(found.start() for found in _WORD.finditer(name))]
    return tuple(dict.fromkeys(name[i:].casefold() for i in at))


def matches(text: str, names: Sequence[str], *, aliases: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """Names that `text` may mean: the same but for case, else those that start with it, else a word of which does.

    >>> matches("outl", ["Outlier", "Mercor"]), matches("pay", ["Nopay", "EasyPay"])
    (['Outlier'], ['EasyPay'])
    """
    want = text.strip().casefold()
    if not want:
        return []
    ways = {name: [s for s in (name, *(aliases or {}).get(name, ())) if s] for name in names}
    spelled = {name: [s.casefold() for s in said] for name, said in ways.items()}
    exact = [n for n in names if n == text.strip()]
    return (
        exact
        or [n for n, s in spelled.items() if want in s]
        or [n for n, s in spelled.items() if any(x.startswith(want) for x in s)]
        or [n for n, said in ways.items() if any(b.startswith(want) for s in said for b in beginnings(s))]
    )


def find(what: str, text: str, names: Sequence[str], *, aliases: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The one name that `text` means. `what` is said in the error: "platform", "project on Mercor".

    Raises NotFound (with what there is) and Ambiguous (with the candidates).

    >>> find("platform", "merc", ["Outlier", "Mercor"])
    'Mercor'
    """
    found = matches(text, names, aliases=aliases)
    part = Name if what.startswith("project") else Word
    if len(found) == 1:
        return found[0]
    if found:
        hint = Said("Write which: {names}.", names=Many([part(name) for name in sorted(found)]))
        raise Ambiguous("“{typed}” fits more than one {what}.", hint=hint, typed=text, what=Word(what))
    there = Many([part(name) for name in sorted(names)[:12]])
    hint = near(text, names, part) or told("There is {names}." if names else "There is none yet.", names=there)
    raise NotFound("There is no {what} called “{typed}”.", hint=hint, typed=text, what=Word(what))


def near(text: str, names: Sequence[str], part: type[Name | Word] = Word) -> Said | None:
    """A question with the nearest name, if there is one. `part`: what the names are.

    >>> str(near("mercer", ["Mercor"]))
    'Did you mean Mercor?'
    """
    folded = {n.casefold(): n for n in names}
    close = _close(text.strip().casefold(), list(folded), n=1, cutoff=0.7)
    return Said("Did you mean {name}?", name=part(folded[close[0]])) if close else None


def nearest(text: str, names: Sequence[str], *, most: int = 3) -> tuple[str, ...]:
    """Names that `text` may be a slip of the keys for, the nearest first.

    >>> nearest("outleir", ["Mercor", "Outlier"]), nearest("scaleai", ["Scale AI"]), nearest("turing", ["Outlier"])
    (('Outlier',), ('Scale AI',), ())
    """
    folded: dict[str, str] = {}
    for name in names:
        for way in (*beginnings(name), *re.findall(r"[^\W_]{3,}", name.casefold())):
            folded.setdefault(way, name)
    close = _close(text.strip().casefold(), list(folded), n=most * 3, cutoff=0.7)
    return tuple(dict.fromkeys(folded[way] for way in close))[:most]


def slips(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names that `text` differs from by a slip of the keys at most: batch 2 is none for batch 1.

    >>> slips("outleir", ["Outlier", "Outlook"]), slips("batch 2", ["batch 1"]), slips("study two", ["study"])
    (('Outlier',), (), ())
    """
    want = text.strip().casefold()
    close = _close(want, [n.casefold() for n in names], n=3, cutoff=0.8)
    digits = re.findall(r"\d+", want)
    return tuple(n for n in names if n.casefold() in close and re.findall(r"\d+", n) == digits)


def taken_for(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names that a new one may be meant for: by a slip of the keys, or by what the other commands take for them.

    >>> taken_for("outl", ["Outlier"]), taken_for("Scale", ["Scale AI"]), taken_for("batch 2", ["batch 1"])
    (('Outlier',), ('Scale AI',), ())
    """
    return tuple(dict.fromkeys((*matches(text, names), *slips(text, names))))
