"""Releases beside each other in words: what changed more than the noise explains, and all figures that both tell."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.release.beside import Beside, Difference
from tracker.release.figures import CONTRIBUTORS, Figure, Published
from tracker.views.explore.overview import label, names, text
from tracker.views.numbers import NOTHING, Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext


@dataclass(frozen=True, slots=True)
class BesideView:
    title: str
    """The two of them."""
    answer: str
    named: tuple[str, ...]
    """What is more than noise, a line each."""
    table: Table
    notes: tuple[str, ...]


def beside(found: Beside, you: Reader) -> BesideView:
    """Two releases beside each other, for a reader of their currency."""
    named = [d for d in found.differences if d.named]
    first, second = _heads(found)
    title = _("{first} and {second}").format(first=first, second=second)
    return BesideView(title, _answer(found, len(named)), tuple(_line(d, found, you) for d in named), _table(found, you),
                      _notes(found, you))  # fmt: skip


def _heads(found: Beside) -> tuple[str, str]:
    """What the two are called."""
    if found.series:
        return found.first.release, found.second.release
    return found.first.name, found.second.name


def _answer(found: Beside, named: int) -> str:
    if not found.differences:
        return _("The two releases publish no figure in common.")
    if not named:
        return _("No figure differs by more than the noise explains. That does not say that nothing changed.")
    return ngettext(
        "{n} of {all} figures differs by more than the noise explains.",
        "{n} of {all} figures differ by more than the noise explains.", named,
    ).format(n=named, all=len(found.differences))  # fmt: skip


def _line(d: Difference, found: Beside, you: Reader) -> str:
    first, second = _heads(found)
    return _("{who}, {what}: {a} ({first}), {b} ({second}).").format(
        who=_who(d), what=names()[d.statistic], a=_told(d, d.first, you), b=_told(d, d.second, you), first=first,
        second=second,
    )  # fmt: skip


def _who(d: Difference) -> str:
    return label(Figure("", d.cell, d.statistic, d.first))


def _told(d: Difference, p: Published, you: Reader) -> str:
    return _("{value}, noise {low} to {high}").format(
        value=text(d.statistic, p.value, you), low=text(d.statistic, p.noise.low, you),
        high=text(d.statistic, p.noise.high, you),
    )  # fmt: skip


def _table(found: Beside, you: Reader) -> Table:
    first, second = _heads(found)
    columns = [
        Column("who", _("Who")), Column("statistic", _("What")), Column("first", first, right=True),
        Column("second", second, right=True), Column("by", _("Difference"), right=True),
        Column("named", _("More than noise")),
    ]  # fmt: skip
    return Table.of(columns, [
        [
            (_who(d), _who(d)), (names()[d.statistic], d.statistic), (_told(d, d.first, you), d.first.value),
            (_told(d, d.second, you), d.second.value), _by(d, you), (_("yes") if d.named else _("no"), d.named),
        ]
        for d in found.differences
    ])  # fmt: skip


def _by(d: Difference, you: Reader) -> tuple[str, Value]:
    if d.by is None:
        return NOTHING, None
    sign = "+" if d.by > 0 else ""
    if d.statistic == CONTRIBUTORS:
        return f"{sign}{you.number(d.by)}", d.by
    return f"{sign}{you.share(d.by) if d.relative else you.points(d.by)}", round(d.by, 4)


def _notes(found: Beside, you: Reader) -> tuple[str, ...]:
    who = (
        _("Other people may have taken part in the two quarters: a difference is of those who sent their figures.")
        if found.series
        else _("Two collectives are not samples of one whole: who joins them differs too.")
    )
    alone = ngettext(
        "{n} figure is published by one of them only, and is not compared.",
        "{n} figures are published by one of them only, and are not compared.", found.alone,
    ).format(n=you.number(found.alone))  # fmt: skip
    return (
        _("A difference is called more than noise so that in at most one comparison of ten, with nothing changed, "
          "any figure would be: the more figures, the farther each has to lie. What is not called so may still have "
          "changed."),
        who,
        *((alone,) if found.alone else ()),
    )  # fmt: skip
