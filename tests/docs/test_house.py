"""What is in the repository and what goes into the wheel."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
TEXT = {
    *{".py", ".md", ".toml", ".csv", ".lock", ".sh", ".yml", ".yaml", ".json", ".css", ".js", ".sql", ".txt", ".mako"},
    "",
}


def own_files() -> list[Path]:
    """Files that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode("utf-8", errors="replace")
        for path in own_files()
        if path.suffix in TEXT
    }


# --- nothing of anybody's machine -----------------------------------------------------------------------


def test_no_path_of_a_machine_is_written_down():
    folders = {str(ROOT), str(Path.home()), sys.prefix} - {"/"}
    own = [re.escape(f) + r"(?=[/\"'\s])" for f in folders]
    known = [r"(?<![\w.~-])/" + top + r"/\w" for top in ("work", "root", "Users")]
    found = re.compile("|".join(own + known))
    assert {name: found.findall(text) for name, text in texts().items() if found.search(text)} == {}


def test_no_private_host_and_no_package_index_is_written_down():
    hosts = re.compile(
        r"https?://(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[\w.-]+\.(?:internal|intranet|lan|corp)\b)"
        r"|^\s*--(?:extra-)?index-url|^\s*--find-links|^\s*--trusted-host",
        re.MULTILINE,
    )
    assert {name: hosts.findall(text) for name, text in texts().items() if hosts.search(text)} == {}


def test_no_secret_is_written_down():
    marks = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE"
        + r" KEY-----|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abp]-[0-9A-Za-z-]{10,}"
        r"|\bsk-[A-Za-z0-9]{20,}|\beyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\."
    )
    assert {name for name, text in texts().items() if marks.search(text)} == set()


def test_nothing_large_and_no_ledger_lies_in_the_repository():
    large = [p for p in own_files() if p.stat().st_size > 700_000]
    assert large == []
    assert [p for p in own_files() if p.suffix in {".db", ".sqlite"}] == []


LOCKS = ("requirements.lock", "run.lock")


def pinned(lock: str) -> dict[str, set[str]]:
    """The lines of a lock that pin a version, each with its hashes."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if re.match(r"^[A-Za-z0-9_.-]+(\[.*\])?==", line):
            last = found.setdefault(line.removesuffix(" \\").partition(" ;")[0], set())
        elif "--hash=" in line:
            last.add(line.strip().removesuffix(" \\"))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_every_requirement_with_hashes(lock):
    found = pinned(lock)
    assert len(found) > 40
    assert all(found.values())


def test_every_requirement_of_the_wheel_has_an_upper_bound_but_the_clock_rules():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [d for d in project["dependencies"] if "<" not in d and "~=" not in d] == ["tzdata"]


def test_running_needs_a_part_of_what_testing_needs_in_the_same_versions():
    whole, running = pinned("requirements.lock"), pinned("run.lock")
    assert {name: hashes for name, hashes in running.items() if whole.get(name) != hashes} == {}
    names = {name.partition("==")[0] for name in running}
    assert names.isdisjoint({"pyspark", "opendp", "psycopg", "pytest", "mypy", "statsmodels", "playwright", "ruff"})
    assert {"streamlit", "pandas", "plotly", "sqlmodel", "python-dateutil"} <= names


# --- import contracts see everything --------------------------------------------------------------------


def test_the_import_linter_sees_every_file():
    seen = set(grimp.build_graph("tracker", cache_dir=None).modules)
    unseen = []
    for path in (ROOT / "tracker").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name not in seen:
            unseen.append(path)
    outside = [p for p in unseen if "migrations" not in p.parts]
    assert outside == []
    for path in unseen:  # scripts that Alembic runs by itself: they may know the store and nothing else
        for module in imported(path):
            assert not module.startswith("tracker.") or module.startswith("tracker.store"), path


def imported(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found


# --- the wheel ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder)
    return folder


def test_the_wheel_is_pure_python(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_holds_everything_that_runs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {p.relative_to(ROOT).as_posix() for p in own_files() if p.is_relative_to(ROOT / "tracker")}
    assert wanted <= names
    data = {f"tracker/{p.relative_to(ROOT).as_posix()}" for p in own_files() if p.is_relative_to(ROOT / "data")}
    assert data <= names
    assert "tracker/data/reference/press_claims.csv" in names
    assert any(n.startswith("tracker/store/migrations/versions/") for n in names)
    assert "tracker/.streamlit/config.toml" in names
    assert any(n.endswith(".dist-info/licenses/LICENSE") for n in names)


def test_the_wheel_holds_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [n for n in names if not re.match(r"tracker/|gig_tracker-[\d.]+\.dist-info/", n)] == []
    assert [n for n in names if n.endswith((".pyc", ".db"))] == []


def test_the_wheel_names_its_command_and_what_it_needs(unpacked):
    (info,) = unpacked.glob("*.dist-info")
    assert "tracker = tracker.__main__:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
    metadata = (info / "METADATA").read_text(encoding="utf-8")
    assert "Requires-Dist: tzdata" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: Apache-2.0" in metadata


def test_the_unpacked_wheel_runs_from_any_folder(unpacked, tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import tracker\n"
        "from tracker.desk import reference\nfrom tracker.words.reference import data_folder\n"
        "assert tracker.__file__.startswith(sys.argv[1]), tracker.__file__\n"
        "assert str(data_folder()).startswith(sys.argv[1])\n"
        "assert reference.press_claims()\n"
        "from tracker.cli import main\n"
        "sys.exit(main(['--ledger', 'ledger.db', 'log', '2h', 'Larkspur', 'yesterday']))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(unpacked)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "ledger.db").is_file()
