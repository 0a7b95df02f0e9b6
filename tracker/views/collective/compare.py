"""A pool's groups beside each other, for keepers: platforms, kinds of work, regions."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.pool.compare import Group, Middle
from tracker.pool.dominance import Heavy
from tracker.pool.voices import SHARES_FROM, Share, TooFew
from tracker.units import SCALE
from tracker.views.earnings.groups import SHOWN, GroupBar, GroupsView
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext


def kinds(regions: int) -> dict[str, str]:
    """What may be compared, by name, in a pool of a number of regions."""
    named = {
        "platform": _("Platforms"), "role": _("Kinds of work"), "region": _("Regions"),
        "cell": _("Kinds of work on platforms"), "all": _("Everybody"),
    }  # fmt: skip
    return {k: v for k, v in named.items() if k != "region" or regions > 1}


def comparison(groups: Sequence[Group], least: int, currency: str, you: Reader) -> GroupsView:
    """Groups in their order; a group below `least` contributors is last in the table, without figures."""
    bars = tuple(_bar(g, currency, you) for g in groups if g.contributors >= least and g.kept is not None)
    drawn = bars[:SHOWN]
    ends = [v for b in drawn for v in (b.kept, b.promised, *(b.range or ())) if v is not None]
    small = sum(g.contributors < least for g in groups)
    return GroupsView(
        answer=_answer(bars, small, least),
        legend=_(
            "Bar: the median rate kept, the middle contributor. Thin line: its 90% interval. Upright mark: "
            "the median advertised rate. In the order of the lower end of the thin line, so that a few lucky people do "
            "not come first."
        ),
        more=ngettext("{n} more is in the table.", "{n} more are in the table.", len(bars) - len(drawn)).format(
            n=len(bars) - len(drawn)
        )
        if len(bars) > len(drawn)
        else "",
        bars=drawn,
        ticks=you.ticks(min([0.0, *ends]), max([1.0, *ends]), money=True, steps=4),
        alt=_("Median rate kept per hour: {bars}.").format(
            bars="; ".join(f"{b.title} {b.kept_text} ({b.hours})" for b in drawn)
        ),
        table=_table([*(g for g in groups if g.contributors >= least), *_small(groups, least)], least, currency, you),
    )


def _small(groups: Sequence[Group], least: int) -> list[Group]:
    """By name: in the order of its rate, the place of a small group would tell of its people."""
    return sorted((g for g in groups if g.contributors < least), key=title)


def _answer(bars: Sequence[GroupBar], small: int, least: int) -> str:
    hidden = ngettext(
        "{n} group has fewer than {least} contributors, too few for figures.",
        "{n} groups have fewer than {least} contributors, too few for figures.", small,
    ).format(n=small, least=least)  # fmt: skip
    if not bars:
        return hidden if small else _("There is nothing to compare.")
    best, worst = max(bars, key=lambda b: b.kept), min(bars, key=lambda b: b.kept)
    said = _("{title}: median kept {kept} an hour.").format(title=best.title, kept=best.kept_text)
    if len(bars) > 1:
        said = _("Median kept: from {low} an hour ({worst}) to {high} ({best}).").format(
            best=best.title, high=best.kept_text, worst=worst.title, low=worst.kept_text
        )
    return f"{said} {hidden}" if small else said


def title(g: Group) -> str:
    """What a group is called."""
    return " · ".join(k for k in g.key if k is not None) or _("Everybody")


def _units(value: float | None) -> int | None:
    return None if value is None else round(value * SCALE)


def _bar(g: Group, currency: str, you: Reader) -> GroupBar:
    kept, promised = g.kept, _units(g.headline.median if g.headline else None)
    assert kept is not None
    low, high = (None, None) if you.masked else (kept.low, kept.high)
    return GroupBar(
        title=title(g),
        hours=_people(g.contributors, you),
        kept=you.plain(_units(kept.median)) or 0.0,
        kept_text=you.money(_units(kept.median), currency),
        promised=you.plain(promised),
        promised_text=you.money(promised, currency),
        range=None if low is None or high is None else (low, high),
    )


def _people(n: int, you: Reader) -> str:
    return ngettext("{n} person", "{n} people", n).format(n=you.number(n))


def _table(groups: Sequence[Group], least: int, currency: str, you: Reader) -> Table:
    columns = [
        Column("group", _("Who")), Column("contributors", _("People"), right=True),
        Column("kept", _("Kept, median"), right=True), Column("kept_low", _("Kept, from"), right=True),
        Column("kept_high", _("Kept, to"), right=True), Column("headline", _("Advertised"), right=True),
        Column("kept_of_headline", _("Kept of advertised"), right=True),
        Column("unpaid", _("Unpaid hours"), right=True),
        Column("on_time", _("Paid on time"), right=True), Column("ended_30", _("Ended within 30 days"), right=True),
        Column("fell", _("Rate fell"), right=True), Column("below", _("Below minimum wage"), right=True),
        Column("change", _("Since the quarter before"), right=True),
        Column("lost", _("Of the same people lost"), right=True),
    ]  # fmt: skip
    return Table.of(columns, [_row(g, least, currency, you) for g in groups])


def _row(g: Group, least: int, currency: str, you: Reader) -> list[tuple[str, Value]]:
    head: list[tuple[str, Value]] = [(title(g), title(g)), (you.number(g.contributors), g.contributors)]
    if g.contributors < least:
        return head + [(NOTHING, None)] * 12

    def money(value: float | None) -> tuple[str, Value]:
        return you.money(_units(value), currency), you.decimal(_units(value))

    kept = g.kept
    change = g.change.value if g.change else None
    return [
        *head,
        money(kept.median if kept else None), money(kept.low if kept else None), money(kept.high if kept else None),
        money(g.headline.median if g.headline else None), _share(g.of_headline, you), _share(g.unpaid, you),
        *(_share(s, you) for s in (g.on_time, g.ended, g.fell, g.below)),
        (("+" if change and change > 0 else "") + you.share(change), _plain(change)),
        _share(g.change.lost if g.change else None, you),
    ]  # fmt: skip


def _share(found: Middle | Share | TooFew | None, you: Reader) -> tuple[str, Value]:
    if isinstance(found, TooFew):
        return _("too few"), None
    value = found.median if isinstance(found, Middle) else found.value if found is not None else None
    return you.share(value), _plain(value)


def _plain(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


FIGURES = ("on_time", "ended", "fell", "below")


def figure_names() -> dict[str, str]:
    """The shares of a group, as the table's heads have them."""
    return {
        "on_time": _("Paid on time"), "ended": _("Ended within 30 days"), "fell": _("Rate fell"),
        "below": _("Below minimum wage"), "lost": _("Of the same people lost"),
    }  # fmt: skip


