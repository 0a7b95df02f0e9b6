"""What became of things that were spoiled on purpose: taken, refused with a reason, or a fault of the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST = 600


@dataclass(slots=True)
class Outcome:
    """What became of so many spoiled things of one kind."""

    name: str
    tried: int = 0
    taken: int = 0
    rows: int = 0
    """Rows of those files that were taken."""
    turned_away: int = 0
    codes: set[str] = field(default_factory=set)
    """Of all that was refused: files, lines, rows of files."""
    faults: dict[str, list[str]] = field(default_factory=dict)
    """Kind of fault -> what it was each time."""

    @property
    def bad(self) -> int:
        return sum(map(len, self.faults.values()))

    def fault(self, kind: str, about: str = "") -> None:
        self.faults.setdefault(kind, []).append(about)

    def refused(self, code: str, sentence: str) -> None:
        """Count a refusal."""
        self.turned_away += 1
        self.row_refused(code, sentence)
        if sentence[-1:] not in (".", "?"):
            self.fault("no sentence", sentence)

    def row_refused(self, code: str, why: str) -> None:
        """Look at what is said of a row: without a reason or a documented code it is a fault."""
        self.codes.add(code)
        if code not in documented() or not why.strip():
            self.fault(f"no reason, or {code} is not documented", why)

    def text(self) -> str:
        counts = f"{self.tried:7,} {self.name:20} {self.taken:7,} taken {self.turned_away:7,} refused"
        counts += f" {self.rows:8,} rows" if self.rows else ""
        lines = [f"{counts} {len(self.codes):3} codes {self.bad:3} faults"]
        lines += [f"  {len(some)} × {kind}: {some[0][:LONGEST]}" for kind, some in sorted(self.faults.items())]
        return "\n".join(lines)


@cache
def documented() -> frozenset[str]:
    """The codes of `docs/errors.md`."""
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    return frozenset(re.findall(r"`([a-z_0-9]+)`", page))
