"""The parts of the page Contribute: the invitation, the questions, what would leave, the file, earlier ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from tracker.desk import contribute as use
from tracker.desk.contribute import Draft, Invitation, Membership
from tracker.errors import NeedsAnswer, TrackerError
from tracker.pool.quarters import first_day
from tracker.views import quarters
from tracker.views.contribute import overview as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.discreet import veil
from tracker.widgets.record import present
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

MAX_MB = 1
MIME = "application/octet-stream"
EXACT_MOST, EXACT_HEIGHT = 2500, 420
"""Letters from which on the exact text scrolls in a place of its own, and how tall that is in pixels."""


def invitation() -> Invitation | None:
    """The invitation that was dropped, else that of the pool chosen among those something was made for."""
    known = use.memberships(desk())
    dropped = st.file_uploader(
        _("Invitation"), type=["json"], key="invitation", max_upload_size=MAX_MB,
        help=_("The file invitation.json that a keeper gave you."),
    )  # fmt: skip
    if dropped is not None:
        try:
            return use.read_invitation(dropped.getvalue())
        except TrackerError as error:
            st.error(md(veil(error.sentence())))
            return None
    if not known:
        return None
    by_pool = {m.pool: m for m in known}
    chosen = show.pick(
        _("Pool"), list(by_pool), lambda pool: by_pool[pool].invitation.policy.name, key="contribute_pool"
    )
    return by_pool[str(chosen)].invitation


def explained(found: Invitation, you: Reader) -> None:
    """The rules of the pool, before anything else."""
    told = views.rules(found, you)
    st.header(md(told.title), anchor=False)
    say.points(told.points)
    with st.expander(_("The words of this pool"), key="pool_words"):
        say.points(told.words)


def draft(found: Invitation, you: Reader) -> Draft | None:
    """What would leave with the answers given; None if something is still to be said, and what."""
    policy, as_of = found.policy, present()
    offered = use.open_quarters(policy, as_of)
    first, last = st.columns(2)
    with first:
        start = _quarter(_("From quarter"), offered, 0, you, key="contribute_from")
    with last:
        end = _quarter(_("To quarter"), offered, len(offered) - 1, you, key="contribute_to")
    if first_day(start) > first_day(end):
        say.para(views.turned_round())
        return None
    try:
        known = use.membership(desk(), found)
        region = _region(found, known)
        code = _code(known)
        return _kept(found, as_of, first_day(start), first_day(end), region, code)
    except NeedsAnswer:
        say.para(views.choose_region())
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
    return None


def _quarter(name: str, offered: Sequence[str], at: int, you: Reader, *, key: str) -> str:
    return str(st.selectbox(name, offered, index=at, key=key, format_func=lambda q: quarters.title(q, you)))


def _region(found: Invitation, known: Membership | None) -> str | None:
    regions = found.policy.regions
    if len(regions) == 1:
        return None
    usual = regions.index(known.region) if known is not None and known.region in regions else None
    return st.selectbox(_("Your region"), regions, index=usual, key="contribute_region", placeholder=_("Choose one"))


def _code(known: Membership | None) -> str | None:
    """The seat code: needed once, and again after a keeper has given the seat a new one."""
    first = known is None or known.code_hash is None or known.withdrawn
    return st.text_input(
        _("Code for your seat") if first else _("A new code for your seat, if a keeper gave you one"),
        key=f"seat_code_{_round()}",
        help=_("16 letters and digits. It goes into the first file and ties your key to the seat."),
        autocomplete="off",
    )


def _kept(
    found: Invitation, as_of: dt.date, first: dt.date, last: dt.date, region: str | None, code: str | None
) -> Draft:
    """The draft of these answers, the same on every run, so that what is shown is what is written."""
    made = sum(len(m.sent) for m in use.memberships(desk()))
    state = (found, as_of, first, last, region, code, made, desk().version)
    kept: tuple[object, Draft] | None = st.session_state.get("contribute_draft")
    if kept is None or kept[0] != state:
        with st.spinner(_("Working it out …")):
            new = use.draft(desk(), found, as_of=as_of, first=first, last=last, region=region, code=code)
        kept = st.session_state["contribute_draft"] = (state, new)
    return kept[1]


def figures(one: Draft, you: Reader) -> None:
    """The rows as tables, what was changed on the way, and the exact text."""
    rows, currency = one.bundle.rows, one.invitation.policy.currency
    say.para(views.region(rows))
    for i, (title, table) in enumerate(views.rows(rows, currency, you)):
        st.subheader(md(title), anchor=False)
        show.table(table, key=f"rows_{i}", alt=title, file=f"rows-{i + 1}.csv")
    st.header(_("What was changed on the way"))
    changed = views.changes(one.notes, currency, you)
    say.para(changed.answer)
    for kind, title, table in changed.tables:
        with st.expander(md(title), expanded=kind is not use.NoteKind.ROUNDED, key=f"changed_{kind.value}"):
            show.table(table, key=f"changed_{kind.value}", alt=title, file=f"changed-{kind.value}.csv")


def exact(one: Draft) -> None:
    """The document word for word, as it is encrypted."""
    say.para(_("This text and nothing else is encrypted to the keepers and becomes the file."))
    with st.expander(_("The exact text"), expanded=True, key=f"exact_{one.bundle.kind.value}"):
        _verbatim(views.said(one.document))


def _verbatim(text: str) -> None:
    """A text word for word. A long one scrolls in its own place, so that what comes after it can be found; in a box
    around it, for a scrolling block of code cannot be reached by keyboard and the button for copying in it can."""
    with st.container(height=EXACT_HEIGHT if len(text) > EXACT_MOST else "content", border=False):
        st.code(text, language="json", wrap_lines=True)


def make(one: Draft, you: Reader, *, key: str, agree: str, button: str) -> None:
    """Consent, then the file. What was made stays at hand until the next one."""
    made(one.invitation, key, you)
    if house().sample and not one.invitation.policy.simulated:
        say.para(_("These figures are invented, so they cannot be handed to a pool of people."))
        return
    if one.needs_code:
        known = use.membership(desk(), one.invitation)
        say.para(views.code_needed(withdrawn=known is not None and known.withdrawn))
        return
    agreed = st.checkbox(md(agree), key=f"{key}_agreed_{_round()}")
    if st.button(button, type="primary", key=key, disabled=not agreed):
        try:
            sealed = use.write(desk(), one)
        except TrackerError as error:
            st.error(md(veil(error.sentence())))
            return
        st.session_state["contribute_made"] = (one.file_name, sealed, key, one.invitation.policy.pool)
        st.session_state["contribute_round"] = _round() + 1
        st.session_state["said_after"] = _("The file is made. Save it now.")
        st.rerun()


def _round() -> int:
    """Goes up with each file that is made, so that code and consent are given again for the next."""
    return int(st.session_state.setdefault("contribute_round", 0))


def made(found: Invitation, key: str, you: Reader) -> None:
    """The file that was just made for this pool by the button `key`, ready to be saved where it was pressed."""
    kept: tuple[str, bytes, str, str] | None = st.session_state.get("contribute_made")
    if kept is None or kept[2:] != (key, found.policy.pool):
        return
    name, sealed = kept[:2]
    say.second(_("The file is made. Save it and hand it to a keeper the way you like."), key="second_made")
    st.download_button(
        _("Save {name}").format(name=md(name)), data=sealed, file_name=name, mime=MIME, type="primary",
        key="contribute_save", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    with st.expander(_("As text, for a message that takes no file"), key="contribute_text"):
        say.quiet(_("Copy all of it, from the first line to the last. It is the same file, encrypted to the keepers."))
        st.code(use.as_text(sealed), language=None)
    if use.draws_codes():
        sheet = views.code_sheet(found.policy, use.pieces(sealed), you)
        st.download_button(
            _("Save a page of QR codes to print"), data=use.codes_page(sheet), file_name=f"{Path(name).stem}.html",
            mime="text/html", key="contribute_codes", on_click="ignore", icon=":material/qr_code:",
        )  # fmt: skip


def earlier(you: Reader) -> None:
    """Files made before, each to be looked at and saved again."""
    known = [m for m in use.memberships(desk()) if m.sent]
    if not known:
        say.para(_("Nothing has been made yet. Each file is listed here with its exact text."))
    for m in known:
        st.subheader(md(m.invitation.policy.name), anchor=False)
        sent = list(reversed(m.sent))
        listed = [
            (you.day(s.made_on), views.what(withdrawal=s.kind is use.Kind.WITHDRAWAL), quarters.span(s.quarters),
             str(s.serial))
            for s in sent
        ]  # fmt: skip
        show.table(views.earlier(listed), key=f"earlier_{m.pool}", alt=_("Files made before"), file="files-made.csv")
        titles = [" · ".join(x for x in row if x) for row in listed]
        at = st.selectbox(
            _("Look at one"), range(len(sent)), index=None, key=f"look_{m.pool}", placeholder=_("Choose one"),
            format_func=titles.__getitem__,
        )  # fmt: skip
        if at is not None:
            _verbatim(sent[at].document.rstrip("\n"))
            name, sealed = use.again(desk(), m.pool, sent[at])
            st.download_button(
                _("Save this file again"), data=sealed, file_name=name, mime=MIME, key=f"again_{m.pool}",
                on_click="ignore", icon=":material/download:",
            )  # fmt: skip


def withdraw(found: Invitation, you: Reader) -> None:
    """The way out: a signed file that makes the pool erase the rows."""
    known = use.membership(desk(), found)
    if known is None or not known.sent:
        return
    st.header(_("Withdraw"))
    if known.withdrawn:
        made(found, "withdraw", you)
        say.para(_("The last file you made for this pool withdraws you. Hand it in if you have not."))
        return
    say.para(
        _("A withdrawal is a small signed file. The pool erases your rows and key when it takes it in; what was "
          "released before stays released. To come back you need a new code.")
    )  # fmt: skip
    with st.expander(_("Make a withdrawal"), key="withdraw_open"):
        one = _withdrawal(found, len(known.sent))
        exact(one)
        make(
            one, you, key="withdraw", agree=_("I want my rows erased from this pool."), button=_("Make the withdrawal")
        )


def _withdrawal(found: Invitation, sent: int) -> Draft:
    state = (found, sent, present())
    kept: tuple[object, Draft] | None = st.session_state.get("withdraw_draft")
    if kept is None or kept[0] != state:
        new = use.withdrawal(desk(), found, as_of=present())
        kept = st.session_state["withdraw_draft"] = (state, new)
    return kept[1]
