"""Formats of other packages: found, kept from doing harm; the contributor's guide, followed step by step."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tracker.errors import UnreadableFile
from tracker.importers import registry
from tracker.importers.base import About, ReadOptions, Text
from tracker.importers.plugins import GROUP, Plugged, plugged

GUIDE = Path(__file__).parents[2] / "docs" / "new-format.md"
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
TEXT = Text("x.csv", "a,b\n1,2\n", "utf-8")


def block(language: str, n: int = 0) -> str:
    return [text for kind, text in BLOCKS if kind == language][n]


def install(folder: Path, package: str, entries: dict[str, str], **modules: str) -> None:
    """A package as an installer leaves it: modules, and a dist-info with entry points."""
    info = folder / f"{package.replace('-', '_')}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    lines = "\n".join(f"{name} = {value}" for name, value in entries.items())
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}\n")
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages beside the tracker's own; what was loaded from it is forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    _forget()
    before = set(sys.modules)
    yield folder
    _forget()
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and str(folder) in str(sys.modules[name].__file__):
            del sys.modules[name]


def _forget() -> None:
    registry.importers.cache_clear()
    registry.plugins.cache_clear()


def test_the_guide_is_followed_and_its_file_is_imported(site: Path, cli: Cli, tmp_path: Path) -> None:
    name, value = re.findall(r'^(\w+) = "(penny_tasks:\w+)"$', block("toml"), re.MULTILINE)[0]
    install(site, "penny-tasks-for-tracker", {name: value}, penny_tasks=block("python"))
    (tmp_path / "tasks.csv").write_text(block("csv"))
    (listed,) = cli("formats", "penny", "--json").json["formats"]
    assert (listed["name"], listed["origin"], listed["confirmed"]) == ("penny_tasks", "plug-in", "")
    assert "unconfirmed: no real file has been seen" in cli("formats", "penny").out
    plan = cli("import", str(tmp_path / "tasks.csv"), "--dry-run").out
    assert "Unconfirmed: no real file of this format has been seen; check the first rows." in " ".join(plan.split())
    (file,) = cli("import", str(tmp_path / "tasks.csv"), "--json").json["files"]
    assert (file["format"], file["new"], file["minutes"], file["amounts"]) == ("penny_tasks", 2, 20, {"USD": "2.40"})
    assert [(r["line"], r["column"]) for r in file["rejected"]] == [(4, "Minutes")]
    (again,) = cli("import", str(tmp_path / "tasks.csv"), "--json").json["files"]
    assert (again["new"], again["duplicate"]) == (0, 2)
    (tmp_path / "tasks.csv").write_text(block("csv").replace("pending", "paid"))
    (paid,) = cli("import", str(tmp_path / "tasks.csv"), "--json").json["files"]
    assert (paid["new"], paid["updated"], paid["duplicate"]) == (0, 1, 1)


def test_the_class_of_the_guide_is_about_twenty_lines() -> None:
    code = block("python").split("class PennyTasks:")[1].split("\n\n\ndef ")[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= 20


MADE = """
from tracker.importers.base import About, Recognition

class Fine:
    name = {name!r}
    title = "Fine"
    about = About("rows", "Make it.", "none", "a test")

    def recognise(self, text):
        {recognise}

    def parse(self, text, options):
        {parse}
"""
SURE = "return Recognition(1.0)"


def fine(name: str = "fine", recognise: str = SURE, parse: str = "return 1 / 0") -> str:
    return MADE.format(name=name, recognise=recognise, parse=parse)


def test_a_broken_plug_in_is_named_and_the_others_work(site: Path) -> None:
    entries = {
        "bad_import": "bad_import:X",
        "empty": "empty_one:X",
        "fine": "fine_one:Fine",
        "no_module": "nowhere:X",
        "ours": "ours_one:Fine",
        "second": "second_one:Fine",
    }
    install(
        site, "several", entries, bad_import="raise RuntimeError('no luck')", empty_one="class X: pass",
        fine_one=fine(), ours_one=fine("toggl"), second_one=fine(),
    )  # fmt: skip
    found = registry.plugins()
    assert [i.name for i in found.importers] == ["fine"]
    said = [str(s) for s in found.broken]
    assert said[0] == ("The plug-in bad_import of the package several cannot be used (no luck); everything else works.")
    assert "it lacks name, title, about, recognise, parse" in said[1]
    assert [re.findall(r"plug-in (\w+) of", s)[0] for s in said] == [
        "bad_import",
        "empty",
        "no_module",
        "ours",
        "second",
    ]
    assert "the name toggl is taken" in said[3]
    assert registry.named("toggl").title.startswith("Toggl")
    assert len(registry.importers()) > len(found.importers) + 5


def test_the_names_of_archive_and_notes_are_taken_too(site: Path) -> None:
    install(site, "two", {"a": "a_one:Fine", "n": "n_one:Fine"}, a_one=fine("archive"), n_one=fine("notes"))
    assert registry.plugins().importers == ()
    assert len(registry.plugins().broken) == 2


def test_a_plug_in_that_fails_on_a_file_is_an_error_of_that_file(site: Path) -> None:
    install(site, "failing", {"fine": "fails_one:Fine"}, fails_one=fine())
    with pytest.raises(UnreadableFile) as caught:
        registry.read_file("x.csv", b"a,b\n1,2\n", ReadOptions())
    error = caught.value
    assert (error.code, error.file) == ("plugin_failed", "x.csv")
    assert str(error.message) == "The plug-in fine failed on this file: ZeroDivisionError: division by zero."


def test_one_that_fails_to_recognise_knows_no_file_and_one_that_returns_rubbish_is_an_error(site: Path) -> None:
    install(
        site, "odd", {"a": "a_odd:Fine", "b": "b_odd:Fine"},
        a_odd=fine("a_odd", recognise="return 1 / 0"), b_odd=fine("b_odd", recognise="return 7", parse="return []"),
    )  # fmt: skip
    assert [i.recognise(TEXT).certainty for i in registry.plugins().importers] == [0.0, 0.0]
    with pytest.raises(UnreadableFile, match="returned no ParsedBatch"):
        registry.named("b_odd").parse(TEXT, ReadOptions())


def test_without_plug_ins_there_is_nothing_to_say(site: Path) -> None:
    assert plugged([]).broken == ()
    assert isinstance(Plugged(registry.named("toggl")).about, About)
