"""The parts of the page Explore: which release, what to look at, what can be taken along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from tracker.desk import explore, pools, releases
from tracker.desk.explore import Opened
from tracker.errors import TrackerError
from tracker.release.drawing import Drawing
from tracker.release.figures import Figure
from tracker.release.record import Record
from tracker.release.series import Over
from tracker.views.explore import beside as comparing
from tracker.views.explore import claims as claiming
from tracker.views.explore import overview as views
from tracker.views.explore import picture as charts
from tracker.views.explore.overview import BarsView
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import veil
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

LOOKED_AT = "explore_folder"
"""The release of an own pool that the page opens on, in this window."""
KEPT = "explore_opened"
KEYS = ("what", "platforms", "roles")
"""What the address holds of a view."""


def release() -> Opened | None:
    """The release to look at: the one that the app was started on, else one that was dropped or is of an own pool."""
    folder = house().release
    if folder is not None:
        return _opened(folder)
    dropped = st.file_uploader(
        _("A release as one file"), type=["zip"], key="release_file", max_upload_size=explore.MOST_MB
    )
    try:
        if dropped is not None:
            return _kept(("zip", dropped.file_id), dropped.getvalue())
        own = _own()
        if not own:
            return _example()
        wanted = st.session_state.get(LOOKED_AT)
        if wanted in own and st.session_state.get("explore_seen") != wanted:
            st.session_state["explore_own"] = st.session_state["explore_seen"] = wanted
        picked = show.pick(_("Or one of your pools'"), list(own), own.__getitem__, key="explore_own")
        return _opened(Path(str(picked)))
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return None


def _example() -> Opened:
    """What the page opens on if nothing else is there to look at; checked once in a window."""
    kept: Opened | None = st.session_state.get("explore_example")
    if kept is None:
        kept = st.session_state["explore_example"] = explore.example()
    return kept


def _own() -> dict[str, str]:
    """Releases of the pools that are kept here, the newest first: folder -> name."""
    found: dict[str, str] = {}
    if house().sample:  # an invented ledger is not the place for a pool of people
        return found
    for pool in pools.own_pools():
        listed = releases.listed(pools.open_pool(pool.folder, clock=desk().now))
        found |= {
            str(p): f"{pool.policy.name} · {e.quarter} · {e.number}" for e, p in reversed(listed) if p is not None
        }
    return found


def _opened(folder: Path) -> Opened:
    sums = folder / "SHA256SUMS"
    return _kept((str(folder), sums.stat().st_mtime_ns if sums.is_file() else 0), folder)


def _kept(state: tuple[object, ...], source: Path | bytes) -> Opened:
    """The release as it was checked once; checked again when another is asked for."""
    kept: tuple[object, Opened] | None = st.session_state.get(KEPT)
    if kept is None or kept[0] != state:
        with st.spinner(_("Checking the release …")):
            found = explore.opened_zip(source) if isinstance(source, bytes) else explore.opened(source)
        kept = st.session_state[KEPT] = (state, found)
    return kept[1]


def reader(found: Opened, you: Reader) -> Reader:
    """The reader of a release: amounts are in its currency."""
    return replace(you, currency=found.record.currency)


def filtered(found: Opened) -> tuple[Figure, ...]:
    """The figures to look at. Only published cells can be chosen; nothing is worked out from them."""
    platforms, roles = views.choices(found.figures)
    left, right = st.columns(2)
    with left:
        of = _some(_("Platforms"), platforms, key="platforms")
    with right:
        kinds = _some(_("Kinds of work"), roles, key="roles")
    return views.chosen(found.figures, of, kinds)


def _some(name: str, options: Sequence[str], *, key: str) -> list[str]:
    if not options:
        return []
    return st.multiselect(
        name,
        options,
        key=key,
        placeholder=_("All that are published"),
        bind="query-params",
        persist_state="session",
        format_func=_,
    )


def claims(found: Opened, figures: Sequence[Figure], you: Reader) -> None:
    """Press reports beside medians."""
    view = claiming.claims(explore.claims(), figures, found.record, you)
    if view is None:
        say.para(_("There is no published rate to set beside press reports, or it is in another currency than theirs."))
        return
    say.para(view.answer)
    show.figure(charts.claims(view, dark=dark()), key="claims", alt=view.alt)
    say.quiet(view.legend)
    show.numbers(view.table, key="claims", alt=_("What was claimed, and what was kept"), file="claims.csv")
    _cannot(
        "claims",
        found.record,
        (views.RATE,),
        _("A claim names an advertised or agreed rate; kept is after unpaid hours, fees and costs. The two differ in "
          "what they count, and the gap is not by itself a broken promise."),
        _("Claims are second-hand, of different years, and chosen by those who report."),
    )  # fmt: skip


def bars(view: BarsView, record: Record, statistics: Sequence[str], *, key: str, own: str = "") -> None:
    """One picture of these statistics and what belongs to it."""
    if not view.bars:
        say.para(_("No figure of this is published for what you chose."))
        return
    say.para(view.answer or views.alone(view))
    show.figure(charts.bars(view, dark=dark()), key=key, alt=view.alt)
    say.quiet(views.legend())
    _cannot(key, record, statistics, own)


def panels(made: Sequence[BarsView], record: Record, statistic: str, *, key: str) -> None:
    """Small multiples: two beside each other if there is room."""
    if not made:
        say.para(_("No figure of this is published by kind of work: there are too few contributors for it to stand out "
                   "from the noise."))  # fmt: skip
        return
    beside = min(2, len(made))
    for start in range(0, len(made), 2):
        for i, (column, view) in enumerate(zip(st.columns(beside), made[start : start + 2], strict=False)):
            with column:
                st.subheader(md(view.title), anchor=False)
                show.figure(charts.bars(view, dark=dark()), key=f"{key}_{start + i}", alt=view.alt)
    say.quiet(views.legend())
    _cannot(
        key,
        record,
        (statistic,),
        _("All are drawn to one scale. A kind of work that is not drawn is withheld, not absent."),
    )


def _cannot(key: str, record: Record, statistics: Sequence[str], *own: str) -> None:
    with st.expander(_("What this cannot tell you"), key=f"cannot_{key}"):
        say.points([t for t in views.cannot(record, statistics, *own) if t])


def pictures(figures: Sequence[Figure], record: Record, you: Reader) -> None:
    """All together, platforms beside each other and kinds of work on them, as far as they are told."""
    if views.is_small(record):
        st.header(_("All contributors together"))
        bars(
            views.shares_of_all(figures, you), record, views.told_shares(figures), key="shares",
            own=_("With so few people these figures are coarse: they tell 25 from 45%, not from 35."),
        )  # fmt: skip
    else:
        st.header(_("What was kept of what was advertised"))
        bars(
            views.by_platform(figures, views.OF_ADVERTISED, you), record, (views.OF_ADVERTISED,), key="ratio",
            own=_("The advertised rate is the one that members wrote down from the listing, the middle of a range."),
        )  # fmt: skip
    st.header(_("Platforms side by side"))
    offered = views.offered(figures, record)
    if not offered:
        say.para(views.no_platform())
        return
    what = show.one_of(_("Figure"), offered, key="what", address=True)
    bars(views.by_platform(figures, what, you), record, (what,), key=f"platforms_{what}")
    if not views.is_small(record):
        st.header(_("Kinds of work on each platform"))
        panels(views.by_role(figures, what, you), record, what, key=f"roles_{what}")


def take_along(found: Opened, figures: Sequence[Figure]) -> None:
    """Pictures of the view, the release's own files, how to cite it, the link to this view."""
    st.header(_("Take it along"))
    _pictures(found, figures)
    files = show.folded(_("Files of the release"), key="files_of_release")
    if files.open:
        with files:
            for file, data in found.files.items():
                _save(views.file_name(file), data, file, "application/octet-stream")
    st.subheader(_("How to cite it"))
    address = st.text_input(
        _("Address at which the release is published, if you know it"), key="published_at",
        help=_("It goes into the citation and the link; nothing is fetched from it."),
    )  # fmt: skip
    cited = views.citation(found.record, found.publisher, found.sums, address or "")
    st.code(cited, language=None, wrap_lines=True)
    st.subheader(_("Link to this view"))
    asked = {k: st.query_params.get_all(k) for k in KEYS}
    what = str(st.session_state.get("what") or views.RATE)
    st.code(views.under(address or "", views.place(figures, what)), language=None, wrap_lines=True)
    say.quiet(_("For others: the same in the release’s own page, from its folder or the address above. Each figure’s "
                "name there is a link to it."))  # fmt: skip
    st.code(views.link(st.context.url or "", asked), language=None, wrap_lines=True)
    say.quiet(_("For you: the same view again in this browser while this page is running."))


