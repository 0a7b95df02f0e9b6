"""All doubts, in the order in which they are asked: each is a function of the table and the mapping so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from tracker.importers import (
    doubts_currency,
    doubts_length,
    doubts_money,
    doubts_span,
    doubts_time,
    doubts_totals,
    doubts_words,
    doubts_written,
)
from tracker.importers.base import ReadOptions
from tracker.importers.doubts import Question, assume
from tracker.importers.look import Look
from tracker.importers.mapping import Mapping

Doubt: TypeAlias = Callable[[Look, Mapping], Iterator[Question]]
_DOUBTS: tuple[Doubt, ...] = (
    doubts_time.wide,
    doubts_money.kind,
    doubts_money.amount,
    doubts_words.direction,
    doubts_money.below_zero,
    doubts_money.fee,
    doubts_money.share,
    doubts_money.two_sides,
    doubts_currency.hundredths,
    doubts_money.once,
    doubts_totals.unnamed,
    doubts_currency.rate,
    doubts_words.state,
    doubts_words.person,
    doubts_words.parts,
    doubts_currency.currency,
    doubts_time.needed,
    doubts_time.days,
    doubts_time.clock_day,
    doubts_time.halves,
    doubts_time.above,
    doubts_span.last_day,
    doubts_span.week,
    doubts_span.other_times,
    doubts_span.zones,
    doubts_span.pause,
    doubts_length.durations,
    doubts_length.unit,
    doubts_length.colons,
    doubts_span.worked,
    doubts_written.date_orders,
    doubts_written.decimals,
)


def open_questions(look: Look, mapping: Mapping, said: ReadOptions) -> tuple[tuple[Question, ...], Mapping]:
    """What a mapping leaves open for this table, and the mapping with the likeliest answers.

    A doubt that hangs on another one is put for its likeliest answer.
    """
    asked: list[Question] = []
    zone: Doubt = partial(doubts_written.zone, home=said.home_zone)
    for doubt in (*_DOUBTS, zone, doubts_written.platform):
        for question in list(doubt(look, mapping)):
            left = _unsorted(question, mapping)
            if left is not None:
                asked.append(left)
                mapping = assume(mapping, left)
    return tuple(asked), mapping


def _unsorted(question: Question, mapping: Mapping) -> Question | None:
    """The question as far as it is open: of words those that nobody has sorted yet, in a later file too."""
    if not question.role:
        return None if question.key in mapping.answered else question
    known = next((w for w in mapping.words if w.column == question.column), None)
    words = tuple(w for w in question.words if known is None or known.find(w.word) is None)
    return replace(question, words=words) if words else None
