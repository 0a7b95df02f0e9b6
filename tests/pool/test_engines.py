"""The same expression on DuckDB, on a real PostgreSQL and on Spark in local mode: the same figures to four decimals."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.store.postgres import server
from tracker.errors import InputError, NotFound
from tracker.pool.compare import comparison, read
from tracker.pool.simulate import Model, policy, quarters_until, tables
from tracker.vault import engines

WAGES = {"region 1": 15.0, "region 2": 18.5}
GROUPINGS = ((), ("platform",), ("region", "platform", "role"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Facts of three quarters, one a file: few enough people that many groups have one or two."""
    folder = tmp_path_factory.mktemp("facts")
    model = Model(regions=3, taking_part=0.6)
    rules = policy(model, 1, dt.date(2026, 10, 1))
    names = quarters_until("2026Q1", 3)
    for name, table in zip(names, tables(rules, names, 400, seed=8, model=model), strict=True):
        pq.write_table(table, folder / f"{name}.parquet")
    return sorted(folder.iterdir())


def compared(paths, engine):
    """All rows of all groupings, by grouping, in order, as plain values."""
    made = {}
    with engines.opened(paths, engine) as facts:
        for by in GROUPINGS:
            rows = engines.collected(comparison(facts, by, WAGES)).to_pylist()
            plain = [{k: v if v is None or isinstance(v, str) else float(v) for k, v in r.items()} for r in rows]
            made["/".join(by)] = sorted(plain, key=lambda r: [str(r.get(k)) for k in ("quarter", *by)])
    return made


def assert_same(one, other):
    assert {k: len(v) for k, v in one.items()} == {k: len(v) for k, v in other.items()}
    for by, rows in one.items():
        for a, b in zip(rows, other[by], strict=True):
            assert set(a) == set(b)
            for name, value in a.items():
                same = value == b[name] if value is None or isinstance(value, str) else None
                assert same or b[name] == pytest.approx(value, abs=5e-5), (by, name, a, b)


@pytest.mark.engine
def test_postgresql_gives_the_same_figures(files):
    with server() as url:
        assert_same(compared(files, "duckdb"), compared(files, url))


@pytest.mark.engine
@pytest.mark.timeout(600)
def test_spark_gives_the_same_figures(files):
    """In a process of its own: Java and its sockets do not outlive it."""
    if shutil.which("java") is None:
        pytest.fail("Java is not installed: Spark in local mode needs it")
    code = "import json, sys; from pathlib import Path; from tests.pool.test_engines import compared\n" + (
        "json.dump(compared([Path(p) for p in sys.argv[2:]], 'spark'), open(sys.argv[1], 'w'))"
    )
    answer = files[0].parent.with_suffix(".json")
    command = [sys.executable, "-c", code, str(answer), *map(str, files)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert_same(compared(files, "duckdb"), json.loads(answer.read_text()))


def test_duckdb_reads_many_files_as_one(files):
    with engines.opened(files) as facts:
        assert [g.quarter for g in read(engines.collected(comparison(facts, (), {})))] == ["2025Q3", "2025Q4", "2026Q1"]


def test_one_platform_after_the_other_gives_the_same(files, monkeypatch):
    by = ("platform", "role")

    def rows():
        with engines.opened(files) as facts:
            found = engines.compared(facts, by, WAGES).to_pylist()
        return sorted(found, key=lambda r: [r[k] for k in ("quarter", *by)])

    whole = rows()
    monkeypatch.setattr(engines, "AT_ONCE", 10)
    assert rows() == whole


def test_what_does_not_fit_into_memory_lies_in_no_folder_of_others(files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with engines.opened(files) as facts:
        ((place,),) = facts.get_backend().raw_sql("SELECT current_setting('temp_directory')").fetchall()
        assert Path(place).stat().st_mode & 0o077 == 0
        engines.collected(comparison(facts, (), {}))
    assert not Path(place).exists()
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_engine_and_what_has_no_rows(files):
    with pytest.raises(InputError, match="is not an engine"), engines.opened(files, "mysql://x"):
        pass
    with pytest.raises(NotFound), engines.opened([]):
        pass
