# /// script
# requires-python = ">=3.11"
# dependencies = ["packaging>=26", "pip-audit==2.10.1"]
# ///
"""Looks whether known weaknesses are in the packages of requirements.lock, with pip-audit.

    uv run --script tools/audit.py                    asks OSV (osv.dev) over the network
    uv run --script tools/audit.py ADVISORIES         asks nobody

ADVISORIES: OSV's own files, fetched at another time or on another machine: its all.zip for PyPI, a folder of such JSON
files, or one of them (a record, or a list of records). pip-audit asks a small server of this process, which answers out
of them. What is printed says how many there are and from when the latest is: old ones do not know what is new.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = "requirements.lock"
Record = dict[str, Any]


def records(path: Path) -> Iterator[Record]:
    """All records of a zip, a folder or a file of advisories."""
    if path.is_dir():
        texts: Iterable[bytes] = (p.read_bytes() for p in sorted(path.rglob("*.json")))
    elif zipfile.is_zipfile(path):
        archive = zipfile.ZipFile(path)
        texts = (archive.read(name) for name in archive.namelist() if name.endswith(".json"))
    else:
        texts = [path.read_bytes()]
    for text in texts:
        found = json.loads(text)
        yield from found if isinstance(found, list) else [found]


def by_package(found: Iterable[Record]) -> dict[str, list[Record]]:
    """The records on packages of PyPI, by the package's name in lower case with hyphens."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in found:
        for name in {_name(a["package"]["name"]) for a in record.get("affected", ()) if _on_pypi(a)}:
            by[name].append(record)
    return by


def affects(record: Record, name: str, version: str) -> bool:
    """Whether a record is about this version: it is listed, or in a range of versions.

    >>> record = {"affected": [{"package": {"ecosystem": "PyPI", "name": "A_b"}, "ranges": [
    ...     {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4"}, {"introduced": "2.0"}]}]}]}
    >>> [affects(record, "a-b", v) for v in ("1.3", "1.4", "1.10", "2.0")]
    [True, False, False, True]
    """
    mine = [a for a in record.get("affected", ()) if _on_pypi(a) and _name(a["package"]["name"]) == _name(name)]
    return any(version in a.get("versions", ()) or any(_within(r, version) for r in a.get("ranges", ())) for a in mine)


def _on_pypi(affected: Record) -> bool:
    return affected.get("package", {}).get("ecosystem") == "PyPI"


def _name(name: str) -> str:
    from packaging.utils import canonicalize_name

    return canonicalize_name(name)


_ORDER = ("fixed", "introduced", "last_affected")
"""Of events at one version."""


def _within(ranged: Record, version: str) -> bool:
    """Whether the last event at or before this version opens a range: introduced, and not yet fixed."""
    from packaging.version import Version

    if ranged.get("type") != "ECOSYSTEM":
        return False
    mine, inside = Version(version), False
    events = [(Version(at), kind) for event in ranged["events"] for kind, at in event.items() if kind != "limit"]
    for at, kind in sorted(events, key=lambda e: (e[0], _ORDER.index(e[1]))):
        if at < mine or (at == mine and kind != "last_affected"):
            inside = kind == "introduced"
    return inside


def serve(by: dict[str, list[Record]]) -> ThreadingHTTPServer:
    """Answer OSV's question (POST, a package with a version) out of these records, on this machine only."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name, version = asked["package"]["name"], asked["version"]
            found = [r for r in by.get(_name(name), ()) if affects(r, name, version)]
            body = json.dumps({"vulns": found} if found else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> int:
    words = [sys.executable, "-m", "pip_audit", "-r", LOCK, "--disable-pip", "--progress-spinner", "off", "-s", "osv"]
    if len(sys.argv) > 1:
        found = list(records(Path(sys.argv[1])))
        latest = max((str(r.get("modified", "")) for r in found), default="")
        print(f"{len(found)} advisories, the latest of {latest[:10] or 'an unknown day'}")
        words += ["--osv-url", f"http://127.0.0.1:{serve(by_package(found)).server_address[1]}/"]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
