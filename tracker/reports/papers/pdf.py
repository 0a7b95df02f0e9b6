"""A paper as a tagged PDF (PDF/UA-1 and PDF/A-2a), set by Typst; needs the extra `papers`.

User text goes in as data and is never read as markup. A letter that no font has is refused by these standards, where
a PDF without them would show a box in silence (Typst 0.15.2). The same paper of the same instant is the same file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Literal

from tracker.errors import InputError
from tracker.reports.papers.paper import Block, Grid, Paper

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
"""Those that come with Typst, in the order in which a letter is looked for."""


def pdf(paper: Paper, made_at: dt.datetime, font_folders: Sequence[Path] = ()) -> bytes:
    """The paper as a PDF.

    Args:
        made_at: an instant, written into the file.
        font_folders: where further fonts are, for scripts that the built-in ones lack.
    Raises InputError without the extra, InputError (code no_letter) for a letter that no font has.
    """
    try:
        import typst
    except ImportError:
        raise InputError(
            "A PDF needs a part that is not installed.",
            code="not_installed",
            hint='Install it with: uv tool install "gig-tracker[papers]".',
        ) from None
    folders = [str(p) for p in font_folders]
    families = [*FONTS, *typst.Fonts(include_system_fonts=False, font_paths=folders).families()] if folders else FONTS
    data = {**asdict(paper), "blocks": [_block(b) for b in paper.blocks], "fonts": list(dict.fromkeys(families))}
    try:
        return bytes(
            typst.compile(
                _template(), sys_inputs={"data": json.dumps(data)}, pdf_standards=[*STANDARDS], timestamp=made_at,
                font_paths=typst.Fonts(include_system_fonts=False, font_paths=folders),
            )
        )  # fmt: skip
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        raise InputError(
            "The paper holds a letter that none of its fonts has: " + _letter(str(problem)),
            hint="Name a folder with a font that has it, such as one of the Noto family.",
            code="no_letter",
        ) from None


def stamp(day: dt.date) -> dt.datetime:
    """The instant that a paper with facts up to a day bears: the same paper of one day is the same file."""
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def _block(block: Block) -> dict[str, object]:
    return {"kind": "table", **asdict(block)} if isinstance(block, Grid) else asdict(block)


def _template() -> bytes:
    return resources.files(__package__).joinpath("paper.typ").read_bytes()


def _letter(problem: str) -> str:
    return " ".join(problem.split())
