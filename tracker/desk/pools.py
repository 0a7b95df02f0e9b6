"""What a keeper does with a pool: make it, hand out codes, take files in, see who is missing, erase.

Every use case of the command line and of the page Collective. Comparison, the members' sheet and releases are
in modules of their own and take the `Collective`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk import reference
from tracker.errors import DamagedPool, InputError, KeysNeeded, NotFound, PoolError
from tracker.errors import Refused as refused
from tracker.pool import plausible, quarters
from tracker.pool.acts import Log
from tracker.pool.bundle import MOST_BYTES, Kind
from tracker.pool.invitation import check_policy, invitation_text, policy_digest
from tracker.pool.plausible import Remark
from tracker.pool.policy import OTHER, Bounds, Invitation, Policy
from tracker.pool.rows import ContributionRow
from tracker.pool.seats import Seat, SeatCode, ticking_table
from tracker.reports import qr, slips
from tracker.reports.slips import Slips
from tracker.say import Act, Said, Word
from tracker.store import system
from tracker.vault import acts, changing, checking, files, folder, intake, seating
from tracker.vault import facts as facts_
from tracker.vault import keys as keys_
from tracker.vault.database import ROW_FIELDS
from tracker.vault.folder import Keeper, Pool
from tracker.vault.intake import Accepted, Known, Refused, Taken
from tracker.vault.keys import Keys

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "Accepted", "Bounds", "Collective", "Kind", "Known", "Made", "Policy", "Refused", "Seat", "SeatCode", "Taken",
    "make", "new_place", "new_policy", "open_pool", "own_pools",
]  # fmt: skip

FOLDER_VARIABLE = "TRACKER_POOLS"
PASSPHRASE_VARIABLE = keys_.PASSPHRASE_VARIABLE
DEFAULT_REGION = "world"
DOLLAR, LOWEST_TOP, USUAL_TOP = "USD", 50, 300
"""What a pool's highest rate is worth in dollars: at least, and usually."""
_NAME = re.compile(r"[^\w-]+")


