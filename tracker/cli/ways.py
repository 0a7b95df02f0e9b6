"""What the terminal says and in which language; what a person can do next as the terminal says it: the command."""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING

from tracker.cli.figures import written
from tracker.say import Act, Count, Part, Said, Share, Sum, Weekday, plain
from tracker.units import Money
from tracker.views import text
from tracker.views.text import _, ngettext
from tracker.words.locale import of_machine, preferred

if TYPE_CHECKING:
    from tracker.store.results import Operation

_locale: ContextVar[str] = ContextVar("locale", default="en")

WORDS = {
    Act.ADD_CONTRIBUTIONS: "Take contributions in with tracker pool add.",
    Act.ANOTHER_PLACE: "Choose another place with --ledger.",
    Act.ANSWER: "Give it with --{asks}.",
    Act.ANSWER_DRAFT: 'Write each "answer" into the draft that --draft-map makes, then import with --map.',
    Act.BACK_UP: "Now and then, run: tracker backup.",
    Act.BUILD_RELEASE: "Build one with tracker release build.",
    Act.CHANGE_TERMS: (
        "Set what is right: tracker terms '{platform}' --change {row} --{column} …, or take the row away: "
        "tracker terms '{platform}' --remove {row}."
    ),
    Act.CHECK_PATH: "Check the path given with --ledger.",
    Act.CHECK_POOL: "Nothing was drawn. Look with tracker pool doctor.",
    Act.CHECK_UP: "See what is wrong with: tracker doctor.",
    Act.CHOOSE_ROW: "Choose one with --row.",
    Act.DECLARE_AVAILABILITY: "Declare it with: tracker available HOURS.",
    Act.DRAFT_ANEW: "Make the draft again with --draft-map.",
    Act.ENTER_EXPENSE: "with tracker spent.",
    Act.FIND_ROW: "tracker doctor names the row.",
    Act.HIGHER_RATE: "Give a higher one, such as {rate}: --most-rate, or the page's own field.",
    Act.IMPORT_ARCHIVE: "An archive (.zip) is read with: tracker import FILE.",
    Act.INSTALL_ENCRYPTION: "Install the extra: uv tool install 'gig-tracker[encrypted]'.",
    Act.KEPT_FILES: "See them with: tracker attach --list.",
    Act.LEAVE_OUT_WORK: "give --rule task=earned:- with it.",
    Act.MAKE_POOL: "Make one with tracker pool init.",
    Act.MAP_ALL_COLUMNS: "Export the file again with all columns, or map its columns yourself with --map.",
    Act.MAP_COLUMNS: "Describe the columns with --map; tracker import FILE --draft-map makes a first draft.",
    Act.NAME_ANOTHER_FILE: "Name another file, or write over it with --force.",
    Act.NAME_DOUBLE: "tracker doctor lists them; name one as TABLE:ROW, or a kind.",
    Act.NAME_OR_RECOVER: (
        "If this is another file, name the ledger's own; if it is encrypted, the recovery key opens it: "
        "tracker passphrase --recovery."
    ),
    Act.NEWER_VERSION: "Install the newest version, for instance with `uv tool upgrade gig-tracker`.",
    Act.NEWEST_BACKUP: "The newest backup is {backup}: `tracker restore` puts it in the damaged file's place.",
    Act.NEW_PROJECT: "Use --since always, or make another project for the new terms.",
    Act.PAUSE: "Pause it with: tracker pause.",
    Act.PRUNE_POOL: "tracker pool prune.",
    Act.PUT_BACK: (
        "Put back a backup with `tracker restore FILE`, from the folder `backups` beside it if there is one."
    ),
    Act.RECOVER: "Try again, or set a new one with the recovery key: tracker passphrase --recovery.",
    Act.REPLACED_LEDGER: "The ledger that was replaced is among the backups: tracker restore FILE.",
    Act.RESUME: "Go on with: tracker resume.",
    Act.RUN_CHECK_UP: "Run tracker doctor.",
    Act.SAVE_OPEN: "Run the command again: it opens what is there now.",
    Act.SAME_MONEY: (
        "Give --replace if it is the same money (the payment goes), --add arrived if these are two things."
    ),
    Act.SAY_CYCLE: "Set its cycle with --cycle and --delay.",
    Act.SAY_RATE: "Set one: tracker rate {currency} VALUE.",
    Act.SAY_STOPPED: "Enter when you stopped: tracker stop --at 18:30.",
    Act.SAY_THE_CYCLE: "Set it with --cycle and --delay.",
    Act.SEE_FORMATS: "All that is read, and how to get each file: tracker formats.",
    Act.SETTINGS: "Change it with: tracker set time_zone ZONE, tracker set home_currency CODE.",
    Act.SINCE_ALWAYS: "--since always",
    Act.SINCE_DAY: "--since {day}",
    Act.SMALLER_RHO: "A smaller --rho may fit.",
    Act.START_TIMER: "Start one: tracker start PLATFORM.",
    Act.STOP_OR_SWITCH: "Stop it first: tracker stop; or go over to the other with: tracker switch.",
    Act.UNLOCK: "Give its passphrase with: tracker unlock.",
    Act.WHICH_CHANGES: "See with `tracker undo --list` which are there, and enter the others again.",
    Act.WHICH_OPERATIONS: "`tracker undo --list` shows those there are.",
    Act.WRITE_ELSEWHERE: "Give yourself the right to write there, or choose another place with --ledger.",
}


def speak(chosen: str | None = None) -> None:
    """Say everything in the language that was chosen, else in that of the terminal, from here on. What has no whole
    catalogue is English unless it was chosen."""
    locale = preferred(chosen, of_machine(os.environ)) or "en"
    text.speak(locale, chosen=bool(chosen))
    _locale.set("en" if text.spoken() == "en" else locale)


def locale() -> str:
    """The locale of what is said here: "en" unless another language is spoken."""
    return _locale.get()


def say(said: Said | str) -> str:
    """A sentence in plain words, with the commands of the terminal.

    >>> say(Said("No timer is running. {way}", way=Act.START_TIMER))
    'No timer is running. Start one: tracker start PLATFORM.'
    """
    return _(said) if isinstance(said, str) else said.spoken(_words, _)


def _words(part: Part) -> str:
    match part:
        case Act():
            return _(WORDS[part])
        case Weekday(day):
            return f"{_weekdays()[day.weekday()]} {day.isoformat()}"
        case Money() | Sum() | Count() | Share() | float():
            return written(plain(part), locale())
    return plain(part)


def _weekdays() -> tuple[str, ...]:
    return _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")


def undo(operation: Operation | None) -> str:
    """How a change is taken back, behind what it was; nothing if nothing was changed."""
    return "" if operation is None else " " + _("(undo: tracker undo {n})").format(n=operation.id)


def rows(n: int) -> str:
    return ngettext("{n} row", "{n} rows", n).format(n=n)
