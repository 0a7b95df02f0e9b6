"""Names: any part that fits only one; what is near."""

from __future__ import annotations

import pytest

from tracker.errors import Ambiguous, NotFound
from tracker.names import find, matches, near

KNOWN = ["Outlier", "Mercor", "Scale AI", "Outward", "out"]


def test_the_closest_kind_of_match_wins() -> None:
    assert matches("out", KNOWN) == ["out"]
    assert matches("OUT", KNOWN) == ["out"]
    assert matches("outl", KNOWN) == ["Outlier"]
    assert matches("outw", KNOWN) == ["Outward"]
    assert matches("ai", KNOWN) == ["Scale AI"]
    assert matches("ut", KNOWN) == ["Outlier", "Outward", "out"]
    assert matches(" ", KNOWN) == []


def test_an_alias_is_a_name_too() -> None:
    assert matches("blu", ["Study", "Other"], aliases={"Study": ("Blue",)}) == ["Study"]


def test_errors_name_what_there_is() -> None:
    with pytest.raises(Ambiguous) as many:
        find("platform", "ut", KNOWN)
    assert "Outlier" in many.value.hint
    with pytest.raises(NotFound) as none:
        find("platform", "Mercur", KNOWN)
    assert none.value.hint == "Did you mean Mercor?"
    with pytest.raises(NotFound) as empty:
        find("platform", "x", [])
    assert "none yet" in empty.value.hint
    assert near("zzz", KNOWN) == ""