@dataclass
class Collective:
    """A pool with a keeper in front of it. `clock` gives the present instant; the day is that of UTC."""

    pool: Pool
    clock: Callable[[], dt.datetime]
    _keys: Keys | None = field(default=None, repr=False)

    @property
    def policy(self) -> Policy:
        return self.pool.policy

    @property
    def folder(self) -> Path:
        return self.pool.folder

    def today(self) -> dt.date:
        return self.clock().astimezone(dt.UTC).date()

    def copied_by(self) -> str | None:
        """The service that copies this folder to other machines, if there is one: no place for a pool."""
        return system.synced_folder(self.folder / "pool.db")

    # --- keys -----------------------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        return self._keys is None and not self.of_nobody

    @property
    def of_nobody(self) -> bool:
        """Is the pool simulated, with the keys that every such pool has? They open without a passphrase."""
        if not self.policy.simulated:
            return False
        return keys_.keys_of_nobody(self.policy.pool).recipient in {k.recipient for k in self.keepers()}

    def unlock(self, passphrase: str | None = None) -> Keys:
        """The keeper's keys, kept for the life of this object; without a passphrase the one of the environment.

        Raises KeysNeeded for a wrong one, and if there is none.
        """
        if self._keys is None and self.of_nobody:
            self._keys = keys_.keys_of_nobody(self.policy.pool)
        if self._keys is None:
            said = passphrase if passphrase is not None else os.environ.get(keys_.PASSPHRASE_VARIABLE)
            if not said:
                raise KeysNeeded(
                    "The keys of this pool are locked.",
                    hint="Give the passphrase, or set {passphrase_variable}.",
                    passphrase_variable=Word(keys_.PASSPHRASE_VARIABLE),
                )
            self._keys = keys_.unlock(self.policy.pool, said)
        return self._keys

    def lock(self) -> None:
        """Forget the unlocked keys."""
        self._keys = None

    def has_keys(self) -> bool:
        """Are there keys of this pool on this machine?"""
        return self.of_nobody or keys_.has_keys(self.policy.pool)

    def keepers(self) -> tuple[Keeper, ...]:
        return self.pool.keepers()

    def recovery(self) -> str:
        """The recovery key, for paper. Needs the keys to be unlocked."""
        return keys_.recovery_text(self.unlock())

    def recover(self, recovery: str, passphrase: str, *, forgotten: bool = False) -> None:
        """Bring the pool's keys to this machine from paper; `forgotten`: in place of those whose passphrase nobody
        knows. Raises InputError for a slip, else Refused if there are keys already."""
        found = keys_.read_recovery(self.policy.pool, recovery)
        keys_.save(found, passphrase, instead=forgotten)
        self._keys = found

    def join(self, passphrase: str) -> Keys:
        """Become a keeper with keys of one's own: opens what is made with the invitation from now on.

        Keys that lie here already are taken, so that an interrupted call can be repeated.
        """
        made = self.unlock(passphrase) if self.has_keys() else keys_.new_keys(self.policy.pool)
        if not self.has_keys():
            keys_.save(made, passphrase)
        changing.join(self.pool, made, self.today())
        self._keys = made
        self.sealed()
        return made

    # --- what keepers did -------------------------------------------------------------------------------

    def log(self) -> Log:
        """What keepers did, and what is wrong with what says so."""
        return acts.read(self.pool)

    def signers(self) -> tuple[str, ...]:
        """The public keys of keepers, in the order in which they joined."""
        return acts.signers(self.pool)

    def seal(self) -> None:
        """Sign what was done with this keeper's keys. Needs the keys to be unlocked."""
        acts.seal(self.pool, self.unlock(), self.today())

    def sealed(self) -> None:
        """Sign what was just done if the keys are at hand; else the next act with open keys signs for it too. A log
        that was changed is not signed, which does not undo the act: `log` says what is wrong with it."""
        at_hand = self._keys is not None or (self.has_keys() and os.environ.get(PASSPHRASE_VARIABLE))
        if at_hand and not self.of_nobody:
            with contextlib.suppress(DamagedPool):
                self.seal()

    def agreed(self, act: str, **about: object) -> None:
        """Goes on where the rules ask for one keeper, or another one has asked for the same before. Raises Refused,
        code second_keeper, after this keeper's wish was written down."""
        if self.policy.two_keepers and not acts.agreed(self.pool, self.unlock(), self.today(), act, **about):
            raise refused(
                "This pool asks for two keepers here. Your signature is in the log.",
                hint="Another keeper does the same with their keys, and it is done.",
                code="second_keeper",
            )

    # --- members --------------------------------------------------------------------------------------

    def invitation(self) -> Invitation:
        return self.pool.invitation()

    @property
    def invitation_path(self) -> Path:
        """Where the invitation lies, to be handed out."""
        return self.folder / folder.INVITATION

    def invitation_bytes(self) -> bytes:
        """The file for members."""
        return invitation_text(self.pool.invitation())

    def invite(self, count: int, path: Path | None = None, handed_by: str = "") -> tuple[SeatCode, ...]:
        """New seats and their codes in batches; with `path` the table to tick them off in."""
        made = seating.invite(self.pool, count, self.today(), path=path, handed_by=handed_by)
        self.sealed()
        return made

    def rekey(self, seat: int) -> SeatCode:
        """A new code for a seat; its old key is worth nothing from now on."""
        made = seating.rekey(self.pool, seat, self.today())
        self.sealed()
        return made

    def remove(self, seat: int) -> tuple[str, ...]:
        """Erase a seat; gives the quarters that had rows. Raises Refused (second_keeper) where it takes two."""
        if any(s.seat == seat and s.removed_on is None for s in self.seats()):
            self.agreed("remove", seat=seat)
        made = seating.remove(self.pool, seat, self.today())
        self.sealed()
        return made

    def note(self, seat: int, given_to: str) -> None:
        """Write down whom a code was given to."""
        seating.note(self.pool, seat, given_to, self.today())

    def seats(self) -> tuple[Seat, ...]:
        return seating.seats(self.pool)

    def missing(self, quarter: str | None = None) -> tuple[Seat, ...]:
        """Seats in use without rows of a quarter: the last complete one if not said."""
        return seating.missing(self.pool, quarter or self.last_quarter())

    # --- files and rows -------------------------------------------------------------------------------

    def add(self, incoming: Iterable[tuple[str, bytes]], *, only: Kind | None = None) -> tuple[Taken, ...]:
        """Take in files (name, content); one decision for each, in the order given. Needs the keys."""
        made = intake.take(self.pool, self.unlock(), incoming, self.today(), only=only)
        self.sealed()
        return made

    def add_files(self, paths: Sequence[Path], *, only: Kind | None = None) -> tuple[Taken, ...]:
        """Take in files by their paths; one that cannot be read is refused and never stops the others."""
        read: list[int] = []
        taken: dict[int, Taken] = {}

        def contents() -> Iterator[tuple[str, bytes]]:
            for i, path in enumerate(paths):
                try:
                    data = _read(path)
                except OSError as error:
                    why = Said("It cannot be read: {strerror}.", strerror=Word(error.strerror or error))
                    taken[i] = Taken(intake.plain_name(path.name), Refused("no_access", why))
                else:
                    read.append(i)
                    yield path.name, data

        decided = self.add(contents(), only=only)
        taken |= zip(read, decided, strict=True)
        return tuple(taken[i] for i in range(len(paths)))

    def remarks(self, quarter: str | None = None) -> tuple[Remark, ...]:
        """What a keeper should look at in a quarter's rows (the last complete one if not said): nothing is dropped."""
        chosen = quarter or self.last_quarter()
        table = self.facts([quarters.shift(chosen, -n) for n in range(5)])
        columns = [table.column(c).to_pylist() for c in ("seat", *ROW_FIELDS)]
        rows = [(s, ContributionRow(**dict(zip(ROW_FIELDS, r, strict=True)))) for s, *r in zip(*columns, strict=True)]
        return plausible.remarks(rows, self.policy, chosen)

    def prune(self) -> tuple[str, ...]:
        """Erase rows older than the policy keeps them; gives the quarters that went."""
        gone = seating.prune(self.pool, self.today())
        self.sealed()
        return gone

    def last_quarter(self) -> str:
        """The last quarter that is over."""
        return quarters.last_complete(self.today())

    def quarters(self) -> tuple[str, ...]:
        """Quarters that have rows, oldest first."""
        return tuple(p.stem for p in facts_.fact_files(self.pool))

    def facts(self, chosen: Sequence[str] | None = None) -> pa.Table:
        """The rows: seat and the columns of a contribution."""
        return facts_.facts(self.pool, chosen)

    def fact_files(self, chosen: Sequence[str] | None = None) -> tuple[Path, ...]:
        """The same as Parquet files, one a quarter."""
        return facts_.fact_files(self.pool, chosen)

    def check_up(self, *, fix: bool = False) -> tuple[tuple[checking.Finding, ...], tuple[checking.Finding, ...]]:
        """What is wrong or odd, and with `fix` what was put right."""
        found = checking.findings(self.pool, self.today())
        if not fix:
            return found, ()
        put_right = checking.fix(self.pool, found, self.today())
        return checking.findings(self.pool, self.today()), put_right


