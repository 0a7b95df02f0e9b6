"""The draws of the coming year, which every page that speaks of it reads; made once per version and day.

Beside the ledger they may lean on a release that somebody has in hand: what a collective has published. It is read when
it is chosen, and kept as long as the desk is open; nothing of it is stored in the ledger.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.ledger_basis import basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.prospect.answer import Played
    from tracker.analysis.prospect.usual import Ended, Usual
    from tracker.desk.session import Desk
    from tracker.release.figures import Figure, Published
    from tracker.release.record import Record

REACH = 1.96
"""Standard deviations of noise to either end of a published figure's reach."""


def played(desk: Desk, as_of: dt.date) -> Played:
    """The draws, and the lines of the ledger that they are made of (methods, section 14)."""
    from tracker.analysis.prospect.answer import play

    return desk.memo(("played", as_of), lambda: play(basis(desk, as_of), usual=leans_on(desk)))


class _Chosen:
    """The release that a desk's draws lean on."""

    def __init__(self, _desk: Desk) -> None:
        self.usual: Usual | None = None

    def close(self) -> None:
        """Nothing is open."""

    def forget(self) -> None:
        """Nothing of it is from the ledger."""


def leans_on(desk: Desk) -> Usual | None:
    """What the draws lean on beside the ledger; None: nothing."""
    return desk.helper(_Chosen).usual


def lean_on(desk: Desk, usual: Usual | None) -> None:
    """From now on the draws lean on these figures, or (None) on the ledger alone."""
    chosen = desk.helper(_Chosen)
    if chosen.usual != usual:
        chosen.usual = usual
        desk.let_go()


def from_file(path: Path) -> Usual:
    """What a release tells: a folder, or a ZIP of one. Raises NotFound, InputError (bad_release, tells_nothing)."""
    from tracker.desk import explore

    if path.is_file():
        return from_zip(path.read_bytes())
    found = explore.opened(path)
    return usual_of(found.record, found.figures)


def from_zip(data: bytes) -> Usual:
    """The same of a ZIP that is at hand."""
    from tracker.desk import explore

    found = explore.opened_zip(data)
    return usual_of(found.record, found.figures)


def usual_of(record: Record, figures: Sequence[Figure]) -> Usual:
    """What a release that is open tells of how long projects last and how far rates lie apart.

    Raises InputError, code tells_nothing, if it tells neither.
    """
    from tracker.analysis.prospect.usual import Usual
    from tracker.errors import InputError
    from tracker.release.cells import Level
    from tracker.release.figures import ENDED_30, ENDED_90, LOWER, UPPER
    from tracker.release.figures import Published as Shown

    told = {f.statistic: f.result for f in figures if f.cell.level is Level.ALL and isinstance(f.result, Shown)}
    ended = tuple(_ended(days, told[s]) for days, s in ((30, ENDED_30), (90, ENDED_90)) if s in told)
    spread = _spread(record, [told[s].value for s in (LOWER, UPPER) if s in told])
    if not ended and spread is None:
        raise InputError(
            "This release tells neither how long projects last nor how far rates lie apart.",
            hint="Take one that tells how many projects were ended within 30 or 90 days, or the quartiles of what was "
            "kept.",
            code="tells_nothing",
        )
    return Usual(record.name, record.quarter, ended, spread, record.simulated)


def _ended(days: int, figure: Published) -> Ended:
    from tracker.analysis.prospect.usual import Ended

    return Ended(days, figure.value, max(figure.noise.high - figure.noise.low, 0.0) / 2 / REACH)


def _spread(record: Record, quartiles: Sequence[float]) -> float | None:
    """Of log rates: by the quartiles, else the one that the release's intervals go by, where it was measured."""
    from tracker.release import gates

    if len(quartiles) == 2 and 0 < quartiles[0] < quartiles[1]:
        return gates.clamp_spread((quartiles[0], quartiles[1]))
    assumed = f"{gates.SPREAD:.3f}"
    return None if record.spread in (None, assumed) else float(str(record.spread))
