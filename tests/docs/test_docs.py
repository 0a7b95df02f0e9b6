"""Documentation that lies fails the build: what is public is named in the docs, and examples can be run."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from tracker import errors, frames, settings
from tracker.cli.parser import build, parse
from tracker.domain import RECORDS
from tracker.sample import AS_OF, generate
from tracker.sample.truth import PARAMETERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PROSE = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "data" / "README.md"])


def doc(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What is under a heading, up to the next one of the same or a higher level."""
    found = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert found, f"no section {title}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by its words, those under a command ("pool init") too."""
    return dict(_under(build(), ""))


def _under(parser: argparse.ArgumentParser, words: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, own in action.choices.items():
                yield f"{words}{name}", own
                yield from _under(own, f"{words}{name} ")


# --- the command line -----------------------------------------------------------------------------------


def test_every_command_is_named_and_no_other():
    named = re.findall(r"^####? tracker ([\w ]+)$", doc("cli"), re.MULTILINE)
    assert sorted(named) == sorted(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_of_a_command_is_named_and_no_other(name):
    shared = section(doc("cli"), "Options of every command")
    own = section(doc("cli"), f"tracker {name}").split("\n#### ")[0]  # commands under it have sections of their own
    known = set()
    for action in commands()[name]._actions:
        words = action.option_strings or re.findall(r"\w+", str(action.metavar or action.dest))
        place = shared if action.dest in {"ledger", "as_of", "json", "quiet", "help"} else own
        for word in words:
            assert f"`{word}`" in place, word
        known |= set(words)
        for choice in action.choices or ():
            assert str(choice) in own, choice
    named = set(re.findall(r"^\| `(--[\w-]+)`", own, re.MULTILINE))
    assert named <= known


def examples() -> list[str]:
    lines = []
    for path in PROSE:
        for block in re.findall(r"^```\w*\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            lines += [line for line in block.splitlines() if line.startswith("tracker ")]
    return lines


@pytest.mark.parametrize("line", examples())
def test_every_example_is_a_command_that_parses(line):
    parse(shlex.split(line)[1:])


def test_there_are_examples():
    assert len(examples()) > 30


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys, value))
    return set()


@pytest.fixture(scope="module")
def sample_frames():
    sample = generate()
    return frames.from_records(sample.records, sample.settings)


def test_every_key_of_the_report_is_named(sample_frames):
    from tracker.analysis.earnings.report_builder import build_report
    from tracker.desk import shapes

    answer = shapes.as_json(build_report(sample_frames, AS_OF, by="platform"))
    activities = set(answer["hours"]["unpaid_by_activity"]) | {a for g in answer["by"] for a in _unpaid(g)}
    text = section(doc("cli"), "The JSON of `tracker report`")
    assert [k for k in sorted(keys(answer) - activities) if f'"{k}"' not in text and f"`{k}`" not in text] == []


def _unpaid(group):
    return group["hours"]["unpaid_by_activity"]


def test_every_key_of_what_is_owed_is_named(sample_frames):
    from tracker.analysis.payments.owed import build_owed
    from tracker.desk import shapes

    answer = shapes.as_json(build_owed(sample_frames, AS_OF))
    text = section(doc("cli"), "The JSON of `tracker owed`")
    assert [k for k in sorted(keys(answer)) if k not in text] == []


def test_every_key_of_the_outlook_is_named(sample_frames):
    from tracker.analysis.outlook.ahead import build_outlook
    from tracker.desk import shapes

    answer = shapes.as_json(build_outlook(sample_frames, AS_OF))
    text = section(doc("cli"), "The JSON of `tracker outlook`")
    assert [k for k in sorted(keys(answer)) if f'"{k}"' not in text] == []


def test_every_key_of_the_platforms_is_named(sample_frames):
    from tracker.analysis.platforms.compared import build_platforms
    from tracker.desk import shapes

    answer = shapes.as_json(build_platforms(sample_frames, AS_OF))
    activities = {a for card in answer["platforms"] for a in _unpaid(card)}
    text = section(doc("cli"), "The JSON of `tracker platforms`")
    assert [k for k in sorted(keys(answer) - activities) if f'"{k}"' not in text] == []


# --- settings, ledger, frames ---------------------------------------------------------------------------


def test_every_setting_is_named_and_no_other():
    named = re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", doc("settings").split("## Environment")[0], re.MULTILINE)
    assert named == [(s.column.name, s.column.help) for s in settings.SETTINGS]


def test_every_table_is_named_and_no_other():
    named = re.findall(r"^### (\w+)$", doc("ledger"), re.MULTILINE)
    assert named == [r.TABLE for r in RECORDS]


@pytest.mark.parametrize(("title", "schema"), [("Hour parts", "HOUR_PARTS"), ("Money parts", "MONEY_PARTS")])
def test_every_frame_column_is_named_in_order(title, schema):
    named = re.findall(r"^\| `(\w+)` \|", section(doc("frames"), title), re.MULTILINE)
    assert named == list(getattr(frames, schema))


def test_every_ledger_frame_is_named():
    text = section(doc("frames"), "Ledger frames")
    assert [t for t in frames.FRAME_TABLES if f"`{t}`" not in text] == []


# --- errors and caveats ---------------------------------------------------------------------------------


def error_classes() -> list[type[errors.TrackerError]]:
    found = [errors.TrackerError]
    for cls in found:
        found += [c for c in cls.__subclasses__() if c not in found and c.__module__ == errors.__name__]
    return found


def test_every_error_class_is_named_with_its_code():
    named = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", doc("errors"), re.MULTILINE))
    assert named == {c.__name__: c.code for c in error_classes()}


def test_the_tree_in_the_module_names_every_error():
    tree = errors.__doc__ or ""
    assert [c.__name__ for c in error_classes() if c.__name__ not in tree] == []


def literal_codes(*calls: str) -> set[str]:
    """Codes written in the source: the first argument of the named calls, and `code=` of errors."""
    found = set()
    for path in (ROOT / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
                if name in calls:
                    found |= {c for c in (_constant(a) for a in node.args[:1]) if c}
                if "Problem" in calls and (name in {c.__name__ for c in error_classes()} or name == "Problem"):
                    found |= {c for c in (_constant(k.value) for k in node.keywords if k.arg == "code") if c}
    return found


def passed_codes() -> set[str]:
    """Codes that are handed on to an error by a helper: words with a line below among its arguments."""
    found = set()
    for path in (ROOT / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in HELPERS:
                said = (_constant(a) for a in [*node.args, *(k.value for k in node.keywords)])
                found |= {c for c in said if c and re.fullmatch(r"[a-z]+(_[a-z]+)+", c)}
    return found


HELPERS = ("problem", "_bad")
"""Functions that make an error of a code and a reason."""


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_code_of_bad_input_is_named():
    text = doc("errors")
    assert [c for c in sorted(literal_codes("Problem") | passed_codes()) if f"| `{c}` |" not in text] == []


def test_every_caveat_is_named_and_no_other():
    named = set(re.findall(r"^\| `(\w+)` \|", section(doc("methods"), "Caveats"), re.MULTILINE))
    assert named == literal_codes("Caveat")


def test_methods_keep_their_section_numbers():
    numbers = re.findall(r"^## (\d+)\. ", doc("methods"), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) >= 8


def test_every_figure_of_the_report_has_a_word_in_the_methods_or_the_command_line():
    from tracker.analysis import report

    text = doc("methods") + doc("cli")
    for cls in (report.MoneySums, report.Hours, report.Volatility, report.Concentration, report.Annual):
        assert is_dataclass(cls)
        assert [f.name for f in fields(cls) if f.name not in text] == []


# --- formats, sample, links -----------------------------------------------------------------------------


def test_every_format_is_named():
    from tracker.importers.registry import importers

    text = doc("formats")
    assert [i.name for i in importers() if f"`{i.name}`" not in text] == []


def test_every_parameter_of_the_sample_is_named_and_no_other():
    named = re.findall(r"^\| `(\w+)` \|", section(doc("sample"), "What is true"), re.MULTILINE)
    assert named == list(PARAMETERS)


@pytest.mark.parametrize("path", PROSE, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PROSE, ids=lambda p: str(p.relative_to(ROOT)))
def test_prose_does_not_shout(path):
    prose = re.sub(r"`[^`]*`|```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "!" not in prose


# --- README and CONTRIBUTING ----------------------------------------------------------------------------


def test_the_readme_leads_with_the_installed_tool():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    places = [text.index(w) for w in ("uv tool install", "pipx install", "tracker app --demo", "make run", "make test")]
    assert places == sorted(places)


def test_every_target_of_make_is_named():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8").replace("\\\n", ""), re.MULTILINE)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    helpers = {"browser", "postgres", "java", "papers", "compiler"}
    assert phony
    assert [t for t in phony[1].split() if t not in helpers and f"`make {t}`" not in text] == []


def test_the_layout_names_every_package_and_module():
    text = section((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "Layout")
    top = (ROOT / "tracker").iterdir()
    names = {p.name for p in top if p.suffix == ".py" and not p.name.startswith("__")}
    names |= {f"{p.parent.name}/" for p in (ROOT / "tracker").glob("*/__init__.py")}
    assert [n for n in sorted(names) if f"  {n} " not in text] == []
