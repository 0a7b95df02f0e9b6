"""One definition: what the tracker runs on is written out of the models, and says the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.domain import RECORDS, Kind, Record, columns
from tracker.store import freeze
from tracker.store.columns import Base, Journaled, choices_of, kind_of
from tracker.store.statements import journaled

MODELS = {m.__tablename__: m for m in freeze.records()}
ADDED = """    vendor: Text | None = optional("Bought from", "who sold it")
"""
EVERYWHERE = """
import json
from pathlib import Path
from tracker.cli import main
from tracker.cli.parser import build
from tracker.domain import Expense
from tracker.views import fields

commands = next(a for a in build()._actions if a.dest == "command").choices
option = next(a for a in commands["spent"]._actions if "--vendor" in a.option_strings)
asked = [fields.column(Expense, name) for name in fields.asked(Expense)]
main(["spent", "12", "headset", "--vendor", "Acme", "--ledger", "ledger.db", "--quiet"])
main(["export", "archive", "--ledger", "ledger.db", "--quiet"])
described = json.loads(Path("archive/datapackage.json").read_text())["resources"]
print(json.dumps({
    "form": [fields.hint(c) for c in asked if c.title == "Bought from"],
    "option": option.help,
    "archive": Path("archive/expenses.csv").read_text().splitlines(),
    "package": [f["name"] for r in described if r["name"] == "expenses" for f in r["schema"]["fields"]],
}))
"""


def test_what_is_frozen_is_what_the_models_say() -> None:
    assert freeze.stale() == [], "write it again with: python -m tracker.store.freeze"


def test_every_table_of_the_models_is_frozen() -> None:
    from tracker.store.tables import ALL_TABLES

    assert set(ALL_TABLES) == set(Base.metadata.tables)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.TABLE)
def test_a_record_has_the_columns_of_its_model(record: type[Record]) -> None:
    model = MODELS[record.TABLE]
    for column in columns(record):
        field = model.model_fields.get(column.name) or model.model_fields[f"{column.name}_id"]
        assert (column.title, column.help, column.required) == (field.title, field.description, field.is_required())
        choices = choices_of(field)
        assert column.choices == (() if choices is None else tuple(c.value for c in choices))
        assert column.kind == (kind_of(field) or Kind.NAME)


def test_a_column_is_added_in_one_place(tmp_path: Path) -> None:
    """One line in a copy of the models, frozen: schema of both databases, statements, record, archive, form, option of
    the command, docs."""
    import shutil

    root = Path(freeze.__file__).parents[2]
    shutil.copytree(root / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    shutil.copy(root / freeze.DOC, tmp_path / freeze.DOC)
    models = tmp_path / "tracker" / "store" / "models.py"
    before = models.read_text(encoding="utf-8")
    mark = '    __tablename__ = "expenses"\n'
    models.write_text(before.replace(mark, mark + ADDED), encoding="utf-8")
    run = [sys.executable, "-m", "tracker.store.freeze"]
    checked = subprocess.run([*run, "--check"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert checked.stdout.count("run python -m tracker.store.freeze") == 9
    subprocess.run(run, cwd=tmp_path, check=True)
    subprocess.run([*run, "--check"], cwd=tmp_path, check=True)
    run = [sys.executable, "-c", EVERYWHERE]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    assert (said["form"], said["option"]) == (["Who sold it."], "who sold it")
    head, row = (line.split(",") for line in said["archive"])
    assert dict(zip(head, row, strict=True))["vendor"] == "Acme"
    assert "vendor" in said["package"]
    for name in freeze.DIALECTS:
        text = (tmp_path / "tracker" / "store" / "frozen" / f"schema.{name}.sql").read_text(encoding="utf-8")
        assert "vendor TEXT" in text
    assert "| `vendor` |  | text | who sold it |" in (tmp_path / freeze.DOC).read_text(encoding="utf-8")


def test_records_are_the_tables_that_a_worker_fills() -> None:
    assert [m.__tablename__ for m in freeze.records()] == [r.TABLE for r in RECORDS]
    assert {m.__tablename__ for m in journaled() if not m.RECORD} == {"timers", "mappings", "attachments"}
    assert all(issubclass(m, Journaled) for m in journaled())


def test_nothing_quick_loads_sqlmodel() -> None:
    script = (
        "import sys; import tracker.domain, tracker.store, tracker.desk.session, tracker.cli; "
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'pydantic', 'pandas') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
