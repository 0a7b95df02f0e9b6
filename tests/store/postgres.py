"""A PostgreSQL server of the tests' own: made in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

USER = "tracker"


def binaries() -> Path:
    """The folder of initdb and postgres. Fails the test if there is none."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("postgres"):
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("PostgreSQL is not installed: run sh tests/setup_system.sh postgresql")
    return found[-1].parent


def _account() -> dict[str, object]:
    """PostgreSQL does not run as root: the account it runs as instead."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return pytest.fail("PostgreSQL does not run as root, and there is no account postgres or nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's empty database."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-pg-", dir="/tmp"))
    account = _account()
    if "user" in account:
        os.chown(folder, account["user"], account["group"])
    common: dict[str, object] = {"cwd": "/", "env": {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}, **account}
    try:
        subprocess.run(
            [binaries() / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            **common,
        )
        yield from _running(folder, common)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(folder: Path, common: dict[str, object]) -> Iterator[str]:
    port = _free_port()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [binaries() / "postgres", "-D", folder / "data", "-k", folder, "-h", "127.0.0.1", "-p", str(port), "-F"],
            stdout=log,
            stderr=log,
            **common,
        )
        try:
            _wait(port, folder / "log", process)
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(port: int, log: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user=USER, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")
