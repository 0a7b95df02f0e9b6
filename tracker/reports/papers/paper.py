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


Block: TypeAlias = Words | Grid


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


def heading(text: str) -> Words:
    return Words("heading", text)


def text(said: str) -> Words:
    return Words("text", said)


def small(said: str) -> Words:
    return Words("small", said)


def large(said: str) -> Words:
    return Words("large", said)


def grid(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int, foot: Sequence[Sequence[str]] = ()
) -> Grid:
    """A table whose columns from `numbers_from` on hold figures; the first column takes what room is left."""
    return Grid(
        tuple(head), tuple(tuple(r) for r in rows), tuple(i >= numbers_from for i in range(len(head))),
        tuple(1 if i < numbers_from else 0 for i in range(len(head))), tuple(tuple(r) for r in foot),
    )  # fmt: skip
