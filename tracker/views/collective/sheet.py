"""The members' sheet in words: a result of the pool and a reader -> all texts of the file."""

from __future__ import annotations

import datetime as dt

from tracker.pool.batches import MOST_KNOWN
from tracker.pool.compare import DIMENSIONS
from tracker.pool.sheet import FINE_SHARES_FROM, LEAST, MOST, VERSION, Cell, Sheet
from tracker.pool.voices import QUARTILES_FROM, SHARES_FROM
from tracker.reports.sheet import Bar, Line, Page
from tracker.views.numbers import NOTHING, Reader
from tracker.views.text import _

SMALLEST = 10
"""Contributors to a group, where the policy does not say 5."""
HUNDREDTHS = 100
"""Units of money in a hundredth of a currency's unit."""


def page(sheet: Sheet, made_on: dt.date, reader: Reader) -> Page:
    """All texts of a sheet."""
    return Page(
        language=reader.language.replace("_", "-"),
        title=_("{pool}: what the work paid in {quarter}").format(pool=sheet.pool, quarter=sheet.quarter),
        mark=_("Simulated: no person and no platform behind these figures exists.") if sheet.simulated else "",
        lead=tuple(_lead(sheet, made_on, reader)),
        bars_title=_("Kept (full) beside advertised (outline), per hour"),
        bars=_bars(sheet, reader),
        table_title=_("All figures"),
        heads=heads(backed=_backed(sheet)),
        lines=lines(sheet, reader),
        hidden=_hidden(sheet),
        hint=_("The table goes on to the right."),
        notes_title=_("How to read this"),
        notes=tuple(_notes(sheet)),
    )


def _lead(sheet: Sheet, made_on: dt.date, reader: Reader) -> list[str]:
    whole = next((c for c in sheet.cells if not c.path), None)
    said = []
    if whole is None or whole.kept is None:
        said.append(_("Too few took part for any figure to be shown."))
    elif whole.headline is None:
        said.append(_("Half of us kept {kept} an hour or more.").format(kept=money(whole.kept, sheet, reader)))
    else:
        text = _("Half of us kept {kept} an hour or more; advertised to half of us was {headline} or more.")
        said.append(text.format(kept=money(whole.kept, sheet, reader), headline=money(whole.headline, sheet, reader)))
    said.append(
        _("For the members of this pool. Made on {day}; it stays as it is.").format(day=reader.day(made_on))
        + " " + _("Please do not publish it: for the public there are releases, with a guarantee that this page lacks.")
    )  # fmt: skip
    return said


def heads(*, backed: bool = False) -> tuple[str, ...]:
    """Of the table; `backed`: with the rate kept of those whose rows are file or better."""
    more = (_("Kept, file or better"),) if backed else ()
    return (
        _("Who"), _("Contributors"), _("Kept, middle"), _("Middle half"), _("Advertised"), _("Kept of advertised"),
        _("Unpaid hours"), _("Paid on time"), _("Ended within 30 days"), _("Rate fell"), _("Below minimum wage"), *more,
    )  # fmt: skip


def _backed(sheet: Sheet) -> bool:
    """Is the rate of those whose rows are file or better shown anywhere?"""
    return any(c.kept_backed is not None for c in sheet.cells)


def lines(sheet: Sheet, reader: Reader) -> tuple[Line, ...]:
    """The rows of the table: the groups that are shown."""
    return tuple(Line(row(c, sheet, reader), under=c.role is not None) for c in sheet.cells)


def _hidden(sheet: Sheet) -> str:
    """The rest of the vocabulary in one sentence: with no member or with some, it looks the same."""
    there = {c.platform for c in sheet.cells}
    names = [name for name in sheet.platforms if name not in there]
    if not names:
        return ""
    return _("Not shown, whatever the reason: {names}.").format(names=", ".join(names))


def row(c: Cell, sheet: Sheet, reader: Reader) -> tuple[str, ...]:
    """One group's texts, in the order of `heads`."""
    half = NOTHING
    if c.kept_q1 is not None and c.kept_q3 is not None:
        half = _("{low} to {high}").format(low=money(c.kept_q1, sheet, reader), high=money(c.kept_q3, sheet, reader))
    shares = (c.of_headline, c.unpaid, c.on_time, c.ended, c.fell, c.below)
    of_headline, *rest = (percent(s, reader) for s in shares)
    more = (money(c.kept_backed, sheet, reader),) if _backed(sheet) else ()
    return (
        name(c), c.band, money(c.kept, sheet, reader), half, money(c.headline, sheet, reader), of_headline, *rest,
        *more,
    )  # fmt: skip


