"""An import plan as text, and the bar of long work."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tracker.cli.out import Out, money, wrap
from tracker.desk import imports
from tracker.views import questions as views
from tracker.views.numbers import Reader

if TYPE_CHECKING:
    from tracker.desk.imports import AssignGroup, Planned
    from tracker.desk.session import Desk
    from tracker.importers.results import FilePlan, FileSummary, Sums
    from tracker.views.questions import Question

SHOWN = 8
BAR = 30


def text(desk: Desk, planned: Planned, *, written: int | None) -> str:
    """The plan in words, per file; `written` is the operation that did it, None before."""
    parts = ["\n".join(_file(f)) for f in planned.plan.files]
    parts += ["\n".join(_asked(desk, planned, q)) for q in questions(desk, planned)]
    if planned.new_names:
        parts.append(wrap(f"New to the ledger: {', '.join(planned.new_names)}.", rest="  "))
    parts += _kept(planned, "To be kept" if written is None else "Kept")
    if written is not None:
        parts.append(f"Imported as change {written}. Take it back with: tracker undo {written}")
    elif planned.plan.empty:
        parts.append("Nothing to write.")
    return "\n\n".join(parts)


def questions(desk: Desk, planned: Planned) -> list[Question]:
    """Rows that may be there already, by kind."""
    return views.questions(planned.conflicts, _reader(desk))


def asked(desk: Desk, question: Question) -> str:
    """One kind of rows that may be there already, with the possible answers."""
    return "\n".join([*_rows(desk, question), *(f"  {a}: {words}" for a, words in question.answers.items())])


def _reader(desk: Desk) -> Reader:
    return Reader.of("en-US", desk.settings().home_currency)


def _rows(desk: Desk, question: Question) -> list[str]:
    """What is asked, and the first rows it is about."""
    reader = _reader(desk)
    lines = [wrap(f"{question.asked} {question.why}".strip(), rest="  ")]
    for file, c in question.rows[:SHOWN]:
        said = views.line(file, c, imports.counterpart(desk, c), reader, desk.zone())
        lines.append(wrap(said, first="  ", rest="    "))
    if len(question.rows) > SHOWN:
        lines.append(f"  … and {len(question.rows) - SHOWN} more")
    return lines


def _asked(desk: Desk, planned: Planned, question: Question) -> list[str]:
    """What is asked, what becomes of these rows, and the options that change it."""
    chosen = {c.choice for _file, c in question.rows}
    options = [f"--add {question.kind} stores them all the same" if imports.ADD in question.answers else ""]
    options.append("--replace takes the file's side" if imports.REPLACE in question.answers else "")
    if chosen == {imports.KEEP}:
        becomes = f"Left out. {'; '.join(filter(None, options))}."
    elif chosen == {""}:
        becomes = f"To be answered: {'; '.join(filter(None, reversed(options)))}."
    else:
        becomes = "; ".join(question.answers[c] for c in sorted(chosen) if c in question.answers) + "."
    return [*_rows(desk, question), wrap(becomes, first="  ", rest="  ")]


def _kept(planned: Planned, word: str) -> list[str]:
    """What is kept for the next file."""
    said = [f"the mapping {m.name} for files of this shape" for m in planned.new_mappings]
    if n := len(planned.new_rules):
        said.append(f"{n} rule{'' if n == 1 else 's'} on what rows belong to")
    return [wrap(f"{word} for next time: {', '.join(said)}.", rest="  ")] if said else []


def _file(plan: FilePlan) -> list[str]:
    s = plan.summary()
    lines = [f"{s.file} ({s.format})", wrap(_counts(s), first="  ", rest="  ")]
    lines += [wrap(line, first="  ", rest="    ") for line in _sums(s)]
    lines += [wrap(note, first="  ", rest="  ") for note in plan.notes]
    for p in s.rejected[:SHOWN]:
        where = f"line {p.line}" + (f", {p.column}" if p.column else "")
        lines.append(wrap(f"{where}: {p.message}", first="  refused: ", rest="    "))
    if len(s.rejected) > SHOWN:
        lines.append(f"  … and {len(s.rejected) - SHOWN} more that are refused")
    return lines + _open(plan)


def _text(units: int) -> str:
    from tracker.units import money_text

    return money_text(units)


def _sums(s: FileSummary) -> list[str]:
    """What will be stored, and what is left out, by reason."""
    lines = []
    parts = [f"{said} {word}".strip() for word, sums in s.holds() if (said := _sum(sums))]
    if parts:
        lines.append(f"holds {', '.join(parts)}, to be stored")
    left = [f"{reason.replace('_', ' ')} {said}" for reason, sums in s.left_out.items() if (said := _sum(sums))]
    if left:
        lines.append(f"not to be stored: {', '.join(left)}")
    return lines


def _sum(s: Sums) -> str:
    """Hours and money; "" where there is neither."""
    parts = [f"{s.seconds / 3600:,.2f} h"] if s.seconds else []
    parts += [f"{money(_text(units), currency)} {currency}" for currency, units in sorted(s.amounts.items()) if units]
    return ", ".join(parts)


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
