"""What a pool gives back, on the page Collective: comparison for keepers, the sheet for members, releases for all."""

from __future__ import annotations

from typing import Any

import streamlit as st

from tracker.desk import compare as comparing
from tracker.desk import explore, releases
from tracker.desk.pools import Collective
from tracker.errors import NotFound, TrackerError
from tracker.pool.voices import SHARES_ASKED_FROM, SHARES_FROM
from tracker.views import quarters
from tracker.views.collective import compare as compared
from tracker.views.collective import overview as views
from tracker.views.earnings.picture import groups as chart
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import frame, say, show
from tracker.widgets.browser import dark
from tracker.widgets.collective.pool import unlocked
from tracker.widgets.discreet import veil
from tracker.widgets.explore.parts import LOOKED_AT
from tracker.widgets.record import saving
from tracker.widgets.say import md

INSTALL = 'uv tool install "gig-tracker[publish]"'


def compare(c: Collective, you: Reader) -> None:
    """Groups beside each other, and the sheet for members."""
    st.header(_("Compare"))
    there, kinds = list(reversed(c.quarters())), compared.kinds(len(c.policy.regions))
    if not there:
        say.para(_("No figures are here yet. Once files of members are taken in, platforms are beside each other "
                   "here."))  # fmt: skip
        return
    quarter = _quarter(there, you, key="compare_quarter")
    by = show.one_of(_("Compare"), kinds, key="compare_by", address=True)
    few = st.toggle(
        _("Shares from 10 people on"), key="compare_few",
        help=_("Usually from 20 on. Of 10 people, one who lies can move a share by 10 points."),
    )  # fmt: skip
    backed = st.toggle(
        _("File or better only"), key="compare_backed",
        help=_("Only rows whose hours and money came from files or by deposits. What somebody typed is left out."),
    )  # fmt: skip
    try:
        found = _groups(c, quarter, by, SHARES_ASKED_FROM if few else SHARES_FROM, backed)
    except NotFound as error:
        say.para(veil(error.sentence()))
        return
    least = c.policy.smallest_cell
    view = compared.comparison(found.groups, least, c.policy.currency, you)
    say.second(view.answer, key="second_compared")
    if view.bars:
        show.figure(chart.groups(view, dark=dark()), key=f"compared_{by}", alt=view.alt)
        say.quiet(view.legend)
        say.quiet(view.more)
    show.table(view.table, key="compared", alt=kinds[by], file=f"compared-{quarter}-{by}.csv")
    _behind(found, least, f"shares-{quarter}-{by}.csv", you)
    _sheet(c, quarter, you)
    show.worked_out(compared.method(), ())


def _quarter(offered: list[str], you: Reader, *, key: str) -> str:
    return str(show.pick(_("Quarter"), offered, lambda q: quarters.title(q, you), key=key) or offered[0])


def _groups(c: Collective, quarter: str, by: str, shares_from: int, backed: bool) -> comparing.Compared:
    """The comparison, worked out again only where the rows have changed."""
    state = (
        c.policy.pool,
        quarter,
        by,
        shares_from,
        backed,
        tuple((p.name, p.stat().st_mtime_ns) for p in c.fact_files()),
    )
    kept: tuple[Any, comparing.Compared] | None = st.session_state.get("compared")
    if kept is None or kept[0] != state:
        with st.spinner(_("Working it out …")):
            found = comparing.compare(c, quarter, by=by, shares_from=shares_from, backed=backed)
            kept = st.session_state["compared"] = (state, found)
    return kept[1]


def _behind(found: comparing.Compared, least: int, file: str, you: Reader) -> None:
    """How sure the shares are, and whose rows are behind them."""
    told = compared.heavy(found.heavy, least, you)
    with st.expander(_("How sure the shares are, and who is behind them"), key="behind"):
        show.table(compared.shares(found.groups, least, you), key="shares", alt=_("Shares, how sure"), file=file)
        if told:
            say.para(_("Look at these seats; in a small group one person often has much of the work:"))
            say.points(told)


