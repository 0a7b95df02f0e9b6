"""What keepers did with a pool, as its log tells it, and which keeper has signed for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SEALED, ASKED, AGREED = "sealed", "asked", "agreed"


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `sealed_by`: the public key of the keeper whose seal came first after it; None if there is none."""

    n: int
    day: str
    word: str
    seat: int | None
    more: Mapping[str, Any]
    sealed_by: str | None = None

    @property
    def about(self) -> dict[str, object]:
        return {**self.more, **({} if self.seat is None else {"seat": self.seat})}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written. Codes: log_broken, log_file, seal_wrong, log_older, one_keeper,
    joined_lost."""

    code: str
    n: int
    """The line at which it shows."""


@dataclass(frozen=True, slots=True)
class Log:
    """All acts, oldest first, without the seals themselves."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def unsealed(self) -> int:
        """Acts that no keeper has signed yet."""
        return sum(x.sealed_by is None for x in self.lines)


def wishes(lines: Iterable[Line], act: Mapping[str, object]) -> list[Line]:
    """The wishes of keepers for an act that nobody has agreed to yet."""
    waiting: list[Line] = []
    for x in lines:
        if x.word in (ASKED, AGREED) and x.about == act:
            waiting = [*waiting, x] if x.word == ASKED else []
    return waiting


def of_one_keeper(lines: Iterable[Line]) -> list[Fault]:
    """Removals and releases that no two keepers have signed for. Who withdraws by a signed file needs no keeper."""
    wrong, asked, ready = [], list[Line](), list[dict[str, object]]()
    for x in lines:
        if x.word == ASKED:
            asked.append(x)
        elif x.word == AGREED:
            others = {w.sealed_by for w in asked if w.about == x.about} - {x.sealed_by, None}
            ready += [x.about] if others and x.sealed_by else []
        elif (act := _for_two(x)) is not None:
            if act in ready:
                ready.remove(act)
            else:
                wrong.append(Fault("one_keeper", x.n))
    return wrong


def _for_two(x: Line) -> dict[str, object] | None:
    if x.word == "removed" and x.more.get("by") not in ("member", "joined"):
        return {"act": "remove", "seat": x.seat}
    if x.word == "released":
        return {"act": "release", "quarter": x.more.get("quarter")}
    return None
