"""An import plan as text, and the bar of long work."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tracker.cli.out import Out, money, wrap

if TYPE_CHECKING:
    from tracker.desk.results import AssignGroup, FilePlan, FileSummary, Planned

SHOWN = 8
BAR = 30


def text(planned: Planned, *, written: int | None) -> str:
    """The plan in words, per file; `written` is the operation that did it, None before."""
    parts = ["\n".join([*_file(f), *_conflicts(planned, f)]) for f in planned.plan.files]
    if planned.new_names:
        parts.append(wrap(f"New to the ledger: {', '.join(planned.new_names)}.", rest="  "))
    parts += _kept(planned, "To be kept" if written is None else "Kept")
    if written is not None:
        parts.append(f"Imported as change {written}. Take it back with: tracker undo {written}")
    elif planned.plan.empty:
        parts.append("Nothing to write.")
    return "\n\n".join(parts)


def _kept(planned: Planned, word: str) -> list[str]:
    """What is kept for the next file."""
    said = [f"the mapping {m.name} for files of this shape" for m in planned.new_mappings]
    if n := len(planned.new_rules):
        said.append(f"{n} rule{'' if n == 1 else 's'} on what rows belong to")
    return [wrap(f"{word} for next time: {', '.join(said)}.", rest="  ")] if said else []


def _file(plan: FilePlan) -> list[str]:
    s = plan.summary()
    lines = [f"{s.file} ({s.format})", wrap(_counts(s), first="  ", rest="  ")]
    sums = [f"{s.seconds / 3600:,.2f} h"] if s.seconds else []
    sums += [f"{money(_text(units), currency)} {currency}" for currency, units in s.amounts.items()]
    if sums:
        lines.append(f"  holds {', '.join(sums)}")
    lines += [wrap(note, first="  ", rest="  ") for note in plan.notes]
    for p in s.rejected[:SHOWN]:
        where = f"line {p.line}" + (f", {p.column}" if p.column else "")
        lines.append(wrap(f"{where}: {p.message}", first="  refused: ", rest="    "))
    if len(s.rejected) > SHOWN:
        lines.append(f"  … and {len(s.rejected) - SHOWN} more that are refused")
    return lines + _open(plan)


def _conflicts(planned: Planned, plan: FilePlan) -> list[str]:
    """What becomes of rows that say otherwise than the ledger."""
    found = [c for name, c in planned.conflicts if name == plan.file]
    taken = sum(c.choice == "replace" for c in found)
    could = sum("replace" in c.choices for c in found) - taken
    typed = sum(c.kind == "typed_match" and c.choice == "keep" for c in found)
    said = []
    if taken:
        said.append("The ledger takes the file's side in rows that say otherwise.")
    if could:
        said.append("Rows that say otherwise than the ledger are left as they are; --replace takes the file's side.")
    if typed:
        rows = (
            "A row is left out: it looks like one" if typed == 1 else f"{typed} rows are left out: they look like ones"
        )
        said.append(f"{rows} that you typed. To have the file's, undo what you typed and import again.")
    return [wrap(text, first="  ", rest="  ") for text in said]


def _text(units: int) -> str:
    from tracker.units import money_text

    return money_text(units)


def _counts(s: FileSummary) -> str:
    parts = [f"{s.new} new"]
    for n, word in ((s.updated, "updated"), (s.duplicate, "already there"), (s.conflict, "in conflict")):
        if n:
            parts.append(f"{n} {word}")
    parts += [f"{n} left out ({reason.replace('_', ' ')})" for reason, n in s.ignored.items()]
    if s.rejected:
        parts.append(f"{len(s.rejected)} refused")
    return f"{s.rows} row{'' if s.rows == 1 else 's'}: {', '.join(parts)}"


def _open(plan: FilePlan) -> list[str]:
    """What nothing assigns, with the option that would."""
    groups = [g for g in plan.groups if g.open]
    lines = [wrap(group_text(g), first="  ", rest="  ") for g in groups[:SHOWN]]
    if len(groups) > SHOWN:
        lines.append(f"  … and {len(groups) - SHOWN} more")
    if groups:
        field = groups[0].field
        rule = f'--rule "{field}={groups[0].value}:PLATFORM/PROJECT"' if field else "--platform PLATFORM"
        lines.append(f"  Say what they are with {rule}")
    return lines


def group_text(g: AssignGroup) -> str:
    """One value to assign, with its rows and sums."""
    sums = [f"{g.seconds / 3600:,.2f} h"] if g.seconds else []
    sums += [f"{money(_text(units), currency)} {currency}" for currency, units in g.amounts]
    what = f"{g.field} “{g.value}”" if g.field else "rows that name nothing"
    return f"{what}: {g.open} row{'' if g.open == 1 else 's'} left out" + (f" ({', '.join(sums)})" if sums else "")


class Bar:
    """A progress bar on a terminal; nothing in a pipe, with --json or --quiet."""

    def __init__(self, what: str, out: Out) -> None:
        self._what = what
        self._shown = sys.stderr.isatty() and not out.quiet
        self._last = -1

    def to(self, share: float) -> None:
        """Move to a share of the work, 0 to 1."""
        filled = round(share * BAR)
        if self._shown and filled != self._last:
            self._last = filled
            print(f"\r{self._what} [{'#' * filled}{'.' * (BAR - filled)}]", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._last >= 0:
            print("\r" + " " * (BAR + len(self._what) + 3) + "\r", end="", file=sys.stderr, flush=True)
