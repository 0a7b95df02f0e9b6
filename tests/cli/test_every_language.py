"""What the main commands print in other languages: in one that nobody speaks all that is read in plain letters is
English still, in those of the catalogues no sentence of theirs is, and what programs read is the same in all."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import re
import shlex
import shutil
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal

import tracker
from tests.cli.conftest import Cli
from tests.faces import pseudo
from tracker.cli import main
from tracker.cli.figures import written
from tracker.cli.plain import Terminal
from tracker.desk import entry
from tracker.desk.session import Desk
from tracker.sample import AS_OF, generate
from tracker.views import text
from tracker.views.numbers import Reader

COMMANDS = """
status
log 2h30 larkspur yesterday
log 45m tidepool interview unpaid mon 14:00
log 2h nowhere
log 2h nowhere --new --note quiet
log paid 80 usd granite fee 3.10 on fri
log off 3-9 aug --dry-run
log 2h
log 2.30h granite
log xyzzy
start granite
pause
resume
switch tidepool
status
stop --at 13:59
stop
event granite Lantern paused --announced yesterday
event granite Lantern rate_changed
available 30
available 8 --days mon-fri
off 2027-01-01 2027-01-05
checked granite nothing
paid granite 412.50
paid granite 10 --fee 20
earned granite 50 usd --due 2027-02-01
spent 12 usd headset
moved 100 usd paypal bank --received 91 eur
rate eur 1.1
rate usd 1.1
set
set savings
set savings 4000
set saving
platform granite
platform granite --fee 7
platform granite --cycle weekly
platform Quarry --new
platform granite --rename Basalt
platform Basalt --rename Granite
project granite Lantern --agreed 32 --since always
project granite Nova --advertised 30-45 --new
project granite Nova --advertised 45-30
terms
terms granite
terms granite --pay-day fri --holds-from 2026-01-01
terms granite --remove 99
terms granite --known
terms granite --learnt
again granite
again granite --anyway
template calls 1h granite --every fri
template
template nothing
recurring
recurring --not-done
template calls --remove
report
report --by platform
owed
gaps
platforms
outlook
formats toggl
dispute granite
dispute granite -o dispute.html
statement
tax 2026
invoice
invoice granite
undo
undo --list
undo 99999
undo 1
forget quarry
forget quarry --yes
forget nothing
doctor
attach --list
attach nothing.pdf granite
attach note.txt granite
attach --list
attach --get 1
attach --remove 1 --for-good
export money.journal --as hledger
export archive.zip
backup copy.db
restore copy.db --dry-run
restore copy.db
import note.txt
import nowhere.csv
import hours.csv
import hours.csv --dry-run
import other.csv
contribute nothing.json --dry-run
verify note.txt
explore nowhere
release verify nowhere
pool init pool --name Branch --currency usd
pool invite pool --count 3 -o codes.csv
pool list pool
pool keys pool
pool doctor pool
pool prune pool
pool log pool
pool verify pool
pool rekey pool 2
pool remove pool 3 --yes
pool remove pool 33 --yes
pool compare pool
pool add pool note.txt
release list pool
encrypt --passphrase-file note.txt
lock
"""
"""Commands on the sample ledger, one after the other; what each needs of files is made before."""

ROOT = Path(tracker.__file__).parent
FILES = {
    "note.txt": "correct horse battery staple\n",
    "hours.csv": "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,"
    "Duration,Tags"
    "\nAda,ada@example.org,Granite,Lantern,,,No,2026-10-26,09:00:00,2026-10-26,10:00:00,01:00:00,"
    "\nAda,ada@example.org,Elsewhere,Lantern,,,No,2026-10-27,09:00:00,2026-10-27,07:00:00,01:00:00,\n",
    "other.csv": "Datum,Sache,Dauer\n03/04/2026,Ding,1:30\n05/04/2026,Ding,0:45\n",
}
CODE = re.compile(
    r"\b(?:tracker\.db|[\w-]+\.(?:zip|db|csv|txt|html|json|journal|pdf|age)|\d+[hms]|[a-z]+_[a-z_]+|age1\w+|[a-f0-9]{8,})\b"
    r"|(?<!\w)/[\w./-]+|https?:\S+|--[a-z-]+|“[^”]*”|mon-fri|'[^']*'"
)
"""What is the same in every language: files, codes, options, what was typed."""
OURS = {
    *(
        "Toggl",
        "toggl",
        "hledger",
        "tracker",
        "Branch",
        "pool",
        "Nova",
        "Basalt",
        "Quarry",
        "quarry",
        "granite",
        "Annot",
    ),
    *("nowhere", "headset", "paypal", "bank", "quiet", "calls", "Ada", "Elsewhere", "Ding", "Datum", "Sache", "Dauer"),
    *("xyzzy", "saving", "savings", "language", "tzdata", "payouts", "platforms", "nothing", "Annot"),
}
"""What was typed, what is in the files, names of settings and tables."""


def noon() -> dt.datetime:
    return dt.datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    made = generate()
    with Desk.open(path, who="test", clock=noon) as desk:
        entry.save_settings(desk, made.settings)
        entry.add(desk, made.records, kind="sample", summary="")
    return path


@pytest.fixture
def sample(cli: Cli, sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A command line on a copy of the sample ledger, in a folder with some files."""
    cli.ledger.parent.mkdir(parents=True)
    shutil.copy(sample_file, cli.ledger)
    monkeypatch.chdir(cli.ledger.parent)
    for name, holds in FILES.items():
        Path(name).write_text(holds)
    monkeypatch.setenv("TRACKER_PASSPHRASE", "correct horse battery staple")
    monkeypatch.setenv("TRACKER_KEYS", str(cli.ledger.parent / "keys"))
    return dataclasses.replace(cli, now=noon())


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    return pseudo.names(*OURS)


