"""An import plan as text, and the bar of long work."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tracker.cli import ways
from tracker.cli.out import Out, wrap
from tracker.cli.plain import Terminal, page, part, points, records, said
from tracker.desk import imports
from tracker.domain import RuleField
from tracker.views.fields import choice_names
from tracker.views.files import plan as views
from tracker.views.files import questions as asking
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.desk.imports import AssignGroup, Planned
    from tracker.desk.session import Desk
    from tracker.errors import Problem
    from tracker.importers.results import FilePlan
    from tracker.views.files.questions import Question

SHOWN = 8
BAR = 30


def text(desk: Desk, planned: Planned, *, written: int | None) -> str:
    """The plan in words; `written` is the operation that did it, None before."""
    view = views.plan(planned.plan, _reader(desk))
    return page(
        said(view.answer) if written is None else "",
        records(view.files),
        points(view.left_out),
        points(view.notes),
        part(_("Not read"), points(view.unread)),
        part(_("What cannot be read"), _some([_problem(f, p) for f in planned.plan.files for p in _rejected(f)])),
        *("\n".join(_asked(desk, planned, q)) for q in questions(desk, planned)),
        _open(planned, _reader(desk)),
        said(_("New to the ledger: {names}.").format(names=", ".join(planned.new_names))) if planned.new_names else "",
        _kept(planned, _("To be kept for next time: {what}.") if written is None else _("Kept for next time: {what}.")),
        _done(planned, written),
    )


def _done(planned: Planned, written: int | None) -> str:
    if written is not None:
        return _("Imported as change {n}. Take it back with: tracker undo {n}").format(n=written)
    return _("Nothing to write.") if planned.plan.empty else ""


def _rejected(f: FilePlan) -> Sequence[Problem]:
    return f.summary().rejected


def questions(desk: Desk, planned: Planned) -> list[Question]:
    """Rows that may be there already, by kind."""
    return asking.questions(planned.conflicts, _reader(desk))


def single(desk: Desk, question: Question) -> list[Question]:
    """A question of several rows as one of each row."""
    return [q for row in question.rows for q in asking.questions([row], _reader(desk))]


def asked(desk: Desk, question: Question) -> str:
    """One kind of rows that may be there already, with the possible answers."""
    return page("\n".join([*_rows(desk, question), *(f"  {a}: {words}" for a, words in question.answers.items())]))


def _reader(desk: Desk) -> Reader:
    return Terminal.of(None, desk.settings().home_currency)


def _rows(desk: Desk, question: Question) -> list[str]:
    """What is asked, and the first rows it is about."""
    reader = _reader(desk)
    lines = [wrap(f"{question.asked} {question.why}".strip(), rest="  ")]
    for file, c in question.rows[:SHOWN]:
        text = asking.line(file, c, imports.counterpart(desk, c), reader, desk.zone())
        lines.append(wrap(text, first="  ", rest="    "))
    if len(question.rows) > SHOWN:
        lines.append(f"  {_more(len(question.rows) - SHOWN)}")
    return lines


def _asked(desk: Desk, planned: Planned, question: Question) -> list[str]:
    """What is asked, what becomes of these rows, and the options that change it."""
    chosen = {c.choice for _file, c in question.rows}
    add = _("--add {kind} stores them all the same").format(kind=question.kind)
    options = [add if imports.ADD in question.answers else ""]
    if question.kind in imports.CLEAR:
        options = [_("--match notes that these payments arrived"), *options]
    elif question.kind in imports.ONE_BY_ONE:
        options.append(_("on a terminal and on the page Import each is asked about"))
    elif imports.REPLACE in question.answers:
        options.append(_("--replace takes the file's side"))
    if chosen == {imports.KEEP}:
        becomes = _("Left out. {options}.").format(options="; ".join(filter(None, options)))
    elif chosen == {""}:
        becomes = _("To be answered: {options}.").format(options="; ".join(filter(None, reversed(options))))
    else:
        becomes = "; ".join(question.answers[c] for c in sorted(chosen) if c in question.answers) + "."
    return [*_rows(desk, question), wrap(becomes, first="  ", rest="  ")]


def _kept(planned: Planned, text: str) -> str:
    """What is kept for the next file."""
    kept = [_("the mapping {name} for files of this shape").format(name=m.name) for m in planned.new_mappings]
    if n := len(planned.kept_rules):
        rules = ngettext("{n} rule on what rows belong to", "{n} rules on what rows belong to", n)
        kept.append(rules.format(n=n))
    return said(text.format(what=", ".join(kept))) if kept else ""


def _problem(f: FilePlan, p: Problem) -> str:
    where = ", ".join(x for x in (f.file, _("line {n}").format(n=p.line), p.column) if x)
    return f"{where}: {ways.say(p.message)}"


def _more(n: int) -> str:
    return _("… and {n} more").format(n=n)


def _some(lines: list[str]) -> str:
    """The first of them, and how many more."""
    return points([*lines[:SHOWN], *([_more(len(lines) - SHOWN)] if len(lines) > SHOWN else [])])


def _open(planned: Planned, you: Reader) -> str:
    """What nothing assigns, with the option that would."""
    groups = [g for f in planned.plan.files for g in f.groups if g.open]
    if not groups:
        return ""
    field = groups[0].field
    rule = f'--rule "{field}={groups[0].value}:PLATFORM/PROJECT"' if field else "--platform PLATFORM"
    return part(_("Left out, because it is not known what it is"), _some([_group(g, you) for g in groups]),
                _("Set what they are with {rule}").format(rule=rule))  # fmt: skip


def to_assign(desk: Desk, g: AssignGroup) -> str:
    """One value to assign, with its rows and sums."""
    return page(_group(g, _reader(desk)))


def _group(g: AssignGroup, you: Reader) -> str:
    what = f"{choice_names(RuleField).get(g.field, g.field)} “{g.value}”" if g.field else _("Rows that name nothing")
    return f"{what}: {views.group_text(g, you)}"


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
