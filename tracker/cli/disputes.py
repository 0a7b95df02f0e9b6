"""The dispute sheet of a platform: shown, or written to a file to send."""

from __future__ import annotations

from pathlib import Path

from tracker.cli import read
from tracker.cli.call import Call
from tracker.cli.plain import Terminal, notes, page, said, table
from tracker.desk import disputes, entry, shapes
from tracker.views.papers import dispute as views
from tracker.views.text import _

COLUMNS = ("first_day", "last_day", "project", "own_timed_hours", "counted_hours", "difference_hours",
           "difference_amount")  # fmt: skip


def dispute(call: Call) -> None:
    args = call.args
    sheet = disputes.sheet(
        call.desk,
        entry.find_platform(call.desk, args.platform),
        call.today(),
        read.maybe(call.day, args.start),
        read.maybe(call.day, args.end),
        deadline=read.maybe(call.day_ahead, args.deadline),
    )
    data = shapes.as_json(sheet)
    shown = views.dispute(sheet, Terminal.of(None, call.desk.settings().home_currency))
    answer = said(shown.answer, shown.second)
    if args.output is None:
        call.out.answer(data, page(answer, table(shown.table, *COLUMNS), notes(sheet.caveats)))
        return
    path = disputes.write(sheet, Path(args.output), force=args.force)
    call.out.done({**data, "file": str(path)}, page(f"{answer}\n{_('Written to {path}.').format(path=path)}"))
