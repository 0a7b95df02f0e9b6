"""Of each mechanism a platform that keeps its terms, and one that breaks its word; 1,000 seeds of each by hand:
`python -m tests.analysis.pay_worlds`."""

from __future__ import annotations

import pytest

from tests.analysis.pay_worlds import WORLDS, World, played

SEEDS = 2


@pytest.mark.parametrize("world", WORLDS, ids=lambda w: w.name)
def test_an_honest_platform_is_on_time_and_one_that_breaks_its_word_is_found(world: World) -> None:
    def share(*, honest: bool) -> float:
        judged = [played(world, seed, honest=honest) for seed in range(SEEDS)]
        assert all(n >= 3 for n, _ in judged)
        return sum(k for _, k in judged) / sum(n for n, _ in judged)

    assert share(honest=True) >= 0.9
    assert share(honest=False) <= 0.8