def name(c: Cell) -> str:
    """What a group is called: the last of its place in the hierarchy."""
    last = next((getattr(c, d) for d in reversed(DIMENSIONS) if getattr(c, d) is not None), None)
    return last or _("all")


def money(hundredths: int | None, sheet: Sheet, reader: Reader) -> str:
    return reader.money(None if hundredths is None else hundredths * HUNDREDTHS, sheet.currency)


def percent(value: int | None, reader: Reader) -> str:
    """A share of the sheet; at its ends with the word for beyond."""
    if value is None:
        return NOTHING
    text = reader.share(value / 100)
    if value == LEAST:
        return _("{share} or less").format(share=text)
    return _("{share} or more").format(share=text) if value == MOST else text


def _bars(sheet: Sheet, reader: Reader) -> tuple[Bar, ...]:
    there = [c for c in sheet.cells if c.platform and not c.role and c.kept is not None and c.headline is not None]
    pairs = [(c, c.kept or 0, c.headline or 0) for c in there]
    longest = max((max(kept, headline) for _c, kept, headline in pairs), default=1)
    return tuple(
        Bar(
            name(c) if len({x.region for x in there}) == 1 else f"{c.platform}, {c.region}",
            kept / longest,
            money(kept, sheet, reader),
            headline / longest,
            money(headline, sheet, reader),
        )
        for c, kept, headline in sorted(pairs, key=lambda p: (-p[1], p[0].path))
    )


def _notes(sheet: Sheet) -> list[str]:
    kept = _("Kept is what remains for each hour of all work, paid and unpaid, after fees and costs, before tax.")
    shown = _("A group is shown from {n} contributors on. What is not shown looks the same whatever the reason.")
    rounded = _("Contributors are in bands. Rates are rounded to 0.50 or 2.5%, shares to 5 points below {n} "
                "contributors, else to 1.").format(n=FINE_SHARES_FROM)  # fmt: skip
    return [
        f"{kept} {_middle(sheet)}",
        *([shown.format(n=sheet.smallest)] if sheet.version < VERSION else _guard(sheet)),
        rounded,
        *_what_shares_are(sheet),
        *(_better(sheet) if _backed(sheet) else ()),
        _("Contributors are volunteers, not a sample. This page is rounded and leaves small groups out, but it is not "
          "differentially private: somebody who knows much already can learn a little more from it."),
        _("It stays as it is once it was shown, even when rows come later or are withdrawn, until ten or more "
          "contributors have changed."),
    ]  # fmt: skip


def _middle(sheet: Sheet) -> str:
    if sheet.version < VERSION:
        return _("The median is the middle contributor: half kept more, half less.")
    return _("The middle is the mean of the three or four contributors in the middle: about half kept more, half less.")


def _better(sheet: Sheet) -> tuple[str]:
    text = _("File or better: kept by those alone of whose hours and money three quarters came from files or deposits. "
             "Shown where at least {n} of us are among them and at least {more} are not.")  # fmt: skip
    return (text.format(n=sheet.smallest, more=sheet.smallest + MOST_KNOWN),)


def _guard(sheet: Sheet) -> list[str]:
    """Why a group is not shown, and what the rule does not stop."""
    few = _("Four members of a group of five who put their heads together can read the fifth’s figures from it.")
    return [
        _("A group is shown where {n} contributors would remain without a quarter of the seats of any one hand-out. "
          "What is not shown looks the same whatever the reason.").format(n=sheet.smallest),
        *([few] if sheet.smallest < SMALLEST else []),
        _("A quarter of the seats of one hand-out together learn little more of a member than anybody does. More than "
          "that can learn more: it rests on trust in who handed out the codes."),
    ]  # fmt: skip


def _what_shares_are(sheet: Sheet) -> list[str]:
    fell = _("Rate fell: by the contributors' own like-for-like comparison. Paid on time is worked out from bands, so "
             "it is rough.")  # fmt: skip
    if sheet.version < VERSION:
        ended = _("Ended within 30 days: of the projects started, those that the platform ended.")
        return [f"{ended} {fell}"]
    ended = _("Ended within 30 days: the share of the projects that each contributor started and the platform ended, "
              "then the average of all contributors.")  # fmt: skip
    voice = _("Shares are shown from {n} contributors on, the middle half from {many}. Each contributor is one voice: "
              "one who lies moves a share of {n} by at most {points} points.")  # fmt: skip
    return [f"{ended} {fell}", voice.format(n=SHARES_FROM, many=QUARTILES_FROM, points=round(100 / SHARES_FROM))]