@dataclass(frozen=True, slots=True)
class Made:
    """A new pool, and the key to print and put in a drawer."""

    collective: Collective
    recovery: str = field(repr=False)


def new_policy(
    name: str,
    *,
    today: dt.date,
    currency: str = "USD",
    regions: Sequence[str] = (),
    platforms: Sequence[str] = (),
    roles: Sequence[str] = (),
    bounds: Bounds | None = None,
    minimum_wage: Mapping[str, str] | None = None,
    smallest_cell: int = 10,
    keep_quarters: int = 8,
    rho: str = "0.05",
    simulated: bool = False,
    two_keepers: bool = False,
) -> Policy:
    """A policy, with the public vocabulary if nothing else is said. Raises InputError for one that cannot be, and
    for a highest rate that most would earn more than."""
    named = {p["name"] for p in reference.platform_presets()} - {OTHER}
    groups = {r["role_group"] for r in reference.role_groups()} - {OTHER}
    policy = Policy(
        pool=secrets.token_hex(8),
        name=" ".join(name.split()),
        currency=currency,
        regions=tuple(regions) or (DEFAULT_REGION,),
        platforms=tuple(platforms) or tuple(sorted(named)),
        roles=tuple(roles) or tuple(sorted(groups)),
        made_on=today,
        bounds=bounds or Bounds(),
        minimum_wage=dict(minimum_wage or {}),
        smallest_cell=smallest_cell,
        keep_quarters=keep_quarters,
        rho=rho,
        simulated=simulated,
        two_keepers=two_keepers,
    )
    check_policy(policy)
    _check_rate(policy)
    return policy


