"""Names: any part that fits only one, from the beginning of a word on; what is near."""

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
    assert matches("o", KNOWN) == ["Outlier", "Outward", "out"]
    assert matches("ut", KNOWN) == []
    assert matches(" ", KNOWN) == []


def test_nothing_is_meant_from_within_a_word() -> None:
    assert matches("pay", ["Nopay", "Repaying"]) == []
    assert matches("pay", ["Nopay", "EasyPay"]) == ["EasyPay"]
    assert matches("studio", ["AIStudio", "Austudio"]) == ["AIStudio"]
    assert matches("7", ["batch7", "x17"]) == ["batch7"]
    assert matches("eté", ["Hétété", "l'eté"]) == ["l'eté"]


def test_an_alias_is_a_name_too() -> None:
    assert matches("blu", ["Study", "Other"], aliases={"Study": ("Blue",)}) == ["Study"]


def test_errors_name_what_there_is() -> None:
    with pytest.raises(Ambiguous) as many:
        find("platform", "o", KNOWN)
    assert "Outlier" in str(many.value.hint)
    with pytest.raises(NotFound) as none:
        find("platform", "Mercur", KNOWN)
    assert str(none.value.hint) == "Did you mean Mercor?"
    with pytest.raises(NotFound) as empty:
        find("platform", "x", [])
    assert "none yet" in str(empty.value.hint)
    assert near("zzz", KNOWN) is None
