"""Changes of a pool: one transaction each, and what is made from the rows is brought into step with it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from tracker.errors import PoolBusy
from tracker.say import Act, Word
from tracker.vault import database, facts, sheets
from tracker.vault.database import Change
from tracker.vault.folder import LOG, Keeper, Pool, log_ahead, settle_log, write_keepers
from tracker.vault.keys import Keys


@contextlib.contextmanager
def changing(pool: Pool, day: dt.date) -> Iterator[Change]:
    """One transaction; afterwards log and facts are brought into step with it.

    A kill at any instant leaves the rows old or new; what is made from them is put in step by the next use. Raises
    PoolBusy where intake.log is ahead of the database: what is added now would part from it.
    """
    if log_ahead(pool):
        raise PoolBusy(
            "{log} tells of acts that pool.db does not have yet.",
            hint=Act.CHECK_POOL,
            log=Word(LOG),
        )
    with database.changing(pool.database, day) as change:
        yield change
    settle(pool, day)


def settle(pool: Pool, day: dt.date) -> None:
    """Bring the log file, the facts and the kept sheets into step with the rows."""
    settle_log(pool)
    facts.settle(pool, day)
    sheets.settle(pool, day)


def join(pool: Pool, keys: Keys, today: dt.date) -> None:
    """Add a keeper: bundles made with the invitation from now on open for these keys too. Twice changes nothing."""
    with changing(pool, today) as change:  # the lock: of two that join at once none is lost
        keepers = pool.keepers()
        if any(k.recipient == keys.recipient and k.signs for k in keepers):
            return
        keepers = tuple(k for k in keepers if k.recipient != keys.recipient)  # from before keepers had a key to sign by
        write_keepers(pool, (*keepers, Keeper(keys.recipient, today, keys.public)), pool.publisher)
        change.log("keeper")
