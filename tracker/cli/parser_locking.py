"""The words and options of the commands for encrypted ledgers."""

from __future__ import annotations

import argparse

from tracker.cli.parsing import Add

LOCK_AFTER = 60


def locking(add: Add) -> None:
    p = add("encrypt", "encrypt the ledger, its backups and kept files, under a passphrase that you choose")
    _passphrase(p, "the new passphrase")
    p.add_argument(
        "--lock-after", type=int, default=LOCK_AFTER, metavar="MINUTES",
        help=f"let go of the key when nobody asked for it for so long ({LOCK_AFTER})",
    )  # fmt: skip
    p = add("decrypt", "make an encrypted ledger plain again, with its backups and kept files")
    _passphrase(p, "the passphrase")
    p.add_argument("--yes", action="store_true", help="do not ask")
    p = add("unlock", "give the passphrase of an encrypted ledger, once for all commands and the app")
    _passphrase(p, "the passphrase")
    p.add_argument(
        "--lock-after", type=int, metavar="MINUTES", help="from now on let go of the key after so long without use"
    )
    add("lock", "let go of the key of an encrypted ledger, in all commands and the app")
    p = add("passphrase", "set another passphrase for an encrypted ledger, with the old one or the recovery key")
    _passphrase(p, "the old passphrase")
    p.add_argument("--new-passphrase-file", metavar="FILE", help="the first line of a file is the new one")
    p.add_argument("--recovery", action="store_true", help="with the recovery key in place of the old one")
    p.add_argument("--recovery-file", metavar="FILE", help="the first line of a file is the recovery key")


def _passphrase(p: argparse.ArgumentParser, what: str) -> None:
    p.add_argument("--passphrase-file", metavar="FILE", help=f"the first line of a file is {what}; - is standard input")