def _pictures(found: Opened, figures: Sequence[Figure]) -> None:
    """Pictures for print, each with its title, source, date and uncertainty in it: of the view, and of one figure."""
    pictures = {views.picture_name(p.name): p for p in explore.drawn(figures, found.record)}
    one = views.single(figures)
    offered = [*pictures, *(n for n in one if n not in pictures)]
    if not offered:
        return
    name = str(show.pick(_("Picture"), offered, str, key="picture"))
    drawn = pictures.get(name) or explore.of_one(one[name], found.record)
    _hand_on(drawn, f"{found.record.release}-{drawn.name.removeprefix(f'{found.record.release}-')}", key="picture")


def _hand_on(drawn: Drawing, file: str, *, key: str) -> None:
    """A picture as files, and what it says in words."""
    with st.container(horizontal=True, key=f"{key}_files"):
        for title, made, ending, mime in (
            (_("Save as SVG"), explore.svg(drawn), "svg", "image/svg+xml"),
            (_("Save as PNG"), explore.png(drawn), "png", "image/png"),
            (_("Save as HTML to embed"), explore.snippet(drawn), "html", "text/html"),
        ):
            _save(title, made, f"{file}.{ending}", mime)
    with st.expander(_("Its text alternative"), key=f"alt_of_{key}"):
        st.code(drawn.alt, language=None, wrap_lines=True)


