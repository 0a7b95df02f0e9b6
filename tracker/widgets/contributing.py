"""The parts of the page Contribute: the invitation, the questions, what would leave, the file, earlier ones."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from tracker.desk import contribute as use
from tracker.errors import NeedsAnswer, TrackerError
from tracker.pool.quarters import first_day
from tracker.views import contribute as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.house import desk, house
from tracker.widgets.record import present
from tracker.widgets.say import md

if TYPE_CHECKING:
    from tracker.desk.contribute import Draft, Invitation, Membership

MAX_MB = 1
MIME = "application/octet-stream"


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
            st.error(md(error.sentence()))
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


def draft(found: Invitation) -> Draft | None:
    """What would leave with the answers given; None where something is still to be said, and what."""
    policy, as_of = found.policy, present()
    quarters = use.open_quarters(policy, as_of)
    first, last = st.columns(2)
    with first:
        start = st.selectbox(_("From quarter"), quarters, key="contribute_from")
    with last:
        end = st.selectbox(_("To quarter"), quarters, index=len(quarters) - 1, key="contribute_to")
    try:
        known = use.membership(desk(), found)
        region = _region(found, known)
        code = _code(known)
        return _kept(found, as_of, first_day(start), first_day(end), region, code)
    except NeedsAnswer as asked:
        say.para(asked.message)
    except TrackerError as error:
        st.error(md(error.sentence()))
    return None


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
        st.code(views.said(one.document), language="json", wrap_lines=True)


def make(one: Draft, *, key: str, agree: str, button: str) -> None:
    """Consent, then the file. What was made stays at hand until the next one."""
    if house().sample and not one.invitation.policy.simulated:
        say.para(_("These figures are invented, so they cannot be handed to a pool of people."))
        return
    if one.needs_code:
        say.para(_("The first file needs the code for your seat."))
        return
    agreed = st.checkbox(md(agree), key=f"{key}_agreed_{_round()}")
    if st.button(button, type="primary", key=key, disabled=not agreed):
        try:
            sealed = use.write(desk(), one)
        except TrackerError as error:
            st.error(md(error.sentence()))
            return
        st.session_state["contribute_made"] = (one.file_name, sealed)
        st.session_state["contribute_round"] = _round() + 1
        st.rerun()


def _round() -> int:
    """Goes up with each file that is made, so that code and consent are given anew for the next."""
    return int(st.session_state.setdefault("contribute_round", 0))


def made() -> bool:
    """The file that was just made, ready to be saved; False where there is none."""
    kept: tuple[str, bytes] | None = st.session_state.get("contribute_made")
    if kept is None:
        return False
    name, sealed = kept
    say.second(_("The file is made. Save it and hand it to a keeper the way you like."), key="second_made")
    st.download_button(
        _("Save {name}").format(name=md(name)), data=sealed, file_name=name, mime=MIME, type="primary",
        key="contribute_save", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    return True


def earlier(you: Reader) -> None:
    """Files made before, each to be looked at and saved again."""
    known = [m for m in use.memberships(desk()) if m.sent]
    if not known:
        say.para(_("Nothing has been made yet. Each file is listed here with its exact text."))
    for m in known:
        st.subheader(md(m.invitation.policy.name), anchor=False)
        sent = list(reversed(m.sent))
        listed = [
            (you.day(s.made_on), views.what(withdrawal=s.kind is use.Kind.WITHDRAWAL), ", ".join(s.quarters),
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
            st.code(sent[at].document.rstrip("\n"), language="json", wrap_lines=True)
            name, sealed = use.again(desk(), m.pool, sent[at])
            st.download_button(
                _("Save this file again"), data=sealed, file_name=name, mime=MIME, key=f"again_{m.pool}",
                on_click="ignore", icon=":material/download:",
            )  # fmt: skip


def withdraw(found: Invitation) -> None:
    """The way out: a signed file that makes the pool erase the rows."""
    known = use.membership(desk(), found)
    if known is None or not known.sent:
        return
    st.header(_("Withdraw"))
    if known.withdrawn:
        say.para(_("The last file you made for this pool withdraws you. Hand it in if you have not."))
        return
    say.para(
        _("A withdrawal is a small signed file. The pool erases your rows and key when it takes it in; what was "
          "released before stays released. To come back you need a new code.")
    )  # fmt: skip
    with st.expander(_("Make a withdrawal"), key="withdraw_open"):
        one = _withdrawal(found, len(known.sent))
        exact(one)
        make(one, key="withdraw", agree=_("I want my rows erased from this pool."), button=_("Make the withdrawal"))


def _withdrawal(found: Invitation, sent: int) -> Draft:
    state = (found, sent, present())
    kept: tuple[object, Draft] | None = st.session_state.get("withdraw_draft")
    if kept is None or kept[0] != state:
        new = use.withdrawal(desk(), found, as_of=present())
        kept = st.session_state["withdraw_draft"] = (state, new)
    return kept[1]
