"""Random draws by OpenDP: noisy counts and private medians. The only module that knows it.

The core interface of OpenDP is used, with bounds that are asserted here on the data; its layer over Polars is not.
Every draw is written down with the ρ that OpenDP's own map gives for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.errors import Refused
from tracker.release.split import sigma

LARGEST = 2**30
"""Figures are 32-bit integers in OpenDP."""


@dataclass(frozen=True, slots=True)
class Spent:
    """One draw: what for, the ρ that OpenDP's map gives, and the scale of its noise."""

    what: str
    rho: float
    scale: float
    counted: bool = True
    """False if it is in place of draws that are counted and cost as much, in other cells."""


def total(listed: Iterable[Spent]) -> float:
    """What one contributor's rows can cost in all."""
    return math.fsum(s.rho for s in listed if s.counted)


@dataclass
class Draws:
    """Draws of one release. `spent` is the sum that one contributor's rows can cost."""

    log: list[Spent] = field(default_factory=list)

    @property
    def spent(self) -> float:
        return total(self.log)

    def counts(self, what: str, values: Sequence[int], rho: float, reach: float = 1.0) -> list[int]:
        """The values with discrete Gaussian noise. One contributor moves them by at most `reach` in Euclidean
        length: the caller has made it so."""
        measurement, scale = gaussian(rho, reach)
        _assert_size(values)
        drawn = measurement(list(values))
        self.log.append(Spent(what, float(measurement.map(reach)), scale))
        return [int(x) for x in drawn]

    def medians(
        self,
        what: str,
        groups: Sequence[Sequence[int]],
        candidates: Sequence[int],
        rho: float,
        each: int = 1,
        alpha: float = 0.5,
        *,
        copies: int = 1,
        counted: bool = True,
    ) -> list[int]:
        """A private quantile of each group, from the candidates. A contributor is so often in the groups that the
        squares sum to at most each x copies²: ρ is that of `each` draws with `copies` of somebody in them, whatever
        the number of groups. `counted`: see Spent."""
        measurement, scale = quantile(rho / each, candidates, alpha, copies)
        low, high = candidates[0], candidates[-1]
        for group in groups:
            if any(not low <= v <= high for v in group):
                raise Refused("A figure is outside its public bounds.", code="out_of_bounds")
        drawn = [int(measurement(list(group))) for group in groups]
        self.log.append(Spent(what, float(measurement.map(copies)) * each, scale, counted))
        return drawn


def gaussian(rho: float, reach: float = 1.0) -> tuple[Any, float]:
    """Discrete Gaussian noise for a vector, and its scale: reach / √(2ρ) by the closed form."""
    dp = opendp()
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l2_distance(T=float)
    scale = sigma(rho, reach)
    made = dp.m.make_gaussian(*space, scale=scale)
    while made.map(reach) > rho:  # rounding of the last bit
        scale *= 1 + 1e-15
        made = dp.m.make_gaussian(*space, scale=scale)
    return made, scale


def quantile(rho: float, candidates: Sequence[int], alpha: float = 0.5, copies: int = 1) -> tuple[Any, float]:
    """A private quantile under zero-concentrated privacy if somebody is in the data several times (`copies`), and its
    scale: copies x max(α, 1 - α) / √(2ρ)."""
    dp = opendp()
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.symmetric_distance()
    measure = dp.zero_concentrated_divergence()
    scale = copies * max(alpha, 1 - alpha) / math.sqrt(2 * rho)
    made = dp.m.make_private_quantile(*space, measure, list(candidates), alpha, scale)
    while made.map(copies) > rho:
        scale *= 1 + 1e-15
        made = dp.m.make_private_quantile(*space, measure, list(candidates), alpha, scale)
    return made, scale


def epsilon_by_opendp(rho: float, delta: float) -> float:
    """OpenDP's own conversion of ρ to ε at a δ."""
    dp = opendp()
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l2_distance(T=float)
    made = dp.m.make_gaussian(*space, scale=sigma(rho))
    return float(dp.c.make_zCDP_to_approxDP(made).map(1.0).epsilon(delta))


def available() -> bool:
    """Is OpenDP installed?"""
    from importlib.util import find_spec

    return find_spec("opendp") is not None


def opendp() -> Any:
    """OpenDP, or the sentence how to get it."""
    try:
        import opendp.prelude as dp
    except ImportError as error:
        raise Refused(
            "Building a release needs OpenDP, which is not installed.",
            hint='Install it with: uv tool install "gig-tracker[publish]".',
            code="needs_publish",
        ) from error
    dp.enable_features("contrib")
    return dp


def _assert_size(values: Sequence[int]) -> None:
    if any(abs(v) > LARGEST for v in values):
        raise Refused("A figure is larger than can be drawn for.", code="out_of_bounds")
