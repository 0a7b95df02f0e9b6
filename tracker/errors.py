"""Every error the tracker raises on purpose.

TrackerError            code, message, hint; exit code 1 on the command line
├── InputError          something a person typed or a file holds: file, line, column, value
│   ├── Invalid         a record that does not hold together: every problem, by column
│   ├── UnreadableFile  no text could be made of the file (empty, a PDF, a zip bomb …)
│   └── NeedsAnswer     the file does not settle a question (date order, zone …): its name
├── NotFound            no such platform, project, operation …: what there is instead
├── Ambiguous           several meanings, or one to be agreed to: which
│   ├── ChangedTerms    new terms of a project whose work is logged: were they always so
│   └── NewName         a name that the ledger has not met: is it meant, or one that is there
├── Refused             the request is understood and not done: why
│   ├── ForgottenTimer  the timer ran too long to be kept without its end
│   └── UndoRefused     rows were changed since: which operations to undo together
├── PoolError           the folder of a pool, or the keys to it
│   ├── DamagedPool     a file of the pool is not what it was written as
│   ├── PoolBusy        another program holds the pool for too long
│   └── KeysNeeded      a wrong passphrase, or no keys of this pool on this machine
└── LedgerError         the store itself
    ├── NewerLedger     written by a newer version of the tracker
    ├── DamagedLedger   the integrity check failed
    ├── LedgerReadOnly  the folder or file cannot be written
    ├── DiskFull        no room left; nothing was written
    ├── LedgerBusy      another program holds the ledger for too long
    ├── LedgerLocked    it is encrypted, and nobody has given its passphrase: whose file
    └── LedgerMoved     its file was deleted, moved or replaced while it was open
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.say import Act, Many, Part, Said, Whole, Word, told


class TrackerError(Exception):
    """Base of all errors; `code` is stable and machine-readable, `hint` says what to do.

    `parts`: what is in the blanks of both.
    """

    code = "error"

    def __init__(
        self, message: Said | str, *, hint: Said | str | Act = "", code: str | None = None, **parts: Part
    ) -> None:
        self.message, self.hint = told(message, **parts), told(hint, **parts)
        super().__init__(str(self.message))
        if code is not None:
            self.code = code

    def sentence(self) -> Said:
        """Message and hint as one line for a person."""
        return Said("{message} {hint}", message=self.message, hint=self.hint)


class InputError(TrackerError):
    """`file`, `line`, `column` and `value` say where; `value` may be used in the message."""

    code = "bad_input"

    def __init__(
        self,
        message: Said | str,
        *,
        hint: Said | str | Act = "",
        code: str | None = None,
        file: str = "",
        line: int | None = None,
        column: str = "",
        value: str = "",
        **parts: Part,
    ) -> None:
        TrackerError.__init__(self, message, hint=hint, code=code, value=value, **parts)
        self.file, self.line, self.column, self.value = file, line, column, value

    def sentence(self) -> Said:
        line = Said("line {n}", n=self.line) if self.line else None
        column = Word(self.column) if self.file or line else None  # what was typed by hand has no columns
        where = [p for p in (self.file, line, column) if p and p != Word("")]
        said = super().sentence()
        return Said("{where}: {said}", where=Many(where), said=said) if where else said


class Invalid(InputError):
    """A record that cannot be: `problems` has all that is wrong, `values` what its columns were to hold.

    Code, column and value are those of the first problem; the message names columns in words.
    """

    def __init__(self, problems: Sequence[Problem], values: Mapping[str, Any]) -> None:
        said = Many(tuple(dict.fromkeys(in_words(p.message, values) for p in problems)), "; ")
        first = problems[0]
        super().__init__(Whole("{said}.", said=said), code=first.code, column=first.column, value=first.value)
        self.problems, self.values = tuple(problems), values


def in_words(said: Said, columns: Mapping[str, Any]) -> Said:
    """A problem for whoever types a row: names of columns as words."""
    text = said.text
    for name in (n for n in columns if "_" in n):
        text = text.replace(name, name.replace("_", " "))
    return Said(text, **{k: _words_of(p) if isinstance(p, Word) and p.text in columns else p for k, p in said.parts})


def _words_of(column: Word) -> Word:
    return Word(str(column.text).replace("_", " "))


class UnreadableFile(InputError):
    code = "unreadable_file"


class NeedsAnswer(InputError):
    """A question that the input leaves open. `asks` is its name: dates, decimal, zone, format …

    `format`: the name of the format whose files it is about, "" if it is about one file.
    """

    code = "needs_answer"

    def __init__(
        self,
        message: Said | str,
        *,
        asks: str,
        choices: tuple[str, ...] = (),
        hint: Said | str | Act = Act.ANSWER,
        file: str = "",
        line: int | None = None,
    ) -> None:
        super().__init__(message, hint=told(hint, asks=Word(asks.replace("_", "-"))), file=file, line=line)
        self.asks, self.choices, self.format = asks, choices, ""


class NotFound(TrackerError):
    code = "not_found"


class Ambiguous(TrackerError):
    """What was said has several meanings, or one that has to be agreed to: a question.

    `choices`: for a line of words what each answer says, and the line that means it and nothing else (reading
    that line asks the same question no more). Where only one reading is possible there is one choice.
    """

    code = "ambiguous"

    def __init__(
        self,
        message: Said | str,
        *,
        hint: Said | str | Act = "",
        choices: Sequence[tuple[Said | str, str]] = (),
        code: str | None = None,
        **parts: Part,
    ) -> None:
        super().__init__(message, hint=hint, code=code, **parts)
        names = [str(name) for name, _line in choices]  # two answers of one name are told apart by their lines
        self.choices: tuple[tuple[Said | str, str], ...] = tuple(
            (Said("{line}", line=line) if names.count(str(name)) > 1 and line else name, line) for name, line in choices
        )


class NewName(Ambiguous):
    """A name that the ledger has not met needs one more yes. `choices`: what may be meant instead."""

    code = "new_name"


class ChangedTerms(Ambiguous):
    """New terms of a project whose work is logged: were they always so? `choices`: what each answer changes, and from
    when on it says that they hold."""

    code = "changed_terms"


class Refused(TrackerError):
    code = "refused"


class ForgottenTimer(Refused):
    """A timer ran for half a day or over midnight: it is kept only with the end that a person gives."""

    code = "forgotten_timer"


class UndoRefused(Refused):
    code = "undo_refused"

    def __init__(self, message: Said | str, *, later: tuple[int, ...], hint: Said | str = "") -> None:
        super().__init__(message, hint=hint)
        self.later = later


class PoolError(TrackerError):
    code = "pool"


class DamagedPool(PoolError):
    code = "damaged_pool"


class PoolBusy(PoolError):
    code = "pool_busy"


class KeysNeeded(PoolError):
    code = "keys_needed"


class LedgerError(TrackerError):
    code = "ledger"


class NewerLedger(LedgerError):
    code = "newer_ledger"


class DamagedLedger(LedgerError):
    code = "damaged_ledger"


class LedgerReadOnly(LedgerError):
    code = "read_only"


class DiskFull(LedgerError):
    code = "disk_full"


class LedgerBusy(LedgerError):
    code = "busy"


class LedgerLocked(LedgerError):
    """`where`: the file whose passphrase is asked for."""

    code = "locked"

    def __init__(self, message: Said | str, *, where: Path, hint: Act, code: str | None = None) -> None:
        super().__init__(message, hint=hint, code=code, where=Word(where))
        self.where = where


class LedgerMoved(LedgerError):
    """The file at the ledger's path is not the one that is open, or not in the state in which it was left."""

    code = "moved"


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """Why one cell or row cannot be used. `line` is 1-based in the source, 0 if there is none."""

    code: str
    message: Said
    line: int
    column: str
    value: str

    def __init__(
        self, code: str, message: Said | str, line: int = 0, column: str = "", value: str = "", **parts: Part
    ) -> None:
        of = told(message, value=value, **parts)
        for name, held in zip(self.__slots__, (code, of, line, column, value), strict=True):
            object.__setattr__(self, name, held)


@dataclass(frozen=True, slots=True, init=False)
class Caveat:
    """What a number leaves out: `n` things of kind `code`, said in `text`."""

    code: str
    text: Said
    n: int

    def __init__(self, code: str, text: Said | str, n: int = 1, **parts: Part) -> None:
        for name, held in zip(self.__slots__, (code, told(text, n=n, **parts), n), strict=True):
            object.__setattr__(self, name, held)
