"""The way out that a sentence names, as the app says it: the page in place of the command.

Errors, notices and caveats are made below the faces and name the command that helps; the command line shows them
as they are. This is the only place that knows what the app has in its stead. What the app cannot do (nothing can
be done in it about a ledger that does not open) is said to be done in a terminal.
"""

from __future__ import annotations

import re

from tracker.views.text import _


def in_app(text: str) -> str:
    """A sentence from below in the app's words.

    >>> in_app("No timer is running. Start one: tracker start PLATFORM.")
    'No timer is running. Start one on the page Today.'
    """
    return _way(text)[0]


def page(text: str) -> tuple[str, str] | None:
    """The page that the app's words for a sentence name: its address and its title. None: they name none.

    >>> page("The ledger is large. Now and then, run: tracker backup.")
    ('settings', 'Settings')
    """
    return _way(text)[1]


def pages() -> dict[str, str]:
    """Pages that a way out may lead to: title by address."""
    return {
        "today": _("Today"),
        "payments": _("Payments"),
        "import": _("Import"),
        "availability": _("Availability"),
        "collective": _("Collective"),
        "settings": _("Settings"),
    }


def _way(text: str) -> tuple[str, tuple[str, str] | None]:
    """The sentence in the app's words, and the first page that they name."""
    where = None
    for pattern, said, address in _ways() if _COMMAND.search(text) else ():
        found = pattern.search(text)
        if found is None:
            continue
        title = pages().get(address, "")
        text = f"{text[: found.start()]}{said.format(*found.groups(), page=title)}{text[found.end() :]}"
        if title and where is None:
            where = address, title
    return text.strip(), where


_COMMAND = re.compile(r"\btracker [a-z]|(?<![\w-])--[a-z]")


def _ways() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """(what names a command or an option, what the app says instead, address of the page that it names)."""
    return tuple((_PATTERNS[name], said, address) for name, (said, address) in _words().items())


_PATTERNS = {
    name: re.compile(pattern)
    for name, pattern in {
        "settings": r"Change it with: tracker set time_zone ZONE, tracker set home_currency CODE\.",
        "stop_first": r"Stop it first: tracker stop; or go over to the other with: tracker switch\.",
        "start": r"Start one: tracker start PLATFORM\.",
        "stopped": r"Say when you stopped: tracker stop --at [\d:]+\.",
        "arrived": r"Give --replace if it is the same money \(the payment goes\), --add arrived if .*? two things\.",
        "go_on": r"Go on with: tracker resume\.",
        "pause": r"Pause it with: tracker pause\.",
        "available": r"Declare it with: tracker available HOURS\.",
        "rate": r"Say one: tracker rate (\S+) VALUE\.",
        "spent": r"with tracker spent\.",
        "backup": r"run: tracker backup\.",
        "replaced": r"is among the backups: tracker restore FILE\.",
        "put_back": r"Put back a backup(?:: tracker restore FILE(?=\.)| \(tracker restore FILE\)(?=,))",
        "damaged": r"Put back a backup with `tracker restore FILE`,",
        "newest": r"The newest backup is (.*): `tracker restore` puts it in the damaged file's place\.",
        "which_there": r"See with `tracker undo --list` which are there,",
        "operations": r"`tracker undo --list` shows those there are\.",
        "undo": r"take it back with tracker undo\.",
        "archive": r"is read with: tracker import FILE\.",
        "doctor": r"(?:See what is wrong with: |Run )tracker doctor\.",
        "files": r"See them with: tracker attach --list\.",
        "take_off": r"take it off: tracker attach --remove N\.",
        "fix": r"--fix (lets only you read it|removes it|removes the later one)\.",
        "newer": r"for instance with `uv tool upgrade gig-tracker`",
        "ledger": r" or choose another place with --ledger\.",
        "other_ledger": r"Choose another place with --ledger\.",
        "ledger_path": r"Check the path given with --ledger\.",
        "port": r"Leave --port out to take the next free one\.",
        "format": r"Say with --map which column is what; tracker import FILE --draft-map makes a first draft\.",
        "map": r"or map its columns yourself with --map\.",
        "only_money": r"give --rule task=earned:- with it\.",
        "cycle": r"Say (?:its cycle|it) with --cycle and --delay\.",
        "row": r"Say which with --row\.",
        "force": r",? or write over it with --force\.",
        "answer": r"Say it with --\w+\.",
        "no_day": r"Say --since always, or make another project for the new terms\.",
        "since": r"--since (\S+)",
        "most_rate": r"(such as \S+): --most-rate, or the page's own field\.",
        "pool_init": r"Make one with tracker pool init\.",
        "pool_add": r"Take contributions in with tracker pool add\.",
        "pool_doctor": r"Look with tracker pool doctor\.",
        "pool_prune": r"than the policy says: tracker pool prune\.",
        "release": r"Build one with tracker release build\.",
        "rho": r"A smaller --rho may fit\.",
    }.items()
}


