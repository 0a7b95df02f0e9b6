"""Members and their files on the page Collective: codes, who is missing, seats, what was dropped in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from tracker.desk import pools
from tracker.desk.pools import Accepted, Kind, Known, Refused, Taken
from tracker.views import quarters
from tracker.views.collective import overview as views
from tracker.views.collective.overview import Took
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.collective.pool import unlocked
from tracker.widgets.discreet import veil
from tracker.widgets.record import saving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from tracker.desk.pools import Collective

MAX_MB = 5
STEP = 20
"""Files between two signs of progress."""


# --- files --------------------------------------------------------------------------------------------------


def files(c: Collective, you: Reader) -> None:
    """Drop files in, take them in, read what became of each."""
    st.header(_("Take files in"))
    say.para(_("Drop all that members sent, withdrawals too. A file that is not right is refused with its reason and "
               "never stops the others; the same file twice does no harm."))  # fmt: skip
    if unlocked(c):
        number = int(st.session_state.setdefault("took_round", 0))
        dropped = st.file_uploader(
            _("Contributions"), accept_multiple_files=True, key=f"bundles_{number}", max_upload_size=MAX_MB
        )
        pasted = st.text_area(
            _("Or paste one that came as text"), key=f"pasted_{number}", height=100,
            help=_("From its line BEGIN to its line END. Words around it do no harm."),
        )  # fmt: skip
        if st.button(_("Take in"), type="primary", key="take_in", disabled=not (dropped or (pasted or "").strip())):
            with saving(_("All files are read.")), st.spinner(_("Reading …")):
                texts = [(_("pasted text"), pasted.encode())] if (pasted or "").strip() else []
                taken = c.add([*_contents(dropped or [], you), *texts])
                st.session_state["took"] = tuple(map(_took, taken))
                st.session_state["took_round"] = number + 1
    told: tuple[Took, ...] | None = st.session_state.get("took")
    if told:
        view = views.took(told, you)
        say.second(view.answer, key="second_took")
        say.points(view.refused)
        show.table(view.table, key="took", alt=_("What became of each file"), file="taken-in.csv")
    _odd(c, you)


def _odd(c: Collective, you: Reader) -> None:
    """What to look at in the rows of the last quarter that has some; nothing is dropped for it."""
    there = c.quarters()
    found = c.remarks(there[-1]) if there else ()
    if found:
        with st.expander(_("Look at these rows of {quarter}").format(quarter=there[-1]), key="odd"):
            say.para(_("They are taken in and count like all others. Each may be right; ask the member if you can."))
            say.points(views.odd(found, you))


def _contents(dropped: Sequence[UploadedFile], you: Reader) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; says how far it is."""
    bar = st.progress(0.0, text=views.progress(0, len(dropped), you))
    for i, file in enumerate(dropped, 1):
        yield file.name, file.getvalue()
        if i % STEP == 0 or i == len(dropped):
            bar.progress(i / len(dropped), text=views.progress(i, len(dropped), you))


def _took(taken: Taken) -> Took:
    match taken.decision:
        case Accepted() as d:
            return Took(taken.name, views.ACCEPTED, d.seat, d.quarters, withdrawn=d.kind is Kind.WITHDRAWAL)
        case Known(seat):
            return Took(taken.name, views.KNOWN, seat)
        case Refused() as d:
            return Took(taken.name, views.REFUSED, reason=veil(d.reason))


# --- members ------------------------------------------------------------------------------------------------


