"""The ledger's money as a journal of a bookkeeping program."""

from __future__ import annotations

from tracker.desk import papers
from tracker.views.numbers import Reader
from tracker.views.papers import overview
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.served import desk
from tracker.widgets.window import window_control


def books(reader: Reader) -> None:
    say.para(
        _("What arrived, what it cost, what was moved and spent, as double entries for a bookkeeping program. "
          "What is owed is not in it.")
    )  # fmt: skip
    if reader.masked:
        discreet.closed(_("Names and amounts are hidden. A journal holds both."), key="discreet_open_books")
        return
    chosen = window_control(reader)
    program = show.one_of(_("Program"), overview.programs(), key="books_program")
    made.download(
        _("Download the journal"),
        lambda: papers.journal(desk(), program, chosen.as_of, chosen.start, chosen.end),
        name=f"money{papers.KNOWN_AS[program]}", mime="text/plain", key="books_file",
    )  # fmt: skip
