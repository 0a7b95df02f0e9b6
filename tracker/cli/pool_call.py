"""One call of `tracker pool`: the pool it is about, and the passphrase of its keys."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tracker.cli import ask
from tracker.cli.out import Out
from tracker.desk import pools
from tracker.desk.places import path_of
from tracker.desk.pools import Collective
from tracker.errors import InputError, KeysNeeded
from tracker.say import Word
from tracker.views.text import _


@dataclass
class PoolCall:
    """One call: the arguments, where words go, the clock, and the pool, opened when it is first asked for."""

    args: argparse.Namespace
    out: Out
    clock: Callable[[], dt.datetime]

    @cached_property
    def collective(self) -> Collective:
        return pools.open_pool(path_of(self.args.folder), clock=self.clock)

    def unlocked(self) -> Collective:
        """The pool with its keys open: by the environment's passphrase, else by one that is asked for."""
        if self.collective.locked:
            self.collective.unlock(passphrase())
        return self.collective


def passphrase(*, new: bool = False) -> str:
    """The passphrase of the environment, else one that is typed unseen, twice where it is new. Raises KeysNeeded."""
    said = os.environ.get(pools.PASSPHRASE_VARIABLE)
    if said:
        return said
    if not ask.possible():
        raise KeysNeeded(
            "The keys of a pool need a passphrase.",
            hint="Set {passphrase_variable}, or use a terminal.",
            passphrase_variable=Word(pools.PASSPHRASE_VARIABLE),
        )
    typed = getpass.getpass(_("New passphrase: ") if new else _("Passphrase: "))
    if new and getpass.getpass(_("Once more: ")) != typed:
        raise InputError("The two are not the same.", hint="Try again.")
    return typed
