"""What somebody or something may do to a tracker that is in use: each trial with its count, by `make soak`.

`kills`: the program is killed in the middle of everything it does. `encrypted`: the same on an encrypted ledger.
`logs`: the log beside the ledger is damaged.
`files`: hostile files are given to import. `door`: strangers at the running app.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Held:
    """A trial: how many cases, what became of them, and those that went wrong."""

    name: str
    cases: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def case(self, end: str, wrong: list[str]) -> None:
        self.cases += 1
        self.ends[end] = self.ends.get(end, 0) + 1
        self.wrong += wrong

    def __str__(self) -> str:
        ends = ", ".join(f"{n} {end}" for end, n in sorted(self.ends.items(), key=lambda e: -e[1]))
        lines = [f"{self.name:30} {self.cases:5}  {ends}; wrong: {len(self.wrong) or 'nothing'}"]
        return "\n".join([*lines, *(f"    {text}" for text in self.wrong[:5])])
