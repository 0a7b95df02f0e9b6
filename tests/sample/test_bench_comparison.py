"""The comparison by hand, that the expression is measured beside, gives the same figures."""

from __future__ import annotations

import json

import pytest

from bench import comparison
from bench.measure import BenchFailure


def test_both_give_the_same_figures(tmp_path):
    comparison.prepare(str(tmp_path), "300")
    comparison.expression(str(tmp_path))
    comparison.by_hand(str(tmp_path))
    ours, hand = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("expression", "by_hand"))
    assert {r["quarter"] for r in ours} == {p.stem for p in comparison.facts(str(tmp_path))}
    comparison.differ(ours, hand)
    hand[5]["kept"] += 1
    with pytest.raises(BenchFailure, match="kept"):
        comparison.differ(ours, hand)
    with pytest.raises(BenchFailure):
        comparison.differ(ours, hand[1:])
