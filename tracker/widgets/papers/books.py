"""The ledger's money as a journal of a bookkeeping program."""

from __future__ import annotations

from tracker.desk import exports, payments
from tracker.views.numbers import Reader
from tracker.views.papers import overview as views
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.served import desk
from tracker.widgets.window import window_control


def books(reader: Reader) -> None:
    say.para(
        _("For a bookkeeping program: what arrived, what it cost, what was moved and spent, as double entries; what "
          "is owed is not in it. For a spreadsheet: every table, all days. For a calendar: sessions and idle days, "
          "without amounts.")
    )  # fmt: skip
    if reader.masked:
        discreet.closed(_("Names and amounts are hidden. A journal holds both."), key="discreet_open_books")
        return
    chosen = window_control(reader)
    days = chosen.start, chosen.end
    program = show.one_of(_("For"), views.programs(), key="books_program")
    if program == "workbook" and made.not_installed():
        return
    made.download(
        _("Download the file"),
        lambda: payments.shown(
            desk(), ("books", program, chosen), lambda: exports.file(desk(), program, chosen.as_of, *days)
        ),
        name=f"ledger{views.ending(program)}", mime="application/octet-stream", key="books_file",
    )  # fmt: skip
