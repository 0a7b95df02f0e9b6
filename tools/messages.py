"""The catalogues of messages: `python -m tools.messages` reads the code and brings every catalogue up to date.

What is in `_` and `ngettext` is a message. Sentences below the faces are values (`tracker.say`), and the titles of
columns and choices are data: these are found by the names of what is made of them, also where the text has a name or is
one of a table. Below the faces a plain text that is a whole sentence is a message too, wherever it stands. What is
built with an f-string cannot be translated as a whole and is left out.
"""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tracker import errors
from tracker.cli.ways import WORDS
from tracker.pool.policy import OTHER
from tracker.release.words import CANNOT, CANNOT_OF, LARGE_COUNTS, SMALL_COUNTS
from tracker.views.text import LANGUAGES, po_file
from tracker.words.reference import table

ROOT = Path(__file__).resolve().parents[1]
_SAID = {
    "Said",
    "told",
    "tell",
    "Whole",
    "ask",
    "NotUnderstood",
    "Missing",
    "Caveat",
    "Problem",
    "Finding",
    "Flaw",
    "Choice",
    "Question",
    "Kind",
    "problem",
    "moved",
    "damaged",
    "bad_file",
    "bad_release",
    "refuse",
    "_bad",
    "_bad_rule",
    "_none",
    "_odd",
    "_older",
    "_question",
    "fail",
    "Recognition",
    "About",
} | {name for name, made in vars(errors).items() if inspect.isclass(made) and issubclass(made, errors.TrackerError)}
_PLAIN = {"Said", "Whole", "About"}
"""Where one word is a text too; elsewhere it is a code."""
_TITLED = {"needed", "optional"}
_NEVER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""A file is the same until its messages change."""
_WORDS = ("hint", "message", "text", "question", "becomes", "get", "times", "confirmed")
_SENTENCE = re.compile(r"(?!ATTACH )[A-Z“{][^<>\n]* [^<>\n]* [^<>\n]*[.?:]")
BELOW = ("importers", "quickadd", "store", "desk", "analysis", "words")
"""Where a plain text is a sentence for a person too, whatever holds it: faces look it up like one in `Said`."""
METHODS = [
    ("importers/formats/paypal_languages.py", "tools.messages:said"),  # columns of other languages
    *((f"{part}/**.py", "tools.messages:sentences") for part in BELOW),
    ("**.py", "tools.messages:said"),
]


def sentences(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Babel's extractor below the faces: what `said` finds, and whole sentences that stand in tables and calls."""
    yield from said(file, keywords, tags, options)
    file.seek(0)
    tree = ast.parse(file.read())
    apart = {
        id(part)
        for node in ast.walk(tree)
        for part in (
            [node.value] if isinstance(node, ast.Expr) else node.values if isinstance(node, ast.JoinedStr) else []
        )
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in apart and _SENTENCE.fullmatch(text := _text(node)):
            yield node.lineno, "_", text, []


def said(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Babel's extractor: line, function, message, comments."""
    tree = ast.parse(file.read())
    rooms: list[ast.Module | ast.FunctionDef] = [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))]
    kept = {room: _kept(room) for room in rooms}
    room_of = {inner: room for room in rooms for inner in ast.walk(room)}  # the innermost comes last
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(getattr(b, "id", "") == "Choice" for b in node.bases):
            for tuples in (n.value for n in node.body if isinstance(n, ast.Assign)):
                if isinstance(tuples, ast.Tuple) and (text := _text(tuples.elts[-1])):
                    yield node.lineno, "_", text, []
        elif isinstance(node, ast.ClassDef):
            yield from ((node.lineno, "_", text, []) for text in _titles(node))
        elif isinstance(node, ast.Call):
            yield from _called(node, kept[tree] | kept[room_of[node]])


def _titles(made: ast.ClassDef) -> Iterator[str]:
    """The title of a format."""
    for node in made.body:
        if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "title" for t in node.targets):
            yield from [text] if (text := _text(node.value)) else []


