"""Terms of pay in Settings: listed, added, corrected, changed from a day on, removed; known and learnt ones
are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from tracker.desk import entry, pay_terms, reference
from tracker.desk.reference import KnownTerms
from tracker.domain import PayTerms
from tracker.store.results import Unread
from tracker.views.fields import asked
from tracker.views.numbers import Reader
from tracker.views.settings import pay_terms as views
from tracker.views.text import _
from tracker.widgets import form, say, show
from tracker.widgets.record import fields
from tracker.widgets.served import desk

FROM_A_DAY = ("holds_from", "source_url", "seen_on", "hand", "note")
"""What new terms do not take over from those before them."""


def terms(reader: Reader, fresh: str | None) -> None:
    """The part of Settings. `fresh`: a known platform that is not in the ledger yet."""
    pays = {p.platform: p.currency for _row, p in desk().platforms()}
    names = [*([fresh] if fresh and fresh not in pays else []), *pays]
    if not names:
        return
    st.header(_("Terms of pay"))
    say.para(
        _("When money is due, and so what is late, follows these. They may differ by the kind of pay, and change from "
          "a day on. A pay period without the days until it is paid makes nothing late; with nothing set, 30 days are "
          "assumed.")
    )  # fmt: skip
    platform = show.pick(_("Terms of"), names, str, key=f"terms_of_{fresh}")
    currency = pays.get(platform) or desk().settings().home_currency
    stored = pay_terms.stored(desk(), platform)
    for row, t in stored:
        _one(row, t, reader, currency)
    unread = pay_terms.unread(desk(), platform)
    for u in unread:
        _unread(u, reader)
    if not stored and not unread:
        say.quiet(_("No terms of {platform} are stored.").format(platform=platform))
    _learnt(platform, reader, currency)
    known = _not_stored(platform, [t for _row, t in stored])
    _known(platform, known, reader)
    _edit(platform, dict(stored), known, reader, currency)


def _learnt(platform: str, reader: Reader, currency: str) -> None:
    """Terms that what came bears out better: looked for when that is asked for, as it settles the whole ledger."""
    if st.session_state.get("terms_compared") != platform:
        if st.button(_("Compare them with what came"), key="terms_compare"):
            st.session_state["terms_compared"] = platform
            st.rerun()
        return
    today = desk().today()
    found = pay_terms.learnt(desk(), platform, today)
    if found is None:
        say.quiet(_("What came of {platform} gives no reason for other terms of pay.").format(platform=platform))
        return
    with st.container(border=True, key="terms_learnt"):
        say.para(views.learnt(found))
        say.para(views.fitting(found, reader, currency))
        st.markdown(f"**{say.md(_('Is that what your contract says?'))}**")
        day, done = pay_terms.next_start(found, today), _("Stored as its terms of pay.")
        with st.container(horizontal=True):
            if st.button(_("They were always so"), key="terms_learnt_always", type="primary"):
                form.once("terms", lambda: pay_terms.take_learnt(desk(), found, None, today), done)
            if st.button(_("They hold from {day} on").format(day=reader.day(day)), key="terms_learnt_since"):
                form.once("terms", lambda: pay_terms.take_learnt(desk(), found, day, today), done)


def _not_stored(platform: str, stored: Sequence[PayTerms]) -> dict[str, KnownTerms]:
    """Known terms by the kind of pay ("": any), of kinds for which nothing is stored yet."""
    kinds = {t.kind for t in stored}
    known = () if None in kinds else reference.known_terms(platform)
    return {k.terms.kind or "": k for k in known if k.terms.kind not in kinds and (k.terms.kind or not kinds)}


def _one(row: int, t: PayTerms, reader: Reader, currency: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"terms_row_{row}"):
        with st.container(gap=None):
            _told(t, reader, currency)
        if st.button(_("Remove"), key=f"terms_off_{row}"):
            form.once("terms", lambda: entry.remove(desk(), "pay_terms", row), _("Removed."))


def _unread(found: Unread, reader: Reader) -> None:
    """A row that an older version took: until it is removed no report can be made."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"terms_row_{found.row}"):
        say.para(views.unread(found.wrong, found.values["holds_from"], reader))
        if st.button(_("Remove"), key=f"terms_off_{found.row}"):
            form.once("terms", lambda: entry.remove(desk(), "pay_terms", found.row), _("Removed."))


