"""The attacks of the design, with fewer draws than `make attacks`: each fails against a release and succeeds against
an unprotected table of the same data. A line raises a false alarm at most once in a million runs."""

from __future__ import annotations

import pytest

from bench import attacks

SCALE = 0.1


@pytest.mark.slow
@pytest.mark.parametrize("attack", attacks.ATTACKS, ids=lambda a: a.__name__)
def test_an_attack_fails_and_its_control_succeeds(attack):
    outcomes = list(attack(SCALE))
    assert outcomes
    for o in outcomes:
        assert o.rate <= o.bound + o.tolerance, o
        assert o.control >= o.least, o


def test_the_table_of_attacks_is_whole():
    names = {a.__name__ for a in attacks.ATTACKS}
    assert names == {"linkage", "differencing", "sybil", "membership", "recovery", "renyi", "lying", "medians", "seats"}


def test_the_gaussian_bound():
    assert attacks.gaussian_bound(0.05) == pytest.approx(0.1256, abs=1e-4)
