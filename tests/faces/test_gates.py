"""What faces must not do, read off their source."""

import ast
import re
from pathlib import Path

import pytest

import tracker

ROOT = Path(tracker.__file__).parent
FACES = [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "widgets").rglob("*.py")), ROOT / "app.py"]
PAGES = [p for p in sorted((ROOT / "pages").glob("*.py")) if p.name != "__init__.py"]
BANNED = re.compile(
    r"use_container_width|use_column_width|experimental_|components\.v1|unsafe_allow_html|add_rows|st\.write\(|"
    r"st\.number_input|st\.table\(|st\.map\(|accept_new_options|st\.data_editor"
)
ALLOWED = {"editor.py": {"st.data_editor"}, "show.py": {"st.table("}}
"""The one editor: text cells, nothing sent before it is asked for (see the module). The one table that wraps: its texts
are escaped there."""
SHADOWING = {"calendar", "statistics", "platform", "types", "email", "csv", "secrets", "queue", "logging", "json",
             "select", "token", "html", "locale", "plotly", "pandas"}  # fmt: skip


@pytest.mark.parametrize("path", FACES, ids=lambda p: p.name)
def test_no_banned_call(path):
    assert set(BANNED.findall(path.read_text("utf-8"))) <= ALLOWED.get(path.name, set())


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page_arranges_and_nothing_else(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)]
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    roots = {name.split(".")[0] for name in imported}
    assert roots <= {"__future__", "streamlit", "tracker", "dataclasses"}
    allowed = ("tracker.widgets", "tracker.desk", "tracker.views", "tracker.domain", "tracker.errors",
               "tracker.units", "tracker.words", "tracker.settings")  # fmt: skip
    assert all(name.startswith(allowed) for name in imported if name.startswith("tracker"))


def test_the_linter_sees_every_page():
    assert (ROOT / "pages" / "__init__.py").is_file()
    assert (ROOT / "widgets" / "__init__.py").is_file()


def test_no_module_beside_the_app_shadows_another():
    names = {p.stem for p in ROOT.glob("*.py")} | {p.name for p in ROOT.iterdir() if p.is_dir()}
    assert not names & SHADOWING


def test_streamlit_stays_in_the_faces():
    for path in ROOT.rglob("*.py"):
        if path in FACES or path.name == "launch.py" or path.parent.name == "door":
            continue
        assert not re.search(r"^\s*(import|from) (streamlit|starlette|uvicorn)", path.read_text("utf-8"), re.M), path


@pytest.mark.parametrize("path", FACES, ids=lambda p: p.name)
def test_every_sentence_can_be_translated(path):
    """Texts handed to Streamlit are calls (`_(…)`), never bare literals with a blank in them."""
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call) and n.args]
    for call in calls:
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        text = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        if isinstance(owner, ast.Name) and owner.id in ("st", "say") and isinstance(text, str):
            assert " " not in text, f"{path.name}:{call.lineno}"