def _check_rate(policy: Policy) -> None:
    """Rates above the highest are all told as that one: in a currency of small units 300 would be the figure of
    everybody. There is none for a currency without reference rates."""
    found = reference.BundledRates().rate(policy.currency, DOLLAR, policy.made_on)
    if found is None or policy.bounds.rate * found[0] >= LOWEST_TOP:
        return
    usual = USUAL_TOP / found[0]
    ten = int(10 ** (len(str(int(usual))) - 1))
    raise InputError(
        "A highest rate of {rate_2} {currency} an hour is worth less than {lowest_top} US dollars: "
        "whoever earns more would be told as earning this.",
        hint=Act.HIGHER_RATE,
        rate=-int(-usual // ten) * ten,
        value=str(policy.bounds.rate),
        rate_2=Word(policy.bounds.rate),
        currency=Word(policy.currency),
        lowest_top=Word(LOWEST_TOP),
    )


def make(place: Path, policy: Policy, passphrase: str, *, clock: Callable[[], dt.datetime]) -> Made:
    """Make a pool in a new folder, with keys for this keeper under a passphrase.

    The keys are kept before the folder is there, so that no pool is without. Raises InputError, Refused.
    """
    made = keys_.new_keys(policy.pool)
    folder.check_place(place, policy)
    keys_.save(made, passphrase)
    return _made(place, policy, made, clock)


def make_simulated(place: Path, policy: Policy, *, clock: Callable[[], dt.datetime]) -> Made:
    """Make a pool for people who do not exist, in a new folder; its keys are nobody's. Raises InputError, Refused."""
    folder.check_place(place, policy)
    return _made(place, policy, keys_.keys_of_nobody(policy.pool), clock)


def _made(place: Path, policy: Policy, made: Keys, clock: Callable[[], dt.datetime]) -> Made:
    pool = folder.make(place, policy, made, clock().astimezone(dt.UTC).date())
    return Made(Collective(pool, clock, made), keys_.recovery_text(made))


def open_pool(place: Path, *, clock: Callable[[], dt.datetime]) -> Collective:
    """The pool of a folder, its keys locked. Raises NotFound, DamagedPool."""
    return Collective(folder.open_pool(place), clock)


# --- without a path typed ---------------------------------------------------------------------------------


def pools_folder() -> Path:
    """Where pools lie that are made on the page: TRACKER_POOLS, else `pools` in the user's data folder."""
    said = os.environ.get(FOLDER_VARIABLE)
    return Path(said).expanduser() if said else system.data_dir() / "pools"


def own_pools() -> tuple[Pool, ...]:
    """The pools that are there, by name; a folder that cannot be read is left out."""
    found = []
    home = pools_folder()
    for place in sorted(home.iterdir()) if home.is_dir() else ():
        try:
            found.append(folder.open_pool(place))
        except (NotFound, PoolError):
            continue
    return tuple(sorted(found, key=lambda p: p.policy.name.casefold()))


def new_place(policy: Policy) -> Path:
    """The folder for a new pool: its name as far as a file may have it, and a part of its number."""
    name = _NAME.sub("-", policy.name.casefold()).strip("-") or "pool"
    return pools_folder() / f"{name[:40]}-{policy.pool[:6]}"


def _read(path: Path) -> bytes:
    """The content of a file, never more than one byte over what a contribution may have. Raises OSError, also for
    what is not a file: a pipe would keep everybody waiting."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def codes_table(codes: Iterable[SeatCode]) -> str:
    """The table to hand codes out by: CSV."""
    return ticking_table(codes)


def draws_codes() -> bool:
    """Can QR codes be drawn here?"""
    return qr.available()


def codes_page(page: Slips) -> bytes:
    """The same as slips to print and cut: HTML."""
    return slips.html(page)


def write_codes_page(page: Slips, path: Path) -> None:
    """The same as a file that this user alone can read."""
    files.write(path, codes_page(page))


def policy_hash(policy: Policy) -> str:
    """What bundles name the policy by."""
    return policy_digest(policy)
