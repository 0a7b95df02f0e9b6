"""What is usual among other people, where somebody has such figures in hand: what a collective has published.

Without it the model has its own priors (methods, section 14). With it two of them are replaced, as far as it tells:

    projects that the platform ended within 30 and 90 days    how long projects last, worth WORTH of one's own at most
    how far rates of people lie apart                         how far rates of projects, and with them levels, may
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tracker.analysis.prospect.model import Array
from tracker.errors import Caveat
from tracker.say import Said, Share, Word

WORTH = 8.0
"""Projects of one's own that the published lives count for at most: other people's projects are not one's own."""
HOURS = 0.3**2
"""Variance of log levels that hours bring, beside that of rates: what is usual without figures is .4² and this."""
DAYS_OF_WEEK = 7.0
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Ended:
    """Of projects started, the share that the platform ended within a number of days, and the standard deviation of the
    noise in it."""

    days: int
    share: float
    noise: float


@dataclass(frozen=True, slots=True)
class Usual:
    """What a published release tells of all its people.

    `name`: of the collective; `quarter`; `ended`: within 30 days, within 90, or one of them; `spread`: of log rates
    between people, None if not told; `part`: the share of the ledger's own ends that its platforms brought;
    `simulated`: nobody is in it.
    """

    name: str
    quarter: str
    ended: tuple[Ended, ...] = ()
    spread: float | None = None
    simulated: bool = False
    part: float = 0.5

    def knowing(self, by_platform: Sequence[bool]) -> Usual:
        """The same beside a ledger's own ends, of which it is known whether the platform brought them: one that did
        and one that did not are added."""
        return replace(self, part=(1 + sum(by_platform)) / (2 + len(by_platform)))

    def share(self, days: int) -> float | None:
        """Of projects started, the share that the platform ended within this number of days."""
        return next((e.share for e in self.ended if e.days == days), None)

    @property
    def worth(self) -> float:
        """Projects of one's own that the published lives count for: fewer where the noise is wide, none without."""
        known = [max(e.share * (1 - e.share), TINY) / max(e.noise, TINY) ** 2 for e in self.ended]
        return min(WORTH, *known) if known else 0.0

    def log_lives(self, a: Array, b: Array) -> Array:
        """Log-likelihood of the published shares where lives have this shape and scale, weeks: as `a`.

        An end by the platform within t has probability part · (1 − S(t)).
        """
        if not self.ended:
            return np.zeros(len(a))
        by = [self.part * (1 - (1 + e.days / DAYS_OF_WEEK / b) ** -a) for e in self.ended]
        edges = np.stack([np.zeros(len(a)), *by, np.ones(len(a))])
        shares = np.diff([0.0, *np.maximum.accumulate([e.share for e in self.ended]), 1.0])
        out: Array = self.worth * (shares @ np.log(np.maximum(np.diff(edges, axis=0), TINY)))
        return out

    def rates(self, otherwise: float) -> float:
        """Variance of log rates of projects that is believed in before any is seen."""
        return otherwise if self.spread is None else self.spread**2

    def levels(self, otherwise: float) -> float:
        """The same of log levels: that of rates, and of hours."""
        return otherwise if self.spread is None else self.spread**2 + HOURS


FEW = "Your own projects on record: {n}. With so few the range leans on what {name} published for {quarter}: {told}."
BESIDE = (
    "Your own projects on record: {n}. Beside them the range counts what {name} published for {quarter} as {worth} "
    "more: {told}."
)
STARTS = "The range starts from what {name} published for {quarter}: {told}."
ENDS = "of the projects started, the platform ended {share} within {days} days"
BOTH_ENDS = "of the projects started, the platform ended {short} within 30 days and {long} within 90"
APART = "rates of people lie apart by about {share}"
AND = "{lives}; {apart}"
INVENTED = "{told} (invented by a program: nobody is in these figures)"


def leaning(usual: Usual, projects: int) -> Caveat:
    """What a range that leans on published figures says of them; `projects`: of the ledger itself."""
    text = (FEW if projects < usual.worth else BESIDE) if usual.ended else STARTS
    told = _told(usual)
    return Caveat(
        "leans_on_release",
        text,
        projects,
        name=Word(usual.name),
        quarter=Word(usual.quarter),
        worth=max(round(usual.worth), 1),
        told=Said(INVENTED, told=told) if usual.simulated else told,
    )


def _told(usual: Usual) -> Said:
    """What the release tells, in words; it tells one of the two at least."""
    apart = None if usual.spread is None else Said(APART, share=_percent(math.expm1(usual.spread)))
    if not usual.ended:
        assert apart is not None
        return apart
    short, *rest = (_percent(e.share) for e in usual.ended)
    lives = Said(BOTH_ENDS, short=short, long=rest[0]) if rest else Said(ENDS, share=short, days=usual.ended[0].days)
    return lives if apart is None else Said(AND, lives=lives, apart=apart)


def _percent(share: float) -> Share:
    return Share(round(share, 2))
