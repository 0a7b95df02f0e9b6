"""What a person can do next: below the faces an act, in each face its own words; nothing below names a command."""

import ast
import re
from pathlib import Path

import pytest

import tracker
from tests.faces.conftest import shown
from tests.faces.test_settings import settings
from tracker.cli import ways as commands
from tracker.errors import Refused
from tracker.say import Act, Said, Word
from tracker.views import palette, ways
from tracker.views.numbers import Reader
from tracker.widgets.served import desk

ROOT = Path(tracker.__file__).parent
FACES = ("cli", "views", "widgets", "pages", "app.py", "launch.py", "door", "__main__.py")
VERBS = (
    "app|log|start|stop|pause|resume|switch|status|event|paid|set|platform|project|available|off|earned|spent|moved|"
    "rate|checked|import|undo|forget|report|gaps|platforms|owed|outlook|statement|tax|export|backup|restore|doctor|"
    "attach|formats|watch|contribute|pool|release|explore|serve"
)
COMMAND = re.compile(rf"\btracker (?:{VERBS})\b|(?<![\w-])--[a-z]+|\bthe page [A-Z]")
NO_SENTENCE = {
    "importers/formats/watson.py": "names a command of Watson",
    "importers/formats/watson_report.py": "names a command of Watson",
    "release/words.py": "written into the folder of a release, for whoever reads that",
    "vault/acts.py": "goes into a signature",
    "vault/keys.py": "goes into a key",
    "store/freeze.py": "a tool of those who change the tables",
}


def texts(file):
    """(line, text) of every text that is not a docstring; what is filled in stands as X."""
    tree = ast.parse(file.read_text("utf-8"))
    parts = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for n in ast.walk(tree):
        if isinstance(n, ast.JoinedStr):
            yield n.lineno, "".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in n.values)
        elif isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in parts | docs:
            yield n.lineno, "" if "var(--" in n.value else n.value  # a style sheet


def files(*, below):
    for file in sorted(ROOT.rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        if (place.split("/")[0] not in FACES) is below and place not in NO_SENTENCE:
            yield place, file


def test_nothing_below_the_faces_names_a_command_an_option_or_a_page():
    found = [(place, line, text) for place, f in files(below=True) for line, text in texts(f) if COMMAND.search(text)]
    assert found == []


def test_no_page_says_a_command_of_its_own():
    found = [
        (place, line, text)
        for place, file in files(below=False)
        if not place.startswith(("cli", "launch", "door", "__main__"))
        for line, text in texts(file)
        if COMMAND.search(text.replace("the page", "")) and "in a terminal" not in text
    ]
    assert found == []


def test_each_face_has_words_for_every_act():
    assert set(commands.WORDS) == set(Act)
    assert set(ways.ways()) == set(Act)


def test_every_act_is_said_by_somebody():
    said = "".join(file.read_text("utf-8") for place, file in files(below=True) if place != "say.py")
    assert [act for act in Act if not re.search(rf"Act\.{act.name}\b", said)] == []


def test_the_pages_named_are_those_of_the_app():
    source = (ROOT / "app.py").read_text("utf-8")
    addresses = ast.literal_eval(re.search(r"^ADDRESSES = (\{.*?\})", source, re.MULTILINE)[1])
    of_app = {addresses.get(file, file.removesuffix(".py")): title for file, title in palette.pages().items()}
    assert ways.pages().items() <= of_app.items()


@pytest.mark.parametrize(("said", "text", "page"), [
    (Said("Nothing is wrong."), "Nothing is wrong.", None),
    (Refused("A timer is running.", hint=Act.STOP_OR_SWITCH).sentence(),
     "A timer is running. Stop it first on the page Today, or go over to the other.", "today"),
    (Refused("No rate of PHP.", hint=Act.SAY_RATE, currency=Word("PHP")).sentence(),
     "No rate of PHP. Set one for PHP on the page Settings, under Exchange rates.", "settings?part=rates"),
    (Refused("x.db is damaged: page 3.", hint=Act.PUT_BACK).sentence(),
     "x.db is damaged: page 3. Put back a backup in a terminal with `tracker restore FILE`, from the folder `backups` "
     "beside it if there is one.", None),
])  # fmt: skip
@pytest.mark.parametrize("masked", [False, True])
def test_a_sentence_in_the_apps_words(said, text, page, masked):
    assert Reader.of("en-US", "USD", masked=masked, aliases={}).say(said) == text
    assert (ways.page(said) or (None,))[0] == page


def test_a_sentence_in_the_words_of_the_terminal():
    said = Refused("No rate of PHP.", hint=Act.SAY_RATE, currency=Word("PHP")).sentence()
    assert commands.say(said) == "No rate of PHP. Set one: tracker rate PHP VALUE."


def test_the_notice_of_a_fresh_ledger_links_to_settings(open_app):
    at = settings(open_app)
    desk().ensure_settings()
    at.run()
    (toast,) = at.toast
    assert toast.value.endswith("Change it on the page [Settings](/settings)\\.")
    assert "tracker set" not in shown(at)