def beside(found: Opened, you: Reader) -> None:
    """Other releases set beside this one: earlier quarters, or another collective."""
    st.header(_("Set other releases beside it"))
    dropped = st.file_uploader(
        _("Other quarters of this collective, or this quarter of another one"), type=["zip"], key="beside_file",
        max_upload_size=explore.MOST_MB, accept_multiple_files=True,
    )  # fmt: skip
    if not dropped:
        return
    try:
        several = [*(explore.opened_zip(file.getvalue()) for file in dropped), found]
        pairs = releases.side_by_side([(o.record, o.figures) for o in several])
        over = explore.over_time(several)
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return
    for i, pair in enumerate(pairs):
        view = comparing.beside(pair, you)
        if len(pairs) > 1:
            st.subheader(md(view.title), anchor=False)
        say.para(view.answer)
        say.points(view.named)
        show.table(view.table, key=f"beside_{i}", alt=_("Two releases beside each other"), file="beside.csv")
        if i == len(pairs) - 1:
            say.points(view.notes)
    if over:
        _over_time({views.single_name(o.cell, o.statistic): o for o in over})


def _over_time(over: dict[str, Over]) -> None:
    """One figure over all of these quarters, as a picture for print."""
    st.header(_("A figure over time, for print"))
    name = str(show.pick(_("Figure"), list(over), str, key="over_time"))
    drawn = explore.of_series(over[name])
    st.image(explore.png(drawn), width="stretch", alt=drawn.alt)
    _hand_on(drawn, drawn.name, key="series")


def _save(name: str, data: bytes, file: str, mime: str) -> None:
    st.download_button(
        md(name), data=data, file_name=file, mime=mime, key=f"save_{file}", on_click="ignore", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip
