"""What goes with a release: the same bytes twice, checksums, and advisories read from a file."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


audit, make_dist = tool("audit"), tool("make_dist")


def record(name: str, *events: dict[str, str], **more: object) -> dict[str, object]:
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": list(events)}],
    }
    return {"id": f"TEST-{name}", "affected": [affected | more]}


# --- what is built --------------------------------------------------------------------------------------


def test_two_builds_give_the_same_bytes(tmp_path):
    built = []
    for name in ("one", "two"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / name)]
        env = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=env)
        built.append(make_dist.sums(tmp_path / name))
    assert built[0] == built[1]


def test_checksums_are_of_every_file_and_not_of_themselves(tmp_path):
    for name in ("b.whl", "a.json", "SHA256SUMS", ".gitignore"):
        (tmp_path / name).write_bytes(name.encode())
    digest = hashlib.sha256
    assert make_dist.sums(tmp_path) == (
        f"{digest(b'a.json').hexdigest()}  a.json\n{digest(b'b.whl').hexdigest()}  b.whl\n"
    )


def test_what_builds_a_release_is_pinned_and_the_builder_is_that_of_the_tests():
    head = (ROOT / "tools" / "make_dist.py").read_text(encoding="utf-8").partition('"""')[0]
    named = re.search(r"dependencies = \[(.*)\]", head)
    assert named is not None
    pinned = dict(re.findall(r'"([\w-]+)==([\d.]+)"', named[1]))
    assert len(pinned) == named[1].count('"') // 2
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert f"\nhatchling=={pinned['hatchling']} " in lock


# --- advisories -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "inside"),
    [
        ([{"introduced": "0"}], ["0.1", "1.2", "9"]),
        ([{"introduced": "0"}, {"fixed": "1.2"}], ["0.1"]),
        ([{"introduced": "1.2"}, {"last_affected": "1.2"}], ["1.2"]),
        ([{"fixed": "9"}, {"introduced": "1.10"}], []),
        ([{"introduced": "0"}, {"fixed": "0.2"}, {"introduced": "9"}], ["0.1", "9"]),
    ],
)
def test_a_range_is_read_by_versions_and_not_by_letters(events, inside):
    assert [v for v in ("0.1", "1.2", "9") if audit.affects(record("a", *events), "a", v)] == inside


def test_a_listed_version_counts_and_other_registries_do_not():
    listed = record("a", versions=["1.0"])
    assert [audit.affects(listed, "a", v) for v in ("1.0", "1.1")] == [True, False]
    other = {"affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0"]}]}
    assert not audit.affects(other, "a", "1.0")


@pytest.mark.parametrize("kind", ["folder", "zip", "file"])
def test_advisories_are_read_and_told_to_who_asks(tmp_path, kind):
    found = [record("Some_Package", {"introduced": "0"}, {"fixed": "2"}), record("other", {"introduced": "0"})]
    path = tmp_path / kind
    if kind == "file":
        path.write_text(json.dumps(found))
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for n, one in enumerate(found):
                archive.writestr(f"{n}.json", json.dumps(one))
    else:
        path.mkdir()
        for n, one in enumerate(found):
            (path / f"{n}.json").write_text(json.dumps(one))
    server = audit.serve(audit.by_package(audit.records(path)))
    try:
        for version, told in (("1.9", ["TEST-Some_Package"]), ("2", [])):
            asked = {"package": {"name": "some-package", "ecosystem": "PyPI"}, "version": version}
            address = f"http://127.0.0.1:{server.server_address[1]}/"
            with urllib.request.urlopen(address, json.dumps(asked).encode()) as answer:
                assert [v["id"] for v in json.load(answer).get("vulns", [])] == told
    finally:
        server.shutdown()
        server.server_close()
