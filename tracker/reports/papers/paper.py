"""What is on a paper: a title, sentences and tables, as texts that are set as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or a heading. `kind`: heading, text, small or large."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `right`: which columns are set to the right; `widths`: shares of the line, 0 for what the text needs;
    `foot`: rows of sums."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    widths: tuple[int, ...]
    foot: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of amounts: `bars`: label (may be empty) and where its end is, `zero`: where each begins, `ticks`: what
    is written at which height; all heights from 0, the foot, to 1. `alt`: the picture in words."""

    bars: tuple[tuple[str, float], ...]
    zero: float
    ticks: tuple[tuple[float, str], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a program finds inside the PDF and that says the same as its text."""

    name: str
    mime: str
    text: str
    about: str


Block: TypeAlias = Words | Grid | Bars


@dataclass(frozen=True, slots=True)
class Paper:
    """`page`: the line of the page number, such as “Page {n} of {all}”; `size`: a4 or us-letter; `author`: who hands
    it over, may be empty; `keywords`: what a program can find in the file; `language`: of the text, such as en."""

    title: str
    blocks: tuple[Block, ...]
    footer: str
    page: str
    size: str = "a4"
    author: str = ""
    language: str = "en"
    landscape: bool = False
    keywords: tuple[str, ...] = field(default=())
    attached: Attached | None = None


def heading(text: str) -> Words:
    return Words("heading", text)


def text(said: str) -> Words:
    return Words("text", said)


def small(said: str) -> Words:
    return Words("small", said)


def large(said: str) -> Words:
    return Words("large", said)


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers_from: int,
    foot: Sequence[Sequence[str]] = (),
    wide: int | None = None,
) -> Grid:
    """A table whose columns from `numbers_from` on hold figures; column `wide`, the last one of texts unless it is
    said, takes what room is left."""
    wide = numbers_from - 1 if wide is None else wide
    return Grid(
        tuple(head), tuple(tuple(r) for r in rows), tuple(i >= numbers_from for i in range(len(head))),
        tuple(int(i == wide) for i in range(len(head))), tuple(tuple(r) for r in foot),
    )  # fmt: skip
