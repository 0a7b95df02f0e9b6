"""What a pool gives back, on the page Collective: comparison for keepers, the sheet for members, releases for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker.charts import groups as chart
from tracker.desk import compare as comparing
from tracker.desk import explore, releases
from tracker.errors import TrackerError
from tracker.views import collective as views
from tracker.views import compare as compared
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import frame, say, show
from tracker.widgets.collective import unlocked
from tracker.widgets.exploring import LOOKED_AT
from tracker.widgets.reading import dark
from tracker.widgets.record import saving
from tracker.widgets.say import md

if TYPE_CHECKING:
    from tracker.desk.pools import Collective


INSTALL = 'pip install "gig-tracker[publish]"'


def compare(c: Collective, you: Reader) -> None:
    """Groups beside each other, and the sheet for members."""
    st.header(_("Compare"))
    quarters = list(reversed(c.quarters()))
    if not quarters:
        say.para(_("There are no rows yet. Once members have sent files, platforms stand beside each other here."))
        return
    quarter = st.selectbox(_("Quarter"), quarters, key="compare_quarter") or quarters[0]
    by = show.one_of(_("Compare"), compared.kinds(), key="compare_by", address=True)
    view = compared.comparison(_groups(c, quarter, by), c.policy.smallest_cell, c.policy.currency, you)
    say.second(view.answer, key="second_compared")
    if view.bars:
        show.figure(chart.groups(view, dark=dark()), key=f"compared_{by}", alt=view.alt)
        say.quiet(view.legend)
        say.quiet(view.more)
    show.table(view.table, key="compared", alt=compared.kinds()[by], file=f"compared-{quarter}-{by}.csv")
    _sheet(c, quarter, you)
    show.worked_out(compared.method(), ())


def _groups(c: Collective, quarter: str, by: str) -> Any:
    """The comparison, worked out again only where the rows have changed."""
    state = (c.policy.pool, quarter, by, tuple((p.name, p.stat().st_mtime_ns) for p in c.fact_files()))
    kept = st.session_state.get("compared")
    if kept is None or kept[0] != state:
        with st.spinner(_("Working it out …")):
            kept = st.session_state["compared"] = (state, comparing.compare(c, quarter, by=by))
    return kept[1]


def _sheet(c: Collective, quarter: str, you: Reader) -> None:
    st.header(_("The members' sheet"))
    say.para(_("One page for the contributors: rounded, without small groups. It is made once and stays as it is "
               "until ten or more contributors have changed. It carries no guarantee, so it is not "
               "for the public."))  # fmt: skip
    if st.button(_("Make the sheet of {quarter}").format(quarter=quarter), key="sheet_make"):
        with saving(_("The sheet is made.")), st.spinner(_("Working it out …")):
            st.session_state["sheet"] = (c.policy.pool, quarter, comparing.sheet_html(comparing.sheet(c, quarter), you))
    made: tuple[str, str, bytes] | None = st.session_state.get("sheet")
    if made is not None and made[:2] == (c.policy.pool, quarter):
        st.download_button(
            _("Save the sheet"), data=made[2], file_name=f"sheet-{quarter}.html", mime="text/html", key="sheet_save",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip


# --- releases -----------------------------------------------------------------------------------------------


def publish(c: Collective, you: Reader) -> None:
    """Build a release, and hand on those that were built."""
    st.header(_("A release for the public"))
    say.para(_("Figures with noise that hides whether any one person took part. Only what a release holds is for the "
               "public."))  # fmt: skip
    quarters = [q for q in reversed(c.quarters()) if q <= c.last_quarter()]
    if not quarters:
        say.para(_("There are no rows of a quarter that is over."))
    else:
        quarter = st.selectbox(_("Quarter"), quarters, key="release_quarter") or quarters[0]
        _build(c, quarter, you)
    listed = releases.listed(c)
    if listed:
        st.header(_("What was released"))
        show.table(views.releases([e for e, _path in listed]), key="releases", alt=_("Releases"), file="releases.csv")
        _hand_on({str(path): f"{e.quarter} · {e.number}" for e, path in reversed(listed) if path is not None})


def _build(c: Collective, quarter: str, you: Reader) -> None:
    try:
        b = releases.budget(c, quarter=quarter)
    except TrackerError as error:
        st.error(md(error.sentence()))
        return
    if b.built:
        say.para(_("{quarter} is released. It is never drawn again.").format(quarter=quarter))
        return
    said = views.cost(
        quarter=quarter, rho=str(b.requested), epsilon=b.epsilon, contributors=b.contributors, left_out=b.left_out,
        remaining=str(b.remaining), you=you,
    )  # fmt: skip
    say.para(said)
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
