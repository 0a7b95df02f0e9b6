"""Of each mechanism a platform that keeps its terms, and one that breaks its word; 1,000 seeds of each by hand:
`python -m tests.analysis.pay_worlds`."""

from __future__ import annotations

import pytest

from tests.analysis.pay_worlds import WORLDS, World, found, kept, played

SEEDS = range(8)


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: w.name)
def test_an_honest_platform_is_on_time_and_one_that_breaks_its_word_is_found(world: World) -> None:
    assert all(kept(*judged) for judged in played(world, SEEDS, honest=True))
    assert all(found(*judged) for judged in played(world, SEEDS, honest=False))