def members(c: Collective, you: Reader) -> None:
    """The invitation, codes, who is missing, and each seat."""
    st.header(_("Hand out"))
    say.para(_("Each member gets the invitation, which is the same for all, and a code of their own. One code is one "
               "person."))  # fmt: skip
    st.download_button(
        _("Save the invitation"), data=c.invitation_bytes(), file_name="invitation.json", mime="application/json",
        key="invitation_save", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    with st.expander(_("A notice to give to members with it"), key="notice"):
        st.code(views.notice(c.policy), language=None, wrap_lines=True)
    _codes(c, you)
    st.header(_("Who is missing"))
    _missing(c, you)
    listed = c.seats()
    if listed:
        st.header(_("Seats"))
        show.table(views.seats(listed, you), key="seats", alt=_("All seats"), file="seats.csv")
        _one(c, listed, you)


def _codes(c: Collective, you: Reader) -> None:
    made: tuple[pools.SeatCode, ...] | None = st.session_state.get("codes")
    if not made:  # no others while these are here: they would be lost
        _new_codes(c, you)
        return
    say.para(_("These codes are here and nowhere else: the pool itself cannot tell them. Save the table and tick "
               "them off as you hand them out, or print the slips and cut them."))  # fmt: skip
    st.dataframe(views.codes(made).records(), hide_index=True, key="codes_table", alt=_("New codes"))
    st.download_button(
        _("Save the table of codes"), data=pools.codes_table(made).encode(), file_name="codes.csv", mime="text/csv",
        key="codes_save", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    st.download_button(
        _("Save slips to print"),
        data=pools.codes_page(views.slips(made, c.policy, you, drawn=pools.draws_codes())), file_name="codes.html",
        mime="text/html", key="slips_save", on_click="ignore", icon=":material/print:",
    )  # fmt: skip
    sure = st.checkbox(_("I have saved or printed these codes. They cannot be shown again."), key="codes_sure")
    if st.button(_("Take them off this page"), key="codes_done", disabled=not sure):
        del st.session_state["codes"]
        st.rerun()


def _new_codes(c: Collective, you: Reader) -> None:
    count = st.text_input(_("How many new codes"), "10", key="codes_count")
    by = st.text_input(
        _("Who hands them out"), key="codes_by",
        help=_("Codes come in batches of at most 20. Somebody who keeps codes of theirs could send what they like, so "
               "the members’ sheet shows a group only where enough others remain without a quarter of any batch. Let "
               "different people hand out different batches, in person."),
    )  # fmt: skip
    if st.button(_("Make codes"), key="codes_make"):
        with saving(_("The codes are made. Save them now.")):
            st.session_state["codes"] = c.invite(views.read_count(count or "", you), handed_by=by or "")


def _missing(c: Collective, you: Reader) -> None:
    last = c.last_quarter()
    offered = [last, *(q for q in reversed(c.quarters()) if q != last)]
    quarter = str(show.pick(_("Quarter"), offered, lambda q: quarters.title(q, you), key="missing_quarter") or last)
    found = c.missing(quarter)
    say.para(views.missing(found, c.seats(), quarter, you))
    if found:
        show.table(views.seats(found, you), key="missing", alt=_("Missing"), file=f"missing-{quarter}.csv")


def _one(c: Collective, listed: tuple[pools.Seat, ...], you: Reader) -> None:
    by_number = {s.seat: s for s in listed}
    number = st.selectbox(
        _("One seat"), list(by_number), index=None, key="seat", placeholder=_("Choose one"),
        format_func=lambda n: views.seat_title(by_number[n], you),
    )  # fmt: skip
    if number is None:
        return
    with st.container(border=True, key="one_seat"):
        given = st.text_input(_("Given to, if you have to know"), by_number[number].given_to, key=f"given_{number}")
        if st.button(_("Write it down"), key="seat_note"):
            with saving():
                c.note(number, given or "")
        _rekey(c, number)
        sure = st.checkbox(
            _("Erase this seat and all its rows. What was released stays released."), key=f"sure_{number}"
        )
        if st.button(_("Remove the seat"), key="seat_remove", disabled=not sure):
            with saving(_("Seat {n} is removed.").format(n=number)):
                c.remove(number)


def _rekey(c: Collective, number: int) -> None:
    """A new code where a device was lost or a member comes back."""
    rounds = int(st.session_state.setdefault("rekeyed", 0))
    sure = st.checkbox(
        _("The member has a new or lost computer: files made with the old key are refused from now on. The rows stay."),
        key=f"rekey_sure_{number}_{rounds}",
    )
    if st.button(_("New key for this seat"), key="seat_rekey", disabled=not sure):
        with saving(_("The new code is made.")):
            st.session_state["new_code"] = c.rekey(number)
            st.session_state["rekeyed"] = rounds + 1
    made: pools.SeatCode | None = st.session_state.get("new_code")
    if made is not None and made.seat == number:
        say.para(_("New code for seat {n}. Write it down and give it to the member; it is here and nowhere "
                   "else:").format(n=number))  # fmt: skip
        st.code(made.code, language=None)