def _kept(room: ast.Module | ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """What is assigned to each name of a function, or at the top of a file."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(room) if isinstance(room, ast.FunctionDef) else room.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = getattr(node, "value", None)
        for target in targets:
            several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            for name, given in zip(target.elts, value.elts, strict=False) if several else [(target, value)]:
                if isinstance(name, ast.Name) and given is not None:
                    found.setdefault(name.id, []).append(given)
    return found


def _called(node: ast.Call, kept: dict[str, list[ast.expr]]) -> Iterator[tuple[int, str, Any, list[str]]]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    texts = [text for arg in node.args if (text := _text(arg))]
    if name == "ngettext" and len(texts) > 1:
        yield node.lineno, "ngettext", (texts[0], texts[1]), []
    elif name == "_":
        yield from ((node.lineno, "_", text, []) for arg in node.args[:1] for text in _texts(arg, kept))
    elif name in _TITLED:
        yield from ((node.lineno, "_", text, []) for text in texts[:2])
    elif name in _SAID:
        words = [*node.args, *(k.value for k in node.keywords if k.arg in _WORDS)]
        every = [text for word in words for text in _texts(word, kept)]
        yield from ((node.lineno, "_", text, []) for text in every if " " in text.strip() or name in _PLAIN)


def _texts(node: ast.expr, kept: dict[str, list[ast.expr]], deep: int = 4) -> Iterator[str]:
    """The texts that an expression may be: those of names too, and of what a name holds by key."""
    inner: list[ast.expr] = []
    match node:
        case ast.Constant():
            yield from [text] if (text := _text(node)) else []
        case ast.IfExp():
            inner = [node.body, node.orelse]
        case ast.BoolOp():
            inner = node.values
        case ast.List() | ast.Tuple():
            inner = node.elts
        case ast.Dict():
            inner = node.values
        case ast.Name():
            inner = kept.get(node.id, [])
        case ast.Subscript() | ast.Starred():
            inner = [node.value]
    if deep:
        for one in inner:
            yield from _texts(one, kept, deep - 1)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def template() -> Catalog:
    """All messages of the code, in the order of the files."""
    found = Catalog(project="tracker", charset="utf-8", fuzzy=False)
    rows = extract_from_dir(ROOT / "tracker", METHODS, keywords={"_": None, "ngettext": (1, 2)})
    for file, _line, message, _comments, _context in rows:
        blanks = ["python-brace-format"] if "{" in str(message) else []
        found.add(message, locations=[(f"tracker/{file}", 0)], flags=blanks)
    for text in dict.fromkeys(_tabled()):
        found.add(text, locations=[("data/reference", 0)])
    return found


def _tabled() -> Iterator[str]:
    """Words of the reference tables and of releases that a page shows."""
    yield from (*CANNOT, *CANNOT_OF.values(), SMALL_COUNTS, LARGE_COUNTS, OTHER, *WORDS.values())
    yield from (row["role_group"] for row in table("roles"))
    for row in table("press_claims"):
        whole = row["compares_with"]
        yield from (text for text in (row["claim"], row["unit"], row["trust"], whole, whole.partition(";")[0]) if text)


GLOSSARY = {
    "es": (
        "ledger registro · pool fondo · keeper quien lleva el fondo · seat puesto · release publicación",
        "kept quedó · advertised rate tarifa anunciada · agreed rate tarifa acordada · owed se debe",
        "overdue atrasado · written off dado por perdido · taken back retirado de vuelta · payout pago",
        "counted hours horas contadas · unpaid no pagado · gap hueco · notice aviso · stop parada",
        "mapping lectura · tú",
    ),
    "fr": (
        "ledger registre · pool fonds · keeper gardien · seat siège · release publication · kept resté, gardé",
        "advertised rate tarif annoncé · agreed rate tarif convenu · owed dû · overdue en retard",
        "written off abandonné · taken back repris · payout paiement · counted hours heures comptées",
        "unpaid non payé · gap trou · notice préavis · stop arrêt · mapping lecture · vous",
    ),
    "pt_BR": (
        "ledger registro · pool grupo · keeper quem cuida · seat lugar · release publicação · kept ficou",
        "advertised rate valor anunciado · agreed rate valor combinado · owed devido · overdue atrasado",
        "written off dado como perdido · taken back tomado de volta · payout pagamento",
        "counted hours horas contadas · unpaid não pago · gap vazio · notice aviso · stop parada",
        "mapping leitura · você",
    ),
    "fil": (
        "kept naiwan · advertised rate nakaanunsyong rate · agreed rate napagkasunduang rate",
        "owed utang sa iyo · overdue huli · written off binitawan · taken back binawi · payout bayad",
        "counted hours binilang na oras · unpaid walang bayad · gap puwang · notice abiso",
        "pay day araw ng sahod · due takda · ledger ledger · row hanay · fee fee · listing listing",
        "pool pool · keeper tagapangalaga · seat puwesto · release release · contribution ambag",
        "stop pagtigil · dispute reklamo · mapping mapping · ikaw",
    ),
}
"""The words that a catalogue keeps to, at its head: the English one, then that of the language."""


def update() -> None:
    """Writes every catalogue with the messages that are new and without those that are gone."""
    found = template()
    for language in LANGUAGES:
        path = po_file(language)
        old = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language, fuzzy=False)
        old.update(found, no_fuzzy_matching=True)
        old.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, old)


def _write(path: Path, catalogue: Catalog) -> None:
    catalogue.creation_date = catalogue.revision_date = _NEVER
    head = [
        "Messages of the tracker. `make messages` brings them up to date with the code.",
        *GLOSSARY.get(path.stem, ()),
    ]
    catalogue.header_comment = "\n".join(f"# {line}" for line in head)
    catalogue.project = catalogue.version = "tracker"
    catalogue.last_translator = catalogue.language_team = "the project"
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)


if __name__ == "__main__":
    update()
    for language in LANGUAGES:
        catalogue = read_po(po_file(language).open("rb"), locale=language)
        done = sum(bool(m.string if isinstance(m.string, str) else all(m.string or ())) for m in catalogue if m.id)
        print(f"{language}: {done} of {len(catalogue)}")
    sys.exit(0)
