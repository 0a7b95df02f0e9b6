"""Strangers at the running app: requests without a cookie, odd cookies, half-open connections, a crowd."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from bench.measure import environment
from bench.trials import Held

LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)")
PATHS = (
    "/", "/log", "/import", "/settings", "/make", "/projects", "/payments", "/platforms", "/outlook", "/contribute",
    "/collective", "/explore", "/availability", "/?token=", "/?token=wrong", "/?token=" + "x" * 2000, "/?here=1",
    "/?again=1", "/here", "//", "/../", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%00", "/\\", "/a" * 500,
    "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/stream",
    "/_stcore/agent/openapi.json", "/_stcore/upload_file/a/b", "/_stcore/message", "/_stcore/bidi-components/x",
    "/static/index.html", "/static/js/index.js", "/static/../app.py", "/app/static/style.css", "/app/static/../app.py",
    "/media/x.png", "/component/x/index.html", "/component/../../app.py", "/favicon.png", "/robots.txt",
    "/manifest.json", "/.well-known/security.txt", "/stop", "/stop?word=", "/stop?word=wrong", "/oauth2callback",
    "/auth/login", "/auth/logout", "/st-allowed-message-origins", "/vendor/x", "/log?embed=true", "/#", "/;", "/ä",
    "/?a[]=b", "/?" + "&a=1" * 200, "/index.html", "/app.py", "/tracker.db", "/.git/config",
    "/wp-login.php", "/api", "/graphql", "/metrics", "/debug", "/console", "/healthz", "/login", "/ws", "/socket.io/",
    "/_stcore", "/_stcore/", "/static", "/media", "/component", "/app", "/app/", "/?token=%00", "/?token=&token=x",
    "/?TOKEN=x", "/log/", "/LOG", "/log/../settings", "/log?x=%0d%0aSet-Cookie:a=b", "/%0d%0aX:y", "/*", "/~root",
    "/proc/self/environ", "/etc/passwd", "/file:///etc/passwd", "/http://example.org/", "/javascript:0", "/data:,x",
    "/_stcore/theme", "/_stcore/deploy", "/_stcore/upload_file",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
ODD = (
    "a", "=", ";", ";;;", "=;=", "a=b=c", 'a="', 'a="b', 'a="b;c"', "a={}", 'a={"b":[1,2]}', "a=\\", "a=\\073", "a=%",
    "a=\x7f", "a=\xff", "a=é", "a[]=1", "a[0]=1", "(a)=1", "a@b=1", "a/b=1", "a:b=1", "a,b=1", "a b=1", "<a>=1", "?=1",
    "a=1,b=2", "$Version=1", "$Path=/", "Expires=Wed, 01 Jan 2030 00:00:00 GMT", "Path=/", "HttpOnly", "Secure",
    "SameSite=Strict", "__Host-a=1", "__Secure-a=1", "a=" + "x" * 4096, "x" * 4096, "a=\t1", " = ", "{name}", "{name}=",
    "{name}=wrong", '{name}="', "{name}={{}}", "{upper}=x", " {name} = x", "{name}0=x", "csrftoken=a; csrftoken=b",
)  # fmt: skip


def odd_cookies(name: str) -> list[str]:
    """What other programs of this machine may have left in a browser beside our cookie of this name."""
    return [text.replace("{name}", name).replace("{upper}", name.upper()).replace("{{}}", "{}") for text in ODD]


class Stranger:
    """Who talks to the app on a port; once let in with a cookie."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"

    def ask(self, method: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
        """Status and headers; 0 where the connection was ended without an answer."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as wire:
            wire.putrequest(method, "/", skip_host=True, skip_accept_encoding=True)
            wire._buffer[0] = f"{method} ".encode() + path.encode("utf-8") + b" HTTP/1.1"  # as it is, however odd
            for name, value in {"Host": self.host, **headers}.items():
                wire.putheader(name, value.encode("latin-1"))
            wire.endheaders()
            try:
                answer = wire.getresponse()
                answer.read()
            except (http.client.HTTPException, ConnectionError):
                return 0, {}
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}


@contextlib.contextmanager
def app(folder: Path) -> Iterator[tuple[Stranger, str]]:
    """A running app on a new ledger, and the cookie of the one who came in by its link."""
    words = [sys.executable, "-m", "tracker", "app", "--no-browser", "--ledger", str(folder / "door.db"), "--port", "0"]
    env = environment(folder) | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env) as process:
        try:
            assert process.stdout is not None
            link = next(found for line in process.stdout if (found := LINK.search(line)))
            stranger = Stranger(int(link[1]))
            for _ in range(60):
                status, headers = stranger.ask("GET", link[2])
                if status:
                    break
                time.sleep(1)
            yield stranger, headers["set-cookie"].partition(";")[0]
        finally:
            process.terminate()


def run(half_open: int = 200, crowd: int = 2_000) -> list[Held]:
    with tempfile.TemporaryDirectory(prefix="tracker-door-") as made, app(Path(made)) as (stranger, cookie):
        return [
            without_cookie(stranger), with_odd_cookies(stranger, cookie), left_open(stranger, cookie, half_open),
            crowded(stranger, cookie, crowd),
        ]  # fmt: skip


def without_cookie(stranger: Stranger) -> Held:
    held = Held("requests without a cookie")
    for path, method in product(PATHS, METHODS):
        status, headers = stranger.ask(method, path)
        empty = path == "/here" and status == 204  # all it says is that the name of this run is known
        fine = (status in (403, 400, 0) or empty) and "set-cookie" not in headers
        wrong = [] if fine else [f"{method} {path}: {status}"]
        held.case(str(status), wrong)
    return held


def with_odd_cookies(stranger: Stranger, cookie: str) -> Held:
    held = Held("odd cookies")
    for odd in odd_cookies(cookie.partition("=")[0]):
        asked = [f"{odd}; {cookie}", f"{cookie}; {odd}"]
        found = [stranger.ask("GET", "/_stcore/health", Cookie=both)[0] for both in asked]
        alone = stranger.ask("GET", "/_stcore/health", Cookie=odd)[0]
        fine = found == [200, 200] and alone in (400, 403)
        held.case("the owner in, the stranger out" if fine else "else", [] if fine else [f"{odd!r}: {found}, {alone}"])
    return held


def left_open(stranger: Stranger, cookie: str, cases: int) -> Held:
    held, began = Held("half-open connections"), time.monotonic()
    wires = [_open(stranger, b"GET / HTTP/1.1\r\nHost: x\r\n") for _ in range(cases)]
    if stranger.ask("GET", "/_stcore/health", Cookie=cookie)[0] != 200:
        held.wrong.append("the owner has no answer beside them")
    for wire in wires:
        with contextlib.closing(wire):
            wire.settimeout(60)
            with contextlib.suppress(ConnectionError):
                while wire.recv(4096):
                    pass
        taken = time.monotonic() - began
        held.case("ended", [] if taken < 40 else [f"ended after {taken:.0f} s"])
    return held


def crowded(stranger: Stranger, cookie: str, cases: int) -> Held:
    held = Held("connects")
    for n in range(cases):
        _open(stranger, b"" if n % 2 else b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").close()
        held.case("made", [])
    status = stranger.ask("GET", "/_stcore/health", Cookie=cookie)[0]
    held.wrong += [] if status == 200 else [f"afterwards the owner gets {status}"]
    return held


def _open(stranger: Stranger, begun: bytes) -> socket.socket:
    wire = socket.create_connection(("127.0.0.1", stranger.port), timeout=60)
    wire.sendall(begun)
    return wire
