"""A million contributors over twelve quarters compared: the expression beside the same query written by hand.

`hand.sql` of this folder is that query. Both run in processes of their own, on the same Parquet files, with the same
bound of memory, and give the same figures, which is checked.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import BenchFailure, Taken, measure, run_once

if TYPE_CHECKING:
    import pyarrow as pa

WORKERS = 1_000_000
QUARTERS = 12
RATIO = 1.1
GIGABYTES = 1.2
BY = ("platform", "role")
WAGES = {"world": 15.0}
HAND = Path(__file__).with_name("hand.sql")

_CALL = "import sys; from bench import comparison; comparison.{}(*sys.argv[1:])"


def comparison(home: Path, env: dict[str, str], runs: int, workers: int = WORKERS) -> tuple[Taken, Taken]:
    """Seconds and memory of the expression and of the query by hand. Raises BenchFailure where they differ."""
    run_once([sys.executable, "-c", _CALL.format("prepare"), str(home), str(workers)], env)
    commands = [[sys.executable, "-c", _CALL.format(name), str(home)] for name in ("expression", "by_hand")]
    ours, hand = (measure(command, env, runs, warm_up=False) for command in commands)
    differ(*(json.loads((home / f"{name}.json").read_text()) for name in ("expression", "by_hand")))
    return ours, hand


def prepare(home: str, workers: str) -> None:
    """Write the rows, a file a quarter."""
    import pyarrow.parquet as pq

    from tracker.pool import simulate

    model = simulate.Model()
    rules = simulate.policy(model, 1, dt.date(2026, 10, 1))
    names = simulate.quarters_until("2026Q3", QUARTERS)
    (Path(home) / "facts").mkdir(parents=True)
    made = simulate.tables(rules, names, int(workers), seed=1, model=model)
    for name, table in zip(names, made, strict=True):
        pq.write_table(table, Path(home) / "facts" / f"{name}.parquet", compression="zstd")


def facts(home: str) -> list[Path]:
    return sorted((Path(home) / "facts").glob("*.parquet"))


def expression(home: str) -> None:
    from tracker.vault import engines

    with engines.opened(facts(home)) as table:
        keep(home, "expression", engines.compared(table, BY, WAGES))


def by_hand(home: str) -> None:
    import duckdb

    from tracker.vault.engines import MEMORY

    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": f"{home}/spill"}) as connection:
        connection.execute("SET preserve_insertion_order = false")
        files = [str(p) for p in facts(home)]
        keep(home, "by_hand", connection.sql(HAND.read_text(), params=[files]).to_arrow_table())


def keep(home: str, name: str, table: pa.Table) -> None:
    """The figures as JSON, by quarter and group."""
    rows = [
        {k: v if v is None or isinstance(v, str) else round(float(v), 4) for k, v in row.items()}
        for row in table.to_pylist()
    ]
    rows.sort(key=lambda r: [str(r[k]) for k in ("quarter", *BY)])
    (Path(home) / f"{name}.json").write_text(json.dumps(rows))


def differ(ours: list[dict[str, float]], hand: list[dict[str, float]]) -> None:
    """Raises BenchFailure if a figure is not the same to three decimals."""
    if len(ours) != len(hand) or not ours:
        raise BenchFailure(f"the expression gives {len(ours)} groups, the query by hand {len(hand)}")
    for a, b in zip(ours, hand, strict=True):
        wrong = [k for k in a if a[k] != b[k] and not (isinstance(a[k], float) and abs(a[k] - b[k]) < 1e-3)]
        if wrong:
            raise BenchFailure(f"{a['quarter']}: {wrong} are not the same: {a} {b}")
