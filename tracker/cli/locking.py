"""Encryption at rest: encrypt, decrypt, unlock, lock, passphrase. Passphrases are typed unseen, or read from files."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli import ask, ways
from tracker.cli.out import Out, wrap
from tracker.desk import encryption
from tracker.desk.places import path_of
from tracker.errors import InputError, LedgerLocked, NeedsAnswer, NotFound
from tracker.say import Said, Word
from tracker.views.text import _, ngettext

if TYPE_CHECKING:
    from tracker.store.results import Reformed

Clock = Callable[[], dt.datetime]
TRIES = 3
_LAST = 5
"""Letters of the recovery key that are typed to show that it is on paper."""
_KEEP_KEY = Said(
    "Write it down or print it, and keep it away from this machine: it opens the ledger without the passphrase. "
    "Without either of them nobody can, and nobody can help. It is not shown again."
)
_OUTSIDE = Said(
    "Exports, papers and copies that you made elsewhere by hand are as they were, and so are the files of the folder "
    "contributions. Freed parts of the disk may hold old plain text until they are written over."
)


def encrypt(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Show the recovery key, then encrypt the ledger with all that belongs to it."""
    path = encryption.place(args.ledger)
    if encryption.is_encrypted(path):
        raise InputError("{path} is encrypted already.", code="already_encrypted", path=Word(path))
    said, key = _new(args.passphrase_file), encryption.new_key()
    paper = key.on_paper()
    if not out.as_json:
        out.plain(_("The recovery key of {path}:").format(path=path) + f"\n\n  {paper}\n")
        out.plain(wrap(_KEEP_KEY))
    asked = _("Its last five letters, from your paper: ")
    if args.passphrase_file is None and ask.line(asked).upper() != paper[-_LAST:]:
        raise InputError("These are not its last five letters; nothing was encrypted.", code="bad_recovery")
    done = encryption.encrypt(path, said, key, clock=clock, lock_after=args.lock_after)
    text = _("{path} is encrypted, with {what}. It locks itself after {n} minutes without use.")
    text = text.format(path=path, what=_counted(done), n=args.lock_after)
    data = {**_json(path, done), "recovery_key": paper, "lock_after": args.lock_after}
    left = _left(done, _("{path} is not encrypted."), _("{path} is not encrypted: it is not there now."))
    out.done(data, "\n".join([text, *left, wrap(_OUTSIDE)]))
    return 0


def decrypt(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Make the ledger plain again."""
    path = encryption.place(args.ledger)
    _with_key(path, args.passphrase_file)
    if not args.yes:
        ask.sure(Said("Write {path} and all that belongs to it out as plain files?", path=Word(path)))
    done = encryption.decrypt(path)
    text = _("{path} is plain again, with {what}.").format(path=path, what=_counted(done))
    left = _left(done, _("{path} is still encrypted."), _("{path} is still encrypted: it is not there now."))
    out.done(_json(path, done), "\n".join([text, *left]))
    return 0


def unlock(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Give the passphrase once, for all commands and the app."""
    path = encryption.place(args.ledger)
    said = _typed(_("Passphrase: ")) if args.passphrase_file is None else _read(args.passphrase_file)
    minutes = encryption.unlock(path, said, lock_after=args.lock_after)
    data = {"ledger": str(path), "locked": False, "lock_after": minutes}
    text = Said("{path} is open. It locks itself after {n} minutes without use.", path=Word(path), n=minutes)
    out.done(data, text)
    return 0


def lock(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Let everybody forget the key."""
    path = encryption.place(args.ledger)
    was_open = encryption.lock(path)
    text = "{path} is locked." if was_open else "{path} was locked already."
    out.done({"ledger": str(path), "locked": True, "was_open": was_open}, Said(text, path=Word(path)))
    return 0


def passphrase(args: argparse.Namespace, out: Out, clock: Clock) -> int:
    """Set another passphrase, with the old one or with the recovery key."""
    path = encryption.place(args.ledger)
    if args.recovery or args.recovery_file is not None:
        paper = _typed(_("Recovery key: ")) if args.recovery_file is None else _read(args.recovery_file)
        key = encryption.key_by_paper(path, paper)
    else:
        old = _typed(_("Old passphrase: ")) if args.passphrase_file is None else _read(args.passphrase_file)
        key = encryption.key_by_passphrase(path, old)
    done = encryption.set_passphrase(path, key, _new(args.new_passphrase_file))
    text = _("The passphrase of {path} is changed. The recovery key is the same.").format(path=path)
    old_one = _("{path} still opens by the old one."), _("{path} still opens by the old one: it is not there now.")
    out.done(_json(path, done), "\n".join([text, *_left(done, *old_one)]))
    return 0


def give(error: LedgerLocked, out: Out) -> bool:
    """Ask for the passphrase of a file that a command needs, if there is somebody to ask; whether it is open now."""
    if error.code != LedgerLocked.code or out.as_json or not ask.possible():
        return False
    _asked(error.where)
    return True


def _with_key(path: Path, file: str | None) -> None:
    """See that the key is at hand."""
    if file is not None:
        encryption.unlock(path, _read(file))
    elif not encryption.is_open(path) and ask.possible():
        _asked(path)


def _asked(path: Path) -> None:
    for left in reversed(range(TRIES)):
        try:
            encryption.unlock(path, _typed(_("Passphrase of {path}: ").format(path=path)))
        except LedgerLocked as error:
            if not left:
                raise
            print(ways.say(error.sentence()), file=sys.stderr)
        else:
            return


# --- passphrases ---------------------------------------------------------------------------------------


def _typed(prompt: str) -> str:
    """What is typed unseen. Raises NeedsAnswer if nobody can be asked."""
    if not ask.possible():
        raise NeedsAnswer("A passphrase is typed in a terminal, or read from a file.", asks="passphrase_file")
    return getpass.getpass(prompt)


def _new(file: str | None) -> str:
    """A new passphrase, typed twice. Raises InputError."""
    from tracker.words import passphrase as words

    if file is not None:
        return words.new(_read(file))
    said = words.new(_typed(_("New passphrase: ")))
    if _typed(_("Once more: ")) != said:
        raise InputError("The two are not the same.", hint="Try again.")
    return said


def _read(file: str) -> str:
    """The first line of a file; of - that of standard input. Raises NotFound, InputError for an empty one."""
    if file == "-":
        text = sys.stdin.readline()
    else:
        path = path_of(file)
        if not path.is_file():
            raise NotFound("There is no file {path}.", path=Word(path))
        text = path.read_text("utf-8")
    line = text.splitlines()[0] if text else ""
    if not line:
        raise InputError("The first line of {name} is empty.", name=Word(file))
    return line


# --- what is said --------------------------------------------------------------------------------------


def _counted(done: Reformed) -> str:
    backups = ngettext("{n} backup", "{n} backups", done.backups).format(n=done.backups)
    files = ngettext("{n} kept file", "{n} kept files", done.files).format(n=done.files)
    return _("{first} and {second}").format(first=backups, second=files)


def _left(done: Reformed, still: str, away: str) -> list[str]:
    """Copies that are in another form still, each with why."""
    return [*(away.format(path=p) for p in done.out_of_reach), *(still.format(path=p) for p in done.left)]


def _json(path: Path, done: Reformed) -> dict[str, Any]:
    return {
        "ledger": str(path),
        "backups": done.backups,
        "files": done.files,
        "out_of_reach": [str(p) for p in done.out_of_reach],
        "left": [str(p) for p in done.left],
    }
