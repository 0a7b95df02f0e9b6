"""Why there were hours without work: the first step of the year, shared among the causes of gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

if TYPE_CHECKING:
    from tracker.analysis.availability.shares import GapShare


@dataclass(frozen=True, slots=True)
class CauseBar:
    """One cause: its share of 1, drawn and said."""

    label: str
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class LostWorkView:
    """Without bars there is nothing to show."""

    answer: str
    bars: tuple[CauseBar, ...]
    alt: str
    table: Table


def cause_names() -> dict[str, str]:
    """Why there was no work, as a worker says it."""
    return {
        "cancelled": _("A project was cancelled"),
        "completed": _("A project was completed"),
        "left": _("You left a project"),
        "paused": _("A project was paused"),
        "nothing_offered": _("You looked, and nothing was offered"),
        "between_projects": _("Between projects"),
        "unknown": _("Not known why"),
        "short_days": _("Shorter days and breaks of a day or two"),
    }


def lost_work(shares: Sequence[GapShare], reader: Reader) -> LostWorkView:
    """The causes as sentence, bars and table."""
    names = cause_names()
    bars = tuple(CauseBar(names[s.cause], _said(s, reader), s.share) for s in shares)
    return LostWorkView(
        answer=_answer(shares, reader),
        bars=bars,
        alt=_("What the hours without work came from: {bars}.").format(
            bars="; ".join(f"{b.label}: {b.text}" for b in bars)
        ),
        table=_table(shares, reader),
    )


def _said(s: GapShare, reader: Reader) -> str:
    return _("{money} a year ({share})").format(money=reader.whole(-s.contribution), share=reader.share(s.share))


def _answer(shares: Sequence[GapShare], reader: Reader) -> str:
    if not shares:
        return ""
    lost = -sum(s.contribution for s in shares)
    first = shares[0]
    said = _("Of the {all} a year that hours without work took, {share} came from this: {cause}.")
    return said.format(
        all=reader.whole(lost), share=reader.share(first.share), cause=_small(cause_names()[first.cause], reader)
    )


def _small(text: str, reader: Reader) -> str:
    return text[:1].lower() + text[1:] if reader.locale.language == "en" else text


def _table(shares: Sequence[GapShare], reader: Reader) -> Table:
    columns = (
        Column("cause", _("Why")),
        Column("gaps", _("Gaps"), right=True),
        Column("hours", _("Hours lost"), right=True),
        Column("share", _("Share"), right=True),
        Column("per_year", _("A year"), right=True),
    )
    names = cause_names()
    rows: list[list[tuple[str, Value]]] = [
        [
            (names[s.cause], s.cause),
            (reader.number(s.gaps) if s.gaps else "", s.gaps),
            (reader.hours(s.hours), round(s.hours, 4)),
            (reader.share(s.share), round(s.share, 6)),
            (reader.money(s.contribution), reader.decimal(s.contribution)),
        ]
        for s in shares
    ]
    return Table.of(columns, rows)