def _words() -> dict[str, tuple[str, str]]:
    """By name of the pattern: the app's words, and the address of the page they name."""
    return {
        "settings": (_("Change it on the page {page}."), "settings"),
        "stop_first": (_("Stop it first on the page {page}, or go over to the other."), "today"),
        "start": (_("Start one on the page {page}."), "today"),
        "stopped": (_("Say when you stopped on the page {page}."), "today"),
        "arrived": (_("Say on the page {page} whether it is the same money or these are two things."), "import"),
        "go_on": (_("Go on with it on the page {page}."), "today"),
        "pause": (_("Pause it on the page {page}."), "today"),
        "available": (_("Declare it on the page {page}."), "availability"),
        "rate": (_("Say one for {0} on the page {page}, under Exchange rates."), "settings"),
        "spent": (_("on the page {page}."), "payments"),
        "backup": (_("make a backup on the page {page}."), "settings"),
        "replaced": (_("is among the backups on the page {page}."), "settings"),
        "put_back": (_("Put back a backup on the page {page}, under Keep it safe"), "settings"),
        "damaged": (_("Put back a backup in a terminal with `tracker restore FILE`,"), ""),
        "newest": (_("The newest backup is {0}. Put it in the damaged file's place in a terminal: "
                     "`tracker restore FILE`."), ""),
        "which_there": (_("See on the page {page}, under Latest changes, which are there,"), "settings"),
        "operations": (_("The page {page} shows those there are."), "settings"),
        "undo": (_("take it back on the page {page}."), "settings"),
        "archive": (_("is read on the page {page}."), "import"),
        "doctor": (_("See what is wrong on the page {page}, under Keep it safe."), "settings"),
        "files": (_("They are listed at the session, the payment or the project that they belong to."), ""),
        "take_off": (_("take it off at the session, the payment or the project that it belongs to."), ""),
        "no_day": (_("Make another project for the new terms on the page {page}."), "settings"),
        "since": (_("{0} on the page {page}"), "projects"),
        "fix": (_("The check-up on the page {page} {0}."), "settings"),
        "newer": (_("in a terminal for instance with `uv tool upgrade gig-tracker`"), ""),
        "ledger": (_(" or choose another place when you start it in a terminal: `tracker app --ledger PATH`."), ""),
        "other_ledger": (_("Choose another place when you start it in a terminal: `tracker app --ledger PATH`."), ""),
        "ledger_path": (_("Check the path that was given in a terminal with --ledger."), ""),
        "port": (_("Start it in a terminal without --port to take the next free one."), ""),
        "format": (_("Look whether it is the file you meant, or save it as a table (CSV, Excel) and drop that."), ""),
        "map": (_("or save it with other column names and say on the page {page} which is what."), "import"),
        "only_money": (_("leave its work out as “not work”."), ""),
        "cycle": (_("Say its pay days on the page {page}."), "settings"),
        "row": (_("Choose one of them."), ""),
        "force": (".", ""),
        "answer": ("", ""),
        "most_rate": (_("{0}, in the field for it."), ""),
        "pool_init": (_("Make one on the page {page}."), "collective"),
        "pool_add": (_("Take contributions in on the page {page}."), "collective"),
        "pool_doctor": (_("Look on the page {page}, under “Is everything whole?”."), "collective"),
        "pool_prune": (_("than the policy says: remove them under Old rows."), ""),
        "release": (_("Build one on the page {page}."), "collective"),
        "rho": (_("A smaller share of the budget may fit."), ""),
    }  # fmt: skip