def run(cli: Cli, line: str) -> str:
    cli.capsys.readouterr()
    main(["--ledger", str(cli.ledger), *shlex.split(line)], clock=lambda: cli.now)
    caught = cli.capsys.readouterr()
    return caught.out + caught.err


def test_nothing_that_a_terminal_prints_is_left_in_english(
    sample: Cli, names: re.Pattern[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pseudo.speak_in_terminal(monkeypatch)
    english = {}
    for line in COMMANDS.strip().splitlines():
        for said in run(sample, line).splitlines():
            if words := pseudo.plain_letters(CODE.sub(" ", said), names):
                english[line, said] = words
    for (line, said), words in english.items():
        print(f"{line[:40]:40} {' '.join(words)[:60]:60} in {said[:160]}")
    assert not english


MAIN = """
status
log 2h30 larkspur lantern yesterday --dry-run
log 2h nowhere
log 2h
start larkspur
stop --at 11:59
event larkspur Lantern paused
available 30 --days mon-fri
spent 12 usd headset
project larkspur Nova --advertised 45-30
platform larkspur
terms larkspur
again larkspur
report --by platform
owed
gaps
platforms
outlook
statement
undo --list
undo 99999
doctor
import hours.csv --zone Europe/Lisbon --dry-run
"""


def sentences(language: str) -> list[str]:
    """What is a sentence in English and another one in a language."""
    said = text.Catalogue(text.po_file(language))
    plain = [one for one in pseudo.messages() if len(one.split()) > 2 and "{" not in one]
    return [one for one in plain if said.gettext(one) != one]


@pytest.mark.parametrize("language", sorted(text.LANGUAGES))
def test_no_sentence_is_left_in_english(sample: Cli, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    printed = {line: " ".join(run(sample, line).split()) for line in MAIN.strip().splitlines()}
    english = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sentences(language)))
    assert not [(line, found[0]) for line, said in printed.items() for found in english.finditer(said)]


@pytest.mark.parametrize("line", [line for line in MAIN.strip().splitlines() if not line.startswith(("start", "stop"))])
def test_what_programs_read_is_the_same_in_every_language(
    sample: Cli, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f"{line} --as-of 2026-10-31 --json" + (
        " --dry-run" if line.startswith("log") and "--dry" not in line else ""
    )
    answers = set()
    for language in ("C", "es_ES"):
        monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
        copy = dataclasses.replace(sample, ledger=sample.ledger.with_name(f"{language}.db"))
        shutil.copy(sample.ledger, copy.ledger)
        copy.capsys.readouterr()
        main(["--ledger", str(copy.ledger), *shlex.split(words)], clock=lambda: sample.now)
        answers.add(copy.capsys.readouterr().out.replace(str(copy.ledger), ""))
    assert len(answers) == 1


def test_the_language_that_is_set_comes_before_that_of_the_terminal(
    sample: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "Aucun chronomètre" in run(sample, "status")
    sample("set", "language", "es")
    assert "No hay ningún cronómetro" in run(sample, "status")
    sample("set", "language", "en")
    assert "No timer is running." in run(sample, "status")
    sample("set", "language", "none")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "No timer is running." in run(sample, "status")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "No timer is running." in run(sample, "status")


@pytest.mark.parametrize("language", ["en_GB", "es", "fr", "pt", "fil"])
def test_numbers_have_the_signs_of_the_locale(language: str) -> None:
    """Without CLDR the terminal writes what CLDR says, for every country of the languages that it speaks."""
    for name in locale_identifiers():
        if name == language or name.startswith(f"{language}_"):
            plain = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")
            assert written("12,345.5", name) == format_decimal(12345.5, locale=name).translate(plain), name
            assert written("61.2%", name) == Reader.of(name, "EUR").share(0.612).translate(plain), name
            assert Terminal.of(name, "EUR").money(123_455_000) == f"{written('12,345.50', name)}\N{NO-BREAK SPACE}EUR"


@pytest.mark.parametrize("language", sorted(text.LANGUAGES))
def test_yes_and_no_begin_with_letters_of_their_own(language: str) -> None:
    said = text.Catalogue(text.po_file(language))
    assert said.gettext("yes")[0] != said.gettext("no")[0]
    assert said.gettext("no")[0] != "y"


CODED = {"{} in words", "{}, {} UTC, {}", '--rule "{}={}:PLATFORM/PROJECT"', "--platform PLATFORM", "tracker: {}",
         "--change {}", "--holds-from DATE", "standard input", "the sample"}  # fmt: skip
"""Texts with a space that are codes, or are seen by programs too."""


@pytest.mark.parametrize(
    "file", [*sorted((ROOT / "cli").glob("*.py")), ROOT / "launch.py"], ids=lambda file: str(file.stem)
)
def test_what_is_printed_can_be_translated(file: Path) -> None:
    """No text of two words in the code of the terminal but is a message; the words of options are read in help."""
    if file.name.startswith("pars"):
        return
    tree = ast.parse(file.read_text("utf-8"))
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    parts = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    plain = {
        str(n.value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told | parts
    }
    built = {
        "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in n.values)
        for n in ast.walk(tree)
        if isinstance(n, ast.JoinedStr)
    }
    messages = pseudo.messages()
    found = {x for x in plain - messages if re.search("[A-Za-z]{2,},? [A-Za-z]{2,}", x)}
    found |= {x for x in built if " " in x and re.search("[A-Za-z]{3,}", x)}
    assert not found - CODED