def _told(t: PayTerms, reader: Reader, currency: str | None, disagreement: str = "") -> None:
    """Terms in words, and who says so with a link to it."""
    st.markdown(f"**{say.md(views.title(t, reader))}:** {say.md(views.sentence(t, reader, currency))}")
    said = say.md(views.source(t, reader))
    if t.source_url and t.source_url.startswith(("https://", "http://")):
        said = f"{said} [{say.md(_('Read it there'))}](<{t.source_url.replace('>', '%3E')}>)"
    if said.strip():
        st.markdown(said.strip())  # a link in a caption is too pale to be read
    if disagreement:
        say.quiet(_("Sources disagree: {other}").format(other=disagreement))
    if t.note:
        say.quiet(reader.note(t.note))


def _known(platform: str, known: dict[str, KnownTerms], reader: Reader) -> None:
    """Known terms and the question about them; of a platform that was looked for in vain, the note."""
    if not known:
        say.quiet(reference.unknown_terms(platform))
        return
    if platform in st.session_state.get("terms_left_out", ()):
        return
    with st.container(border=True, key="terms_known"):
        say.para(_("What was read of {platform}, each a starting point and no promise:").format(platform=platform))
        for k in known.values():
            _told(k.terms, reader, k.currency or None, k.disagreement)
        st.markdown(f"**{say.md(_('Is that what your contract says?'))}**")
        _answers(platform, known, reader)


def _answers(platform: str, known: dict[str, KnownTerms], reader: Reader) -> None:
    with st.container(horizontal=True):
        if st.button(_("Yes, use these"), key="terms_accept", type="primary"):
            done = _("Stored as its terms of pay.")
            form.once("terms", lambda: pay_terms.accept(desk(), platform, tuple(known.values())), done)
        for kind, k in known.items():
            name = _("Change first: {what}").format(what=views.title(k.terms, reader))
            if st.button(say.md(name), key=f"terms_change_{kind}"):
                st.session_state["terms_start"] = platform, kind
                st.session_state["edit_terms"] = True
                st.rerun()
        if st.button(_("Leave them out"), key="terms_leave", type="tertiary"):
            st.session_state["terms_left_out"] = {*st.session_state.get("terms_left_out", ()), platform}
            st.rerun()


def _edit(
    platform: str, stored: dict[int, PayTerms], known: dict[str, KnownTerms], reader: Reader, currency: str
) -> None:
    asked_for, kind = st.session_state.get("terms_start", ("", ""))
    begun = known.get(kind) if asked_for == platform else None
    folded = show.folded(_("Add or change terms"), key="edit_terms")
    if not folded.open:
        return
    with folded:
        row = show.pick(
            _("Terms to change"), [None, *stored], lambda r: views.title(stored[r], reader) if r else _("new ones"),
            key=f"{form.key('terms')}_pick_{platform}",
        )  # fmt: skip
        since = row is not None and _since(row)
        old = None if row is None or since else stored[row]
        start: dict[str, Any] = asdict(begun.terms) if begun and row is None else {}
        if since:
            start = {k: v for k, v in asdict(stored[row]).items() if k not in FROM_A_DAY}
        mark = form.mark("terms", row, stored.get(row or 0))
        mark = f"{mark}_{platform}_{since}_{start.get('kind', bool(start))}"
        _form(platform, row if old else None, old, start, reader, currency, since, mark)


def _since(row: int) -> bool:
    choices = {"always": _("They were always so: correct them"), "since": _("They changed from a day on")}
    return show.one_of(_("Correction or change"), choices, key=f"terms_since_{row}") == "since"


def _form(
    platform: str, row: int | None, old: PayTerms | None, start: dict[str, Any], reader: Reader, currency: str,
    since: bool, mark: str,
) -> None:  # fmt: skip
    filled = fields(
        PayTerms, asked(PayTerms, "platform"), old, reader, key=mark, currency=currency, start=start,
        wrong=form.wrong("terms"),
    )  # fmt: skip
    if since and filled.values.get("holds_from") is None:
        filled.errors.append(_("Say from which day on they hold: the terms before them stay for the work before it."))
    before = asdict(old) if old else {"platform": platform}
    form.save(
        "terms", _("Save terms") if old else _("Add terms"), filled,
        lambda: (PayTerms, {**before, **filled.values}),
        lambda made: entry.change(desk(), [("pay_terms", row, made)]) if row else entry.add(desk(), [made]),
        _("Stored as its terms of pay."), at=mark,
    )  # fmt: skip
