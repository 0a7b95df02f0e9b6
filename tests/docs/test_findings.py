"""Each finding is a script that can be run by hand, pins what it installs, says what it is about, and is listed."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "findings"
SCRIPTS = sorted(FOLDER.glob("*.sh"))


def test_every_finding_is_listed_and_no_other():
    listed = re.findall(r"^\| \[[\w-]+\]\(([\w-]+\.sh)\) \|", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == [p.name for p in SCRIPTS]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.stem)
def test_a_finding_is_a_script_in_due_form(script):
    text = script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)
    assert re.findall(r"^# (Versions|Guess|Behaviour|Seen|Matters):", text, re.MULTILINE) == [
        "Versions", "Guess", "Behaviour", "Seen", "Matters",
    ]  # fmt: skip
    assert "\nset -eu\nwork=$(mktemp -d)\n" in text
    assert "tracker" not in text.partition("set -eu")[2]
    for line in re.findall(r"pip install (.*)", text):
        assert all("==" in word for word in line.split() if not word.startswith("-")), line
    subprocess.run(["sh", "-n", str(script)], check=True)
