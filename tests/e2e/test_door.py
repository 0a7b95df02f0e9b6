"""Who is not let in gets nothing, from the real server and over the real wire."""

import http.client
import signal
import socket
import subprocess
import sys

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.e2e.conftest import LINK

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
    key = cookie(sample_key)
    assert get(sample_server, "/", Cookie=key)[0] == 200
    assert get(sample_server, "/", Cookie=key, Host="evil.example")[0] == 403
    assert get(sample_server, "/", Cookie=key, Origin="http://evil.example")[0] == 403
    for origin in ("http://evil.example", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus):
            connect(
                f"ws://127.0.0.1:{sample_server.port}/_stcore/stream", proxy=None,
                additional_headers={"Cookie": key, "Origin": origin},
            )  # fmt: skip


def test_the_cookie_opens_the_websocket(sample_server, sample_key):
    with connect(
        f"ws://127.0.0.1:{sample_server.port}/_stcore/stream",
        proxy=None,
        subprotocols=["streamlit"],
        origin=sample_server.base,
        additional_headers={"Cookie": cookie(sample_key)},
    ) as wire:
        assert wire.protocol.state.name == "OPEN"


def test_the_link_was_good_for_one_browser(chromium, sample_server, sample_key):
    assert sample_key["httpOnly"]
    assert sample_key["sameSite"] == "Strict"
    other = chromium.new_context()
    page = other.new_page()
    answer = page.goto(sample_server.links[0])
    assert answer.status == 403
    assert "has no key" in page.content()
    assert other.cookies() == []
    other.close()


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