def shares(groups: Sequence[Group], least: int, you: Reader) -> Table:
    """Each share with its interval, its voices, and how far one person moves it."""
    columns = [
        Column("group", _("Who")), Column("figure", _("Figure")), Column("share", _("Share"), right=True),
        Column("low", _("From"), right=True), Column("high", _("To"), right=True),
        Column("voices", _("Voices"), right=True), Column("moved", _("The weightiest person moves it by"), right=True),
        Column("bound", _("One person can move it by up to"), right=True),
    ]  # fmt: skip
    return Table.of(
        columns,
        [
            [(title(g), title(g)), (figure_names()[name], name), *_sure(found, you)]
            for g in groups
            if g.contributors >= least
            for name, found in _shares_of(g)
        ],
    )


def _shares_of(g: Group) -> list[tuple[str, Share]]:
    known = {name: getattr(g, name) for name in FIGURES} | {"lost": g.change.lost if g.change else None}
    return [(name, found) for name, found in known.items() if isinstance(found, Share)]


def _sure(s: Share, you: Reader) -> list[tuple[str, Value]]:
    parts = [(you.share(v), _plain(v)) for v in (s.value, s.low, s.high)]
    moved = [(you.points(v), _plain(v)) for v in (s.moved, s.bound)]
    return [*parts, (you.number(s.n), s.n), *moved]


def heavy(found: Sequence[Heavy], least: int, you: Reader) -> tuple[str, ...]:
    """Who has much of what is behind a share, a line each; in groups that are large enough for figures."""
    return tuple(_heavy(h, you) for h in found if h.group.contributors >= least)


def _heavy(h: Heavy, you: Reader) -> str:
    seats = " + ".join(map(str, h.seats))
    one, two = (
        (
            _("{who}: seat {seats} has {part} of the payments behind “paid on time”. The figure counts it as one "
              "voice."),
            _("{who}: seats {seats} have {part} of the payments behind “paid on time”. The figure counts each as one "
              "voice."),
        )
        if h.figure == "on_time"
        else (
            _("{who}: seat {seats} has {part} of the projects behind “ended within 30 days”. The figure counts it as "
              "one voice."),
            _("{who}: seats {seats} have {part} of the projects behind “ended within 30 days”. The figure counts each "
              "as one voice."),
        )
    )  # fmt: skip
    return (one if len(h.seats) == 1 else two).format(who=title(h.group), seats=seats, part=you.share(round(h.part, 2)))


def method() -> tuple[tuple[str, str], ...]:
    """How the comparison is worked out."""
    return (
        (_("Median"), _("Each contributor counts once in a group, with their own mean weighted by hours; the median is "
                        "the middle one, and its interval is based on ranks.")),
        (_("Order"), _("By the lower end of the interval, so that a group of few lucky people does not come first; "
                       "from 30 groups on by medians drawn towards the middle of all.")),
        (_("Shares"), _("Each contributor is one voice: their own share, then the plain mean of all. So one person who "
                        "lies moves the share of 20 by at most 5 points. Fewer than {n} are too few for a share. Paid "
                        "on time is worked out from bands, so it is rough.").format(n=SHARES_FROM)),
        (_("How sure"), _("The interval holds in about 9 of 10 cases, also if one voice in twenty was invented. It "
                          "does not help against a large group of people who lie together: for that there are the "
                          "codes, handed out in person.")),
        (_("File or better"), _("Rows of which three quarters of the hours came from files, and three quarters of the "
                                "money from files or deposits. Projects and their ends are typed in all of them. "
                                "Rows that do not say how they are backed are left out.")),
        (_("For keepers only"), _("Nothing is noisy or rounded here. What members get is the sheet, what the public "
                                  "gets is a release.")),
    )  # fmt: skip
