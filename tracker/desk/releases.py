"""Releases: build one from a pool, list them, and check a folder that came from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path

from tracker.desk.archive import file_bytes
from tracker.desk.pools import Collective
from tracker.errors import InputError
from tracker.pool.invitation import read_invitation
from tracker.pool.quarters import is_quarter
from tracker.release import accounts
from tracker.release.accounts import Entry
from tracker.release.beside import Beside, beside
from tracker.release.figures import Figure
from tracker.release.record import Record
from tracker.release.split import epsilon
from tracker.say import Said, Word
from tracker.vault import acts, draws, packing, releases
from tracker.vault.packing import Release

__all__ = ["Budget", "Entry", "Made", "Release", "available", "budget", "build", "listed", "open_release", "verify"]


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was built, now or before. `folder`: the copy that was asked for, else the pool's own."""

    release: Release
    folder: Path
    new: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """What a release of a quarter would ask for and what there is."""

    quarter: str
    requested: Decimal
    epsilon: float
    built: bool
    """There is a release of this quarter: asking again gives its files."""
    contributors: int
    """Seats with rows of the quarter whose accounts allow the requested ρ."""
    left_out: int
    """Seats at their cap."""
    seats: int
    """Handed out, which is public."""
    remaining: Decimal
    """What the accounts of half of the seats or more allow."""


def available() -> bool:
    """Can a release be built here? Needs the extra `publish`; all else works without."""
    return draws.available()


def build(
    collective: Collective, to: Path | None = None, *, quarter: str | None = None, rho: str | None = None
) -> Made:
    """Build the release of a quarter (the last that is over), or hand out the stored one. Needs the keys.

    `rho`: the policy's if not said. Raises Refused with codes budget (naming requested and remaining), bad_rho,
    not_over, no_rows, out_of_bounds, older_ledger, not_publisher, needs_publish; PoolError.
    """
    wanted = _quarter(collective, quarter)
    if collective.policy.two_keepers and not releases.read_ledger(collective.pool).published(wanted):
        collective.agreed("release", quarter=wanted)
    built = releases.build(collective.pool, collective.unlock(), wanted, _rho(collective, rho), collective.today())
    if built.new and not collective.of_nobody:
        about = {"quarter": wanted, "number": built.entry.number, "sums": built.entry.sums}
        acts.add(collective.pool, collective.unlock(), collective.today(), "released", **about)
    folder = releases.hand_out(built, to) if to is not None else built.folder
    return Made(packing.read(folder), folder, built.new)


def budget(collective: Collective, *, quarter: str | None = None, rho: str | None = None) -> Budget:
    """What a build would ask for; draws nothing and writes nothing."""
    wanted, asked = _quarter(collective, quarter), _rho(collective, rho)
    ledger = releases.read_ledger(collective.pool)
    table = collective.facts([wanted])
    columns = (table.column(c).to_pylist() for c in ("seat", "kept", "unpaid_share"))
    seats = {seat for seat, kept, unpaid in zip(*columns, strict=True) if kept is not None and unpaid is not None}
    left = accounts.rooms(ledger, seats, wanted)
    fit = sum(r >= asked for r in left.values())
    room = sorted(left.values())[len(left) // 2] if left else accounts.YEAR[1]
    built = bool(ledger.published(wanted))
    return Budget(
        wanted, asked, epsilon(float(asked)), built, fit, len(left) - fit, releases.handed_out(collective.pool), room
    )


def listed(collective: Collective) -> tuple[tuple[Entry, Path | None], ...]:
    """Every reservation of budget and where its release stands, oldest first."""
    return releases.listed(collective.pool)


def open_release(folder: Path) -> Release:
    """A release folder, checked; needs no pool and no ledger. Raises NotFound, InputError (bad_release)."""
    return packing.read(folder)


def verify(
    folder: Path, *, publisher: str | None = None, invitation: Path | None = None, previous: Path | None = None
) -> Release:
    """Check a release, that its key is the one that is expected (a fingerprint, or that of an invitation), and that it
    names the release before it, which is another folder.

    Raises NotFound, and InputError with codes bad_release, other_publisher, other_previous, bad_policy.
    """
    found = packing.read(folder)
    if previous is not None:
        _check_previous(found, packing.read(previous))
    expected = publisher
    if invitation is not None:
        try:
            expected = read_invitation(file_bytes(invitation)).publisher
        except InputError as error:
            error.file = invitation.name
            raise
    if expected is not None and expected.replace(" ", "").casefold() != found.publisher:
        raise InputError(
            "The release is signed, but not by the key that was expected.",
            hint="Its key has the fingerprint {publisher}.",
            code="other_publisher",
            publisher=Word(found.publisher),
        )
    return found


def compare(folders: Sequence[Path]) -> tuple[Beside, ...]:
    """Releases beside each other, each checked: the first beside the second, the second beside the third, and so on;
    those of one collective by quarter. Raises NotFound, and InputError with codes bad_release, not_comparable."""
    return side_by_side([(r.record, r.figures) for r in map(packing.read, folders)])


def side_by_side(told: Sequence[tuple[Record, Sequence[Figure]]]) -> tuple[Beside, ...]:
    """The same of releases that are open."""
    ordered = list(told)
    if len({(record.pool, record.publisher) for record, _figures in ordered}) == 1:
        ordered.sort(key=lambda x: (x[0].quarter, x[0].number))
    return tuple(beside(one, other) for one, other in pairwise(ordered))


def _check_previous(found: Release, before: Release) -> None:
    named, own = found.record.previous, {"number": before.record.number, "sums": before.sums}
    if named == own and (found.record.pool, found.publisher) == (before.record.pool, before.publisher):
        return
    other = Said("none")
    if named:
        other = Said("number {number}, files {sums}", number=Word(named["number"]), sums=Word(named["sums"]))
    raise InputError(
        "Release {release} does not follow from {release_2}: it names another before it.",
        hint="It names {other}. Two releases of a pool with one number are proof of a second draw.",
        code="other_previous",
        release=Word(found.record.release),
        release_2=Word(before.record.release),
        other=other,
    )


def _quarter(collective: Collective, quarter: str | None) -> str:
    wanted = quarter or collective.last_quarter()
    if not is_quarter(wanted):
        raise InputError("{value} is not a quarter.", hint="Write it as 2026Q3.", value=wanted)
    return wanted


def _rho(collective: Collective, rho: str | None) -> Decimal:
    try:
        found = Decimal(rho if rho is not None else collective.policy.rho)
    except InvalidOperation as error:
        raise InputError("The budget is not a number.", hint="Write it as 0.05.", value=str(rho)) from error
    if not found.is_finite():
        raise InputError("The budget is not a number.", hint="Write it as 0.05.", value=str(rho))
    return found
