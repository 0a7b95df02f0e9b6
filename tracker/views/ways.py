"""What a person can do next, as the app says it: the page, and its address. The one table from acts to pages.

What the app cannot do (nothing can be done in it about a ledger that does not open) is said to be done in a terminal.
"""

from __future__ import annotations

from tracker.say import Act, Said, parts_of
from tracker.views.text import _


def page(said: Said | str) -> tuple[str, str] | None:
    """The page that the app's words for a sentence name: its address, with its part, and its title. None: they name
    none.

    >>> page(Said("The ledger is large. {way}", way=Act.BACK_UP))
    ('settings?part=safe', 'Settings')
    """
    named = [ways()[act][1] for act in parts_of(said, Act)]
    return next(((address, _title(address)) for address in named if address), None)


def words(act: Act) -> str:
    """What one can do in the app; blanks of the sentence that it is in are left open."""
    text, address = ways()[act]
    return text.replace("{page}", _title(address)) if address else text


def _title(address: str) -> str:
    return pages()[address.partition("?")[0]]


def pages() -> dict[str, str]:
    """Pages that a way out may lead to: title by address."""
    return {
        "today": _("Today"),
        "payments": _("Payments"),
        "import": _("Import"),
        "availability": _("Availability"),
        "projects": _("Projects"),
        "collective": _("Collective"),
        "settings": _("Settings"),
    }


def ways() -> dict[Act, tuple[str, str]]:
    """By act: the app's words, and the address of the page that they name, with the part of it that is meant."""
    return {
        Act.ADD_CONTRIBUTIONS: (_("Take contributions in on the page {page}."), "collective"),
        Act.ANOTHER_PLACE: (
            _("Choose another place when you start it in a terminal: `tracker app --ledger PATH`."), ""
        ),
        Act.ANSWER: ("", ""),
        Act.ANSWER_DRAFT: (_("Answer what is open on the page {page}."), "import"),
        Act.BACK_UP: (_("Now and then, make a backup on the page {page}."), "settings?part=safe"),
        Act.BUILD_RELEASE: (_("Build one on the page {page}."), "collective"),
        Act.CHANGE_TERMS: (
            _("Take the row away on the page {page}, under Terms of pay, and enter the terms as they are."),
            "settings?part=platforms",
        ),
        Act.CHECK_PATH: (_("Check the path that was given in a terminal with --ledger."), ""),
        Act.CHECK_POOL: (_("Nothing was drawn. Look on the page {page}, under “Is everything whole?”."), "collective"),
        Act.CHECK_UP: (_("See what is wrong on the page {page}, under Keep it safe."), "settings?part=safe"),
        Act.CHOOSE_ROW: (_("Choose one of them."), ""),
        Act.DECLARE_AVAILABILITY: (_("Declare it on the page {page}."), "availability"),
        Act.DRAFT_ANEW: (_("Drop the file again on the page {page}."), "import"),
        Act.ENTER_EXPENSE: (_("on the page {page}."), "payments"),
        Act.FIND_ROW: (_("The page {page} names the row, under Keep it safe."), "settings?part=safe"),
        Act.HIGHER_RATE: (_("Enter a higher one, such as {rate}, in the field for it."), ""),
        Act.IMPORT_ARCHIVE: (_("An archive (.zip) is read on the page {page}."), "import"),
        Act.INSTALL_ENCRYPTION: (
            _("Install the extra in a terminal: `uv tool install 'gig-tracker[encrypted]'`."), ""
        ),
        Act.KEPT_FILES: (
            _("They are listed at the session, the payment or the project that they belong to."), ""
        ),
        Act.LEAVE_OUT_WORK: (_("leave its work out as “not work”."), ""),
        Act.MAKE_POOL: (_("Make one on the page {page}."), "collective"),
        Act.MAP_ALL_COLUMNS: (
            _("Export the file again with all columns, or save it with other column names and say on the page {page} "
              "which is what."), "import",
        ),
        Act.MAP_COLUMNS: (
            _("Look whether it is the file you meant, or save it as a table (CSV, Excel) and drop that."), ""
        ),
        Act.NAME_ANOTHER_FILE: (_("Name another file."), ""),
        Act.NAME_DOUBLE: (_("The page {page} lists them, under Keep it safe."), "settings?part=safe"),
        Act.NAME_OR_RECOVER: (
            _("If this is another file, start it with the ledger's own; if it is encrypted, the recovery key opens it, "
              "in a terminal: `tracker passphrase --recovery`."), "",
        ),
        Act.NEWER_VERSION: (
            _("Install the newest version, in a terminal for instance with `uv tool upgrade gig-tracker`."), ""
        ),
        Act.NEWEST_BACKUP: (
            _("The newest backup is {backup}. Put it in the damaged file's place in a terminal: "
              "`tracker restore FILE`."), "",
        ),
        Act.NEW_PROJECT: (_("Make another project for the new terms on the page {page}."), "settings?part=projects"),
        Act.PAUSE: (_("Pause it on the page {page}."), "today"),
        Act.PRUNE_POOL: (_("remove them under Old rows."), ""),
        Act.PUT_BACK: (
            _("Put back a backup in a terminal with `tracker restore FILE`, from the folder `backups` beside it if "
              "there is one."), "",
        ),
        Act.RECOVER: (
            _("Try again, or set a new one with the recovery key, in a terminal: `tracker passphrase --recovery`."), ""
        ),
        Act.REPLACED_LEDGER: (
            _("The ledger that was replaced is among the backups on the page {page}."), "settings?part=safe"
        ),
        Act.RESUME: (_("Go on with it on the page {page}."), "today"),
        Act.RUN_CHECK_UP: (_("See what is wrong on the page {page}, under Keep it safe."), "settings?part=safe"),
        Act.SAVE_OPEN: (
            _("Save what was open under another name, or go on with what is there now. Load the page again if it does "
              "not offer both."), "",
        ),
        Act.SAME_MONEY: (_("Choose on the page {page} whether it is the same money or two things."), "import"),
        Act.SAY_CYCLE: (_("Set its pay days on the page {page}."), "settings?part=platforms"),
        Act.SAY_RATE: (_("Set one for {currency} on the page {page}, under Exchange rates."), "settings?part=rates"),
        Act.SAY_STOPPED: (_("Enter when you stopped on the page {page}."), "today"),
        Act.SAY_THE_CYCLE: (_("Set its pay days on the page {page}."), "settings?part=platforms"),
        Act.SEE_FORMATS: (_("All that is read, and how to get each file, is listed on the page {page}."), "import"),
        Act.SETTINGS: (_("Change it on the page {page}."), "settings"),
        Act.SINCE_ALWAYS: (_("always on the page {page}"), "projects"),
        Act.SINCE_DAY: (_("{day} on the page {page}"), "projects"),
        Act.SMALLER_RHO: (_("A smaller share of the budget may fit."), ""),
        Act.START_TIMER: (_("Start one on the page {page}."), "today"),
        Act.STOP_OR_SWITCH: (_("Stop it first on the page {page}, or go over to the other."), "today"),
        Act.UNLOCK: (_("Give its passphrase, here or in a terminal with `tracker unlock`."), ""),
        Act.WHICH_CHANGES: (
            _("See on the page {page}, under Latest changes, which are there, and enter the others again."),
            "settings?part=changes",
        ),
        Act.WHICH_OPERATIONS: (_("The page {page} shows those there are."), "settings?part=changes"),
        Act.WRITE_ELSEWHERE: (
            _("Give yourself the right to write there, or choose another place when you start it in a terminal: "
              "`tracker app --ledger PATH`."), "",
        ),
    }  # fmt: skip
