"""Who is not let in gets nothing, from the real server and over the real wire."""

import contextlib
import http.client
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.e2e.conftest import LINK, Server, let_in

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PATHS = [
    "/",
    "/import",
    "/settings",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/app/static/style.css",
    "/static/index.html",
    "/media/x.png",
    "/favicon.png",
]


def get(server, path, **headers):
    wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    wire.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = wire.getresponse()
    body = answer.read()
    wire.close()
    return answer.status, dict(answer.getheaders()), body


def talk(server, **words):
    """A websocket to the run's own host name, which not every system's resolver knows."""
    wire = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    return connect(f"{server.base.replace('http', 'ws', 1)}/_stcore/stream", sock=wire, proxy=None, **words)


def cookie(key):
    return f"{key['name']}={key['value']}"


@pytest.mark.parametrize("path", PATHS)
def test_no_cookie_no_answer(sample_server, path):
    status, headers, _ = get(sample_server, path)
    assert status == 403
    assert "content-security-policy" in {k.lower() for k in headers}


@pytest.mark.parametrize("headers", [{}, {"Cookie": "tracker=1"}, {"Origin": "http://evil.example"}])
def test_a_bare_websocket_client_gets_nothing(sample_server, headers):
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{sample_server.port}/_stcore/stream", additional_headers=headers, proxy=None)
    assert refused.value.response.status_code == 403


def test_the_cookie_alone_is_not_enough_from_elsewhere(sample_server, sample_key):
    key, host = cookie(sample_key), sample_server.base.removeprefix("http://")
    assert get(sample_server, "/", Cookie=key, Host=host)[0] == 200
    assert get(sample_server, "/", Cookie=key)[0] == 403  # the plain address, where other ports' pages are too
    assert get(sample_server, "/", Cookie=key, Host="evil.example")[0] == 403
    assert get(sample_server, "/", Cookie=key, Host=host, Origin="http://evil.example")[0] == 403
    for origin in ("http://evil.example", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus):
            talk(sample_server, additional_headers={"Cookie": key, "Origin": origin})


def test_the_cookie_opens_the_websocket(sample_server, sample_key):
    key = {"Cookie": cookie(sample_key)}
    with talk(sample_server, subprotocols=["streamlit"], origin=sample_server.base, additional_headers=key) as wire:
        assert wire.protocol.state.name == "OPEN"


def test_the_link_was_good_for_one_browser(chromium, tmp_path):
    server = Server("--ledger", str(tmp_path / "own.db"))
    try:
        key = let_in(chromium, server)
        assert key["httpOnly"]
        assert key["sameSite"] == "Strict"
        assert key["domain"].endswith(".localhost")
        other = chromium.new_context()
        page = other.new_page()
        page.goto(server.links[0])
        page.wait_for_selector("text=opened twice")
        assert other.cookies() == []
        assert get(server, "/", Cookie=cookie(key), Host=server.base.removeprefix("http://"))[0] == 403
        page.goto(server.links[-1])
        page.wait_for_url(f"{server.base}/")
        other.close()
    finally:
        server.stop()


def test_a_bookmark_of_the_plain_address_leads_to_the_window_that_is_in(on_sample):
    window = on_sample()
    window.page.goto(f"http://127.0.0.1:{window.server.port}/log")
    window.page.wait_for_url(f"{window.server.base}/log")
    window.settled()
    window.outside.clear()  # the plain address itself


def test_the_browser_is_handed_a_file_and_not_the_link(tmp_path):
    """What is in the arguments of a program is in the list of processes, for every user of the machine."""
    handed, home = tmp_path / "handed", tmp_path / "home"
    program = tmp_path / "browser.sh"
    program.write_text(f'#!/bin/sh\necho "$@" > {handed}.new\nmv {handed}.new {handed}\n')
    program.chmod(0o700)
    env = {**os.environ, "BROWSER": f"{program} %s", "XDG_DATA_HOME": str(home)}
    words = [sys.executable, "-m", "tracker", "app", "--ledger", str(tmp_path / "x.db")]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    link = LINK.search(run.stdout.readline()).group(0)
    for _ in range(100):
        if handed.exists():
            break
        time.sleep(0.1)
    address = handed.read_text().strip()
    file = Path(url2pathname(urlsplit(address).path))
    assert address.startswith("file://")
    assert link not in address
    assert link in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    with socket.create_connection(("127.0.0.1", urlsplit(link).port), timeout=20) as wire:
        wire.sendall(f"GET /?{urlsplit(link).query} HTTP/1.1\r\nHost: {urlsplit(link).netloc}\r\n\r\n".encode())
        assert b" 303 " in wire.recv(200)
    assert not file.exists()
    stopped = subprocess.run([*words[:4], "--stop"], capture_output=True, text=True, timeout=30, env=env)
    assert "has stopped" in stopped.stdout
    out, err = run.communicate(timeout=20)
    assert (run.returncode, err) == (0, "")
    assert "has stopped" in out
    assert list(file.parent.iterdir()) == []


def test_half_open_connections_end_and_do_not_stop_it(sample_server, sample_key):
    wires = []
    try:
        for _ in range(400):
            wire = socket.create_connection(("127.0.0.1", sample_server.port), timeout=30)
            wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            wires.append(wire)
        host = sample_server.base.removeprefix("http://")
        assert get(sample_server, "/", Cookie=cookie(sample_key), Host=host)[0] == 200
        began = time.monotonic()
        assert wires[-1].recv(1) == b""
        assert time.monotonic() - began < 25
    except ConnectionResetError:
        assert time.monotonic() - began < 25
    finally:
        for wire in wires:
            wire.close()


def test_a_head_over_its_bound_is_refused(sample_server):
    with socket.create_connection(("127.0.0.1", sample_server.port), timeout=10) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 100_000)
        with contextlib.suppress(ConnectionResetError):
            assert wire.recv(100).startswith(b"HTTP/1.1 400")


def test_nobody_else_on_the_network_is_listened_to(sample_server):
    for address in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
        if not address.startswith("127."):
            with socket.socket() as wire:
                wire.settimeout(2)
                assert wire.connect_ex((address, sample_server.port)) != 0


def test_a_taken_port_is_a_sentence(sample_server):
    run = subprocess.run(
        [sys.executable, "-m", "tracker", "app", "--no-browser", "--demo", "--port", str(sample_server.port)],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 1
    assert f"Port {sample_server.port} is taken" in run.stderr
    assert "Traceback" not in run.stderr


def test_ctrl_c_stops_quietly(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-m", "tracker", "app", "--no-browser", "--ledger", str(tmp_path / "x.db")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert LINK.search(run.stdout.readline())
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=20)
    assert run.returncode == 0
    assert "stopped" in out
    assert err == ""
