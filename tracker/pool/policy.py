"""What a pool has agreed on before anything is collected; part of the invitation that each member reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

OTHER = "other"
"""Every platform or role that the public vocabulary does not hold."""

RATE_STEPS = 300
"""The most steps from zero to the highest rate told; more if one unit is the step."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Values outside are clipped on the worker's machine and refused at intake. Hours per row and quarter,
    rates in whole units of the pool's currency per hour."""

    hours: int = 800
    rate: int = 300
    rate_low: int = 0
    projects: int = 20

    @property
    def rate_step(self) -> int:
        """Rates are rounded to this many units: 1, or more in a currency of small units: the
        largest of 1, 2, 5, 10 … that is at most a 300th of the highest rate.

        >>> Bounds().rate_step, Bounds(rate=599).rate_step, Bounds(rate=25_000).rate_step, Bounds(rate=45_000).rate_step
        (1, 1, 50, 100)
        """
        most = max(self.rate // RATE_STEPS, 1)
        ten = int(10 ** (len(str(most)) - 1))
        return max(x * ten for x in (1, 2, 5) if x * ten <= most)


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a pool. `platforms` and `roles` are the public vocabulary, `OTHER` stands for the rest."""

    pool: str
    """Random name of the pool, 16 hex digits: what a signature is made for."""
    name: str
    currency: str
    regions: tuple[str, ...]
    platforms: tuple[str, ...]
    roles: tuple[str, ...]
    made_on: dt.date
    bounds: Bounds = field(default=Bounds())
    minimum_wage: dict[str, str] = field(default_factory=dict)
    """Region -> hourly minimum wage in the pool's currency, as decimal text."""
    smallest_cell: int = 10
    """Contributors to a cell of the members' sheet: 10, or 5 where members were told before collecting."""
    keep_quarters: int = 8
    rho: str = "0.05"
    """Budget of one quarterly release."""
    simulated: bool = False
    version: int = 1
    two_keepers: bool = False
    """Does it take two keepers to remove a seat or to release?"""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A policy with what a bundle needs on its way: whom to encrypt to, whose releases to trust."""

    policy: Policy
    keepers: tuple[str, ...]
    """age recipients of the keepers."""
    publisher: str
    """Fingerprint of the key that signs releases (SHA-256 of the Ed25519 public key, hex)."""
