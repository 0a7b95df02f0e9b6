# /// script
# requires-python = ">=3.11"
# dependencies = ["cyclonedx-bom==7.5.0", "cyclonedx-python-lib==11.12.0", "hatchling==1.33.0"]
# ///
"""Makes what is released, into dist/: wheel, source, the list of what it needs (CycloneDX), and their checksums.

    uv run --script tools/make_dist.py

The same commit gives the same bytes: every time in the files is that of the commit, and all is made twice and compared.
The list is made from run.lock: the versions that `make run` installs and the tests have seen.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUMS = "SHA256SUMS"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="the folder (dist)")
    parser.add_argument("--changed", action="store_true", help="even if files differ from the commit: for a trial")
    options = parser.parse_args()
    if not options.changed and (changed := _git("status", "--porcelain")):
        print(f"These files differ from the commit; commit them first.\n{changed}", file=sys.stderr)
        return 1
    os.environ["SOURCE_DATE_EPOCH"] = _git("log", "-1", "--format=%ct")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = make(Path(one)), make(Path(two))
        if first != second:
            print(f"Two builds differ:\n{first}\n{second}", file=sys.stderr)
            return 1
        shutil.rmtree(options.to, ignore_errors=True)
        shutil.copytree(one, options.to)
    print(first, end="")
    return 0


def make(folder: Path) -> str:
    """Make everything into an empty folder; gives the checksums as `sha256sum -c` reads them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    _run("hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder))
    listed = folder / f"{project['name'].replace('-', '_')}-{project['version']}.cdx.json"
    _run("cyclonedx_py", "requirements", "run.lock", "--pyproject", "pyproject.toml", "--output-reproducible",
         "--of", "JSON", "-o", str(listed))  # fmt: skip
    text = sums(folder)
    (folder / SUMS).write_text(text, encoding="utf-8")
    return text


def sums(folder: Path) -> str:
    """The files of a folder with their SHA-256, by name."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".") and p.name != SUMS)
    return "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)


def _run(module: str, *words: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", module, *words]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
