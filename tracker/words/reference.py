"""The reference tables that come with the tracker.

The files are in `data/reference` of the repository and in `tracker/data/reference` of the wheel; their columns are
explained in `data/README.md`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tracker.errors import NotFound
from tracker.say import Word


@cache
def data_folder() -> Path:
    """The folder of the reference data: inside the installed package, else at the repository's top."""
    package = Path(__file__).resolve().parents[1]
    for place in (package / "data", package.parent / "data"):
        if (place / "reference").is_dir():
            return place
    raise NotFound("The reference data is not installed.", hint="Install the tracker again.")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `reference/<name>.csv`, each a dict of text by column. Raises NotFound.

    Tables: press_claims, platforms, pay_terms, roles, activities, currencies, holidays.
    """
    import csv

    path = data_folder() / "reference" / f"{name}.csv"
    if not path.is_file():
        raise NotFound("There is no reference table {name}.", name=Word(name))
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