def _sheet(c: Collective, quarter: str, you: Reader) -> None:
    st.header(_("The members' sheet"))
    say.para(_("One page for the contributors: rounded, without small groups. It is made once and stays as it is "
               "until ten or more contributors have changed. It carries no guarantee, so it is not "
               "for the public."))  # fmt: skip
    sent, least = _sent(c, quarter), c.policy.smallest_cell
    say.para(views.early(len(c.missing(quarter)), sent, least, you))
    if sent < least:
        return
    if st.button(_("Make the sheet of {quarter}").format(quarter=quarter), key="sheet_make"):
        with saving(_("The sheet is made.")), st.spinner(_("Working it out …")):
            st.session_state["sheet"] = (c.policy.pool, quarter, comparing.sheet_html(comparing.sheet(c, quarter), you))
    made: tuple[str, str, bytes] | None = st.session_state.get("sheet")
    if made is not None and made[:2] == (c.policy.pool, quarter):
        st.download_button(
            _("Save the sheet"), data=made[2], file_name=f"sheet-{quarter}.html", mime="text/html", key="sheet_save",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip


def _sent(c: Collective, quarter: str) -> int:
    """Seats with rows of a quarter."""
    return sum(quarter in s.quarters for s in c.seats())


# --- releases -----------------------------------------------------------------------------------------------


def publish(c: Collective, you: Reader) -> None:
    """Build a release, and hand on those that were built."""
    st.header(_("A release for the public"))
    say.para(_("Figures with noise that hides whether any one person took part. Only what a release holds is for the "
               "public."))  # fmt: skip
    over = [q for q in reversed(c.quarters()) if q <= c.last_quarter()]
    if not over:
        say.para(_("There is nothing to publish yet: no figures of a quarter that is over are here. Take files in "
                   "first."))  # fmt: skip
    else:
        _build(c, _quarter(over, you, key="release_quarter"), you)
    listed = releases.listed(c)
    if listed:
        st.header(_("What was released"))
        show.table(
            views.releases([e for e, _path in listed], you), key="releases", alt=_("Releases"), file="releases.csv"
        )
        _hand_on({str(path): f"{e.quarter} · {e.number}" for e, path in reversed(listed) if path is not None})


def _build(c: Collective, quarter: str, you: Reader) -> None:
    try:
        b = releases.budget(c, quarter=quarter)
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return
    if b.built:
        say.para(_("{quarter} is released. It is never drawn again.").format(quarter=quarter))
        return
    said = views.cost(
        quarter=quarter, rho=str(b.requested), contributors=b.contributors, left_out=b.left_out,
        remaining=str(b.remaining), you=you,
    )  # fmt: skip
    say.para(said)
    say.quiet(views.price(str(b.requested), b.epsilon, you))
    say.para(views.expected(b.contributors, b.seats, float(b.requested), c.policy, you))
    if not releases.available():
        say.para(_("Building needs one more part of the tracker; all else works without it. Install it with:"))
        st.code(INSTALL, language=None)
        return
    say.points(views.before_release())
    if not unlocked(c):
        return
    sure = st.checkbox(_("I have read this, and members know that figures are published."), key=f"sure_{quarter}")
    if st.button(_("Build the release"), type="primary", key="release_build", disabled=not sure):
        with saving(_("The release is built.")), st.spinner(_("Drawing …")):
            releases.build(c, quarter=quarter)


def _hand_on(folders: dict[str, str]) -> None:
    from pathlib import Path

    if not folders:
        return
    chosen = Path(str(show.pick(_("Release"), list(folders), folders.__getitem__, key="release_folder")))
    st.download_button(
        _("Save it as one file"), data=lambda: explore.zipped(chosen), file_name=f"{chosen.name}.zip",
        mime="application/zip", key="release_save", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    st.session_state[LOOKED_AT] = str(chosen)
    frame.link("explore.py", _("Look at it as the public does"))
