"""The app names pages where the command line names commands: for all that the layers below can say."""

import ast
import re
from pathlib import Path

import pytest

import tracker
from tests.faces.conftest import shown
from tests.faces.test_settings import settings
from tracker.errors import NeedsAnswer, Refused
from tracker.views import ways
from tracker.views.numbers import Reader
from tracker.widgets.house import desk

ROOT = Path(tracker.__file__).parent
BELOW = ("analysis", "desk", "importers", "quickadd", "store", "words", "vault", "pool", "release", "names.py")
FACES = ("views", "widgets", "pages", "charts", "app.py")
VERBS = (
    "app|log|start|stop|pause|resume|switch|status|event|paid|set|platform|project|available|off|earned|spent|moved|"
    "rate|checked|import|undo|forget|report|gaps|platforms|owed|outlook|statement|tax|export|backup|restore|doctor|"
    "attach|contribute|pool|release|explore|serve"
)
COMMAND = re.compile(rf"\btracker (?:{VERBS})\b|(?<![\w-])--[a-z]+")
OPTION = re.compile(r"--[a-z]+")
NOT_FOR_THE_APP = {
    "desk/doctor.py": "hints of the command line; the app has its own in views/keep_safe",
    "release/words.py": "written into the folder of a release, for whoever reads that",
    "vault/keys.py": "goes into a key, not onto a page",
    "views/ways.py": "the patterns themselves",
}


def sentences(names):
    """(file, line, text) of every text that is no docstring; what is filled in stands as X."""
    for name in names:
        place = ROOT / name
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if (of := file.relative_to(ROOT).as_posix()) not in NOT_FOR_THE_APP:
                yield from ((of, line, text) for line, text in texts(ast.parse(file.read_text("utf-8"))))


def texts(tree):
    parts = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for n in ast.walk(tree):
        if isinstance(n, ast.JoinedStr):
            yield n.lineno, "".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in n.values)
        elif isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in parts | docs:
            yield n.lineno, "" if "var(--" in n.value else n.value  # a style sheet


def commands(text):
    """Command words that are not said to belong into a terminal, and are not an option's bare name in the code."""
    return [] if OPTION.fullmatch(text) or "in a terminal" in text else COMMAND.findall(text)


def test_whatever_is_said_below_names_pages_in_the_app():
    found = [(file, line, text) for file, line, text in sentences(BELOW) if COMMAND.search(text)]
    assert len(found) > 30  # or the search is at fault
    assert [x for x in found if commands(ways.in_app(x[2]))] == []


def test_no_page_says_a_command_of_its_own():
    assert [(file, line, text) for file, line, text in sentences(FACES) if commands(text)] == []


def test_every_way_is_one_that_somebody_says():
    said = [text for _file, _line, text in sentences(BELOW)] + [
        text for file in ("desk/doctor.py", "launch.py") for _line, text in texts(ast.parse((ROOT / file).read_text()))
    ]
    said += [NeedsAnswer("Which?", option="--dates").sentence()]
    never = [name for name, pattern in ways._PATTERNS.items() if not any(pattern.search(text) for text in said)]
    assert never == []


def test_the_pages_named_are_those_of_the_app():
    source = (ROOT / "app.py").read_text("utf-8")
    for address, title in ways.pages().items():
        assert f'title=_("{title}"), url_path="{address}"' in source


@pytest.mark.parametrize(("said", "text", "page"), [
    ("Nothing is wrong.", "Nothing is wrong.", None),
    ("A timer for Mercor is running. Stop it first: tracker stop; or go over to the other with: tracker switch.",
     "A timer for Mercor is running. Stop it first on the page Today, or go over to the other.", "today"),
    ("No rate of PHP. Say one: tracker rate PHP VALUE.",
     "No rate of PHP. Say one for PHP on the page Settings, under Exchange rates.", "settings"),
    ("x.db is damaged: page 3. Put back a backup with `tracker restore FILE`, from the folder `backups` beside it.",
     "x.db is damaged: page 3. Put back a backup in a terminal with `tracker restore FILE`, from the folder `backups` "
     "beside it.", None),
])  # fmt: skip
def test_a_sentence_in_the_apps_words(said, text, page):
    assert ways.in_app(said) == text
    assert (ways.page(said) or (None,))[0] == page


def test_a_reader_veils_in_the_apps_words():
    error = Refused("No timer is running.", hint="Start one: tracker start PLATFORM.")
    for masked in (False, True):
        you = Reader.of("en-US", "USD", masked=masked, aliases={})
        assert you.veil(error.sentence()) == "No timer is running. Start one on the page Today."


def test_the_notice_of_a_fresh_ledger_links_to_settings(open_app):
    at = settings(open_app)
    desk().ensure_settings()
    at.run()
    (toast,) = at.toast
    assert toast.value.endswith("Change it on the page [Settings](/settings)\\.")
    assert "tracker set" not in shown(at)
