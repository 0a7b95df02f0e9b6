"""A paper as a tagged PDF (PDF/UA-1 and PDF/A-2a, with a file attached PDF/A-3a), set by Typst; extra `papers`.

User text goes in as data and is never read as markup. A letter that no font has is refused by these standards, where
a PDF without them would show a box in silence (Typst 0.15.2). The same paper of the same instant is the same file.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from tracker.errors import InputError
from tracker.reports.papers.paper import Bars, Block, Grid, Paper

STANDARDS: tuple[Literal["ua-1", "a-2a"], ...] = ("ua-1", "a-2a")
WITH_A_FILE: tuple[Literal["ua-1", "a-3a"], ...] = ("ua-1", "a-3a")
FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
"""Those that come with Typst, in the order in which a letter is looked for."""
FONT_PACKAGES = ("manimgx_fonts", "noto_cjk_sans_otc")
"""Noto for the scripts that those lack; the extra `fonts`."""


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
    folders = [str(p) for p in (*font_folders, *_packaged())]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    data: dict[str, object] = {**asdict(paper), "blocks": [_block(b) for b in paper.blocks]}
    data["fonts"] = _in_order(fonts.families(), json.dumps(data, ensure_ascii=False)) if folders else FONTS
    try:
        return bytes(
            typst.compile(
                _template(), sys_inputs={"data": json.dumps(data)}, timestamp=made_at,
                pdf_standards=[*(WITH_A_FILE if paper.attached else STANDARDS)],
                font_paths=fonts,
            )
        )  # fmt: skip
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        raise InputError(
            "The paper holds a letter that none of its fonts has: " + _letter(str(problem)),
            hint='Install more fonts with: uv tool install "gig-tracker[papers,fonts]", or name a folder that has one.',
            code="no_letter",
        ) from None


def _packaged() -> list[Path]:
    """Folders of the fonts that the extra `fonts` brings."""
    found = (find_spec(name) for name in FONT_PACKAGES)
    return [Path(place) for spec in found if spec for place in spec.submodule_search_locations or ()]


def _in_order(families: Iterable[str], text: str) -> list[str]:
    """In which a letter is looked for; letters of Han as the script beside them draws them.

    >>> _in_order(["A CJK JP", "A CJK SC", "A Thai"], "王小明")[1:4], _in_order(["A CJK KR", "A CJK SC"], "김 王")[1:3]
    (['A Thai', 'A CJK SC', 'A CJK JP'], ['A CJK KR', 'A CJK SC'])
    """
    han = "JP" if re.search("[\u3040-\u30ff]", text) else "KR" if re.search("[\uac00-\ud7a3]", text) else "SC"
    added = {f for f in families if not f.startswith(FONTS)}
    others = sorted(added, key=lambda f: (" CJK " in f, not f.endswith(han), f))
    return [FONTS[0], *others, *FONTS[1:]]


def stamp(day: dt.date) -> dt.datetime:
    """The instant that a paper with facts up to a day bears: the same paper of one day is the same file."""
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def _block(block: Block) -> dict[str, object]:
    kinds = {Grid: "table", Bars: "bars"}
    return {"kind": kinds[type(block)], **asdict(block)} if type(block) in kinds else asdict(block)


def _template() -> bytes:
    return resources.files(__package__).joinpath("paper.typ").read_bytes()


def _letter(problem: str) -> str:
    return " ".join(problem.split())
