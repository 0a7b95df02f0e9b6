"""Import: drop files, see what would happen, answer what they leave open, confirm, take back."""

from __future__ import annotations

import streamlit as st

from tracker.errors import InputError, NeedsAnswer
from tracker.views import changes
from tracker.views.files import plan as views
from tracker.views.text import _, ngettext
from tracker.widgets import discreet, frame, journal, say, show
from tracker.widgets.files import assignments, formats, questions, upload, wizard
from tracker.widgets.record import said_after
from tracker.widgets.served import desk

you = discreet.reader()
frame.head(_("Import"))
said_after()
ledger = desk()

done = upload.finished()
if done is not None:
    say.answer(f"{changes.operation_said(done, you)}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        frame.link("earnings.py", _("See what changed on What I make"))
        if done.undone_by is None:
            journal.undo_button(done.id, key="undo_done")
else:
    say.answer(
        _("Drop the files you have: hours from a time tracker, earnings from a platform, payments from an account.")
    )

files: tuple[tuple[str, bytes], ...] = ()
if you.masked:
    discreet.closed(_("Files hold names and amounts as they are, so they are read while those are shown."))
else:
    files = upload.files()
if not files:
    upload.what_can_be_read()
else:
    try:
        files = upload.chosen(files)
        planned = upload.plan(files)
    except NeedsAnswer as asked:
        upload.ask(asked)
        st.stop()
    except InputError as error:
        if error.code in wizard.UNKNOWN:
            upload.without_it()
            wizard.map_columns(error, dict(files), you)
        else:
            upload.refused(error)
            formats.everything(you)
        st.stop()

    shown = views.plan(planned.plan, you)
    say.second(shown.answer, key="second_plan")
    show.table(shown.files, key="plan", alt=_("The files and what would happen to their rows"), file="plan.csv")
    upload.correct_mapping()
    say.points([*shown.notes, *shown.left_out])
    upload.unread(planned, shown.unread)
    if shown.problems.cells:
        st.subheader(_("Rows that cannot be read"))
        say.para(_("They stay out; the others can be imported all the same."))
        show.table(shown.problems, key="problems", alt=_("Rows that cannot be read"), file="unreadable-rows.csv")

    assignments.names(planned, you)
    choices, all_said = questions.questions(planned, you)

    st.subheader(_("Write it"))
    rows = views.to_write(planned.plan, choices)
    if rows == 0 and not planned.writes:
        say.para(_("There is nothing new to write."))
    elif st.button(
        ngettext("Import {n} row", "Import {n} rows", rows).format(n=you.number(rows))
        if rows
        else _("Keep these answers"),
        type="primary",
        key="confirm",
        disabled=not all_said,
    ):
        upload.write(planned, choices)
    if not all_said:
        say.quiet(_("Answer first what is asked above."))

st.header(_("Earlier imports"))
earlier = [o for o in ledger.operations(500) if o.kind == "import"]
if earlier:
    journal.changes(earlier[:20], you, key="imports")
else:
    say.para(_("Nothing has been imported yet. Each import is listed here and can be taken back whole."))
if not files:
    formats.everything(you)
