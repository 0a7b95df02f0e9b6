"""What a person can do next, as the terminal says it: the command. The one table from acts to commands."""

from __future__ import annotations

from contextvars import ContextVar

from tracker.say import Act, Part, Said, Translate, plain

_translate: ContextVar[Translate] = ContextVar("translate", default=str)

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


def speak(language: str | None) -> None:
    """Say everything in a language from here on; in English for None, without a catalogue being read."""
    from tracker.views import text

    text.speak(language or "en", chosen=True)
    _translate.set(text._ if language else str)


def say(said: Said | str) -> str:
    """A sentence in plain words, with the commands of the terminal.

    >>> say(Said("No timer is running. {way}", way=Act.START_TIMER))
    'No timer is running. Start one: tracker start PLATFORM.'
    """
    translate = _translate.get()
    return translate(said) if isinstance(said, str) else said.spoken(_words, translate)


def _words(part: Part) -> str:
    return _translate.get()(WORDS[part]) if isinstance(part, Act) else plain(part)
