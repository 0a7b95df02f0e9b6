"""The fan's coverage: the documented table is the measured one, and a small part of it is measured again."""

import re
from pathlib import Path

import pytest

from bench import fan
from bench.processes import PROCESSES

ROOT = Path(__file__).parents[2]


def measured():
    lines = (ROOT / "docs" / "measured" / "fan.txt").read_text(encoding="utf-8").splitlines()
    cells = {line[:30].strip(): re.findall(r"0\.(\d{3}) \(0\.(\d{3})\)", line) for line in lines[4:]}
    return {name: found for name, found in cells.items() if found}


def test_the_methods_print_what_was_measured():
    found = measured()
    assert list(found) == [p.name for p in PROCESSES]
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    for name, cells in found.items():
        row = " | ".join([name, *(f".{wide} (.{plain})" for wide, plain in cells)])
        assert f"| {row} |" in text


@pytest.mark.parametrize("n", [0, 1])
def test_a_few_runs_agree_with_the_table(n):
    one = fan.held(PROCESSES[n], 26, runs=120)
    wide = int(measured()[PROCESSES[n].name][1][0]) / 1000
    assert one.widened == pytest.approx(wide, abs=0.12)
    assert one.plain < one.widened
    assert one.widened + one.below + one.above == pytest.approx(1)


def test_the_table_prints(capsys):
    assert fan.main(runs=2) == 0
    assert "two-week lumps" in capsys.readouterr().out
